"""The registers of a cell: which there are (dated template data), their columns, and their lines for any time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.queries import (
    paper_heads,
    reconciliations,
    register_holdings,
    register_members,
    register_moves,
    register_resolutions,
    residence_links,
)
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.reconciliations import ReconciliationRow
from chibo_app.queries.register_lines import WHOLE_TIME, Fill, Look, RegisterLine
from chibo_app.rules.rulebook import Row

ROLL = "member_roll"
FILLS: dict[str, Fill] = {
    ROLL: register_members.roll,
    "probationer_roll": register_members.probationers,
    "exit_roll": register_members.left_the_party,
    "death_roll": register_members.deaths,
    "transfer_book": register_moves.transfers,
    "badge_book": register_holdings.badges,
    "card_issue_book": register_holdings.cards,
    "reward_book": register_holdings.rewards,
    "residence_link_book": residence_links.lines,
    "resolution_book": register_resolutions.resolutions,
}


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One column of a register as printed: which values stand in it, and which of them must not be missing."""

    caption: str
    values: tuple[str, ...]
    required: tuple[str, ...] = ()
    align: str = "left"
    width_mm: float = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A register with its columns; `document` names another paper of the catalogue that is this register."""

    key: str
    title: str
    form_code: str
    columns: tuple[RegisterColumn, ...]
    keeps_places: bool
    is_whole_time: bool
    checks_current: bool
    also_required: tuple[str, ...]
    page: str
    document: str
    source: str
    verified: str
    left_columns: int = 0
    lines_per_block: int = 0
    blocks_per_page: int = 0

    @property
    def required(self) -> tuple[str, ...]:
        """The values that must not be missing, in the order of the columns."""
        return (*(name for column in self.columns for name in column.required), *self.also_required)


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """A register to print: its lines for a time, and how the roll was last reconciled."""

    letterhead: Letterhead
    register: Register
    lines: tuple[RegisterLine, ...]
    from_on: date
    to_on: date
    reconciliations: tuple[ReconciliationRow, ...] = ()
    compiled_by: str = ""

    @property
    def is_whole_time(self) -> bool:
        """Whether nothing is left out before the first day."""
        return self.from_on <= WHOLE_TIME


def registers(session: Session, on: date) -> list[Register]:
    """Return the registers a cell keeps, with the columns of a day, in the order of the bound book."""
    return [_register(row) for row in rulebook(session).rows("registers", on)]


def register(session: Session, key: str, on: date) -> Register:
    """Return one register. Raises NotFound."""
    for one in registers(session, on):
        if one.key == key:
            return one
    raise NotFound(
        _("There is no register called «{name}».").format(name=key),
        next_step=_("Look at the list of registers for its name."),
    )


def _register(row: Row) -> Register:
    columns = tuple(
        RegisterColumn(
            str(one["caption"]), tuple(one["values"]), tuple(one.get("required", ())), str(one.get("align", "left")),
            float(one.get("mm", 0)), str(one.get("group", "")),
        )
        for one in row["columns"]
    )  # fmt: skip
    return Register(
        row.key, str(row["title"]), str(row["form_code"]), columns, bool(row["keeps_places"]), bool(row["whole_time"]),
        row["checks"] == "current", tuple(row["also_required"]), str(row.get("page", "")), str(row.get("document", "")),
        row.source, row.verified, int(row.get("left_columns", 0)), int(row.get("lines_per_block", 0)),
        int(row.get("blocks_per_page", 0)),
    )  # fmt: skip


def lines(session: Session, key: str, cell_id: str | None, from_on: date | None, to_on: date) -> list[RegisterLine]:
    """Return the lines of a register from a day (or ever) until another; none for a book kept elsewhere."""
    return lines_of(Look(session, cell_id, from_on or WHOLE_TIME, to_on), key)


def lines_of(look: Look, key: str) -> list[RegisterLine]:
    """Return the lines of a register of a look that several registers share."""
    fill = FILLS.get(key)
    return fill(look) if fill else []


def facts(session: Session, key: str, cell_id: str | None, from_on: date | None, to_on: date) -> RegisterFacts:
    """Return a register ready to be printed."""
    one = register(session, key, to_on)
    last = reconciliations.rows(session, cell_id, to_on)[:1] if key == ROLL else []
    return RegisterFacts(
        paper_heads.letterhead(session, cell_id, to_on), one, tuple(lines(session, key, cell_id, from_on, to_on)),
        from_on or WHOLE_TIME, to_on, tuple(last),
    )  # fmt: skip


def compiled(found: RegisterFacts, by: str) -> RegisterFacts:
    """Return the register with the name of who made the list."""
    return replace(found, compiled_by=by)
