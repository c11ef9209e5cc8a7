from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from chibo_app.basics.errors import Refused, UserError
from chibo_app.models.base import create
from chibo_app.models.documents import Attachment
from chibo_app.models.meetings import Meeting
from chibo_app.models.organisations import Cell, Organisation
from chibo_app.models.people import Person
from chibo_app.rules.kinds import CaseKind, CellSetting, MeetingType, SigningCapacity
from chibo_app.store import Key, Store
from chibo_app.store.program_schema import journalled
from support.people import add_person, added, names, rename


def everything(store: Store) -> dict[str, list[Any]]:
    with store.read() as session:
        run = session.connection().exec_driver_sql
        return {table: [tuple(row) for row in run(f"SELECT * FROM {table} ORDER BY id")] for table in journalled()}


def found(store: Store, word: str) -> int:
    from chibo_app.store import search

    with store.read() as session:
        return len(session.exec(select(Person).where(col(Person.id).in_(search.people(word)))).all())


def test_undo_and_redo_name_the_act_and_put_back_exactly_what_was(store: Store) -> None:
    person_id = add_person(store)
    first = everything(store)
    rename(store, person_id, "Hồ Thị Tú")
    second = everything(store)
    assert (store.undo_label, store.redo_label) == ("Sửa tên", None)
    assert store.undo().tables == {"person"}
    assert everything(store) == first
    assert (store.undo_label, store.redo_label) == ("Thêm đồng chí", "Sửa tên")
    assert store.redo().label == "Sửa tên"
    assert everything(store) == second
    assert (store.undo_label, store.redo_label) == ("Sửa tên", None)


def test_undo_survives_closing_the_program(path: Path, key: Key) -> None:
    with Store.create(path, key) as store:
        add_person(store)
    with Store.open(path, key) as store:
        store.undo()
        assert names(store) == []
    with Store.open(path, key) as store:
        store.redo()
        assert names(store) == ["Nguyễn Văn Đức"]
        assert found(store, "duc") == 1
        assert all(finding.level != "error" for finding in store.check())


def test_with_nothing_to_undo_or_redo_a_sentence_says_so(store: Store) -> None:
    for turn, words in ((store.undo, "hoàn tác"), (store.redo, "làm lại")):
        with pytest.raises(UserError, match=f"Không có việc gì để {words}"):
            turn()


def test_a_new_act_ends_what_could_be_redone(store: Store) -> None:
    add_person(store)
    store.undo()
    add_person(store, "Hồ Thị Tú")
    assert store.redo_label is None
    store.undo()
    assert names(store) == []
    assert store.redo_label == "Thêm đồng chí"


@given(st.lists(st.sampled_from(["add", "rename", "erase", "undo", "redo"]), max_size=14))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_and_redo_walk_along_the_states_the_book_had(tmp_path: Path, key: Key, steps: list[str]) -> None:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.chibo"
    with Store.create(path, key) as store:
        past, future = [everything(store)], [everything(store)][:0]
        for number, step in enumerate(steps):
            if step in {"undo", "redo"}:
                source, goal = (past[1:], future) if step == "undo" else (future, past)
                if not source:
                    continue
                getattr(store, step)()
                goal.append(past.pop() if step == "undo" else future.pop())
            else:
                store.write(step, lambda session, step=step, number=number: change(session, step, number))  # type: ignore[misc]
                if everything(store) != past[-1]:
                    past.append(everything(store))
                    future.clear()
            assert everything(store) == past[-1]
        assert not [finding.code for finding in store.check() if finding.level == "error"]


def change(session: Session, step: str, number: int) -> None:
    person = session.exec(select(Person).order_by(col(Person.id))).first()
    if step == "add":
        added(session, f"Người {number}")
        added(session, f"Người thứ hai {number}")
    elif person and step == "rename":
        person.full_name = f"Tên mới {number}"
        session.add(person)
    elif person:
        session.delete(person)


@pytest.mark.parametrize("rows", [1_000, pytest.param(10_000, marks=pytest.mark.faults)])
def test_a_large_import_is_one_undo(store: Store, rows: int) -> None:
    store.write("Nhập danh sách", lambda session: [added(session, f"Người {n}") for n in range(rows)])
    assert len(names(store)) == rows
    store.undo()
    assert names(store) == []
    assert found(store, "nguoi") == 0
    store.redo()
    assert len(names(store)) == rows


def test_what_was_changed_since_by_another_hand_is_not_undone(store: Store) -> None:
    person_id = add_person(store)
    store.set_meta("x", "y")
    store._write_raw(lambda run: run("UPDATE person SET full_name = 'Khác' WHERE id = ?", (person_id,)))
    before = everything(store)
    with pytest.raises(Refused, match="sửa tiếp về sau"):
        store.undo()
    assert everything(store) == before


def test_an_act_said_to_be_final_is_passed_over(store: Store) -> None:
    add_person(store)
    store.write("Xuất gói", lambda session: added(session, "Hồ Thị Tú"), undoable=False)
    assert store.undo_label == "Thêm đồng chí"


def test_an_erased_attachment_comes_back_with_its_bytes(store: Store) -> None:
    facts = {"owner_table": "person", "owner_id": "x", "title": "Ảnh", "file_name": "a.png", "media_type": "image/png"}
    scan = create(Attachment, **facts, sha256="0" * 64, size=4, content=b"\x00\x01\xff\xfe")
    store.write("Thêm tệp", lambda session: session.add(scan))
    before = everything(store)
    store.write("Xóa tệp", lambda session: session.delete(session.get(Attachment, scan.id)))
    store.undo()
    assert everything(store) == before
    assert json.loads(logged(store, "I"))["sha256"] == "0" * 64
    assert "content" not in json.loads(logged(store, "I"))


def logged(store: Store, op: str) -> str:
    with store.read() as session:
        sql = "SELECT diff FROM change_log WHERE op = ? ORDER BY id LIMIT 1"
        return str(session.connection().exec_driver_sql(sql, (op,)).scalar())


def add_cell(store: Store) -> str:
    def work(session: Session) -> str:
        organisation = create(Organisation, code="01")
        cell = create(
            Cell, organisation_id=organisation.id, setting=CellSetting.RESIDENTIAL, place_name="An Phú",
            signing_capacity=SigningCapacity.CELL,
        )  # fmt: skip
        session.add(organisation)
        session.add(cell)
        return cell.id

    return store.write("Lập chi bộ", work).value


def test_the_locking_of_minutes_is_not_undone(store: Store) -> None:
    cell_id = add_cell(store)
    facts = {"cell_id": cell_id, "type": MeetingType.REGULAR, "held_on": date(2026, 3, 5), "period_year": 2026}
    meeting = create(Meeting, **facts, period_month=3)
    store.write("Mở cuộc họp", lambda session: session.add(meeting))

    def lock(session: Session) -> None:
        held = session.get(Meeting, meeting.id)
        assert held is not None
        held.locked_at = "2026-03-05T12:00:00Z"
        session.add(held)

    store.write("Khóa biên bản", lock)
    with pytest.raises(Refused) as refused:
        store.undo()
    assert refused.value.problems[0].code == "locked_minutes"


def test_a_received_decision_is_not_undone_but_a_note_on_its_case_is(store: Store) -> None:
    from chibo_app.models.cases import PartyCase

    cell_id, person_id = add_cell(store), add_person(store)
    case = create(
        PartyCase, cell_id=cell_id, person_id=person_id, kind=next(iter(CaseKind)), opened_on=date(2026, 1, 5)
    )
    store.write("Mở hồ sơ", lambda session: session.add(case))

    def edit(session: Session, **facts: object) -> None:
        held = session.get(PartyCase, case.id)
        for name, value in facts.items():
            setattr(held, name, value)
        session.add(held)

    store.write("Ghi quyết định", lambda session: edit(session, decision_on=date(2026, 2, 1), decision_no="12-QĐ/ĐU"))
    store.write("Ghi chú", lambda session: edit(session, note="đã báo chi bộ"))
    assert store.undo().label == "Ghi chú"
    with pytest.raises(Refused) as refused:
        store.undo()
    assert refused.value.problems[0].code == "issued_decision"
