"""Cases of the practice book that went through its meetings: an expulsion, a leave, a removal still open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from chibo_app.actions import cases, meetings, opening_facts, votes
from chibo_app.actions.practice_story import Anything, Story
from chibo_app.actions.votes import VoteFacts
from chibo_app.models.cases import PartyCase
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.queries.case_facts import EVIDENCE, SELF_REVIEW_REQUEST
from chibo_app.queries.votes import vote_preview
from chibo_app.rules.kinds import AgendaKind, BallotKind, CaseKind, Matter, OpeningFactKind

_MISSED = 3  # months without reason before the first meeting of the book


def missed_before(story: Story) -> None:
    """Enter three months the absent member missed before the cell began with the program, in one calendar year."""
    first = story.month_ago(Story.MONTHS)
    if first.month > _MISSED:
        months, year = range(first.month - _MISSED, first.month), first.year
    else:
        months, year = range(13 - _MISSED, 13), first.year - 1
    for month in months:
        opening_facts.add_missed_month(
            story.session, story.cell_id, story.with_role("absent"), OpeningFactKind.UNEXCUSED_ABSENCE, year, month
        )


def _begin_expulsion(story: Story, meeting: Meeting) -> None:
    person, wanted = story.with_role("expelled"), story.wanted["expulsion"]
    case = open_one(
        story, CaseKind.EXPULSION, person, meeting.held_on - timedelta(days=20), reason=wanted["reason"],
        heard_on=meeting.held_on - timedelta(days=9), has_open_violation=True,
    )  # fmt: skip
    cases.add_step(story.session, case.id, "self_review", meeting.held_on - timedelta(days=5))
    _resolve(story, meeting, case, Matter.EXPULSION, wanted["subject"].format(name=story.name(person)))
    _send_up(story, case, meeting.held_on)


def _begin_leave(story: Story, meeting: Meeting) -> None:
    person, wanted = story.with_role("withdrew"), story.wanted["withdrawal"]
    opened_on = meeting.held_on - timedelta(days=14)
    case = open_one(
        story, CaseKind.WITHDRAWAL, person, opened_on, reason=wanted["reason"], ground_code=wanted["ground"],
        application_on=opened_on, violation_checked_on=opened_on + timedelta(days=3), is_clear_of_violation=True,
    )  # fmt: skip
    _resolve(story, meeting, case, Matter.VOLUNTARY_LEAVE, wanted["subject"].format(name=story.name(person)))
    _send_up(story, case, meeting.held_on)
    _decide(story, case_of(story, "expelled"), meeting.held_on + timedelta(days=6), "expulsion")


def _decide_leave(story: Story, meeting: Meeting) -> None:
    _decide(story, case_of(story, "withdrew"), meeting.held_on + timedelta(days=8), "withdrawal")


def _begin_removal(story: Story, meeting: Meeting) -> None:
    person, wanted = story.with_role("absent"), story.wanted["removal"]
    case = open_one(
        story, CaseKind.REMOVAL, person, meeting.held_on - timedelta(days=10), reason=wanted["reason"],
        ground_code=wanted["ground"],
    )  # fmt: skip
    for days in (-8, 0, 8):
        cases.add_step(
            story.session, case.id, SELF_REVIEW_REQUEST, meeting.held_on + timedelta(days=days), way="văn bản"
        )
    for code in wanted["evidence"]:
        cases.add_step(story.session, case.id, EVIDENCE, meeting.held_on + timedelta(days=9), way=code)


def _resolve_removal(story: Story, meeting: Meeting) -> None:
    """Two rounds: the first fails by one ballot, the second passes."""
    person, wanted = story.with_role("absent"), story.wanted["removal"]
    case, subject = case_of(story, "absent"), wanted["subject"].format(name=story.name(person))
    _ballot(story, meeting, case, Matter.REMOVAL, subject, short_by=1)
    _resolve(story, meeting, case, Matter.REMOVAL, subject)
    sent_up_on = meeting.held_on + timedelta(days=4)
    if sent_up_on <= story.today:
        cases.edit(story.session, case.id, sent_up_on=sent_up_on, explanations=Anything())


# What the meeting of so many months ago brought.
STEPS: dict[int, Callable[[Story, Meeting], None]] = {
    5: _begin_expulsion,
    4: _begin_leave,
    3: _decide_leave,
    2: _begin_removal,
    1: _resolve_removal,
}
_ANNOUNCED = {3: "expelled", 2: "withdrew"}


def announce(story: Story, meeting: Meeting, months: int) -> None:
    """Announce a decision at the beginning of a meeting: where it takes effect now, the member is no longer counted."""
    if months in _ANNOUNCED:
        _announce(story, case_of(story, _ANNOUNCED[months]), meeting)


def open_one(story: Story, kind: CaseKind, person: str, on: date, **facts: Any) -> PartyCase:
    """Open a case; every question of the rules is answered."""
    return cases.open_case(story.session, story.cell_id, person, kind, on, explanations=Anything(), **facts)


def case_of(story: Story, role: str) -> PartyCase:
    """Return the only case of the member something happens to."""
    return story.session.exec(select(PartyCase).where(PartyCase.person_id == story.with_role(role))).one()


def _ballot(
    story: Story, meeting: Meeting, case: PartyCase, matter: Matter, subject: str, *, short_by: int = 0
) -> Vote:
    preview = vote_preview(story.session, meeting.id, matter, subject=subject, case_id=case.id)
    present = preview.present_official
    yes = preview.needed - short_by
    vote = votes.record_vote(story.session, meeting.id, VoteFacts(
        subject=subject, matter=matter, ballot=BallotKind.SECRET_BALLOT, yes=yes, no=present - yes, issued=present,
        returned=present, valid=present, invalid=0, case_id=case.id, tally_team=story.wanted["tally_team"],
    ))  # fmt: skip
    story.session.flush()
    return vote


def _resolve(story: Story, meeting: Meeting, case: PartyCase, matter: Matter, subject: str) -> None:
    meetings.add_item(story.session, meeting.id, subject, kind=AgendaKind.CASE, case_id=case.id)
    vote = _ballot(story, meeting, case, matter, subject)
    cases.record_resolution(
        story.session, case.id, meeting.held_on, meeting_id=meeting.id, vote_id=vote.id,
        resolution_no=f"{len(story.meetings):02d}", explanations=Anything(),
    )  # fmt: skip


def _send_up(story: Story, case: PartyCase, resolved_on: date) -> None:
    cases.edit(story.session, case.id, sent_up_on=resolved_on + timedelta(days=4), explanations=Anything())


def _decide(story: Story, case: PartyCase, on: date, part: str) -> None:
    cases.record_decision(
        story.session, case.id, on, decision_type="QĐ", decision_no=story.wanted[part]["decision"],
        issuer=story.wanted["issuer"], received_on=on + timedelta(days=5), explanations=Anything(),
    )  # fmt: skip


def _announce(story: Story, case: PartyCase, meeting: Meeting) -> None:
    on = meeting.held_on
    cases.record_announcement(
        story.session, case.id, on, meeting_id=meeting.id, delivered_on=on, explanations=Anything()
    )
    cases.record_returns(
        story.session, case.id, card_withdrawn_on=on, dossier_sent_on=on + timedelta(days=3)
    )  # fmt: skip
    cases.close(story.session, case.id, on + timedelta(days=10))
