"""Registers of the practice book: cards, badges, links to the place of residence, a reconciliation, rewards."""

from __future__ import annotations

from datetime import date, timedelta

from chibo_app.actions import badges, cards, reconciliations, residence_links, rewards
from chibo_app.actions.practice_people import identity
from chibo_app.actions.practice_story import Anything, Story
from chibo_app.basics.dates import PartialDate
from chibo_app.queries import members
from chibo_app.queries.overrides import rulebook
from chibo_app.rules.kinds import CardEventKind, CardFinding, LinkDirection

_SHOWN, _REWARDED = 9, 2  # members, by their place in the list
_RECONCILED = 40  # days ago


def give_cards_and_badges(story: Story) -> None:
    """Give everybody the new card, and the badges of the years passed; the next one is still due."""
    wanted = story.wanted["cards"]
    for number, (person, one) in enumerate(story.people.items()):
        if one["years"]:
            cards.record(
                story.session, person, CardEventKind.EXCHANGED_NEW_MODEL, PartialDate.of(story.month_ago(11, 20)),
                number=identity(one, number), decision=wanted["decision"], issuer=story.wanted["issuer"],
                explanations=Anything(),
            )  # fmt: skip
            _badges(story, person, one["years"], number)


def _badges(story: Story, person: str, years: int, number: int) -> None:
    admitted = story.today.year - years
    for row in rulebook(story.session).rows("badge_numbers", story.today):
        given_on = date(admitted + row["years"] + 1, 2, 3)
        if given_on < story.today:
            wanted = story.wanted["badges"]
            said = wanted["number"].format(letter=row["letter"], number=number + 1, digits=row["digits"])
            badges.enter_given(
                story.session, person, row["years"], PartialDate.of(given_on), number=said, presented_on=given_on,
                decision_no=wanted["decision"].format(years=row["years"]), decision_issuer=wanted["issuer"],
                explanations=Anything(),
            )  # fmt: skip


def keep_registers(story: Story) -> None:
    """Begin the yearly check of the cards, and keep links, a reconciliation and rewards."""
    _check_cards(story)
    _links(story)
    _reconcile(story)
    for person in story.without_role()[:_REWARDED]:
        day = PartialDate.of(date(story.today.year - 1, 12, 20))
        rewards.add(
            story.session, person, story.wanted["reward"]["content"], from_on=day, issuer=story.wanted["issuer"]
        )


def _check_cards(story: Story) -> None:
    on, people = min(story.today, date(story.today.year, 3, 10)), story.without_role()
    for place, person in enumerate(people[:_SHOWN]):
        finding = CardFinding.DAMAGED if place == _SHOWN - 1 else CardFinding.IN_ORDER
        note = story.wanted["cards"]["damaged"] if finding is CardFinding.DAMAGED else ""
        cards.check(story.session, person, story.today.year, finding, on, note)


def _links(story: Story) -> None:
    wanted, people = story.wanted["links"], story.without_role()
    sent = residence_links.add(
        story.session, story.cell_id, LinkDirection.SENT, story.month_ago(9, 10), person_id=people[3],
        other_organisation=wanted["sent_to"], paper_no=wanted["sent_paper"],
    )  # fmt: skip
    story.session.flush()
    residence_links.remark(story.session, sent.id, wanted["remark"])
    residence_links.add(
        story.session, story.cell_id, LinkDirection.RECEIVED, story.month_ago(7, 10), full_name=wanted["received"],
        other_organisation=wanted["received_from"], paper_no=wanted["received_paper"],
    )  # fmt: skip


def _reconcile(story: Story) -> None:
    """The list of the committee above lacks one member who came from elsewhere."""
    on, wanted = story.today - timedelta(days=_RECONCILED), story.wanted["reconciliation"]
    story.session.flush()
    counted = members.counts(members.member_rows(story.session, story.cell_id, on))
    reconciliations.record(
        story.session, story.cell_id, on, story.wanted["parent"], own_official=counted.official,
        own_probationary=counted.probationary, other_official=counted.official - 1,
        other_probationary=counted.probationary, **wanted,
    )  # fmt: skip
