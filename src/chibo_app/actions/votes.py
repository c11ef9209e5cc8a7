"""Votes: recorded with the base of the moment, judged again when the attendance changes, frozen with the minutes."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlmodel import Session

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.models.base import change, create
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.queries import records, roll_calls
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.votes import next_round
from chibo_app.rules import voting
from chibo_app.rules.attendance import AttendanceRow
from chibo_app.rules.kinds import BallotKind, Matter
from chibo_app.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteFacts:
    """What was voted on and how it was counted. `options` counts ballots per form where several stood on one."""

    subject: str
    yes: int
    no: int = 0
    abstain: int = 0
    matter: Matter = Matter.RESOLUTION
    ballot: BallotKind = BallotKind.SHOW_OF_HANDS
    agenda_item_id: str | None = None
    case_id: str | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    options: dict[str, int] | None = None
    tally_team: str = ""
    note: str = ""

    @property
    def counted(self) -> voting.Ballots:
        """The ballots as the rules take them."""
        return voting.Ballots(
            self.yes, self.no, self.abstain, self.issued, self.returned, self.valid, self.invalid
        )  # fmt: skip


def record_vote(session: Session, meeting_id: str, facts: VoteFacts) -> Vote:
    """Record a vote. Base, needed votes and result follow from the roll call and the rules of the day.

    Raises Refused when the numbers do not add up, more people voted than could, or the ballot had to be secret.
    """
    meeting = _open(session, meeting_id)
    rules = rulebook(session)
    called = [row.for_rules for row in roll_calls.roll_call(session, meeting)]
    problems = errors(_judge(meeting, facts, called, rules))
    if problems:
        raise Refused(problems)
    vote = create(
        Vote,
        meeting_id=meeting_id,
        position=records.next_position(session, Vote, meeting_id=meeting_id),
        round_no=next_round(session, meeting, facts.matter, subject=facts.subject, case_id=facts.case_id),
        **asdict(facts),
        **_result(meeting, facts.matter, facts.yes, called, rules),
    )
    session.add(vote)
    return vote


def remove_vote(session: Session, vote_id: str) -> None:
    """Take a vote out of minutes being written."""
    vote = records.get(session, Vote, vote_id)
    _open(session, vote.meeting_id)
    session.delete(vote)


def judge_again(session: Session, meeting: Meeting) -> None:
    """Bring base, needed votes and results of a meeting's votes in step with its roll call as it stands now."""
    taken = records.of_owner(session, Vote, meeting_id=meeting.id)
    if not taken:
        return
    session.flush()
    rules = rulebook(session)
    called = [row.for_rules for row in roll_calls.roll_call(session, meeting)]
    for vote in taken:
        change(vote, **_result(meeting, vote.matter, vote.yes, called, rules))


def problems_of(session: Session, meeting: Meeting) -> list[Problem]:
    """Return what is wrong with the votes of a meeting as its roll call stands now."""
    rules = rulebook(session)
    called = [row.for_rules for row in roll_calls.roll_call(session, meeting)]
    found = []
    for vote in records.of_owner(session, Vote, meeting_id=meeting.id):
        names = VoteFacts.__dataclass_fields__
        facts = VoteFacts(**{name: getattr(vote, name) for name in names})
        found += [problem.at(f"vote:{vote.id}") for problem in _judge(meeting, facts, called, rules)]
    return found


def _result(
    meeting: Meeting, matter: Matter, yes: int, called: list[AttendanceRow], rules: Rulebook
) -> dict[str, int | bool]:
    base = voting.base_for(matter, called, meeting.held_on, rules)
    result = voting.judge(matter, base, yes, 0, 0, meeting.held_on, rules)
    present = sum(row.is_official and row.is_present and not row.is_guest for row in called)
    return {"base": result.base, "needed": result.needed, "is_passed": result.passed, "present_official": present}


def _judge(meeting: Meeting, facts: VoteFacts, called: list[AttendanceRow], rules: Rulebook) -> list[Problem]:
    base = voting.base_for(facts.matter, called, meeting.held_on, rules)
    return [
        *voting.check_ballots(facts.matter, facts.ballot, facts.counted, base, meeting.held_on, rules),
        *voting.check_present(facts.counted, called),
    ]


def _open(session: Session, meeting_id: str) -> Meeting:
    meeting = records.get(session, Meeting, meeting_id)
    if meeting.locked_at:
        sentence = _("The minutes are locked; write a correction slip instead.")
        raise Refused([Problem("", "minutes_locked", sentence)])
    return meeting
