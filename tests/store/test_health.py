from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from chibo_app.basics import clock
from chibo_app.basics.errors import UserError
from chibo_app.store import Key, Store
from chibo_app.store.lock import lock_file
from support.people import add_person


def levels(store: Store) -> dict[str, str]:
    return {finding.code: finding.level for finding in store.check()}


def test_a_sound_book_is_described_in_sentences(store: Store) -> None:
    add_person(store)
    store.snapshot()
    found = store.check()
    assert {finding.level for finding in found} == {"good"}
    assert {finding.code for finding in found} == {"pages", "journal", "replay", "backup"}
    assert all(finding.sentence.endswith(".") for finding in found)


def test_a_book_without_a_snapshot_or_with_an_old_one_is_warned_of(store: Store) -> None:
    assert levels(store)["backup"] == "warning"
    with clock.stopped(datetime(2026, 1, 5, tzinfo=UTC)):
        store.snapshot()
        assert levels(store)["backup"] == "good"
    with clock.stopped(datetime(2026, 2, 5, tzinfo=UTC)):
        assert levels(store)["backup"] == "warning"


def test_a_dangling_reference_is_found(store: Store) -> None:
    sql = "INSERT INTO person_entry VALUES ('x', 'nobody', 'item', NULL, NULL, '', '', '')"
    with store._writing.alone():
        connection = store._writing._engine.raw_connection()
        raw = connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute(sql)
        raw.execute("PRAGMA foreign_keys=ON")
        connection.close()
    assert levels(store)["references"] == "error"


def test_a_page_damaged_while_the_book_is_open_is_found(path: Path, key: Key) -> None:
    with Store.create(path, key) as store:
        for number in range(5):
            add_person(store, f"Người {number}")
    store = Store.open(path, key)
    content = bytearray(path.read_bytes())
    content[len(content) - 2000] ^= 1
    path.write_bytes(content)
    assert "error" in levels(store).values()
    with pytest.raises(UserError, match="bị hỏng"):
        store.close()
    assert not lock_file(path).exists()
