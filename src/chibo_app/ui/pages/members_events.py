"""The short forms about one member: a post, a time away or exempt, an event of the standing, void, merge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.actions import members, memberships, posts
from chibo_app.basics import clock, dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.queries.member_details import MemberDetail
from chibo_app.rules.kinds import EventKind, Participation, PostKind, PostOrigin
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.pages import members_words as words

if TYPE_CHECKING:
    from sqlmodel import Session

_BY_HAND = (
    EventKind.BECAME_OFFICIAL, EventKind.TRANSFERRED_OUT, EventKind.TRANSFERRED_IN, EventKind.DIED, EventKind.RESTORED,
    EventKind.RESUMED, EventKind.READMITTED, EventKind.ANNULLED,
)  # fmt: skip  # expulsion, removal and leaving come from a case


def _day(value: object) -> date:
    return value if isinstance(value, date) else clock.today()


def give_post(member: MemberDetail, cell_id: str | None) -> FormSpec:
    """Return the form that gives a post."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        kind, from_on = PostKind(facts.pop("kind")), _day(facts.pop("from_on"))
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


def record_span(member: MemberDetail, cell_id: str | None) -> FormSpec:
    """Return the form for a time of exemption, absence, presence as a guest, suspension …"""

    def save(session: Session, values: Values, explanations: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        state, from_on, to_on = Participation(facts.pop("state")), _day(facts.pop("from_on")), facts.pop("to_on")
        place = cell_id or member.state.cell_id or ""
        return memberships.record_participation(
            session, member.id, place, state, from_on, to_on, explanations=explanations, **facts
        ).id

    return FormSpec(
        f"members.span:{member.id}",
        _("Taking part: {name}").format(name=member.full_name),
        [Section(_("From when to when"), [
            Field("state", _("What"), "choice", required=True, options=words.participation_options()),
            Field("from_on", _("First day"), "day", required=True),
            Field("to_on", _("Last day"), "day", help=_("Leave empty while it lasts.")),
            Field("ground", _("Ground")),
            Field("decision_no", _("Number of the decision"), width=24),
            Field("decision_on", _("Decided on"), "day"),
            Field("other_cell", _("The other cell")),
            Field("is_reduced_only", _("Only less work, still at the meetings"), "yes_no"),
        ])],
        save,
        lambda values: _("{name}: {what} from {day}").format(
            name=member.full_name, what=labels.label(Participation(str(values["state"]))),
            day=dates.show(_day(values["from_on"]))),
    )  # fmt: skip


def record_event(member: MemberDetail, cell_id: str | None) -> FormSpec:
    """Return the form for an event of the standing that needs no case of its own."""

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

    kinds = [Option(kind.value, labels.heading(kind)) for kind in _BY_HAND]
    return FormSpec(
        f"members.event:{member.id}",
        _("What happened: {name}").format(name=member.full_name),
        [Section(_("Removal, expulsion and leaving on request are entered as a case"), [
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
    "members.span": record_span,
    "members.event": record_event,
    "members.void": void,
}
