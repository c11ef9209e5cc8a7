from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chibo_app.documents import ballots, pdf, render
from chibo_app.documents.blocks import (
    Block,
    Column,
    HeadCell,
    Heading,
    Money,
    PageBreak,
    Paper,
    Para,
    Row,
    Sheet,
    Signatures,
    Signer,
    Table,
)
from support import case_facts, measured
from support.measured import Page

DAY = date(2026, 6, 1)
SENTENCE = "Chi bộ thảo luận, thống nhất các nội dung và giao đồng chí Bí thư chỉ đạo thực hiện. "
SIGNS = Signatures(Signer("T/M CHI BỘ", "Bí thư", name="Phạm Thị Hòa"), recipients=("Đảng ủy phường Mẫu", "Lưu Chi bộ"))


def printed(*blocks: Block, two_sided: bool = False, landscape: bool = False) -> list[Page]:
    sheet = Sheet(blocks, is_landscape=landscape)
    return measured.pages(pdf.write(Paper("Thử", DAY, (sheet,), is_two_sided=two_sided)))


def long_text(paragraphs: int) -> tuple[Block, ...]:
    return tuple(Para(SENTENCE * 4) for _ in range(paragraphs))


def is_page_number(page: Page, letter: measured.Letter) -> bool:
    return letter.bottom < 19


@pytest.mark.parametrize("name", sorted(case_facts.all_papers()))
def test_every_document_keeps_the_margins(name: str) -> None:
    for page in measured.pages(pdf.write(case_facts.all_papers()[name])):
        ink = [one for one in page.letters if one.text.strip() and not is_page_number(page, one)]
        assert min(one.left for one in ink) >= 30 - 0.2
        assert max(one.right for one in ink) <= page.width - 15 + 0.2
        assert min(one.top for one in ink) >= 20 - 0.2
        assert max(one.bottom for one in ink) <= page.height - 20 + 0.2
        rules = [rule for rule in page.rules if rule.length < page.width - 1]  # a cut line crosses the sheet
        assert all(rule.left > 29.5 and rule.right < page.width - 14.5 for rule in rules)


def test_justified_text_reaches_both_margins_and_begins_ten_millimetres_inside() -> None:
    (page,) = printed(*long_text(1))
    first, second = page.lines()[0], page.lines()[1]
    assert first[0].left == pytest.approx(40, abs=0.3)
    assert second[0].left == pytest.approx(30, abs=0.3)
    assert first[-1].right == pytest.approx(195, abs=0.4)  # the ink of a letter ends a hair before its width
    assert second[-1].right == pytest.approx(195, abs=0.4)
    assert page.lines()[-1][-1].right < 194


def test_lines_are_nineteen_points_apart_and_paragraphs_six_more() -> None:
    (page,) = printed(Para("Một dòng."), Para("Hai dòng. " * 20))
    one, two, three = (line[0].baseline for line in page.lines()[:3])
    assert three - two == pytest.approx(19 * measured.MM, abs=0.05)
    assert two - one == pytest.approx(25 * measured.MM, abs=0.05)


def test_the_page_number_stands_ten_millimetres_from_the_top_and_not_on_the_first_page() -> None:
    pages = printed(*long_text(30))
    assert len(pages) > 2
    assert all(one.top >= 19 for one in pages[0].letters if one.text.strip())
    for number, page in enumerate(pages[1:], 2):
        (digit,) = [one for one in page.letters if one.text.strip() and one.bottom < 19]
        assert digit.text == str(number)
        assert (digit.size, digit.font) == (14, "LiberationSerif")
        assert digit.top == pytest.approx(10, abs=0.15)
        assert (digit.left + digit.right) / 2 == pytest.approx(112.5, abs=0.3)


def test_two_sided_printing_mirrors_the_margins() -> None:
    front, back, *_rest = printed(*long_text(30), two_sided=True)
    for page, left in ((front, 30), (back, 15)):
        ink = [one for one in page.letters if one.text.strip() and one.bottom > 19]
        assert min(one.left for one in ink) == pytest.approx(left, abs=0.3)
        assert max(one.right for one in ink) == pytest.approx(left + 165, abs=0.3)
    (digit,) = [one for one in back.letters if one.text.strip() and one.bottom < 19]
    assert (digit.left + digit.right) / 2 == pytest.approx(97.5, abs=0.3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=24), st.integers(0, 30))
def test_a_signature_never_stands_alone(lengths: list[int], blanks: int) -> None:
    blocks: list[Block] = [Para("từ " * (3 * length)) for length in lengths]
    blocks += [Para("x") for _ in range(blanks)]
    pages = measured.pages(pdf.write(Paper("Thử", DAY, (Sheet((*blocks, SIGNS)),))))
    last = pages[-1]
    sign = last.find("T/M CHI BỘ")[0]
    above = [line for line in last.lines() if 19 < line[0].baseline < sign.baseline - 1]
    wanted = min(2, sum(-(-3 * length // 50) for length in lengths) + blanks)
    assert len(above) >= min(wanted, 2)
    assert last.find("Phạm Thị Hòa")[0].baseline > sign.baseline


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 90))
def test_the_last_two_rows_of_a_table_stay_with_the_signature(count: int) -> None:
    rows = tuple(Row((number, f"Người {number}")) for number in range(count))
    table = Table((Column("center"), Column()), ((HeadCell("TT"), HeadCell("Họ và tên")),), rows)
    pages = printed(table, SIGNS)
    sign = pages[-1].find("T/M CHI BỘ")[0]
    above = [line for line in pages[-1].lines() if 19 < line[0].baseline < sign.baseline - 1]
    assert len(above) >= 1 + min(2, count)  # the head is repeated above the rows


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for filler in range(28, 36):
        pages = printed(*(Para("Một dòng.") for _ in range(filler)), Heading("I. MỞ ĐẦU"), Para(SENTENCE * 6))
        for page in pages:
            last = "".join(letter.text for letter in page.lines()[-1])
            assert last != "I.MỞĐẦU"


def test_a_table_repeats_its_head_on_each_page_and_loses_no_row() -> None:
    rows = tuple(Row((number, f"Người thứ {number}")) for number in range(1, 121))
    head = ((HeadCell("TT", rows=2), HeadCell("Cột chung")), (HeadCell("Họ và tên"),))
    pages = printed(Table((Column("center"), Column()), head, rows))
    assert len(pages) > 2
    assert all("Cột chung" in page.text and "Họ và tên" in page.text for page in pages)
    found = re.findall(r"Người thứ (\d+)", " ".join(page.text for page in pages))
    assert [int(number) for number in found] == list(range(1, 121))


def test_a_row_taller_than_a_page_is_split_and_loses_no_word() -> None:
    essay = " ".join(f"từ{number}" for number in range(2500))
    head = ((HeadCell("TT"), HeadCell("Nội dung")),)
    pages = printed(Table((Column("center"), Column()), head, (Row((1, "ngắn")), Row((2, essay)), Row((3, "hết")))))
    text = " ".join(page.text for page in pages)
    assert [word for word in text.split() if word.startswith("từ")] == essay.split()
    assert all("Nội dung" in page.text for page in pages)


def test_many_papers_are_one_job_each_on_a_new_page_with_its_own_numbers() -> None:
    papers = [render.two_sided(pdf_of) for pdf_of in [long_paper(number) for number in range(3)]]
    pages = measured.pages(pdf.write(render.join("Cả tập", papers)))
    numbers = ["".join(one.text for one in page.letters if one.text.strip() and one.bottom < 19) for page in pages]
    assert numbers == ["", "2", "3", "", "", "2", "3", "", "", "2", "3"]  # a blank back before each new paper
    assert "Tập 1" in pages[4].text
    assert not pages[3].letters


def long_paper(number: int) -> Paper:
    return Paper("Tập", DAY, (Sheet((Para(f"Tập {number}."), *long_text(16))),))


def test_a_page_break_begins_a_new_page() -> None:
    pages = printed(Para("Trước."), PageBreak(), Para("Sau."))
    assert ["Trước" in page.text for page in pages] == [True, False]


def test_the_same_document_gives_the_same_bytes() -> None:
    paper = case_facts.all_papers()["minutes"]
    assert pdf.write(paper) == pdf.write(paper)


def test_ballots_fill_a_page_with_cut_lines_between() -> None:
    pages = measured.pages(pdf.write(case_facts.all_papers()["ballot"]))
    titles = [page.text.count("PHIẾU BIỂU QUYẾT") for page in pages]
    assert sum(titles) == 20
    assert titles[0] >= 3
    assert not any(one.bottom < 19 for page in pages for one in page.letters if one.text.strip())  # no page number
    cuts = [rule for rule in pages[0].rules if rule.length > 209]
    assert len(cuts) == titles[0] - 1


def letters_of(page: Page) -> str:
    return "".join(one.text for one in page.letters if one.text.strip())


def test_a_sum_never_stands_alone_on_a_page() -> None:
    for count in range(20, 60):
        rows = (*(Row((number, "Nguyễn Văn An")) for number in range(count)), Row(("", "Cộng"), is_bold=True))
        table = Table((Column("center"), Column()), ((HeadCell("STT"), HeadCell("Họ và tên")),), rows)
        last = printed(table)[-1]
        assert last.find("Cộng")
        assert "NguyễnVănAn" in letters_of(last)


def test_the_five_boxes_of_a_discipline_ballot_stand_on_one_line() -> None:
    (page, *_others) = measured.pages(pdf.write(ballots.build(case_facts.ballot("expulsion", count=4))))
    first = page.find("Không kỷ luật")[0].baseline
    assert page.find("Khai trừ")[0].baseline == pytest.approx(first, abs=0.1)
    assert page.find("Khai trừ")[-1].right <= page.width - 15 + 0.2


def test_a_number_is_never_broken_in_a_narrow_column() -> None:
    row = Row((Money(12_345_678), Money(987_654_321)), is_bold=True)
    table = Table(
        (Column("right", 12), Column("right", 14)), ((HeadCell("Thu"), HeadCell("Nộp")),), (row,), size="tiny"
    )
    text = measured.words(pdf.write(Paper("Thử", DAY, (Sheet((table,)),))))
    assert "12.345.678" in text
    assert "987.654.321" in text


def test_a_line_that_opens_a_list_never_ends_a_page() -> None:
    for count in range(26, 36):
        lines = [Para("Một dòng.") for _ in range(count)]
        pages = printed(*lines, Para("- Ý kiến thảo luận:"), Para("+ Đồng chí Nguyễn Văn An: nhất trí."))
        assert [page for page in pages if "thảoluận" in letters_of(page)] == [
            page for page in pages if "nhấttrí" in letters_of(page)
        ]
