"""What the practice book shows of the year's work: last year's review, charges, an inspection, a plan, documents."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from chibo_app.actions import (
    action_plans,
    assignments,
    commendations,
    inspections,
    review_follow_up,
    reviews,
    writing,
)
from chibo_app.actions.practice_story import Story
from chibo_app.models.reviews import Review
from chibo_app.queries import writing as written
from chibo_app.queries import written_starts
from chibo_app.rules.kinds import (
    AssignmentKind,
    CommendationKind,
    InspectionKind,
    PlanKind,
    Rating,
)

_EXCELLENT, _COMPLETED = 3, 2  # how many of last year's ratings are not "well"


def work_all(story: Story) -> None:
    """Enter the work of last year and of this one."""
    _review(story)
    _charges(story)
    _inspection(story)
    _plan(story)
    _documents(story)


def _review(story: Story) -> None:
    """The whole review of last year: written, voted on in December, decided and announced in January."""
    session, year, wanted = story.session, story.today.year - 1, story.wanted["year"]
    on = date(year, 12, 20)
    reviews.start_year(session, story.cell_id, year, on)
    session.flush()
    review_follow_up.fill_in_year(session, story.cell_id, year, on)
    found = session.exec(select(Review).filter_by(cell_id=story.cell_id, year=year).order_by(Review.id)).all()
    rated = [one for one in found if not one.not_rated_ground]
    members = sum(one.person_id is not None for one in rated)
    for place, one in enumerate(rated):
        rating = _rating(place, len(rated))
        reviews.write_sections(session, one.id, {"weaknesses": wanted["weaknesses"]})
        reviews.rate_self(session, one.id, rating, on)
        counts = dict.fromkeys(Rating, 0) | {rating: members}
        facts = reviews.BallotFacts(
            counts=counts, voted_on=on, base=members, issued=members, returned=members, invalid=0
        )
        reviews.record_ballot(session, one.id, facts)
    decided = {one.id: _rating(place, len(rated)) for place, one in enumerate(rated)}
    reviews.decide(session, decided, date(year + 1, 1, 12), wanted["decision"], story.wanted["issuer"])
    reviews.announce(session, decided, date(year + 1, 1, 15))
    _commend(story, next(one for one in rated if one.person_id), year)


def _rating(place: int, count: int) -> Rating:
    if place < _EXCELLENT:
        return Rating.EXCELLENT
    return Rating.COMPLETED if place >= count - _COMPLETED else Rating.GOOD


def _commend(story: Story, review: Review, year: int) -> None:
    wanted = story.wanted["year"]
    made = commendations.propose(
        story.session, story.cell_id, review.person_id, year, CommendationKind.CERTIFICATE,
        wanted["commendation"].format(year=year), date(year, 12, 20),
    )  # fmt: skip
    story.session.flush()
    commendations.award(
        story.session, made.id, wanted["commendation_decision"], date(year + 1, 1, 20), story.wanted["issuer"],
        date(year + 1, 1, 25),
    )  # fmt: skip


def _charges(story: Story) -> None:
    wanted, year = story.wanted["year"], story.today.year
    for person, content in zip(story.without_role(), wanted["duties"], strict=False):
        assignments.assign(
            story.session, story.cell_id, person, year, kind=AssignmentKind.STANDING, content=content,
            expected_result=wanted["expected"], starts_on=date(year, 1, 5),
        )  # fmt: skip


def _inspection(story: Story) -> None:
    wanted, on = story.wanted["year"], story.month_ago(2)
    person = story.without_role()[-1]
    made = inspections.begin(
        story.session, story.cell_id, InspectionKind.THEMATIC_INSPECTION, on.year, wanted["inspection"],
        person_id=person, planned_on=on, leader_id=story.without_role()[0],
    )  # fmt: skip
    story.session.flush()
    inspections.paper_made(story.session, made.id, "KT1", on)
    inspections.conclude(
        story.session, made.id, strengths=wanted["strengths"], weaknesses=wanted["shortcomings"],
        requirements=wanted["requirements"], follow_up_on=story.month_ago(-1),
    )  # fmt: skip


def _plan(story: Story) -> None:
    wanted, year = story.wanted["year"], story.today.year
    plan = action_plans.add(story.session, story.cell_id, PlanKind.ACTION, year, wanted["plan"].format(year=year))
    story.session.flush()
    for content in wanted["plan_items"]:
        action_plans.add_item(story.session, plan.id, content, due_on=date(year, 12, 31))


def _documents(story: Story) -> None:
    """Last month's resolution is issued; the report of the quarter is being written."""
    session, held = story.session, story.month_ago(1)
    templates = {one.key: one for one in written.templates(session, story.today)}
    for key, meeting_id in (("resolution_month", story.meetings.get(1, "")), ("report_quarter", "")):
        if key == "resolution_month" and not meeting_id:
            continue
        begun = written_starts.start(session, templates[key], story.cell_id, held, meeting_id=meeting_id)
        document = writing.start(
            session, story.cell_id, templates[key].type, begun.subject, held, begun.pieces, template=key,
            meeting_id=meeting_id or None,
        )  # fmt: skip
        session.flush()
        if meeting_id:
            writing.issue(session, document.id, held)
