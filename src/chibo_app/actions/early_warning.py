"""What follows an early warning: an accepted reason stops the clock, a removal case is opened, requests are sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.actions import cases, dues, explanations, meetings
from chibo_app.basics import dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change
from chibo_app.models.cases import CaseStep, Explanation, PartyCase
from chibo_app.models.meetings import Attendance, Meeting
from chibo_app.queries import absence_counts, records
from chibo_app.queries.case_facts import SELF_REVIEW_REQUEST
from chibo_app.queries.early_warning import GROUNDS, REQUESTS, What
from chibo_app.rules.kinds import AttendanceStatus, CaseKind


def accept_reason(
    session: Session, what: What, cell_id: str, person_id: str, year: int, month: int, reason: str, accepted_on: date
) -> None:
    """Record that the cell accepted the reason for one month, so that it counts no longer.

    An absence in open minutes becomes an excused one; in locked minutes, and before the book, the reason is kept beside
    the member. Raises Refused without a reason, and for a month already accepted.
    """
    if not reason.strip():
        raise Refused([Problem("reason", "reason_missing", _("Please give the reason the cell accepted."))])
    if accepted_on < date(year, month, 1):
        sentence = _("The reason cannot have been accepted before the month itself.")
        raise Refused([Problem("accepted_on", "accepted_early", sentence)])
    if what == "dues":
        dues.excuse(session, cell_id, person_id, date(year, month, 1), reason, accepted_on)
    else:
        _accept_absence(session, cell_id, person_id, year, month, reason, accepted_on)


def _accept_absence(
    session: Session, cell_id: str, person_id: str, year: int, month: int, reason: str, accepted_on: date
) -> None:
    marks = _unexcused(session, cell_id, person_id, year, month)
    if marks and not any(meeting.locked_at for meeting in marks):
        for meeting in marks:
            meetings.set_attendance(session, meeting.id, person_id, AttendanceStatus.ABSENT_EXCUSED, reason=reason)
        if month not in _counted(session, cell_id, person_id, year):
            return
    code = absence_counts.code_of(cell_id, year, month)
    known = select(Explanation.id).where(Explanation.subject_id == person_id, Explanation.code == code)
    if session.exec(known).first():
        raise Refused([Problem("month", "absence_accepted", _("A reason for this month is already accepted."))])
    row = explanations.explain(session, absence_counts.SUBJECT, person_id, code, reason)
    change(row, given_on=accepted_on)


def _unexcused(session: Session, cell_id: str, person_id: str, year: int, month: int) -> list[Meeting]:
    first = date(year, month, 1)
    query = select(Meeting).join(Attendance, col(Attendance.meeting_id) == col(Meeting.id)).where(
        Meeting.cell_id == cell_id, Attendance.person_id == person_id, Meeting.held_on >= first,
        Meeting.held_on < dates.add_months(first, 1), Attendance.status == AttendanceStatus.ABSENT_UNEXCUSED,
    )  # fmt: skip
    return list(session.exec(query).all())


def _counted(session: Session, cell_id: str, person_id: str, year: int) -> tuple[int, ...]:
    session.flush()
    found = absence_counts.missed(session, cell_id, year, date(year, 12, 31), person_id)
    return found[person_id, cell_id].counted if (person_id, cell_id) in found else ()


def take_back_reason(session: Session, what: What, reason_id: str) -> None:
    """Take back an accepted reason entered by mistake; the month counts again."""
    if what == "dues":
        dues.remove_excuse(session, reason_id)
    else:
        session.delete(records.get(session, Explanation, reason_id))


def open_removal(session: Session, cell_id: str, person_id: str, what: What, on: date, **facts: Any) -> PartyCase:
    """Open the removal case with the counted ground. Raises Refused as `cases.open_case` does."""
    return cases.open_case(session, cell_id, person_id, CaseKind.REMOVAL, on, ground_code=GROUNDS[what], **facts)


def send_request(session: Session, case_id: str, sent_on: date, way: str) -> CaseStep:
    """Record a written request for a self-review. Raises Refused for a fourth one, and for days out of order."""
    earlier = _requests(session, case_id)
    if len(earlier) >= REQUESTS:
        sentence = _("Three written requests are recorded; the cell goes on without the self-review.")
        raise Refused([Problem("sent_on", "requests_all_sent", sentence)])
    if any(step.done_on and step.done_on >= sent_on for step in earlier):
        sentence = _("The request must lie after the one before it.")
        raise Refused([Problem("sent_on", "requests_in_order", sentence)])
    return cases.add_step(session, case_id, SELF_REVIEW_REQUEST, sent_on, way=way)


def answer_request(session: Session, step_id: str, answer: str) -> CaseStep:
    """Record what the member answered to a request."""
    return cases.edit_step(session, step_id, answer=answer)


def _requests(session: Session, case_id: str) -> list[CaseStep]:
    steps = records.of_owner(session, CaseStep, case_id=case_id)
    return [step for step in steps if step.kind == SELF_REVIEW_REQUEST]
