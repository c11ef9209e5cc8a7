"""Self-check sheets on the 27 signs: kept only where the cell decided so, as the member filled them in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlmodel import Session

from chibo_app.actions import overrides
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.documents import RuleOverride
from chibo_app.models.pledges import SelfCheck, SelfCheckMark
from chibo_app.queries import records, self_checks
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import SignMark

SIGNS = "signs27"
Mark = tuple[SignMark, str]


def keep_from(session: Session, cell_id: str, on: date, source: str) -> RuleOverride:
    """Record that a cell keeps the sheets from a day on, with the resolution. Raises Refused without one."""
    if self_checks.keeping(session, cell_id, on):
        raise Refused([Problem("on", "already_kept", _("The cell has already decided to keep these sheets."))])
    return overrides.add(
        session, self_checks.TABLE, self_checks.key_of(cell_id), {"value": True}, on, None, source
    )  # fmt: skip


def keep_no_longer(session: Session, cell_id: str, on: date) -> None:
    """Record that a cell keeps no new sheets from a day on; those in the book stay until they are taken out."""
    found = self_checks.keeping(session, cell_id, on)
    if found is None:
        return
    record = records.get(session, RuleOverride, found.id)
    if found.from_on == on:
        session.delete(record)
    else:
        change(record, valid_to=on - timedelta(days=1))


def keep(
    session: Session, cell_id: str, person_id: str, year: int, made_on: date, marks: Mapping[str, Mark], note: str = ""
) -> SelfCheck:
    """Keep a member's sheet of a year, in place of an earlier one.

    Signs without a mark are kept as not seen. Raises Refused when the cell has not decided to keep the sheets, or
    for a sign that is not one of the 27.
    """
    if self_checks.keeping(session, cell_id, made_on) is None:
        sentence = _(
            "The cell has not decided to keep these sheets. The paper can be printed and stays with the member."
        )
        raise Refused([Problem("made_on", "sheets_not_kept", sentence)])
    if any(catalogues.entry(SIGNS, code) is None for code in marks):
        raise Refused([Problem("marks", "unknown_sign", _("This sign is not one of the 27."))])
    earlier = self_checks.sheet(session, person_id, year)
    if earlier is not None:
        remove(session, earlier.id)
    sheet = create(SelfCheck, cell_id=cell_id, person_id=person_id, year=year, made_on=made_on, note=note)
    session.add(sheet)
    for code, (mark, words) in marks.items():
        if mark is not SignMark.NONE or words:
            session.add(create(SelfCheckMark, self_check_id=sheet.id, code=code, mark=mark, note=words))
    return sheet


def remove(session: Session, sheet_id: str) -> None:
    """Take a sheet out of the book."""
    for mark in records.of_owner(session, SelfCheckMark, self_check_id=sheet_id):
        session.delete(mark)
    session.delete(records.get(session, SelfCheck, sheet_id))
