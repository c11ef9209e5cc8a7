"""A new passphrase: the book and every snapshot within reach get the new key, the rest is named.

Order: the old key is written into the (still old) book; the book is re-keyed in one transaction of SQLite; a proved
snapshot under the new key is made; the older snapshots are re-keyed one by one through a `.part`; the old key is
removed. Whatever interrupts this, the book opens with the old or the new passphrase, and the next opening goes on.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chibo_app.basics import safe_file
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.store import disk, engine, failures, meta, recovery, refusals, snapshots
from chibo_app.store.engine import Place
from chibo_app.store.key import DerivedKey, Key
from chibo_app.store.snapshots import Snapshot

_TRIES = 3
FACT, COPIES, OLD_COPIES = "rekey", "copies", "copies_with_old_key"


@dataclass(frozen=True)
class RekeyReport:
    """What a change of the passphrase did.

    Copies out of reach still open with the old passphrase. Pending ones failed for want of room or a bad disk; they
    are tried again at the next opening.
    """

    recovery_code: str
    snapshot: Snapshot | None
    rekeyed: tuple[Path, ...] = ()
    destroyed: tuple[Path, ...] = ()
    out_of_reach: tuple[Path, ...] = ()
    pending: tuple[Path, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether a proved snapshot and every copy within reach have the new key."""
        return self.snapshot is not None and not self.pending


def change(place: Place, new: Key) -> tuple[Place, RekeyReport]:
    """Give the book a new key; nobody else may have it open. Raises UserError, and then the old key still opens it."""
    if not place.key.encrypts:
        raise refusals.without_passphrase()
    disk.require_room(place.path.parent, 3 * disk.size_of(place.path))
    changed = replace(place, key=new.derive(place.path))
    if changed.key.raw == place.key.raw:
        raise UserError(_("The book already has this passphrase."), _("Nothing was changed."), _("Choose another one."))
    with closing(engine.connect(place)) as connection:
        old = {"raw": place.key.raw.hex(), "salt": place.key.salt.hex()}
        meta.put(connection.execute, FACT, json.dumps(old))
        with suppress(engine.DriverError):  # judged by opening the file anew, which is what counts
            connection.execute(f'PRAGMA rekey="{changed.key.pragma}"')
    if not _has_changed(place.path, place.key, changed.key):
        _forget(place)
        raise _not_changed()
    return changed, _followed(changed)


def _has_changed(path: Path, old: DerivedKey, new: DerivedKey) -> bool:
    for _try in range(_TRIES):  # a disk that fails for a moment must not be taken for a wrong key
        if opens(path, new):
            return True
        if opens(path, old):
            return False
    return False


def _forget(place: Place) -> None:
    with suppress(engine.DriverError), closing(engine.connect(place)) as connection:
        meta.drop(connection.execute, FACT)  # otherwise the next opening does it


def _followed(changed: Place) -> RekeyReport:
    """Let the copies follow the book, which has its new key already: whatever fails now is done at the next opening."""
    try:
        with closing(engine.connect(changed)) as connection:
            report = finish(changed, connection)
    except (UserError, engine.DriverError):
        report = None
    return report or RekeyReport(recovery.encode(changed.key.raw), None)


def _not_changed() -> UserError:
    return UserError(
        _("The passphrase could not be changed; perhaps the disk is full."),
        _("The book still opens with the old passphrase, and everything saved is safe."),
        _("Make room on the disk, then try again."),
    )


def finish(place: Place, connection: Any) -> RekeyReport | None:
    """Go on with a change of the passphrase where it stopped; None when there is nothing to do. Raises UserError."""
    noted = meta.get(connection.execute, FACT)
    if noted is None:
        return None
    old = _noted_key(noted)
    if old.raw == place.key.raw:  # the book was not re-keyed: the old passphrase stands, and so do the snapshots
        meta.drop(connection.execute, FACT)
        return None
    older = _copies(place.path, connection)
    snapshot = snapshots.take_raw(place, connection, "passphrase")
    snapshots.remember(connection.execute, snapshot)
    report = RekeyReport(recovery.encode(place.key.raw), snapshot)
    for path in older:
        report = _one(report, path, old, place.key)
    _note_unreached(connection.execute, report.out_of_reach)
    if report.is_finished:
        meta.drop(connection.execute, FACT)
    return report


def _note_unreached(run: Any, unreached: tuple[Path, ...]) -> None:
    gone = [str(path) for path in unreached]
    if gone:
        noted = [each for each in paths_in(run, OLD_COPIES) if each not in gone]
        meta.put(run, OLD_COPIES, json.dumps([*noted, *gone], ensure_ascii=False))
        left = [each for each in paths_in(run, COPIES) if each not in gone]
        meta.put(run, COPIES, json.dumps(left, ensure_ascii=False))


def paths_in(run: Any, fact: str) -> list[str]:
    """Return the paths noted under a fact of the book."""
    return list(json.loads(meta.get(run, fact) or "[]"))


def _noted_key(noted: str) -> DerivedKey:
    facts = json.loads(noted)
    return DerivedKey(Key("recovery", bytes.fromhex(facts["raw"])), *(bytes.fromhex(facts[name]) for name in facts))


def _copies(book: Path, connection: Any) -> list[Path]:
    elsewhere = [Path(each) for each in paths_in(connection.execute, COPIES)]
    return [*snapshots.files(snapshots.folder_of(book)), *elsewhere]


def _one(report: RekeyReport, path: Path, old: DerivedKey, new: DerivedKey) -> RekeyReport:
    if not path.is_file():
        return replace(report, out_of_reach=(*report.out_of_reach, path))
    if opens(path, new):
        return report
    if not old.fits(path):  # not a copy of this book: another book once had this name
        return replace(report, out_of_reach=(*report.out_of_reach, path))
    try:
        rekey_copy(path, old, new)
    except (engine.DriverError, OSError) as error:
        if isinstance(error, OSError) or failures.is_about_disk(error):
            return replace(report, pending=(*report.pending, path))
        path.unlink()  # opens with neither key: of no use, and perhaps readable with the old passphrase
        return replace(report, destroyed=(*report.destroyed, path))
    return replace(report, rekeyed=(*report.rekeyed, path))


def opens(path: Path, key: DerivedKey) -> bool:
    """Whether a copy opens with a key."""
    if not key.fits(path):
        return False
    with suppress(engine.DriverError), closing(engine.unlocked(path, key)):
        return True
    return False


def rekey_copy(path: Path, old: DerivedKey, new: DerivedKey) -> None:
    """Give a copy a new key through a `.part` that is checked before it takes the place. Raises the driver's error."""
    with safe_file.replacing(path) as part:
        try:
            shutil.copyfile(path, part)
            with closing(engine.connect(Place(part, old, local=False))) as connection:
                connection.execute(f'PRAGMA rekey="{new.pragma}"')
            with closing(engine.connect(Place(part, new, local=False))) as connection:
                if not snapshots.is_sound(connection, encrypted=True):
                    raise engine.DriverError("malformed")
        finally:
            for rest in snapshots.side_files(part):
                rest.unlink(missing_ok=True)


def remember_copy(run: Any, path: Path) -> None:
    """Note in the book that a copy of it lies outside the snapshot folder."""
    others = [each for each in paths_in(run, COPIES) if each != str(path)]
    meta.put(run, COPIES, json.dumps([*others, str(path)], ensure_ascii=False))
