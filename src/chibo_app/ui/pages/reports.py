"""The page Báo cáo: every paper the program prints, what it must be told, and the statistics with their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import buttons, papers, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.list_detail import Chip, ListDetailPage, Verb
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import reports_rows as rows
from chibo_app.ui.pages.reports_choice import Choice
from chibo_app.ui.pages.reports_rows import STATISTICS, ReportRow
from chibo_app.ui.pages.reports_statistics import StatisticsView

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window


class ReportsPage(ListDetailPage):
    """See the module's text."""

    NAME = "reports"
    HAS_DAY = False
    SPLIT = (5, 8)
    TABLES = frozenset({
        "membership_event", "membership_spell", "person", "participation_span", "post", "discipline", "meeting",
        "party_case", "pledge",
    })  # fmt: skip

    def __init__(self, desk: Window) -> None:
        self.choice: Choice | None = None
        self.statistics: StatisticsView | None = None
        super().__init__(desk)
        self.table.opened.connect(lambda _id: self.see())

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Reports")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("title", _("Paper"), 32),
            Column("form_code", _("Form"), 8),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        known = rows.subjects()
        codes = {code for code, _words in known}
        of_subject = [Chip(words, partial(_is_of, code)) for code, words in known]
        return [Chip(_("All")), *of_subject, Chip(_("Other papers"), lambda row: row.subject not in codes)]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("See and print"), self.see, "Ctrl+P", needs_row=True, icon="print"),
            Verb(_("Save as …"), self.save, "Ctrl+S", needs_row=True, icon="save"),
            Verb(_("Register of documents out"), self.show_register),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _("Here every paper of the cell is chosen, seen, printed or saved as PDF, Word or Excel.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name or form of the paper")

    def load_rows(self, session: Session) -> Sequence[Any]:
        """Return the papers of the catalogue."""
        return rows.rows()

    def load_detail(self, session: Session, record_id: str) -> ReportRow | None:
        """Return the chosen paper."""
        row: ReportRow | None = self.chosen_row()
        return row

    def counts(self, shown: Sequence[Any]) -> str:
        """Return the sentence under the list."""
        return _("{count} papers").format(count=len(shown))

    def make_detail(self) -> QWidget:
        """Make the right side: a place for the questions of the chosen paper."""
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def show_detail(self, content: Any) -> None:
        """Ask what the chosen paper must be told; answers given stay while the paper stays."""
        if not isinstance(content, ReportRow) or not isinstance(self.detail, QScrollArea):
            return
        inside = QWidget()
        theme.set_role(inside, "page")
        box = QVBoxLayout(inside)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(plain(content.title, "name"))
        if content.form_code:
            box.addWidget(plain(_("Form {code}").format(code=content.form_code), "quiet"))
        known = self.choice.form.raw() if self.choice is not None and self.choice.row.id == content.id else {}
        self.choice = Choice(self.desk, content, self._count_figures)
        self.choice.form.set_raw(known)
        lines = max(1, len(self.choice.form.rows))
        self.choice.form.setMinimumHeight(lines * (theme.row_height(self) + theme.GRID) + theme.MARGIN)
        box.addWidget(self.choice)
        self.statistics = None
        if content.id == STATISTICS:  # printed and saved by the verbs of the head: the tables need the room
            self.statistics = StatisticsView(self.desk)
            box.addWidget(self.statistics, 1)
            self._count_figures()
        else:
            box.addLayout(self._verbs_of(content))
        box.addStretch(1)
        self.detail.setWidget(inside)

    # verbs

    def see(self) -> None:
        """Show the chosen paper; from there it is printed."""
        wanted = self.choice.wanted() if self.choice is not None else None
        if wanted is not None:
            papers.preview(self.desk, wanted)

    def save(self) -> None:
        """Save the chosen paper."""
        wanted = self.choice.wanted() if self.choice is not None else None
        if wanted is not None:
            papers.save(self.desk, wanted)

    def show_register(self, draft: str = "") -> None:
        """Open the register of documents out of the cell worked on."""
        from chibo_app.ui.dialogs import register

        register.show(self.desk, draft)

    def take_up(self, key: str) -> None:
        """Take up what was being typed into the register."""
        self.show_register(key)

    # inside

    def _count_figures(self) -> None:
        if self.statistics is None or self.choice is None:
            return
        wanted = self.choice.wanted()
        if wanted is not None and wanted.from_on and wanted.to_on:
            self.statistics.show_period(wanted.cell_id or None, wanted.from_on, wanted.to_on)

    def _verbs_of(self, row: ReportRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(buttons.button(_("See and print"), self.see, "primary"))
        line.addWidget(buttons.button(_("Save as {kinds} …").format(kinds=rows.file_kinds(row)), self.save))
        line.addStretch(1)
        return line


def _is_of(subject: str, row: ReportRow) -> bool:
    return row.subject == subject
