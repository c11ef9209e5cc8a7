"""What the practice book shows of a member's life beside the cases that went through its meetings.

Ended or running: a transfer, a death, an exemption near its end, a measure near its lapse. Open: an admission, a
recognition, a removal for unpaid dues with two requests, a complaint.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chibo_app.actions import cases, early_warning, opening_facts, prospects
from chibo_app.actions.practice_cases import case_of, open_one
from chibo_app.actions.practice_people import person_form
from chibo_app.actions.practice_story import Anything, Story
from chibo_app.basics import dates
from chibo_app.models.cases import PartyCase
from chibo_app.rules.kinds import CaseKind, DisciplineForm, OpeningFactKind, TransferKind


def before_the_meetings(story: Story) -> None:
    """Enter what happened before the first meeting of the book."""
    _death(story)
    _transfer(story)
    _exemption(story)
    _discipline(story)


def after_the_meetings(story: Story) -> None:
    """Begin what is open today."""
    _complaint(story)
    _unpaid(story)
    _recognition(story)
    _admission(story)


def _death(story: Story) -> None:
    on, person = story.month_ago(9), story.with_role("died")
    cause = story.wanted["moves"]["cause"]
    case = _open(story, CaseKind.DEATH, person, on + timedelta(days=1), effective_on=on, ground_code=cause)
    _finish(story, case, on + timedelta(days=20), dossier_sent_on=on + timedelta(days=20))


def _transfer(story: Story) -> None:
    on, moves = story.month_ago(8), story.wanted["moves"]
    case = _open(
        story, CaseKind.TRANSFER, story.with_role("gone"), on - timedelta(days=15),
        transfer_kind=TransferKind(moves["kind"]), other_side=moves["to"], is_same_province=True,
        application_on=on - timedelta(days=15),
    )  # fmt: skip
    _decide(story, case, on, decision_no=moves["paper"], issuer=story.wanted["issuer"])
    _finish(
        story, case, on + timedelta(days=25), dossier_sent_on=on + timedelta(days=1),
        notice_received_on=on + timedelta(days=24),
    )  # fmt: skip


def _exemption(story: Story) -> None:
    """The cell itself decides for age and health; the time ends in some weeks."""
    on, wanted = story.month_ago(10), story.wanted["exemption"]
    case = _open(
        story, CaseKind.EXEMPTION, story.with_role("exempted"), on - timedelta(days=10), ground_code=wanted["ground"],
        reason=wanted["reason"], application_on=on - timedelta(days=10), from_on=on,
        to_on=story.today + timedelta(days=20),
    )  # fmt: skip
    _decide_itself(story, case, on, wanted["decision"])
    _finish(story, case, on + timedelta(days=7), sent_up_on=on + timedelta(days=5))


def _discipline(story: Story) -> None:
    """A reprimand by the cell, which lapses in two weeks: twelve months after it was announced."""
    on, wanted = dates.add_months(story.today + timedelta(days=14), -12), story.wanted["discipline"]
    case = _open(
        story, CaseKind.DISCIPLINE, story.with_role("disciplined"), on - timedelta(days=30),
        discipline_form=DisciplineForm.REPRIMAND, reason=wanted["reason"], violation_on=on - timedelta(days=60),
        heard_on=on - timedelta(days=14),
    )  # fmt: skip
    cases.add_step(story.session, case.id, "self_review", on - timedelta(days=10))
    _decide_itself(story, case, on, wanted["decision"])
    cases.record_announcement(story.session, case.id, on, delivered_on=on + timedelta(days=5), explanations=Anything())
    _finish(story, case, on + timedelta(days=5))


def _complaint(story: Story) -> None:
    """Whoever was expelled complains within the term; the body above has not answered yet."""
    if 3 not in story.meetings:
        return
    expulsion = case_of(story, "expelled")
    on = story.month_ago(3) + timedelta(days=28)
    case = _open(
        story, CaseKind.COMPLAINT, expulsion.person_id, on, about_case_id=expulsion.id, application_on=on,
        reason=story.wanted["complaint"]["reason"],
    )  # fmt: skip
    cases.edit(story.session, case.id, sent_up_on=on + timedelta(days=4), explanations=Anything())


def _unpaid(story: Story) -> None:
    """One month before the dues book of the program and those in it: two requests are sent, the third is next."""
    wanted, person, month = story.wanted["unpaid"], story.with_role("unpaid"), story.month_ago(3)
    opening_facts.add_missed_month(
        story.session, story.cell_id, person, OpeningFactKind.UNPAID_DUES, month.year, month.month
    )
    story.session.flush()
    opened_on = story.today - timedelta(days=16)
    case = early_warning.open_removal(
        story.session, story.cell_id, person, "dues", opened_on, reason=wanted["reason"], explanations=Anything()
    )
    for days in (1, 9):
        story.session.flush()
        early_warning.send_request(story.session, case.id, opened_on + timedelta(days=days), wanted["way"])


def _recognition(story: Story) -> None:
    """The twelve months are over and the papers are there: the cell votes at its next meeting."""
    person = story.with_role("recognized")
    case = _open(
        story, CaseKind.RECOGNITION, person, story.today - timedelta(days=12), mentor=story.people[person]["mentor"]
    )
    for days, step in ((11, "new_member_class"), (9, "self_review"), (6, "mentor_remark"), (2, "opinions")):
        cases.add_step(story.session, case.id, step, story.today - timedelta(days=days))


def _admission(story: Story) -> None:
    """Two people the cell considers; the papers of the first are nearly complete."""
    people, entered = story.without_role(), []
    for number, one in enumerate(story.wanted["prospect"]):
        form = person_form(one, 90 + number)
        entered.append(prospects.add(story.session, story.cell_id, form, story.month_ago(5), Anything()).id)
        story.session.flush()
    case = _open(
        story, CaseKind.ADMISSION, entered[0], story.month_ago(4), application_on=story.month_ago(2, 12),
        referee_1=story.name(people[3]), referee_2=story.name(people[5]), mentor=story.name(people[3]),
        reason=story.wanted["admission"]["reason"],
    )  # fmt: skip
    for step, day in (
        ("sympathizer_list", story.month_ago(4)), ("helper_assigned", story.month_ago(4)),
        ("awareness_class", story.month_ago(2)), ("introduction", story.month_ago(1, 20)),
    ):  # fmt: skip
        cases.add_step(story.session, case.id, step, day)


def _open(story: Story, kind: CaseKind, person: str, on: date, **facts: Any) -> PartyCase:
    case = open_one(story, kind, person, on, **facts)
    story.session.flush()
    return case


def _decide(story: Story, case: PartyCase, on: date, **facts: Any) -> None:
    cases.record_decision(story.session, case.id, on, explanations=Anything(), **facts)


def _decide_itself(story: Story, case: PartyCase, on: date, number: str) -> None:
    cases.record_resolution(story.session, case.id, on, explanations=Anything())
    story.session.flush()
    cases.decide_by_cell(story.session, case.id, on, decision_no=number, explanations=Anything())


def _finish(story: Story, case: PartyCase, on: date, **facts: Any) -> None:
    story.session.flush()
    if facts:
        cases.edit(story.session, case.id, explanations=Anything(), **facts)
    cases.close(story.session, case.id, on)
