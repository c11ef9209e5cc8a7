"""Full-text search: with or without marks, by beginnings of words, by initials."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Select, bindparam, column, literal_column, select, table, text

from chibo_app.basics.text import fold
from chibo_app.store import triggers
from chibo_app.store.program_schema import MINUTES, PEOPLE, PIECES, SEARCHED

Index = Literal["search_people", "search_minutes"]
LEAST_BEGINNING = 3  # shorter beginnings stand for thousands of words and are taken as whole ones
_ROWS = table("search_row", column("rid"), column("tbl"), column("row_id"))


def words(typed: str) -> str:
    """Return what a person typed as a full-text query: every word must begin some word of the text."""
    parts = "".join(letter if letter.isalnum() else " " for letter in fold(typed)).split()
    return " ".join(f'"{part}"*' for part in parts)


def people(typed: str) -> Select[str]:
    """Return a query for the ids of people found by name, initials or number; for use in `.in_()`."""
    return _found("search_people", "person", typed)


def minutes(typed: str, subject_table: str) -> Select[str]:
    """Return a query for the ids of rows of one table of minutes (meeting, speech, task, …) that hold these words."""
    return _found("search_minutes", subject_table, typed)


def together(typed: str, *, may_go_on: bool = False) -> str:
    """Return what a person typed as a full-text query for these words next to each other.

    `may_go_on`: the last word may be only the beginning of one, as while somebody is still typing it.
    """
    parts = "".join(letter if letter.isalnum() else " " for letter in fold(typed)).split()
    if not parts:
        return '""'
    return f'"{" ".join(parts)}"' + ("*" if may_go_on and len(parts[-1]) >= LEAST_BEGINNING else "")


def apart(typed: str) -> str:
    """Return what a person typed as a full-text query for all these whole words, wherever they stand in one entry."""
    parts = "".join(letter if letter.isalnum() else " " for letter in fold(typed)).split()
    return " ".join(f'"{part}"' for part in parts) or '""'


def _found(index: Index, subject_table: str, typed: str) -> Select[str]:
    match = text(f"{index} MATCH :words").bindparams(bindparam("words", words(typed) or '""'))
    hits: Select[Any] = select(literal_column("rowid")).select_from(table(index)).where(match)
    return select(_ROWS.c.row_id).where(_ROWS.c.rid.in_(hits), _ROWS.c.tbl == subject_table)


def rebuild(run: Any) -> None:
    """Fill the search tables anew from the records."""
    for index in (PEOPLE, MINUTES):
        run(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
    run("DELETE FROM search_row")
    for name, (index, columns) in SEARCHED.items():
        words_of = triggers.searched_words("t", columns, {column for owner, column in PIECES if owner == name})
        run(f"INSERT INTO search_row(tbl, row_id) SELECT '{name}', id FROM {name}")
        run(
            f"INSERT INTO {index}(rowid, content) SELECT r.rid, {words_of} "
            f"FROM {name} t JOIN search_row r ON r.row_id = t.id AND r.tbl = '{name}'"
        )


def is_whole(run: Any) -> bool:
    """Whether every searched record is in the search, and the search tables are sound."""
    for name in SEARCHED:
        sql = f"SELECT (SELECT count(*) FROM {name}) = (SELECT count(*) FROM search_row WHERE tbl = '{name}')"
        if not run(sql).fetchone()[0]:
            return False
    for index in (PEOPLE, MINUTES):
        run(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")
    sizes = f"SELECT (SELECT count(*) FROM {PEOPLE}_docsize) + (SELECT count(*) FROM {MINUTES}_docsize)"
    return bool(run(sizes).fetchone()[0] == run("SELECT count(*) FROM search_row").fetchone()[0])
