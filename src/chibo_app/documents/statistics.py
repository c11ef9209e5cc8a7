"""The statistics of a period on paper: movement that balances, admitted, composition, discipline, exits, turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from chibo_app.basics import dates, numbers
from chibo_app.documents import exits, parts, wording
from chibo_app.documents.blocks import Block, Cell, Column, HeadCell, Heading, Paper, Para, Row, Table, Title
from chibo_app.queries.paper_statistics import StatisticsFacts
from chibo_app.queries.statistics import Figure
from chibo_app.queries.statistics_tables import Entry, Report, StatTable

_SAY = "statistics"
_SET_IN = "   "  # one level of a line
_NUMBER_MM, _WORD_MM = 14.5, 18
_SHORT = 12  # rows a table may have to be kept on one page: a longer one would leave the page before it empty
_YEAR, _HALF, _QUARTER = 12, 6, 3


def build(facts: StatisticsFacts) -> Paper:
    """Return the sheet. Raises UserError when the movement does not balance."""
    report, say, head = facts.report, wording.load(_SAY), facts.letterhead
    exits.require_balance(is_balanced=report.now.balances)
    subject = say("subject", period=period_name(report.from_on, report.to_on))
    blocks: list[Block] = [parts.plain_head(head), Title(say("title"), subject)]
    for number, (name, made) in enumerate(_parts(report), start=1):
        caption = say(f"head_{name}", on=dates.show(report.to_on))
        blocks += [Heading(say("part", number=numbers.roman(number), head=caption)), *made]
    if any(entry.now is None for table in report.tables for entry in table.entries):
        blocks.append(Para(say("not_kept"), is_note=True))
    compared = say("compared", from_on=dates.show(report.before_from), to_on=dates.show(report.before_to))
    blocks += [Para(compared, is_note=True), parts.compiled_signatures(head, facts.compiled_by, say("compiler"))]
    return parts.titled(head, blocks, parts.file_name(say("file"), head.cell_name, report.to_on))


def period_name(first: date, last: date) -> str:
    """Name a period as people do: a year, a half year, a quarter, else from day to day."""
    say, months = wording.load(_SAY), last.month - first.month + 1
    is_whole = first.year == last.year and first.day == 1 and (last + timedelta(days=1)).day == 1
    if is_whole and months == _YEAR:
        return say("period_year", year=str(first.year))
    if is_whole and months == _HALF and last.month % _HALF == 0:
        return say("period_half", half=say.list("halves")[last.month // _HALF - 1], year=str(first.year))
    if is_whole and months == _QUARTER and last.month % _QUARTER == 0:
        return say("period_quarter", quarter=numbers.roman(last.month // _QUARTER), year=str(first.year))
    return say("period_days", from_on=dates.show(first), to_on=dates.show(last))


def _parts(report: Report) -> Iterator[tuple[str, list[Block]]]:
    yield "movement", [_movement(report), *_balances(report)]
    yield "admitted", [_admitted(report)]
    yield "members", [_members(report), *_average(report)]
    for key in ("discipline", "exits", "turns"):
        yield key, [_outcome(report.table(key))]


def _movement(report: Report) -> Table:
    return _table([report.table("movement")], ("total", "female", "minority", "probationary"))


def _balances(report: Report) -> Iterator[Para]:
    say, now = wording.load(_SAY), report.now
    sums = {"opening": now.opening.total, "closing": now.closing.total}
    yield Para(say("balance", **_plain(sums | {"increase": now.increase, "decrease": now.decrease})))
    internal = now.in_internal.total - now.out_internal.total
    if now.in_internal.total or now.out_internal.total:
        seen = sums | {"increase": now.committee_increase, "decrease": now.committee_decrease}
        yield Para(
            say("committee_view", **_plain(seen | {"internal": abs(internal)}), sign="−" if internal < 0 else "+")
        )


def _plain(counts: dict[str, int]) -> dict[str, str]:
    return {name: str(count) for name, count in counts.items()}


def _admitted(report: Report) -> Block:
    total = report.table("admitted")
    about = [table for table in report.tables if table.kind == "admitted"]
    if not about:
        return Para(wording.load(_SAY)("nobody_admitted"))
    return _table([total, *about], ("total", "female", "share"), whole=total.entries[0].now)


def _members(report: Report) -> Table:
    tables = [table for table in report.tables if table.kind == "members"]
    return _table(tables, ("total", "female", "share"), whole=report.now.closing, first=_all_members(report))


def _all_members(report: Report) -> Entry:
    closing = report.table("movement").entry("closing")
    return Entry("closing", wording.load(_SAY)("total"), 0, closing.now, closing.before)


def _average(report: Report) -> Iterator[Para]:
    say = wording.load(_SAY)
    if report.average_age is not None:
        key = "average_age" if report.average_age_before is None else "average_age_both"
        yield Para(say(key, age=_age(report.average_age), before=_age(report.average_age_before or 0)))


def _age(years: float) -> str:
    return f"{years:.1f}".replace(".", ",")


def _outcome(table: StatTable) -> Table:
    columns = ("total", "female", "probationary")
    return _table([table], (*columns, "committee") if table.key == "discipline" else columns)


def _table(
    tables: Sequence[StatTable], shown: Sequence[str], *, whole: Figure | None = None, first: Entry | None = None
) -> Table:
    """One table for several parts; with more than one, each part begins with its name."""
    rows = [_row(first, shown, whole)] if first is not None else []
    for table in tables:
        if (len(tables) > 1 and table is not tables[0]) or first is not None:
            rows.append(Row((table.title,), is_bold=True, spans=True))
        rows += [_row(entry, shown, whole) for entry in table.entries]
    widths = (*(_NUMBER_MM for _name in shown), _WORD_MM, _WORD_MM)
    columns = (Column(), *(Column("center", width) for width in widths))
    return Table(columns, _head(shown), tuple(rows), size="list", is_whole=len(rows) <= _SHORT)


def _head(shown: Sequence[str]) -> tuple[tuple[HeadCell, ...], ...]:
    say = wording.load(_SAY)
    captions = (HeadCell(say(name)) for name in shown)
    around = (HeadCell(say("before"), rows=2), HeadCell(say("percent"), rows=2))
    return (
        (HeadCell(say("lines"), rows=2), HeadCell(say("this_period"), columns=len(shown)), *around), tuple(captions),
    )  # fmt: skip


def _row(entry: Entry, shown: Iterable[str], whole: Figure | None) -> Row:
    words = _SET_IN * max(0, entry.level - 1) + entry.text
    if entry.now is None or entry.before is None:  # the book does not keep it: room to write
        return Row((words, *("" for _name in shown), "", ""))
    cells: tuple[Cell, ...] = (words, *(_COUNTS[name](entry.now, whole) for name in shown))
    return Row((*cells, entry.before.total, entry.percent), is_bold=entry.level == 0)


def _share(figure: Figure, whole: Figure | None) -> str:
    return parts.share(figure.total, whole.total) if whole is not None and whole.total else ""


_COUNTS: dict[str, Callable[[Figure, Figure | None], Cell]] = {
    "total": lambda figure, _whole: figure.total,
    "female": lambda figure, _whole: figure.female,
    "minority": lambda figure, _whole: figure.minority,
    "probationary": lambda figure, _whole: figure.probationary,
    "committee": lambda figure, _whole: figure.committee,
    "share": _share,
}
