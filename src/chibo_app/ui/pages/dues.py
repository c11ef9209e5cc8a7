"""The page Đảng phí: a year by members and months, filled by keyboard; closing months and paying upward."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.actions import dues as acts
from chibo_app.basics import clock, numbers
from chibo_app.basics.i18n import _
from chibo_app.queries import cells, dues_grid
from chibo_app.queries.dues import PaymentRow
from chibo_app.queries.dues_grid import BasisRow, GridRow, MemberDues, MonthSums, ReasonRow, ReliefRow, YearGrid
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import dues as rules
from chibo_app.rules.kinds import DuesChannel
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.detail import Detail, plain
from chibo_app.ui.kit.fields import FormSpec, Option
from chibo_app.ui.kit.list_detail import Chip, ListDetailPage, Verb
from chibo_app.ui.kit.page_parts import EmptyState
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.pages import dues_detail, dues_table
from chibo_app.ui.pages import dues_forms as forms
from chibo_app.ui.pages.dues_table import DuesTable

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window


class DuesPage(ListDetailPage):
    """See the module's text. The "as of" day is also the day on which money typed into the grid was paid."""

    NAME = "dues"
    SPLIT = (8, 4)
    TABLES = frozenset({
        "dues_basis", "dues_relief", "dues_month", "dues_charge", "dues_payment", "dues_correction", "dues_excuse",
        "dues_remittance", "membership_event", "participation_span", "person", "opening_fact", "rule_override",
    })  # fmt: skip
    table: DuesTable

    def __init__(self, desk: Window) -> None:
        self.grid = YearGrid((), ())
        super().__init__(desk)
        self._say_how_to_begin()
        self._add_keys()
        self.table.typed.connect(self.keep_typed)
        self.table.paid.connect(self.pay_all)
        self.table.taken_back.connect(self.take_back)

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Dues")

    def columns(self) -> list[Column]:
        """Return category, months and debt."""
        return dues_table.columns()

    def make_table(self) -> DuesTable:
        """Make the grid."""
        return DuesTable(self.columns(), self.NAME)

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Owing"), lambda row: row.owed > 0),
            Chip(_("Unpaid months"), lambda row: row.missed is not None),
            Chip(_("Exempt from dues"), lambda row: row.is_exempt),
            Chip(_("Income missing"), lambda row: row.is_unknown),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Payment"), self.pay, "Ctrl+N", needs_row=True, icon="add"),
            Verb(_("Category, income"), self.set_basis, needs_row=True, icon="edit"),
            Verb(_("Relief"), self.grant_relief, needs_row=True),
            Verb(_("Close month"), self.close_month, icon="lock"),
            Verb(_("Pay upward"), self.remit),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _("Here the dues of every member are reckoned, collected month by month and paid upward.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name of the member")

    def document(self) -> tuple[str, str]:
        """Return the list of the month."""
        return ("dues_month_list", _("List of the dues of the month"))

    def load_rows(self, session: Session) -> Sequence[GridRow]:
        """Return the year's lines."""
        self.grid = dues_grid.year_grid(session, self.desk.cell_id, self.on)
        return self.grid.rows

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the chosen member and month."""
        row: GridRow = self.chosen_row()
        member = dues_grid.member_dues(session, row.cell_id, record_id, self.month(), self.on)
        return dues_detail.describe(member, self)

    def counts(self, rows: Sequence[Any]) -> str:
        """Say what the month came to."""
        shown = [one for one in self.grid.months if one.month == self.month()]
        if not shown:
            return _("{count} members").format(count=len(rows))
        return _("{month}: asked {asked}, paid {paid}, still owed {owed}; kept {kept}, upward {upward}").format(
            month=rules.month_name(self.month()), asked=_sum(shown, "payable"), paid=_sum(shown, "collected"),
            owed=_sum(shown, "unpaid"), kept=_sum(shown, "kept"), upward=_sum(shown, "upward"),
        )  # fmt: skip

    # where the person is

    def month(self) -> date:
        """Return the month of the cursor, else that of the day."""
        return dues_table.month_of(self.on, self.table.month())

    def cell_id(self) -> str:
        """Return the cell of the chosen line, of the window, or the only one."""
        row: GridRow | None = self.chosen_row()
        if row is not None:
            return row.cell_id
        return self.desk.cell_id or (self.grid.months[0].cell_id if self.grid.months else "")

    def show_chosen(self) -> None:
        """Show the chosen member and say what the month of the cursor came to."""
        super().show_chosen()
        self._count()

    # the grid

    def keep_typed(self, person_id: str, month: int, words: str) -> None:
        """Keep what was typed as the payment of the month and go to the next member."""
        try:
            amount, extra = dues_table.typed_amounts(words)
        except ValueError as error:
            messages.problem(self.desk.widget(), str(error))
            return
        if self._set(person_id, month, amount, extra):
            self.table.go_on()

    def pay_all(self, person_id: str, month: int, channel: DuesChannel) -> None:
        """Enter that everything asked was paid one way, and go to the next member."""
        row = self._row(person_id)
        line = row.lines[month]
        if line.is_closed or line.payable == 0:
            return
        if self._set(person_id, month, line.payable, line.extra, channel):
            self.table.go_on()

    def take_back(self, person_id: str, month: int) -> None:
        """Take the payment of a month back."""
        if self._row(person_id).lines[month].payments:
            self._set(person_id, month, 0, 0)

    def _set(
        self, person_id: str, month: int, amount: int, extra: int, channel: DuesChannel | None = None
    ) -> bool:  # fmt: skip
        row, which = self._row(person_id), dues_table.month_of(self.on, month)
        label = _("Dues of {name} for {month}").format(name=row.name, month=rules.month_name(which))
        done = perform(
            self.desk,
            label,
            lambda session: acts.set_paid(
                session, row.cell_id, person_id, which, self.on, amount, extra=extra, channel=channel
            ),
        )
        return done is not None

    def _row(self, person_id: str) -> GridRow:
        return next(row for row in self.grid.rows if row.id == person_id)

    # forms

    def begin(self) -> None:
        """Begin the dues book of a cell."""
        self.open_form(self._begin_form())

    def _begin_form(self) -> FormSpec:
        with self.desk.store.read() as session:
            begun = dues_grid.begun_cells(session)
            rows = [row for row in cells.cells(session, self.on) if row.id not in begun]
        known = [Option(row.id, row.name) for row in rows if self.desk.cell_id in {None, row.id}]
        return forms.begin(known, clock.today())

    def pay(self) -> None:
        """Enter a payment with all its facts."""
        self._open(lambda member: forms.payment(member, self.on))

    def edit_payment(self, row: PaymentRow) -> None:
        """Correct a payment."""
        self._open(lambda member: forms.payment(member, self.on, row))

    def set_basis(self) -> None:
        """Enter category and income, beginning with what holds now."""
        self._open(lambda member: self._basis_form(member, member.bases[0] if member.bases else None))

    def edit_basis(self, row: BasisRow) -> None:
        """Correct category and income, or enter them anew from the chosen month."""
        self._open(lambda member: self._basis_form(member, row))

    def _basis_form(self, member: MemberDues, row: BasisRow | None) -> FormSpec:
        with self.desk.store.read() as session:
            region = dues_grid.last_region(session, member.cell_id)
            return forms.basis(member, rulebook(session), region, row)

    def grant_relief(self) -> None:
        """Enter an exemption, reduction or delay."""
        self._open(self._relief_form)

    def edit_relief(self, row: ReliefRow) -> None:
        """Correct or end a relief."""
        self._open(lambda member: self._relief_form(member, row))

    def _relief_form(self, member: MemberDues, row: ReliefRow | None = None) -> FormSpec:
        with self.desk.store.read() as session:
            return forms.relief(member, rulebook(session), row)

    def correct(self) -> None:
        """Enter arrears or a correction."""
        self._open(forms.correction)

    def excuse(self) -> None:
        """Enter an accepted reason."""
        self._open(lambda member: forms.excuse(member, self.on))

    def _open(self, make: Any) -> None:
        member = self._chosen_member()
        if member is not None:
            self.open_form(make(member))

    def _chosen_member(self) -> MemberDues | None:
        """Read the chosen member now: what the detail shows may still be on its way."""
        row: GridRow | None = self.chosen_row()
        if row is None:
            return None
        with self.desk.store.read() as session:
            return dues_grid.member_dues(session, row.cell_id, row.id, self.month(), self.on)

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft."""
        kind, _colon, person_id = key.partition(":")
        if kind == "dues.begin":
            return self._begin_form()
        makers: dict[str, Any] = {
            "dues.payment": lambda member: forms.payment(member, self.on),
            "dues.basis": lambda member: self._basis_form(member, None),
            "dues.relief": self._relief_form, "dues.correction": forms.correction,
            "dues.excuse": lambda member: forms.excuse(member, self.on),
        }  # fmt: skip
        if kind not in makers:
            return None
        self.choose(person_id)
        self.show_chosen()
        member = self._chosen_member()
        return makers[kind](member) if member is not None else None

    # small acts

    def drop_excuse(self, row: ReasonRow) -> None:
        """Take back an accepted reason after asking."""
        question = _("Take back the accepted reason for {month}?").format(month=rules.month_name(row.month))
        if messages.ask(self.desk.widget(), question, _("Take back")):
            perform(self.desk, question.rstrip("?"), lambda session: acts.remove_excuse(session, row.id))

    def drop_correction(self, row: ReasonRow) -> None:
        """Take back a correction after asking."""
        question = _("Take back the correction of {month}?").format(month=rules.month_name(row.month))
        if messages.ask(self.desk.widget(), question, _("Take back")):
            perform(self.desk, question.rstrip("?"), lambda session: acts.remove_correction(session, row.id))

    def print_receipt(self) -> None:
        """Show the receipts of the chosen member's payments of the month."""
        member = self._chosen_member()
        line = member.line if member else None
        if line is not None and line.payments:
            ids = [row.id for row in line.payments]
            papers.preview(self.desk, papers.Wanted("dues_receipt", _("Receipt"), self.cell_id(), ids, self.on))

    # months

    def close_month(self) -> None:
        """Close the first open month after saying what it came to."""
        sums = self.grid.open_month(self.cell_id())
        if sums is None:
            messages.inform(self.desk.widget(), _("No open month is left to close."))
            return
        name = rules.month_name(sums.month)
        more = _("Paid {paid}, still owed {owed}, upward {upward}. The debts go on into the next month.").format(
            paid=_sum([sums], "collected"), owed=_sum([sums], "unpaid"), upward=_sum([sums], "upward")
        )  # fmt: skip
        question = _("Close the dues of {month}? Nothing of it can be changed afterwards.").format(month=name)
        if not messages.ask(self.desk.widget(), question, _("Close month"), more=more):
            return
        perform(
            self.desk,
            _("Close the dues of {month}").format(month=name),
            lambda session: acts.close_month(session, sums.cell_id, sums.month, clock.today()),
        )

    def reopen(self) -> None:
        """Open the month closed last again."""
        closed = [one for one in self.grid.months if one.cell_id == self.cell_id() and one.is_closed]
        if not closed:
            messages.inform(self.desk.widget(), _("No month is closed."))
            return
        label = _("Open the dues of {month} again").format(month=rules.month_name(closed[-1].month))
        if messages.ask(self.desk.widget(), f"{label}?", _("Open month again")):
            perform(
                self.desk,
                label,
                lambda session: acts.reopen_month(session, closed[-1].cell_id, closed[-1].month),
            )

    def remit(self) -> None:
        """Enter money paid upward for the oldest closed month of which something is left."""
        cell = self.cell_id()
        left = [one for one in self.grid.months if one.cell_id == cell and one.is_closed and one.unremitted > 0]
        if not left:
            messages.inform(self.desk.widget(), _("Nothing is left to pay upward; close the next month first."))
            return
        self.open_form(forms.remittance(left[0], self.on))

    # inside

    def _show_rows(self, rows: Rows) -> None:
        is_first = not self.table.rows.all_rows()
        super()._show_rows(rows)
        if is_first and rows.rows and not self.table.month():
            self.table.go_to_month(self.on.month)

    def _add_keys(self) -> None:
        words = _(
            "Digits and Enter: amount (25.000+5.000 with a voluntary extra) · T cash · C portal · K transfer: all that "
            "is asked · Delete: take back"
        )
        left = self.table.parentWidget()
        column = left.layout() if left is not None else None
        if column is not None:
            column.addWidget(plain(words, "quiet"))

    def _say_how_to_begin(self) -> None:
        own = EmptyState(self.purpose(), [Verb(_("Begin the dues book"), self.begin)])
        self.stack.removeWidget(self.empty)
        self.empty.deleteLater()
        self.empty = own
        self.stack.addWidget(own)


def _sum(months: Sequence[MonthSums], name: str) -> str:
    return numbers.grouped(sum(getattr(one, name) for one in months))
