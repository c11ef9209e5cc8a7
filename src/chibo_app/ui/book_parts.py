"""What the frame shows of the open book: names of cells, numbers due, snapshots at start and close."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chibo_app.basics import clock
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import messages

if TYPE_CHECKING:
    from chibo_app.queries.today import Reminder
    from chibo_app.store import Store
    from chibo_app.ui.main_window import MainWindow

NAME_TABLES = frozenset({"cell", "organisation", "organisation_version"})


def cell_names(store: Store) -> dict[str, str]:
    """Return the names of the book's cells today, by id, in the order of their names."""
    from chibo_app.basics import text
    from chibo_app.queries import cells

    with store.read() as session:
        names = cells.cell_names(session, clock.today())
    return dict(sorted(names.items(), key=lambda pair: text.sort_key(pair[1])))


def window_title(names: dict[str, str], store: Store) -> str:
    """Return the title of the window: the program and the cell, or the number of cells."""
    program = _("Cell Book")
    if store.is_practice:
        program = f"{program} – {_('practice')}"
    if len(names) == 1:
        return f"{program} – {next(iter(names.values()))}"
    return f"{program} – {store.path.stem}"


def due_counts(store: Store, cell_id: str | None) -> dict[str, int]:
    """Return how many things are due this week or overdue, by the page that does them; "today" has the sum."""
    due = [one for one in reminders(store, cell_id) if one.level != "later"]
    counts = Counter(one.page for one in due)
    return {**counts, "today": len(due)}


def reminders(store: Store, cell_id: str | None) -> list[Reminder]:
    """Return what is due as of today, the snapshot of the book included."""
    from chibo_app.queries import today

    proved = store.last_proved()
    backed_up = proved.taken_at.astimezone().date() if proved else None
    with store.read() as session:
        return today.today(session, cell_id, clock.today(), last_backup_on=backed_up, asks_backup=True)


def snapshot_at_start(window: MainWindow) -> None:
    """Take the daily snapshot beside the window, when it is due."""
    window.jobs.quietly(
        lambda: window.store.snapshot_if_due("start"),
        lambda _taken: window.trust.show_state(window.store, saved=False),
        lambda error: _told(window, error),
    )


def snapshot_at_close(window: MainWindow) -> None:
    """Take the snapshot after changes before the book is closed; trouble is told, and the book closes all the same."""
    try:
        window.store.snapshot_if_due("close")
    except UserError as error:
        messages.problem(window, error)


def _told(window: MainWindow, error: Exception) -> None:
    if not isinstance(error, UserError):
        raise error
    messages.problem(window, error)
