"""The pages of the import wizard: the file, the columns with what they mean, the preview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QRadioButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from chibo_app.actions.import_plan import ImportPlan
from chibo_app.basics.i18n import _
from chibo_app.exchange import columns
from chibo_app.ui.dialogs import import_lists as lists
from chibo_app.ui.dialogs.import_lists import Kind, Plan
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.buttons import Act, button
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.rows_model import Column, Rows, as_words
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from chibo_app.exchange.sheets import Sheet

_SHOWN = 3


class FileStep(QWidget):
    """Which list, and what will happen."""

    def __init__(self, choose: Act) -> None:
        super().__init__()
        self.members, self.exits = QRadioButton(_("Members of the cell")), QRadioButton(_("Register of those who left"))
        self.members.setChecked(True)
        box = QVBoxLayout(self)
        box.addWidget(plain(_("The office's list as it is: .xlsx, .xls or .ods, with its title lines.")))
        box.addWidget(plain(_("The file is only read. Formulas are never run. Nothing is written before step 3.")))
        box.addSpacing(theme.MARGIN)
        box.addWidget(self.members)
        box.addWidget(self.exits)
        box.addStretch(1)

    def kind(self) -> Kind:
        """Return which kind of list was chosen."""
        return "exits" if self.exits.isChecked() else "members"


class ColumnsStep(QWidget):
    """Each column of the list with what it means; old fonts are shown before and after."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[int, tuple[QuietCombo, str]] = {}
        self.fonts = plain("", "quiet")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        box = QVBoxLayout(self)
        box.addWidget(plain(_("Look whether every column is understood. A column may be left out.")))
        box.addWidget(self._area, 1)
        box.addWidget(self.fonts)

    def show_sheet(self, sheet: Sheet, kind: Kind) -> None:
        """Show the columns of a list."""
        self._choices = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setColumnStretch(2, 1)
        for place, title in enumerate((_("Column"), _("means"), _("for example"))):
            grid.addWidget(plain(title, "section"), 0, place)
        meant = {column: field for field, held in sheet.fields.items() for column in held}
        for column, caption in enumerate(sheet.captions):
            combo = self._combo(kind, meant.get(column, ""))
            combo.setAccessibleName(caption)
            self._choices[column] = (combo, meant.get(column, ""))
            examples = [
                _example(row.cells[column]) for row in sheet.rows[:_SHOWN] if row.cells[column] not in ("", None)
            ]
            grid.addWidget(plain(caption or _("(no caption)")), column + 1, 0)
            grid.addWidget(combo, column + 1, 1)
            grid.addWidget(plain("; ".join(examples), "quiet"), column + 1, 2)
        self._area.setWidget(inside)
        self.fonts.setText("\n".join(
            _("{column} was typed in an old font ({font}): {before} → {after}").format(
                column=one.caption, font=one.encoding, before=", ".join(one.before), after=", ".join(one.after))
            for one in sheet.conversions
        ))  # fmt: skip

    def changed_sheet(self, sheet: Sheet) -> Sheet:
        """Return the list with the meanings the person has chosen."""
        changes = {
            column: combo.currentData() or None
            for column, (combo, before) in self._choices.items()
            if (combo.currentData() or "") != before
        }
        return sheet.with_mapping(changes) if changes else sheet

    def choose(self, column: int, field: str) -> None:
        """Give a column another meaning."""
        combo = self._choices[column][0]
        combo.setCurrentIndex(combo.findData(field))

    def _combo(self, kind: Kind, meant: str) -> QuietCombo:
        combo = QuietCombo()
        combo.addItem(_("(left out)"), "")
        for meaning in columns.meanings(kind):
            combo.addItem(meaning.label, meaning.field)
        combo.setCurrentIndex(max(0, combo.findData(meant)))
        return combo


def _example(cell: object) -> str:
    """Write a cell as a person reads it: dates as on the papers, whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return as_words(cell) if isinstance(cell, date) else str(cell)


@dataclass(frozen=True)
class _Line:
    """One line of a table of the preview."""

    id: str
    row: int
    name: str
    what: str
    words: str


class PreviewStep(QWidget):
    """What would be written, and what is wrong with which row."""

    def __init__(self, save_rejects: Act) -> None:
        super().__init__()
        self.counts = plain("", "name")
        self.people = TableView(_columns(_("Name"), _("What happens"), _("Old → new")))
        self.problems = TableView(_columns(_("Column"), _("Weight"), _("Remark")))
        self.rejects_button = button(_("Save the refused rows"), save_rejects)
        self.tabs = QTabWidget()
        box = QVBoxLayout(self)
        box.addWidget(self.counts)
        box.addWidget(self.tabs, 1)
        self.tabs.addTab(self.people, _("People"))
        self.tabs.addTab(self.problems, _("Remarks"))
        row = QHBoxLayout()
        row.addWidget(self.rejects_button)
        row.addStretch(1)
        box.addLayout(row)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan."""
        self.counts.setText(lists.counts_sentence(plan.counts))
        self.rejects_button.setVisible(plan.counts["refused"] > 0)
        people, problems = _people(plan), _problems(plan)
        self.people.show_rows(Rows.of(people, self.people.rows.columns))
        self.problems.show_rows(Rows.of(problems, self.problems.rows.columns))
        self.tabs.setTabText(0, _("People ({count})").format(count=len(people)))
        self.tabs.setTabText(1, _("Remarks ({count})").format(count=len(problems)))
        self.tabs.setCurrentIndex(1 if plan.counts["refused"] else 0)


def _columns(name: str, what: str, words: str) -> list[Column]:
    return [
        Column("row", _("Row"), 6, "right"),
        Column("name", name, 26),
        Column("what", what, 14),
        Column("words", words, 60),
    ]


def _people(plan: Plan) -> list[_Line]:
    states = {"new": _("new"), "changed": _("changed"), "unchanged": _("already so"), "refused": _("refused")}
    lines = []
    for row in plan.rows:
        changes = getattr(row, "changes", ()) if isinstance(plan, ImportPlan) else ()
        words = "; ".join(f"{one.label}: {one.old or '–'} → {one.new}" for one in changes)
        lines.append(_Line(str(row.number), row.number, row.name, states[row.state], words))
    return lines


def _problems(plan: Plan) -> list[_Line]:
    weights = {"error": _("cannot be"), "warning": _("unlikely")}
    return [
        _Line(str(place), one.row, one.column, weights[one.level], one.sentence)
        for place, one in enumerate(plan.problems)
    ]
