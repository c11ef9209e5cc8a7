"""The rules of the yearly review: who, on which form, how many at the top, what a ballot decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics.dates import PartialDate
from chibo_app.rules import commendations, rating_cap, review_ballots, review_points, reviews, rulebook
from chibo_app.rules.kinds import Participation, Rating
from chibo_app.rules.rating_cap import Base, CapRule, Rounding
from chibo_app.rules.review_ballots import RatingBallot
from chibo_app.rules.review_points import PointGiven
from chibo_app.rules.rulebook import NotInForce, Override

BOOK = rulebook.load()
X, G, C, N = Rating.EXCELLENT, Rating.GOOD, Rating.COMPLETED, Rating.NOT_COMPLETED
BASES: tuple[Base, ...] = ("good_only", "good_plus_excellent", "all_rated")
# A share of whole numbers by hand: p % of n, without a fraction.
BY_HAND: dict[Rounding, Callable[[int, int], int]] = {
    "down": lambda p, n: p * n // 100,
    "up": lambda p, n: (p * n + 99) // 100,
    "nearest": lambda p, n: (2 * p * n + 100) // 200,
}


def test_a_year_prints_on_the_forms_of_its_last_day() -> None:
    codes = {year: [one.code for one in reviews.forms(year, BOOK)] for year in (2022, 2024, 2025, 2026)}
    assert codes[2022] == ["Mẫu 01-HD KĐ.ĐG 2019", "Mẫu 02-HD KĐ.ĐG 2019", "Mẫu 02-HD KĐ.ĐG 2019"]
    assert codes[2024] == ["Mẫu 01-HD KĐ.ĐG 2023", "Mẫu 02A-HD KĐ.ĐG 2023", "Mẫu 02B-HD KĐ.ĐG 2023"]
    assert codes[2025] == codes[2026]
    assert codes[2025] == [
        "Mẫu 01-HD KĐ.ĐG 2025", "Mẫu 2A-HD KĐ.ĐG 2025", "Mẫu 2B-HD KĐ.ĐG 2025", "Mẫu 2C-HD KĐ.ĐG 2025",
    ]  # fmt: skip


def test_the_form_for_those_outside_the_system_is_not_older_than_2025() -> None:
    with pytest.raises(NotInForce):
        reviews.form(reviews.OUTSIDE, 2024, BOOK)
    assert reviews.proposed_form(is_leader=False, works_in_system=False, year=2024, rulebook=BOOK) == reviews.MEMBER
    assert reviews.proposed_form(is_leader=False, works_in_system=False, year=2025, rulebook=BOOK) == reviews.OUTSIDE
    assert reviews.proposed_form(is_leader=True, works_in_system=False, year=2025, rulebook=BOOK) == reviews.LEADER


def test_there_were_grades_before_there_were_points() -> None:
    assert [words for _code, words in reviews.grades(2024, BOOK)] == ["Xuất sắc", "Tốt", "Trung bình", "Kém"]
    assert reviews.grades(2025, BOOK) == ()
    assert any(section.is_graded for section in reviews.form(reviews.MEMBER, 2024, BOOK).sections)
    assert not any(section.is_graded for section in reviews.form(reviews.MEMBER, 2025, BOOK).sections)
    assert review_points.frame(reviews.MEMBER, 2024, BOOK) is None


@pytest.mark.parametrize(
    ("form", "common"), [("collective", [30]), ("leader", [18, 4, 8]), ("member", [20, 8, 2]), ("outside", [20, 8, 2])]
)
def test_the_frame_is_thirty_points_of_criteria_and_seventy_of_results(form: str, common: list[int]) -> None:
    frame = review_points.frame(form, 2025, BOOK)
    assert frame is not None
    assert [group.points for group in frame.groups] == [*common, 70]
    assert frame.most == 100


@pytest.mark.parametrize(
    ("state", "admitted", "on", "year", "ground"),
    [
        (Participation.EXEMPT, "2000-01-01", date(2025, 12, 20), 2025, "exempt"),
        (Participation.SUSPENDED, "2000-01-01", date(2025, 12, 20), 2025, "suspended"),
        (Participation.ACTIVE, "2025-06-20", date(2025, 12, 20), 2025, ""),  # six months to the day
        (Participation.ACTIVE, "2025-06-21", date(2025, 12, 20), 2025, "newly_admitted"),
        (Participation.ACTIVE, "2025-06", date(2025, 12, 20), 2025, "newly_admitted"),  # could be the 30th
        (Participation.TEMPORARY_OUT, "2000-01-01", date(2025, 12, 20), 2025, ""),  # the home cell rates
        (Participation.SUSPENDED, "2000-01-01", date(2022, 12, 20), 2022, ""),  # then only the exempt were left out
        (Participation.ACTIVE, "2022-11-01", date(2022, 12, 20), 2022, ""),
        (Participation.EXEMPT, "2000-01-01", date(2022, 12, 20), 2022, "exempt"),
    ],
)
def test_who_is_not_rated_and_why(state: Participation, admitted: str, on: date, year: int, ground: str) -> None:
    assert reviews.not_rated_ground(state, PartialDate(admitted), on, year, BOOK) == ground


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("rounding", list(BY_HAND))
@pytest.mark.parametrize("percent", [20, 25])
def test_the_cap_of_one_to_sixty_rated_members_is_right(base: Base, rounding: Rounding, percent: int) -> None:
    rule, hand = CapRule(percent, base, rounding), BY_HAND[rounding]
    for rated in range(1, 61):
        for excellent in range(rated + 1):
            for good in {0, (rated - excellent) // 2, rated - excellent}:
                counts = {X: excellent, G: good, C: rated - excellent - good}
                size = {"good_only": good, "good_plus_excellent": good + excellent, "all_rated": rated}[base]
                found = rating_cap.cap(counts, rule)
                assert (found.base_count, found.most) == (size, hand(percent, size)), counts
                assert found.is_exceeded == (excellent > hand(percent, size))


def test_the_cap_by_hand_for_the_usual_rule() -> None:
    rule = rating_cap.rule(2025, BOOK)
    assert (rule.percent, rule.base, rule.rounding) == (20, "good_only", "down")
    most = {good: rating_cap.cap({G: good}, rule).most for good in (0, 4, 5, 9, 10, 17, 24, 25, 60)}
    assert most == {0: 0, 4: 0, 5: 1, 9: 1, 10: 2, 17: 3, 24: 4, 25: 5, 60: 12}


@pytest.mark.parametrize(
    ("base", "rounding", "closed"),
    [
        ("good_only", "down", lambda n: n // 6),  # k <= (n - k) / 5
        ("good_only", "up", lambda n: (n + 4) // 6),
        ("good_only", "nearest", lambda n: (2 * n + 5) // 12),
        ("good_plus_excellent", "down", lambda n: n // 5),
        ("good_plus_excellent", "up", lambda n: (n + 4) // 5),
        ("all_rated", "nearest", lambda n: (2 * n + 5) // 10),
    ],
)
def test_before_the_vote_the_most_that_can_rise_is_foreseen(
    base: Base, rounding: Rounding, closed: Callable[[int], int]
) -> None:
    for members in range(1, 61):
        assert rating_cap.foreseen(members, members, CapRule(20, base, rounding)).most == closed(members), members


def test_the_cap_shows_its_reckoning_and_a_note_for_small_cells() -> None:
    big, small = rating_cap.cap({G: 17}, CapRule(20, "good_only", "down")), rating_cap.cap(
        {G: 4}, CapRule(20, "good_only", "down")
    )  # fmt: skip
    for part in ("20", "17", "3,4", "3"):
        assert part in big.sentence
    assert big.pooling_note == ""
    assert small.pooling_note


def test_a_local_rule_of_the_committee_prevails() -> None:
    local = Override(
        "rating_cap", "individual", {"percent": 25, "base": "all_rated", "rounding": "nearest"}, date(2025, 1, 1),
        None, "Hướng dẫn của Đảng ủy",
    )  # fmt: skip
    rule = rating_cap.rule(2025, BOOK.with_overrides([local]))
    assert (rule.percent, rule.base, rule.rounding) == (25, "all_rated", "nearest")
    assert rating_cap.rule(2024, BOOK.with_overrides([local])).percent == 20


def test_a_level_needs_more_than_half_of_the_base() -> None:
    on = date(2025, 12, 20)
    exactly_half = review_ballots.judge({X: 12, G: 12}, 24, 1, 2025, on, BOOK)
    assert (exactly_half.rating, exactly_half.needed, exactly_half.outcome) == (None, 13, "vote_again")
    passed = review_ballots.judge({X: 11, G: 13}, 24, 1, 2025, on, BOOK)
    assert (passed.rating, passed.outcome) == (G, "passed")
    absent_count = review_ballots.judge({G: 12}, 24, 2, 2025, on, BOOK)  # all 12 present voted for it: not enough
    assert (absent_count.rating, absent_count.outcome) == (None, "report")
    assert passed.shares[1].text == "13/24 = 54,17 %"


def test_a_cell_may_add_higher_votes_to_the_next_lower_level() -> None:
    assert review_ballots.reached({X: 8, G: 7, C: 8}, 12) is None
    assert review_ballots.reached({X: 8, G: 7, C: 8}, 12, is_cumulated=True) is G
    assert review_ballots.reached({X: 5, G: 6, C: 3, N: 9}, 12, is_cumulated=True) is C


@pytest.mark.parametrize(
    ("ballot", "present", "codes"),
    [
        (RatingBallot({G: 20, X: 2}, 23, 23, 1), 23, []),
        (RatingBallot({G: 20, X: 2}, 23, 23, 0), 23, ["votes_do_not_add_up"]),
        (RatingBallot({G: 20}, 20, 21, 1), 23, ["more_returned_than_issued"]),
        (RatingBallot({G: 24}, 24, 24, 0), 23, ["more_votes_than_voters"]),
        (RatingBallot({G: 25}), None, ["more_votes_than_voters"]),
        (RatingBallot({G: 10, X: -1}), None, ["negative_count"]),
        (RatingBallot({G: 10}, issued=12), None, ["papers_missing"]),
        (RatingBallot({G: 10, X: 4}), None, []),  # a show of hands
    ],
)
def test_ballots_must_add_up(ballot: RatingBallot, present: int | None, codes: list[str]) -> None:
    assert [problem.code for problem in review_ballots.check(ballot, 24, present)] == codes


def points(**given: str) -> dict[str, PointGiven]:
    return {key: PointGiven(Decimal(value)) for key, value in given.items()}


def test_points_are_added_as_typed_and_criteria_are_all_or_none() -> None:
    frame = review_points.frame("member", 2025, BOOK)
    assert frame is not None
    found = review_points.add_up(frame, points(a1="2", a2="0", tasks="62.5"))
    assert (found.total, found.most, found.open_count) == (Decimal("64.5"), Decimal(100), 13)
    assert not found.problems
    wrong = review_points.add_up(frame, points(a1="1", tasks="71"))
    assert [problem.code for problem in wrong.problems] == ["points_all_or_none", "points_out_of_range"]


@pytest.mark.parametrize(
    ("handling", "total", "most"),
    [("leave_out", "96", "98"), ("full", "98", "100"), ("rescale", "97.96", "100")],
)
def test_a_criterion_that_does_not_apply_follows_the_rule(handling: str, total: str, most: str) -> None:
    local = Override("review_frames", "member", {"not_applicable": handling}, date(2025, 1, 1), None, "Đảng ủy")
    frame = review_points.frame("member", 2025, BOOK.with_overrides([local]))
    assert frame is not None
    given = {leaf.key: PointGiven(leaf.points) for leaf in frame.leaves} | points(tasks="68")
    given["a7"] = PointGiven(is_not_applicable=True, note="Không thuộc diện kê khai")
    found = review_points.add_up(frame, given)
    assert (found.total, found.most, found.open_count) == (Decimal(total), Decimal(most), 0)
    bare = review_points.add_up(frame, given | {"a7": PointGiven(is_not_applicable=True)})
    assert [problem.code for problem in bare.problems] == ["reason_missing"]


def test_levels_tell_their_conditions_and_points_only_warn() -> None:
    told = [level.sentence for level in reviews.levels(2025, BOOK)]
    assert "90" in told[0]
    assert "30%" in told[0]
    assert all("90" not in level.sentence for level in reviews.levels(2024, BOOK))
    warned = reviews.check_rating(X, Decimal("89.5"), 2025, BOOK)
    assert [(problem.code, problem.level) for problem in warned] == [("points_below_level", "warning")]
    assert reviews.check_rating(X, Decimal(90), 2025, BOOK) == []
    assert reviews.check_rating(X, Decimal(10), 2024, BOOK) == []


def test_five_years_running_open_the_way_to_a_higher_certificate() -> None:
    ratings: dict[int, Rating | None] = dict.fromkeys(range(2021, 2026), X)
    five = [one.key for one in commendations.grounds("member", ratings, 2025, BOOK)]
    assert five == ["member_year", "member_five_years"]
    broken = [one.key for one in commendations.grounds("member", ratings | {2023: G}, 2025, BOOK)]
    assert broken == ["member_year"]
    assert commendations.grounds("member", {2025: G}, 2025, BOOK) == ()
    assert [one.key for one in commendations.grounds("cell", {2025: X}, 2025, BOOK)] == ["cell_year"]
    assert commendations.streak(ratings | {2022: None}, 2025) == 3


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.integers(0, 30))
def test_at_most_one_level_ever_has_more_than_half(votes: list[int], absent: int) -> None:
    counts, base = dict(zip((X, G, C, N), votes, strict=True)), sum(votes) + absent
    found = review_ballots.judge(counts, base, 1, 2025, date(2025, 12, 20), BOOK)
    by_hand = [level for level, count in counts.items() if 2 * count > base]
    assert found.rating is (by_hand[0] if by_hand else None)
    assert len(by_hand) < 2
    assert found.outcome == ("passed" if by_hand else "vote_again")
