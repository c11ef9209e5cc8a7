"""The collective plans of a cell and the table of their results (meetings-pledges.md 4.6)."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Bases,
    Block,
    Cell,
    Column,
    Paper,
    Para,
    Row,
    Table,
    Title,
)
from chibo_app.queries.pledge_papers import PlanFacts, PlanLine

_SAY = "pledges_plans"


def build(facts: PlanFacts) -> Paper:
    """Return a plan: what it stands on, its aims, who does what by when; parts without facts are left out."""
    say, head = wording.load(_SAY), facts.letterhead
    blocks: list[Block] = [parts.issued_head(head, say("symbol")), Title(say("title"), _subject(facts))]
    if facts.bases:
        blocks.append(Bases(facts.bases))
    blocks += parts.sections([
        (say("aims_head"), parts.paras(facts.aims)), (say(f"lines_head.{facts.kind}"), [_table(facts)]),
        (say("order_head"), _order(facts)),
    ])  # fmt: skip
    blocks.append(parts.report_signatures(head))
    return parts.titled(head, blocks, parts.file_name(say("file_name"), facts.kind, str(facts.year), head.cell_name))


def build_results(facts: PlanFacts) -> Paper:
    """Return the table of how each line of a plan went, with the results of the half-year and the year."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("results_subject", subject=_subject(facts))
    columns = _columns(say.sentences["results_widths_mm"], centred=(0, 3, 6))
    rows = tuple(Row(_result(number, line, facts.kind)) for number, line in enumerate(facts.lines, 1))
    blocks: list[Block] = [
        parts.plain_head(head), Title(say("results_title"), subject),
        Table(columns, parts.head_row(say.list(f"results_columns.{facts.kind}")), rows, size="list"),
        Para(say("results_count", done=facts.done, total=len(facts.lines))),
        *parts.paras(facts.half_year_result, say("half_year")), *parts.paras(facts.year_result, say("year")),
        parts.compiled_signatures(head, ""),
    ]  # fmt: skip
    name = parts.file_name(say("results_file"), facts.kind, str(facts.year), head.cell_name)
    return parts.titled(head, blocks, name, is_landscape=True)


def _subject(facts: PlanFacts) -> str:
    """Return what the plan is about, without the name of its type, which stands above it."""
    begins = wording.load(_SAY)("title_begins")
    words = parts.inside(facts.title)
    return words[len(begins) :] if words.lower().startswith(begins.lower()) else words


def _table(facts: PlanFacts) -> Table:
    say = wording.load(_SAY)
    line = _remedy if facts.kind == "remedy" else _action
    rows = tuple(Row(line(number, one)) for number, one in enumerate(facts.lines, 1))
    last = len(say.list(f"columns.{facts.kind}")) - 1
    columns = _columns(say.sentences["widths_mm"][facts.kind], centred=(0, last))
    return Table(columns, parts.head_row(say.list(f"columns.{facts.kind}")), rows, size="list")


def _action(number: int, line: PlanLine) -> tuple[Cell, ...]:
    return number, line.content, line.lead, line.cooperating, line.product, line.target, line.due


def _remedy(number: int, line: PlanLine) -> tuple[Cell, ...]:
    return number, line.content, line.cause, line.measure, line.lead, line.due


def _result(number: int, line: PlanLine, kind: str) -> tuple[Cell, ...]:
    say = wording.load(_SAY)
    percent = say("percent", value=line.percent) if line.percent else ""
    aim = line.measure if kind == "remedy" else line.target
    return number, line.content, line.lead, line.due, aim, line.result, percent


def _order(facts: PlanFacts) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = [Para(say("order"))]
    if facts.approved_on:
        blocks.append(Para(say("approved", day=dates.long_date(facts.approved_on))))
    if facts.public_on:
        blocks.append(Para(say("public", day=dates.long_date(facts.public_on))))
    return blocks


def _columns(widths: tuple[float, ...], centred: tuple[int, ...]) -> tuple[Column, ...]:
    return tuple(Column("center" if place in centred else "left", wide) for place, wide in enumerate(widths))
