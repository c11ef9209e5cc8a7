from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chibo_app.basics.errors import CannotOpen
from chibo_app.exchange import workbook, workbook_guard
from support import workbooks
from support.workbooks import Formula

LINES: list[workbooks.Line] = [["Họ và tên", "Sinh"], ["Lê Thị Tám", date(1960, 5, 19)], [], ["Võ Út", 1965]]
FAR = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'


def test_values_keep_their_kinds_and_their_rows(tmp_path: Path) -> None:
    (sheet,) = workbook.read(workbooks.write(tmp_path / "a.xlsx", LINES))
    assert sheet.rows[1] == ["Lê Thị Tám", date(1960, 5, 19)]
    assert list(sheet.rows[2]) == ["", ""]
    assert sheet.rows[3] == ["Võ Út", 1965.0]


def test_formulas_give_their_stored_value_and_nothing_when_there_is_none(tmp_path: Path) -> None:
    line = [Formula("=1+1", 2), Formula('="Lê "&"Tám"', "Lê Tám"), Formula("=NOW()"), "=1+1"]
    (sheet,) = workbook.read(workbooks.write(tmp_path / "a.xlsx", [line]))
    assert list(sheet.rows[0]) == [2.0, "Lê Tám", "", "=1+1"]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_older_excel_and_libreoffice_files_say_the_same(tmp_path: Path, kind: str) -> None:
    source = workbooks.write(tmp_path / "a.xlsx", LINES)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (sheet,) = workbook.read(tmp_path / f"a.{kind}")
    assert sheet.rows[1] == ["Lê Thị Tám", date(1960, 5, 19)]
    assert sheet.rows[3] == ["Võ Út", 1965.0]


def damaged_workbook(folder: Path) -> bytes:
    return workbooks.write(folder / "w.xlsx", LINES).read_bytes()[:-400]


def flipped_workbook(folder: Path) -> bytes:
    content = bytearray(workbooks.write(folder / "w.xlsx", LINES).read_bytes())
    content[len(content) // 3] ^= 0xFF
    return bytes(content)


REFUSED: dict[str, Callable[[Path], bytes]] = {
    "empty": lambda _folder: b"",
    "text": lambda _folder: "Họ và tên;Ngày sinh".encode(),
    "a web page called xls": lambda _folder: b"<html><table><tr><td>x</td></tr></table></html>",
    "pdf": lambda _folder: b"%PDF-1.7",
    "word": lambda _folder: workbooks.zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b""}),
    "binary excel": lambda _folder: workbooks.zipped({"xl/workbook.bin": b"x", "[Content_Types].xml": b""}),
    "cut": damaged_workbook,
    "one byte changed": flipped_workbook,
    "only the beginning of a zip": lambda _folder: b"PK\x03\x04",
    "old excel cut": lambda _folder: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600),
    "nonsense inside": lambda _folder: workbooks.zipped({"xl/workbook.xml": b"<nothing", "[Content_Types].xml": b"<"}),
    "no rows": lambda folder: workbooks.write(folder / "w.xlsx", []).read_bytes(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_readable_workbook_is_refused_in_vietnamese(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(REFUSED[name](tmp_path))
    with pytest.raises(CannotOpen, match=r"[ạảấầậểệịọốồộớờợụủứừựđĐ].*\."):
        workbook.read(path)


def test_a_locked_workbook_is_told_apart() -> None:
    content = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(CannotOpen, match="mật khẩu"):
        workbook_guard.check(content)
    ods = {"mimetype": b"", "content.xml": b"", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    with pytest.raises(CannotOpen, match="mật khẩu"):
        workbook_guard.check(workbooks.zipped(ods))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="Không đọc được tệp"):
        workbook.read(tmp_path / "không có.xlsx")


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * 201_000_000},
        {"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": FAR},
        {"xl/workbook.xml": b"", "xl/hidden.XML": FAR},
        {"xl/workbook.xml": b""} | {f"xl/media/{number}": b"" for number in range(6000)},
        {
            "mimetype": b"",
            "content.xml": b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
            b'table:number-columns-repeated="16000" office:value-type="string"/></table:table-row>',
        },
    ],
    ids=["swells", "far corner", "far corner elsewhere", "many parts", "repeated cells"],
)
def test_bombs_are_refused_before_they_are_unpacked(parts: dict[str, bytes]) -> None:
    with pytest.raises(CannotOpen, match="quá lớn"):
        workbook_guard.check(workbooks.zipped(parts))


def test_a_file_beyond_all_measure_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(workbook_guard.LARGEST_FILE + 1)
    with pytest.raises(CannotOpen, match="quá lớn"):
        workbook.read(path)


def test_more_than_a_hundred_thousand_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(CannotOpen, match="hơn 3 dòng"):
        workbook.read(workbooks.write(tmp_path / "a.xlsx", [["x"]] * 4))
