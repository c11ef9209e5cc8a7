"""Lists in, refusals out, packages out and proved, all by commands."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pyrage
import pytest

from support.books import make_book
from support.shell import Shell

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức")
EXITS = (
    "STT", "Chi bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức", "Chính thức/Dự bị",
    "Hình thức ra Đảng", "Lý do", "Ngày nghị quyết chi bộ", "Số quyết định", "Ngày quyết định", "Cơ quan quyết định",
    "Ngày công bố",
)  # fmt: skip


def workbook(path: Path, rows: list[tuple[Any, ...]]) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    store, _cell_id = make_book(tmp_path)
    store.close()
    return tmp_path / "so.chibo"


@pytest.fixture
def members(tmp_path: Path) -> Path:
    return workbook(tmp_path / "danh-sach.xlsx", [
        HEADER,
        (1, "Nguyễn Văn Đức", date(1965, 2, 3), "Nam", date(1990, 2, 3), date(1991, 2, 3)),
        (2, "Trần Thị Hoa", date(1970, 5, 1), "Nữ", date(1999, 5, 1), date(2000, 5, 1)),
        (3, "", date(1970, 5, 1), "Nữ", date(1999, 5, 1), date(2000, 5, 1)),
    ])  # fmt: skip


def test_a_list_is_tried_imported_and_imported_again(chibo: Shell, book: Path, members: Path) -> None:
    trial = chibo.json("members", "import", members, "--book", book, "--dry-run", code=1)
    assert (trial["read"], trial["new"], trial["refused"]) == (3, 2, 1)
    assert chibo.json("members", "list", "--book", book) == []
    rejects = members.with_name("tu-choi.xlsx")
    done = chibo.json("members", "import", members, "--book", book, "--rejects", rejects, code=1)
    assert done == trial
    assert rejects.exists()
    (problem,) = [found for found in done["problems"] if found["level"] == "error"]
    assert (problem["row"], set(problem)) == (4, {"row", "column", "level", "sentence"})
    again = chibo.json("members", "import", members, "--book", book, code=1)
    assert (again["new"], again["unchanged"], again["changed"]) == (0, 2, 0)
    assert len(chibo.json("members", "list", "--book", book)) == 2
    assert chibo.run("undo", book) == 0
    assert chibo.json("members", "list", "--book", book) == []


def test_a_register_of_exits_needs_leave_to_make_cells(chibo: Shell, book: Path, tmp_path: Path) -> None:
    day = date(2022, 5, 6)
    register = workbook(tmp_path / "so-ra.xlsx", [
        EXITS,
        (1, "Chi bộ 2", "Lê Văn An", date(1965, 2, 3), "Nam", date(1990, 2, 3), date(1991, 2, 3), "Chính thức",
         "Khai trừ", "Vi phạm", date(2022, 4, 1), "01-QĐ/ĐU", day, "Đảng ủy phường Mẫu", day),
        (2, "Chi bộ 3", "Đỗ Thị Bé", date(1999, 2, 3), "Nữ", date(2021, 9, 2), "", "Dự bị",
         "Xóa tên", "Đảng viên dự bị không đủ tư cách", date(2022, 4, 1), "02-QĐ/ĐU", day, "Đảng ủy phường Mẫu", day),
    ])  # fmt: skip
    assert chibo.run("exits", "import", register, "--book", book) == 2
    assert "Chi bộ 2" in chibo.err
    assert len(chibo.json("cells", "list", "--book", book)) == 1
    done = chibo.json("exits", "import", register, "--book", book, "--create-cells")
    assert (done["new"], done["refused"]) == (2, 0)
    found = chibo.json("statistics", "--book", book, "--from", "2022-01-01", "--to", "2022-12-31")
    assert (found["expelled"], found["removed"], found["removed_probationary"], found["closing"]) == (1, 1, 1, 0)
    assert found["opening"] == 2


def test_a_package_is_sealed_to_a_key_and_proved(chibo: Shell, book: Path, members: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    public, secret = book.with_name("nhan.txt"), book.with_name("mo.txt")
    public.write_text(f"# Đảng ủy phường Mẫu\n{identity.to_public()}\n", encoding="utf-8")
    secret.write_text(f"{identity}\n", encoding="utf-8")
    chibo.run("members", "import", members, "--book", book)
    package = book.with_name("goi.chibopkg")
    assert chibo.run("export", "--book", book, "-o", package) == 2
    assert chibo.run("export", "--book", book, "--to", public, "-o", package) == 0
    found = chibo.json("verify", package, "--identity", secret)
    assert (found["ok"], found["sequence"], found["counts"]["person"], found["problems"]) == (True, 1, 2, [])
    assert {"format", "cell", "signer"} <= set(found)
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    assert chibo.run("verify", package, "--identity", secret) == 1
    assert chibo.out.strip()


def test_a_package_is_sealed_to_a_passphrase(chibo: Shell, book: Path) -> None:
    secret = book.with_name("mk.txt")
    secret.write_text("mật khẩu của gói\n", encoding="utf-8")
    package = book.with_name("goi.chibopkg")
    assert chibo.run("export", "--book", book, "--package-passphrase-file", secret, "-o", package) == 0
    assert chibo.json("verify", package, "--package-passphrase-file", secret)["ok"]
    secret.write_text("khác", encoding="utf-8")
    assert chibo.run("verify", package, "--package-passphrase-file", secret) == 1


def test_refused_rows_never_take_the_place_of_the_list(chibo: Shell, book: Path, members: Path) -> None:
    before = members.read_bytes()
    assert chibo.run("members", "import", members, "--book", book, "--rejects", members) == 2
    assert members.read_bytes() == before
    assert chibo.json("members", "list", "--book", book) == []


def test_nothing_is_imported_when_the_refused_rows_cannot_be_written(
    chibo: Shell, book: Path, members: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = members.with_name("tu-choi.xlsx.part")  # where the file is prepared stands a folder
    taken.mkdir()
    assert chibo.run("members", "import", members, "--book", book, "--rejects", members.with_name("tu-choi.xlsx")) == 2
    assert chibo.json("members", "list", "--book", book) == []


def test_the_passphrase_of_a_package_is_the_same_however_its_letters_are_composed(chibo: Shell, book: Path) -> None:
    secret, package = book.with_name("mk.txt"), book.with_name("goi.chibopkg")
    secret.write_bytes(unicodedata.normalize("NFD", "mật khẩu của gói\r\n").encode())
    assert chibo.run("export", "--book", book, "--package-passphrase-file", secret, "-o", package) == 0
    secret.write_text("\ufeffmật khẩu của gói", encoding="utf-8")
    assert chibo.json("verify", package, "--package-passphrase-file", secret)["ok"]
    for weak in ("ngắn\n", "         \n"):
        secret.write_text(weak, encoding="utf-8")
        assert chibo.run("export", "--book", book, "--package-passphrase-file", secret, "-o", package) == 2


def test_a_mistyped_identity_and_a_long_period_are_told_as_such(chibo: Shell, book: Path) -> None:
    secret, package = book.with_name("mk.txt"), book.with_name("goi.chibopkg")
    secret.write_text("mật khẩu của gói", encoding="utf-8")
    export = ("export", "--book", book, "--package-passphrase-file", secret, "-o", package)
    assert chibo.run(*export, "--period", "x" * 61) == 2
    assert "60 ký tự" in chibo.err
    assert not package.exists()
    chibo.run(*export)
    secret.write_text("AGE-SECRET-KEY-1" + "Q" * 58, encoding="utf-8")
    assert chibo.run("verify", package, "--identity", secret, "--json") == 2
    assert not chibo.out
    assert "khóa mở của age" in chibo.err
