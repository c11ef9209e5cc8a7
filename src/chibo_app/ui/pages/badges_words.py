"""Words for what the reckoning of Party age, badges and cards finds."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.queries.badges import AwardRow
from chibo_app.queries.party_age import AgeRow, BadgeRow
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.party_age import RUNNING, Gap, Reckoned


def start(reckoned: Reckoned) -> str:
    """Say from which day Party age counts, and why from that one."""
    if reckoned.start is None:
        return _("not known: no date of admission is recorded")
    texts = {
        "stated": _("{day}, as the committee stated"),
        "decision": _("{day}, day of the admission decision"),
        "card": _("{day}, day of admission on the card (no decision recorded)"),
    }
    return texts[reckoned.start.basis].format(day=dates.show(reckoned.start.on))


def age(row: AgeRow) -> str:
    """Say the Party age, or why it does not count."""
    if row.reckoned.age is not None:
        return row.reckoned.age.text
    if row.standing is Standing.PROBATIONARY:
        return _("not yet: counts from recognition")
    return ""


def gap(one: Gap) -> str:
    """Say a time outside Party life: from when to when, why, how many months."""
    first = dates.show(one.from_on)
    if one.to_on == RUNNING:
        return _("since {day}: {reason}").format(day=first, reason=_gap_reason(one))
    return _("{first} – {last}: {reason}, {months} months").format(
        first=first, last=dates.show(one.to_on), reason=_gap_reason(one), months=one.months
    )


def _gap_reason(one: Gap) -> str:
    if one.reason == Participation.INTERRUPTED.value:
        return labels.label(Participation.INTERRUPTED)
    if one.reason in {kind.value for kind in EventKind}:
        return labels.label(EventKind(one.reason))
    return _("entered by hand")


def kind(years: int) -> str:
    """Name a badge by its years."""
    return _("{years} years (badge)").format(years=years)


def state(row: AwardRow) -> str:
    """Say where an award stands."""
    texts = {
        "proposed": _("proposed"),
        "to_come": _("to be proposed"),
        "late": _("round passed, to be made good"),
        "waiting": _("waits after discipline"),
        "undated": _("exact date missing"),
        "posthumous": _("posthumous, to be proposed"),
    }
    return texts[row.state]


def given_state(badge: BadgeRow) -> str:
    """Say what became of a badge."""
    if badge.returned_on:
        return _("given back on {day}").format(day=dates.show(badge.returned_on))
    if badge.reissued_on:
        return _("issued again on {day}").format(day=dates.show(badge.reissued_on))
    if badge.presented_on:
        return _("presented on {day}").format(day=dates.show(badge.presented_on))
    return _("decided, not presented yet") if badge.proposed_on else ""


def card_state(code: str) -> str:
    """Say where a card stands."""
    return {
        "held": "",
        "none": _("no card number recorded"),
        "probationer": _("probationary: no card yet"),
        "old_model": _("old model"),
        "gone": _("taken back"),
    }[code]
