from __future__ import annotations

import io
import os
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chibo_app.basics.errors import UserError
from chibo_app.documents import ballots, docx, letters, member_roll, members, pdf, pledges
from chibo_app.documents import layout as layouts
from chibo_app.documents.blocks import Addressee, Block, Paper, Para, Run, Sheet, Signatures, Signer
from chibo_app.documents.docx_text import SQUARE
from support import case_facts, measured, register_facts
from support.paper_facts import ODD_NAME

NAMES = sorted(case_facts.all_papers())
GOLDEN = Path(__file__).parents[1] / "golden" / "documents"
ALL_LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
] + ["đ", "Đ"]


# pdfium reads a head of two rows line by line; cards turn pages by count, the roll has facing pages
ROLL = member_roll.build_roll(register_facts.roll(8))
ON_ONE_PAGE = {
    "ballot": ballots.build(case_facts.ballot(count=1)),
    "member_roll": replace(ROLL, sheets=ROLL.workbook),
    "member_list": members.build_list(case_facts.member_list(columns=("number", "name", "hometown", "note"))),
}


def one_page(*blocks: Block, on: date = date(2026, 6, 1)) -> bytes:
    return pdf.write(Paper("Thử", on, (Sheet(blocks),)))


def docx_words(content: bytes) -> str:
    """All text of a Word file in its order: paragraphs and table cells, merged cells once."""
    import docx as python_docx
    from docx.oxml.ns import qn

    body = python_docx.Document(io.BytesIO(content)).element.body
    shown = {qn("w:t"), qn("w:tab"), qn("w:br")}
    parts = ["\n" if one.tag == qn("w:p") else (one.text or " ") for one in body.iter(qn("w:p"), *shown)]
    return " ".join("".join(parts).replace(letters.NO_BREAK, " ").replace(SQUARE, " ").split())


@pytest.mark.parametrize("name", NAMES)
def test_word_and_pdf_say_the_same_in_the_same_order(name: str) -> None:
    paper = ON_ONE_PAGE.get(name) or case_facts.all_papers()[name]
    assert squeezed(docx_words(docx.write(paper))) == squeezed(once(paper))


def once(paper: Paper) -> str:
    """The words of the PDF set on endless pages, so that no head is repeated and no page is numbered."""
    layout = layouts.on(paper.on)
    side = "width" if paper.sheets[0].is_landscape else "height"
    return measured.words(pdf.write(paper, replace(layout, page=replace(layout.page, **{side: 14_000}))))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in ("member_roll", "recovery_sheet", "pledge_summary")]
)
def test_a_name_with_signs_of_markup_prints_as_typed_everywhere(name: str) -> None:
    paper = case_facts.all_papers()[name]
    if name == "pledge":
        paper = pledges.build(case_facts.pledge(3))
    assert squeezed(ODD_NAME) in squeezed(measured.words(pdf.write(paper)))
    assert ODD_NAME in docx_words(docx.write(paper))


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_text_of_each_document(name: str) -> None:
    """The text line by line as it stands on the pages; `CHIBO_GOLDEN=1` writes the files anew."""
    pages = measured.pages(pdf.write(case_facts.all_papers()[name]))
    shown = "\n".join(f"--- {number}\n{page_text(page)}" for number, page in enumerate(pages, 1)) + "\n"
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("CHIBO_GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def page_text(page: measured.Page) -> str:
    inked = [one for one in page.letters if one.text not in "\r\n"]
    inked.sort(key=lambda one: (round(one.baseline, 1), one.left))
    lines = groupby(inked, key=lambda one: round(one.baseline, 1))
    return "\n".join(" ".join(spaced(list(line)).split()) for _base, line in lines)


def spaced(line: list[measured.Letter]) -> str:
    text = ""
    for before, one in pairwise([line[0], *line]):
        text += ("  " if one.left - before.right > 2 else "") + one.text
    return text


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.sampled_from([*ALL_LETTERS, *"abcxyzABCXYZ0123456789 .,;:()-/<>&'\"%–…“”"]), min_size=1, max_size=400)
)
def test_text_read_back_from_the_pdf_equals_what_was_typed(text: str) -> None:
    assert squeezed(measured.words(one_page(Para(text)))) == squeezed(text)


def test_decomposed_input_is_printed_composed() -> None:
    typed = "Nguyễn Thị Hường – Đặng Thuỳ Ước"
    assert measured.words(one_page(Para(unicodedata.normalize("NFD", typed)))) == typed


@pytest.mark.parametrize("style", [{}, {"bold": True}, {"italic": True}, {"bold": True, "italic": True}])
def test_every_vietnamese_letter_is_in_every_face(style: dict[str, bool]) -> None:
    assert len(set(ALL_LETTERS)) == 146
    text = " ".join(ALL_LETTERS)
    assert measured.words(one_page(Para((Run(text, **style),)))) == text


def test_a_letter_no_face_has_is_refused_with_a_sentence_and_never_drawn_as_a_box() -> None:
    with pytest.raises(UserError) as refusal:
        one_page(Para("Xin chào \U0001f600"))
    assert "1F600" in refusal.value.what
    assert refusal.value.safe
    assert refusal.value.next_step


@pytest.mark.parametrize("write", [pdf.write, docx.write])
def test_control_and_invisible_characters_are_cleaned(write: Callable[[Paper], bytes]) -> None:
    paper = Paper(
        "Thử\x07", date(2026, 6, 1), (Sheet((Para("Đồng\x0b chí\x00 A\u200b\u00ad\ufeff\u2011B\tC\x1f"),)),), "X\x01"
    )
    read = measured.words if write is pdf.write else docx_words
    assert read(write(paper)) == "Đồng chí A-B C"


def test_unbreakable_spaces_keep_words_on_one_line() -> None:
    filler = "từ " * 12
    for extra in range(12):
        (page,) = measured.pages(one_page(Para(filler + "a" * extra + " " + letters.tied("ngày 05 tháng 3 năm 2026"))))
        date_letters = page.find("ngày 05 tháng 3 năm 2026")
        assert len({one.baseline for one in date_letters}) == 1


def test_only_our_faces_are_in_the_file(tmp_path: Path) -> None:
    for name, paper in case_facts.all_papers().items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(pdf.write(paper))
        listed = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert listed
        assert all("LiberationSerif" in line and " yes yes yes " in line for line in listed), listed


def test_the_file_carries_title_author_and_language(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf.write(case_facts.all_papers()["minutes"]))
    shown = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert "Biên bản họp chi bộ thường kỳ tháng 3 năm 2026" in shown
    assert "Chi bộ Tổ dân phố 5" in shown
    assert b"/Lang (vi-VN)" in file.read_bytes()


def test_the_editions_end_the_recipients_and_name_the_receiver_in_their_own_way() -> None:
    for on, end, caption in ((date(2026, 5, 26), ",", "Kính gửi:"), (date(2026, 5, 27), ";", "Kính trình:")):
        sign = Signatures(Signer("T/M CHI BỘ", "Bí thư"), recipients=("Đảng ủy phường Mẫu", "Lưu Chi bộ"))
        blocks = (Addressee(("Đảng ủy phường Mẫu",), is_submission=True), Para("Nội dung."), sign)
        text = measured.words(one_page(*blocks, on=on))
        assert f"- Đảng ủy phường Mẫu{end} - Lưu Chi bộ." in text
        assert f"{caption} Đảng ủy phường Mẫu" in text
        assert docx_words(docx.write(Paper("Thử", on, (Sheet(blocks),)))).count(caption) == 1
