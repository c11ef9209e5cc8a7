"""Facts of proposals, ballots, their counting and the exits report, filled from the book."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.models.cases import PartyCase
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.queries import (
    attachments,
    case_papers,
    cases,
    exits,
    meeting_papers,
    memberships,
    paper_case_facts,
    paper_case_meetings,
    paper_case_people,
    paper_heads,
    paper_meetings,
    records,
    roll_calls,
    statistics,
)  # fmt: skip
from chibo_app.queries.case_papers import ProposalKind
from chibo_app.queries.cases import CaseDetail
from chibo_app.queries.exits import ExitRow
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.paper_case_people import standing_before
from chibo_app.queries.statistics_people import Figure
from chibo_app.rules.kinds import CaseKind, DisciplineForm, DocumentType, EventKind, Standing

_REQUESTS_MISSING = "self_review_requests_missing"
_REQUESTS = frozenset({"self_review_request"})
_KINDS: dict[CaseKind, ProposalKind] = {
    CaseKind.REMOVAL: "removal", CaseKind.EXPULSION: "expulsion", CaseKind.WITHDRAWAL: "withdrawal",
}  # fmt: skip
_PROPOSALS: dict[ProposalKind, str] = {
    "removal": "proposal_removal", "expulsion": "proposal_expulsion", "dismissal": "proposal_dismissal",
    "withdrawal": "proposal_leave",
}  # fmt: skip
_KINDS_OF_FORMS: dict[DisciplineForm, ProposalKind] = {
    DisciplineForm.DISMISSAL_FROM_POST: "dismissal", DisciplineForm.EXPULSION: "expulsion",
}  # fmt: skip
_FORMS = (EventKind.EXPELLED, EventKind.REMOVED, EventKind.WITHDREW)
_NOBODY = meeting_papers.Attendance(0, 0, 0, 0, 0, 0, 0, 0, 0)


def kind_of_proposal(session: Session, case_id: str) -> ProposalKind:
    """Return what a case proposes. Raises NotFound when no proposal is printed for its kind."""
    case = records.get(session, PartyCase, case_id)
    kind = _KINDS.get(case.kind)
    if case.kind is CaseKind.DISCIPLINE:
        kind = _KINDS_OF_FORMS.get(case.discipline_form or DisciplineForm.DISMISSAL_FROM_POST)
    if kind is None:
        raise NotFound(
            _("There is no proposal to print for a case of this kind."),
            next_step=_("Proposals are printed for removal, expulsion, dismissal and leaving on request."),
        )
    return kind


def proposal(session: Session, case_id: str, on: date | None = None) -> case_papers.ProposalFacts:
    """Return the facts of the cell's proposal. Its day is that of the document issued, else of the resolution."""
    kind = kind_of_proposal(session, case_id)
    detail = cases.case_detail(session, case_id)
    case = detail.facts
    held = paper_case_meetings.held_for(session, case)
    day = case.resolution_on or (held.held_on if held else None) or on or case.opened_on
    wanted = paper_case_facts.Wanted(
        _PROPOSALS[kind], frozenset(), "", unnamed_types=(DocumentType.NQ.value, DocumentType.BC.value)
    )
    head = paper_case_facts.letterhead(session, case, day, wanted)
    files = attachments.attachments(session, "party_case", case_id)
    return case_papers.ProposalFacts(
        letterhead=head, kind=kind, meeting_on=day, location=held.location if held else "",
        **_at_the_meeting(session, held),
        member=paper_case_people.member(session, case.person_id, case.cell_id, day, case),
        grounds=_grounds(detail), background=case.reason if detail.ground_title else "", process=case.note,
        requests=_requests(detail),
        explanation=_why_no_request(detail), application_on=case.application_on,
        is_clear_of_violation=case.is_clear_of_violation, votes=_votes(detail),
        attachments=tuple(file.title for file in files),
        base=paper_case_meetings.base_of(session, held, paper_case_facts.matter_of(session, case)) if held else None,
        complaint=None if kind == "withdrawal" else paper_case_facts.complaint_of(case, day, rulebook(session)),
    )  # fmt: skip


def _at_the_meeting(session: Session, held: Meeting | None) -> dict[str, Any]:
    """Return head counts, chair and minute taker of the meeting that dealt with the case."""
    if held is None:
        return {"attendance": _NOBODY, "chair": "", "chair_post": "", "minute_taker": ""}
    facts = paper_meetings.minutes(session, held.id)
    return {
        "attendance": facts.attendance,
        "chair": facts.chair,
        "chair_post": facts.chair_post,
        "minute_taker": facts.minute_taker,
    }


def _grounds(detail: CaseDetail) -> tuple[str, ...]:
    return tuple(part for part in (detail.ground_title or detail.facts.reason,) if part)


def _requests(detail: CaseDetail) -> tuple[case_papers.RequestSent, ...]:
    sent = [act for act in detail.acts if act.kind in _REQUESTS and act.done_on]
    return tuple(
        case_papers.RequestSent(act.done_on, act.way, act.answer)
        for act in sorted(sent, key=lambda act: act.done_on or date.min)
        if act.done_on
    )


def _why_no_request(detail: CaseDetail) -> str:
    return " ".join(row.content for row in detail.explanations if row.code == _REQUESTS_MISSING)


def _votes(detail: CaseDetail) -> tuple[meeting_papers.Vote, ...]:
    taken = [*detail.earlier_votes, *([detail.vote] if detail.vote else [])]
    ordered = sorted(taken, key=lambda vote: (vote.round_no, vote.position))
    return tuple(paper_meetings.vote(vote) for vote in ordered)


def ballot(session: Session, case_id: str, on: date, count: int = 0, matter: str = "") -> meeting_papers.BallotFacts:
    """Return the ballot papers on a case: as many as official members are present, or on the roll before a meeting."""
    case = records.get(session, PartyCase, case_id)
    name = paper_heads.person_name(session, case.person_id)
    voters = count or _voters(session, case, on)
    taken = session.exec(select(Vote).where(Vote.case_id == case_id)).all()
    is_settled = any(vote.is_passed for vote in taken)
    return meeting_papers.BallotFacts(
        paper_heads.letterhead(session, case.cell_id, on), matter or paper_case_facts.matter_of(session, case), voters,
        name, standing_before(session, case), round_number=len(taken) + (not is_settled),
    )  # fmt: skip


def _voters(session: Session, case: PartyCase, on: date) -> int:
    meeting = session.exec(select(Meeting).where(Meeting.cell_id == case.cell_id, Meeting.held_on == on)).first()
    if meeting:
        present = roll_calls.figures(session, meeting.id).count.present.official
        if present:
            return present
    states = memberships.standings_on(session, case.cell_id, on).values()
    return sum(state.is_on_roll and state.standing is Standing.OFFICIAL for state in states)


def tally(session: Session, case_or_vote_id: str) -> meeting_papers.TallyFacts:
    """Return the facts of counting the ballots of a vote, or of the last vote on a case. Raises NotFound."""
    vote = _vote_of(session, case_or_vote_id)
    meeting = records.get(session, Meeting, vote.meeting_id)
    case = session.get(PartyCase, vote.case_id) if vote.case_id else None
    facts = paper_meetings.minutes(session, meeting.id)
    team = [line.strip() for line in vote.tally_team.replace(";", "\n").splitlines() if line.strip()]
    issued = vote.issued if vote.issued is not None else vote.present_official
    returned = vote.returned if vote.returned is not None else vote.yes + vote.no + vote.abstain
    invalid = vote.invalid or 0
    return meeting_papers.TallyFacts(
        facts.letterhead, vote.matter, facts.started, meeting.location, facts.attendance, team[0] if team else "",
        tuple(team[1:]), facts.minute_taker,
        meeting_papers.Ballots(issued, returned, vote.valid if vote.valid is not None else returned - invalid, invalid),
        _results(vote), vote.base, vote.needed, vote.is_passed,
        paper_heads.person_name(session, case.person_id) if case else "", "" if case else vote.subject, vote.round_no,
        standing=standing_before(session, case) if case else "official",
    )  # fmt: skip


def _vote_of(session: Session, record_id: str) -> Vote:
    vote = session.get(Vote, record_id)
    of_case = select(Vote).where(Vote.case_id == record_id).order_by(col(Vote.round_no).desc())
    found = vote or session.exec(of_case).first()
    if found is None:
        raise NotFound(
            _("The cell has not voted on this case yet."),
            next_step=_("Enter the vote at the meeting, with the case chosen, and print again."),
        )
    return found


def _results(vote: Vote) -> tuple[meeting_papers.VoteOption, ...]:
    """Return the votes per box; a ballot on several forms counted only as yes and no names the form that was voted."""
    counted = vote.options or {"yes": vote.yes, "no": vote.no, **({"abstain": vote.abstain} if vote.abstain else {})}
    if not vote.options and vote.matter.value in set(DisciplineForm):
        counted = {vote.matter.value: vote.yes, "other_forms": vote.no, "abstain": vote.abstain}
    return tuple(meeting_papers.VoteOption(code, votes) for code, votes in counted.items())


def exits_report(session: Session, cell_id: str | None, from_on: date, to_on: date, on: date) -> case_papers.ExitsFacts:
    """Return those who left the Party in a period, and the statistics of that period."""
    table = statistics.statistics(session, cell_id, from_on, to_on)
    rows = [row for row in exits.exits(session, cell_id, from_on, to_on) if row.form in _FORMS]
    names = {row.cell_name for row in rows}
    lines = {
        name: _figure(table.figure(name))
        for name in ("opening", *statistics.INCREASE, *statistics.DECREASE, "closing", "exempt", "temporary_out")
    }
    head = paper_heads.letterhead(session, cell_id, on)
    return case_papers.ExitsFacts(
        head, from_on, to_on, tuple(_exit(row, has_cell=len(names) > 1) for row in rows),
        case_papers.FlowFacts(**lines),
    )  # fmt: skip


def _figure(figure: Figure) -> case_papers.FlowLine:
    return case_papers.FlowLine(figure.total, figure.female, figure.minority, figure.probationary)


def _exit(row: ExitRow, *, has_cell: bool) -> case_papers.ExitLine:
    decision = [row.decision_no, dates.show(row.decision_on), row.decision_issuer]
    resolution = [row.resolution_no, dates.show(row.resolution_on)]
    return case_papers.ExitLine(
        row.form.value, row.full_name,  # type: ignore[arg-type]  # only the three forms are listed
        "probationary" if row.standing is Standing.PROBATIONARY else "official", row.cell_name if has_cell else "",
        row.birth_date, row.gender.value if row.gender else "", row.ethnic_group, row.admission_date,
        row.official_date, row.card_no, row.reason, ", ".join(part for part in resolution if part),
        ", ".join(part for part in decision if part), row.announced_on, row.note if row.note != row.reason else "",
    )  # fmt: skip
