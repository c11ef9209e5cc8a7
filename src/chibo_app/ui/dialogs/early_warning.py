"""Cảnh báo sớm: who missed or left unpaid how many months this year, what was accepted, and what is asked of whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from chibo_app.actions import early_warning as acts
from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import early_warning as questions
from chibo_app.queries.absence_counts import AcceptedReason
from chibo_app.queries.early_warning import Board, Counter, RequestRow, WarningRow, What
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import protections
from chibo_app.rules.kinds import CaseKind
from chibo_app.rules.protections import Right
from chibo_app.ui.dialogs import early_warning_forms as forms
from chibo_app.ui.kit import buttons, messages, papers, theme
from chibo_app.ui.kit.buttons import Act
from chibo_app.ui.kit.detail import Detail, DetailView, Line, Part, plain
from chibo_app.ui.kit.fields import FormSpec
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

REQUEST_PAPER = "self_review_request"
_TONES = {"none": "", "warn": "warning", "reached": "error"}


class EarlyWarningDialog(QDialog):
    """The board of one calendar year, on the left everybody with a month, on the right the chosen member."""

    def __init__(self, window: Window, person_id: str = "") -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.window_ = window
        self.year = clock.today().year
        self.board = Board(self.year, (), ())
        self.rights: list[Right] = []
        self.panel: FormPanel | None = None
        self.doubts = plain("", "warning")
        self.other_year = buttons.button("", self.show_other_year)
        self.table = TableView(_columns())
        self.detail = DetailView()
        self._right = QVBoxLayout()
        self._put_together()
        self.table.chosen.connect(lambda _id: self._show())
        self._to_choose = person_id
        self.reload()

    def reload(self) -> None:
        """Read the board again, beside the window: open months of dues are reckoned for everybody."""
        cell_id, on, year = self.window_.cell_id, clock.today(), self.year

        def work() -> tuple[Board, list[Right]]:
            with self.window_.store.read() as session:
                board = questions.board(session, cell_id, on, year)
                return board, list(protections.rights(CaseKind.REMOVAL, on, rulebook(session)))

        self.window_.jobs.latest(self, work, self._show_board, lambda: self.detail.tell(_("Reading the book…")))

    def _show_board(self, found: tuple[Board, list[Right]]) -> None:
        self.board, self.rights = found
        self.setWindowTitle(_("Early warning {year}").format(year=self.board.year))
        other = clock.today().year * 2 - 1 - self.year
        self.other_year.setText(_("Show the year {year}").format(year=other))
        self.doubts.setText("\n".join(self.board.doubts))
        self.doubts.setVisible(bool(self.board.doubts))
        self.table.show_rows(Rows.of(self.board.rows, self.table.rows.columns))
        if self._to_choose:
            self.table.choose(self._to_choose)
            self._to_choose = ""
        self._show()

    def reject(self) -> None:
        """Close, unless something typed would be lost."""
        if self.panel is None or self.panel.may_leave():
            super().reject()

    def show_other_year(self) -> None:
        """Change between this year and the last, whose count still matters in the first months."""
        self.year = clock.today().year * 2 - 1 - self.year
        self.reload()

    # verbs

    def open_form(self, spec: FormSpec) -> None:
        """Show a form in the place of the member."""
        self._close_form()
        self.panel = FormPanel(self.window_, spec, self._form_done)
        self.detail.hide()
        self._right.addWidget(self.panel)
        self.panel.form.focus_first()

    def go_to_case(self, case_id: str) -> None:
        """Leave for the case."""
        self.accept()
        self.window_.go("cases", case_id)

    def print_request(self, row: WarningRow, number: int) -> None:
        """Show a written request as a paper."""
        title = _("Request {number} for a self-review").format(number=number)
        wanted = papers.Wanted(
            REQUEST_PAPER, title, row.cell_id, (row.case_id,), clock.today(), options={"n": str(number)}
        )
        papers.preview(self.window_, wanted)

    def take_back(self, row: WarningRow, what: What, reason: AcceptedReason) -> None:
        """Let a month count again after asking."""
        question = _("Take back the reason accepted for month {month}? The month counts again.").format(
            month=reason.month
        )
        if messages.ask(self, question, _("Take it back"), more=_("It can be undone.")):
            label = _("Take back an accepted reason of {name}").format(name=row.full_name)
            perform(self.window_, label, lambda session: acts.take_back_reason(session, what, reason.id))
            self.reload()

    # inside

    def _put_together(self) -> None:
        right, split = QWidget(), QSplitter()
        right.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.detail)
        split.addWidget(self.table)
        split.addWidget(right)
        split.setSizes([600, 500])
        split.setChildrenCollapsible(False)
        box, row = QVBoxLayout(self), QHBoxLayout()
        box.addWidget(plain(_(
            "Counted are facts of this calendar year. A reason the cell accepts stops the counting of its month."
        )))  # fmt: skip
        box.addWidget(self.doubts)
        box.addWidget(split, 1)
        row.addWidget(self.other_year)
        row.addStretch(1)
        row.addWidget(buttons.button(_("Close"), self.reject))
        box.addLayout(row)
        theme.size_dialog(self, 130, 20)

    def _show(self) -> None:
        row = self.board.row(self.table.chosen_id())
        if row is None:
            self.detail.tell(_("Nobody has missed a month or left one unpaid this year."))
            return
        parts = [self._counter(row, row.absence), self._counter(row, row.dues), self._case(row), self._rights()]
        self.detail.show_detail(Detail(row.full_name, level_words(row), parts))

    def _counter(self, row: WarningRow, counter: Counter) -> Part:
        tone = _TONES[counter.year.level]
        lines = [Line(_("Months that count"), _months(counter.year.months) or _("none"), tone)]
        if counter.opening:
            lines.append(Line(_("of them from before the book"), _months(counter.opening)))
        if counter.year.level != "none":
            lines.append(Line("", counter.year.sentence, tone))
        for reason in counter.accepted:
            words = _("accepted on {day}: {reason}").format(day=dates.show(reason.given_on), reason=reason.content)
            take_back = partial(self.take_back, row, counter.what, reason)
            lines.append(Line(_("Month {month}").format(month=reason.month), words, open=take_back))
        verbs: list[tuple[str, Act]] = []
        if counter.year.months:
            accept = partial(forms.accept, row, counter, self.board.year)
            verbs.append((_("Record a reason the cell accepted"), lambda: self.open_form(accept())))
        return Part(titles()[counter.what], lines, verbs=verbs)

    def _case(self, row: WarningRow) -> Part:
        if not row.case_id:
            reached = [one for one in (row.absence, row.dues) if one.year.level == "reached"]
            words = _("No removal case is open.")
            verbs: list[tuple[str, Act]] = []
            if reached:
                verbs.append((_("Open the removal case"), lambda: self.open_form(forms.removal(row, reached))))
            return Part(_("Removal case"), [Line("", words, "quiet")], verbs=verbs)
        lines = [self._request(row, one) for one in row.requests] or [
            Line("", _("No written request for a self-review is recorded yet."), "quiet")
        ]
        return Part(_("Removal case"), lines, verbs=self._case_verbs(row))

    def _request(self, row: WarningRow, one: RequestRow) -> Line:
        answer = one.answer or _("no answer yet")
        words = "; ".join(part for part in (dates.show(one.sent_on), one.way, answer) if part)
        caption = _("Request {number}").format(number=one.number)
        return Line(caption, words, open=lambda: self.open_form(forms.answer(row, one)))

    def _case_verbs(self, row: WarningRow) -> list[tuple[str, Act]]:
        number = len(row.requests)
        verbs: list[tuple[str, Act]] = [(_("Open the case"), lambda: self.go_to_case(row.case_id))]
        if number < questions.REQUESTS:
            words = _("Record request {number}").format(number=number + 1)
            verbs.insert(0, (words, lambda: self.open_form(forms.request(row, number + 1))))
        if has_paper():
            following = min(number + 1, questions.REQUESTS)
            words = _("Print request {number}").format(number=following)
            verbs.append((words, lambda: self.print_request(row, following)))
        return verbs

    def _rights(self) -> Part:
        return Part(_("What the member is owed"), [Line("", right.sentence) for right in self.rights])

    def _close_form(self) -> None:
        if self.panel is not None:
            self._right.removeWidget(self.panel)
            self.panel.deleteLater()
            self.panel = None
        self.detail.show()

    def _form_done(self) -> None:
        self._close_form()
        self.reload()


def has_paper() -> bool:
    """Say whether the program can print the written request."""
    from chibo_app.documents import catalogue

    return any(document.id == REQUEST_PAPER for document in catalogue.DOCUMENTS)


def titles() -> dict[What, str]:
    """Return the names of the two counters."""
    return {"absence": _("Absent without a good reason"), "dues": _("Dues not paid without a good reason")}


def level_words(row: WarningRow) -> str:
    """Return the level of a member in words, with its colour."""
    return {"none": _("to be watched"), "warn": _("yellow"), "reached": _("red")}[row.level]


def _columns() -> list[Column]:
    return [
        Column("full_name", _("Member"), 22, sort=lambda row: row.name_key),
        Column("level", _("Level"), 16, shown=level_words),
        Column("absence", _("Absent, months"), 14, shown=lambda row: _months(row.absence.year.months)),
        Column("dues", _("Unpaid, months"), 14, shown=lambda row: _months(row.dues.year.months)),
        Column("requests", _("Requests"), 10, "centre", shown=_request_count),
    ]


def _request_count(row: WarningRow) -> str:
    return f"{len(row.requests)}/{questions.REQUESTS}" if row.case_id else ""


def _months(months: tuple[int, ...]) -> str:
    return ", ".join(map(str, months))
