"""Beginning a meeting: fixed day, planned theme, who chairs; the paper minute book; what is sent after the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import meeting_starts, meetings, minutes, themes
from chibo_app.actions.meeting_starts import PaperFacts
from chibo_app.basics.errors import Refused
from chibo_app.models.base import change
from chibo_app.models.meetings import MeetingForm
from chibo_app.models.organisations import Cell
from chibo_app.models.people import Person
from chibo_app.models.plans import ThemePlan
from chibo_app.queries import meeting_starts as starts
from chibo_app.queries import meetings as questions
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.today import today
from chibo_app.rules.kinds import AgendaKind, CellSetting, MeetingType
from support import meeting_book
from support.meeting_book import MeetingBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def form(book: MeetingBook, kind: MeetingType = MeetingType.REGULAR, day: date = date(2026, 3, 5)) -> MeetingForm:
    return MeetingForm(cell_id=book.cell_id, type=kind, held_on=day, period_year=day.year, period_month=day.month)


def detail(book: MeetingBook, meeting_id: str) -> Any:
    with book.store.read() as session:
        return questions.meeting_detail(session, meeting_id)


def name_of(book: MeetingBook, number: int) -> str:
    with book.store.read() as session:
        person = session.get(Person, book.members[number])
        assert person is not None
        return person.full_name


@pytest.mark.parametrize(
    ("fixed", "held", "on", "proposed"),
    [
        (5, [], date(2026, 3, 20), date(2026, 3, 5)),
        (5, [date(2026, 3, 5)], date(2026, 3, 20), date(2026, 4, 5)),
        (31, [date(2026, 3, 5), date(2026, 4, 5)], date(2026, 3, 20), date(2026, 5, 31)),
        (31, [date(2026, 1, 5)], date(2026, 1, 20), date(2026, 2, 28)),
        (None, [], date(2026, 3, 20), date(2026, 3, 20)),
        (None, [date(2026, 12, 5)], date(2026, 12, 20), date(2027, 1, 1)),
    ],
)
def test_the_next_meeting_is_proposed_on_the_fixed_day_of_the_first_free_month(
    book: MeetingBook, fixed: int | None, held: list[date], on: date, proposed: date
) -> None:
    def settle(session: Any) -> None:
        change(session.get(Cell, book.cell_id), meeting_day=fixed, meeting_time="19:30", meeting_place="Nhà văn hóa")

    act(book, settle)
    for day in held:
        act(book, meetings.new, form(book, day=day))
    with book.store.read() as session:
        found = starts.proposal(session, book.cell_id, on)
    assert (found.held_on, found.starts_at, found.location) == (proposed, "19:30", "Nhà văn hóa")


def test_the_secretary_chairs_and_the_usual_agenda_stands_in_the_meeting(book: MeetingBook) -> None:
    meeting = act(book, meeting_starts.begin, form(book)).id
    found = detail(book, meeting)
    assert found.facts.chair_id == book.members[3]
    assert [item.kind for item in found.agenda] == [
        AgendaKind.POLITICS, AgendaKind.REVIEW_AND_TASKS, AgendaKind.SCORING
    ]  # fmt: skip


def test_a_thematic_meeting_takes_the_planned_theme_its_author_and_is_linked_to_it(book: MeetingBook) -> None:
    theme = act(book, themes.add, book.cell_id, 2026, "Học tập và làm theo Bác", month=3, author_id=book.members[7]).id
    meeting = act(book, meeting_starts.begin, form(book, MeetingType.THEMATIC)).id
    found = detail(book, meeting)
    assert found.facts.theme == "Học tập và làm theo Bác"
    assert found.agenda[0].presenter_id == book.members[7]
    with book.store.read() as session:
        planned = session.get(ThemePlan, theme)
        assert planned is not None
        assert planned.meeting_id == meeting
    other = act(book, meeting_starts.begin, form(book, MeetingType.THEMATIC, date(2026, 3, 20))).id
    assert detail(book, other).facts.theme == ""


@pytest.mark.parametrize("kind", list(MeetingType))
def test_every_kind_of_meeting_begins_with_an_agenda(book: MeetingBook, kind: MeetingType) -> None:
    assert detail(book, act(book, meeting_starts.begin, form(book, kind)).id).agenda


@pytest.mark.parametrize("setting", list(CellSetting))
def test_every_kind_of_cell_is_offered_contents_its_own_first(book: MeetingBook, setting: CellSetting) -> None:
    with book.store.read() as session:
        offered = [title for _kind, title in starts.contents(rulebook(session), setting, date(2026, 3, 5))]
    assert "Công tác xây dựng Đảng" in offered
    assert len(offered) == len(set(offered))
    if setting is CellSetting.RESIDENTIAL:
        assert offered[0] == "Tuyên truyền, vận động, xây dựng khối đại đoàn kết"


def test_a_meeting_of_the_paper_book_reads_names_and_reasons_and_can_be_locked_with_gaps(book: MeetingBook) -> None:
    excused = f"1. {name_of(book, 9)} (ốm)\n{name_of(book, 10).upper()}, đi công tác"
    facts = PaperFacts("Nhất trí.", excused, name_of(book, 11), resolution="Nghị quyết tháng 3", yes=20)
    meeting = act(book, meeting_starts.from_paper_book, form(book), facts).id
    figures = detail(book, meeting).figures
    assert set(figures.absent_excused) == {(name_of(book, 9), "ốm"), (name_of(book, 10), "đi công tác")}
    assert figures.absent_unexcused == (name_of(book, 11),)
    assert figures.count.present.total == 26
    act(book, minutes.lock, meeting)
    assert detail(book, meeting).is_locked


def test_a_name_that_is_not_on_the_list_is_refused_at_its_field(book: MeetingBook) -> None:
    with pytest.raises(Refused) as refused:
        act(book, meeting_starts.from_paper_book, form(book), PaperFacts(excused="Trần Văn Không Có, ốm"))
    assert [(one.where, one.code) for one in refused.value.problems] == [("excused", "name_unknown")]


def test_an_ordinary_meeting_is_not_locked_with_the_same_gaps(book: MeetingBook) -> None:
    meeting = act(book, meetings.new, form(book)).id
    with pytest.raises(Refused):
        act(book, minutes.lock, meeting)


def test_days_of_sending_are_entered_after_the_lock_and_nothing_else(book: MeetingBook) -> None:
    meeting = meeting_book.hold_meeting(book)
    act(book, minutes.lock, meeting)
    act(book, meetings.record_sending, meeting, {"papers_published_on": date(2026, 3, 6)})
    assert detail(book, meeting).facts.papers_published_on == date(2026, 3, 6)
    book.store.undo()
    assert detail(book, meeting).facts.papers_published_on is None
    with pytest.raises(ValueError, match="location"):
        act(book, meetings.record_sending, meeting, {"location": "nơi khác"})


def kinds_due(book: MeetingBook, on: date) -> dict[str, date | None]:
    with book.store.read() as session:
        found = today(session, book.cell_id, on)
    return {one.kind: one.due_on for one in found if one.kind.startswith(("meeting_", "theme_"))}


def test_notice_and_documents_are_asked_for_before_papers_and_report_after(book: MeetingBook) -> None:
    meeting = act(book, meetings.new, form(book)).id
    before = {"meeting_notice": date(2026, 3, 4), "meeting_documents": date(2026, 3, 4)}
    assert kinds_due(book, date(2026, 3, 2)) == before
    act(book, meetings.record_sending, meeting, {
        "notice_sent_on": date(2026, 3, 2), "documents_published_on": date(2026, 3, 3),
    })  # fmt: skip
    assert kinds_due(book, date(2026, 3, 5)) == {}
    assert kinds_due(book, date(2026, 3, 6)) == {
        "meeting_papers": date(2026, 3, 7), "meeting_report": date(2026, 3, 7)
    }  # fmt: skip
    act(book, meetings.record_sending, meeting, {
        "papers_published_on": date(2026, 3, 6), "reported_up_on": date(2026, 3, 6),
    })  # fmt: skip
    assert kinds_due(book, date(2026, 3, 6)) == {}


def test_a_theme_without_author_or_meeting_is_reminded_of(book: MeetingBook) -> None:
    theme = act(book, themes.add, book.cell_id, 2026, "Chuyển đổi số", month=9).id
    assert kinds_due(book, date(2026, 8, 20))["theme_author"] == date(2026, 9, 1)
    act(book, themes.edit, theme, author_id=book.members[5])
    assert "theme_author" not in kinds_due(book, date(2026, 8, 20))
    assert kinds_due(book, date(2026, 9, 10))["theme_meeting"] == date(2026, 9, 30)
