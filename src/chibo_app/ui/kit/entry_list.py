"""A short list inside a larger screen, with its own form: speeches, votes, tasks, guests, promises.

The form takes the place of the list while something is entered; "save and new" stays in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import FormSpec
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

Opened = Callable[[FormPanel], None]


@dataclass(frozen=True)
class EntryKind:
    """What one list of entries shows and how an entry is added, changed and taken out.

    `page` and the key of each `FormSpec` name the drafts. `more` are further verbs on the chosen row.
    """

    name: str
    page: str
    columns: Sequence[Column]
    empty: str
    add_words: str
    add: Callable[[], FormSpec]
    edit: Callable[[Any], FormSpec | None] | None = None
    edit_words: str = ""  # another word for the verb that opens the form of the chosen entry
    remove: Callable[[Any], object] | None = None
    more: Sequence[tuple[str, Callable[[Any], object]]] = ()
    opened: Opened | None = None  # told when a form has been opened, to put something beside it


class EntryList(QWidget):
    """Shows an `EntryKind`. `show_rows` brings the entries; `set_read_only` leaves only reading."""

    def __init__(self, window: Window, kind: EntryKind) -> None:
        super().__init__()
        self._window, self.kind = window, kind
        self.panel: FormPanel | None = None
        self.table = TableView(kind.columns, kind.name)
        self.empty = plain(kind.empty, "quiet")
        self.stack = QStackedWidget()
        self._list = QWidget()
        self._verbs: list[QPushButton] = []
        self._is_read_only = False
        self._put_together()
        self.table.opened.connect(lambda _id: self.edit())
        self.table.chosen.connect(lambda _id: self._enable())

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show the entries, keeping the chosen one."""
        self.table.show_rows(Rows.of(rows, self.kind.columns))
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._enable()

    def set_read_only(self, is_read_only: bool) -> None:
        """Take the verbs away, or give them back."""
        self._is_read_only = is_read_only
        if is_read_only:
            self.close_form()
        self._enable()

    def chosen(self) -> Any:
        """Return the chosen entry, or None."""
        return self.table.chosen_row() if self.table.rows.rowCount() else None

    def add(self) -> None:
        """Open the empty form."""
        self._open(self.kind.add())

    def take_up(self) -> None:
        """Open the empty form with the words of its draft."""
        self.add()
        if self.panel is not None:
            self.panel.take_up_draft()

    def edit(self) -> None:
        """Open the form of the chosen entry."""
        if self.kind.edit is not None and self.chosen() is not None and not self._is_read_only:
            spec = self.kind.edit(self.chosen())
            if spec is not None:
                self._open(spec)

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; closes the form."""
        if self.panel is not None and not self.panel.may_leave():
            return False
        self.close_form()
        return True

    def close_form(self) -> None:
        """Put the form away and show the list."""
        if self.panel is not None:
            self.stack.removeWidget(self.panel)
            self.panel.deleteLater()
            self.panel = None
        self.stack.setCurrentWidget(self._list)

    def hide_add(self) -> None:
        """Offer no new entry, only the change of those there are."""
        self._add.hide()

    # inside

    def _open(self, spec: FormSpec) -> None:
        self.close_form()
        self.panel = FormPanel(self._window, spec, self._done, self.kind.page)
        if self.kind.opened is not None:
            self.kind.opened(self.panel)
        self.stack.addWidget(self.panel)
        self.stack.setCurrentWidget(self.panel)
        self.panel.form.focus_first()

    def _done(self) -> None:
        self.close_form()
        (self.table if self.table.isVisibleTo(self) else self._add).setFocus()

    def _remove(self) -> None:
        if self.kind.remove is not None and self.chosen() is not None:
            self.kind.remove(self.chosen())

    def _enable(self) -> None:
        self._add.setEnabled(not self._is_read_only)
        for verb in self._verbs:
            verb.setEnabled(not self._is_read_only and self.chosen() is not None)

    def _run(self, act: Callable[[Any], object]) -> None:
        if self.chosen() is not None:
            act(self.chosen())

    def _put_together(self) -> None:
        self._add = buttons.button(self.kind.add_words, self.add, "primary", icon="add")
        row = QHBoxLayout()
        row.addWidget(self._add)
        if self.kind.edit is not None:
            self._verbs.append(buttons.button(self.kind.edit_words or _("Edit"), self.edit, icon="edit"))
        self._verbs += [
            buttons.button(words, partial(self._run, act)) for words, act in self.kind.more
        ]  # fmt: skip
        for verb in self._verbs:
            row.addWidget(verb)
        row.addStretch(1)
        if self.kind.remove is not None:
            self._verbs.append(buttons.button(_("Take out"), self._remove))
            row.addWidget(self._verbs[-1])
        box = QVBoxLayout(self._list)
        box.setContentsMargins(0, theme.GRID, 0, 0)
        box.addLayout(row)
        box.addWidget(self.empty)
        box.addWidget(self.table, 1)
        box.addStretch(0)
        self.stack.addWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
