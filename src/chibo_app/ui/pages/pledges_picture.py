"""The picture of one pledge: where it stands, its promises with their looks and results, the year before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.queries.pledge_years import PastYear
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.pages import pledges_forms as forms
from chibo_app.ui.pages import pledges_words as words

if TYPE_CHECKING:
    from chibo_app.queries.pledges import ItemRow, PledgeDetail

_Verb = tuple[str, Callable[[], object]]
_NOT_KEPT = (ItemResult.PARTLY_MET, ItemResult.NOT_MET)


@dataclass(frozen=True)
class Ways:
    """What the verbs of the picture do."""

    add_item: Callable[[], object]
    hand_in: Callable[[], object]
    confirm: Callable[[], object]
    general: Callable[[], object]
    judge: Callable[[], object]
    carry_over: Callable[[], object]
    take_back: Callable[[], object]
    another: Callable[[], object]
    edit_item: Callable[[ItemRow], object]
    tie: Callable[[ItemRow], object]
    look: Callable[[ItemRow], object]
    remove_item: Callable[[ItemRow], object]


def picture(pledge: PledgeDetail, past: PastYear, proposed: ExemplaryLevel, files: Part, ways: Ways) -> Detail:
    """Return the whole picture of a pledge."""
    more = [
        Line(_("Based on"), pledge.legal_bases),
        Line(_("Result of last year's pledge"), pledge.previous_result),
        Line(_("Ways of carrying it out"), pledge.measures),
        Line(_("Opinion of the cell committee"), pledge.comment),
    ]
    is_signed = pledge.handed_in_on is not None
    items = [_item_part(item, ways, is_signed=is_signed) for item in pledge.items]
    parts = [_state(pledge, proposed, ways), *items, past_part(past), Part(_("General part"), more), files]
    way_out = _("To change a promise, choose “{verb}” first.").format(verb=_("Was not handed in"))
    return Detail(forms.title(pledge), way_out if is_signed else "", parts)


def _state(pledge: PledgeDetail, proposed: ExemplaryLevel, ways: Ways) -> Part:
    level = labels.heading(pledge.exemplary_level)
    if proposed is not pledge.exemplary_level:
        level = _("{level} (by the posts in the cell: {proposed})").format(
            level=level, proposed=labels.label(proposed)
        )  # fmt: skip
    lines = [
        Line(_("Handed in"), dates.show(pledge.handed_in_on) or _("not yet"),
             "good" if pledge.handed_in_on else "warning"),
        Line(_("Cell took note"), dates.show(pledge.confirmed_on)),
        Line(_("Kind of pledge"), labels.heading(pledge.kind)),
        Line(_("Level of exemplary responsibility"), level),
        Line(_("Rating aimed at"), pledge.target_rating),
    ]  # fmt: skip
    verbs: list[_Verb] = [
        (_("Add a promise"), ways.add_item), (_("Handed in …"), ways.hand_in),
        (_("Take over what was not kept"), ways.carry_over),
    ] if pledge.handed_in_on is None else [
        (_("Cell takes note …"), ways.confirm), (_("Results of the year …"), ways.judge),
        (_("Was not handed in"), ways.take_back),
    ]  # fmt: skip
    return Part("", lines, verbs=[*verbs, (_("General part"), ways.general), (_("Another kind …"), ways.another)])


def past_part(past: PastYear) -> Part:
    """Return what is known of the year before: each promise with its result."""
    lines = [
        Line(
            labels.heading(item.cell_result or item.self_result) or _("not judged"), item.content,
            "warning" if (item.cell_result or item.self_result) in _NOT_KEPT else "",
        )
        for item in past.items
    ]  # fmt: skip
    if past.opening_result:
        lines.append(Line(_("Result as a whole"), past.opening_result))
    return Part(_("Pledge of {year} and its results").format(year=past.year), lines)


def _item_part(item: ItemRow, ways: Ways, *, is_signed: bool) -> Part:
    lines = [
        Line(labels.heading(item.group), item.content),
        Line(_("Target"), target(item)),
        Line(_("Until"), dates.show(item.due_on)),
        Line(_("Shown by"), item.evidence),
        Line(_("Belongs to the duty"), item.linked_duty),
        *[Line(words.catalogue(name), words.tie(name, code)) for name, code in item.links],
        *[Line(dates.show(look.checked_on), look.note) for look in item.checks],
        Line(_("The member's own judgement"), _judged(item.self_result, item.self_note)),
        Line(_("Judgement of the cell"), _judged(item.cell_result, item.cell_note)),
    ]
    look: _Verb = (_("Look during the year …"), lambda: ways.look(item))
    verbs = [look] if is_signed else [
        (_("Edit"), lambda: ways.edit_item(item)),
        (_("Tie to catalogues …"), lambda: ways.tie(item)),
        look,
        (_("Take out"), lambda: ways.remove_item(item)),
    ]  # fmt: skip
    return Part(_("Promise {number}").format(number=item.position), lines, verbs=verbs)


def _judged(result: ItemResult | None, note: str) -> str:
    return ": ".join(part for part in (labels.label(result), note) if part)


def target(item: ItemRow) -> str:
    """Return the target of a promise with its unit."""
    return " ".join(part for part in (item.target, item.unit) if part)
