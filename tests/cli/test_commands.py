"""The commands, run inside this process for speed; `test_process.py` runs the real program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chibo_app.store import Key, Store
from support.books import CELL, add_member, make_book
from support.shell import Shell


@pytest.fixture
def book(tmp_path: Path) -> Path:
    store, cell_id = make_book(tmp_path)
    with store:
        store.write("", lambda s: add_member(s, cell_id, "Nguyễn Văn Đức", born="1965", citizen_id="001065000001"))
        store.write("", lambda s: add_member(s, cell_id, "Trần Thị Hoa", admitted="2022-05-01", official="2023-05-01"))
    return tmp_path / "so.chibo"


def test_a_new_book_opens_with_its_passphrase_only(chibo: Shell, tmp_path: Path) -> None:
    secret = tmp_path / "mk.txt"
    secret.write_text("một mật khẩu dài\n", encoding="utf-8")
    book, sheet = tmp_path / "moi.chibo", tmp_path / "to.pdf"
    code = chibo.run("new", book, "--cell", "Chi bộ Thôn 3", "--parent", "Đảng bộ xã Mẫu",
                     "--passphrase-file", secret, "--recovery-sheet", sheet)  # fmt: skip
    assert code == 0
    assert "mật khẩu dài" not in chibo.out + chibo.err
    assert sheet.read_bytes().startswith(b"%PDF")
    assert chibo.run("cells", "list", "--book", book) == 2
    assert "mật khẩu" in chibo.err
    rows = chibo.json("cells", "list", "--book", book, "--passphrase-file", secret)
    assert [(row["name"], row["parent"], row["members"]) for row in rows] == [("Chi bộ Thôn 3", "Đảng bộ xã Mẫu", 0)]
    secret.write_text("sai", encoding="utf-8")
    assert chibo.run("cells", "list", "--book", book, "--passphrase-file", secret) == 2


def test_no_book_is_left_when_its_recovery_sheet_cannot_be_written(
    chibo: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIBO_PASSPHRASE", "một mật khẩu dài")
    book, sheet = tmp_path / "moi.chibo", tmp_path / "khong-co" / "to.pdf"
    assert chibo.run("new", book, "--cell", "A", "--parent", "B", "--recovery-sheet", sheet) == 2
    assert str(sheet.parent) in chibo.err
    assert not book.exists()


def test_a_book_is_never_made_over_another(chibo: Shell, book: Path) -> None:
    before = book.read_bytes()
    assert chibo.run("new", book, "--cell", "A", "--parent", "B", "--plain") == 2
    assert book.read_bytes() == before


def test_members_are_listed_as_json_with_partial_dates(chibo: Shell, book: Path) -> None:
    rows = chibo.json("members", "list", "--book", book)
    assert [row["full_name"] for row in rows] == ["Nguyễn Văn Đức", "Trần Thị Hoa"]
    first = rows[0]
    assert {name: first[name] for name in ("birth_date", "gender", "citizen_id", "standing", "participation")} == {
        "birth_date": "1965", "gender": None, "citizen_id": "001065000001", "standing": "official",
        "participation": "active",
    }  # fmt: skip
    assert (first["admission_date"], first["official_date"]) == ("2000-02-03", "2001-02-03")


def test_members_are_found_and_listed_as_of_a_day(chibo: Shell, book: Path) -> None:
    assert [row["full_name"] for row in chibo.json("members", "list", "--book", book, "--find", "nvd")] == [
        "Nguyễn Văn Đức"
    ]
    early = chibo.json("members", "list", "--book", book, "--on", "31/12/2021")
    assert [row["full_name"] for row in early] == ["Nguyễn Văn Đức"]
    probation = chibo.json("members", "list", "--book", book, "--on", "2022-06-01", "--find", "hoa")
    assert [row["standing"] for row in probation] == ["probationary"]


def test_a_list_for_people_ends_with_its_numbers(chibo: Shell, book: Path) -> None:
    assert chibo.run("members", "list", "--book", book, "--on", "05/3/2026") == 0
    assert "Nguyễn Văn Đức" in chibo.out
    assert "Ngày 05/3/2026: 2 đảng viên, 2 chính thức, 0 dự bị, 0 nữ." in chibo.out


def test_statistics_balance(chibo: Shell, book: Path) -> None:
    found = chibo.json("statistics", "--book", book, "--from", "2022-01-01", "--to", "2022-12-31")
    assert (found["opening"], found["admitted"], found["closing"]) == (1, 1, 2)
    names = ("admitted", "readmitted", "restored", "resumed", "transferred_in")
    gone = ("died", "expelled", "removed", "withdrew", "annulled", "transferred_out")
    assert found["closing"] == found["opening"] + sum(found[n] for n in names) - sum(found[n] for n in gone)
    assert "removed_probationary" in found
    assert chibo.run("statistics", "--book", book, "--from", "2022-01-01", "--to", "2022-12-31") == 0
    assert "D. Đảng viên có đến cuối kỳ" in chibo.out
    assert found["tables"]["movement"]["lines"]["closing"]["total"] == 2
    period = ("--from", "2022-01-01", "--to", "2022-12-31")
    assert len(chibo.json("statistics", "--book", book, *period, "--names", "closing")) == 2
    assert chibo.run("statistics", "--book", book, *period, "--names", "age/nonsense") == 2


def test_a_second_cell_must_be_named_where_one_is_meant(chibo: Shell, book: Path) -> None:
    assert chibo.run("cells", "add", "Chi bộ Tổ dân phố 6", "--book", book) == 0
    assert [row["parent"] for row in chibo.json("cells", "list", "--book", book)] == ["Đảng bộ phường Mẫu"] * 2
    assert chibo.json("members", "list", "--book", book, "--cell", "chi bo to dan pho 6") == []
    assert len(chibo.json("members", "list", "--book", book)) == 2
    assert chibo.run("export", "--book", book, "--to", book, "-o", book.with_name("x")) == 2


def test_cells_are_listed_in_the_order_of_their_numbers(chibo: Shell, book: Path) -> None:
    for number in (10, 2):
        chibo.run("cells", "add", f"Chi bộ {number}", "--book", book)
    assert [row["name"] for row in chibo.json("cells", "list", "--book", book)] == ["Chi bộ 2", "Chi bộ 10", CELL]


def test_undo_takes_back_what_was_done_last_and_says_what(chibo: Shell, book: Path) -> None:
    chibo.run("cells", "add", "Chi bộ Tổ dân phố 6", "--book", book)
    assert chibo.run("undo", book) == 0
    assert "Chi bộ Tổ dân phố 6" in chibo.out
    assert [row["name"] for row in chibo.json("cells", "list", "--book", book)] == [CELL]


def test_a_copy_is_written_and_put_back(chibo: Shell, book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "ban-sao.chibo"
    assert chibo.run("backup", book, "-o", copy) == 0
    chibo.run("cells", "add", "Chi bộ Tổ dân phố 6", "--book", book)
    assert chibo.run("restore", copy, "--book", book) == 0
    assert [row["name"] for row in chibo.json("cells", "list", "--book", book)] == [CELL]


def test_the_check_says_what_it_found(chibo: Shell, book: Path) -> None:
    findings = chibo.json("check", book)
    assert findings
    assert not [finding for finding in findings if finding["level"] == "error"]
    content = bytearray(book.read_bytes())
    content[4096 * 12 : 4096 * 12 + 3000] = b"\xff" * 3000
    book.write_bytes(content)
    assert chibo.run("check", book) in (1, 2)
    assert chibo.out + chibo.err


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("members",), ("members", "list"), ("nonsense",), ("statistics", "--book", "x"), ("print", "--nonsense"),
        ("verify", "x"), ("export", "--book", "x", "-o", "y"), ("check", "khong-co.chibo"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_words(chibo: Shell, arguments: tuple[str, ...]) -> None:
    assert chibo.run(*arguments) == 2
    assert chibo.err.strip()
    assert "Traceback" not in chibo.err
    assert chibo.out == ""


def test_a_day_that_does_not_exist_is_refused(chibo: Shell, book: Path) -> None:
    assert chibo.run("members", "list", "--book", book, "--on", "31/02/2026") == 2
    assert "31/02/2026" in chibo.err


def test_a_fault_of_ours_is_told_without_a_trace_and_without_names(
    chibo: Shell, book: Path, monkeypatch: pytest.MonkeyPatch, own_data_folder: Path
) -> None:
    from chibo_app.cli import commands_books

    def broken(_chosen: object) -> int:
        raise RuntimeError("Nguyễn Văn Đức")

    monkeypatch.setattr(commands_books, "check", broken)
    assert chibo.run("check", book) == 2
    log = (own_data_folder / "so-chi-bo.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "Đức" not in log + chibo.err


def test_the_practice_book_opens_with_its_public_passphrase(
    chibo: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tap.chibo"
    assert chibo.run("practice", path) == 0
    public = chibo.out.strip().rsplit(": ", 1)[1]
    monkeypatch.setenv("CHIBO_PASSPHRASE", public)
    assert len(chibo.json("members", "list", "--book", path)) >= 30
    with Store.open(path, Key.passphrase(public)) as store:
        assert store.is_practice


def test_every_document_says_what_it_is_and_needs(chibo: Shell) -> None:
    documents = chibo.json("documents")
    assert {"member_list", "minutes", "exits_report"} <= {document["id"] for document in documents}
    assert all(set(document) == {"id", "title", "form_code", "formats", "needs"} for document in documents)


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_a_list_is_printed_in_the_format_of_its_ending(chibo: Shell, book: Path, ending: str, begins: bytes) -> None:
    out = book.with_name(f"danh-sach.{ending}")
    assert chibo.run("print", "member_list", "--book", book, "--on", "05/3/2026", "-o", out) == 0, chibo.err
    assert out.read_bytes().startswith(begins)


def test_a_document_is_refused_in_a_format_it_does_not_have(chibo: Shell, book: Path) -> None:
    assert chibo.run("print", "pledge", "--book", book, "-o", book.with_name("x.xlsx")) == 2
    assert chibo.run("print", "khong-co", "--book", book, "-o", book.with_name("x.pdf")) == 2
    assert chibo.run("print", "minutes", "--book", book, "-o", book.with_name("x.pdf")) == 2
    assert not list(book.parent.glob("x.*"))


def test_no_output_takes_the_place_of_the_book_or_of_a_folder(
    chibo: Shell, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIBO_PASSPHRASE", "một mật khẩu dài")
    key, fresh = book.with_name("mk.txt"), book.with_name("moi.chibo")
    key.write_text("mật khẩu của gói", encoding="utf-8")
    linked = book.with_name("noi.chibo")
    linked.symlink_to(book)
    before = book.read_bytes()
    for out in (book, linked, book.parent, book.with_name("khong-co") / "x", ""):
        assert chibo.run("backup", book, "-o", out) == 2
        assert "Chưa có gì thay đổi." in chibo.err
    for out in (book, linked):
        assert chibo.run("export", "--book", book, "--package-passphrase-file", key, "-o", out) == 2
    assert book.read_bytes() == before
    assert chibo.run("new", fresh, "--cell", "A", "--parent", "B", "--recovery-sheet", fresh) == 2
    assert not fresh.exists()
    for place in (book.parent, "", "."):
        assert chibo.run("new", place, "--cell", "A", "--parent", "B") == 2
        assert "thư mục" in chibo.err
        assert chibo.run("restore", book, "--book", place) == 2
        assert "thư mục" in chibo.err


def test_a_copy_is_remembered_with_its_whole_path(chibo: Shell, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book.parent)
    monkeypatch.setenv("CHIBO_PASSPHRASE", "một mật khẩu dài")
    assert chibo.run("new", "moi.chibo", "--cell", "A", "--parent", "B") == 0
    assert chibo.run("backup", "moi.chibo", "-o", "ban-sao.chibo") == 0
    monkeypatch.chdir("/")
    with Store.open(book.with_name("moi.chibo"), Key.passphrase("một mật khẩu dài")) as store:
        store.change_passphrase("một mật khẩu mới")
    Store.open(book.with_name("ban-sao.chibo"), Key.passphrase("một mật khẩu mới")).close()


def test_a_cell_needs_an_organisation_above_and_its_name_is_one_line(
    chibo: Shell, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIBO_PASSPHRASE", "một mật khẩu dài")
    assert chibo.run("new", book.with_name("moi.chibo"), "--cell", "A", "--parent", "  ") == 2
    assert chibo.run("cells", "add", "Chi bộ 9", "--parent", "", "--book", book) == 2
    assert chibo.json("cells", "add", "Chi bộ\nThôn 9", "--book", book)["name"] == "Chi bộ Thôn 9"
    assert chibo.run("undo", book) == 0
    assert chibo.out.count("\n") == 1


def test_an_empty_name_of_a_cell_is_not_the_whole_book(chibo: Shell, book: Path) -> None:
    for command in (("members", "list"), ("meetings", "list"), ("cases", "list")):
        assert chibo.run(*command, "--book", book, "--cell", "", "--json") == 2
        assert not chibo.out


def test_help_and_complaints_name_the_command_once(chibo: Shell) -> None:
    assert chibo.run("members", "list") == 2
    assert "Trợ giúp: chibo members list --help" in chibo.err


def test_a_wish_no_document_knows_and_a_period_backwards_are_refused(chibo: Shell, book: Path) -> None:
    out = book.with_name("van-ban.pdf")
    for wish in ("strange=1", "year=abc", "year=0", "count=0", "year"):
        assert chibo.run("print", "member_list", "--book", book, "-o", out, "--option", wish) == 2
        assert wish in chibo.err
    for name, wish in (
        ("badge_list", "round=2026-02-31"), ("badge_list", "round=3/2/2027"), ("badge_declaration", "years=abc"),
        ("card_requests", "kind=any"),
    ):  # fmt: skip
        assert chibo.run("print", name, "--book", book, "-o", out, "--option", wish) == 2
        assert wish.partition("=")[2] in chibo.err
    period = ("--from", "2026-12-31", "--to", "2026-01-01")
    assert chibo.run("print", "exits_report", "--book", book, "-o", out, *period) == 2
    assert "Ngày cuối lại trước ngày đầu" in chibo.err
    assert not out.exists()
    assert chibo.run("print", "member_list", "--book", book, "-o", out, "--option", "by=Trần Thị Hoa") == 0


def test_the_papers_of_badges_and_cards_take_their_wishes(chibo: Shell, book: Path) -> None:
    for name, wish in (
        ("badge_list", "round=2027-02-03"), ("badge_declaration", "years=40"), ("card_requests", "kind=reissued_lost"),
    ):  # fmt: skip
        out = book.with_name(f"{name}.pdf")
        assert chibo.run("print", name, "--book", book, "-o", out, "--option", wish) == 0, chibo.err
        assert out.read_bytes().startswith(b"%PDF")


def test_a_command_has_done_its_work_even_when_no_snapshot_can_follow(chibo: Shell, book: Path) -> None:
    folder = book.with_name(book.name + ".sao-luu")
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_bytes(b"")  # no folder for snapshots can be made here
    assert chibo.json("cells", "add", "Chi bộ 9", "--book", book)["name"] == "Chi bộ 9"
    assert "Lệnh đã làm xong" in chibo.err
