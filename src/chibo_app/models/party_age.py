"""Party age and what it earns: times that do not count, certificates, badges (members.md 5)."""

from datetime import date

from sqlmodel import Field, SQLModel

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import FORM, Line, Record, in_order, line, partial, ref, required_partial


class PartyAgeGapBase(SQLModel):
    """A time outside Party life that the events of this book do not show: taken off the Party age."""

    person_id: str = ref("person")
    from_on: PartialDate = required_partial()
    to_on: PartialDate = required_partial()
    reason: Line = line()
    decision: Line = line()


class PartyAgeGapForm(PartyAgeGapBase):
    """What may be stored of such a time."""

    model_config = FORM

    _days = in_order("from_on", "to_on")


class PartyAgeGap(PartyAgeGapBase, Record, table=True):
    """Times that do not count."""

    __tablename__ = "party_age_gap"
    __form__ = PartyAgeGapForm


class PartyAgeCertificateBase(SQLModel):
    """The Party age as the competent committee certified it (giấy xác nhận tuổi đảng) on a day."""

    person_id: str = ref("person")
    as_of: date
    years: int = Field(ge=0, le=100)
    months: int = Field(default=0, ge=0, le=11)
    number: Line = line(60)
    issued_on: date | None = None
    issuer: Line = line()
    note: Line = line()


class PartyAgeCertificateForm(PartyAgeCertificateBase):
    """What may be stored of a certificate."""

    model_config = FORM


class PartyAgeCertificate(PartyAgeCertificateBase, Record, table=True):
    """Certificates; shown beside the computed age."""

    __tablename__ = "party_age_certificate"
    __form__ = PartyAgeCertificateForm


class BadgeBase(SQLModel):
    """A Party badge (Huy hiệu Đảng): proposed for a round, decided, presented, given back (members.md 5.5)."""

    person_id: str = ref("person")
    years: int = Field(ge=30, le=100)
    number: Line = line(60)
    round_on: date | None = None
    proposed_on: date | None = None
    is_early: bool = False
    early_reason: Line = line()
    is_posthumous: bool = False
    decision_no: Line = line(60)
    decision_on: PartialDate | None = partial()
    decision_issuer: Line = line()
    presented_on: date | None = None
    reissued_on: date | None = None
    returned_on: date | None = None
    note: Line = line()


class BadgeForm(BadgeBase):
    """What may be stored of a badge."""

    model_config = FORM


class Badge(BadgeBase, Record, table=True):
    """Badges, proposed and given."""

    __form__ = BadgeForm
