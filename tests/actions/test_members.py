"""Entering, correcting, voiding and merging people; what happens to memberships; posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import members, memberships, merging, opening_facts, posts
from chibo_app.actions.members import SpellFacts
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.models.base import Record
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.people import Person, PersonForm
from chibo_app.models.registry import RECORDS
from chibo_app.queries import explanations, member_checks, records
from chibo_app.queries import members as questions
from chibo_app.queries import memberships as standings
from chibo_app.queries.member_details import member
from chibo_app.rules.kinds import EventKind, OpeningFactKind, Participation, PostKind, Standing
from chibo_app.store import Store
from support.books import add_cell, add_member, make_book

DAY = date(2026, 3, 5)
FORM = PersonForm(full_name="Nguyễn Văn Đức", birth_date=PartialDate("1965"))
SPELL = SpellFacts(PartialDate("1990-02-03"), official_date=PartialDate("1991-02-03"))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def act(store: Store, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return store.write("việc", lambda session: work(session, *arguments, **facts)).value


def refused(store: Store, work: Callable[..., Any], *arguments: Any, **facts: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(store, work, *arguments, **facts)
    return {problem.code for problem in caught.value.problems}


def state(store: Store, person: str, cell_id: str | None, on: date = DAY) -> standings.MemberState:
    with store.read() as session:
        return standings.standings_on(session, cell_id, on)[person]


def events(store: Store, person: str) -> list[tuple[EventKind, str, str | None]]:
    with store.read() as session:
        rows = records.of_owner(session, MembershipEvent, person_id=person)
        return sorted(((row.kind, row.effective_on.iso, row.cell_id) for row in rows), key=lambda row: row[1])


def test_a_member_comes_with_the_events_the_facts_say(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = act(store, members.add, cell_id, FORM, SPELL).id
    assert events(store, person) == [
        (EventKind.ADMITTED, "1990-02-03", cell_id), (EventKind.BECAME_OFFICIAL, "1991-02-03", cell_id),
    ]  # fmt: skip
    probation = SpellFacts(PartialDate("2025-09-02"))
    young = act(store, members.add, cell_id, PersonForm(full_name="Đỗ Thị An", birth_date=PartialDate("2000")),
                probation).id  # fmt: skip
    assert events(store, young) == [(EventKind.ADMITTED, "2025-09-02", cell_id)]
    assert state(store, young, cell_id).standing is Standing.PROBATIONARY


def test_somebody_received_from_elsewhere_belongs_to_the_cell_only_from_then_on(book: tuple[Store, str]) -> None:
    store, cell_id = book
    spell = SpellFacts(
        PartialDate("1990-02-03"), official_date=PartialDate("1991-02-03"), entered_on=PartialDate("2020-06-01")
    )
    person = act(store, members.add, cell_id, FORM, spell).id
    assert state(store, person, cell_id, date(2019, 1, 1)).is_on_roll is False
    assert state(store, person, cell_id, date(2020, 6, 1)).is_on_roll
    assert events(store, person)[1] == (EventKind.BECAME_OFFICIAL, "1991-02-03", None)


def test_what_cannot_be_is_refused_and_what_is_unlikely_is_asked_once(book: tuple[Store, str]) -> None:
    store, cell_id = book
    early = SpellFacts(PartialDate("1978-02-03"), official_date=PartialDate("1979-02-03"))
    assert refused(store, members.add, cell_id, FORM, early) == {"admitted_too_young"}
    wrong = SpellFacts(PartialDate("1991-02-03"), official_date=PartialDate("1990-02-03"))
    assert "dates_in_wrong_order" in refused(store, members.add, cell_id, FORM, wrong, {"admitted_too_young": "x"})
    person = act(store, members.add, cell_id, FORM, early, {"admitted_too_young": "Thời chiến"}).id
    with store.read() as session:
        (kept,) = explanations.explanations(session, "person", person)
        assert (kept.code, kept.content) == ("admitted_too_young", "Thời chiến")
        assert member_checks.open_warnings(session, person) == []
    act(store, members.edit_spell, person, {"admission_date": PartialDate("1978-02-04")})


def test_an_import_may_leave_warnings_open_and_later_edits_do_not_ask_for_them(book: tuple[Store, str]) -> None:
    store, cell_id = book
    early = SpellFacts(PartialDate("1978-02-03"), official_date=PartialDate("1979-02-03"))
    person = act(store, members.add, cell_id, FORM, early, may_stay_open=True).id
    act(store, members.edit, person, {"phone": "0912"})
    with store.read() as session:
        assert [problem.code for problem in member_checks.open_warnings(session, person)] == ["admitted_too_young"]


def test_a_double_is_noticed_by_number_and_by_name_with_birth_date(book: tuple[Store, str]) -> None:
    store, cell_id = book
    add = PersonForm(full_name="Lê Thị Hoa", birth_date=PartialDate("1970-05-01"), citizen_id="001170000001")
    act(store, members.add, cell_id, add, SPELL)
    same_number = PersonForm(full_name="Trần Thị Hoa", birth_date=PartialDate("1970"), citizen_id="001170000001")
    assert "citizen_id_taken" in refused(store, members.add, cell_id, same_number, SPELL)
    same_name = PersonForm(full_name="Lê Thị Hoa", birth_date=PartialDate("1970"))
    assert refused(store, members.add, cell_id, same_name, SPELL) == {"possible_double"}
    act(store, members.add, cell_id, same_name, SPELL, {"possible_double": "Hai người khác nhau"})


def test_a_new_name_keeps_the_old_as_former_and_a_correction_does_not(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = act(store, members.add, cell_id, FORM, SPELL).id
    act(store, members.edit, person, {"full_name": "Nguyễn Văn Đưc"})
    act(store, members.edit, person, {"full_name": "Nguyễn Minh Đức"}, renamed_on=PartialDate("2020"))
    with store.read() as session:
        detail = member(session, person, cell_id, DAY)
    assert [(entry.item, entry.content) for entry in detail.entries] == [(members.FORMER_NAME, "Nguyễn Văn Đưc")]


def test_the_dates_of_a_spell_move_its_events(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = act(store, members.add, cell_id, FORM, SPELL).id
    act(store, members.edit_spell, person, {"official_date": None}, {"official_date_missing": "x"})
    assert [kind for kind, _on, _cell in events(store, person)] == [EventKind.ADMITTED]
    act(store, members.edit_spell, person, {"official_date": PartialDate("1991-02-04")}, {"probation_length": "x"})
    assert events(store, person)[1][:2] == (EventKind.BECAME_OFFICIAL, "1991-02-04")
    act(store, memberships.record_event, person, EventKind.WITHDREW, date(2000, 1, 1))
    late = {"admission_date": PartialDate("2001-01-01"), "official_date": PartialDate("2002-01-01")}
    assert refused(store, members.edit_spell, person, late)


def test_what_was_entered_by_mistake_is_left_out_everywhere_and_undo_brings_it_back(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = act(store, members.add, cell_id, FORM, SPELL).id
    assert refused(store, members.void, person, "  ") == {"reason_missing"}
    act(store, members.void, person, "Ghi nhầm người")
    with store.read() as session:
        assert questions.member_rows(session, None, DAY) == []
        assert standings.standings_on(session, cell_id, DAY) == {}
    store.undo()
    assert state(store, person, cell_id).is_on_roll


def test_two_entries_become_one_with_everything_of_both(book: tuple[Store, str]) -> None:
    store, cell_id = book
    keep = act(store, members.add, cell_id, FORM, SPELL).id
    other = PersonForm(full_name="Nguyễn Văn Đức", birth_date=PartialDate("1965-04-01"), phone="0912", note="x")
    drop = act(store, members.add, cell_id, other, SPELL, {"possible_double": "x"}).id
    act(store, memberships.record_event, drop, EventKind.WITHDREW, date(2025, 1, 1))
    act(store, opening_facts.add_missed_month, cell_id, drop, OpeningFactKind.UNEXCUSED_ABSENCE, 2024, 3)
    with store.read() as session:
        assert merging.conflicts(session, keep, drop) == ["birth_date"]
    act(store, members.merge, keep, drop, {"birth_date": "drop"})
    with store.read() as session:
        person = records.get(session, Person, keep)
        assert (person.phone, person.birth_date) == ("0912", PartialDate("1965-04-01"))
        assert records.get(session, Person, drop).merged_into_id == keep
        assert [row.id for row in questions.member_rows(session, None, DAY)] == [keep]
        assert len(records.of_owner(session, MembershipSpell, person_id=keep)) == 1
    assert state(store, keep, cell_id).standing is Standing.WITHDRAWN
    store.undo()
    assert state(store, keep, cell_id).standing is Standing.OFFICIAL
    assert state(store, drop, cell_id).standing is Standing.WITHDRAWN


def test_every_reference_to_a_person_is_known_to_the_merging() -> None:
    by_hand = {"membership_spell", "membership_event", "attendance", "person"}
    moved = {(table.__tablename__, column) for table, column in merging.person_columns()}

    def references(table: type[Record]) -> set[tuple[str, str]]:
        keys = table.__table__.foreign_keys  # type: ignore[attr-defined]
        return {(str(table.__tablename__), key.parent.name) for key in keys if key.column.table.name == "person"}

    every = {reference for table in RECORDS for reference in references(table)}
    assert {reference for reference in every if reference[0] not in by_hand} == moved
    assert ("speech", "person_id") in moved


def test_a_probationer_is_never_expelled_and_nobody_leaves_twice(book: tuple[Store, str]) -> None:
    store, cell_id = book
    young = act(store, add_member, cell_id, "Đỗ Thị An", born="2000", admitted="2025-09-02", official=None)
    assert refused(store, memberships.record_event, young, EventKind.EXPELLED, DAY) == {
        "probationer_cannot_be_expelled"
    }
    act(store, memberships.record_event, young, EventKind.REMOVED, DAY, ground_code="probationer_unfit")
    assert refused(store, memberships.died, young, date(2026, 4, 1)) == {"after_leaving"}
    with store.read() as session:
        (removal,) = [
            row for row in records.of_owner(session, MembershipEvent, person_id=young) if row.kind is EventKind.REMOVED
        ]
    assert removal.standing_before is Standing.PROBATIONARY


def test_who_is_gone_holds_no_post_and_is_no_longer_exempt(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = act(store, members.add, cell_id, FORM, SPELL).id
    act(store, posts.give, person, cell_id, PostKind.SECRETARY, date(2025, 1, 1))
    act(store, memberships.record_participation, person, cell_id, Participation.EXEMPT, date(2025, 1, 1))
    act(store, memberships.died, person, DAY, "illness")
    with store.read() as session:
        detail = member(session, person, cell_id, DAY)
    assert [row.to_on for row in detail.posts] == [DAY]
    assert [row.to_on for row in detail.spans] == [DAY]


def test_a_second_admission_opens_a_second_spell(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = act(store, members.add, cell_id, FORM, SPELL).id
    act(
        store,
        memberships.record_event,
        person,
        EventKind.REMOVED,
        date(2015, 1, 1),
        ground_code="lost_will_no_progress",
    )
    act(store, memberships.record_event, person, EventKind.READMITTED, date(2020, 1, 1), cell_id)
    act(store, memberships.became_official, person, date(2021, 1, 1))
    with store.read() as session:
        spells = records.of_owner(session, MembershipSpell, person_id=person)
        assert [(spell.spell_no, spell.official_date) for spell in spells] == [
            (1, PartialDate("1991-02-03")), (2, PartialDate("2021-01-01")),
        ]  # fmt: skip
    assert state(store, person, cell_id).standing is Standing.OFFICIAL


def test_an_entry_is_taken_back_unless_later_ones_need_it(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = act(store, members.add, cell_id, FORM, SPELL).id
    gone = act(store, memberships.record_event, person, EventKind.EXPELLED, date(2020, 1, 1))
    act(store, memberships.record_event, person, EventKind.RESTORED, date(2021, 1, 1))
    assert refused(store, memberships.take_back, gone.id)
    with store.read() as session:
        rows = records.of_owner(session, MembershipEvent, person_id=person)
    back = next(row.id for row in rows if row.kind is EventKind.RESTORED)
    act(store, memberships.take_back, back)
    act(store, memberships.take_back, gone.id)
    assert state(store, person, cell_id).standing is Standing.OFFICIAL


def test_times_are_of_members_of_the_cell_and_do_not_overlap(book: tuple[Store, str]) -> None:
    store, cell_id = book
    other = add_cell(store, "Chi bộ Tổ dân phố 6")
    person = act(store, members.add, cell_id, FORM, SPELL).id
    add = memberships.record_participation
    span = act(store, add, person, cell_id, Participation.EXEMPT, date(2025, 1, 1))
    assert refused(store, add, person, cell_id, Participation.EXEMPT, DAY) == {"overlapping_span"}
    assert refused(store, add, person, other, Participation.SUSPENDED, DAY) == {"not_in_that_cell"}
    assert refused(store, add, person, cell_id, Participation.TEMPORARY_IN, DAY) == {"own_member_as_guest"}
    act(store, memberships.end_participation, span.id, date(2026, 1, 31))
    assert state(store, person, cell_id, date(2026, 1, 31)).participation is Participation.EXEMPT
    assert state(store, person, cell_id).participation is Participation.ACTIVE


def test_a_guest_who_is_received_officially_is_a_guest_no_longer(book: tuple[Store, str]) -> None:
    store, cell_id = book
    guest = act(store, members.add_guest, FORM, SPELL, "Chi bộ khác").id
    act(store, memberships.record_participation, guest, cell_id, Participation.TEMPORARY_IN, date(2026, 1, 1))
    assert state(store, guest, cell_id).is_on_roll is False
    act(store, memberships.transfer_in, guest, cell_id, date(2026, 3, 1), "Chi bộ khác")
    assert state(store, guest, cell_id) == standings.MemberState(
        Standing.OFFICIAL, Participation.ACTIVE, cell_id, is_on_roll=True
    )


def test_only_one_secretary_at_a_time_and_only_an_official_member(book: tuple[Store, str]) -> None:
    store, cell_id = book
    first = act(store, members.add, cell_id, FORM, SPELL).id
    second = act(store, add_member, cell_id, "Lê Thị Hoa")
    young = act(store, add_member, cell_id, "Đỗ Thị An", born="2000", admitted="2025-09-02", official=None)
    post = act(store, posts.give, first, cell_id, PostKind.SECRETARY, date(2025, 1, 1))
    begins = date(2026, 1, 1)
    assert refused(store, posts.give, second, cell_id, PostKind.SECRETARY, begins) == {"post_held"}
    assert refused(store, posts.give, young, cell_id, PostKind.COMMITTEE_MEMBER, begins) == {"post_needs_official"}
    assert refused(store, posts.give, first, cell_id, PostKind.CLERK, date(1980, 1, 1)) == {"not_on_roll"}
    act(store, posts.end, post.id, date(2025, 12, 31))
    act(store, posts.give, second, cell_id, PostKind.SECRETARY, begins)
