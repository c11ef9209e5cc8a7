"""Papers about dues: their sums agree with the book and each other, they keep the margins, amounts are read out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from chibo_app.actions import dues
from chibo_app.basics.errors import NotFound
from chibo_app.documents import catalogue, pdf, render
from chibo_app.documents import dues as papers
from chibo_app.documents.amount_words import in_words
from chibo_app.documents.blocks import Money, Paper, Table, words
from chibo_app.documents.catalogue import DOCUMENTS
from chibo_app.documents.request import Request
from chibo_app.queries import dues as questions
from chibo_app.queries import dues_papers
from chibo_app.rules.kinds import DuesChannel
from support import dues_book, measured
from support.dues_book import APRIL, FEBRUARY, JANUARY, MARCH, DuesBook

OWN = [document.id for document in DOCUMENTS if document.id.startswith("dues_")]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuesBook]:
    made = dues_book.make(tmp_path_factory.mktemp("dues"))
    made.store.write("Đối tượng", lambda session: dues.set_basis(
        session, made.cell_id, made.veteran, JANUARY, "pensioner", income=3_000_000))  # fmt: skip
    dues_book.pay_all(made, JANUARY)
    made.store.write("Thu", lambda session: _february(session, made))
    dues_book.close(made, JANUARY, FEBRUARY)
    dues_book.pay_all(made, MARCH)
    made.store.write("Nộp", lambda session: dues.remit(
        session, made.cell_id, JANUARY, date(2026, 2, 9), 30_000, channel=DuesChannel.BANK, receipt_no="02/PT"
    ))  # fmt: skip
    yield made
    made.store.close()


def _february(session: Session, book: DuesBook) -> None:
    dues.pay(session, book.cell_id, book.worker, FEBRUARY, date(2026, 2, 5), 40_000, extra=60_000, receipt_no="07")
    dues.pay(session, book.cell_id, book.pensioner, FEBRUARY, date(2026, 2, 5), 75_000, channel=DuesChannel.PORTAL)


def made(book: DuesBook, name: str) -> Paper:
    request = Request(book.cell_id, on=date(2026, 2, 20), from_on=date(2026, 1, 1), to_on=date(2026, 4, 30))
    if name in ("dues_month_list", "dues_receipt"):
        request = Request(book.cell_id, on=date(2026, 2, 20))
    if name == "dues_remittance":
        request = Request(book.cell_id, on=date(2026, 1, 20))
    with book.store.read() as session:
        return catalogue.make(name, session, request)


def facts(book: DuesBook) -> dues_papers.DuesFacts:
    with book.store.read() as session:
        return dues_papers.dues_facts(session, book.cell_id, JANUARY, date(2026, 4, 30), date(2026, 4, 30))


def text_of(paper: Paper) -> str:
    sheets = (block for sheet in paper.sheets for block in (*sheet.blocks, *(b for card in sheet.cards for b in card)))
    found = []
    for block in sheets:
        found += [words(getattr(block, name)) for name in ("text", "subject") if hasattr(block, name)]
        for row in getattr(block, "rows", ()):
            cells = row if isinstance(row, tuple) else row.cells
            found += [f"{cell.label} {cell.value}" if hasattr(cell, "label") else str(cell) for cell in cells]
    return "\n".join(found)


def sums(table: Table, caption: str) -> list[int]:
    row = next(row for row in table.rows if caption in [str(cell) for cell in row.cells])
    return [int(cell) for cell in row.cells if isinstance(cell, Money)]


@pytest.mark.parametrize("name", OWN)
def test_every_paper_is_drawn_within_the_margins_and_in_all_its_formats(book: DuesBook, name: str) -> None:
    paper = made(book, name)
    for page in measured.pages(pdf.write(paper)):
        ink = [one for one in page.letters if one.text.strip() and one.bottom >= 19]
        assert min(one.left for one in ink) >= 30 - 0.2
        assert max(one.right for one in ink) <= page.width - 15 + 0.2
    for form in catalogue.find(name).formats:
        assert len(render.render(paper, form)) > 3_000


def test_part_one_part_two_the_year_the_list_and_the_book_have_the_same_sums(book: DuesBook) -> None:
    found = facts(book)
    with book.store.read() as session:
        books = questions.month_books(session, book.cell_id, date(2026, 4, 30))
    one, two, year = papers.part_1(found), papers.part_2(found), papers.year_table(found)
    for month in books:
        name = f"{month.month.month:02d}" if month.month.month < 3 else str(month.month.month)
        assert sums(one, f"Cộng tháng {name}/2026") == [
            month.due, month.arrears, month.payable, month.collected, month.unpaid,
        ]  # fmt: skip
        assert sums(two, f"{name}/2026") == [
            month.unpaid, month.collected, month.share.kept, month.share.upward, month.remitted, month.unremitted,
        ]  # fmt: skip
    collected = [month.collected for month in books]
    assert sums(year, "Cộng") == [sum(m.due for m in books), *collected, sum(collected), books[-1].unpaid]
    with book.store.read() as session:
        february = dues_papers.dues_facts(session, book.cell_id, FEBRUARY, FEBRUARY, FEBRUARY)
    (table,) = [block for block in papers.build_list(february).sheets[0].blocks if isinstance(block, Table)]
    assert sums(table, "Cộng") == [books[1].payable, books[1].collected]


def test_quarters_and_the_period_are_summed_and_debts_are_not_counted_twice(book: DuesBook) -> None:
    found, two = facts(book), papers.part_2(facts(book))
    quarter, whole = sums(two, "Cộng quý I/2026"), sums(two, "Cộng từ tháng 01/2026 đến tháng 4/2026")
    assert quarter[1] == sum(month.total("collected") for month in found.months[:3])
    assert whole[0] == found.months[-1].total("unpaid")
    assert whole[1:] == [quarter[place] + sums(two, "Cộng quý II/2026")[place] for place in range(1, 6)]


def test_the_report_names_the_period_and_what_goes_upward(book: DuesBook) -> None:
    shown, found = text_of(made(book, "dues_report")), facts(book)
    assert "thu, nộp đảng phí từ tháng 01/2026 đến tháng 4/2026" in shown
    assert in_words(found.sum("upward")) in shown
    (table,) = [b for b in papers.build_report(found).sheets[0].blocks if isinstance(b, Table)]
    amounts = [int(row.cells[4]) for row in table.rows if isinstance(row.cells[4], int)]
    assert amounts == [
        5, 1, found.total("due"), found.total("collected"), 60_000, found.months[-1].total("unpaid"),
        found.sum("kept"), found.sum("upward"), 30_000, found.sum("upward") - 30_000,
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "first", "name"), [
    (1, 3, "tháng 3/2026"), (3, 7, "quý III năm 2026"), (6, 1, "6 tháng đầu năm 2026"), (12, 1, "năm 2026"),
    (3, 2, "từ tháng 02/2026 đến tháng 4/2026"),
])  # fmt: skip
def test_a_period_is_named_as_people_do(count: int, first: int, name: str) -> None:
    months = [dues_papers.DuesPaperMonth(date(2026, first + n, 1), (), 0, 0, 70, 0, 0, 0) for n in range(count)]
    assert papers.period_name(months) == name


def test_remarks_say_exemption_extra_and_money_ahead(book: DuesBook) -> None:
    lines = {line.name: papers.note(line) for line in facts(book).months[1].lines}
    assert lines["Phạm Văn Lão"] == "miễn: từ đủ 50 năm tuổi Đảng trở lên"
    assert lines["Trần Thị Lương"] == "tự nguyện thêm 60.000"
    assert lines["Nguyễn Văn Hưu"] == "đóng trước 50.000"
    assert lines["Vũ Thị Khách"] == "sinh hoạt tạm thời"


def test_a_receipt_says_who_paid_what_in_words(book: DuesBook) -> None:
    shown = text_of(made(book, "dues_receipt"))
    for said in ("Trần Thị Lương", "100.000 đồng", "Một trăm nghìn đồng", "60.000 đồng", "Số: 07", "Cổng DVC"):
        assert said in shown, said
    assert "Ba mươi nghìn đồng" in text_of(made(book, "dues_remittance"))


def test_amounts_are_numbers_in_the_workbook(book: DuesBook, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    target = tmp_path / "dues.xlsx"
    target.write_bytes(render.render(made(book, "dues_month_list"), "xlsx"))
    rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    (worker,) = [row for row in rows if "Trần Thị Lương" in row]
    assert worker[4:6] == [100_000, 100_000]


def test_a_month_the_book_does_not_keep_is_said_in_a_sentence(book: DuesBook) -> None:
    with book.store.read() as session:
        for name, on in (("dues_month_list", date(2025, 5, 1)), ("dues_receipt", APRIL), ("dues_remittance", MARCH)):
            with pytest.raises(NotFound) as said:
                catalogue.make(name, session, Request(book.cell_id, on=on))
            assert said.value.next_step


@pytest.mark.parametrize(("amount", "said"), [
    (0, "Không đồng"), (15, "Mười lăm đồng"), (21, "Hai mươi mốt đồng"), (105, "Một trăm linh năm đồng"),
    (1_005, "Một nghìn không trăm linh năm đồng"), (25_000, "Hai mươi lăm nghìn đồng"),
    (1_250_000_000, "Một tỷ hai trăm năm mươi triệu đồng"),
])  # fmt: skip
def test_amounts_are_read_as_people_read_them(amount: int, said: str) -> None:
    assert in_words(amount) == said


DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def heard(said: str) -> int:
    """Read an amount back from its words."""
    plain = re.sub(r"\blăm\b", "năm", re.sub(r"\bmốt\b", "một", said.lower().removesuffix(" đồng")))
    total = group = last = 0
    for word in plain.split():
        if word in DIGITS:
            last = DIGITS.index(word)
            continue
        if word == "mười":
            group, last = group + 10, 0
        elif word in ("trăm", "mươi"):
            group, last = group + last * (100 if word == "trăm" else 10), 0
        elif word in ("nghìn", "triệu", "tỷ"):
            total += (group + last) * {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}[word]
            group = last = 0
    return total + group + last


@given(st.integers(0, 10**12 - 1))
def test_an_amount_in_words_is_heard_as_the_same_amount(amount: int) -> None:
    assert heard(in_words(amount)) == amount
