"""Beginning a meeting: a new one on the cell's fixed day, or an earlier one copied from the paper minute book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.kinds import MeetingMode, MeetingType
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Field, FormSpec, Option, Section, Values
from chibo_app.ui.pages import meetings_words as words
from chibo_app.ui.pages.meetings_section import finder

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.models.meetings import MeetingForm
    from chibo_app.queries.meeting_starts import Proposal

Opened = Callable[[object], None]
_TIMES = ("starts_at", "ends_at")


def new_meeting(cells: Sequence[Option], proposed: Proposal | None, opened: Opened) -> FormSpec:
    """Return the form that begins a meeting; `opened(meeting id)` is called when it is in the book.

    `proposed` is the next day, hour and place of the cell that is worked on.
    """
    groups = [Option(group_id, name) for group_id, name in proposed.groups] if proposed else []
    fields = [
        Field("type", _("Kind of meeting"), "choice", required=True, options=options(MeetingType)),
        Field("held_on", _("Day"), "day", required=True),
        Field("starts_at", _("Begins at"), hint="19:30", width=10),
        Field("location", _("Place")),
        Field("mode", _("How people meet"), "choice", required=True, options=options(MeetingMode)),
        *([Field("group_id", _("Party group"), "choice", empty=_("only for a meeting of a Party group"),
                 options=groups)] if groups else []),
        Field("has_preset", _("Begin with the usual agenda"), "yes_no"),
    ]  # fmt: skip
    start: Values = {"type": "regular", "mode": "in_person", "held_on": clock.today(), "has_preset": True}
    if proposed:
        start |= {"held_on": proposed.held_on, "starts_at": proposed.starts_at, "location": proposed.location}
    return FormSpec(
        key="meetings.add",
        title=_("New meeting"),
        sections=[Section("", _with_cell(fields, cells))],
        save=lambda session, values, _why: _begin(session, _of_cell(values, cells)),
        label=lambda values: _("Meeting of {day}").format(day=dates.show(values["held_on"])),  # type: ignore[arg-type]
        values=start,
        saved=opened,
    )


def paper_meeting(cells: Sequence[Option], people: Callable[[], Sequence[Option]], opened: Opened) -> FormSpec:
    """Return the form that copies a meeting from the paper book; only kind and day are asked for in any case."""
    find = finder(people)
    fields = [
        Field("type", _("Kind of meeting"), "choice", required=True, options=options(MeetingType)),
        Field("held_on", _("Day"), "day", required=True),
        Field("starts_at", _("Begins at"), hint="19:30", width=10),
        Field("ends_at", _("Ends at"), hint="21:10", width=10),
        Field("location", _("Place")),
        Field("chair_id", _("Chair"), "person", find=find),
        Field("minute_taker_id", _("Minute taker"), "person", find=find),
    ]
    present = [
        Field("excused", _("Absent with reason"), "lines", hint=_("one name in each line, the reason after a comma")),
        Field("unexcused", _("Absent without reason"), "lines", hint=_("one name in each line")),
        Field("is_rest_present", _("Everybody else called was present"), "yes_no"),
    ]
    said = [
        Field("conclusion", _("Conclusions in the book"), "lines"),
        Field("resolution", _("What was voted on")),
        Field("yes", _("Votes for it"), "number", width=8),
    ]
    return FormSpec(
        key="meetings.paper",
        title=_("A meeting from the paper book"),
        sections=[
            Section(_("Only what the book holds"), _with_cell(fields, cells)),
            Section(_("Attendance"), present), Section(_("Result"), said),
        ],
        save=lambda session, values, _why: _copy(session, _of_cell(values, cells)),
        label=lambda values: _("Copy the meeting of {day} from the paper book").format(
            day=dates.show(values["held_on"])  # type: ignore[arg-type]
        ),
        values={"type": "regular", "is_rest_present": True},
        saved=opened,
    )  # fmt: skip


def _with_cell(fields: list[Field], cells: Sequence[Option]) -> list[Field]:
    if len(cells) > 1:
        return [Field("cell_id", _("Cell"), "choice", required=True, options=cells), *fields]
    return fields


def _of_cell(values: Values, cells: Sequence[Option]) -> Values:
    return {"cell_id": cells[0].value if cells else "", **values}


def _form(values: Values) -> MeetingForm:
    """Read the facts of a meeting. Raises Refused for a time of day that is none, or a group that is missing."""
    from chibo_app.models.meetings import MeetingForm

    times: dict[str, Any] = {name: words.time_of_day(str(values.get(name) or "")) for name in _TIMES}
    if problems := words.time_problems(times):
        raise Refused(problems)
    kind, day = MeetingType(str(values["type"])), values["held_on"]
    group = values.get("group_id") if kind is MeetingType.PARTY_GROUP else None
    if kind is MeetingType.PARTY_GROUP and "group_id" in values and not group:
        raise Refused([Problem("group_id", "group_missing", _("Choose the Party group that meets."))])
    assert isinstance(day, date)
    times |= {name: values.get(name) or None for name in ("chair_id", "minute_taker_id")}
    return MeetingForm(
        cell_id=str(values["cell_id"]), group_id=str(group) if group else None, type=kind, held_on=day,
        period_year=day.year, period_month=day.month, location=str(values.get("location") or ""),
        mode=MeetingMode(str(values.get("mode") or "in_person")), **times,
    )  # fmt: skip


def _begin(session: Session, values: Values) -> str:
    from chibo_app.actions import meeting_starts

    return meeting_starts.begin(session, _form(values), has_agenda=bool(values["has_preset"])).id


def _copy(session: Session, values: Values) -> str:
    from chibo_app.actions import meeting_starts
    from chibo_app.actions.meeting_starts import PaperFacts

    number = values.get("yes")
    facts = PaperFacts(
        str(values["conclusion"] or ""), str(values["excused"] or ""), str(values["unexcused"] or ""),
        bool(values["is_rest_present"]), str(values["resolution"] or ""), number if isinstance(number, int) else None,
    )  # fmt: skip
    return meeting_starts.from_paper_book(session, _form(values), facts).id
