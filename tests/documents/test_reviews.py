"""The papers of the yearly review: the form of the year reviewed, every box and figure, nothing made up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from chibo_app.actions import commendations, reviews
from chibo_app.basics.errors import NotFound
from chibo_app.documents import catalogue, docx, pdf, render, review_ballots, review_years, xlsx
from chibo_app.documents import layout as layouts
from chibo_app.documents import reviews as review_forms
from chibo_app.documents.blocks import Paper
from chibo_app.documents.catalogue_reviews import DOCUMENTS
from chibo_app.documents.request import Request
from chibo_app.queries import commendations as known_commendations
from chibo_app.queries import paper_review_years, paper_reviews
from chibo_app.queries.reviews import ReviewRow
from support import measured, review_book
from support.paper_facts import ODD_NAME
from support.review_book import act
from support.sample_cell import SampleCell

GOLDEN = Path(__file__).parent.parent / "golden" / "documents" / "reviews"
LONG = "Nguyễn Phúc Bảo Hoàng Tôn Nữ Thị Quỳnh Hương Thiên Kim Ngân"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleCell]:
    """Two whole years: 2024, decided and with proposals for commendation, and 2025, voted on."""
    made = review_book.make(tmp_path_factory.mktemp("reviews"))
    review_book.hold_year(made, 2024, decided=True)
    act(made, reviews.edit, row_of(made, 1, 2024).id, form="leader")  # the secretary's post began in 2025
    with made.store.read() as session:
        found = known_commendations.candidates(session, made.cell_id, 2024)
    for one in found:
        act(
            made, commendations.propose, made.cell_id, one.person_id, 2024, one.ground.kind, one.ground.title,
            date(2025, 1, 20),
        )  # fmt: skip
    review_book.hold_year(made, 2025)
    yield made
    made.store.close()


def row_of(book: SampleCell, number: int, year: int) -> ReviewRow:
    return next(row for row in review_book.rows(book, year) if row.person_id == book.id_of(number))


def paper(book: SampleCell, document_id: str, year: int, *ids: str, **options: str) -> Paper:
    day = date(2025, 2, 1) if document_id == "review_notice" else date(year, 12, 20)
    with book.store.read() as session:
        return catalogue.make(
            document_id, session, Request(book.cell_id, ids, day, options={"year": str(year), **options})
        )


def words(made: Paper) -> str:
    return " ".join(measured.words(pdf.write(made)).split())


def one_of_each(book: SampleCell, year: int) -> dict[str, Paper]:
    single = {"review_member": (row_of(book, 3, year).id,), "review_notice": (row_of(book, 3, year).id,)}
    return {one.id: paper(book, one.id, year, *single.get(one.id, ())) for one in DOCUMENTS}


@pytest.mark.parametrize("year", [2024, 2025])
def test_every_paper_of_a_year_is_made_in_every_format(book: SampleCell, year: int) -> None:
    for document_id, made in one_of_each(book, year).items():
        for form in catalogue.find(document_id).formats:
            assert len(render.render(made, form)) > 1000, (document_id, form)


@pytest.mark.parametrize(("number", "old", "new"), [(1, "02B", "2B"), (3, "02A", "2C")])
def test_2024_prints_on_the_forms_of_2023_and_2025_on_its_own(
    book: SampleCell, number: int, old: str, new: str
) -> None:
    before = words(paper(book, "review_member", 2024, row_of(book, number, 2024).id))
    after = words(paper(book, "review_member", 2025, row_of(book, number, 2025).id))
    assert f"Mẫu {old}-HD KĐ.ĐG 2023" in before
    assert f"Mẫu {new}-HD KĐ.ĐG 2025" in after
    assert "Trung bình" in before
    assert "Điểm tối đa" not in before
    assert "Trung bình" not in after
    assert "92,5" in after
    assert "Mẫu 01-HD KĐ.ĐG 2023" in words(paper(book, "review_collective", 2024))
    assert "Mẫu 01-HD KĐ.ĐG 2025" in words(paper(book, "review_collective", 2025))


def test_the_other_forms_of_2025_print_too(book: SampleCell) -> None:
    one = row_of(book, 7, 2025)
    act(book, reviews.edit, one.id, form="member")
    shown = words(paper(book, "review_member", 2025, one.id))
    assert "Mẫu 2A-HD KĐ.ĐG 2025" in shown
    assert "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ" in shown
    act(book, reviews.edit, one.id, form="outside")
    assert "THỦ TRƯỞNG" not in words(paper(book, "review_member", 2025, one.id))


def test_a_leaders_form_has_the_three_parts_more(book: SampleCell) -> None:
    leader = words(paper(book, "review_member", 2025, row_of(book, 1, 2025).id))
    member = words(paper(book, "review_member", 2025, row_of(book, 3, 2025).id))
    for part in ("3. Về năng lực lãnh đạo", "5. Về trách nhiệm nêu gương", "6. Việc thực hiện cam kết"):
        assert part in leader
        assert part not in member


def test_a_year_is_printed_as_one_job(book: SampleCell) -> None:
    made = paper(book, "review_member", 2025)
    assert len(made.sheets) == 24
    assert len(paper(book, "review_notice", 2024).sheets) == 24


def test_the_ballot_has_four_boxes_for_each_member_and_no_voter(book: SampleCell) -> None:
    listed = words(paper(book, "review_ballot", 2025, count="2"))
    assert listed.count("\u25a1") == 2 * 24 * 4
    assert listed.count("Đinh Công Chính") == 2
    single = paper(book, "review_ballot", 2025, row_of(book, 3, 2025).id, count="23")
    assert len(single.sheets[0].cards) == 23
    assert "đồng chí Đinh Công Chính (lần 2)" in words(single)


def test_the_tally_shows_votes_and_shares_of_those_convened(book: SampleCell) -> None:
    shown = words(paper(book, "review_tally", 2025))
    assert "tính tỉ lệ: 24 đồng chí" in shown
    assert shown.count("19 (79,17%)") == 25
    assert shown.count("4 (16,67%)") == 25
    assert "Tổ kiểm phiếu gồm: Lý Thị Bưởi; Mạc Đăng Duyệt." in shown


def test_the_tally_before_the_vote_leaves_room_to_write(tmp_path: Path) -> None:
    made = review_book.make(tmp_path)
    review_book.start(made, 2025)
    shown = words(paper(made, "review_tally", 2025))
    assert "triệu tập, làm căn cứ tính tỉ lệ: ……" in shown
    assert "%)" not in shown
    made.store.close()


def test_the_summary_and_the_report_say_the_same_figures(book: SampleCell) -> None:
    summary, report = words(paper(book, "review_summary", 2025)), words(paper(book, "review_report", 2025))
    assert "Tổng số đảng viên 32 đồng chí; được đánh giá, xếp loại 24; không đánh giá, xếp loại 08." in summary
    assert "Chi bộ có 32 đảng viên; được đánh giá, xếp loại 24, không đánh giá, xếp loại 08." in report
    for shown in (summary, report):
        assert "Kết nạp chưa đủ 6 tháng: 06 đồng chí" in shown
        assert "Hoàn thành xuất sắc nhiệm vụ 3 12,5" in shown
        assert "Hoàn thành tốt nhiệm vụ 21 87,5" in shown
    assert (
        "20% của số đảng viên được xếp loại hoàn thành tốt nhiệm vụ (21 đồng chí), làm tròn xuống, tối đa 04" in report
    )
    assert "366-QĐ/TW" in report
    assert "124-QĐ/TW" in words(paper(book, "review_report", 2024))
    assert "(cấp ủy quyết định)" in words(paper(book, "review_summary", 2024))
    assert xlsx.write(paper(book, "review_summary", 2025))


def test_the_proposal_names_the_runs_of_years(book: SampleCell) -> None:
    shown = words(paper(book, "commendation_submission", 2024))
    assert "đề nghị khen thưởng 03 trường hợp" in shown
    assert "Phan Văn Ất" in shown
    assert "(2024)" in shown


def test_the_notice_names_the_decision_and_the_right_to_another_look(book: SampleCell) -> None:
    shown = words(paper(book, "review_notice", 2024, row_of(book, 3, 2024).id))
    assert "Đảng ủy phường Mẫu quyết định xếp loại" in shown
    assert "12-QĐ/ĐU, 15/01/2025" in shown
    assert "có quyền trình bày với chi bộ" in shown


def test_a_year_that_was_not_begun_is_told_in_a_sentence(book: SampleCell) -> None:
    for document_id in ("review_member", "review_tally", "review_summary"):
        with pytest.raises(NotFound) as missing:
            paper(book, document_id, 2026)
        assert missing.value.next_step


def test_without_a_year_the_newest_with_reviews_is_printed(book: SampleCell) -> None:
    with book.store.read() as session:
        made = catalogue.make("review_report", session, Request(book.cell_id, on=date(2026, 1, 20)))
    assert "năm 2025" in made.title


def test_long_names_and_signs_print_as_typed(book: SampleCell) -> None:
    with book.store.read() as session:
        facts = paper_reviews.review_paper(session, row_of(book, 3, 2025).id, date(2025, 12, 20))
        tally = paper_reviews.tally(session, book.cell_id, 2025, date(2025, 12, 20))
        year = paper_review_years.year_facts(session, book.cell_id, 2025, date(2025, 12, 20))
    for name in (LONG, ODD_NAME):
        assert name in words(review_forms.build(replace(facts, name=name)))
        line = replace(tally.lines[1], name=name)
        many = review_ballots.build_tally(replace(tally, lines=(line,) * 200))
        assert words(many).count(name[:12]) >= 200
        crowd = review_years.build_summary(replace(year, lines=(replace(year.lines[0], name=name),) * 200))
        assert words(crowd).count(name[:12]) >= 200
    assert words(review_years.build_summary(replace(year, lines=())))


@pytest.mark.parametrize("year", [2024, 2025])
def test_word_says_the_same_as_the_pages(book: SampleCell, year: int) -> None:
    for document_id in ("review_member", "review_report", "review_notice", "review_collective"):
        made = one_of_each(book, year)[document_id]
        assert squeezed(docx_words(docx.write(made))) == squeezed(once(made)), document_id


def docx_words(content: bytes) -> str:
    import io

    import docx as python_docx
    from docx.oxml.ns import qn

    body = python_docx.Document(io.BytesIO(content)).element.body
    return "".join(one.text or "" for one in body.iter(qn("w:t")))


def once(made: Paper) -> str:
    """The words of the PDF set on endless pages, so that no head is repeated and no page is numbered."""
    layout = layouts.on(made.on)
    return measured.words(pdf.write(made, replace(layout, page=replace(layout.page, height=14_000))))


def squeezed(text: str) -> str:
    """The letters in their order, without dotted lines and boxes."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_golden_texts(book: SampleCell, year: int) -> None:
    """The text line by line as it stands on the pages; `CHIBO_GOLDEN=1` writes the files anew."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for document_id, made in one_of_each(book, year).items():
        pages = measured.pages(pdf.write(made))
        shown = "\n".join(f"--- {number}\n{page_text(page)}" for number, page in enumerate(pages, 1)) + "\n"
        file = GOLDEN / f"{document_id}_{year}.txt"
        if os.environ.get("CHIBO_GOLDEN"):
            file.write_text(shown, encoding="utf-8")
        assert shown == file.read_text(encoding="utf-8"), document_id


def page_text(page: measured.Page) -> str:
    inked = [one for one in page.letters if one.text.strip()]
    inked.sort(key=lambda one: (round(one.baseline, 1), one.left))
    lines = groupby(inked, key=lambda one: round(one.baseline, 1))
    return "\n".join(_spaced([*line]) for _base, line in lines)


def _spaced(line: list[measured.Letter]) -> str:
    text = line[0].text
    for before, one in pairwise(line):
        text += (" " if one.left - before.right > 1 else "") + one.text
    return text
