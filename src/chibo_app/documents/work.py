"""Papers about assigned work, the inspection programme, the file of an inspection and commendations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Column, Paper, Para, Row, Signatures, Signer, Table, Title
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.work_papers import (
    AssignmentFacts,
    Charge,
    Charged,
    CommendationFacts,
    IndexFacts,
    ProgrammeFacts,
    ProgrammeLine,
)

_SAY = "work"
_ROOM_TO_SIGN_MM = 12
_BLANK_ROWS = 6


def build_table(facts: AssignmentFacts) -> Paper:
    """Return the table of assignments of a cell: a row for each charge, room to sign beside each member."""
    say = wording.load(_SAY)
    rows = [row for number, one in enumerate(facts.members, 1) for row in _of_member(number, one)]
    blocks: list[Block] = [_list("assignments", rows, (0, 3), _ROOM_TO_SIGN_MM) if rows else Para(say("empty"))]
    blocks.append(Para(say("assignments.total", count=len(facts.members))))
    if facts.without:
        names = ", ".join(facts.without)
        blocks.append(Para(say("assignments.without", count=len(facts.without), names=names)))
    blocks.append(parts.report_signatures(facts.letterhead))
    subject = say("assignments.subject", year=str(facts.year))
    return _paper("assignments", subject, facts.letterhead, blocks, parts.plain_head(facts.letterhead), facts.year)


def _of_member(number: int, one: Charged) -> Iterable[Row]:
    who = "\n".join(part for part in (one.name, one.post) if part)
    for place, charge in enumerate(one.charges):
        lead = (number, who) if place == 0 else ("", "")
        yield Row((*lead, _content(charge), _when(charge), charge.expected, ""))


def build_sheet(facts: AssignmentFacts) -> Paper:
    """Return what one member is charged with, to be signed for."""
    say, head, member = wording.load(_SAY), facts.letterhead, facts.members[0]
    rows = [
        Row((number, say(f"kinds.{one.kind}"), _content(one), _when(one), one.expected, _result(one)))
        for number, one in enumerate(member.charges, 1)
    ]
    rows = rows or [Row((number, *[""] * 5)) for number in range(1, _BLANK_ROWS + 1)]
    post = f", {member.post}" if member.post else ""
    name = member.name or say("sheet.blank")
    blocks: list[Block] = [
        Para(say("sheet.sentence", name=name, post=post)),
        _list("sheet", rows, (0, 3), 0 if member.charges else _ROOM_TO_SIGN_MM), Para(say("sheet.duty")),
        Signatures(parts.cell_signs(head), left=Signer(say("sheet.receives"), name=member.name)),
    ]  # fmt: skip
    subject = say("sheet.subject", year=str(facts.year))
    return _paper("sheet", subject, head, blocks, parts.personal_head(head), member.name)


def _content(one: Charge) -> str:
    say = wording.load(_SAY)
    more = (("area", one.area), ("helped", one.helped), ("method", one.method))
    return "\n".join((one.content, *(say(key, value=value) for key, value in more if value)))


def _when(one: Charge) -> str:
    say = wording.load(_SAY)
    if one.due_on is None:
        return say("from", day=dates.show(one.starts_on)) if _begins_late(one.starts_on) else say("all_year")
    return say("until", day=dates.show(one.due_on))


def _begins_late(on: date | None) -> bool:
    return on is not None and (on.month, on.day) != (1, 1)


def _result(one: Charge) -> str:
    return wording.load(_SAY)(f"results.{one.result}") if one.result else ""


def build_programme(facts: ProgrammeFacts) -> Paper:
    """Return the inspection and supervision programme of a year."""
    say, head = wording.load(_SAY), facts.letterhead
    rows = [_programme_row(number, line) for number, line in enumerate(facts.lines, 1)]
    blocks: list[Block] = [_list("programme", rows, (0,)) if rows else Para(say("empty"))]
    blocks.append(parts.report_signatures(head))
    subject = say("programme.subject", year=str(facts.year))
    top = parts.issued_head(head, say("programme.symbol"))
    return _paper("programme", subject, head, blocks, top, facts.year, is_landscape=True)


def _programme_row(number: int, line: ProgrammeLine) -> Row:
    say = wording.load(_SAY)
    what = (
        line.content if line.content.startswith(line.subject) else "\n".join(filter(None, (line.subject, line.content)))
    )
    kind = say(f"programme.kinds.{line.kind}")
    return Row((number, parts.begun(what), line.who, _period(line), dates.show(line.planned_on), line.team, kind))


def _period(line: ProgrammeLine) -> str:
    say = wording.load(_SAY)
    if line.period_from and line.period_to:
        return say("programme.span", from_on=dates.show(line.period_from), to_on=dates.show(line.period_to))
    return dates.show(line.period_from or line.period_to)


def build_index(facts: IndexFacts) -> Paper:
    """Return the list of the papers in the file of an inspection; those not made yet have room to write."""
    say, head = wording.load(_SAY), facts.letterhead
    rows = [
        Row((number, one.code, one.title, dates.show(one.made_on), one.signed_by, one.note))
        for number, one in enumerate(facts.lines, 1)
    ]
    blocks: list[Block] = [Para(say("file_index.who", name=facts.who))] if facts.who else []
    blocks.append(_list("file_index", rows, (0, 1, 3)) if rows else Para(say("empty")))
    blocks.append(parts.compiled_signatures(head, "", say("file_index.handed")))
    subject = say("file_index.subject", kind=say(f"programme.kinds.{facts.kind}").lower(), subject=facts.subject)
    return _paper("file_index", subject, head, blocks, parts.plain_head(head), head.on)


def build_commendations(facts: CommendationFacts) -> Paper:
    """Return the list of commendations proposed and awarded in a year."""
    say, head = wording.load(_SAY), facts.letterhead
    rows = [
        Row((number, one.name, say(f"commendations.kinds.{one.kind}"), one.title, one.awarding_body,
             dates.show(one.proposed_on), one.decision, one.note))
        for number, one in enumerate(facts.lines, 1)
    ]  # fmt: skip
    blocks: list[Block] = [_list("commendations", rows, (0, 5)) if rows else Para(say("empty"))]
    blocks.append(Para(say("commendations.total", count=len(rows))))
    blocks.append(parts.compiled_signatures(head, ""))
    subject = say("commendations.subject", year=str(facts.year))
    top = parts.plain_head(head)
    return _paper("commendations", subject, head, blocks, top, facts.year, is_landscape=True)


def _list(section: str, rows: Sequence[Row], centred: Sequence[int], least_height_mm: float = 0) -> Table:
    say = wording.load(_SAY)
    widths = say.sentences[section]["widths_mm"]
    columns = tuple(Column("center" if place in centred else "left", wide) for place, wide in enumerate(widths))
    head = parts.head_row(say.list(f"{section}.columns"))
    return Table(columns, head, tuple(rows), size="list", least_height_mm=least_height_mm)


def _paper(
    section: str,
    subject: str,
    head: Letterhead,
    blocks: Sequence[Block],
    top: Block,
    about: str | int | date,
    *,
    is_landscape: bool = False,
) -> Paper:
    say = wording.load(_SAY)
    name = parts.file_name(say(f"{section}.file"), str(about) if isinstance(about, int) else about)
    titled = (top, Title(say(f"{section}.title"), subject), *blocks)
    return parts.titled(head, titled, name, is_landscape=is_landscape)
