"""A form on the screen: sections, labels with their fields, problems in words under the field they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.ui.kit import editors, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Section, Values


class _Row(QObject):
    """A field with its label, its problem and, for something unlikely, the line for an explanation."""

    def __init__(self, field: Field, owner: QWidget) -> None:
        super().__init__(owner)
        self.field, self.editor = field, editors.make(field)
        self.label = QLabel(field.label + (" *" if field.required else ""))
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setBuddy(self.editor.focus_widget)
        self.editor.focus_widget.setAccessibleName(field.label)
        if field.help:
            self.editor.focus_widget.setWhatsThis(field.help)
        self.words = plain("", "error")
        self.explanation = QLineEdit()
        self.explanation.setPlaceholderText(_("If it is right, say why (asked once)"))
        self.explanation.setAccessibleName(_("Explanation: {field}").format(field=field.label))
        self.codes: list[str] = []
        self.clear()

    def add_to(self, grid: QGridLayout, place: int) -> None:
        grid.addWidget(self.label, 3 * place, 0, Qt.AlignmentFlag.AlignTop)
        if self.field.width:  # a narrow field stands at the left of its column, whatever its neighbours need
            grid.addWidget(self.editor.widget, 3 * place, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            grid.addWidget(self.editor.widget, 3 * place, 1)
        grid.addWidget(self.words, 3 * place + 1, 1)
        grid.addWidget(self.explanation, 3 * place + 2, 1)

    def clear(self) -> None:
        self.words.hide()
        if not self.explanation.text():
            self.explanation.hide()
            self.codes = []

    def show_problem(self, problem: Problem) -> None:
        is_warning = problem.level == "warning"
        sign = "⚠ " if is_warning else "✕ "
        theme.set_role(self.words, "warning" if is_warning else "error")
        known = "" if self.words.isHidden() else self.words.text() + "\n"
        self.words.setText(known + sign + problem.sentence)
        self.words.show()
        if is_warning:
            self.codes.append(problem.code)
            self.explanation.show()


class FormView(QScrollArea):
    """Fields under each other. Enter goes to the next field, Shift+Enter back; `edited` tells of any typing."""

    edited = Signal()

    def __init__(self, sections: Sequence[Section], values: Mapping[str, object] | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: dict[str, _Row] = {}
        self._general = plain("", "error")
        self._general.hide()
        self._general_explanation = QLineEdit()
        self._general_explanation.setPlaceholderText(_("If it is right, say why (asked once)"))
        self._general_explanation.setAccessibleName(_("Explanation"))
        self._general_explanation.hide()
        self._general_codes: list[str] = []
        self._composing = False
        inside = QWidget()
        theme.set_role(inside, "page")
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        self._box.addWidget(self._general)
        self._box.addWidget(self._general_explanation)
        for section in sections:
            self._add_section(section)
        self._box.addStretch(1)
        self.setWidget(inside)
        self.fill(values or {})

    # values

    def fill(self, values: Mapping[str, object]) -> None:
        """Show values; fields not named become empty."""
        for name, row in self.rows.items():
            row.editor.set_value(values.get(name))
            row.explanation.clear()
            row.clear()
        self._general_explanation.clear()
        self._general_explanation.hide()
        self._general_codes = []
        self._first = self.raw()

    def values(self) -> Values:
        """Return every field's value, None where empty (text fields give "")."""
        return {name: row.editor.value() for name, row in self.rows.items()}

    def raw(self) -> dict[str, str]:
        """Return the words of every field, for a draft."""
        return {name: row.editor.raw() for name, row in self.rows.items()}

    def set_raw(self, words: Mapping[str, str]) -> None:
        """Put the words of a draft back."""
        for name, typed in words.items():
            if name in self.rows:
                self.rows[name].editor.set_raw(typed)

    @property
    def is_changed(self) -> bool:
        """Whether leaving now would lose something."""
        return self.raw() != self._first

    def explanations(self) -> dict[str, str]:
        """Return the explanations given, by code of the warning."""
        given = {code: row.explanation.text() for row in self.rows.values() for code in row.codes}
        given |= dict.fromkeys(self._general_codes, self._general_explanation.text())
        return {code: words.strip() for code, words in given.items() if words.strip()}

    # problems

    def own_problems(self) -> list[Problem]:
        """Return what can be said without the book: words that are no date or number, required fields left empty."""
        found = []
        for name, row in self.rows.items():
            if sentence := row.editor.problem():
                found.append(Problem(name, "unreadable", sentence))
            elif row.field.required and row.editor.value() in {None, ""}:
                found.append(Problem(name, "missing", _("Please fill this in.")))
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each problem under its field, those of no field at the top, and go to the first."""
        self.clear_problems()
        homeless = [problem for problem in problems if problem.where not in self.rows]
        for problem in problems:
            if problem.where in self.rows:
                self.rows[problem.where].show_problem(problem)
        self._show_general(homeless)
        named = {problem.where for problem in problems}
        first = next((row for name, row in self.rows.items() if name in named), None)
        if first is not None:
            self._open_section_of(first)
            wanted = first.explanation if first.codes else first.editor.focus_widget
            wanted.setFocus()
            QTimer.singleShot(
                0, wanted, lambda: self.ensureWidgetVisible(wanted)
            )  # after the new words have their place
        elif homeless:
            self.verticalScrollBar().setValue(0)

    def clear_problems(self) -> None:
        """Take all problems away."""
        self._general.hide()
        for row in self.rows.values():
            row.clear()

    def _show_general(self, problems: Sequence[Problem]) -> None:
        """Show what belongs to no field at the top; something unlikely among it wants an explanation there."""
        warned = [problem.code for problem in problems if problem.level == "warning"]
        self._general_codes += [code for code in warned if code not in self._general_codes]
        self._general.setText("\n".join(("⚠ " if one.level == "warning" else "✕ ") + one.sentence for one in problems))
        self._general.setVisible(bool(problems))
        self._general_explanation.setVisible(bool(warned))
        if warned:
            self._general_explanation.setFocus()

    def problem_words(self, name: str) -> str:
        """Return the problem standing under a field, or nothing."""
        row = self.rows[name]
        return "" if row.words.isHidden() else row.words.text()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for row in self.rows.values():
            if not row.field.read_only:
                row.editor.focus_widget.setFocus()
                return

    # inside

    def _add_section(self, section: Section) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, theme.GRID)
        grid.setHorizontalSpacing(theme.MARGIN)
        grid.setVerticalSpacing(theme.GRID // 2)
        grid.setColumnMinimumWidth(0, theme.letters_wide(self, 18))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for place, field in enumerate(section.fields):
            row = _Row(field, self)
            row.add_to(grid, place)
            row.editor.edited.connect(self.edited)
            for part in (row.editor.focus_widget, row.explanation):
                part.installEventFilter(self)
            row.explanation.textEdited.connect(self.edited)
            self.rows[field.name] = row
        if section.title:
            self._box.addWidget(self._heading(section, body))
        self._box.addWidget(body)

    def _heading(self, section: Section, body: QWidget) -> QWidget:
        if not section.folded:
            return plain(section.title, "section")
        button = QPushButton()
        theme.set_role(button, "link")
        button.setCheckable(True)

        def fold(is_open: bool) -> None:
            body.setVisible(is_open)
            button.setText(("▾ " if is_open else "▸ ") + section.title)

        button.toggled.connect(fold)
        body.setProperty("opener", button)
        fold(False)
        return button

    def _open_section_of(self, row: _Row) -> None:
        body = row.editor.widget.parentWidget()
        button = body.property("opener") if body is not None else None
        if isinstance(button, QPushButton):
            button.setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter moves on, except while Unikey or another input method is composing a letter."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self._composing:
            return False
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return False
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control or (isinstance(watched, QPlainTextEdit) and not watched.isReadOnly()):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.focusNextPrevChild(not back)
        return True
