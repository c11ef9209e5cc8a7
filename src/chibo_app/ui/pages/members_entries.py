"""The repeated items of a member's form (15, 21–29): one row added or changed at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chibo_app.actions import members
from chibo_app.basics.i18n import _
from chibo_app.documents import member_items as items
from chibo_app.queries.member_details import EntryRow, MemberDetail
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session


def titles() -> dict[str, str]:
    """Return the repeated items by the name they are stored under, with what the form calls them."""
    known = {members.FORMER_NAME: _("Former names")}
    kept = (*items.review_items(), "old_regime_service", "economic_situation")
    return known | {item: items.entry_title(item) for item in sorted(kept, key=items.entry_title)}


def add(member: MemberDetail, _cell_id: str | None) -> FormSpec:
    """Return the form that adds a row to one of the items."""

    def save(session: Session, values: Values, _why: Explanations) -> str:
        facts = _facts(values)
        return members.add_entry(session, member.id, str(values["item"]), **facts).id

    choices = [Option(item, words) for item, words in titles().items() if item != members.FORMER_NAME]
    return FormSpec(
        f"members.entry:{member.id}",
        _("A row of the member form: {name}").format(name=member.full_name),
        [Section("", [Field("item", _("Item"), "choice", required=True, options=choices), *_fields(is_new=True)])],
        save,
        lambda values: _("Add to the member form of {name}").format(name=member.full_name),
        again=True,
    )


def edit(member: MemberDetail, row: EntryRow) -> FormSpec:
    """Return the form that corrects a row; one emptied is taken out."""

    def save(session: Session, values: Values, _why: Explanations) -> str:
        facts = _facts(values)
        if facts["content"].strip():
            members.edit_entry(session, row.id, **facts)
        else:
            members.remove_entry(session, row.id)
        return member.id

    return FormSpec(
        f"members.entry_edit:{member.id}:{row.id}",
        _("{item}: {name}").format(item=titles().get(row.item, row.item), name=member.full_name),
        [Section(_("Without content the row is taken out; it can be undone"), _fields(is_new=False))],
        save,
        lambda values: _("Correct the member form of {name}").format(name=member.full_name),
        {"content": row.content, "from_on": row.from_on, "to_on": row.to_on, "issuer": row.issuer, "note": row.note},
    )


def _fields(*, is_new: bool) -> list[Field]:
    return [
        Field("content", _("Content"), "lines", required=is_new),
        Field("from_on", _("From, or on"), "date", hint=_("a month or a year is enough")),
        Field("to_on", _("Until that day or month"), "date"),
        Field("issuer", _("School, authority, place")),
        Field("note", _("Certificate, kinship"), help=_("For training: the certificate; for relatives: the kinship.")),
    ]


def _facts(values: Values) -> dict[str, Any]:
    return {
        "content": str(values["content"] or ""), "from_on": values["from_on"], "to_on": values["to_on"],
        "issuer": str(values["issuer"] or ""), "note": str(values["note"] or ""),
    }  # fmt: skip
