"""The book on disk: open it, read it, write named acts, undo them, keep proved snapshots of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session

from chibo_app.store import engine, journal, meta, migrations, opening
from chibo_app.store.key import DerivedKey, Key
from chibo_app.store.lock import BookLock
from chibo_app.store.meta import DraftNote
from chibo_app.store.transactions import Done, Order, Writing, raise_for_person

T = TypeVar("T")


class Store:
    """One open book. Made by `create`, `open` or `restore`; `close` it at the end."""

    def __init__(self, place: engine.Place, lock: BookLock, who: str) -> None:
        self._lock = lock
        self._who = who
        self._start(place)

    def _start(self, place: engine.Place) -> None:
        self._place = place
        self._writer = engine.writer(place)
        self._reader = engine.reader(place)
        self._writing = Writing(self._writer, self._who, len(migrations.STEPS))

    @classmethod
    def create(cls, path: Path, key: Key | DerivedKey, *, practice: bool = False, who: str = "") -> Store:
        """Make a new book and open it. Raises CannotOpen when there is already a file of this name."""
        lock = BookLock(path, who)
        try:
            derived = opening.make(path, key, practice=practice, steps=migrations.STEPS)
            place, _remarks = opening.prepare(path, derived, migrations.STEPS)
        except BaseException:
            lock.release()
            raise
        return cls(place, lock, who)

    @classmethod
    def open(cls, path: Path, key: Key | DerivedKey, *, who: str = "") -> Store:
        """Open a book. Raises CannotOpen telling wrong passphrase, damaged, newer and in use apart."""
        lock = BookLock(path, who)
        try:
            place, _remarks = opening.prepare(path, key, migrations.STEPS)
        except BaseException:
            lock.release()
            raise
        return cls(place, lock, who)

    @property
    def path(self) -> Path:
        """Where the book lies."""
        return self._place.path

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that can only read; what it returned stays usable afterwards."""
        with Session(self._reader, expire_on_commit=False) as session:
            try:
                yield session
            except Exception as error:
                raise_for_person(error)
                raise

    def write(self, label: str, work: Callable[[Session], T]) -> Done[T]:
        """Run the work as one act: journalled, sealed, committed. On any error nothing of it stays.

        Raises Refused when the rules or the Forms forbid it, UserError when the disk does.
        """
        return self._writing.act(Order(label), work)

    def journal_head(self) -> tuple[int, str]:
        """Return the number and seal of the newest act, as printed on reports and sent in packages."""
        return self._read_raw(journal.newest)

    def meta(self, key: str) -> str | None:
        """Return a fact about the file (lineage, practice, …)."""
        return self._read_raw(lambda run: meta.get(run, key))

    def set_meta(self, key: str, value: str) -> None:
        """Write a fact about the file; inside an act it is committed with the act."""
        self._write_raw(lambda run: meta.put(run, key, value))

    def save_draft(self, form_key: str, content: dict[str, Any]) -> None:
        """Keep what is being typed in a form."""
        self._write_raw(lambda run: meta.keep_draft(run, form_key, content))

    def drafts(self) -> list[DraftNote]:
        """Return what is kept of unfinished forms, newest first."""
        return self._read_raw(meta.drafts)

    def drop_draft(self, form_key: str) -> None:
        """Throw away what was kept of a form."""
        self._write_raw(lambda run: meta.drop_draft(run, form_key))

    def _read_raw(self, question: Callable[[Any], T]) -> T:
        if (session := self._writing.current) is not None:
            return question(session.connection().exec_driver_sql)
        with self.read() as session:
            return question(session.connection().exec_driver_sql)

    def _write_raw(self, change: Callable[[Any], T]) -> T:
        if (session := self._writing.current) is not None:
            return change(session.connection().exec_driver_sql)
        return self._writing.transaction(lambda session: change(session.connection().exec_driver_sql))

    def close(self) -> None:
        """Put everything into the one file and let the next person open it."""
        self._stop()
        self._lock.release()

    def _stop(self) -> None:
        self._reader.dispose()
        with self._writing.alone():
            with self._writer.connect() as connection:
                raw = connection.connection.driver_connection
                connection.rollback()
                if raw is not None:
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
