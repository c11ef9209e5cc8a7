"""Every type of document written in the program, measured on the page and compared with its Word file."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

import pytest

from chibo_app.documents import pdf, written
from chibo_app.documents.blocks import Paper
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.written_papers import TypeHabits, WrittenFacts
from chibo_app.rules import rulebook, written_text
from chibo_app.rules.kinds import DocumentType
from chibo_app.rules.written_text import Piece, Stretch
from support import measured, paper_words
from support.measured import Page

TITLES = {
    DocumentType.NQ: "NGHỊ QUYẾT", DocumentType.QD: "QUYẾT ĐỊNH", DocumentType.KL: "KẾT LUẬN",
    DocumentType.QC: "QUY CHẾ", DocumentType.TB: "THÔNG BÁO", DocumentType.BC: "BÁO CÁO", DocumentType.KH: "KẾ HOẠCH",
    DocumentType.CTR: "CHƯƠNG TRÌNH", DocumentType.DA: "ĐỀ ÁN", DocumentType.TTR: "TỜ TRÌNH", DocumentType.CV: "",
    DocumentType.BB: "BIÊN BẢN", DocumentType.GM: "GIẤY MỜI",
}  # fmt: skip
TITLED = [kind for kind, title in TITLES.items() if title]
SIGNED = [kind for kind in TITLES if kind is not DocumentType.BB]
LEFT, RIGHT = 30 + 77 / 2, 30 + 77 + 88 / 2  # the middles of the two columns of the head, in mm
PIECES = (
    Piece("heading", (Stretch("I. TÌNH HÌNH"),)),
    Piece(
        "para", (Stretch("Thực hiện "), Stretch("nghị quyết", is_bold=True), Stretch(" của Đảng ủy", is_italic=True))
    ),
    *(Piece("number", (Stretch(f"việc thứ {place}"),)) for place in range(1, 4)),
    Piece("item", (Stretch("ý một < hai & ba >"),)),
    Piece("item", (Stretch("ý sâu hơn"),), level=1),
    Piece("table", rows=(("TT", "Nhiệm vụ", "Kết quả"), ("1", "Thu đảng phí", "đủ"), ("2", "Vệ sinh ngõ", ""))),
    Piece("number", (Stretch("đếm lại từ đầu"),)),
    Piece("para", (Stretch("Chi bộ giao chi ủy tổ chức thực hiện và báo cáo kết quả vào kỳ sinh hoạt sau."),)),
)


def facts(kind: DocumentType, on: date = date(2026, 2, 5), pieces: tuple[Piece, ...] = PIECES, **more: object) -> Paper:
    head = Letterhead(
        "Đảng bộ phường Mẫu", "Chi bộ Tổ dân phố 5", "Hà Nội", on, signer_post="BÍ THƯ", signer_name="Phạm Thị Hòa"
    )
    known = {"symbol": f"05-{kind.value}/CB", "addressees": (), "recipients": ()} | more
    row = rulebook.load().row("document_types", kind, on)
    habits = TypeHabits(**{one.name: row[one.name] for one in fields(TypeHabits)})
    return written.build(WrittenFacts(
        head, habits, "lãnh đạo thực hiện nhiệm vụ tháng 3", pieces, str(known["symbol"]), known["addressees"],  # type: ignore[arg-type]
        known["recipients"], "",  # type: ignore[arg-type]
    ))  # fmt: skip


def pages(made: Paper) -> list[Page]:
    return measured.pages(pdf.write(made))


def centre(page: Page, words: str) -> float:
    letters = page.find(words)
    return (letters[0].left + letters[-1].right) / 2


def test_every_type_a_cell_may_write_is_measured() -> None:
    assert set(TITLES) == set(DocumentType)


@pytest.mark.parametrize("kind", TITLES)
def test_number_and_date_stand_on_one_line_each_in_its_column(kind: DocumentType) -> None:
    page = pages(facts(kind))[0]
    number, day = f"Số 05-{kind.value}/CB", "Hà Nội, ngày 05 tháng 02 năm 2026"
    assert page.find(number)[0].baseline == pytest.approx(page.find(day)[0].baseline, abs=0.05)
    assert page.find(number)[0].baseline == pytest.approx(40.5, abs=1.0)
    assert centre(page, number) == pytest.approx(LEFT, abs=0.5)
    assert centre(page, day) == pytest.approx(RIGHT, abs=0.5)
    assert {letter.font for letter in page.find(day)} == {"LiberationSerif-Italic"}


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"), (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"), (date(2026, 9, 30), "ngày 30 tháng 9 năm 2026"),
        (date(2026, 10, 1), "ngày 01 tháng 10 năm 2026"),
    ],
)  # fmt: skip
def test_day_and_only_the_first_two_months_are_padded(on: date, words: str) -> None:
    assert pages(facts(DocumentType.NQ, on))[0].find(f"Hà Nội, {words}")


@pytest.mark.parametrize("kind", SIGNED)
def test_a_document_without_a_number_leaves_fifteen_millimetres_to_write_it(kind: DocumentType) -> None:
    page = pages(facts(kind, symbol=""))[0]
    symbol = page.find(f"-{kind.value}/CB")
    head = [one for one in page.find("Số") if one.baseline == pytest.approx(symbol[0].baseline, abs=0.05)]
    assert 12 <= symbol[0].left - head[-1].right <= 20


@pytest.mark.parametrize("kind", TITLED)
def test_title_subject_and_hyphens_stand_in_the_middle(kind: DocumentType) -> None:
    page = pages(facts(kind))[0]
    for words, size, font in (
        (TITLES[kind], 16, "LiberationSerif-Bold"), ("lãnh đạo thực hiện nhiệm vụ tháng 3", 14, "LiberationSerif-Bold"),
        ("-----", 14, "LiberationSerif"),
    ):  # fmt: skip
        letters = page.find(words)
        assert centre(page, words) == pytest.approx(112.5, abs=0.5)
        assert {(round(one.size, 2), one.font) for one in letters} == {(size, font)}
    assert page.find(TITLES[kind])[0].baseline < page.find("-----")[0].baseline < page.find("I. TÌNH HÌNH")[0].baseline


def test_a_letter_has_its_subject_under_the_number_and_no_title() -> None:
    page = pages(facts(DocumentType.CV, addressees=("Đảng ủy phường Mẫu",)))[0]
    about = page.find("về việc lãnh đạo thực hiện")
    assert {(round(one.size, 2), one.font) for one in about} == {(12, "LiberationSerif-Italic")}
    assert about[0].baseline > page.find("Số 05-CV/CB")[0].baseline
    assert "-----" not in page.text
    assert page.find("Kính gửi")
    assert "Kính trình" not in page.text


@pytest.mark.parametrize(("on", "caption"), [(date(2026, 5, 26), "Kính gửi"), (date(2026, 6, 5), "Kính trình")])
def test_a_submission_is_laid_before_the_committee(on: date, caption: str) -> None:
    page = pages(facts(DocumentType.TTR, on))[0]
    line = page.find(caption)
    assert page.find("-----")[0].baseline < line[0].baseline < page.find("I. TÌNH HÌNH")[0].baseline
    shown = " ".join(page.text.split())
    assert f"{caption}: Đảng ủy phường Mẫu" in shown
    assert shown.count("Kính") == 1
    assert "- Như trên" in shown


@pytest.mark.parametrize("kind", SIGNED)
def test_recipients_stand_left_and_the_signature_right(kind: DocumentType) -> None:
    page = pages(facts(kind, recipients=("Đảng ủy phường Mẫu (để báo cáo)", "Lưu Chi bộ")))[-1]
    sign, post, name = (page.find(words)[0] for words in ("T/M CHI BỘ", "BÍ THƯ", "Phạm Thị Hòa"))
    assert sign.baseline < post.baseline < name.baseline - 15
    assert centre(page, "T/M CHI BỘ") == pytest.approx(centre(page, "Phạm Thị Hòa"), abs=0.6)
    assert centre(page, "T/M CHI BỘ") > 112.5
    caption = page.find("Nơi nhận:")
    assert caption[0].left == pytest.approx(30, abs=0.5)
    assert caption[0].baseline == pytest.approx(sign.baseline, abs=1.5)
    assert {round(one.size, 2) for one in page.find("- Lưu Chi bộ.")} == {12}


def test_minutes_written_freely_have_two_signatures_and_no_date_line() -> None:
    page = pages(facts(DocumentType.BB, symbol=""))[-1]
    assert "Hà Nội, ngày" not in page.text
    assert "Số " not in page.text
    assert page.find("NGƯỜI GHI BIÊN BẢN")[0].left < 112.5 < page.find("CHỦ TRÌ")[0].left


@pytest.mark.parametrize("kind", TITLES)
@pytest.mark.parametrize("symbol", ["", "given"])
def test_word_says_the_same_in_the_same_order(kind: DocumentType, symbol: str) -> None:
    made = facts(kind, symbol=symbol and f"05-{kind.value}/CB")
    body = "I.TÌNHHÌNH" + "".join(written_text.plain_words(PIECES[1:2]).split())
    in_pdf, in_docx = paper_words.squeezed(paper_words.of_pdf(made)), paper_words.squeezed(paper_words.of_docx(made))
    assert body in in_pdf
    assert body in in_docx
    start, end = in_pdf.index("I.TÌNHHÌNH"), in_pdf.index("sinhhoạtsau.")
    assert in_docx[in_docx.index("I.TÌNHHÌNH") : in_docx.index("sinhhoạtsau.")] == in_pdf[start:end]
    assert sorted(in_docx) == sorted(in_pdf)


# a resolution of twenty pages

ROWS = 60


def long_pieces() -> tuple[Piece, ...]:
    found: list[Piece] = []
    for part in range(1, 7):
        found.append(Piece("heading", (Stretch(f"{part}. PHẦN THỨ {part}"),)))
        found += [
            Piece("para", (Stretch(f"Đoạn {part}.{place}: " + "chi bộ thống nhất tổ chức thực hiện nhiệm vụ " * 9),))
            for place in range(6)
        ]
        rows = [(str(row), f"Nhiệm vụ {part}-{row} " + "cần làm rõ " * (row % 9), "đạt") for row in range(1, ROWS + 1)]
        found.append(Piece("table", rows=(("TT", "Nhiệm vụ đề ra", "Kết quả đạt được"), *rows)))
    return (*found, Piece("para", (Stretch("Nghị quyết được phổ biến đến toàn thể đảng viên. " * 3),)))


@pytest.fixture(scope="module")
def long_resolution() -> Paper:
    return facts(DocumentType.NQ, pieces=long_pieces())


def test_a_resolution_of_twenty_pages_breaks_well(long_resolution: Paper) -> None:
    found = pages(long_resolution)
    assert len(found) >= 20
    for number, page in enumerate(found):
        lines = ["".join(letter.text for letter in line).replace(" ", "") for line in page.lines()]
        body = [line for line in lines if line and not line.isdigit()]
        assert not re.match(r"\d\.PHẦNTHỨ", body[-1]), number  # a heading is never left behind
        if any(re.match(r"Nhiệmvụ\d-\d+|\d+Nhiệmvụ\d", line) for line in body):
            assert "Kết quả đạt được" in " ".join(page.text.split()), number  # the head is repeated
        ink = [one for one in page.letters if one.text.strip()]
        assert max(one.bottom for one in ink) <= 297 - 20 + 0.5
        assert max(one.right for one in ink) <= 195.5
    last = found[-1]
    above = [line for line in last.lines() if 19 < line[0].baseline < last.find("T/M CHI BỘ")[0].baseline - 1]
    assert len(above) >= 2


def test_no_row_of_a_long_resolution_is_lost_or_moved(long_resolution: Paper) -> None:
    wanted = [f"{part}-{row}" for part in range(1, 7) for row in range(1, ROWS + 1)]
    shown = " ".join(page.text for page in pages(long_resolution))
    assert re.findall(r"Nhiệm vụ\s+(\d-\d+)", shown) == wanted
    assert re.findall(r"Nhiệm vụ\s+(\d-\d+)", paper_words.of_docx(long_resolution)) == wanted
