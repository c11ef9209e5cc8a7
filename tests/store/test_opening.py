from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from chibo_app.basics.errors import CannotOpen
from chibo_app.store import Key, Store, header
from support.people import add_person, names


def reason(path: Path, key: Key) -> str:
    with pytest.raises(CannotOpen) as refused:
        Store.open(path, key)
    assert refused.value.what and refused.value.safe and refused.value.next_step
    return refused.value.reason


def test_what_was_saved_is_there_after_reopening(path: Path, key: Key) -> None:
    with Store.create(path, key) as store:
        add_person(store, "Hồ Thị Tú")
    with Store.open(path, key) as store:
        assert names(store) == ["Hồ Thị Tú"]
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name]


def test_a_new_book_never_overwrites_a_file(path: Path, key: Key) -> None:
    path.write_bytes(b"something")
    with pytest.raises(CannotOpen) as refused:
        Store.create(path, key)
    assert refused.value.reason == "exists"
    assert path.read_bytes() == b"something"


def test_the_marks_of_the_file_are_set(path: Path) -> None:
    with Store.create(path, Key.none()):
        pass
    start = path.read_bytes()[:100]
    assert start[68:72] == b"QCB1"
    assert int.from_bytes(start[60:64], "big") == 1
    assert header.look(path) == "plain"


def test_wrong_passphrase_and_missing_file_are_told_apart(path: Path, key: Key) -> None:
    assert reason(path, key) == "missing"
    with Store.create(path, key):
        pass
    assert reason(path, Key("recovery", b"x" * 32)) == "wrong_key"
    assert reason(path, Key.none()) == "needs_key"


def test_a_plain_book_is_not_opened_with_a_passphrase(path: Path, key: Key) -> None:
    with Store.create(path, Key.none()):
        pass
    assert reason(path, key) == "not_encrypted"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + b"x" * 9000, b"%PDF-1.7" + b"x" * 9000, b"short"])
def test_another_kind_of_file_is_no_book(path: Path, key: Key, content: bytes) -> None:
    path.write_bytes(content)
    assert reason(path, key) == "not_a_book"
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_no_book(path: Path) -> None:
    connection = driver.connect(str(path))
    connection.execute("CREATE TABLE other(a)")
    connection.close()
    assert reason(path, Key.none()) == "not_a_book"


def test_a_book_of_a_newer_program_is_refused_unchanged(path: Path) -> None:
    with Store.create(path, Key.none()):
        pass
    connection = driver.connect(str(path))
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = path.read_bytes()
    assert reason(path, Key.none()) == "newer"
    assert path.read_bytes() == before


def test_a_damaged_first_page_offers_the_newest_good_snapshot(path: Path, key: Key) -> None:
    with Store.create(path, key) as store:
        good = store.snapshot("asked").path
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    with pytest.raises(CannotOpen) as refused:
        Store.open(path, key)
    assert (refused.value.reason, refused.value.snapshot) == ("damaged", good)
    assert reason(path, Key("recovery", b"x" * 32)) == "wrong_key"


def test_a_damaged_later_page_is_noticed_at_opening(path: Path, key: Key) -> None:
    with Store.create(path, key):
        pass
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert reason(path, key) == "damaged"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, key: Key) -> None:
    folder = tmp_path / "gone"
    with pytest.raises(CannotOpen):
        Store.create(folder / "a.chibo", key)
    assert not folder.exists()


def test_a_practice_book_says_so(path: Path) -> None:
    with Store.create(path, Key.none(), practice=True) as store:
        assert store.is_practice


def test_an_interrupted_creation_leaves_room_for_the_next(path: Path, key: Key) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(b"half a book")
    part.with_name(part.name + "-journal").write_bytes(b"x" * 600)
    with Store.create(path, key) as store:
        assert store.check()[0].level == "good"
    assert not part.exists()


def test_a_book_cut_short_is_damaged_and_not_a_matter_of_the_passphrase(path: Path, key: Key) -> None:
    for used in (key, Key.none()):
        Store.create(path, used).close()
        path.write_bytes(path.read_bytes()[:50_000])
        assert reason(path, used) == "damaged"
        with pytest.raises(CannotOpen) as refused:
            Store.restore(path.with_name("moi.chibo"), path, used)
        assert refused.value.reason == "damaged"
        path.unlink()


def test_a_folder_is_no_book(path: Path, key: Key) -> None:
    path.mkdir()
    assert reason(path, key) == "not_a_book"
    with pytest.raises(CannotOpen):
        Store.create(path, key)


def test_another_kind_of_file_is_not_restored(path: Path, key: Key) -> None:
    other = path.with_name("khac.pdf")
    other.write_bytes(b"%PDF" + bytes(5000))
    with pytest.raises(CannotOpen) as refused:
        Store.restore(path, other, key)
    assert refused.value.reason == "not_a_book"
    assert not path.exists()
