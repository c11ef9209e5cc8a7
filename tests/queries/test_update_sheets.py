"""What the journal says changed in a year, and how far the update sheets of the members have come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import members, update_sheets
from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.documents import catalogue, pdf
from chibo_app.documents.request import Request
from chibo_app.models.base import create
from chibo_app.models.memberships import ParticipationSpan
from chibo_app.models.party_age import Badge
from chibo_app.queries import member_changes
from chibo_app.queries import update_sheets as questions
from chibo_app.queries.member_papers import MemberChanges
from chibo_app.rules.kinds import Participation
from support import measured, meeting_book
from support.meeting_book import MeetingBook

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
WHO = 7


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    """A book begun in November 2026; what the tests do happens in 2027."""
    with clock.stopped(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        made = meeting_book.make(tmp_path)
    with clock.stopped(datetime(2027, 6, 1, 9, tzinfo=UTC)):
        yield made
    made.store.close()


def act(book: MeetingBook, work: Any, *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def changes(book: MeetingBook, first: date = FIRST, last: date = LAST) -> MemberChanges:
    person = book.members[WHO]
    with book.store.read() as session:
        return member_changes.changes(session, [person], first, last)[person]


def test_a_year_without_changes_has_none(book: MeetingBook) -> None:
    assert changes(book) == MemberChanges()


def test_changed_fields_of_the_person_and_the_admission_are_named(book: MeetingBook) -> None:
    act(book, members.edit, book.members[WHO], {"phone": "0912", "current_occupation": "Giáo viên"})
    act(book, members.edit_spell, book.members[WHO], {"referee_1": "Trần Văn Bảo"})
    assert changes(book).fields == {"phone", "current_occupation", "referee_1"}


def test_what_was_changed_back_or_undone_is_no_change(book: MeetingBook) -> None:
    act(book, members.edit, book.members[WHO], {"phone": "0912"})
    act(book, members.edit, book.members[WHO], {"phone": ""})
    act(book, members.edit, book.members[WHO], {"religion": "Phật giáo"})
    act(book, members.add_entry, book.members[WHO], "rewards", content="Giấy khen")
    book.store.undo()
    book.store.undo()
    assert changes(book) == MemberChanges()


def test_changes_of_another_member_or_another_year_do_not_count(book: MeetingBook) -> None:
    act(book, members.edit, book.members[WHO + 1], {"phone": "0912"})
    with clock.stopped(datetime(2028, 1, 2, 9, tzinfo=UTC)):
        act(book, members.edit, book.members[WHO], {"phone": "0912"})
    assert changes(book) == MemberChanges()
    assert changes(book, date(2028, 1, 1), date(2028, 12, 31)).fields == {"phone"}


def test_rows_of_repeated_items_are_added_changed_and_taken_out(book: MeetingBook) -> None:
    person = book.members[WHO]
    with clock.stopped(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        kept = act(book, members.add_entry, person, "rewards", content="Giấy khen 2015")
        gone = act(book, members.add_entry, person, "training_history", content="Lớp sơ cấp")
        act(book, members.add_entry, person, "relatives", content="Bố đẻ")
    act(book, members.edit_entry, kept.id, issuer="Ủy ban nhân dân xã")
    act(book, members.remove_entry, gone.id)
    act(book, members.add_entry, person, "rewards", content="Bằng khen", from_on=PartialDate("2027"))
    found = changes(book)
    assert {line.content for line in found.added["rewards"]} == {"Giấy khen 2015", "Bằng khen"}
    assert found.removed == {"training_history": ("Lớp sơ cấp",)}
    assert set(found.added) == {"rewards"}


def test_badges_and_exemptions_of_the_year_are_named_other_absences_are_not(book: MeetingBook) -> None:
    person = book.members[WHO]

    def enter(session: Any) -> None:
        session.add(create(Badge, person_id=person, years=30, decision_on=PartialDate("2027-05-01")))
        for state in (Participation.TEMPORARY_OUT, Participation.EXEMPT):
            session.add(create(
                ParticipationSpan, person_id=person, cell_id=book.cell_id, state=state, from_on=date(2027, 5, 1)
            ))  # fmt: skip

    book.store.write("việc", enter)
    assert changes(book).fields == {"badges", "exemption"}
    book.store.undo()
    assert changes(book).fields == frozenset()


def test_a_record_begun_in_the_year_says_from_when_it_knows_changes(book: MeetingBook) -> None:
    found = changes(book, date(2026, 1, 1), date(2026, 12, 31))
    assert found.entered_on == date(2026, 11, 20)
    assert not found.fields
    with clock.stopped(datetime(2026, 12, 10, 9, tzinfo=UTC)):
        act(book, members.edit, book.members[WHO], {"phone": "0912"})
    assert changes(book, date(2026, 1, 1), date(2026, 12, 31)).fields == {"phone"}


def printed(book: MeetingBook, **request: Any) -> str:
    with book.store.read() as session:
        return measured.words(pdf.write(catalogue.make("update_sheet", session, Request(book.cell_id, **request))))


def test_the_sheet_fills_what_changed_and_writes_k_for_the_rest(book: MeetingBook) -> None:
    act(book, members.edit, book.members[WHO], {"permanent_address": "Số 9, phường Mẫu, tỉnh Ninh Bình"})
    act(book, members.add_entry, book.members[WHO], "rewards", content="Bằng khen", issuer="Tỉnh")
    shown = printed(book, ids=(book.members[WHO],), on=LAST, options={"year": "2027"})
    for words in (
        "Năm 2027", "07) Nơi thường trú: Số 9, phường Mẫu, tỉnh Ninh Bình", "Nơi tạm trú: K",
        "23) Khen thưởng: Bằng khen, Tỉnh", "26) Kỷ luật: K", "Mẫu 3-HSĐV", "XÁC NHẬN CỦA CẤP ỦY CƠ SỞ",
    ):  # fmt: skip
        assert words in shown, words
    assert "Sổ trên máy bắt đầu" not in shown


def test_at_an_official_transfer_the_sheet_is_about_the_days_given(book: MeetingBook) -> None:
    act(book, members.edit, book.members[WHO], {"phone": "0912", "health_status": "Yếu"})
    request = {"ids": (book.members[WHO],), "on": date(2027, 6, 2), "options": {"transfer": "1"}}
    shown = printed(book, **request, from_on=date(2027, 5, 1), to_on=date(2027, 6, 2))
    assert "Khi chuyển sinh hoạt đảng chính thức (từ 01/5/2027 đến 02/6/2027)" in shown
    assert "18) Tình trạng sức khỏe: Yếu" in shown
    earlier = printed(book, **request, from_on=date(2027, 1, 1), to_on=date(2027, 5, 31))
    assert "18) Tình trạng sức khỏe: K" in earlier


def test_at_a_transfer_the_changes_since_the_last_sheet_are_told(book: MeetingBook) -> None:
    one = book.members[WHO]
    act(book, members.edit, one, {"health_status": "Yếu"})
    act(book, update_sheets.make, book.cell_id, [one], 2027, date(2027, 6, 15))
    with clock.stopped(datetime(2027, 7, 1, 9, tzinfo=UTC)):
        act(book, members.edit, one, {"religion": "Phật giáo", "work_unit": "Trường Tiểu học"})
    shown = printed(book, ids=(one,), on=date(2027, 9, 1), options={"transfer": "1"})
    assert "(từ 15/6/2027 đến 01/9/2027)" in shown
    assert "18) Tình trạng sức khỏe: K" in shown
    assert "Đơn vị công tác: Trường Tiểu học" in shown


def test_a_cleared_field_is_filled_as_taken_out(book: MeetingBook) -> None:
    with clock.stopped(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        act(book, members.edit, book.members[WHO], {"temporary_address": "Số 1"})
    act(book, members.edit, book.members[WHO], {"temporary_address": ""})
    shown = printed(book, ids=(book.members[WHO],), on=LAST, options={"year": "2027"})
    assert "Nơi tạm trú: bỏ" in shown


def tracker(book: MeetingBook, year: int = 2027) -> dict[str, questions.UpdateSheetRow]:
    with book.store.read() as session:
        return {row.id: row for row in questions.tracker(session, book.cell_id, year, date(2027, 12, 1))}


def test_the_tracker_follows_a_sheet_from_making_to_sending(book: MeetingBook) -> None:
    one, two = book.members[WHO], book.members[WHO + 1]
    act(book, members.edit, one, {"phone": "0912", "email": "a@b.vn"})
    act(book, update_sheets.make, book.cell_id, [one, two], 2027, date(2027, 11, 20))
    act(book, update_sheets.confirm, [one], 2027, date(2027, 11, 25))
    act(book, update_sheets.send_up, [one], 2027, date(2027, 12, 1))
    rows = tracker(book)
    assert len(rows) == 32
    assert (rows[one].change_count, rows[two].change_count) == (2, 0)
    assert (rows[one].made_on, rows[one].confirmed_on, rows[one].sent_up_on) == (
        date(2027, 11, 20), date(2027, 11, 25), date(2027, 12, 1)
    )  # fmt: skip
    assert (rows[two].made_on, rows[two].confirmed_on) == (date(2027, 11, 20), None)
    assert rows[book.members[0]].sheet_id == ""
    assert tracker(book, 2026)[one].made_on is None


def test_a_sheet_made_again_before_it_is_confirmed_stays_one_sheet(book: MeetingBook) -> None:
    one = book.members[WHO]
    (first,) = act(book, update_sheets.make, book.cell_id, [one], 2027, date(2027, 11, 1))
    (again,) = act(book, update_sheets.make, book.cell_id, [one], 2027, date(2027, 11, 9))
    assert again.id == first.id
    assert tracker(book)[one].made_on == date(2027, 11, 9)


def test_steps_out_of_order_are_refused_with_the_name(book: MeetingBook) -> None:
    one = book.members[WHO]
    for step, words in (
        (lambda session: update_sheets.confirm(session, [one], 2027, date(2027, 12, 1)), "chưa lập phiếu"),
        (lambda session: update_sheets.make(session, book.cell_id, [], 2027, date(2027, 12, 1)), "Không có đồng chí"),
        (lambda session: update_sheets.make(session, book.cell_id, [one], 2028, date(2027, 12, 1)), "Chưa đến năm"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            book.store.write("bước", step)
    act(book, update_sheets.make, book.cell_id, [one], 2027, date(2027, 12, 1))
    with pytest.raises(Refused, match="Trần Kim Ánh: phiếu chưa được chi bộ xác nhận"):
        act(book, update_sheets.send_up, [one], 2027, date(2027, 12, 2))
    with pytest.raises(Refused, match="phiếu đến ngày 01/12/2027 mới lập"):
        act(book, update_sheets.confirm, [one], 2027, date(2027, 11, 30))
    assert tracker(book)[one].confirmed_on is None


def test_the_last_step_is_taken_back_one_at_a_time(book: MeetingBook) -> None:
    one = book.members[WHO]
    act(book, update_sheets.make, book.cell_id, [one], 2027, date(2027, 11, 1))
    act(book, update_sheets.confirm, [one], 2027, date(2027, 11, 2))
    act(book, update_sheets.take_back, one, 2027)
    assert (tracker(book)[one].made_on, tracker(book)[one].confirmed_on) == (date(2027, 11, 1), None)
    act(book, update_sheets.take_back, one, 2027)
    assert tracker(book)[one].sheet_id == ""


def test_another_date_of_birth_must_be_explained_but_the_missing_day_may_be_added(book: MeetingBook) -> None:
    one = book.members[WHO]
    with pytest.raises(Refused, match="không điều chỉnh"):
        act(book, members.edit, one, {"birth_date": PartialDate("1970-01-01")})
    code = "birth_date_frozen:1970"
    act(book, members.edit, one, {"birth_date": PartialDate("1970")}, {code: "Nhập nhầm, theo lý lịch gốc là 1970"})
    act(book, members.edit, one, {"birth_date": PartialDate("1970-05-06")})
    with pytest.raises(Refused, match="không điều chỉnh"):
        act(book, members.edit, one, {"birth_date": PartialDate("1971-05-06")})


def test_a_name_changed_by_paper_keeps_the_former_one_with_its_paper(book: MeetingBook) -> None:
    one = book.members[WHO]
    act(book, members.edit, one, {"full_name": "Trần Kim Anh"}, renamed_on=PartialDate("2027-03"), renamed_by="QĐ số 5")
    with book.store.read() as session:
        from chibo_app.queries.member_files import entries_of

        (former,) = entries_of(session, [one])[one][members.FORMER_NAME]
    assert (former.content, former.to_on, former.issuer) == ("Trần Kim Ánh", PartialDate("2027-03"), "QĐ số 5")


def test_corrections_of_the_review_sheet_change_only_what_is_named(book: MeetingBook) -> None:
    one = book.members[WHO]
    kept = act(book, members.add_entry, one, "rewards", content="Giấy khen", issuer="Xã")
    gone = act(book, members.add_entry, one, "rewards", content="Nhầm")
    entries = {kept.id: "Bằng khen", gone.id: " ", "new:honor_titles": "Nhà giáo ưu tú", "new:relatives": ""}
    act(book, members.correct, one, {"phone": "0912", "referee_2": "Lê Thị Nga"}, entries)
    found = changes(book)
    assert found.fields == {"phone", "referee_2"}
    assert [line.content for line in found.added["rewards"]] == ["Bằng khen"]
    assert found.added["rewards"][0].issuer == "Xã"
    assert [line.content for line in found.added["honor_titles"]] == ["Nhà giáo ưu tú"]
    assert set(found.added) == {"rewards", "honor_titles"}
