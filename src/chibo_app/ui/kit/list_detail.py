"""The page most pages are: a list on the left, the chosen record on the right, the verbs in the head.

A page declares what it shows; this class does search, chips, sorting, selection, empty state, reload, the
"as of" day, the counts sentence, forms with drafts, print and export.

    class PledgesPage(ListDetailPage):
        NAME = "pledges"                                  # navigation, remembered widths, drafts
        TABLES = frozenset({"pledge", "member"})           # reload when one of these changes

        def title(self) -> str: return _("Pledges")
        def columns(self) -> list[Column]: …
        def filters(self) -> list[Chip]: …                 # chips as words; the first shows all
        def verbs(self) -> list[Verb]: …                   # the first is the usual one
        def purpose(self) -> str: …                        # one sentence for the empty page
        def load_rows(self, session) -> Sequence[Row]      # frozen rows with `id` (and `search`, if stored)
        def load_detail(self, session, record_id) -> Detail
        def counts(self, rows) -> str
        def form_for(self, key) -> FormSpec | None         # a draft is taken up again
        def document(self) -> tuple[str, str] | None       # (document id of the list, title) for Print and Export
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics import clock
from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.buttons import key
from chibo_app.ui.kit.detail import Detail, DetailView, plain
from chibo_app.ui.kit.fields import FormSpec
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.kit.page_parts import Chips, EmptyState, PageHead
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

_DETAIL_AFTER_MS = 60  # while keys are held down or letters typed, only the last record is read


@dataclass(frozen=True)
class Chip:
    """A filter that reads as words. `keeps(row)` None keeps all."""

    title: str
    keeps: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Verb:
    """Something to do, shown as a button in the head and in the menu of the page.

    `needs_row` verbs are only possible with a chosen record. `shortcut` as Qt writes it. A `danger` verb stands
    apart from the usual one.
    """

    title: str
    run: Callable[[], object]
    shortcut: str = ""
    needs_row: bool = False
    danger: bool = False
    icon: str = ""


class ListDetailPage(QWidget):
    """See the module's text. `self.desk` is the window, `self.on` the "as of" day."""

    NAME: ClassVar[str] = ""
    TABLES: ClassVar[frozenset[str]] = frozenset()
    HAS_DAY: ClassVar[bool] = True
    SPLIT: ClassVar[tuple[int, int]] = (5, 6)
    FORM_OVER_ALL: ClassVar[bool] = False  # whether a form takes the place of the list too

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self.desk, self.on = desk, clock.today()
        self.form_panel: FormPanel | None = None
        self._is_fresh = True
        verbs = [replace(verb, run=partial(self._run, verb.run)) for verb in (*self.verbs(), *self._paper_verbs())]
        self.head = PageHead(self.title(), verbs, self.HAS_DAY)
        self.search = QLineEdit()
        self.chips = Chips([chip.title for chip in self.filters()])
        self.table = self.make_table()
        self.sentence = plain("", "quiet")
        self.empty = EmptyState(self.purpose(), [verb for verb in self.verbs() if not verb.needs_row][:2])
        self.waiting = plain(_("Reading the book…"), "quiet")
        self.waiting.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it keeps the place of the cursor in the list
        self.detail = self.make_detail()
        self._put_together()
        self._connect()

    # what a page declares

    def title(self) -> str:
        """Return the name of the page."""
        raise NotImplementedError

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        raise NotImplementedError

    def filters(self) -> list[Chip]:
        """Return the chips above the list; the first is chosen at the beginning."""
        return []

    def verbs(self) -> list[Verb]:
        """Return what can be done here; the usual one first. The first two are the ways to begin on an empty page."""
        return []

    def purpose(self) -> str:
        """Return one sentence that says what the page is for."""
        return ""

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name, number …")

    def load_rows(self, session: Session) -> Sequence[Any]:
        """Return the rows as of `self.on`, in the order of the book. Runs beside the window: touch no widget."""
        raise NotImplementedError

    def load_detail(self, session: Session, record_id: str) -> Any:
        """Return what `show_detail` needs for one record, usually a `Detail`."""
        raise NotImplementedError

    def counts(self, rows: Sequence[Any]) -> str:
        """Return the sentence under the list for the rows shown."""
        return _("{count} lines").format(count=len(rows))

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form a draft belongs to."""
        return None

    def document(self) -> tuple[str, str] | None:
        """Return the document that prints this list: its id in the catalogue and its title."""
        return None

    def paper_ids(self) -> Sequence[str]:
        """Return which records stand on the printed list; none means all the document takes by itself."""
        return ()

    def make_table(self) -> TableView:
        """Make the list; a page with keys of its own in it returns its own kind of table."""
        return TableView(self.columns(), self.NAME)

    def make_detail(self) -> QWidget:
        """Make the right side; a page with its own widget overrides `show_detail` too."""
        return DetailView()

    def show_detail(self, content: Any) -> None:
        """Show what `load_detail` returned."""
        if isinstance(self.detail, DetailView) and isinstance(content, Detail):
            self.detail.show_detail(content)

    # what a page uses

    def chosen_id(self) -> str:
        """Return the id of the chosen record, or nothing."""
        return self.table.chosen_id()

    def chosen_row(self) -> Any:
        """Return the chosen row, or None."""
        return self.table.chosen_row()

    def choose(self, record_id: str) -> None:
        """Select a record; takes away a search or chip that hides it, reads the book again when it is new."""
        known = next((row for row in self.table.rows.all_rows() if row.id == record_id), None)
        if known is None:
            self.table.choose(record_id)
            self.reload()
        elif self.table.rows.place_of(record_id) < 0:
            self.search.clear()
            fitting = (place for place, chip in enumerate(self.filters()) if chip.keeps is None or chip.keeps(known))
            self.chips.choose(next(fitting, 0))
        self.table.choose(record_id)

    def open_form(self, spec: FormSpec) -> FormPanel:
        """Show a form in place of the record."""
        self.close_form()
        self.form_panel = FormPanel(self.desk, spec, self._form_done, self.NAME)
        self.right.addWidget(self.form_panel)
        self.right.setCurrentWidget(self.form_panel)
        self.stack.setCurrentWidget(self.split)
        self.left.setVisible(not self.FORM_OVER_ALL)
        self.form_panel.form.focus_first()
        return self.form_panel

    def take_up(self, key: str) -> None:
        """Open the form of a draft with the words typed earlier."""
        spec = self.form_for(key)
        if spec is not None:
            self.open_form(spec).take_up_draft()

    def may_leave(self) -> bool:
        """Whether the page may be left now; asks when something typed would be lost."""
        self.table.keep_widths()
        if self.form_panel is None:
            return True
        if not self.form_panel.may_leave():
            return False
        self.close_form()
        return True

    def take_cursor(self) -> None:
        """Put the cursor into the list, or on the way to begin one; what is open over it keeps its own place."""
        place = self._cursor_place()
        if place is not None:
            place.setFocus()

    def close_form(self) -> None:
        """Put a form away and show the record again."""
        if self.form_panel is not None:
            self.right.removeWidget(self.form_panel)
            self.form_panel.deleteLater()
            self.form_panel = None
        self.left.show()
        self.right.setCurrentWidget(self.detail)

    def reload(self) -> None:
        """Read the rows again; quick readings appear at once, long ones say so."""
        columns = self.table.rows.columns

        def work() -> Rows:
            with self.desk.store.read() as session:
                return Rows.of(self.load_rows(session), columns)

        self.desk.jobs.soon(work, self._show_rows, lambda: self.stack.setCurrentWidget(self.waiting))

    def book_changed(self, tables: frozenset[str]) -> None:
        """Reload when something this page shows has changed."""
        if tables & self.TABLES:
            self.reload()

    # print and export

    def _paper_verbs(self) -> list[Verb]:
        if self.document() is None:
            return []
        return [
            Verb(_("Print"), self.print_list, "Ctrl+P", icon="print"),
            Verb(_("Export"), self.export_list, icon="export"),
        ]

    def print_list(self) -> None:
        """Show the list as the paper it prints to."""
        self._paper("pdf")

    def export_list(self) -> None:
        """Save the list as a workbook, a Word file or a PDF."""
        self._paper("")

    def _paper(self, form: str) -> None:
        from chibo_app.ui.kit import papers

        known = self.document()
        if known is not None:
            cell_id, ids = self.desk.cell_id or "", self.paper_ids()
            wanted = papers.Wanted(known[0], known[1], cell_id=cell_id, ids=ids, on=self.on)
            (papers.preview if form == "pdf" else papers.save)(self.desk, wanted)

    # inside

    def _put_together(self) -> None:
        self.search.setPlaceholderText(self.search_hint())
        self.search.setAccessibleName(_("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setToolTip("Ctrl+F")
        self.left = QWidget()
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        self.right = QStackedWidget()
        theme.set_role(self.right, "paper")
        self.right.addWidget(self.detail)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.left)
        self.split.addWidget(self.right)
        self.split.setChildrenCollapsible(False)
        for place, share in enumerate(self.SPLIT):
            self.split.setStretchFactor(place, share)
        self.split.setSizes([share * 100 for share in self.SPLIT])
        self.stack = QStackedWidget()
        for page in (self.split, self.empty, self.waiting):
            self.stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(self.head)
        box.addWidget(self.stack, 1)
        box.addWidget(self.sentence)

    def _connect(self) -> None:
        self._detail_timer = QTimer(self, singleShot=True, interval=_DETAIL_AFTER_MS)
        self._detail_timer.timeout.connect(self.show_chosen)
        self.search.textChanged.connect(self.table.search_for)
        if self.filters():
            self.table.keep(self.filters()[0].keeps)
        self.chips.chosen.connect(lambda place: self.table.keep(self.filters()[place].keeps))
        self.table.chosen.connect(lambda _id: self._detail_timer.start())
        self.table.rows.counted.connect(self._count)
        self.head.day_chosen.connect(self._set_day)
        key(self, "Ctrl+F", self.search.setFocus)
        self.search.returnPressed.connect(self.table.setFocus)

    def _run(self, act: Callable[[], object]) -> None:
        """Do what a verb does, to the record that is chosen and no other: a detail still to be read is read first."""
        if self._detail_timer.isActive():
            self.show_chosen()
        act()

    def _set_day(self, day: date) -> None:
        self.on = day
        self.reload()

    def _cursor_place(self) -> QWidget | None:
        shown = self.stack.currentWidget()
        if self.form_panel is not None:
            return self.form_panel.focusWidget()
        if shown is self.empty:
            return self.empty.first_way()
        if shown is self.waiting:
            return self.waiting
        return self.table if shown in (self.split, None) else shown.focusWidget()

    def _show_rows(self, rows: Rows) -> None:
        was_awaited = self.window().focusWidget() is self.waiting
        is_empty = not rows.rows and self.form_panel is None
        self.stack.setCurrentWidget(self.empty if is_empty else self.split)
        self.table.show_rows(rows)
        if was_awaited:
            self.take_cursor()
        self.head.set_has_row(bool(self.chosen_id()))
        if self._is_fresh:
            self._is_fresh = False
            self._detail_timer.start()  # a page that opens paints its list first
        else:
            self.show_chosen()

    def _count(self) -> None:
        self.sentence.setText(self.counts(self.table.rows.shown_rows()) if self.table.rows.all_rows() else "")

    def _form_done(self) -> None:
        self.close_form()
        if not self.table.rows.all_rows():
            self.reload()
        self.table.setFocus()

    def show_chosen(self) -> None:
        """Read the chosen record and show it."""
        self._detail_timer.stop()
        record_id = self.chosen_id()
        self.head.set_has_row(bool(record_id))
        if not record_id:
            if isinstance(self.detail, DetailView):
                self.detail.tell(_("Nothing is chosen."))
            return
        try:
            with self.desk.store.read() as session:
                content = self.load_detail(session, record_id)
        except NotFound:
            return
        self.show_detail(content)
