"""Papers about Party dues: the book S01/ĐP, the list of a month, a year at a glance, the report (documents.md 3m)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Literal

from chibo_app.basics import dates, numbers
from chibo_app.documents import parts, wording
from chibo_app.documents.amount_words import in_words
from chibo_app.documents.blocks import (
    Block,
    Cell,
    Column,
    HeadCell,
    Heading,
    Money,
    PageBreak,
    Paper,
    Para,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
)
from chibo_app.queries.dues_papers import DuesFacts, DuesPaperLine, DuesPaperMonth

_SAY = "dues"
Side = Literal["left", "center", "right"]
_SIGNING_HEIGHT_MM = 8
_MONTHS_OF_A_YEAR = 12
_LIST_WIDTHS_MM = (9.5, 31, 20, 18.5, 16, 16, 14.5, 17, 22.5)  # all of the 165 mm between the margins
_MONTH_MM = 13
_SUMS = ("due", "arrears", "payable", "collected", "unpaid")


def month_name(month: date) -> str:
    """Write a month as the papers do: `3/2026`."""
    return f"{dates.padded_month(month.month)}/{month.year}"


def quarter_of(month: date) -> int:
    """Return the quarter of a month, from 1."""
    return (month.month + 2) // 3


def period_name(months: Sequence[DuesPaperMonth]) -> str:
    """Name a period as people do: a month, a quarter, a half year, a year, else from month to month."""
    say, first, last = wording.load(_SAY), months[0].month, months[-1].month
    if first == last:
        return say("period_month", month=month_name(first))
    if first.year == last.year:
        if (first.month, last.month) == (1, _MONTHS_OF_A_YEAR):
            return say("period_year", year=str(first.year))
        if last.month - first.month == 2 and last.month % 3 == 0:
            return say("period_quarter", quarter=numbers.roman(quarter_of(last)), year=str(last.year))
        if last.month - first.month == 5 and last.month % 6 == 0:
            half = say.list("halves")[last.month // 6 - 1]
            return say("period_half", half=half, year=str(last.year))
    return say("period_months", from_month=month_name(first), to_month=month_name(last))


def note(line: DuesPaperLine) -> str:
    """Return the remark beside a member's sums."""
    say = wording.load(_SAY)
    parts_of_note = []
    if line.is_exempt:
        parts_of_note.append(say("notes.exempt", relief=line.relief[:1].lower() + line.relief[1:]))
    elif line.relief_percent:
        parts_of_note.append(say("notes.reduced", percent=str(line.relief_percent)))
    if line.is_deferred:
        parts_of_note.append(say("notes.deferred"))
    if line.is_guest:
        parts_of_note.append(say("notes.guest"))
    for name in ("extra", "ahead"):
        if amount := getattr(line, name):
            parts_of_note.append(say(f"notes.{name}", amount=numbers.grouped(amount)))
    return "; ".join(parts_of_note)


def build_book(facts: DuesFacts) -> Paper:
    """Return the book of dues S01/ĐP for a period: part I by member, part II by month with sums of quarters."""
    say, head = wording.load(_SAY), facts.letterhead
    period = period_name(facts.months)
    blocks: tuple[Block, ...] = (
        parts.plain_head(head, say("book_code")), Title(say("book_title"), period), Heading(say("part_1")),
        part_1(facts), PageBreak(), Heading(say("part_2")), part_2(facts),
        parts.compiled_signatures(head, facts.compiled_by, say("collector_signs")),
    )  # fmt: skip
    return parts.titled(
        head, blocks, parts.file_name(say("book_file"), head.cell_name, facts.months[-1].month), is_landscape=True
    )


def part_1(facts: DuesFacts) -> Table:
    """Return part I: each member by month, with the sums of the months."""
    say = wording.load(_SAY)
    captions = say.list("part_1_columns")
    before, asked, after = captions[:4], captions[4:7], captions[7:]
    upper = [HeadCell(caption, rows=2) for caption in before]
    upper += [HeadCell(say("part_1_group"), columns=len(asked))]
    upper += [HeadCell(caption, rows=2) for caption in after]
    columns = (Column("center"), Column(), Column("center"), *(Column("right") for _sum in range(6)), Column())
    rows = tuple(row for month in facts.months for row in _month_rows(month))
    return Table(columns, (tuple(upper), tuple(HeadCell(caption) for caption in asked)), rows, size="list")


def _month_rows(month: DuesPaperMonth) -> Iterable[Row]:
    say, name = wording.load(_SAY), month_name(month.month)
    yield Row((say("month_group" if month.is_closed else "month_group_open", month=name),), is_bold=True, spans=True)
    for number, line in enumerate(month.lines, 1):
        income: Cell = "" if line.income is None else Money(line.income)
        sums = (Money(getattr(line, column)) for column in _SUMS)
        yield Row((number, line.name, "X" if line.is_exempt else "", income, *sums, note(line)))
    totals = (Money(month.total(column)) for column in _SUMS)
    yield Row(("", say("month_sum", month=name), "", "", *totals, ""), is_bold=True)


def part_2(facts: DuesFacts) -> Table:
    """Return part II: what became of the money of each month, with sums by quarter and for the period."""
    say = wording.load(_SAY)
    rows: list[Row] = []
    for (year, quarter), group in groupby(facts.months, lambda month: (month.month.year, quarter_of(month.month))):
        months = list(group)
        rows += [Row(_part_2_row(month)) for month in months]
        if len(months) < len(facts.months):  # else the sum of the period says it
            caption = say("quarter_sum", quarter=f"{numbers.roman(quarter)}/{year}")
            rows.append(_part_2_sum(caption, months))
    rows.append(_part_2_sum(say("year_sum", period=period_name(facts.months)), facts.months))
    columns = (Column("center"), Column("center"), *(Column("right") for _figure in range(8)))
    return Table(columns, parts.head_row(say.list("part_2_columns")), tuple(rows), size="list", numbered_columns=True)


def _part_2_row(month: DuesPaperMonth) -> tuple[Cell, ...]:
    days = ", ".join(dates.show(day) for day in dict.fromkeys(month.remitted_on))
    return (days, month_name(month.month), month.member_count, month.exempt_count, *_money_of([month]))


def _part_2_sum(caption: str, months: Sequence[DuesPaperMonth]) -> Row:
    return Row(("", caption, "", "", *_money_of(months)), is_bold=True)


def _money_of(months: Sequence[DuesPaperMonth]) -> tuple[Money, ...]:
    """Return what is unpaid at the end, collected, kept, due upward, paid upward and still due upward."""
    collected = sum(month.total("collected") for month in months)
    kept, upward, remitted = (sum(getattr(m, name) for m in months) for name in ("kept", "upward", "remitted"))
    unpaid = months[-1].total("unpaid")  # a debt is carried on: the last month holds all of it
    return tuple(Money(amount) for amount in (unpaid, collected, kept, upward, remitted, upward - remitted))


def build_list(facts: DuesFacts) -> Paper:
    """Return the list of one month to sign: who pays what, what was paid, how it is divided."""
    say, head, month = wording.load(_SAY), facts.letterhead, facts.months[-1]
    subject = say("list_subject", month=month_name(month.month))
    blocks: tuple[Block, ...] = (
        parts.plain_head(head), Title(say("list_title"), subject), _list_table(month), *_list_sums(facts, month),
        Signatures(
            parts.cell_signs(head), left=Signer(say("collector_signs"), name=facts.compiled_by)
        ),
    )  # fmt: skip
    return parts.titled(head, blocks, parts.file_name(say("list_file"), head.cell_name, month.month))


def _list_table(month: DuesPaperMonth) -> Table:
    say = wording.load(_SAY)
    aligned: tuple[Side, ...] = ("center", "left", "left", "right", "right", "right", "center", "center", "left")
    columns = tuple(Column(align, wide) for align, wide in zip(aligned, _LIST_WIDTHS_MM, strict=True))
    rows = [Row(_list_row(number, line)) for number, line in enumerate(month.lines, 1)]
    sums = (Money(month.total("payable")), Money(month.total("collected")))
    rows.append(Row(("", say("sum"), "", "", *sums, "", "", ""), is_bold=True))
    return Table(
        columns, parts.head_row(say.list("list_columns")), tuple(rows), "small", least_height_mm=_SIGNING_HEIGHT_MM
    )


def _list_row(number: int, line: DuesPaperLine) -> tuple[Cell, ...]:
    say = wording.load(_SAY)
    basis: Cell = "" if line.income is None else Money(line.income)
    if line.rate and line.income is not None:
        basis = f"{numbers.grouped(line.income)}\n× {line.rate.replace(' %', '%')}"
    channels = ", ".join(say(f"channels.{channel}") for channel in line.channels)
    paid: Cell = Money(line.collected) if line.collected else ""
    return (number, line.name, line.category, basis, Money(line.payable), paid, channels, "", note(line))


def _list_sums(facts: DuesFacts, month: DuesPaperMonth) -> Iterable[Para]:
    say, collected, unpaid = wording.load(_SAY), month.total("collected"), month.total("unpaid")
    yield Para(say("list_total", amount=numbers.grouped(collected), words=in_words(collected)))
    if unpaid:
        yield Para(say("list_unpaid", amount=numbers.grouped(unpaid)))
    yield Para(say(
        "list_split", kept_percent=str(month.keeps_percent), kept=numbers.grouped(month.kept),
        upward_percent=str(100 - month.keeps_percent), upward=numbers.grouped(month.upward),
    ))  # fmt: skip
    if facts.source:
        yield Para(say("list_rule", source=parts.bare(facts.source)))


def build_year(facts: DuesFacts) -> Paper:
    """Return a year at a glance: members by months, what each paid, what is still owed."""
    say, head, year = wording.load(_SAY), facts.letterhead, facts.months[-1].month.year
    subject = say("year_subject", year=str(year))
    blocks: tuple[Block, ...] = (
        parts.plain_head(head), Title(say("year_title"), subject), year_table(facts),
        parts.compiled_signatures(head, facts.compiled_by, say("collector_signs")),
    )  # fmt: skip
    return parts.titled(head, blocks, parts.file_name(say("year_file"), str(year), head.cell_name), is_landscape=True)


def year_table(facts: DuesFacts) -> Table:
    """Return members by months; the same people and sums as the lines of the months."""
    say = wording.load(_SAY)
    by_name = _by_member(facts)
    before, after = say.list("year_columns"), say.list("year_after")
    months = range(1, _MONTHS_OF_A_YEAR + 1)
    upper = [HeadCell(caption, rows=2) for caption in before]
    upper += [HeadCell(say("year_group"), columns=len(months))] + [HeadCell(caption, rows=2) for caption in after]
    rows = [Row(_year_row(number, lines)) for number, lines in enumerate(by_name, 1)]
    kept = {month.month.month: month.total("collected") for month in facts.months}
    sums = [Money(kept[month]) if month in kept else "" for month in months]
    total = (Money(facts.total("collected")), Money(facts.months[-1].total("unpaid")))
    rows.append(Row(("", say("sum"), "", Money(facts.total("due")), *sums, *total), is_bold=True))
    sums_mm = (14.5, 15, *(_MONTH_MM for _month in months), 16, 14.5)
    columns = (Column("center", 8), Column("left", 28), *(Column("right", wide) for wide in sums_mm))
    head = (tuple(upper), tuple(HeadCell(str(month)) for month in months))
    return Table(columns, head, tuple(rows), size="tiny")


def _by_member(facts: DuesFacts) -> list[dict[int, DuesPaperLine]]:
    """Return each member's lines by month, in the order in which people first appear in the lists."""
    found: dict[str, dict[int, DuesPaperLine]] = {}
    for month in facts.months:
        for line in month.lines:
            found.setdefault(line.person_id, {})[month.month.month] = line
    return sorted(found.values(), key=lambda lines: next(iter(lines.values())).name_key)


def _year_row(number: int, lines: dict[int, DuesPaperLine]) -> tuple[Cell, ...]:
    latest = lines[max(lines)]
    income: Cell = "" if latest.income is None else Money(latest.income)
    months = [_paid_cell(lines.get(month)) for month in range(1, _MONTHS_OF_A_YEAR + 1)]
    due, collected = (sum(getattr(line, name) for line in lines.values()) for name in ("due", "collected"))
    return (number, latest.name, income, Money(due), *months, Money(collected), Money(latest.unpaid))


def _paid_cell(line: DuesPaperLine | None) -> Cell:
    if line is None:
        return ""
    return "X" if line.is_exempt and not line.collected else Money(line.collected)


def build_report(facts: DuesFacts) -> Paper:
    """Return the report on dues collected and paid upward in a period."""
    say, head, period = wording.load(_SAY), facts.letterhead, period_name(facts.months)
    subject = say("report_subject", period=period)
    upward = facts.sum("upward")
    blocks: tuple[Block, ...] = (
        parts.issued_head(head, say("report_symbol")), Title(say("report_title"), subject), report_table(facts),
        Para(say("report_words", words=in_words(upward))), parts.report_signatures(head),
    )  # fmt: skip
    return parts.titled(head, blocks, parts.file_name(say("report_file"), head.cell_name, facts.months[-1].month))


def report_table(facts: DuesFacts) -> Table:
    """Return the figures of the report."""
    say, last = wording.load(_SAY), facts.months[-1]
    upward, remitted = facts.sum("upward"), facts.sum("remitted")
    figures: tuple[tuple[str, int], ...] = (
        ("members", last.member_count), ("exempt", last.exempt_count), ("due", Money(facts.total("due"))),
        ("collected", Money(facts.total("collected"))), ("extra", Money(facts.total("extra"))),
        ("unpaid", Money(last.total("unpaid"))), ("kept", Money(facts.sum("kept"))), ("upward", Money(upward)),
        ("remitted", Money(remitted)), ("unremitted", Money(upward - remitted)),
    )  # fmt: skip
    rows = [
        Row((place, say(f"report_rows.{name}"), say("dong" if isinstance(figure, Money) else "person"),
             numbers.padded(place), figure, ""))
        for place, (name, figure) in enumerate(figures, 1)
    ]  # fmt: skip
    columns = (Column("center"), Column(), Column("center"), Column("center"), Column("right"), Column("left", 25))
    return Table(columns, parts.head_row(say.list("report_columns")), tuple(rows), is_whole=True)
