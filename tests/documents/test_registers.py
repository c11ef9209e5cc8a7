"""Printed registers: the roll on facing pages, the others by one builder, the bound book, the reconciliation."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from chibo_app.actions import reconciliations as acts
from chibo_app.basics.errors import NotFound
from chibo_app.documents import (
    catalogue_registers,
    completeness,
    docx,
    member_roll,
    pdf,
    reconciliation,
    registers,
    render,
    xlsx,
    year_book,
)
from chibo_app.documents.request import Request
from chibo_app.queries.completeness import CompletenessFacts, Gap
from chibo_app.queries.reconciliations import ReconciliationFacts
from chibo_app.queries.register_lines import WHOLE_TIME, Code, RegisterLine, Value
from chibo_app.queries.registers import FILLS, ROLL, RegisterFacts
from chibo_app.queries.registers import Register as RegisterOf
from chibo_app.rules import rulebook
from support import measured, register_facts
from support import paper_facts as base
from support.books import add_members, make_book
from support.measured import Page
from support.register_facts import ON, line

FACING = ("transfer_book",)
KEYS = [key for key in FILLS if key != ROLL and key not in FACING]
LEAST_SIZE = 9
LONG = "Công tằng tôn nữ Nguyễn Phước Hoàng Thị Mai Phương Thảo Nguyên Ngọc Bích Trâm Anh Khánh Vân Thủy Tiên"


def pages_of(facts: RegisterFacts) -> list[Page]:
    return measured.pages(pdf.write(member_roll.build_roll(facts)))


def rows_of(page: Page) -> list[float]:
    """The heights of the bold lines that end a block, from the top down."""
    across = [rule for rule in page.rules if rule.length > 200 and rule.bottom - rule.top < 1]
    return sorted({round(rule.top, 1) for rule in across})


def smallest(page: Page) -> float:
    return min(one.size for one in page.letters if one.text.strip())


@pytest.mark.parametrize(("count", "pages"), [(0, 3), (9, 3), (10, 5), (200, 47)])
def test_the_roll_has_a_front_page_and_nine_people_on_each_pair_of_facing_pages(count: int, pages: int) -> None:
    assert len(pages_of(register_facts.roll(count))) == pages


def test_both_facing_pages_hold_the_same_people_at_the_same_height() -> None:
    found = pages_of(register_facts.roll(20))
    for left, right in zip(found[1::2], found[2::2], strict=True):
        assert left.width > left.height
        assert rows_of(left) == rows_of(right)[: len(rows_of(left))]
        assert re.findall(r"\(\d+\)", left.text) == [f"({n})" for n in range(1, 8)]
        assert re.findall(r"\(\d+\)", right.text) == [f"({n})" for n in range(8, 15)]
        assert min(smallest(left), smallest(right)) >= LEAST_SIZE - 0.01


def test_a_block_that_needs_more_lines_is_as_high_on_both_pages_and_pushes_nobody_off_the_paper() -> None:
    people = [line(number, LONG, moved_out_to=LONG) for number in range(12)]
    facts = replace(register_facts.roll(0), lines=tuple(people))
    found = pages_of(facts)
    for left, right in zip(found[1::2], found[2::2], strict=True):
        assert rows_of(left) == rows_of(right)[: len(rows_of(left))]
        assert max(one.bottom for one in (*left.letters, *right.letters)) <= left.height - 10
    shown = "".join("".join(page.text.split()) for page in found)
    assert shown.count("CôngtằngtônnữNguyễn") == 24  # twelve names, twelve places they moved to


def test_the_front_page_tells_the_last_reconciliation_or_leaves_room_for_it() -> None:
    told = measured.words(pdf.write(member_roll.build_roll(register_facts.roll(3))))
    assert "Kết quả đối khớp ngày 30 tháng 6 năm 2026: đối khớp với Đảng ủy phường Mẫu" in told
    never = replace(register_facts.roll(3), reconciliations=())
    assert "Kết quả đối khớp (ngày, tháng, năm, chữ ký):" in measured.words(pdf.write(member_roll.build_roll(never)))


def test_the_roll_as_a_workbook_is_one_sheet_with_all_columns() -> None:
    from python_calamine import CalamineWorkbook

    content = xlsx.write(member_roll.build_roll(register_facts.roll(20)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    (name,) = book.sheet_names
    rows = book.get_sheet_by_name(name).to_python()
    numbered = [row for row in rows if isinstance(row[0], float | int) and row[1]]
    assert len(numbered) == 20
    assert all(len(row) == 14 for row in rows)
    assert numbered[5][12] == "19/5/2022\nXóa tên"


def test_the_roll_in_word_holds_both_halves() -> None:
    import docx as python_docx

    document = python_docx.Document(io.BytesIO(docx.write(member_roll.build_roll(register_facts.roll(10)))))
    sizes = [(len(table.columns), len(table.rows)) for table in document.tables if len(table.columns) == 7]
    assert sizes == [(7, 11), (7, 11), (7, 3), (7, 3)]  # nine people and one, each under a head of two rows


@pytest.mark.parametrize("count", [0, 3, 40])
def test_the_book_of_transfers_stands_on_facing_pages_with_every_column_of_its_form(count: int) -> None:
    facts = register_facts.facts("transfer_book", lines(count))
    found = measured.pages(pdf.write(member_roll.build_roll(facts)))
    assert len(found) == 1 + 2 * max(1, -(-count // 12))
    for left, right in zip(found[1::2], found[2::2], strict=True):
        assert rows_of(left) == rows_of(right)[: len(rows_of(left))]
        assert re.findall(r"\(\d+\)", left.text + right.text) == [f"({n})" for n in range(1, 20)]
        assert min(smallest(left), smallest(right)) >= LEAST_SIZE - 0.01


def lines(count: int) -> tuple[RegisterLine, ...]:
    more: dict[str, Value] = {
        "on": date(2026, 3, 4), "exit_form": Code("exit_kinds", "removed"), "reason": "Bỏ sinh hoạt đảng ba tháng",
        "decision_no": "12-QĐ/ĐU", "decision_on": date(2026, 4, 20), "decision_issuer": "Đảng ủy phường Mẫu",
        "out_to": "Đảng bộ phường Rất Là Xa Xôi", "out_other": "X", "reward": "Bằng khen", "subject": "Nghị quyết",
        "badge_kind": Code("badge_kinds", "30"), "until": Code("until", "2026-09-30"),
        "service": Code("services", "army retired"), "announced_on": date(2026, 5, 5),
    }  # fmt: skip
    return tuple(line(number, LONG if number == 1 else f"Người {number}", **more) for number in range(count))


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("count", [0, 3, 200])
def test_a_register_repeats_its_head_is_legible_and_breaks_no_date(key: str, count: int) -> None:
    facts = register_facts.facts(key, lines(count))
    found = measured.pages(pdf.write(registers.build(facts)))
    assert len(found) <= (2 if count < 4 else 40)
    last = f"({len(facts.register.columns)})"
    with_table = [page for page in found if "(1)" in page.text]
    assert with_table == found or with_table == found[:-1]  # only the signatures may stand alone with their count
    assert all(last in page.text for page in with_table)
    assert min(smallest(page) for page in found) >= LEAST_SIZE - 0.01
    if count == 3 and any("on" in column.values for column in facts.register.columns):
        assert "04/3/2026" in found[0].text
    assert len(docx.write(registers.build(facts))) > 1000
    assert len(xlsx.write(registers.build(facts))) > 1000


def test_an_empty_register_leaves_rows_to_write_in() -> None:
    (page,) = measured.pages(pdf.write(registers.build(register_facts.facts("reward_book", ()))))
    assert len(rows_of(page)) >= 6


def test_values_are_worded_as_papers_write_them() -> None:
    assert registers.words(Code("services", "army retired")) == "Bộ đội, Hưu trí"
    assert registers.words(Code("until", "2026-09-30")) == "đến ngày 30/9/2026"
    assert registers.words(Code("badge_kinds", "30")) == "Huy hiệu 30 năm tuổi đảng"
    assert registers.words(None) == ""
    assert registers.words(date(2026, 3, 4)) == "04/3/2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, date(2026, 6, 30), "(có đến ngày 30 tháng 6 năm 2026)"),
        (date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "năm 2026 (có đến ngày 30/6/2026)"),
        (date(2025, 3, 1), date(2026, 6, 30), "từ ngày 01/3/2025 đến ngày 30/6/2026"),
    ],
)
def test_the_time_of_a_register_is_named(first: date | None, last: date, words: str) -> None:
    facts = register_facts.facts("exit_roll", (), *((first, last) if first else (WHOLE_TIME, last)))
    assert registers.period(facts) == words


def shipped(key: str) -> RegisterOf:
    return register_facts.register(key)


def bound(count: int) -> year_book.YearBookFacts:
    kept = [register_facts.roll(count), *(register_facts.facts(key, lines(count)) for key in (*FACING, *KEYS))]
    return year_book.YearBookFacts(base.letterhead(ON), 2026, tuple(kept))


@pytest.mark.parametrize("count", [0, 30])
def test_the_bound_book_is_numbered_through_and_its_contents_name_the_right_pages(count: int) -> None:
    facts = bound(count)
    found = measured.pages(pdf.write(year_book.build(facts)))
    parts = year_book.parts_of(facts)
    assert [part.title for part in parts] == [one.register.title for one in facts.registers]
    for number, page in enumerate(found[1:], 2):
        assert "".join(one.text for one in page.lines()[0]) == str(number)
    for part in parts[1:]:
        assert part.title.upper() in " ".join(found[part.first_page - 1].text.split())
        assert part.title.upper() not in " ".join(found[part.first_page - 2].text.split())
    transfers = next(part for part in parts if part.title == "Sổ chuyển sinh hoạt đảng")
    assert "(1)" in found[transfers.first_page].text  # after its title page, the left halves are even pages too
    assert transfers.first_page % 2 == 1
    assert parts[0].first_page == 2  # left pages of the roll are even: it opens as a book does
    assert parts[-1].last_page == len(found) - 1
    front, closing = (" ".join(found[place].text.split()) for place in (0, -1))
    assert f"Từ trang 1 đến trang {len(found)}" in front
    assert f"đánh số từ trang 1 đến trang {len(found)}" in closing
    assert f"gồm {len(parts)} sổ" in closing


def test_the_minutes_of_a_reconciliation_show_both_counts_and_both_signatures() -> None:
    row = register_facts.reconciled(other_official=20, differences="Hồ Thị Lạ: chỉ có trong danh sách đối khớp")
    shown = measured.words(pdf.write(reconciliation.build(ReconciliationFacts(base.letterhead(ON), row))))
    for words in (
        "BIÊN BẢN", "Đảng ủy phường Mẫu tiến hành đối khớp", "Chính thức 18 20 −2", "Dự bị 2 2 0", "Tổng số 20 22 −2",
        "Hồ Thị Lạ: chỉ có trong danh sách đối khớp.", "ĐẠI DIỆN CẤP ĐỐI KHỚP", "Trần Thị Bình",
    ):  # fmt: skip
        assert words in shown, words
    same = measured.words(
        pdf.write(reconciliation.build(ReconciliationFacts(base.letterhead(ON), register_facts.reconciled())))
    )
    assert "Không có chênh lệch" in same


def test_the_check_lists_what_is_missing_under_its_register() -> None:
    gaps = tuple(
        Gap(str(number), key, shipped(key).title, f"Người {number}", ("birth", "hometown"), "members", "", "")
        for number, key in enumerate(("member_roll", "member_roll", "exit_roll"))
    )
    shown = measured.words(pdf.write(completeness.build(CompletenessFacts(base.letterhead(ON), ON, gaps, 9))))
    assert shown.count("Ngày sinh; Quê quán") == 3
    assert shown.count("Sổ danh sách đảng viên") == 1
    none = measured.words(pdf.write(completeness.build(CompletenessFacts(base.letterhead(ON), ON, (), 9))))
    assert "Đã kiểm tra 09 sổ; các mục bắt buộc đều đã có." in none


def test_proposed_columns_are_marked_as_not_verified() -> None:
    marks = {row.key: row.verified for row in rulebook.load().rows("registers", ON)}
    assert {marks[key] for key in ("probationer_roll", "exit_roll", "death_roll")} == {"unverified"}


def test_every_register_is_in_the_catalogue_and_made_from_a_book(tmp_path: Path) -> None:
    store, cell_id = make_book(tmp_path)
    with store:
        add_members(store, cell_id, 12)
        facts = {"own_official": 12, "other_official": 12}
        store.write("x", lambda session: acts.record(session, cell_id, ON, "Đảng ủy phường Mẫu", **facts))
        for document in catalogue_registers.DOCUMENTS:
            with store.read() as session:
                paper = document.build(session, Request(cell_id, on=ON))
            for form in document.formats:
                assert len(render.render(paper, form)) > 1000, document.id
        with store.read() as session:
            chosen = {"registers": "exit_roll,reward_book", "year": "2026"}
            book = catalogue_registers.DOCUMENTS[-3]
            shown = measured.words(pdf.write(book.build(session, Request(cell_id, on=ON, options=chosen))))
    assert "gồm 02 sổ" in shown
    assert "SỔ DANH SÁCH ĐẢNG VIÊN" not in shown


def test_minutes_of_a_roll_never_reconciled_are_refused_in_a_sentence(tmp_path: Path) -> None:
    store, cell_id = make_book(tmp_path)
    minutes = next(one for one in catalogue_registers.DOCUMENTS if one.id == "reconciliation_minutes")
    with store, store.read() as session, pytest.raises(NotFound):
        minutes.build(session, Request(cell_id, on=ON))
