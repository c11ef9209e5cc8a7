"""The list of papers the program can print, and what each of them must be told."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_app.basics import text
from chibo_app.basics.i18n import _

STATISTICS = "statistics_report"
_IN_WORDS_ORDER = ("cell", "member", "members", "meeting", "case", "pledge", "year", "period", "day")


@dataclass(frozen=True)
class ReportRow:
    """One paper: its id in the catalogue, the name people know, the form's code, its formats and needs."""

    id: str
    title: str
    form_code: str
    formats: tuple[str, ...]
    needs: tuple[str, ...]
    search: str
    subject: str


def rows() -> list[ReportRow]:
    """Return every paper of the catalogue; first the statistics, whose figures stand on the screen as well."""
    from chibo_app.documents.catalogue import DOCUMENTS

    found = [
        ReportRow(
            one.id,
            one.title,
            one.form_code,
            tuple(one.formats),
            tuple(need for need in _IN_WORDS_ORDER if need in one.needs),
            text.search_key(one.title, one.form_code),
            one.subject,
        )
        for one in DOCUMENTS
    ]
    return sorted(found, key=lambda row: row.id != STATISTICS)


def subjects() -> list[tuple[str, str]]:
    """Return the subjects papers are grouped by, in the order of the chips, and their words."""
    return [
        ("statistics", _("Statistics")),
        ("members", _("Members")),
        ("meetings", _("Meetings")),
        ("cases", _("Cases")),
        ("pledges", _("Pledges")),
        ("dues", _("Dues")),
        ("badges", _("Badges and cards")),
        ("registers", _("Registers")),
    ]


def file_kinds(row: ReportRow) -> str:
    """Return the kinds of file a paper can be saved as."""
    words = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
    return ", ".join(words[form] for form in row.formats)
