"""Lines of promises in the dialogs of templates and of looks in a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chibo_app.rules.kinds import MeasureKind
from chibo_app.rules.pledges import DraftItem


@dataclass(frozen=True)
class ItemLine:
    """A promise of a template at its place (from 0)."""

    place: int
    item: DraftItem

    @property
    def id(self) -> str:
        """The line by its place."""
        return str(self.place)

    @property
    def content(self) -> str:
        """What is promised, in one line."""
        return " ".join(self.item.content.split())

    @property
    def target(self) -> str:
        """What it is measured by."""
        mark = "%" if self.item.measure_kind is MeasureKind.PERCENT and self.item.target else ""
        return f"{self.item.target}{mark} {self.item.unit}".strip()

    @property
    def due(self) -> str:
        """The day and month until which it is promised."""
        return f"{self.item.due[1]:02d}/{self.item.due[0]:02d}" if self.item.due else ""


def item_lines(items: Sequence[DraftItem]) -> list[ItemLine]:
    """Return the lines of a template's promises."""
    return [ItemLine(place, item) for place, item in enumerate(items)]
