"""The yearly update sheets of the members (Mẫu 3-HSĐV): made, confirmed by the cell's committee, sent up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.people import Person
from chibo_app.models.registers import UpdateSheet
from chibo_app.queries import memberships, records


def make(session: Session, cell_id: str, people: Sequence[str], year: int, on: date) -> list[UpdateSheet]:
    """Note that the sheets of a year were made on a day; one not confirmed yet is only made anew.

    Raises Refused when nobody is named or the year has not begun.
    """
    if not people:
        raise Refused([Problem("people", "nobody", _("There is nobody to make a sheet for."))])
    if on.year < year:
        raise Refused([Problem("year", "year_to_come", _("The year {year} has not begun yet.").format(year=year))])
    known = _sheets(session, people, year)
    return [_made(session, cell_id, person, year, on, known.get(person)) for person in dict.fromkeys(people)]


def _made(
    session: Session, cell_id: str, person_id: str, year: int, on: date, known: UpdateSheet | None
) -> UpdateSheet:
    if known is not None and known.confirmed_on is None:
        return change(known, made_on=on)
    records.get(session, Person, person_id)
    sheet = create(UpdateSheet, person_id=person_id, cell_id=cell_id, year=year, made_on=on)
    session.add(sheet)
    return sheet


def confirm(session: Session, people: Sequence[str], year: int, on: date) -> list[UpdateSheet]:
    """Note that the cell's committee checked and confirmed the sheets. Raises Refused with each fault in words."""
    sheets = _all_made(session, people, year)
    _after(session, ((sheet, sheet.made_on, on) for sheet in sheets), _("{name}: the sheet was made only on {day}."))
    return [change(sheet, confirmed_on=on) for sheet in sheets]


def send_up(session: Session, people: Sequence[str], year: int, on: date) -> list[UpdateSheet]:
    """Note that the confirmed sheets went up to the committee. Raises Refused with a sentence for each fault."""
    sheets = _all_made(session, people, year)
    early = [sheet for sheet in sheets if sheet.confirmed_on is None]
    if early:
        names = _names(session, early)
        raise Refused([
            Problem("people", "not_confirmed", _("{name}: the sheet is not confirmed yet.").format(name=name))
            for name in names
        ])  # fmt: skip
    days = ((sheet, sheet.confirmed_on, on) for sheet in sheets if sheet.confirmed_on)
    _after(session, days, _("{name}: the sheet was confirmed only on {day}."))
    return [change(sheet, sent_up_on=on) for sheet in sheets]


def take_back(session: Session, person_id: str, year: int) -> UpdateSheet | None:
    """Take back the last step of a sheet noted by mistake: sending, else confirming, else the sheet itself."""
    sheet = _all_made(session, [person_id], year)[0]
    if sheet.sent_up_on is not None:
        return change(sheet, sent_up_on=None)
    if sheet.confirmed_on is not None:
        return change(sheet, confirmed_on=None)
    session.delete(sheet)
    return None


def _sheets(session: Session, people: Sequence[str], year: int) -> dict[str, UpdateSheet]:
    query = select(UpdateSheet).where(UpdateSheet.year == year, col(UpdateSheet.person_id).in_(people))
    found = session.exec(query.order_by(col(UpdateSheet.made_on), col(UpdateSheet.id))).all()
    return {sheet.person_id: sheet for sheet in found}


def _all_made(session: Session, people: Sequence[str], year: int) -> list[UpdateSheet]:
    """Return the newest sheets of these members. Raises Refused naming those who have none."""
    known = _sheets(session, people, year)
    missing = [person for person in people if person not in known]
    if missing or not people:
        names = sorted(person.full_name for person in memberships.people(session, missing))
        raise Refused([
            Problem("people", "not_made", _("{name}: there is no sheet of this year yet.").format(name=name))
            for name in names
        ] or [Problem("people", "nobody", _("There is no sheet at this step."))])  # fmt: skip
    return [known[person] for person in dict.fromkeys(people)]


def _names(session: Session, sheets: Iterable[UpdateSheet]) -> list[str]:
    people = memberships.people(session, [sheet.person_id for sheet in sheets])
    return sorted(person.full_name for person in people)


def _after(session: Session, days: Iterable[tuple[UpdateSheet, date, date]], sentence: str) -> None:
    early = [(sheet, before) for sheet, before, on in days if on < before]
    if early:
        raise Refused([
            Problem("on", "too_early", sentence.format(name=name, day=dates.show(before)))
            for (sheet, before) in early for name in _names(session, [sheet])
        ])  # fmt: skip
