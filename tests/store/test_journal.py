from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from chibo_app.store import Key, Store, engine, journal, replay
from support.people import add_person, names, rename


@pytest.fixture
def plain(path: Path) -> Path:
    with Store.create(path, Key.none()) as store:
        person_id = add_person(store)
        rename(store, person_id, "Hồ Thị Tú")
        add_person(store, "Y Bhiu K'sor")
    return path


def by_another_hand(path: Path, *statements: str) -> None:
    connection = driver.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def codes(path: Path) -> set[str]:
    with Store.open(path, Key.none()) as store:
        return {finding.code for finding in store.check() if finding.level != "good"} - {"backup"}


def test_the_journal_shows_old_and_new(store: Store) -> None:
    person_id = add_person(store)
    rename(store, person_id, "Hồ Thị Tú")
    with store.read() as session:
        rows = journal.rows_between(session.connection().exec_driver_sql, 1, 9)
    assert [(row.table, row.row_id, row.op) for row in rows] == [("person", person_id, "I"), ("person", person_id, "U")]
    assert json.loads(rows[0].diff)["full_name"] == "Nguyễn Văn Đức"
    assert json.loads(rows[1].diff) == {"full_name": ["Nguyễn Văn Đức", "Hồ Thị Tú"]}


def test_derived_keys_and_empty_values_are_not_in_the_journal(store: Store) -> None:
    add_person(store)
    with store.read() as session:
        [row] = journal.rows_between(session.connection().exec_driver_sql, 1, 9)
    assert not {"search_key", "name_key", "birth_name", "birth_date"} & set(json.loads(row.diff))


def test_an_act_carries_who_and_the_seal_before_it(store: Store) -> None:
    add_person(store)
    add_person(store, "Hồ Thị Tú")
    with store.read() as session:
        first, second = journal.acts(session.connection().exec_driver_sql)
    assert (first.who, first.label, first.prev, second.prev) == ("bí thư", "Thêm đồng chí", "0" * 64, first.hash)
    assert store.journal_head() == (2, second.hash)


def test_an_untouched_book_is_in_good_health(plain: Path) -> None:
    assert codes(plain) == set()


def test_the_journal_cannot_be_changed_or_erased(plain: Path) -> None:
    for statement in (
        "UPDATE change_log SET diff = '{}'",
        "DELETE FROM change_log",
        "UPDATE act SET label = 'khác'",
        "DELETE FROM act",
    ):
        with pytest.raises(driver.Error, match="append-only"):
            by_another_hand(plain, statement)


OFF = ("DROP TRIGGER sealed_change_log_u", "DROP TRIGGER sealed_change_log_d", "DROP TRIGGER sealed_act_u")
ATTACKS: list[tuple[tuple[str, ...], set[str]]] = [
    (("UPDATE person SET note = 'x' WHERE full_name = 'Hồ Thị Tú'",), {"journal_unsealed"}),
    ((*OFF, "UPDATE change_log SET diff = '{}' WHERE id = 2"), {"journal_broken", "replay"}),
    ((*OFF, "DELETE FROM change_log WHERE id = 2"), {"journal_broken", "journal_missing", "replay"}),
    ((*OFF, "UPDATE act SET label = 'khác' WHERE id = 1"), {"journal_broken"}),
    ((*OFF, "UPDATE act SET who = 'khác' WHERE id = 2"), {"journal_broken"}),
    (("DROP TRIGGER journal_person_u", "UPDATE person SET note = 'x'"), {"trigger_alarm", "replay"}),
    (
        ("DROP TRIGGER journal_person_d", "DELETE FROM person WHERE full_name = 'Hồ Thị Tú'"),
        {"trigger_alarm", "replay"},
    ),
    (("DROP TRIGGER search_person_d", "DELETE FROM person"), {"trigger_alarm", "journal_unsealed", "search"}),
]


@pytest.mark.parametrize(("attack", "noticed"), ATTACKS)
def test_changes_by_another_hand_are_noticed(plain: Path, attack: tuple[str, ...], noticed: set[str]) -> None:
    by_another_hand(plain, *attack)
    assert codes(plain) == noticed


def test_a_history_cut_off_at_its_end_shows_in_the_head(plain: Path) -> None:
    with Store.open(plain, Key.none()) as store:
        printed = store.journal_head()
    by_another_hand(plain, *OFF, "DROP TRIGGER sealed_act_d", "DELETE FROM act WHERE id = 3")
    with Store.open(plain, Key.none()) as store:
        assert store.journal_head() != printed


def test_triggers_of_an_older_program_are_replaced_without_alarm(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from chibo_app.store import opening, program_schema

    real: Callable[[Any], dict[str, str]] = program_schema.wanted_triggers

    def older(connection: Any) -> dict[str, str]:
        return {name: sql for name, sql in real(connection).items() if "person_u" not in name}

    with monkeypatch.context() as patched:
        patched.setattr(program_schema, "wanted_triggers", older)
        with Store.create(path, Key.none()):
            pass
    with Store.open(path, Key.none()) as store:
        assert store.remarks == ()
        assert store.meta(opening.ALARM) is None
        rename(store, add_person(store), "Hồ Thị Tú")
        assert store.undo_label == "Sửa tên"


def test_the_replayed_journal_equals_the_tables(plain: Path) -> None:
    connection = engine.connect(engine.Place(plain, Key.none().derive(plain)))
    assert replay.differences(connection.execute) == []
    connection.close()
    with Store.open(plain, Key.none()) as store:
        assert names(store) == ["Y Bhiu K'sor", "Hồ Thị Tú"]
