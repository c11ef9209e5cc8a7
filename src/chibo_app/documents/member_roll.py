"""The roll Mẫu 7-HSĐV: everybody who ever stood on it, with the column that says how each left (documents.md 3d)."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Cell, Column, Field, Fields, Paper, Row, Sheet, Table, Title
from chibo_app.queries.papers import RollFacts, RollLine

_SAY = "registers"


def build_roll(facts: RollFacts) -> Paper:
    """Return the roll Mẫu 7-HSĐV: fourteen columns, nine blocks of four thin lines on a page."""
    say, head = wording.load(_SAY), facts.letterhead
    code = say("roll_code")
    day = dates.long_date(facts.reconciled_on) if facts.reconciled_on else say("roll_reconciled_blank")
    reconciled = Fields(((Field(say("roll_reconciled", day=day)),),))
    blocks: tuple[Block, ...] = (
        parts.plain_head(head, code), Title(say("roll_title"), hyphens=False), _roll_table(facts), reconciled,
    )  # fmt: skip
    return Paper(
        say("roll_title").capitalize(), head.on, (Sheet(blocks, is_landscape=True),), head.cell_name,
        parts.file_name(say("roll_file"), head.cell_name, head.on),
    )  # fmt: skip


def _roll_table(facts: RollFacts) -> Table:
    say = wording.load(_SAY)
    centred = {0, 2, 6, 8}
    columns = tuple(
        Column("center" if place in centred else "left", width)
        for place, width in enumerate(say.sentences["roll_widths_mm"])
    )
    return Table(
        columns, parts.head_row(say.list("roll_columns")),
        tuple(Row(_roll_row(number, line)) for number, line in enumerate(facts.lines, 1)),
        size="tiny", numbered_columns=True, ruled_lines=say.sentences["roll_lines_per_block"],
        rows_per_page=say.sentences["roll_blocks_per_page"],
    )  # fmt: skip


def _roll_row(number: int, line: RollLine) -> tuple[Cell, ...]:
    say = wording.load(_SAY)
    birth_name = line.birth_name if line.birth_name != line.name else ""
    gender = say(f"genders.{line.gender}") if line.gender else ""
    form = wording.load("members")(f"exit_forms.{line.exit_form}") if line.exit_form else ""
    return (
        number,
        _lines(line.name, birth_name),
        _lines(gender, line.ethnic_group, line.religion),
        line.hometown,
        _lines(line.general_education, line.political_theory, line.profession_level, line.languages),
        _lines(line.occupation_before, line.occupation_now),
        _lines(dates.show(line.admitted), dates.show(line.official)),
        _lines(line.card_number, line.dossier_number, line.badges),
        ", ".join(say.worded("services", code) for code in line.service.split()),
        _lines(dates.show(line.moved_out_on), line.moved_out_to),
        _lines(dates.show(line.moved_in_on), line.moved_in_from),
        _lines(dates.show(line.died_on), line.death_cause),
        _lines(dates.show(line.exit_on), form),
        line.note,
    )


def _lines(*values: str) -> str:
    """Each value on a line of its own, in the order of the head's caption."""
    return "\n".join(values).rstrip("\n")
