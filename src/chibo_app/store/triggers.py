"""The triggers that write the journal and keep the search tables in step, made from the tables as they stand.

They are plain SQL without functions of our own, so that any SQLCipher tool can open and change the book and is
journalled too. They are made anew after each migration and compared with the file at each opening.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PREFIX = "journal_"
SEARCH_PREFIX = "search_"


@dataclass(frozen=True)
class Columns:
    """A table's columns: those written to the journal, and those whose bytes are only kept for undo."""

    logged: tuple[str, ...]
    bytes_kept: tuple[str, ...]
    never_null: frozenset[str]  # columns of text whose empty value is '' and is left out of the journal


def columns_of(connection: Any, table: str, derived: frozenset[str]) -> Columns:
    """Read a table's columns from the file."""
    rows = connection.execute(f"SELECT name, type, \"notnull\" FROM pragma_table_xinfo('{table}')").fetchall()
    logged = tuple(name for name, kind, _ in rows if kind != "BLOB" and name not in derived)
    kept = tuple(name for name, kind, _ in rows if kind == "BLOB")
    return Columns(logged, kept, frozenset(name for name, kind, required in rows if kind == "TEXT" and required))


def journal_triggers(table: str, columns: Columns) -> dict[str, str]:
    """Return the three triggers of a journalled table by name."""
    filled, emptied = values_of("new", columns), values_of("old", columns)
    changes = " UNION ALL ".join(f'SELECT \'{name}\' k, old."{name}" o, new."{name}" n' for name in columns.logged)
    insert = f"INSERT INTO change_log(tbl, row_id, op, diff) VALUES ('{table}', new.id, 'I', {filled});"
    delete = f"INSERT INTO change_log(tbl, row_id, op, diff) VALUES ('{table}', old.id, 'D', {emptied});"
    update = (
        f"INSERT INTO change_log(tbl, row_id, op, diff) SELECT '{table}', old.id, 'U', "
        f"json_group_object(k, json_array(o, n)) FROM ({changes}) WHERE o IS NOT n HAVING count(*) > 0;"
    )
    keep = "".join(
        "INSERT OR REPLACE INTO kept_bytes(tbl, row_id, col, content) "
        f"VALUES ('{table}', old.id, '{name}', old.\"{name}\");"
        for name in columns.bytes_kept
    )
    return dict((
        _trigger(f"{PREFIX}{table}_i", f"AFTER INSERT ON {table}", insert),
        _trigger(f"{PREFIX}{table}_u", f"AFTER UPDATE ON {table}", _fixed_bytes(columns) + update),
        _trigger(f"{PREFIX}{table}_d", f"AFTER DELETE ON {table}", keep + delete),
    ))  # fmt: skip


def _fixed_bytes(columns: Columns) -> str:
    # Bytes are not in the journal, so a change of them could not be undone: a new file is a new row.
    refusal = 'SELECT RAISE(ABORT, \'bytes are replaced by a new row\') WHERE old."{0}" IS NOT new."{0}";'
    return "".join(refusal.format(name) for name in columns.bytes_kept)


def values_of(side: str, columns: Columns) -> str:
    """Return the SQL for a row's values as JSON, as the journal writes them: what is NULL or empty text is left out."""
    values = ((name, f'{side}."{name}"') for name in columns.logged)
    pairs = (
        f"'{name}', nullif({value}, '')" if name in columns.never_null else f"'{name}', {value}"
        for name, value in values
    )
    return f"json_patch('{{}}', json_object({', '.join(pairs)}))"  # the patch leaves out what is NULL


def _trigger(name: str, when: str, body: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {when} BEGIN {body} END"


def searched_words(side: str, columns: Iterable[str], pieces: Collection[str] = ()) -> str:
    """Return the SQL for the words of a row that are searched; `pieces` are columns holding pieces of text as JSON."""
    values = [_words_of_pieces(side, name) if name in pieces else f'{side}."{name}"' for name in columns]
    joined = " || ' ' || ".join(f"coalesce({value}, '')" for value in values)
    return f"replace(replace({joined}, 'đ', 'd'), 'Đ', 'D')"  # the tokenizer removes every other mark


def _words_of_pieces(side: str, name: str) -> str:
    """The words of all pieces: neither their kinds nor the styles of their runs (second of each pair)."""
    return (
        f"(SELECT group_concat(value, ' ') FROM json_tree({side}.\"{name}\") WHERE type = 'text' AND key <> 'kind' "
        "AND NOT (key = 1 AND path LIKE '%.runs[%'))"
    )


def search_triggers(
    table: str, index: str, columns: Iterable[str], pieces: Collection[str] = frozenset()
) -> dict[str, str]:
    """Return the triggers that keep a full-text table in step with the text columns of a table."""
    names = list(columns)
    text = searched_words("new", names, pieces)
    place = f"(SELECT rid FROM search_row WHERE tbl = '{table}' AND row_id = %s.id)"
    fill = f"INSERT INTO {index}(rowid, content) VALUES ({place % 'new'}, {text});"
    clear = f"DELETE FROM {index} WHERE rowid = {place % 'old'};"
    add = f"INSERT INTO search_row(tbl, row_id) VALUES ('{table}', new.id);"
    drop = f"DELETE FROM search_row WHERE tbl = '{table}' AND row_id = old.id;"
    changed = " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in names)
    touched = ", ".join(f'"{name}"' for name in names)
    return dict((
        _trigger(f"{SEARCH_PREFIX}{table}_i", f"AFTER INSERT ON {table}", add + fill),
        _trigger(f"{SEARCH_PREFIX}{table}_u", f"AFTER UPDATE OF {touched} ON {table} WHEN {changed}", clear + fill),
        _trigger(f"{SEARCH_PREFIX}{table}_d", f"AFTER DELETE ON {table}", clear + drop),
    ))  # fmt: skip


def present(connection: Any) -> dict[str, str]:
    """Return the journal and search triggers the file has."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return {name: sql for name, sql in rows if name.startswith((PREFIX, SEARCH_PREFIX))}


def fingerprint(triggers: Mapping[str, str]) -> str:
    """Return a short fingerprint of a set of triggers."""
    return hashlib.sha256("\n".join(f"{name} {triggers[name]}" for name in sorted(triggers)).encode()).hexdigest()


def replace_all(connection: Any, wanted: Mapping[str, str]) -> None:
    """Put the wanted triggers in place of those present; inside the caller's transaction."""
    for name in present(connection):
        connection.execute(f"DROP TRIGGER {name}")
    for statement in wanted.values():
        connection.execute(statement)
