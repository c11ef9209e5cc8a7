"""Section "Nội dung": the agenda, and under it what was reported, said and concluded under each item."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import AgendaKind
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Field, Section, Values
from chibo_app.ui.kit.live_form import LiveForm, LiveSpec
from chibo_app.ui.kit.page_parts import Chips
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.pages import meetings_forms as forms
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen, chosen, finder, people

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import AgendaRow, MeetingDetail, SpeechRow


class ItemView(QWidget):
    """One item: its report and conclusion in a form that keeps itself, and its speeches."""

    def __init__(self, screen: Screen, item: AgendaRow) -> None:
        super().__init__()
        self._screen, self.item_id = screen, item.id
        self.form = LiveForm(screen.desk, self._spec(item), self._values(item))
        self.speeches = EntryList(screen.desk, self._speech_kind())
        self.chips = Chips([_("Report and conclusion"), _("Speeches")])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.form)
        self.stack.addWidget(self.speeches)
        self.chips.chosen.connect(self.stack.setCurrentIndex)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.chips)
        box.addWidget(self.stack, 1)

    def show_item(self, item: AgendaRow) -> None:
        """Show what the book has of the item."""
        self.form.show_values(self._values(item))
        self.speeches.show_rows(item.speeches)

    def _values(self, item: AgendaRow) -> Values:
        names = ("kind", "title", "summary", "cited_documents", "replies", "conclusion")
        known: Values = {name: getattr(item, name) for name in names}
        return known | {"presenter_id": chosen(people(self._screen.meeting), item.presenter_id)}

    def _spec(self, item: AgendaRow) -> LiveSpec:
        fields = [
            Field("title", _("Content"), required=True),
            Field("kind", _("Kind of content"), "choice", required=True, options=options(AgendaKind)),
            Field("presenter_id", _("Presented by"), "person", find=finder(lambda: people(self._screen.meeting))),
            Field("summary", _("What was reported"), "lines"),
            Field("cited_documents", _("Documents made known"), "lines", hint=_("one document in each line")),
            Field("replies", _("Explanations and replies"), "lines"),
            Field("conclusion", _("Conclusion of the chair"), "lines"),
        ]
        return LiveSpec(
            key=f"meetings.item:{item.id}",
            title=item.title,
            page=PAGE,
            sections=[Section("", fields)],
            keep=self._keep,
            label=lambda: _("Write under “{item}”").format(item=item.title),
        )

    def _keep(self, session: Session, changes: Values) -> object:
        from chibo_app.actions import meetings

        return meetings.edit_item(session, self.item_id, **changes)

    def _speech_kind(self) -> EntryKind:
        columns = [
            Column("speaker", _("Who spoke"), 20),
            Column("kind", _("Kind"), 12, shown=lambda row: labels.label(row.kind)),
            Column("content", _("What was said"), 40, shown=lambda row: " ".join(row.content.split())),
        ]
        return EntryKind(
            name="meetings.speeches",
            page=PAGE,
            columns=columns,
            empty=_("Nobody has spoken on this content yet."),
            add_words=_("Add a speech"),
            add=lambda: forms.speech(self._screen.meeting, self.item_id, None),
            edit=lambda row: forms.speech(self._screen.meeting, self.item_id, row),
            remove=self._remove_speech,
        )

    def _remove_speech(self, row: SpeechRow) -> None:
        from chibo_app.actions import meetings

        perform(
            self._screen.desk,
            _("Take out the speech of {name}").format(name=row.speaker),
            lambda session: meetings.remove_speech(session, row.id),
        )


class AgendaSection(MeetingSection):
    """See the module's text."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.table = TableView(
            [
                Column("position", _("No."), 4, "right"),
                Column("title", _("Content"), 56),
                Column("speeches", _("Speeches"), 8, "right", shown=lambda row: str(len(row.speeches) or "")),
            ],
            "meetings.agenda",
        )
        self.new = QLineEdit()
        self.new.setPlaceholderText(_("new content, then Enter"))
        self.new.setMinimumWidth(theme.letters_wide(self.new, 14))
        self.new.setAccessibleName(_("New content of the agenda"))
        self.right = QStackedWidget()
        self.views: dict[str, ItemView] = {}
        self.usual = QPushButton(_("Usual contents"))
        self.verbs = [
            self.usual,
            buttons.button(_("Up"), lambda: self._move(-1)),
            buttons.button(_("Down"), lambda: self._move(1)),
            buttons.button(_("Take out"), self._remove),
        ]
        self._put_together()
        self._offer_contents()
        self.new.returnPressed.connect(lambda: self._add(self.new.text()))
        self.table.chosen.connect(lambda _id: self._show_item())

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the agenda and the chosen item."""
        for gone in self.views.keys() - {item.id for item in meeting.agenda}:
            view = self.views.pop(gone)
            self.right.removeWidget(view)
            view.deleteLater()
        self.table.show_rows(Rows.of(meeting.agenda, self.table.rows.columns))
        for item in meeting.agenda:
            if item.id in self.views:
                self.views[item.id].show_item(item)
        self._show_item()

    def set_read_only(self, is_read_only: bool) -> None:
        """Leave only reading."""
        super().set_read_only(is_read_only)
        self.new.setEnabled(not is_read_only)
        for verb in self.verbs:
            verb.setEnabled(not is_read_only)

    def view(self) -> ItemView | None:
        """Return the view of the chosen item."""
        return self.views.get(self.table.chosen_id())

    def take_up(self, name: str, item_id: str) -> None:
        """Show the item a draft belongs to; a speech half written is offered again."""
        self.table.choose(item_id)
        self._show_item()
        view = self.view()
        if view is not None and name == "meetings.speech":
            view.chips.choose(1)
            view.speeches.take_up()

    # inside

    def _show_item(self) -> None:
        item = self.table.chosen_row()
        self.right.setVisible(item is not None)
        if item is None:
            return
        if item.id not in self.views:
            view = ItemView(self.host, item)
            view.show_item(item)
            view.form.set_read_only(self.host.meeting.is_locked)
            view.speeches.set_read_only(self.host.meeting.is_locked)
            self.views[item.id] = view
            self.right.addWidget(view)
        self.right.setCurrentWidget(self.views[item.id])
        self.live = [view.form for view in self.views.values()]
        self.lists = [view.speeches for view in self.views.values()]

    def _offer_contents(self) -> None:
        """Hang the contents of such a cell on the button: chosen, they stand in the agenda without being typed."""
        from chibo_app.models.organisations import Cell
        from chibo_app.queries import meeting_starts, records

        facts, menu = self.host.meeting.facts, QMenu(self)
        with self.host.desk.store.read() as session:
            setting = records.get(session, Cell, facts.cell_id).setting
        for kind, title in meeting_starts.contents(self.host.rules, setting, facts.held_on):
            menu.addAction(title).triggered.connect(partial(self._add, title, kind))
        self.usual.setMenu(menu)
        self.usual.setVisible(not menu.isEmpty())

    def _add(self, words: str, kind: AgendaKind = AgendaKind.OTHER, _is_checked: bool = False) -> None:
        from chibo_app.actions import meetings

        title = text.clean(words)
        if not title:
            return
        done = perform(
            self.host.desk,
            _("Add “{item}” to the agenda").format(item=title),
            lambda session: meetings.add_item(session, self.meeting_id, title, kind=kind).id,
        )
        if done is not None:
            self.new.clear()
            self.table.choose(done.value)

    def _move(self, step: int) -> None:
        from chibo_app.actions import meetings

        item = self.table.chosen_row()
        place = item.position + step if item is not None else 0
        if item is not None and 1 <= place <= self.table.rows.rowCount():
            perform(
                self.host.desk,
                _("Move “{item}” in the agenda").format(item=item.title),
                lambda session: meetings.move_item(session, item.id, place),
            )

    def _remove(self) -> None:
        from chibo_app.actions import meetings

        item = self.table.chosen_row()
        if item is None or not messages.ask(
            self.host.desk.widget(),
            _("Take “{item}” out of the agenda?").format(item=item.title),
            _("Take out"),
            more=_("What was said and voted under it stays in the minutes without an item. It can be undone."),
        ):
            return
        perform(
            self.host.desk,
            _("Take “{item}” out of the agenda").format(item=item.title),
            lambda session: meetings.remove_item(session, item.id),
        )

    def _put_together(self) -> None:
        self.table.setMinimumHeight(4 * theme.row_height(self))  # its head and three lines, whatever is below
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.new, 1)
        for verb in self.verbs:
            row.addWidget(verb)
        column.addLayout(row)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(top)
        split.addWidget(self.right)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 5)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(split)
