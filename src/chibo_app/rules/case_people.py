"""Checks of the person a case is about: age, papers, probation, form of discipline, admission again.

They read the facts only; what cannot be is an error, what the rules expect otherwise a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules import deadlines, labels, people, transitions
from chibo_app.rules.case_rows import CaseFacts, form_of
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.rules.rulebook import NotInForce, Row, Rulebook

_ENTRIES = frozenset({CaseKind.ADMISSION, CaseKind.READMISSION})
_AGEING = {"application": "admission_papers", "awareness_class": "awareness_certificate"}


def further(facts: CaseFacts, rule: Row, rulebook: Rulebook) -> Iterator[Problem]:
    """Give what stands against this person in this procedure."""
    yield from _age(facts, rulebook)
    yield from _old_papers(facts, rulebook)
    yield from _form(facts, rule, rulebook)
    yield from _statute(facts, rulebook)
    yield from _recognition(facts, rulebook)
    yield from _readmission(facts, rulebook)


def _day(facts: CaseFacts) -> date:
    return facts.done.get("resolution") or facts.judged_on


def _age(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    """Between 18 and 60 full years, counted at the meeting that considers the person (294-QĐ/TW, 1.1)."""
    met = facts.done.get("resolution")
    if facts.kind not in _ENTRIES or facts.born is None or met is None:
        return
    day, limits = dates.PartialDate.of(met), rulebook.row("ages", "admission", met)
    if people.full_years(facts.born, day) < limits["from_years"]:
        yield Problem("resolution_on", "too_young", _(
            "On {day} the person is {age} years old; admission is from {limit} full years on ({source})."
        ).format(day=dates.show(met), age=people.full_years(facts.born, day), limit=limits["from_years"],
                 source=limits.source))  # fmt: skip
    elif people.least_years(facts.born, day) > limits["to_years"]:
        yield Problem("resolution_on", "too_old", _(
            "On {day} the person is {age} years old; over {limit} only special bodies may admit ({source})."
        ).format(day=dates.show(met), age=people.least_years(facts.born, day), limit=limits["to_years"],
                 source=limits.source), "warning")  # fmt: skip


def _old_papers(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    resolved = facts.done.get("resolution")
    if facts.kind not in _ENTRIES or resolved is None:
        return
    for step, key in _AGEING.items():
        given = facts.done.get(step)
        term = deadlines.due(key, given, rulebook) if given else None
        if term and term.due_on < resolved:
            yield Problem("resolution_on", f"{step}_too_old", _(
                "“{paper}”: the term ended on {day}, before the cell's meeting ({source})."
            ).format(paper=term.title, day=dates.show(term.due_on), source=term.source), "warning")  # fmt: skip


def _form(facts: CaseFacts, rule: Row, rulebook: Rulebook) -> Iterator[Problem]:
    form = facts.discipline_form
    if facts.kind is not CaseKind.DISCIPLINE or form is None:
        return
    if form.value not in rule.get("forms", ()):
        yield Problem("discipline_form", "expulsion_has_own_case", _(
            "Expulsion has a procedure of its own: please open a case of expulsion."
        ))  # fmt: skip
        return
    row = rulebook.row("discipline_forms", form.value, _day(facts))
    if facts.standing is not Standing.NONE and facts.standing.value not in row["applies_to"]:
        yield Problem("discipline_form", "form_not_for_standing", _(
            "The form “{form}” does not apply to a {standing} ({source})."
        ).format(form=row["title"], standing=labels.standing(facts.standing), source=row.source))  # fmt: skip
    elif row.get("needs_post") and facts.has_party_post is False:
        yield Problem("discipline_form", "no_post_recorded", _(
            "Dismissal needs a Party post; none is recorded for this member on that day. Enter the post or explain."
        ), "warning")  # fmt: skip


def _statute(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    form = form_of(facts, rulebook)
    if form is None or facts.violation_on is None:
        return
    row = rulebook.row("discipline_forms", form.value, _day(facts))
    if row.get("statute_years") is None:
        return
    last = dates.add_months(facts.violation_on.latest(), 12 * row["statute_years"])
    if _day(facts) > last:
        yield Problem("violation_on", "statute_passed", _(
            "For this form the time limit of {years} years after the violation ended on {day} ({source}). There is "
            "none for internal politics, national security or false certificates; a new violation starts it again."
        ).format(years=row["statute_years"], day=dates.show(last), source=row.source), "warning")  # fmt: skip


def _recognition(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    end = probation_end(facts, rulebook)
    if facts.kind is not CaseKind.RECOGNITION or end is None:
        return
    first = facts.done.get("resolution") or facts.done.get("decision")
    if first and first < end:
        review = deadlines.due("probation_review", end, rulebook)
        yield Problem("resolution_on", "recognition_too_early", _(
            "The probation ends on {day}; the cell reviews the member within {days} working days after that ({source})."
        ).format(day=dates.show(end), days=review.length, source=review.source), "warning")  # fmt: skip


def probation_end(facts: CaseFacts, rulebook: Rulebook) -> date | None:
    """Return the day the probation of the person ends, None when the day of admission is not fully known."""
    admitted = facts.state.admitted_on
    if admitted is None or admitted.earliest() != admitted.latest():
        return None
    try:
        return deadlines.due("probation_end", admitted.earliest(), rulebook).due_on
    except NotInForce:
        return None


def _readmission(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    if facts.kind is CaseKind.READMISSION:
        yield from transitions.readmission_problems(facts.state, _day(facts), rulebook, "application_on")
