"""Checks of one member's facts: what cannot be (errors) and what is unlikely and wants an explanation once (warnings).

Plain values in, problems out; the same judge sits under the form, the import and the received package. Nothing is
changed here, least of all the letters of a name.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules import catalogues, identity
from chibo_app.rules.kinds import Gender
from chibo_app.rules.rulebook import NotInForce, Rulebook
from chibo_app.rules.transitions import probation_problems

OBLIGATORY = ("full_name", "birth_date", "admission_date")


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """The facts of one member that can contradict each other. Empty text and None mean not known."""

    full_name: str
    birth_date: PartialDate | None = None
    gender: Gender | None = None
    admission_decision_date: PartialDate | None = None
    admission_date: PartialDate | None = None
    official_date: PartialDate | None = None
    left_on: PartialDate | None = None
    youth_union_date: PartialDate | None = None
    citizen_id: str = ""
    old_id_no: str = ""
    card_no: str = ""
    old_card_no: str = ""
    ethnic_group: str = ""
    religion: str = ""


def check(
    facts: MemberFacts, today: date, rulebook: Rulebook, obligatory: Collection[str] = OBLIGATORY
) -> list[Problem]:
    """Judge the facts of one member on a day. Errors must be corrected; warnings may be explained."""
    return [
        *_missing(facts, obligatory),
        *_future(facts, today),
        *_wrong_order(facts),
        *_ages(facts, today, rulebook),
        *_probation(facts, today, rulebook),
        *identity.identity_problems(facts.citizen_id, facts.gender, facts.birth_date),
        *identity.card_problems(facts.card_no, facts.citizen_id, facts.gender, facts.birth_date),
        *_unknown_words(facts),
    ]


def _missing(facts: MemberFacts, obligatory: Collection[str]) -> Iterator[Problem]:
    sentences = {
        "full_name": _("The full name is missing."),
        "birth_date": _("The date of birth is missing (the year is enough)."),
        "admission_date": _("The date of admission to the Party is missing."),
    }
    for name, sentence in sentences.items():
        value = getattr(facts, name)
        if name in obligatory and not (value.strip() if isinstance(value, str) else value):
            yield Problem(name, f"{name}_missing", sentence)
    if facts.full_name.strip() and len(facts.full_name.split()) == 1:
        yield Problem("full_name", "single_word_name", _("The full name has only one word."), "warning")


def _labels() -> dict[str, str]:
    return {
        "birth_date": _("date of birth"),
        "youth_union_date": _("date of joining the Youth Union"),
        "admission_decision_date": _("date of the admission decision"),
        "admission_date": _("date of admission"),
        "official_date": _("official date"),
        "left_on": _("date of leaving"),
    }


def _future(facts: MemberFacts, today: date) -> Iterator[Problem]:
    for name, label in _labels().items():
        value: PartialDate | None = getattr(facts, name)
        if value is not None and value.earliest() > today:
            yield Problem(name, "in_the_future", _(
                "The {label} {day} lies in the future."
            ).format(label=label, day=dates.show(value)))  # fmt: skip


def _wrong_order(facts: MemberFacts) -> Iterator[Problem]:
    labels = _labels()
    chain = [name for name in labels if name != "youth_union_date" and getattr(facts, name) is not None]
    for earlier, later in itertools.pairwise(chain):
        first, second = getattr(facts, earlier), getattr(facts, later)
        if second.latest() < first.earliest():
            yield Problem(later, "dates_in_wrong_order", _(
                "The {later} {later_day} lies before the {earlier} {earlier_day}."
            ).format(
                later=labels[later], later_day=dates.show(second), earlier=labels[earlier],
                earlier_day=dates.show(first),
            ))  # fmt: skip


def full_years(born: PartialDate, on: PartialDate | date) -> int:
    """Return the full years of age a person can at most have had on a day; exact when both dates are."""
    day, first = (on if isinstance(on, date) else on.latest()), born.earliest()
    return day.year - first.year - ((day.month, day.day) < (first.month, first.day))


def least_years(born: PartialDate, on: PartialDate | date) -> int:
    """Return the full years of age a person must at least have had on a day."""
    day, last = (on if isinstance(on, date) else on.earliest()), born.latest()
    return day.year - last.year - ((day.month, day.day) < (last.month, last.day))


def _ages(facts: MemberFacts, today: date, rulebook: Rulebook) -> Iterator[Problem]:
    born, admitted = facts.birth_date, facts.admission_date
    if born is None:
        return
    oldest = rulebook.row("ages", "oldest", today)["to_years"]
    if least_years(born, today) > oldest and facts.left_on is None:
        yield Problem("birth_date", "very_old", _(
            "Born in {year}, the member would be over {years} years old."
        ).format(year=born.year, years=oldest), "warning")  # fmt: skip
    if admitted is not None and admitted.latest() >= born.earliest():
        yield from _admission_age(born, admitted, rulebook)
    if facts.youth_union_date is not None:
        youngest = rulebook.row("ages", "youth_union", today)["from_years"]
        if full_years(born, facts.youth_union_date) < youngest:
            yield Problem("youth_union_date", "young_for_youth_union", _(
                "The member would have joined the Youth Union under {years} years of age."
            ).format(years=youngest), "warning")  # fmt: skip


def _admission_age(born: PartialDate, admitted: PartialDate, rulebook: Rulebook) -> Iterator[Problem]:
    try:
        rule = rulebook.row("ages", "admission", admitted.earliest())
    except NotInForce:
        yield Problem("admission_date", "before_the_party", _(
            "The date of admission {day} lies before the founding of the Party."
        ).format(day=dates.show(admitted)), "warning")  # fmt: skip
        return
    if full_years(born, admitted) < rule["from_years"]:
        yield Problem("admission_date", "admitted_too_young", _(
            "The member would have been admitted at {age} years of age; admission is from {limit} full years "
            "({source})."
        ).format(age=full_years(born, admitted), limit=rule["from_years"], source=rule.source), "warning")  # fmt: skip
    elif least_years(born, admitted) > rule["to_years"]:
        yield Problem("admission_date", "admitted_late", _(
            "The member would have been admitted at {age} years of age; over {limit} only special bodies may "
            "admit ({source})."
        ).format(age=least_years(born, admitted), limit=rule["to_years"], source=rule.source), "warning")  # fmt: skip


def _probation(facts: MemberFacts, today: date, rulebook: Rulebook) -> Iterator[Problem]:
    admitted, official = facts.admission_date, facts.official_date
    if admitted is None:
        return
    if official is not None:
        if official.latest() >= admitted.earliest():
            yield from probation_problems(admitted, official, rulebook, "official_date")
        return
    try:
        rule = rulebook.row("probation", "standard", admitted.earliest())
    except NotInForce:
        return
    months = rule.get("unlikely_after_months")
    until = min(today, facts.left_on.earliest()) if facts.left_on else today
    if months is not None and dates.add_months(admitted.latest(), months) < until:
        yield Problem("official_date", "official_date_missing", _(
            "Admitted on {day}, the member would still be probationary. Is the official date missing?"
        ).format(day=dates.show(admitted)), "warning")  # fmt: skip


def _unknown_words(facts: MemberFacts) -> Iterator[Problem]:
    if facts.ethnic_group.strip() and catalogues.find_ethnic_group(facts.ethnic_group) is None:
        yield Problem("ethnic_group", "unknown_ethnic_group", _(
            "“{text}” is not in the list of ethnic groups; it is kept as written."
        ).format(text=facts.ethnic_group), "warning")  # fmt: skip
    if facts.religion.strip() and catalogues.find_religion(facts.religion) is None:
        yield Problem("religion", "unknown_religion", _(
            "“{text}” is not in the list of religions; it is kept as written."
        ).format(text=facts.religion), "warning")  # fmt: skip
