"""From one row of an office list to the facts of one person, and what is odd about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chibo_app.basics import dates, text
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Level, Problem
from chibo_app.exchange import cell_values, columns, dates_of_lists, names_of_lists
from chibo_app.exchange.sheets import Sheet, SheetRow
from chibo_app.exchange.workbook import Cell
from chibo_app.rules import catalogues, identity
from chibo_app.rules.kinds import Gender, PostKind

PERSON_TEXTS = (
    "birth_name", "other_names", "native_place", "birth_registration_place", "permanent_address", "temporary_address",
    "professional_qualification", "political_theory", "foreign_languages", "informatics", "minority_languages",
    "highest_degree", "academic_title", "current_occupation", "occupation_at_admission", "work_unit",
    "state_position", "mass_org_position", "card_issued_by", "dossier_no", "badge_no", "email", "note",
)  # fmt: skip
SPELL_TEXTS = ("admission_place", "admission_decision_no")
PERSON_DATES = ("youth_union_date", "card_issued_on")
_OTHER_CREEDS = "Đạo khác"  # the statistical line of the smaller communities; a list's own word says more
_SEVERAL = re.compile(r"\s*[,;/\n]\s*|\s+-\s+")
_NAME_AND_BIRTH = re.compile(r"(?P<name>[^\d,;(]+?)[\s,;(\-\u2013]*(?:(?i:sinh)\b\D*|(?i:sn)\b\D*)?(?P<birth>\d.*?)\)?")
_CLASSES = (10, 12)
_YOUNGEST_WITH_TWO_DIGITS = 16


@dataclass
class Facts:
    """What one row says. Empty cells leave no entry: they never wipe out what the book knows."""

    number: int
    name: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    spell: dict[str, Any] = field(default_factory=dict)
    posts: tuple[PostKind, ...] = ()
    standing: cell_values.Standing = ""
    problems: list[Problem] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)  # fact → column of the list it stood in

    def get(self, name: str) -> Any:
        """Return a fact of the person or the spell, None when the row does not give it."""
        return self.person.get(name, self.spell.get(name))


class RowReader:
    """Reads the rows of one sheet; knows its columns and the day on which the list is read."""

    def __init__(self, sheet: Sheet, today: date) -> None:
        self._columns: Mapping[str, tuple[int, ...]] = sheet.fields
        self._captions = [" ".join(caption.split()) or columns.label("note") for caption in sheet.captions]
        self._implied_gender = _implied_gender(sheet)
        self._today = today
        self._birth_latest = date(today.year - _YOUNGEST_WITH_TWO_DIGITS, 12, 31)
        self._texts = [name for name in PERSON_TEXTS if name in self._columns]
        self._spell_texts = [name for name in SPELL_TEXTS if name in self._columns]
        self._dates = [name for name in PERSON_DATES if name in self._columns]

    def read(self, row: SheetRow) -> Facts:
        """Return the facts of one row."""
        facts = Facts(row.number)
        facts.name = names_of_lists.without_address(self._name(row, facts))
        if facts.name:
            facts.person["full_name"] = facts.name
            facts.problems += names_of_lists.problems(facts.name)
        self._birth_and_gender(row, facts)
        self._membership(row, facts)
        self._numbers(row, facts)
        self._words(row, facts)
        return facts

    def cell(self, row: SheetRow, name: str) -> Cell:
        """Return the cell of a field."""
        held = self._columns.get(name)
        return row.cells[held[0]] if held else ""

    def _name(self, row: SheetRow, facts: Facts) -> str:
        if "name_and_birth" in self._columns and "full_name" not in self._columns:
            return self._name_before_birth(row, facts)
        held = self._columns.get("full_name") or (
            *self._columns.get("family_part", ()), *self._columns.get("given_part", ())
        )  # fmt: skip
        name = " ".join(part for column in held if (part := cell_values.as_fact(row.cells[column])))
        return name or cell_values.as_fact(self.cell(row, "birth_name"))

    def _name_before_birth(self, row: SheetRow, facts: Facts) -> str:
        line = cell_values.as_fact(self.cell(row, "name_and_birth"))
        match = _NAME_AND_BIRTH.fullmatch(line)
        if match is None:
            return line
        facts.fields["birth_date"] = "name_and_birth"
        try:
            self._keep_birth(dates_of_lists.read(match["birth"], self._birth_latest), "name_and_birth", facts)
        except ValueError as error:
            facts.problems.append(Problem("birth_date", "not_a_date", str(error)))
        return match["name"]

    def date_of(
        self,
        row: SheetRow,
        name: str,
        facts: Facts,
        fact: str = "",
        latest: date | None = None,
        level: Level = "error",
    ) -> PartialDate | None:
        """Read the date of a field; a problem is noted when the cell holds none."""
        cell = self._date_cell(row, name)
        if cell == "":
            return None
        try:
            return dates_of_lists.read(cell, latest or self._today)
        except ValueError as error:
            facts.fields[fact or name] = name
            facts.problems.append(Problem(fact or name, "not_a_date", str(error), level))
            return None

    def _date_cell(self, row: SheetRow, name: str) -> Cell:
        held = self._columns.get(name, ())
        if len(held) < 2:
            return self.cell(row, name)
        parts = [cell_values.as_fact(row.cells[column]) for column in held]  # day, month and year
        return "/".join(part or "0" for part in parts) if any(parts) else ""

    def _birth_and_gender(self, row: SheetRow, facts: Facts) -> None:
        gender = self._named_gender(row, facts)
        for name, sex in (("birth_male", Gender.MALE), ("birth_female", Gender.FEMALE),
                          ("gender_male", Gender.MALE), ("gender_female", Gender.FEMALE)):  # fmt: skip
            cell = self.cell(row, name)
            if cell == "" or cell_values.as_fact(cell) == "":
                continue
            gender = gender or sex
            if not cell_values.is_tick(cell) and cell_values.gender(cell) is None:
                self._keep_birth(self.date_of(row, name, facts, "birth_date", self._birth_latest), name, facts)
        self._keep_birth(self.date_of(row, "birth_date", facts, latest=self._birth_latest), "birth_date", facts)
        self._split_birth(row, facts)
        if gender := gender or self._implied_gender:
            facts.person["gender"] = gender

    def _named_gender(self, row: SheetRow, facts: Facts) -> Gender | None:
        gender = cell_values.gender(self.cell(row, "gender"))
        if gender is None and (said := cell_values.as_fact(self.cell(row, "gender"))):
            facts.problems.append(Problem("gender", "unknown_gender", _(
                "“{text}” does not say whether the person is a man or a woman."
            ).format(text=said), "warning"))  # fmt: skip
        return gender

    def _keep_birth(self, value: PartialDate | None, name: str, facts: Facts) -> None:
        if value is not None and "birth_date" not in facts.person:
            facts.person["birth_date"] = value
            facts.fields["birth_date"] = name

    def _split_birth(self, row: SheetRow, facts: Facts) -> None:
        parts = [cell_values.as_fact(self.cell(row, f"birth_{part}")) for part in ("day", "month", "year")]
        if "birth_month" not in self._columns or not any(parts):
            return
        facts.fields["birth_date"] = "birth_year"
        try:
            joined = dates_of_lists.read("/".join(part or "0" for part in parts), self._birth_latest)
        except ValueError as error:
            facts.problems.append(Problem("birth_date", "not_a_date", str(error)))
        else:
            self._keep_birth(joined, "birth_year", facts)

    def _membership(self, row: SheetRow, facts: Facts) -> None:
        facts.standing = cell_values.standing(cell_values.as_text(self.cell(row, "standing")))
        admission: PartialDate | None
        if "both_dates" in self._columns:
            admission, official = self._both_dates(row, facts)
        else:
            admission, official = self.date_of(row, "admission_date", facts), self._official(row, facts)
        decided = self.date_of(row, "admission_decision_date", facts)
        facts.spell |= {
            name: value
            for name, value in (
                ("admission_date", admission), ("official_date", official), ("admission_decision_date", decided),
            )
            if value is not None
        }  # fmt: skip
        self._drop_planned_date(facts)

    def _official(self, row: SheetRow, facts: Facts) -> PartialDate | None:
        cell = self.cell(row, "official_date")
        said = cell_values.standing(cell) if isinstance(cell, str) else ""
        if said:
            facts.standing = facts.standing or said
            return None
        if isinstance(cell, str) and cell_values.is_tick(cell):
            facts.standing = facts.standing or "official"
            return None
        return self.date_of(row, "official_date", facts)

    def _both_dates(self, row: SheetRow, facts: Facts) -> tuple[PartialDate | None, PartialDate | None]:
        cell = self.cell(row, "both_dates")
        found: list[PartialDate | None] = []
        for part in dates_of_lists.parts(cell) if isinstance(cell, str) else [cell]:
            if isinstance(part, str) and not any(map(str.isdigit, part)):
                facts.standing = cell_values.standing(part) or facts.standing
                continue
            name = "official_date" if found else "admission_date"
            facts.fields[name] = "both_dates"
            try:
                found.append(dates_of_lists.read(part, self._today))
            except ValueError as error:
                facts.problems.append(Problem(name, "not_a_date", str(error)))
        admission, official = [*found, None, None][:2]
        return admission, official

    def _drop_planned_date(self, facts: Facts) -> None:
        official: PartialDate | None = facts.spell.get("official_date")
        if official is None or official.earliest() <= self._today:
            return
        del facts.spell["official_date"]
        facts.problems.append(Problem("official_date", "official_date_planned", _(
            "The official date {day} is still to come; until it is recorded the member counts as probationary."
        ).format(day=dates.show(official)), "warning"))  # fmt: skip

    def _numbers(self, row: SheetRow, facts: Facts) -> None:
        gender, birth = facts.person.get("gender"), facts.person.get("birth_date")
        self._citizen_id(row, facts, gender, birth)
        self._cards(row, facts, gender, birth)
        if old := cell_values.as_fact(self._number_cell(row, "old_id_no", facts)):
            self._old_id(row, facts, old)
        if phone := cell_values.phone(self.cell(row, "phone")):
            facts.person["phone"] = phone

    def _number_cell(self, row: SheetRow, name: str, facts: Facts) -> Cell:
        """Return a cell of numbers; words or mere zeros in it are no number, and no two people share them."""
        cell = self.cell(row, name)
        line = cell_values.as_fact(cell)
        if not line or any(letter.isdigit() and letter != "0" for letter in line):
            return cell
        if not columns.says_nothing(line):
            caption = self._captions[self._columns[name][0]]
            _add_note(facts, f"{caption}: {line}")
            facts.problems.append(Problem(name, "words_for_number", _(
                "“{text}” is not a number; it is kept as a note."
            ).format(text=line), "warning"))  # fmt: skip
        return ""

    def _citizen_id(self, row: SheetRow, facts: Facts, gender: Gender | None, birth: PartialDate | None) -> None:
        cell = self._number_cell(row, "citizen_id", facts)
        typed = _with_zeros(cell, gender, birth)
        number = identity.read_identity(typed, gender, birth)
        if number.kind == "citizen_id":
            facts.person["citizen_id"] = number.value
            if number.repaired:
                facts.problems += identity.identity_problems(typed, gender, birth)
        elif number.kind == "old_id":
            facts.person["old_id_no"] = number.value
        elif number.kind == "unknown":
            facts.problems += identity.identity_problems(typed, gender, birth)
            _keep_odd_number(facts, "citizen_id", number.value)

    def _cards(self, row: SheetRow, facts: Facts, gender: Gender | None, birth: PartialDate | None) -> None:
        if old := cell_values.old_card_number(self._number_cell(row, "old_card_no", facts)):
            facts.person["old_card_no"] = old
        cell = self._number_cell(row, "card_no", facts)
        typed = _card_with_zeros(cell, gender, birth)
        number = identity.read_card(typed, gender, birth)
        if number.kind == "card":
            facts.person["card_no"] = number.value
        elif number.kind == "old_card":
            facts.person["old_card_no"] = number.value
        if number.repaired or number.kind == "unknown":
            facts.problems += identity.card_problems(typed, "", gender, birth)
        if number.kind == "unknown":
            _keep_odd_number(facts, "card_no", number.value, longest=20)

    def _old_id(self, row: SheetRow, facts: Facts, old: str) -> None:
        digits = cell_values.digits(self.cell(row, "old_id_no"))
        if len(digits) == identity.CITIZEN_ID_DIGITS:
            facts.person.setdefault("citizen_id", digits)
        elif len(old) <= identity.CITIZEN_ID_DIGITS:
            numeric = cell_values.is_number(self.cell(row, "old_id_no"))
            facts.person["old_id_no"] = digits.zfill(identity.OLD_ID_DIGITS) if numeric else old
        else:
            _add_note(facts, old)

    def _words(self, row: SheetRow, facts: Facts) -> None:
        for name in self._texts:
            if line := cell_values.as_fact(self.cell(row, name)):
                facts.person[name] = f"{line}\n{odd}" if name == "note" and (odd := facts.get("note")) else line
        for name in self._spell_texts:
            if line := cell_values.as_fact(self.cell(row, name)):
                facts.spell[name] = line
        for name in self._dates:
            if (value := self.date_of(row, name, facts, level="warning")) is not None:
                facts.person[name] = value
        if education := _school_class(self.cell(row, "general_education")):
            facts.person["general_education"] = education
        self._origin(row, facts)
        self._posts(row, facts)

    def _origin(self, row: SheetRow, facts: Facts) -> None:
        people, creed = (cell_values.as_fact(self.cell(row, name)) for name in ("ethnic_group", "religion"))
        both = cell_values.as_fact(self.cell(row, "ethnic_religion"))
        if both:
            people, creed = [*_SEVERAL.split(both, maxsplit=1), ""][:2]
        if people:
            known = catalogues.find_ethnic_group(people)
            facts.person["ethnic_group"] = known.text if known else people
        if creed:
            religion = catalogues.find_religion(creed)
            facts.person["religion"] = religion.text if religion and religion.text != _OTHER_CREEDS else creed

    def _posts(self, row: SheetRow, facts: Facts) -> None:
        line = cell_values.as_fact(self.cell(row, "post"))
        if not line:
            return
        kinds, rest = cell_values.posts(line)
        facts.posts = tuple(kinds)
        facts.fields["post_text"] = line
        if rest:
            facts.problems.append(Problem("post", "unknown_post", _(
                "“{text}” is not a post in a cell; it is not imported."
            ).format(text=rest), "warning"))  # fmt: skip


def _with_zeros(cell: Cell, gender: Gender | None, birth: PartialDate | None) -> str:
    """Return a citizen number with the zeros Excel took from a number, when the result fits the person."""
    typed = cell_values.as_fact(cell).lstrip("'")
    if not cell_values.is_number(cell) or not identity.OLD_ID_DIGITS < len(typed) < identity.CITIZEN_ID_DIGITS:
        return typed
    filled = typed.zfill(identity.CITIZEN_ID_DIGITS)
    return typed if any(identity.citizen_id_problems(filled, gender, birth)) else filled


def _card_with_zeros(cell: Cell, gender: Gender | None, birth: PartialDate | None) -> str:
    typed = _with_zeros(cell, gender, birth)
    short = cell_values.is_number(cell) and len(identity.digits_of(typed)) <= identity.OLD_CARD_DIGITS
    return cell_values.old_card_number(cell) if short else typed


def _keep_odd_number(facts: Facts, name: str, typed: str, longest: int = identity.CITIZEN_ID_DIGITS) -> None:
    # never dropped: what does not fit its field is kept as a note
    if len(typed) <= longest:
        facts.person[name] = typed
    else:
        _add_note(facts, typed)


def _add_note(facts: Facts, line: str) -> None:
    facts.person["note"] = "\n".join(filter(None, [facts.person.get("note", ""), line]))


def _implied_gender(sheet: Sheet) -> Gender | None:
    """Return the sex of those without a tick where a list has a column «Nữ» or «Nam» alone, with ticks in it."""
    own = [field for field in ("gender", "gender_male", "gender_female", "birth_male", "birth_female")
           if sheet.columns_of(field)]  # fmt: skip
    if own not in (["gender_male"], ["gender_female"]):
        return None
    filled = [cell for row in sheet.rows if cell_values.as_fact(cell := row.cell(sheet.columns_of(own[0])))]
    if not filled or not all(map(cell_values.is_tick, filled)):
        return None
    return Gender.MALE if own == ["gender_female"] else Gender.FEMALE


def _school_class(cell: Cell) -> str:
    """Return `9/12` also where Excel made a day of it: the class comes first, the system (10 or 12) second."""
    if not isinstance(cell, date):
        return cell_values.as_fact(cell)
    first, second = cell.day, cell.month
    if second not in _CLASSES and first in _CLASSES:
        first, second = second, first
    return f"{first}/{second}"


def words_of(value: Any) -> str:
    """Return a fact as shown to a person in a preview."""
    if isinstance(value, PartialDate):
        return dates.show(value)
    return text.clean(str(value)) if value is not None else ""
