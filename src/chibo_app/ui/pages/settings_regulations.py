"""The register of regulations: those of the user's own committee, entered here, beside those of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from chibo_app.actions import regulations as acts
from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.queries import regulations
from chibo_app.queries.regulations import RegulationRow
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

KEY = "settings.regulation"
_FIELDS = ("type", "number", "issuer", "issued_on", "title", "valid_from", "valid_to", "note")


class RegulationsTab(QWidget):
    """Lists the regulations; the own ones can be entered, changed and taken out."""

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self._desk = desk
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("find: number, title, issuer"))
        self.search.setAccessibleName(_("Search"))
        self.list = EntryList(desk, self._kind())
        box = QVBoxLayout(self)
        box.addWidget(plain(_("Documents of your own committee and locality stand beside those of the program.")))
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        self.setMinimumHeight(460)
        self.search.textChanged.connect(self.list.table.search_for)

    def reload(self) -> None:
        """Read the register."""
        with self._desk.store.read() as session:
            self.list.show_rows(regulations.regulations(session, clock.today()))

    def may_leave(self) -> bool:
        """Whether a regulation being typed may be dropped."""
        return self.list.may_leave()

    # inside

    def _kind(self) -> EntryKind:
        return EntryKind(
            name="regulations",
            page="settings",
            columns=(
                Column("number", _("Regulation"), 22, shown=lambda row: f"{row.type} {row.number}".strip()),
                Column("issued_on", _("Issued"), 10, "centre"),
                Column("issuer", _("Issued by"), 20),
                Column("title", _("Title of the document"), 34),
                Column("is_own", _("Entered"), 12, shown=lambda row: _("here") if row.is_own else _("by the program")),
            ),
            empty=_("No regulation is known."),
            add_words=_("Enter a regulation"),
            add=lambda: regulation_form(None),
            edit=self._edit,
            remove=self._remove,
        )

    def _edit(self, row: RegulationRow) -> FormSpec | None:
        return regulation_form(row) if self._require_own(row) else None

    def _remove(self, row: RegulationRow) -> None:
        name = f"{row.type} {row.number}"
        question = _("Take {regulation} out of the register?").format(regulation=name)
        if self._require_own(row) and messages.ask(self, question, _("Take out"), more=_("It can be undone.")):
            label = _("Take out the regulation {regulation}").format(regulation=name)
            perform(self._desk, label, lambda session: acts.remove(session, row.id))

    def _require_own(self, row: RegulationRow) -> bool:
        if not row.is_own:
            messages.inform(
                self,
                _("This document comes with the program and cannot be changed here."),
                _("Enter the document of your own committee beside it."),
            )
        return row.is_own


def regulation_form(row: RegulationRow | None) -> FormSpec:
    """Return the form of a new regulation, or of one entered here."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        return (acts.edit(session, row.id, **values) if row else acts.add(session, **values)).id

    return FormSpec(
        f"{KEY}:{row.id if row else ''}",
        _("Regulation of our committee"),
        [Section("", [
            Field("type", _("Type of document"), required=True, hint=_("for example: Quy định, Hướng dẫn, Quyết định")),
            Field("number", _("Number and symbol"), required=True, width=24),
            Field("issuer", _("Issued by"), required=True),
            Field("issued_on", _("Issued on"), "day", required=True),
            Field("title", _("Title of the document"), required=True),
            Field("valid_from", _("In force since"), "day"),
            Field("valid_to", _("until"), "day"),
            Field("note", _("Note"), "lines"),
        ])],
        save,
        lambda values: _("Enter the regulation {regulation}").format(regulation=f"{values['type']} {values['number']}"),
        {name: getattr(row, name) for name in _FIELDS} if row else {},
        again=row is None,
    )  # fmt: skip
