"""The page Phân công, kiểm tra: assigned work of a year, inspections with their papers, commendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.pages.work_assignments import AssignmentsPart
from chibo_app.ui.pages.work_commendations import CommendationsPart
from chibo_app.ui.pages.work_inspections import InspectionsPart
from chibo_app.ui.pages.work_part import WorkPart

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

PARTS: tuple[type[WorkPart], ...] = (AssignmentsPart, InspectionsPart, CommendationsPart)


class WorkPage(QWidget):
    """Three lists under one row of tabs (left and right arrow); each is built when first opened."""

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self.desk = desk
        self.bar, self.stack = QTabBar(), QStackedWidget()
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(_("Assignments and inspections"))
        for title in (_("Assigned work"), _("Inspections and supervisions"), _("Commendations")):
            self.bar.addTab(title)
        self._parts: dict[type[WorkPart], WorkPart] = {}
        self._stale: set[type[WorkPart]] = set()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.GRID, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._change)
        self._shown = 0

    @property
    def part(self) -> WorkPart:
        """The part shown; built when first asked for."""
        return self._part(PARTS[self._shown])

    def show_part(self, kind: type[WorkPart]) -> None:
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
        """Show a piece of work, an inspection or a commendation asked for from another page."""
        for kind in PARTS:
            year = kind.year_of(self.desk, record_id)
            if year is not None:
                self.show_part(kind)
                self.part.show_year(year)
                self.part.choose(record_id)
                return

    def take_up(self, key: str) -> None:
        """Take up a draft in the part it was written in."""
        self.show_part(next((kind for kind in PARTS if key.startswith(f"work.{kind.PART}.")), PARTS[0]))
        self.part.take_up(key)

    # inside

    def _part(self, kind: type[WorkPart]) -> WorkPart:
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
