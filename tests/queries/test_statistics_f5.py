"""The year 2022 of the founding document: khai trừ 06, xóa tên 55 (10 dự bị), xin ra khỏi Đảng 33 – however entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import cases, exit_imports, members
from chibo_app.documents import catalogue, pdf
from chibo_app.documents.request import Request
from chibo_app.exchange import workbook_exits
from chibo_app.queries import exits, statistics_tables
from chibo_app.queries.statistics import statistics
from chibo_app.rules.kinds import CaseKind
from chibo_app.store import Key, Store
from support import books, measured, workbooks
from support.case_stories import Explained
from support.workbooks import exit_line

YEAR, NEXT_YEAR = (date(2022, 1, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2023, 12, 31))
FORMS = (  # how many, form in a register, reason, kind of case, code of its ground, on probation
    (6, "Khai trừ", "Vi phạm pháp luật", CaseKind.EXPULSION, "", False),
    (45, "Xóa tên", "Không đóng đảng phí 3 tháng trong năm", CaseKind.REMOVAL, "dues_3_months", False),
    (10, "Xóa tên", "Đảng viên dự bị không đủ tư cách", CaseKind.REMOVAL, "probationer_unfit", True),
    (33, "Xin ra khỏi Đảng", "Hoàn cảnh gia đình", CaseKind.WITHDRAWAL, "", False),
)
LINE = "khai trừ 06, xóa tên 55 (trong đó 10 đảng viên dự bị), xin ra khỏi Đảng 33"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Taken over from the committee's register, as an office sends it."""
    folder = tmp_path_factory.mktemp("imported")
    store, _cell = books.make_book(folder, cell="Chi bộ 1", parent="Đảng ủy phường Thử")
    lines, number = [], 0
    for count, form, reason, _kind, _ground, is_probationary in FORMS:
        for _each in range(count):
            number += 1
            changes = {"Chính thức/Dự bị": "Dự bị"} if is_probationary else {}
            lines.append(exit_line(number, books.person_name(number), form, reason, **changes))
    sheet = workbook_exits.read(workbooks.register(folder / "so.xlsx", lines))
    with store.read() as session:
        plan = workbook_exits.plan(sheet, session, date(2026, 10, 1))
    assert plan.counts["refused"] == 0
    store.write("Nhập sổ", lambda session: exit_imports.apply(session, plan, create_cells=True))
    with store:
        yield store


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Every case by hand: opened, resolved by the cell, decided above, announced."""
    store, cell_id = books.make_book(tmp_path_factory.mktemp("entered"))

    def work(session: Session) -> None:
        number = 0
        for count, _form, _reason, kind, ground, is_probationary in FORMS:
            for _each in range(count):
                number += 1
                person = _member(session, cell_id, number, is_probationary=is_probationary)
                _left(session, cell_id, person, kind, ground)

    store.write("Hồ sơ", work)
    with store:
        yield store


def _member(session: Session, cell_id: str, number: int, *, is_probationary: bool = False) -> str:
    return books.add_member(
        session, cell_id, books.person_name(number), born=f"{1950 + number % 40}",
        admitted="2021-05-19" if is_probationary else "2000-05-19", official=None if is_probationary else "2001-05-19",
    )  # fmt: skip


def _left(
    session: Session, cell_id: str, person: str, kind: CaseKind, ground: str = "", *, effective_on: date | None = None
) -> None:
    facts = {"ground_code": ground} if ground else {}
    if kind is CaseKind.WITHDRAWAL:
        day = date(2022, 2, 1)
        facts |= {"application_on": day, "violation_checked_on": day, "is_clear_of_violation": True}  # type: ignore[dict-item]
    case = cases.open_case(session, cell_id, person, kind, date(2022, 2, 1), explanations=Explained(), **facts)
    cases.record_resolution(session, case.id, date(2022, 3, 1), explanations=Explained())
    cases.record_decision(
        session, case.id, date(2022, 4, 1), issuer="Ban Thường vụ Đảng ủy phường Mẫu", effective_on=effective_on,
        explanations=Explained(),
    )  # fmt: skip
    if effective_on is None:
        cases.record_announcement(session, case.id, date(2022, 4, 15))


@pytest.fixture(params=["imported", "entered"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


def test_the_year_of_the_founding_document_comes_out_however_it_was_entered(store: Store) -> None:
    with store.read() as session:
        found = statistics_tables.report(session, None, *YEAR)
        listed = exits.counts(exits.exits(session, None, *YEAR))
    now = found.now
    assert (now.expelled.total, now.removed.total, now.removed_probationary.total, now.withdrew.total) == (
        6,
        55,
        10,
        33,
    )
    assert (listed.expelled, listed.removed, listed.removed_probationary, listed.withdrew) == (6, 55, 10, 33)
    assert (now.opening.total, now.closing.total, now.balances) == (94, 0, True)
    assert now.expelled.probationary == 0
    for line, count in (
        ("expelled", 6),
        ("removed", 55),
        ("removed_probationary", 10),
        ("withdrew", 33),
        ("total", 94),
    ):
        assert found.table("exits").entry(line).now.total == count  # type: ignore[union-attr]
        assert len({one.person_id for one in found.names("exits", line)}) == count
    assert found.table("discipline").entry("expulsion").now.total == 6  # type: ignore[union-attr]
    assert found.table("discipline").entry("total").now.total == 6  # type: ignore[union-attr]


def test_the_report_says_the_line_of_the_founding_document(store: Store) -> None:
    with store.read() as session:
        paper = catalogue.make(
            "exits_report", session, Request("", on=date(2023, 1, 5), from_on=YEAR[0], to_on=YEAR[1])
        )  # fmt: skip
    assert LINE in measured.words(pdf.write(paper))


def test_a_backup_put_in_the_place_of_the_book_says_the_same(store: Store, tmp_path: Path) -> None:
    copy, place = tmp_path / "ban-sao.chibo", tmp_path / "so.chibo"
    store.backup(copy)
    with store.read() as session:
        before = statistics(session, None, *YEAR)
    with Store.restore(place, copy, Key.none()) as spoilt:
        spoilt.write("Mất", lambda session: _void(session, before.expelled.behind[0].person_id))
        with spoilt.read() as session:
            assert statistics(session, None, *YEAR).expelled.total == 5
    with Store.restore(place, copy, Key.none()) as again, again.read() as session:
        after = statistics(session, None, *YEAR)
        assert after.totals() == before.totals()
        assert [one.person_id for one in after.names("removed")] == [one.person_id for one in before.names("removed")]


def _void(session: Session, person: str) -> None:
    members.void(session, person, "thử")


def test_an_effect_in_the_next_year_counts_there_although_the_cell_resolved_this_year(tmp_path: Path) -> None:
    made, cell_id = books.make_book(tmp_path)

    def work(session: Session) -> None:
        for number, effective_on in enumerate((None, date(2023, 1, 2), date(2022, 12, 31))):
            _left(session, cell_id, _member(session, cell_id, number), CaseKind.EXPULSION, effective_on=effective_on)

    with made as store:
        store.write("Hồ sơ", work)
        with store.read() as session:
            this, following = (statistics(session, cell_id, *period) for period in (YEAR, NEXT_YEAR))
    assert (this.expelled.total, this.closing.total, this.balances) == (2, 1, True)
    assert (following.opening.total, following.expelled.total, following.balances) == (1, 1, True)
    assert [one.on for one in following.names("expelled")] == [date(2023, 1, 2)]
