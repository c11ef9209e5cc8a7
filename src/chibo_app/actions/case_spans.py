"""Times a case began: exemption, suspension, temporary stay. Prolonged by a later paper, ended by coming back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from chibo_app.actions.case_core import NO_ANSWERS, settle_case
from chibo_app.actions.case_trace import traced
from chibo_app.basics import dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.memberships import ParticipationSpan
from chibo_app.queries import records
from chibo_app.queries.case_facts import case_facts
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases

SPAN = "span"  # stage of the trace


def extend(
    session: Session, case_id: str, on: date, until: date, *, content: str = "",
    explanations: Mapping[str, str] = NO_ANSWERS,
) -> PartyCase:  # fmt: skip
    """Prolong an exemption, a suspension or a temporary stay until a day; `on` is the day of the paper.

    Raises Refused when nothing runs, the new end is not later, or the rules allow no further or no longer extension.
    """
    case = records.get(session, PartyCase, case_id)
    spans = _running(session, case)
    last = end_of(session, case)
    if last is None or until <= last:
        sentence = _("The new end must lie after the present one.")
        raise Refused([Problem("to_on", "not_prolonged", sentence)])
    said = _("until {day}").format(day=dates.show(until))
    with traced(session, case, _step(session, case, "extend", on, "; ".join(part for part in (said, content) if part))):
        for span in spans:
            change(span, to_on=until)
    change(case, to_on=until)
    settle_case(session, case, explanations)
    return case


def finish(session: Session, case_id: str, on: date, *, content: str = "") -> PartyCase:
    """End an exemption, a suspension or a temporary stay: the member is back from `on`, a guest gone home.

    Raises Refused when nothing runs, or the day lies before the beginning.
    """
    case = records.get(session, PartyCase, case_id)
    spans = _running(session, case)
    if any(on < span.from_on for span in spans):
        sentence = _("That day lies before the beginning.")
        raise Refused([Problem("done_on", "ended_before_beginning", sentence)])
    last = on - timedelta(days=1)
    with traced(session, case, _step(session, case, "end", on, content)):
        for span in spans:
            if span.from_on > last:
                session.delete(span)
            elif span.to_on is None or span.to_on > last:
                change(span, to_on=last)
    return case


def stage_of(step_id: str) -> str:
    """Return the name under which a case keeps what an extension or an end changed."""
    return f"{SPAN}:{step_id}"


def end_of(session: Session, case: PartyCase) -> date | None:
    """Return the present end of the time a case began, None when it is open or never began."""
    return max((span.to_on for span in records.of_owner(session, ParticipationSpan, case_id=case.id) if span.to_on),
               default=None)  # fmt: skip


def _running(session: Session, case: PartyCase) -> Sequence[ParticipationSpan]:
    spans = records.of_owner(session, ParticipationSpan, case_id=case.id)
    if not spans:
        sentence = _("This case has not begun a time that could be prolonged or ended.")
        raise Refused([Problem("done_on", "no_span", sentence)])
    return spans


def _step(session: Session, case: PartyCase, act: str, on: date, content: str) -> str:
    """Add the dated act and return the stage its trace is kept under."""
    rules = rulebook(session)
    facts = case_facts(session, case, rules)
    raw: Sequence[Mapping[str, object]] = cases.raw_steps(facts, rules)
    key = next((str(step["key"]) for step in raw if step.get("span_act") == act), act)
    step = create(CaseStep, case_id=case.id, kind=key, done_on=on, content=content)
    session.add(step)
    session.flush()
    return stage_of(step.id)
