"""A plain book with a cell whose members earn badges, for tests of Party age, badges and cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import create
from chibo_app.models.cases import Discipline
from chibo_app.models.memberships import MembershipEvent
from chibo_app.queries import memberships
from chibo_app.rules.kinds import DisciplineForm, EventKind
from chibo_app.store import Store
from support import books

TODAY = date(2026, 1, 5)
MAY, SEPTEMBER, NOVEMBER = date(2026, 5, 19), date(2026, 9, 2), date(2026, 11, 7)


@dataclass(frozen=True)
class BadgeBook:
    """The open store, the cell, and its people by what the reckoning finds."""

    store: Store
    cell_id: str
    thirty: str  # decision 20/5/1996: 30 years on 20/5/2026, round of 19/5
    missed: str  # admitted 7/6/1984, no decision kept: 40 years since 7/6/2024
    undated: str  # only the year 1981 is known
    returned: str  # out 1990–1995, admitted again
    punished: str  # 40 years on 1/4/2026, reprimanded 31/12/2025: waits until 30/6/2026
    young: str
    probationer: str
    dead: str  # died 1/12/2025, 50 years on 1/10/2026

    def act(self, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
        """Do one thing in one transaction on the day of the book."""
        with clock.stopped(TODAY):
            return self.store.write("việc", lambda session: work(session, *arguments, **facts)).value

    def ask(self, question: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
        """Ask the book."""
        with clock.stopped(TODAY), self.store.read() as session:
            return question(session, *arguments, **facts)


def make(folder: Path) -> BadgeBook:
    """Make the book."""
    store, cell_id = books.make_book(folder)
    with clock.stopped(TODAY):
        return store.write("Đảng viên", lambda session: _fill(session, store, cell_id)).value


def _fill(session: Session, store: Store, cell_id: str) -> BadgeBook:
    def add(name: str, admitted: str, official: str | None, **spell: Any) -> str:
        return books.add_member(
            session, cell_id, name, admitted=admitted, official=official, spell=spell, born="1950-01-01"
        )

    decision = {"admission_decision_date": PartialDate("1996-05-20")}
    people = [
        add("Nguyễn Thị Ba Mươi", "1996-06-12", "1997-06-12", **decision),
        add("Trần Văn Lỡ Đợt", "1984-06-07", "1985-06-07"),
        add("Lê Văn Không Rõ", "1981", "1982"),
        add("Phạm Thị Trở Lại", "1980-03-10", "1981-03-10"),
        add("Đỗ Văn Chờ", "1986-04-01", "1987-04-01"),
        add("Vũ Thị Trẻ", "2015-05-19", "2016-05-19"),
        add("Bùi Văn Dự Bị", "2025-09-02", None),
        add("Hoàng Văn Đã Mất", "1976-10-01", "1977-10-01"),
    ]
    session.flush()
    _story(session, cell_id, people[3], [
        (EventKind.REMOVED, "1990-05-20"), (EventKind.READMITTED, "1995-05-20"),
        (EventKind.BECAME_OFFICIAL, "1996-05-20"),
    ])  # fmt: skip
    _story(session, cell_id, people[7], [(EventKind.DIED, "2025-12-01")])
    session.add(create(
        Discipline, person_id=people[4], form=DisciplineForm.REPRIMAND, decision_on=PartialDate("2025-12-31")
    ))  # fmt: skip
    return BadgeBook(store, cell_id, *people)


def _story(session: Session, cell_id: str, person_id: str, story: list[tuple[EventKind, str]]) -> None:
    spell = memberships.latest_spells(session, [person_id])[person_id]
    session.add_all(
        create(
            MembershipEvent, person_id=person_id, spell_id=spell.id, kind=kind, effective_on=PartialDate(on),
            cell_id=cell_id,
        )
        for kind, on in story
    )  # fmt: skip
