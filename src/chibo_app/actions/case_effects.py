"""What a case writes when it takes effect: event, span, measure of discipline, posts ended, dates of the spell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from chibo_app.actions import case_reverse, members, memberships
from chibo_app.actions.case_trace import traced
from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.models.base import change, create
from chibo_app.models.cases import Discipline, PartyCase
from chibo_app.models.memberships import MembershipSpell, ParticipationSpan, Post
from chibo_app.queries import cells, records
from chibo_app.queries import memberships as lives
from chibo_app.rules import cases, deadlines
from chibo_app.rules.cases import CaseFacts
from chibo_app.rules.kinds import CaseKind, CaseOutcome, EventKind, Participation, Standing
from chibo_app.rules.membership import EXITED, PROSPECTS, state_on
from chibo_app.rules.rulebook import Row, Rulebook

EFFECT, RESOLUTION, DECISION = "effect", "resolution", "decision"
_ENTRIES = frozenset({EventKind.ADMITTED, EventKind.READMITTED})


@dataclass(frozen=True, slots=True)
class Effect:
    """A case with all that is needed to write what it does. `explanations` answer what the case has explained."""

    session: Session
    case: PartyCase
    facts: CaseFacts
    rules: Rulebook
    explanations: Mapping[str, str]

    @property
    def row(self) -> Row:
        """The procedure the case was opened under."""
        return cases.row_of(self.facts, self.rules)

    @property
    def on(self) -> date:
        """The day of effect."""
        return self.case.effective_on or self.case.opened_on


def write(effect: Effect) -> None:
    """Write everything the case does on its day of effect, and keep a trace of it."""
    with traced(effect.session, effect.case, EFFECT):
        _end_spans(effect)
        _event(effect)
        _span(effect)
        _discipline(effect)
        _posts(effect)
        _spell(effect)
        _correct(effect)
        case_reverse.write(effect)


def write_step_event(effect: Effect, key: str, stage: str) -> None:
    """Write the standing a step brings (proposed, admission decided), or the one after a refusal."""
    raw = next((step for step in cases.raw_steps(effect.facts, effect.rules) if step["key"] == key), {})
    day, outcome = effect.facts.done.get(key), effect.case.decision_outcome
    name = raw.get("event")
    if key == DECISION and outcome is not CaseOutcome.ACCEPTED:
        name = raw.get("event_refused") if outcome is CaseOutcome.REFUSED else None
    if not name or day is None or (key == RESOLUTION and effect.facts.vote_passed is False):
        return
    now = state_on(lives.history(effect.session, effect.case.person_id), day).standing
    if now.value == name or now not in {Standing.NONE} | PROSPECTS | EXITED:
        return
    with traced(effect.session, effect.case, stage):
        _record(effect, EventKind(name), day, effect.case.cell_id)


def _record(effect: Effect, kind: EventKind, on: date, cell_id: str | None, **facts: Any) -> None:
    memberships.record_event(
        effect.session, effect.case.person_id, kind, on, cell_id, explanations=effect.explanations,
        case_id=effect.case.id, **facts,
    )  # fmt: skip


def _event(effect: Effect) -> None:
    kind, case = cases.event_of(effect.facts, effect.rules), effect.case
    if kind is None:
        return
    if kind is EventKind.TRANSFERRED_OUT:
        memberships.transfer_out(
            effect.session, case.person_id, effect.on, case.other_side, to_cell_id=case.to_cell_id,
            explanations=effect.explanations, case_id=case.id, is_same_province=case.is_same_province,
        )  # fmt: skip
        return
    if kind is EventKind.TRANSFERRED_IN:
        memberships.transfer_in(
            effect.session, case.person_id, case.cell_id, effect.on, case.other_side,
            explanations=effect.explanations, case_id=case.id, is_same_province=case.is_same_province,
        )  # fmt: skip
        return
    is_away = effect.facts.standing is Standing.TRANSFERRED_OUT
    _record(effect, kind, effect.on, None if is_away else case.cell_id, ground_code=case.ground_code)


def _span(effect: Effect) -> None:
    state, case = cases.span_of(effect.facts, effect.rules), effect.case
    if state is None:
        return
    start = case.from_on or effect.on
    term = effect.row.get("span_deadline")
    end = case.to_on or (deadlines.due(term, start, effect.rules).due_on if term else None)
    if case.to_on != end:
        change(case, to_on=end)
    memberships.record_participation(
        effect.session, case.person_id, case.cell_id, state, start, end, explanations=effect.explanations,
        ground=case.ground_code, decision_no=case.decision_no, decision_on=case.decision_on,
        other_cell=case.other_side, is_reduced_only=case.is_reduced_only, case_id=case.id,
    )  # fmt: skip


def _discipline(effect: Effect) -> None:
    form, case = cases.form_of(effect.facts, effect.rules), effect.case
    if form is None:
        return
    effect.session.add(create(
        Discipline, person_id=case.person_id, case_id=case.id, form=form, reason=case.reason,
        decision_no=case.decision_no, decision_on=_partial(case.decision_on), decision_issuer=case.decision_issuer,
        effective_on=_partial(effect.on), announced_on=_partial(case.announced_on),
    ))  # fmt: skip


def _partial(day: date | None) -> PartialDate | None:
    return PartialDate.of(day) if day else None


def _posts(effect: Effect) -> None:
    form = cases.form_of(effect.facts, effect.rules)
    if form is None or form.value not in effect.row.get("ends_posts_by", ()):
        return
    end_posts(effect.session, effect.case.person_id, effect.case.cell_id, effect.on)


def end_posts(session: Session, person_id: str, cell_id: str, on: date) -> None:
    """End the posts somebody holds in a cell on a day, whose last day it is."""
    for post in session.exec(select(Post).where(Post.person_id == person_id, Post.cell_id == cell_id)).all():
        if post.from_on <= on and (post.to_on is None or post.to_on > on):
            change(post, to_on=on)


def _end_spans(effect: Effect) -> None:
    states = {Participation(name) for name in effect.row.get("ends_spans", ())}
    for span in records.of_owner(effect.session, ParticipationSpan, person_id=effect.case.person_id):
        is_running = span.from_on < effect.on and (span.to_on is None or span.to_on >= effect.on)
        if span.state in states and is_running:
            change(span, to_on=effect.on - timedelta(days=1))


def _spell(effect: Effect) -> None:
    """Enter in the spell what the papers of admission and recognition say, where nothing stands yet."""
    kind, case = cases.event_of(effect.facts, effect.rules), effect.case
    if kind not in _ENTRIES | {EventKind.BECAME_OFFICIAL}:
        return
    effect.session.flush()
    spell = lives.latest_spells(effect.session, [case.person_id])[case.person_id]
    prefix = "official" if kind is EventKind.BECAME_OFFICIAL else "admission"
    facts = {
        f"{prefix}_decision_no": case.decision_no, f"{prefix}_decision_date": _partial(case.decision_on),
        f"{prefix}_place": cells.cell_names(effect.session, effect.on).get(case.cell_id, ""), "mentor": case.mentor,
    }  # fmt: skip
    if kind in _ENTRIES:
        facts |= {
            "admission_decision_issuer": case.decision_issuer, "referee_1": case.referee_1, "referee_2": case.referee_2,
        }  # fmt: skip
    _fill(spell, facts)


def _fill(spell: MembershipSpell, facts: Mapping[str, Any]) -> None:
    change(spell, **{name: value for name, value in facts.items() if value and not getattr(spell, name)})


def _correct(effect: Effect) -> None:
    """Fix the dates of admission and recognition anew; the old ones stay readable beside them (294-QĐ/TW, 4.4)."""
    columns, case = effect.row.get("corrects", {}), effect.case
    given = {spell_name: getattr(case, name) for name, spell_name in columns.items() if getattr(case, name)}
    spell = lives.latest_spells(effect.session, [case.person_id]).get(case.person_id)
    if not given or spell is None:
        return
    old = [
        _("{what}: {day}").format(what=_spell_word(name), day=dates.show(getattr(spell, name)) or "…") for name in given
    ]
    remark = _("Before the correction of {day}: {dates}").format(day=dates.show(effect.on), dates="; ".join(old))
    members.edit_spell(
        effect.session, case.person_id,
        {name: PartialDate.of(day) for name, day in given.items()} | {"note": _joined([spell.note, remark])},
        effect.explanations,
    )  # fmt: skip


def _spell_word(name: str) -> str:
    return _("Date of admission") if name == "admission_date" else _("Official date")


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def acts_of(case: PartyCase, facts: CaseFacts, probation_end: date | None) -> dict[str, date]:
    """Return the days the rule of effect may hang on."""
    known = {
        "resolution": case.resolution_on, "decision": case.decision_on, "announced": case.announced_on,
        "received": case.from_on or case.decision_received_on,
        "probation_end": probation_end if case.kind is CaseKind.RECOGNITION else None,
    }  # fmt: skip
    return {name: day for name, day in known.items() if day}
