"""The practice book: one invented cell with members, posts, a meeting and pledges, to try everything without harm."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from chibo_app.actions import cases, cells, meetings, members, memberships, minutes, pledges, posts, votes
from chibo_app.actions.members import SpellFacts
from chibo_app.actions.votes import VoteFacts
from chibo_app.basics import clock, dates, resources
from chibo_app.basics.dates import PartialDate
from chibo_app.models.meetings import MeetingForm
from chibo_app.models.people import PersonForm
from chibo_app.rules.kinds import (
    AgendaKind,
    BallotKind,
    CaseKind,
    Matter,
    MeetingType,
    Participation,
    PostKind,
)

_PROBATION_SO_FAR = 180  # days
_BIRTHDAYS = 17  # spreads the birthdays over the year


def content() -> dict[str, Any]:
    """Return what the practice book is made of; `passphrase` is public."""
    return tomllib.loads(resources.text("practice/book.toml"))


def fill(session: Session) -> str:
    """Fill an empty book and return the id of its cell."""
    wanted, today = content(), clock.today()
    begun = date(today.year - 1, 1, 15)
    cell = cells.create_cell(session, wanted["cell"], wanted["parent"], place_name=wanted["place"], meeting_day=3)
    cells.add_term(session, cell.id, wanted["term"], begun)
    session.flush()
    people = [_member(session, cell.id, one, number, begun) for number, one in enumerate(wanted["member"])]
    _cases(session, cell.id, wanted, people, _meeting(session, cell.id, wanted, people, _last_month()))
    _meeting(session, cell.id, wanted, people, today.replace(day=1))
    _pledges(session, cell.id, wanted, people[:4])
    return cell.id


def _member(session: Session, cell_id: str, one: dict[str, Any], number: int, begun: date) -> str:
    today = clock.today()
    born = date(one["born"], number * 5 % 12 + 1, number * _BIRTHDAYS % 28 + 1)
    form = PersonForm(
        full_name=one["name"], gender=one["gender"], birth_date=PartialDate.of(born),
        ethnic_group=one.get("ethnic", "Kinh"), religion="Không", current_occupation=one["work"],
        phone=f"0900 000 {number:03d}",
    )  # fmt: skip
    admitted = today - timedelta(days=_PROBATION_SO_FAR)
    if one["years"]:
        admitted = date(today.year - one["years"], number * 7 % 12 + 1, 3)
    official = dates.add_months(admitted, 12) if one["years"] else None
    spell = SpellFacts(
        PartialDate.of(admitted), official_date=PartialDate.of(official) if official else None
    )  # fmt: skip
    person = members.add(session, cell_id, form, spell, may_stay_open=True, is_known_as_new=True)
    session.flush()
    if "post" in one:
        posts.give(session, person.id, cell_id, PostKind(one["post"]), begun)
    if "state" in one:
        memberships.record_participation(
            session, person.id, cell_id, Participation(one["state"]), begun, explanations=_Anything()
        )
    return person.id


class _Anything(dict[str, str]):
    """Answers every question of the rules: invented people need no reasons of their own."""

    def get(self, key: str, default: Any = None) -> Any:
        return "–"

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> str:
        return "–"


def _last_month() -> date:
    return (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)


def _meeting(session: Session, cell_id: str, wanted: dict[str, Any], people: list[str], on: date) -> str:
    form = MeetingForm(
        cell_id=cell_id, type=MeetingType.REGULAR, held_on=on, period_year=on.year, period_month=on.month,
        starts_at="19:30", ends_at="21:00", location=wanted["hall"], chair_id=people[0], minute_taker_id=people[2],
    )  # fmt: skip
    meeting = meetings.new(session, form, [(AgendaKind(kind), title) for kind, title in wanted["agenda"]])
    session.flush()
    meetings.mark_rest_present(session, meeting.id)
    return meeting.id


def _cases(session: Session, cell_id: str, wanted: dict[str, Any], people: list[str], meeting_id: str) -> None:
    """Three proposals of last month's meeting: one of each kind, voted on by secret ballot; then lock its minutes."""
    on = _last_month()
    for number, one in enumerate(wanted["case"], 1):
        case = cases.open_case(
            session, cell_id, people[one["member"]], CaseKind(one["kind"]), on - timedelta(days=20),
            explanations=_Anything(), reason=one["reason"], ground_code=one.get("ground", ""),
            application_on=on - timedelta(days=25) if one["kind"] == CaseKind.WITHDRAWAL else None,
            heard_on=on - timedelta(days=10), violation_checked_on=on - timedelta(days=10), is_clear_of_violation=True,
        )  # fmt: skip
        ballots = one["yes"] + one["no"]
        vote = votes.record_vote(session, meeting_id, VoteFacts(
            subject=one["subject"], matter=Matter(one["matter"]), ballot=BallotKind.SECRET_BALLOT, yes=one["yes"],
            no=one["no"], issued=ballots, returned=ballots, valid=ballots, invalid=0, case_id=case.id,
            tally_team=wanted["tally_team"],
        ))  # fmt: skip
        session.flush()
        cases.record_resolution(
            session, case.id, on, meeting_id=meeting_id, vote_id=vote.id, resolution_no=f"{number:02d}",
            explanations=_Anything(),
        )  # fmt: skip
    minutes.lock(session, meeting_id, minutes_yes=wanted["case"][0]["yes"])


def _pledges(session: Session, cell_id: str, wanted: dict[str, Any], people: list[str]) -> None:
    for person in people:
        pledge = pledges.create_pledge(session, cell_id, person, clock.today().year)
        session.flush()
        for group, words in wanted["promises"]:
            pledges.add_item(session, pledge.id, group=group, content=words)
