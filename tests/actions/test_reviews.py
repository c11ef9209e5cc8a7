"""A year of reviews: begun, written, voted on, decided above, announced – and what is born with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from chibo_app.actions import commendations, pledges, review_follow_up, reviews
from chibo_app.actions.reviews import BallotFacts
from chibo_app.basics.errors import Refused
from chibo_app.models.people import PersonEntry
from chibo_app.models.pledges import Pledge, PledgeItem
from chibo_app.models.reviews import Review
from chibo_app.queries import commendations as known_commendations
from chibo_app.queries import records
from chibo_app.queries import reviews as queries
from chibo_app.rules.kinds import (
    CommendationKind,
    ItemResult,
    PledgeGroup,
    Rating,
    Scorer,
)
from chibo_app.rules.review_points import PointGiven
from chibo_app.rules.rulebook import NotInForce
from support import meeting_book, review_book
from support.review_book import act, ballot
from support.sample_cell import SampleCell


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SampleCell]:
    made = review_book.make(tmp_path)
    yield made
    made.store.close()


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def review_of(book: SampleCell, number: int, year: int = 2025) -> str:
    return next(row.id for row in review_book.rows(book, year) if row.person_id == book.id_of(number))


def test_a_year_begins_with_one_review_for_each_and_the_grounds_of_the_others(book: SampleCell) -> None:
    started = act(book, reviews.start_year, book.cell_id, 2025, date(2025, 12, 20))
    assert (started.rated, started.not_rated) == (24, 8)  # two exempt, six admitted on 02/9/2025
    rows = review_book.rows(book, 2025)
    assert len(rows) == 33
    assert rows[0].person_id is None
    grounds = [row.not_rated_ground for row in rows if not row.is_rated]
    assert sorted(grounds) == ["exempt"] * 2 + ["newly_admitted"] * 6
    assert next(row.form for row in rows if row.person_id == book.id_of(1)) == "leader"  # the secretary
    again = act(book, reviews.start_year, book.cell_id, 2025, date(2025, 12, 20))
    assert (again.rated, again.not_rated) == (0, 0)


def test_the_review_of_spring_counts_the_months_since_admission_on_its_own_day(book: SampleCell) -> None:
    started = act(book, reviews.start_year, book.cell_id, 2026, date(2026, 3, 2))
    assert (started.rated, started.not_rated) == (30, 2)  # six months and a day after 02/9/2025


def test_a_year_without_known_forms_cannot_begin(book: SampleCell) -> None:
    with pytest.raises(NotInForce):
        act(book, reviews.start_year, book.cell_id, 2010, date(2010, 12, 20))


def test_the_three_ratings_stay_apart(book: SampleCell) -> None:
    review_book.start(book, 2025)
    one = review_of(book, 5)
    act(book, reviews.rate_self, one, Rating.EXCELLENT, date(2025, 12, 1))
    act(book, reviews.record_ballot, one, ballot(good=15, excellent=8))
    act(book, reviews.decide, {one: Rating.COMPLETED}, date(2026, 1, 10), "12-QĐ/ĐU", "Đảng ủy phường Mẫu")
    with book.store.read() as session:
        found = queries.review_detail(session, one)
    assert (found.self_rating, found.cell_rating, found.committee_rating) == (
        Rating.EXCELLENT, Rating.GOOD, Rating.COMPLETED,
    )  # fmt: skip
    for work, arguments in (
        (reviews.rate_self, (Rating.GOOD,)), (reviews.propose, (Rating.GOOD,)),
        (reviews.record_ballot, (ballot(good=20),)), (reviews.leave_out, ("exempt",)),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act(book, work, one, *arguments)
        assert codes(refused) == ["review_decided"]
    act(book, reviews.take_back_decision, one)
    act(book, reviews.rate_self, one, Rating.GOOD)


def test_no_level_past_half_is_voted_on_again_and_only_the_newest_round_can_be_taken_back(book: SampleCell) -> None:
    review_book.start(book, 2025)
    one = review_of(book, 5)
    first = act(book, reviews.record_ballot, one, ballot(good=12, excellent=11))
    assert (first.round_no, first.base) == (1, 24)
    assert next(row.cell_rating for row in review_book.rows(book, 2025) if row.id == one) is None
    second = act(book, reviews.record_ballot, one, ballot(good=13, excellent=10))
    assert second.round_no == 2
    assert next(row.cell_rating for row in review_book.rows(book, 2025) if row.id == one) is Rating.GOOD
    with pytest.raises(Refused) as refused:
        act(book, reviews.record_ballot, one, ballot(good=13, excellent=10))
    assert codes(refused) == ["already_voted"]
    with pytest.raises(Refused) as refused:
        act(book, reviews.remove_ballot, first.id)
    assert codes(refused) == ["later_round"]
    act(book, reviews.remove_ballot, second.id)
    assert next(row.cell_rating for row in review_book.rows(book, 2025) if row.id == one) is None


def test_no_other_level_is_proposed_than_the_ballot_found(book: SampleCell) -> None:
    review_book.start(book, 2025)
    one = review_of(book, 5)
    act(book, reviews.propose, one, Rating.EXCELLENT)  # voted on paper elsewhere
    act(book, reviews.record_ballot, one, ballot(good=20))
    with pytest.raises(Refused) as refused:
        act(book, reviews.propose, one, Rating.EXCELLENT)
    assert codes(refused) == ["ballot_says_otherwise"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (ballot(good=20, returned=22), "votes_do_not_add_up"),
        (ballot(good=20, returned=21, issued=20, invalid=1), "more_returned_than_issued"),
        (ballot(good=25), "more_votes_than_voters"),
        (ballot(good=20, base=None), "base_missing"),
    ],
)
def test_a_ballot_that_does_not_add_up_is_refused(book: SampleCell, facts: BallotFacts, code: str) -> None:
    review_book.start(book, 2025)
    with pytest.raises(Refused) as refused:
        act(book, reviews.record_ballot, review_of(book, 5), facts)
    assert code in codes(refused)
    assert all(row.rounds == 0 for row in review_book.rows(book, 2025))


def test_a_member_who_is_not_rated_is_not_voted_on(book: SampleCell) -> None:
    review_book.start(book, 2025)
    exempt = review_of(book, 25)
    with pytest.raises(Refused) as refused:
        act(book, reviews.record_ballot, exempt, ballot(good=20))
    assert codes(refused) == ["not_rated"]
    act(book, reviews.take_in, exempt)
    act(book, reviews.record_ballot, exempt, ballot(good=20))


def test_the_base_of_a_meeting_is_its_convened_official_members(tmp_path: Path) -> None:
    made = meeting_book.make(tmp_path)
    held_id = meeting_book.hold_meeting(made)
    with made.store.read() as session:
        assert queries.vote_base(session, held_id) == (23, 20)  # 26 official, two exempt and one away; three absent
    made.store.write("mở", lambda session: reviews.start_year(session, made.cell_id, 2026, date(2026, 3, 5)))
    with made.store.read() as session:
        one = queries.review_rows(session, made.cell_id, 2026, date(2026, 3, 5))[1].id
    facts_of = BallotFacts(counts={Rating.GOOD: 21}, voted_on=date(2026, 3, 5), meeting_id=held_id)
    with pytest.raises(Refused) as refused:
        made.store.write("phiếu", lambda session: reviews.record_ballot(session, one, facts_of))
    assert codes(refused) == ["more_votes_than_voters"]  # only twenty are in the room
    made.store.close()


def test_points_are_those_typed_by_each_giver(book: SampleCell) -> None:
    review_book.start(book, 2025)
    one = review_of(book, 5)
    act(book, reviews.give_points, one, Scorer.MEMBER, review_book.full_points(book, one, "65"))
    act(book, reviews.give_points, one, Scorer.CELL, {"tasks": PointGiven(Decimal(60))})
    with book.store.read() as session:
        sums = queries.review_detail(session, one).sums
    assert (sums[Scorer.MEMBER].text, sums[Scorer.CELL].text) == ("95/100", "60/100")
    assert Scorer.COMMITTEE not in sums
    act(book, reviews.give_points, one, Scorer.MEMBER, {"a1": PointGiven()})
    with book.store.read() as session:
        assert queries.review_detail(session, one).sums[Scorer.MEMBER].text == "93/100"
    with pytest.raises(Refused) as refused:
        act(book, reviews.give_points, one, Scorer.MEMBER, {"a1": PointGiven(Decimal(1))})
    assert codes(refused) == ["points_all_or_none"]


def test_a_year_before_points_knows_none(book: SampleCell) -> None:
    review_book.start(book, 2024)
    with pytest.raises(Refused) as refused:
        act(book, reviews.give_points, review_of(book, 5, 2024), Scorer.MEMBER, {"a1": PointGiven(Decimal(2))})
    assert codes(refused) == ["criterion_unknown"]


def test_no_rating_appears_that_nobody_typed_or_voted(book: SampleCell) -> None:
    review_book.start(book, 2025)
    one = review_of(book, 5)
    act(book, reviews.give_points, one, Scorer.MEMBER, review_book.full_points(book, one, "70"))
    act(book, review_follow_up.fill_in_year, book.cell_id, 2025, date(2025, 12, 20))
    for row in review_book.rows(book, 2025):
        assert (row.self_rating, row.cell_rating, row.committee_rating) == (None, None, None)


def test_the_result_is_announced_only_after_the_decision(book: SampleCell) -> None:
    review_book.start(book, 2025)
    one = review_of(book, 5)
    with pytest.raises(Refused) as refused:
        act(book, reviews.announce, [one], date(2026, 1, 20))
    assert codes(refused) == ["not_decided"]
    act(book, reviews.decide, {one: Rating.GOOD}, date(2026, 1, 10), "12-QĐ/ĐU", "Đảng ủy phường Mẫu")
    assert next(row.missing for row in review_book.rows(book, 2025) if row.id == one)[-1] == "announcement"
    act(book, reviews.announce, [one], date(2026, 1, 20))


def test_the_next_pledge_is_born_with_the_review(book: SampleCell) -> None:
    old = act(book, pledges.create_pledge, book.cell_id, book.id_of(5), 2025)
    kept = act(book, pledges.add_item, old.id, group=PledgeGroup.DUTY, content="Vận động 12 hộ phân loại rác")
    act(book, pledges.edit_item, kept.id, cell_result=ItemResult.MET)
    review_book.start(book, 2025)
    one = review_of(book, 5)
    act(book, reviews.write_sections, one, {"weaknesses": "- Học tập chưa đều.\n- Ít phát biểu"})
    first = act(book, review_follow_up.next_pledge, one)
    second = act(book, review_follow_up.next_pledge, one)
    assert first.id == second.id
    with book.store.read() as session:
        pledge = records.get(session, Pledge, first.id)
        items = records.of_owner(session, PledgeItem, pledge_id=first.id)
        promised = [(item.group, item.content.rstrip(".")) for item in items]
    assert pledge.year == 2026
    assert promised == [(PledgeGroup.REMEDY, "Học tập chưa đều"), (PledgeGroup.REMEDY, "Ít phát biểu")]
    assert "đạt 01, đạt một phần 00, chưa đạt 00" in pledge.previous_result
    begun = act(book, review_follow_up.next_pledges, book.cell_id, 2025)
    assert begun == 23  # all 24 rated but the one begun already


def test_a_next_pledge_that_is_handed_in_already_stays_as_it_was_signed(book: SampleCell) -> None:
    made = act(book, pledges.create_pledge, book.cell_id, book.id_of(5), 2026)
    act(book, pledges.add_item, made.id, group=PledgeGroup.DUTY, content="Vận động 12 hộ phân loại rác")
    act(book, pledges.hand_in, made.id, date(2026, 1, 15))
    review_book.start(book, 2025)
    act(book, reviews.write_sections, review_of(book, 5), {"weaknesses": "- Ít phát biểu"})
    with pytest.raises(Refused) as refused:
        act(book, review_follow_up.next_pledge, review_of(book, 5))
    assert codes(refused) == ["pledge_signed"]
    assert act(book, review_follow_up.next_pledges, book.cell_id, 2025) == 23
    with book.store.read() as session:
        assert len(records.of_owner(session, PledgeItem, pledge_id=made.id)) == 1
        assert not records.get(session, Pledge, made.id).previous_result


def test_typed_words_are_never_filled_over(book: SampleCell) -> None:
    review_book.start(book, 2025)
    one = review_of(book, 5)
    act(book, reviews.write_sections, one, {"pledge": "Tôi đã thực hiện đủ."})
    act(book, review_follow_up.fill_in, one, date(2025, 12, 20))
    with book.store.read() as session:
        assert records.get(session, Review, one).sections["pledge"] == "Tôi đã thực hiện đủ."


def test_a_streak_of_recorded_years_opens_the_way_and_the_award_enters_the_register(book: SampleCell) -> None:
    person = book.id_of(3)
    for year in range(2020, 2024):
        act(book, reviews.add_review, book.cell_id, person, year, committee_rating=Rating.EXCELLENT)
    with pytest.raises(Refused):
        act(book, reviews.add_review, book.cell_id, person, 2023)
    review_book.start(book, 2024)
    one = review_of(book, 3, 2024)
    act(book, reviews.record_ballot, one, ballot(excellent=20, year=2024))
    with book.store.read() as session:
        assert known_commendations.candidates(session, book.cell_id, 2024) == []  # the cell's proposal is no ground
    act(book, reviews.decide, {one: Rating.EXCELLENT}, date(2025, 1, 10))
    with book.store.read() as session:
        found = known_commendations.candidates(session, book.cell_id, 2024)
    assert [one.ground.years for one in found] == [(2024,), (2020, 2021, 2022, 2023, 2024)]
    made = act(
        book, commendations.propose, book.cell_id, person, 2024, CommendationKind.CERTIFICATE, found[0].ground.title
    )
    with pytest.raises(Refused):
        act(book, commendations.propose, book.cell_id, person, 2024, made.kind, made.title)
    for _time in range(2):
        act(book, commendations.award, made.id, "20-QĐ/ĐU", date(2025, 2, 3), "Đảng ủy phường Mẫu")
    with book.store.read() as session:
        entries = records.of_owner(session, PersonEntry, person_id=person)
    assert [entry.content for entry in entries] == [found[0].ground.title]
    with pytest.raises(Refused):
        act(book, commendations.remove, made.id)
