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
from chibo_app.ui.pages import cases_papers as papers
from chibo_app.ui.pages.cases_forms import Shown
from chibo_app.ui.pages.cases_picture import vote_words

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.case_links import CaseLink
    from chibo_app.queries.cases import CaseDetail
    from chibo_app.rules.rulebook import Row


@dataclass(frozen=True)
class Reading:
    """A case with everything its screen and forms need."""

    shown: Shown
    missed: Sequence[str]
    others: Sequence[Line]


def read_shown(session: Session, case_id: str, choose: Callable[[str], object]) -> Reading:
    """Read a case. Raises NotFound. `choose` shows another case."""
    from chibo_app.queries import case_links, cases, cells, meetings, overrides
    from chibo_app.rules import cases as procedures

    case = cases.case_detail(session, case_id)
    facts, rules = case.facts, overrides.rulebook(session)
    row = procedures.rule_of(facts.kind, facts.opened_on, rules)
    held = meetings.meeting_rows(session, facts.cell_id)
    days = {one.id: one.held_on for one in held}
    links = case_links.cases_of_person(session, facts.person_id)
    asking = columns.Asking(
        facts.kind,
        facts.opened_on,
        rules,
        row.values,
        cells.cell_names(session, clock.today()),
        _earlier(links, row),
    )
    votes = sorted([*case.earlier_votes, *([case.vote] if case.vote else [])], key=lambda vote: vote.round_no)
    shown = Shown(
        case,
        asking,
        [Option(one.id, f"{dates.show(one.held_on)} – {labels.heading(one.type)}") for one in held],
        [_vote(vote, days, rules) for vote in votes],
        {vote.id: (vote.meeting_id, days[vote.meeting_id]) for vote in votes},
        papers.suited(session, case_id, row),
    )
    return Reading(shown, _missed_months(session, case), _others(case, links, choose))


def _vote(vote: Any, days: dict[str, date], rules: Rulebook) -> Option:
    day = days[vote.meeting_id]
    return Option(vote.id, f"{dates.show(day)}, " + vote_words(vote, day, rules))


def _earlier(links: Sequence[CaseLink], row: Row) -> list[Option]:
    wanted = set(row["needs_about"])
    return [
        Option(one.id, f"{one.title}, {dates.show(one.decision_on or one.opened_on)}")
        for one in links
        if one.kind.value in wanted
    ]


def _missed_months(session: Session, case: CaseDetail) -> list[str]:
    """Return what the records say of months missed without reason, in the year of the case and the one before."""
    from chibo_app.queries import roll_calls

    facts = case.facts
    years = (facts.opened_on.year - 1, facts.opened_on.year)
    found = [roll_calls.absences(session, facts.cell_id, facts.person_id, year) for year in years]
    return [one.sentence for one in found if one.months]


def _others(case: CaseDetail, links: Sequence[CaseLink], choose: Callable[[str], object]) -> list[Line]:
    """Return the other cases of the same person: the one this is about first; each opens with a click."""
    facts, lines = case.facts, []
    for link in links:
        if link.id == facts.id:
            continue
        caption = _("Another case")
        if link.id == facts.about_case_id:
            caption = _("This is about")
        elif link.about_case_id == facts.id:
            caption = _("About this decision")
        words = _("{case}, opened on {day}").format(case=link.title, day=dates.show(link.opened_on))
        lines.append(Line(caption, words, open=partial(choose, link.id)))
    return sorted(lines, key=lambda line: line.caption == _("Another case"))
