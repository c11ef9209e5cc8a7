"""The pages of the program, in the order of the navigation, and the list of words that opens them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import icons, theme
from chibo_app.ui.kit.window import Page, Window


@dataclass(frozen=True)
class PageEntry:
    """One page: its name, the class that shows it, and its key (Alt and a digit)."""

    name: str
    class_name: str
    digit: str = ""

    @property
    def module(self) -> str:
        """Where the page is built; loaded when it is first opened."""
        return f"chibo_app.ui.pages.{self.name}"

    def build(self, window: Window) -> Page:
        """Build the page."""
        page: Page = getattr(import_module(self.module), self.class_name)(window)
        return page


PAGES = (
    PageEntry("today", "TodayPage", "1"),
    PageEntry("calendar", "CalendarPage"),
    PageEntry("cells", "CellsPage", "2"),
    PageEntry("members", "MembersPage", "3"),
    PageEntry("badges", "BadgesPage"),
    PageEntry("registers", "RegistersPage"),
    PageEntry("meetings", "MeetingsPage", "4"),
    PageEntry("pledges", "PledgesPage", "5"),
    PageEntry("cases", "CasesPage", "6"),
    PageEntry("dues", "DuesPage", "7"),
    PageEntry("documents", "DocumentsPage"),
    PageEntry("work", "WorkPage"),
    PageEntry("reviews", "ReviewsPage", "8"),
    PageEntry("reports", "ReportsPage", "9"),
    PageEntry("exchange", "ExchangePage", "0"),
    PageEntry("settings", "SettingsPage"),
)


def titles() -> dict[str, str]:
    """Return the word for each page."""
    return {
        "today": _("Today"),
        "calendar": _("Calendar"),
        "cells": _("Cells"),
        "members": _("Members"),
        "badges": _("Badges and cards"),
        "registers": _("Registers"),
        "meetings": _("Meetings"),
        "pledges": _("Pledges"),
        "cases": _("Cases"),
        "dues": _("Dues"),
        "documents": _("Documents"),
        "work": _("Assignments and inspections"),
        "reviews": _("Reviews"),
        "reports": _("Reports"),
        "exchange": _("Send upward"),
        "settings": _("Settings"),
    }


def built_pages() -> list[PageEntry]:
    """Return the pages this program has."""
    return [entry for entry in PAGES if find_spec(entry.module) is not None]


class Navigation(QListWidget):
    """Words with a small drawing; a number only where something is due. `wanted(name)` asks for a page."""

    wanted = Signal(str)

    def __init__(self, entries: list[PageEntry]) -> None:
        super().__init__()
        theme.set_role(self, "navigation")
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setIconSize(QSize(20, 20))
        self._entries, self._titles = entries, titles()
        for entry in entries:
            item = QListWidgetItem(icons.icon(entry.name), self._titles[entry.name], self)
            item.setToolTip(f"Alt+{entry.digit}" if entry.digit else "")
        self.fit()
        self.currentRowChanged.connect(lambda place: self.wanted.emit(entries[place].name) if place >= 0 else None)

    def fit(self) -> None:
        """Take the width the words need."""
        self.setFixedWidth(self.sizeHintForColumn(0) + 3 * theme.MARGIN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys walk along the pages and stay here; Enter goes into the page."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit(self._entries[self.currentRow()].name)
        else:
            super().keyPressEvent(event)
            self.setFocus()

    def show_page(self, name: str) -> None:
        """Mark a page without asking for it."""
        self.blockSignals(True)
        self.setCurrentRow([entry.name for entry in self._entries].index(name))
        self.blockSignals(False)

    def show_due(self, counts: Mapping[str, int]) -> None:
        """Write the number of things due behind the words."""
        for place, entry in enumerate(self._entries):
            count = counts.get(entry.name, 0)
            words = self._titles[entry.name]
            self.item(place).setText(f"{words}   {count}" if count else words)
        self.fit()
