"""Workbooks as offices send them, with invented people: careful lists, rough lists, registers of exits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Line = Sequence[Any]

CAREFUL = (
    "STT", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Tôn giáo", "Quê quán", "Số định danh cá nhân",
    "Số thẻ đảng viên", "Số lý lịch", "Ngày vào Đảng", "Ngày chính thức", "Chức vụ Đảng", "Điện thoại",
)  # fmt: skip
REGISTER = ("STT", "Chi bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức",
            "Chính thức/Dự bị", "Hình thức ra Đảng", "Lý do", "Ngày nghị quyết chi bộ", "Số quyết định",
            "Ngày quyết định", "Cơ quan quyết định", "Ngày công bố")  # fmt: skip


@dataclass(frozen=True)
class Formula:
    """A formula cell with the value Excel stored for it; an empty value means none was stored."""

    text: str
    stored: Any = ""


def write(path: Path, lines: Iterable[Line], prepare: Callable[[Worksheet, Workbook], None] | None = None) -> Path:
    """Write lines from the first row on; dates become true dates, text stays text."""
    with Workbook(path, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Danh sách")
        if prepare:
            prepare(sheet, book)
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                _cell(sheet, row, column, value)
    return path


def _cell(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, None, value.stored)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def citizen_id(number: int, year: int, *, female: bool = False) -> str:
    """Return an invented number whose parts fit the person."""
    return f"0{(68, 1, 79)[number % 3]:02d}{2 * (year // 100 - 19) + female}{year % 100:02d}{number:06d}"


def careful_line(
    number: int, name: str, changes: Mapping[str, Any] | None = None, *, female: bool = False
) -> list[Any]:
    """Return one line of a careful list; `changes` go by caption."""
    born = date(1950 + number % 40, number % 12 + 1, number % 27 + 1)
    admitted = date(born.year + 25, 2, 3)
    line = dict.fromkeys(CAREFUL, "") | {
        "STT": number, "Họ và tên": name, "Giới tính": "Nữ" if female else "Nam", "Ngày sinh": born,
        "Dân tộc": "Kinh", "Tôn giáo": "Không", "Quê quán": "xã Mẫu, Lâm Đồng",
        "Số định danh cá nhân": citizen_id(number, born.year, female=female), "Số lý lịch": f"{number:06d} LĐ",
        "Ngày vào Đảng": admitted, "Ngày chính thức": admitted.replace(year=admitted.year + 1),
        "Điện thoại": f"09{number:08d}",
    }  # fmt: skip
    return list((line | dict(changes or {})).values())


def careful(path: Path, lines: Iterable[Line], captions: Sequence[str] = CAREFUL) -> Path:
    """Write a list of one header row under two title lines."""
    return write(path, [["DANH SÁCH ĐẢNG VIÊN CHI BỘ THỬ"], ["Tính đến ngày 01/10/2026"], [], captions, *lines])


def rough(path: Path, lines: Iterable[Line], typed: Callable[[str], str] = str) -> Path:
    """Write a list as many offices do: titles, merged captions in two rows, birth dates under Nam and Nữ, a sum, a
    signature. `typed` may turn every text into an old font."""
    above = [["ĐẢNG BỘ XÃ THỬ"], ["CHI BỘ ẤP 7"], ["DANH SÁCH ĐẢNG VIÊN"], []]
    first = ["TT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Dân tộc", "Trình độ", "", "Ngày vào Đảng", "Ngày CT",
             "Số CCCD", "Số ĐT", "Ghi chú"]  # fmt: skip
    second = ["", "", "Nam", "Nữ", "", "VH", "LLCT"]
    body = list(lines)
    below = [[], ["", f"Tổng số: {len(body)} đồng chí"], [], [*[""] * 7, "T/M CHI BỘ"], [*[""] * 7, "BÍ THƯ"],
             [], [*[""] * 7, "Nguyễn Văn Ký"]]  # fmt: skip
    everything = [[typed(cell) if isinstance(cell, str) else cell for cell in line]
                  for line in [*above, first, second, *body, *below]]  # fmt: skip
    return write(path, everything, lambda sheet, _book: _merge_captions(sheet, everything))


def _merge_captions(sheet: Worksheet, everything: Sequence[Line]) -> None:
    for row in range(3):
        sheet.merge_range(row, 0, row, 11, everything[row][0])
    for column in (0, 1, 4, 7, 8, 9, 10, 11):
        sheet.merge_range(4, column, 5, column, everything[4][column])
    sheet.merge_range(4, 2, 4, 3, everything[4][2])
    sheet.merge_range(4, 5, 4, 6, everything[4][5])


def rough_line(number: int | str, name: str, born: Any, *, female: bool = False, **changes: Any) -> list[Any]:
    """Return one line of a rough list; `changes`: people, admitted, official, citizen, phone, note, ordinal."""
    facts: dict[str, Any] = {
        "ordinal": number, "people": "Kinh", "admitted": "3/2/2005", "official": "3/2/2006", "citizen": "",
        "phone": "", "note": "",
    } | changes  # fmt: skip
    return [
        facts["ordinal"], name, "" if female else born, born if female else "", facts["people"], "12/12", "Sơ cấp",
        facts["admitted"], facts["official"], facts["citizen"], facts["phone"], facts["note"],
    ]  # fmt: skip


def register(path: Path, lines: Iterable[Line], captions: Sequence[str] = REGISTER) -> Path:
    """Write a register of exits under a title line."""
    return write(path, [["SỔ ĐẢNG VIÊN RA KHỎI ĐẢNG (SỐ LIỆU THỬ)"], [], captions, *lines])


def exit_line(number: int, name: str, kind: str, reason: str, **changes: Any) -> list[Any]:
    """Return one line of a register; `changes` go by caption."""
    probationary = changes.get("Chính thức/Dự bị") == "Dự bị"
    admitted = date(2021, 5, 19) if probationary else date(2000, 5, 19)
    line = dict.fromkeys(REGISTER, "") | {
        "STT": number, "Chi bộ": f"Chi bộ {number % 3 + 1}", "Họ và tên": name,
        "Ngày sinh": date(1960 + number % 30, 1 + number % 12, 1 + number % 28), "Giới tính": "Nam",
        "Ngày vào Đảng": admitted, "Ngày chính thức": "" if probationary else date(2001, 5, 19),
        "Chính thức/Dự bị": "Chính thức", "Hình thức ra Đảng": kind, "Lý do": reason,
        "Ngày nghị quyết chi bộ": date(2022, 3, 1), "Số quyết định": f"{number:02d}-QĐ/ĐU",
        "Ngày quyết định": date(2022, 4, 1), "Cơ quan quyết định": "Đảng ủy phường Thử",
        "Ngày công bố": date(2022, 4, 15),
    }  # fmt: skip
    return list((line | changes).values())


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return the bytes of a ZIP of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
