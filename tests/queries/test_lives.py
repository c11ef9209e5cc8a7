"""The lives of the book as kept between questions are those a fresh reading gives, whatever was written meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from chibo_app.actions import members
from chibo_app.actions import memberships as actions
from chibo_app.queries import lives, memberships
from chibo_app.rules import membership
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.store import Store
from support.books import add_cell, add_member, make_book

DAY = date(2026, 6, 1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def same(store: Store) -> None:
    """Compare what is kept with what the file says, and both with the rules' own replay of each history."""
    with store.read() as session:
        kept, fresh = lives.book(session), lives._read(session, None)
        assert (kept.lives, kept.spans) == (fresh.lives, fresh.spans)
        states = memberships.standings_on(session, None, DAY)
        for person, events in memberships.histories(session).items():
            standing = memberships.standing_in(membership.state_on(events, DAY), None)
            assert states[person].standing is standing


def test_what_is_kept_follows_every_act(book: tuple[Store, str]) -> None:
    store, first = book
    second = add_cell(store, "Chi bộ Tổ dân phố 6")
    same(store)
    people = store.write("", lambda s: [add_member(s, first, f"Lê Văn {n}", born=f"196{n}") for n in range(4)]).value
    same(store)
    acts: list[Callable[[Session], Any]] = [
        lambda s: actions.transfer_out(s, people[0], date(2024, 4, 1), to_cell_id=second),
        lambda s: actions.record_event(s, people[1], EventKind.REMOVED, date(2024, 5, 1)),
        lambda s: actions.record_participation(s, people[2], first, Participation.EXEMPT, date(2024, 1, 1)),
        lambda s: members.void(s, people[3], "ghi nhầm"),
        lambda s: actions.record_event(s, people[1], EventKind.RESTORED, date(2025, 5, 1)),
    ]
    for act in acts:
        store.write("", act)
        same(store)
    for _act in acts:
        store.undo()
        same(store)


def test_an_act_under_way_is_seen_by_itself_and_kept_by_nobody(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = store.write("", lambda s: add_member(s, cell_id, "Lê Văn Bình")).value
    same(store)

    def work(session: Session) -> None:
        actions.record_event(session, person, EventKind.REMOVED, date(2024, 5, 1))
        assert memberships.standings_on(session, cell_id, DAY)[person].standing is Standing.REMOVED
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write("", work)
    with store.read() as session:
        assert memberships.standings_on(session, cell_id, DAY)[person].standing is Standing.OFFICIAL


def test_more_changes_than_are_worth_following_are_read_whole(
    book: tuple[Store, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, cell_id = book
    same(store)
    monkeypatch.setattr(lives, "_MOST_CHANGES", 2)
    store.write("", lambda s: [add_member(s, cell_id, f"Lê Văn {n}", born=f"196{n}") for n in range(4)])
    same(store)
