"""The list of the page Cam kết: one line for each pledge of the year, and for each member who has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import PledgeKind, Standing
from chibo_app.ui.kit.list_detail import Chip
from chibo_app.ui.kit.rows_model import Column

if TYPE_CHECKING:
    from chibo_app.queries.pledges import PledgeRow


@dataclass(frozen=True)
class Pledger:
    """One member and a pledge of the year, if there is one.

    The id is that of the member; further pledges of the same member go by their own id.
    """

    id: str
    person_id: str
    cell_id: str
    full_name: str
    name_key: str
    kind: PledgeKind | None
    pledge_id: str | None
    item_count: int
    open_count: int
    handed_in_on: date | None
    confirmed_on: date | None
    search: str

    @property
    def is_to_judge(self) -> bool:
        """Whether a pledge that was handed in has promises the cell has not judged."""
        return self.handed_in_on is not None and self.open_count > 0

    @property
    def shown_name(self) -> str:
        """The name, with the kind of pledge where it is not the yearly one."""
        special = self.kind if self.kind not in (None, PledgeKind.ANNUAL_CULTIVATION) else None
        return f"{self.full_name} – {labels.label(special)}" if special else self.full_name


def lines(rows: Sequence[PledgeRow]) -> list[Pledger]:
    """Return the lines of the rows."""
    seen: set[tuple[str, str]] = set()
    found = []
    for row in rows:
        pair = row.cell_id, row.person_id
        own_id = row.person_id if pair not in seen else row.pledge_id or row.person_id
        seen.add(pair)
        standing = "" if row.standing is Standing.OFFICIAL else labels.label(row.standing)
        found.append(Pledger(
            own_id, row.person_id, row.cell_id, row.full_name, row.name_key, row.kind, row.pledge_id, row.item_count,
            row.open_count, row.handed_in_on, row.confirmed_on, text.search_key(row.full_name, standing),
        ))  # fmt: skip
    return found


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column("shown_name", _("Full name"), 24, sort=lambda row: row.name_key),
        Column("item_count", _("Promises"), 8, "right", shown=lambda row: str(row.item_count or "")),
        Column("handed_in_on", _("Handed in"), 11, "centre"),
        Column("confirmed_on", _("Noted (column)"), 11, "centre"),
    ]


def chips() -> list[Chip]:
    """Return the filters: how far a pledge has come."""
    return [
        Chip(_("All")),
        Chip(_("Not handed in"), lambda row: row.handed_in_on is None),
        Chip(_("Handed in (chip)"), lambda row: row.handed_in_on is not None),
        Chip(_("Noted by the cell"), lambda row: row.confirmed_on is not None),
        Chip(_("Not judged"), lambda row: row.is_to_judge),
    ]


def counts(rows: Sequence[Pledger], year: int) -> str:
    """Return who has handed in, as a sentence: members, of whom the first pledge speaks, not papers."""
    first: dict[str, Pledger] = {}
    for row in rows:
        first.setdefault(row.person_id, row)
    done = sum(row.handed_in_on is not None for row in first.values())
    return _("{count} members: {done} have handed in the pledge of {year}, {waiting} have not").format(
        count=len(first), done=done, year=year, waiting=len(first) - done
    )
