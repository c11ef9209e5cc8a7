"""One case as the screen shows it: what comes next, the member's rights beside it, the three acts, every step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules import protections, voting
from chibo_app.rules.kinds import CaseOutcome
from chibo_app.ui.kit.detail import Detail, Line, Part

if TYPE_CHECKING:
    from chibo_app.models.meetings import Vote
    from chibo_app.queries.cases import ActRow, CaseDetail
    from chibo_app.rules.cases import Step
    from chibo_app.rules.deadlines import Deadline
    from chibo_app.rules.rulebook import Rulebook

Verbs = Sequence[tuple[str, Callable[[], None]]]


def picture(case: CaseDetail, rules: Rulebook, verbs: dict[str, Verbs], missed: Sequence[str] = ()) -> Detail:
    """Return the whole picture. `verbs` are what can be done, by part; `missed` tells of months missed."""
    name = f"{case.title}: {case.full_name}"
    subtitle = _("{standing}; opened on {day}").format(
        standing=labels.label(case.standing), day=dates.show(case.facts.opened_on)
    )
    rights = protections.rights(case.facts.kind, case.facts.opened_on, rules)
    parts = [
        Part(_("What comes next"), _next(case), verbs=verbs["next"]),
        Part(_("What protects the member"), [Line("", f"• {one.sentence} ({one.source})") for one in rights]),
        Part(_("Please look at"), _problems(case)),
        Part(_("The case"), [*_facts(case), *_absence(missed)], verbs=verbs["facts"]),
        Part(_("Requests and evidence"), [_act(one) for one in case.acts], verbs=verbs["acts"]),
        Part(_("1. Resolution of the cell"), _resolution(case, rules), keep_empty=True, verbs=verbs["resolution"]),
        Part(_("2. Decision of the competent body"), _decision(case), keep_empty=True, verbs=verbs["decision"]),
        Part(_("3. Announcement in the cell"), _announcement(case), keep_empty=True, verbs=verbs["announcement"]),
        Part(_("Card, badge and dossier"), _returns(case), verbs=verbs["returns"]),
        Part(_("All steps"), [_step(step) for step in case.steps]),
    ]
    return Detail(name, subtitle, parts)


def _next(case: CaseDetail) -> list[Line]:
    if case.facts.closed_on:
        return [Line("", _("The case was closed on {day}.").format(day=dates.show(case.facts.closed_on)))]
    step = case.next_step
    if step is None:
        return [Line("", _("Every step is done. The case can be closed."))]
    lines = [
        Line(_("Step"), step.title),
        Line(_("Who acts"), step.who),
        Line(_("Papers"), "; ".join(step.papers)),
        Line(_("By the rule"), step.source),
    ]
    return lines + [_term(term) for term in case.deadlines]


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


def _facts(case: CaseDetail) -> list[Line]:
    facts = case.facts
    return [
        Line(_("Ground of the case"), case.ground_title),
        Line(_("What happened"), facts.reason),
        Line(_("Application of"), dates.show(facts.application_on)),
        Line(_("Application withdrawn on"), dates.show(facts.application_withdrawn_on)),
        Line(_("Checked for violations on"), dates.show(facts.violation_checked_on)),
        Line(_("Free of violations"), _yes_no(facts.is_clear_of_violation)),
        Line(_("The member was heard on"), dates.show(facts.heard_on)),
        Line(_("A violation that deserves expulsion is open"), _("Yes") if facts.has_open_violation else ""),
        Line(_("Sent to the committee above on"), dates.show(facts.sent_up_on)),
        Line(_("Remark"), facts.note),
    ]


def _absence(missed: Sequence[str]) -> list[Line]:
    return [Line(_("In the attendance"), sentence) for sentence in missed]


def _yes_no(value: bool | None) -> str:
    return "" if value is None else _("Yes") if value else _("No")


def act_title(kind: str) -> str:
    """Return the words for a kind of act in a case."""
    return {
        "self_review_request": _("Request for a self-review"),
        "self_review_refused": _("Refused the self-review openly"),
        "evidence": _("Evidence"),
        "education_began": _("Education began"),
    }.get(kind, kind)


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
        *[Line(_("Vote"), vote_words(vote, day, rules), "good" if vote.is_passed else "warning") for vote in rounds],
    ]


def _decision(case: CaseDetail) -> list[Line]:
    facts = case.facts
    if facts.decision_on is None:
        return [Line("", _("Not yet received. Until it takes effect the member keeps all rights and duties."))]
    return [
        Line(_("Outcome"), labels.heading(facts.decision_outcome)),
        Line(_("Number"), " ".join(part for part in (facts.decision_type, facts.decision_no) if part)),
        Line(_("Day of the decision"), dates.show(facts.decision_on)),
        Line(_("Issued by"), facts.decision_issuer),
        Line(_("Received on"), dates.show(facts.decision_received_on)),
        Line(
            _("Takes effect on"),
            dates.show(facts.effective_on) or _("not yet"),
            "" if facts.decision_outcome is not CaseOutcome.ACCEPTED or facts.effective_on else "warning",
        ),
    ]


def _announcement(case: CaseDetail) -> list[Line]:
    facts = case.facts
    return [
        Line(_("Announced on"), dates.show(facts.announced_on) or _("not yet")),
        Line(_("Handed to the member on"), dates.show(facts.delivered_on) or _("not yet")),
    ]


def _returns(case: CaseDetail) -> list[Line]:
    facts = case.facts
    return [
        Line(_("Card given back on"), dates.show(facts.card_withdrawn_on)),
        Line(_("Badge given back on"), dates.show(facts.badge_withdrawn_on)),
        Line(_("If not: why"), facts.not_recovered_reason),
        Line(_("Dossier sent on"), dates.show(facts.dossier_sent_on)),
    ]


def _step(step: Step) -> Line:
    sign = {"done": "✓", "next": "▸", "later": "·"}[step.state]
    words = dates.show(step.done_on)
    if step.deadline is not None:
        words = _("due {day}").format(day=dates.show(step.deadline.due_on))
    if step.is_optional and not words:
        words = _("if needed")
    tone = {"done": "good", "next": "warning"}.get(step.state, "")
    return Line(words or step.who, f"{sign} {step.title}", tone)
