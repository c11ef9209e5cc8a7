"""Facts about the file itself and what is being typed: the tables that are not journalled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from chibo_app.basics import clock


@dataclass(frozen=True)
class DraftNote:
    """What was being typed in a form when it was last kept."""

    form_key: str
    content: dict[str, Any]
    saved_at: str


def get(run: Any, key: str) -> str | None:
    """Return a fact about the file."""
    row = run("SELECT value FROM book_meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def put(run: Any, key: str, value: str) -> None:
    """Write a fact about the file."""
    run(
        "INSERT INTO book_meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def drop(run: Any, key: str) -> None:
    """Remove a fact about the file."""
    run("DELETE FROM book_meta WHERE key = ?", (key,))


def keep_draft(run: Any, form_key: str, content: dict[str, Any]) -> None:
    """Keep what is being typed in a form, in place of what was kept before."""
    run(
        "INSERT INTO draft(form_key, content, saved_at) VALUES (?, ?, ?) "
        "ON CONFLICT(form_key) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at",
        (form_key, json.dumps(content, ensure_ascii=False), clock.stamp()),
    )


def drop_draft(run: Any, form_key: str) -> None:
    """Throw away what was kept of a form."""
    run("DELETE FROM draft WHERE form_key = ?", (form_key,))


def drafts(run: Any) -> list[DraftNote]:
    """Return what is kept, newest first."""
    rows = run("SELECT form_key, content, saved_at FROM draft ORDER BY saved_at DESC, form_key").fetchall()
    return [DraftNote(key, json.loads(content), saved_at) for key, content, saved_at in rows]
