"""Facts of pledges and their summary, filled from the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from chibo_app.basics import dates
from chibo_app.models.pledges import Pledge, PledgeLink
from chibo_app.queries import meeting_papers, paper_heads, pledge_years, pledges, records
from chibo_app.queries import pledge_papers as papers
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.pledges import ItemRow, PledgeDetail, PledgeRow
from chibo_app.queries.posts import posts_on
from chibo_app.rules import catalogues
from chibo_app.rules import pledges as rules
from chibo_app.rules.kinds import MeasureKind, PledgeGroup, PostKind
from chibo_app.rules.rulebook import NotInForce

_MOTTOS, _STANDARDS, _AVOIDED = "mottos", "ethics", ("signs27", "forbidden19")


class _Heads:
    """Letterheads and posts by cell and day, asked once for all pledges printed together."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._letterheads: dict[tuple[str, date], Letterhead] = {}
        self._posts: dict[tuple[str, date], dict[str, tuple[PostKind, ...]]] = {}

    def letterhead(self, cell_id: str, on: date) -> Letterhead:
        key = (cell_id, on)
        if key not in self._letterheads:
            self._letterheads[key] = paper_heads.letterhead(self._session, cell_id, on)
        return self._letterheads[key]

    def posts(self, cell_id: str, on: date) -> dict[str, tuple[PostKind, ...]]:
        key = (cell_id, on)
        if key not in self._posts:
            self._posts[key] = posts_on(self._session, cell_id, on)
        return self._posts[key]


def pledge(session: Session, pledge_id: str, on: date) -> papers.PledgeFacts:
    """Return one member's pledge; its own day is the day it was handed in, before that the day given."""
    return pledges_of(session, [pledge_id], on)[0]


def pledges_of(session: Session, pledge_ids: Sequence[str], on: date) -> list[papers.PledgeFacts]:
    """Return the pledges of several members, as `pledge` does."""
    heads = _Heads(session)
    return [_pledge(session, pledge_id, on, heads) for pledge_id in pledge_ids]


def _pledge(session: Session, pledge_id: str, on: date, heads: _Heads) -> papers.PledgeFacts:
    detail = pledges.pledge_detail(session, pledge_id)
    day = detail.handed_in_on or on
    posts = heads.posts(detail.cell_id, day).get(detail.person_id, ())
    links = [(link.catalogue, link.code) for link in records.of_owner(session, PledgeLink, pledge_id=pledge_id)]
    past = pledge_years.past_year(session, detail.person_id, detail.year - 1)
    checks = [papers.PledgeCheck(look.checked_on, look.note) for item in detail.items for look in item.checks]
    return papers.PledgeFacts(
        heads.letterhead(detail.cell_id, day), detail.kind, detail.year, detail.full_name,
        detail.birth_date, detail.admission_date, detail.official_date,
        paper_heads.post_title(session, posts, day), detail.state_position, detail.mass_org_position,
        detail.work_unit, detail.exemplary_level, _lines(detail.legal_bases), detail.previous_result,
        _groups(detail.items), _texts([link for link in links if link[0] in _AVOIDED], day),
        _texts([link for link in links if link[0] == _MOTTOS], day), _rating(session, detail, day), detail.measures,
        detail.comment, detail.confirmed_on, tuple(sorted(checks, key=lambda check: check.on)),
        previous_items=tuple(
            papers.PledgeItem(one.content, self_result=one.self_result or "", cell_result=one.cell_result or "")
            for one in past.items
        ),
        previous_overall=past.opening_result,
        standards=_texts([link for link in links if link[0] == _STANDARDS], day),
    )  # fmt: skip


def of_year(session: Session, cell_id: str, year: int, on: date) -> tuple[str, ...]:
    """Return the ids of a cell's pledges of a year, in the order of names."""
    return tuple(row.pledge_id for row in pledges.pledge_rows(session, cell_id, year, on) if row.pledge_id)


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def _groups(items: Sequence[ItemRow]) -> tuple[papers.PledgeGroup, ...]:
    present = {item.group for item in items}
    found = [group for group in PledgeGroup if group in present]  # the order of the paper, not of typing
    return tuple(
        papers.PledgeGroup(group, tuple(_item(item) for item in items if item.group is group)) for group in found
    )


def _item(item: ItemRow) -> papers.PledgeItem:
    return papers.PledgeItem(
        item.content, target(item), dates.show(item.due_on), item.evidence, item.self_result or "",
        item.cell_result or "", item.linked_duty,
    )  # fmt: skip


def target(item: ItemRow) -> str:
    """Return what a promise is measured by: `12 hộ`, `100%`."""
    mark = "%" if item.measure_kind is MeasureKind.PERCENT and item.target and not item.target.endswith("%") else ""
    return f"{item.target}{mark} {item.unit}".strip()


def _texts(links: Sequence[tuple[str, str]], on: date) -> tuple[str, ...]:
    """Return the words of catalogue entries, in the edition of the day or, where none holds, the newest."""
    texts = []
    for catalogue, code in dict.fromkeys(links):
        entry = catalogues.entry(catalogue, code, on) or catalogues.entry(catalogue, code)
        texts.append(entry.text if entry else code)
    return tuple(texts)


def _rating(session: Session, detail: PledgeDetail, on: date) -> str:
    if not detail.target_rating:
        return ""
    try:
        return str(rulebook(session).row("rating_levels", detail.target_rating, on)["title"])
    except (KeyError, NotInForce):
        return detail.target_rating


def summary(session: Session, cell_id: str, year: int, on: date) -> papers.PledgeSummaryFacts:
    """Return the summary of a year's pledges in a cell as of a day."""
    rows = pledges.pledge_rows(session, cell_id, year, on)
    titles = paper_heads.post_titles(session, on)
    posts = posts_on(session, cell_id, on)
    signed = [row for row in rows if row.pledge_id and row.handed_in_on]
    items = pledges.items_of_year(session, cell_id, year)
    lines = tuple(
        _line(row, items.get(row.pledge_id or "", ()), [titles[kind] for kind in posts.get(row.person_id, ())])
        for row in signed
    )
    having = {row.person_id for row in signed}
    owing = {row.person_id: row.full_name for row in rows if row.person_id not in having}
    unsigned = tuple(meeting_papers.Absence(name) for name in owing.values())
    return papers.PledgeSummaryFacts(
        paper_heads.letterhead(session, cell_id, on), year, lines, len(having) + len(owing), len(having), unsigned
    )  # fmt: skip


def _line(row: PledgeRow, items: Sequence[ItemRow], titles: list[str]) -> papers.PledgeLine:
    shown = [f"{item.content} ({target(item)})" if target(item) else item.content for item in items]
    due = sorted({item.due_on for item in items if item.due_on})
    judged = [item for item in items if item.cell_result]
    kept = sum(item.cell_result == "met" for item in judged)
    return papers.PledgeLine(
        row.full_name, ", ".join(titles[:1]), row.handed_in_on, "; ".join(shown),
        "; ".join(dates.show(day) for day in due), year_result=f"{kept}/{len(judged)}" if judged else "",
    )  # fmt: skip


def criteria(session: Session, cell_id: str, year: int, on: date) -> papers.CriteriaFacts:
    """Return every countable promise of a cell's year by member, to be made public inside the cell."""
    items = pledges.items_of_year(session, cell_id, year)
    titles, posts = paper_heads.post_titles(session, on), posts_on(session, cell_id, on)
    levels = dict(session.exec(select(Pledge.id, Pledge.exemplary_level).filter_by(cell_id=cell_id, year=year)).all())
    groups = []
    for row in pledges.pledge_rows(session, cell_id, year, on):
        counted = tuple(_item(item) for item in items.get(row.pledge_id or "", ()) if _is_countable(item))
        if counted and row.pledge_id:
            post = ", ".join([titles[kind] for kind in posts.get(row.person_id, ())][:1])
            groups.append(papers.CriteriaGroup(row.full_name, post, levels[row.pledge_id], counted))
    return papers.CriteriaFacts(paper_heads.letterhead(session, cell_id, on), year, tuple(groups))


def _is_countable(item: ItemRow) -> bool:
    return rules.is_countable(rules.ItemFacts(item.content, item.measure_kind, item.target, item.unit, item.due_on))
