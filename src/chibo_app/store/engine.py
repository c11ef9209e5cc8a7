"""Connections to a book: sqlcipher3 as the only driver, for encrypted and plain files alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from chibo_app.store.key import DerivedKey

if TYPE_CHECKING:
    from sqlalchemy import Engine

_PRAGMAS = (
    "busy_timeout=5000",
    "foreign_keys=ON",
    "synchronous=FULL",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "secure_delete=FAST",
    "cache_size=-65536",
)
DriverError: type[Exception] = driver.Error


@dataclass(frozen=True)
class Place:
    """A book's file, its key and the journal mode its disk allows."""

    path: Path
    key: DerivedKey
    local: bool = True

    @property
    def journal_mode(self) -> str:
        """WAL on a fixed disk; TRUNCATE on a share or stick, where WAL can corrupt the file."""
        return "WAL" if self.local else "TRUNCATE"


def connect(place: Place, *, for_reading: bool = False) -> Any:
    """Open one raw connection. Raises the driver's error when the key does not fit or the file is no database."""
    connection = unlocked(place.path, place.key)
    try:
        for pragma in (*_PRAGMAS, f"journal_mode={place.journal_mode}"):
            connection.execute(f"PRAGMA {pragma}")
        if for_reading:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def unlocked(path: Path, key: DerivedKey) -> Any:
    """Open a file with a key and change nothing. Raises the driver's error when the key does not fit."""
    connection = driver.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key.encrypts:
            connection.execute(f'PRAGMA key="{key.pragma}"')
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def key_opens(path: Path, key: DerivedKey) -> bool:
    """Whether the key fits a file whose content could not be read: its first page alone tells, and only with a key."""
    connection = driver.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key.encrypts:
            connection.execute(f'PRAGMA key="{key.pragma}"')
        connection.execute("PRAGMA user_version").fetchone()
    except DriverError as error:
        return "malformed" in str(error)
    finally:
        connection.close()
    return True


def writer(place: Place) -> Engine:
    """Make the engine of the one connection that writes; every transaction takes the write lock at its start."""
    from sqlalchemy.pool import StaticPool

    return _engine(lambda: connect(place), "BEGIN IMMEDIATE", poolclass=StaticPool)


def reader(place: Place) -> Engine:
    """Make the engine of connections that can only read."""
    return _engine(lambda: connect(place, for_reading=True), "BEGIN", pool_size=4, max_overflow=4)


def _engine(creator: Callable[[], Any], begin: str, **pool: Any) -> Engine:
    from sqlalchemy import create_engine, event

    engine = create_engine("sqlite:///book", creator=creator, module=driver, hide_parameters=True, **pool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
