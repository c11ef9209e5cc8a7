"""An invented cell of 32 members numbered as on its list: 26 official, 6 on probation, two exempt, one away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from chibo_app.actions import memberships, opening_facts, posts
from chibo_app.rules.kinds import OpeningFactKind, Participation, PostKind
from chibo_app.store import Store
from support import books

OFFICIAL, PROBATIONARY = 26, 6
SECRETARY, SCORER, ABSENTEE, ILL, CLERK, AWAY, TRAVELLING, EXEMPT = 1, 8, 10, 12, 18, 20, 24, (25, 26)
NAMES = (
    "Phan Văn Ất", "Lý Thị Bưởi", "Đinh Công Chính", "Mạc Đăng Duyệt", "Tạ Thị Đào", "Quách Văn Em", "Hồ Thị Gấm",
    "Cao Xuân Hậu", "Đoàn Thị Hiên", "Lương Văn Ích", "Trịnh Thị Khuê", "Vương Đình Lộc", "Tô Thị Mận", "Kiều Văn Năng",
    "Ông Thị Ngà", "Thái Văn Oai", "Mai Thị Phượng", "Chu Văn Quyền", "La Thị Ráng", "Nghiêm Văn Sáu", "Âu Thị Tuyết",
    "Tống Văn Ưng", "Khổng Thị Vân", "Từ Văn Xuyên", "Ninh Thị Ý", "Bạch Văn Yên", "Giáp Văn Cảnh", "Lại Thị Diệu",
    "Phùng Văn Hợp", "Triệu Thị Liễu", "Uông Văn Tiệp", "Viên Thị Thảo",
)  # fmt: skip


@dataclass(frozen=True)
class SampleCell:
    """The open store, the cell and its members; `members[0]` is number 1 of the list."""

    store: Store
    cell_id: str
    members: tuple[str, ...]

    def id_of(self, number: int) -> str:
        """Return the id of a member by the number on the list."""
        return self.members[number - 1]


def name_of(number: int) -> str:
    """Return the name of a member by the number on the list."""
    return NAMES[number - 1]


def make(folder: Path) -> SampleCell:
    """Make the book of the cell, as it stands before the meeting of March 2026."""
    store, cell_id = books.make_book(folder)
    return store.write("Members", lambda session: _fill(session, store, cell_id)).value


def _fill(session: Session, store: Store, cell_id: str) -> SampleCell:
    made = [_member(session, cell_id, number) for number in range(1, OFFICIAL + PROBATIONARY + 1)]
    cell = SampleCell(store, cell_id, tuple(made))
    session.flush()
    for number in EXEMPT:
        memberships.record_participation(
            session, cell.id_of(number), cell_id, Participation.EXEMPT, date(2024, 6, 1)
        )  # fmt: skip
    memberships.record_participation(
        session, cell.id_of(AWAY), cell_id, Participation.TEMPORARY_OUT, date(2026, 1, 1), date(2026, 9, 30)
    )
    posts.give(session, cell.id_of(SECRETARY), cell_id, PostKind.SECRETARY, date(2025, 1, 1))
    for month in (10, 11, 12):
        opening_facts.add_missed_month(
            session, cell_id, cell.id_of(ABSENTEE), OpeningFactKind.UNEXCUSED_ABSENCE, 2025, month
        )
    return cell


def _member(session: Session, cell_id: str, number: int) -> str:
    born = f"{1948 + number}-0{number % 9 + 1}-12"
    is_official = number <= OFFICIAL
    return books.add_member(
        session,
        cell_id,
        name_of(number),
        born=born,
        admitted="2010-05-19" if is_official else "2025-09-02",
        official="2011-05-19" if is_official else None,
    )
