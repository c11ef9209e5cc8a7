from __future__ import annotations

import io
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.documents import docx, layout, members, xlsx
from chibo_app.documents.blocks import (
    Column,
    HeadCell,
    Header,
    PageBreak,
    Paper,
    Para,
    Row,
    Sheet,
    Signatures,
    Signer,
    Table,
)
from chibo_app.documents.render import join, render, two_sided
from chibo_app.queries.papers import MemberLine, MemberListFacts
from support import case_facts, measured, paper_words
from support.paper_facts import ODD_NAME

LISTS = ("member_list", "member_roll", "attendance_list", "pledge_summary", "exits_report")


def test_libreoffice_opens_every_word_and_excel_file_and_shows_its_text(tmp_path: Path) -> None:
    papers = case_facts.all_papers()
    for name, paper in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(docx.write(paper))
    for name in LISTS:
        (tmp_path / f"list-{name}.xlsx").write_bytes(xlsx.write(papers[name]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(tmp_path.glob("*.*"))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path / "out", *files],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for name in papers:
        shown = measured.words((tmp_path / "out" / f"{name}.pdf").read_bytes())
        assert papers[name].title.split()[-1] in shown
    for name in LISTS:
        assert "Phạm Thị" in measured.words((tmp_path / "out" / f"list-{name}.pdf").read_bytes())
    minutes = measured.pages((tmp_path / "out" / "minutes.pdf").read_bytes())
    assert len(minutes) == 3
    title = minutes[0].find("ĐẢNG CỘNG SẢN VIỆT NAM")
    assert round(title[0].size) == 15
    assert title[0].baseline == pytest.approx(24.6, abs=0.6)
    assert [one.text for one in minutes[1].letters if one.text.strip() and one.bottom < 19] == ["2"]
    assert not [one for one in minutes[0].letters if one.text.strip() and one.bottom < 19]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def test_word_uses_times_new_roman_with_vietnamese_as_its_language() -> None:
    styles = part(docx.write(case_facts.all_papers()["minutes"]), "word/styles.xml")
    assert 'w:ascii="Times New Roman"' in styles
    assert 'w:eastAsia="Times New Roman"' in styles
    assert 'w:val="vi-VN"' in styles


def test_word_margins_and_mirrors_are_those_of_the_layout() -> None:
    import docx as python_docx

    paper = case_facts.all_papers()["proposal_removal"]
    section = python_docx.Document(io.BytesIO(docx.write(paper))).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm, 1) for side in sides if side] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert "mirrorMargins" not in part(docx.write(paper), "word/settings.xml")
    assert "mirrorMargins" in part(docx.write(two_sided(paper)), "word/settings.xml")


def test_word_repeats_the_heads_of_tables_and_holds_the_signature() -> None:
    import docx as python_docx

    content = docx.write(case_facts.all_papers()["member_list"])
    assert part(content, "word/document.xml").count("<w:tblHeader/>") == 2
    document = python_docx.Document(io.BytesIO(docx.write(case_facts.all_papers()["minutes"])))
    before = [
        paragraph for paragraph in document.paragraphs if paragraph.text.startswith(("Biên bản được", "Hội nghị kết"))
    ]
    assert [paragraph.paragraph_format.keep_with_next for paragraph in before] == [True, True]


def test_word_has_no_empty_paragraph_as_high_as_a_line_of_text() -> None:
    papers = case_facts.all_papers()
    for paper in (*papers.values(), join("Tập", list(papers.values()))):
        assert paper_words.loose_paragraphs(paper) == [], paper.title


@pytest.mark.parametrize("name", ["", "Phạm Thị Hòa"])
def test_the_room_to_sign_holds_the_line_for_a_name_that_is_not_known(name: str) -> None:
    import docx as python_docx

    on = date(2026, 6, 1)
    paper = Paper("Phiếu", on, (Sheet((Para("Một."), Signatures(Signer("BÍ THƯ", name=name)))),))
    cell = python_docx.Document(io.BytesIO(docx.write(paper))).tables[0].rows[0].cells[1]
    how, style = cell.paragraphs[-1].paragraph_format, layout.on(on).signature
    assert how.space_before is not None
    assert how.space_before.pt + (0 if name else style.leading) == pytest.approx(style.blank)


def cells(content: bytes, sheet: int = 0) -> list[list[Any]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python()


def test_excel_never_makes_a_formula_or_number_of_what_was_typed() -> None:
    facts = case_facts.member_list(2)
    line = MemberLine(
        '=HYPERLINK("http://x","y")', hometown="+1+1", card_number="000000000123", phone="0912345678", note="@SUM(A1)"
    )
    columns = ("number", "name", "hometown", "card_number", "phone", "note")
    content = xlsx.write(
        members.build_list(MemberListFacts(facts.letterhead, facts.as_of, (line,), facts.counts, columns))
    )
    row = next(row for row in cells(content) if row[0] == 1)
    assert row[1:6] == ['=HYPERLINK("http://x","y")', "+1+1", "000000000123", "0912345678", "@SUM(A1)"]
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()


def test_excel_lists_every_member_with_the_head_frozen_and_repeated() -> None:
    content = xlsx.write(case_facts.all_papers()["member_list"])
    rows = cells(content)
    assert [row[0] for row in rows if isinstance(row[0], float)] == list(range(1, 33))
    assert any(ODD_NAME in row for row in rows)
    sheet, book = part(content, "xl/worksheets/sheet1.xml"), part(content, "xl/workbook.xml")
    assert 'state="frozen"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert "_xlnm.Print_Titles" in book


def test_excel_gives_a_second_table_a_sheet_of_its_own() -> None:
    content = xlsx.write(case_facts.all_papers()["exits_report"])
    assert any(row[0] == "D. Đảng viên có đến cuối kỳ" and row[1] == 730 for row in cells(content, 1))


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_an_empty_list_can_be_written(kind: str) -> None:
    table = Table((Column(), Column()), ((HeadCell("TT"), HeadCell("Họ và tên")),), ())
    paper = Paper("Trống", date(2026, 6, 1), (Sheet((table, Para("Không có ai."))),))
    assert len(render(paper, kind)) > 500  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_rows_with_odd_content_can_be_written(kind: str) -> None:
    rows = (Row(("", "x" * 40_000)), Row((1, "\x00\x0b")), Row(("Nhóm",), is_bold=True, spans=True), Row(("a\nb", "")))
    table = Table((Column(), Column()), ((HeadCell(""), HeadCell("Họ và tên")),), rows, numbered_columns=True)
    paper = Paper("Lạ", date(2026, 6, 1), (Sheet((table,)),))
    assert len(render(paper, kind)) > 500  # type: ignore[arg-type]


def test_ballots_in_word_bear_no_number_and_stand_as_many_on_a_page_as_on_paper() -> None:
    content = docx.write(case_facts.all_papers()["ballot"])
    assert part(content, "word/document.xml").count("<w:pageBreakBefore/>") == 6
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        heads = [package.read(name).decode() for name in package.namelist() if "header" in name]
    assert not any("PAGE" in head for head in heads)


def test_excel_rows_are_as_tall_as_their_text() -> None:
    sheet = part(xlsx.write(case_facts.all_papers()["member_list"]), "xl/worksheets/sheet1.xml")
    heights = [float(height) for height in re.findall(r'<row r="\d+"[^>]* ht="([\d.]+)"', sheet)]
    assert len(heights) > 32
    assert min(heights) < 20
    assert max(heights) > 30


def test_a_new_page_after_a_table_leaves_no_empty_page_in_word() -> None:
    import docx as python_docx

    table = Table((Column(),), ((HeadCell("Họ và tên"),),), (Row(("Nguyễn Văn An",)),))
    paper = Paper("Thử", date(2026, 6, 1), (Sheet((table, PageBreak(), Para("Phần II"))),))
    paragraphs = python_docx.Document(io.BytesIO(docx.write(paper))).paragraphs
    assert [one.paragraph_format.page_break_before for one in paragraphs if not one.text] == [True]


def test_names_of_two_signers_stand_on_one_line_in_word_whatever_stands_above() -> None:
    import docx as python_docx

    signs = Signatures(Signer("TỔ TRƯỞNG\nTỔ KIỂM PHIẾU", name="An"), left=Signer("THƯ KÝ", name="Bình"))
    paper = Paper("Thử", date(2026, 6, 1), (Sheet((Para("Xong."), signs)),))
    cells = python_docx.Document(io.BytesIO(docx.write(paper))).tables[-1].rows[0].cells
    depths = []
    for cell in cells:
        name = cell.paragraphs[-1].paragraph_format.space_before
        above = sum((1 + one.text.count("\n")) * one.paragraph_format.line_spacing for one in cell.paragraphs[:-1])
        depths.append(above + name)
    assert depths[0] == depths[1]


def test_number_and_date_stand_on_one_line_in_word_however_long_the_names_are() -> None:
    import docx as python_docx

    for length in (1, 5, 9):
        words = "dài " * length
        head = Header("H1", f"Đảng bộ {words}", f"Chi bộ {words}", "05-NQ/CB", "Mẫu, ngày 05 tháng 3 năm 2026")
        paper = Paper("Thử", date(2026, 6, 1), (Sheet((head, Para("Xong."))),))
        left, right = python_docx.Document(io.BytesIO(docx.write(paper))).tables[0].rows[0].cells
        *names, number = left.paragraphs
        lines = [one.paragraph_format.line_spacing.pt * (1 + (len(one.text) > 27)) for one in names]
        title, day = right.paragraphs
        above = title.paragraph_format.line_spacing.pt + day.paragraph_format.space_before.pt
        assert number.text == "Số 05-NQ/CB"
        assert above == sum(lines)
