"""Copy sheets: the values of one member in the order of a screen of another program (dated data)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlmodel import Session

from chibo_app.basics import resources
from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.exchange import member_values
from chibo_app.queries.member_exchange import exchange_members


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One value to copy, under the words of the target screen."""

    field: str
    caption: str
    value: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A target screen: its key and title."""

    key: str
    title: str


@cache
def _data() -> list[dict[str, Any]]:
    sheets: list[dict[str, Any]] = tomllib.loads(resources.text("exchange/copy_sheets.toml"))["sheet"]
    return sheets


def _held(on: date) -> list[dict[str, Any]]:
    return [row for row in _data() if row["valid_from"] <= on <= row.get("valid_to", date.max)]


def screens(on: date) -> list[Screen]:
    """Return the screens known on a day."""
    return [Screen(row["key"], row["title"]) for row in _held(on)]


def lines(session: Session, person_id: str, key: str, on: date) -> list[CopyLine]:
    """Return the values of a member in the order of a screen. Raises NotFound."""
    row = next((row for row in _held(on) if row["key"] == key), None)
    found = exchange_members(session, None, on, [person_id])
    if row is None or not found:
        raise NotFound(
            _("What you asked for is no longer in the book."), next_step=_("Open the list again and choose anew.")
        )
    values = member_values.values(found[0])
    return [CopyLine(one["field"], one["caption"], values.get(one["field"], "")) for one in row["fields"]]
