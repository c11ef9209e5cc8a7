"""Party badges: rounds, files, forecast, early and posthumous awards, waiting, numbers (members.md 5.2–5.5)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.kinds import DisciplineForm
from chibo_app.rules.party_age import Certificate, Gap, Reckoned, badge_rows, reached_on
from chibo_app.rules.rulebook import Row, Rulebook

AwardState = Literal["to_come", "late", "waiting", "undated", "posthumous"]
_NUMBER = re.compile(r"(?:(?P<symbol>[A-ZĐ]{2,3})\s+)?(?P<letter>[A-E]?)(?P<digits>\d{2,8})")


@dataclass(frozen=True, slots=True)
class Round:
    """A round of awards: its day, the days on which the age may be reached, the day the files must lie above."""

    on: date
    title: str
    from_on: date
    to_on: date
    files_due_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Wait:
    """A time after discipline in which no badge is given (294, article 28.3.1c)."""

    form: DisciplineForm
    decided_on: PartialDate
    until: date


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What the award of a badge hangs on. `first` is the day the age counts from, None when not known to the day.

    `rough_first` is the earliest day it can be. `held` are the years of the badges held. `is_counted`: official.
    """

    first: date | None
    rough_first: date | None
    gaps: tuple[Gap, ...] = ()
    held: frozenset[int] = field(default_factory=frozenset)
    waits: tuple[Wait, ...] = ()
    is_counted: bool = True
    died_on: date | None = None

    def reached_on(self, years: int) -> date | None:
        """Return the day so many years are reached; the earliest it can be when the beginning is only roughly known."""
        first = self.first or self.rough_first
        return reached_on(first, 12 * years, self.gaps) if first else None

    @property
    def waits_until(self) -> date | None:
        """The last day of waiting of all measures of discipline."""
        return max((wait.until for wait in self.waits), default=None)


@dataclass(frozen=True, slots=True)
class Award:
    """A badge foreseen: when the age is reached, in which round it is given, and what stands in its way."""

    years: int
    title: str
    reached_on: date
    round: Round
    state: AwardState
    early_from: date
    waits_until: date | None = None


def facts_of(
    reckoned: Reckoned, certificate: Certificate | None, held: Iterable[int], waits: Sequence[Wait]
) -> AwardFacts:
    """Return what awards hang on. Without exact dates a certificate speaks: it is the committee's own count."""
    first, gaps = reckoned.exact_start, reckoned.gaps
    if first is None and certificate is not None:
        first = dates.add_months(certificate.as_of, -certificate.total_months)
        gaps = tuple(gap for gap in gaps if gap.from_on >= certificate.as_of)
    rough = reckoned.start.on.earliest() if reckoned.start else None
    history = reckoned.history
    counted = history.was_official and history.left_on is None
    return AwardFacts(first, rough, gaps, frozenset(held), tuple(waits), counted, history.died_on)


# rounds


def rounds(from_on: date, to_on: date, rulebook: Rulebook) -> list[Round]:
    """Return the rounds whose day lies between two days, both included, in order."""
    found = [
        one
        for year in range(from_on.year, to_on.year + 1)
        for row in rulebook.rows("badge_rounds", max(from_on, date(year, 1, 1)))
        if from_on <= (one := _round(row, year)).on <= to_on
    ]
    return sorted(found, key=lambda one: one.on)


def _round(row: Row, year: int) -> Round:
    wraps = row["from_month"] > row["to_month"]
    first = date(year - 1 if wraps else year, row["from_month"], 1)
    last = date(year, row["to_month"], calendar.monthrange(year, row["to_month"])[1])
    files = None
    if row.get("file_month"):
        files_year = year - 1 if row["file_month"] > row["month"] else year
        files = date(files_year, row["file_month"], row["file_day"])
    on = date(year, row["month"], row["day"])
    return Round(on, f"{row['title']}/{year}", first, last, files, row.source)


@dataclass(frozen=True, slots=True)
class Plan:
    """The badges and rounds a forecast looks at, read from the rules once for any number of members."""

    on: date
    until: date
    kinds: tuple[Row, ...]
    rounds: tuple[Round, ...]
    posthumous_months: int

    def natural(self, reached: date) -> Round | None:
        """Return the round whose months hold a day; None for one before all rounds known here: it is past."""
        return next((one for one in self.rounds if one.from_on <= reached <= one.to_on), None)

    def next(self) -> Round:
        """Return the first round whose files can still be handed in on the day of the plan."""
        return next(
            one for one in self.rounds
            if one.on >= self.on and (one.files_due_on is None or one.files_due_on >= self.on)
        )  # fmt: skip

    def after(self, day: date) -> Round:
        """Return the first round on or after a day; the last one known for a day far away."""
        return next((one for one in self.rounds if one.on >= day), self.rounds[-1])


def plan(on: date, until: date, rulebook: Rulebook) -> Plan:
    """Return what a forecast from one day to another looks at."""
    known = rounds(date(on.year - 1, 1, 1), date(until.year + 2, 12, 31), rulebook)
    months = int(rulebook.row("badge_levels", "posthumous", on)["months"])
    return Plan(on, until, tuple(badge_rows(rulebook, on)), tuple(known), months)


# waiting after discipline


def waits_of(measures: Iterable[tuple[DisciplineForm, PartialDate]], rulebook: Rulebook) -> list[Wait]:
    """Return the times of waiting after measures of discipline: form and day of the decision, the latest it can be."""
    found = []
    for form, decided in measures:
        rows = rulebook.rows("discipline_forms", decided.latest())
        months = next((row.get("badge_wait_months") for row in rows if row.key == form.value), None)
        if months:
            found.append(Wait(form, decided, dates.add_months(decided.latest(), int(months))))
    return sorted(found, key=lambda wait: wait.until)


# the forecast


def forecast(facts: AwardFacts, look: Plan) -> list[Award]:
    """Return the badges foreseen in the rounds of a plan, the one earned already first.

    Of badges earned together only the highest is given: lower ones are not made up for. Who has died is looked at for
    a posthumous award; who is not official gets none.
    """
    if not facts.is_counted:
        return []
    if facts.died_on is not None:
        return _posthumous(facts, facts.died_on, look)
    reached = _open_badges(facts, look, look.until)
    earned = [pair for pair in reached if pair[1] <= look.on]
    wanted = [*earned[-1:], *(pair for pair in reached if pair[1] > look.on)]
    awards = [_award(row, day, facts, look) for row, day in wanted]
    kept: list[Award] = []
    for award in reversed(awards):
        if award.round.on <= look.until and (not kept or award.round.on < kept[-1].round.on):
            kept.append(award)
    return kept[::-1]


def _open_badges(facts: AwardFacts, look: Plan, until: date) -> list[tuple[Row, date]]:
    """Return the badges not closed by a higher one, with the day each is reached, until a day."""
    highest, found = max(facts.held, default=0), []
    for row in look.kinds:
        if row["years"] <= highest:
            continue
        day = facts.reached_on(row["years"])
        if day is None or day > until:
            break
        found.append((row, day))
    return found


def _award(row: Row, reached: date, facts: AwardFacts, look: Plan) -> Award:
    state: AwardState = "to_come"
    one = look.natural(reached)
    if one is None or one.on < look.on:
        one, state = look.next(), "late"
    until = facts.waits_until
    if until is not None and until > one.on:
        one, state = look.after(until), "waiting"
    if facts.first is None:
        state = "undated"
    early = dates.add_months(reached, -int(row["early_months"]))
    waits = until if until is not None and until >= look.on else None
    return Award(row["years"], row["title"], reached, one, state, early, waits)


def _posthumous(facts: AwardFacts, died: date, look: Plan) -> list[Award]:
    """The highest badge reached before death or within the months that may be missing (06, article 18.2)."""
    if dates.add_months(died, look.posthumous_months) < look.on:
        return []
    open_ones = _open_badges(replace(facts, gaps=_ended(facts.gaps)), look, date.max)
    near = [
        (row, day) for row, day in open_ones
        if day <= dates.add_months(died, int(row["posthumous_early_months"]))
    ]  # fmt: skip
    if not near:
        return []
    row, day = near[-1]
    state: AwardState = "posthumous" if facts.first else "undated"
    early = dates.add_months(day, -int(row["posthumous_early_months"]))
    return [Award(row["years"], row["title"], day, look.next(), state, early)]


def _ended(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    return tuple(gap for gap in gaps if gap.to_on != date.max)


# proposing


def judge_proposal(
    years: int,
    round_on: date,
    facts: AwardFacts,
    rulebook: Rulebook,
    *,
    is_early: bool = False,
    early_reason: str = "",
    is_posthumous: bool = False,
) -> list[Problem]:
    """Return why a badge cannot be proposed for a round, or what is unlikely about it."""
    row = next((row for row in badge_rows(rulebook, round_on) if row["years"] == years), None)
    if row is None:
        return [Problem("years", "badge_unknown", _("There is no badge for {years} years.").format(years=years))]
    found = _against_member(years, facts, is_posthumous)
    if is_early and not early_reason.strip():
        found.append(Problem("early_reason", "badge_early_reason", _("Say why the badge is to be given early.")))
    found += _against_age(row, round_on, facts, is_early, is_posthumous, rulebook)
    until = facts.waits_until
    if until is not None and until > round_on:
        sentence = _("After discipline a badge is given from {day} on, when the cell has recognised the correction.")
        found.append(Problem("round_on", "badge_waiting", sentence.format(day=dates.show(until))))
    return found


def _against_member(years: int, facts: AwardFacts, is_posthumous: bool) -> list[Problem]:
    found = []
    if not facts.is_counted:
        sentence = _("Only official members are given a badge; Party age does not count before.")
        found.append(Problem("years", "badge_not_official", sentence))
    if years in facts.held:
        found.append(Problem("years", "badge_held", _("The member has this badge already.")))
    elif years < max(facts.held, default=0):
        sentence = _("The member has a higher badge; lower ones are not made up for.")
        found.append(Problem("years", "badge_lower", sentence))
    if facts.died_on is not None and not is_posthumous:
        found.append(Problem("is_posthumous", "badge_dead", _("The member has died: the award is posthumous.")))
    if facts.died_on is None and is_posthumous:
        found.append(Problem("is_posthumous", "badge_alive", _("The book knows of no death of this member.")))
    return found


def _against_age(
    row: Row, round_on: date, facts: AwardFacts, is_early: bool, is_posthumous: bool, rulebook: Rulebook
) -> list[Problem]:
    years = int(row["years"])
    if facts.first is None:
        sentence = _(
            "The day Party age counts from is not known to the day. Look for the decision, or enter the certificate."
        )
        return [Problem("years", "badge_undated", sentence)]
    reached = facts.reached_on(years)
    latest = _latest(row, round_on, facts, is_early, is_posthumous, rulebook)
    if reached is None or reached > latest:
        sentence = _("{years} years are reached on {day}; at this round the age counts that is reached by {latest}.")
        said = sentence.format(years=years, day=dates.show(reached), latest=dates.show(latest))
        return [Problem("years", "badge_not_reached", said)]
    higher = [row["years"] for row in badge_rows(rulebook, round_on) if row["years"] > years]
    due = [one for one in higher if (day := facts.reached_on(one)) is not None and day <= _end(round_on, rulebook)]
    if due and not is_posthumous:
        sentence = _(
            "{years} years are reached by this round: the higher badge is given, lower ones are not made up for."
        )
        return [Problem("years", "badge_higher_due", sentence.format(years=max(due)))]
    return []


def _latest(
    row: Row, round_on: date, facts: AwardFacts, is_early: bool, is_posthumous: bool, rulebook: Rulebook
) -> date:
    """Return the last day on which the age may be reached for an award at a round."""
    if is_posthumous and facts.died_on is not None:
        return dates.add_months(facts.died_on, int(row["posthumous_early_months"]))
    if is_early:
        return dates.add_months(round_on, int(row["early_months"]))
    return _end(round_on, rulebook)


def _end(round_on: date, rulebook: Rulebook) -> date:
    """Return the last day that counts for a round; the day itself for an award outside the rounds."""
    return next((one.to_on for one in rounds(round_on, round_on, rulebook)), round_on)


# numbers


def judge_number(number: str, years: int, on: date, rulebook: Rulebook) -> list[Problem]:
    """Return a warning when a badge's number is not built as the guide of its day says: symbol, letter, digits."""
    row = next((row for row in rulebook.rows("badge_numbers", on) if row["years"] == years), None)
    match = _NUMBER.fullmatch(number.strip())
    if row is None or not number.strip():
        return []
    letter, digits = str(row["letter"]), int(row["digits"])
    if match and match["symbol"] and match["letter"] == letter and len(match["digits"]) == digits:
        return []
    sentence = _("This badge is usually numbered like “{example}”: symbol of the province, then {digits} digits.")
    said = sentence.format(example=f"HN {letter}{1:0{digits}d}", digits=digits)
    return [Problem("number", "badge_number_form", said, "warning")]


def years_of_number(number: str, rulebook: Rulebook) -> int | None:
    """Return which badge a number is of, by its letter and digits as they are today; None when it does not say."""
    match = _NUMBER.fullmatch(number.strip())
    if match is None:
        return None
    kind = (match["letter"], len(match["digits"]))
    rows = rulebook.rows("badge_numbers", date.max)
    return next((int(row["years"]) for row in rows if (row["letter"], row["digits"]) == kind), None)
