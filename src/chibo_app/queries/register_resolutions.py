"""The register of resolutions: those issued with a number, and those meetings passed without a paper of their own."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from chibo_app.models.cases import PartyCase
from chibo_app.models.documents import IssuedDocument
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.models.people import Person
from chibo_app.queries.register_lines import Code, Look, RegisterLine, Value, by_id
from chibo_app.rules.kinds import CaseOutcome, DocumentType, Matter

_OF_A_MEETING = (Matter.RESOLUTION, Matter.CONGRESS_RESOLUTION)


def resolutions(look: Look) -> list[RegisterLine]:
    """Return the resolutions of this time in the order of their days."""
    issued, cases, votes = _issued(look), _cases(look), _votes(look)
    meeting_ids = [
        *(one.meeting_id for one in issued), *(one.resolution_meeting_id for one in cases),
        *(vote.meeting_id for vote in votes),
    ]  # fmt: skip
    meetings = by_id(look.session, Meeting, (one for one in meeting_ids if one))
    kept = _Facts(look, meetings, votes, cases)
    with_paper = {one.case_id for one in issued if one.case_id}
    told = {
        kept.by_meeting[one.meeting_id].id for one in issued if not one.case_id and one.meeting_id in kept.by_meeting
    }
    lines = [(one.issued_on, kept.of_paper(one)) for one in issued]
    lines += [(one.resolution_on or look.to_on, kept.of_case(one)) for one in cases if one.id not in with_paper]
    lines += [(meetings[one.meeting_id].held_on, kept.of_vote(one)) for one in votes
              if one.meeting_id in meetings and one.id not in told and one.case_id is None]  # fmt: skip
    within = [pair for pair in lines if look.from_on <= pair[0] <= look.to_on]
    return [line for _on, line in sorted(within, key=lambda pair: (pair[0], pair[1].id))]


def _issued(look: Look) -> list[IssuedDocument]:
    query = select(IssuedDocument).where(
        IssuedDocument.type == DocumentType.NQ, IssuedDocument.issued_on >= look.from_on,
        IssuedDocument.issued_on <= look.to_on,
    )  # fmt: skip
    return list(
        look.session.exec(query.where(IssuedDocument.cell_id == look.cell_id) if look.cell_id else query).all()
    )  # fmt: skip


def _cases(look: Look) -> list[PartyCase]:
    query = select(PartyCase).where(col(PartyCase.resolution_on).is_not(None))
    return list(look.session.exec(query.where(PartyCase.cell_id == look.cell_id) if look.cell_id else query).all())


def _votes(look: Look) -> list[Vote]:
    query = select(Vote).join(Meeting, col(Meeting.id) == col(Vote.meeting_id)).where(
        col(Vote.is_passed), Meeting.held_on >= look.from_on, Meeting.held_on <= look.to_on,
        col(Vote.matter).in_(_OF_A_MEETING) | col(Vote.case_id).is_not(None),
    )  # fmt: skip
    return list(look.session.exec(query.where(Meeting.cell_id == look.cell_id) if look.cell_id else query).all())


class _Facts:
    """What the lines of one look share."""

    def __init__(self, look: Look, meetings: dict[str, Meeting], votes: list[Vote], cases: list[PartyCase]) -> None:
        self.meetings = meetings
        self.votes = {vote.id: vote for vote in votes}
        self.by_meeting: dict[str, Vote] = {}
        for vote in votes:
            if vote.case_id is None:
                self.by_meeting.setdefault(vote.meeting_id, vote)
        self.cases = {case.id: case for case in cases}
        self.people = by_id(look.session, Person, (case.person_id for case in cases))

    def of_paper(self, paper: IssuedDocument) -> RegisterLine:
        """Return the line of a resolution issued with a number."""
        case = self.cases.get(paper.case_id or "")
        vote = self.votes.get((case.resolution_vote_id or "") if case else "") or (
            None if case else self.by_meeting.get(paper.meeting_id or "")
        )
        values: dict[str, Value] = {
            "symbol": paper.symbol, "on": paper.issued_on, "subject": paper.subject, "name": "",
            "signer": paper.signer, "vote": _vote(vote), "cell_id": paper.cell_id,
            "note": Code("revoked", paper.revoked_on.isoformat()) if paper.revoked_on else "",
        }  # fmt: skip
        values |= self._meeting(paper.meeting_id)
        page, subject = ("cases", case.id) if case else ("meetings", paper.meeting_id or "")
        return RegisterLine(paper.id, paper.subject, values, page if subject else "", subject)

    def of_case(self, case: PartyCase) -> RegisterLine:
        """Return the line of a resolution about a member."""
        person = self.people.get(case.person_id)
        name, vote = person.full_name if person else "", self.votes.get(case.resolution_vote_id or "")
        values: dict[str, Value] = {
            "symbol": case.resolution_no, "on": case.resolution_on or "", "name": name, "signer": "",
            "subject": Code("case_kinds", case.kind.value), "vote": _vote(vote), "cell_id": case.cell_id,
            "note": Code("notes", "not_accepted") if case.decision_outcome is CaseOutcome.REFUSED else "",
        }  # fmt: skip
        values |= self._meeting(case.resolution_meeting_id)
        return RegisterLine(case.id, name, values, "cases", case.id)

    def of_vote(self, vote: Vote) -> RegisterLine:
        """Return the line of what a meeting resolved without a paper of its own."""
        meeting = self.meetings[vote.meeting_id]
        values: dict[str, Value] = {
            "symbol": "", "on": meeting.held_on, "subject": vote.subject, "name": "", "vote": _vote(vote),
            "signer": "", "note": "", "cell_id": meeting.cell_id,
        }  # fmt: skip
        return RegisterLine(vote.id, vote.subject, values | self._meeting(meeting.id), "meetings", meeting.id)

    def _meeting(self, meeting_id: str | None) -> dict[str, Value]:
        meeting = self.meetings.get(meeting_id or "")
        if meeting is None:
            return {"meeting": "", "meeting_on": ""}
        held: date = meeting.held_on
        return {"meeting": Code("meetings", meeting.type.value), "meeting_on": held}


def _vote(vote: Vote | None) -> str:
    return f"{vote.yes}/{vote.base}" if vote else ""
