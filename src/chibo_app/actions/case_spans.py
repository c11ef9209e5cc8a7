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


def prolong(session: Session, case: PartyCase, on: date, until: date, content: str = "") -> PartyCase:
    """Prolong the time a case began until a day; `on` is the day of the paper. The caller judges the case after it.

    Raises Refused when nothing runs, or the new end is not later.
    """
    spans = _running(session, case)
    last = max((span.to_on for span in spans if span.to_on), default=None)
    if last is None or until <= last:
        sentence = _("The new end must lie after the present one.")
        raise Refused([Problem("to_on", "not_prolonged", sentence)])
    with traced(session, case, SPAN):
        for span in spans:
            change(span, to_on=until)
    change(case, to_on=until)
    old = _("until {day}").format(day=dates.show(until))
    _step(session, case, "extend", on, "; ".join(part for part in (old, content) if part))
    return case


def extend(
    session: Session, case_id: str, on: date, until: date, *, content: str = "",
    explanations: Mapping[str, str] = NO_ANSWERS,
) -> PartyCase:  # fmt: skip
    """Prolong an exemption, a suspension or a temporary stay until a day; `on` is the day of the paper.

    Raises Refused when the rules allow no further or no longer extension.
    """
    case = prolong(session, records.get(session, PartyCase, case_id), on, until, content)
    settle_case(session, case, explanations)
    return case


def finish(session: Session, case_id: str, on: date, *, content: str = "") -> PartyCase:
    """End an exemption, a suspension or a temporary stay: the member is back from `on`, a guest gone home."""
    case = records.get(session, PartyCase, case_id)
    spans = _running(session, case)
    if any(on < span.from_on for span in spans):
        sentence = _("That day lies before the beginning.")
        raise Refused([Problem("done_on", "ended_before_beginning", sentence)])
    last = on - timedelta(days=1)
    with traced(session, case, SPAN):
        for span in spans:
            if span.from_on > last:
                session.delete(span)
            elif span.to_on is None or span.to_on > last:
                change(span, to_on=last)
    _step(session, case, "end", on, content)
    return case


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


def _step(session: Session, case: PartyCase, act: str, on: date, content: str) -> None:
    rules = rulebook(session)
    facts = case_facts(session, case, rules)
    raw: Sequence[Mapping[str, object]] = cases.raw_steps(facts, rules)
    key = next((str(step["key"]) for step in raw if step.get("span_act") == act), "")
    if key:
        session.add(create(CaseStep, case_id=case.id, kind=key, done_on=on, content=content))
        session.flush()
