"""One case as the screen shows it: what comes next, the member's rights beside it, the three acts, every step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules import voting
from chibo_app.rules.kinds import CaseOutcome
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.pages import cases_fields as columns

if TYPE_CHECKING:
    from chibo_app.models.meetings import Vote
    from chibo_app.queries.cases import ActRow, CaseDetail
    from chibo_app.rules.cases import Step
    from chibo_app.rules.deadlines import Deadline
    from chibo_app.rules.rulebook import Rulebook

Verbs = Sequence[tuple[str, Callable[[], object]]]
_RETURNED = ("card_withdrawn_on", "badge_withdrawn_on", "not_recovered_reason", "dossier_sent_on")


@dataclass(frozen=True)
class Beside:
    """What stands beside the case: what can be done (by part and by step), months missed, other cases."""

    verbs: Mapping[str, Verbs]
    step_acts: Mapping[str, Callable[[], object]]
    missed: Sequence[str] = ()
    others: Sequence[Line] = ()


def picture(case: CaseDetail, asking: columns.Asking, beside: Beside) -> Detail:
    """Return the whole picture of a case."""
    verbs = beside.verbs
    subtitle = _("{standing}; opened on {day}").format(
        standing=labels.label(case.standing), day=dates.show(case.facts.opened_on)
    )
    parts = [
        Part(_("What comes next"), _next(case), verbs=verbs.get("next", ())),
        Part(_("What protects the member"), [Line("", f"• {one.sentence} ({one.source})") for one in case.rights]),
        Part(_("Please look at"), _problems(case)),
        Part(_("The case"), [*_facts(case, asking), *_absence(beside.missed)], verbs=verbs.get("facts", ())),
        Part(_("Requests and evidence"), [_act(one) for one in case.acts], verbs=verbs.get("acts", ())),
        *_three_acts(case, asking, beside),
        Part(_("Card, badge and dossier"), _returns(case), verbs=verbs.get("returns", ())),
        Part(_("Earlier and later cases"), _others(case, beside), verbs=verbs.get("after", ())),
        Part(_("All steps"), [_step(step, beside.step_acts.get(step.key)) for step in case.steps]),
        Part(_("Papers of this case"), verbs=verbs.get("papers", ())),
    ]
    return Detail(f"{case.title}: {case.full_name}", subtitle, parts)


def _others(case: CaseDetail, beside: Beside) -> list[Line]:
    is_named = any(line.caption == _("This is about") for line in beside.others)
    named = [] if is_named else [Line(_("This is about"), case.about_title)]
    return [*named, *beside.others]


def _three_acts(case: CaseDetail, asking: columns.Asking, beside: Beside) -> list[Part]:
    """Return the acts kept apart, numbered as far as this procedure has them."""
    kept = {step.key for step in case.steps}
    acts: tuple[tuple[str, str, Callable[[], list[Line]]], ...] = (
        ("resolution", _("Resolution of the cell"), lambda: _resolution(case, asking.rules)),
        ("decision", _decider(case), lambda: _decision(case, asking)),
        ("announced", _("Announcement in the cell"), lambda: _announcement(case)),
    )
    found = [(key, title, lines) for key, title, lines in acts if key in kept]
    return [
        Part(f"{place}. {title}", [line for line in lines() if line.value], verbs=beside.verbs.get(key, ()))
        for place, (key, title, lines) in enumerate(found, 1)
    ]


def _decider(case: CaseDetail) -> str:
    return _("Decision of the cell") if case.decided_by == "cell" else _("Decision of the competent body")


def _next(case: CaseDetail) -> list[Line]:
    if case.facts.closed_on:
        return [Line("", _("The case was closed on {day}.").format(day=dates.show(case.facts.closed_on)))]
    step = case.next_step
    if step is None:
        return [Line("", _("Every step is done. The case can be closed.")), *map(_term, case.deadlines)]
    lines = [
        Line(_("Step"), step.title),
        Line(_("Who acts"), step.who),
        Line(_("Papers"), "; ".join(step.papers)),
        Line(_("Vote"), _vote_advice(case) if step.key == "resolution" else ""),
        Line(_("By the rule"), step.source),
    ]
    return lines + [_term(term) for term in case.deadlines]


def _vote_advice(case: CaseDetail) -> str:
    """Return how many votes are needed and how one votes, as long as the cell has still to vote."""
    advice = case.vote_advice
    if advice is None or case.facts.resolution_on is not None:
        return ""
    ballots = _(" or ").join(labels.label(kind) for kind in advice.ballots)
    return _("{sentence} Voting by {ballots} ({source}).").format(
        sentence=advice.sentence, ballots=ballots, source=advice.source
    )


def _term(term: Deadline) -> Line:
    left = term.days_left(clock.today())
    open_words = _("until {day}, {left} days left ({source})")
    words = open_words if left >= 0 else _("was due on {day}, {left} days ago ({source})")
    value = words.format(day=dates.show(term.due_on), left=abs(left), source=term.source)
    return Line(term.title, value, "" if left >= 0 else "error")


def _problems(case: CaseDetail) -> list[Line]:
    given = {one.code: one.content for one in case.explanations}
    lines = []
    for problem in case.problems:
        sign = "✕ " if problem.level == "error" else "⚠ "
        lines.append(Line("", sign + problem.sentence, problem.level))
        if problem.code in given:
            lines.append(Line(_("Explained"), given[problem.code]))
    return lines


def _facts(case: CaseDetail, asking: columns.Asking) -> list[Line]:
    """Return every fact this procedure has, and the days of steps that stand in no part of their own."""
    names = list(dict.fromkeys([*asking.row["fields"], *_further(asking)]))
    fields = columns.fields(names, asking)
    return [Line(field.label, columns.words(field, getattr(case.facts, field.name))) for field in fields]


_IN_A_PART = frozenset({
    "resolution_on", "resolution_vote_id", "resolution_no", "decision_type", "decision_no", "decision_on",
    "decision_issuer", "decision_outcome", "decision_received_on", "announced_on", "announced_meeting_id",
    "delivered_on", *_RETURNED,
})  # fmt: skip


def _further(asking: columns.Asking) -> list[str]:
    steps = asking.row["steps"]
    named = [name for step in steps for name in (step.get("field", ""), *step.get("fields", ()))]
    return [name for name in named if name and name not in _IN_A_PART and name != "effective_on"]


def _absence(missed: Sequence[str]) -> list[Line]:
    return [Line(_("In the attendance"), sentence) for sentence in missed]


def act_title(kind: str, steps: Sequence[Step] = ()) -> str:
    """Return the words for a kind of act in a case."""
    known = {
        "self_review_request": _("Request for a self-review"),
        "self_review_refused": _("Refused the self-review openly"),
        "evidence": _("Evidence"),
        "education_began": _("Education began"),
    }
    return known.get(kind) or next((step.title for step in steps if step.key == kind), kind)


def _act(one: ActRow) -> Line:
    words = [dates.show(one.done_on), one.way, one.content, one.answer and _("answer: {text}").format(text=one.answer)]
    return Line(act_title(one.kind), " – ".join(part for part in words if part))


def vote_words(vote: Vote, on: object, rules: Rulebook) -> str:
    """Return one round of the vote with its share and what came of it."""
    result = voting.judge(vote.matter, vote.base, vote.yes, vote.no, vote.abstain, on, rules)  # type: ignore[arg-type]
    verdict = _("passed") if vote.is_passed else _("not passed")
    return _("round {round}: {share} – {verdict}").format(
        round=vote.round_no, share=result.share_text, verdict=verdict
    )  # fmt: skip


def _resolution(case: CaseDetail, rules: Rulebook) -> list[Line]:
    facts = case.facts
    day = facts.resolution_on or facts.opened_on
    votes = [*case.earlier_votes, *([case.vote] if case.vote else [])]
    rounds = sorted(votes, key=lambda vote: vote.round_no)
    return [
        Line(_("Day of the meeting"), dates.show(facts.resolution_on) or _("not yet")),
        Line(_("Number of the resolution"), facts.resolution_no),
        Line(_("Votes needed"), _vote_advice(case)),
        *[Line(_("Vote"), vote_words(vote, day, rules), "good" if vote.is_passed else "warning") for vote in rounds],
    ]


def _not_decided(case: CaseDetail, asking: columns.Asking) -> str:
    if case.decided_by == "cell":
        return _("Not issued yet.")
    if asking.row["group"] in {"violation", "out"}:
        return _("Not yet received. Until it takes effect the member keeps all rights and duties.")
    return _("Not yet received.")


def _decision(case: CaseDetail, asking: columns.Asking) -> list[Line]:
    facts = case.facts
    if facts.decision_on is None:
        return [
            Line("", _not_decided(case, asking)),
            Line(_("Who decides"), case.suggested_issuer and f"{case.suggested_issuer} ({case.competence_source})"),
        ]
    is_waiting = facts.decision_outcome is CaseOutcome.ACCEPTED and not facts.effective_on
    return [
        Line(_("Outcome"), labels.heading(facts.decision_outcome)),
        Line(_("Number"), " ".join(part for part in (facts.decision_type, facts.decision_no) if part)),
        Line(_("Day of the decision"), dates.show(facts.decision_on)),
        Line(_("Issued by"), facts.decision_issuer),
        Line(_("Received on"), dates.show(facts.decision_received_on)),
        Line(_("Takes effect on"), dates.show(facts.effective_on) or _("not yet"), "warning" if is_waiting else ""),
    ]


def _announcement(case: CaseDetail) -> list[Line]:
    facts = case.facts
    lines = [Line(_("Announced on"), dates.show(facts.announced_on) or _("not yet"))]
    if any(step.key == "delivered" for step in case.steps):
        lines.append(Line(_("Handed to the member on"), dates.show(facts.delivered_on) or _("not yet")))
    return lines


def _returns(case: CaseDetail) -> list[Line]:
    facts = case.facts
    return [
        Line(_("Card given back on"), dates.show(facts.card_withdrawn_on)),
        Line(_("Badge given back on"), dates.show(facts.badge_withdrawn_on)),
        Line(_("If not: why"), facts.not_recovered_reason),
        Line(_("Dossier sent on"), dates.show(facts.dossier_sent_on)),
    ]


def _step(step: Step, act: Callable[[], object] | None) -> Line:
    sign = {"done": "✓", "next": "▸", "later": "·"}[step.state]
    words = dates.show(step.done_on)
    if step.deadline is not None:
        words = _("due {day}").format(day=dates.show(step.deadline.due_on))
    if step.is_optional and not words:
        words = _("if needed")
    tone = {"done": "good", "next": "warning"}.get(step.state, "")
    return Line(words or step.who, f"{sign} {step.title}", tone, open=act)
