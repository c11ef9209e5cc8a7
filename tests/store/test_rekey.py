from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.store import Key, Store, engine, meta, rekey, snapshots
from support.people import add_person, names

OLD = b"\x01" * 32


@pytest.fixture
def old() -> Key:
    return Key("recovery", OLD)


@pytest.fixture
def book(path: Path, old: Key) -> Path:
    with Store.create(path, old) as store:
        add_person(store)
        store.snapshot()
        add_person(store, "Hồ Thị Tú")
        store.snapshot()
    return path


def opens(path: Path, key: Key) -> bool:
    return rekey.opens(path, key.derive(path))


def test_the_book_and_all_its_snapshots_get_the_new_passphrase(book: Path, old: Key) -> None:
    older = snapshots.files(snapshots.folder_of(book))
    with Store.open(book, old) as store:
        report = store.change_passphrase("hoa sen")
        assert (set(report.rekeyed), report.destroyed, report.is_finished) == (set(older), (), True)
        assert report.recovery_code == store.recovery_code()
        assert report.snapshot is not None
        assert report.snapshot.counts["person"] == 2
        add_person(store, "Y Bhiu K'sor")
        assert len(names(store)) == 3
        assert store.last_proved() is not None
        assert store.meta(rekey.FACT) is None
    new = Key.passphrase("hoa sen")
    for copy in (book, report.snapshot.path, *older):
        assert opens(copy, new)
        assert not opens(copy, old)
    assert Key.recovery(report.recovery_code).derive(book).raw == new.derive(book).raw


def test_the_report_names_copies_out_of_reach_and_the_health_check_remembers_them(
    book: Path, old: Key, tmp_path: Path
) -> None:
    usb, out = tmp_path / "usb", tmp_path / "ra-ngoai.chibo"
    usb.mkdir()
    with Store.open(book, old) as store:
        store.second_place = usb
        on_stick = usb / store.snapshot().path.name
        store.backup(out)
        out.rename(tmp_path / "elsewhere.chibo")
        report = store.change_passphrase("hoa sen")
        assert report.out_of_reach == (out,)
        assert on_stick in report.rekeyed
        assert opens(on_stick, Key.passphrase("hoa sen"))
        assert [finding.code for finding in store.check() if finding.code == "old_copy"] == ["old_copy"]


def test_a_snapshot_that_cannot_be_rekeyed_is_destroyed_and_named(book: Path, old: Key) -> None:
    damaged = snapshots.files(snapshots.folder_of(book))[0]
    content = bytearray(damaged.read_bytes())
    content[5000] ^= 1
    damaged.write_bytes(content)
    with Store.open(book, old) as store:
        report = store.change_passphrase("hoa sen")
    assert report.destroyed == (damaged,)
    assert not damaged.exists()


def test_a_snapshot_of_another_book_is_left_alone(book: Path, old: Key, tmp_path: Path) -> None:
    other = snapshots.folder_of(book) / "20200101-000000-000000.saoluu"
    with Store.create(tmp_path / "other.chibo", Key("recovery", b"\x05" * 32)) as store:
        other.write_bytes(store.snapshot().path.read_bytes())
    with Store.open(book, old) as store:
        assert store.change_passphrase("hoa sen").out_of_reach == (other,)
    assert other.exists()


def test_the_passphrase_the_book_has_is_no_new_one(path: Path) -> None:
    with Store.create(path, Key.passphrase("hoa sen")) as store, pytest.raises(UserError, match="đang dùng"):
        store.change_passphrase("hoa sen")


def test_a_plain_book_has_no_passphrase_to_change(path: Path) -> None:
    with Store.create(path, Key.none()) as store, pytest.raises(UserError, match="không đặt mật khẩu"):
        store.change_passphrase("hoa sen")


def test_a_change_that_stopped_after_the_book_is_finished_at_the_next_opening(book: Path, old: Key) -> None:
    older = snapshots.files(snapshots.folder_of(book))
    place = engine.Place(book, old.derive(book))
    new = Key.passphrase("hoa sen").derive(book)
    connection = engine.connect(place)
    meta.put(connection.execute, rekey.FACT, json.dumps({"raw": OLD.hex(), "salt": place.key.salt.hex()}))
    connection.execute(f'PRAGMA rekey="{new.pragma}"')
    connection.close()
    with Store.open(book, new) as store:
        assert store.remarks == ("rekey_finished",)
        assert store.meta(rekey.FACT) is None
        assert len(store.snapshots()) == 3
    assert all(rekey.opens(copy, new) for copy in older)


def test_a_change_that_stopped_before_the_book_is_forgotten(book: Path, old: Key) -> None:
    place = engine.Place(book, old.derive(book))
    connection = engine.connect(place)
    meta.put(connection.execute, rekey.FACT, json.dumps({"raw": OLD.hex(), "salt": place.key.salt.hex()}))
    connection.close()
    with Store.open(book, old) as store:
        assert store.meta(rekey.FACT) is None
        assert len(store.snapshots()) == 2
    assert all(opens(copy, old) for copy in snapshots.files(snapshots.folder_of(book)))


def test_readers_wait_while_the_passphrase_changes(book: Path, old: Key) -> None:
    with Store.open(book, old) as store:
        stop, faults, rounds = threading.Event(), [], []

        def read_on() -> None:
            while not stop.is_set():
                try:
                    rounds.append(len(names(store)))
                except Exception as error:  # noqa: BLE001 - whatever went wrong fails the test below
                    faults.append(error)

        reader = threading.Thread(target=read_on)
        reader.start()
        store.change_passphrase("hoa sen")
        stop.set()
        reader.join()
    assert not faults
    assert set(rounds) == {2}


def test_the_old_passphrase_is_refused_afterwards(book: Path, old: Key) -> None:
    with Store.open(book, old) as store:
        store.change_passphrase("hoa sen")
    with pytest.raises(CannotOpen) as refused:
        Store.open(book, old)
    assert (refused.value.reason, refused.value.snapshot) == ("wrong_key", None)
