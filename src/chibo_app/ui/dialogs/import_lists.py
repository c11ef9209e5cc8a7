"""The two kinds of lists that are imported alike: members, and the register of those who left."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chibo_app.actions import exit_imports, imports
from chibo_app.actions.import_plan import ExitPlan, ImportPlan
from chibo_app.basics import clock, numbers
from chibo_app.basics.i18n import _
from chibo_app.exchange import workbook_exits, workbook_members

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.exchange.sheets import Sheet
    from chibo_app.store import Store

Kind = Literal["members", "exits"]
Plan = ImportPlan | ExitPlan


def read(kind: Kind, path: Path) -> Sheet:
    """Read a list. Raises CannotOpen."""
    return workbook_members.read(path) if kind == "members" else workbook_exits.read(path)


def judged(store: Store, kind: Kind, sheet: Sheet, cell_id: str) -> Plan:
    """Judge every row against the rules, the list itself and the book; writes nothing."""
    with store.read() as session:
        if kind == "members":
            return workbook_members.plan(sheet, session, cell_id, clock.today())
        return workbook_exits.plan(sheet, session, clock.today(), cell_id)


def apply(session: Session, plan: Plan) -> dict[str, int]:
    """Write the good rows."""
    if isinstance(plan, ImportPlan):
        return imports.apply(session, plan)
    return exit_imports.apply(session, plan, create_cells=True)


def counts_sentence(counts: Mapping[str, int]) -> str:
    """Return the five numbers of an import as a sentence."""
    return _("{read} rows read: {new} new, {changed} changed, {unchanged} already so, {refused} refused").format(
        **{name: numbers.padded(counts[name]) for name in ("read", "new", "changed", "unchanged", "refused")}
    )
