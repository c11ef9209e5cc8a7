"""A form in its place: title, the fields, the verbs below; keeps drafts, leaves only without losing anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.ui.kit import drafts, messages, theme
from chibo_app.ui.kit.buttons import button, key
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import FormSpec
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.perform import perform

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

DRAFT_EVERY_MS = 1500  # at most two seconds of typing may be lost


class FormPanel(QWidget):
    """Shows a `FormSpec` and keeps it through `perform`.

    Ctrl+S saves, Ctrl+Enter saves and starts a new one (when the form offers it), Esc leaves and asks only if
    something would be lost. `leave(id or "")` is called when the form is done; `page` names the page for its draft.
    """

    def __init__(self, window: Window, spec: FormSpec, leave: Callable[[], None], page: str = "") -> None:
        super().__init__()
        self.window_, self.spec, self._leave, self._page = window, spec, leave, page
        self.form = FormView(spec.sections, spec.values)
        self._offer = self._make_offer()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        heading = plain(spec.title, "name")
        heading.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, 0)
        box.addWidget(heading)
        box.addWidget(self._offer)
        box.addWidget(self.form, 1)
        box.addLayout(self._make_verbs())
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_EVERY_MS)
        self._timer.timeout.connect(self.keep_draft)
        self.form.edited.connect(self._on_edited)
        key(self, "Ctrl+S", self.save)
        key(self, "Esc", self.leave)
        if spec.again:
            key(self, "Ctrl+Return", self.save_and_new)
            key(self, "Ctrl+Enter", self.save_and_new)
        self._offer.setVisible(drafts.words_of(window.store, spec.key) is not None)

    # verbs

    def save(self) -> bool:
        """Keep what stands in the form; problems go under their fields. True when it was kept."""
        if not self._keep():
            return False
        self._leave()
        return True

    def save_and_new(self) -> None:
        """Keep it and start an empty form of the same kind."""
        if self._keep():
            self.form.fill(self.spec.values)  # what the new form begins with, as the first one did
            self.form.focus_first()

    def leave(self) -> None:
        """Leave the form; asks when something typed would be lost."""
        if self.may_leave():
            self._leave()

    def may_leave(self) -> bool:
        """Whether the form may be closed now. Dropping what was typed is asked for first."""
        if self.form.is_changed and not messages.ask(
            self.window_.widget(),
            _("What you have typed in “{form}” is not saved yet.").format(form=self.spec.title),
            _("Leave without saving"),
            _("Go on writing"),
        ):
            return False
        self._end_draft()
        return True

    def take_up_draft(self) -> None:
        """Put the words of the draft back into the form."""
        words = drafts.words_of(self.window_.store, self.spec.key)
        if words is not None:
            self.form.set_raw(words)
        self._offer.hide()
        self.form.focus_first()

    def keep_draft(self) -> None:
        """Write the draft into the book."""
        if self.form.is_changed:
            draft = drafts.Draft(self.spec.key, self.spec.title, self._page, self.form.raw())
            drafts.keep(self.window_.store, draft)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what the rules refused, each problem at its field."""
        self.form.show_problems(problems)

    # inside

    def _keep(self) -> bool:
        own = self.form.own_problems()
        if own:
            self.form.show_problems(own)
            return False
        self.form.clear_problems()
        values, explanations = self.form.values(), self.form.explanations()
        done = perform(
            self.window_,
            self.spec.label(values),
            lambda session: self.spec.save(session, values, explanations),
            self.form.show_problems,
            undoable=self.spec.undoable,
        )
        if done is None:
            return False
        self._end_draft()
        if self.spec.saved is not None:
            self.spec.saved(done.value)
        return True

    def _end_draft(self) -> None:
        self._timer.stop()
        self._offer.hide()
        drafts.drop(self.window_.store, self.spec.key)

    def _on_edited(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _make_offer(self) -> QFrame:
        frame = QFrame()
        theme.set_role(frame, "band")
        row = QHBoxLayout(frame)
        row.addWidget(plain(_("You were writing this earlier and it was not saved.")), 1)
        row.addWidget(button(_("Take it up again"), self.take_up_draft))
        row.addWidget(button(_("Throw it away"), self._end_draft))
        return frame

    def _make_verbs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        self.save_button = button(_("Save"), self.save, "primary")
        self.save_button.setToolTip("Ctrl+S")
        row.addWidget(self.save_button)
        if self.spec.again:
            again = button(_("Save and new"), self.save_and_new)
            again.setToolTip("Ctrl+Enter")
            row.addWidget(again)
        row.addStretch(1)
        leave = button(_("Leave"), self.leave)
        leave.setToolTip("Esc")
        row.addWidget(leave)
        return row
