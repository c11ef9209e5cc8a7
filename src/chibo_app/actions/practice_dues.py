"""Dues of the practice book: two months closed and paid upward, the present one open with some payments."""

from __future__ import annotations

from datetime import date

from chibo_app.actions import dues
from chibo_app.actions.practice_story import Story
from chibo_app.queries import dues as questions

_MONTHS = 2  # kept before the present one
_PENSION, _WAGE, _STEP = 4_500_000, 9_000_000, 150_000  # đồng a month; the step makes incomes differ
_PENSIONERS = frozenset({"Hưu trí", "Bộ đội nghỉ hưu", "Công an xã nghỉ hưu", "Nội trợ"})
_PAID_SO_FAR = 12  # members, by their place in the list


def keep_all(story: Story) -> None:
    """Begin the dues book, collect, close and hand on the months before, and begin to collect the present one."""
    months = [story.month_ago(ago, 1) for ago in range(_MONTHS, -1, -1)]
    dues.begin(story.session, story.cell_id, months[0])
    story.session.flush()
    for place, person in enumerate(_payers(story, months)):
        category = "pensioner" if story.people.get(person, {}).get("work") in _PENSIONERS else "social_insurance"
        income = (_PENSION if category == "pensioner" else _WAGE) + place * _STEP
        dues.set_basis(story.session, story.cell_id, person, months[0], category, income=income)
    story.session.flush()
    for month in months[:-1]:
        _collect(story, month, month.replace(day=5))
        _hand_on(story, month)
    _collect(story, months[-1], min(story.today, months[-1].replace(day=5)), _PAID_SO_FAR)


def _payers(story: Story, months: list[date]) -> list[str]:
    """Return whoever pays here in one of the months, guests included."""
    books = (questions.month_book(story.session, story.cell_id, month) for month in months)
    return list(dict.fromkeys(line.person_id for book in books if book for line in book.lines))


def _collect(story: Story, month: date, on: date, count: int | None = None) -> None:
    book = questions.month_book(story.session, story.cell_id, month)
    for line in (book.lines if book else ())[:count]:
        if line.charge.due and line.person_id != story.with_role("unpaid"):
            dues.pay(story.session, story.cell_id, line.person_id, month, on, line.charge.due)
    story.session.flush()


def _hand_on(story: Story, month: date) -> None:
    day = month.replace(day=10)
    closed = dues.close_month(story.session, story.cell_id, month, day)
    story.session.flush()
    if closed.due_upward:
        dues.remit(story.session, story.cell_id, month, day, closed.due_upward)
