"""Promises that can be counted: what a pledge item needs, and what its results say together (meetings-pledges.md 4)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup, PostKind
from chibo_app.rules.rulebook import NotInForce, Rulebook

LINKED_CATALOGUES = ("signs27", "forbidden19", "ethics", "mottos")
SIGNED_FACTS = frozenset({"kind", "legal_bases", "previous_result", "measures", "target_rating"})  # beside the promises
WEAKNESSES = "weaknesses"  # the part of a review with the weak points (rules table review_forms)
_LIST_MARKS = "-+•*– \t"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One promise as typed. `links` are (catalogue, code)."""

    content: str
    measure_kind: MeasureKind = MeasureKind.TEXT
    target: str = ""
    unit: str = ""
    due_on: date | None = None
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftItem:
    """A promise ready to be written into a pledge of any year; `due` is (month, day), None without a day."""

    group: PledgeGroup
    content: str
    measure_kind: MeasureKind = MeasureKind.TEXT
    target: str = ""
    unit: str = ""
    due: tuple[int, int] | None = None
    evidence: str = ""
    linked_duty: str = ""
    links: tuple[tuple[str, str], ...] = ()

    def due_in(self, year: int) -> date | None:
        """Return the day until which it is promised in a year; 29 February becomes the 28th where there is none."""
        if self.due is None:
            return None
        month, day = self.due
        return date(year, month, min(day, monthrange(year, month)[1]))

    def facts(self, year: int) -> ItemFacts:
        """Return it as a promise of a year, to be judged."""
        return ItemFacts(self.content, self.measure_kind, self.target, self.unit, self.due_in(year), self.links)


def proposed_level(posts: Iterable[PostKind], on: date, rulebook: Rulebook) -> ExemplaryLevel:
    """Propose the level of exemplary responsibility of who holds these posts in the cell (meetings-pledges.md 4.5).

    The weightiest post decides. Posts outside the cell are not in the book, so it stays a proposal.
    """
    found = set()
    for post in posts:
        try:
            found.add(ExemplaryLevel(str(rulebook.row("posts", post, on)["exemplary_level"])))
        except (KeyError, NotInForce):
            continue  # a post of that time says nothing about the level
    return next((level for level in ExemplaryLevel if level in found), ExemplaryLevel.MEMBER)


def listed(words: str) -> list[str]:
    """Return the lines of a list somebody typed, without the marks before them."""
    return [line.strip(_LIST_MARKS) for line in words.splitlines() if line.strip(_LIST_MARKS)]


def is_carried_over(self_result: ItemResult | None, cell_result: ItemResult | None) -> bool:
    """Say whether a promise was not wholly kept, by the cell's word or, before it, by the member's own."""
    return (cell_result or self_result) in (ItemResult.PARTLY_MET, ItemResult.NOT_MET)


def check_item(item: ItemFacts, year: int, rulebook: Rulebook) -> list[Problem]:
    """Judge one promise of a year's pledge: its text, its target, its term, its ties to catalogues."""
    return [*_content(item), *_target(item), *_term(item, year), *_links(item, year, rulebook)]


def is_countable(item: ItemFacts) -> bool:
    """Say whether at the year's end everybody can see if the promise was kept."""
    if item.measure_kind in (MeasureKind.NUMBER, MeasureKind.PERCENT):
        return _number(item.target) is not None
    if item.measure_kind is MeasureKind.DATE:
        return item.due_on is not None
    return item.measure_kind is MeasureKind.YES_NO


def _content(item: ItemFacts) -> Iterator[Problem]:
    if not item.content.strip():
        yield Problem("content", "promise_missing", _("What is promised is missing."))
    elif item.measure_kind is MeasureKind.TEXT:
        yield Problem("measure_kind", "not_countable", _(
            "This promise cannot be counted. A number, a share, a day or yes/no lets everybody see whether it was kept."
        ), "warning")  # fmt: skip


def _number(written: str) -> Decimal | None:
    try:
        return numbers.parse_decimal(written)
    except ValueError:
        return None


def _target(item: ItemFacts) -> Iterator[Problem]:
    if item.measure_kind not in (MeasureKind.NUMBER, MeasureKind.PERCENT):
        return
    if not item.target.strip():
        yield Problem("target", "target_missing", _("The target of the promise is missing."), "warning")
        return
    value = _number(item.target)
    if value is None:
        yield Problem("target", "target_not_a_number", _("The target is not a number."))
    elif item.measure_kind is MeasureKind.PERCENT and not 0 <= value <= 100:
        yield Problem("target", "share_out_of_range", _("A share lies between 0 and 100 %."))
    elif value < 0:
        yield Problem("target", "negative_target", _("A target cannot be below zero."))
    if item.measure_kind is MeasureKind.NUMBER and not item.unit.strip():
        yield Problem("unit", "unit_missing", _("What is counted (for example: articles, households)?"), "warning")


def _term(item: ItemFacts, year: int) -> Iterator[Problem]:
    if item.measure_kind is MeasureKind.DATE and item.due_on is None:
        yield Problem("due_on", "due_day_missing", _("Until which day?"), "warning")
    if item.due_on is not None and item.due_on.year != year:
        yield Problem("due_on", "due_in_other_year", _(
            "The day lies outside the year {year} of the pledge."
        ).format(year=year), "warning")  # fmt: skip


def _links(item: ItemFacts, year: int, rulebook: Rulebook) -> Iterator[Problem]:
    last = date(year, 12, 31)
    for name, code in item.links:
        line = catalogues.entry(name, code, rules=rulebook) if name in LINKED_CATALOGUES else None
        if line is None:
            yield Problem("links", "unknown_link", _("The tie “{code}” leads nowhere.").format(code=code))
        elif line.valid_from > last or (line.valid_to is not None and line.valid_to < date(year, 1, 1)):
            yield Problem("links", "link_not_in_force", _(
                "“{text}” was not in force in {year} ({source})."
            ).format(text=line.text, year=year, source=line.source), "warning")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResultCount:
    """How many promises of a pledge were kept, by the results recorded so far. It counts promises, never a person."""

    met: int
    partly_met: int
    not_met: int
    open: int

    @property
    def total(self) -> int:
        """All promises."""
        return self.met + self.partly_met + self.not_met + self.open


def count_results(results: Iterable[ItemResult | None]) -> ResultCount:
    """Count the recorded results of a pledge's promises."""
    listed = list(results)
    return ResultCount(
        listed.count(ItemResult.MET),
        listed.count(ItemResult.PARTLY_MET),
        listed.count(ItemResult.NOT_MET),
        listed.count(None),
    )
