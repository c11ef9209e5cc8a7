"""The forms of a case: its facts, requests, evidence and the three dated acts, each where the paper has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import CaseKind, CaseOutcome
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.cases import ActRow, CaseDetail
    from chibo_app.rules.rulebook import Rulebook

Save = Callable[["Session", dict[str, Any], Explanations], object]
REQUEST, REFUSED, EVIDENCE, EDUCATION = "self_review_request", "self_review_refused", "evidence", "education_began"


def _spec(
    case: CaseDetail, name: str, title: str, fields: Sequence[Field], start: Mapping[str, object], save: Save
) -> FormSpec:
    def keep(session: Session, values: Values, explanations: Explanations) -> object:
        return save(session, dict(values), explanations)

    return FormSpec(
        key=f"cases.{name}:{case.facts.id}",
        title=title,
        sections=[Section("", fields)],
        save=keep,
        label=lambda _values: _("{act} – {name}").format(act=title, name=case.full_name),
        values=start,
    )


def facts(case: CaseDetail, rules: Rulebook) -> FormSpec:
    """Return the form of what the case is about, in the fields its kind of procedure has."""
    kind, known = case.facts.kind, case.facts
    fields: list[Field] = []
    if kind is CaseKind.REMOVAL:
        fields.append(Field("ground_code", _("Ground of the case"), "choice", options=grounds(rules, known.opened_on)))
    fields.append(Field("reason", _("What happened"), "lines"))
    if kind is CaseKind.WITHDRAWAL:
        fields += [
            Field("application_on", _("Application of"), "day"),
            Field("violation_checked_on", _("Checked for violations on"), "day"),
            Field("is_clear_of_violation", _("Free of violations"), "yes_no"),
            Field("application_withdrawn_on", _("Application withdrawn on"), "day"),
        ]
    if kind in {CaseKind.EXPULSION, CaseKind.DISCIPLINE}:
        fields.append(Field("heard_on", _("The member was heard on"), "day"))
    else:
        fields.append(Field("has_open_violation", _("A violation that deserves expulsion is open"), "yes_no"))
    fields += [Field("sent_up_on", _("Sent to the committee above on"), "day"), Field("note", _("Remark"), "lines")]

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        if not values.get("violation_checked_on"):
            values.pop("is_clear_of_violation", None)
        return cases.edit(session, known.id, explanations=explanations, **values)

    start = {field.name: getattr(known, field.name) for field in fields}
    return _spec(case, "edit", _("Facts of the case"), fields, start, save)


def grounds(rules: Rulebook, on: Any) -> list[Option]:
    """Return the grounds of removal in force on a day."""
    return [Option(row.key, str(row["title"])) for row in rules.rows("removal_grounds", on)]


def act(case: CaseDetail, kind: str, title: str, rules: Rulebook, known: ActRow | None = None) -> FormSpec:
    """Return the form of a dated act: a request with its answer, a piece of evidence, another step."""
    fields = [Field("done_on", _("Day"), "day", required=True)]
    if kind == EVIDENCE:
        entries = [Option(row.key, str(row["text"])) for row in rules.rows("evidence", case.facts.opened_on)]
        fields.append(Field("way", _("Kind of evidence"), "choice", required=True, options=entries))
    elif kind == REQUEST:
        fields.append(Field("way", _("How it was sent"), hint=_("letter, through the family, by phone …")))
        fields.append(Field("answer", _("Answer"), "lines"))
    fields.append(Field("content", _("Content"), "lines"))

    def save(session: Session, values: dict[str, Any], _explanations: Explanations) -> object:
        from chibo_app.actions import cases

        if known is not None:
            return cases.edit_step(session, known.id, **values)
        return cases.add_step(session, case.facts.id, kind, values.pop("done_on"), **_texts(values))

    start: dict[str, object] = {"done_on": clock.today()}
    if known is not None:
        start = {field.name: getattr(known, field.name) for field in fields}
    return _spec(case, f"act.{kind}", title, fields, start, save)


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: value or "" for name, value in values.items()}


def resolution(case: CaseDetail, votes: Sequence[Option], meeting_of: Mapping[str, tuple[str, Any]]) -> FormSpec:
    """Return the form of the cell's resolution. `meeting_of` gives meeting and day of each vote.

    Requests and evidence stand in it to be seen, and so that what is missing can be explained where it stands.
    """
    known = case.facts
    fields = _resolution_fields(votes)
    last = votes[-1].value if votes else ""
    start = {
        "resolution_vote_id": known.resolution_vote_id or last,
        "resolution_on": known.resolution_on or (meeting_of[last][1] if last else None),
        "resolution_no": known.resolution_no,
        "self_review_requests": _("{count} sent").format(count=_count(case, REQUEST)),
        "evidence": _("{count} in the file").format(count=_count(case, EVIDENCE)),
        "heard_on": known.heard_on,
        "ground_code": case.ground_title,
    }

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        vote_id = values["resolution_vote_id"]
        return cases.record_resolution(
            session,
            known.id,
            values["resolution_on"],
            meeting_id=meeting_of[vote_id][0] if vote_id else None,
            vote_id=vote_id,
            resolution_no=values["resolution_no"],
            explanations=explanations,
        )

    return _spec(case, "resolution", _("Resolution of the cell"), fields, start, save)


def _resolution_fields(votes: Sequence[Option]) -> list[Field]:
    return [
        Field("resolution_vote_id", _("Vote of the meeting"), "choice", options=votes),
        Field("resolution_on", _("Day of the meeting"), "day", required=True),
        Field("resolution_no", _("Number of the resolution"), hint="05-NQ/CB", width=16),
        Field("self_review_requests", _("Requests for a self-review"), read_only=True),
        Field("evidence", _("Evidence"), read_only=True),
        Field("heard_on", _("The member was heard on"), "day", read_only=True),
        Field("ground_code", _("Ground of the case"), read_only=True),
    ]


def _count(case: CaseDetail, kind: str) -> int:
    return sum(one.kind == kind for one in case.acts)


def decision(case: CaseDetail) -> FormSpec:
    """Return the form of the decision received from above."""
    fields = [
        Field("decision_outcome", _("Outcome"), "choice", required=True, options=options(CaseOutcome)),
        Field("decision_type", _("Kind of decision"), hint=_("for example: decision")),
        Field("decision_no", _("Number"), hint="12-QĐ/ĐU", width=18),
        Field("decision_on", _("Day of the decision"), "day", required=True),
        Field("decision_issuer", _("Issued by"), required=True),
        Field("decision_received_on", _("Received on"), "day"),
        Field("effective_on", _("Takes effect on"), "day", hint=_("left empty: the day the rules name")),
    ]

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.record_decision(
            session,
            case.facts.id,
            values["decision_on"],
            decision_type=values["decision_type"],
            decision_no=values["decision_no"],
            issuer=values["decision_issuer"],
            outcome=CaseOutcome(values["decision_outcome"]),
            received_on=values["decision_received_on"],
            effective_on=values["effective_on"],
            explanations=explanations,
        )

    start = {"decision_outcome": CaseOutcome.ACCEPTED.value, "decision_received_on": clock.today()}
    return _spec(case, "decision", _("Decision of the competent body"), fields, start, save)


def announcement(case: CaseDetail, meetings: Sequence[Option]) -> FormSpec:
    """Return the form of the announcement and the handing over."""
    known = case.facts
    fields = [
        Field("announced_on", _("Announced on"), "day", required=True),
        Field("announced_meeting_id", _("At the meeting"), "choice", options=meetings),
        Field("delivered_on", _("Handed to the member on"), "day"),
    ]

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.record_announcement(
            session,
            known.id,
            values["announced_on"],
            meeting_id=values["announced_meeting_id"],
            delivered_on=values["delivered_on"],
            explanations=explanations,
        )

    start = {field.name: getattr(known, field.name) for field in fields}
    return _spec(case, "announcement", _("Announcement in the cell"), fields, start, save)


def returns(case: CaseDetail) -> FormSpec:
    """Return the form of card, badge and dossier given back."""
    known = case.facts
    fields = [
        Field("card_withdrawn_on", _("Card given back on"), "day"),
        Field("badge_withdrawn_on", _("Badge given back on"), "day"),
        Field("not_recovered_reason", _("If not: why")),
        Field("dossier_sent_on", _("Dossier sent on"), "day"),
    ]

    def save(session: Session, values: dict[str, Any], _explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.record_returns(session, known.id, **values)

    start = {field.name: getattr(known, field.name) for field in fields}
    return _spec(case, "returns", _("Card, badge and dossier"), fields, start, save)


def close(case: CaseDetail) -> FormSpec:
    """Return the form that closes a case."""

    def save(session: Session, values: dict[str, Any], _explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.close(session, case.facts.id, values["closed_on"])

    fields = [Field("closed_on", _("Closed on"), "day", required=True)]
    return _spec(case, "close", _("Close the case"), fields, {"closed_on": clock.today()}, save)


def step(case: CaseDetail, key: str, title: str) -> FormSpec | None:
    """Return the form of a step whose day stands in the case itself, or None for any other step."""
    by_step = {
        "application": [Field("application_on", _("Application of"), "day", required=True)],
        "violation_check": [
            Field("violation_checked_on", _("Checked for violations on"), "day", required=True),
            Field("is_clear_of_violation", _("Free of violations"), "yes_no"),
        ],
        "hearing": [Field("heard_on", _("The member was heard on"), "day", required=True)],
        "sent_up": [Field("sent_up_on", _("Sent to the committee above on"), "day", required=True)],
        "decision_received": [Field("decision_received_on", _("Received on"), "day", required=True)],
    }
    if key not in by_step:
        return None

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.edit(session, case.facts.id, explanations=explanations, **values)

    fields = by_step[key]
    start = {field.name: getattr(case.facts, field.name) for field in fields}
    start[fields[0].name] = start[fields[0].name] or clock.today()
    return _spec(case, f"step.{key}", title, fields, start, save)
