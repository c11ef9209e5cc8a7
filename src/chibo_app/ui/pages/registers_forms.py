"""The forms of the registers: a link with the place of residence, a reward."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.actions import residence_links, rewards
from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.models.people import PersonEntry
from chibo_app.models.registers import ResidenceLink
from chibo_app.queries import members, records
from chibo_app.rules.kinds import LinkDirection
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

Find = Callable[[str], Sequence[Option]]


def finder(session: Session, cell_id: str | None, on: date) -> Find:
    """Return what finds members of the cell by the words typed."""
    rows = members.member_rows(session, cell_id, on)
    known = [(Option(row.id, row.full_name), row.search_key) for row in rows]

    def find(typed: str) -> Sequence[Option]:
        wanted = text.fold(typed).split()
        return [option for option, key in known if all(word in key for word in wanted)]

    return find


def directions() -> list[Option]:
    """Return both directions of a link, in words."""
    return [
        Option(LinkDirection.SENT.value, _("sent from here to the place of residence")),
        Option(LinkDirection.RECEIVED.value, _("received here, works elsewhere")),
    ]


def new_link(cell_id: str, find: Find, on: date) -> FormSpec:
    """Return the form of a new link."""
    fields = [
        Field("direction", _("Sent or received"), "choice", required=True, options=directions()),
        Field("person_id", _("Member of this cell"), "person", find=find, help=_("Needed for those sent from here.")),
        Field("full_name", _("Name of who was received"), help=_("Where the comrade is not in this book.")),
        *_link_fields(),
    ]  # fmt: skip

    def save(session: Session, values: Values, _why: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        direction, from_on = LinkDirection(facts.pop("direction")), facts.pop("from_on")
        return residence_links.add(session, cell_id, direction, from_on, **facts).id

    return FormSpec(
        f"registers.link:{cell_id}", _("Link with the place of residence"), [Section("", fields)], save,
        lambda _values: _("Link with the place of residence"), {"direction": LinkDirection.SENT.value, "from_on": on},
        again=True,
    )  # fmt: skip


def _link_fields() -> list[Field]:
    return [
        Field("other_organisation", _("Cell of the other place")),
        Field("paper_no", _("Number of the paper of introduction"), width=18),
        Field("from_on", _("From day"), "day", required=True),
        Field("to_on", _("Ended on"), "day"),
        Field("remark", _("What the place of residence remarked"), "lines"),
        Field("note", _("Note")),
    ]


def edit_link(session: Session, link_id: str) -> FormSpec:
    """Return the form that corrects, ends or remarks a link."""
    link = records.get(session, ResidenceLink, link_id)
    fields = _link_fields()
    title = _("Link of {name}").format(name=link.full_name)
    return FormSpec(
        f"registers.link_edit:{link_id}", title, [Section("", fields)],
        lambda session, values, _why: residence_links.edit(session, link_id, **values).id, lambda _values: title,
        {field.name: getattr(link, field.name) for field in fields},
    )  # fmt: skip


def _reward_fields() -> list[Field]:
    return [
        Field("content", _("Reward"), "lines", required=True, help=_("Its kind and what it was given for.")),
        Field("from_on", _("Day of the reward"), "date", width=14),
        Field("issuer", _("Decided by")),
        Field("note", _("Note")),
    ]


def new_reward(find: Find) -> FormSpec:
    """Return the form of a new reward."""
    fields = [Field("person_id", _("Member"), "person", required=True, find=find), *_reward_fields()]

    def save(session: Session, values: Values, _why: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        person_id, content = str(facts.pop("person_id")), str(facts.pop("content"))
        return rewards.add(session, person_id, content, **facts).id

    return FormSpec(
        "registers.reward", _("Reward of a member"), [Section("", fields)], save,
        lambda _values: _("Reward of a member"), {}, again=True,
    )  # fmt: skip


def edit_reward(session: Session, entry_id: str) -> FormSpec:
    """Return the form that corrects a reward."""
    entry = records.get(session, PersonEntry, entry_id)
    fields = _reward_fields()
    start: dict[str, str | PartialDate | None] = {field.name: getattr(entry, field.name) for field in fields}
    return FormSpec(
        f"registers.reward_edit:{entry_id}", _("Reward of a member"), [Section("", fields)],
        lambda session, values, _why: rewards.edit(session, entry_id, **values).id,
        lambda _values: _("Reward of a member"), start,
    )  # fmt: skip
