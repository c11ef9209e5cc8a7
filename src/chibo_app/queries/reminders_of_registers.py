"""Due things about the registers: the roll is reconciled with the level above every three months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import reconciliations
from chibo_app.queries.reminders import Due, Scope

_TERM = "list_reconciliation"
_PLACE = "reconciliations"  # the line of the page of the registers that is opened


def all_of(scope: Scope) -> Iterator[Due]:
    """Give for each cell with members when its roll is to be reconciled; without a day where that was never done."""
    last = reconciliations.last_days(scope.session)
    with_members = {state.cell_id for state in scope.members.values()}
    for cell_id, name in scope.cell_names.items():
        if cell_id in with_members:
            yield from _of_cell(scope, cell_id, name, last)


def _of_cell(scope: Scope, cell_id: str, name: str, last: Mapping[str, date]) -> Iterator[Due]:
    made = last.get(cell_id)
    if made is None:
        term = scope.deadline(_TERM, scope.on)
        sentence = _("{cell}: the roll has not been reconciled with the committee above yet.").format(cell=name)
        yield Due(None, sentence, "registers", _PLACE, term.source if term else "", "reconciliation_never", cell_id)
        return
    term = scope.deadline(_TERM, made)
    if term is not None:
        sentence = _("{cell}: the roll is to be reconciled again; the last time was on {day}.").format(
            cell=name, day=dates.show(made)
        )
        yield Due(term.due_on, sentence, "registers", _PLACE, term.source, "reconciliation", cell_id)
