"""The papers about one member: boxes and photo frame measured, editions by date, what changed and what did not."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from chibo_app.actions import members
from chibo_app.basics.dates import PartialDate
from chibo_app.documents import catalogue, docx, pdf
from chibo_app.documents.request import Request
from chibo_app.models.base import change, create
from chibo_app.models.organisations import OrganisationVersion
from chibo_app.models.party_age import Badge
from chibo_app.rules.kinds import OrganisationKind
from support import measured, meeting_book, paper_words
from support.measured import Page, Rule
from support.meeting_book import MeetingBook

DAY = date(2026, 11, 22)
WHO = 5
LONG = "Thôn Đồng Quan Thượng, xã Nghĩa Hưng Bắc (trước là xã Nghĩa Thái, huyện Nghĩa Hưng), tỉnh Ninh Bình"
PLACES = ("native_place", "permanent_address", "birth_registration_place", "temporary_address")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Any, *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def content(book: MeetingBook, document_id: str, *people: str, on: date = DAY, **options: str) -> bytes:
    with book.store.read() as session:
        return pdf.write(catalogue.make(document_id, session, Request(book.cell_id, people, on, options=options)))


def pages(book: MeetingBook, document_id: str, *people: str, on: date = DAY) -> list[Page]:
    return measured.pages(content(book, document_id, *people, on=on))


def boxes(page: Page, width: float, height: float) -> list[Rule]:
    found = [
        rule for rule in page.rules
        if abs(rule.length - width) < 0.1 and abs(rule.bottom - rule.top - height) < 0.1
    ]  # fmt: skip
    return sorted(found, key=lambda rule: (round(rule.top), rule.left))


def number_rows(page: Page) -> list[list[Rule]]:
    tops = sorted({round(box.top, 1) for box in boxes(page, 5, 5)})
    return [[box for box in boxes(page, 5, 5) if round(box.top, 1) == top] for top in tops]


def enter_numbers(book: MeetingBook) -> str:
    person = book.members[WHO]
    facts = {"dossier_no": "000123 HP", "card_no": "031165012345", "citizen_id": "031165012345"}
    act(book, members.edit, person, facts)
    return person


def test_the_numbers_stand_in_boxes_of_five_millimetres_with_a_gap_after_the_sixth(book: MeetingBook) -> None:
    page = pages(book, "member_form", enter_numbers(book))[0]
    dossier, card = number_rows(page)
    assert (len(dossier), len(card)) == (10, 12)
    gaps = [round(right.left - left.right, 1) for left, right in itertools.pairwise(dossier)]
    assert gaps == [0, 0, 0, 0, 0, 2, 0, 0, 0]
    assert {round(right.left - left.right, 1) for left, right in itertools.pairwise(card)} == {0}
    assert card[-1].right == pytest.approx(195, abs=0.2)  # the right margin


def test_each_letter_of_a_number_stands_in_the_middle_of_its_box(book: MeetingBook) -> None:
    page = pages(book, "member_form", enter_numbers(book))[0]
    dossier, card = number_rows(page)
    for row, letters in ((dossier, "000123HP"), (card, "031165012345")):
        placed = page.find(letters)
        assert len(placed) == len(letters)
        for box, letter in zip(row, placed, strict=False):
            assert box.left < letter.left
            assert letter.right < box.right
            assert (letter.left + letter.right) / 2 == pytest.approx((box.left + box.right) / 2, abs=0.5)
            assert box.top < letter.top < letter.bottom < box.bottom


def test_the_frame_for_the_photo_is_three_by_four_centimetres_at_the_right_margin(book: MeetingBook) -> None:
    (frame,) = boxes(pages(book, "member_form", book.members[WHO])[0], 30, 40)
    assert frame.right == pytest.approx(195, abs=0.2)
    assert frame.top > 40
    assert not boxes(pages(book, "update_sheet", book.members[WHO])[0], 30, 40)


def test_an_old_card_number_that_does_not_fill_the_boxes_stands_below_them(book: MeetingBook) -> None:
    act(book, members.edit, book.members[WHO], {"old_card_no": "12.345678"})
    page = pages(book, "member_form", book.members[WHO])[0]
    _dossier, card = number_rows(page)
    note = page.find("(số ghi trong sổ: 12.345678)")
    assert note[0].top > card[0].bottom
    assert not [one for one in page.letters if one.text.strip() and card[0].top < one.top < one.bottom < card[0].bottom
                and one.left > card[0].left]  # fmt: skip


def test_before_the_edition_of_2025_the_card_had_eight_boxes_and_other_captions(book: MeetingBook) -> None:
    act(book, members.edit, book.members[WHO], {"old_card_no": "12.345678"})
    page = pages(book, "member_form", book.members[WHO], on=date(2025, 9, 28))[0]
    assert [len(row) for row in number_rows(page)] == [10, 8]
    page.find("12345678")
    for words in ("ĐẢNG BỘ HUYỆN (tương đương):", "05) Nơi sinh:", "19) Số CMND/CCCD:"):
        page.find(words)
    assert "Khoahọc,côngnghệ" not in page.text.replace(" ", "")
    later = pages(book, "member_form", book.members[WHO], on=date(2025, 9, 29))[0]
    for words in (
        "ĐẢNG BỘ XÃ (tương đương):",
        "05) Nơi đăng ký khai sinh:",
        "19) Số căn cước:",
        "Khoa học, công nghệ:",
    ):
        later.find(words)


def line_with(page: Page, words: str) -> str:
    base = page.find(words)[0].baseline
    return "".join(one.text for one in page.letters if abs(one.baseline - base) < 0.3).replace(" ", "").strip()


def test_the_committee_of_the_commune_stands_on_the_line_the_edition_has_for_it(book: MeetingBook) -> None:
    now = pages(book, "member_form", book.members[WHO])[0]
    assert "ĐảngbộphườngMẫu" in line_with(now, "ĐẢNG BỘ XÃ (tương đương):")
    assert "Đảng" not in line_with(now, "ĐẢNG BỘ CƠ SỞ:")
    assert "ChibộTổdânphốThử" in line_with(now, "CHI BỘ:")
    before = pages(book, "member_form", book.members[WHO], on=date(2024, 5, 1))[0]
    assert "ĐảngbộphườngMẫu" in line_with(before, "ĐẢNG BỘ CƠ SỞ:")


def test_a_base_level_cell_stands_on_the_line_of_the_base(book: MeetingBook) -> None:
    def promote(session: Any) -> None:
        rows = session.exec(select(OrganisationVersion)).all()
        (own,) = [row for row in rows if row.kind is OrganisationKind.CELL]
        change(own, kind=OrganisationKind.GRASSROOTS_CELL)

    book.store.write("chi bộ cơ sở", promote)
    page = pages(book, "member_form", book.members[WHO])[0]
    assert "ChibộTổdânphốThử" in line_with(page, "ĐẢNG BỘ CƠ SỞ:")
    assert line_with(page, "CHI BỘ:").endswith("CHIBỘ:")


def fill_long(book: MeetingBook) -> str:
    person = book.members[WHO]
    act(book, members.edit, person, dict.fromkeys(PLACES, LONG))
    for year in range(1985, 2015, 5):
        act(book, members.add_entry, person, "work_history", from_on=PartialDate(f"{year}-09"), content=LONG)
    return person


@pytest.mark.parametrize("is_long", [False, True])
def test_the_form_is_a_booklet_of_four_pages(book: MeetingBook, is_long: bool) -> None:
    person = fill_long(book) if is_long else book.members[WHO]
    found = pages(book, "member_form", person)
    assert len(found) == 4
    found[0].find("20) Miễn công tác và sinh hoạt đảng:")
    for page, captions in zip(found[1:], (
        ("21) TÓM TẮT", "22) ĐÀO TẠO"), ("23) KHEN THƯỞNG", "28) QUAN HỆ VỚI NƯỚC NGOÀI"),
        ("29) QUAN HỆ GIA ĐÌNH", "30) HOÀN CẢNH", "NGƯỜI KHAI", "XÁC NHẬN CỦA CHI ỦY CHI BỘ",
         "XÁC NHẬN CỦA CẤP ỦY CƠ SỞ"),
    ), strict=True):  # fmt: skip
        for words in captions:
            page.find(words)


def test_only_badges_decided_on_are_ticked(book: MeetingBook) -> None:
    person = book.members[WHO]

    def enter(session: Any) -> None:
        session.add(create(Badge, person_id=person, years=30, decision_on=PartialDate("2024-05-01")))
        session.add(create(Badge, person_id=person, years=40, proposed_on=date(2026, 10, 1)))

    book.store.write("huy hiệu", enter)
    with book.store.read() as session:
        shown = catalogue.make("member_form", session, Request(book.cell_id, (person,), DAY))
    (ticks,) = [block for block in shown.sheets[0].blocks if hasattr(block, "boxes")]
    assert [label for label, is_ticked in ticks.boxes if is_ticked] == ["30 năm"]
    assert [label for label, _ticked in ticks.boxes][:3] == ["30 năm", "40 năm", "45 năm"]
    assert len(ticks.boxes) == 12


def test_the_summary_stands_on_one_page(book: MeetingBook) -> None:
    found = pages(book, "member_summary", fill_long(book))
    assert len(found) == 1
    found[0].find("LÝ LỊCH TÓM TẮT")
    found[0].find("XÁC NHẬN CỦA CHI BỘ")


def test_a_date_known_in_part_leaves_room_for_the_rest(book: MeetingBook) -> None:
    person = book.members[WHO]
    act(
        book,
        members.edit,
        person,
        {"recruitment_date": PartialDate("1985-03"), "youth_union_date": PartialDate("1982")},
    )
    page = pages(book, "member_form", person)[0]
    page.find("…… tháng 3 năm 1985")
    page.find("…… tháng …… năm 1982")


def test_the_review_sheets_of_the_cell_are_one_job_with_a_sheet_each(book: MeetingBook) -> None:
    with book.store.read() as session:
        paper = catalogue.make("review_sheet", session, Request(book.cell_id, on=DAY))
    assert len(paper.sheets) == 32
    shown = measured.words(pdf.write(paper))
    assert shown.count("PHIẾU RÀ SOÁT") == 32
    assert shown.count("Đã đọc, xác nhận") == 32


def test_the_review_sheet_shows_every_kept_row_and_room_for_a_new_one(book: MeetingBook) -> None:
    person = book.members[WHO]
    act(book, members.add_entry, person, "rewards", content="Bằng khen", from_on=PartialDate("2019"), issuer="Tỉnh")
    act(book, members.edit, person, {"phone": "0912 345 678"})
    shown = measured.words(content(book, "review_sheet", person))
    assert "Bằng khen, Tỉnh, 2019" in shown
    assert "0912 345 678" in shown
    assert shown.count("23) Khen thưởng") == 2  # the row kept, and a line for a further one


def test_nobody_to_print_is_said_in_a_sentence(book: MeetingBook) -> None:
    from chibo_app.basics.errors import NotFound

    with pytest.raises(NotFound):
        content(book, "review_sheet", on=date(1990, 1, 1))


def test_word_has_the_boxes_and_the_frame_in_their_sizes(book: MeetingBook) -> None:
    import docx as word

    with book.store.read() as session:
        paper = catalogue.make("member_form", session, Request(book.cell_id, (enter_numbers(book),), DAY))
    document = word.Document(io.BytesIO(docx.write(paper)))
    assert len(document.sections) == 1
    assert paper_words.loose_paragraphs(paper) == []
    numbers, title = document.tables[0], document.tables[1]
    dossier, card = numbers.rows[0].cells[1].tables
    written = [cell.text for cell in card.rows[0].cells]
    assert "".join(written) == "031165012345"
    assert len(dossier.rows[0].cells) == 11  # ten boxes and the gap
    assert {round(cell.width.mm, 1) for cell in card.rows[0].cells} == {5.0}
    assert round(title.rows[0].cells[2].width.mm) == 30
    assert title.rows[0].height is not None
    assert round(title.rows[0].height.mm) == 40
