"""The list of meetings, read as plain columns, says what the records and the roll calls say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sqlmodel import Session, select

from chibo_app.models.base import change
from chibo_app.models.meetings import Attendance, Meeting
from chibo_app.queries import meetings
from chibo_app.rules.attendance import PRESENT
from chibo_app.rules.kinds import AttendanceStatus
from support import big_book


def _unmark_one(session: Session) -> None:
    change(session.exec(select(Attendance)).all()[0], status=AttendanceStatus.UNMARKED)


def test_the_list_of_meetings_counts_each_roll_call(tmp_path: Path) -> None:
    store, cells = big_book.make(tmp_path, 100)
    with store:
        store.write("Sửa", _unmark_one)
        with store.read() as session:
            rows = meetings.meeting_rows(session, None)
            of_cells = [meetings.meeting_rows(session, cell) for cell in cells]
            records = {meeting.id: meeting for meeting in session.exec(select(Meeting)).all()}
            calls = session.exec(select(Attendance)).all()
    present = Counter(call.meeting_id for call in calls if call.status in PRESENT)
    marked = Counter(call.meeting_id for call in calls if call.status is not AttendanceStatus.UNMARKED)
    assert {row.id for row in rows} == records.keys()
    assert rows == sorted(rows, key=lambda row: (row.held_on, row.id), reverse=True)
    for row in rows:
        known = records[row.id]
        assert (row.present, row.marked) == (present[row.id], marked[row.id])
        assert (row.cell_id, row.held_on, row.type, row.theme) == (
            known.cell_id, known.held_on, known.type, known.theme
        )  # fmt: skip
        assert (row.period_year, row.period_month) == (known.period_year, known.period_month)
        assert (row.is_locked, row.is_from_paper_book) == (bool(known.locked_at), known.is_from_paper_book)
    assert of_cells == [[row for row in rows if row.cell_id == cell] for cell in cells]
