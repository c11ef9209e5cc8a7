"""Two entries of one person become one (gộp trùng): first which, then, where they differ, which value counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_app.actions import merging
from chibo_app.basics import clock, dates, text
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.queries import member_details
from chibo_app.queries.member_details import MemberDetail
from chibo_app.queries.members import MemberRow
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Option, Section
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.pages import members_forms as forms
from chibo_app.ui.pages.members_detail import value_words

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window


class MergeMembers(QDialog):
    """At most two steps. The chosen member is kept; nothing is written before the last button."""

    def __init__(self, window: Window, member: MemberDetail, rows: Sequence[MemberRow]) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._member, self._rows = window, member, rows
        self.setWindowTitle(_("Merge into {name}").format(name=member.full_name))
        self._drop_id, self._is_choosing_values = "", False
        self.form = FormView([self._who()])
        self.words = plain(_("Everything of the other entry moves here; the other entry is voided; it can be undone"))
        self.next = buttons.button(_("Continue"), self.go_on, "primary")
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.words)
        self._box.addWidget(self.form, 1)
        row = QHBoxLayout()
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(buttons.button(_("Cancel"), self.reject))
        self._box.addLayout(row)
        theme.size_dialog(self, 92, 14)
        self.form.focus_first()

    def go_on(self) -> None:
        """Go to the values that differ, or merge when there is nothing to choose."""
        problems = self.form.own_problems()
        if problems:
            self.form.show_problems(problems)
            return
        if self._is_choosing_values:
            self._merge({name: str(value) for name, value in self.form.values().items()})
            return
        drop_id = str(self.form.values()["drop_id"])
        try:
            fields = self._differing(drop_id)
        except UserError as error:
            messages.problem(self, error)
            return
        self._drop_id = drop_id
        if fields:
            self._ask_values(fields)
        else:
            self._merge({})

    # inside

    def _who(self) -> Section:
        return Section("", [Field("drop_id", _("The double entry"), "person", required=True, find=self._find)])

    def _find(self, typed: str) -> list[Option]:
        wanted = text.fold(typed).split()
        return [
            Option(row.id, row.full_name, dates.show(row.birth_date))
            for row in self._rows
            if row.id != self._member.id and all(word in row.search_key for word in wanted)
        ]

    def _differing(self, drop_id: str) -> list[Field]:
        with self._window.store.read() as session:
            names = merging.conflicts(session, self._member.id, drop_id)
            other = member_details.member(session, drop_id, self._window.cell_id, clock.today())
        sections = [*forms.person_sections(), *forms.later_sections()]
        known = {field.name: field for section in sections for field in section.fields}
        known |= {name: Field(name, words) for name, words in _further().items()}
        return [self._choice(known.get(name, Field(name, name)), other) for name in names]

    def _choice(self, field: Field, other: MemberDetail) -> Field:
        kept, dropped = (value_words(field, one.facts.get(field.name)) for one in (self._member, other))
        options = (
            Option("keep", _("{value} (this entry)").format(value=kept)),
            Option("drop", _("{value} (the double entry)").format(value=dropped)),
        )
        return Field(field.name, field.label, "choice", required=True, options=options)

    def _ask_values(self, fields: Sequence[Field]) -> None:
        self._is_choosing_values = True
        self.words.setText(_("The two entries differ here. Choose what is right; the rest is taken over."))
        self._show(FormView([Section("", fields)], dict.fromkeys((field.name for field in fields), "keep")))
        self.next.setText(_("Merge the two entries"))

    def _show(self, form: FormView) -> None:
        old: QWidget = self.form
        self.form = form
        self._box.replaceWidget(old, form)
        old.hide()
        old.deleteLater()
        form.focus_first()

    def _merge(self, chosen: dict[str, str]) -> None:
        choices: dict[str, merging.Choice] = {
            name: "drop" if side == "drop" else "keep" for name, side in chosen.items()
        }
        keep_id, drop_id = self._member.id, self._drop_id
        label = _("Merge the double entry of {name}").format(name=self._member.full_name)
        if perform(self._window, label, lambda session: merging.merge(session, keep_id, drop_id, choices).id):
            self.accept()


def _further() -> dict[str, str]:
    """Return the words for facts that come with imported lists and stand in no form."""
    return {
        "card_issued_on": _("Card issued on"),
        "card_issued_by": _("Card issued by"),
        "badge_no": _("Number of the badge"),
        "professional_level": _("Professional level"),
        "religious_rank": _("Rank in the religion"),
        "national_db_id": _("Number in the national database"),
        "occupation_code": _("Code of the occupation"),
        "occupation_at_admission": _("Occupation when admitted"),
        "mass_org_position": _("Position in mass organisations"),
    }
