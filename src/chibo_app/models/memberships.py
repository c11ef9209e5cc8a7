"""Membership: spells, the dated events that make the standing, the spans that make the participation, posts."""

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
    partial,
    ref,
    required_line,
    required_partial,
)
from chibo_app.rules.kinds import EventKind, Participation, PostKind, PostOrigin, Standing


class MembershipSpellBase(SQLModel):
    """One time of belonging to the Party, from admission to its end (item 12 of Mẫu 2-HSĐV)."""

    person_id: str = ref("person")
    spell_no: int = Field(default=1, ge=1)
    admission_date: PartialDate | None = partial()
    admission_place: Line = line()
    admission_decision_no: Line = line(60)
    admission_decision_date: PartialDate | None = partial()
    admission_decision_issuer: Line = line()
    referee_1: Line = line()
    referee_2: Line = line()
    official_date: PartialDate | None = partial()
    official_place: Line = line()
    official_decision_no: Line = line(60)
    official_decision_date: PartialDate | None = partial()
    party_age_from: PartialDate | None = partial()
    mentor: Line = line()
    note: Lines = lines(20_000)


class MembershipSpellForm(MembershipSpellBase):
    """What may be stored of a spell."""

    model_config = FORM


class MembershipSpell(MembershipSpellBase, Record, table=True):
    """Spells; a person re-admitted has two. The dates here are as recorded, the standing comes from events."""

    __tablename__ = "membership_spell"
    __form__ = MembershipSpellForm


class MembershipEventBase(SQLModel):
    """A dated event of the standing (members.md 3.2). `cell_id` is the cell of this book it happened in, if any."""

    person_id: str = ref("person")
    spell_id: str = ref("membership_spell")
    kind: EventKind = choice(EventKind)
    effective_on: PartialDate = required_partial()
    cell_id: str | None = maybe_ref("cell")
    case_id: str | None = maybe_ref("party_case")
    standing_before: Standing | None = choice(Standing, optional=True)
    ground_code: Line = line(60)
    other_side: Line = line()
    is_internal_move: bool = False
    is_same_province: bool | None = None
    note: Line = line()


class MembershipEventForm(MembershipEventBase):
    """What may be stored of an event."""

    model_config = FORM


class MembershipEvent(MembershipEventBase, Record, table=True):
    """Events in the order of their dates decide the standing of any day. They are never edited into each other."""

    __tablename__ = "membership_event"
    __form__ = MembershipEventForm


class ParticipationSpanBase(SQLModel):
    """A time in which a member takes part otherwise than normally, or a guest lives party life here."""

    person_id: str = ref("person")
    cell_id: str = ref("cell")
    state: Participation = choice(Participation)
    from_on: date
    to_on: date | None = None
    ground: Line = line()
    decision_no: Line = line(60)
    decision_on: date | None = None
    other_cell: Line = line()
    is_reduced_only: bool = False
    case_id: str | None = maybe_ref("party_case")
    note: Line = line()


class ParticipationSpanForm(ParticipationSpanBase):
    """What may be stored of a span."""

    model_config = FORM

    _days = in_order("from_on", "to_on")


class ParticipationSpan(ParticipationSpanBase, Record, table=True):
    """Spans of exemption, temporary absence and presence, suspension; none on a day means active."""

    __tablename__ = "participation_span"
    __form__ = ParticipationSpanForm


class PostBase(SQLModel):
    """A post held in the cell (members.md 1.12)."""

    person_id: str = ref("person")
    cell_id: str = ref("cell")
    kind: PostKind = choice(PostKind)
    from_on: date
    to_on: date | None = None
    origin: PostOrigin = choice(PostOrigin, PostOrigin.ELECTED)
    decision: Line = line()
    term_id: str | None = maybe_ref("cell_term")
    group_id: str | None = maybe_ref("party_group")


class PostForm(PostBase):
    """What may be stored of a post."""

    model_config = FORM

    _days = in_order("from_on", "to_on")


class Post(PostBase, Record, table=True):
    """Posts with their times."""

    __form__ = PostForm


class OpeningFactBase(SQLModel):
    """A fact of the time before the cell began with the program: absences, unpaid months, last numbers."""

    cell_id: str = ref("cell")
    person_id: str | None = maybe_ref("person")
    kind: Line = required_line(40)
    year: int = Field(ge=1930, le=2199)
    month: int | None = Field(default=None, ge=1, le=12)
    value: Line = line()
    note: Line = line()


class OpeningFactForm(OpeningFactBase):
    """What may be stored of an opening fact; `kind` is a value of `rules.kinds.OpeningFactKind`."""

    model_config = FORM


class OpeningFact(OpeningFactBase, Record, table=True):
    """Opening facts; counters use them and say so."""

    __tablename__ = "opening_fact"
    __form__ = OpeningFactForm
