"""Facts of the time before the cell began with the program, which later counts and numbers rest on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from chibo_app.actions import opening_facts as acts
from chibo_app.basics import clock, text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels, memberships, opening_facts
from chibo_app.queries.cells import CellDetail
from chibo_app.queries.opening_facts import OpeningFactRow
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import DocumentType, OpeningFactKind
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.detail import Line, Part
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.kit.perform import perform

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

MISSED_KEY, NUMBER_KEY, PLEDGE_KEY = "cells.missed", "cells.last_number", "cells.pledge_result"
_RESULTS = "pledge_results"
_MONTHLY = (OpeningFactKind.UNEXCUSED_ABSENCE, OpeningFactKind.UNPAID_DUES)


@dataclass(frozen=True)
class Ways:
    """What the verbs of the part do."""

    add_month: Callable[[], None]
    add_number: Callable[[], None]
    add_pledge_result: Callable[[], None]


def read_part(desk: Window, session: Session, cell_id: str, ways: Ways) -> Part:
    """Return the part of a cell's detail: what it is for, the facts of the cell, and the ways to add one."""
    rows = opening_facts.opening_facts(session, cell_id)
    what_for = _(
        "What happened before this book began: the program adds it when it counts missed and unpaid months "
        "and when it gives the next document number."
    )
    lines = [Line("", what_for, "quiet"), *(_line(desk, row) for row in rows)]
    verbs = (
        (_("Add a month of a member"), ways.add_month),
        (_("Add a last number"), ways.add_number),
        (_("Add a result of last year's pledge"), ways.add_pledge_result),
    )
    return Part(_("Before this book"), lines, verbs=verbs)


def words(row: OpeningFactRow) -> str:
    """Return one fact in words."""
    if row.kind is OpeningFactKind.LAST_DOCUMENT_NUMBER:
        known = {kind.value: labels.label(kind) for kind in DocumentType}
        return _("{type}: number {number}").format(
            type=known.get(row.document_type, row.document_type), number=row.value
        )
    value = row.value
    if row.kind is OpeningFactKind.PREVIOUS_PLEDGE_RESULT:
        entry = catalogues.entry(_RESULTS, value)
        value = entry.text if entry else value
    return ", ".join(part for part in (row.full_name, labels.label(row.kind), value) if part)


def missed_month(desk: Window, cell: CellDetail) -> FormSpec:
    """Return the form for a month a member missed or did not pay before the book began."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        return acts.add_missed_month(
            session, cell.id, str(values["person_id"]), OpeningFactKind(str(values["kind"])),
            int(str(values["year"])), int(str(values["month"])),
        ).id  # fmt: skip

    kinds = [Option(kind.value, labels.heading(kind)) for kind in _MONTHLY]
    return FormSpec(
        f"{MISSED_KEY}:{cell.id}",
        _("A month before this book: {name}").format(name=cell.name),
        [Section("", [
            Field("person_id", _("Member"), "person", required=True, find=partial(_find, _people(desk, cell.id))),
            Field("kind", _("What"), "choice", required=True, options=kinds),
            Field("month", _("Month (1 to 12)"), "number", required=True, width=6),
            Field("year", _("Year"), "number", required=True, width=8),
        ])],
        save,
        lambda values: _("Enter month {month}/{year} before this book").format(
            month=values["month"], year=values["year"]),
        {"kind": _MONTHLY[0].value, "year": clock.today().year},
        again=True,
    )  # fmt: skip


def last_number(cell: CellDetail) -> FormSpec:
    """Return the form for the last number a type of document was given on paper."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        kind = DocumentType(str(values["type"]))
        return acts.add_last_number(
            session, cell.id, kind, int(str(values["year"])), int(str(values["number"]))
        ).id  # fmt: skip

    return FormSpec(
        f"{NUMBER_KEY}:{cell.id}",
        _("Last number on paper: {name}").format(name=cell.name),
        [Section(_("The next document of this type gets the number after it"), [
            Field("type", _("Type of document"), "choice", required=True, options=options(DocumentType)),
            Field("number", _("Last number given"), "number", required=True, width=8),
            Field("year", _("in the year"), "number", required=True, width=8),
        ])],
        save,
        lambda values: _("Enter the last number {number} on paper").format(number=values["number"]),
        {"type": DocumentType.NQ.value, "year": clock.today().year},
        again=True,
    )  # fmt: skip


def pledge_result(desk: Window, cell: CellDetail) -> FormSpec:
    """Return the form for how a member kept the pledge of a year before the book began."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        return acts.add_pledge_result(
            session, cell.id, str(values["person_id"]), int(str(values["year"])), str(values["result"])
        ).id  # fmt: skip

    results = [Option(entry.code, entry.text) for entry in catalogues.catalogue(_RESULTS, clock.today())]
    return FormSpec(
        f"{PLEDGE_KEY}:{cell.id}",
        _("Result of an earlier pledge: {name}").format(name=cell.name),
        [Section("", [
            Field("person_id", _("Member"), "person", required=True, find=partial(_find, _people(desk, cell.id))),
            Field("year", _("Year"), "number", required=True, width=8),
            Field("result", _("Result"), "choice", required=True, options=results),
        ])],
        save,
        lambda values: _("Enter the result of the pledge of {year}").format(year=values["year"]),
        {"year": clock.today().year - 1},
        again=True,
    )  # fmt: skip


def _line(desk: Window, row: OpeningFactRow) -> Line:
    when = f"{row.month:02d}/{row.year}" if row.month else str(row.year)
    return Line(when, words(row), open=partial(_remove, desk, row))


def _remove(desk: Window, row: OpeningFactRow) -> None:
    question = _("Remove “{fact}”, entered by mistake?").format(fact=words(row))
    if messages.ask(desk.widget(), question, _("Take out"), more=_("It can be undone.")):
        perform(desk, _("Remove “{fact}”").format(fact=words(row)), lambda session: acts.remove(session, row.id))


def _people(desk: Window, cell_id: str) -> list[Option]:
    with desk.store.read() as session:
        ids = memberships.on_roll(session, cell_id, clock.today())
        return [Option(person.id, person.full_name) for person in memberships.people(session, ids)]


def _find(people: Sequence[Option], typed: str) -> list[Option]:
    wanted = text.fold(typed).split()
    return [one for one in people if all(word in text.search_key(one.words) for word in wanted)]
