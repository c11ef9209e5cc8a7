"""The facts of the papers about one member: member form, summary, yearly update sheet, review sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.papers import Letterhead

Value = str | bool | PartialDate | None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One row of a repeated item (15, 21–29)."""

    id: str
    content: str
    from_on: PartialDate | None = None
    to_on: PartialDate | None = None
    issuer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DisciplineLine:
    """A measure of discipline. `form` is the title of the form as the rules call it."""

    form: str
    reason: str
    on: PartialDate | None
    issuer: str
    decision_no: str = ""


@dataclass(frozen=True, slots=True)
class ExemptionLine:
    """A time of exemption with its decision."""

    from_on: date
    to_on: date | None
    decision_no: str = ""


@dataclass(frozen=True, slots=True)
class Admission:
    """A second admission, or a restoration: the lines of item 27."""

    on: PartialDate | None = None
    place: str = ""
    referee_1: str = ""
    referee_2: str = ""
    official_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class MemberFile:
    """Everything kept of one member, as the papers order it.

    `values` go by the field names of person and spell; `organs` are the names of the cell and of the organisations
    above it on the paper's day, by their kind: which line of the heading each stands on is the form's to say.
    """

    letterhead: Letterhead
    person_id: str
    name: str
    organs: Mapping[str, str]
    values: Mapping[str, Value]
    entries: Mapping[str, tuple[EntryLine, ...]] = field(default_factory=dict)
    posts: tuple[str, ...] = ()
    badges: tuple[int, ...] = ()
    badge_years: tuple[int, ...] = ()
    exemptions: tuple[ExemptionLine, ...] = ()
    disciplines: tuple[DisciplineLine, ...] = ()
    readmission: Admission | None = None
    restored: Admission | None = None


@dataclass(frozen=True, slots=True)
class MemberChanges:
    """What changed in a member's record in a time, out of the journal.

    `fields` are names of person, spell or the special items (`badges`, `disciplines`, `exemption`); `added` and
    `removed` hold rows of repeated items. `entered_on` is set when the record was begun in that very time: nothing
    is known of changes before.
    """

    fields: frozenset[str] = frozenset()
    added: Mapping[str, tuple[EntryLine, ...]] = field(default_factory=dict)
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entered_on: date | None = None


@dataclass(frozen=True, slots=True)
class UpdateSheetFacts:
    """A member's update sheet for a time: the whole file and what changed in it."""

    file: MemberFile
    changes: MemberChanges
    from_on: date
    to_on: date
    is_transfer: bool = False
