"""The plan of a month and the list of Party groups: working papers for the notice board and the meeting."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from itertools import groupby

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Column, Heading, Paper, Para, Row, Table, Title
from chibo_app.queries.plan_papers import GroupPart, GroupsFacts, PlanFacts, PlanLine

_SAY = "work_plan"


def build(facts: PlanFacts) -> Paper:
    """Return the plan: one row for each piece of work, with room to write who sees to it."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = _subject(facts)
    blocks: list[Block] = [parts.plain_head(head), Title(say("title"), subject)]
    blocks.append(_table(facts.lines) if facts.lines else Para(say("empty")))
    if facts.holidays:
        blocks.append(Para(say("holidays", days="; ".join(_holidays(facts)))))
    blocks.append(parts.report_signatures(head))
    return parts.titled(head, blocks, parts.file_name(say("file"), head.cell_name, facts.from_on))


def _subject(facts: PlanFacts) -> str:
    say, first, last = wording.load(_SAY), facts.from_on, facts.to_on
    is_month = first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1])
    if is_month:
        return say("subject_month", month=dates.padded_month(first.month), year=str(first.year))
    return say("subject_days", from_on=dates.show(first), to_on=dates.show(last))


def _table(lines: Iterable[PlanLine]) -> Table:
    say = wording.load(_SAY)
    columns = (Column(width_mm=27), Column(), Column(width_mm=32), Column(width_mm=32))
    return Table(columns, parts.head_row(say.list("columns")), tuple(_rows(lines)), size="list", least_height_mm=8)


def _rows(lines: Iterable[PlanLine]) -> Iterator[Row]:
    say = wording.load(_SAY)
    for day, group in groupby(lines, key=lambda line: line.day):
        when = f"{dates.show(day)}, {say.list('weekdays')[day.weekday()]}"
        for place, line in enumerate(group):
            note = say("overdue") if line.is_overdue else line.source
            yield Row((when if place == 0 else "", _work(line), "", note))


def _work(line: PlanLine) -> str:
    if not line.time:
        return line.work if not line.place else f"{line.work} ({line.place})"
    where = wording.load(_SAY)("at", time=line.time, place=line.place) if line.place else line.time
    return f"{line.work} ({where})"


def _holidays(facts: PlanFacts) -> Iterator[str]:
    for name, group in groupby(facts.holidays, key=lambda one: one[1]):
        days = [day for day, _name in group]
        span = dates.show(days[0]) if len(days) == 1 else f"{dates.show(days[0])} – {dates.show(days[-1])}"
        yield f"{name} ({span})"


def build_groups(facts: GroupsFacts) -> Paper:
    """Return the list of Party groups of a cell."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("groups.subject", day=dates.long_date(facts.as_of))
    blocks: list[Block] = [parts.plain_head(head), Title(say("groups.title"), subject)]
    for group in facts.groups:
        blocks += [Heading(say("groups.head", name=group.name, count=len(group.members))), _group_table(group)]
    if not facts.groups:
        blocks.append(Para(say("groups.empty")))
    elif facts.outside:
        blocks.append(Para(say("groups.outside", count=len(facts.outside), names="; ".join(facts.outside))))
    if facts.groups:
        blocks.append(Para(say("groups.total", groups=len(facts.groups), count=facts.member_count)))
    blocks.append(parts.compiled_signatures(head, ""))
    return parts.titled(head, blocks, parts.file_name(say("groups.file"), head.cell_name, facts.as_of))


def _group_table(group: GroupPart) -> Table:
    say = wording.load(_SAY)
    rows = tuple(
        Row((number, line.name, say(f"groups.{line.post}") if line.post else "", dates.show(line.from_on)))
        for number, line in enumerate(group.members, 1)
    )
    columns = (Column("center", 12), Column(), Column(width_mm=42), Column("center", 30))
    return Table(columns, parts.head_row(say.list("groups.columns")), rows, size="list")
