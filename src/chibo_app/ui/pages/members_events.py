"""The short forms about one member: a post, a state that needs no case, what happened long ago, void."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.actions import members, memberships, posts
from chibo_app.basics import clock, dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.queries.member_details import MemberDetail
from chibo_app.rules.kinds import EventKind, Participation, PostKind, PostOrigin
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values, day_or_today
from chibo_app.ui.pages import members_words as words_of

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.pages.members import MembersPage

# What a secretary notes without a procedure; every other time away, exempt or suspended comes from a case.
_WITHOUT_CASE = (Participation.IN_CUSTODY, Participation.IN_TRANSFER, Participation.INTERRUPTED)


def verbs(page: MembersPage) -> tuple[tuple[str, Callable[[], object]], ...]:
    """Return what can be done about the chosen member: a case first; what is past is only written down."""
    return (
        (_("Open a case"), partial(open_case, page)),
        (_("Early warning"), partial(early_warning, page)),
        (_("Give a post"), partial(page.form_with, give_post)),
        (_("Prosecuted, interrupted …"), partial(page.form_with, record_state)),
        (_("Write down something of the past"), partial(page.form_with, record_event)),
        (_("Write down a time of the past"), partial(page.form_with, record_span)),
    )


def open_case(page: MembersPage) -> None:
    """Open a case about the chosen member and go to it."""
    from chibo_app.ui.dialogs.open_case import OpenCase

    person_id = page.chosen_id()
    if person_id:
        OpenCase(page.desk, partial(page.desk.go, "cases"), person_id=person_id).open()


def early_warning(page: MembersPage) -> None:
    """Show the months the chosen member missed or left unpaid this year, and what was asked in writing."""
    from chibo_app.ui.dialogs.early_warning import EarlyWarningDialog

    person_id = page.chosen_id()
    if person_id:
        EarlyWarningDialog(page.desk, person_id).open()


def give_post(member: MemberDetail, cell_id: str | None) -> FormSpec:
    """Return the form that gives a post."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        kind, from_on = PostKind(facts.pop("kind")), day_or_today(facts.pop("from_on"))
        return posts.give(session, member.id, cell_id or member.state.cell_id or "", kind, from_on, **facts).id

    return FormSpec(
        f"members.post:{member.id}",
        _("Post of {name}").format(name=member.full_name),
        [Section(_("Post"), [
            Field("kind", _("Post"), "choice", required=True, options=options(PostKind)),
            Field("from_on", _("First day"), "day", required=True),
            Field("to_on", _("Last day"), "day"),
            Field("origin", _("How"), "choice", required=True, options=options(PostOrigin)),
            Field("decision", _("By which decision")),
        ])],
        save,
        lambda values: _("{name} becomes {post}").format(
            name=member.full_name, post=labels.label(PostKind(str(values["kind"])))),
        {"origin": PostOrigin.ELECTED.value},
    )  # fmt: skip


def record_state(member: MemberDetail, cell_id: str | None) -> FormSpec:
    """Return the form for what happens to a member without a procedure of the cell: prosecution, lost contact …"""
    kinds = [Option(kind.value, labels.heading(kind)) for kind in _WITHOUT_CASE]
    title = _("State of {name}").format(name=member.full_name)
    words = _("Exemption, moving, temporary stay and suspension are dealt with as a case")
    return _span_form(f"members.state:{member.id}", title, words, kinds, member, cell_id)


def record_span(member: MemberDetail, cell_id: str | None) -> FormSpec:
    """Return the form for a time of exemption, absence, stay or suspension of the past, known from older papers."""
    title = _("A time of the past: {name}").format(name=member.full_name)
    words = _("Only what was decided before the cell began with this program; today's matters are a case")
    return _span_form(f"members.span:{member.id}", title, words, words_of.participation_options(), member, cell_id)


def _span_form(
    key: str, title: str, words: str, kinds: Sequence[Option], member: MemberDetail, cell_id: str | None
) -> FormSpec:
    def save(session: Session, values: Values, explanations: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        state, to_on = Participation(facts.pop("state")), facts.pop("to_on")
        from_on = day_or_today(facts.pop("from_on"))
        place = cell_id or member.state.cell_id or ""
        return memberships.record_participation(
            session, member.id, place, state, from_on, to_on, explanations=explanations, **facts
        ).id

    def label(values: Values) -> str:
        what = labels.label(Participation(str(values["state"])))
        return _("{name}: {what} from {day}").format(
            name=member.full_name, what=what, day=dates.show(day_or_today(values["from_on"]))
        )  # fmt: skip

    return FormSpec(key, title, [Section(words, _span_fields(kinds))], save, label)


def _span_fields(kinds: Sequence[Option]) -> list[Field]:
    return [
        Field("state", _("What"), "choice", required=True, options=kinds),
        Field("from_on", _("First day"), "day", required=True),
        Field("to_on", _("Last day"), "day", help=_("Leave empty while it lasts.")),
        Field("ground", _("Ground")),
        Field("decision_no", _("Number of the decision"), width=24),
        Field("decision_on", _("Decided on"), "day"),
        Field("other_cell", _("The other cell")),
        Field("is_reduced_only", _("Only less work, still at the meetings"), "yes_no"),
    ]


def record_event(member: MemberDetail, cell_id: str | None) -> FormSpec:
    """Return the form for an event of the standing known from older papers; what happens now is a case."""

    def save(session: Session, values: Values, explanations: Explanations) -> object:
        on = values["on"]
        kind = EventKind(str(values["kind"]))
        return memberships.record_event(
            session,
            member.id,
            kind,
            on if isinstance(on, PartialDate) else clock.today(),
            cell_id if kind is EventKind.TRANSFERRED_IN else None,
            explanations=explanations,
            other_side=str(values["other_side"] or ""),
            note=str(values["note"] or ""),
        ).id

    kinds = [Option(kind.value, labels.heading(kind)) for kind in EventKind]
    return FormSpec(
        f"members.event:{member.id}",
        _("Something of the past: {name}").format(name=member.full_name),
        [Section(_("Only what was decided before the cell began with this program; today's matters are a case"), [
            Field("kind", _("What"), "choice", required=True, options=kinds),
            Field("on", _("Takes effect on"), "date", required=True),
            Field("other_side", _("From or to which cell")),
            Field("note", _("Note")),
        ])],
        save,
        lambda values: _("{name}: {what} from {day}").format(
            name=member.full_name, what=labels.label(EventKind(str(values["kind"]))),
            day=dates.show(values["on"])),  # type: ignore[arg-type]  # a required date
    )  # fmt: skip


def void(member: MemberDetail, _cell_id: str | None) -> FormSpec:
    """Return the form that marks a person as entered by mistake (ghi nhầm)."""
    return FormSpec(
        f"members.void:{member.id}",
        _("Entered by mistake: {name}").format(name=member.full_name),
        [Section(_("The person disappears from every list; the history keeps the entry, and it can be undone"), [
            Field("reason", _("Why it was a mistake"), required=True),
        ])],
        lambda session, values, _why: members.void(session, member.id, str(values["reason"])).id,
        lambda _values: _("Void {name}, entered by mistake").format(name=member.full_name),
    )  # fmt: skip


BY_KEY: dict[str, Callable[[MemberDetail, str | None], FormSpec]] = {
    "members.post": give_post,
    "members.state": record_state,
    "members.span": record_span,
    "members.event": record_event,
    "members.void": void,
}
