"""«Mọi điều chi bộ đã bàn về …»: one field, every place where it was spoken of, newest meeting first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from chibo_app.basics import dates, numbers
from chibo_app.basics.i18n import _
from chibo_app.queries import discussed, labels
from chibo_app.queries.discussed import Discussed, Place
from chibo_app.rules.kinds import DocumentType
from chibo_app.ui.kit import buttons, messages, papers, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

_AFTER_MS = 120


@dataclass(frozen=True)
class PlaceLine:
    """One place as the table shows it."""

    id: str
    on: date | None
    source: str
    who: str
    words: str
    goal: tuple[str, str]


class DiscussedDialog(QDialog):
    """Type, arrow down, Enter opens the meeting or document; the whole list is printed with its sources."""

    def __init__(self, window: Window, typed: str = "") -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self.setWindowTitle(_("Everything the cell has said about …"))
        self.field = QLineEdit(typed)
        self.field.setPlaceholderText(_("for example: Party dues, sanitation, admission …"))
        self.field.setAccessibleName(_("What was spoken of"))
        self.sentence = plain("", "quiet")
        self.table = TableView(_columns(), "discussed")
        self.table.setAccessibleName(_("Where it was spoken of"))
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self.field.textChanged.connect(lambda _words: self._timer.start())
        self.field.installEventFilter(self)
        self.table.opened.connect(self.open_place)
        self._put_together()
        self.found = Discussed((), 0)
        self.look()
        theme.size_dialog(self, 116, 16)

    def look(self) -> None:
        """Show what is found for the words typed so far."""
        self._timer.stop()
        typed = self.field.text().strip()
        with self._window.store.read() as session:
            self.found = discussed.discussed(session, self._window.cell_id, typed)
        self.table.show_rows(Rows.of([line(place) for place in self.found.places], self.table.rows.columns))
        self.sentence.setText(_told(typed, self.found))

    def open_place(self, _row_id: str = "") -> None:
        """Open the meeting or document of the chosen place."""
        row = self.table.chosen_row() if self.table.rows.rowCount() else None
        if row is not None:
            self.accept()
            self._window.go(*row.goal)

    def preview(self) -> None:
        """Show the paper with every place and its source."""
        typed = self.field.text().strip()
        if not typed:
            messages.inform(self, _("Type first what the cell spoke of."))
            return
        title = _("What the cell has said about “{words}”").format(words=typed)
        options = {"about": typed}
        papers.preview(self._window, papers.Wanted("discussed", title, self._window.cell_id or "", options=options))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down and Enter in the field go into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self.table.rows.rowCount():
                self.table.setFocus()
                self.table.setCurrentIndex(self.table.rows.index(0, 0))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.look()
                self.open_place()
                return True
        return super().eventFilter(watched, event)

    def _put_together(self) -> None:
        verbs = QWidget()
        row = flow_in(verbs)
        row.addWidget(buttons.button(_("Open"), self.open_place, "primary"))
        row.addWidget(buttons.button(_("Print with sources …"), self.preview, "", "Ctrl+P", "print"))
        row.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.sentence)
        box.addWidget(self.table, 1)
        box.addWidget(verbs)


def line(place: Place) -> PlaceLine:
    """Return a place in the words of the screen."""
    is_document = place.source == "written_document"
    page = "documents" if is_document else "meetings"
    who = place.who or (labels.label(DocumentType(place.kind)) if is_document else "")
    return PlaceLine(place.id, place.on, _source(place), who, place.snippet, (page, place.owner_id))


def _source(place: Place) -> str:
    return {
        "meeting": _("Minutes, general"),
        "agenda_item": _("Minutes, item"),
        "speech": _("Minutes, speech"),
        "meeting_note": _("Minutes, remark"),
        "vote": _("Minutes, vote"),
        "task": _("Task given"),
        "minutes_correction": _("Correction slip of minutes"),
        "written_document": _("Document of the cell"),
    }[place.source]


def _columns() -> list[Column]:
    return [
        Column("on", _("Day"), 11, "centre", shown=lambda row: dates.show(row.on)),
        Column("source", _("Source"), 18),
        Column("who", _("Who or which"), 20),
        Column("words", _("Words"), 60),
    ]


def _told(typed: str, found: Discussed) -> str:
    if not typed:
        return _("Minutes, tasks and the documents of the cell are searched, with or without marks.")
    if not found.places:
        return _("Nothing was said about it in what the book holds.")
    words = _("{count} places, newest first").format(count=numbers.padded(found.count))
    if found.is_more:
        words = _("The {count} newest places; the paper shows more").format(count=numbers.padded(len(found.places)))
    return words + ("; " + _("the words do not stand next to each other") if found.is_apart else "")
