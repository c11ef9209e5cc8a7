"""Violations on the real screens: discipline by the cell and from above, expulsion, suspension; and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.cases import Discipline
from chibo_app.models.memberships import Post
from chibo_app.rules.kinds import CaseKind, DisciplineForm, Matter, Participation, Standing
from support import procedures
from support.procedures import OFFICIAL, PROBATIONER, Secretary

WHO = OFFICIAL[6]
FIRST, LAST = date(2026, 2, 20), date(2026, 7, 20)


@pytest.fixture
def clerk(tmp_path: Path, qapp: QApplication) -> Iterator[Secretary]:
    with procedures.at_work(tmp_path, qapp) as made:
        yield made


def measures(clerk: Secretary) -> list[Discipline]:
    with clerk.book.store.read() as session:
        return list(session.exec(select(Discipline)).all())


def dealt_with(clerk: Secretary, form: str, matter: Matter, yes: int, who: str = WHO) -> None:
    """Open a case of discipline and go to the resolution of 5 May."""
    clerk.open(CaseKind.DISCIPLINE, who, opened_on="150426", discipline_form=form, violation_on="010426",
               reason="Vi phạm quy chế làm việc")  # fmt: skip
    clerk.do("hearing", heard_on="200426")
    clerk.do("self_review", done_on="250426")
    clerk.vote(yes, date(2026, 5, 5), matter)
    clerk.do("resolution", resolution_no="07-NQ/CB")


def test_a_reprimand_is_the_cells_own_and_counts_from_the_ballot(clerk: Secretary) -> None:
    dealt_with(clerk, "reprimand", Matter.REPRIMAND, 5)
    assert clerk.next() == "decision"
    clerk.do(decision_no="01-QĐ/CB", decision_on="100526")
    clerk.do("delivered", delivered_on="120526")
    clerk.do("announced", announced_on="050626")
    assert clerk.next() == ""
    (measure,) = measures(clerk)
    assert measure.form is DisciplineForm.REPRIMAND
    assert measure.effective_on == PartialDate("2026-05-05")
    assert clerk.course(WHO, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]


def test_a_probationer_may_be_warned_and_stays_a_probationer(clerk: Secretary) -> None:
    dealt_with(clerk, "warning", Matter.WARNING, 6, PROBATIONER)
    clerk.do(decision_no="02-QĐ/CB", decision_on="100526")
    assert [measure.form for measure in measures(clerk)] == [DisciplineForm.WARNING]
    assert clerk.course(PROBATIONER, FIRST, LAST) == [(FIRST, Standing.PROBATIONARY)]


def test_dismissal_is_proposed_and_ends_the_post_on_its_day(clerk: Secretary) -> None:
    secretary = OFFICIAL[0]
    dealt_with(clerk, "dismissal_from_post", Matter.DISMISSAL_FROM_POST, 5, secretary)
    clerk.do("sent_up", sent_up_on="070526")
    clerk.do("decision", decision_no="60-QĐ/ĐU", decision_on="200526", decision_issuer="Đảng ủy phường Mẫu")
    with clerk.book.store.read() as session:
        (post,) = session.exec(select(Post).where(Post.person_id == clerk.id_of(secretary))).all()
    assert post.to_on == date(2026, 5, 20)
    assert clerk.course(secretary, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]


def test_an_expulsion_needs_two_thirds_of_the_cell_and_takes_effect_when_signed(clerk: Secretary) -> None:
    clerk.open(CaseKind.EXPULSION, WHO, opened_on="150426", reason="Vi phạm đặc biệt nghiêm trọng")
    clerk.do("hearing", heard_on="200426")
    clerk.do("self_review", done_on="250426")
    assert "Cần ít nhất 6 phiếu, tính trên 9 đảng viên chính thức." in clerk.words()
    clerk.vote(6, date(2026, 5, 5), Matter.EXPULSION)
    clerk.do("resolution", resolution_no="08-NQ/CB")
    clerk.do("sent_up", sent_up_on="070526")
    clerk.do("decision", decision_no="61-QĐ/UBKT", decision_on="250526", decision_received_on="280526")
    clerk.do("announced", announced_on="050626")
    clerk.do("delivered", delivered_on="060626")
    clerk.do("card_withdrawn", card_withdrawn_on="", not_recovered_reason="Đồng chí báo mất thẻ")
    assert clerk.course(WHO, FIRST, LAST) == [(FIRST, Standing.OFFICIAL), (date(2026, 5, 25), Standing.EXPELLED)]
    assert [measure.form for measure in measures(clerk)] == [DisciplineForm.EXPULSION]


def test_a_suspension_is_prolonged_once_and_lifted(clerk: Secretary) -> None:
    clerk.open(CaseKind.SUSPENSION, WHO, opened_on="010326", reason="Cản trở việc kiểm tra")
    clerk.do("decision", decision_no="70-QĐ/UBKT", decision_on="100326", decision_received_on="110326")
    clerk.do("announced", announced_on="120326")
    assert clerk.parts(WHO, FIRST, LAST)[1] == (date(2026, 3, 10), Participation.SUSPENDED)
    assert clerk.parts(WHO, FIRST, LAST)[2] == (date(2026, 6, 9), Participation.ACTIVE)  # 90 days after 10 March
    clerk.step("Quyết định gia hạn", done_on="050626", to_on="050726")
    clerk.do("lifted", done_on="200626")
    assert clerk.parts(WHO, FIRST, LAST) == [
        (FIRST, Participation.ACTIVE), (date(2026, 3, 10), Participation.SUSPENDED),
        (date(2026, 6, 20), Participation.ACTIVE),
    ]  # fmt: skip


def test_the_member_is_heard_before_the_cell_decides_or_it_is_said_why_not(clerk: Secretary) -> None:
    clerk.open(CaseKind.DISCIPLINE, WHO, opened_on="150426", discipline_form="reprimand", violation_on="010426")
    clerk.vote(6, date(2026, 5, 5), Matter.REPRIMAND)
    clerk.act("Ghi nghị quyết của chi bộ")
    assert any("nghe" in words for words in clerk.explained)
    assert f"Đã giải trình: {procedures.WHY}" in clerk.words()


# what cannot be


def test_a_probationer_is_never_expelled(clerk: Secretary) -> None:
    clerk.open(CaseKind.EXPULSION, PROBATIONER, opened_on="150426", reason="Vi phạm", fails=True)
    assert "Không khai trừ đảng viên dự bị" in clerk.refused
    assert clerk.page.table.rows.rowCount() == 0


def test_a_probationer_is_not_dismissed_from_a_post(clerk: Secretary) -> None:
    clerk.open(CaseKind.DISCIPLINE, PROBATIONER, opened_on="150426", discipline_form="dismissal_from_post", fails=True)
    assert clerk.refused.startswith("✕")
    assert clerk.page.table.rows.rowCount() == 0


def test_the_cell_decides_nothing_without_more_than_half(clerk: Secretary) -> None:
    dealt_with(clerk, "reprimand", Matter.REPRIMAND, 4)
    clerk.act("Ghi quyết định", decision_no="01-QĐ/CB", decision_on="100526", fails=True)
    assert measures(clerk) == []


def test_a_suspension_is_prolonged_only_once_and_by_thirty_days_at_most(clerk: Secretary) -> None:
    clerk.open(CaseKind.SUSPENSION, WHO, opened_on="200426", reason="Cản trở việc kiểm tra")
    clerk.do("decision", decision_no="70-QĐ/UBKT", decision_on="200426")
    clerk.step("Quyết định gia hạn", done_on="010726", to_on="300926", fails=True)
    assert "18/8/2026" in clerk.refused
    clerk.step("Quyết định gia hạn", done_on="010726", to_on="050826")
    clerk.act("Gia hạn thêm", done_on="010826", to_on="100826", fails=True)
    assert "một lần" in clerk.refused


def test_what_led_to_a_decision_no_longer_changes(clerk: Secretary) -> None:
    dealt_with(clerk, "reprimand", Matter.REPRIMAND, 5)
    clerk.do(decision_no="01-QĐ/CB", decision_on="100526")
    assert "Sửa" not in clerk.buttons()
    assert "Ghi nghị quyết của chi bộ" not in clerk.buttons()


def test_a_decision_entered_by_mistake_is_taken_back_with_its_measure(clerk: Secretary) -> None:
    dealt_with(clerk, "reprimand", Matter.REPRIMAND, 5)
    clerk.do(decision_no="01-QĐ/CB", decision_on="100526")
    assert len(measures(clerk)) == 1
    clerk.act("Nhập nhầm …", note="Ghi nhầm đồng chí khác")
    assert measures(clerk) == []
    assert "Ghi nhầm đồng chí khác" in clerk.words()
