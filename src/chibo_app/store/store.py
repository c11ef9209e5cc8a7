"""The book on disk: open it, read it, write named acts, undo them, keep proved snapshots of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session

from chibo_app.basics import clock, safe_file
from chibo_app.store import (
    engine,
    failures,
    health,
    journal,
    meta,
    migrations,
    opening,
    recovery,
    refusals,
    rekey,
    restore,
    search,
    second_place,
    snapshots,
    thinning,
    undo,
)
from chibo_app.store.gate import Gate
from chibo_app.store.health import Finding
from chibo_app.store.key import DerivedKey, Key
from chibo_app.store.lock import BookLock
from chibo_app.store.meta import DraftNote
from chibo_app.store.rekey import RekeyReport
from chibo_app.store.second_place import SecondPlace, copy_to_second_place
from chibo_app.store.snapshots import Snapshot
from chibo_app.store.transactions import Changes, Done, Order, Writing, raise_for_person

T = TypeVar("T")


class Store:
    """One open book. Made by `create`, `open` or `restore`; `close` it at the end."""

    def __init__(self, place: engine.Place, lock: BookLock, who: str, remarks: Sequence[str] = ()) -> None:
        self._lock = lock
        self._place = place
        self._reader = engine.reader(place)
        self._writing = Writing(engine.writer(place), who, len(migrations.STEPS))
        self._gate = Gate()
        self._copying = threading.Lock()  # whoever tidies up after one copy would take another for an unfinished one
        self._head_at_open = self.journal_head()
        self.remarks = tuple(remarks)
        self.second_place: Path | None = None

    # Opening and closing

    @classmethod
    def create(cls, path: Path, key: Key | DerivedKey, *, practice: bool = False, who: str = "") -> Store:
        """Make a new book and open it. Raises CannotOpen when there is already a file of this name."""
        return cls._opened(path, who, lambda: opening.make(path, key, practice=practice, steps=migrations.STEPS))

    @classmethod
    def open(cls, path: Path, key: Key | DerivedKey, *, who: str = "") -> Store:
        """Open a book. Raises CannotOpen telling wrong passphrase, damaged, newer and in use apart."""
        return cls._opened(path, who, lambda: key)

    @classmethod
    def restore(cls, path: Path, snapshot: Path, key: Key | DerivedKey, *, who: str = "") -> Store:
        """Put a snapshot in the book's place, keep what is replaced, and open it. Raises UserError."""
        return cls._opened(path, who, lambda: restore.put_back(path, snapshot, key))

    @classmethod
    def _opened(cls, path: Path, who: str, ready: Callable[[], Key | DerivedKey]) -> Store:
        if not path.parent.is_dir():
            raise refusals.missing()
        if not path.name or path.is_dir():
            raise refusals.folder()
        lock = BookLock(path, who)
        try:
            place, remarks = opening.prepare(path, ready(), migrations.STEPS)
            return cls(place, lock, who, remarks)
        except BaseException as error:
            lock.release()
            raise_for_person(error)
            raise

    def close(self) -> None:
        """Put everything into the one file and let the next person open it. Raises UserError when the disk fails."""
        try:
            with self._gate.shut(), self._writing.alone():
                self._stop()
        except Exception as error:
            raise_for_person(error)
            raise
        finally:
            self._lock.release()

    def _stop(self) -> None:
        self._reader.dispose()
        self._writing.stop()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # What the book is

    @property
    def path(self) -> Path:
        """Where the book lies."""
        return self._place.path

    @property
    def is_encrypted(self) -> bool:
        """Whether the book is protected by a passphrase."""
        return self._place.key.encrypts

    @property
    def is_practice(self) -> bool:
        """Whether this is a practice book."""
        return self.meta("practice") == "1"

    @property
    def must_set_passphrase(self) -> bool:
        """Whether the book was opened by its recovery code, so that a new passphrase is wanted first."""
        return self._place.key.source.kind == "recovery"

    def recovery_code(self) -> str:
        """Return the code for the recovery sheet; it is void after the next change of the passphrase."""
        if not self.is_encrypted:
            raise refusals.without_passphrase()
        return recovery.encode(self._place.key.raw)

    # Reading and writing

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that can only read; what it returned stays usable afterwards."""
        # Inside an act nobody can be re-keying, and waiting for one who waits for this act would never end.
        passage = self._gate.passing() if self._writing.current is None else nullcontext()
        with passage, Session(self._reader, expire_on_commit=False) as session:
            try:
                yield session
            except Exception as error:
                raise_for_person(error)
                raise

    def write(
        self, label: str, work: Callable[[Session], T], *, undoable: bool = True, snapshot_before: str = ""
    ) -> Done[T]:
        """Run the work as one act: journalled, sealed, committed. On any error nothing of it stays.

        `snapshot_before` takes a proved snapshot of that reason first (imports, mass changes). Raises Refused when
        the rules or the Forms forbid it, UserError when the disk does.
        """
        if snapshot_before:
            self.snapshot(snapshot_before)
        return self._writing.act(Order(label, "do" if undoable else "final"), work)

    def undo(self) -> Changes:
        """Undo the newest act that is not undone, as a new act. Raises Refused when it cannot be undone."""
        return self._turn("undo", 0)

    def redo(self) -> Changes:
        """Redo what was undone last. Raises Refused when it cannot be redone."""
        return self._turn("redo", 1)

    @property
    def undo_label(self) -> str | None:
        """What `undo` would undo."""
        return turn.label if (turn := self._read_raw(undo.next_turns)[0]) else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would redo."""
        return turn.label if (turn := self._read_raw(undo.next_turns)[1]) else None

    def _turn(self, kind: journal.ActKind, side: int) -> Changes:
        turn = self._read_raw(undo.next_turns)[side]
        if turn is None:
            raise undo.nothing_left(kind)
        order = Order(turn.label, kind, turn.target)
        return self._writing.act(order, lambda s: undo.turn_back(s, turn.act, undo.UNDO_GUARDS)).changes

    def journal_head(self) -> tuple[int, str]:
        """Return the number and seal of the newest act, as printed on reports and sent in packages."""
        return self._read_raw(journal.newest)

    # Snapshots, copies, health

    def snapshot(self, reason: str = "asked") -> Snapshot:
        """Take a proved snapshot, thin the older ones and copy it to the second place. Raises UserError."""
        return self._copied(reason, None)

    def snapshot_if_due(self, event: thinning.Event) -> Snapshot | None:
        """Take a snapshot when one is due at this event (see `thinning.is_due`)."""
        last = self.last_proved()
        changed = self.journal_head() != self._head_at_open
        is_due = thinning.is_due(event, last.taken_at if last else None, changed, clock.now())
        return self.snapshot(event) if is_due else None

    def backup(self, out: Path) -> Snapshot:
        """Write a proved copy of the book to a place of the person's choice. Raises UserError."""
        out = out.absolute()  # remembered for the next change of the passphrase, whatever folder that starts in
        safe_file.require_place(out, self.path)
        copy = self._copied("asked", out)
        self._write_raw(lambda run: rekey.remember_copy(run, out))
        return copy

    def _copied(self, reason: str, target: Path | None) -> Snapshot:
        try:
            with self._copying:
                with self._writing.alone(), closing(engine.connect(self._place)) as connection:
                    copy = snapshots.begin(self._place, connection, target)
                snapshot = snapshots.finish(self._place, copy, reason)
                if target is None:
                    self._settle(snapshot)
        except OSError as error:
            raise failures.of_system(error) from error
        except Exception as error:
            raise_for_person(error)
            raise
        return snapshot

    def _settle(self, snapshot: Snapshot) -> None:
        folder = snapshot.path.parent
        snapshots.tidy(folder, clock.now())
        copied = copy_to_second_place(snapshot.path, self.second_place, clock.now())
        self._write_raw(lambda run: snapshots.remember(run, snapshot))
        if copied is not None:
            self._write_raw(lambda run: second_place.remember(run, copied))

    def snapshots(self) -> list[Snapshot]:
        """Return the snapshots of this book, newest first."""
        return self._read_raw(lambda run: snapshots.listed(run, snapshots.folder_of(self.path)))

    def last_proved(self) -> Snapshot | None:
        """Return the newest snapshot that was proved."""
        return next((each for each in self.snapshots() if each.proved), None)

    def second_place_state(self) -> SecondPlace | None:
        """Return when and where a snapshot was last copied to the second place, and why not if it failed."""
        return SecondPlace.read(self.meta(SecondPlace.FACT))

    def check(self, *, replay: bool = True) -> list[Finding]:
        """Look the book through and say in sentences what was found."""
        try:
            with closing(engine.connect(self._place)) as connection:
                return health.check(self._place, connection, replay=replay)
        except engine.DriverError:
            return [health.unreadable()]

    def repair_search(self) -> None:
        """Fill the search anew from the records."""
        self._write_raw(search.rebuild)

    def change_passphrase(self, new: str) -> RekeyReport:
        """Give the book a new passphrase; snapshots within reach follow. Raises UserError: then the old one stands."""
        key = Key.passphrase(new)
        with self._copying, self._gate.shut(), self._writing.alone():
            try:
                self._stop()
                self._place, report = rekey.change(self._place, key)
            except Exception as error:
                raise_for_person(error)
                raise
            finally:
                self._reader = engine.reader(self._place)
                self._writing.start(engine.writer(self._place))
        return report

    # Facts and drafts, which are no acts

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
