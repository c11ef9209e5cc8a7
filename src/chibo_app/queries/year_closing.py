"""«Khép lại năm»: what is still missing before a year's papers are whole, each with the page and the records to open.

It only counts papers and records; a closed year is nothing the program declares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session, col, or_, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.assignments import Inspection
from chibo_app.models.dues import DuesMonth
from chibo_app.models.meetings import Meeting, Task
from chibo_app.models.pledges import Pledge, PledgeItem
from chibo_app.models.registers import Reconciliation
from chibo_app.models.reviews import Review
from chibo_app.models.writing import WrittenDocument
from chibo_app.queries import assignments, cards, commendations, memberships, reviews, unpaid_counts, update_sheets
from chibo_app.queries.reviews import ReviewRow
from chibo_app.rules import reviews as rules
from chibo_app.rules.kinds import TaskStatus
from chibo_app.rules.labels import meeting as meeting_title

_OPEN_TASKS = (TaskStatus.NEW, TaskStatus.IN_PROGRESS)
_LAST_QUARTER = 10


@dataclass(frozen=True, slots=True)
class MissingRecord:
    """One record that wants something; `id` may be empty where there is none to open yet."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ClosingItem:
    """One thing to be done before the year is whole; nothing is missing where there are no records."""

    key: str
    title: str
    page: str
    records: tuple[MissingRecord, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.records


@dataclass(frozen=True)
class _Year:
    session: Session
    cell_id: str
    year: int
    on: date

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day that counts: of the year, or the day asked when the year still runs."""
        return min(self.on, rules.rule_day(self.year))

    @cached_property
    def reviews(self) -> list[ReviewRow]:
        return reviews.review_rows(self.session, self.cell_id, self.year, self.last)

    def names(self, people: Iterable[str | None]) -> list[MissingRecord]:
        found = memberships.people(self.session, [one for one in dict.fromkeys(people) if one])
        return [MissingRecord(one.id, one.full_name) for one in sorted(found, key=lambda one: one.name_key)]


def closing_items(session: Session, cell_id: str, year: int, on: date) -> list[ClosingItem]:
    """Return everything a year of a cell wants, in the order of the work; what is whole already is shown as done."""
    look = _Year(session, cell_id, year, on)
    words = _titles(year)
    return [ClosingItem(key, words[key], page, tuple(find(look))) for key, (page, find) in _FINDS.items()]


def _titles(year: int) -> dict[str, str]:
    return {
        "minutes": _("Minutes not locked yet"),
        "months": _("Months without a meeting of the cell"),
        "tasks": _("Tasks whose day has passed without a result"),
        "dues": _("Dues months not closed yet"),
        "assignments": _("Assignments without a result"),
        "inspections": _("Inspections not closed yet"),
        "pledges": _("Pledges without a result of the cell"),
        "reviews": _("Members without a review of the year"),
        "written": _("Written reviews not handed in yet"),
        "votes": _("Reviews the cell has not voted on"),
        "decisions": _("Ratings the committee above has not decided"),
        "announcements": _("Ratings not announced yet"),
        "commendations": _("Commendations the ratings open the way to, not proposed"),
        "next_pledges": _("Members without a pledge for {year}").format(year=year + 1),
        "cards": _("Cards nobody has checked this year"),
        "update_sheets": _("Update sheets of member files not made"),
        "reconciliation": _("Reconciliation of the member list in the last quarter"),
        "documents": _("Documents written but not issued"),
    }


def _minutes(look: _Year) -> list[MissingRecord]:
    query = select(Meeting).where(
        Meeting.cell_id == look.cell_id, Meeting.held_on >= look.first, Meeting.held_on <= look.last,
        Meeting.locked_at == "",
    )  # fmt: skip
    found = look.session.exec(query.order_by(col(Meeting.held_on))).all()
    return [MissingRecord(one.id, f"{meeting_title(one.type)}, {dates.show(one.held_on)}") for one in found]


def _months(look: _Year) -> list[MissingRecord]:
    query = select(col(Meeting.held_on)).where(
        Meeting.cell_id == look.cell_id, Meeting.held_on >= look.first, Meeting.held_on <= look.last
    )
    held = {day.month for day in look.session.exec(query).all()}
    return [
        MissingRecord("", f"{dates.padded_month(month)}/{look.year}")
        for month in range(1, look.last.month + 1)
        if look.last.year == look.year and month not in held
    ]


def _tasks(look: _Year) -> list[MissingRecord]:
    query = select(Task).where(
        Task.cell_id == look.cell_id, col(Task.status).in_(_OPEN_TASKS), col(Task.due_on) >= look.first,
        col(Task.due_on) <= look.last,
    )  # fmt: skip
    return [MissingRecord(task.id, task.work) for task in look.session.exec(query.order_by(col(Task.due_on))).all()]


def _dues(look: _Year) -> list[MissingRecord]:
    kept = unpaid_counts.kept_months(look.session, look.cell_id).get(look.cell_id, {})
    waiting = unpaid_counts.open_months(kept, look.last) if kept else []
    ids = {one.month: one.id for one in look.session.exec(select(DuesMonth).filter_by(cell_id=look.cell_id)).all()}
    return [
        MissingRecord(ids.get(month, ""), f"{dates.padded_month(month.month)}/{month.year}")
        for month in waiting
        if month.year == look.year
    ]


def _assignments(look: _Year) -> list[MissingRecord]:
    return [
        MissingRecord(row.id, f"{row.full_name}: {row.content}")
        for row in assignments.rows(look.session, look.cell_id, look.year)
        if row.result is None
    ]


def _inspections(look: _Year) -> list[MissingRecord]:
    query = select(Inspection).where(
        Inspection.cell_id == look.cell_id, Inspection.year == look.year, col(Inspection.closed_on).is_(None)
    )
    return [MissingRecord(one.id, one.subject) for one in look.session.exec(query).all()]


def _pledges(look: _Year) -> list[MissingRecord]:
    query = select(Pledge).where(Pledge.cell_id == look.cell_id, Pledge.year == look.year)
    found = look.session.exec(query).all()
    open_items = select(PledgeItem.pledge_id).where(col(PledgeItem.cell_result).is_(None))
    kept = look.session.exec(select(PledgeItem.pledge_id).distinct()).all()
    lacking = {*look.session.exec(open_items).all()} | ({one.id for one in found} - {*kept})
    names = {one.id: one.label for one in look.names(pledge.person_id for pledge in found)}
    told = [MissingRecord(one.id, names[one.person_id]) for one in found if one.id in lacking]
    return sorted(told, key=lambda one: [*names.values()].index(one.label))


def _reviews(look: _Year) -> list[MissingRecord]:
    query = select(Review.person_id).filter_by(cell_id=look.cell_id, year=look.year)
    having = set(look.session.exec(query).all())
    return look.names(
        person for person in memberships.on_roll(look.session, look.cell_id, look.last) if person not in having
    )


def _lacking(code: str) -> Callable[[_Year], list[MissingRecord]]:
    def find(look: _Year) -> list[MissingRecord]:
        return [MissingRecord(row.id, row.full_name) for row in look.reviews if code in row.missing]

    return find


def _commendations(look: _Year) -> list[MissingRecord]:
    found = commendations.candidates(look.session, look.cell_id, look.year)
    return [
        MissingRecord(one.person_id or "", f"{one.full_name}: {one.ground.title}")
        for one in found
        if not one.is_proposed
    ]


def _next_pledges(look: _Year) -> list[MissingRecord]:
    query = select(Pledge.person_id).filter_by(cell_id=look.cell_id, year=look.year + 1)
    having = set(look.session.exec(query).all())
    here = memberships.on_roll(look.session, look.cell_id, look.last)
    return look.names(person for person in here if person not in having)


def _cards(look: _Year) -> list[MissingRecord]:
    rows = cards.card_rows(look.session, look.cell_id, look.last, year=look.year)
    return [MissingRecord(row.id, row.full_name) for row in rows if row.is_checkable and row.finding is None]


def _update_sheets(look: _Year) -> list[MissingRecord]:
    rows = update_sheets.tracker(look.session, look.cell_id, look.year, look.last)
    return [MissingRecord(row.id, row.full_name) for row in rows if row.made_on is None]


def _reconciliation(look: _Year) -> list[MissingRecord]:
    first = date(look.year, _LAST_QUARTER, 1)
    query = select(Reconciliation.id).where(
        Reconciliation.cell_id == look.cell_id, Reconciliation.on >= first, Reconciliation.on <= look.on
    )
    if look.on < first or look.session.exec(query).first():
        return []
    return [MissingRecord("", _("not made yet"))]


def _documents(look: _Year) -> list[MissingRecord]:
    query = select(WrittenDocument).where(
        WrittenDocument.cell_id == look.cell_id, WrittenDocument.written_on >= look.first,
        WrittenDocument.written_on <= look.last,
        or_(col(WrittenDocument.issued_id).is_(None), col(WrittenDocument.issued_id) == ""),
    )  # fmt: skip
    found = look.session.exec(query.order_by(col(WrittenDocument.written_on))).all()
    return [MissingRecord(one.id, one.subject) for one in found]


_FINDS: dict[str, tuple[str, Callable[[_Year], list[MissingRecord]]]] = {
    "minutes": ("meetings", _minutes), "months": ("meetings", _months), "tasks": ("meetings", _tasks),
    "dues": ("dues", _dues), "assignments": ("work", _assignments), "inspections": ("work", _inspections),
    "pledges": ("pledges", _pledges), "reviews": ("reviews", _reviews), "written": ("reviews", _lacking("written")),
    "votes": ("reviews", _lacking("vote")), "decisions": ("reviews", _lacking("decision")),
    "announcements": ("reviews", _lacking("announcement")), "commendations": ("reviews", _commendations),
    "next_pledges": ("pledges", _next_pledges), "cards": ("badges", _cards),
    "update_sheets": ("members", _update_sheets), "reconciliation": ("registers", _reconciliation),
    "documents": ("documents", _documents),
}  # fmt: skip
