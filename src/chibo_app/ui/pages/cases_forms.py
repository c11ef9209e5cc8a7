"""The forms of a case: its facts and the acts of every step, built of the fields the rules name for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import CaseOutcome
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.pages import cases_fields as columns

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.cases import ActRow, CaseDetail

Save = Callable[["Session", dict[str, Any], Explanations], object]
REQUEST, REFUSED, EVIDENCE, EDUCATION = "self_review_request", "self_review_refused", "evidence", "education_began"
RESOLUTION, DECISION, ANNOUNCED, CEREMONY = "resolution", "decision", "announced", "ceremony"


@dataclass(frozen=True)
class Shown:
    """A case with what its forms choose from: meetings, and votes with the meeting and day of each."""

    case: CaseDetail
    asking: columns.Asking
    meetings: Sequence[Option] = ()
    votes: Sequence[Option] = ()
    meeting_of: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()  # what can be printed of the case as it stands

    def step(self, key: str) -> Mapping[str, Any]:
        """Return a step as the rules write it."""
        return next((step for step in self.asking.row["steps"] if step["key"] == key), {"key": key, "title": key})


def _spec(
    shown: Shown, name: str, title: str, fields: Sequence[Field], start: Mapping[str, object], save: Save
) -> FormSpec:
    def keep(session: Session, values: Values, explanations: Explanations) -> object:
        return save(session, columns.taken(values), explanations)

    return FormSpec(
        key=f"cases.{name}:{shown.case.facts.id}",
        title=title,
        sections=[Section("", fields)],
        save=keep,
        label=lambda _values: _("{act} – {name}").format(act=title, name=shown.case.full_name),
        values=start,
    )


_STILL_OPEN = ("mentor", "note")  # what may change of the facts when the decision is recorded


def facts(shown: Shown) -> FormSpec:
    """Return the form of what the case is about, in the fields its kind of procedure has."""
    return _facts(shown, "edit", _("Facts of the case"), shown.asking.row["fields"])


def remark(shown: Shown) -> FormSpec:
    """Return the form of what can still be added when the case is decided."""
    return _facts(shown, "remark", _("Remark"), [name for name in shown.asking.row["fields"] if name in _STILL_OPEN])


def _facts(shown: Shown, key: str, title: str, names: Sequence[str]) -> FormSpec:

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.edit(session, shown.case.facts.id, explanations=explanations, **_changed(shown, values))

    start = columns.start(names, shown.case.facts)
    return _spec(shown, key, title, columns.fields(names, shown.asking), start, save)


def _changed(shown: Shown, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are not in the book yet: what is recorded and decided is not touched again."""
    known = shown.case.facts
    return {name: value for name, value in values.items() if value != getattr(known, name)}


def step(shown: Shown, key: str) -> FormSpec:
    """Return the form that does a step, whichever it is."""
    makers: dict[str, Callable[[Shown], FormSpec]] = {
        RESOLUTION: resolution, DECISION: decision, ANNOUNCED: announcement,
    }  # fmt: skip
    if key in makers:
        return makers[key](shown)
    raw = shown.step(key)
    if "span_act" in raw:
        return _span_act(shown, raw)
    return _dated(shown, raw) if "field" in raw else act(shown, key, str(raw["title"]))


def _dated(shown: Shown, raw: Mapping[str, Any]) -> FormSpec:
    """Return the form of a step whose day stands in the case itself."""
    own = str(raw["field"])
    names = [own, *(name for name in raw.get("fields", ()) if name != own)]

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        if raw["key"] == CEREMONY:
            return cases.record_ceremony(session, shown.case.facts.id, values[own], explanations=explanations)
        return cases.edit(session, shown.case.facts.id, explanations=explanations, **_changed(shown, values))

    needed = [] if "not_recovered_reason" in names else [own]  # a card not given back has no day, but a reason
    start = columns.start(names, shown.case.facts)
    start[own] = start[own] or clock.today()
    fields = columns.fields(names, shown.asking, needed)
    return _spec(shown, f"step.{raw['key']}", str(raw["title"]), fields, start, save)


def act(shown: Shown, key: str, title: str, known: ActRow | None = None) -> FormSpec:
    """Return the form of a dated act: a request with its answer, a piece of evidence, another step."""
    raw = shown.step(key)
    names = list(raw.get("fields", ()))
    more = columns.fields(names, shown.asking)
    fields = [Field("done_on", _("Day"), "day", required=True), *_act_fields(shown, key), *more]

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        case_id = shown.case.facts.id
        changed = {name: values.pop(name) for name in names if name in values}
        if changed:
            cases.edit(session, case_id, explanations=explanations, **changed)
        if known is not None:
            return cases.edit_step(session, known.id, **_texts(values))
        return cases.add_step(session, case_id, key, values.pop("done_on"), **_texts(values))

    start = {"done_on": clock.today(), **columns.start(names, shown.case.facts)}
    if known is not None:
        start |= {name: getattr(known, name) for name in ("done_on", "way", "answer", "content")}
    return _spec(shown, f"act.{key}", title, fields, start, save)


def _act_fields(shown: Shown, key: str) -> list[Field]:
    fields = []
    if key == EVIDENCE:
        rows = shown.asking.rules.rows("evidence", shown.case.facts.opened_on)
        entries = [Option(row.key, str(row["text"])) for row in rows]
        fields.append(Field("way", _("Kind of evidence"), "choice", required=True, options=entries))
    elif key == REQUEST:
        fields.append(Field("way", _("How it was sent"), hint=_("letter, through the family, by phone …")))
        fields.append(Field("answer", _("Answer"), "lines"))
    return [*fields, Field("content", _("Content"), "lines")]


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value or "" if name != "done_on" else value for name, value in values.items()}


def _span_act(shown: Shown, raw: Mapping[str, Any]) -> FormSpec:
    """Return the form that prolongs or ends the time of exemption, suspension or stay the case began."""
    is_longer = raw["span_act"] == "extend"
    last = Field("to_on", _("New last day"), "day", required=True)
    first = Field("done_on", _("Day of the paper") if is_longer else _("Takes part again from"), "day", required=True)
    fields = [first, *([last] if is_longer else []), Field("content", _("Content"), "lines")]

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        case_id, content = shown.case.facts.id, values["content"] or ""
        if not is_longer:
            return cases.finish(session, case_id, values["done_on"], content=content)
        return cases.extend(
            session, case_id, values["done_on"], values["to_on"], content=content, explanations=explanations
        )

    return _spec(shown, f"step.{raw['key']}", str(raw["title"]), fields, {"done_on": clock.today()}, save)


def resolution(shown: Shown) -> FormSpec:
    """Return the form of the cell's resolution.

    Requests and evidence stand in it to be seen, and so that what is missing can be explained where it stands.
    """
    known, last = shown.case.facts, shown.votes[-1].value if shown.votes else ""
    start = {
        "resolution_vote_id": known.resolution_vote_id or last,
        "resolution_on": known.resolution_on or (shown.meeting_of[last][1] if last else None),
        "resolution_no": known.resolution_no,
        "self_review_requests": _("{count} sent").format(count=_count(shown.case, REQUEST)),
        "evidence": _("{count} in the file").format(count=_count(shown.case, EVIDENCE)),
        "heard_on": known.heard_on,
        "ground_code": shown.case.ground_title,
    }

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        vote_id = values["resolution_vote_id"]
        return cases.record_resolution(
            session,
            known.id,
            values["resolution_on"],
            meeting_id=shown.meeting_of[vote_id][0] if vote_id else None,
            vote_id=vote_id,
            resolution_no=values["resolution_no"],
            explanations=explanations,
        )

    return _spec(shown, RESOLUTION, _("Resolution of the cell"), _resolution_fields(shown), start, save)


def _resolution_fields(shown: Shown) -> list[Field]:
    row = shown.asking.row
    fields = [
        Field("resolution_vote_id", _("Vote of the meeting"), "choice", options=shown.votes),
        Field("resolution_on", _("Day of the meeting"), "day", required=True),
        Field("resolution_no", _("Number of the resolution"), hint="05-NQ/CB", width=16),
    ]
    if row.get("self_review_requests"):
        fields.append(Field("self_review_requests", _("Requests for a self-review"), read_only=True))
    if any(one["key"] == EVIDENCE for one in row["steps"]):
        fields.append(Field("evidence", _("Evidence"), read_only=True))
    if row.get("hearing_first"):
        fields.append(Field("heard_on", _("The member was heard on"), "day", read_only=True))
    if shown.case.ground_title:
        fields.append(Field("ground_code", _("Ground of the case"), read_only=True))
    return fields


def _count(case: CaseDetail, kind: str) -> int:
    return sum(one.kind == kind for one in case.acts)


_OF_BODY_ABOVE = ("decision_outcome", "decision_received_on", "effective_on")
_ACT_OF_DECISION = (
    "decision_outcome", "decision_type", "decision_no", "decision_on", "decision_issuer", "decision_received_on",
    "effective_on",
)  # fmt: skip


def decision(shown: Shown) -> FormSpec:
    """Return the form of the decision: of the body above, or of the cell where it decides itself."""
    raw, known = shown.step(DECISION), shown.case.facts
    names = ["decision_on", *raw.get("fields", _ACT_OF_DECISION)]
    names += [name for name in shown.case.missing_fields if name not in names]  # what the decision rests on
    others = [name for name in names if name not in _ACT_OF_DECISION]
    passed_by = set(_OF_BODY_ABOVE) if shown.case.decided_by == "cell" else set()
    if "complaint_result" in others:  # how the complaint ended says it
        passed_by.add("decision_outcome")
    own = [_decision_field(shown, name) for name in _ACT_OF_DECISION if name in names and name not in passed_by]

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.record_decision(
            session,
            known.id,
            values["decision_on"],
            decision_type=values.get("decision_type") or "",
            decision_no=values.get("decision_no") or "",
            issuer=values.get("decision_issuer") or "",
            outcome=CaseOutcome(values.get("decision_outcome") or CaseOutcome.ACCEPTED),
            received_on=values.get("decision_received_on"),
            effective_on=values.get("effective_on"),
            explanations=explanations,
            **{name: values[name] for name in others if name in values},
        )

    start = columns.start(others, known)
    start |= {"decision_outcome": CaseOutcome.ACCEPTED.value, "decision_received_on": clock.today(),
              "decision_issuer": shown.case.suggested_issuer}  # fmt: skip
    if shown.case.decided_by == "cell":
        start["decision_on"] = known.resolution_on
    fields = [*columns.fields(others, shown.asking, ("complaint_result",)), *own]
    return _spec(shown, DECISION, str(raw["title"]), fields, start, save)


def _decision_field(shown: Shown, name: str) -> Field:
    if name == "decision_outcome":
        return Field(name, _("Outcome"), "choice", required=True, options=options(CaseOutcome))
    if name == "decision_type":
        return Field(name, _("Kind of decision"), hint=_("for example: decision"))
    if name == "effective_on":
        return Field(name, _("Takes effect on"), "day", hint=_("left empty: the day the rules name"))
    (made,) = columns.fields([name], shown.asking, ("decision_on", "decision_issuer"))
    return made


def announcement(shown: Shown) -> FormSpec:
    """Return the form of the announcement, with the handing over where the procedure has one."""
    known = shown.case.facts
    fields = [
        Field("announced_on", _("Announced on"), "day", required=True),
        Field("announced_meeting_id", _("At the meeting"), "choice", options=shown.meetings),
    ]
    if any(one["key"] == "delivered" for one in shown.asking.row["steps"]):
        fields.append(Field("delivered_on", _("Handed to the member on"), "day"))

    def save(session: Session, values: dict[str, Any], explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.record_announcement(
            session,
            known.id,
            values["announced_on"],
            meeting_id=values["announced_meeting_id"],
            delivered_on=values.get("delivered_on"),
            explanations=explanations,
        )

    start = {one.name: getattr(known, one.name) for one in fields}
    return _spec(shown, "announcement", str(shown.step(ANNOUNCED)["title"]), fields, start, save)


def returns(shown: Shown) -> FormSpec:
    """Return the form of card, badge and dossier given back."""
    names = ["card_withdrawn_on", "badge_withdrawn_on", "not_recovered_reason", "dossier_sent_on"]

    def save(session: Session, values: dict[str, Any], _explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.record_returns(session, shown.case.facts.id, **values)

    start = columns.start(names, shown.case.facts)
    return _spec(
        shown, "returns", _("Card, badge and dossier"), columns.fields(names, shown.asking), start, save
    )  # fmt: skip


def close(shown: Shown) -> FormSpec:
    """Return the form that closes a case."""

    def save(session: Session, values: dict[str, Any], _explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.close(session, shown.case.facts.id, values["closed_on"])

    fields = [Field("closed_on", _("Closed on"), "day", required=True)]
    return _spec(shown, "close", _("Close the case"), fields, {"closed_on": clock.today()}, save)


def mistake(shown: Shown) -> FormSpec:
    """Return the form that takes back a decision entered by mistake, with the reason."""

    def save(session: Session, values: dict[str, Any], _explanations: Explanations) -> object:
        from chibo_app.actions import cases

        return cases.take_back_decision(session, shown.case.facts.id, str(values["note"]))

    fields = [Field("note", _("Why the entry was a mistake"), "lines", required=True)]
    return _spec(shown, "mistake", _("The decision was entered by mistake"), fields, {}, save)
