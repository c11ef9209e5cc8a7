from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlcipher3 import dbapi2 as driver

from chibo_app.basics import clock
from chibo_app.basics.errors import UserError
from chibo_app.store import Key, Store, engine, snapshots
from support.people import add_person, names


def test_a_snapshot_is_proved_counted_and_named_by_time_only(store: Store) -> None:
    add_person(store)
    with clock.stopped(datetime(2026, 3, 5, 7, 8, 9, 123, tzinfo=UTC)):
        taken = store.snapshot("asked")
    assert taken.proved and taken.size == taken.path.stat().st_size
    assert taken.counts["person"] == 1
    assert taken.path.name == "20260305-070809-000123.saoluu"
    assert store.snapshots() == [taken]
    assert store.last_proved() == taken
    assert [file.name for file in taken.path.parent.iterdir()] == [taken.path.name]


def test_a_snapshot_opens_with_the_key_of_the_book(store: Store, key: Key, tmp_path: Path) -> None:
    add_person(store)
    copy = tmp_path / "copy.chibo"
    copy.write_bytes(store.snapshot().path.read_bytes())
    with Store.open(copy, key) as opened:
        assert names(opened) == ["Nguyễn Văn Đức"]
        assert opened.journal_head() == store.journal_head()


def test_a_snapshot_that_is_not_perfect_is_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoiled(connection: object, part: Path) -> dict[str, int]:
        counted = honest(connection, part)
        content = bytearray(part.read_bytes())
        content[9000] ^= 1
        part.write_bytes(content)
        return counted

    honest = snapshots.copy_into
    monkeypatch.setattr(snapshots, "copy_into", spoiled)
    with pytest.raises(UserError, match="kiểm tra"):
        store.snapshot()
    assert list(snapshots.folder_of(store.path).iterdir()) == []


def test_a_snapshot_that_counts_differently_is_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = snapshots.copy_into
    monkeypatch.setattr(snapshots, "copy_into", lambda connection, part: honest(connection, part) | {"person": 5})
    with pytest.raises(UserError):
        store.snapshot()
    assert store.last_proved() is None


def test_too_little_room_is_told_before_anything_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(total=10, used=9, free=1))
    with pytest.raises(UserError, match="không đủ chỗ"):
        store.snapshot()


def test_a_file_of_another_size_counts_as_unproved(store: Store) -> None:
    taken = store.snapshot().path
    with taken.open("ab") as file:
        file.write(b"x")
    assert [each.proved for each in store.snapshots()] == [False]
    assert store.last_proved() is None


def test_unfinished_snapshots_are_removed_with_the_next(store: Store) -> None:
    folder = snapshots.folder_of(store.path)
    folder.mkdir()
    rest = folder / "20200101-000000-000000.saoluu.part"
    rest.write_bytes(b"half")
    store.snapshot()
    assert not rest.exists()


def test_snapshots_asked_for_at_once_are_taken_one_after_the_other(store: Store) -> None:
    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(lambda _turn: store.snapshot("asked"), range(24)))
    assert len({snapshot.path for snapshot in taken}) == 24
    assert not list(taken[0].path.parent.glob("*.part*"))


def test_older_snapshots_are_thinned(store: Store) -> None:
    for hour in range(30):
        with clock.stopped(datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(hours=hour)):
            store.snapshot()
    left = store.snapshots()
    assert len(left) == 11  # the ten newest and the newest of the day before
    assert [each.taken_at.hour for each in left][:10] == [13, 12, 11, 10, 9, 8, 7, 6, 5, 4]
    with store.read() as session:
        count = (
            session.connection().exec_driver_sql("SELECT count(*) FROM book_meta WHERE key LIKE 'snapshot:%'").scalar()
        )
    assert count == 11


def test_a_snapshot_is_due_at_the_start_after_a_day_and_at_the_end_after_changes(path: Path, key: Key) -> None:
    start = datetime(2026, 3, 5, 8, tzinfo=UTC)
    with clock.stopped(start), Store.create(path, key) as store:
        assert store.snapshot_if_due("start") is not None
        assert store.snapshot_if_due("start") is None
        assert store.snapshot_if_due("close") is None
        add_person(store)
        assert store.snapshot_if_due("close") is not None
    with clock.stopped(start + timedelta(hours=25)), Store.open(path, key) as store:
        assert store.snapshot_if_due("close") is None
        assert store.snapshot_if_due("start") is not None


def test_a_mass_change_can_ask_for_a_snapshot_first(store: Store) -> None:
    store.write("Nhập", lambda session: None, snapshot_before="import")
    taken = store.last_proved()
    assert taken is not None
    assert (taken.reason, taken.counts.get("act", 0)) == ("import", 0)


def test_a_second_place_gets_a_copy_that_was_read_back(store: Store, tmp_path: Path) -> None:
    store.second_place = tmp_path / "usb"
    store.second_place.mkdir()
    taken = store.snapshot()
    assert (store.second_place / taken.path.name).read_bytes() == taken.path.read_bytes()
    state = store.second_place_state()
    assert state is not None
    assert (state.folder, state.trouble) == (str(store.second_place), "")


def test_a_missing_second_place_is_told_and_harms_nothing(store: Store, tmp_path: Path) -> None:
    store.second_place = tmp_path / "usb"
    assert store.snapshot().proved
    state = store.second_place_state()
    assert state is not None
    assert "USB" in state.trouble


def test_a_backup_goes_where_the_person_wants_it(store: Store, key: Key, tmp_path: Path) -> None:
    add_person(store)
    out = tmp_path / "mang-ve.chibo"
    assert store.backup(out).proved
    with Store.open(out, key) as copy:
        assert names(copy) == ["Nguyễn Văn Đức"]


def test_a_snapshot_leaves_the_facts_of_a_moment_behind(store: Store, key: Key) -> None:
    store.set_meta("rekey", "{}")
    taken = store.snapshot().path
    connection = engine.connect(engine.Place(taken, key.derive(taken), local=False))
    assert connection.execute("SELECT count(*) FROM book_meta WHERE key = 'rekey'").fetchone() == (0,)
    connection.close()


def test_an_encrypted_snapshot_is_not_readable_without_the_key(store: Store) -> None:
    taken = store.snapshot().path
    connection = driver.connect(str(taken))
    connection.execute("PRAGMA cipher_log_level=NONE")
    with pytest.raises(driver.DatabaseError):
        connection.execute("SELECT * FROM sqlite_master")
    connection.close()
