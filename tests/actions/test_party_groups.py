"""Party groups: members move between them, leaders belong to them, the cell is told when it needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import party_groups as acts
from chibo_app.basics.errors import Refused
from chibo_app.models.organisations import PartyGroup
from chibo_app.queries.party_groups import CellGroups, group_of, groups_on
from chibo_app.rules.kinds import PostKind
from chibo_app.store import Store
from support.books import add_member, add_members, make_book

JANUARY, MARCH, JUNE = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str, list[str]]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id, add_members(store, cell_id, 4)


def act(store: Store, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return store.write("việc", lambda session: work(session, *arguments, **facts)).value


def seen(store: Store, cell_id: str, on: date) -> CellGroups:
    with store.read() as session:
        return groups_on(session, cell_id, on)


def codes(found: CellGroups) -> list[str]:
    return [problem.code for problem in found.problems]


def refusal(work: Callable[[], Any]) -> list[str]:
    with pytest.raises(Refused) as caught:
        work()
    return [problem.code for problem in caught.value.problems]


def test_a_member_moves_to_another_group_and_the_days_say_when(book: tuple[Store, str, list[str]]) -> None:
    store, cell_id, people = book
    first = act(store, acts.add_group, cell_id, "Tổ 1", JANUARY)
    second = act(store, acts.add_group, cell_id, "Tổ 2", JANUARY)
    act(store, acts.put_member, first.id, people[0], JANUARY)
    act(store, acts.put_member, second.id, people[0], MARCH)
    for on, name in ((date(2026, 2, 28), "Tổ 1"), (MARCH, "Tổ 2")):
        where = [row.name for row in seen(store, cell_id, on).groups if row.members]
        assert where == [name]
    with store.read() as session:
        found = group_of(session, people[0], JUNE)
        assert isinstance(found, PartyGroup)
        assert found.id == second.id
    assert len(seen(store, cell_id, MARCH).outside) == 3


def test_nobody_stands_in_one_group_twice_or_in_a_group_of_another_cell(book: tuple[Store, str, list[str]]) -> None:
    store, cell_id, people = book
    group = act(store, acts.add_group, cell_id, "Tổ 1")
    act(store, acts.put_member, group.id, people[0], JANUARY)
    assert refusal(lambda: act(store, acts.put_member, group.id, people[0], MARCH)) == ["already_in_group"]
    assert refusal(lambda: act(store, acts.put_member, group.id, people[1], date(1960, 1, 1))) == ["not_on_roll"]
    assert refusal(lambda: act(store, acts.add_group, cell_id, "TỔ 1")) == ["group_exists"]


def test_a_leader_belongs_to_the_group_and_follows_another(book: tuple[Store, str, list[str]]) -> None:
    store, cell_id, people = book
    group = act(store, acts.add_group, cell_id, "Tổ 1", JANUARY)
    assert refusal(
        lambda: act(store, acts.appoint, group.id, people[0], PostKind.GROUP_LEADER, JANUARY)
    ) == ["not_in_group"]  # fmt: skip
    for person in people[:2]:
        act(store, acts.put_member, group.id, person, JANUARY)
    act(store, acts.appoint, group.id, people[0], PostKind.GROUP_LEADER, JANUARY)
    act(store, acts.appoint, group.id, people[1], PostKind.GROUP_DEPUTY, JANUARY)
    names = {place.person_id: place.full_name for place in seen(store, cell_id, JANUARY).groups[0].members}
    row = seen(store, cell_id, date(2026, 2, 1)).groups[0]
    assert (row.leader, row.deputy) == (names[people[0]], names[people[1]])
    act(store, acts.appoint, group.id, people[1], PostKind.GROUP_LEADER, MARCH)
    row = seen(store, cell_id, MARCH).groups[0]
    assert (row.leader, row.deputy) == (names[people[1]], "")
    assert seen(store, cell_id, date(2026, 2, 28)).groups[0].leader == names[people[0]]


def test_a_probationer_does_not_lead_a_group(book: tuple[Store, str, list[str]]) -> None:
    store, cell_id, _people = book
    young = act(store, add_member, cell_id, "Đỗ Thị An", born="1999", admitted="2025-12-01", official=None)
    group = act(store, acts.add_group, cell_id, "Tổ 1")
    act(store, acts.put_member, group.id, young, JANUARY)
    assert refusal(
        lambda: act(store, acts.appoint, group.id, young, PostKind.GROUP_LEADER, JANUARY)
    ) == ["post_needs_official"]  # fmt: skip


def test_who_leaves_the_group_leads_it_no_longer(book: tuple[Store, str, list[str]]) -> None:
    store, cell_id, people = book
    group = act(store, acts.add_group, cell_id, "Tổ 1")
    place = act(store, acts.put_member, group.id, people[0], JANUARY)
    act(store, acts.appoint, group.id, people[0], PostKind.GROUP_LEADER, JANUARY)
    act(store, acts.take_out, place.id, MARCH)
    row = seen(store, cell_id, JUNE).groups[0]
    assert (row.leader, row.members) == ("", ())
    assert codes(seen(store, cell_id, JUNE)) == ["outside_groups", "leader_missing"]


def test_a_dissolved_group_is_gone_the_day_after_and_known_before(book: tuple[Store, str, list[str]]) -> None:
    store, cell_id, people = book
    group = act(store, acts.add_group, cell_id, "Tổ 1", JANUARY)
    act(store, acts.put_member, group.id, people[0], JANUARY)
    act(store, acts.end_group, group.id, MARCH)
    assert [row.name for row in seen(store, cell_id, MARCH).groups] == ["Tổ 1"]
    assert seen(store, cell_id, date(2026, 3, 2)).groups == ()
    act(store, acts.remove_group, group.id)
    assert seen(store, cell_id, MARCH).groups == ()
    store.undo()
    assert [len(row.members) for row in seen(store, cell_id, MARCH).groups] == [1]


@pytest.mark.parametrize(("count", "warns"), [(29, False), (30, True)])
def test_a_cell_of_thirty_is_told_to_form_groups(tmp_path: Path, count: int, warns: bool) -> None:
    store, cell_id = make_book(tmp_path)
    with store:
        add_members(store, cell_id, count)
        assert (codes(seen(store, cell_id, JUNE)) == ["groups_missing"]) is warns
