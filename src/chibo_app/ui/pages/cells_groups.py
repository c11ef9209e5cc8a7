"""The Party groups of a cell on its page: who leads them, who belongs to them, and the forms that change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from chibo_app.actions import party_groups as acts
from chibo_app.basics import clock, dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels, party_groups
from chibo_app.queries.party_groups import CellGroups, GroupRow
from chibo_app.rules.kinds import PostKind
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.detail import Line, Part
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values, chosen_day, day_or_today
from chibo_app.ui.kit.perform import perform

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

ADD_KEY, EDIT_KEY = "cells.group_add", "cells.group_edit"
PUT_KEY, LEAVE_KEY, LEAD_KEY = "cells.group_put", "cells.group_leave", "cells.group_lead"
LIST_PAPER = "party_groups"


@dataclass(frozen=True)
class GroupDesk:
    """Where the groups of one cell are worked on: the window, the cell, the day, and how a form is opened."""

    window: Window
    cell_id: str
    on: date
    open_form: Callable[[FormSpec], object]

    def read(self) -> CellGroups:
        """Read the groups as they stand now."""
        with self.window.store.read() as session:
            return party_groups.groups_on(session, self.cell_id, self.on)


def read_parts(desk: GroupDesk, session: Session) -> list[Part]:
    """Return the parts of a cell's detail about its groups: what is missing, each group, who stands outside."""
    found = party_groups.groups_on(session, desk.cell_id, desk.on)
    lines = [Line("", problem.sentence, "warning") for problem in found.problems]
    if not found.groups and not found.problems:
        lines.append(Line("", _("This cell is not divided into Party groups."), "quiet"))
    if found.groups and found.outside:
        lines.append(Line(_("In no group"), ", ".join(name for _id, name in found.outside)))
    verbs: list[tuple[str, Callable[[], object]]] = [(_("New Party group"), lambda: desk.open_form(add(desk)))]
    if found.groups:
        verbs.append((_("Put members into groups"), lambda: desk.open_form(put(desk, desk.read()))))
        verbs.append((_("A member leaves the group"), lambda: desk.open_form(leave(desk, desk.read()))))
        verbs.append((_("Print the list of groups"), partial(print_list, desk)))
    return [Part(_("Party groups"), lines, verbs=verbs), *(_group(desk, row) for row in found.groups)]


def _group(desk: GroupDesk, row: GroupRow) -> Part:
    named = ", ".join(one.full_name for one in row.members)
    lines = [
        Line(labels.heading(PostKind.GROUP_LEADER), row.leader or _("nobody yet")),
        Line(labels.heading(PostKind.GROUP_DEPUTY), row.deputy or _("nobody yet")),
        Line(_("{count} members").format(count=len(row.members)), named or _("nobody yet")),
        Line(_("Note"), row.note),
    ]
    verbs: list[tuple[str, Callable[[], object]]] = [
        (_("Edit the group"), lambda: desk.open_form(edit(desk, row))),
        (_("Name leader or deputy"), lambda: desk.open_form(lead(desk, row))),
        (_("Remove the group"), partial(remove, desk, row)),
    ]
    return Part(row.name, lines, verbs=verbs)


def print_list(desk: GroupDesk) -> None:
    """Show the list of groups as a paper."""
    title = _("List of Party groups")
    papers.preview(desk.window, papers.Wanted(LIST_PAPER, title, desk.cell_id, on=desk.on))


def remove(desk: GroupDesk, row: GroupRow) -> None:
    """Take back a group entered by mistake, after asking."""
    question = _("Remove the Party group “{group}” with its places and posts, as entered by mistake?")
    more = _("A group that is dissolved gets a last day instead: choose “Edit the group”. It can be undone.")
    if messages.ask(desk.window.widget(), question.format(group=row.name), _("Remove the group"), more=more):
        label = _("Remove the Party group {group}").format(group=row.name)
        perform(desk.window, label, lambda session: acts.remove_group(session, row.id))


def add(desk: GroupDesk) -> FormSpec:
    """Return the form for a new group."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        return acts.add_group(
            session, desk.cell_id, str(values["name"]), chosen_day(values["from_on"]), str(values["note"] or "")
        ).id

    return FormSpec(
        f"{ADD_KEY}:{desk.cell_id}",
        _("New Party group"),
        [Section("", [
            Field("name", _("Name of the group"), required=True, hint=_("for example: Party group 1")),
            Field("from_on", _("From the day"), "day"),
            Field("note", _("Note")),
        ])],
        save,
        lambda values: _("Make the Party group {group}").format(group=values["name"]),
        {"from_on": clock.today()},
        again=True,
    )  # fmt: skip


def edit(desk: GroupDesk, row: GroupRow) -> FormSpec:
    """Return the form for the name and days of a group; a last day dissolves it."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        first, last = chosen_day(values["from_on"]), chosen_day(values["to_on"])
        acts.edit_group(session, row.id, name=str(values["name"]), from_on=first, note=str(values["note"] or ""))
        return acts.end_group(session, row.id, last).id if last else row.id

    return FormSpec(
        f"{EDIT_KEY}:{desk.cell_id}:{row.id}",
        _("Party group {group}").format(group=row.name),
        [Section("", [
            Field("name", _("Name of the group"), required=True),
            Field("from_on", _("From the day"), "day"),
            Field("to_on", _("Dissolved, last day"), "day", help=_("Its members and leaders leave it with this day.")),
            Field("note", _("Note")),
        ])],
        save,
        lambda values: _("Edit the Party group {group}").format(group=values["name"]),
        {"name": row.name, "from_on": row.from_on, "to_on": row.to_on, "note": row.note},
    )  # fmt: skip


def put(desk: GroupDesk, found: CellGroups) -> FormSpec:
    """Return the form that puts a member into a group; from another group the member moves."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        on = day_or_today(values["from_on"])
        return acts.put_member(session, str(values["group_id"]), str(values["person_id"]), on).id

    inside = [Option(one.person_id, one.full_name, row.name) for row in found.groups for one in row.members]
    everybody = [*(Option(person, name, _("in no group")) for person, name in found.outside), *inside]
    return FormSpec(
        f"{PUT_KEY}:{desk.cell_id}",
        _("Put members into groups"),
        [Section(_("Somebody who belongs to another group leaves it the day before"), [
            Field("person_id", _("Member"), "person", required=True, find=partial(_find, everybody)),
            Field("group_id", _("Party group"), "choice", required=True, options=_groups(found)),
            Field("from_on", _("From the day"), "day", required=True),
        ])],
        save,
        lambda _values: _("Put a member into a Party group"),
        {"from_on": clock.today()},
        again=True,
    )  # fmt: skip


def leave(desk: GroupDesk, found: CellGroups) -> FormSpec:
    """Return the form for the last day of a member in the group."""
    places = [Option(one.place_id, one.full_name, row.name) for row in found.groups for one in row.members]

    def save(session: Session, values: Values, _why: Explanations) -> object:
        return acts.take_out(session, str(values["place_id"]), day_or_today(values["to_on"])).id

    return FormSpec(
        f"{LEAVE_KEY}:{desk.cell_id}",
        _("A member leaves the group"),
        [Section(_("A post in the group ends with the same day"), [
            Field("place_id", _("Member"), "person", required=True, find=partial(_find, places)),
            Field("to_on", _("Last day in the group"), "day", required=True),
        ])],
        save,
        lambda _values: _("A member leaves the Party group"),
        {"to_on": clock.today()},
    )  # fmt: skip


def lead(desk: GroupDesk, row: GroupRow) -> FormSpec:
    """Return the form that names the leader or deputy of a group."""
    kinds = [Option(kind.value, labels.heading(kind)) for kind in party_groups.LEADERS]
    people = [Option(one.person_id, one.full_name) for one in row.members]

    def save(session: Session, values: Values, _why: Explanations) -> object:
        kind, on = PostKind(str(values["kind"])), day_or_today(values["from_on"])
        decision = str(values["decision"] or "")
        return acts.appoint(session, row.id, str(values["person_id"]), kind, on, decision=decision).id

    return FormSpec(
        f"{LEAD_KEY}:{desk.cell_id}:{row.id}",
        _("Leader or deputy of {group}").format(group=row.name),
        [Section(_("Who held the post before gives it up the day before"), [
            Field("kind", _("Post"), "choice", required=True, options=kinds),
            Field("person_id", _("Member"), "choice", required=True, options=people,
                  help=_("Only members of the group stand here.")),
            Field("from_on", _("From the day"), "day", required=True),
            Field("decision", _("By which decision")),
        ])],
        save,
        lambda _values: _("Name the leader or deputy of {group}").format(group=row.name),
        {"kind": PostKind.GROUP_LEADER.value, "from_on": clock.today()},
    )  # fmt: skip


def form_of(desk: GroupDesk, kind: str, group_id: str) -> FormSpec | None:
    """Return the form of a draft by the key it was kept under, or None when its group is gone."""
    found = desk.read()
    if kind == ADD_KEY:
        return add(desk)
    if kind in (PUT_KEY, LEAVE_KEY):
        return (put if kind == PUT_KEY else leave)(desk, found)
    row = found.group(group_id)
    if row is None or kind not in (EDIT_KEY, LEAD_KEY):
        return None
    return (edit if kind == EDIT_KEY else lead)(desk, row)


def _groups(found: CellGroups) -> list[Option]:
    return [Option(row.id, row.name, dates.show(row.from_on)) for row in found.groups]


def _find(people: Sequence[Option], typed: str) -> list[Option]:
    wanted = text.fold(typed).split()
    return [one for one in people if all(word in text.search_key(one.words) for word in wanted)]
