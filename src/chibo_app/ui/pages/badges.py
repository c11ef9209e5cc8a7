"""The page Huy hiệu, thẻ: Party ages, the forecast of badges, badges given, cards and their yearly check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chibo_app.basics.i18n import _
from chibo_app.ui.kit.tabbed_page import TabbedPage
from chibo_app.ui.pages.badges_ages import AgesPart, ForecastPart
from chibo_app.ui.pages.badges_cards import CardsPart, CheckPart
from chibo_app.ui.pages.badges_given import GivenPart
from chibo_app.ui.pages.badges_part import BadgesPart

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

PARTS: tuple[type[BadgesPart], ...] = (AgesPart, ForecastPart, GivenPart, CardsPart, CheckPart)
_DRAFTS = {"badges.given": GivenPart, "badges.card": CardsPart, "badges.check": CheckPart}


class BadgesPage(TabbedPage[BadgesPart]):
    """Five lists (left and right arrow)."""

    PARTS = PARTS

    def __init__(self, desk: Window) -> None:
        titles = (_("Party ages"), _("Forecast of badges"), _("Badges given"), _("Cards"), _("Check of cards"))
        super().__init__(desk, _("Badges and cards"), titles)

    def choose(self, record_id: str) -> None:
        """Show a member among the Party ages."""
        self.show_part(AgesPart)
        self.part.choose(record_id)

    def take_up(self, key: str) -> None:
        """Take up a draft in the part it was written in."""
        self.show_part(_DRAFTS.get(key.partition(":")[0], AgesPart))
        self.part.take_up(key)
