"""The page of badges and cards: reasons beside every age, a round proposed as one act, cards checked by one key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app.actions import memberships
from chibo_app.basics import clock
from chibo_app.queries import cards
from chibo_app.rules.kinds import CardFinding, Participation
from chibo_app.ui.kit import papers
from chibo_app.ui.pages.badges import PARTS, BadgesPage
from chibo_app.ui.pages.badges_ages import AgesPart, ForecastPart
from chibo_app.ui.pages.badges_cards import CardsPart, CheckPart
from chibo_app.ui.pages.badges_given import GivenPart
from chibo_app.ui.pages.badges_part import BadgesPart
from support import badge_book, books
from support.badge_book import MAY, TODAY, BadgeBook
from support.hands import click, press, write
from support.open_page import opened, wait_until
from ui.conftest import Recorder


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BadgeBook]:
    yield badge_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, book: BadgeBook) -> Iterator[BadgesPage]:
    with clock.stopped(TODAY), opened(book.store, "badges", BadgesPage) as shown:
        yield shown


def part_of(page: BadgesPage, kind: type[BadgesPart], record_id: str = "") -> BadgesPart:
    page.show_part(kind)
    part = page.part
    assert isinstance(part, kind)
    wait_until(lambda: part.table.rows.rowCount() or part.stack.currentWidget() is part.empty)
    if record_id:
        part.table.choose(record_id)
        wait_until(lambda: words(part))
    return part


def words(part: BadgesPart) -> str:
    return part.detail.words()  # type: ignore[attr-defined, no-any-return]


def fill(part: BadgesPart, name: str, typed: str) -> None:
    assert part.form_panel is not None
    write(typed, part.form_panel.form.rows[name].editor.focus_widget)


def choose(part: BadgesPart, name: str, value: str) -> None:
    assert part.form_panel is not None
    part.form_panel.form.rows[name].editor.set_value(value)


def test_the_reasons_of_an_age_stand_beside_it(page: BadgesPage, book: BadgeBook) -> None:
    part = part_of(page, AgesPart, book.returned)
    wait_until(lambda: "Phạm Thị Trở Lại" in words(part))
    for said in (
        "40 năm 9 tháng",
        "ngày vào Đảng ghi trong thẻ",
        "20/5/1990 – 20/5/1995",
        "60 tháng",
        "Huy hiệu 40 năm",
    ):
        assert said in words(part), said
    assert part.sentence.text() == (
        "7 đảng viên; 4 đồng chí từ 30 năm tuổi Đảng; 1 đồng chí thiếu ngày, tháng chính xác"
    )
    part.chips.choose(2)
    assert [row.full_name for row in part.table.rows.shown_rows()] == ["Lê Văn Không Rõ"]


def test_a_decision_typed_in_changes_the_age_at_once(page: BadgesPage, book: BadgeBook) -> None:
    part = part_of(page, AgesPart, book.missed)
    wait_until(lambda: "Trần Văn Lỡ Đợt" in words(part))
    click(part, "Quyết định kết nạp …")
    fill(part, "on", "20041984")
    fill(part, "number", "15-QĐ/HU")
    click(part, "Lưu")
    wait_until(lambda: "20/4/1984, ngày quyết định kết nạp" in words(part))
    assert "41 năm 8 tháng" in words(part)  # 20/4/1984 → 5/1/2026


def test_a_gap_and_a_certificate_are_entered_and_taken_out(page: BadgesPage, book: BadgeBook) -> None:
    part = part_of(page, AgesPart, book.missed)
    wait_until(lambda: "Trần Văn Lỡ Đợt" in words(part))
    click(part, "Thời gian gián đoạn …")
    fill(part, "from_on", "01012000")
    fill(part, "to_on", "31122000")
    click(part, "Lưu")
    wait_until(lambda: "nhập tay, 12 tháng" in words(part))
    click(part, "Bỏ ra")
    wait_until(lambda: "nhập tay" not in words(part))
    part.head.buttons[0][1].click()
    fill(part, "as_of", "07062025")
    fill(part, "years", "40")
    click(part, "Lưu")
    wait_until(lambda: "Sổ tính nhiều hơn giấy xác nhận 12 tháng" in words(part))


def test_a_round_is_proposed_as_one_act_after_asking(page: BadgesPage, told: Recorder) -> None:
    part = part_of(page, ForecastPart)
    assert isinstance(part, ForecastPart)
    assert [row.state for row in part.table.rows.all_rows()].count("proposed") == 0
    part.choice.setCurrentIndex(part.choice.findData(MAY.isoformat()))
    wait_until(lambda: len(part.table.rows.all_rows()) == 4)
    assert "hồ sơ gửi lên trước ngày 05/4/2026" in part.sentence.text()
    click(part, "Đề nghị cả đợt")
    wait_until(lambda: [row.state for row in part.table.rows.all_rows()] == ["proposed"] * 4)
    assert "4 đồng chí" in told.questions[-1]
    assert "Hoàng Văn Đã Mất" in told.questions[-1]


def test_what_the_rules_refuse_stands_under_its_field(page: BadgesPage, book: BadgeBook) -> None:
    part = part_of(page, ForecastPart, f"{book.punished}:40")
    wait_until(lambda: "Đỗ Văn Chờ" in words(part))
    assert "đến ngày 30/6/2026" in words(part)
    click(part.head, "Đề nghị …")
    choose(part, "round_on", MAY.isoformat())
    click(part, "Lưu")
    assert part.form_panel is not None
    assert "Sau kỷ luật" in part.form_panel.form.problem_words("round_on")


def test_from_the_proposal_over_the_decision_to_the_presenting(page: BadgesPage, book: BadgeBook) -> None:
    part = part_of(page, ForecastPart, f"{book.thirty}:30")
    wait_until(lambda: "Nguyễn Thị Ba Mươi" in words(part))
    click(part.head, "Đề nghị …")
    click(part, "Lưu")
    wait_until(lambda: "Tình trạng: đã đề nghị" in words(part))
    click(part.head, "Quyết định …")
    fill(part, "decision_on", "04052026")
    fill(part, "number", "HN 01234567")
    click(part, "Lưu")
    given = part_of(page, GivenPart)
    wait_until(lambda: "HN 01234567" in words(given))
    click(given.head, "Đã trao …")
    fill(given, "on", "19052026")
    click(given, "Lưu")
    wait_until(lambda: "Ngày trao: 19/5/2026" in words(given))


def test_cards_are_checked_by_one_key_a_member(page: BadgesPage, book: BadgeBook) -> None:
    part = part_of(page, CheckPart)
    wait_until(lambda: part.table.rows.rowCount() == 6)
    part.table.setFocus()
    names = [row.full_name for row in part.table.rows.shown_rows()]
    for letter in ("đ", "m", "h", "k"):
        before = part.table.chosen_id()
        press(letter, part.table)
        wait_until(lambda: part.table.chosen_id() != before)  # noqa: B023 - asked at once
    rows = {row.full_name: row.finding for row in book.ask(cards.card_rows, book.cell_id, TODAY)}
    found = [CardFinding.IN_ORDER, CardFinding.LOST, CardFinding.DAMAGED, CardFinding.NOT_SHOWN]
    assert [rows[name] for name in names[:4]] == found
    assert part.sentence.text() == "Thẻ năm 2026: đã kiểm tra 4/6; hỏng 1, mất 1, không xuất trình 1"
    click(part.head, "Còn lại đều đúng")
    wait_until(lambda: "đã kiểm tra 6/6" in part.sentence.text())
    part.table.choose(part.table.rows.row(0).id)
    press("Delete", part.table)
    wait_until(lambda: "đã kiểm tra 5/6" in part.sentence.text())


def test_a_card_given_out_is_the_card_of_the_record(page: BadgesPage, book: BadgeBook) -> None:
    part = part_of(page, CardsPart, book.young)
    wait_until(lambda: "Vũ Thị Trẻ" in words(part))
    click(part.head, "Phát, đổi, thu thẻ …")
    choose(part, "kind", "issued")
    fill(part, "on", "05012026")
    fill(part, "number", "001075456789")
    click(part, "Lưu")
    wait_until(lambda: "Số thẻ đảng viên: 001075456789" in words(part))


def test_every_list_is_shown_as_paper(page: BadgesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[papers.Wanted] = []
    monkeypatch.setattr(papers, "preview", lambda _desk, wanted: asked.append(wanted))
    ages = part_of(page, AgesPart)
    ages.print_list()
    forecast = part_of(page, ForecastPart)
    assert isinstance(forecast, ForecastPart)
    forecast.print_round()
    forecast.print_submission()
    check = part_of(page, CheckPart)
    assert isinstance(check, CheckPart)
    check.print_list_of_check()
    check.print_minutes()
    assert [one.document_id for one in asked] == [
        "party_age_list", "badge_list", "badge_submission", "card_check_list", "card_check_minutes"
    ]  # fmt: skip
    for wanted in asked:
        assert papers.made(page.desk.store, wanted, "pdf").startswith(b"%PDF")


def test_an_empty_cell_says_what_each_part_is_for(qapp: QApplication, tmp_path: Path) -> None:
    store, _cell = books.make_book(tmp_path)
    with opened(store, "badges", BadgesPage) as page:
        for kind in PARTS:
            part = part_of(page, kind)
            wait_until(lambda: part.stack.currentWidget() is part.empty)  # noqa: B023 - asked at once


def test_a_draft_is_taken_up_in_the_part_it_was_written_in(page: BadgesPage) -> None:
    part_of(page, AgesPart)
    page.take_up("badges.given:")
    assert isinstance(page.part, GivenPart)


def test_a_member_away_for_a_time_needs_the_remark_of_the_host(page: BadgesPage, book: BadgeBook) -> None:
    away = Participation.TEMPORARY_OUT
    book.act(memberships.record_participation, book.thirty, book.cell_id, away, date(2025, 12, 1))
    part = part_of(page, ForecastPart, f"{book.thirty}:30")
    part.reload()
    wait_until(lambda: "nhận xét của nơi sinh hoạt tạm thời" in words(part))
