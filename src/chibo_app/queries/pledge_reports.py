"""What the records say of a year's pledges and plans, as words and tables for reports; counts of promises only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session, col, select

from chibo_app.basics import numbers
from chibo_app.models.meetings import Meeting, MeetingNote
from chibo_app.models.pledges import Pledge, PledgeItem, PledgeLink
from chibo_app.models.reviews import Commendation
from chibo_app.queries import action_plans, memberships
from chibo_app.queries.report_periods import Period
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import ItemResult, NoteKind, PledgeGroup
from chibo_app.rules.pledges import count_results
from chibo_app.rules.rulebook import Rulebook
from chibo_app.rules.written_text import Piece

_MOTTOS = "mottos"
Results = Sequence[ItemResult | None]


def words(session: Session, cell_id: str, period: Period) -> dict[str, str]:
    """Return the words of templates: pledges handed in and their share, promises kept, plan lines done, praise."""
    year = period.to_on.year
    roll = memberships.on_roll(session, cell_id, period.to_on)
    handed = _handed_in(session, cell_id, year) & set(roll)
    counted = count_results(result for _group, result in _promises(session, cell_id, year))
    lines = [item for plan in action_plans.plans(session, cell_id, year) for item in plan.items]
    done = sum(item.is_done for item in lines)
    praised, commended = _praise(session, cell_id, period), _commended(session, cell_id, year)
    return {
        "pledge_members": numbers.padded(len(roll)), "pledge_signed": numbers.padded(len(handed)),
        "pledge_share": f"{numbers.percent(len(handed), len(roll))}%" if roll else "…",
        "promises": numbers.padded(counted.total), "promises_met": numbers.padded(counted.met),
        "promises_partly": numbers.padded(counted.partly_met), "promises_not": numbers.padded(counted.not_met),
        "promises_open": numbers.padded(counted.open), "plan_lines": numbers.padded(len(lines)),
        "plan_done": numbers.padded(done), "plan_share": f"{numbers.percent(done, len(lines))}%" if lines else "…",
        "praised": numbers.padded(praised), "commended": numbers.padded(commended),
    }  # fmt: skip


def parts(session: Session, cell_id: str, period: Period, rules: Rulebook) -> dict[str, Sequence[Piece]]:
    """Return the tables of templates: `pledge_groups`, and `mottos_<directive>` for each family of mottos."""
    year = period.to_on.year
    by_group: dict[str, list[ItemResult | None]] = defaultdict(list)
    for group, result in _promises(session, cell_id, year):
        by_group[group].append(result)
    names = {line.code: line.text for line in catalogues.catalogue("pledge_groups", period.to_on, rules)}
    listed = [(names.get(group, group), by_group[group]) for group in PledgeGroup if group in by_group]
    found: dict[str, Sequence[Piece]] = {"pledge_groups": _table(rules, period, "pledge_group_columns", listed)}
    by_motto = _by_motto(session, cell_id, year)
    families: dict[str, list[tuple[str, Results]]] = defaultdict(list)
    for line in catalogues.catalogue(_MOTTOS, period.to_on, rules):
        family = line.code.partition("_")[0]
        families[family].append((f"{line.group}: {line.text}", by_motto.get(line.code, ())))
    for family, rows in families.items():
        found[f"mottos_{family}"] = _table(rules, period, "motto_columns", rows)
    return found


def _table(
    rules: Rulebook, period: Period, columns: str, rows: Iterable[tuple[str, Results]]
) -> list[Piece]:  # fmt: skip
    head = tuple(rules.row("document_sentences", columns, period.to_on)["columns"])
    lines = [(name, *_counted(results)) for name, results in rows]
    return [Piece("table", rows=(head, *lines))] if lines else []


def _counted(results: Results) -> tuple[str, ...]:
    found = count_results(results)
    counts = (found.total, found.met, found.partly_met, found.not_met, found.open)
    return tuple(numbers.padded(count) for count in counts)


def _handed_in(session: Session, cell_id: str, year: int) -> set[str]:
    query = select(Pledge.person_id).where(
        Pledge.cell_id == cell_id, Pledge.year == year, col(Pledge.handed_in_on).is_not(None)
    )
    return set(session.exec(query).all())


def _promises(session: Session, cell_id: str, year: int) -> list[tuple[str, ItemResult | None]]:
    """The promises of the pledges handed in, each with the cell's judgement."""
    query = (
        select(col(PledgeItem.group), col(PledgeItem.cell_result))
        .join(Pledge, col(Pledge.id) == col(PledgeItem.pledge_id))
        .where(Pledge.cell_id == cell_id, Pledge.year == year, col(Pledge.handed_in_on).is_not(None))
    )
    return [(group, result) for group, result in session.exec(query).all()]


def _by_motto(session: Session, cell_id: str, year: int) -> Mapping[str, list[ItemResult | None]]:
    query = (
        select(col(PledgeLink.code), col(PledgeItem.cell_result))
        .join(PledgeItem, col(PledgeItem.id) == col(PledgeLink.pledge_item_id))
        .join(Pledge, col(Pledge.id) == col(PledgeItem.pledge_id))
        .where(
            Pledge.cell_id == cell_id, Pledge.year == year, col(Pledge.handed_in_on).is_not(None),
            PledgeLink.catalogue == _MOTTOS,
        )
    )  # fmt: skip
    found: dict[str, list[ItemResult | None]] = defaultdict(list)
    for code, result in session.exec(query).all():
        found[code].append(result)
    return found


def _praise(session: Session, cell_id: str, period: Period) -> int:
    query = (
        select(MeetingNote.id)
        .join(Meeting, col(Meeting.id) == col(MeetingNote.meeting_id))
        .where(
            Meeting.cell_id == cell_id, MeetingNote.kind == NoteKind.PRAISE, Meeting.held_on >= period.from_on,
            Meeting.held_on <= period.to_on,
        )
    )  # fmt: skip
    return len(session.exec(query).all())


def _commended(session: Session, cell_id: str, year: int) -> int:
    query = select(Commendation.id).where(
        Commendation.cell_id == cell_id, Commendation.year == year, col(Commendation.decision_on).is_not(None)
    )
    return len(session.exec(query).all())
