"""The office's Excel list in four steps: the file, its columns, what would change, done. Nothing is written before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.actions.import_plan import ExitPlan
from chibo_app.basics import text
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.dialogs import import_lists as lists
from chibo_app.ui.dialogs.import_lists import Plan
from chibo_app.ui.dialogs.import_steps import ColumnsStep, FileStep, PreviewStep
from chibo_app.ui.kit import files, messages, theme
from chibo_app.ui.kit.buttons import button
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.perform import perform_long

if TYPE_CHECKING:
    from chibo_app.exchange.sheets import Sheet
    from chibo_app.store import Done
    from chibo_app.ui.kit.window import Window


class ImportMembersDialog(QDialog):
    """A wizard of four steps; `imported()` is called after the act."""

    def __init__(self, window: Window, cell_id: str, imported: Callable[[], None]) -> None:
        super().__init__(window.widget())
        self._window, self._cell_id, self._imported = window, cell_id, imported
        self.sheet: Sheet | None = None
        self.plan: Plan | None = None
        self.setWindowTitle(_("Import from Excel"))
        self.title = plain("", "name")
        self.file_step = FileStep(self.choose_file)
        self.columns_step = ColumnsStep()
        self.preview_step = PreviewStep(self.save_rejects)
        self.done_words = plain("")
        self.steps = QStackedWidget()
        for step in (self.file_step, self.columns_step, self.preview_step, self._done_step()):
            self.steps.addWidget(step)
        self.next_button = button(_("Continue"), self.go_on, "primary")
        self.back_button = button(_("Back"), self.go_back)
        box = QVBoxLayout(self)
        box.addWidget(self.title)
        box.addWidget(self.steps, 1)
        row = QHBoxLayout()
        row.addWidget(self.next_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(button(_("Close"), self.reject))
        box.addLayout(row)
        theme.size_dialog(self, 110, 19)
        self._show_step(0)

    # steps

    def choose_file(self) -> None:
        """Ask for the workbook and read it."""
        path = files.to_open(self, _("Import from Excel"), "Excel (*.xlsx *.xls *.ods)")
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a workbook beside the window."""
        kind = self.file_step.kind()
        self._window.jobs.start(
            _("Reading the list"), lambda _progress: lists.read(kind, path), self._show_columns, self._told
        )

    def go_on(self) -> None:
        """Go to the next step."""
        step = self.steps.currentIndex()
        if step == 0:
            self.choose_file()
        elif step == 1 and self.sheet is not None:
            self._judge(self.columns_step.changed_sheet(self.sheet))
        elif step == 2 and self.plan is not None:
            self._import(self.plan)
        else:
            self.accept()

    def go_back(self) -> None:
        """Go one step back."""
        self._show_step(max(0, self.steps.currentIndex() - 1))

    def save_rejects(self) -> None:
        """Write a workbook of only the refused rows, with the reasons."""
        from chibo_app.exchange import rejects

        plan = self.plan
        if plan is None:
            return
        name = text.file_slug(_("Refused rows")) + ".xlsx"
        target = files.to_save(self, _("Save the refused rows"), name, "Excel (*.xlsx)")
        if target is not None:
            self._window.jobs.start(
                _("Saving the refused rows"),
                lambda _progress: rejects.rejects_workbook(plan, target),
                lambda count: messages.inform(self, _("{count} refused rows saved.").format(count=count), str(target)),
                self._told,
            )

    # inside

    def _show_columns(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.columns_step.show_sheet(sheet, self.file_step.kind())
        self._show_step(1)

    def _judge(self, sheet: Sheet) -> None:
        self._window.jobs.start(
            _("Judging the list"),
            lambda _progress: lists.judged(self._window.store, self.file_step.kind(), sheet, self._cell_id),
            self._show_preview,
            self._told,
        )

    def _show_preview(self, plan: Plan) -> None:
        self.plan = plan
        self.preview_step.show_plan(plan)
        self._show_step(2)
        self.next_button.setEnabled(bool(plan.counts["new"] + plan.counts["changed"]))

    def _import(self, plan: Plan) -> None:
        missing = plan.missing_cells if isinstance(plan, ExitPlan) else ()
        if missing and not messages.ask(
            self,
            _("{count} cells of the list are not in the book yet.").format(count=len(missing)),
            _("Make them and import"),
            more=", ".join(missing),
        ):
            return
        label = _("Import {count} people from {file}").format(
            count=plan.counts["new"] + plan.counts["changed"], file=plan.source.file_name
        )
        perform_long(self._window, label, lambda session, _progress: lists.apply(session, plan), self._show_done)

    def _show_done(self, done: Done[dict[str, int]]) -> None:
        self.done_words.setText(
            lists.counts_sentence(done.value) + "\n\n" + _("The whole import can be undone as one act (Ctrl+Z).")
        )
        self._show_step(3)
        self._imported()

    def _done_step(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.addWidget(self.done_words)
        box.addStretch(1)
        return page

    def _show_step(self, step: int) -> None:
        titles = (_("1. The list"), _("2. Its columns"), _("3. What would change"), _("4. Done"))
        verbs = (_("Choose the file"), _("Continue"), _("Import"), _("Close"))
        self.title.setText(titles[step])
        self.next_button.setText(verbs[step])
        self.next_button.setEnabled(True)
        self.back_button.setVisible(step in {1, 2})
        self.steps.setCurrentIndex(step)

    def _told(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        messages.problem(self, error)
