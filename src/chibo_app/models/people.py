"""People: the core of the 30 items of Mẫu 2-HSĐV (members.md 1.2). Membership stands in `memberships`."""

from datetime import date
from typing import Any

from sqlalchemy import event
from sqlmodel import Field, SQLModel

from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import FORM, Line, Lines, Record, choice, line, lines, maybe_ref, partial, ref, required_line
from chibo_app.rules.kinds import Gender


class PersonBase(SQLModel):
    """One person, whatever became of the membership. Names are kept as typed, never re-cased."""

    full_name: Line = required_line(120)
    birth_name: Line = line(120)
    other_names: Line = line()
    gender: Gender | None = choice(Gender, optional=True)
    birth_date: PartialDate | None = partial()
    birth_registration_place: Line = line()
    native_place: Line = line()
    permanent_address: Line = line()
    temporary_address: Line = line()
    ethnic_group: Line = line(60)
    religion: Line = line(60)
    religious_rank: Line = line(60)
    family_class_origin: Line = line(60)
    occupation_at_admission: Line = line()
    current_occupation: Line = line()
    occupation_code: Line = line(10)
    work_unit: Line = line()
    state_position: Line = line()
    mass_org_position: Line = line()
    is_armed_forces: bool = False
    is_police: bool = False
    is_retired: bool = False
    recruitment_date: PartialDate | None = partial()
    recruiting_body: Line = line()
    youth_union_date: PartialDate | None = partial()
    enlistment_date: PartialDate | None = partial()
    discharge_date: PartialDate | None = partial()
    highest_rank: Line = line()
    general_education: Line = line(60)
    professional_level: Line = line(60)
    professional_qualification: Line = line()
    science_technology_qualification: Line = line()
    highest_degree: Line = line()
    academic_title: Line = line(60)
    political_theory: Line = line(60)
    foreign_languages: Line = line()
    informatics: Line = line()
    minority_languages: Line = line()
    health_status: Line = line()
    war_invalid_class: Line = line(60)
    is_martyr_family: bool = False
    is_meritorious_family: bool = False
    citizen_id: Line = line(12)
    old_id_no: Line = line(12)
    card_no: Line = line(20)
    old_card_no: Line = line(20)
    card_issued_on: PartialDate | None = partial()
    card_issued_by: Line = line()
    dossier_no: Line = line(20)
    badge_no: Line = line(60)
    national_db_id: Line = line(60)
    phone: Line = line(60)
    email: Line = line(120)
    note: Lines = lines(20_000)
    voided_on: date | None = None
    void_reason: Line = line()
    merged_into_id: str | None = maybe_ref("person")


class PersonForm(PersonBase):
    """What may be stored of a person."""

    model_config = FORM


class Person(PersonBase, Record, table=True):
    """The people of the book. `search_key` and `name_key` are derived from the name and the numbers."""

    __form__ = PersonForm
    search_key: str = ""
    name_key: str = Field(default="", index=True)


@event.listens_for(Person, "before_insert")
@event.listens_for(Person, "before_update")
def _derive_keys(mapper: Any, connection: Any, person: Person) -> None:
    """Keep the keys by which people are found and sorted in step with the name and the numbers."""
    person.search_key = text.search_key(
        person.full_name, person.birth_name, person.other_names, person.citizen_id, person.old_id_no,
        person.card_no, person.old_card_no, person.phone,
    )  # fmt: skip
    person.name_key = text.name_key(person.full_name)


class PersonEntryBase(SQLModel):
    """One row of the long items 15, 21–28: history, training, rewards, discipline, past names."""

    person_id: str = ref("person")
    item: Line = required_line(40)
    from_on: PartialDate | None = partial()
    to_on: PartialDate | None = partial()
    content: Lines = lines()
    issuer: Line = line()
    note: Line = line()


class PersonEntryForm(PersonEntryBase):
    """What may be stored of such a row."""

    model_config = FORM


class PersonEntry(PersonEntryBase, Record, table=True):
    """Rows of a person's repeated items; `item` is the snake_case name of the item in members.md 1.2."""

    __tablename__ = "person_entry"
    __form__ = PersonEntryForm
