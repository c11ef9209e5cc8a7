"""Papers of badges and cards: who stands on them, what is left to write, long names, nobody, two hundred."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import badges as acts
from chibo_app.actions import cards as card_acts
from chibo_app.actions import party_age as age_acts
from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import NotFound
from chibo_app.documents import badges, cards, catalogue, pdf, render
from chibo_app.documents.badges import age_words
from chibo_app.documents.blocks import Paper
from chibo_app.documents.catalogue_badges import DOCUMENTS
from chibo_app.documents.request import Request
from chibo_app.queries.badge_papers import (
    AgeFacts,
    AgeLine,
    AgeListFacts,
    AwardLine,
    CardLine,
    CardListFacts,
    DeclarationFacts,
    MemberOfPaper,
    RoundFacts,
)
from chibo_app.rules.kinds import CardFinding
from support import badge_book, books, measured, paper_facts
from support.badge_book import MAY, SEPTEMBER, TODAY, BadgeBook

LONG = "Nguyễn Hoàng Phạm Trần Thị Thanh Ngọc Bích Phương Thảo"
ODD = paper_facts.ODD_NAME


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BadgeBook]:
    made = badge_book.make(tmp_path_factory.mktemp("badges"))
    made.act(age_acts.certify, made.thirty, date(2025, 12, 31), 29, months=2)
    made.act(acts.enter_given, made.returned, 30, PartialDate("2015-05-19"), number="HN 00012345")
    made.act(card_acts.check, made.young, 2026, CardFinding.LOST, TODAY, "mất khi chuyển nhà")
    made.act(card_acts.check, made.thirty, 2026, CardFinding.IN_ORDER, TODAY)
    yield made
    made.store.close()


def printed(book: BadgeBook, document_id: str, **request: Any) -> str:
    with clock.stopped(TODAY), book.store.read() as session:
        paper = catalogue.make(document_id, session, Request(cell_id=book.cell_id, on=TODAY, **request))
    return shown(paper, *catalogue.find(document_id).formats)


def shown(paper: Paper, *formats: Any) -> str:
    for form in formats:
        assert len(render.render(paper, form)) > 1000
    return measured.words(pdf.write(paper))


def test_the_list_of_a_round_is_grouped_by_badge_the_highest_first(book: BadgeBook) -> None:
    words = printed(book, "badge_list", options={"round": MAY.isoformat()})
    places = [words.index(said) for said in ("Huy hiệu 50 năm", "Huy hiệu 40 năm", "Huy hiệu 30 năm")]
    assert places == sorted(places)
    for said in (
        "đợt 19/5/2026", "Hoàng Văn Đã Mất", "truy tặng; từ", "49 năm 2 tháng", "Phạm Thị Trở Lại", "60 tháng",
        "Danh sách có 04 đồng chí", "truy tặng 01", "20/5/1996",
    ):  # fmt: skip
        assert said in words, said
    assert "Đỗ Văn Chờ" not in words  # waits until the round of September


def test_the_next_round_with_anybody_is_taken_and_the_undated_are_named_apart(book: BadgeBook) -> None:
    assert "đợt 19/5/2026" in printed(book, "badge_list")
    words = printed(book, "badge_list", options={"round": "2026-02-03"})
    assert "Chưa có đồng chí nào" in words
    assert "Lê Văn Không Rõ" in words
    assert "Chưa đưa vào danh sách" in words


def test_a_waiting_member_stands_on_the_list_of_the_later_round(book: BadgeBook) -> None:
    words = printed(book, "badge_list", options={"round": SEPTEMBER.isoformat()})
    assert "Đỗ Văn Chờ" in words
    assert "30/6/2026" in words


def test_the_submission_says_what_the_list_says(book: BadgeBook) -> None:
    words = printed(book, "badge_submission", options={"round": MAY.isoformat()})
    for said in ("TỜ TRÌNH", "-TTr/CB", "Đảng ủy phường Mẫu", "cho 04 đồng chí", "29 năm 11 tháng", "T/M CHI BỘ"):
        assert said in words, said


def test_a_declaration_is_filled_in_or_blank(book: BadgeBook) -> None:
    words = printed(book, "badge_declaration", ids=(book.returned,))
    for said in (
        "Huy hiệu 40 năm tuổi Đảng", "từ 20/5/1990 đến 20/5/1995", "40 năm 9 tháng",
        "Huy hiệu Đảng đã được tặng: 30 năm",
        "Kỷ luật đảng (hình thức, thời gian): không", "NGƯỜI KHAI",
    ):  # fmt: skip
        assert said in words, said
    assert "Khiển trách (31/12/2025)" in printed(book, "badge_declaration", ids=(book.punished,))
    family = printed(book, "badge_declaration", ids=(book.dead,))
    assert "THÂN NHÂN" in family
    assert "truy tặng Huy hiệu 50 năm" in family
    blank = printed(book, "badge_declaration")
    assert "Phạm" not in blank
    assert "Họ và tên khai sinh:" in blank


def test_ages_stand_beside_what_was_certified(book: BadgeBook) -> None:
    words = printed(book, "party_age_list")
    for said in ("29 năm 7 tháng", "29 năm 2 tháng", "(31/12/2025)", "≈ 45 năm", "từ 30 năm tuổi Đảng trở lên: 04"):
        assert said in words, said


def test_cards_are_asked_for_by_what_is_missing(book: BadgeBook) -> None:
    words = printed(book, "card_requests")
    assert "Mẫu 1-TĐV" in words
    assert "Cấp lại do mất: 01 đồng chí" in words
    assert "Bùi Văn Dự Bị" not in words  # no card before recognition
    chosen = printed(book, "card_requests", ids=(book.thirty,), options={"kind": "exchanged_new_model"})
    assert "Đổi theo mẫu mới: 01 đồng chí" in chosen


def test_the_check_is_printed_to_be_filled_in_and_afterwards(book: BadgeBook) -> None:
    words = printed(book, "card_check_list", options={"year": "2026"})
    assert "đã kiểm tra 02: đúng 01, hỏng 00, mất 01" in words
    before = printed(book, "card_check_list", options={"year": "2025"})
    assert "Đánh dấu X" in before
    minutes = printed(book, "card_check_minutes", options={"year": "2026"})
    for said in (
        "Tổng số đảng viên: 07",
        "dự bị 01",
        "02/06 thẻ",
        "Chưa kiểm tra 04 thẻ",
        "mất khi chuyển nhà",
        "01 đồng",
    ):
        assert said in minutes, said


def test_a_book_in_which_nobody_comes_near_a_badge_says_so(tmp_path: Path) -> None:
    store, cell_id = books.make_book(tmp_path)
    with pytest.raises(NotFound) as why, store.read() as session:
        catalogue.make("badge_list", session, Request(cell_id=cell_id, on=TODAY))
    assert why.value.next_step
    store.close()


def member(number: int = 0) -> MemberOfPaper:
    day = PartialDate("1976-05-19")
    return MemberOfPaper(
        ODD if number % 2 else LONG, LONG, "female" if number % 3 else "male", PartialDate("1950-02-28"),
        "xã Thượng Yên Công, thành phố Uông Bí, tỉnh Quảng Ninh", "số 12, ngõ 34, đường Trần Hưng Đạo, tổ 5",
        "hưu trí", "Chi bộ Tổ dân phố 5", day, day, day, "001075456789", "12.345678", "001075456789", "000001 HN",
        "official", 17,
    )  # fmt: skip


def awards(count: int) -> RoundFacts:
    lines = tuple(
        AwardLine(member(number), (30, 50, 90)[number % 3], AgeFacts(359 + number), MAY, number % 5 == 0, "bệnh nặng")
        for number in range(count)
    )  # fmt: skip
    return RoundFacts(paper_facts.letterhead(), "Đợt 19/5/2026", MAY, lines)


@pytest.mark.parametrize("count", [0, 1, 200])
def test_lists_of_any_length_keep_their_names_whole(count: int) -> None:
    age, line = AgeFacts(491), CardLine(member(), PartialDate("2025-11"), "reissued_lost", "lost", "mất")
    ages = tuple(AgeLine(member(n), age, age, TODAY, 30, 40, MAY, False, True) for n in range(count))
    card_facts = CardListFacts(paper_facts.letterhead(), 2026, (line,) * count, count, count, 0)
    papers = [
        badges.build_list(awards(count)), badges.build_submission(awards(count)),
        badges.build_ages(AgeListFacts(paper_facts.letterhead(), TODAY, ages)), cards.build_requests(card_facts),
        cards.build_check(card_facts), cards.build_check_minutes(card_facts),
    ]  # fmt: skip
    for paper in papers:
        words = shown(paper, "docx")
        assert words.count("Bích") >= count // 2, paper.title
        assert "T/M CHI BỘ" in words


def test_a_declaration_of_a_long_name_stands_on_one_page() -> None:
    facts = DeclarationFacts(paper_facts.letterhead(), member(), 50, AgeFacts(600), ((TODAY, None),), (30, 40, 45))
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf.write(badges.build_declaration(facts)))
    assert len(document) == 1
    document.close()


def test_an_age_is_written_as_papers_do() -> None:
    assert age_words(AgeFacts(None)) == ""
    assert age_words(AgeFacts(480)) == "40 năm"
    assert age_words(AgeFacts(485, is_approximate=True)) == "≈ 40 năm 5 tháng"


def test_every_paper_of_badges_has_a_title_and_can_be_edited() -> None:
    assert all(document.title and "docx" in document.formats for document in DOCUMENTS)
    assert catalogue.find("card_requests").form_code == "1-TĐV"
