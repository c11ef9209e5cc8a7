"""The forms of a year: results of all promises of a pledge, the cell's note on all pledges, a sheet of the 27 signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import ItemResult, PledgeKind, SignMark
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.pledges import PledgeDetail
    from chibo_app.queries.self_checks import SheetRow

_RESULTS = ("self_result", "self_note", "cell_result", "cell_note")
_GAP = "/"


def results(pledge: PledgeDetail) -> FormSpec:
    """Return the form of the results of all promises of a pledge: the member's own word and that of the cell."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import pledges

        found: dict[str, dict[str, Any]] = {}
        for name, value in values.items():
            item_id, _gap, column = name.partition(_GAP)
            found.setdefault(item_id, {})[column] = value
        pledges.judge(session, pledge.id, found)
        return pledge.id

    kept = options(ItemResult)
    sections = [
        Section(f"{item.position}. {item.content}", [
            Field(f"{item.id}{_GAP}self_result", _("The member's own judgement"), "choice", options=kept),
            Field(f"{item.id}{_GAP}self_note", _("Remark of the member")),
            Field(f"{item.id}{_GAP}cell_result", _("Judgement of the cell"), "choice", options=kept),
            Field(f"{item.id}{_GAP}cell_note", _("Remark of the cell")),
        ])
        for item in pledge.items
    ]  # fmt: skip
    return FormSpec(
        f"pledges.results:{pledge.id}",
        _("Results of the pledge of {name}, {year}").format(name=pledge.full_name, year=pledge.year),
        sections,
        save,
        lambda _values: _("Results of the pledge of {name}").format(name=pledge.full_name),
        {f"{item.id}{_GAP}{column}": getattr(item, column) for item in pledge.items for column in _RESULTS},
    )


def another(pledge: PledgeDetail) -> FormSpec:
    """Return the form that begins a pledge of another kind for the same member and year."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import pledges

        kind = PledgeKind(str(values["kind"]))
        return pledges.create_pledge(session, pledge.cell_id, pledge.person_id, pledge.year, kind=kind).id

    kinds = [one for one in options(PledgeKind) if one.value != pledge.kind]
    return FormSpec(
        f"pledges.another:{pledge.id}",
        _("Another pledge of {name} for {year}").format(name=pledge.full_name, year=pledge.year),
        [Section("", [Field("kind", _("Kind of pledge"), "choice", required=True, options=kinds)])],
        save,
        lambda _values: _("Begin another pledge of {name}").format(name=pledge.full_name),
    )


def note_all(pledge_ids: Sequence[str], year: int, held: Sequence[tuple[str, date]]) -> FormSpec:
    """Return the form with which the cell takes note of all pledges handed in; `held` are its meetings."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import pledges

        day: Any = values["confirmed_on"]
        meeting = str(values["meeting_id"]) if values["meeting_id"] else None
        return pledges.confirm_many(session, pledge_ids, day, meeting)

    choices = [Option(meeting, _("meeting of {day}").format(day=dates.show(day))) for meeting, day in held]
    return FormSpec(
        f"pledges.note_all:{year}",
        _("The cell takes note of {count} pledges of {year}").format(count=len(pledge_ids), year=year),
        [Section("", [
            Field("confirmed_on", _("The cell took note on"), "day", required=True),
            Field("meeting_id", _("In the meeting"), "choice", options=choices, empty=_("not named")),
        ])],
        save,
        lambda _values: _("The cell took note of {count} pledges").format(count=len(pledge_ids)),
        {"confirmed_on": clock.today(), "meeting_id": None},
    )  # fmt: skip


def sheet(cell_id: str, person_id: str, name: str, year: int, kept: SheetRow | None) -> FormSpec:
    """Return the sheet of the 27 signs as the member fills it in; what stays empty is a sign not seen."""
    entries = catalogues.catalogue("signs27", clock.today())
    groups = dict.fromkeys((entry.group, str(entry.get("group_title", ""))) for entry in entries)

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import self_checks

        facts: dict[str, Any] = dict(values)
        marks = {
            entry.code: (SignMark(str(facts[entry.code] or SignMark.NONE)), str(facts[_note(entry.code)] or ""))
            for entry in entries
        }
        return self_checks.keep(session, cell_id, person_id, year, facts["made_on"], marks, str(facts["note"])).id

    def fields(group: str) -> list[Field]:
        found: list[Field] = []
        for entry in (one for one in entries if one.group == group):
            found.append(Field(entry.code, f"{entry.get('number')}. {entry.text}", "choice", options=options(SignMark)))
            found.append(Field(_note(entry.code), _("Note of the member")))
        return found

    start: dict[str, object] = {"made_on": kept.made_on if kept else clock.today(), "note": kept.note if kept else ""}
    for code, (mark, words) in (kept.marks if kept else {}).items():
        start |= {code: mark, _note(code): words}
    return FormSpec(
        f"pledges.sheet:{person_id}",
        _("Sheet of the 27 signs: {name}, {year}").format(name=name, year=year),
        [
            Section("", [
                Field("made_on", _("Filled in on"), "day", required=True),
                Field("note", _("How the member corrects it"), "lines"),
            ]),
            *(Section(title, fields(group), folded=True) for group, title in groups),
        ],
        save,
        lambda _values: _("Keep the sheet of the 27 signs of {name}").format(name=name),
        start,
    )  # fmt: skip


def _note(code: str) -> str:
    return f"{code}{_GAP}note"
