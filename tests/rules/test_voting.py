"""Votes in whole numbers (members.md 3.3, meetings-pledges.md 1.8)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.rules import rulebook
from chibo_app.rules.attendance import AttendanceRow
from chibo_app.rules.kinds import AttendanceStatus, BallotKind, Matter, Participation, Standing
from chibo_app.rules.voting import (
    Ballots,
    base_for,
    base_of,
    check_ballots,
    check_present,
    check_round,
    form_reached,
    judge,
    needed,
    needed_for,
    rule_of,
)

RULES = rulebook.load()
DAY = date(2026, 3, 5)
S, P = AttendanceStatus, Participation


@pytest.mark.parametrize("base", range(1, 201))
def test_more_than_half_is_exact_for_every_base(base: int) -> None:
    least = needed(base, Fraction(1, 2), strictly_more=True)
    assert 2 * least > base
    assert 2 * (least - 1) <= base


@pytest.mark.parametrize("base", range(1, 201))
def test_two_thirds_is_exact_for_every_base(base: int) -> None:
    least = needed(base, Fraction(2, 3), strictly_more=False)
    assert 3 * least >= 2 * base
    assert 3 * (least - 1) < 2 * base


@given(st.integers(1, 500), st.integers(1, 20), st.integers(1, 20), st.booleans())
def test_any_share_is_reached_by_the_smallest_possible_number(base: int, part: int, whole: int, more: bool) -> None:
    share = Fraction(part, max(part, whole))
    least = needed(base, share, more)
    assert (least > base * share) if more else (least >= base * share)
    assert least == 1 or not ((least - 1 > base * share) if more else (least - 1 >= base * share))


def test_an_empty_base_decides_nothing() -> None:
    assert needed(0, Fraction(2, 3), strictly_more=False) == 1


@pytest.mark.parametrize(
    ("matter", "yes", "base", "passed"),
    [
        (Matter.REMOVAL, 15, 23, False), (Matter.REMOVAL, 16, 23, True),
        (Matter.REMOVAL, 4, 6, True), (Matter.REMOVAL, 6, 9, True), (Matter.REMOVAL, 5, 8, False),
        (Matter.EXPULSION, 2, 3, True), (Matter.EXPULSION, 66, 100, False), (Matter.EXPULSION, 67, 100, True),
        (Matter.RESOLUTION, 10, 20, False), (Matter.RESOLUTION, 11, 20, True), (Matter.RESOLUTION, 12, 23, True),
        (Matter.WARNING, 11, 22, False), (Matter.WARNING, 12, 22, True), (Matter.ADMISSION, 15, 23, False),
    ],
)  # fmt: skip
def test_boundary_votes(matter: Matter, yes: int, base: int, passed: bool) -> None:
    assert judge(matter, base, yes, 0, 0, DAY, RULES).passed is passed


def test_a_failed_proposal_says_the_share_of_the_base_and_that_it_is_still_reported() -> None:
    result = judge(Matter.REMOVAL, 23, 15, 5, 0, DAY, RULES)
    assert (result.needed, result.share_text) == (16, "15/23 = 65,22 %")
    assert result.sentence == (
        "15/23 đảng viên chính thức tán thành (65,22 %); cần ít nhất 16 phiếu: không đạt. "
        "Vẫn phải báo cáo đầy đủ kết quả lên cấp ủy cấp trên."
    )


def test_a_passed_vote_says_so() -> None:
    assert judge(Matter.RESOLUTION, 23, 20, 0, 0, DAY, RULES).sentence == (
        "20/23 đảng viên chính thức tán thành (86,96 %); cần ít nhất 12 phiếu: đạt."
    )


def row(
    number: int,
    standing: Standing = Standing.OFFICIAL,
    participation: Participation = P.ACTIVE,
    status: AttendanceStatus = S.PRESENT,
    votes: bool = True,
) -> AttendanceRow:
    return AttendanceRow(str(number), standing, participation, status, votes)


@pytest.mark.parametrize(
    ("one", "counted", "reason"),
    [
        (row(1), True, "convened"),
        (row(1, status=S.ABSENT_EXCUSED), True, "convened"),
        (row(1, status=S.ABSENT_UNEXCUSED), True, "convened"),
        (row(1, status=S.SPECIAL_DUTY), True, "convened"),
        (row(1, status=S.UNMARKED), True, "convened"),
        (row(1, Standing.PROBATIONARY), False, "probationary"),
        (row(1, participation=P.EXEMPT, status=S.EXEMPT), False, "exempt"),
        (row(1, participation=P.EXEMPT), True, "came_to_vote"),
        (row(1, participation=P.EXEMPT, votes=False), False, "exempt"),
        (row(1, Standing.PROBATIONARY, P.EXEMPT), False, "probationary"),
        (row(1, participation=P.TEMPORARY_OUT, status=S.TEMPORARY_ELSEWHERE), False, "temporary_out"),
        (row(1, participation=P.TEMPORARY_OUT), True, "came_to_vote"),
        (row(1, participation=P.ABROAD_TEMPORARY, status=S.UNMARKED), False, "abroad_temporary"),
        (row(1, participation=P.TEMPORARY_IN), False, "guest"),
        (row(1, status=S.TEMPORARY_GUEST_MEMBER), False, "guest"),
        (row(1, participation=P.SUSPENDED), False, "suspended"),
        (row(1, status=S.SUSPENDED), False, "suspended"),
        (row(1, participation=P.IN_CUSTODY, status=S.UNMARKED), False, "in_custody"),
        (row(1, participation=P.IN_TRANSFER, status=S.UNMARKED), False, "in_transfer"),
        (row(1, participation=P.INTERRUPTED, status=S.UNMARKED), False, "interrupted"),
        (row(1, participation=P.ABROAD_OFFICIAL, status=S.UNMARKED), False, "abroad_official"),
    ],
)
def test_who_is_in_the_base_and_why(one: AttendanceRow, counted: bool, reason: str) -> None:
    (line,) = base_of([one]).lines
    assert (line.member_id, line.is_counted, line.reason) == ("1", counted, reason)
    assert line.sentence


def test_the_worked_example_of_294_point_9_3_2() -> None:
    """22 members, 20 official and 2 probationary; 3 official and 1 probationary are away: the base is 20, 11 pass."""
    rows = [row(number) for number in range(17)]
    rows += [row(number, status=S.ABSENT_EXCUSED) for number in range(17, 20)]
    rows += [row(20, Standing.PROBATIONARY), row(21, Standing.PROBATIONARY, status=S.ABSENT_EXCUSED)]
    base = base_for(Matter.RESOLUTION, rows, DAY, RULES)
    assert (base.size, len(base.taken_off)) == (20, 2)
    assert needed_for(Matter.RESOLUTION, base, DAY, RULES) == 11


def test_at_a_congress_members_absent_with_an_accepted_reason_leave_the_base() -> None:
    rows = [row(1), row(2, status=S.ABSENT_EXCUSED), row(3, status=S.ABSENT_UNEXCUSED)]
    congress = base_for(Matter.CONGRESS_RESOLUTION, rows, DAY, RULES)
    assert [line.member_id for line in congress.counted] == ["1", "3"]
    assert base_for(Matter.RESOLUTION, rows, DAY, RULES).size == 3


ROWS = st.builds(
    AttendanceRow, st.uuids().map(str), st.sampled_from([Standing.OFFICIAL, Standing.PROBATIONARY]),
    st.sampled_from(P), st.sampled_from(S), st.booleans(),
)  # fmt: skip


@given(st.lists(ROWS, max_size=40))
def test_everybody_is_either_in_the_base_or_taken_off_it_and_only_official_members_are_in(
    rows: list[AttendanceRow],
) -> None:
    base = base_of(rows)
    official = {one.member_id for one in rows if one.standing is Standing.OFFICIAL}
    assert base.size + len(base.taken_off) == len(rows)
    assert {line.member_id for line in base.counted} <= official
    assert base_of(rows, deduct_excused_absence=True).size <= base.size


GOOD = Ballots(yes=16, no=4, abstain=0, issued=20, returned=20, valid=20, invalid=0)


def _codes(matter: Matter, kind: BallotKind, ballots: Ballots, base: int = 23) -> list[str]:
    return [problem.code for problem in check_ballots(matter, kind, ballots, base, DAY, RULES)]


@pytest.mark.parametrize(
    ("ballots", "expected"),
    [
        (GOOD, []),
        (Ballots(16, 4), ["ballot_papers_missing"]),
        (Ballots(16, 4, 0, 20, 21, 21, 0), ["more_returned_than_issued"]),
        (Ballots(16, 4, 0, 21, 21, 20, 0), ["papers_do_not_add_up"]),
        (Ballots(16, 4, 1, 20, 20, 20, 0), ["more_votes_than_papers"]),
        (Ballots(20, 4, 0, 24, 24, 24, 0), ["more_votes_than_voters"]),
        (Ballots(-1, 4, 0, 20, 20, 20, 0), ["negative_count"]),
        (Ballots(15, 4, 0, 20, 20, 19, 1), []),
    ],
)
def test_ballot_papers_must_add_up(ballots: Ballots, expected: list[str]) -> None:
    assert _codes(Matter.EXPULSION, BallotKind.SECRET_BALLOT, ballots) == expected


@pytest.mark.parametrize("matter", [Matter.REPRIMAND, Matter.WARNING, Matter.DISMISSAL_FROM_POST, Matter.EXPULSION])
def test_discipline_is_always_decided_by_secret_ballot(matter: Matter) -> None:
    assert _codes(matter, BallotKind.SHOW_OF_HANDS, Ballots(16, 4)) == ["secret_ballot_required"]


@pytest.mark.parametrize("matter", [Matter.REMOVAL, Matter.ADMISSION, Matter.OFFICIAL_RECOGNITION])
def test_for_removal_and_admission_the_meeting_chooses_the_kind_of_ballot(matter: Matter) -> None:
    assert _codes(matter, BallotKind.SHOW_OF_HANDS, Ballots(16, 4)) == []
    assert _codes(matter, BallotKind.SECRET_BALLOT, GOOD) == []


def test_no_more_votes_than_official_members_in_the_room() -> None:
    rows = [row(1), row(2), row(3, Standing.PROBATIONARY), row(4, participation=P.TEMPORARY_IN)]
    assert check_present(Ballots(2), rows) == []
    assert [problem.code for problem in check_present(Ballots(2, 1), rows)] == ["more_votes_than_present"]


def test_after_three_votes_the_committee_above_decides() -> None:
    assert check_round(Matter.REMOVAL, 3, DAY, RULES) == []
    assert [problem.level for problem in check_round(Matter.REMOVAL, 4, DAY, RULES)] == ["warning"]
    assert check_round(Matter.RESOLUTION, 9, DAY, RULES) == []


@pytest.mark.parametrize("matter", Matter)
def test_every_matter_has_a_rule_with_its_source(matter: Matter) -> None:
    rule = rule_of(matter, DAY, RULES)
    assert Fraction(*rule["share"]) in (Fraction(1, 2), Fraction(2, 3))
    assert set(rule["ballots"]) <= set(BallotKind)
    assert rule.source


@pytest.mark.parametrize(
    ("options", "form"),
    [
        ({"warning": 12, "reprimand": 8}, "warning"),
        ({"warning": 8, "reprimand": 8}, "reprimand"),
        ({"expulsion": 15, "warning": 8}, "warning"),
        ({"expulsion": 16}, "expulsion"),
        ({"reprimand": 11}, None),
    ],
)
def test_votes_for_heavier_forms_are_added_to_lighter_ones(options: dict[str, int], form: str | None) -> None:
    assert form_reached(options, 23, DAY, RULES) == form


@pytest.mark.parametrize(
    ("matter", "share", "more_than", "only_secret", "only_proposes"),
    [
        # members.md 3.3, line by line; the share of leaving on request is not stated anywhere: more than half
        (Matter.RESOLUTION, Fraction(1, 2), True, False, False), (Matter.ADMISSION, Fraction(2, 3), False, False, True),
        (Matter.READMISSION, Fraction(2, 3), False, False, True),
        (Matter.OFFICIAL_RECOGNITION, Fraction(2, 3), False, False, True),
        (Matter.REMOVAL, Fraction(2, 3), False, False, True), (Matter.REPRIMAND, Fraction(1, 2), True, True, False),
        (Matter.WARNING, Fraction(1, 2), True, True, False),
        (Matter.DISMISSAL_FROM_POST, Fraction(1, 2), True, True, True),
        (Matter.EXPULSION, Fraction(2, 3), False, True, True),
        (Matter.VOLUNTARY_LEAVE, Fraction(1, 2), True, False, True),
        (Matter.EXEMPTION_AGE_HEALTH, Fraction(1, 2), True, False, False),
        (Matter.EXEMPTION_OTHER, Fraction(1, 2), True, False, True),
    ],
)  # fmt: skip
def test_the_table_of_votes(
    matter: Matter, share: Fraction, more_than: bool, only_secret: bool, only_proposes: bool
) -> None:
    rule = rule_of(matter, DAY, RULES)
    assert (Fraction(*rule["share"]), rule["strictly_more"]) == (share, more_than)
    assert (rule["ballots"] == ["secret_ballot"], rule["is_proposal"]) == (only_secret, only_proposes)
    assert rule["deduct_excused_absence"] is False


@pytest.mark.parametrize("matter", Matter)
def test_only_recognition_and_removal_go_upward_after_the_third_vote(matter: Matter) -> None:
    is_limited = matter in (Matter.OFFICIAL_RECOGNITION, Matter.REMOVAL)
    assert (rule_of(matter, DAY, RULES).get("max_rounds") == 3) is is_limited
