"""What the registers of a cell keep beside people and cases: cards, residence links, reconciliations, update sheets."""

from datetime import date

from sqlmodel import Field, SQLModel

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import (
    FORM,
    Line,
    Lines,
    Record,
    choice,
    in_order,
    line,
    lines,
    maybe_ref,
    ref,
    required_line,
    required_partial,
)
from chibo_app.rules.kinds import CardEventKind, CardFinding, LinkDirection


class CardEventBase(SQLModel):
    """Something that happened to a membership card (members.md 1.5)."""

    person_id: str = ref("person")
    kind: CardEventKind = choice(CardEventKind)
    on: PartialDate = required_partial()
    number: Line = line(20)
    decision: Line = line()
    issuer: Line = line()
    note: Line = line()


class CardEventForm(CardEventBase):
    """What may be stored of it."""

    model_config = FORM


class CardEvent(CardEventBase, Record, table=True):
    """The history of the cards."""

    __tablename__ = "card_event"
    __form__ = CardEventForm


class CardCheckBase(SQLModel):
    """The yearly check of one member's card (06-HD/TW, 7.2a)."""

    person_id: str = ref("person")
    year: int = Field(ge=1930, le=2199)
    checked_on: date
    finding: CardFinding = choice(CardFinding)
    note: Line = line()


class CardCheckForm(CardCheckBase):
    """What may be stored of a check."""

    model_config = FORM


class CardCheck(CardCheckBase, Record, table=True):
    """Checks of cards, one per member and year."""

    __tablename__ = "card_check"
    __form__ = CardCheckForm


class ResidenceLinkBase(SQLModel):
    """A member working elsewhere who keeps in touch with the cell of the place of residence (both directions)."""

    cell_id: str = ref("cell")
    direction: LinkDirection = choice(LinkDirection)
    person_id: str | None = maybe_ref("person")
    full_name: Line = required_line(120)
    other_organisation: Line = line()
    paper_no: Line = line(60)
    from_on: date
    to_on: date | None = None
    remark: Lines = lines(5000)
    note: Line = line()


class ResidenceLinkForm(ResidenceLinkBase):
    """What may be stored of a link."""

    model_config = FORM

    _days = in_order("from_on", "to_on")


class ResidenceLink(ResidenceLinkBase, Record, table=True):
    """The book of residence links."""

    __tablename__ = "residence_link"
    __form__ = ResidenceLinkForm


class ReconciliationBase(SQLModel):
    """The roll compared with the list of another level on a day (every three months): counts and differences."""

    cell_id: str = ref("cell")
    on: date
    other_level: Line = required_line()
    own_official: int = Field(default=0, ge=0)
    own_probationary: int = Field(default=0, ge=0)
    other_official: int = Field(default=0, ge=0)
    other_probationary: int = Field(default=0, ge=0)
    differences: Lines = lines(20_000)
    signed_by: Line = line(120)
    other_signed_by: Line = line(120)
    note: Line = line()


class ReconciliationForm(ReconciliationBase):
    """What may be stored of a reconciliation."""

    model_config = FORM


class Reconciliation(ReconciliationBase, Record, table=True):
    """Reconciliations of the roll."""

    __form__ = ReconciliationForm


class UpdateSheetBase(SQLModel):
    """The yearly update sheet of one member (Mẫu 3-HSĐV): when it was made, confirmed, sent up (members.md 1.4)."""

    person_id: str = ref("person")
    cell_id: str = ref("cell")
    year: int = Field(ge=1930, le=2199)
    made_on: date
    confirmed_on: date | None = None
    sent_up_on: date | None = None
    note: Line = line()


class UpdateSheetForm(UpdateSheetBase):
    """What may be stored of a sheet."""

    model_config = FORM


class UpdateSheet(UpdateSheetBase, Record, table=True):
    """Where the yearly update sheets stand."""

    __tablename__ = "update_sheet"
    __form__ = UpdateSheetForm
