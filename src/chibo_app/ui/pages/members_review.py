"""Corrections a member wrote on the review sheet, entered in the very order of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.actions import members
from chibo_app.basics.i18n import _
from chibo_app.documents import member_items as items
from chibo_app.documents import member_sheets
from chibo_app.queries.member_papers import MemberFile
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.pages import members_forms as forms

if TYPE_CHECKING:
    from sqlmodel import Session

_ENTRY, _NEW = "entry:", "new:"


def review(facts: MemberFile) -> FormSpec:
    """Return the form with the numbered lines of the review sheet; only what was changed is saved."""
    on = facts.letterhead.on
    values = _values(facts, on)

    def save(session: Session, given: Values, explanations: Explanations) -> str:
        kept = forms.as_kept(given)
        changed = {name: value for name, value in kept.items() if forms.differs(value, values.get(name))}
        entries = {
            name.removeprefix(_ENTRY): str(value or "")
            for name, value in changed.items()
            if name.startswith((_ENTRY, _NEW))
        }
        plain = {name: value for name, value in changed.items() if not name.startswith((_ENTRY, _NEW))}
        members.correct(session, facts.person_id, plain, entries, explanations)
        return facts.person_id

    return FormSpec(
        f"members.review:{facts.person_id}",
        _("Corrections of {name}").format(name=facts.name),
        [Section(_("In the order of the review sheet; Enter goes to the next line"), _fields(facts, values, on))],
        save,
        lambda _values: _("Corrections from the review sheet of {name}").format(name=facts.name),
        values,
    )


def _names(facts: MemberFile, on: date) -> list[str]:
    """The fields in the order of the printed lines: one for each row kept, and one more for each repeated item."""
    names = items.review_keys(on)
    for item in items.review_items():
        names += [f"{_ENTRY}{line.id}" for line in facts.entries.get(item, ())]
        names.append(f"{_NEW}{item}")
    return names


def _fields(facts: MemberFile, values: Mapping[str, Any], on: date) -> list[Field]:
    known = {field.name: field for section in _sections() for field in section.fields}
    lines = member_sheets.review_lines(facts)
    found = []
    for number, (name, (caption, _shown)) in enumerate(zip(_names(facts, on), lines, strict=True), 1):
        like = known.get(name, Field(name, "", "lines" if "\n" in str(values.get(name)) else "text"))
        label = f"{number}. {caption}"
        found.append(Field(name, label, like.kind, options=like.options, width=like.width, hint=like.hint))
    return found


def _sections() -> list[Section]:
    return [*forms.person_sections(), forms.membership_section(), *forms.later_sections()]


def _values(facts: MemberFile, on: date) -> Mapping[str, Any]:
    values: dict[str, Any] = {name: facts.values.get(name) for name in items.review_keys(on)}
    for item in items.review_items():
        values |= {f"{_ENTRY}{line.id}": line.content for line in facts.entries.get(item, ())}
        values[f"{_NEW}{item}"] = ""
    return values
