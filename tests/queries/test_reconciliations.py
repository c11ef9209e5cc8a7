"""The roll compared with another list: by name and birth, with namesakes and slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import reconciliations as acts
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.documents.reconciliation import difference_words
from chibo_app.exchange import listed_members
from chibo_app.queries import reconciliations
from chibo_app.queries.reconciliations import DifferenceRow, Listed
from chibo_app.store import Store
from support import workbooks
from support.books import add_member, make_book

ON = date(2026, 11, 22)
Book = tuple[Store, str]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    store, cell_id = make_book(tmp_path)
    with store:
        for name, born, official in (
            ("Lê Văn An", "1960-01-02", "2001-02-03"), ("Lê Văn An", "1970-03-04", "2001-02-03"),
            ("Trần Thị Bình", "1980-05-06", "2001-02-03"), ("Đỗ Văn Cường", "1990-07-08", None),
        ):  # fmt: skip
            store.write("x", partial(_add, cell_id, name, born, official))
        yield store, cell_id


def _add(cell_id: str, name: str, born: str, official: str | None, session: Session) -> str:
    return add_member(session, cell_id, name, born=born, official=official)


def listed(name: str, born: str, official: str | None = "2001-02-03") -> Listed:
    return Listed(name, PartialDate(born), official=PartialDate(official) if official else None)


SAME = (
    listed("Lê Văn An", "1960-01-02"), listed("LÊ VĂN AN", "1970-03-04"), listed("Trần Thị Bình", "1980-05-06"),
    listed("Đỗ Văn Cường", "1990-07-08", None),
)  # fmt: skip


def compared(book: Book, *people: Listed) -> list[DifferenceRow]:
    with book[0].read() as session:
        return reconciliations.compare(session, book[1], ON, people)


def test_two_equal_lists_have_no_difference_whatever_the_case_of_letters(book: Book) -> None:
    assert compared(book, *SAME) == []


def test_who_is_only_here_and_only_there_is_named(book: Book) -> None:
    found = compared(book, *SAME[:2], SAME[3], listed("Hồ Thị Lạ", "1985-01-01"))
    assert [(row.kind, row.full_name) for row in found] == [
        ("only_here", "Trần Thị Bình"), ("only_there", "Hồ Thị Lạ"),
    ]  # fmt: skip


def test_a_year_alone_can_be_the_same_birth(book: Book) -> None:
    assert compared(book, *SAME[:2], listed("Trần Thị Bình", "1980"), SAME[3]) == []


def test_of_two_namesakes_the_missing_one_is_found(book: Book) -> None:
    (row,) = compared(book, *SAME[1:])
    assert (row.kind, row.full_name, row.birth) == ("only_here", "Lê Văn An", PartialDate("1960-01-02"))


def test_a_slip_in_the_birth_is_one_difference_not_two_people(book: Book) -> None:
    (row,) = compared(book, *SAME[:2], listed("Trần Thị Bình", "1980-06-05"), SAME[3])
    assert (row.kind, row.field, row.here, row.there) == ("different", "birth", "06/5/1980", "05/6/1980")
    assert difference_words(row) == (
        "Trần Thị Bình (sinh 06/5/1980): ngày sinh trong sổ của chi bộ là 06/5/1980, trong danh sách đối khớp là "
        "05/6/1980."
    )


def test_an_official_member_there_who_is_on_probation_here_is_told(book: Book) -> None:
    (row,) = compared(book, *SAME[:3], listed("Đỗ Văn Cường", "1990-07-08"))
    assert (row.kind, row.field) == ("different", "standing")


def test_a_workbook_of_the_other_level_is_read_to_compare(book: Book, tmp_path: Path) -> None:
    lines = [
        workbooks.careful_line(1, "Lê Văn An", {"Ngày sinh": date(1960, 1, 2)}),
        workbooks.careful_line(2, "Hồ Thị Lạ", {"Ngày sinh": date(1985, 1, 1)}),
    ]
    path = workbooks.careful(tmp_path / "tren.xlsx", lines)
    people = listed_members.read(path, ON)
    assert [person.full_name for person in people] == ["Lê Văn An", "Hồ Thị Lạ"]
    kinds = {(row.kind, row.full_name) for row in compared(book, *people) if row.kind != "different"}
    assert kinds == {
        ("only_here", "Lê Văn An"), ("only_here", "Trần Thị Bình"), ("only_here", "Đỗ Văn Cường"),
        ("only_there", "Hồ Thị Lạ"),
    }  # fmt: skip


def test_the_counts_of_the_day_are_proposed(book: Book) -> None:
    with book[0].read() as session:
        assert reconciliations.counts(session, book[1], ON) == (3, 1)


def test_counts_that_differ_need_a_reason(book: Book) -> None:
    store, cell_id = book
    facts = {"own_official": 3, "own_probationary": 1, "other_official": 4, "other_probationary": 1}
    with pytest.raises(Refused) as refused:
        store.write("x", lambda session: acts.record(session, cell_id, ON, "Đảng ủy", **facts))
    assert [problem.where for problem in refused.value.problems] == ["differences"]
    made = store.write("x", lambda s: acts.record(s, cell_id, ON, "Đảng ủy", differences="Hồ Thị Lạ", **facts)).value
    with store.read() as session:
        (row,) = reconciliations.rows(session, cell_id)
        assert (row.own_total, row.other_total, row.agrees) == (4, 5, False)
        assert reconciliations.last_days(session) == {cell_id: ON}
    store.write("x", lambda session: acts.edit(session, made.id, other_official=3, differences=""))
    with store.read() as session:
        assert reconciliations.rows(session, cell_id)[0].agrees
        assert reconciliations.rows(session, cell_id, date(2026, 1, 1)) == []
