"""Pledges of the practice book: some handed in and looked at, some only begun, some missing."""

from __future__ import annotations

from datetime import date

from chibo_app.actions import pledges
from chibo_app.actions.practice_story import Story
from chibo_app.models.pledges import PledgeItem
from chibo_app.queries import records
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup

_HANDED_IN, _BEGUN = 9, 13  # members, by their place in the list


def promise_all(story: Story) -> None:
    """Make the pledges of this year and those of last year with their results."""
    people = story.without_role()
    for place, person in enumerate(people[:_BEGUN]):
        pledge_id = _pledge(story, person, story.today.year, place)
        if place < _HANDED_IN:
            pledges.hand_in(story.session, pledge_id, min(story.today, date(story.today.year, 1, 20)))
            if 1 in story.meetings:
                first = records.of_owner(story.session, PledgeItem, pledge_id=pledge_id)[0]
                pledges.check_item(story.session, first.id, story.month_ago(1), "Đã dự một lớp", story.meetings[1])
    for place, person in enumerate(people[:_HANDED_IN]):
        _last_year(story, person, place)


def _pledge(story: Story, person: str, year: int, place: int) -> str:
    level = ExemplaryLevel.HEAD if place == 0 else ExemplaryLevel.MEMBER
    pledge = pledges.create_pledge(story.session, story.cell_id, person, year, exemplary_level=level)
    story.session.flush()
    for group, content, measure, target, unit, catalogue, code in story.wanted["promises"]:
        pledges.add_item(
            story.session, pledge.id, [(catalogue, code)] if catalogue else (), group=PledgeGroup(group),
            content=content, measure_kind=MeasureKind(measure), target=target, unit=unit,
        )  # fmt: skip
    return pledge.id


def _last_year(story: Story, person: str, place: int) -> None:
    year = story.today.year - 1
    pledge_id = _pledge(story, person, year, place)
    pledges.hand_in(story.session, pledge_id, date(year, 1, 25))
    for number, item in enumerate(records.of_owner(story.session, PledgeItem, pledge_id=pledge_id)):
        result = ItemResult.PARTLY_MET if number == place % 4 else ItemResult.MET
        pledges.edit_item(story.session, item.id, self_result=result, cell_result=result)
