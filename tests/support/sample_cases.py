"""Invented cases of every kind in the sample cell, written straight into the book: what their papers print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from chibo_app.actions import meetings
from chibo_app.models.base import create
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.meetings import Attendance, MeetingForm, Vote
from chibo_app.models.people import Person
from chibo_app.rules.kinds import (
    AgendaKind,
    AttendanceStatus,
    BallotKind,
    CaseKind,
    DisciplineForm,
    Gender,
    Matter,
    TransferKind,
)
from support import sample_cell
from support.paper_facts import ODD_NAME
from support.sample_cell import SampleCell

HELD_ON = date(2026, 6, 5)
VOTERS, BASE, NEEDED = 21, 23, 16
_PERSON: dict[str, Any] = {
    "gender": Gender.MALE, "native_place": "xã Mẫu Sơn, tỉnh Mẫu", "permanent_address": "số 7, ngõ 12, tổ dân phố 5",
    "current_occupation": "làm nghề tự do", "ethnic_group": "Kinh", "card_no": "010000000123",
    "dossier_no": "1234000567",
}  # fmt: skip

# The case each paper is printed of in these tests.
CASE_OF = {
    "proposal_removal": "removal", "proposal_expulsion": "expulsion", "proposal_dismissal": "dismissal",
    "proposal_leave": "withdrawal", "ballot": "expulsion", "tally_minutes": "expulsion",
    "proposal_admission": "admission", "proposal_readmission": "readmission", "proposal_recognition": "recognition",
    "helper_list": "admission", "ceremony_minutes": "admission", "self_review_request": "removal",
    "self_review": "expulsion", "hearing_minutes": "warning", "verification_report": "removal",
    "discipline_minutes": "warning", "decision_discipline": "warning", "vote_report": "recognition",
    "proposal_exemption": "exemption", "exemption_application": "exemption", "leave_application": "withdrawal",
    "death_report": "death", "card_withdrawal_minutes": "removal", "complaint_note": "complaint",
    "transfer_request": "transfer", "transfer_remarks": "transfer", "transfer_paper": "transfer",
    "draft_removal_decision": "removal", "draft_expulsion_decision": "expulsion",
    "draft_leave_decision": "withdrawal", "draft_exit_notice": "removal", "draft_death_notice": "death",
    "draft_recognition_notice": "recognition",
}  # fmt: skip


@dataclass(frozen=True)
class SampleCases:
    """The sample cell with a meeting and one case of each kind (and each form of discipline by its code)."""

    cell: SampleCell
    meeting_id: str
    ids: dict[str, str]


def make(folder: Path) -> SampleCases:
    """Make the book: the meeting of June 2026 dealt with every case; the member of the removal has an odd name."""
    cell = sample_cell.make(folder)
    return cell.store.write("Cases", lambda session: _fill(session, cell)).value


def _fill(session: Session, cell: SampleCell) -> SampleCases:
    meeting_id = _meeting(session, cell)
    book = SampleCases(cell, meeting_id, {})
    for number, (key, facts) in enumerate(_cases().items()):
        person_id = _person(session, cell, key, 8 + number)
        case = create(PartyCase, **_usual(cell, person_id, meeting_id) | facts)
        session.add(case)
        session.flush()
        book.ids[key] = case.id
    _votes(session, book)
    _steps(session, book)
    about = session.get(PartyCase, book.ids["complaint"])
    assert about is not None
    about.about_case_id = book.ids["removal"]
    return book


def _usual(cell: SampleCell, person_id: str, meeting_id: str) -> dict[str, Any]:
    return {
        "cell_id": cell.cell_id, "person_id": person_id, "opened_on": date(2026, 4, 2), "resolution_on": HELD_ON,
        "resolution_meeting_id": meeting_id, "resolution_no": "05-NQ/CB",
    }  # fmt: skip


_DISCIPLINE = {
    "kind": CaseKind.DISCIPLINE, "reason": "Vi phạm quy định về sinh hoạt đảng và giữ gìn đoàn kết ở khu dân cư.",
    "heard_on": date(2026, 5, 20),
}  # fmt: skip
_DECIDED = {
    "decision_no": "120-QĐ/ĐU", "decision_on": date(2026, 7, 10), "decision_issuer": "Đảng ủy phường Mẫu",
    "effective_on": date(2026, 7, 10), "card_withdrawn_on": date(2026, 7, 25),
}  # fmt: skip
_WITHOUT_MEETING = {"resolution_on": None, "resolution_meeting_id": None, "resolution_no": ""}


def _cases() -> dict[str, dict[str, Any]]:
    return {**_ways_out(), **_disciplines(), **_lives(), **_ways_in()}


def _ways_out() -> dict[str, dict[str, Any]]:
    return {
        "removal": {"kind": CaseKind.REMOVAL, "ground_code": "absent_3_months", **_DECIDED},
        "expulsion": _DISCIPLINE | {"kind": CaseKind.EXPULSION},
        "withdrawal": {
            "kind": CaseKind.WITHDRAWAL, "ground_code": "family", "application_on": date(2026, 5, 4),
            "is_clear_of_violation": True,
        },
        "death": {
            "kind": CaseKind.DEATH, "ground_code": "illness", "effective_on": date(2026, 6, 1), **_WITHOUT_MEETING,
        },
        "complaint": {
            "kind": CaseKind.COMPLAINT, "application_on": date(2026, 8, 3),
            "reason": "Không đồng ý với lý do nêu trong quyết định.", **_WITHOUT_MEETING,
        },
    }  # fmt: skip


def _disciplines() -> dict[str, dict[str, Any]]:
    warned = {"decision_no": "02-QĐ/CB", "decision_on": date(2026, 6, 10)}
    return {
        "warning": {**_DISCIPLINE, "discipline_form": DisciplineForm.WARNING, **warned},
        "dismissal": {**_DISCIPLINE, "discipline_form": DisciplineForm.DISMISSAL_FROM_POST},
        "probationer": {**_DISCIPLINE, "discipline_form": DisciplineForm.REPRIMAND},
    }


def _lives() -> dict[str, dict[str, Any]]:
    return {
        "exemption": {
            "kind": CaseKind.EXEMPTION, "ground_code": "age_health", "application_on": date(2026, 5, 11),
            "from_on": date(2026, 6, 5), "to_on": date(2027, 6, 5),
        },
        "exemption_other": {"kind": CaseKind.EXEMPTION, "ground_code": "remote_work", "is_reduced_only": True},
        "transfer": {
            "kind": CaseKind.TRANSFER, "transfer_kind": TransferKind.INTERNAL, "other_side": "Chi bộ Tổ dân phố 9",
            "application_on": date(2026, 6, 8), "decision_on": date(2026, 6, 15), "reason": "Chuyển nơi ở.",
        },
    }  # fmt: skip


def _ways_in() -> dict[str, dict[str, Any]]:
    return {
        "recognition": {"kind": CaseKind.RECOGNITION, "reason": "Gương mẫu, hoàn thành tốt nhiệm vụ được giao."},
        "admission": {
            "kind": CaseKind.ADMISSION, "referee_1": "Phan Văn Ất", "referee_2": "Lý Thị Bưởi",
            "mentor": "Đinh Công Chính", "reason": "Nhiệt tình, có uy tín ở khu dân cư.",
        },
        "readmission": {"kind": CaseKind.READMISSION, "reason": "Đã sửa chữa khuyết điểm, tích cực tham gia."},
    }  # fmt: skip


def _person(session: Session, cell: SampleCell, key: str, number: int) -> str:
    """Return whom a case is about: people from outside for the ways in, probationers where the kind needs one."""
    if key in ("admission", "readmission"):
        return _outsider(session, number)
    if key in ("recognition", "probationer"):
        return cell.id_of(sample_cell.OFFICIAL + (1 if key == "recognition" else 2))
    person = session.get(Person, cell.id_of(number))
    assert person is not None
    for name, value in _PERSON.items():
        setattr(person, name, value)
    if key == "removal":
        person.full_name = ODD_NAME
    return person.id


def _outsider(session: Session, number: int) -> str:
    person = create(Person, full_name=f"Nguyễn Thị Quần {number}", birth_date="1990-03-08")
    session.add(person)
    session.flush()
    return person.id


def _meeting(session: Session, cell: SampleCell) -> str:
    """Hold the meeting: of 23 official members in the base 21 are present; one of the absent gave no reason."""
    form = MeetingForm(
        cell_id=cell.cell_id, held_on=HELD_ON, period_year=2026, period_month=6, starts_at="19:30", ends_at="21:10",
        chair_id=cell.id_of(sample_cell.SECRETARY), minute_taker_id=cell.id_of(sample_cell.CLERK),
        location="nhà văn hóa tổ dân phố 5",
    )  # fmt: skip
    meeting = meetings.new(session, form, [(AgendaKind.CASE, "Xem xét hồ sơ")])
    absent = (
        (sample_cell.ABSENTEE, AttendanceStatus.ABSENT_UNEXCUSED, ""),
        (sample_cell.ILL, AttendanceStatus.ABSENT_EXCUSED, "ốm"),
    )
    for number, status, reason in absent:
        session.add(
            create(Attendance, meeting_id=meeting.id, person_id=cell.id_of(number), status=status, reason=reason)
        )  # fmt: skip
    session.flush()
    meetings.mark_rest_present(session, meeting.id)
    return str(meeting.id)


def _votes(session: Session, book: SampleCases) -> None:
    """Three rounds fail for the removal's neighbour, options are counted for the warning, others pass at once."""
    rounds = {
        "removal": (Matter.REMOVAL, (15, 16)), "recognition": (Matter.OFFICIAL_RECOGNITION, (13, 14, 15)),
        "expulsion": (Matter.EXPULSION, (18,)), "withdrawal": (Matter.VOLUNTARY_LEAVE, (19,)),
        "warning": (Matter.WARNING, (14,)), "dismissal": (Matter.DISMISSAL_FROM_POST, (13,)),
        "exemption": (Matter.EXEMPTION_AGE_HEALTH, (21,)), "admission": (Matter.ADMISSION, (20,)),
    }  # fmt: skip
    position = 0
    for key, (matter, counts) in rounds.items():
        for round_no, yes in enumerate(counts, 1):
            position += 1
            options = {"none": 1, "reprimand": 5, "warning": 14, "expulsion": 1} if key == "warning" else None
            vote = create(Vote, **_vote(book, key, matter, round_no, yes, position), options=options)
            session.add(vote)


def _vote(book: SampleCases, key: str, matter: Matter, round_no: int, yes: int, position: int) -> dict[str, Any]:
    needed = NEEDED if matter not in (Matter.WARNING, Matter.DISMISSAL_FROM_POST, Matter.VOLUNTARY_LEAVE) else 12
    return {
        "meeting_id": book.meeting_id, "case_id": book.ids[key], "position": position, "subject": "hồ sơ",
        "matter": matter, "ballot": BallotKind.SECRET_BALLOT, "round_no": round_no, "base": BASE, "needed": needed,
        "present_official": VOTERS, "issued": VOTERS, "returned": VOTERS, "valid": VOTERS, "invalid": 0, "yes": yes,
        "no": VOTERS - yes, "is_passed": yes >= needed, "tally_team": "Thái Văn Oai\nMai Thị Phượng\nChu Văn Quyền",
    }  # fmt: skip


def _steps(session: Session, book: SampleCases) -> None:
    for day, answer in ((date(2026, 4, 10), ""), (date(2026, 4, 24), "không nhận")):
        session.add(create(
            CaseStep, case_id=book.ids["removal"], kind="self_review_request", done_on=day, way="giao tận nhà",
            answer=answer,
        ))  # fmt: skip
    session.add(create(
        CaseStep, case_id=book.ids["removal"], kind="evidence", way="attendance_list", done_on=date(2026, 4, 12)
    ))  # fmt: skip
    session.add(create(
        CaseStep, case_id=book.ids["warning"], kind="hearing", done_on=date(2026, 5, 20),
        content="Nhận khuyết điểm, xin chi bộ giúp đỡ sửa chữa.",
    ))  # fmt: skip
