"""Everything the cell has said about something: items, speeches, conclusions, notes, votes, tasks, own documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal

from sqlalchemy import text as sql
from sqlmodel import Session

from chibo_app.basics import text
from chibo_app.queries import paper_heads
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.writing import type_habits
from chibo_app.rules import written_text
from chibo_app.rules.kinds import DocumentType
from chibo_app.store import search

Source = Literal[
    "meeting", "agenda_item", "speech", "meeting_note", "vote", "task", "minutes_correction", "written_document"
]
MOST, SHOWN, _AROUND = 500, 100, 90  # places found at most; of them on a screen; letters beside what was found
_FURTHEST = 10 * MOST  # entries looked through, newest first, for those of one cell among many
_MATCH = (
    "SELECT r.tbl, r.row_id FROM search_minutes s JOIN search_row r ON r.rid = s.rowid "
    "WHERE search_minutes MATCH :words ORDER BY s.rowid DESC"
)
_OF_MEETING = (
    "SELECT t.id, m.held_on, m.id, m.type, m.cell_id FROM {table} t JOIN meeting m ON m.id = t.meeting_id "
    "WHERE t.id IN ({ids})"
)
_ITSELF = "SELECT id, held_on, id, type, cell_id FROM meeting WHERE id IN ({ids})"
_TASK = (
    "SELECT t.id, coalesce(m.held_on, t.due_on, ''), m.id, coalesce(m.type, ''), t.cell_id FROM task t "
    "LEFT JOIN meeting m ON m.id = t.meeting_id WHERE t.id IN ({ids})"
)
_WRITTEN = "SELECT id, written_on, id, type, cell_id FROM written_document WHERE id IN ({ids})"
_WORDS: dict[str, str] = {
    "meeting": "SELECT id, '', theme, opening_notes, dues_note, general_conclusion, quality_remarks FROM meeting t",
    "agenda_item": "SELECT id, title, title, summary, conclusion, replies, cited_documents FROM agenda_item t",
    "speech": (
        "SELECT t.id, coalesce(p.full_name, g.name, ''), t.content FROM speech t "
        "LEFT JOIN person p ON p.id = t.person_id LEFT JOIN guest g ON g.id = t.guest_id"
    ),
    "meeting_note": (
        "SELECT t.id, coalesce(p.full_name, ''), t.content, t.answer FROM meeting_note t "
        "LEFT JOIN person p ON p.id = t.person_id"
    ),
    "vote": "SELECT id, '', subject, note FROM vote t",
    "task": (
        "SELECT t.id, p.full_name, t.work, t.method, t.expected_result, t.result_note FROM task t "
        "JOIN person p ON p.id = t.owner_id"
    ),
    "minutes_correction": "SELECT id, '', content FROM minutes_correction t",
    "written_document": (
        "SELECT t.id, coalesce(i.symbol, ''), t.subject, t.content FROM written_document t "
        "LEFT JOIN issued_document i ON i.id = t.issued_id"
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place where it was spoken of. `owner_id` is the meeting, or the document itself; `who` names whose words."""

    id: str
    source: Source
    owner_id: str
    on: date | None
    kind: str
    cell_id: str
    who: str = ""
    before: str = ""
    words: str = ""
    after: str = ""

    @property
    def snippet(self) -> str:
        """The words found with those around them."""
        return f"{self.before}{self.words}{self.after}"


@dataclass(frozen=True, slots=True)
class Discussed:
    """What was found, newest first. `is_apart`: the words stand in one entry, but not next to each other."""

    places: tuple[Place, ...]
    count: int
    is_more: bool = False
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class DiscussedFacts:
    """What the paper «Mọi điều chi bộ đã bàn về …» prints; `type_titles` names the own documents found, by their id."""

    letterhead: Letterhead
    about: str
    found: Discussed
    compiled_by: str = ""
    type_titles: Mapping[str, str] = field(default_factory=dict)


def discussed(session: Session, cell_id: str | None, typed: str, limit: int = SHOWN) -> Discussed:
    """Return where a cell (or the book) spoke of something, newest meeting first; typed with or without marks.

    Words typed are looked for next to each other, and only where nothing is found so, anywhere in one entry.
    """
    if not text.fold(typed).strip():
        return Discussed((), 0)
    places, is_more = _placed(session, cell_id, search.together(typed))
    if not places:
        places, is_more = _placed(session, cell_id, search.together(typed, may_go_on=True))
    is_apart = not places and len(typed.split()) > 1
    if is_apart:
        places, is_more = _placed(session, cell_id, search.apart(typed))
    newest = sorted(places, key=lambda place: (place.on or date.min, place.id), reverse=True)
    shown = _with_words(session, newest[:limit], typed)
    return Discussed(tuple(shown), len(places), is_more or len(places) > limit, is_apart)


def paper(session: Session, cell_id: str | None, typed: str, on: date) -> DiscussedFacts:
    """Return what the paper prints: every place with its source."""
    found = discussed(session, cell_id, typed, MOST)
    titles = {
        place.id: type_habits(session, DocumentType(place.kind), place.on or on).title
        for place in found.places
        if place.source == "written_document"
    }
    return DiscussedFacts(paper_heads.letterhead(session, cell_id, on), typed.strip(), found, type_titles=titles)


def _placed(session: Session, cell_id: str | None, words: str) -> tuple[list[Place], bool]:
    """Return the places of a cell, those entered last first, until there are enough; and whether there may be more."""
    found: list[Place] = []
    hits = session.connection().execute(sql(_MATCH), {"words": words})
    try:
        for _round in range(_FURTHEST // MOST):
            batch = hits.fetchmany(MOST)
            found += [place for place in _of_batch(session, batch) if cell_id in (None, place.cell_id)]
            if len(batch) < MOST:
                return found, False
            if len(found) >= MOST:
                break
        return found[:MOST], True
    finally:
        hits.close()


def _of_batch(session: Session, hits: Iterable[Any]) -> Iterable[Place]:
    by_table: dict[str, list[str]] = {}
    for table, row_id in hits:
        by_table.setdefault(table, []).append(row_id)
    return (place for table, ids in by_table.items() for place in _of_table(session, table, ids))


def _of_table(session: Session, table: str, ids: Sequence[str]) -> Iterable[Place]:
    query = {"meeting": _ITSELF, "task": _TASK, "written_document": _WRITTEN}.get(table, _OF_MEETING)
    for row_id, day, owner, kind, cell_id in _in(session, query, ids, table):
        on = date.fromisoformat(day) if day else None
        yield Place(row_id, table, owner or "", on, kind, cell_id)  # type: ignore[arg-type]


def _in(session: Session, query: str, ids: Sequence[str], table: str) -> Sequence[Any]:
    """Ask for rows by their ids, which are our own and hold no quotes."""
    listed = ", ".join(f"'{each}'" for each in ids)
    return session.connection().exec_driver_sql(query.format(table=table, ids=listed)).fetchall()


def _with_words(session: Session, places: Sequence[Place], typed: str) -> list[Place]:
    by_table: dict[str, list[str]] = {}
    for place in places:
        by_table.setdefault(place.source, []).append(place.id)
    words: dict[str, tuple[str, str]] = {}
    for table, ids in by_table.items():
        for row_id, who, *columns in _in(session, _WORDS[table] + " WHERE t.id IN ({ids})", ids, table):
            words[row_id] = (who, _joined(table, columns))
    around = _snippets(typed)
    return [_shown(place, *words[place.id], around) for place in places if place.id in words]


def _joined(table: str, columns: Sequence[str | None]) -> str:
    if table == "written_document":
        import json

        subject, content = columns
        columns = [subject, written_text.plain_words(written_text.load(json.loads(content or "[]")))]
    return " · ".join(" ".join(column.split()) for column in columns if column and column.strip())


def _shown(place: Place, who: str, words: str, around: Callable[[str], tuple[str, str, str]]) -> Place:
    before, hit, after = around(words)
    return Place(
        place.id, place.source, place.owner_id, place.on, place.kind, place.cell_id, who, before, hit, after,
    )  # fmt: skip


def _snippets(typed: str) -> Callable[[str], tuple[str, str, str]]:
    """Return a function giving the words before what was found, what was found, and the words after."""
    parts = [_with_marks(part) for part in re.findall(r"\w+", text.fold(typed))]
    together = re.compile(r"\b" + r"\W+".join(parts) + r"\w*")
    one = re.compile(r"\b(?:" + "|".join(parts) + r")\b")

    def around(words: str) -> tuple[str, str, str]:
        clean = text.nfc(words)
        hit = together.search(clean) or one.search(clean)
        if hit is None:
            return "", "", clean[: 2 * _AROUND]
        first, last = _word_at(clean, hit.start() - _AROUND), hit.end() + _AROUND
        lead, tail = ("…" if first else ""), ("…" if last < len(clean) else "")
        return lead + clean[first : hit.start()], hit.group(), clean[hit.end() : last] + tail

    return around


def _with_marks(part: str) -> str:
    """Return a pattern for a folded word as it may be written: every letter with any marks, large or small."""
    letters = _letters()
    return "".join(f"[{letters[letter]}]" if letter in letters else re.escape(letter) for letter in part)


@cache
def _letters() -> dict[str, str]:
    """Every letter of the writing by its folded form: `a` stands for `aAàÀ…`."""
    found: dict[str, str] = {}
    for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        folded = text.fold(chr(code))
        if len(folded) == 1 and folded.isalpha():
            found[folded] = found.get(folded, "") + chr(code)
    return found


def _word_at(words: str, place: int) -> int:
    """The beginning of a word near a place, so that no word is cut at the front."""
    if place <= 0:
        return 0
    space = words.find(" ", place)
    return space + 1 if 0 <= space < place + _AROUND else place
