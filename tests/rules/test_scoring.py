"""Scoring by the central frame and by local sets; what the records say is proposed with its reason, never forced."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from chibo_app.queries import scoring as questions
from chibo_app.rules import rulebook, scoring
from chibo_app.rules.kinds import ScoringMode
from chibo_app.rules.scoring import Choice, CriteriaSet, Criterion, Fact

RULES, DAY = rulebook.load(), date(2026, 3, 5)
LENGTH = Criterion(
    "length", "Thời lượng", Decimal(5), mode=ScoringMode.CHOICE, fact="length",
    choices=(Choice("đủ", Decimal(5), Decimal(100)), Choice("thiếu ít", Decimal(4), Decimal(83)),
             Choice("thiếu nhiều", Decimal(1), Decimal(0))),
)  # fmt: skip
NOTICE = Criterion("notice", "Thông báo", Decimal(1), mode=ScoringMode.YES_NO, fact="notice")
CHAIR = Criterion("chair", "Điều hành", Decimal(4))
LOCAL = CriteriaSet("bộ thử", "phường Mẫu", (LENGTH, NOTICE, CHAIR))


@pytest.mark.parametrize(
    ("percent", "points"),
    [(Decimal(100), 5), (Decimal("99.9"), 4), (Decimal(83), 4), (Decimal("82.9"), 1), (Decimal(0), 1)],
)
def test_a_level_is_reached_from_its_number_on(percent: Decimal, points: int) -> None:
    found = scoring.proposals(LOCAL, {"length": Fact(percent, "90 phút")})
    assert found["length"].points == points
    assert found["length"].reason == "90 phút"


def test_yes_and_no_give_all_or_nothing_and_what_no_fact_answers_is_left_to_the_cell() -> None:
    said = scoring.proposals(LOCAL, {"notice": Fact(Decimal(100), "có")})
    assert {key: one.points for key, one in said.items()} == {"notice": Decimal(1)}
    assert scoring.proposals(LOCAL, {"notice": Fact(Decimal(0), "chưa")})["notice"].points == 0


def test_the_central_frame_proposes_full_points_only_where_the_target_is_met() -> None:
    frame = scoring.central(DAY, RULES)
    met = {"attendance": Fact(Decimal(90), "27/30"), "speakers": Fact(Decimal(100), "30/30")}
    found = scoring.proposals(frame, met)
    assert found["attendance_rate"].points == 5
    assert found["conduct"].points is None, "the number of speakers alone gives no points for the conduct"
    below = scoring.proposals(frame, {"attendance": Fact(Decimal("89.9"), "26/29")})
    assert below["attendance_rate"].points is None


def test_a_local_set_is_added_up_over_its_own_criteria() -> None:
    points = {"length": Decimal(4), "notice": Decimal(1), "chair": Decimal("3.5")}
    found = scoring.score(LOCAL, points, DAY, RULES)
    assert (found.total, found.problems) == (Decimal("8.5"), ())
    wrong = scoring.score(LOCAL, points | {"chair": Decimal(5)}, DAY, RULES)
    assert [problem.code for problem in wrong.problems] == ["points_out_of_range"]
    assert wrong.label == ""


def test_the_sample_set_makes_100_points_and_its_levels_fit() -> None:
    sample = questions.samples(RULES, DAY)[0]
    assert sample.most == 100
    for one in sample.criteria:
        assert all(0 <= choice.points <= one.points for choice in one.choices)
        assert (one.mode is ScoringMode.CHOICE) == bool(one.choices)


@pytest.mark.parametrize(
    ("words", "least", "points", "title"),
    [
        ("90 = 5 | từ 90%", Decimal(90), Decimal(5), "từ 90%"),
        ("3,5".replace(",", ".") + " | khá", None, Decimal("3.5"), "khá"),
    ],
)
def test_a_level_is_read_from_its_line(words: str, least: Decimal | None, points: Decimal, title: str) -> None:
    assert questions.level(words) == Choice(title, points, least)
