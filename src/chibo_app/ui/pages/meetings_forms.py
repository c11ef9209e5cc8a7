"""The forms of a meeting's entries: guests, speeches, tasks, remarks, correction slips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import SpeechKind
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.pages.meetings_section import chosen, finder, speakers

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import GuestRow, MeetingDetail, SpeechRow


def guest_part(row: GuestRow) -> str:
    """Return as what a guest takes part."""
    if row.is_upper_follower:
        return _("follower of the committee above")
    return _("living Party life here temporarily") if row.is_temporary_member else _("guest")


def guest(meeting: MeetingDetail, known: GuestRow | None) -> FormSpec:
    """Return the form of a guest."""
    names = ("name", "title", "unit", "is_upper_follower", "is_temporary_member")
    fields = [
        Field("name", _("Full name"), required=True),
        Field("title", _("Post")),
        Field("unit", _("Unit")),
        Field("is_upper_follower", _("Follows the cell for the committee above"), "yes_no"),
        Field("is_temporary_member", _("Lives Party life here temporarily"), "yes_no"),
    ]

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import meetings

        if known is None:
            name = str(values.pop("name"))
            return meetings.add_guest(session, meeting.facts.id, name, **values)
        return meetings.edit_guest(session, known.id, **values)

    return FormSpec(
        key=f"meetings.guest:{meeting.facts.id}",
        title=_("Guest"),
        sections=[Section("", fields)],
        save=save,
        label=lambda values: _("Guest {name}").format(name=values["name"]),
        values={name: getattr(known, name) for name in names} if known else {},
        again=known is None,
    )


def speech(meeting: MeetingDetail, item_id: str, known: SpeechRow | None) -> FormSpec:
    """Return the form of a speech; the speaker is found by any part of the name."""
    everybody = speakers(meeting)
    fields = [
        Field("speaker", _("Who spoke"), "person", required=True, find=finder(lambda: speakers(meeting))),
        Field("kind", _("Kind"), "choice", required=True, options=options(SpeechKind)),
        Field("content", _("What was said"), "lines", required=True),
    ]

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import meetings

        facts: dict[str, Any] = {"kind": values["kind"], "content": values["content"], **_speaker(values["speaker"])}
        if known is None:
            return meetings.add_speech(session, meeting.facts.id, item_id, **facts)
        return meetings.edit_speech(session, known.id, **facts)

    start: Values = {"kind": "opinion"}
    if known is not None:
        speaker = known.person_id or f"guest:{known.guest_id}"
        start = {"speaker": chosen(everybody, speaker), "kind": known.kind, "content": known.content}
    return FormSpec(
        key=f"meetings.speech:{known.id if known else item_id}",
        title=_("Speech"),
        sections=[Section("", fields)],
        save=save,
        label=lambda values: _("Speech of {name}").format(name=_name(everybody, values["speaker"])),
        values=start,
        again=known is None,
    )


def _name(options: list[Option], value: object) -> str:
    return next((one.words for one in options if one.value == value), "")


def _speaker(value: object) -> dict[str, str | None]:
    chosen_id = str(value)
    is_guest = chosen_id.startswith("guest:")
    return {
        "person_id": None if is_guest else chosen_id,
        "guest_id": chosen_id.removeprefix("guest:") if is_guest else None,
    }
