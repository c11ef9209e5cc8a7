"""The practice book: one invented cell with everything that happens in one, made by the very actions of the program."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from chibo_app.actions import cells, members, memberships, posts
from chibo_app.actions.members import SpellFacts
from chibo_app.actions.practice_dues import keep_all
from chibo_app.actions.practice_life import after_the_meetings, before_the_meetings
from chibo_app.actions.practice_meetings import hold_all
from chibo_app.actions.practice_people import person_form
from chibo_app.actions.practice_pledges import promise_all
from chibo_app.actions.practice_registers import give_cards_and_badges, keep_registers
from chibo_app.actions.practice_story import Anything, Story
from chibo_app.actions.practice_work import work_all
from chibo_app.basics import clock, dates, resources
from chibo_app.basics.dates import PartialDate
from chibo_app.rules.kinds import Participation, PostKind

_BEFORE_CEREMONY = 12  # days between the decision of admission and the ceremony


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
    _guest(story)
    give_cards_and_badges(story)
    before_the_meetings(story)
    hold_all(story)
    after_the_meetings(story)
    promise_all(story)
    keep_all(story)
    keep_registers(story)
    work_all(story)
    return cell.id


def _member(story: Story, one: dict[str, Any], number: int) -> None:
    admitted = _admitted(story, one, number)
    official = dates.add_months(admitted, 12) if one["years"] else None
    received = story.month_ago(7) if one.get("role") == "received" else None
    spell = SpellFacts(
        PartialDate.of(admitted), official_date=PartialDate.of(official) if official else None,
        entered_on=PartialDate.of(received) if received else None,
        entered_from=story.wanted["moves"]["from"] if received else "", mentor=one.get("mentor", ""),
        admission_decision_date=PartialDate.of(admitted - timedelta(days=_BEFORE_CEREMONY)),
        admission_decision_no=f"{number + 11}-QĐ/ĐU", admission_decision_issuer=story.wanted["issuer"],
    )  # fmt: skip
    person = members.add(
        story.session,
        story.cell_id,
        person_form(one, number, **_numbers(story, one, number)),
        spell,
        may_stay_open=True,
        is_known_as_new=True,
    )
    story.add(person.id, one)


def _numbers(story: Story, one: dict[str, Any], number: int) -> dict[str, str]:
    cards = story.wanted["cards"]
    found = {"dossier_no": cards["dossier"].format(number=number + 1)}
    return found | {"old_card_no": cards["old"].format(number=number + 1)} if one["years"] else found


def _admitted(story: Story, one: dict[str, Any], number: int) -> date:
    if "badge_in" in one:
        full = story.today + timedelta(days=one["badge_in"] + _BEFORE_CEREMONY)
        return date(full.year - one["years"], full.month, min(full.day, 28))
    if one["years"]:
        return date(story.today.year - one["years"], number * 7 % 12 + 1, 3)
    return story.today - timedelta(days=one["days"])


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


def _guest(story: Story) -> None:
    """One from elsewhere is here for some months."""
    one = story.wanted["guest"]
    admitted = date(story.today.year - one["years"], 6, 1)
    spell = SpellFacts(PartialDate.of(admitted), official_date=PartialDate.of(dates.add_months(admitted, 12)))
    guest = members.add_guest(story.session, person_form(one, len(story.people)), spell, one["home"], Anything())
    story.session.flush()
    memberships.record_participation(
        story.session, guest.id, story.cell_id, Participation.TEMPORARY_IN, story.month_ago(3),
        story.today + timedelta(days=60), explanations=Anything(), other_cell=one["home"],
    )  # fmt: skip
