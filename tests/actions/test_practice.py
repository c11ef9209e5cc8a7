"""The practice book can be made on any day of the year and shows everything the program does."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from chibo_app.actions import practice
from chibo_app.basics import clock
from chibo_app.models.party_age import Badge
from chibo_app.models.registers import CardCheck, CardEvent, Reconciliation, ResidenceLink
from chibo_app.queries import badges, cases, exits, meetings, members, pledges
from chibo_app.queries.members import member_rows
from chibo_app.queries.statistics import statistics
from chibo_app.queries.today import today
from chibo_app.rules.kinds import CardEventKind, CardFinding, CaseKind, LinkDirection, Standing
from chibo_app.rules.membership import PROSPECTS
from chibo_app.store import Key, Store
from support.shell import Shell

PAPERS = (
    "minutes", "minutes_extract", "member_list", "member_roll", "attendance_list", "pledge", "pledge_summary",
    "proposal_removal", "proposal_expulsion", "proposal_leave", "ballot", "tally_minutes", "exits_report",
)  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2027, 1, 1), date(2026, 7, 31), date(2028, 2, 29)])
def test_whatever_the_day_the_book_shows_everything_and_balances(tmp_path: Path, day: date) -> None:
    with clock.stopped(day), Store.create(tmp_path / "tap.chibo", Key.none(), practice=True) as store:
        cell_id = store.write("", practice.fill).value
        with store.read() as session:
            rows = members.member_rows(session, cell_id, day)
            year = (date(day.year - 1, day.month, 1), day)
            found = statistics(session, cell_id, *year)
            left = {row.form for row in exits.exits(session, None, *year)}
            opened = cases.case_rows(session, cell_id)
            held = meetings.meeting_rows(session, cell_id)
            due = {line.kind for line in today(session, cell_id, day)}
            foreseen = badges.forecast(session, cell_id, day)
            this_year = pledges.pledge_rows(session, cell_id, day.year, day)
    counted = members.counts(rows)
    assert (counted.total, counted.exempt, counted.temporary_out, counted.guests) == (33, 2, 1, 1)
    assert found.balances
    assert (found.expelled.total, found.withdrew.total, found.died.total, found.transferred_out.total) == (1, 1, 1, 1)
    assert left == {"expelled", "withdrew"}
    assert sorted(row.kind for row in opened if not row.is_closed) == [
        CaseKind.ADMISSION, CaseKind.COMPLAINT, CaseKind.RECOGNITION, CaseKind.REMOVAL, CaseKind.REMOVAL,
    ]  # fmt: skip
    assert sum(row.is_locked for row in held) == 6
    assert {"task", "case_next", "pledges_missing"} & due
    assert due >= {"probation_review", "discipline_lapse", "span_ends", "case_complaint_discipline_answer"}
    assert [(row.full_name, row.years) for row in foreseen if row.reached_on == day + timedelta(days=45)] == [
        ("Dương Thị Hoa", 30)
    ]  # fmt: skip
    assert "reconciliation_never" not in due
    assert any(row.handed_in_on for row in this_year)
    assert any(row.pledge_id is None for row in this_year)


def test_the_removal_passed_only_in_its_second_round(tmp_path: Path) -> None:
    with Store.create(tmp_path / "tap.chibo", Key.none(), practice=True) as store:
        store.write("", practice.fill)
        with store.read() as session:
            case = _open_removal(session, "Lý Văn Minh")
            detail = cases.case_detail(session, case.id)
    assert detail.vote is not None
    assert (detail.vote.round_no, detail.vote.is_passed, detail.vote.yes) == (2, True, detail.vote.needed)
    assert [(vote.round_no, vote.is_passed) for vote in detail.earlier_votes] == [(1, False)]


def test_the_other_removal_has_two_of_its_three_requests(tmp_path: Path) -> None:
    with Store.create(tmp_path / "tap.chibo", Key.none(), practice=True) as store:
        store.write("", practice.fill)
        with store.read() as session:
            case = _open_removal(session, "Đoàn Anh Tuấn")
            detail = cases.case_detail(session, case.id)
    assert [act.kind for act in detail.acts].count("self_review_request") == 2
    assert case.next_key == "self_review_request"


def _open_removal(session: Session, name: str) -> cases.CaseRow:
    kinds = (row for row in cases.case_rows(session, None) if row.kind is CaseKind.REMOVAL and row.full_name == name)
    return next(kinds)


def test_the_registers_have_lines_of_every_kind(tmp_path: Path) -> None:
    with Store.create(tmp_path / "tap.chibo", Key.none(), practice=True) as store:
        cell_id = store.write("", practice.fill).value
        with store.read() as session:
            links = session.exec(select(ResidenceLink.direction)).all()
            findings = set(session.exec(select(CardCheck.finding)).all())
            cards = set(session.exec(select(CardEvent.kind)).all())
            given = set(session.exec(select(Badge.years)).all())
            reconciled = session.exec(select(Reconciliation)).one()
            everyone = member_rows(session, cell_id, clock.today())
    assert sorted(links) == [LinkDirection.RECEIVED, LinkDirection.SENT]
    assert findings == {CardFinding.IN_ORDER, CardFinding.DAMAGED}
    assert cards == {CardEventKind.EXCHANGED_NEW_MODEL, CardEventKind.WITHDRAWN, CardEventKind.KEPT_BY_FAMILY}
    assert {30, 40, 50, 55} <= given
    assert reconciled.own_official == reconciled.other_official + 1
    considered = {row.full_name: row.standing for row in everyone if row.standing in PROSPECTS}
    assert considered == {"Khúc Thị Mai Anh": Standing.SYMPATHIZER, "Vi Văn Toàn": Standing.PROSPECT}


def test_every_document_can_be_printed_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chibo = Shell(capsys)
    book = tmp_path / "tap.chibo"
    with Store.create(book, Key.none(), practice=True) as store:
        store.write("", practice.fill)
    for name in PAPERS:
        out = tmp_path / f"{name}.pdf"
        assert chibo.run("print", name, "--book", book, "-o", out) == 0, (name, chibo.err)
        assert out.read_bytes().startswith(b"%PDF")
