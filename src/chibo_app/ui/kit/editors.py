# ruff: noqa: D102 - the methods of all editors are described by Editor
"""One editor widget for each kind of field. Nothing is rewritten while the person types (Unikey)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from chibo_app.basics import clock, numbers, text
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.date_field import DateField
from chibo_app.ui.kit.fields import Field, Option


class Editor(QObject):
    """The part all editors share: a widget, its value, the words in it, and why the words are no value."""

    edited = Signal()

    def __init__(self, field: Field, widget: QWidget, focus: QWidget | None = None) -> None:
        super().__init__(widget)
        self.field, self.widget, self.focus_widget = field, widget, focus or widget

    def value(self) -> object:
        """Return the value, None when empty."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value."""
        raise NotImplementedError

    def raw(self) -> str:
        """Return the words as typed, for a draft."""
        raise NotImplementedError

    def set_raw(self, words: str) -> None:
        """Put the words of a draft back."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return why the words are not a value, or nothing."""
        return ""


class TextEditor(Editor):
    """One line of words; the normal form is taken when the field is left."""

    def __init__(self, field: Field) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self.line.setPlaceholderText(field.hint)
        self.line.setReadOnly(field.read_only)
        if field.kind == "secret":
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        if field.width:
            self.line.setMaximumWidth(theme.letters_wide(self.line, field.width))
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._leave)

    def _leave(self) -> None:
        words = self.raw() if self.field.kind == "secret" else text.clean(self.raw())
        if words != self.line.text():
            self.line.setText(words)

    def value(self) -> object:
        return text.nfc(self.raw()) if self.field.kind == "secret" else text.clean(self.raw())

    def set_value(self, value: object) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def raw(self) -> str:
        return self.line.text()

    def set_raw(self, words: str) -> None:
        self.line.setText(words)


class NumberEditor(TextEditor):
    """A whole number, a decimal number or an amount of đồng."""

    def _parsed(self) -> int | Decimal | None:
        words = text.clean(self.raw())
        if not words:
            return None
        if self.field.kind == "money":
            return numbers.parse_money(words)
        number = numbers.parse_decimal(words)
        if self.field.kind == "number":
            if number != int(number):
                raise ValueError(_("This is not a whole number: {text}").format(text=words))
            return int(number)
        return number

    def _leave(self) -> None:
        if not self.problem():
            self.set_value(self.value())

    def value(self) -> object:
        try:
            return self._parsed()
        except ValueError:
            return None

    def set_value(self, value: object) -> None:
        if isinstance(value, Decimal):
            self.line.setText(numbers.decimal(value))
        elif isinstance(value, int):
            self.line.setText(numbers.grouped(value) if self.field.kind == "money" else str(value))
        else:
            self.line.setText("")

    def problem(self) -> str:
        try:
            self._parsed()
        except ValueError as error:
            return str(error)
        return ""


class LinesEditor(Editor):
    """Several lines of words; Enter makes a new line, Tab leaves."""

    def __init__(self, field: Field) -> None:
        self.box = QPlainTextEdit()
        super().__init__(field, self.box)
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(field.hint)
        self.box.setReadOnly(field.read_only)
        self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * 4 + 2 * theme.GRID)
        self.box.textChanged.connect(self.edited)

    def value(self) -> object:
        return text.nfc(self.raw()).strip()

    def set_value(self, value: object) -> None:
        self.set_raw("" if value is None else str(value))

    def raw(self) -> str:
        return self.box.toPlainText()

    def set_raw(self, words: str) -> None:
        cursor = self.box.textCursor()
        place = cursor.position()
        self.box.blockSignals(True)
        self.box.setPlainText(words)
        cursor.setPosition(min(place, self.box.document().characterCount() - 1))
        self.box.setTextCursor(cursor)
        self.box.blockSignals(False)


class DateEditor(Editor):
    """A day or a partly known date."""

    def __init__(self, field: Field) -> None:
        self.date = DateField(partial=field.kind == "date")
        super().__init__(field, self.date, self.date.line)
        self.date.line.setReadOnly(field.read_only)
        self.date.edited.connect(self.edited)

    def value(self) -> object:
        known = self.date.value()
        return known.exact() if isinstance(known, PartialDate) and self.field.kind == "day" else known

    def set_value(self, value: object) -> None:
        self.date.set_value(value)

    def raw(self) -> str:
        return self.date.text()

    def set_raw(self, words: str) -> None:
        self.date.set_text(words)

    def problem(self) -> str:
        return self.date.problem()


class QuietCombo(QComboBox):
    """A list of choices that cannot be typed into: typing finds the line by folded words; the wheel only scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._typed, self._typed_at = "", 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel over a form must not change what was chosen."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters find a line; Backspace takes one letter back (so that Unikey works)."""
        letters = event.text()
        if event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        elif letters.strip() and letters.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.find_typed(letters)
        else:
            super().keyPressEvent(event)

    def find_typed(self, letters: str) -> None:
        """Choose the first line that begins with, else holds, what was typed within the last second."""
        moment = clock.now().timestamp()
        self._typed = (self._typed if moment - self._typed_at < 1.0 else "") + letters
        self._typed_at = moment
        wanted = text.fold(self._typed)
        lines = [text.fold(self.itemText(place)) for place in range(self.count())]
        begins = [place for place, line in enumerate(lines) if line.startswith(wanted)]
        holds = [place for place, line in enumerate(lines) if wanted in line]
        if begins or holds:
            self.setCurrentIndex((begins or holds)[0])


class ChoiceEditor(Editor):
    """One of a list."""

    def __init__(self, field: Field) -> None:
        self.combo = QuietCombo()
        super().__init__(field, self.combo)
        self.combo.addItem(field.empty, "")
        for option in field.options:
            self.combo.addItem(option.words, option.value)
        self.combo.setEnabled(not field.read_only)
        self.combo.currentIndexChanged.connect(lambda _place: self.edited.emit())

    def value(self) -> object:
        return self.combo.currentData() or None

    def set_value(self, value: object) -> None:
        self.set_raw("" if value is None else str(value))

    def raw(self) -> str:
        return str(self.combo.currentData() or "")

    def set_raw(self, words: str) -> None:
        place = self.combo.findData(words)
        if place < 0:
            self.combo.addItem(words, words)
            place = self.combo.count() - 1
        self.combo.blockSignals(True)
        self.combo.setCurrentIndex(place)
        self.combo.blockSignals(False)


class YesNoEditor(Editor):
    """Yes or no, as two words."""

    def __init__(self, field: Field) -> None:
        frame = QWidget()
        self.yes, self.no = QRadioButton(_("Yes")), QRadioButton(_("No"))
        super().__init__(field, frame, self.yes)
        box = QHBoxLayout(frame)
        box.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(frame)
        for button in (self.yes, self.no):
            button.setEnabled(not field.read_only)
            group.addButton(button)
            box.addWidget(button)
        box.addStretch(1)
        self.no.setChecked(True)
        frame.setFocusProxy(self.yes)
        self.yes.toggled.connect(lambda _on: self.edited.emit())

    def value(self) -> object:
        return self.yes.isChecked()

    def set_value(self, value: object) -> None:
        (self.yes if value else self.no).setChecked(True)

    def raw(self) -> str:
        return "1" if self.yes.isChecked() else ""

    def set_raw(self, words: str) -> None:
        self.set_value(bool(words))


class PersonEditor(Editor):
    """Finds a person: suggestions stand below, nothing is chosen until the person chooses."""

    def __init__(self, field: Field) -> None:
        frame = QWidget()
        self.line, self.list = QLineEdit(), QListWidget()
        super().__init__(field, frame, self.line)
        self._chosen: Option | None = None
        self._found: list[Option] = []
        box = QVBoxLayout(frame)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        box.addWidget(self.list)
        frame.setFocusProxy(self.line)
        self.line.setPlaceholderText(field.hint or _("type part of the name"))
        self.list.hide()
        self.line.textEdited.connect(self._look)
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(lambda item: self.choose(self._found[self.list.row(item)]))
        self.list.itemClicked.connect(lambda item: self.choose(self._found[self.list.row(item)]))

    def _look(self, words: str) -> None:
        self._chosen = None
        search: Callable[[str], object] | None = self.field.find
        self._found = list(self.field.find(words))[:8] if search and self.field.find and words.strip() else []
        self.list.clear()
        for option in self._found:
            self.list.addItem(f"{option.words}  {option.more}".strip())
        rows = max(1, len(self._found))
        self.list.setFixedHeight(rows * (self.list.fontMetrics().height() + theme.GRID) + theme.GRID)
        self.list.setVisible(bool(self._found))
        self.edited.emit()

    def choose(self, option: Option | None) -> None:
        """Take a person and close the suggestions."""
        self._chosen = option
        self.line.setText(option.words if option else "")
        self.list.hide()
        self.line.setFocus()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """Arrow down goes into the suggestions."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and self.list.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                self.list.setCurrentRow(0)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.list.hide()
                return True
        return False

    def value(self) -> object:
        return self._chosen.value if self._chosen else None

    def set_value(self, value: object) -> None:
        """Show a person already known: an Option, or its value among `options`."""
        known = value if isinstance(value, Option) else None
        if known is None and value:
            known = next((option for option in self.field.options if option.value == value), None)
        self._chosen = known
        self.line.setText(known.words if known else "")

    def raw(self) -> str:
        return f"{self._chosen.value}\t{self._chosen.words}" if self._chosen else self.line.text()

    def set_raw(self, words: str) -> None:
        value, tab, shown = words.partition("\t")
        if tab:
            self.set_value(Option(value, shown))
        else:
            self.line.setText(words)

    def problem(self) -> str:
        if self.line.text().strip() and self._chosen is None:
            return _("Please choose the person from the list below.")
        return ""


def make(field: Field) -> Editor:
    """Make the editor for a field."""
    kinds: dict[str, type[Editor]] = {
        "lines": LinesEditor, "day": DateEditor, "date": DateEditor, "choice": ChoiceEditor, "yes_no": YesNoEditor,
        "person": PersonEditor, "number": NumberEditor, "decimal": NumberEditor, "money": NumberEditor,
    }  # fmt: skip
    return kinds.get(field.kind, TextEditor)(field)  # type: ignore[call-arg]
