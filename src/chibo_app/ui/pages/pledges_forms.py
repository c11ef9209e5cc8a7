"""The forms of a pledge: its general part, one promise, handing in, the cell's note, a look during the year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup, PledgeKind
from chibo_app.rules.pledges import SIGNED_FACTS
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.pledges import ItemRow, PledgeDetail


def general(pledge: PledgeDetail) -> FormSpec:
    """Return the form of everything outside the promises; of a pledge handed in, without what was signed."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import pledges

        return pledges.edit(session, pledge.id, **values)

    fields = [
        Field("kind", _("Kind of pledge"), "choice", required=True, options=options(PledgeKind)),
        Field("exemplary_level", _("Level of exemplary responsibility"), "choice", required=True,
              options=options(ExemplaryLevel)),
        Field("legal_bases", _("Based on"), "lines", hint=_("one document in each line")),
        Field("previous_result", _("Result of last year's pledge"), "lines"),
        Field("measures", _("Ways of carrying it out"), "lines"),
        Field("target_rating", _("Rating aimed at")),
        Field("comment", _("Opinion of the cell committee"), "lines"),
    ]  # fmt: skip
    if pledge.handed_in_on is not None:
        fields = [field for field in fields if field.name not in SIGNED_FACTS]
    return FormSpec(
        key=f"pledges.edit:{pledge.id}",
        title=title(pledge),
        sections=[Section("", fields)],
        save=save,
        label=lambda _values: _("Correct the pledge of {name}").format(name=pledge.full_name),
        values={field.name: getattr(pledge, field.name) for field in fields},
    )


def title(pledge: PledgeDetail) -> str:
    """Return the heading of a member's pledge."""
    return _("{name}: pledge of {year}").format(name=pledge.full_name, year=pledge.year)


def promise_fields() -> list[Field]:
    """Return the fields of what is promised, in a pledge or in a template of pledges."""
    return [
        Field("group", _("Part of the pledge"), "choice", required=True, options=options(PledgeGroup)),
        Field("content", _("What is promised"), "lines", required=True),
        Field("measure_kind", _("Counted as"), "choice", required=True, options=options(MeasureKind)),
        Field("target", _("Target"), hint=_("for example 4 or 100")),
        Field("unit", _("Unit"), hint=_("for example hours, %, articles")),
        Field("due_on", _("Until"), "day"),
        Field("evidence", _("Shown by"), hint=_("photo, list, certificate …")),
        Field("linked_duty", _("Belongs to the duty")),
    ]


def item_sections() -> list[Section]:
    """Return the fields of one promise, in the order of the paper."""
    return [
        Section("", promise_fields()),
        Section(_("Result at the end of the year"), [
            Field("self_result", _("The member's own judgement"), "choice", options=options(ItemResult)),
            Field("self_note", _("Remark of the member"), "lines"),
            Field("cell_result", _("Judgement of the cell"), "choice", options=options(ItemResult)),
            Field("cell_note", _("Remark of the cell"), "lines"),
        ], folded=True),
    ]  # fmt: skip


def item(pledge: PledgeDetail, known: ItemRow | None) -> FormSpec:
    """Return the form of a new promise, or of one already made."""
    names = [field.name for section in item_sections() for field in section.fields]
    start: dict[str, Any] = {"measure_kind": "number"} if known is None else {
        name: getattr(known, name) for name in names
    }  # fmt: skip

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import pledges

        if known is None:
            return pledges.add_item(session, pledge.id, (), **values)
        return pledges.edit_item(session, known.id, None, **values)

    return FormSpec(
        key=f"pledges.item:{known.id}" if known else f"pledges.item.add:{pledge.id}",
        title=_("Promise of {name}").format(name=pledge.full_name),
        sections=item_sections(),
        save=save,
        label=lambda _values: _("Write a promise of {name}").format(name=pledge.full_name),
        values=start,
        again=known is None,
    )


def hand_in(pledge: PledgeDetail) -> FormSpec:
    """Return the form that asks when the signed pledge was handed in."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import pledges

        return pledges.hand_in(session, pledge.id, values["handed_in_on"])  # type: ignore[arg-type]

    return FormSpec(
        key=f"pledges.hand_in:{pledge.id}",
        title=_("{name} handed in the pledge").format(name=pledge.full_name),
        sections=[Section("", [Field("handed_in_on", _("Handed in on"), "day", required=True)])],
        save=save,
        label=lambda values: _("Pledge of {name} handed in on {day}").format(
            name=pledge.full_name, day=dates.show(values["handed_in_on"])  # type: ignore[arg-type]
        ),
        values={"handed_in_on": pledge.handed_in_on or clock.today()},
    )  # fmt: skip


def confirm(pledge: PledgeDetail) -> FormSpec:
    """Return the form with which the cell takes note of a pledge."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import pledges

        day: Any = values["confirmed_on"]
        return pledges.confirm(session, pledge.id, day, pledge.confirmed_in_id, str(values["comment"]))

    fields = [
        Field("confirmed_on", _("The cell took note on"), "day", required=True),
        Field("comment", _("Opinion of the cell committee"), "lines"),
    ]
    return FormSpec(
        key=f"pledges.confirm:{pledge.id}",
        title=_("The cell takes note of the pledge of {name}").format(name=pledge.full_name),
        sections=[Section("", fields)],
        save=save,
        label=lambda _values: _("The cell took note of the pledge of {name}").format(name=pledge.full_name),
        values={"confirmed_on": pledge.confirmed_on or clock.today(), "comment": pledge.comment},
    )


def check(pledge: PledgeDetail, known: ItemRow) -> FormSpec:
    """Return the form for a look at one promise during the year."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import pledges

        day: Any = values["checked_on"]
        return pledges.check_item(session, known.id, day, str(values["note"]))

    fields = [
        Field("checked_on", _("Looked at on"), "day", required=True),
        Field("note", _("What was found"), "lines", required=True),
    ]
    return FormSpec(
        key=f"pledges.check:{known.id}",
        title=known.content,
        sections=[Section("", fields)],
        save=save,
        label=lambda _values: _("Look at a promise of {name}").format(name=pledge.full_name),
        values={"checked_on": clock.today()},
    )
