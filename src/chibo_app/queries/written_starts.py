"""How a document begins: a template filled with what the records say of a meeting or a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from chibo_app.basics import dates
from chibo_app.queries import meeting_words, paper_heads, report_facts
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.report_facts import Known, Made
from chibo_app.queries.report_periods import Period, period_of
from chibo_app.queries.writing import Template
from chibo_app.rules import written_text
from chibo_app.rules.rulebook import Rulebook
from chibo_app.rules.written_text import Piece


@dataclass(frozen=True, slots=True)
class Start:
    """What a new document begins with."""

    subject: str
    pieces: tuple[Piece, ...]
    addressee: str
    recipients: str
    period: Period | None


NOTHING = Made({}, {})


def start(
    session: Session, template: Template, cell_id: str, on: date, *, meeting_id: str = "", made: Made = NOTHING
) -> Start:
    """Return a template of a cell filled in: from a meeting, or from the period that holds a day.

    `made` are further words and parts, of the record the document is about (an inspection, commendations).
    """
    rules = rulebook(session)
    own, period = _made(session, template, cell_id, on, meeting_id, rules)
    made = Made({**own.words, **made.words}, {**own.parts, **made.parts})
    head = paper_heads.letterhead(session, cell_id, on)
    known = Known(made.words) | {
        "day": dates.long_date(on), "cell": head.cell_name, "year": str(on.year),
    }  # fmt: skip
    if period is not None:
        known |= {"period": period.words(rules), "next_period": period.following().words(rules)}
        known |= {"PERIOD": known["period"].upper(), "NEXT_PERIOD": known["next_period"].upper()}
    filled = Known(known)
    return Start(
        template.subject.format_map(filled), tuple(_pieces(template.lines, filled, made)),
        template.addressee.format_map(filled), template.recipients.format_map(filled), period,
    )  # fmt: skip


def _made(
    session: Session, template: Template, cell_id: str, on: date, meeting_id: str, rules: Rulebook
) -> tuple[Made, Period | None]:
    if template.period == "meeting":
        if not meeting_id:
            return NOTHING, period_of("month", on)
        _meeting, month, made = meeting_words.of_meeting(session, meeting_id, rules)
        return made, month
    if not template.period:
        return NOTHING, None
    period = period_of(template.period, on)
    return report_facts.of_period(session, cell_id, period, rules), period


def _pieces(lines: Sequence[str], known: Known, made: Made) -> list[Piece]:
    """Fill the lines in; a table of a template is several lines that belong together."""
    found: list[Piece] = []
    waiting: list[str] = []
    for line in lines:
        if line.startswith("@"):
            found += written_text.from_lines(waiting)
            found += made.parts.get(line[1:], ())
            waiting = []
        else:
            waiting.append(" ".join(line.format_map(known).splitlines()))
    return [*found, *written_text.from_lines(waiting)]
