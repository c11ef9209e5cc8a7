"""The member form in the order of Mẫu 2-HSĐV, for entering and for correcting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from chibo_app.actions import members
from chibo_app.actions.members import SpellFacts
from chibo_app.basics.i18n import _
from chibo_app.models.people import PersonForm
from chibo_app.rules.kinds import Gender
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.pages import members_words as words

if TYPE_CHECKING:
    from sqlmodel import Session

SPELL = frozenset(SpellFacts.__dataclass_fields__)
_TEXT_CHOICES = ("ethnic_group", "religion", "family_class_origin", "general_education", "political_theory")


def person_sections() -> list[Section]:
    """Return items 01 to 11 and the numbers, as on the paper form."""
    return [
        Section(_("Heading: numbers"), [
            Field("card_no", _("Membership card number"), hint=_("12 digits"), width=22),
            Field("old_card_no", _("Card number before 2/9/2025"), width=22),
            Field("dossier_no", _("Dossier number"), hint="000001 HN", width=22),
        ]),
        Section(_("01–07 Name, birth, residence"), [
            Field("full_name", _("01 Full name"), required=True),
            Field("birth_name", _("Name in the birth certificate, if different")),
            Field("gender", _("02 Sex"), "choice", required=True, options=options(Gender)),
            Field("other_names", _("03 Other names")),
            Field("birth_date", _("04 Born on"), "date", required=True,
                  help=_("Day, month and year as in the admission dossier; a year alone is kept as a year.")),
            Field("birth_registration_place", _("05 Birth registered at")),
            Field("native_place", _("06 Native place")),
            Field("permanent_address", _("07 Permanent address")),
            Field("temporary_address", _("Temporary address")),
        ]),
        Section(_("08–11 Origin and work"), [
            Field("ethnic_group", _("08 Ethnic group"), "choice", options=words.texts("ethnic_groups")),
            Field("religion", _("09 Religion"), "choice", options=words.texts("religions")),
            Field("family_class_origin", _("10 Family class"), "choice", options=words.texts("family_class")),
            Field("current_occupation", _("11 Present occupation")),
            Field("work_unit", _("Unit")),
            Field("state_position", _("Position in the state apparatus")),
            Field("is_retired", _("Retired"), "yes_no"),
        ]),
    ]  # fmt: skip


def membership_section() -> Section:
    """Return item 12."""
    return Section(_("12 Admission and recognition"), [
        Field("admission_date", _("12a Admitted on (ceremony)"), "date", required=True),
        Field("admission_place", _("in the cell")),
        Field("referee_1", _("12b First referee")),
        Field("referee_2", _("Second referee")),
        Field("admission_decision_date", _("12c Decision of admission on"), "date"),
        Field("admission_decision_no", _("Number of the decision"), width=24),
        Field("admission_decision_issuer", _("Decided by")),
        Field("official_date", _("12d Official since"), "date", help=_("Leave empty for a probationary member.")),
        Field("official_place", _("recognised in the cell")),
        Field("official_decision_no", _("Number of the recognition"), width=24),
        Field("official_decision_date", _("Recognition decided on"), "date"),
    ])  # fmt: skip


def arrival_section() -> Section:
    """Return how a new member came to this cell."""
    return Section(_("If admitted elsewhere and received here"), [
        Field("entered_on", _("Received here on"), "date"),
        Field("entered_from", _("Coming from")),
    ], folded=True)  # fmt: skip


def later_sections() -> list[Section]:
    """Return items 13 to 19 and contact; folded, because the cell's secretary seldom needs them."""
    return [
        Section(_("17 Education"), [
            Field("general_education", _("General education"), "choice", options=words.texts("education", "general")),
            Field("professional_qualification", _("Professional qualification")),
            Field("science_technology_qualification", _("Science and technology")),
            Field("highest_degree", _("Highest degree")),
            Field("academic_title", _("Academic title")),
            Field("political_theory", _("Political theory"), "choice", options=words.texts("political_theory")),
            Field("foreign_languages", _("Foreign languages")),
            Field("informatics", _("Computer skills")),
            Field("minority_languages", _("Minority languages")),
        ], folded=True),
        Section(_("13–16 Recruitment, Youth Union, army"), [
            Field("recruitment_date", _("13 Recruited on"), "date"),
            Field("recruiting_body", _("by")),
            Field("youth_union_date", _("14 Joined the Youth Union on"), "date"),
            Field("enlistment_date", _("16 Enlisted on"), "date"),
            Field("discharge_date", _("Discharged on"), "date"),
            Field("highest_rank", _("Highest rank")),
        ], folded=True),
        Section(_("18–19 Health, policy, identity"), [
            Field("health_status", _("18 State of health")),
            Field("war_invalid_class", _("War invalid, class")),
            Field("is_martyr_family", _("Family of a martyr"), "yes_no"),
            Field("is_meritorious_family", _("Family of merit"), "yes_no"),
            Field("citizen_id", _("19 Identity number"), hint=_("12 digits"), width=22),
            Field("old_id_no", _("Old identity number"), hint=_("9 digits"), width=22),
        ]),
        Section(_("Contact"), [
            Field("phone", _("Telephone"), width=24),
            Field("email", _("E-mail")),
            Field("note", _("Note"), "lines"),
        ]),
    ]  # fmt: skip


def add(cell_id: str, added: Callable[[str], None]) -> FormSpec:
    """Return the form that enters a member of a cell; `added(id)` is called with the new one."""

    def save(session: Session, values: Values, explanations: Explanations) -> str:
        given = as_kept(values)
        spell: dict[str, Any] = {name: given[name] for name in SPELL & given.keys()}
        person = {name: value for name, value in given.items() if name not in SPELL}
        form = PersonForm.model_validate(person)
        return members.add(session, cell_id, form, SpellFacts(**spell), explanations).id

    return FormSpec(
        f"members.add:{cell_id}",
        _("New member"),
        [*person_sections(), membership_section(), arrival_section(), *later_sections()],
        save,
        lambda values: _("Enter the member {name}").format(name=values["full_name"]),
        again=True,
        saved=lambda person_id: added(str(person_id)),
    )


def edit(person_id: str, name: str, facts: Mapping[str, object]) -> FormSpec:
    """Return the form that corrects a member; `facts` holds the present values of person and newest spell."""

    def save(session: Session, values: Values, explanations: Explanations) -> str:
        given = as_kept(values)
        changed = {field: value for field, value in given.items() if differs(value, facts.get(field))}
        renamed, by = changed.pop("renamed_on", None), changed.pop("renamed_by", "")
        spell = {field: value for field, value in changed.items() if field in SPELL}
        person = {field: value for field, value in changed.items() if field not in SPELL}
        if person:
            renaming: Any = {"renamed_on": renamed, "renamed_by": by}
            members.edit(session, person_id, person, explanations, **renaming)
        if spell:
            members.edit_spell(session, person_id, spell, explanations)
        return person_id

    sections = [*person_sections(), membership_section(), *later_sections()]
    renaming = Section(_("If the name has changed (not: was written wrongly)"),
                       [Field("renamed_on", _("New name since"), "date"),
                        Field("renamed_by", _("By the paper (number, day, authority)"))], folded=True)  # fmt: skip
    return FormSpec(
        f"members.edit:{person_id}",
        _("Edit: {name}").format(name=name),
        [*sections, renaming],
        save,
        lambda values: _("Edit the record of {name}").format(name=values["full_name"]),
        dict(facts),
    )


def differs(new: object, old: object) -> bool:
    """Tell whether a field was changed; empty text and nothing are the same."""
    return (new if new != "" else None) != (old if old != "" else None)


def as_kept(values: Values) -> Values:
    """Return the values with empty text where a choice of written words is left open."""
    return values | {name: "" for name in _TEXT_CHOICES if values.get(name) is None}
