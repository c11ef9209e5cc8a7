"""Putting a snapshot in the place of the book. What is replaced is kept first, even when it is damaged."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from chibo_app.basics import clock, ids, safe_file
from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.store import disk, engine, header, meta, migrations, refusals, snapshots
from chibo_app.store.engine import Place
from chibo_app.store.key import DerivedKey, Key

DAMAGED_SUFFIX = ".hong"


def put_back(book: Path, snapshot: Path, key: Key | DerivedKey) -> DerivedKey:
    """Replace the book by a snapshot with a lineage of its own. Raises UserError, and then the book is as it was."""
    if not snapshot.is_file():
        raise refusals.missing()
    if header.look(snapshot) == "not_a_book":
        raise refusals.not_a_book()
    derived = key.derive(snapshot) if isinstance(key, Key) else key.for_file(snapshot)
    _require_good(snapshot, derived)
    disk.require_room(book.parent, 3 * snapshot.stat().st_size + disk.size_of(book))
    _keep_replaced(book, key)
    with safe_file.replacing(book) as part:
        _fill(part, snapshot, derived)
        for rest in snapshots.side_files(book):  # the log of the old book must never be played into the new one
            rest.unlink(missing_ok=True)
    return derived


def _require_good(snapshot: Path, key: DerivedKey) -> None:
    try:
        with closing(engine.connect(Place(snapshot, key, local=False))) as connection:
            sound = snapshots.is_sound(connection, key.encrypts)
            newer = migrations.file_format(connection) > len(migrations.STEPS)
    except engine.DriverError:
        if engine.key_opens(snapshot, key) or not key.encrypts:
            raise refusals.damaged(None) from None
        raise refusals.wrong_key(key.source.kind == "recovery", None) from None
    if newer:
        raise refusals.newer(len(migrations.STEPS) + 1, len(migrations.STEPS))
    if not sound:
        raise refusals.damaged(None)


def _keep_replaced(book: Path, key: Key | DerivedKey) -> None:
    if not book.exists():
        return
    try:
        derived = key.derive(book) if isinstance(key, Key) else key.for_file(book)
        place = Place(book, derived, disk.is_local(book))
        with closing(engine.connect(place)) as connection:
            snapshots.take_raw(place, connection, "restore")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (engine.DriverError, UserError, CannotOpen):
        _keep_damaged(book)


def _keep_damaged(book: Path) -> None:
    """Keep the files of a book that cannot be opened, for whoever may still read something from them."""
    folder = snapshots.folder_of(book)
    folder.mkdir(parents=True, exist_ok=True)
    stem = clock.stamp().translate({ord(sign): None for sign in "-:."})
    for source in (book, *snapshots.side_files(book)):
        if source.exists() and source.stat().st_size:
            target = folder / f"{stem}{source.name.removeprefix(book.name)}{DAMAGED_SUFFIX}"
            with safe_file.replacing(target) as part:
                shutil.copyfile(source, part)


def _fill(part: Path, snapshot: Path, key: DerivedKey) -> None:
    shutil.copyfile(snapshot, part)
    with closing(engine.connect(Place(part, key, local=False))) as connection:
        meta.put(connection.execute, "lineage", ids.new_id())
        meta.put(connection.execute, "restored_from", snapshot.name)
        meta.put(connection.execute, "restored_at", clock.stamp())
        for fact in snapshots.LOCAL_FACTS:
            meta.drop(connection.execute, fact)
    for rest in snapshots.side_files(part):
        rest.unlink(missing_ok=True)
