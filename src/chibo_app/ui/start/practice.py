"""The practice book of this computer: made when first wanted, in the program's own folder, with a public passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chibo_app.actions import practice
from chibo_app.basics import paths
from chibo_app.basics.i18n import _
from chibo_app.store import Key, Store

if TYPE_CHECKING:
    from chibo_app.ui.kit.jobs import Progress

_NAME = "thuc-hanh.chibo"


def opened(progress: Progress | None = None) -> Store:
    """Open the practice book, making it when there is none. Raises UserError."""
    path, key = paths.data_folder() / _NAME, Key.passphrase(practice.content()["passphrase"])
    if path.exists():
        return Store.open(path, key)
    if progress is not None:
        progress.step(0, 1)
    return made(path, key)


def made(path: Path, key: Key) -> Store:
    """Make a practice book at a place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = Store.create(path, key, practice=True)
    try:
        store.write(_("Make the practice book"), practice.fill, undoable=False)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store
