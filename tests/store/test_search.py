from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from sqlmodel import Session, col, select

from chibo_app.models.base import create
from chibo_app.models.meetings import Meeting
from chibo_app.models.organisations import Cell, Organisation
from chibo_app.models.people import Person
from chibo_app.rules.kinds import CellSetting, SigningCapacity
from chibo_app.store import Store, search
from support.people import add_person, rename

SPELLINGS = ["Nguyễn Văn Đức", "NGUYỄN VĂN ĐỨC", "Nguyen Van Duc", "Nguyễn Văn Đục"]


def found(store: Store, typed: str) -> list[str]:
    with store.read() as session:
        query = select(Person.full_name).where(col(Person.id).in_(search.people(typed)))
        return sorted(session.exec(query).all())


@pytest.mark.parametrize(
    "typed",
    [
        "nguyen van duc",
        "Nguyễn Văn Đức",
        unicodedata.normalize("NFD", "Nguyễn Văn Đức"),
        "đuc",
        "duc",
        "ngu van du",
        "nvd",
    ],
)
def test_every_spelling_is_found_by_every_way_of_typing(store: Store, typed: str) -> None:
    for name in (*SPELLINGS, "Hồ Thị Tú"):
        add_person(store, name)
    assert found(store, typed) == sorted(SPELLINGS)


@pytest.mark.parametrize("typed", ["", "  ", '"', "*", "a OR b", "NEAR(", "tu)", "-", "'"])
def test_no_typing_breaks_the_search(store: Store, typed: str) -> None:
    add_person(store)
    assert found(store, typed) == []


def test_a_number_and_a_name_with_an_apostrophe_are_found(store: Store) -> None:
    add_person(store, "Y Bhiu K'sor", citizen_id="012345678901")
    for typed in ("0123456", "k'sor", "K\u2019sor", "bhiu k"):
        assert found(store, typed) == ["Y Bhiu K'sor"]


def test_the_search_follows_changes_and_erasures(store: Store) -> None:
    person_id = add_person(store)
    rename(store, person_id, "Hồ Thị Tú")
    assert (found(store, "duc"), found(store, "tu")) == ([], ["Hồ Thị Tú"])
    store.write("Xóa", lambda session: session.delete(session.get(Person, person_id)))
    assert found(store, "tu") == []
    assert "search" not in {finding.code for finding in store.check()}


def test_minutes_are_searched_by_their_words(store: Store) -> None:
    def work(session: Session) -> str:
        organisation = create(Organisation, code="01")
        cell = create(
            Cell, organisation_id=organisation.id, setting=CellSetting.SCHOOL, place_name="An Phú",
            signing_capacity=SigningCapacity.CELL,
        )  # fmt: skip
        meeting = create(
            Meeting, cell_id=cell.id, held_on=date(2026, 3, 5), period_year=2026, theme="Thu đảng phí",
            general_conclusion="Thống nhất thi hành kỷ luật",
        )  # fmt: skip
        session.add_all([organisation, cell, meeting])
        return meeting.id

    meeting_id = store.write("Mở cuộc họp", work).value
    with store.read() as session:
        for typed in ("dang phi", "Đảng phí", "ky luat", "thu ky"):
            assert session.connection().scalar(search.minutes(typed, "meeting")) == meeting_id
        assert session.connection().scalar(search.minutes("dang phi", "speech")) is None


def test_a_search_that_lost_entries_is_repaired(store: Store) -> None:
    add_person(store)
    store._write_raw(lambda run: run("DELETE FROM search_people"))
    assert "search" in {finding.code for finding in store.check()}
    store.repair_search()
    assert found(store, "duc") == ["Nguyễn Văn Đức"]
    assert "search" not in {finding.code for finding in store.check()}
