"""Party age (tuổi đảng) to the month: from which day it counts, what is taken off, the badge it earns (members.md 5).

It counts only for those recognised as official, and then back from the day the first admission decision was signed
(Charter, article 5.4). What is known only to the month or the year gives an approximate age and earns nothing alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.rules import membership
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.membership import EXIT_EVENTS, MEMBERS, ParticipationSpan, StandingEvent
from chibo_app.rules.rulebook import Row, Rulebook

StartBasis = Literal["stated", "decision", "card"]
RUNNING = date.max  # the last day of a time outside the Party that has not ended
_ENTRIES = (EventKind.ADMITTED, EventKind.READMITTED)
ORDINARY = frozenset({
    EventKind.PROSPECT, EventKind.SYMPATHIZER, EventKind.PROPOSED, EventKind.ADMISSION_DECIDED,
    EventKind.PROSPECT_ENDED, EventKind.ADMITTED, EventKind.BECAME_OFFICIAL, EventKind.TRANSFERRED_IN,
    EventKind.TRANSFERRED_OUT,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """A time outside Party life, taken off the Party age. `reason` is the event, `interrupted` or `entered`."""

    from_on: date
    to_on: date
    reason: str = ""
    is_approximate: bool = False

    @property
    def months(self) -> int:
        """The whole months of it."""
        return whole_months(self.from_on, self.to_on)


@dataclass(frozen=True, slots=True)
class PartyAge:
    """Whole months of Party age; approximate when the beginning is not known to the day."""

    total_months: int
    is_approximate: bool

    @property
    def years(self) -> int:
        """Full years."""
        return self.total_months // 12

    @property
    def months(self) -> int:
        """Months beyond the full years."""
        return self.total_months % 12

    @property
    def text(self) -> str:
        """The age in words, with ≈ when approximate."""
        sign = "≈ " if self.is_approximate else ""
        if not self.months:
            return sign + _("{years} years").format(years=self.years)
        return sign + _("{years} years {months} months").format(years=self.years, months=self.months)


@dataclass(frozen=True, slots=True)
class SpellDates:
    """What a membership spell says: the decision, the day on the card, a beginning stated by the committee."""

    admitted: PartialDate | None = None
    decided: PartialDate | None = None
    stated: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """The day Party age counts from. Gaps before `absorbs_until` are already taken off a stated beginning."""

    on: PartialDate
    basis: StartBasis
    absorbs_until: date | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """The age the competent committee certified as of a day, in months (giấy xác nhận tuổi đảng)."""

    as_of: date
    total_months: int


@dataclass(frozen=True, slots=True)
class History:
    """What the events say: times outside, how many admissions were annulled, and where the person stands."""

    gaps: tuple[Gap, ...] = ()
    annulled_spells: int = 0
    was_official: bool = False
    left_on: date | None = None
    died_on: date | None = None
    is_gap_missing: bool = False


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Party age with its reasons. `age` is None while it does not count or its beginning is not known."""

    start: Start | None
    gaps: tuple[Gap, ...]
    history: History
    age: PartyAge | None
    until: date

    @property
    def exact_start(self) -> date | None:
        """The day it counts from, None while anything that moves it is not known to the day."""
        if self.start is None or self.history.is_gap_missing or any(gap.is_approximate for gap in self.gaps):
            return None
        return self.start.on.exact()


def whole_months(start: date, end: date) -> int:
    """Return the whole months from one day to another; a month that ends on the last day of a shorter one counts."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if dates.add_months(start, months) <= end else months - 1


def party_age(start: PartialDate, on: date, gaps: Sequence[Gap] = ()) -> PartyAge:
    """Return the Party age on a day.

    `start` is the day the admission decision was signed (first admission for one admitted again), or the day on the
    card where no decision is kept. Exempt, temporary and foreign times are not taken off. It never shrinks.
    """
    first = start.earliest()
    total = _months_on(first, on, merged(gaps, first)) if first <= on else 0
    return PartyAge(total, start.exact() is None or any(gap.is_approximate for gap in gaps))


def _months_on(first: date, on: date, gaps: Sequence[Gap]) -> int:
    outside = best = 0
    for gap in gaps:
        if gap.from_on >= on:
            break
        best = max(best, whole_months(first, gap.from_on) - outside)
        if on < gap.to_on:
            return best
        outside += gap.months
    return max(best, whole_months(first, on) - outside)


def reached_on(first: date, months: int, gaps: Sequence[Gap] = ()) -> date | None:
    """Return the first day with so many whole months; None when a time outside that still runs comes before it."""
    outside, day = 0, dates.add_months(first, months)
    for gap in merged(gaps, first):
        if day <= gap.from_on:
            break
        if gap.to_on == RUNNING:
            return None
        outside += gap.months
        day = max(dates.add_months(first, months + outside), gap.to_on)
    return day


def merged(gaps: Iterable[Gap], first: date = date.min) -> list[Gap]:
    """Return gaps in order, overlapping ones as one, without what lies before the beginning."""
    joined: list[Gap] = []
    for gap in sorted(gaps, key=lambda gap: (gap.from_on, gap.to_on)):
        if gap.to_on <= first:
            continue
        clipped = replace(gap, from_on=max(gap.from_on, first))
        last = joined[-1] if joined else None
        if last is not None and clipped.from_on <= last.to_on:
            rough = last.is_approximate or clipped.is_approximate
            joined[-1] = replace(last, to_on=max(last.to_on, clipped.to_on), is_approximate=rough)
        else:
            joined.append(clipped)
    return joined


def start_of(spells: Sequence[SpellDates], annulled: int = 0) -> Start | None:
    """Return from when Party age counts: spells in order, those of annulled admissions left out.

    A beginning stated by the committee prevails; stated for a later admission, the time outside is already in it.
    """
    counted = list(spells[annulled:])
    for place, spell in reversed(list(enumerate(counted))):
        if spell.stated is not None:
            again = spell.admitted or spell.decided
            return Start(spell.stated, "stated", again.earliest() if place and again else None)
    first = counted[0] if counted else SpellDates()
    if first.decided is not None:
        return Start(first.decided, "decision")
    return Start(first.admitted, "card") if first.admitted is not None else None


def history_of(events: Iterable[StandingEvent], spans: Iterable[ParticipationSpan], on: date) -> History:
    """Return what the events until a day say. Restored: nothing is taken off; resumed and admitted again: the gap is.

    Dates not known to the day are taken so that the gap is longest: nobody gets a badge by a missing date.
    """
    known = list(events)
    if all(event.kind in ORDINARY for event in known):
        official = any(event.kind is EventKind.BECAME_OFFICIAL and event.on.earliest() <= on for event in known)
        return ordinary_history(official, spans, on)
    return _replayed(known, spans, on)


def ordinary_history(was_official: bool, spans: Iterable[ParticipationSpan], on: date) -> History:
    """Return the history of somebody who never left the Party, as nearly everybody's is; no replay is needed."""
    return History(tuple(merged(_interruptions(spans, on))), was_official=was_official)


def _replayed(events: Iterable[StandingEvent], spans: Iterable[ParticipationSpan], on: date) -> History:
    found = History()
    gaps: list[Gap] = []
    left: StandingEvent | None = None
    entries = 0
    for event, _before, after in membership.replay(events):
        if event.on.earliest() > on:
            break
        if event.kind is EventKind.ANNULLED:
            gaps, left, found = [], None, replace(found, annulled_spells=entries, was_official=False)
        elif event.kind in EXIT_EVENTS:
            left = left or event
        elif event.kind is EventKind.RESTORED:
            left, found = None, replace(found, annulled_spells=0)
        elif event.kind in (*_ENTRIES, EventKind.RESUMED):
            gaps += [_gap(left, event.on)] if left else []
            is_first = found.annulled_spells > 0 and entries == found.annulled_spells
            is_missing = event.kind is EventKind.READMITTED and left is None and not is_first
            left, found = None, replace(found, is_gap_missing=found.is_gap_missing or is_missing)
        entries += event.kind in _ENTRIES
        found = _standing(found, event, after.standing)
    gaps += [_gap(left, None)] if left else []
    gaps += _interruptions(spans, on)
    return replace(found, gaps=tuple(merged(gaps)), left_on=left.on.earliest() if left else None)


def _standing(found: History, event: StandingEvent, standing: Standing) -> History:
    if event.kind is EventKind.DIED:
        return replace(found, died_on=event.on.earliest())
    return replace(found, was_official=standing is Standing.OFFICIAL) if standing in MEMBERS else found


def _gap(left: StandingEvent, back: PartialDate | None) -> Gap:
    is_exact = left.on.exact() is not None and (back is None or back.exact() is not None)
    return Gap(left.on.earliest(), back.latest() if back else RUNNING, left.kind.value, not is_exact)


def _interruptions(spans: Iterable[ParticipationSpan], on: date) -> Iterable[Gap]:
    """Give the times without contact: they are outside Party life though the standing stays (294, article 4.5.1)."""
    for span in spans:
        if span.state is Participation.INTERRUPTED and span.from_on.earliest() <= on:
            end = span.to_on.latest() + timedelta(days=1) if span.to_on else RUNNING
            is_rough = span.from_on.exact() is None or (span.to_on is not None and span.to_on.exact() is None)
            yield Gap(span.from_on.earliest(), end, span.state.value, is_rough)


def reckon(
    spells: Sequence[SpellDates],
    events: Iterable[StandingEvent],
    spans: Iterable[ParticipationSpan],
    entered: Iterable[Gap],
    on: date,
) -> Reckoned:
    """Return the Party age on a day with its reasons; for the dead as of death, for those who left as of leaving."""
    return reckon_history(spells, history_of(events, spans, on), entered, on)


def reckon_history(spells: Sequence[SpellDates], history: History, entered: Iterable[Gap], on: date) -> Reckoned:
    """Return the Party age of a history already told."""
    own = list(entered)
    if own and history.is_gap_missing:
        history = replace(history, is_gap_missing=False)
    start = start_of(spells, history.annulled_spells)
    until = min(day for day in (on, history.died_on, history.left_on) if day is not None)
    kept = start.absorbs_until if start and start.absorbs_until else date.min
    gaps = tuple(gap for gap in merged([*history.gaps, *own]) if gap.to_on > kept) if own or history.gaps else ()
    age = None
    if start is not None and history.was_official:
        counted = party_age(start.on, until, gaps)
        age = replace(counted, is_approximate=True) if history.is_gap_missing else counted
    return Reckoned(start, gaps, history, age, until)


def difference(reckoned: Reckoned, certificate: Certificate) -> int | None:
    """Return how many months more (below zero: fewer) the program counts than was certified, as of that day."""
    if reckoned.start is None:
        return None
    return party_age(reckoned.start.on, certificate.as_of, reckoned.gaps).total_months - certificate.total_months


def carried(certificate: Certificate, on: date, gaps: Sequence[Gap] = ()) -> PartyAge:
    """Return the certified age carried on to a later day, times outside since then taken off."""
    first = dates.add_months(certificate.as_of, -certificate.total_months)
    later = [gap for gap in gaps if gap.to_on > certificate.as_of]
    return PartyAge(_months_on(first, on, merged(later, certificate.as_of)), is_approximate=False)


# the next badge by age alone; proposals, rounds and waiting stand in `rules.badges`


@dataclass(frozen=True, slots=True)
class BadgeDue:
    """The next badge: its years, the day the Party age is reached, and the round it is given in."""

    years: int
    title: str
    reached_on: date
    round_on: date
    round_title: str
    is_approximate: bool


def next_badge(
    start: PartialDate, gaps: Sequence[Gap], held: Collection[int], on: date, rulebook: Rulebook
) -> BadgeDue | None:
    """Return the first badge not yet held, due or to come; lower ones than the highest held are not made up for."""
    found: BadgeDue | None = None
    for row in badge_rows(rulebook, on):
        reached = reached_on(start.earliest(), 12 * int(row["years"]), gaps)
        if row["years"] <= max(held, default=0) or reached is None:
            continue
        if found is not None and reached > on:
            break  # the one found is earned or the first to come
        round_on, round_title = round_of(reached, on, rulebook)
        is_rough = start.exact() is None or any(gap.is_approximate for gap in gaps)
        found = BadgeDue(row["years"], row["title"], reached, round_on, round_title, is_rough)
        if reached > on:
            break
    return found


def badge_rows(rulebook: Rulebook, on: date) -> list[Row]:
    """Return the badges there are on a day, the lowest first."""
    return sorted(rulebook.rows("badges", on), key=lambda row: int(row["years"]))


def round_of(reached: date, on: date, rulebook: Rulebook) -> tuple[date, str]:
    """Return day and name of the round whose months hold the day the Party age is reached (local rule)."""
    for row in rulebook.rows("badge_rounds", on):
        first, last = row["from_month"], row["to_month"]
        wraps = first > last
        if (first <= reached.month <= last) or (wraps and (reached.month >= first or reached.month <= last)):
            year = reached.year + (1 if wraps and reached.month >= first else 0)
            return date(year, row["month"], row["day"]), str(row["title"])
    raise LookupError(f"no round of badges holds month {reached.month}")
