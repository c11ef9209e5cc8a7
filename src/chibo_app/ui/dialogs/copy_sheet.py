"""The copy sheet: a small window that stays on top; one key copies the next value, which is then ticked as done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from chibo_app.basics import clock, numbers
from chibo_app.basics.i18n import _
from chibo_app.exchange import copy_sheets
from chibo_app.exchange.copy_sheets import CopyLine
from chibo_app.queries import member_details
from chibo_app.ui.kit import buttons, drafts, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

DONE, OPEN = "✓", ""


@dataclass(frozen=True)
class Row:
    """One value on the sheet; `mark` tells that it was copied."""

    id: str
    mark: str
    caption: str
    value: str


class _Table(TableView):
    """The list; F8 and the space bar copy, they are never taken for typing."""

    def __init__(self, columns: Sequence[Column], owner: CopySheet) -> None:
        super().__init__(columns, "copy_sheet")
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with the space bar or Enter."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_F8, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._owner.copy_next()
        else:
            super().keyPressEvent(event)


class CopySheet(QDialog):
    """Opens beside the window and does not stop it. What was copied stays ticked when it is opened again."""

    def __init__(self, window: Window, person_id: str) -> None:
        super().__init__(window.widget(), Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._person_id = window, person_id
        with window.store.read() as session:
            self._name = member_details.member(session, person_id, window.cell_id, clock.today()).full_name
        self.setWindowTitle(_("Copy: {name}").format(name=self._name))
        self.screens = QuietCombo()
        self.screens.setAccessibleName(_("Order of"))
        for screen in copy_sheets.screens(clock.today()):
            self.screens.addItem(screen.title, screen.key)
        self.table = _Table(_columns(), self)
        self.sentence = plain("", "quiet")
        self._put_together()
        self._kept = drafts.words_of(window.store, self.key) or {}
        self._show(self._kept.get("screen", ""))
        self.screens.currentIndexChanged.connect(lambda _place: self.read())
        buttons.key(self, "F8", self.copy_next)
        theme.size_dialog(self, 56, 14)
        self.table.setFocus()

    @property
    def key(self) -> str:
        """The name under which the progress is kept in the book."""
        return f"members.copy:{self._person_id}"

    # what the person does

    def copy_next(self) -> None:
        """Put the chosen value into the clipboard, tick it and go to the next one with a value."""
        row = self.table.chosen_row()
        if row is None:
            return
        QGuiApplication.clipboard().setText(row.value)
        self._mark(row.id, DONE)
        self.sentence.setText(self._progress(_("Copied: {caption}").format(caption=row.caption)))
        self._go_on(row.id)

    def untick(self) -> None:
        """Take the tick of the chosen value away."""
        row = self.table.chosen_row()
        if row is not None:
            self._mark(row.id, OPEN)
            self.sentence.setText(self._progress())

    def begin_again(self) -> None:
        """Take all ticks away and go to the first value."""
        drafts.drop(self._window.store, self.key)
        self._kept = {}
        self.read()

    def read(self) -> None:
        """Read the member's values in the order of the screen chosen."""
        with self._window.store.read() as session:
            lines = copy_sheets.lines(session, self._person_id, str(self.screens.currentData()), clock.today())
        done = self._done() if self._kept.get("screen") == self.screens.currentData() else set()
        self._rows = [_row(line, done) for line in lines]
        self._show_rows()
        self.sentence.setText(self._progress())
        first = next((row for row in self._rows if not row.mark and row.value), None)
        if first is not None:
            self.table.choose(first.id)

    # inside

    def _show(self, screen: str) -> None:
        place = max(0, self.screens.findData(screen))
        self.screens.setCurrentIndex(place)
        self.read()

    def _done(self) -> set[str]:
        return set(filter(None, self._kept.get("done", "").split(",")))

    def _mark(self, row_id: str, mark: str) -> None:
        self._rows = [replace(row, mark=mark) if row.id == row_id else row for row in self._rows]
        self._show_rows()
        done = [row.id for row in self._rows if row.mark]
        self._kept = {"screen": str(self.screens.currentData()), "done": ",".join(done)}
        if done and self._left():
            title = _("Copy to another program: {name}").format(name=self._name)
            drafts.keep(self._window.store, drafts.Draft(self.key, title, "members", self._kept))
        else:
            drafts.drop(self._window.store, self.key)

    def _show_rows(self) -> None:
        self.table.show_rows(Rows.of(self._rows, self.table.rows.columns))

    def _left(self) -> int:
        return sum(bool(row.value) and not row.mark for row in self._rows)

    def _progress(self, said: str = "") -> str:
        done, left = sum(bool(row.mark) for row in self._rows), self._left()
        if not left:
            return _("All values are copied.")
        words = _("{done} copied, {left} left").format(done=numbers.padded(done), left=numbers.padded(left))
        return f"{said}. {words}" if said else words

    def _go_on(self, row_id: str) -> None:
        place = next(number for number, row in enumerate(self._rows) if row.id == row_id)
        later = [row for row in self._rows[place + 1 :] if row.value and not row.mark]
        earlier = [row for row in self._rows[:place] if row.value and not row.mark]
        following = (later or earlier or [self._rows[place]])[0]
        self.table.choose(following.id)

    def _put_together(self) -> None:
        verbs = QWidget()
        row = flow_in(verbs)
        row.addWidget(buttons.button(_("Copy (F8)"), self.copy_next, "primary"))
        row.addWidget(buttons.button(_("Not copied"), self.untick))
        row.addWidget(buttons.button(_("Begin again"), self.begin_again))
        row.addWidget(buttons.button(_("Close"), partial(self.done, 0)))
        box = QVBoxLayout(self)
        box.addWidget(plain(_("Space or F8 copies the chosen value and goes to the next; paste it there with Ctrl+V.")))
        box.addWidget(self.screens)
        box.addWidget(self.table, 1)
        box.addWidget(self.sentence)
        box.addWidget(verbs)


def _columns() -> list[Column]:
    return [
        Column("mark", _("Done"), 5, "centre"),
        Column("caption", _("Field"), 24),
        Column("value", _("Value"), 26),
    ]


def _row(line: CopyLine, done: set[str]) -> Row:
    return Row(line.field, DONE if line.field in done else OPEN, line.caption, line.value)
