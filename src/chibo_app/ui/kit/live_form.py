"""A form without a save button: every field is kept when it is left, and what is half typed survives a crash.

For records that are filled in while something is going on, such as the minutes of a meeting: the person never
thinks of saving, and the figures beside the form grow with every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_app.basics.problems import Problem
from chibo_app.ui.kit import drafts
from chibo_app.ui.kit.editors import Editor
from chibo_app.ui.kit.fields import Section, Values
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.form_panel import DRAFT_EVERY_MS
from chibo_app.ui.kit.perform import perform

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

_AT_ONCE = frozenset({"choice", "yes_no", "person"})


@dataclass(frozen=True)
class LiveSpec:
    """What a live form asks and how one answer is kept.

    `key` names its draft, `page` the page that takes it up again. `keep(session, changes)` calls an action with
    only the fields that were changed; `label()` names the act for undo.
    """

    key: str
    title: str
    page: str
    sections: Sequence[Section]
    keep: Callable[[Session, Values], object]
    label: Callable[[], str]


def _is_written_in(editor: Editor, value: object) -> bool:
    """Whether the cursor stands in a field that says this already: not even a last space is taken from the writer."""
    return editor.focus_widget.hasFocus() and editor.value() == value


class LiveForm(QWidget):
    """Shows a `LiveSpec`. `show_values` brings what the book holds; fields being typed in are left alone."""

    def __init__(self, window: Window, spec: LiveSpec, values: Mapping[str, object]) -> None:
        super().__init__()
        self._window, self.spec = window, spec
        self.form = FormView(spec.sections, values)
        self._kept, self._latest = self.form.raw(), dict(values)
        self._is_filling = self._is_keeping = self._has_draft = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_EVERY_MS)
        self._timer.timeout.connect(self.keep_draft)
        for row in self.form.rows.values():
            row.editor.focus_widget.installEventFilter(self)
            if row.field.kind in _AT_ONCE:
                row.editor.edited.connect(self._choose)
        self.form.edited.connect(self._on_edited)
        self._take_up()

    # what the owner calls

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show what the book holds now; a field with words that are not kept yet stays as it is."""
        self._latest = dict(values)
        self._is_filling = True
        for name, row in self.form.rows.items():
            if row.editor.raw() == self._kept[name] and name in values:
                if not _is_written_in(row.editor, values[name]):
                    row.editor.set_value(values[name])
                self._kept[name] = row.editor.raw()
        self._is_filling = False

    def set_read_only(self, is_read_only: bool) -> None:
        """Let the answers only be read."""
        for row in self.form.rows.values():
            row.editor.widget.setEnabled(not is_read_only)

    def changed(self) -> list[str]:
        """Return the names of the fields whose words are not kept yet."""
        return [name for name, words in self.form.raw().items() if words != self._kept[name]]

    def keep(self) -> bool:
        """Keep what was changed. False when something could not be kept; its problem then stands under its field."""
        names = [name for name in self.changed() if not self.form.rows[name].editor.problem()]
        unreadable = [problem for problem in self.form.own_problems() if problem.code == "unreadable"]
        if unreadable:
            self._tell(unreadable)
        if not names or self._is_keeping:
            return not unreadable
        words, values = self.form.raw(), self.form.values()
        if not self._write({name: values[name] for name in names}):
            return False
        self._kept |= {name: words[name] for name in names}
        self.show_values(self._latest)
        if not unreadable:
            self.form.clear_problems()
            self._end_draft()
        return not unreadable

    def keep_draft(self) -> None:
        """Write words that are not kept yet into the book's drafts."""
        words = self.form.raw()
        if half := {name: words[name] for name in self.changed()}:
            drafts.keep(self._window.store, drafts.Draft(self.spec.key, self.spec.title, self.spec.page, half))
            self._has_draft = True

    # inside

    def _write(self, changes: Values) -> bool:
        self._is_keeping = True
        try:
            done = perform(
                self._window,
                self.spec.label(),
                lambda session: self.spec.keep(session, changes),
                self._tell,
            )
        finally:
            self._is_keeping = False
        return done is not None

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Put each problem under its field without pulling the person back into it."""
        rows = self.form.rows
        self.form.show_problems([problem for problem in problems if problem.where not in rows])
        for problem in problems:
            if problem.where in rows:
                rows[problem.where].show_problem(problem)

    def _take_up(self) -> None:
        words = drafts.words_of(self._window.store, self.spec.key)
        if words:
            self._has_draft = True
            self._is_filling = True
            self.form.set_raw(words)
            self._is_filling = False

    def _end_draft(self) -> None:
        self._timer.stop()
        if self._has_draft:
            drafts.drop(self._window.store, self.spec.key)
            self._has_draft = False

    def _choose(self) -> None:
        if not self._is_filling:
            QTimer.singleShot(0, self, self.keep)

    def _on_edited(self) -> None:
        if not self._is_filling and not self._timer.isActive():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field keeps it, once the field itself has finished with its words."""
        if event.type() == QEvent.Type.FocusOut and not self._is_filling:
            QTimer.singleShot(0, self, self.keep)
        return False
