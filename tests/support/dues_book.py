"""A plain book with a cell whose dues are kept since January 2026, for tests of Party dues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from chibo_app.actions import cells, dues, memberships
from chibo_app.rules.kinds import Participation
from chibo_app.store import Store
from support import books

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))


@dataclass(frozen=True)
class DuesBook:
    """The open store, the cell, and its people by what they pay."""

    store: Store
    cell_id: str
    pensioner: str
    worker: str
    student: str
    veteran: str
    away: str
    guest: str


def make(folder: Path) -> DuesBook:
    """Make the book: a pensioner pays 25,000 đ, a worker 100,000; a student, a veteran, one away, one guest."""
    store, cell_id = books.make_book(folder)
    return store.write("Đảng viên", lambda session: _fill(session, store, cell_id)).value


def _fill(session: Session, store: Store, cell_id: str) -> DuesBook:
    names = ("Nguyễn Văn Hưu", "Trần Thị Lương", "Lê Minh Sinh", "Phạm Văn Lão", "Đỗ Thị Vắng")
    admitted = ("1990-02-03", "2010-05-19", "2022-09-02", "1970-02-03", "2005-11-07")
    people = [
        books.add_member(session, cell_id, name, admitted=day, official=None, born="1950-01-01")
        for name, day in zip(names, admitted, strict=True)
    ]
    other = cells.create_cell(session, "Chi bộ Tổ dân phố 6", books.PARENT).id
    guest = books.add_member(session, other, "Vũ Thị Khách", born="1960-01-01")
    session.flush()
    dues.begin(session, cell_id, JANUARY)
    for person, category, facts in (
        (people[0], "pensioner", {"income": 5_000_000}),
        (people[1], "social_insurance", {"income": 10_000_000}),
        (people[2], "student", {}),
        (people[4], "pensioner", {"income": 4_000_000}),
        (guest, "pensioner", {"income": 6_000_000}),
    ):
        dues.set_basis(session, cell_id, person, JANUARY, category, **facts)
    away, here = Participation.TEMPORARY_OUT, Participation.TEMPORARY_IN
    memberships.record_participation(session, people[4], cell_id, away, date(2025, 12, 10), date(2026, 3, 15))
    memberships.record_participation(session, guest, cell_id, here, date(2026, 1, 20))
    pensioner, worker, student, veteran, absent = people
    return DuesBook(store, cell_id, pensioner, worker, student, veteran, absent, guest)


def pay_all(book: DuesBook, month: date) -> None:
    """Everybody pays in cash all that is asked in a month, on its fifth day."""
    from chibo_app.queries import dues as questions

    def work(session: Session) -> None:
        found = questions.month_book(session, book.cell_id, month)
        assert found is not None
        for line in found.lines:
            if line.payable:
                dues.pay(session, book.cell_id, line.person_id, month, month.replace(day=5), line.payable)

    book.store.write("Thu đảng phí", work)


def close(book: DuesBook, *months: date) -> None:
    """Close months, each as one act."""
    for month in months:
        _close(book, month)


def _close(book: DuesBook, month: date) -> None:
    def work(session: Session) -> None:
        dues.close_month(session, book.cell_id, month, date(2026, 12, 31))

    book.store.write("Khóa tháng", work)
