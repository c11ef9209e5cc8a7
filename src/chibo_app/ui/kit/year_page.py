"""A list of one year: the year is chosen in the head of the page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.list_detail import ListDetailPage

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

_YEARS_BACK = 9


class YearPage(ListDetailPage):
    """A page reads the rows of `self.year`."""

    HAS_DAY = False

    def __init__(self, desk: Window) -> None:
        self.year = self.first_year()
        super().__init__(desk)
        self.years = QuietCombo()
        self.years.setMinimumContentsLength(6)
        this_year = clock.today().year
        for year in range(this_year + 1, this_year - _YEARS_BACK - 1, -1):
            self.years.addItem(str(year), year)
        self.set_year(self.year)
        self.years.currentIndexChanged.connect(lambda _place: self._change_year())
        self.head.add_field(_("Year"), self.years)

    def first_year(self) -> int:
        """Return the year shown when the page is opened."""
        return clock.today().year

    def day(self) -> date:
        """Return the day the roll is looked at: today, or the end of a year gone by."""
        return min(clock.today(), date(self.year, 12, 31))

    def set_year(self, year: int) -> None:
        """Show another year, as choosing it in the head does."""
        place = self.years.findData(year)
        if place >= 0:
            self.years.setCurrentIndex(place)

    def _change_year(self) -> None:
        year = self.years.currentData()
        if year == self.year:
            return
        if self.may_leave():
            self.year = year
            self.reload()
        else:
            self.set_year(self.year)
