"""Words and choices about members that more than one part of the page needs."""

from __future__ import annotations

from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import Participation, Standing
from chibo_app.rules.membership import MEMBERS
from chibo_app.ui.kit.fields import Option

FORMER = (
    Standing.EXPELLED, Standing.REMOVED, Standing.WITHDRAWN, Standing.TRANSFERRED_OUT, Standing.DECEASED,
    Standing.ADMISSION_ANNULLED,
)  # fmt: skip
AWAY = (Participation.TEMPORARY_OUT, Participation.TEMPORARY_IN)


def state(standing: Standing, participation: Participation) -> str:
    """Return both axes in a few words: the participation is named when it is not the normal one."""
    words = labels.label(standing)
    if standing in MEMBERS and participation is not Participation.ACTIVE:
        return f"{words}, {labels.label(participation)}"
    return words


def short_state(standing: Standing, participation: Participation) -> str:
    """Return both axes as few words as a column needs."""
    short = {Standing.OFFICIAL: _("official"), Standing.PROBATIONARY: _("probationary")}
    words = short.get(standing) or labels.label(standing)
    if standing in MEMBERS and participation is not Participation.ACTIVE:
        return f"{words}, {labels.label(participation)}"
    return words


def participation_options() -> list[Option]:
    """Return the ways of taking part that are recorded as a time."""
    kinds = [kind for kind in Participation if kind is not Participation.ACTIVE]
    return [Option(kind.value, labels.label(kind)) for kind in kinds]


def texts(catalogue: str, group: str = "") -> list[Option]:
    """Return the lines of a catalogue as choices whose value is the written text."""
    entries = catalogues.catalogue(catalogue, clock.today())
    return [Option(entry.text, entry.text) for entry in entries if not group or entry.group == group]
