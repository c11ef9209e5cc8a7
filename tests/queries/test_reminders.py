"""Every timer of a member's life: asked on the right day, opening its case, silent when it has nothing to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from chibo_app.actions import cases, cells, dues, meetings
from chibo_app.models.base import create
from chibo_app.models.cases import CaseStep, Discipline, PartyCase
from chibo_app.models.meetings import MeetingForm, MeetingNote
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, OpeningFact
from chibo_app.models.people import Person
from chibo_app.queries.today import Reminder, today
from chibo_app.rules.kinds import (
    CaseKind,
    DisciplineForm,
    EventKind,
    NoteKind,
    OpeningFactKind,
    Standing,
    TransferKind,
)
from chibo_app.store import Store
from support import dues_book
from support.books import add_member, make_book

DAY = date(2026, 3, 5)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def due(store: Store, cell_id: str, kind: str, on: date = DAY) -> list[Reminder]:
    with store.read() as session:
        return [line for line in today(session, cell_id, on) if line.kind == kind]


def write(store: Store, work: Callable[[Session], Any]) -> Any:
    return store.write("việc", work).value


def member(store: Store, cell_id: str, **facts: Any) -> str:
    return str(write(store, lambda session: add_member(session, cell_id, "Lê Văn Bình", **facts)))


def opened(store: Store, cell_id: str, person: str, kind: CaseKind, **facts: Any) -> str:
    """A case as it stands in the book, past the rules that led there."""

    def work(session: Session) -> str:
        steps = facts.pop("steps", {})
        case = create(PartyCase, cell_id=cell_id, person_id=person, kind=kind,
                      opened_on=facts.pop("opened_on", date(2026, 1, 5)), **facts)  # fmt: skip
        session.add(case)
        session.flush()
        for key, day in steps.items():
            session.add(create(CaseStep, case_id=case.id, kind=key, done_on=day))
        return case.id

    return str(write(store, work))


def prospect(store: Store, cell_id: str) -> str:
    def work(session: Session) -> str:
        person = create(Person, full_name="Trần Thị Cúc")
        spell = create(MembershipSpell, person_id=person.id)
        session.add_all([person, spell])
        session.flush()
        session.add(create(MembershipEvent, person_id=person.id, spell_id=spell.id, kind=EventKind.SYMPATHIZER,
                           effective_on="2025-01-05", cell_id=cell_id))  # fmt: skip
        return person.id

    return str(write(store, work))


def test_papers_and_certificate_of_a_prospect_grow_old_until_the_cell_resolves(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = prospect(store, cell_id)
    case = opened(store, cell_id, person, CaseKind.ADMISSION, application_on=date(2025, 4, 1),
                  opened_on=date(2025, 4, 1), steps={"awareness_class": date(2021, 5, 10)})  # fmt: skip
    (papers,) = due(store, cell_id, "case_admission_papers")
    assert (papers.due_on, papers.page, papers.subject_id) == (date(2026, 4, 1), "cases", case)
    (certificate,) = due(store, cell_id, "case_awareness_certificate")
    assert certificate.due_on == date(2026, 5, 10)  # 60 months
    write(store, lambda s: setattr(s.get(PartyCase, case), "resolution_on", date(2026, 3, 2)))
    assert due(store, cell_id, "case_admission_papers") == due(store, cell_id, "case_awareness_certificate") == []
    # 45 working days from Monday 2/3/2026; the 27th of April, the 30th and the 1st of May are off.
    assert [line.due_on for line in due(store, cell_id, "case_admission_decision")] == [date(2026, 5, 7)]


def test_a_certificate_good_for_years_is_not_yet_a_thing_of_today(book: tuple[Store, str]) -> None:
    store, cell_id = book
    opened(store, cell_id, prospect(store, cell_id), CaseKind.ADMISSION, application_on=date(2025, 4, 1),
           opened_on=date(2025, 4, 1), steps={"awareness_class": date(2023, 5, 10)})  # fmt: skip
    kind = "case_awareness_certificate"  # ends on 10/5/2028
    assert due(store, cell_id, kind, date(2027, 5, 9)) == []
    assert [line.due_on for line in due(store, cell_id, kind, date(2027, 5, 10))] == [date(2028, 5, 10)]


def test_a_transfer_is_asked_for_until_its_paper_and_then_its_arrival(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = member(store, cell_id)
    case = opened(store, cell_id, person, CaseKind.TRANSFER, application_on=date(2026, 1, 5),
                  transfer_kind=TransferKind.OFFICIAL)  # fmt: skip
    # 60 working days from Monday 5/1/2026 without the five days of Tết (16–20/2).
    assert [line.due_on for line in due(store, cell_id, "case_transfer_start")] == [date(2026, 4, 6)]

    def papers(session: Session) -> None:
        record = session.get(PartyCase, case)
        assert record is not None
        record.decision_on = date(2026, 3, 2)

    write(store, papers)
    assert due(store, cell_id, "case_transfer_start") == []
    assert [line.due_on for line in due(store, cell_id, "case_transfer_hand_in")] == [date(2026, 4, 13)]
    assert [line.due_on for line in due(store, cell_id, "case_transfer_overdue")] == [date(2026, 6, 2)]
    write(store, lambda s: setattr(s.get(PartyCase, case), "notice_received_on", date(2026, 3, 20)))
    assert due(store, cell_id, "case_transfer_overdue", date(2026, 3, 21)) == []


def test_the_right_to_complain_is_shown_after_the_case_is_closed_and_ends_in_silence(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = member(store, cell_id)
    opened(store, cell_id, person, CaseKind.REMOVAL, ground_code="absent_3_months", resolution_on=date(2026, 2, 2),
           decision_on=date(2026, 2, 23), effective_on=date(2026, 2, 23), delivered_on=date(2026, 3, 2),
           closed_on=date(2026, 3, 4))  # fmt: skip
    (right,) = due(store, cell_id, "case_complaint_removal")
    assert right.due_on == date(2026, 4, 13)  # 30 working days from Monday 2/3
    assert due(store, cell_id, "case_complaint_removal", date(2026, 4, 14)) == []
    assert due(store, cell_id, "case_next") == []


def test_education_and_the_last_written_request_run_until_the_cell_resolves(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = member(store, cell_id)
    opened(store, cell_id, person, CaseKind.REMOVAL, ground_code="lost_will_no_progress",
           steps={"education_began": date(2025, 6, 10), "self_review_request": date(2026, 3, 1)})  # fmt: skip
    assert [line.due_on for line in due(store, cell_id, "case_education_before_removal")] == [date(2026, 6, 10)]
    assert [line.due_on for line in due(store, cell_id, "case_self_review_request")] == [date(2026, 3, 16)]


def test_an_open_discipline_case_says_when_the_violation_is_out_of_time(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = member(store, cell_id)
    case = opened(store, cell_id, person, CaseKind.DISCIPLINE, discipline_form=DisciplineForm.REPRIMAND,
                  violation_on="2021-03-20")  # fmt: skip
    assert [line.due_on for line in due(store, cell_id, "case_statute")] == [date(2026, 3, 20)]  # five years
    write(store, lambda s: setattr(s.get(PartyCase, case), "resolution_on", date(2026, 3, 4)))
    assert due(store, cell_id, "case_statute") == []


def test_the_review_of_a_probationer_opens_the_case_and_stops_when_the_cell_has_resolved(
    book: tuple[Store, str],
) -> None:
    store, cell_id = book
    person = member(store, cell_id, born="1999", admitted="2025-02-20", official=None)
    (review,) = due(store, cell_id, "probation_review")
    assert (review.page, review.subject_id) == ("members", person)
    case = opened(store, cell_id, person, CaseKind.RECOGNITION)
    (review,) = due(store, cell_id, "probation_review")
    assert (review.page, review.subject_id) == ("cases", case)
    write(store, lambda s: setattr(s.get(PartyCase, case), "resolution_on", date(2026, 3, 4)))
    assert due(store, cell_id, "probation_review") == []
    # 30 working days from Wednesday 4/3/2026.
    assert [line.due_on for line in due(store, cell_id, "case_recognition_decision")] == [date(2026, 4, 15)]


def test_a_measure_lapses_and_the_wait_for_a_badge_ends(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = member(store, cell_id)
    write(store, lambda s: s.add(create(
        Discipline, person_id=person, form=DisciplineForm.WARNING, decision_on="2025-06-20", announced_on="2025-03-20",
    )))  # fmt: skip
    (lapse,) = due(store, cell_id, "discipline_lapse")
    assert (lapse.due_on, lapse.subject_id) == (date(2026, 3, 20), person)
    assert [line.due_on for line in due(store, cell_id, "badge_wait")] == [date(2026, 3, 20)]  # nine months
    assert due(store, cell_id, "discipline_lapse", date(2026, 3, 21)) == []


def test_a_petition_waits_for_its_answer(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def petition(session: Session) -> str:
        form = MeetingForm(cell_id=cell_id, held_on=date(2026, 2, 2), period_year=2026, period_month=2)
        meeting = meetings.new(session, form)
        session.flush()
        note = create(MeetingNote, meeting_id=meeting.id, kind=NoteKind.PETITION, position=1, content="Sửa đường")
        session.add(note)
        return note.id

    note = write(store, petition)
    (asked,) = due(store, cell_id, "petition")
    # 30 working days from Monday 2/2/2026, five of them lost to Tết.
    assert (asked.due_on, asked.page) == (date(2026, 3, 23), "meetings")
    write(store, lambda s: setattr(s.get(MeetingNote, note), "answer", "đã kiến nghị phường"))
    assert due(store, cell_id, "petition") == []


def test_a_term_that_ends_is_told_until_the_next_one_is_entered(book: tuple[Store, str]) -> None:
    store, cell_id = book
    write(store, lambda s: cells.add_term(s, cell_id, "2022–2025", date(2022, 1, 1), date(2026, 5, 31)))
    assert [line.due_on for line in due(store, cell_id, "term_ends")] == [date(2026, 5, 31)]
    assert due(store, cell_id, "term_ends", date(2026, 3, 1)) == []  # 91 days before
    write(store, lambda s: cells.add_term(s, cell_id, "2026–2030", date(2026, 6, 1)))
    assert due(store, cell_id, "term_ends", date(2026, 6, 2)) == []


def test_the_yearly_papers_are_asked_for_from_november_on(book: tuple[Store, str]) -> None:
    store, cell_id = book
    member(store, cell_id)
    assert due(store, cell_id, "update_sheets", date(2026, 10, 31)) == []
    assert due(store, cell_id, "update_sheets", date(2026, 11, 1)) == []  # more than thirty days ahead of 31/12
    (sheets,) = due(store, cell_id, "update_sheets", date(2026, 12, 1))
    assert sheets.due_on == date(2026, 12, 31)
    assert len(due(store, cell_id, "card_checks", date(2026, 12, 1))) == 1


def test_who_left_and_is_followed_again_may_be_considered_after_36_months(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = prospect(store, cell_id)

    def left(session: Session) -> None:
        spell = create(MembershipSpell, person_id=person, spell_no=2)
        session.add(spell)
        session.flush()
        facts = {"person_id": person, "spell_id": spell.id, "cell_id": cell_id}
        session.add(create(MembershipEvent, kind=EventKind.ADMITTED, effective_on="2020-01-05", **facts))
        session.add(create(MembershipEvent, kind=EventKind.REMOVED, effective_on="2023-03-20",
                           standing_before=Standing.PROBATIONARY, **facts))  # fmt: skip

    write(store, left)
    assert [line.due_on for line in due(store, cell_id, "readmission")] == [date(2026, 3, 20)]
    assert due(store, cell_id, "readmission", date(2026, 3, 21)) == []


def test_unpaid_months_are_the_same_whether_they_are_closed_or_open(tmp_path: Path) -> None:
    made = dues_book.make(tmp_path)
    store, cell_id, on = made.store, made.cell_id, date(2026, 4, 2)
    with store:
        write(
            store, lambda s: dues.set_basis(s, cell_id, made.veteran, dues_book.JANUARY, "pensioner", income=2_000_000)
        )
        before = {line.subject_id: line.sentence for line in due(store, cell_id, "dues_reached", on)}
        assert made.worker in before  # January, February and March are over and nothing was paid
        dues_book.close(made, dues_book.JANUARY, dues_book.FEBRUARY, dues_book.MARCH)
        assert {line.subject_id: line.sentence for line in due(store, cell_id, "dues_reached", on)} == before
        write(store, lambda s: dues.excuse(s, cell_id, made.worker, dues_book.FEBRUARY, "ốm", on))
        assert made.worker not in {line.subject_id for line in due(store, cell_id, "dues_reached", on)}
        assert made.worker in {line.subject_id for line in due(store, cell_id, "dues_warn", on)}


def test_a_warning_opens_the_removal_case_once_there_is_one(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = member(store, cell_id)

    def missed(session: Session) -> None:
        for month in (1, 2, 3):
            session.add(create(OpeningFact, cell_id=cell_id, person_id=person, year=2026, month=month,
                               kind=OpeningFactKind.UNEXCUSED_ABSENCE.value))  # fmt: skip

    write(store, missed)
    (reached,) = due(store, cell_id, "absences_reached")
    assert (reached.page, reached.subject_id) == ("members", person)
    case = write(store, lambda s: cases.open_case(
        s, cell_id, person, CaseKind.REMOVAL, DAY, ground_code="absent_3_months").id)  # fmt: skip
    (reached,) = due(store, cell_id, "absences_reached")
    assert (reached.page, reached.subject_id) == ("cases", case)
