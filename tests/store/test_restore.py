from __future__ import annotations

from pathlib import Path

import pytest

from chibo_app.basics.errors import CannotOpen
from chibo_app.store import Key, Store, snapshots
from support.people import add_person, names


@pytest.fixture
def book(path: Path, key: Key) -> Path:
    with Store.create(path, key) as store:
        add_person(store)
        store.snapshot()
        add_person(store, "Hồ Thị Tú")
    return path


def newest(book: Path) -> Path:
    return snapshots.files(snapshots.folder_of(book))[0]


def test_restoring_keeps_the_replaced_book_and_begins_a_new_lineage(book: Path, key: Key) -> None:
    with Store.open(book, key) as store:
        lineage = store.meta("lineage")
    chosen = newest(book)
    with Store.restore(book, chosen, key) as store:
        assert names(store) == ["Nguyễn Văn Đức"]
        assert store.meta("lineage") not in {None, lineage}
        assert store.meta("restored_from") == chosen.name
    replaced = newest(book)
    assert replaced != chosen
    with Store.restore(book, replaced, key) as store:
        assert len(names(store)) == 2


def test_restoring_over_a_damaged_book_keeps_the_damaged_file(book: Path, key: Key) -> None:
    chosen, content = newest(book), bytearray(book.read_bytes())
    content[100] ^= 1
    book.write_bytes(content)
    with Store.restore(book, chosen, key) as store:
        assert names(store) == ["Nguyễn Văn Đức"]
        assert not [finding for finding in store.check() if finding.level == "error"]
    kept = [file for file in chosen.parent.iterdir() if file.name.endswith(".hong")]
    assert [file.read_bytes() for file in kept] == [bytes(content)]


def test_restoring_where_the_book_is_gone(book: Path, key: Key) -> None:
    chosen = newest(book)
    book.unlink()
    with Store.restore(book, chosen, key) as store:
        assert names(store) == ["Nguyễn Văn Đức"]


def test_the_log_of_a_replaced_book_is_never_played_into_the_restored_one(book: Path, key: Key) -> None:
    chosen = newest(book)
    book.with_name(book.name + "-wal").write_bytes(b"left over" * 1000)
    with Store.restore(book, chosen, key) as store:
        assert not [finding for finding in store.check() if finding.level == "error"]


def test_a_damaged_snapshot_is_refused_and_the_book_stands(book: Path, key: Key) -> None:
    chosen = newest(book)
    content = bytearray(chosen.read_bytes())
    content[len(content) // 2] ^= 1
    chosen.write_bytes(content)
    with pytest.raises(CannotOpen):
        Store.restore(book, chosen, key)
    with Store.open(book, key) as store:
        assert len(names(store)) == 2


def test_a_snapshot_of_another_passphrase_is_refused_and_the_book_stands(book: Path, key: Key) -> None:
    with pytest.raises(CannotOpen):
        Store.restore(book, newest(book), Key("recovery", b"\x09" * 32))
    with Store.open(book, key) as store:
        assert len(names(store)) == 2


def test_a_missing_snapshot_is_refused(book: Path, key: Key) -> None:
    with pytest.raises(CannotOpen):
        Store.restore(book, book.with_name("none.saoluu"), key)
