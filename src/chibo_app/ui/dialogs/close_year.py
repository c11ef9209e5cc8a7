"""«Khép lại năm»: what a year still lacks, each with its link, then the pledges of the next year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.queries.year_closing import ClosingItem, MissingRecord
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.detail import Detail, DetailView, Line, Part
from chibo_app.ui.kit.perform import perform

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

_SHOWN = 8  # records named under each thing; the rest are counted


class CloseYearDialog(QDialog):
    """One page from top to bottom: what is missing, what is whole, and the step into the next year."""

    def __init__(self, window: Window, cell_id: str, year: int) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Close the year {year}").format(year=year))
        self._window, self._cell_id, self.year = window, cell_id, year
        self.view = DetailView()
        box = QVBoxLayout(self)
        box.addWidget(self.view, 1)
        row = QHBoxLayout()
        self.pledges = buttons.button(
            _("Begin the pledges of {year}").format(year=year + 1), self.begin_pledges, "primary"
        )
        row.addWidget(self.pledges)
        row.addWidget(buttons.button(_("Remedy plan of the cell"), self.begin_remedy))
        row.addStretch(1)
        row.addWidget(buttons.button(_("Close"), self.reject))
        box.addLayout(row)
        self.reload()
        theme.size_dialog(self, 96, 22)

    def reload(self) -> None:
        """Read what is missing as it stands now."""
        from chibo_app.queries import year_closing

        with self._window.store.read() as session:
            items = year_closing.closing_items(session, self._cell_id, self.year, clock.today())
        self.view.show_detail(self._picture(items))

    def begin_pledges(self) -> None:
        """Begin the next year's pledges of all members rated, with the weak points carried over."""
        from chibo_app.actions import review_follow_up

        question = _("Begin the pledges of {year} of every member rated in {old}?").format(
            year=self.year + 1, old=self.year
        )
        more = _("Each weak point of the review becomes a promise to remedy it; pledges already there are filled up.")
        if not messages.ask(self, question, _("Begin"), more=more):
            return
        done = perform(
            self._window, _("Begin the pledges of {year}").format(year=self.year + 1),
            lambda session: review_follow_up.next_pledges(session, self._cell_id, self.year),
        )  # fmt: skip
        if done is not None:
            self.reload()
            messages.inform(
                self, _("{count} pledges of {year} were begun.").format(count=done.value, year=self.year + 1)
            )

    def begin_remedy(self) -> None:
        """Begin the cell's plan to remedy what its own review named."""
        from chibo_app.actions import review_follow_up

        title = _("Plan to remedy the weak points of {year}").format(year=self.year)
        done = perform(
            self._window, title,
            lambda session: review_follow_up.remedy_plan(session, self._cell_id, self.year, title).id,
        )  # fmt: skip
        if done is not None:
            self.reload()
            messages.inform(self, _("The remedy plan is begun."))

    # inside

    def _picture(self, items: list[ClosingItem]) -> Detail:
        waiting = [item for item in items if not item.is_done]
        whole = [Line(item.title, _("whole"), "good") for item in items if item.is_done]
        sentence = (
            _("{count} things still want something. Nothing has to be done here: the list only shows the way.").format(
                count=len(waiting)
            )
            if waiting
            else _("Nothing is missing: the papers of the year are whole.")
        )
        parts = [self._part(item) for item in waiting]
        name = _("Close the year {year}").format(year=self.year)
        return Detail(name, sentence, [*parts, Part(_("Whole already"), whole)])

    def _part(self, item: ClosingItem) -> Part:
        lines = [
            Line("", one.label, open=partial(self._go, item, one) if one.id else None) for one in item.records[:_SHOWN]
        ]
        left = len(item.records) - len(lines)
        if left > 0:
            lines.append(Line("", _("and {count} more").format(count=left)))
        first = next((one for one in item.records if one.id), MissingRecord("", ""))
        return Part(
            f"{item.title} ({len(item.records)})", lines, verbs=[(_("Go there"), partial(self._go, item, first))]
        )

    def _go(self, item: ClosingItem, record: MissingRecord) -> None:
        self.accept()
        self._window.go(item.page, record.id)
