"""Proved snapshots of a book: made by VACUUM INTO, reopened, checked, counted, flushed, and only then named.

A snapshot has the book's own key. Its name tells only the time. Whatever still ends in `.part` was never proved.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chibo_app.basics import clock, paths, safe_file
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.store import disk, engine, header, journal, meta, migrations, thinning
from chibo_app.store.engine import Place

SUFFIX = ".saoluu"
_NAME = "%Y%m%d-%H%M%S-%f"
RECORD = "snapshot:"
LOCAL_FACTS = ("rekey",)  # facts of a moment of the book that must not live on in its copies


@dataclass(frozen=True)
class Snapshot:
    """One snapshot. `proved` says that it was reopened, checked and counted before it got its name."""

    path: Path
    taken_at: datetime
    proved: bool
    size: int
    counts: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""


def folder_of(book: Path) -> Path:
    """Return the folder of a book's snapshots."""
    return paths.snapshot_folder(book)


def files(folder: Path) -> list[Path]:
    """Return the snapshot files of a folder, newest first."""
    return sorted((path for path in folder.glob(f"*{SUFFIX}") if taken_at(path)), reverse=True)


def taken_at(path: Path) -> datetime | None:
    """Return the moment a snapshot's name tells, in UTC."""
    with suppress(ValueError):
        return datetime.strptime(path.stem, _NAME).replace(tzinfo=UTC)
    return None


def _free_name(folder: Path) -> Path:
    moment = clock.now().astimezone(UTC)
    while True:
        path = folder / f"{moment.strftime(_NAME)}{SUFFIX}"
        if not path.exists():
            return path
        moment = moment.replace(microsecond=(moment.microsecond + 1) % 1_000_000)


def counts(connection: Any) -> dict[str, int]:
    """Return how many rows each filled table has; those SQLite keeps for itself and the search are left out."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    names = [row[0] for row in connection.execute(sql).fetchall() if not row[0].startswith(("sqlite_", "search_"))]
    found = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    return {name: count for name, count in found.items() if count}


def copy_into(connection: Any, part: Path) -> dict[str, int]:
    """Write a consistent copy into a new file and return the counts it must have. Nobody may write meanwhile."""
    part.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(part),))
    return counts(connection)


def prove(copy: Place, expected: Mapping[str, int], head: tuple[int, str]) -> None:
    """Reopen a copy and check it through and through. Raises UserError when it is not perfect."""
    sound = False
    with suppress(engine.DriverError), closing(engine.connect(copy)) as connection:
        for fact in LOCAL_FACTS:
            meta.drop(connection.execute, fact)
        sound = is_sound(connection, copy.key.encrypts) and journal.newest(connection.execute) == head
        sound = sound and _without_facts(counts(connection)) == _without_facts(expected)
    if not sound:
        raise UserError(
            _("The snapshot could not be proved, so it was not kept."),
            _("The book itself was not changed."),
            _("Look at “Check the book” in Settings, and try again with another disk."),
        )


def _without_facts(found: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in found.items() if name != "book_meta"}


def is_sound(connection: Any, encrypted: bool) -> bool:
    """Whether every page and every table of a file is whole and it is a book."""
    if encrypted and connection.execute("PRAGMA cipher_integrity_check").fetchall():
        return False
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return False
    return migrations.application(connection) == header.APPLICATION_ID


@dataclass(frozen=True)
class Copy:
    """A consistent copy that is not yet proved, and what it must hold."""

    target: Path
    part: Path
    counts: dict[str, int]
    head: tuple[int, str]


def take_raw(place: Place, connection: Any, reason: str) -> Snapshot:
    """Take and prove a snapshot over a raw connection that nobody writes beside. Raises UserError."""
    return finish(place, begin(place, connection), reason)


def begin(place: Place, connection: Any, target: Path | None = None) -> Copy:
    """Write the copy of a snapshot; the only part that must keep writers out."""
    if target is None:
        folder_of(place.path).mkdir(parents=True, exist_ok=True)
        target = _free_name(folder_of(place.path))
    disk.require_room(target.parent, 2 * disk.size_of(place.path))
    part = safe_file.part_of(target)
    try:
        return Copy(target, part, copy_into(connection, part), journal.newest(connection.execute))
    except BaseException:
        _clear(part)
        raise


def finish(place: Place, copy: Copy, reason: str) -> Snapshot:
    """Prove the copy and give it its name. Raises UserError, and then nothing is left of it."""
    target = copy.target
    try:
        prove(Place(copy.part, place.key, local=False), copy.counts, copy.head)
        safe_file.flush_to_disk(copy.part)
        copy.part.replace(target)
        safe_file.flush_folder(target.parent)
    finally:
        _clear(copy.part)
    return Snapshot(target, taken_at(target) or clock.now(), True, target.stat().st_size, copy.counts, reason)


def _clear(part: Path) -> None:
    for rest in (part, *side_files(part)):
        rest.unlink(missing_ok=True)


def side_files(path: Path) -> list[Path]:
    """Return the side files SQLite may keep beside a file."""
    return [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]


def remember(run: Any, snapshot: Snapshot) -> None:
    """Write into the book that a snapshot was proved."""
    facts = {"size": snapshot.size, "counts": dict(snapshot.counts), "reason": snapshot.reason}
    meta.put(run, RECORD + snapshot.path.name, json.dumps(facts))
    forget_gone(run, snapshot.path.parent)


def listed(run: Any, folder: Path) -> list[Snapshot]:
    """Return the snapshots of a folder, newest first, with what the book remembers of them."""
    rows = run("SELECT key, value FROM book_meta WHERE key LIKE 'snapshot:%'").fetchall()
    known = {key.removeprefix(RECORD): json.loads(value) for key, value in rows}
    return [_described(path, known.get(path.name, {})) for path in files(folder)]


def _described(path: Path, facts: Mapping[str, Any]) -> Snapshot:
    size = path.stat().st_size
    proved = facts.get("size") == size
    return Snapshot(
        path, taken_at(path) or clock.now(), proved, size, facts.get("counts", {}), str(facts.get("reason", ""))
    )


def forget_gone(run: Any, folder: Path) -> None:
    """Drop what the book remembers of snapshots that are no longer there."""
    present = {RECORD + path.name for path in files(folder)}
    for (key,) in run("SELECT key FROM book_meta WHERE key LIKE 'snapshot:%'").fetchall():
        if key not in present:
            meta.drop(run, key)


def newest_good(book: Path, key: Any) -> Path | None:
    """Return the newest snapshot that opens with this key and is whole."""
    for path in files(folder_of(book)):
        with (
            suppress(engine.DriverError, OSError),
            closing(engine.connect(Place(path, key.for_file(path), False))) as c,
        ):
            if is_sound(c, key.encrypts):
                return path
    return None


def remove_unfinished(folder: Path) -> None:
    """Remove what an interrupted snapshot or re-keying left: never proved, and perhaps under an old key."""
    for rest in folder.glob(f"*{SUFFIX}.part*"):
        rest.unlink(missing_ok=True)


def tidy(folder: Path, now: datetime) -> list[Path]:
    """Thin a folder's snapshots and remove unfinished ones; return what was removed."""
    remove_unfinished(folder)
    moments = {moment: path for path in files(folder) if (moment := taken_at(path))}
    gone = [moments[moment] for moment in thinning.superfluous(list(moments), now)]
    for path in gone:
        path.unlink()
    return gone


def copy_to(snapshot: Path, folder: Path) -> Path:
    """Copy a snapshot to a second place and read it back. Raises UserError."""
    disk.require_room(folder, snapshot.stat().st_size)
    target = folder / snapshot.name
    with safe_file.replacing(target) as part:
        part.write_bytes(snapshot.read_bytes())
    if _fingerprint(target) != _fingerprint(snapshot):
        target.unlink()
        raise UserError(
            _("The copy in the second place could not be read back."), _("The book itself was not changed.")
        )
    return target


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
