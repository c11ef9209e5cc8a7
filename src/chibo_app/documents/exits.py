"""Report on those who left the Party in a period, with the statistics table that must balance (members.md 7.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields as facts_of

from chibo_app.basics import dates
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Column, Heading, Paper, Para, Row, Table, Title
from chibo_app.queries.case_papers import ExitLine, ExitsFacts, FlowFacts, FlowLine

_SAY = "exits"
_INCREASE = ("admitted", "readmitted", "restored", "resumed", "transferred_in")
_DECREASE = ("died", "expelled", "removed", "withdrew", "annulled", "transferred_out")
_FORMS = ("expelled", "removed", "withdrew")
_CELL_COLUMN = 9


def build(facts: ExitsFacts) -> Paper:
    """Return the report. Raises UserError when the table does not balance or the list and table disagree."""
    check(facts)
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("subject", period=_period(facts))
    blocks: list[Block] = [parts.issued_head(head, say("symbol")), Title(say("title"), subject)]
    said, list_head = Para(summary(facts.lines)), Heading(say("list_head"))
    blocks += [said, list_head, _list(facts)] if facts.lines else [list_head, said]  # no empty table
    blocks += [Heading(say("table_head")), flow_table(facts.flow), Para(_balance(facts.flow))]
    blocks.append(parts.report_signatures(head))
    return parts.titled(head, blocks, parts.file_name(say("file"), head.cell_name, facts.to_on), is_landscape=True)


def check(facts: ExitsFacts) -> None:
    """Refuse a report whose figures do not agree: A + B − C = D, and each count with its names."""
    flow = facts.flow
    for figure in (field.name for field in facts_of(FlowLine) if field.name != "probationary"):
        value = getattr(flow.opening, figure) + _sum(flow, _INCREASE, figure) - _sum(flow, _DECREASE, figure)
        if value != getattr(flow.closing, figure):
            raise _disagreement()
    for form in _FORMS:
        line: FlowLine = getattr(flow, form)
        named = [one for one in facts.lines if one.form == form]
        if len(named) != line.total or _probationary(named) != line.probationary:
            raise _disagreement()
    if flow.expelled.probationary:
        raise UserError(
            _("A probationary member is listed as expelled. Only official members can be expelled."),
            next_step=_("Open the member's history and correct the form of leaving to removal."),
        )


def require_balance(*, is_balanced: bool) -> None:
    """Refuse to print figures that do not balance. Raises UserError."""
    if not is_balanced:
        raise _disagreement()


def _disagreement() -> UserError:
    return UserError(
        _("The figures of the report do not agree with each other."),
        _("Nothing was printed and nothing in the book was changed."),
        _("Check the events of the period in the members' histories."),
    )


def _sum(flow: FlowFacts, names: Iterable[str], figure: str = "total") -> int:
    return sum(getattr(getattr(flow, name), figure) for name in names)


def _probationary(lines: Iterable[ExitLine]) -> int:
    return sum(line.standing == "probationary" for line in lines)


def _period(facts: ExitsFacts) -> str:
    say = wording.load(_SAY)
    first, last = facts.from_on, facts.to_on
    is_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    if is_year:
        return say("period_year", year=str(first.year))
    return say("period_days", from_on=dates.show(first), to_on=dates.show(last))


def summary(lines: tuple[ExitLine, ...]) -> str:
    """Return the sentence `khai trừ 06, xóa tên 55 (trong đó 10 đảng viên dự bị), xin ra khỏi Đảng 33`."""
    say = wording.load(_SAY)
    if not lines:
        return say("none")
    counts = {form: sum(line.form == form for line in lines) for form in _FORMS}
    removed = [line for line in lines if line.form == "removed"]
    probationary = say("summary_probationary", count=_probationary(removed)) if _probationary(removed) else ""
    return say("summary", count=len(lines), probationary=probationary, **counts)


def _list(facts: ExitsFacts) -> Table:
    say = wording.load(_SAY)
    has_cells = any(line.cell_name for line in facts.lines)
    captions = [caption for place, caption in enumerate(say.list("columns")) if has_cells or place != _CELL_COLUMN]
    columns = tuple(Column("center" if place in (0, 2, 5, 6) else "left") for place in range(len(captions)))
    return Table(columns, parts.head_row(captions), tuple(_rows(facts.lines, has_cells)), size="small")


def _rows(lines: tuple[ExitLine, ...], has_cells: bool) -> Iterable[Row]:
    number = 0
    for form in _FORMS:
        named = [line for line in lines if line.form == form]
        if named:
            yield Row((_group_name(form, named),), is_bold=True, spans=True)
        for line in named:
            number += 1
            yield Row(_row(number, line, has_cells))


def _group_name(form: str, named: list[ExitLine]) -> str:
    say, probationary = wording.load(_SAY), _probationary(named)
    name = wording.load("members")(f"exit_forms.{form}")
    if probationary:
        return say("group_probationary", form=name, count=len(named), probationary=probationary)
    return say("group", form=name, count=len(named))


def _row(number: int, line: ExitLine, has_cells: bool) -> tuple[str | int, ...]:
    say = wording.load(_SAY)
    gender = say(f"genders.{line.gender}") if line.gender else ""
    cell = (line.cell_name,) if has_cells else ()
    return (
        number, line.name, dates.show(line.birth), gender, line.ethnic_group, dates.show(line.admitted),
        dates.show(line.official), say(f"standings.{line.standing}"), line.card_number, *cell, line.reason,
        line.resolution, line.decision, dates.show(line.announced_on), line.note,
    )  # fmt: skip


def flow_table(flow: FlowFacts) -> Table:
    """Return the table of increase and decrease."""
    say = wording.load(_SAY)
    rows = [_flow_row("opening", flow.opening, is_bold=True), _sum_row(flow, "increase", _INCREASE)]
    rows += [_flow_row(name, getattr(flow, name)) for name in _INCREASE]
    rows.append(_sum_row(flow, "decrease", _DECREASE))
    for name in _DECREASE:
        rows.append(_flow_row(name, getattr(flow, name)))
        if name == "removed":
            rows.append(_flow_row("removed_probationary", FlowLine(flow.removed.probationary), only_total=True))
    rows.append(_flow_row("closing", flow.closing, is_bold=True))
    rows += [_flow_row(name, getattr(flow, name)) for name in ("exempt", "temporary_out")]
    columns = (Column(), *(Column("center", 24) for _figure in facts_of(FlowLine)))
    return Table(columns, parts.head_row(say.list("flow_columns")), tuple(rows), size="small", is_whole=True)


def _flow_row(name: str, line: FlowLine, *, is_bold: bool = False, only_total: bool = False) -> Row:
    caption = wording.load(_SAY)(f"flow.{name}")
    figures = [getattr(line, field.name) for field in facts_of(FlowLine)]
    shown = [figures[0], *("" for _figure in figures[1:])] if only_total else figures
    return Row((caption, *shown), is_bold)


def _sum_row(flow: FlowFacts, name: str, parts_of_sum: tuple[str, ...]) -> Row:
    figures = (_sum(flow, parts_of_sum, field.name) for field in facts_of(FlowLine))
    return _flow_row(name, FlowLine(*figures), is_bold=True)


def _balance(flow: FlowFacts) -> str:
    return wording.load(_SAY)(
        "balance", opening=str(flow.opening.total), increase=str(_sum(flow, _INCREASE)),
        decrease=str(_sum(flow, _DECREASE)), closing=str(flow.closing.total),
    )  # fmt: skip
