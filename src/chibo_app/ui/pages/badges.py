"""The page Huy hiệu, thẻ: Party ages, the forecast of badges, badges given, cards and their yearly check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.pages.badges_ages import AgesPart, ForecastPart
from chibo_app.ui.pages.badges_cards import CardsPart, CheckPart
from chibo_app.ui.pages.badges_given import GivenPart
from chibo_app.ui.pages.badges_part import BadgesPart

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

PARTS: tuple[type[BadgesPart], ...] = (AgesPart, ForecastPart, GivenPart, CardsPart, CheckPart)
_DRAFTS = {"badges.given": GivenPart, "badges.card": CardsPart, "badges.check": CheckPart}


class BadgesPage(QWidget):
    """Five lists under one row of tabs (left and right arrow); each is built when first opened."""

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self.desk = desk
        self.bar, self.stack = QTabBar(), QStackedWidget()
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(_("Badges and cards"))
        titles = (_("Party ages"), _("Forecast of badges"), _("Badges given"), _("Cards"), _("Check of cards"))
        for title in titles:
            self.bar.addTab(title)
        self._parts: dict[type[BadgesPart], BadgesPart] = {}
        self._stale: set[type[BadgesPart]] = set()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.GRID, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._change)
        self._shown = 0

    @property
    def part(self) -> BadgesPart:
        """The part shown; built when first asked for."""
        return self._part(PARTS[self._shown])

    def show_part(self, kind: type[BadgesPart]) -> None:
        """Open a part."""
        self.bar.setCurrentIndex(PARTS.index(kind))

    # what the window asks

    def reload(self) -> None:
        """Read the part shown again; the others when they are opened."""
        self._stale = set(self._parts) - {PARTS[self._shown]}
        self.part.reload()
        self.stack.setCurrentWidget(self.part)

    def book_changed(self, tables: frozenset[str]) -> None:
        """Reload the part shown when it is concerned."""
        self._stale = set(self._parts) - {PARTS[self._shown]}
        self.part.book_changed(tables)

    def may_leave(self) -> bool:
        """Whether the part shown may be left."""
        return self.part.may_leave()

    def choose(self, record_id: str) -> None:
        """Show a member among the Party ages."""
        self.show_part(AgesPart)
        self.part.choose(record_id)

    def take_up(self, key: str) -> None:
        """Take up a draft in the part it was written in."""
        self.show_part(_DRAFTS.get(key.partition(":")[0], AgesPart))
        self.part.take_up(key)

    # inside

    def _part(self, kind: type[BadgesPart]) -> BadgesPart:
        if kind not in self._parts:
            made = self._parts[kind] = kind(self.desk)
            self.stack.addWidget(made)
            self._stale.add(kind)
        return self._parts[kind]

    def _change(self, place: int) -> None:
        if place == self._shown:
            return
        if not self.part.may_leave():
            self.bar.setCurrentIndex(self._shown)
            return
        self._shown = place
        part = self.part
        self.stack.setCurrentWidget(part)
        if PARTS[place] in self._stale:
            self._stale.discard(PARTS[place])
            part.reload()
