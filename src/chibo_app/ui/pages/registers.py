"""The page Sổ sách: all registers of a cell, as of a day or for a year; the bound book, reconciliation, gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from chibo_app.actions import reconciliations, residence_links, rewards
from chibo_app.basics.i18n import _
from chibo_app.queries import cells
from chibo_app.ui.dialogs import reconciliation
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.buttons import key
from chibo_app.ui.kit.fields import FormSpec
from chibo_app.ui.kit.list_detail import ListDetailPage, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import registers_forms as forms
from chibo_app.ui.pages import registers_rows as rows
from chibo_app.ui.pages.registers_rows import GAPS, LINKS, RECONCILIATIONS, REWARDS, Entry, Screen, ScreenLine
from chibo_app.ui.pages.registers_view import RegisterView

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window
    from chibo_app.ui.pages.registers_book import YearBookDialog

RegisterVerb = tuple[str, Callable[[], object], bool]


class RegistersPage(ListDetailPage):
    """See the module's text. The list on the left names the registers; the chosen one stands on the right."""

    NAME = "registers"
    SPLIT = (3, 10)
    TABLES = frozenset({
        "person", "membership_spell", "membership_event", "participation_span", "party_case", "meeting", "vote",
        "issued_document", "badge", "card_event", "person_entry", "residence_link", "reconciliation", "rule_override",
    })  # fmt: skip

    def __init__(self, desk: Window) -> None:
        self.years: dict[str, int | None] = {}
        self.view = RegisterView()
        super().__init__(desk)
        self.search.hide()
        self.view.period_chosen.connect(self._set_year)
        self.view.opened.connect(self.open_line)
        key(self, "Ctrl+F", self.view.search.setFocus)

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Registers")

    def columns(self) -> list[Column]:
        """Return the one column of the list."""
        return [Column("title", _("Register"), 30)]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Print"), self.print_register, "Ctrl+P", needs_row=True, icon="print"),
            Verb(_("Save as …"), self.save_register, "Ctrl+Shift+S", needs_row=True, icon="export"),
            Verb(_("Bound book …"), self.bind),
            Verb(_("Reconcile the roll"), self.reconcile),
            Verb(_("What is missing"), self.show_gaps),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _("Here stand all registers of the cell, to be read, printed and bound.")

    def load_rows(self, session: Session) -> Sequence[Entry]:
        """Return the registers."""
        return rows.entries(session, self.on)

    def load_detail(self, session: Session, record_id: str) -> Any:
        """Return the chosen register; its lines are read beside the window."""
        return self.chosen_row()

    def counts(self, shown: Sequence[Any]) -> str:
        """Return the sentence under the page."""
        return _("{count} registers").format(count=sum(entry.register is not None for entry in shown))

    def make_detail(self) -> QWidget:
        """Return the right side."""
        return self.view

    def show_detail(self, content: Any) -> None:
        """Show the chosen register for its time."""
        if isinstance(content, Entry):
            self.view.head(content, self.year_of(content), self.on, self._verbs_of(content))
            self._read(content)

    def form_for(self, key_: str) -> FormSpec | None:
        """Return the form a draft belongs to."""
        name, _colon, about = key_.partition(":")
        with self.desk.store.read() as session:
            if name == "registers.link_edit":
                return forms.edit_link(session, about)
            if name == "registers.reward_edit":
                return forms.edit_reward(session, about)
            if name == "registers.link":
                return forms.new_link(about, forms.finder(session, about, self.on), self.on)
            if name == "registers.reward":
                return forms.new_reward(forms.finder(session, self.desk.cell_id, self.on))
            known = about if name == "registers.reconcile_edit" else ""
            return reconciliation.form(session, about, self.on, known)

    # where the person is

    def entry(self) -> Entry | None:
        """Return the chosen register."""
        found = self.chosen_row()
        return found if isinstance(found, Entry) else None

    def year_of(self, entry: Entry) -> int | None:
        """Return the year shown; None is the whole time."""
        own = None if entry.register is None or entry.register.is_whole_time else self.on.year
        return self.years.get(entry.id, own)

    # verbs of the page

    def print_register(self) -> None:
        """Show the chosen register as pages."""
        wanted = self.wanted()
        if wanted is not None:
            papers.preview(self.desk, wanted)

    def save_register(self) -> None:
        """Save the chosen register as a workbook, a Word file or a PDF."""
        wanted = self.wanted()
        if wanted is not None:
            papers.save(self.desk, wanted)

    def wanted(self) -> papers.Wanted | None:
        """Return the paper of what is shown."""
        entry = self.entry()
        if entry is None:
            return None
        from_on, to_on = rows.period(entry, self.year_of(entry), self.on)
        if entry.is_kept_elsewhere and from_on is None:
            from_on = to_on.replace(month=1, day=1)
        line = self.view.chosen() if entry.id == RECONCILIATIONS else None
        ids = (line.id,) if line else ()
        cell_id = self.desk.cell_id or ""
        return papers.Wanted(
            entry.document, entry.title, cell_id=cell_id, ids=ids, on=to_on, from_on=from_on, to_on=to_on
        )  # fmt: skip

    def bind(self) -> YearBookDialog | None:
        """Ask for the year of the bound book."""
        from chibo_app.ui.pages.registers_book import YearBookDialog

        cell_id = self._one_cell()
        if not cell_id:
            return None
        entries = [entry for entry in self.table.rows.all_rows() if isinstance(entry, Entry)]
        dialog = YearBookDialog(self.desk, entries, cell_id, self.on.year)
        dialog.open()
        return dialog

    def reconcile(self) -> None:
        """Enter a new reconciliation of the roll."""
        cell_id = self._one_cell()
        if cell_id:
            with self.desk.store.read() as session:
                spec = reconciliation.form(session, cell_id, self.on)
            self._open_reconciliation(spec, cell_id)

    def show_gaps(self) -> None:
        """Show what is missing."""
        self.choose(GAPS)

    # verbs of a register

    def open_line(self) -> None:
        """Open the member, the case or the meeting the chosen line is about."""
        line = self.view.chosen()
        if line is None:
            return
        if line.page and line.subject_id:
            self.desk.go(line.page, line.subject_id)
        elif self.chosen_id() == RECONCILIATIONS:
            self.edit_line()

    def add_line(self) -> None:
        """Enter a new line by hand: a link or a reward."""
        is_link = self.chosen_id() == LINKS
        cell_id = self._one_cell() if is_link else self.desk.cell_id
        if is_link and not cell_id:
            return
        with self.desk.store.read() as session:
            find = forms.finder(session, cell_id or None, self.on)
        self.open_form(forms.new_link(str(cell_id), find, self.on) if is_link else forms.new_reward(find))

    def edit_line(self) -> None:
        """Correct the chosen line that was entered here."""
        line = self.view.chosen()
        if line is None:
            return
        with self.desk.store.read() as session:
            if self.chosen_id() == LINKS:
                spec = forms.edit_link(session, line.id)
            elif self.chosen_id() == REWARDS:
                spec = forms.edit_reward(session, line.id)
            else:
                spec = reconciliation.form(session, "", self.on, line.id)
        if self.chosen_id() == RECONCILIATIONS:
            self._open_reconciliation(spec, self._cell_of(line))
        else:
            self.open_form(spec)

    def remove_line(self) -> None:
        """Take out a line that was entered by mistake, after asking."""
        line = self.view.chosen()
        acts = {LINKS: residence_links.remove, REWARDS: rewards.remove, RECONCILIATIONS: reconciliations.remove}
        act = acts.get(self.chosen_id())
        if line is None or act is None:
            return
        question = _("Take the line of {name} out? It was entered by mistake.").format(name=line.name)
        if messages.ask(self.desk.widget(), question, _("Take out"), _("Keep")):
            perform(self.desk, _("Take out: {name}").format(name=line.name), lambda session: act(session, line.id))

    # inside

    def _verbs_of(self, entry: Entry) -> list[RegisterVerb]:
        if entry.is_kept_elsewhere:
            page = entry.register.page if entry.register else ""
            return [(_("Open the page of this book"), lambda: self.desk.go(page), False)]
        by_hand: list[RegisterVerb] = [(_("Correct …"), self.edit_line, True), (_("Take out"), self.remove_line, True)]
        opens: RegisterVerb = (_("Open the record"), self.open_line, True)
        if entry.id == LINKS:
            return [(_("Add a link"), self.add_line, False), (_("Correct, end, remark …"), self.edit_line, True),
                    by_hand[1], opens]  # fmt: skip
        if entry.id == REWARDS:
            return [(_("Add a reward"), self.add_line, False), *by_hand, opens]
        if entry.id == RECONCILIATIONS:
            return [(_("Minutes"), self.print_register, True), *by_hand]
        return [opens]

    def _read(self, entry: Entry) -> None:
        if entry.is_kept_elsewhere:
            self.view.say(_("This book is kept on a page of its own. It is printed here and bound with the others."))
            return
        from_on, to_on = rows.period(entry, self.year_of(entry), self.on)
        cell_id = self.desk.cell_id

        def work() -> Screen:
            with self.desk.store.read() as session:
                return rows.screen(session, entry, cell_id, from_on, to_on)

        def show(screen: Screen) -> None:
            if self.view.entry is not None and self.view.entry.id == entry.id:
                self.view.show_screen(screen)

        self.desk.jobs.soon(work, show, self.view.wait)

    def _set_year(self, year: int | None) -> None:
        entry = self.entry()
        if entry is not None:
            self.years[entry.id] = year
            self._read(entry)

    def _open_reconciliation(self, spec: FormSpec, cell_id: str) -> None:
        self.choose(RECONCILIATIONS)
        panel = self.open_form(spec)
        reconciliation.CompareBar(self.desk, panel, cell_id).add_to(panel)

    def _cell_of(self, line: ScreenLine) -> str:
        from chibo_app.models.registers import Reconciliation
        from chibo_app.queries import records

        with self.desk.store.read() as session:
            return records.get(session, Reconciliation, line.id).cell_id

    def _one_cell(self) -> str:
        """Return the cell worked on, or the only one; otherwise ask the person to choose."""
        if self.desk.cell_id:
            return self.desk.cell_id
        with self.desk.store.read() as session:
            known = cells.cells(session, self.on)
        if len(known) == 1:
            return known[0].id
        messages.inform(self.desk.widget(), _("Choose the cell in the head of the window first."))
        return ""
