"""Opening a case: first which procedure, who and what is known, which shows the right way; then the facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules import protections
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Option, Section
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.pages import cases_opening as opening
from chibo_app.ui.pages import cases_people as people

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

_KIND = Qt.ItemDataRole.UserRole
_QUESTIONS = ("deserves_expulsion", "has_removal_ground", "wants_to_leave", "admission_was_wrong")


class OpenCase(QDialog):
    """Two steps. `opened(case id)` is called when the case is in the book.

    `person_id`, `kind` and `about` (an earlier case) are what is already known, as when a page opens a case about the
    member shown or a complaint against the decision shown.
    """

    def __init__(
        self,
        window: Window,
        opened: Callable[[str], object],
        *,
        person_id: str = "",
        kind: CaseKind | None = None,
        about: str = "",
    ) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Open a case"))
        self._window, self._opened, self._about = window, opened, about
        self._asked = frozenset(_QUESTIONS)
        self._is_chosen = kind is not None  # a procedure the person chose is not changed by the advice
        self.known = opening.read(window.store, window.cell_id)
        self.stack = QStackedWidget()
        self.kinds = self._make_kinds()
        self.first = FormView([Section(_("Who, and what is known"), self._questions())])
        self.advice = plain("")
        self.panel: FormPanel | None = None
        self._put_together()
        self._begin(person_id, kind)
        self.first.edited.connect(self.advise)
        self.kinds.currentItemChanged.connect(lambda _new, _old: self._on_kind())
        self.advise()

    # the first step

    def kind(self) -> CaseKind | None:
        """Return the procedure chosen, or the one the facts suggest."""
        item = self.kinds.currentItem()
        return CaseKind(item.data(_KIND)) if item is not None and item.data(_KIND) else None

    def choose_kind(self, kind: CaseKind) -> None:
        """Choose a procedure, as a click on its line does."""
        self._is_chosen = True
        self._show_kind(kind)
        self.advise()

    def person(self) -> people.Candidate | None:
        """Return the person chosen, or None."""
        return self.known.people.get(str(self.first.values()["person_id"] or ""))

    def situation(self) -> protections.Situation | None:
        """Return what is known of the chosen member, or None while nobody is chosen."""
        person, values = self.person(), self.first.values()
        if person is None:
            return None
        asked = [name for name in _QUESTIONS if name in self._asked]
        return protections.Situation(person.standing, **{name: bool(values[name]) for name in asked})

    def advise(self) -> None:
        """Show which way fits what is known, which does not take its place, and what cannot be."""
        situation = self.situation()
        found = protections.decision_aid(situation) if situation else []
        right = next((one.right_way for one in found if one.right_way), None)
        if right is not None and not self._is_chosen:
            self._show_kind(right)
        kind = self.kind()
        self._show_questions(kind)
        is_new = self._is_new()
        self.next.setEnabled(kind is not None and (is_new or situation is not None))
        if situation is None and not is_new:
            self.advice.setText(_("Choose the member and say what is known; the right way is shown here."))
            return
        lines = [labels.heading(situation.standing) + "."] if situation and not is_new else []
        lines += [line for one in found for line in _advice(one)]
        lines += self._impossible(kind, situation.standing) if situation and kind and not is_new else []
        self.advice.setText("\n".join(lines))

    def go_on(self) -> None:
        """Go to the facts of the case."""
        if self._is_new():
            self.first.rows["person_id"].editor.set_value(None)
        problems = self.first.own_problems()
        if problems:
            self.first.show_problems(problems)
            return
        kind, person = self.kind(), self.person()
        cell_id = self._window.cell_id or (person.cell_id if person else "") or self.known.only_cell
        if kind is None or not cell_id:
            messages.inform(self, _("Choose the cell in the head of the window first."))
            return
        if self.panel is not None:
            self.stack.removeWidget(self.panel)
            self.panel.deleteLater()
        needs = self.known.row(kind)["needs_about"]
        earlier = opening.earlier_cases(self._window.store, person.id, needs) if person else ()
        asked = opening.Opening(self.known, kind, cell_id, person, self.situation(), self._about, earlier, self._done)
        self.panel = FormPanel(self._window, opening.spec(asked), self.go_back, "cases")
        self.stack.addWidget(self.panel)
        self.stack.setCurrentWidget(self.panel)
        self.panel.form.focus_first()

    def go_back(self) -> None:
        """Return to the first step."""
        self.stack.setCurrentIndex(0)

    # inside

    def _begin(self, person_id: str, kind: CaseKind | None) -> None:
        if kind is not None:
            self._show_kind(kind)
        person = self.known.people.get(person_id)
        if person is not None:
            self.first.rows["person_id"].editor.set_value(person.option)
            self.first.rows["person_id"].editor.widget.setEnabled(kind is None)
        if person is not None and kind is not None:
            self.go_on()
        else:
            self.first.focus_first()

    def _questions(self) -> list[Field]:
        return [
            Field("person_id", _("Which comrade"), "person", find=self._find),
            Field("is_new", _("Not in the book yet"), "yes_no"),
            Field("deserves_expulsion", _("A violation deserves expulsion"), "yes_no"),
            Field("has_removal_ground", _("There is a ground of removal"), "yes_no"),
            Field("wants_to_leave", _("The member asks in writing to leave"), "yes_no"),
            Field("admission_was_wrong", _("The admission itself was wrong"), "yes_no"),
        ]

    def _find(self, typed: str) -> Sequence[Option]:
        kind = self.kind()
        standings = self.known.row(kind)["applies_to"] if kind and self._is_chosen else _MEMBERS
        return people.find(self.known.people.values(), typed, standings)

    def _is_new(self) -> bool:
        return "is_new" in self._asked and bool(self.first.rows["is_new"].editor.value())

    def _show_questions(self, kind: CaseKind | None) -> None:
        """Ask only what this procedure needs to know: nobody who is admitted wants to leave."""
        about_ways = kind is None or self.known.group(kind) in {"violation", "out"} or kind in opening.WAYS
        for name in _QUESTIONS:
            self._show_row(name, about_ways)
        takes_new = kind is not None and Standing.NONE.value in self.known.row(kind)["applies_to"]
        self._show_row("is_new", takes_new)
        self._show_row("person_id", not (takes_new and bool(self.first.rows["is_new"].editor.value())))

    def _show_row(self, name: str, is_shown: bool) -> None:
        row = self.first.rows[name]
        row.label.setVisible(is_shown)
        row.editor.widget.setVisible(is_shown)
        self._asked = self._asked | {name} if is_shown else self._asked - {name}

    def _impossible(self, kind: CaseKind, standing: Standing) -> list[str]:
        return ["✕ " + sentence for sentence in self.known.impossible(kind, standing)]

    def _done(self, case_id: str) -> None:
        self._opened(case_id)
        self.accept()

    # the list of procedures

    def _make_kinds(self) -> QListWidget:
        shown = QListWidget()
        shown.setAccessibleName(_("Case"))
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        undecided = QListWidgetItem(_("Not sure: by what is known"))
        shown.addItem(undecided)
        shown.setCurrentItem(undecided)
        for group, title in opening.groups():
            heading = QListWidgetItem(title)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            shown.addItem(heading)
            for kind in self.known.kinds(group):
                item = QListWidgetItem("   " + self.known.title(kind))
                item.setData(_KIND, kind.value)
                shown.addItem(item)
        width = max(shown.sizeHintForColumn(0), theme.letters_wide(shown, 20)) + 4 * theme.GRID
        shown.setFixedWidth(min(width, theme.letters_wide(shown, 42)))
        return shown

    def _show_kind(self, kind: CaseKind) -> None:
        for place in range(self.kinds.count()):
            if self.kinds.item(place).data(_KIND) == kind.value:
                self.kinds.blockSignals(True)
                self.kinds.setCurrentRow(place)
                self.kinds.blockSignals(False)
        self._show_questions(kind)

    def _on_kind(self) -> None:
        self._is_chosen = self.kind() is not None
        self._show_questions(self.kind())
        self.advise()

    def _put_together(self) -> None:
        right = QVBoxLayout()
        right.addWidget(self.first, 1)
        below = QVBoxLayout()
        below.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        below.addWidget(plain(_("Which way is right"), "section"))
        below.addWidget(self.advice)
        right.addLayout(below)
        row = QHBoxLayout()
        self.next = buttons.button(_("Continue"), self.go_on, "primary", "Ctrl+Return")
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(buttons.button(_("Cancel"), self.reject))
        below.addLayout(row)
        step = QWidget()
        columns = QHBoxLayout(step)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.addWidget(self.kinds)
        columns.addLayout(right, 1)
        self.stack.addWidget(step)
        QVBoxLayout(self).addWidget(self.stack)
        theme.size_dialog(self, 110, 19)


_MEMBERS = frozenset({Standing.PROBATIONARY.value, Standing.OFFICIAL.value})


def _advice(one: protections.Advice) -> list[str]:
    way = labels.heading(one.right_way) if one.right_way else _("talk or discipline first")
    lines = [_("Right way: {way}. {why}").format(way=way, why=one.sentence)]
    if one.wrong_ways:
        wrong = ", ".join(labels.label(way) for way in one.wrong_ways)
        lines.append(_("Not in its place: {ways}.").format(ways=wrong))
    return lines
