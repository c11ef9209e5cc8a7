"""A plain book with one cell of 32 invented members, six of them on probation, for tests of meetings and cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from chibo_app.actions import meetings
from chibo_app.models.base import create
from chibo_app.models.meetings import MeetingForm
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, ParticipationSpan, Post
from chibo_app.models.organisations import Cell, CellTerm, Organisation, OrganisationVersion
from chibo_app.models.people import Person
from chibo_app.rules.kinds import AgendaKind, AttendanceStatus, EventKind, OrganisationKind, Participation, PostKind
from chibo_app.store import Key, Store

OFFICIAL, PROBATIONARY = 26, 6
HELD_ON = date(2026, 3, 5)
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Hữu", "Ngọc", "Bá", "Kim")
_GIVEN = ("Ánh", "Bình", "Cúc", "Dũng")


@dataclass(frozen=True)
class MeetingBook:
    """The open store, the cell and the members; the official ones come first."""

    store: Store
    cell_id: str
    members: tuple[str, ...]


def make(folder: Path) -> MeetingBook:
    """Make the book: members 0 and 1 exempt, 2 temporarily at another cell, 0–25 official, 26–31 on probation."""
    store = Store.create(folder / "so.chibo", Key.none())
    return store.write("Lập sổ thử", lambda session: _fill(session, store)).value


def _fill(session: Session, store: Store) -> MeetingBook:
    parent, own = create(Organisation), create(Organisation)
    cell = create(Cell, organisation_id=own.id, place_name="Mẫu")
    session.add_all(
        [parent, own, cell, create(CellTerm, cell_id=cell.id, name="2025–2030", starts_on=date(2025, 1, 1))]
    )
    session.add(_version(parent.id, "Đảng bộ phường Mẫu", OrganisationKind.COMMUNE, None))
    session.add(_version(own.id, "Chi bộ Tổ dân phố Thử", OrganisationKind.CELL, parent.id))
    members = tuple(_member(session, cell.id, number) for number in range(OFFICIAL + PROBATIONARY))
    for number, state in enumerate((Participation.EXEMPT, Participation.EXEMPT, Participation.TEMPORARY_OUT)):
        span = create(
            ParticipationSpan, person_id=members[number], cell_id=cell.id, state=state, from_on=date(2024, 6, 1)
        )
        session.add(span)
    for number, kind in ((3, PostKind.SECRETARY), (4, PostKind.DEPUTY_SECRETARY)):
        post = create(Post, person_id=members[number], cell_id=cell.id, kind=kind, from_on=date(2025, 1, 1))
        session.add(post)
    return MeetingBook(store, cell.id, members)


def _version(organisation_id: str, name: str, kind: OrganisationKind, parent_id: str | None) -> OrganisationVersion:
    return create(OrganisationVersion, organisation_id=organisation_id, name=name, kind=kind, parent_id=parent_id)


def _member(session: Session, cell_id: str, number: int) -> str:
    is_official = number < OFFICIAL
    name = f"Trần {_MIDDLE[number % 8]} {_GIVEN[number // 8]}"
    admitted, official = ("2010-05-19", "2011-05-19") if is_official else ("2025-09-02", None)
    person = create(Person, full_name=name, birth_date=f"{1960 + number}-02-03", gender=("male", "female")[number % 2])
    spell = create(MembershipSpell, person_id=person.id, admission_date=admitted, official_date=official)
    session.add_all([person, spell])
    kinds = [(EventKind.ADMITTED, admitted)] + ([(EventKind.BECAME_OFFICIAL, official)] if official else [])
    for kind, on in kinds:
        event = create(
            MembershipEvent, person_id=person.id, spell_id=spell.id, kind=kind, effective_on=on, cell_id=cell_id
        )
        session.add(event)
    return person.id


def hold_meeting(book: MeetingBook, *, held_on: date = HELD_ON, absent: int = 3) -> str:
    """Hold a regular meeting: of the members convened the first ones are absent, one of them without reason."""

    def held(session: Session) -> str:
        form = MeetingForm(
            cell_id=book.cell_id, held_on=held_on, period_year=held_on.year, period_month=held_on.month,
            starts_at="19:30", ends_at="21:10", chair_id=book.members[3], minute_taker_id=book.members[18],
            location="Nhà văn hóa",
        )  # fmt: skip
        meeting = meetings.new(session, form, [(AgendaKind.POLITICS, "Thời sự"), (AgendaKind.CASE, "Xem xét hồ sơ")])
        statuses = [AttendanceStatus.ABSENT_UNEXCUSED] + [AttendanceStatus.ABSENT_EXCUSED] * absent
        for person_id, status in zip(book.members[9 : 9 + absent], statuses, strict=False):
            reason = "ốm" if status is AttendanceStatus.ABSENT_EXCUSED else ""
            meetings.set_attendance(session, meeting.id, person_id, status, reason=reason)
        meetings.mark_rest_present(session, meeting.id)
        return meeting.id

    return book.store.write("Họp", held).value
