"""Việc trong năm: what returns every month, quarter or year; each switched on or off, moved, or given back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from chibo_app.actions import calendar as acts
from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.queries import calendar as questions
from chibo_app.queries.calendar import YearItem
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window


class YearItemsDialog(QDialog):
    """`changed()` is called after each change."""

    def __init__(self, window: Window, changed: Callable[[], object] = lambda: None) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Work of the year"))
        self._window, self._changed = window, changed
        self.list = EntryList(window, self._kind())
        self.list.hide_add()
        box = QVBoxLayout(self)
        box.addWidget(
            plain(_("The plan of the higher committee decides: switch off what is not done here, move the rest."))
        )
        box.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(buttons.button(_("Close"), self.reject))
        box.addLayout(row)
        self.reload()
        theme.size_dialog(self, 112, 20)

    def reload(self) -> None:
        """Read the items as they stand."""
        with self._window.store.read() as session:
            self.list.show_rows(questions.year_items(session, clock.today()))

    def switch(self, item: YearItem) -> None:
        """Switch an item off, or on again."""
        words = _("Switch “{item}” off") if item.is_on else _("Switch “{item}” on")
        self._write(words.format(item=item.title), lambda session: acts.switch(
            session, item.key, not item.is_on, clock.today(), _("set here")))  # fmt: skip

    def restore(self, item: YearItem) -> None:
        """Give an item back as it came with the program."""
        if item.is_local:
            label = _("Give “{item}” back as it came").format(item=item.title)
            self._write(label, lambda session: acts.restore(session, item.key))

    # inside

    def _kind(self) -> EntryKind:
        return EntryKind(
            name="year_items",
            page="",
            columns=(
                Column("title", _("Work"), 46),
                Column("when", _("When"), 26),
                Column("is_on", _("Shown"), 9, "centre", shown=lambda item: _("yes") if item.is_on else _("no")),
                Column("source", _("Source"), 24),
            ),
            empty="",
            add_words=_("Add"),
            add=lambda: FormSpec("", "", [], lambda *_nothing: None, lambda _values: ""),
            edit=self._move,
            edit_words=_("Move to another day"),
            more=((_("On or off"), self.switch), (_("As it came"), self.restore)),
        )

    def _move(self, item: YearItem) -> FormSpec | None:
        if item.day is None:
            messages.inform(self, _("This work follows the day of the meeting; change the day of the meeting instead."))
            return None

        def save(session: Session, values: Values, _why: Explanations) -> object:
            month = int(str(values["month"])) if item.month is not None else None
            source = str(values["source"] or "") or _("set here")
            acts.move(session, item.key, month, int(str(values["day"])), clock.today(), source)
            return item.key

        fields = [
            Field("day", _("Day of the month"), "number", required=True, width=6),
            Field("source", _("By which plan"), hint=_("for example: plan of the committee above")),
        ]
        if item.month is not None:
            fields.insert(
                1, Field("month", _("Month (1 to 12; in a quarter 1 to 3)"), "number", required=True, width=6)
            )
        return FormSpec(
            f"calendar.move:{item.key}",
            item.title,
            [Section("", fields)],
            save,
            lambda _values: _("Move “{item}” to another day").format(item=item.title),
            {"day": item.day, "month": item.month},
            saved=lambda _key: self._after(),
        )

    def _write(self, label: str, work: Callable[[Session], object]) -> None:
        if perform(self._window, label, work) is not None:
            self._after()

    def _after(self) -> None:
        self.reload()
        self._changed()
