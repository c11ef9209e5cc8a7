"""Which changes of standing are possible, and which are so unusual that they want an explanation (members.md 3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.rules import labels
from chibo_app.rules.kinds import EventKind, Standing
from chibo_app.rules.membership import (
    EXITED,
    MEMBERS,
    PROSPECTS,
    ParticipationSpan,
    StandingEvent,
    State,
    replay,
    state_on,
)
from chibo_app.rules.rulebook import NotInForce, Row, Rulebook

_OUTSIDE = EXITED | {Standing.NONE}
_POSSIBLE_FROM = {
    EventKind.PROSPECT: _OUTSIDE,
    EventKind.SYMPATHIZER: _OUTSIDE | PROSPECTS,
    EventKind.PROPOSED: _OUTSIDE | {Standing.PROSPECT, Standing.SYMPATHIZER},
    EventKind.ADMISSION_DECIDED: _OUTSIDE | PROSPECTS,
    EventKind.PROSPECT_ENDED: PROSPECTS,
    EventKind.ADMITTED: _OUTSIDE | PROSPECTS,
    EventKind.READMITTED: EXITED | PROSPECTS,
    EventKind.BECAME_OFFICIAL: frozenset({Standing.PROBATIONARY}),
    EventKind.RECOGNITION_REVOKED: frozenset({Standing.OFFICIAL}),
    EventKind.RESTORED: EXITED,
    EventKind.RESUMED: MEMBERS | {Standing.REMOVED},
    EventKind.TRANSFERRED_IN: MEMBERS,
    EventKind.TRANSFERRED_OUT: MEMBERS,
    EventKind.DIED: MEMBERS | PROSPECTS,
    EventKind.EXPELLED: MEMBERS,
    EventKind.REMOVED: MEMBERS,
    EventKind.WITHDREW: MEMBERS,
    EventKind.ANNULLED: MEMBERS,
}


def judge_event(history: Iterable[StandingEvent], new: StandingEvent, rulebook: Rulebook) -> list[Problem]:
    """Judge one new event against the events already recorded.

    Errors: what cannot be (a probationer expelled, an event before admission or after leaving). Warnings: what
    the rules expect otherwise (probation of another length, admission again too early).
    """
    known = list(history)
    was_wrong = {id(event) for event, before, _after in replay(known) if errors(_judge(before, event, rulebook))}
    problems: list[Problem] = []
    for event, before, _after in replay([*known, new]):
        found = _judge(before, event, rulebook)
        if event is new:
            problems += found
        elif errors(found) and id(event) not in was_wrong:
            problems.append(_breaks_later(new, event))
    return problems


def _breaks_later(new: StandingEvent, later: StandingEvent) -> Problem:
    return Problem(
        "on",
        "later_event_impossible",
        _("With this, the later entry “{event}” of {day} would no longer be possible.").format(
            event=labels.event(later.kind), day=dates.show(later.on)
        ),
    )


def _judge(before: State, event: StandingEvent, rulebook: Rulebook) -> list[Problem]:
    return list(_impossible(before, event)) or [
        *_wrong_place(before, event),
        *_wrong_ground(before, event, rulebook),
        *_unusual(before, event, rulebook),
    ]


def _impossible(before: State, event: StandingEvent) -> Iterator[Problem]:
    kind, day = event.kind, dates.show(event.on)
    if kind is EventKind.EXPELLED and before.standing is Standing.PROBATIONARY:
        yield Problem("kind", "probationer_cannot_be_expelled", _(
            "A probationary member cannot be expelled: the forms of discipline are reprimand and warning; "
            "one who is unfit is removed from the roll (Party Charter, article 35)."
        ))  # fmt: skip
    elif kind is EventKind.ADMITTED and before.spell > 0:
        yield Problem("kind", "already_admitted", _(
            "This person was already admitted on {day}. For a second admission choose “Admitted again”."
        ).format(day=dates.show(before.admitted_on)))  # fmt: skip
    elif kind is EventKind.READMITTED and before.spell == 0:
        yield Problem("kind", "never_admitted", _(
            "“Admitted again” needs a first admission and a leaving of the Party before it."
        ))  # fmt: skip
    elif before.standing not in _POSSIBLE_FROM[kind]:
        if kind in _NEEDS_MEMBER and before.spell == 0:
            yield Problem("on", "before_admission", _(
                "On {day} the person had not yet been admitted to the Party."
            ).format(day=day))  # fmt: skip
        elif before.standing in EXITED | {Standing.DECEASED}:
            yield Problem("on", "after_leaving", _(
                "On {day} the person was no longer a Party member: {standing} since {since}."
            ).format(day=day, standing=labels.standing(before.standing), since=dates.show(before.since)))  # fmt: skip
        else:
            yield Problem("kind", "impossible_order", _(
                "“{event}” is not possible on {day}: the person is then {standing}."
            ).format(event=labels.event(kind), day=day, standing=labels.standing(before.standing)))  # fmt: skip


_NEEDS_MEMBER = frozenset(EventKind) - {
    EventKind.PROSPECT, EventKind.SYMPATHIZER, EventKind.PROPOSED, EventKind.ADMISSION_DECIDED,
    EventKind.PROSPECT_ENDED, EventKind.ADMITTED,
}  # fmt: skip


def _wrong_place(before: State, event: StandingEvent) -> Iterator[Problem]:
    if event.kind is EventKind.TRANSFERRED_OUT:
        if before.is_elsewhere:
            yield Problem("on", "already_transferred_out", _("The person had already been transferred out."))
        elif event.cell_id and before.cell_id and event.cell_id != before.cell_id:
            yield Problem("cell_id", "not_in_that_cell", _("On that day the person belonged to another cell."))
    elif event.kind is EventKind.TRANSFERRED_IN and not before.is_elsewhere and before.cell_id:
        if event.cell_id == before.cell_id:
            yield Problem("cell_id", "already_in_cell", _("On that day the person already belonged to this cell."))
        else:
            yield Problem("cell_id", "departure_missing", _(
                "The departure from the former cell is not recorded; the person is taken off its roll on the same day."
            ), "warning")  # fmt: skip


def _wrong_ground(before: State, event: StandingEvent, rulebook: Rulebook) -> Iterator[Problem]:
    if event.kind is not EventKind.REMOVED or event.ground is None:
        return
    try:
        ground = rulebook.row("removal_grounds", event.ground, event.on.earliest())
    except NotInForce as error:
        yield Problem("ground", "ground_not_in_force", str(error), "warning")
        return
    if before.standing.value not in ground["applies_to"]:
        yield Problem("ground", "ground_not_for_standing", _(
            "The ground “{ground}” does not apply to an {standing} ({source})."
        ).format(ground=ground["title"], standing=labels.standing(before.standing), source=ground.source))  # fmt: skip


def _unusual(before: State, event: StandingEvent, rulebook: Rulebook) -> Iterator[Problem]:
    if event.kind is EventKind.BECAME_OFFICIAL and before.admitted_on:
        yield from probation_problems(before.admitted_on, event.on, rulebook, "on")
    elif event.kind is EventKind.READMITTED:
        yield from _readmission_problems(before, event, rulebook)
    elif event.kind is EventKind.WITHDREW and before.standing is Standing.PROBATIONARY:
        yield Problem("kind", "probationer_withdrew", _(
            "Leaving on request is meant for official members; a probationary member's name is normally removed."
        ), "warning")  # fmt: skip


def probation_problems(
    admitted: dates.PartialDate, official: dates.PartialDate, rulebook: Rulebook, where: str
) -> Iterator[Problem]:
    """Warn when the official date is not the admission date plus the probation of that time (members.md 3.5)."""
    try:
        rule = rulebook.row("probation", "standard", admitted.earliest())
    except NotInForce:
        return
    months = rule.get("months")
    if months is None:
        return
    first, last = (dates.add_months(day, months) for day in (admitted.earliest(), admitted.latest()))
    if official.latest() < first or last < official.earliest():
        yield Problem(where, "probation_length", _(
            "The official date is normally {months} months after admission, here {expected} ({source})."
        ).format(months=months, expected=_expected(admitted, months), source=rule.source), "warning")  # fmt: skip


def _expected(admitted: dates.PartialDate, months: int) -> str:
    expected = dates.add_months(admitted.earliest(), months).isoformat()
    return dates.show(dates.PartialDate(expected[: len(admitted.iso)]))


def _readmission_problems(before: State, event: StandingEvent, rulebook: Rulebook) -> Iterator[Problem]:
    yield from readmission_problems(before, event.on.earliest(), rulebook, "on")


def readmission_problems(before: State, day: date, rulebook: Rulebook, where: str) -> Iterator[Problem]:
    """Warn of what stands against admitting a person again: twice, a barred way of leaving, too early (294, 3.5)."""
    try:
        rule = rulebook.row("readmission", "standard", day)
    except NotInForce:
        return
    if before.spell > rule["times"]:
        yield Problem("kind", "readmitted_twice", _(
            "A person may be admitted again only once ({source})."
        ).format(source=rule.source), "warning")  # fmt: skip
    if _exit_code(before, rule) in rule["never_after"]:
        yield Problem("kind", "readmission_barred", _(
            "After this way of leaving a person is normally not admitted again ({source})."
        ).format(source=rule.source), "warning")  # fmt: skip
    if before.exit_ground in rule.get("after_sentence", ()):
        yield Problem(where, "readmission_after_sentence", _(
            "After a sentence for a less serious crime admission again is considered {months} months after the record "
            "is cleared; a serious crime or corruption bars it ({source})."
        ).format(months=rule["months_after_rehabilitation"], source=rule.source), "warning")  # fmt: skip
    left_on = before.left_on if before.standing not in MEMBERS else None
    if left_on and day < dates.add_months(left_on, rule["months"]):
        yield Problem(where, "readmission_too_early", _(
            "Admission again is considered at the earliest {months} months after leaving, from {day} on ({source})."
        ).format(
            months=rule["months"], day=dates.show(dates.add_months(left_on, rule["months"])), source=rule.source
        ), "warning")  # fmt: skip


def _exit_code(before: State, rule: Row) -> str:
    """How a person left, as the rule on admission again names it: own application, unless of special hardship."""
    ground = before.exit_ground or ""
    if before.exit_kind is not EventKind.WITHDREW:
        return ground
    return "" if ground in rule.get("excused_reasons", ()) else "own_application"


def judge_span(
    events: Iterable[StandingEvent], spans: Iterable[ParticipationSpan], new: ParticipationSpan
) -> list[Problem]:
    """Judge a new time of exemption, absence, suspension …: its dates, membership, overlap of the same kind."""
    start, end = new.from_on.earliest(), new.to_on.latest() if new.to_on else None
    if end is not None and end < start:
        return [Problem("to_on", "dates_in_wrong_order", _("The end lies before the beginning."))]
    problems = []
    if state_on(events, new.from_on.latest()).standing not in MEMBERS:
        problems.append(Problem("from_on", "not_a_member", _(
            "On {day} the person is not a Party member."
        ).format(day=dates.show(new.from_on))))  # fmt: skip
    if any(span.state is new.state and _overlap(span, start, end) for span in spans):
        problems.append(Problem("from_on", "overlapping_span", _(
            "For part of this time “{state}” is already recorded."
        ).format(state=labels.participation(new.state))))  # fmt: skip
    return problems


def _overlap(span: ParticipationSpan, start: date, end: date | None) -> bool:
    begins_before_end = end is None or span.from_on.earliest() <= end
    return begins_before_end and (span.to_on is None or start <= span.to_on.latest())
