"""Pledges against degradation: a member's promises of a year, countable and tied to catalogues."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import field_validator
from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from chibo_app.basics.i18n import _
from chibo_app.models.base import FORM, Line, Lines, Record, choice, line, lines, maybe_ref, ref, required_line
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup, PledgeKind, SignMark


class PledgeBase(SQLModel):
    """The pledge of one member for one year (meetings-pledges.md 4.3)."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    year: int = Field(ge=1930, le=2199)
    kind: PledgeKind = choice(PledgeKind, PledgeKind.ANNUAL_CULTIVATION)
    exemplary_level: ExemplaryLevel = choice(ExemplaryLevel, ExemplaryLevel.MEMBER)
    legal_bases: Lines = lines()
    previous_result: Lines = lines()
    measures: Lines = lines()
    target_rating: Line = line(60)
    handed_in_on: date | None = None
    confirmed_on: date | None = None
    confirmed_in_id: str | None = maybe_ref("meeting")
    comment: Lines = lines()


class PledgeForm(PledgeBase):
    """What may be stored of a pledge."""

    model_config = FORM


class Pledge(PledgeBase, Record, table=True):
    """Pledges by year."""

    __form__ = PledgeForm


class PledgeItemBase(SQLModel):
    """One countable promise. `target` is a decimal number for `number` and `percent`."""

    pledge_id: str = ref("pledge")
    position: int = Field(ge=1)
    group: PledgeGroup = choice(PledgeGroup)
    content: Lines = Field(min_length=1, max_length=5000)
    measure_kind: MeasureKind = choice(MeasureKind, MeasureKind.TEXT)
    target: Line = line(60)
    unit: Line = line(60)
    due_on: date | None = None
    evidence: Line = line()
    linked_duty: Line = line()
    self_result: ItemResult | None = choice(ItemResult, name="self_result", optional=True)
    self_note: Lines = lines(5000)
    cell_result: ItemResult | None = choice(ItemResult, name="cell_result", optional=True)
    cell_note: Lines = lines(5000)


class PledgeItemForm(PledgeItemBase):
    """What may be stored of a promise."""

    model_config = FORM

    @field_validator("target")
    @classmethod
    def _counted_targets_are_numbers(cls, value: str, info: object) -> str:
        kind = getattr(info, "data", {}).get("measure_kind")
        if value and kind in (MeasureKind.NUMBER, MeasureKind.PERCENT):
            try:
                Decimal(value.replace(",", "."))
            except InvalidOperation as error:
                raise ValueError(_("The target is not a number.")) from error
        return value


class PledgeItem(PledgeItemBase, Record, table=True):
    """Promises of the pledges, in order."""

    __tablename__ = "pledge_item"
    __form__ = PledgeItemForm


class PledgeLinkBase(SQLModel):
    """A tie from a promise (or a whole pledge) to a catalogue entry: sign, article, standard, motto."""

    pledge_id: str = ref("pledge")
    pledge_item_id: str | None = maybe_ref("pledge_item")
    catalogue: Line = required_line(40)
    code: Line = required_line(40)


class PledgeLinkForm(PledgeLinkBase):
    """What may be stored of a tie."""

    model_config = FORM


class PledgeLink(PledgeLinkBase, Record, table=True):
    """Ties to catalogues."""

    __tablename__ = "pledge_link"
    __form__ = PledgeLinkForm


class PledgeCheckBase(SQLModel):
    """A look at one promise during the year."""

    pledge_item_id: str = ref("pledge_item")
    checked_on: date
    meeting_id: str | None = maybe_ref("meeting")
    note: Lines = lines(5000)


class PledgeCheckForm(PledgeCheckBase):
    """What may be stored of a check."""

    model_config = FORM


class PledgeCheck(PledgeCheckBase, Record, table=True):
    """Checks of promises."""

    __tablename__ = "pledge_check"
    __form__ = PledgeCheckForm


class SelfCheckBase(SQLModel):
    """A member's own look at the 27 signs in a year; kept only where the cell decides so."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    year: int = Field(ge=1930, le=2199)
    made_on: date
    note: Lines = lines(5000)


class SelfCheckForm(SelfCheckBase):
    """What may be stored of a sheet."""

    model_config = FORM


class SelfCheck(SelfCheckBase, Record, table=True):
    """Self-check sheets."""

    __tablename__ = "self_check"
    __form__ = SelfCheckForm


class SelfCheckMarkBase(SQLModel):
    """One sign of a sheet as the member marked it; never counted, never compared."""

    self_check_id: str = ref("self_check")
    code: Line = required_line(40)
    mark: SignMark = choice(SignMark, SignMark.NONE)
    note: Lines = lines(5000)


class SelfCheckMarkForm(SelfCheckMarkBase):
    """What may be stored of a mark."""

    model_config = FORM


class SelfCheckMark(SelfCheckMarkBase, Record, table=True):
    """The marks of the sheets."""

    __tablename__ = "self_check_mark"
    __form__ = SelfCheckMarkForm


class PledgeTemplateBase(SQLModel):
    """A committee's template of the pledge for a year: its bases and ready promises (imported or typed)."""

    name: Line = required_line()
    issuer: Line = line()
    valid_from: date
    valid_to: date | None = None
    legal_bases: Lines = lines()
    items: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class PledgeTemplateForm(PledgeTemplateBase):
    """What may be stored of a template."""

    model_config = FORM


class PledgeTemplate(PledgeTemplateBase, Record, table=True):
    """Templates of pledges."""

    __tablename__ = "pledge_template"
    __form__ = PledgeTemplateForm
