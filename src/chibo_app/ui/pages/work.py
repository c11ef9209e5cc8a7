"""The page Phân công, kiểm tra: assigned work of a year, inspections with their papers, commendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chibo_app.basics.i18n import _
from chibo_app.ui.kit.tabbed_page import TabbedPage
from chibo_app.ui.pages.work_assignments import AssignmentsPart
from chibo_app.ui.pages.work_commendations import CommendationsPart
from chibo_app.ui.pages.work_inspections import InspectionsPart
from chibo_app.ui.pages.work_part import WorkPart

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

PARTS: tuple[type[WorkPart], ...] = (AssignmentsPart, InspectionsPart, CommendationsPart)


class WorkPage(TabbedPage[WorkPart]):
    """Three lists (left and right arrow)."""

    PARTS = PARTS

    def __init__(self, desk: Window) -> None:
        titles = (_("Assigned work"), _("Inspections and supervisions"), _("Commendations"))
        super().__init__(desk, _("Assignments and inspections"), titles)

    def choose(self, record_id: str) -> None:
        """Show a piece of work, an inspection or a commendation asked for from another page."""
        for kind in PARTS:
            year = kind.year_of(self.desk, record_id)
            if year is not None:
                self.show_part(kind)
                self.part.set_year(year)
                self.part.choose(record_id)
                return

    def take_up(self, key: str) -> None:
        """Take up a draft in the part it was written in."""
        self.show_part(next((kind for kind in PARTS if key.startswith(f"work.{kind.PART}.")), PARTS[0]))
        self.part.take_up(key)
