"""Phiếu đảng viên and the one-page summary (members.md 1.1–1.2, documents.md 3e)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chibo_app.documents import layout as layouts
from chibo_app.documents import member_items as items
from chibo_app.documents import parts, pdf_lines, wording
from chibo_app.documents.blocks import (
    Block,
    Cell,
    Column,
    Field,
    Fields,
    Heading,
    PageBreak,
    Paper,
    Para,
    Row,
    Run,
    Signatures,
    Signer,
    Table,
    Ticks,
    Title,
)
from chibo_app.queries.member_papers import EntryLine, MemberFile


def build(facts: MemberFile, code: str) -> Paper:
    """Return the member form as a booklet of four sides; long answers go on to further sheets."""
    say, on = wording.load(items.SAY), facts.letterhead.on
    first = (items.head(facts, say.list("form_title"), code=code, has_photo=True), *_first_page(facts))
    blocks = (
        *first, PageBreak(), *_table(facts, "work_history"), *_table(facts, "training_history"),
        PageBreak(), *_third_page(facts),
        PageBreak(), *_table(facts, "relatives"), *_economy(facts), *declared(),
    )  # fmt: skip
    title = " ".join(say.list("form_title")).capitalize()
    name = parts.file_name(say("form_file"), facts.name, on)
    return Paper(f"{title}: {facts.name}", on, (items.fitted(blocks, on, first),), facts.letterhead.cell_name, name)


def _first_page(facts: MemberFile) -> list[Block]:
    say, on = wording.load(items.SAY), facts.letterhead.on
    blocks: list[Block] = []
    open_rows: list[Sequence[str]] = []
    for row in say.list("rows"):
        if row[0].startswith("="):
            blocks += [items.fields(facts, *open_rows), Heading(items.caption(row[0][1:], on))]
            open_rows = []
        else:
            open_rows.append(row)
    return [*blocks, items.fields(facts, *open_rows)]


def _table(facts: MemberFile, item: str) -> list[Block]:
    say = wording.load(items.SAY)
    frame = say.sentences["tables"][item]
    columns = tuple(Column(width_mm=width) for width in frame["widths"])
    rows = [Row(_cells(item, line)) for line in facts.entries.get(item, ())]
    blank = Row(("",) * len(columns))
    rows += [blank] * max(1, frame["rows"] - _room_taken(rows, frame["widths"]))
    head = parts.head_row(tuple(frame["columns"]))
    return [
        Heading(items.caption(item, facts.letterhead.on)),
        Table(columns, head, tuple(rows), least_height_mm=frame["height_mm"]),
    ]


def _room_taken(rows: Iterable[Row], widths: Sequence[float]) -> int:
    """How many blank rows the filled ones take the place of."""
    size = float(wording.load(items.SAY).sentences["sheet"]["table_size"])
    taken = 0
    for row in rows:
        pairs = zip(row.cells, widths, strict=True)
        taken += max(len(pdf_lines.break_text(str(cell), size, layouts.mm(width) - 7)) for cell, width in pairs)
    return taken


def _cells(item: str, line: EntryLine) -> tuple[Cell, ...]:
    """Put a row into the columns of its table; what is not kept apart stays free."""
    if item == "work_history":
        return items.period(line), ", ".join(filter(None, (line.content, line.issuer)))
    if item == "training_history":
        return line.issuer, line.content, items.period(line), "", line.note
    return line.note, line.content, str(line.from_on.year) if line.from_on else "", line.issuer


def _third_page(facts: MemberFile) -> list[Block]:
    say, on = wording.load(items.SAY), facts.letterhead.on
    badges = tuple((say("badge_years", years=str(years)), years in facts.badges) for years in facts.badge_years)
    discipline = [items.discipline_words(line) for line in facts.disciplines]
    again, back = facts.readmission, facts.restored
    second = (
        (("readmission_date", items.day_words(again.on) if again else ""),
         ("readmission_place", again.place if again else "")),
        (("readmission_referee_1", again.referee_1 if again else ""),),
        (("readmission_referee_2", again.referee_2 if again else ""),),
        (("readmission_official", items.day_words(again.official_on) if again else ""),),
        (("reinstatement", items.day_words(back.on) if back else ""),),
    )  # fmt: skip
    return [
        *_listed(facts, "rewards", 5), Ticks(items.caption("badges", on), badges), *_listed(facts, "honor_titles", 2),
        *_lines("disciplines", [*discipline, *_entry_words(facts, "disciplines")], 4, facts),
        Heading(items.caption("past", on)), *_listed(facts, "past_exits", 3),
        Fields(tuple(tuple(Field(items.caption(key, on), value) for key, value in row) for row in second)),
        *_listed(facts, "legal_sanctions", 4), *_listed(facts, "old_regime_service", 3),
        Heading(items.caption("abroad", on)), *_listed(facts, "abroad_stays", 4),
        *_listed(facts, "foreign_org_links", 4), *_listed(facts, "relatives_abroad", 4),
    ]  # fmt: skip


def _entry_words(facts: MemberFile, item: str) -> list[str]:
    return [items.entry_words(line) for line in facts.entries.get(item, ())]


def _listed(facts: MemberFile, item: str, least: int) -> list[Block]:
    return _lines(item, _entry_words(facts, item), least, facts)


def _lines(item: str, found: Sequence[str], least: int, facts: MemberFile) -> list[Block]:
    """A caption, a line for each row kept, and dotted lines up to the usual room."""
    label = items.caption(item, facts.letterhead.on)
    free = max(0, least - 1 - len(found))
    blank = [Fields(((Field(""),),) * free)] if free else []
    if not found:
        return [Fields(((Field(label),),)), *blank]
    shown = [Para(f"- {line}", "left", is_indented=False) for line in found]
    return [Para(label, "left", is_indented=False), *shown, *blank]


def _economy(facts: MemberFile) -> list[Block]:
    on = facts.letterhead.on
    rows = (
        ("income", "per_head"), ("house_given",), ("house_own",), ("land_given", "land_own"), ("activity",),
        ("farm", "labour"), ("assets",),
    )  # fmt: skip
    blank = Fields(tuple(tuple(Field(items.caption(f"economic_{key}", on)) for key in row) for row in rows))
    kept: list[Block] = [Para(line, "left", is_indented=False) for line in _entry_words(facts, "economic_situation")]
    return [Heading(items.caption("economic", on)), *(kept or [blank])]


def declared() -> list[Block]:
    """Return the end of a form of the files: the day, and the three signatures."""
    say = wording.load(items.SAY)
    declares = Signer(say("declares"), note=f"{say('declares_promise')}\n{say('declares_note')}")
    signatures = Signatures(
        Signer(say("cell_confirms"), note=say("cell_confirms_note")), left=declares,
        below=Signer(say("base_confirms"), note=say("base_confirms_note")),
    )  # fmt: skip
    return [Para((Run(say("declared"), italic=True),), "left", is_indented=False), signatures]


def build_summary(facts: MemberFile) -> Paper:
    """Return the summary of a member's file on one page: items 01–20 in short and the career."""
    say, head = wording.load(items.SAY), facts.letterhead
    rows = say.sentences["items"]["summary"]
    history = [
        (items.period(line), ", ".join(filter(None, (line.content, line.issuer))))
        for line in facts.entries.get("work_history", ())
    ]
    career = parts.plain_table(
        say.sentences["tables"]["work_history"]["columns"], history or [("", "")] * 6, size="list"
    )  # fmt: skip
    posts = (Field(items.caption("posts", head.on), items.words(facts, "posts")),)
    blocks: tuple[Block, ...] = (
        parts.personal_head(head), Title(say("summary_title")), Fields((*items.field_rows(facts, rows), posts)),
        Heading(items.caption("work_history", head.on)), career, _summary_signatures(facts),
    )  # fmt: skip
    name = parts.file_name(say("summary_file"), facts.name, head.on)
    title = f"{say('summary_title').capitalize()}: {facts.name}"
    return Paper(title, head.on, (items.fitted(blocks, head.on),), head.cell_name, name)


def _summary_signatures(facts: MemberFile) -> Signatures:
    say = wording.load(items.SAY)
    confirms = Signer(say("summary_confirms"), facts.letterhead.signer_post, name=facts.letterhead.signer_name)
    return Signatures(confirms, left=Signer(say("declares"), note=say("declares_note"), name=facts.name))
