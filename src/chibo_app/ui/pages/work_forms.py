"""The forms about assigned work, inspections and commendations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chibo_app.actions import assignments, commendations, inspections
from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import AssignmentKind, AssignmentResult, CommendationKind, InspectionKind
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.models.assignments import Inspection
    from chibo_app.queries.assignments import AssignmentRow
    from chibo_app.queries.commendations import CommendationRow
    from chibo_app.queries.inspections import InspectionDetail, PaperRow
    from chibo_app.ui.pages.work_part import WorkPart


def _values(record: object, fields: Sequence[Field]) -> dict[str, object]:
    """Return what stands in a record for the fields of a form; a closed value as its code."""
    found = {field.name: getattr(record, field.name, None) for field in fields}
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in found.items()}


def _person(person_id: str | None, name: str) -> Option | None:
    return Option(person_id, name) if person_id else None


# assigned work


def assignment(part: WorkPart, known: AssignmentRow | None, member: Option | None = None) -> FormSpec:
    """Return the form of a charge; for a new one a member may be offered."""
    year = part.year

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        if known is not None:
            assignments.edit(session, known.id, **given)
            return known.id
        person = given.pop("person_id")
        return assignments.assign(session, part.cell_of_person(person), person, year, **given).id

    sections = _assignment_sections(part)
    fields = [field for section in sections for field in section.fields]
    first: dict[str, object] = {"kind": AssignmentKind.STANDING.value, "person_id": member}
    if known is not None:
        first = _values(known, fields) | {
            "person_id": _person(known.person_id, known.full_name),
            "helped_person_id": _person(known.helped_person_id, known.helped_name),
        }
    title = _("Work of {name} in {year}").format(name=known.full_name, year=year) if known else _("Assign work")
    return FormSpec(
        f"work.assignments.{'edit' if known else 'add'}:{known.id if known else ''}", title, sections, save,
        lambda _values: title, first, again=known is None, saved=lambda made: part.choose(str(made)),
    )  # fmt: skip


def _assignment_sections(part: WorkPart) -> list[Section]:
    main = [
        Field("person_id", _("Member"), "person", required=True, find=part.find_person),
        Field("kind", _("Kind of work"), "choice", required=True, options=options(AssignmentKind)),
        Field("content", _("Work"), "lines", required=True),
        Field("area", _("Area, households"), hint=_("alley 3, 12 households")),
        Field("helped_person_id", _("Whom the member helps"), "person", find=part.find_anybody,
              help=_("The probationary member or candidate, for helpers only.")),
    ]  # fmt: skip
    more = [
        Field("method", _("Way of carrying it out"), "lines"),
        Field("starts_on", _("From"), "day"),
        Field("due_on", _("Until"), "day",
              help=_("Leave empty for standing work. A day given here is shown under “Today”.")),
        Field("expected_result", _("Result expected"), "lines"),
        Field("assigned_in_id", _("Assigned in the meeting"), "choice", empty=_("no meeting"), options=part.meetings()),
    ]  # fmt: skip
    return [Section("", main), Section(_("How and until when"), more)]


def progress(row: AssignmentRow) -> FormSpec:
    """Return the form of a note on how the work goes on."""
    title = _("How the work of {name} goes on").format(name=row.full_name)
    fields = [Field("on", _("On"), "day", required=True), Field("words", _("What was done"), "lines", required=True)]

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        return assignments.note_progress(session, row.id, given["on"], given["words"]).id

    key = f"work.assignments.progress:{row.id}"
    return FormSpec(key, title, [Section("", fields)], save, lambda _values: title, {"on": clock.today()})


def result(part: WorkPart, row: AssignmentRow) -> FormSpec:
    """Return the form of the result, with the meeting that confirmed it."""
    title = _("Result of the work of {name}").format(name=row.full_name)
    fields = [
        Field("result", _("Result"), "choice", options=options(AssignmentResult), empty=_("no result yet")),
        Field("confirmed_in_id", _("Confirmed in the meeting"), "choice", empty=_("no meeting"),
              options=part.meetings()),
        Field("ended_on", _("Ended on"), "day", help=_("Standing work that ended is not copied into the next year.")),
    ]  # fmt: skip

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        chosen = AssignmentResult(given.pop("result")) if given["result"] else given.pop("result")
        return assignments.record_result(session, row.id, chosen, **given).id

    key = f"work.assignments.result:{row.id}"
    return FormSpec(key, title, [Section("", fields)], save, lambda _values: title, _values(row, fields))


# inspections


def inspection(part: WorkPart, shown: InspectionDetail | None) -> FormSpec:
    """Return the form of an inspection."""
    year, known = part.year, shown.facts if shown else None

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        if known is not None:
            return inspections.edit(session, known.id, **given).id
        cell_id = part.cell_of(given)
        kind = InspectionKind(given.pop("kind"))
        return inspections.begin(session, cell_id, kind, year, given.pop("subject"), **given).id

    sections = _inspection_sections(part, is_new=known is None)
    fields = [field for section in sections for field in section.fields]
    first: dict[str, object] = {"kind": InspectionKind.THEMATIC_INSPECTION.value}
    if shown is not None:
        first = _values(shown.facts, fields) | {
            "person_id": _person(shown.facts.person_id, shown.person_name),
            "leader_id": _person(shown.facts.leader_id, shown.leader_name),
            "clerk_id": _person(shown.facts.clerk_id, shown.clerk_name),
        }
    title = _("Inspection: {subject}").format(subject=known.subject) if known else _("Enter an inspection")
    return FormSpec(
        f"work.inspections.{'edit' if known else 'add'}:{known.id if known else ''}", title, sections, save,
        lambda _values: title, first, saved=lambda made: part.choose(str(made)),
    )  # fmt: skip


def _inspection_sections(part: WorkPart, *, is_new: bool) -> list[Section]:
    main = [
        *(part.cell_field() if is_new else []),
        Field("kind", _("Kind (inspection)"), "choice", required=True, options=options(InspectionKind)),
        Field("subject", _("Of what"), required=True, hint=_("carrying out the work assigned")),
        Field("person_id", _("Member looked at"), "person", find=part.find_person),
        Field("content", _("Contents"), "lines"),
        Field("period_from", _("Period looked at, from"), "day"),
        Field("period_to", _("Period looked at, until"), "day"),
    ]
    team = [
        Field("planned_on", _("Plan signed on"), "day",
              help=_("From this day the term runs within which the team begins.")),
        Field("leader_id", _("Leader of the team"), "person", find=part.find_person),
        Field("clerk_id", _("Clerk of the team"), "person", find=part.find_person),
        Field("team", _("Other members of the team"), "lines", hint=_("one on each line")),
    ]  # fmt: skip
    return [Section("", main), Section(_("Plan and team"), team)]


def paper(inspection_id: str, row: PaperRow) -> FormSpec:
    """Return the form that ticks a paper of the file as made."""
    return _paper(inspection_id, row.title, [
        Field("made_on", _("Made on"), "day", required=True), Field("signed_by", _("Signed by"), hint=row.signer),
        Field("note", _("Note"), "lines"),
    ], {"made_on": row.made_on or clock.today(), "signed_by": row.signed_by, "note": row.note}, row.code)  # fmt: skip


def own_paper(inspection_id: str) -> FormSpec:
    """Return the form of a further paper of the file, named by the secretary."""
    return _paper(inspection_id, _("A further paper of the file"), [
        Field("code", _("Name of the paper"), required=True), Field("made_on", _("Made on"), "day", required=True),
        Field("signed_by", _("Signed by")), Field("note", _("Note"), "lines"),
    ], {"made_on": clock.today()})  # fmt: skip


def _paper(
    inspection_id: str, title: str, fields: Sequence[Field], first: Mapping[str, object], code: str = ""
) -> FormSpec:
    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        name = code or given.pop("code")
        return inspections.paper_made(session, inspection_id, name, given.pop("made_on"), **given).id

    key = f"work.inspections.paper:{inspection_id}/{code}"
    return FormSpec(key, title, [Section("", fields)], save, lambda _values: title, first)


def conclusion(part: WorkPart, facts: Inspection) -> FormSpec:
    """Return the form of what the cell concluded."""
    title = _("Conclusion: {subject}").format(subject=facts.subject)
    fields = [
        Field("meeting_id", _("Concluded in the meeting"), "choice", empty=_("no meeting"), options=part.meetings()),
        Field("strengths", _("Strengths"), "lines"),
        Field("weaknesses", _("Weak points"), "lines"),
        Field("requirements", _("What is asked for"), "lines"),
        Field("follow_up_on", _("The member reports by"), "day",
              help=_("Shown under “Today” until the inspection is closed.")),
    ]  # fmt: skip

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        return inspections.conclude(session, facts.id, **given).id

    key = f"work.inspections.conclude:{facts.id}"
    return FormSpec(key, title, [Section("", fields)], save, lambda _values: title, _values(facts, fields))


def closing(facts: Inspection) -> FormSpec:
    """Return the form of the closing."""
    title = _("Close: {subject}").format(subject=facts.subject)

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        return inspections.close(session, facts.id, given["closed_on"]).id

    fields = [Field("closed_on", _("Closed on"), "day", required=True)]
    key = f"work.inspections.close:{facts.id}"
    return FormSpec(key, title, [Section("", fields)], save, lambda _values: title, {"closed_on": clock.today()})


# commendations


def commendation(part: WorkPart, known: CommendationRow | None, first: Mapping[str, object] | None = None) -> FormSpec:
    """Return the form of a proposal; without a member it is for the cell."""
    year = part.year

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        if known is not None:
            return commendations.edit(session, known.id, **given).id
        person, kind = given.pop("person_id"), CommendationKind(given.pop("kind"))
        cell_id = part.cell_of(given)
        cell_id = part.cell_of_person(person) if person else cell_id
        given["meeting_id"] = given.pop("proposed_in_id")
        return commendations.propose(session, cell_id, person, year, kind, given.pop("title"), **given).id

    fields = [
        Field("person_id", _("Member"), "person", find=part.find_person, hint=_("empty: the cell itself")),
        Field("kind", _("Form of commendation"), "choice", required=True, options=options(CommendationKind)),
        Field("title", _("For what, title of honour"), required=True),
        Field("awarding_body", _("Awarded by")),
        Field("proposed_on", _("The cell proposes on"), "day"),
        Field("proposed_in_id", _("In the meeting"), "choice", empty=_("no meeting"), options=part.meetings()),
        Field("note", _("Note"), "lines"),
    ]
    if known is None:
        fields = [*part.cell_field(), *fields]
    start: dict[str, object] = {"kind": CommendationKind.CERTIFICATE.value, "proposed_on": clock.today()}
    start |= first or {}
    if known is not None:
        start = _values(known, fields) | {"person_id": _person(known.person_id, known.full_name)}
    title = _("Commendation of {name}").format(name=known.full_name) if known else _("Propose a commendation")
    return FormSpec(
        f"work.commendations.{'edit' if known else 'add'}:{known.id if known else ''}", title, [Section("", fields)],
        save, lambda _values: title, start, again=known is None, saved=lambda made: part.choose(str(made)),
    )  # fmt: skip


def award(row: CommendationRow) -> FormSpec:
    """Return the form of the decision that awards it."""
    title = _("Decision on the commendation of {name}").format(name=row.full_name)
    fields = [
        Field("decision_on", _("Decided on"), "day", required=True),
        Field("decision_no", _("Number of the decision")),
        Field("awarding_body", _("Awarded by")),
        Field("awarded_on", _("Presented on"), "day"),
    ]

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given: dict[str, Any] = dict(values)
        return commendations.award(session, row.id, **given).id

    key = f"work.commendations.award:{row.id}"
    return FormSpec(key, title, [Section("", fields)], save, lambda _values: title, _values(row, fields))
