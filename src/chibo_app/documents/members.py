"""Lists of members: the working list, the list to sign at a meeting (documents.md 3d, 3l)."""

from __future__ import annotations

from typing import Any

from chibo_app.basics import dates
from chibo_app.documents import minutes, parts, wording
from chibo_app.documents.blocks import (
    Block,
    Cell,
    Column,
    Paper,
    Para,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
)
from chibo_app.documents.letters import tied
from chibo_app.queries.meeting_papers import Attendance, AttendanceLine, AttendanceListFacts
from chibo_app.queries.papers import MemberLine, MemberListFacts

_SAY = "members"
_SIGNING_HEIGHT_MM = 8


def build_list(facts: MemberListFacts) -> Paper:
    """Return the working list of members as of a day, with the columns asked for."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("list_subject", day=dates.long_date(facts.as_of))
    counts = facts.counts
    count = say(
        "list_count", total=counts.total, male=counts.male, female=counts.female, official=counts.official,
        probationary=counts.probationary, exempt=counts.exempt,
    )  # fmt: skip
    blocks: tuple[Block, ...] = (
        parts.plain_head(head), Title(say("list_title"), subject), member_table(facts),
        Para(count), parts.compiled_signatures(head, facts.compiled_by),
    )  # fmt: skip
    return parts.titled(head, blocks, parts.file_name(say("list_file"), head.cell_name, facts.as_of), is_landscape=True)


def list_columns() -> tuple[str, ...]:
    """Return the ids of the columns a working list can have, in their usual order."""
    return tuple(wording.load(_SAY).sentences["columns"])


def member_table(facts: MemberListFacts) -> Table:
    """Return the table of the working list."""
    known: dict[str, dict[str, Any]] = wording.load(_SAY).sentences["columns"]
    chosen = list(facts.columns or known)
    columns = tuple(Column(known[name].get("align", "left")) for name in chosen)
    rows = tuple(Row(tuple(_value(line, n, name) for name in chosen)) for n, line in enumerate(facts.lines, 1))
    head = parts.grouped_head(
        [known[name]["caption"] for name in chosen], [known[name].get("group", "") for name in chosen]
    )
    return Table(columns, head, rows, size="list")


def _value(line: MemberLine, number: int, column: str) -> Cell:
    if column == "number":
        return number
    if column.startswith("birth_"):
        return _birth(line, column)
    if column in ("admitted", "official"):
        return dates.show(getattr(line, column))
    if column == "phone":
        return tied(line.phone)
    return str(getattr(line, column))


def _birth(line: MemberLine, column: str) -> str:
    birth = dates.show(line.birth)
    if not line.gender:
        is_first = column == "birth_male"
        return wording.load(_SAY)("unknown_gender", birth=birth) if is_first and birth else ""
    return birth if column == f"birth_{line.gender}" else ""


def build_attendance(facts: AttendanceListFacts) -> Paper:
    """Return the list to sign at a meeting; after the meeting it carries the marks and the counts."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("attendance_subject", meeting=minutes.subject_of(facts.kind, facts.period))
    day = dates.long_date(facts.started.date())
    blocks: list[Block] = [parts.plain_head(head), Title(say("attendance_title"), subject)]
    blocks.append(Para(say("attendance_time", hour=parts.hour(facts.started), day=day)))
    if facts.location:
        blocks.append(Para(say("attendance_place", location=parts.bare(facts.location))))
    blocks.append(_attendance_table(facts))
    if facts.attendance:
        blocks.append(Para(_attendance_count(facts.attendance)))
    blocks.append(_attendance_signatures(facts))
    return parts.titled(head, blocks, parts.file_name(say("attendance_file"), head.cell_name, facts.started.date()))


def _attendance_table(facts: AttendanceListFacts) -> Table:
    say = wording.load(_SAY)
    columns = (
        Column("center"), Column(), Column(width_mm=30), Column("center"), Column(width_mm=28), Column(width_mm=32)
    )  # fmt: skip
    rows = tuple(Row(_attendance_row(number, line)) for number, line in enumerate(facts.lines, 1))
    head = parts.head_row(say.list("attendance_columns"))
    return Table(columns, head, rows, least_height_mm=_SIGNING_HEIGHT_MM)


def _attendance_row(number: int, line: AttendanceLine) -> tuple[Cell, ...]:
    say = wording.load(_SAY)
    mark = say(f"marks.{line.status}") if line.status else ""
    note = f"{mark}: {line.reason}" if mark and line.reason else mark or line.reason
    return (number, line.name, line.post, tied(say(f"standings.{line.standing}")), "", note)


def _attendance_count(counts: Attendance) -> str:
    return wording.load(_SAY)(
        "attendance_count", present=counts.present, convened=counts.convened, exempt=counts.exempt,
        share=parts.share(counts.present, counts.convened - counts.special_duty), excused=len(counts.excused),
        unexcused=len(counts.unexcused), temporary_out=counts.temporary_out,
    )  # fmt: skip


def _attendance_signatures(facts: AttendanceListFacts) -> Signatures:
    say = wording.load(_SAY)
    chair = Signer(say("chair_signs"), name=facts.chair)
    return Signatures(chair, left=Signer(say("attendance_signs"), name=facts.checked_by))
