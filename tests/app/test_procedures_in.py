"""Coming into the Party and the cell on the real screens: admission, recognition, reception; and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app.queries import memberships as lives
from chibo_app.rules.kinds import BallotKind, CaseKind, Matter, Participation, Standing
from support import procedures
from support.procedures import OFFICIAL, PROBATIONER, Secretary

NEW = "Lê Thị Thảo"
FIRST, LAST = date(2026, 1, 10), date(2026, 7, 20)


@pytest.fixture
def clerk(tmp_path: Path, qapp: QApplication) -> Iterator[Secretary]:
    with procedures.at_work(tmp_path, qapp) as made:
        yield made


def open_admission(clerk: Secretary) -> None:
    clerk.open(
        CaseKind.ADMISSION, is_new=True, **{"new.full_name": NEW, "new.gender": "female", "new.birth_date": "120496"},
        opened_on="100126", application_on="100126", referee_1=OFFICIAL[0], referee_2=OFFICIAL[1],
    )  # fmt: skip


def resolve_admission(clerk: Secretary) -> None:
    open_admission(clerk)
    clerk.do("awareness_class", done_on="150126")
    clerk.do("introduction", done_on="200126")
    clerk.do("opinions", done_on="250126")
    clerk.vote(7, date(2026, 2, 5), Matter.ADMISSION)
    clerk.do("resolution", resolution_no="02-NQ/CB")


def test_an_admission_goes_from_the_application_to_the_ceremony_which_alone_makes_a_member(clerk: Secretary) -> None:
    resolve_admission(clerk)
    clerk.do("sent_up", sent_up_on="100226")
    clerk.do("decision", decision_no="30-QĐ/ĐU", decision_on="100326", decision_received_on="")
    clerk.do("decision_received", decision_received_on="120326")
    clerk.do("ceremony", effective_on="260326")
    clerk.do("member_papers", done_on="020426")
    assert clerk.next() == ""
    assert clerk.course(NEW, FIRST, LAST) == [
        (FIRST, Standing.PROSPECT),
        (date(2026, 2, 5), Standing.PROPOSED),
        (date(2026, 3, 10), Standing.ADMISSION_DECIDED),
        (date(2026, 3, 26), Standing.PROBATIONARY),
    ]


def test_the_admission_asks_for_two_thirds_of_nine_and_offers_both_ways_of_voting(clerk: Secretary) -> None:
    open_admission(clerk)
    assert "Cần ít nhất 6 phiếu, tính trên 9 đảng viên chính thức." in clerk.words()
    assert "bỏ phiếu kín" in clerk.words()


def test_a_refused_admission_leaves_a_sympathizer(clerk: Secretary) -> None:
    resolve_admission(clerk)
    clerk.act("Ghi quyết định", decision_outcome="refused", decision_no="31-TB/ĐU", decision_on="100326")
    assert clerk.course(NEW, date(2026, 3, 9), LAST) == [
        (date(2026, 3, 9), Standing.PROPOSED), (date(2026, 3, 10), Standing.SYMPATHIZER),
    ]  # fmt: skip


def test_a_probationer_becomes_official_exactly_when_twelve_months_end_though_the_decision_was_late(
    clerk: Secretary,
) -> None:
    clerk.open(CaseKind.RECOGNITION, PROBATIONER, opened_on="010626", mentor=OFFICIAL[2])
    for key in ("new_member_class", "self_review", "mentor_remark", "opinions"):
        clerk.do(key, done_on="030626")
    clerk.vote(9, date(2026, 7, 3), Matter.OFFICIAL_RECOGNITION, BallotKind.SHOW_OF_HANDS)
    clerk.do("resolution", resolution_no="09-NQ/CB")
    clerk.do("sent_up", sent_up_on="050726")
    clerk.do("decision", decision_no="44-QĐ/ĐU", decision_on="150726")
    clerk.do("announced", announced_on="180726")
    assert clerk.next() == ""
    assert clerk.course(PROBATIONER, FIRST, LAST) == [
        (FIRST, Standing.PROBATIONARY), (date(2026, 7, 2), Standing.OFFICIAL),
    ]  # fmt: skip


def test_a_third_failed_vote_goes_upward_with_the_full_counts(clerk: Secretary) -> None:
    clerk.open(CaseKind.RECOGNITION, PROBATIONER, opened_on="010626", mentor=OFFICIAL[2])
    for month, day in ((6, 30), (7, 3), (7, 7)):
        clerk.vote(5, date(2026, month, day), Matter.OFFICIAL_RECOGNITION)
    assert clerk.words().count("5/9 = 55,56 % – không thông qua") == 3
    assert "Báo cáo kết quả biểu quyết chưa đạt tỷ lệ" in clerk.buttons()
    assert "Đã biểu quyết 3 lần mà không đạt tỉ lệ. Xin báo cáo cấp ủy cấp trên" in clerk.words()
    assert clerk.course(PROBATIONER, FIRST, LAST) == [(FIRST, Standing.PROBATIONARY)]


def test_a_member_who_arrives_counts_from_the_day_of_reception(clerk: Secretary) -> None:
    clerk.open(
        CaseKind.RECEPTION, is_new=True,
        **{"new.full_name": NEW, "new.gender": "female", "new.birth_date": "120475", "new.admission_date": "030200",
           "new.official_date": "030201"},
        opened_on="010426", transfer_kind="official", other_side="Chi bộ Thôn Mẫu", is_same_province="yes",
    )  # fmt: skip
    clerk.do("decision", decision_no="77", decision_on="300326", decision_issuer="Đảng ủy xã Thử")
    clerk.do("decision_received", decision_received_on="080426")
    course = clerk.course(NEW, date(2026, 3, 20), LAST)
    assert course[-1] == (date(2026, 4, 8), Standing.OFFICIAL)
    assert len(course) == 2


def test_a_temporary_guest_lives_party_life_here_without_counting(clerk: Secretary) -> None:
    clerk.open(
        CaseKind.RECEPTION, is_new=True,
        **{"new.full_name": NEW, "new.gender": "female", "new.birth_date": "120475", "new.admission_date": "030200",
           "new.official_date": "030201"},
        opened_on="010326", transfer_kind="temporary", other_side="Chi bộ Thôn Mẫu", from_on="100326", to_on="300626",
    )  # fmt: skip
    clerk.do("decision", decision_no="78", decision_on="050326", decision_issuer="Đảng ủy xã Thử")
    clerk.do("decision_received", decision_received_on="100326")
    clerk.do("returned", done_on="010626")
    parts = clerk.parts(NEW, date(2026, 3, 1), LAST)
    assert parts == [
        (date(2026, 3, 1), Participation.ACTIVE), (date(2026, 3, 10), Participation.TEMPORARY_IN),
        (date(2026, 6, 1), Participation.ACTIVE),
    ]  # fmt: skip
    with clerk.book.store.read() as session:
        assert clerk.id_of(NEW) not in lives.on_roll(session, clerk.book.cell_id, date(2026, 4, 1))


# what cannot be


def test_nobody_is_a_member_by_a_ceremony_before_the_decision(clerk: Secretary) -> None:
    resolve_admission(clerk)
    clerk.step("Lễ kết nạp", effective_on="010326", fails=True)
    assert "Chưa có quyết định kết nạp thì chưa tổ chức lễ kết nạp." in clerk.refused
    assert clerk.course(NEW, FIRST, LAST)[-1][1] is Standing.PROPOSED


def test_a_member_is_not_admitted_once_more(clerk: Secretary) -> None:
    asked = clerk.ask(CaseKind.ADMISSION)
    asked.first.rows["person_id"].editor.set_value(asked.known.people[clerk.id_of(OFFICIAL[3])].option)
    asked.advise()
    assert "đảng viên chính thức" in asked.advice.text().lower()
    clerk.go_on(asked, opened_on="100126", fails=True)
    assert "Không áp dụng được thủ tục “Kết nạp đảng viên”" in clerk.refused


def test_an_official_member_is_not_recognised_again(clerk: Secretary) -> None:
    clerk.open(CaseKind.RECOGNITION, OFFICIAL[3], opened_on="010626", fails=True)
    assert "Không áp dụng được" in clerk.refused


def test_a_namesake_born_the_same_day_is_asked_about_before_being_entered(clerk: Secretary) -> None:
    open_admission(clerk)
    clerk.open(
        CaseKind.ADMISSION, is_new=True, **{"new.full_name": NEW, "new.gender": "female", "new.birth_date": "120496"},
        opened_on="110126", application_on="110126",
    )  # fmt: skip
    assert any("ngày sinh" in words for words in clerk.explained)
