from __future__ import annotations

from datetime import date

import pytest

from chibo_app.documents import pdf
from chibo_app.documents.blocks import Header, Paper, Para, Sheet, Title
from support import measured
from support.measured import Page

EDITION_DAYS = [date(2026, 5, 26), date(2026, 5, 27)]
REGULAR, BOLD, ITALIC = "LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"


def page_of(on: date, header: Header | None = None) -> Page:
    head = header or Header(
        "H1", "Đảng bộ phường Mẫu", "Chi bộ Tổ dân phố 5", "05-NQ/CB", "Hà Nội, ngày 05 tháng 02 năm 2026"
    )
    title = Title("NGHỊ QUYẾT", "lãnh đạo thực hiện nhiệm vụ tháng 3 năm 2026")
    blocks = (head, title, Para("Ngày 05 tháng 3, chi bộ họp để bàn việc chung. " * 8))
    return measured.pages(pdf.write(Paper("Thử", on, (Sheet(blocks),))))[0]


@pytest.mark.parametrize("on", EDITION_DAYS)
@pytest.mark.parametrize(
    ("words", "font", "size"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", BOLD, 15),
        ("ĐẢNG BỘ PHƯỜNG MẪU", REGULAR, 14),
        ("CHI BỘ TỔ DÂN PHỐ 5", BOLD, 14),
        ("Số 05-NQ/CB", REGULAR, 14),
        ("Hà Nội, ngày 05 tháng 02 năm 2026", ITALIC, 14),
        ("NGHỊ QUYẾT", BOLD, 16),
        ("lãnh đạo thực hiện nhiệm vụ tháng 3 năm 2026", BOLD, 14),
        ("-----", REGULAR, 14),
        ("Ngày 05 tháng 3, chi bộ họp", REGULAR, 14),
    ],
)
def test_each_component_has_its_size_and_weight(on: date, words: str, font: str, size: float) -> None:
    letters = page_of(on).find(words)
    assert {letter.font for letter in letters} == {font}
    assert {round(letter.size, 2) for letter in letters} == {size}


@pytest.mark.parametrize("on", EDITION_DAYS)
def test_the_rule_below_the_title_is_exactly_as_long_as_the_title(on: date) -> None:
    page = page_of(on)
    title = page.find("ĐẢNG CỘNG SẢN VIỆT NAM")
    (rule,) = page.rules
    assert rule.left == pytest.approx(title[0].left, abs=0.35)  # a letter's ink begins a hair inside its width
    assert rule.right == pytest.approx(title[-1].right, abs=0.35)
    assert rule.length == pytest.approx(72.9, abs=0.1)
    assert 1 < rule.top - title[0].baseline < 2


@pytest.mark.parametrize("on", EDITION_DAYS)
def test_the_head_stands_where_the_position_diagram_says(on: date) -> None:
    page = page_of(on)
    assert page.find("ĐẢNG CỘNG SẢN")[0].baseline == pytest.approx(24.6, abs=0.4)
    assert page.find("ĐẢNG BỘ")[0].baseline == pytest.approx(24.6, abs=0.4)
    assert page.find("Số 05")[0].baseline == pytest.approx(page.find("Hà Nội")[0].baseline, abs=0.05)
    assert page.find("Số 05")[0].baseline == pytest.approx(40.5, abs=1.0)
    assert page.find("NGHỊ QUYẾT")[0].baseline == pytest.approx(54, abs=3)


def centre(page: Page, words: str) -> float:
    letters = page.find(words)
    return (letters[0].left + letters[-1].right) / 2


@pytest.mark.parametrize("on", EDITION_DAYS)
def test_both_columns_are_centred(on: date) -> None:
    page = page_of(on)
    left, right = 30 + 77 / 2, 30 + 77 + 88 / 2
    for words in ("ĐẢNG BỘ PHƯỜNG MẪU", "CHI BỘ TỔ DÂN PHỐ 5", "*", "Số 05-NQ/CB"):
        assert centre(page, words) == pytest.approx(left, abs=0.5)
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Hà Nội, ngày 05 tháng 02 năm 2026"):
        assert centre(page, words) == pytest.approx(right, abs=0.5)


def test_a_star_and_no_rule_stands_under_the_issuing_organ() -> None:
    page = page_of(EDITION_DAYS[1])
    star = page.find("*")[0]
    assert page.find("CHI BỘ TỔ")[0].baseline < star.baseline < page.find("Số 05")[0].baseline
    assert len(page.rules) == 1


def test_long_names_of_organisations_wrap_in_their_column() -> None:
    head = Header(
        "H1",
        "Đảng bộ Trường Trung học phổ thông chuyên Lê Quý Đôn",
        "Chi bộ Tổ Ngoại ngữ và Giáo dục quốc phòng",
        "05-NQ/CB",
        "Hà Nội, ngày 05 tháng 02 năm 2026",
    )
    page = page_of(EDITION_DAYS[1], head)
    organs = page.find("ĐẢNG BỘ TRƯỜNG TRUNG HỌC PHỔ THÔNG CHUYÊN LÊ QUÝ ĐÔN")
    assert len({round(letter.baseline, 1) for letter in organs}) == 3
    assert max(letter.right for letter in organs) < 107
    assert page.find("Số 05")[0].baseline == pytest.approx(page.find("Hà Nội")[0].baseline, abs=0.05)


def test_the_right_column_grows_for_a_long_place_line() -> None:
    head = Header("H1", "Đảng bộ phường Mẫu", "Chi bộ 5", "05-NQ/CB", "Phường Buôn Ma Thuột, ngày 22 tháng 11 năm 2026")
    page = page_of(EDITION_DAYS[1], head)
    line = page.find(head.place_date)
    assert len({round(letter.baseline, 1) for letter in line}) == 1
    assert line[0].left > page.find("Số 05")[-1].right
    assert line[-1].right <= 195.1
    assert {letter.size for letter in line} == {14}


def test_a_place_line_too_long_for_that_breaks_after_its_comma() -> None:
    head = Header(
        "H1", "Đảng bộ phường Mẫu", "Chi bộ 5", "05-NQ/CB", "Thành phố Hồ Chí Minh, ngày 22 tháng 11 năm 2026"
    )
    page = page_of(EDITION_DAYS[1], head)
    assert page.find("ngày 22")[0].baseline > page.find("Thành phố Hồ Chí Minh,")[0].baseline + 4


def test_minutes_have_neither_number_nor_date() -> None:
    page = page_of(EDITION_DAYS[1], Header("H2", "Đảng bộ phường Mẫu", "Chi bộ 5"))
    assert "Số" not in page.text.split("NGHỊ QUYẾT")[0]


def test_the_code_of_a_form_stands_at_the_top_right() -> None:
    page = page_of(EDITION_DAYS[1], Header("H2", "Đảng bộ phường Mẫu", "Chi bộ 5", code="Mẫu 7-HSĐV"))
    code = page.find("Mẫu 7-HSĐV")
    assert code[-1].right == pytest.approx(195, abs=0.6)
    assert code[0].baseline < page.find("ĐẢNG CỘNG SẢN")[0].top
