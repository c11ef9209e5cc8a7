"""The bound book of a year: which year, which registers; then it is shown, printed or saved as one file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import buttons, papers, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Section
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.pages.registers_rows import Entry

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

_BOOK = "register_year_book"


class YearBookDialog(QDialog):
    """Asks for the year and the registers; every register is chosen at the beginning."""

    def __init__(self, window: Window, entries: Sequence[Entry], cell_id: str, year: int) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bound book of a year"))
        self._window, self._cell_id = window, cell_id
        self._kept = [entry for entry in entries if entry.register is not None]
        ticks = [Field(entry.id, entry.title, "yes_no") for entry in self._kept]
        fields = [Field("year", _("Year"), "number", required=True, width=8)]
        start = {"year": year} | {entry.id: True for entry in self._kept}
        self.form = FormView([Section("", fields), Section(_("Registers bound in it"), ticks)], start)
        self._put_together()
        theme.size_dialog(self, 62, 19)

    def wanted(self) -> papers.Wanted | None:
        """Return the book asked for; None when an answer is missing, which is then asked for."""
        problems = self.form.own_problems()
        if problems:
            self.form.show_problems(problems)
            return None
        values = self.form.values()
        chosen = [entry.id for entry in self._kept if values[entry.id]]
        year = int(str(values["year"]))
        title = _("Registers of the year {year}").format(year=year)
        options = {"year": str(year), "registers": ",".join(chosen)}
        return papers.Wanted(_BOOK, title, cell_id=self._cell_id, on=clock.today(), options=options)

    def see(self) -> None:
        """Show the book; from there it is printed."""
        wanted = self.wanted()
        if wanted is not None:
            papers.preview(self._window, wanted)

    def save(self) -> None:
        """Save the book."""
        wanted = self.wanted()
        if wanted is not None:
            papers.save(self._window, wanted)

    def _put_together(self) -> None:
        row = QHBoxLayout()
        row.addWidget(buttons.button(_("See and print"), self.see, "primary"))
        row.addWidget(buttons.button(_("Save as …"), self.save))
        row.addStretch(1)
        row.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        box.addWidget(
            plain(_("Front page, registers one after another with page numbers going through, closing page."), "quiet")
        )
        box.addWidget(self.form, 1)
        box.addLayout(row)
