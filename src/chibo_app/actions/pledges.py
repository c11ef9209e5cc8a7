"""Pledges: a member's countable promises of one year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.actions import meetings
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.models.base import change, create
from chibo_app.models.meetings import Meeting, MeetingNote
from chibo_app.models.pledges import Pledge, PledgeCheck, PledgeItem, PledgeLink
from chibo_app.queries import memberships, pledge_years, records
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import pledges as rules_of_pledges
from chibo_app.rules.kinds import NoteKind, PledgeKind
from chibo_app.rules.pledges import SIGNED_FACTS, DraftItem, ItemFacts

Link = tuple[str, str]
_RESULTS = frozenset({"self_result", "self_note", "cell_result", "cell_note"})


def create_pledge(session: Session, cell_id: str, person_id: str, year: int, **facts: Any) -> Pledge:
    """Begin a member's pledge of a year. Raises Refused when the member has one of that kind already.

    The level of exemplary responsibility is proposed from the posts in the cell unless it is given.
    """
    if "exemplary_level" not in facts:
        on = date(year, 12, 31)
        facts["exemplary_level"] = pledge_years.proposed_levels(session, cell_id, [person_id], on)[person_id]
    pledge = create(Pledge, cell_id=cell_id, person_id=person_id, year=year, **facts)
    query = select(Pledge.id).where(
        Pledge.person_id == person_id, Pledge.cell_id == cell_id, Pledge.year == year, Pledge.kind == pledge.kind
    )
    if session.exec(query).first():
        sentence = _("This member already has a pledge for {year}.").format(year=year)
        raise Refused([Problem("year", "pledge_exists", sentence)])
    session.add(pledge)
    return pledge


def begin(session: Session, cell_id: str, person_id: str, year: int) -> Pledge:
    """Begin a member's yearly pledge with what is carried over from the year before."""
    pledge = create_pledge(session, cell_id, person_id, year)
    session.flush()
    carry_over(session, [pledge.id])
    return pledge


def start_year(session: Session, cell_id: str, year: int, on: date) -> int:
    """Begin a pledge for each member on the roll who has none for the year; return how many.

    It begins with what is carried over from the year before.
    """
    having = set(session.exec(select(Pledge.person_id).filter_by(cell_id=cell_id, year=year)).all())
    lacking = [person_id for person_id in memberships.on_roll(session, cell_id, on) if person_id not in having]
    begun = _begin(session, cell_id, lacking, year, on)
    carry_over(session, [pledge.id for pledge in begun])
    return len(lacking)


def open_pledges(session: Session, cell_id: str, people: Sequence[str], year: int, on: date) -> list[Pledge]:
    """Return the yearly pledges of these members that are not handed in yet; those missing are begun."""
    query = select(Pledge).filter_by(cell_id=cell_id, year=year, kind=PledgeKind.ANNUAL_CULTIVATION)
    known = {pledge.person_id: pledge for pledge in session.exec(query).all()}
    begun = _begin(session, cell_id, [person for person in people if person not in known], year, on)
    chosen = [known[person] for person in people if person in known]
    return [*(pledge for pledge in chosen if pledge.handed_in_on is None), *begun]


def _begin(session: Session, cell_id: str, people: Sequence[str], year: int, on: date) -> list[Pledge]:
    levels = pledge_years.proposed_levels(session, cell_id, people, on)
    begun = [
        create(Pledge, cell_id=cell_id, person_id=person, year=year, exemplary_level=levels[person])
        for person in people
    ]
    session.add_all(begun)
    session.flush()
    return begun


def carry_over(session: Session, pledge_ids: Sequence[str]) -> int:
    """Write what was not wholly kept last year, and the weak points of last year's review, as promises to remedy.

    Nothing stands twice: a promise whose text the pledge has already is left out. Return how many were written.
    """
    pledges = [records.get(session, Pledge, pledge_id) for pledge_id in pledge_ids]
    count = 0
    for year in sorted({pledge.year for pledge in pledges}):
        of_year = [pledge for pledge in pledges if pledge.year == year]
        carried = pledge_years.to_remedy(session, [pledge.person_id for pledge in of_year], year - 1)
        count += sum(write_missing(session, of_year, _by_member(carried)))
    return count


def _by_member(found: Mapping[str, Sequence[DraftItem]]) -> Callable[[Pledge], Sequence[DraftItem]]:
    return lambda pledge: found.get(pledge.person_id, ())


def write_missing(
    session: Session, pledges: Sequence[Pledge], ready: Callable[[Pledge], Sequence[DraftItem]]
) -> list[int]:
    """Write what is ready for each pledge and not in it yet; return how many promises each of them took.

    Raises Refused when one of them is handed in.
    """
    known = pledge_years.written(session, [pledge.id for pledge in pledges])
    counts = []
    for pledge in map(_unsigned, pledges):
        missing = [item for item in ready(pledge) if item.content not in known[pledge.id].contents]
        for position, item in enumerate(missing, known[pledge.id].last + 1):
            _write_item(session, pledge, position, item)
        counts.append(len(missing))
    return counts


def _write_item(session: Session, pledge: Pledge, position: int, item: DraftItem) -> None:
    facts = create(
        PledgeItem, pledge_id=pledge.id, position=position, group=item.group, content=item.content,
        measure_kind=item.measure_kind, target=item.target, unit=item.unit, due_on=item.due_in(pledge.year),
        evidence=item.evidence, linked_duty=item.linked_duty,
    )  # fmt: skip
    session.add(facts)
    _tie(session, pledge, facts, item.links)


def edit(session: Session, pledge_id: str, **changes: Any) -> Pledge:
    """Change the facts of a pledge outside its promises. Raises Refused for what a handed-in paper was signed with."""
    pledge = records.get(session, Pledge, pledge_id)
    if any(getattr(pledge, name) != value for name, value in changes.items() if name in SIGNED_FACTS):
        _unsigned(pledge)
    return change(pledge, **changes)


def remove(session: Session, pledge_id: str) -> None:
    """Take back a pledge that was not handed in. Raises Refused when it was."""
    pledge = records.get(session, Pledge, pledge_id)
    if pledge.handed_in_on:
        sentence = _("A pledge that was handed in stays in the book.")
        raise Refused([Problem("handed_in_on", "pledge_handed_in", sentence)])
    for item in records.of_owner(session, PledgeItem, pledge_id=pledge_id):
        remove_item(session, item.id)
    for link in records.of_owner(session, PledgeLink, pledge_id=pledge_id):
        session.delete(link)
    session.delete(pledge)


def add_item(session: Session, pledge_id: str, links: Sequence[Link] = (), **facts: Any) -> PledgeItem:
    """Add a promise with its ties to catalogue entries (signs, articles, standards, mottos).

    Raises Refused when the pledge is handed in, as do all changes to its promises.
    """
    pledge = _unsigned(records.get(session, Pledge, pledge_id))
    position = records.next_position(session, PledgeItem, pledge_id=pledge_id)
    item = create(PledgeItem, pledge_id=pledge_id, position=position, **facts)
    _judge(session, pledge, item, links)
    session.add(item)
    _tie(session, pledge, item, links)
    return item


def edit_item(session: Session, item_id: str, links: Sequence[Link] | None = None, **changes: Any) -> PledgeItem:
    """Change a promise; `links` None leaves its ties as they are. Results may be changed after the handing in too."""
    item = records.get(session, PledgeItem, item_id)
    pledge = records.get(session, Pledge, item.pledge_id)
    if links is not None or not changes.keys() <= _RESULTS:
        _unsigned(pledge)
    change(item, **changes)
    _judge(session, pledge, item, links or ())
    if links is not None:
        _untie(session, item)
        _tie(session, pledge, item, links)
    return item


def remove_item(session: Session, item_id: str) -> None:
    """Take back a promise with its ties and checks."""
    item = records.get(session, PledgeItem, item_id)
    _unsigned(records.get(session, Pledge, item.pledge_id))
    _untie(session, item)
    for look in records.of_owner(session, PledgeCheck, pledge_item_id=item_id):
        session.delete(look)
    session.delete(item)


def hand_in(session: Session, pledge_id: str, on: date) -> Pledge:
    """Record that the signed pledge was handed in. Raises Refused when it holds no promise yet."""
    pledge = records.get(session, Pledge, pledge_id)
    if not records.of_owner(session, PledgeItem, pledge_id=pledge_id):
        sentence = _("A pledge needs at least one promise before it can be handed in.")
        raise Refused([Problem("handed_in_on", "pledge_empty", sentence)])
    return change(pledge, handed_in_on=on)


def take_back_handing_in(session: Session, pledge_id: str) -> Pledge:
    """Take back that a pledge was handed in: its promises can be changed again; the note of the cell goes with it."""
    pledge = records.get(session, Pledge, pledge_id)
    return change(pledge, handed_in_on=None, confirmed_on=None, confirmed_in_id=None)


def confirm(session: Session, pledge_id: str, on: date, meeting_id: str | None = None, comment: str = "") -> Pledge:
    """Record that the cell took note of a pledge."""
    pledge = records.get(session, Pledge, pledge_id)
    return change(pledge, confirmed_on=on, confirmed_in_id=meeting_id, comment=comment)


def confirm_many(session: Session, pledge_ids: Sequence[str], on: date, meeting_id: str | None = None) -> int:
    """Record that the cell took note of all these pledges that are handed in and not yet noted; return how many."""
    pledges = [records.get(session, Pledge, pledge_id) for pledge_id in pledge_ids]
    waiting = [one for one in pledges if one.handed_in_on and one.confirmed_on is None]
    for pledge in waiting:
        change(pledge, confirmed_on=on, confirmed_in_id=meeting_id)
    return len(waiting)


def judge(session: Session, pledge_id: str, results: Mapping[str, Mapping[str, Any]]) -> None:
    """Record the results of the year by promise: `self_result`, `self_note`, `cell_result`, `cell_note`.

    Results belong to promises; nothing is added up to a mark of the member. Raises Refused for a promise of another
    pledge, ValueError for other facts.
    """
    known = {item.id for item in records.of_owner(session, PledgeItem, pledge_id=pledge_id)}
    if not results.keys() <= known:
        raise Refused([Problem("items", "other_pledge", _("This promise belongs to another pledge."))])
    for item_id, facts in results.items():
        if not facts.keys() <= _RESULTS:
            raise ValueError("only results are judged here")
        change(records.get(session, PledgeItem, item_id), **facts)


def check_in_meeting(session: Session, meeting_id: str, looks: Sequence[tuple[str, str]]) -> int:
    """Record looks at promises taken in a meeting, on its day: (promise, what was found); return how many."""
    meeting = records.get(session, Meeting, meeting_id)
    for item_id, note in looks:
        check_item(session, item_id, meeting.held_on, note, meeting_id)
    return len(looks)


def remind_in_meeting(session: Session, meeting_id: str, item_id: str, words: str) -> MeetingNote:
    """Name a promise that is not kept as a reminder in the minutes: words of the meeting, never a mark.

    Raises Refused when the minutes are locked.
    """
    item = records.get(session, PledgeItem, item_id)
    pledge = records.get(session, Pledge, item.pledge_id)
    return meetings.add_note(session, meeting_id, NoteKind.REMINDER, words, person_id=pledge.person_id)


def check_item(
    session: Session, item_id: str, checked_on: date, note: str, meeting_id: str | None = None
) -> PledgeCheck:
    """Record a look at one promise during the year."""
    records.get(session, PledgeItem, item_id)
    look = create(PledgeCheck, pledge_item_id=item_id, checked_on=checked_on, note=note, meeting_id=meeting_id)
    session.add(look)
    return look


def _unsigned(pledge: Pledge) -> Pledge:
    """Return a pledge whose promises may still be changed; a pledge handed in is a paper the member has signed."""
    if pledge.handed_in_on:
        sentence = _(
            "A pledge that was handed in is signed: its promises stay as they are. To change them, take back first "
            "that it was handed in; afterwards hand it in again."
        )
        raise Refused([Problem("handed_in_on", "pledge_signed", sentence)])
    return pledge


def _judge(session: Session, pledge: Pledge, item: PledgeItem, links: Sequence[Link]) -> None:
    """Refuse a promise that cannot be: a target that is no number, a tie to an entry that is not there."""
    facts = ItemFacts(item.content, item.measure_kind, item.target, item.unit, item.due_on, tuple(links))
    problems = errors(rules_of_pledges.check_item(facts, pledge.year, rulebook(session)))
    if problems:
        raise Refused(problems)


def _tie(session: Session, pledge: Pledge, item: PledgeItem, links: Sequence[Link]) -> None:
    for name, code in dict.fromkeys(links):
        session.add(create(PledgeLink, pledge_id=pledge.id, pledge_item_id=item.id, catalogue=name, code=code))


def _untie(session: Session, item: PledgeItem) -> None:
    for link in records.of_owner(session, PledgeLink, pledge_item_id=item.id):
        session.delete(link)
