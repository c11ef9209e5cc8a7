"""The register of documents out ("Sổ văn bản đi"): numbers given at issue, gaps shown, revoked with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout

from chibo_app.actions import documents as acts
from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import cells, documents, overrides
from chibo_app.queries.documents import RegisterRow
from chibo_app.rules.kinds import DocumentType
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values, day_or_today
from chibo_app.ui.kit.rows_model import Column

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

_ALL = "*"


@dataclass(frozen=True)
class NumberLine:
    """One number on the screen: a document, or a gap that is shown and never filled."""

    id: str
    row: RegisterRow
    type_words: str

    @property
    def symbol(self) -> str:
        """Number and symbol, or the number that was left out."""
        return self.row.symbol or _("{number} (left out)").format(number=self.row.number)

    @property
    def state(self) -> str:
        """Whether the document holds, was revoked and why, or is missing."""
        if self.row.document_id is None:
            return _("no document; the number is not given again")
        if self.row.revoked_on is None:
            return ""
        revoked = _("revoked on {day}").format(day=dates.show(self.row.revoked_on))
        return f"{revoked}: {self.row.revocation_reason}"


def show(window: Window, draft: str = "") -> RegisterDialog | None:
    """Open the register of the cell worked on; `draft` names a form to be taken up."""
    kind, _colon, about = draft.partition(":")
    is_issue = kind == "reports.issue"
    cell_id = about if is_issue else window.cell_id
    if not cell_id:
        messages.inform(window.widget(), _("Choose the cell in the head of the window first."))
        return None
    dialog = RegisterDialog(window, cell_id)
    dialog.open()
    if is_issue:
        dialog.list.take_up()
    return dialog


class RegisterDialog(QDialog):
    """The register of one cell, by term and type."""

    def __init__(self, window: Window, cell_id: str) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._cell_id = window, cell_id
        self._read()
        self.setWindowTitle(_("Register of documents out: {cell}").format(cell=self._cell.name))
        self.terms, self.kinds = _combo(_("Term of office")), _combo(_("Type of document"))
        self.list = EntryList(window, self._kind())
        self._fill_choices()
        self._put_together()
        for combo in (self.terms, self.kinds):
            combo.currentIndexChanged.connect(lambda _place: self._show_rows())
        self._show_rows()
        theme.size_dialog(self, 104, 15)

    def lines(self) -> list[NumberLine]:
        """Return what is shown, in the order of the register."""
        term, kind = self.terms.currentData(), self.kinds.currentData()
        return [
            NumberLine(f"{row.term_id}/{row.type.value}/{row.number}", row, self._types.get(row.type.value, row.type))
            for row in self._rows
            if term in (_ALL, row.term_id or "") and kind in (_ALL, row.type.value)
        ]

    def reject(self) -> None:
        """Close, unless something typed would be lost."""
        if self.list.may_leave():
            super().reject()

    # forms

    def issue_form(self) -> FormSpec:
        """Return the form that gives a document its number."""
        issuable = [
            Option(row.key, str(row["title"]))
            for row in self._rules.rows("document_types", clock.today())
            if row["cell_may_issue"] and row.key in set(DocumentType)
        ]
        kind = self.kinds.currentData()
        return FormSpec(
            f"reports.issue:{self._cell_id}",
            _("Issue a document"),
            [Section(_("The number is given on saving and is never given again"), [
                Field("type", _("Type of document"), "choice", required=True, options=issuable),
                Field("subject", _("About"), required=True),
                Field("issued_on", _("Day of the document"), "day", required=True),
                Field("signer", _("Signed by")),
                Field("number", _("Number already on the paper"), "number", width=8,
                      help=_("Leave empty; the program gives the next number.")),
            ])],
            partial(_issue, self._cell_id),
            lambda values: _("Issue: {subject}").format(subject=values["subject"]),
            {"type": kind if kind in {one.value for one in issuable} else "", "issued_on": clock.today()},
            saved=self._issued,
            undoable=False,
        )  # fmt: skip

    def revoke_form(self, line: NumberLine) -> FormSpec | None:
        """Return the form that revokes a document; a gap or a revoked one has none."""
        document_id = line.row.document_id
        if document_id is None or line.row.revoked_on is not None:
            messages.inform(self, _("Only a document that still holds can be revoked."))
            return None
        symbol = line.row.symbol
        return FormSpec(
            f"reports.revoke:{document_id}",
            _("Revoke {symbol}").format(symbol=symbol),
            [Section(_("The document and its number stay in the register"), [
                Field("revoked_on", _("Revoked on"), "day", required=True),
                Field("revocation_reason", _("Why"), required=True),
            ])],
            lambda session, values, _why: acts.revoke(
                session, document_id, day_or_today(values["revoked_on"]), str(values["revocation_reason"])).id,
            lambda _values: _("Revoke {symbol}").format(symbol=symbol),
            {"revoked_on": clock.today()},
            saved=lambda _id: self._reload(),
        )  # fmt: skip

    # inside

    def _kind(self) -> EntryKind:
        return EntryKind(
            name="register",
            page="reports",
            columns=(
                Column("symbol", _("Number and symbol"), 18, sort=lambda line: (line.row.type.value, line.row.number)),
                Column("type_words", _("Type of document"), 14),
                Column("day", _("Day"), 10, "centre", lambda line: dates.show(line.row.issued_on),
                       lambda line: str(line.row.issued_on or "")),
                Column("subject", _("About"), 30, shown=lambda line: line.row.subject),
                Column("state", _("Remark"), 24),
            ),
            empty=_("No document stands in the register yet. A document is entered when it is issued."),
            add_words=_("Issue a document"),
            add=self.issue_form,
            edit=self.revoke_form,
            edit_words=_("Revoke …"),
        )  # fmt: skip

    def _issued(self, symbol: object) -> None:
        self._reload()
        messages.inform(self, _("The document has the number {symbol}.").format(symbol=symbol))

    def _read(self) -> None:
        with self._window.store.read() as session:
            self._rules = overrides.rulebook(session)
            self._cell = cells.cell(session, self._cell_id, clock.today())
            self._rows: Sequence[RegisterRow] = documents.register(session, self._cell_id)
        self._types = {row.key: str(row["title"]) for row in self._rules.rows("document_types", clock.today())}

    def _reload(self) -> None:
        self._read()
        self._show_rows()

    def _show_rows(self) -> None:
        self.list.show_rows(self.lines())

    def _fill_choices(self) -> None:
        self.terms.addItem(_("All terms"), _ALL)
        for term in self._cell.terms:
            self.terms.addItem(term.name, term.id)
        self.terms.addItem(_("Outside any term"), "")
        if self._cell.current_term is not None:
            self.terms.setCurrentIndex(self.terms.findData(self._cell.current_term.id))
        self.kinds.addItem(_("All types"), _ALL)
        for kind in DocumentType:
            self.kinds.addItem(self._types.get(kind.value, kind.value), kind.value)

    def _put_together(self) -> None:
        row = QHBoxLayout()
        for combo in (self.terms, self.kinds):
            caption = QLabel(combo.accessibleName())
            caption.setBuddy(combo)
            theme.set_role(caption, "quiet")
            row.addWidget(caption)
            row.addWidget(combo)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.addLayout(row)
        box.addWidget(self.list, 1)
        box.addWidget(buttons.button(_("Close"), self.reject), 0, Qt.AlignmentFlag.AlignRight)


def _combo(name: str) -> QuietCombo:
    combo = QuietCombo()
    combo.setAccessibleName(name)
    return combo


def _issue(cell_id: str, session: Session, values: Values, explanations: Explanations) -> str:
    facts: dict[str, Any] = dict(values)
    kind, number = DocumentType(facts["type"]), facts["number"]
    return acts.issue(
        session,
        cell_id,
        kind,
        facts["subject"],
        day_or_today(facts["issued_on"]),
        number=number,
        signer=facts["signer"],
        explanations=explanations,
    ).symbol
