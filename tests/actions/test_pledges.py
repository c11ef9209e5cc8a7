"""Pledges made of countable promises, and who has handed one in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import pledges
from chibo_app.basics.errors import Refused
from chibo_app.queries import pledges as questions
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup
from support import meeting_book
from support.meeting_book import MeetingBook

TODAY = date(2026, 1, 20)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def start(book: MeetingBook, person: int = 5) -> str:
    return book.store.write(
        "lập", lambda s: pledges.create_pledge(s, book.cell_id, book.members[person], 2026).id
    ).value  # fmt: skip


def test_a_year_begins_with_one_pledge_for_each_member_and_never_a_second(book: MeetingBook) -> None:
    start(book)
    made = book.store.write("lập", lambda s: pledges.start_year(s, book.cell_id, 2026, TODAY)).value
    again = book.store.write("lập", lambda s: pledges.start_year(s, book.cell_id, 2026, TODAY)).value
    assert (made, again) == (31, 0)
    with pytest.raises(Refused) as caught:
        start(book)
    assert [problem.code for problem in caught.value.problems] == ["pledge_exists"]


def test_a_promise_keeps_its_measure_and_its_ties_to_the_catalogues(book: MeetingBook) -> None:
    pledge_id = start(book)
    sign = catalogues.catalogue("signs27", TODAY)[0].code
    motto = catalogues.catalogue("mottos", TODAY)[0].code
    facts = {
        "group": PledgeGroup.DUTY, "content": "Vận động hộ dân phân loại rác", "measure_kind": MeasureKind.NUMBER,
        "target": "30", "unit": "hộ", "due_on": date(2026, 9, 30),
    }  # fmt: skip
    links = [("signs27", sign), ("mottos", motto)]
    item_id = book.store.write("thêm", lambda s: pledges.add_item(s, pledge_id, links, **facts).id).value
    book.store.write("xem", lambda s: pledges.check_item(s, item_id, date(2026, 6, 30), "đã được 12 hộ"))
    with book.store.read() as session:
        item = questions.pledge_detail(session, pledge_id).items[0]
    assert (item.content, item.target, item.unit) == ("Vận động hộ dân phân loại rác", "30", "hộ")
    assert set(item.links) == set(links)
    assert [check.note for check in item.checks] == ["đã được 12 hộ"]
    book.store.write("sửa", lambda s: pledges.edit_item(s, item_id, links=[], target="40"))
    with book.store.read() as session:
        item = questions.pledge_detail(session, pledge_id).items[0]
    assert (item.links, item.target) == ((), "40")


def test_a_tie_to_an_unknown_entry_is_refused(book: MeetingBook) -> None:
    pledge_id = start(book)
    with pytest.raises(Refused) as caught:
        book.store.write("thêm", lambda s: pledges.add_item(
            s, pledge_id, [("signs27", "khong-co")], group=PledgeGroup.DUTY, content="x"
        ))  # fmt: skip
    assert caught.value.problems[0].code == "unknown_link"


def test_who_has_handed_in_is_seen_at_a_glance(book: MeetingBook) -> None:
    pledge_id = start(book)
    with pytest.raises(Refused):
        book.store.write("nộp", lambda s: pledges.hand_in(s, pledge_id, TODAY))
    book.store.write("thêm", lambda s: pledges.add_item(s, pledge_id, group=PledgeGroup.DUTY, content="Trực đêm"))
    book.store.write("nộp", lambda s: pledges.hand_in(s, pledge_id, TODAY))
    with book.store.read() as session:
        rows = questions.pledge_rows(session, book.cell_id, 2026, TODAY)
    assert len(rows) == 32
    assert [(row.pledge_id, row.item_count) for row in rows if row.handed_in_on] == [(pledge_id, 1)]


def signed(book: MeetingBook) -> tuple[str, str]:
    pledge_id = start(book)
    item_id = book.store.write(
        "thêm", lambda s: pledges.add_item(s, pledge_id, group=PledgeGroup.DUTY, content="Trực đêm").id
    ).value
    book.store.write("nộp", lambda s: pledges.hand_in(s, pledge_id, TODAY))
    return pledge_id, item_id


CHANGES: dict[str, Callable[[Session, str, str], object]] = {
    "add": lambda s, pledge, _item: pledges.add_item(s, pledge, group=PledgeGroup.DUTY, content="Thêm"),
    "edit": lambda s, _pledge, item: pledges.edit_item(s, item, content="Khác"),
    "tie": lambda s, _pledge, item: pledges.edit_item(s, item, [("signs27", "deg_pol_1")]),
    "remove": lambda s, _pledge, item: pledges.remove_item(s, item),
    "carry over": lambda s, pledge, _item: pledges.carry_over(s, [pledge]),
    "aim": lambda s, pledge, _item: pledges.edit(s, pledge, target_rating="Hoàn thành xuất sắc nhiệm vụ"),
    "measures": lambda s, pledge, _item: pledges.edit(s, pledge, measures="Khác", comment="Đồng ý"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_promised_in_a_pledge_handed_in_stays_until_the_handing_in_is_taken_back(
    book: MeetingBook, name: str
) -> None:
    pledge_id, item_id = signed(book)
    with book.store.read() as session:
        before = questions.pledge_detail(session, pledge_id)
    with pytest.raises(Refused) as caught:
        book.store.write("sửa", lambda s: CHANGES[name](s, pledge_id, item_id))
    assert [problem.code for problem in caught.value.problems] == ["pledge_signed"]
    with book.store.read() as session:
        assert questions.pledge_detail(session, pledge_id) == before
    book.store.write("bỏ ghi nộp", lambda s: pledges.take_back_handing_in(s, pledge_id))
    book.store.write("sửa", lambda s: CHANGES[name](s, pledge_id, item_id))


def test_looks_results_and_the_level_are_entered_in_a_pledge_handed_in(book: MeetingBook) -> None:
    pledge_id, item_id = signed(book)
    book.store.write("xem", lambda s: pledges.check_item(s, item_id, date(2026, 6, 30), "đúng lịch"))
    book.store.write("kết quả", lambda s: pledges.edit_item(s, item_id, self_result=ItemResult.MET))
    book.store.write("kết quả", lambda s: pledges.judge(s, pledge_id, {item_id: {"cell_result": ItemResult.MET}}))
    book.store.write("cấp độ", lambda s: pledges.edit(s, pledge_id, exemplary_level=ExemplaryLevel.HEAD))
    book.store.write("ý kiến", lambda s: pledges.edit(s, pledge_id, measures="", comment="Chi ủy đồng ý"))
    with book.store.read() as session:
        found = questions.pledge_detail(session, pledge_id)
    (item,) = found.items
    assert (item.self_result, item.cell_result, len(item.checks)) == (ItemResult.MET, ItemResult.MET, 1)
    assert (found.exemplary_level, found.handed_in_on, found.comment) == (ExemplaryLevel.HEAD, TODAY, "Chi ủy đồng ý")


def test_a_pledge_taken_back_comes_whole_again_with_undo(book: MeetingBook) -> None:
    pledge_id = start(book)
    code = catalogues.catalogue("ethics", TODAY)[0].code
    book.store.write("thêm", lambda s: pledges.add_item(
        s, pledge_id, [("ethics", code)], group=PledgeGroup.IDEOLOGY, content="Học tập nghị quyết"
    ))  # fmt: skip
    with book.store.read() as session:
        before = questions.pledge_detail(session, pledge_id)
    book.store.write("bỏ", lambda s: pledges.remove(s, pledge_id))
    book.store.undo()
    with book.store.read() as session:
        assert questions.pledge_detail(session, pledge_id) == before
