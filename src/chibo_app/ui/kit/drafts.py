"""What is being typed, kept in the encrypted book and offered again after a crash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chibo_app.store import Store


@dataclass(frozen=True)
class Draft:
    """Words typed into a form and not saved yet: the form's key, its title, its page and the words by field."""

    key: str
    title: str
    page: str
    words: dict[str, str]


def keep(store: Store, draft: Draft) -> None:
    """Write a draft into the book."""
    store.save_draft(draft.key, {"title": draft.title, "page": draft.page, "words": draft.words})


def drop(store: Store, key: str) -> None:
    """Forget a draft."""
    store.drop_draft(key)


def waiting(store: Store) -> list[Draft]:
    """Return the drafts waiting to be taken up again, newest first."""
    return [
        Draft(
            note.form_key,
            str(note.content.get("title", "")),
            str(note.content.get("page", "")),
            dict(note.content.get("words") or {}),
        )
        for note in store.drafts()
    ]


def words_of(store: Store, key: str) -> dict[str, str] | None:
    """Return the words of one form's draft, or None."""
    return next((draft.words for draft in waiting(store) if draft.key == key), None)
