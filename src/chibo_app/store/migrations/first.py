"""Writes `resources/migrations/0001_first.sql` from the models: `python -m chibo_app.store.migrations.first`.

Only until the first release; from then on the file is frozen and a change of the tables is a new step.
"""

from __future__ import annotations

from chibo_app.basics import resources

OWN_TABLES = """
CREATE TABLE change_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    op TEXT NOT NULL CONSTRAINT ck_change_log_op CHECK (op IN ('I', 'U', 'D', 'B')),
    diff TEXT NOT NULL
) STRICT;

CREATE INDEX ix_change_log_row_id ON change_log (row_id);

CREATE TABLE act (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT ck_act_kind CHECK (kind IN ('do', 'final', 'undo', 'redo', 'migrate')),
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    format INTEGER NOT NULL,
    first_log INTEGER NOT NULL,
    last_log INTEGER NOT NULL,
    target INTEGER CONSTRAINT fk_act_target REFERENCES act (id),
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE kept_bytes (
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    col TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_kept_bytes PRIMARY KEY (tbl, row_id, col)
) STRICT;

CREATE TABLE search_row (
    rid INTEGER PRIMARY KEY,
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    CONSTRAINT uq_search_row_row_id UNIQUE (row_id, tbl)
) STRICT;

CREATE VIRTUAL TABLE search_people USING fts5(content, content='', contentless_delete=1, prefix='2 3', \
tokenize="unicode61 remove_diacritics 2");

CREATE VIRTUAL TABLE search_minutes USING fts5(content, content='', contentless_delete=1, \
tokenize="unicode61 remove_diacritics 2");

CREATE TRIGGER sealed_change_log_u BEFORE UPDATE ON change_log
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER sealed_change_log_d BEFORE DELETE ON change_log
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER sealed_act_u BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER sealed_act_d BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


def written() -> str:
    """Return the SQL of the first step: the tables and indexes of the models, then the store's own."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable
    from sqlmodel import SQLModel

    from chibo_app.models import registry

    dialect = sqlite.dialect()
    parts: list[str] = []
    for table in registry.TABLES:
        metadata = SQLModel.metadata.tables[str(table.__tablename__)]
        parts.append(str(CreateTable(metadata).compile(dialect=dialect)))
        ordered = sorted(metadata.indexes, key=lambda index: str(index.name))
        parts += [str(CreateIndex(index).compile(dialect=dialect)) for index in ordered]
    lines = ["\n".join(line.rstrip() for line in part.strip().splitlines()) for part in parts]
    return ";\n\n".join(lines) + ";\n" + OWN_TABLES


def main() -> None:
    """Write the file anew."""
    target = resources.path("migrations/0001_first.sql")
    target.parent.mkdir(exist_ok=True)
    target.write_text(written(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
