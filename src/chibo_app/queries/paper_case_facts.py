"""Facts of the papers of one case, filled from the book: the case, the person, meeting, votes, terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import NotFound, UserError
from chibo_app.basics.i18n import _
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.documents import IssuedDocument
from chibo_app.models.dues import DuesPayment
from chibo_app.models.people import Person
from chibo_app.queries import (
    attachments,
    cases,
    cells,
    labels,
    paper_case_meetings,
    paper_case_people,
    paper_heads,
    records,
)
from chibo_app.queries import case_papers as papers
from chibo_app.queries.case_facts import case_facts
from chibo_app.queries.cases import CaseDetail
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.papers import Letterhead
from chibo_app.rules import cases as rules_of_cases
from chibo_app.rules import catalogues, voting
from chibo_app.rules.kinds import CaseKind, Matter
from chibo_app.rules.rulebook import Rulebook

_SELF_REVIEW_REQUEST = "self_review_request"
_DAYS = (
    "opened_on", "violation_on", "from_on", "to_on", "application_on", "violation_checked_on", "heard_on",
    "resolution_on", "sent_up_on", "decision_on", "decision_received_on", "effective_on", "announced_on",
    "delivered_on", "card_withdrawn_on", "badge_withdrawn_on", "dossier_sent_on",
)  # fmt: skip
_WORDS = (
    "other_side", "referee_1", "referee_2", "mentor", "resolution_no", "decision_type", "decision_no",
    "not_recovered_reason", "note",
)  # fmt: skip

_CITED = frozenset({"charter_application", "charter_details", "inspection", "violations", "member_affairs", "card_use"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a paper needs: kinds of case it is for, which of the case's days is its own.

    `only` names columns of the case with the values the paper is for; a column nobody filled yet refuses nothing.
    """

    document_id: str
    kinds: frozenset[CaseKind]
    title: str
    day: tuple[str, ...] = ()
    may_be_blank: bool = False
    number: int = 0
    only: tuple[tuple[str, frozenset[str]], ...] = ()
    needs_vote: bool = False
    needs_failed_vote: bool = False
    unnamed_types: tuple[str, ...] = ()


def matter_of(session: Session, case: PartyCase) -> Matter:
    """Return what the cell votes on in a case; a resolution where no vote of its own belongs to the procedure."""
    rules = rulebook(session)
    return rules_of_cases.matter_of(case_facts(session, case, rules), rules) or Matter.RESOLUTION


def facts(session: Session, record_id: str, on: date, wanted: Wanted, cell_id: str = "") -> papers.CasePaperFacts:
    """Return the facts of a paper of a case; a blank form also takes a person, or nobody.

    Raises UserError in a sentence when the case is of another kind, NotFound when there is none.
    """
    case = session.get(PartyCase, record_id) if record_id else None
    if case is not None:
        return _of_case(session, case, on, wanted)
    if not wanted.may_be_blank:
        records.get(session, PartyCase, record_id)
    if record_id:
        records.get(session, Person, record_id)
    return _of_person(session, record_id, on, wanted, cell_id)


def check(session: Session, case: PartyCase, wanted: Wanted) -> None:
    """Refuse a paper of another kind of case or form of discipline, and a report on votes that did not fall short.

    Raises UserError in a sentence; NotFound before the first vote.
    """
    _check_kind(case, wanted)
    _check_vote(session, case, wanted)


def _check_kind(case: PartyCase, wanted: Wanted) -> None:
    if case.kind in wanted.kinds:
        _check_columns(case, wanted)
        return
    kinds = "; ".join(labels.label(kind) for kind in CaseKind if kind in wanted.kinds)
    raise UserError(
        _("«{document}» is not a paper of this kind of case.").format(document=wanted.title),
        next_step=_("It is printed from a case of this kind: {kinds}.").format(kinds=kinds),
    )


def _check_columns(case: PartyCase, wanted: Wanted) -> None:
    for column, allowed in wanted.only:
        value = getattr(case, column)
        if value is None or value.value in allowed:
            continue
        others = "; ".join(labels.label(one) for one in type(value) if one.value in allowed)
        raise UserError(
            _("«{document}» is not a paper for this case ({value}).").format(
                document=wanted.title, value=labels.label(value)
            ),
            next_step=_("It is for: {values}. Choose another paper of this case.").format(values=others),
        )


def _check_vote(session: Session, case: PartyCase, wanted: Wanted) -> None:
    taken = paper_case_meetings.votes_of(session, case.id)
    if (wanted.needs_vote or wanted.needs_failed_vote) and not taken:
        raise NotFound(
            _("The cell has not voted on this case yet."),
            next_step=_("Enter the vote at the meeting, with the case chosen, and print again."),
        )
    if wanted.needs_failed_vote and taken[-1].is_passed:
        raise UserError(
            _("The last vote of this case reached its share; there is nothing to report as failed."),
            next_step=_("Print the proposal: it tells all rounds with their counts."),
        )


def _of_person(session: Session, person_id: str, on: date, wanted: Wanted, cell_id: str) -> papers.CasePaperFacts:
    cell = cell_id or cells.only_cell(session).id
    return papers.CasePaperFacts(
        letterhead=paper_heads.letterhead(session, cell, on),
        member=paper_case_people.member(session, person_id, cell, on),
        helped=paper_case_people.helped(session, cell, on),
        words=(("dues_month", _dues_month(session, person_id)),),
    )


def _of_case(session: Session, case: PartyCase, on: date, wanted: Wanted) -> papers.CasePaperFacts:
    check(session, case, wanted)
    rules, detail = rulebook(session), cases.case_detail(session, case.id)
    matter = detail.matter or Matter.RESOLUTION
    meeting = paper_case_meetings.meeting_of(session, case)
    requests = _requests(session, case)
    day = _own_day(case, requests, wanted) or on
    held = paper_case_meetings.held_for(session, case)
    member = paper_case_people.member(session, case.person_id, case.cell_id, meeting.on if meeting else day, case)
    return papers.CasePaperFacts(
        letterhead=letterhead(session, case, day, wanted), kind=case.kind.value, member=member,
        form=case.discipline_form.value if case.discipline_form else "", matter=matter.value,
        ground=detail.ground_title, reason=case.reason, days=_days(case), words=_words(session, detail, day),
        is_reduced_only=case.is_reduced_only, meeting=meeting, rounds=paper_case_meetings.rounds(session, case.id),
        base=paper_case_meetings.base_of(session, held, matter) if held else None, requests=requests,
        request_number=wanted.number, acts=_acts(session, case, rules),
        attachments=tuple(file.title for file in attachments.attachments(session, "party_case", case.id)),
        decision=papers.DecisionOfCase("", case.decision_no, case.decision_on, case.decision_issuer),
        earlier=_earlier(session, case, rules), complaint=_complaint(session, case, day, rules),
        upper_parent=_above(session, case.cell_id, day), body=_body(detail),
        helped=paper_case_people.helped(session, case.cell_id, day), regulations=_regulations(day, rules),
    )  # fmt: skip


def _own_day(case: PartyCase, requests: Sequence[papers.RequestSent], wanted: Wanted) -> date | None:
    """Return the day a paper carries: that of the act it tells of, as far as it is recorded."""
    if wanted.number:
        return requests[wanted.number - 1].on if wanted.number <= len(requests) else None
    return next((getattr(case, name) for name in wanted.day if getattr(case, name)), None)


def letterhead(session: Session, case: PartyCase, day: date, wanted: Wanted) -> Letterhead:
    """Return the head with number and day of the paper as issued, if it was; each of several has its own.

    A number given in the register without naming the paper counts for the one of that type (`unnamed_type`).
    """
    head = paper_heads.letterhead(session, case.cell_id, day)
    of_case = select(IssuedDocument).where(
        IssuedDocument.case_id == case.id, col(IssuedDocument.revoked_on).is_(None)
    ).order_by(col(IssuedDocument.issued_on), col(IssuedDocument.number))  # fmt: skip
    issued = session.exec(of_case).all()
    mine = [one for one in issued if one.catalogue_id == wanted.document_id]
    mine = mine or [one for one in issued if not one.catalogue_id and one.type.value in wanted.unnamed_types]
    place = wanted.number - 1 if wanted.number else -1
    if not mine or place >= len(mine):
        return head
    return replace(head, number=mine[place].symbol, on=mine[place].issued_on)


def _days(case: PartyCase) -> tuple[tuple[str, date | PartialDate], ...]:
    return tuple((name.removesuffix("_on"), getattr(case, name)) for name in _DAYS if getattr(case, name))


def _words(session: Session, detail: CaseDetail, on: date) -> tuple[tuple[str, str], ...]:
    case = detail.facts
    known = [(name, getattr(case, name)) for name in _WORDS]
    known.append(("to_cell", cells.cell(session, case.to_cell_id, on).name if case.to_cell_id else case.other_side))
    known.append(("dues_month", _dues_month(session, case.person_id)))
    known.append(("transfer_kind", case.transfer_kind.value if case.transfer_kind else ""))
    about = session.get(PartyCase, case.about_case_id) if case.about_case_id else None
    known.append(("earlier_received_date", dates.show(about.delivered_on) if about else ""))
    known += _marks(session, detail, on)
    for step in records.of_owner(session, CaseStep, case_id=case.id):
        known.append((f"{step.kind}_text", "\n".join(part for part in (step.content, step.answer) if part)))
        known.append((f"{step.kind}_day", dates.long_date(step.done_on) if step.done_on else ""))
    return tuple((name, value) for name, value in known if value)


def _marks(session: Session, detail: CaseDetail, on: date) -> list[tuple[str, str]]:
    """Return what the rules say of the vote: whether the cell itself decides, whether its rounds are used up."""
    rule = voting.rule_of(detail.matter or Matter.RESOLUTION, on, rulebook(session))
    most = rule.get("max_rounds")
    rounds = len(detail.earlier_votes) + (detail.vote is not None)
    return [
        ("cell_decides", "+" if detail.decided_by == "cell" else ""),
        ("final_round", "+" if most and rounds >= most else ""),
    ]  # fmt: skip


def _dues_month(session: Session, person_id: str) -> str:
    months = session.exec(select(col(DuesPayment.month)).where(DuesPayment.person_id == person_id)).all()
    return f"{dates.padded_month(max(months).month)} năm {max(months).year}" if months else ""


def _requests(session: Session, case: PartyCase) -> tuple[papers.RequestSent, ...]:
    steps = records.of_owner(session, CaseStep, case_id=case.id)
    sent = [(step.done_on, step) for step in steps if step.kind == _SELF_REVIEW_REQUEST and step.done_on]
    return tuple(
        papers.RequestSent(on, step.way, step.answer) for on, step in sorted(sent, key=lambda pair: pair[0])
    )  # fmt: skip


def _acts(session: Session, case: PartyCase, rules: Rulebook) -> tuple[papers.ActOfCase, ...]:
    """Return the evidence of the file in words."""
    found = []
    for step in records.of_owner(session, CaseStep, case_id=case.id):
        if step.kind == "evidence":
            entry = catalogues.entry("evidence", step.way, None, rules)
            found.append(papers.ActOfCase(entry.text if entry else step.way, step.done_on, step.content))
    return tuple(found)


def _earlier(session: Session, case: PartyCase, rules: Rulebook) -> papers.DecisionOfCase:
    about = session.get(PartyCase, case.about_case_id) if case.about_case_id else None
    if about is None:
        return papers.DecisionOfCase()
    title = str(rules_of_cases.rule_of(about.kind, about.opened_on, rules)["title"])
    return papers.DecisionOfCase(title, about.decision_no, about.decision_on, about.decision_issuer)


def complaint_of(case: PartyCase, on: date, rules: Rulebook) -> papers.ComplaintTerm | None:
    """Return the member's term to complain under the rules of a day, None where the procedure gives none."""
    rule = rules_of_cases.rule_of(case.kind, case.opened_on, rules)
    if not rule.get("complaint"):
        return None
    term = rules.row("deadlines", rule["complaint"], on)
    return papers.ComplaintTerm(term["length"], term["unit"], str(rule.get("complaint_to", "")))


def _complaint(session: Session, case: PartyCase, on: date, rules: Rulebook) -> papers.ComplaintTerm | None:
    """Return the term of this case; a complaint tells that of the decision it is against."""
    about = session.get(PartyCase, case.about_case_id) if case.about_case_id else None
    return complaint_of(case, on, rules) or (complaint_of(about, on, rules) if about else None)


def _above(session: Session, cell_id: str, on: date) -> str:
    uppers = cells.cell(session, cell_id, on).uppers
    return uppers[1].name if len(uppers) > 1 else ""


def _body(detail: CaseDetail) -> str:
    """Return the body a draft is written for: as recorded, else the one the rules name; a mere description is none."""
    name = detail.facts.decision_issuer or detail.suggested_issuer
    return name if name[:1].isupper() else ""


def _regulations(on: date, rules: Rulebook) -> tuple[papers.CitedRegulation, ...]:
    """Return what the papers cite, in the edition in force on their day."""
    return tuple(
        papers.CitedRegulation(
            row["topic"], row["type"], row["number"], row["issuer"],
            row["issued_on"] if isinstance(row["issued_on"], date) else None, row["title"],
        )
        for row in rules.rows("regulations", on)
        if row.get("topic") in _CITED
    )  # fmt: skip
