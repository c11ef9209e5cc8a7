"""A committee's book in the middle of its work, for measurements: dues books begun, three hundred cases open.

The people and the years behind them are those of `big_book`; these rows lie on top of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, select

from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.dues import DuesBasis, DuesCharge, DuesMonth, DuesPayment
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.queries import memberships
from chibo_app.rules.kinds import CaseKind, DisciplineForm, Matter, TransferKind
from chibo_app.store import Store, triggers
from support import big_book
from support.big_book import TODAY, Rows

CASES = 300
_CLOSED = (1, 2, 3, 4)  # months of this year; May is over and still open
_DUES = 20_000
_COUNTED = ("dues_3_months", "absent_3_months")
_ABOUT = (CaseKind.COMPLAINT, CaseKind.REVOCATION, CaseKind.RESTORATION)


def make(folder: Path, members: int, cases: int = CASES) -> tuple[Store, list[str]]:
    """Make a big book with dues and open cases on top; return the open store and the ids of its cells."""
    store, cells = big_book.make(folder, members)
    with store.read() as session:
        states = memberships.standings_on(session, None, TODAY)
        meetings = dict(session.exec(select(Meeting.cell_id, Meeting.id)).all())
    here = sorted((person, state.cell_id) for person, state in states.items() if state.is_on_roll and state.cell_id)
    rows = Rows(Random(11), cells)
    rows._numbers = 50_000_000  # after every id of the big book
    _dues(rows, here)
    _cases(rows, here, cases, meetings)
    _put(store, rows)
    return store, cells


def _put(store: Store, rows: Rows) -> None:
    kept = store._write_raw(lambda run: dict(triggers.present(big_book._Driver(run))))
    store._write_raw(lambda run: triggers.replace_all(big_book._Driver(run), {}))
    with Session(store._writing._engine) as session:
        for table, facts in rows.tables.items():
            session.execute(insert(table), [big_book._whole(table, row) for row in facts])
        session.commit()
    store._write_raw(lambda run: triggers.replace_all(big_book._Driver(run), kept))


def _dues(rows: Rows, here: Sequence[tuple[str, str]]) -> None:
    """Every cell keeps its dues since January; one member in twenty has paid nothing."""
    months = {
        (cell, month): rows.add(DuesMonth, cell_id=cell, month=date(TODAY.year, month, 1),
                                closed_on=date(TODAY.year, month + 1, 8), closed_by="Bí thư")
        for cell in rows.cells for month in _CLOSED
    }  # fmt: skip
    for place, (person, cell) in enumerate(here):
        rows.add(DuesBasis, cell_id=cell, person_id=person, from_month=date(TODAY.year, 1, 1), category="pensioner",
                 income=4_000_000)  # fmt: skip
        pays = place % 20 != 0
        for month in _CLOSED:
            carried = 0 if pays else _DUES * (month - 1)
            rows.add(DuesCharge, dues_month_id=months[cell, month], person_id=person, position=place + 1, due=_DUES,
                     category="pensioner", carried=carried, paid=_DUES if pays else 0)  # fmt: skip
            if pays:
                rows.add(DuesPayment, cell_id=cell, person_id=person, month=date(TODAY.year, month, 1),
                         paid_on=date(TODAY.year, month, 5), amount=_DUES)  # fmt: skip


def _cases(rows: Rows, here: Sequence[tuple[str, str]], count: int, meetings: Mapping[str, str]) -> None:
    kinds, step = list(CaseKind), max(1, len(here) // max(1, count))
    for number, (person, cell) in enumerate(here[::step][:count]):
        kind, opened_on = kinds[number % len(kinds)], TODAY - timedelta(days=20 + number % 40)
        facts: dict[str, Any] = {}
        if kind is CaseKind.REMOVAL:
            facts["ground_code"] = _COUNTED[number // len(kinds) % 2]
        if kind is CaseKind.DISCIPLINE:
            facts |= {"discipline_form": DisciplineForm.WARNING, "violation_on": "2026-01-10"}
        if kind in (CaseKind.TRANSFER, CaseKind.RECEPTION):
            facts["transfer_kind"] = TransferKind.OFFICIAL
        if kind in _ABOUT:
            facts["about_case_id"] = rows.add(
                PartyCase, person_id=person, cell_id=cell, kind=CaseKind.DISCIPLINE, opened_on=date(2025, 3, 1),
                discipline_form=DisciplineForm.REPRIMAND, decision_on=date(2025, 4, 1), closed_on=date(2025, 5, 1),
            )  # fmt: skip
        case = rows.add(PartyCase, person_id=person, cell_id=cell, kind=kind, opened_on=opened_on, **facts)
        for day in range(number % 4):
            rows.add(CaseStep, case_id=case, kind="self_review_request", done_on=opened_on + timedelta(days=day))
        if number % 3 == 0:
            rows.add(Vote, meeting_id=meetings[cell], case_id=case, position=1, subject="Biểu quyết", base=30,
                     needed=20, present_official=28, yes=10, matter=Matter.REMOVAL, is_passed=False)  # fmt: skip
