"""The one way into the file: a named act in one transaction, journalled, sealed, committed or not there at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from sqlalchemy import Engine, event
from sqlmodel import Session

from chibo_app.basics import clock
from chibo_app.basics.errors import Refused, UserError
from chibo_app.store import failures, guard, journal
from chibo_app.store.engine import DriverError
from chibo_app.store.form_problems import problems_of

T = TypeVar("T")


@dataclass(frozen=True)
class Changes:
    """What an act changed; `act_id` 0 and no tables when it changed nothing."""

    label: str
    tables: frozenset[str]
    act_id: int


@dataclass(frozen=True)
class Done(Generic[T]):
    """The result of an act and what it changed."""

    value: T
    changes: Changes


@dataclass(frozen=True)
class Order:
    """What shall be written: the act's label, its kind and, for undo and redo, the act concerned."""

    label: str
    kind: journal.ActKind = "do"
    target: int | None = None


class Writing:
    """Runs acts one after the other, whatever thread they come from."""

    def __init__(self, engine: Engine, who: str, file_format: int) -> None:
        self._engine = engine
        self._who = who
        self._format = file_format
        self._lock = threading.Lock()
        self._busy_thread: int | None = None
        self._session: Session | None = None

    def start(self, engine: Engine) -> None:
        """Write through another engine from now on; the caller holds `alone`."""
        self._engine = engine

    def stop(self) -> None:
        """Put the write-ahead log into the file and close the connection; the caller holds `alone`."""
        with self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            connection.rollback()
            if raw is not None:
                _empty_log(raw)
        self._engine.dispose()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold back every other writer of this program while the block runs. Not to be nested."""
        if self._busy_thread == threading.get_ident():
            raise RuntimeError("a write was begun inside another write")
        with self._lock:
            self._busy_thread = threading.get_ident()
            try:
                yield
            finally:
                self._busy_thread = None

    @property
    def current(self) -> Session | None:
        """The session of the act this very thread is in, if any."""
        return self._session if self._busy_thread == threading.get_ident() else None

    def act(self, order: Order, work: Callable[[Session], T]) -> Done[T]:
        """Run the work and commit it as one act. On any error nothing of it stays, and the error is raised."""

        def whole(session: Session) -> Done[T]:
            start = journal.last_row(session.connection().exec_driver_sql)
            value = work(session)
            session.flush()
            return Done(value, self._seal(session, order, start))

        return self.transaction(whole)

    def transaction(self, work: Callable[[Session], T]) -> T:
        """Run the work in one transaction without an act; for unjournalled tables."""
        with self.alone(), Session(self._engine, expire_on_commit=False) as session:
            event.listen(session, "before_flush", guard.before_flush)
            self._session = session
            try:
                value = work(session)
                session.commit()
            except BaseException as error:
                session.rollback()
                raise_for_person(error)
                raise
            finally:
                self._session = None
            return value

    def _seal(self, session: Session, order: Order, start: int) -> Changes:
        run = session.connection().exec_driver_sql
        end = journal.last_row(run)
        if end == start:
            return Changes(order.label, frozenset(), 0)
        rows = journal.rows_between(run, start + 1, end)
        facts = (order.label, clock.stamp(), self._who, self._format)
        number = journal.write_act(run, order.kind, facts, rows, order.target)
        return Changes(order.label, frozenset(row.table for row in rows), number)


def _empty_log(connection: Any) -> None:
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except DriverError as error:
        # Without room the log stays beside the book, and is played into it at the next opening.
        if not failures.is_about_disk(error):
            raise


def raise_for_person(error: BaseException) -> None:
    """Raise the sentence for an expected failure of the file; return when it is not one."""
    if isinstance(error, UserError):
        return
    if isinstance(error, ValidationError):
        raise Refused(problems_of(error)) from None  # the original may hold what the person typed
    if (explained := failures.explain(error)) is not None:
        raise explained from error
