"""What a form declares: sections in the order of the paper, fields by kind, choices in words. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from chibo_app.basics import clock

if TYPE_CHECKING:
    from sqlmodel import Session

Kind = Literal["text", "lines", "secret", "day", "date", "choice", "number", "decimal", "money", "yes_no", "person"]


@dataclass(frozen=True)
class Option:
    """One thing to choose: the value kept and the words shown. `more` tells people of one name apart."""

    value: str
    words: str
    more: str = ""


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Kinds and their values: text, lines (several lines), secret → str; day → `date` or None; date → PartialDate or
    None; choice, person → the option's value or None; number → int or None; decimal → Decimal or None; money → int
    (đồng) or None; yes_no → bool.
    `options` belongs to choice; `find(typed words)` to person. `empty` is the first, valueless line of a choice.
    `hint` stands inside an empty field, `help` is shown by F1.
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    options: Sequence[Option] = ()
    find: Callable[[str], Sequence[Option]] | None = None
    empty: str = ""
    hint: str = ""
    help: str = ""
    width: int = 0  # in letters; 0 takes the whole line
    read_only: bool = False


@dataclass(frozen=True)
class Section:
    """A titled group of fields, as on the paper form; `folded` parts open on demand."""

    title: str
    fields: Sequence[Field]
    folded: bool = False


Values = dict[str, object]
Explanations = Mapping[str, str]


def chosen_day(value: object) -> date | None:
    """Return the day a form gave, or None where it was left empty."""
    return value if isinstance(value, date) else None


def day_or_today(value: object) -> date:
    """Return the day a form gave; today where it was left empty."""
    return chosen_day(value) or clock.today()


@dataclass(frozen=True)
class FormSpec:
    """A whole form: what it asks, what stands in it, and the act that keeps it.

    `key` names its draft (`members.add`, `members.edit:<id>`); the part before the colon and the id come back to
    the page's `form_for(key)` when a draft is taken up again.
    `label(values)` names the act for undo. `save(session, values, explanations)` calls an action; `Refused` shows
    each problem at its field; a warning asks for an explanation there, once, and it comes in `explanations` by code.
    """

    key: str
    title: str
    sections: Sequence[Section]
    save: Callable[[Session, Values, Explanations], object]
    label: Callable[[Values], str]
    values: Mapping[str, object] = field(default_factory=dict)
    again: bool = False  # offers "save and new"
    undoable: bool = True  # False for what leaves the book, such as a number given to a paper
    saved: Callable[[object], None] | None = None  # called with what `save` returned

    def fields(self) -> list[Field]:
        """Return all fields in order."""
        return [one for section in self.sections for one in section.fields]
