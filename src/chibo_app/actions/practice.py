"""The practice book: one invented cell with everything that happens in one, made by the very actions of the program."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from chibo_app.actions import cells, members, memberships, posts
from chibo_app.actions.members import SpellFacts
from chibo_app.actions.practice_dues import keep_all
from chibo_app.actions.practice_meetings import hold_all
from chibo_app.actions.practice_pledges import promise_all
from chibo_app.actions.practice_story import Anything, Story
from chibo_app.basics import clock, dates, resources
from chibo_app.basics.dates import PartialDate
from chibo_app.models.people import PersonForm
from chibo_app.rules.kinds import Participation, PostKind

_BIRTHDAYS = 17  # spreads the birthdays over the year


def content() -> dict[str, Any]:
    """Return what the practice book is made of; `passphrase` is public."""
    return tomllib.loads(resources.text("practice/book.toml"))


def fill(session: Session) -> str:
    """Fill an empty book and return the id of its cell."""
    wanted, today = content(), clock.today()
    begun = date(today.year - 1, 1, 15)
    cell = cells.create_cell(
        session, wanted["cell"], wanted["parent"], place_name=wanted["place"], meeting_day=Story.MEETING_DAY,
        meeting_time="19:30", meeting_place=wanted["hall"], recipients=wanted["recipients"],
    )  # fmt: skip
    cells.add_term(session, cell.id, wanted["term"], begun)
    story = Story(session, cell.id, wanted, today, begun)
    for number, one in enumerate(wanted["member"]):
        _member(story, one, number)
    session.flush()
    _posts_and_states(story)
    _moves(story)
    hold_all(story)
    promise_all(story)
    keep_all(story)
    return cell.id


def _member(story: Story, one: dict[str, Any], number: int) -> None:
    admitted = _admitted(story, one, number)
    official = dates.add_months(admitted, 12) if one["years"] else None
    received = story.month_ago(7) if one.get("role") == "received" else None
    spell = SpellFacts(
        PartialDate.of(admitted), official_date=PartialDate.of(official) if official else None,
        entered_on=PartialDate.of(received) if received else None,
        entered_from=story.wanted["moves"]["from"] if received else "",
    )  # fmt: skip
    person = members.add(
        story.session, story.cell_id, _form(one, number), spell, may_stay_open=True, is_known_as_new=True
    )
    story.add(person.id, one)


def _admitted(story: Story, one: dict[str, Any], number: int) -> date:
    if one["years"]:
        return date(story.today.year - one["years"], number * 7 % 12 + 1, 3)
    return story.today - timedelta(days=one["days"])


def _form(one: dict[str, Any], number: int) -> PersonForm:
    born = date(one["born"], number * 5 % 12 + 1, number * _BIRTHDAYS % 28 + 1)
    return PersonForm(
        full_name=one["name"], gender=one["gender"], birth_date=PartialDate.of(born),
        ethnic_group=one.get("ethnic", "Kinh"), religion="Không", current_occupation=one.get("work", ""),
        general_education="12/12", permanent_address=f"Số {number + 1}, ngõ {number % 9 + 2}, tổ dân phố Mẫu",
        phone=f"0900 000 {number:03d}",
    )  # fmt: skip


def _posts_and_states(story: Story) -> None:
    spans = {Participation.EXEMPT: (story.begun, None, "age_health"),
             Participation.TEMPORARY_OUT: (story.month_ago(2), story.today + timedelta(days=20), "")}  # fmt: skip
    for person, one in story.people.items():
        if "post" in one:
            posts.give(story.session, person, story.cell_id, PostKind(one["post"]), story.begun)
        if "state" in one:
            state = Participation(one["state"])
            first, last, ground = spans[state]
            memberships.record_participation(
                story.session, person, story.cell_id, state, first, last, explanations=Anything(), ground=ground
            )


def _moves(story: Story) -> None:
    """One died, one was transferred out, one from elsewhere is here for some months."""
    memberships.died(story.session, story.with_role("died"), story.month_ago(9), "illness")
    memberships.transfer_out(
        story.session, story.with_role("gone"), story.month_ago(8), story.wanted["moves"]["to"], explanations=Anything()
    )
    one = story.wanted["guest"]
    admitted = date(story.today.year - one["years"], 6, 1)
    spell = SpellFacts(PartialDate.of(admitted), official_date=PartialDate.of(dates.add_months(admitted, 12)))
    guest = members.add_guest(story.session, _form(one, len(story.people)), spell, one["home"], Anything())
    story.session.flush()
    memberships.record_participation(
        story.session, guest.id, story.cell_id, Participation.TEMPORARY_IN, story.month_ago(3),
        story.today + timedelta(days=60), explanations=Anything(), other_cell=one["home"],
    )  # fmt: skip
