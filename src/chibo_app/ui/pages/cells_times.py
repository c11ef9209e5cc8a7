"""Terms and names of a cell over time on its page: shown, corrected, and taken back when entered by mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.actions import cells as acts
from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.queries.cells import CellDetail, TermRow, VersionRow
from chibo_app.rules.kinds import OrganisationKind
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.detail import Line, Part
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.pages import cells_forms

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

TERM_KEY, VERSION_KEY = "cells.term_edit", "cells.name_correct"
OpenForm = Callable[[FormSpec], object]


def terms_part(desk: Window, cell: CellDetail, on: date, open_form: OpenForm) -> Part:
    """Return the terms; each opens its form, and one entered by mistake is removed."""
    lines = [
        Line(term.name, span_words(term.starts_on, term.ends_on), open=partial(_open_term, open_form, cell, term))
        for term in cell.terms
    ]
    if not lines:
        lines = [Line("", _("No term is entered for {day}.").format(day=dates.show(on)))]
    verbs = [
        (_("Remove the term {name}").format(name=term.name), partial(_remove_term, desk, term))
        for term in cell.terms
    ]  # fmt: skip
    return Part(_("Terms"), lines, verbs=verbs)


def names_part(desk: Window, cell: CellDetail, open_form: OpenForm) -> Part:
    """Return the names over time; each opens its correction, the newest change can be taken back."""
    lines = [
        Line(
            span_words(version.valid_from, version.valid_to), _version_words(version),
            open=partial(_open_version, open_form, cell, version),
        )
        for version in cell.versions
    ]  # fmt: skip
    verbs: list[tuple[str, Callable[[], object]]] = []
    if len(cell.versions) > 1:
        verbs.append((_("Take back the newest name or parent"), partial(_take_back, desk, cell)))
    return Part(_("Names over time"), lines, verbs=verbs)


def edit_term(cell: CellDetail, term: TermRow) -> FormSpec:
    """Return the form that corrects a term."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        return acts.edit_term(session, term.id, **facts).id

    return FormSpec(
        f"{TERM_KEY}:{cell.id}:{term.id}",
        _("Term {name}").format(name=term.name),
        [Section(_("Term"), [
            Field("name", _("Name of the term"), required=True, hint="2025–2027"),
            Field("starts_on", _("First day"), "day", required=True),
            Field("ends_on", _("Last day"), "day"),
        ])],
        save,
        lambda values: _("Edit the term {name}").format(name=values["name"]),
        {"name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on},
    )  # fmt: skip


def correct_version(cell: CellDetail, version: VersionRow) -> FormSpec:
    """Return the form that corrects a name entered wrongly; its days stay as they are."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        changes: dict[str, Any] = {
            "name": str(values["name"]), "kind": OrganisationKind(str(values["kind"])), "source": str(values["source"]),
        }  # fmt: skip
        parent = str(values["parent_name"] or "")
        if parent and parent != version.parent_name:
            changes["parent_id"] = acts.upper(session, parent, OrganisationKind(str(values["parent_kind"]))).id
        return acts.correct_version(session, version.id, **changes).id

    return FormSpec(
        f"{VERSION_KEY}:{cell.id}:{version.id}",
        _("Correct the name: {name}").format(name=version.name),
        [Section(
            _("Only what was typed wrongly. A real change of name or parent is entered with “New name or parent”"),
            [
                Field("name", _("Name of the cell"), required=True),
                Field("kind", _("Kind"), "choice", required=True, options=cells_forms.cell_kinds()),
                Field("parent_name", _("Higher organisation directly above"), required=True),
                Field("parent_kind", _("Kind of the organisation above"), "choice", required=True,
                      options=cells_forms.upper_kinds()),
                Field("source", _("By which decision")),
            ],
        )],
        save,
        lambda values: _("Correct the name {name}").format(name=values["name"]),
        {
            "name": version.name, "kind": version.kind.value, "parent_name": version.parent_name,
            "parent_kind": cell.parent_kind.value if cell.parent_kind else OrganisationKind.COMMUNE.value,
            "source": version.source,
        },
    )  # fmt: skip


def form_of(cell: CellDetail, kind: str, record_id: str) -> FormSpec | None:
    """Return the form of a draft by the key it was kept under, or None when its record is gone."""
    term = next((one for one in cell.terms if one.id == record_id), None)
    version = next((one for one in cell.versions if one.id == record_id), None)
    if kind == TERM_KEY and term is not None:
        return edit_term(cell, term)
    return correct_version(cell, version) if kind == VERSION_KEY and version is not None else None


def span_words(start: date | None, end: date | None) -> str:
    """Write a time in words."""
    if start is None and end is None:
        return _("always so far")
    if start is None:
        return _("until {day}").format(day=dates.show(end))
    if end is None or end > clock.today():
        return _("since {day}").format(day=dates.show(start))
    return f"{dates.show(start)} – {dates.show(end)}"


def _version_words(version: VersionRow) -> str:
    parts = [version.name, labels.heading(version.kind)]
    if version.parent_name:
        parts.append(_("under {name}").format(name=version.parent_name))
    if version.source:
        parts.append(version.source)
    return "; ".join(parts)


def _open_term(open_form: OpenForm, cell: CellDetail, term: TermRow) -> None:
    open_form(edit_term(cell, term))


def _open_version(open_form: OpenForm, cell: CellDetail, version: VersionRow) -> None:
    open_form(correct_version(cell, version))


def _remove_term(desk: Window, term: TermRow) -> None:
    question = _("Remove the term “{name}”, entered by mistake?").format(name=term.name)
    if messages.ask(desk.widget(), question, _("Remove the term"), more=_("It can be undone.")):
        label = _("Remove the term {name}").format(name=term.name)
        perform(desk, label, lambda session: acts.remove_term(session, term.id))


def _take_back(desk: Window, cell: CellDetail) -> None:
    newest, before = cell.versions[-1], cell.versions[-2]
    question = _("Take back “{new}” since {day}? The cell is called “{old}” again, as before.").format(
        new=newest.name, day=dates.show(newest.valid_from), old=before.name
    )
    more = _("Only for a change entered by mistake. It can be undone.")
    if messages.ask(desk.widget(), question, _("Take it back"), more=more):
        label = _("Take back the name {name}").format(name=newest.name)
        perform(desk, label, lambda session: acts.take_back_rename(session, cell.organisation_id))
