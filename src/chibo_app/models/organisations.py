"""Organisations with dated names, kinds and parents; cells and their terms."""

from datetime import date

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from chibo_app.basics.i18n import _
from chibo_app.models.base import FORM, Line, Record, choice, in_order, line, maybe_ref, ref, required_line
from chibo_app.rules.kinds import CellSetting, OrganisationKind, SigningCapacity


class OrganisationBase(SQLModel):
    """A Party organisation; what it is called and whose it is stands in its dated versions."""

    code: Line = line(40)


class OrganisationForm(OrganisationBase):
    """What may be stored of an organisation."""

    model_config = FORM


class Organisation(OrganisationBase, Record, table=True):
    """The organisations the book knows: its own cells and those above them."""

    __form__ = OrganisationForm


class OrganisationVersionBase(SQLModel):
    """Name, kind and parent of an organisation during a time (members.md 8.2–8.4)."""

    organisation_id: str = ref("organisation")
    name: Line = required_line()
    kind: OrganisationKind = choice(OrganisationKind)
    parent_id: str | None = maybe_ref("organisation")
    parent_text: Line = line()
    valid_from: date | None = None
    valid_to: date | None = None
    source: Line = line()


class OrganisationVersionForm(OrganisationVersionBase):
    """What may be stored of a version."""

    model_config = FORM

    _days = in_order("valid_from", "valid_to")


class OrganisationVersion(OrganisationVersionBase, Record, table=True):
    """Dated versions; an open `valid_to` means still so, an open `valid_from` means always before."""

    __tablename__ = "organisation_version"
    __form__ = OrganisationVersionForm


class CellBase(SQLModel):
    """A cell whose records this book keeps. Its name stands in the versions of its organisation."""

    organisation_id: str = Field(foreign_key="organisation.id", unique=True)
    setting: CellSetting = choice(CellSetting, CellSetting.RESIDENTIAL)
    place_name: Line = line(80)
    signing_capacity: SigningCapacity = choice(SigningCapacity, SigningCapacity.CELL)
    meeting_day: int | None = Field(default=None, ge=1, le=31)
    meeting_time: Line = line(5)
    meeting_place: Line = line()
    heading_parent: Line = line()
    heading_cell: Line = line()
    recipients: Line = line(1000)


class CellForm(CellBase):
    """What may be stored of a cell."""

    model_config = FORM


class Cell(CellBase, Record, table=True):
    """The cells of this book. `heading_*` override the two heading lines of documents where an office insists."""

    __form__ = CellForm


class CellTermBase(SQLModel):
    """A term (nhiệm kỳ) of a cell; number series of documents run over it."""

    cell_id: str = ref("cell")
    name: Line = required_line(60)
    starts_on: date
    ends_on: date | None = None


class CellTermForm(CellTermBase):
    """What may be stored of a term."""

    model_config = FORM

    @model_validator(mode="after")
    def _dates_in_order(self) -> "CellTermForm":
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValueError(_("The term ends before it begins."))
        return self


class CellTerm(CellTermBase, Record, table=True):
    """The terms of the cells."""

    __tablename__ = "cell_term"
    __form__ = CellTermForm


class PartyGroupBase(SQLModel):
    """A Party group (tổ đảng) inside a cell; leader and deputy are posts of the group (members.md 1.12)."""

    cell_id: str = ref("cell")
    name: Line = required_line(120)
    from_on: date | None = None
    to_on: date | None = None
    note: Line = line()


class PartyGroupForm(PartyGroupBase):
    """What may be stored of a Party group."""

    model_config = FORM

    _days = in_order("from_on", "to_on")


class PartyGroup(PartyGroupBase, Record, table=True):
    """The Party groups of the cells."""

    __tablename__ = "party_group"
    __form__ = PartyGroupForm


class GroupMemberBase(SQLModel):
    """Who belongs to a Party group, and when."""

    group_id: str = ref("party_group")
    person_id: str = ref("person")
    from_on: date
    to_on: date | None = None


class GroupMemberForm(GroupMemberBase):
    """What may be stored of a place in a group."""

    model_config = FORM

    _days = in_order("from_on", "to_on")


class GroupMember(GroupMemberBase, Record, table=True):
    """Members of the Party groups with their times."""

    __tablename__ = "group_member"
    __form__ = GroupMemberForm
