"""Increase and decrease of members on the screen; every figure opens the names behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from chibo_app.basics import dates, numbers
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain

if TYPE_CHECKING:
    from chibo_app.queries.statistics import Figure, FigureName, Statistics
    from chibo_app.ui.kit.window import Window


def lines() -> list[tuple[str, str, str]]:
    """Return the lines of the table: mark, name of the figure and its words, in the order of the form."""
    return [
        ("A", "opening", _("Members at the beginning of the period")),
        ("B", "admitted", _("Admitted")),
        ("", "readmitted", _("Admitted again")),
        ("", "restored", _("Rights of member restored")),
        ("", "resumed", _("Party life resumed")),
        ("", "transferred_in", _("Transferred in")),
        ("C", "died", _("Died")),
        ("", "expelled", _("Expelled")),
        ("", "removed", _("Name removed from the roll")),
        ("", "removed_probationary", _("of them probationary members")),
        ("", "withdrew", _("Allowed to leave the Party")),
        ("", "annulled", _("Admission annulled")),
        ("", "transferred_out", _("Transferred out")),
        ("D", "closing", _("Members at the end of the period")),
        ("", "exempt", _("of them exempt")),
        ("", "temporary_out", _("of them temporarily elsewhere")),
        ("", "temporary_in", _("Living Party life here temporarily (not counted)")),
    ]


class StatisticsView(QWidget):
    """The table, the sentence that it balances, and the names behind the figure chosen last."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window = window
        self.statistics: Statistics | None = None
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.MARGIN)
        self.balance = plain("", "section")
        self.names_title, self.names = plain("", "section"), plain("")
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        box.addWidget(self.balance)
        box.addLayout(self.grid)
        box.addWidget(self.names_title)
        box.addWidget(self.names)
        box.addStretch(1)

    def show_period(self, cell_id: str | None, first: date, last: date) -> None:
        """Count a period and show it."""
        from chibo_app.queries import statistics

        with self._window.store.read() as session:
            self.statistics = statistics.statistics(session, cell_id, first, last)
        self._fill(self.statistics)

    def show_names(self, name: str) -> None:
        """Show who stands behind a figure."""
        if self.statistics is None:
            return
        words = {figure: words for _mark, figure, words in lines()}[name]
        people = self.statistics.names(name)
        self.names_title.setText(f"{words}: {numbers.padded(len(people))}")
        self.names.setText("\n".join(f"{place}. {_person(one)}" for place, one in enumerate(people, start=1)))

    def words(self) -> str:
        """Return the whole table as text (tests, copying)."""
        if self.statistics is None:
            return ""
        found = [f"{words}: {self.statistics.figure(name).total}" for _mark, name, words in lines()]
        return "\n".join([self.balance.text(), *found, self.names_title.text(), self.names.text()])

    # inside

    def _fill(self, counted: Statistics) -> None:
        while self.grid.count():
            item = self.grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        heads = ("", "", _("All"), _("Women"), _("Minorities"), _("Probationary"))
        for place, head in enumerate(heads):
            self.grid.addWidget(plain(head, "quiet", wrap=False), 0, place)
        for row, (mark, name, words) in enumerate(lines(), start=1):
            self._add_line(row, mark, words, name, counted.figure(name))
        self.grid.setColumnStretch(1, 1)
        self.balance.setText(_sum(counted))
        theme.set_role(self.balance, "section" if counted.balances else "error")
        self.names_title.setText("")
        self.names.setText(_("Press a figure to see the names behind it."))

    def _add_line(self, row: int, mark: str, words: str, name: str, figure: Figure) -> None:
        self.grid.addWidget(plain(mark, "section", wrap=False), row, 0)
        self.grid.addWidget(plain(words), row, 1)
        if figure.total:
            link = buttons.button(numbers.padded(figure.total), lambda: self.show_names(name), "link")
            link.setAccessibleName(f"{words}: {figure.total}")
            self.grid.addWidget(link, row, 2)
        else:
            self.grid.addWidget(plain("–", "quiet", wrap=False), row, 2)
        for column, count in enumerate((figure.female, figure.minority, figure.probationary), start=3):
            self.grid.addWidget(plain(numbers.padded(count) if count else "", wrap=False), row, column)


def _sum(counted: Statistics) -> str:
    frame = (
        _("From {first} to {last}: {opening} + {up} − {down} = {closing}")
        if counted.balances
        else _("From {first} to {last} the figures do not balance: {opening} + {up} − {down} is not {closing}")
    )
    return frame.format(
        first=dates.show(counted.from_on),
        last=dates.show(counted.to_on),
        opening=counted.opening.total,
        up=counted.increase,
        down=counted.decrease,
        closing=counted.closing.total,
    )


def _person(one: FigureName) -> str:
    known = [one.full_name, labels.label(one.standing), dates.show(one.on), one.cell_name]
    return " – ".join(part for part in known if part)
