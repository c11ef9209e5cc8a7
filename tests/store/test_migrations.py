from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlcipher3 import dbapi2 as driver
from sqlmodel import SQLModel

from chibo_app.basics import resources
from chibo_app.models import registry
from chibo_app.store import Key, Store, migrations, opening, snapshots
from chibo_app.store.migrations import Step, first
from support.people import add_person, names

OWN = {"act", "change_log", "kept_bytes", "search_row"}


@pytest.fixture
def connection(path: Path) -> Iterator[Any]:
    opened = driver.connect(str(path), isolation_level=None)
    yield opened
    opened.close()


def nothing(connection: Any) -> None:
    pass


def schema(connection: Any) -> dict[str, list[Any]]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    questions = (
        "SELECT * FROM pragma_table_xinfo('{}')",
        "SELECT * FROM pragma_foreign_key_list('{}')",
        "SELECT name, \"unique\", origin, partial FROM pragma_index_list('{}')",
        "SELECT sql FROM sqlite_master WHERE name = '{}'",
    )
    return {
        name: [
            sorted(" ".join(map(str, row)).split() for row in connection.execute(question.format(name)).fetchall())
            for question in questions
        ]
        for name in tables
        if name not in OWN and not name.startswith(("search_", "sqlite_"))
    }


def test_the_steps_make_exactly_the_tables_of_the_models(connection: Any, tmp_path: Path) -> None:
    migrations.upgrade(connection, migrations.STEPS, nothing)
    target = tmp_path / "models.db"
    engine = create_engine("sqlite://", creator=lambda: driver.connect(str(target)), module=driver)
    SQLModel.metadata.create_all(
        engine, tables=[SQLModel.metadata.tables[str(t.__tablename__)] for t in registry.TABLES]
    )
    engine.dispose()
    modelled = driver.connect(str(target))
    assert schema(connection) == schema(modelled), "run: python -m chibo_app.store.migrations.first"
    modelled.close()


def test_the_first_step_is_as_written_from_the_models() -> None:
    written = resources.text("migrations/0001_first.sql")
    assert written == first.written(), "run: python -m chibo_app.store.migrations.first"


def test_every_table_is_strict(connection: Any) -> None:
    migrations.upgrade(connection, migrations.STEPS, nothing)
    rows = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").fetchall()
    assert [
        name for name, strict in rows if not strict and not name.startswith(("sqlite_", "search_people", "search_min"))
    ] == []


def test_every_journalled_table_has_its_triggers_and_every_row_its_id(store: Store) -> None:
    with store.read() as session:
        run = session.connection().exec_driver_sql
        present = {row[0] for row in run("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for table in registry.JOURNALLED:
        assert {f"journal_{table.__tablename__}_{op}" for op in "iud"} <= present


def add_column(connection: Any) -> None:
    connection.execute("ALTER TABLE person ADD COLUMN nickname TEXT NOT NULL DEFAULT 'Tư'")


def stumble(connection: Any) -> None:
    connection.execute("CREATE TABLE half(a TEXT) STRICT")
    raise ZeroDivisionError


def dangle(connection: Any) -> None:
    connection.execute("INSERT INTO person_entry SELECT 'x', 'nobody', 'item', NULL, NULL, '', '', ''")


@pytest.fixture
def book(path: Path, key: Key) -> Path:
    with Store.create(path, key) as store:
        add_person(store)
    return path


def test_an_older_book_is_brought_up_to_date_after_a_proved_snapshot(
    book: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Step("nickname", add_column)))
    with Store.open(book, key) as store:
        assert names(store) == ["Nguyễn Văn Đức"]
        assert not [finding for finding in store.check() if finding.level == "error"]
        assert store.undo_label is None, "an act of an older format is not undone"
        add_person(store, "Hồ Thị Tú")
        assert store.undo_label == "Thêm đồng chí"
    [taken] = snapshots.files(snapshots.folder_of(book))
    monkeypatch.undo()
    with Store.restore(book, taken, key) as store:
        assert names(store) == ["Nguyễn Văn Đức"]


@pytest.mark.parametrize("wrong", [stumble, dangle])
def test_a_step_that_fails_leaves_the_book_as_it_was(
    book: Path, key: Key, wrong: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (*migrations.STEPS, Step("good", add_column), Step("wrong", wrong))
    monkeypatch.setattr(migrations, "STEPS", steps)
    with pytest.raises((ZeroDivisionError, migrations.BrokenStep)):
        Store.open(book, key)
    monkeypatch.setattr(migrations, "STEPS", steps[:2])
    with Store.open(book, key) as store:
        assert names(store) == ["Nguyễn Văn Đức"]
        assert not [finding for finding in store.check() if finding.level == "error"]
        add_person(store)


def test_a_step_rebuilding_a_table_loses_neither_rows_nor_triggers(
    book: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rebuild(connection: Any) -> None:
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'person_entry'").fetchone()[0]
        connection.execute(sql.replace("CREATE TABLE person_entry", "CREATE TABLE renewed"))
        connection.execute("INSERT INTO renewed SELECT * FROM person_entry")
        connection.execute("DROP TABLE person_entry")
        connection.execute("ALTER TABLE renewed RENAME TO person_entry")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Step("rebuild", rebuild)))
    with Store.open(book, key) as store:
        assert not [finding for finding in store.check() if finding.level == "error"]


def test_statements_are_split_where_triggers_stay_whole() -> None:
    sql = "CREATE TABLE a(x TEXT);\n\nCREATE TRIGGER t BEFORE DELETE ON a\nBEGIN SELECT RAISE(ABORT, 'no'); END;\n"
    assert [part.split()[1] for part in migrations.statements(sql)] == ["TABLE", "TRIGGER"]


def test_a_new_book_and_its_triggers_need_no_step(book: Path, key: Key) -> None:
    with Store.open(book, key) as store:
        assert store.remarks == ()
        assert store.meta(opening.TRIGGERS)
    assert snapshots.files(snapshots.folder_of(book)) == []
