"""Making and opening the file of a book, before any SQLModel session: key, format, migrations, triggers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from chibo_app.basics import clock, ids, safe_file
from chibo_app.basics.errors import UserError
from chibo_app.store import (
    disk,
    engine,
    header,
    meta,
    migrations,
    program_schema,
    refusals,
    rekey,
    replay,
    snapshots,
    triggers,
)
from chibo_app.store.key import DerivedKey, Key
from chibo_app.store.migrations import Step

_QUICK_CHECK_BELOW = 8_000_000  # bytes; larger books are checked in the background
TRIGGERS, ALARM, DIFFERED = "journal_triggers", "trigger_alarm", "differed_before_migration"


def make(path: Path, key: Key | DerivedKey, *, practice: bool, steps: Sequence[Step]) -> DerivedKey:
    """Make the file of a new book, whole or not at all. Raises CannotOpen when the name is taken."""
    if path.exists():
        raise refusals.exists()
    part = safe_file.part_of(path)
    _remove((part, *snapshots.side_files(part)))
    derived = key.derive(part) if isinstance(key, Key) else key
    try:
        with safe_file.replacing(path):
            _fill(engine.Place(part, derived, local=False), practice, steps)
            _remove(snapshots.side_files(part))
    finally:
        _remove(snapshots.side_files(part))
    return derived


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _fill(place: engine.Place, practice: bool, steps: Sequence[Step]) -> None:
    with closing(engine.connect(place)) as connection:
        migrations.upgrade(connection, steps, finish)
        facts = {"lineage": ids.new_id(), "practice": "1" if practice else "", "made_at": clock.stamp()}
        for name, value in facts.items():
            meta.put(connection.execute, name, value)


def prepare(path: Path, key: Key | DerivedKey, steps: Sequence[Step]) -> tuple[engine.Place, list[str]]:
    """Check, bring up to date and return a book ready for its engines, with remarks. Raises CannotOpen."""
    snapshots.remove_unfinished(snapshots.folder_of(path))
    _check_look(path, key if isinstance(key, Key) else key.source)
    derived = key.derive(path) if isinstance(key, Key) else key.for_file(path)
    place = engine.Place(path, derived, disk.is_local(path))
    connection = _unlocked(place)
    try:
        _check_format(connection, len(steps))
        _check_content(connection, place)
        if migrations.file_format(connection) < len(steps):
            _upgrade(place, connection, steps)
        return place, [*_check_triggers(connection), *_finish_rekey(place, connection)]
    finally:
        connection.close()


def _upgrade(place: engine.Place, connection: Any, steps: Sequence[Step]) -> None:
    """Bring an older book up to date, after a proved snapshot. What differed from the journal before is remembered."""
    snapshots.take_raw(place, connection, "migration")
    differed = len(replay.differences(connection.execute))

    def finish_and_rebase(connection: Any) -> None:
        finish(connection)
        replay.rebase(connection, len(steps))
        if differed:
            meta.put(connection.execute, DIFFERED, str(differed))

    migrations.upgrade(connection, steps, finish_and_rebase)


def _check_look(path: Path, key: Key) -> None:
    look = header.look(path)
    if look == "missing":
        raise refusals.missing()
    if look == "not_a_book":
        raise refusals.not_a_book()
    if look == "plain" and key.kind != "none":
        raise refusals.not_encrypted()
    if look == "encrypted" and key.kind == "none":
        raise refusals.needs_passphrase()


def _unlocked(place: engine.Place) -> Any:
    try:
        return engine.connect(place)
    except engine.DriverError as error:
        if "not a database" not in str(error) and "malformed" not in str(error):
            raise
        good = snapshots.newest_good(place.path, place.key)
        if engine.key_opens(place.path, place.key) or not place.key.encrypts:
            raise refusals.damaged(good) from error
        raise refusals.wrong_key(place.key.source.kind == "recovery", good) from error


def _check_format(connection: Any, known: int) -> None:
    if migrations.application(connection) != header.APPLICATION_ID:
        raise refusals.not_a_book()
    if (found := migrations.file_format(connection)) > known:
        raise refusals.newer(found, known)


def _check_content(connection: Any, place: engine.Place) -> None:
    if disk.size_of(place.path) > _QUICK_CHECK_BELOW:
        return
    try:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except engine.DriverError:
        sound = False
    if not sound:
        raise refusals.damaged(snapshots.newest_good(place.path, place.key))


def _finish_rekey(place: engine.Place, connection: Any) -> list[str]:
    """Go on with an interrupted change of the passphrase; the book itself is usable either way."""
    try:
        return ["rekey_finished"] if rekey.finish(place, connection) else []
    except UserError:
        return ["rekey_pending"]


def finish(connection: Any) -> None:
    """Put the triggers in place after the last step; inside its transaction."""
    wanted = program_schema.wanted_triggers(connection)
    triggers.replace_all(connection, wanted)
    meta.put(connection.execute, TRIGGERS, triggers.fingerprint(wanted))


def _check_triggers(connection: Any) -> list[str]:
    """Compare the file's triggers with what they should be; put them right and remember who changed them."""
    wanted, present = program_schema.wanted_triggers(connection), triggers.present(connection)
    if present == wanted:
        return []
    # Triggers of an older program are its own business; any others were changed by another hand.
    tampered = triggers.fingerprint(present) != meta.get(connection.execute, TRIGGERS)
    connection.execute("BEGIN IMMEDIATE")
    try:
        finish(connection)
        if tampered:
            meta.put(connection.execute, ALARM, clock.stamp())
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return ["triggers"] if tampered else []
