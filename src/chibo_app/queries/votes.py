"""What a vote needs before it is taken: the base with every name, the fewest votes, the kinds of ballot allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from chibo_app.basics.i18n import _
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.queries import records, roll_calls
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import voting
from chibo_app.rules.kinds import BallotKind, Matter
from chibo_app.rules.voting import BaseLine, VoteBase


@dataclass(frozen=True, slots=True)
class Voter:
    """One person counted in the base or taken off it, and why."""

    person_id: str
    full_name: str
    is_counted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class VotePreview:
    """What is known of a vote before it is taken. `sentence` says how many votes are needed, and
    that the body above decides when the rounds the rules allow are used up."""

    base: VoteBase
    needed: int
    round_no: int
    present_official: int
    sentence: str
    source: str
    ballots: tuple[BallotKind, ...]
    counted: tuple[Voter, ...]
    taken_off: tuple[Voter, ...]


def vote_preview(
    session: Session, meeting_id: str, matter: Matter, *, subject: str = "", case_id: str | None = None
) -> VotePreview:
    """Return what a vote on a matter needs at this meeting, as the attendance stands now."""
    meeting = records.get(session, Meeting, meeting_id)
    rules = rulebook(session)
    rows = roll_calls.roll_call(session, meeting)
    called = [row.for_rules for row in rows]
    base = voting.base_for(matter, called, meeting.held_on, rules)
    rule = voting.rule_of(matter, meeting.held_on, rules)
    names = roll_calls.person_names(rows)
    needed = voting.needed_for(matter, base, meeting.held_on, rules)
    round_no = next_round(session, meeting, matter, subject=subject, case_id=case_id)
    sentences = [
        _("At least {needed} votes are needed, of {base} official members.").format(needed=needed, base=base.size),
        *(problem.sentence for problem in voting.check_round(matter, round_no, meeting.held_on, rules)),
    ]
    return VotePreview(
        base=base,
        needed=needed,
        round_no=round_no,
        present_official=sum(row.is_official and row.is_present and not row.is_guest for row in called),
        sentence=" ".join(sentences),
        source=rule.source,
        ballots=tuple(BallotKind(kind) for kind in rule["ballots"]),
        counted=_voters(base.counted, names),
        taken_off=_voters(base.taken_off, names),
    )


def _voters(lines: Sequence[BaseLine], names: dict[str, str]) -> tuple[Voter, ...]:
    return tuple(Voter(line.member_id, names[line.member_id], line.is_counted, line.sentence) for line in lines)


def next_round(session: Session, meeting: Meeting, matter: Matter, *, subject: str, case_id: str | None) -> int:
    """Return the number of the next round: a case is counted over all meetings, another subject within this one."""
    query = select(func.max(col(Vote.round_no))).where(Vote.matter == matter)
    if case_id:
        query = query.where(Vote.case_id == case_id)
    else:
        query = query.where(Vote.meeting_id == meeting.id, Vote.subject == subject)
    return (session.exec(query).one() or 0) + 1
