"""What the page reads about one case besides the case itself: meetings and votes, months missed, other cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.rulebook import Rulebook
from chibo_app.ui.kit.detail import Line
from chibo_app.ui.kit.fields import Option
from chibo_app.ui.pages import cases_fields as columns
from chibo_app.ui.pages.cases_forms import Shown
from chibo_app.ui.pages.cases_picture import vote_words

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.cases import CaseDetail


@dataclass(frozen=True)
class Reading:
    """A case with everything its screen and forms need."""

    shown: Shown
    missed: Sequence[str]
    others: Sequence[Line]


def read_shown(session: Session, case_id: str, choose: Callable[[str], object]) -> Reading:
    """Read a case. Raises NotFound. `choose` shows another case."""
    from chibo_app.queries import cases, cells, meetings, overrides
    from chibo_app.rules import cases as procedures

    case = cases.case_detail(session, case_id)
    facts, rules = case.facts, overrides.rulebook(session)
    row = procedures.rule_of(facts.kind, facts.opened_on, rules)
    held = meetings.meeting_rows(session, facts.cell_id)
    days = {one.id: one.held_on for one in held}
    rows = cases.case_rows(session, None)
    asking = columns.Asking(
        facts.kind,
        facts.opened_on,
        rules,
        row.values,
        cells.cell_names(session, clock.today()),
        _earlier(case, rows, row),
    )
    votes = sorted([*case.earlier_votes, *([case.vote] if case.vote else [])], key=lambda vote: vote.round_no)
    shown = Shown(
        case,
        asking,
        [Option(one.id, f"{dates.show(one.held_on)} – {labels.heading(one.type)}") for one in held],
        [_vote(vote, days, rules) for vote in votes],
        {vote.id: (vote.meeting_id, days[vote.meeting_id]) for vote in votes},
    )
    return Reading(shown, _missed_months(session, case), _others(case, rows, choose))


def _vote(vote: Any, days: dict[str, date], rules: Rulebook) -> Option:
    day = days[vote.meeting_id]
    return Option(vote.id, f"{dates.show(day)}, " + vote_words(vote, day, rules))


def _earlier(case: CaseDetail, rows: Sequence[Any], row: Any) -> list[Option]:
    wanted = set(row["needs_about"])
    return [
        Option(one.id, f"{one.title}, {dates.show(one.decision_on or one.opened_on)}")
        for one in rows
        if one.person_id == case.facts.person_id and one.kind.value in wanted
    ]


def _missed_months(session: Session, case: CaseDetail) -> list[str]:
    """Return what the records say of months missed without reason, in the year of the case and the one before."""
    from chibo_app.queries import roll_calls

    facts = case.facts
    years = (facts.opened_on.year - 1, facts.opened_on.year)
    found = [roll_calls.absences(session, facts.cell_id, facts.person_id, year) for year in years]
    return [one.sentence for one in found if one.months]


def _others(case: CaseDetail, rows: Sequence[Any], choose: Callable[[str], object]) -> list[Line]:
    """Return the other cases of the same person: the one this is about first; each opens with a click."""
    facts = case.facts
    lines = []
    for row in rows:
        if row.person_id == facts.person_id and row.id != facts.id:
            words = _("{case}, opened on {day}").format(case=row.title, day=dates.show(row.opened_on))
            caption = _("This is about") if row.id == facts.about_case_id else _("Another case")
            lines.append(Line(caption, words, open=partial(choose, row.id)))
    return sorted(lines, key=lambda line: line.caption == _("Another case"))
