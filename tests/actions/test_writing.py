"""Documents written in the program: begun from records, numbered at issue, unchangeable afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import documents as register
from chibo_app.actions import meetings, overrides, tasks, votes, writing
from chibo_app.basics.errors import Refused
from chibo_app.documents import render, written
from chibo_app.models.meetings import MeetingForm
from chibo_app.queries import documents, memberships, written_starts
from chibo_app.queries import writing as questions
from chibo_app.queries.report_periods import period_of
from chibo_app.queries.writing import Template
from chibo_app.rules import written_text
from chibo_app.rules.kinds import AgendaKind, DocumentType, MeetingType, TaskStatus
from chibo_app.rules.rulebook import NotInForce
from chibo_app.store import Store
from support import books

DAY = date(2026, 4, 6)
WORDS = written_text.from_lines(["# I. MỤC ĐÍCH", "Nâng cao chất lượng sinh hoạt.", "- việc một", "- việc hai"])


@pytest.fixture
def book(tmp_path: Path) -> tuple[Store, str]:
    store, cell_id = books.make_book(tmp_path)
    books.add_members(store, cell_id, 6)
    return store, cell_id


def written_one(book: tuple[Store, str]) -> str:
    store, cell_id = book
    return store.write(
        "soạn", lambda session: writing.start(session, cell_id, DocumentType.KH, "học tập chuyên đề", DAY, WORDS).id
    ).value


def test_a_document_keeps_its_words(book: tuple[Store, str]) -> None:
    document_id = written_one(book)
    with book[0].read() as session:
        detail = questions.written_detail(session, document_id)
        assert detail.pieces == WORDS
        assert not detail.is_issued
        assert [row.symbol for row in questions.written_rows(session, book[1])] == [""]


def test_a_day_before_every_known_rule_is_refused_with_a_way_out(book: tuple[Store, str]) -> None:
    store, cell_id = book
    document_id = written_one(book)
    early = date(2015, 6, 1)
    with pytest.raises(NotInForce) as refused:
        store.write("sửa", lambda session: writing.edit(session, document_id, written_on=early))
    assert "01/6/2015" in refused.value.what
    assert "Cài đặt" in refused.value.next_step
    with pytest.raises(NotInForce):
        store.write("chép", lambda session: writing.copy(session, document_id, early))
    with store.read() as session:
        assert [row.written_on for row in questions.written_rows(session, cell_id)] == [DAY]


def test_the_number_is_given_at_issue_and_the_words_then_stay(book: tuple[Store, str]) -> None:
    store, cell_id = book
    document_id = written_one(book)
    symbol = store.write("ban hành", lambda s: writing.issue(s, document_id, DAY).symbol, undoable=False).value
    assert symbol == "01-KH/CB"
    with store.read() as session:
        assert [row.symbol for row in documents.register(session, cell_id)] == ["01-KH/CB"]
    for act in (
        lambda s: writing.edit(s, document_id, WORDS[:1]),
        lambda s: writing.edit(s, document_id, subject="khác"),
        lambda s: writing.remove(s, document_id),
        lambda s: writing.issue(s, document_id, DAY),
    ):
        with pytest.raises(Refused):
            store.write("sửa", act)
    with store.read() as session:
        assert questions.written_detail(session, document_id).pieces == WORDS


def test_an_empty_document_gets_no_number(book: tuple[Store, str]) -> None:
    store, cell_id = book
    empty = store.write("soạn", lambda s: writing.start(s, cell_id, DocumentType.CV, "mời họp", DAY).id).value
    with pytest.raises(Refused):
        store.write("ban hành", lambda s: writing.issue(s, empty, DAY))
    with store.read() as session:
        assert documents.register(session, cell_id) == []


def test_a_number_against_its_date_is_asked_about_once(book: tuple[Store, str]) -> None:
    store, cell_id = book
    store.write("x", lambda s: register.issue(s, cell_id, DocumentType.KH, "kế hoạch sau", date(2026, 5, 1)).id)
    document_id = written_one(book)
    with pytest.raises(Refused) as refused:
        store.write("ban hành", lambda s: writing.issue(s, document_id, DAY))
    assert [problem.code for problem in refused.value.problems] == ["number_against_date"]
    why = {"number_against_date": "đánh số bổ sung"}
    assert store.write("x", lambda s: writing.issue(s, document_id, DAY, explanations=why).symbol).value == "02-KH/CB"


def test_a_copy_begins_without_a_number(book: tuple[Store, str]) -> None:
    store = book[0]
    document_id = written_one(book)
    store.write("ban hành", lambda s: writing.issue(s, document_id, DAY).id)
    copy_id = store.write("sao", lambda s: writing.copy(s, document_id, date(2026, 6, 1)).id).value
    with store.read() as session:
        copied = questions.written_detail(session, copy_id)
        assert copied.pieces == WORDS
        assert not copied.is_issued


def test_each_template_begins_a_document_that_prints(book: tuple[Store, str]) -> None:
    store, cell_id = book
    with store.read() as session:
        found = questions.templates(session, DAY)
    assert {one.type for one in found} == set(DocumentType)
    for template in found:

        def write(session: Session, template: Template = template) -> str:
            begun = written_starts.start(session, template, cell_id, DAY)
            assert "{" not in written_text.plain_words(begun.pieces) + begun.subject
            return writing.start(session, cell_id, template.type, begun.subject, DAY, begun.pieces).id

        document_id = store.write("soạn", write).value
        with store.read() as session:
            paper = written.build(questions.written_facts(session, document_id))
        assert render.render(paper, "pdf").startswith(b"%PDF")


def test_the_resolution_of_a_month_takes_counts_tasks_and_vote_from_its_meeting(book: tuple[Store, str]) -> None:
    store, cell_id = book
    meeting_id = store.write("họp", lambda session: two_meetings(session, cell_id)).value
    with store.read() as session:
        template = next(one for one in questions.templates(session, DAY) if one.key == "resolution_month")
        begun = written_starts.start(session, template, cell_id, DAY, meeting_id=meeting_id)
    words = written_text.plain_words(begun.pieces)
    assert begun.subject == "lãnh đạo thực hiện nhiệm vụ tháng 5 năm 2026"
    assert "Tổng số đảng viên 06, được triệu tập 06, có mặt 06, vắng 00" in words
    assert "Thời lượng 95 phút" in words
    assert "đã hoàn thành 01/02 nhiệm vụ, đạt 50%" in words
    assert "Rà soát hộ nghèo" in words
    assert "với 06/06 đồng chí tán thành, đạt 100%" in words


def two_meetings(session: Session, cell_id: str) -> str:
    """Hold two meetings: the first gives two tasks, the second finds one of them done and votes. Return the second."""
    march = {"cell_id": cell_id, "period_year": 2026, "type": MeetingType.REGULAR}
    earlier = meetings.new(session, MeetingForm(held_on=date(2026, 3, 5), period_month=3, **march))  # type: ignore[arg-type]
    people = sorted(memberships.on_roll(session, cell_id, DAY))
    given = [
        tasks.add(session, cell_id, work, person, meeting_id=earlier.id, method="đi từng hộ", due_on=date(2026, 3, 31),
                  expected_result="danh sách")
        for work, person in zip(("Rà soát hộ nghèo", "Vận động làm đường"), people, strict=False)
    ]  # fmt: skip
    later = meetings.new(session, MeetingForm(
        held_on=DAY, period_month=4, location="nhà văn hóa", starts_at="19:30", ends_at="21:05", **march  # type: ignore[arg-type]
    ), [(AgendaKind.REVIEW_AND_TASKS, "Nhiệm vụ")])  # fmt: skip
    meetings.mark_rest_present(session, later.id)
    tasks.review(session, given[0].id, TaskStatus.DONE, note="xong 100%", meeting_id=later.id, on=DAY)
    tasks.review(session, given[1].id, TaskStatus.IN_PROGRESS, note="đang vận động", meeting_id=later.id)
    votes.record_vote(session, later.id, votes.VoteFacts(subject="Nghị quyết tháng", yes=6))
    return later.id


def test_a_letter_has_its_subject_under_the_number_and_as_above_first(book: tuple[Store, str]) -> None:
    store, cell_id = book
    letter = store.write(
        "soạn", lambda s: writing.start(s, cell_id, DocumentType.CV, "Đề nghị bố trí hội trường", DAY, WORDS).id
    ).value
    with store.read() as session:
        paper = written.build(questions.written_facts(session, letter))
    text = pdf_words(render.render(paper, "pdf"))
    assert "về việc đề nghị bố trí hội trường" in text
    assert "CÔNG VĂN" not in text
    assert text.index("Như trên") < text.index("Lưu Chi bộ")


def test_title_and_habits_of_a_type_are_those_of_the_rule_of_its_own_day(book: tuple[Store, str]) -> None:
    store, cell_id = book
    changed = {"title": "Kế hoạch hành động", "symbol": "KHHĐ", "is_submission": True}
    store.write(
        "quy định", lambda s: overrides.add(s, "document_types", "KH", changed, date(2026, 5, 1), None, "thử").id
    )
    said = []
    for day in (DAY, date(2026, 6, 6)):

        def write(session: Session, on: date = day) -> str:
            return writing.start(session, cell_id, DocumentType.KH, "tập huấn", on).id

        kept = store.write("soạn", write).value
        with store.read() as session:
            said.append(pdf_words(render.render(written.build(questions.written_facts(session, kept)), "pdf")))
    assert "KẾ HOẠCH HÀNH ĐỘNG" not in said[0]
    assert "Kính trình" not in said[0]
    for words in ("KẾ HOẠCH HÀNH ĐỘNG", "-KHHĐ/CB", "Kính trình"):
        assert words in said[1], words


def pdf_words(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(
    ("kind", "on", "first", "last"),
    [
        ("month", date(2024, 2, 15), date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        ("half_year", date(2026, 6, 30), date(2026, 1, 1), date(2026, 6, 30)),
        ("half_year", date(2026, 7, 1), date(2026, 7, 1), date(2026, 12, 31)),
        ("year", date(2026, 7, 1), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_holds_its_day(kind: str, on: date, first: date, last: date) -> None:
    found = period_of(kind, on)
    assert (found.from_on, found.to_on) == (first, last)
    assert found.following().from_on > last
