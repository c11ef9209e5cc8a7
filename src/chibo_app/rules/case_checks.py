"""Checks of single procedures: forms of discipline, terms, lengths, votes, earlier cases (members.md 3.5–3.14, 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Level, Problem
from chibo_app.rules import case_people, deadlines, voting
from chibo_app.rules.case_rows import CaseFacts, chosen, matter_of, span_of, value_of
from chibo_app.rules.kinds import CaseKind, CaseOutcome, ComplaintResult, DisciplineForm, Participation
from chibo_app.rules.rulebook import Row, Rulebook

_BARS_TRANSFER = frozenset({CaseKind.DISCIPLINE, CaseKind.EXPULSION, CaseKind.REMOVAL, CaseKind.COMPLAINT})
_NEW_FORM = frozenset({ComplaintResult.REDUCED, ComplaintResult.INCREASED})


def further(facts: CaseFacts, rule: Row, rulebook: Rulebook) -> Iterator[Problem]:
    """Give what a procedure has against a case beside person, ground, way and order."""
    yield from case_people.further(facts, rule, rulebook)
    yield from _transfer(facts, rule)
    yield from _length(facts, rule, rulebook)
    yield from _suspension(facts, rulebook)
    yield from _earlier_case(facts, rule, rulebook)
    yield from _complaint_result(facts, rulebook)
    yield from _votes(facts, rulebook)
    yield from _missing(facts, rule)


def _day(facts: CaseFacts) -> date:
    return facts.done.get("resolution") or facts.judged_on


def _transfer(facts: CaseFacts, rule: Row) -> Iterator[Problem]:
    if facts.kind is not CaseKind.TRANSFER or chosen(rule.get("event_by"), facts) is None:
        return
    if facts.is_to_own_cell:
        yield Problem("to_cell_id", "already_in_cell", _("On that day the person already belonged to this cell."))
    if facts.has_open_violation or _BARS_TRANSFER & set(facts.open_cases):
        yield Problem("transfer_kind", "transfer_while_open_case", _(
            "No official transfer while the member is under inspection or a complaint or denunciation is dealt with "
            "({source})."
        ).format(source=rule.source), "warning")  # fmt: skip


def _length(facts: CaseFacts, rule: Row, rulebook: Rulebook) -> Iterator[Problem]:
    state = span_of(facts, rulebook)
    if state is None:
        return
    wants_end = rule.get("wants_end") or value_of(rule, "needs_end", facts)
    if wants_end and facts.to_on is None:
        yield Problem("to_on", "duration_missing", _(
            "No end is given. The rules ask for a duration; left open, nobody is reminded to review it."
        ), "warning")  # fmt: skip
    months = value_of(rule, "longest_months", facts)
    start = facts.from_on or facts.effective_on or facts.opened_on
    if months and facts.to_on and facts.to_on > dates.add_months(start, months):
        yield Problem("to_on", "stay_too_long", _(
            "A temporary stay of this kind lasts at most {months} months ({source})."
        ).format(months=months, source=rule.source), "warning")  # fmt: skip


def _suspension(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    if span_of(facts, rulebook) is not Participation.SUSPENDED:
        return
    start = facts.from_on or facts.effective_on or facts.done.get("decision")
    decision = facts.done.get("decision")
    if facts.from_on and decision and facts.from_on < decision:
        yield Problem("from_on", "act_before_decision", _(
            "The {act} of {day} lies before the decision of {decision}."
        ).format(act=_("day of effect"), day=dates.show(facts.from_on), decision=dates.show(decision)))  # fmt: skip
    if start is None:
        return
    term = deadlines.due("suspension", start, rulebook)
    longest = term.latest_on if facts.extensions else term.due_on
    if facts.to_on and facts.to_on > longest:
        yield Problem("to_on", "suspension_too_long", _(
            "A suspension that begins on {start} lasts until {end} at the latest, prolonged once until {latest} "
            "({source})."
        ).format(start=dates.show(start), end=dates.show(term.due_on), latest=dates.show(term.latest_on),
                 source=term.source))  # fmt: skip
    if facts.extensions > int(rulebook.row("deadlines", "suspension", start).get("extensions", facts.extensions)):
        yield Problem("to_on", "extended_too_often", _(
            "A suspension is prolonged only once ({source})."
        ).format(source=term.source))  # fmt: skip


def _earlier_case(facts: CaseFacts, rule: Row, rulebook: Rulebook) -> Iterator[Problem]:
    if facts.about is None or not rule["needs_about"]:
        return
    if facts.about.kind.value not in rule["needs_about"]:
        yield Problem("about_case_id", "about_wrong_kind", _("This procedure does not deal with a case of that kind."))
        return
    if facts.about.decision_on is None:
        yield Problem("about_case_id", "about_undecided", _("The earlier case has no decision yet."))
        return
    began, ends = facts.about.effective_on, facts.effective_on
    if facts.kind is CaseKind.REVOCATION and began and ends and ends < began:
        yield Problem("effective_on", "revoked_before_effect", _(
            "The decision took effect on {day}; it cannot be revoked from an earlier day on."
        ).format(day=dates.show(began)))  # fmt: skip
    yield from _late(facts, rule, rulebook)


def _late(facts: CaseFacts, rule: Row, rulebook: Rulebook) -> Iterator[Problem]:
    if facts.about is None:
        return
    term, filed, delivered = value_of(rule, "term", facts), facts.done.get("application"), facts.about.delivered_on
    if term and filed and delivered:
        due = deadlines.due(term, delivered, rulebook)
        if filed > due.due_on:
            yield Problem("application_on", "complaint_late", _(
                "The term for a complaint ended on {day}; late complaints are not dealt with ({source})."
            ).format(day=dates.show(due.due_on), source=due.source), "warning")  # fmt: skip


def _complaint_result(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    if facts.kind is not CaseKind.COMPLAINT or facts.complaint_result not in _NEW_FORM or facts.about is None:
        return
    old = DisciplineForm.EXPULSION if facts.about.kind is CaseKind.EXPULSION else facts.about.discipline_form
    if old is None:
        yield Problem("complaint_result", "no_form_to_change", _(
            "Only a form of discipline can become lighter or heavier; this decision can be upheld or cancelled."
        ))  # fmt: skip
        return
    new = facts.discipline_form
    if new is None:
        yield Problem("discipline_form", "new_form_missing", _("Say which form of discipline counts now."))
        return
    rows = [rulebook.row("discipline_forms", form.value, facts.judged_on)["severity"] for form in (old, new)]
    is_lighter = facts.complaint_result is ComplaintResult.REDUCED
    if (rows[1] >= rows[0]) if is_lighter else (rows[1] <= rows[0]):
        yield Problem("discipline_form", "form_does_not_fit_result", _(
            "The new form of discipline does not fit the result of the complaint."
        ))  # fmt: skip


def _votes(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    accepted = facts.decision_outcome is CaseOutcome.ACCEPTED
    matter = matter_of(facts, rulebook)
    most = voting.rule_of(matter, _day(facts), rulebook).get("max_rounds") if matter else None
    is_used_up = most is not None and facts.failed_votes >= most
    if accepted and facts.vote_passed is False and not is_used_up:
        yield Problem("decision_outcome", "accepted_without_share", _(
            "The cell's vote did not reach the needed share; the committee above decided all the same. Please explain."
        ), "warning")  # fmt: skip
    if is_used_up and "decision" not in facts.done:
        yield Problem("resolution_vote_id", REPORT_UP, _(
            "{rounds} votes did not reach the needed share. Report the matter with the full counts of every vote to "
            "the committee above, which decides."
        ).format(rounds=facts.failed_votes), "warning")  # fmt: skip


REPORT_UP = "report_up"  # told, never asked about


def _missing(facts: CaseFacts, rule: Row) -> Iterator[Problem]:
    if facts.filled is None or "decision" not in facts.done or facts.decision_outcome is CaseOutcome.REFUSED:
        return
    for name in rule["required_fields"]:
        if name not in facts.filled:
            level: Level = "error" if name in rule.get("essential_fields", ()) else "warning"
            yield Problem(name, f"missing_{name}", _("This is not entered yet; the decision rests on it."), level)
