"""Papers of a book that is not finished: room to write instead of figures nobody entered, no gaps between parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlmodel import col, select

from chibo_app.actions import practice
from chibo_app.documents import catalogue, minutes, parts, proposals
from chibo_app.documents.blocks import Heading, Paper, Para, words
from chibo_app.documents.request import Request
from chibo_app.models.cases import PartyCase
from chibo_app.queries.meeting_papers import Attendance
from chibo_app.rules.kinds import CaseKind
from chibo_app.store import Key, Store
from support import case_facts, paper_facts


def lines_of(paper: Paper) -> list[str]:
    blocks = paper.sheets[0].blocks
    return [words(block.text) for block in blocks if isinstance(block, Para | Heading)]


def test_minutes_before_the_roll_call_leave_room_to_write_the_counts() -> None:
    counts = Attendance(33, 30, 3, 30, 27, 3, 0, 0, 0)
    lines = minutes.attendance_lines(counts)
    assert not any("đạt 0%" in line or "Vắng mặt: không" in line for line in lines)
    assert sum("……" in line for line in lines) == 2
    assert any("……/30 đồng chí" in line for line in lines)


def test_a_roll_call_where_all_were_away_is_told_as_it_was() -> None:
    counts = replace(Attendance(2, 2, 0, 2, 2, 0, 0, 0, 0), unexcused=paper_facts.attendance().unexcused)
    assert any("00/02 đồng chí" in line for line in minutes.attendance_lines(counts))


def test_minutes_without_an_end_leave_room_to_write_it() -> None:
    lines = lines_of(minutes.build(replace(paper_facts.minutes(), ended=None)))
    assert "Hội nghị kết thúc lúc …… giờ …… cùng ngày." in lines


def test_a_cell_without_a_place_name_leaves_dots_before_the_date() -> None:
    line = parts.place_date(replace(paper_facts.letterhead(), place=""))
    assert line.startswith("……")
    assert "…, ngày" in line


def test_parts_of_a_proposal_are_numbered_without_a_gap() -> None:
    facts = replace(case_facts.proposal("expulsion"), requests=(), process="", attitude="", explanation="")
    firsts = [line.split(".")[0] for line in lines_of(proposals.build(facts))]
    heads = [first for first in firsts if first in ("I", "II", "III", "IV", "V")]
    assert heads == ["I", "II", "III", "IV"]


@pytest.mark.parametrize(
    ("typed", "inside"),
    [
        ("Đề nghị xóa tên đồng chí Lý Văn Mẫu.", "đề nghị xóa tên đồng chí Lý Văn Mẫu"),
        ("Nghị quyết tháng 8/2026", "nghị quyết tháng 8/2026"),
        ("Nghị Văn Mẫu", "Nghị Văn Mẫu"),
        ("Xétra", "Xétra"),
        ("", ""),
    ],
)
def test_only_a_usual_beginning_loses_its_capital_inside_a_sentence(typed: str, inside: str) -> None:
    assert parts.inside(typed) == inside


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.create(tmp_path_factory.mktemp("book") / "p.chibo", Key.none(), practice=True)
    store.write("Lập sổ tập", practice.fill, undoable=False)
    yield store
    store.close()


def case_lines(store: Store, kind: CaseKind, document_id: str) -> list[str]:
    with store.read() as session:
        case_id = session.exec(select(PartyCase.id).where(PartyCase.kind == kind)).one()
        return lines_of(catalogue.make(document_id, session, Request(ids=(case_id,))))


def test_the_ground_of_leaving_is_printed_in_words(practised: Store) -> None:
    assert "- Hoàn cảnh gia đình." in case_lines(practised, CaseKind.WITHDRAWAL, "proposal_leave")


def test_votes_on_an_item_of_the_agenda_stand_under_it(practised: Store) -> None:
    with practised.read() as session:
        voted = select(PartyCase).where(
            PartyCase.kind == CaseKind.REMOVAL, col(PartyCase.resolution_vote_id).is_not(None)
        )
        case = session.exec(voted).one()
        lines = lines_of(catalogue.make("minutes", session, Request(ids=(str(case.resolution_meeting_id),))))
    heads = [line for line in lines if "Đề nghị xóa tên" in line and line[0].isdigit()]
    votes = [line for line in lines if line.startswith("- Biểu quyết") and "phiếu kín" in line]
    assert len(heads) == 1
    assert len(votes) == 2
    assert "(lần 2)" in votes[1]
    assert "- Chi bộ thông qua chương trình, gồm 03 nội dung." in lines
