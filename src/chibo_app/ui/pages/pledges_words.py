"""The catalogues promises are tied to, and their words."""

from __future__ import annotations

from chibo_app.basics.i18n import _

CATALOGUES = ("signs27", "forbidden19", "ethics", "mottos")


def catalogue(name: str) -> str:
    """Return the title of a catalogue promises are tied to."""
    return {
        "signs27": _("27 signs of degradation"),
        "forbidden19": _("19 things a member may not do"),
        "ethics": _("Standards of revolutionary ethics"),
        "mottos": _("Mottos"),
    }[name]


def tie(name: str, code: str) -> str:
    """Return the words of a catalogue entry a promise is tied to."""
    from chibo_app.rules import catalogues

    entry = catalogues.entry(name, code)
    return entry.text if entry else code
