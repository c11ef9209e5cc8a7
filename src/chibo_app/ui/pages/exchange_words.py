"""What people need to know about a package, in plain sentences."""

from __future__ import annotations

from chibo_app.basics.i18n import _


def inside() -> list[str]:
    """Return what a package holds."""
    return [
        _("A package holds the whole records of one cell: members, meetings, pledges, cases and papers with scans."),
        _("It is locked for the committee's key or by a passphrase; nobody else can read it, not even by accident."),
        _("It is signed by this book and numbered: the committee sees at once whether one is missing or was changed."),
        _("Before it is called ready the program opens it again and compares every byte."),
    ]


def opening() -> list[str]:
    """Return how a package is opened on the other side."""
    return [
        _("The committee opens it with this program, or with the free tools “age” and “unzip”; README.txt says how."),
        _("Carry it on a USB stick or send it as your committee allows. A passphrase is told by telephone."),
    ]


def exchange_list() -> str:
    """Return what the exchange list is, beside the package."""
    return _("The exchange list is an ordinary Excel file for the database of members; it is not sealed.")


def grouped(digest: str) -> str:
    """Write a fingerprint in groups of eight that can be read aloud."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
