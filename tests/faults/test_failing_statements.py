"""Every statement fails once, in every kind of work: afterwards the old state or the new one, never between."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session

from chibo_app.basics.errors import UserError
from chibo_app.store import Key, Store, engine, migrations, rekey, snapshots
from chibo_app.store.migrations import Step
from support.people import add_person, added, names

OLD, NEW = Key("recovery", bytes(range(32))), Key("recovery", bytes(range(1, 33)))


STRIDES = pytest.mark.parametrize("stride", [pytest.param(3, marks=pytest.mark.faults), 61])


class Countdown:
    """Fails one statement of the driver, some statements from now."""

    left = -1

    @classmethod
    def tick(cls) -> None:
        """Count a statement; raise as a bad disk would when it is its turn."""
        cls.left -= 1
        if cls.left == 0:
            raise driver.OperationalError("disk I/O error")


class FailingCursor(driver.Cursor):  # type: ignore[misc]
    def execute(self, *arguments: Any) -> Any:
        Countdown.tick()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        Countdown.tick()
        return super().executemany(*arguments)


class FailingConnection(driver.Connection):  # type: ignore[misc]
    def execute(self, *arguments: Any) -> Any:
        Countdown.tick()
        return super().execute(*arguments)

    def cursor(self, *arguments: Any) -> Any:
        return super().cursor(FailingCursor)

    def commit(self) -> None:
        Countdown.tick()
        super().commit()


@pytest.fixture(autouse=True)
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = driver.connect
    monkeypatch.setattr(driver, "connect", lambda *a, **k: real(*a, factory=FailingConnection, **k))
    yield
    Countdown.left = -1


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "so.chibo"
    with Store.create(path, OLD) as store:
        add_person(store)
        store.snapshot()
    return path


def each_failure(work: Callable[[], object], check: Callable[[], None], stride: int = 1) -> int:
    """Let one statement of the work after the other fail until it succeeds; check after each. Return how many."""
    for number in range(1, 2000, stride):
        Countdown.left = number
        try:
            work()
        except UserError as error:
            assert error.what and error.safe
        else:
            if Countdown.left > 0:
                Countdown.left = -1
                return number
        Countdown.left = -1
        check()
    raise AssertionError("the work never succeeded")


def sound(path: Path, key: Key = OLD) -> list[str]:
    with Store.open(path, key) as store:
        assert [finding.sentence for finding in store.check() if finding.level == "error"] == []
        assert not [finding for finding in store.check() if finding.code == "journal_unsealed"]
        return names(store)


def test_an_act_is_there_whole_or_not_at_all(book: Path) -> None:
    def two(session: Session) -> None:
        added(session, "Hồ Thị Tú")
        session.flush()
        added(session, "Y Bhiu K'sor")

    with Store.open(book, OLD) as store:

        def as_before() -> None:
            assert names(store) == ["Nguyễn Văn Đức"]
            assert store.journal_head()[0] == 1

        assert each_failure(lambda: store.write("Thêm hai", two), as_before) > 6
    assert len(sound(book)) == 3


def test_undo_happens_whole_or_not_at_all(book: Path) -> None:
    with Store.open(book, OLD) as store:

        def as_before() -> None:
            assert names(store) == ["Nguyễn Văn Đức"]
            assert store.undo_label == "Thêm đồng chí"

        assert each_failure(store.undo, as_before) > 6
    assert sound(book) == []


@STRIDES
def test_opening_can_be_tried_again_after_any_failure(book: Path, stride: int) -> None:
    def check() -> None:
        assert sound(book) == ["Nguyễn Văn Đức"]

    assert each_failure(lambda: Store.open(book, OLD).close(), check, stride) > 6


@STRIDES
def test_a_snapshot_is_there_proved_or_not_at_all(book: Path, stride: int) -> None:
    with Store.open(book, OLD) as store:
        folder = snapshots.folder_of(book)

        def check() -> None:
            assert not list(folder.glob("*.part*"))
            assert all(rekey.opens(copy, OLD.derive(copy)) for copy in snapshots.files(folder))

        assert each_failure(store.snapshot, check, stride) > 10
    assert sound(book) == ["Nguyễn Văn Đức"]


@STRIDES
def test_a_failing_rekeying_leaves_a_key_that_opens(book: Path, stride: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Key, "passphrase", classmethod(lambda cls, typed: NEW))
    for number in range(1, 1000, stride):
        fresh = book.parent / str(number) / book.name
        shutil.copytree(snapshots.folder_of(book), snapshots.folder_of(fresh))
        shutil.copyfile(book, fresh)
        if rekeyed_but_one_statement(fresh, number):
            return
        shutil.rmtree(fresh.parent)
    raise AssertionError("the change never succeeded")


def rekeyed_but_one_statement(book: Path, number: int) -> bool:
    """Change the passphrase with one failing statement and check the book; return whether none failed."""
    with Store.open(book, OLD) as store:
        Countdown.left = number
        try:
            store.change_passphrase("x")
        except UserError as error:
            assert error.what and error.safe
        finished, Countdown.left = Countdown.left > 0, -1
        assert names(store) == ["Nguyễn Văn Đức"], "the open book goes on"
    key = fitting(book)
    assert sound(book, key) == ["Nguyễn Văn Đức"]
    assert all(rekey.opens(copy, key.derive(copy)) for copy in snapshots.files(snapshots.folder_of(book)))
    assert key == NEW or not finished
    return finished


def fitting(book: Path) -> Key:
    [key] = [key for key in (OLD, NEW) if rekey.opens(book, key.derive(book))]
    return key


@STRIDES
def test_a_failing_migration_leaves_the_old_book(book: Path, stride: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def add_column(connection: Any) -> None:
        connection.execute("ALTER TABLE person ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")

    older = migrations.STEPS
    newer = (*older, Step("nickname", add_column))

    def check() -> None:
        monkeypatch.setattr(migrations, "STEPS", older)
        assert sound(book) == ["Nguyễn Văn Đức"]
        monkeypatch.setattr(migrations, "STEPS", newer)

    monkeypatch.setattr(migrations, "STEPS", newer)
    for number in range(1, 2000, stride):
        Countdown.left = number
        try:
            Store.open(book, OLD).close()
        except UserError:
            Countdown.left = -1
            if migrated(book):
                break
            check()
        else:
            break
    Countdown.left = -1
    assert sound(book) == ["Nguyễn Văn Đức"]


def migrated(book: Path) -> bool:
    connection = engine.connect(engine.Place(book, OLD.derive(book)))
    done = migrations.file_format(connection)
    connection.close()
    return done == 2


@STRIDES
def test_a_failing_restore_leaves_the_book_or_the_snapshot(book: Path, stride: int) -> None:
    chosen = snapshots.files(snapshots.folder_of(book))[-1]

    def check() -> None:
        assert sound(book) == ["Nguyễn Văn Đức"]
        assert chosen.exists()

    assert each_failure(lambda: Store.restore(book, chosen, OLD).close(), check, stride) > 10


def test_a_failing_creation_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "moi.chibo"
    for number in (1, 2, 5, 20, 100, 200, 300):
        Countdown.left = number
        with pytest.raises(UserError):
            Store.create(path, OLD)
        Countdown.left = -1
        if path.exists():  # it failed after the file was whole
            assert sound(path) == []
            path.unlink()
        assert list(tmp_path.iterdir()) == []
    with Store.create(path, OLD) as store:
        assert names(store) == []
