"""Which rows of the book belong to one cell, written as JSON lines by the database itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, Boolean, Column, LargeBinary
from sqlmodel import Session

from chibo_app.models.base import Record
from chibo_app.models.registry import DERIVED_COLUMNS, RECORDS

_OF_A_PERSON = (
    "person_entry", "membership_spell", "membership_event", "party_age_gap", "party_age_certificate", "badge",
    "card_event", "card_check", "discipline",
)  # fmt: skip
_OF_THE_BOOK = {"regulation", "rule_override", "pledge_template"}
_OF_ANYTHING = {"explanation": "subject_id", "attachment": "owner_id"}
_NOT_A_PARENT = {"person", "cell", "organisation"}
_STAY_HERE = {"self_check", "self_check_mark"}  # a member's own look at the signs is for nobody above the cell


@dataclass(frozen=True)
class TableRows:
    """The rows of one table as JSON lines, sorted by id."""

    table: str
    lines: tuple[str, ...]

    def content(self) -> bytes:
        """Return the lines as the bytes of a file."""
        return "".join(f"{line}\n" for line in self.lines).encode()


@cache
def tables() -> dict[str, type[Record]]:
    """Return the tables a package may hold, each after those it refers to."""
    named = {str(table.__tablename__): table for table in RECORDS}
    return {name: table for name, table in named.items() if name not in _STAY_HERE}


def fields_of(table: type[Record]) -> dict[str, Column[Any]]:
    """Return the columns that are written, by the name of the field; derived keys and bytes are left out."""
    mapped = table.__mapper__.column_attrs  # type: ignore[attr-defined]
    found = {attribute.key: attribute.columns[0] for attribute in mapped}
    return {
        name: column
        for name, column in sorted(found.items())
        if name not in DERIVED_COLUMNS and not isinstance(column.type, LargeBinary)
    }


def references(table: type[Record]) -> dict[str, tuple[str, bool]]:
    """Return the fields that refer to other tables: the table, and whether the reference is obligatory."""
    return {
        name: (next(iter(column.foreign_keys)).column.table.name, not column.nullable)
        for name, column in fields_of(table).items()
        if column.foreign_keys
    }


def _as_json(table: type[Record]) -> str:
    pairs = (f"'{name}', {_value(column)}" for name, column in fields_of(table).items())
    return f"json_object({', '.join(pairs)})"


def _value(column: Column[Any]) -> str:
    if isinstance(column.type, Boolean):
        return f"json(CASE \"{column.name}\" WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)"
    return f'json("{column.name}")' if isinstance(column.type, JSON) else f'"{column.name}"'


_AMONG = "IN (SELECT value FROM json_each(:{}))"


@cache
def _condition(name: str) -> str:
    """Return which rows of a table belong to a cell, as SQL with the parameters :cell, :people, :above."""
    fixed = {
        "cell": "id = :cell",
        "organisation": f"id {_AMONG.format('above')}",
        "organisation_version": f"organisation_id {_AMONG.format('above')}",
        "person": f"id {_AMONG.format('people')}",
        "quality_rule_set": "(cell_id = :cell OR cell_id IS NULL)",
        **{table: f"person_id {_AMONG.format('people')}" for table in _OF_A_PERSON},
        **dict.fromkeys(_OF_THE_BOOK, "1"),
    }
    return fixed.get(name) or _condition_by_owner(references(tables()[name]))


def _condition_by_owner(known: dict[str, tuple[str, bool]]) -> str:
    if "cell_id" in known:
        return "cell_id = :cell"
    owners = ((field, target) for field, (target, must) in known.items() if must and target not in _NOT_A_PARENT)
    field, parent = next(owners)
    return f"{field} IN (SELECT id FROM {parent} WHERE {_condition(parent)})"


def collect(session: Session, cell_id: str) -> list[TableRows]:
    """Return the rows of one cell: its organisation and those above, its people with their history, its work."""
    parameters: dict[str, str] = {"cell": cell_id, "above": json.dumps(_above(session, cell_id))}
    parameters["people"] = json.dumps(sorted(_people(session, parameters)))
    rows: list[TableRows] = []
    ids: set[str] = set()
    for name in tables():
        if name not in _OF_ANYTHING:
            found = _rows(session, name, parameters)
            ids.update(identifier for identifier, _line in found)
            rows.append(TableRows(name, tuple(line for _identifier, line in found)))
    return rows + [_owned(session, name, ids) for name in _OF_ANYTHING]


def _owned(session: Session, name: str, ids: set[str]) -> TableRows:
    """Return the rows of a table whose owner, of whatever kind, is in the package."""
    statement = f"SELECT {_OF_ANYTHING[name]}, {_as_json(tables()[name])} FROM {name} ORDER BY id"
    return TableRows(name, tuple(line for owner, line in _run(session, statement, {}) if owner in ids))


def _run(session: Session, statement: str, parameters: dict[str, str]) -> Any:
    from sqlalchemy import text

    used = {name: value for name, value in parameters.items() if f":{name}" in statement}
    return session.connection().execute(text(statement), used)


def _rows(session: Session, name: str, parameters: dict[str, str]) -> Sequence[tuple[str, str]]:
    statement = f"SELECT id, {_as_json(tables()[name])} FROM {name} WHERE {_condition(name)} ORDER BY id"
    return _run(session, statement, parameters).all()  # type: ignore[no-any-return]


def _above(session: Session, cell_id: str) -> list[str]:
    statement = (
        "WITH RECURSIVE above(id) AS (SELECT organisation_id FROM cell WHERE id = :cell UNION "
        "SELECT v.parent_id FROM organisation_version v JOIN above a ON v.organisation_id = a.id "
        "WHERE v.parent_id IS NOT NULL) SELECT id FROM above ORDER BY id"
    )
    return [row[0] for row in _run(session, statement, {"cell": cell_id})]


def _people(session: Session, parameters: dict[str, str]) -> set[str]:
    """Return everybody the cell's own rows name, and whoever has ever belonged to it."""
    people = {
        row[0]
        for name, table in tables().items()
        if name != "person" and name not in _OF_A_PERSON and name not in _OF_ANYTHING
        for field, (target, _must) in references(table).items()
        if target == "person"
        for row in _run(session, f'SELECT DISTINCT "{field}" FROM {name} WHERE {_condition(name)}', parameters)
    }
    belonging = "SELECT DISTINCT person_id FROM membership_event WHERE cell_id = :cell"
    people |= {row[0] for row in _run(session, belonging, parameters)}
    people.discard(None)
    return people | _merged_into(session, people)


def _merged_into(session: Session, people: set[str]) -> set[str]:
    statement = (
        f"WITH RECURSIVE kept(id) AS (SELECT merged_into_id FROM person WHERE id {_AMONG.format('people')} "
        "UNION SELECT p.merged_into_id FROM person p JOIN kept k ON p.id = k.id) "
        "SELECT id FROM kept WHERE id IS NOT NULL"
    )
    return {row[0] for row in _run(session, statement, {"people": json.dumps(sorted(people))})}


def attachment_bytes(session: Session, lines: tuple[str, ...]) -> dict[str, bytes]:
    """Return the content of attachments by fingerprint."""
    wanted = json.dumps([json.loads(line)["id"] for line in lines])
    statement = "SELECT sha256, content FROM attachment WHERE id IN (SELECT value FROM json_each(:ids))"
    return {row[0]: bytes(row[1]) for row in _run(session, statement, {"ids": wanted})}
