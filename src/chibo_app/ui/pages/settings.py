"""Cài đặt: the look, the passphrase and snapshots, the rules of the user's own committee."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget

from chibo_app.basics.i18n import _
from chibo_app.ui.kit.plain_page import PlainPage
from chibo_app.ui.kit.window import Window
from chibo_app.ui.pages.settings_book import BookTab
from chibo_app.ui.pages.settings_look import LookTab
from chibo_app.ui.pages.settings_regulations import KEY, RegulationsTab
from chibo_app.ui.pages.settings_rules import RulesTab


class SettingsPage(PlainPage):
    """Choices of this computer and of this book."""

    NAME = "settings"
    TABLES = frozenset({"rule_override", "regulation"})

    def __init__(self, desk: Window) -> None:
        super().__init__(desk)
        self.tabs = QTabWidget()
        self.look, self.book, self.rules = LookTab(desk), BookTab(desk), RulesTab(desk)
        self.tabs.addTab(self.look, _("Look"))
        self.tabs.addTab(self.book, _("Passphrase and snapshots"))
        self.tabs.addTab(self.rules, _("Rules of our committee"))
        self.regulations = RegulationsTab(desk)
        self.tabs.addTab(self.regulations, _("Regulations"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.tabs)

    def title(self) -> str:
        """Return the name of the page."""
        return _("Settings")

    def reload(self) -> None:
        """Show the present state."""
        self.book.show_snapshots()
        self.rules.reload()
        self.regulations.reload()

    def may_leave(self) -> bool:
        """A rule or regulation being typed is asked about."""
        return self.rules.may_leave() and self.regulations.may_leave()

    def take_cursor(self) -> None:
        """The arrows choose the part."""
        self.tabs.tabBar().setFocus()

    def take_up(self, key: str) -> None:
        """Take up the draft of a local rule or a new regulation."""
        if key.startswith(KEY):
            self.tabs.setCurrentWidget(self.regulations)
            self.regulations.list.take_up()
            return
        self.tabs.setCurrentWidget(self.rules)
        self.rules.take_up(key)
