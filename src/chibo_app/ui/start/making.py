"""Making, recovering and restoring a book. Runs beside the window and returns the open book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import Session

from chibo_app.actions import cells
from chibo_app.basics.i18n import _
from chibo_app.store import Key, Store

if TYPE_CHECKING:
    from chibo_app.ui.start.first_run import NewBook


def make(wanted: NewBook) -> Store:
    """Make the file and the first cell in it; when the cell is refused, no file is left. Raises UserError."""
    wanted.path.parent.mkdir(parents=True, exist_ok=True)
    store = Store.create(wanted.path, Key.passphrase(wanted.passphrase))
    try:
        store.write(
            _("Make the cell {name}").format(name=wanted.cell_name),
            lambda session: _add_cell(session, wanted),
            undoable=False,
        )
    except BaseException:
        store.close()
        wanted.path.unlink(missing_ok=True)
        raise
    return store


def _add_cell(session: Session, wanted: NewBook) -> None:
    cells.create_cell(
        session,
        wanted.cell_name,
        wanted.parent_name,
        setting=wanted.setting,
        place_name=wanted.place_name,
    )


def recover(path: Path, code: str, passphrase: str) -> Store:
    """Open by the code of the recovery sheet and put a new passphrase in place at once. Raises UserError."""
    store = Store.open(path, Key.recovery(code))
    try:
        store.change_passphrase(passphrase)
    except BaseException:
        store.close()
        raise
    return store


def restore(path: Path, snapshot: Path, passphrase: str) -> Store:
    """Put a proved snapshot in the place of a book, which is kept beside it. Raises UserError.

    `passphrase` is empty for a book without one.
    """
    return Store.restore(path, snapshot, Key.passphrase(passphrase) if passphrase else Key.none())
