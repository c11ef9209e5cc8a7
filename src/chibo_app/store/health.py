"""Is the book in good health? Every finding is a sentence for the person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from chibo_app.basics import clock
from chibo_app.basics.dates import show
from chibo_app.basics.i18n import _
from chibo_app.store import engine, journal, meta, opening, program_schema, rekey, search, snapshots, triggers
from chibo_app.store import replay as replaying

_OLD_BACKUP = timedelta(days=7)


@dataclass(frozen=True)
class Finding:
    """One result of the health check. `error` wants action, `warning` wants attention, `good` is as it should be."""

    level: Literal["good", "warning", "error"]
    code: str
    sentence: str


def check(place: engine.Place, connection: Any, *, replay: bool) -> list[Finding]:
    """Look a book through; `replay` also compares every record with its journal. Writes nothing."""
    run = connection.execute
    checks: list[Callable[[], Iterator[Finding]]] = [
        lambda: _pages(connection, place.key.encrypts),
        lambda: _references(run),
        lambda: _chain(run),
        lambda: _triggers(connection),
        lambda: _before_migration(run),
        lambda: _search(run),
        lambda: _replay(run) if replay else iter(()),
        lambda: _backups(run, place.path),
        lambda: _old_copies(run),
    ]
    return [finding for each in checks for finding in _guarded(each)]


def unreadable() -> Finding:
    """The finding when the file cannot even be opened."""
    return Finding("error", "unreadable", _("A part of the file cannot be read. Restore the newest good snapshot."))


def _guarded(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except engine.DriverError:
        yield unreadable()


def _pages(connection: Any, encrypted: bool) -> Iterator[Finding]:
    if snapshots.is_sound(connection, encrypted):
        yield Finding("good", "pages", _("The file is whole."))
    else:
        yield Finding("error", "pages", _("A part of the file is damaged. Restore the newest good snapshot."))


def _references(run: Any) -> Iterator[Finding]:
    if run("PRAGMA foreign_key_check").fetchone():
        yield Finding("error", "references", _("Some entries refer to something that is no longer in the book."))


def _chain(run: Any) -> Iterator[Finding]:
    report = journal.verify(run)
    if report.is_whole:
        yield Finding("good", "journal", _("The journal of changes is complete and unbroken."))
    if report.broken_at is not None:
        sentence = _("The journal was changed by another hand, from entry {number} on.")
        yield Finding("error", "journal_broken", sentence.format(number=report.broken_at))
    if report.missing_rows > 0:
        sentence = _("{count} entries of the journal are missing.")
        yield Finding("error", "journal_missing", sentence.format(count=report.missing_rows))
    if report.unsealed_rows > 0:
        sentence = _("{count} changes were made with another program.")
        yield Finding("warning", "journal_unsealed", sentence.format(count=report.unsealed_rows))


def _triggers(connection: Any) -> Iterator[Finding]:
    if triggers.present(connection) != program_schema.wanted_triggers(connection):
        yield Finding(
            "error", "triggers", _("The journal is not being written for all tables. Close the book and open it again.")
        )
    if at := meta.get(connection.execute, opening.ALARM):
        sentence = _("The journal was switched off by another program; this was noticed on {day} and put right.")
        yield Finding("warning", "trigger_alarm", sentence.format(day=show(datetime.fromisoformat(at).date())))


def _before_migration(run: Any) -> Iterator[Finding]:
    if count := meta.get(run, opening.DIFFERED):
        sentence = _("When the book was brought to the new format, {count} entries differed from the journal.")
        yield Finding("warning", "before_migration", sentence.format(count=count))


def _search(run: Any) -> Iterator[Finding]:
    if not search.is_whole(run):
        yield Finding(
            "warning", "search", _("The search does not know all entries. Use “Repair the search” in Settings.")
        )


def _replay(run: Any) -> Iterator[Finding]:
    wrong = len(replaying.differences(run))
    if wrong:
        sentence = _("{count} entries differ from what the journal says.")
        yield Finding("error", "replay", sentence.format(count=wrong))
    else:
        yield Finding("good", "replay", _("All entries are as the journal says."))


def _backups(run: Any, book: Path) -> Iterator[Finding]:
    proved = [each for each in snapshots.listed(run, snapshots.folder_of(book)) if each.proved]
    if not proved:
        yield Finding("warning", "backup", _("There is no proved snapshot of this book yet."))
        return
    shown = show(proved[0].taken_at.astimezone().date())
    is_old = clock.now() - proved[0].taken_at > _OLD_BACKUP
    yield Finding(
        "warning" if is_old else "good", "backup", _("The last proved snapshot is of {day}.").format(day=shown)
    )


def _old_copies(run: Any) -> Iterator[Finding]:
    for path in rekey.paths_in(run, rekey.OLD_COPIES):
        sentence = _("A copy still opens with an old passphrase: {path}. Destroy it when you find it.")
        yield Finding("warning", "old_copy", sentence.format(path=path))
