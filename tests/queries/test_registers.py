"""The registers of a cell from invented books: who stands in which, with which values; what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from chibo_app.actions import cases, documents, memberships, reconciliations, residence_links, rewards
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import NotFound
from chibo_app.documents import registers as paper
from chibo_app.models.base import create
from chibo_app.models.memberships import MembershipEvent
from chibo_app.models.party_age import Badge
from chibo_app.models.registers import CardEvent
from chibo_app.queries import completeness, records, registers
from chibo_app.queries.register_lines import Code, RegisterLine
from chibo_app.queries.today import Reminder, today
from chibo_app.rules import rulebook
from chibo_app.rules.kinds import (
    CardEventKind,
    CaseKind,
    DocumentType,
    EventKind,
    Gender,
    LinkDirection,
    Participation,
)
from chibo_app.store import Store
from support.books import add_cell, add_member, add_members, make_book

ON = date(2026, 11, 22)
Book = tuple[Store, str]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def act(book: Book, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book[0].write("việc", lambda session: work(session, *arguments, **facts)).value


def member(book: Book, name: str, **facts: Any) -> str:
    return str(act(book, add_member, book[1], name, **facts))


def lines(
    book: Book, key: str, from_on: date | None = None, to_on: date = ON, cell_id: str | None = None
) -> list[RegisterLine]:  # fmt: skip
    with book[0].read() as session:
        return registers.lines(session, key, cell_id or book[1], from_on, to_on)


def names(found: list[RegisterLine]) -> list[str]:
    return [line.name for line in found]


def said(line: RegisterLine, *wanted: str) -> dict[str, str]:
    return {name: paper.words(line.values.get(name)) for name in wanted}


def only(found: list[RegisterLine], name: str) -> RegisterLine:
    (line,) = [line for line in found if line.name == name]
    return line


def test_who_left_stays_on_the_roll_with_the_column_that_says_how(book: Book) -> None:
    stayed, out, dead, removed = (
        member(book, name, born=f"19{60 + place}-01-02")
        for place, name in enumerate(("Lê Văn Ở", "Lê Văn Đi", "Lê Văn Mất", "Lê Văn Xóa"))
    )
    act(book, memberships.transfer_out, out, date(2024, 3, 1), "Đảng bộ phường Khác")
    act(book, memberships.died, dead, PartialDate("2025-04"), "illness")
    act(book, memberships.record_event, removed, EventKind.REMOVED, date(2025, 6, 7))
    found = lines(book, "member_roll")
    assert {line.name: line.is_current for line in found} == {
        "Lê Văn Ở": True, "Lê Văn Đi": False, "Lê Văn Mất": False, "Lê Văn Xóa": False,
    }  # fmt: skip
    assert said(only(found, "Lê Văn Đi"), "moved_out_on", "moved_out_to", "died_on", "exit_on") == {
        "moved_out_on": "01/3/2024", "moved_out_to": "Đảng bộ phường Khác", "died_on": "", "exit_on": "",
    }  # fmt: skip
    assert said(only(found, "Lê Văn Mất"), "died_on", "exit_form") == {"died_on": "4/2025", "exit_form": ""}
    assert said(only(found, "Lê Văn Mất"), "death_cause")["death_cause"]
    assert said(only(found, "Lê Văn Xóa"), "exit_on", "exit_form") == {"exit_on": "07/6/2025", "exit_form": "Xóa tên"}
    assert stayed in {line.subject_id for line in found}
    before = lines(book, "member_roll", to_on=date(2024, 2, 29))
    assert all(line.is_current for line in before)  # as of a day before everything, nobody has left


def test_a_restored_member_has_two_lines_and_the_second_says_why(book: Book) -> None:
    person = member(book, "Lê Thị Về")
    act(book, memberships.record_event, person, EventKind.EXPELLED, date(2023, 2, 1))
    act(book, memberships.record_event, person, EventKind.RESTORED, date(2024, 5, 1))
    first, second = lines(book, "member_roll")
    assert said(first, "exit_form", "note") == {"exit_form": "Khai trừ", "note": ""}
    assert said(second, "exit_form", "note") == {"exit_form": "", "note": "Khôi phục quyền đảng viên"}
    assert (first.is_current, second.is_current) == (False, True)


def test_probationers_of_a_year_are_those_whose_probation_touches_it(book: Book) -> None:
    facts = {"admission_decision_no": "12-QĐ/ĐU", "mentor": "Trần Văn Giúp"}
    member(book, "Vũ Văn Cũ", admitted="2020-01-05", official="2021-01-05")
    member(book, "Vũ Văn Mới", admitted="2025-09-02", official="2026-09-02", spell=facts)
    member(book, "Vũ Văn Đang", admitted="2026-03-03", official=None)
    year = lines(book, "probationer_roll", date(2026, 1, 1))
    assert names(year) == ["Vũ Văn Mới", "Vũ Văn Đang"]
    assert names(lines(book, "probationer_roll")) == ["Vũ Văn Cũ", "Vũ Văn Mới", "Vũ Văn Đang"]
    assert said(year[0], "admission_decision_no", "mentor", "probation_end", "outcome", "outcome_on") == {
        "admission_decision_no": "12-QĐ/ĐU", "mentor": "Trần Văn Giúp", "probation_end": "02/9/2026",
        "outcome": "Công nhận chính thức", "outcome_on": "02/9/2026",
    }  # fmt: skip
    assert said(year[1], "probation_end", "outcome", "official") == {
        "probation_end": "03/3/2027", "outcome": "", "official": "",
    }  # fmt: skip
    assert year[1].values["official"] is None  # a probationer lacks no official day: it does not apply
    assert names(lines(book, "probationer_roll", date(2027, 1, 1), date(2027, 12, 31))) == ["Vũ Văn Đang"]


def test_exits_tell_the_three_acts_and_open_their_case(book: Book) -> None:
    person = member(book, "Đỗ Văn Ra", native_place="xã Mẫu", card_no="010000000001")
    case = act(book, cases.open_case, book[1], person, CaseKind.WITHDRAWAL, date(2026, 2, 1), ground_code="family",
               explanations=_Yes())  # fmt: skip
    event = act(book, _left, person, book[1], case.id)
    (line,) = lines(book, "exit_roll")
    assert (line.page, line.subject_id) == ("cases", case.id)
    assert said(line, "exit_form", "hometown", "card_number", "decision_no", "announced_on") == {
        "exit_form": "Xin ra khỏi Đảng", "hometown": "xã Mẫu", "card_number": "010000000001",
        "decision_no": "9-QĐ/ĐU", "announced_on": "05/5/2026",
    }  # fmt: skip
    assert line.id == event
    assert lines(book, "exit_roll", date(2027, 1, 1), date(2027, 12, 31)) == []


def _left(session: Session, person: str, cell_id: str, case_id: str) -> str:
    from chibo_app.models.base import change
    from chibo_app.models.cases import PartyCase

    case = records.get(session, PartyCase, case_id)
    change(case, decision_no="9-QĐ/ĐU", decision_on=date(2026, 4, 20), announced_on=date(2026, 5, 5))
    event = memberships.record_event(session, person, EventKind.WITHDREW, date(2026, 4, 20), cell_id)
    event.case_id = case_id
    return str(event.id)


class _Yes(dict[str, str]):
    """An explanation for whatever is asked."""

    def get(self, key: str, default: Any = None) -> Any:
        return "theo sổ giấy"

    def __contains__(self, key: object) -> bool:
        return True

    def __getitem__(self, key: str) -> str:
        return "theo sổ giấy"


def test_transfers_are_ticked_by_way_and_province_and_stays_for_a_time_name_their_end(book: Book) -> None:
    near, far, guest = (member(book, name) for name in ("Hồ Văn Gần", "Hồ Văn Xa", "Hồ Văn Tạm"))
    act(book, _move, near, book[1], date(2026, 2, 1), "Đảng bộ xã Bên", is_same_province=True)
    act(book, _move, far, book[1], date(2026, 3, 1), "", is_same_province=None)
    act(book, memberships.record_participation, guest, book[1], Participation.TEMPORARY_OUT, date(2026, 4, 1),
        date(2026, 9, 30), other_cell="Chi bộ Xa")  # fmt: skip
    first, second, third = lines(book, "transfer_book", date(2026, 1, 1))
    assert said(first, "on", "out_to", "out_same", "out_other") == {
        "on": "01/02/2026", "out_to": "Đảng bộ xã Bên", "out_same": "X", "out_other": "",
    }  # fmt: skip
    assert (second.values["province"], second.values["out_to"]) == ("", "")  # not recorded: two gaps
    assert second.values["in_from"] is None
    assert said(third, "out_temporary", "until", "out_to") == {
        "out_temporary": "X", "until": "đến ngày 30/9/2026", "out_to": "Chi bộ Xa",
    }  # fmt: skip


def _move(session: Session, person: str, cell_id: str, on: date, to: str, *, is_same_province: bool | None) -> None:
    memberships.transfer_out(session, person, on, to)
    session.flush()
    events = [one for one in records.of_owner(session, MembershipEvent, person_id=person)
              if one.kind is EventKind.TRANSFERRED_OUT]  # fmt: skip
    events[0].is_same_province = is_same_province


def test_badges_cards_and_rewards_belong_to_who_stood_on_the_roll(book: Book) -> None:
    other = add_cell(book[0], "Chi bộ Hai")
    here = member(book, "Mai Văn Đây", card_no="010000000009", card_issued_on=PartialDate("2001"))
    there = str(act(book, add_member, other, "Mai Văn Kia"))
    for person in (here, there):
        act(book, _given, person)
    (badge,), (reward,) = lines(book, "badge_book"), lines(book, "reward_book")
    assert said(badge, "badge_kind", "badge_number", "round_on", "note") == {
        "badge_kind": "Huy hiệu 30 năm tuổi đảng", "badge_number": "0123", "round_on": "07/11/2025",
        "note": "truy tặng",
    }  # fmt: skip
    assert said(reward, "reward", "decision_issuer", "on") == {
        "reward": "Bằng khen", "decision_issuer": "Đảng ủy phường Mẫu", "on": "2024",
    }  # fmt: skip
    (card,) = lines(book, "card_issue_book")
    assert said(card, "card_event", "number_of_card", "on") == {
        "card_event": "Phát thẻ", "number_of_card": "010000000009", "on": "2001",
    }  # fmt: skip
    act(book, _card, here)
    (card,) = lines(book, "card_issue_book")
    assert said(card, "card_event", "on") == {"card_event": "Cấp lại thẻ bị mất", "on": "5/2020"}
    assert len(lines(book, "badge_book", cell_id=other)) == 1
    assert lines(book, "badge_book", date(2026, 1, 1)) == []


def _given(session: Session, person: str) -> None:
    session.add(create(Badge, person_id=person, years=30, number="0123", round_on=date(2025, 11, 7),
                       is_posthumous=True))  # fmt: skip
    rewards.add(session, person, "Bằng khen", from_on=PartialDate("2024"), issuer="Đảng ủy phường Mẫu")


def _card(session: Session, person: str) -> None:
    session.add(
        create(CardEvent, person_id=person, kind=CardEventKind.REISSUED_LOST, on=PartialDate("2020-05"), number="02")
    )


def test_residence_links_of_both_directions_stay_after_their_end(book: Book) -> None:
    person = member(book, "Ngô Thị Làm")
    sent = act(book, residence_links.add, book[1], LinkDirection.SENT, date(2025, 1, 5), person_id=person)
    act(book, residence_links.add, book[1], LinkDirection.RECEIVED, date(2026, 1, 5), full_name="Ngô Văn Khách",
        other_organisation="Chi bộ Nhà máy")  # fmt: skip
    act(book, residence_links.end, sent.id, date(2025, 12, 31))
    act(book, residence_links.remark, sent.id, "Gương mẫu")
    first, second = lines(book, "residence_link_book")
    assert said(first, "name", "direction", "to_on", "remark") == {
        "name": "Ngô Thị Làm", "direction": "Giới thiệu đi", "to_on": "31/12/2025", "remark": "Gương mẫu",
    }  # fmt: skip
    assert said(second, "direction", "to_on") == {"direction": "Tiếp nhận đến", "to_on": ""}
    assert names(lines(book, "residence_link_book", date(2026, 1, 1))) == ["Ngô Văn Khách"]


def test_resolutions_with_and_without_a_number_stand_once_each(book: Book) -> None:
    act(book, documents.issue, book[1], DocumentType.NQ, "Nghị quyết tháng 5", date(2026, 5, 6), signer="Vũ Thư")
    act(book, documents.issue, book[1], DocumentType.BC, "Báo cáo tháng 5", date(2026, 5, 6))
    person = member(book, "Kiều Văn Án")
    case = act(book, cases.open_case, book[1], person, CaseKind.WITHDRAWAL, date(2026, 2, 1), ground_code="family",
               explanations=_Yes())  # fmt: skip
    act(book, _resolved, case.id)
    found = lines(book, "resolution_book", date(2026, 1, 1))
    assert [said(line, "subject", "name", "on") for line in found] == [
        {"subject": "Đề nghị cho đảng viên ra khỏi Đảng", "name": "Kiều Văn Án", "on": "03/3/2026"},
        {"subject": "Nghị quyết tháng 5", "name": "", "on": "06/5/2026"},
    ]
    assert (found[0].page, found[0].subject_id) == ("cases", case.id)


def _resolved(session: Session, case_id: str) -> None:
    from chibo_app.models.base import change
    from chibo_app.models.cases import PartyCase

    change(records.get(session, PartyCase, case_id), resolution_on=date(2026, 3, 3), resolution_no="02-NQ/CB")


_OTHER = {"native_place": "", "citizen_id": "001070000002", "card_no": "", "dossier_no": "1234000002"}


def test_gaps_name_only_what_applies(book: Book) -> None:
    full: Mapping[str, Any] = {
        "gender": Gender.MALE, "ethnic_group": "Kinh", "native_place": "xã Mẫu", "general_education": "12/12",
        "current_occupation": "Hưu trí", "citizen_id": "001070000001", "permanent_address": "số 1",
        "card_no": "001070000001", "dossier_no": "1234000001",
    }  # fmt: skip
    member(book, "Phan Văn Đủ", **full)
    bare = member(book, "Phan Văn Thiếu", official=None, admitted="2026-03-03",
                  **(dict(full) | _OTHER))  # fmt: skip
    left = member(book, "Phan Văn Rời")
    act(book, memberships.transfer_out, left, date(2026, 2, 1), "Đảng bộ xã Bên", is_same_province=True)
    with book[0].read() as session:
        found = completeness.gaps(session, book[1], ON)
    by_register = {(gap.register_key, gap.name): gap.missing for gap in found}
    assert by_register["member_roll", "Phan Văn Thiếu"] == ("hometown",)
    assert ("member_roll", "Phan Văn Đủ") not in by_register
    assert ("probationer_roll", "Phan Văn Đủ") not in by_register  # who helped decades ago is asked of nobody
    assert ("member_roll", "Phan Văn Rời") not in by_register  # who left is not asked about any more
    assert by_register["probationer_roll", "Phan Văn Thiếu"] == (
        "hometown", "admission_decision_no", "admission_decision_on", "mentor",
    )  # fmt: skip
    (gap,) = [one for one in found if one.register_key == "member_roll"]
    assert (gap.page, gap.subject_id) == ("members", bare)


def test_every_value_a_column_names_is_known_and_named() -> None:
    on = date(2026, 11, 22)
    for row in rulebook.load().rows("registers", on):
        for column in row["columns"]:
            assert set(column.get("required", ())) <= set(column["values"]), (row.key, column["caption"])
            for name in column["values"]:
                assert paper.value_name(name) != name, name
        for name in row["also_required"]:
            assert paper.value_name(name) != name, name


def test_every_code_of_the_lines_is_worded() -> None:
    for table, codes in (
        ("case_kinds", CaseKind), ("card_events", CardEventKind), ("directions", LinkDirection), ("genders", Gender),
    ):  # fmt: skip
        for code in codes:
            assert paper.words(Code(table, code.value)) != code.value


def test_an_unknown_register_is_refused_in_a_sentence(book: Book) -> None:
    with book[0].read() as session, pytest.raises(NotFound):
        registers.register(session, "unknown", ON)


def reminders(book: Book, on: date) -> list[Reminder]:
    with book[0].read() as session:
        return [one for one in today(session, None, on) if one.kind.startswith("reconciliation")]


def test_the_roll_is_due_for_reconciliation_three_months_after_the_last(book: Book) -> None:
    assert reminders(book, ON) == []  # a cell without members has nothing to reconcile
    member(book, "Tạ Văn Một")
    (never,) = reminders(book, ON)
    assert (never.kind, never.due_on, never.page) == ("reconciliation_never", None, "registers")
    facts = {"own_official": 1, "other_official": 1}
    act(book, reconciliations.record, book[1], date(2026, 8, 31), "Đảng ủy phường Mẫu", **facts)
    (due,) = reminders(book, ON)
    assert (due.kind, due.due_on) == ("reconciliation", date(2026, 11, 30))
    assert "31/8/2026" in due.sentence
    assert reminders(book, date(2026, 9, 5)) == []


def test_three_thousand_members_are_read_in_a_few_queries(book: Book) -> None:
    from sqlalchemy import event

    add_members(book[0], book[1], 300)
    counted: list[str] = []
    for key in registers.FILLS:
        counted.clear()
        with book[0].read() as session:
            engine = session.get_bind()

            def count(*arguments: Any) -> None:
                counted.append(str(arguments[2]))

            event.listen(engine, "before_cursor_execute", count)
            found = registers.lines(session, key, book[1], None, ON)
            event.remove(engine, "before_cursor_execute", count)
        assert len(counted) < 25, (key, len(counted))
        assert len(found) == (300 if key in ("member_roll", "probationer_roll") else 0), key
