"""The rules as dated data, and the rows of the user's own committee that prevail over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from chibo_app.actions import overrides as acts
from chibo_app.basics import clock, dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import holidays, overrides
from chibo_app.rules import rulebook
from chibo_app.rules.rulebook import Row
from chibo_app.ui.dialogs.holidays import HolidaysDialog
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.buttons import button
from chibo_app.ui.kit.detail import Detail, DetailView, Line, Part, plain
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values, chosen_day, day_or_today
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window


@dataclass(frozen=True)
class RuleLine:
    """One rule in force, with its local row if there is one."""

    id: str
    table: str
    row: Row
    local_id: str = ""

    @property
    def words(self) -> str:
        """The values as one line."""
        return shown(self.row.values)

    @property
    def search(self) -> str:
        """Folded text to find the rule by."""
        return text.search_key(self.table, self.row.key, self.words, self.row.source)


def shown(values: Mapping[str, Any]) -> str:
    """Write the values of a rule as one line."""
    return "; ".join(f"{name} = {value}" for name, value in values.items())


def marks() -> dict[str, str]:
    """Return the words for how well a rule is known."""
    return {
        "seen": _("seen in the text"),
        "second-hand": _("second-hand"),
        "local": _("our committee"),
        "unverified": _("not verified"),
    }


class RulesTab(QWidget):
    """Every rule with its source; a local row can be added and taken away."""

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self._desk = desk
        self.panel: FormPanel | None = None
        words = marks()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("find: rule, value, source"))
        self.search.setAccessibleName(_("Search"))
        self.table = TableView([
            Column("table", _("Table"), 18),
            Column("key", _("Rule"), 18, shown=lambda line: line.row.key),
            Column("words", _("Values"), 34),
            Column("mark", _("Known from"), 14, shown=lambda line: words[line.row.verified]),
        ])  # fmt: skip
        self.detail = DetailView()
        self._right = QVBoxLayout()
        self._right.addWidget(self.detail)
        box = QVBoxLayout(self)
        box.addWidget(
            plain(_("A rule of your own committee prevails from its day on. The shipped rule stays below it."))
        )
        box.addWidget(self.search)
        split, right = QSplitter(), QWidget()
        right.setLayout(self._right)
        split.addWidget(self.table)
        split.addWidget(right)
        split.setSizes([560, 460])
        box.addWidget(split, 1)
        self.add_button = button(_("Enter a rule of our committee"), self.add, "primary")
        self.holidays_button = button(_("Public holidays …"), self.show_holidays, icon="calendar")
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.holidays_button)
        row.addStretch(1)
        box.addLayout(row)
        self.setMinimumHeight(460)
        self.search.textChanged.connect(self.table.search_for)
        self.table.chosen.connect(lambda _id: self._show())

    def reload(self) -> None:
        """Read the rules in force today with the local rows of the book."""
        with self._desk.store.read() as session:
            lines = rule_lines(session)
        self.table.show_rows(Rows.of(lines, self.table.rows.columns))
        self._show()

    def add(self) -> None:
        """Open the form for a local row over the chosen rule."""
        line = self.table.chosen_row()
        if line is not None and line.table == holidays.TABLE:
            self.show_holidays()  # days are entered with the year before one's eyes
        elif line is not None:
            self._open(line)

    def show_holidays(self) -> None:
        """Show the holidays of a year, to be corrected."""
        HolidaysDialog(self._desk, self.reload).open()

    def take_up(self, key: str) -> None:
        """Open the form of a draft again."""
        self.table.choose(key.partition(":")[2])
        self.add()
        if self.panel is not None:
            self.panel.take_up_draft()

    def may_leave(self) -> bool:
        """Whether a rule being typed may be dropped."""
        if self.panel is None or self.panel.may_leave():
            self._close()
            return True
        return False

    def remove(self, line: RuleLine) -> None:
        """Take a local row away after asking."""
        question = _("Take away the rule “{rule}” of our committee? The shipped rule counts again.")
        if messages.ask(self, question.format(rule=line.row.key), _("Take the rule away"), more=_("It can be undone.")):
            label = _("Take away the local rule {rule}").format(rule=line.row.key)
            perform(self._desk, label, lambda session: acts.remove(session, line.local_id))

    def _open(self, line: RuleLine) -> None:
        self._close()
        self.panel = FormPanel(self._desk, override_form(line), self._close, "settings")
        self.detail.hide()
        self._right.addWidget(self.panel)
        self.panel.form.focus_first()

    def _close(self) -> None:
        if self.panel is not None:
            self._right.removeWidget(self.panel)
            self.panel.deleteLater()
            self.panel = None
        self.detail.show()

    def _show(self) -> None:
        line = self.table.chosen_row()
        if line is None:
            self.detail.tell(_("Nothing is chosen."))
            return
        row = line.row
        until = dates.show(row.valid_to) if row.valid_to else ""
        verbs = ((_("Take the rule away"), lambda: self.remove(line)),) if line.local_id else ()
        self.detail.show_detail(
            Detail(
                row.key,
                line.table,
                (
                    Part(_("Values"), [Line(name, str(value)) for name, value in row.values.items()]),
                    Part(
                        _("Known from"),
                        (
                            Line(_("Source"), row.source),
                            Line(_("Known from"), marks()[row.verified]),
                            Line(_("In force since"), dates.show(row.valid_from)),
                            Line(_("until"), until),
                        ),
                        verbs=verbs,
                    ),
                ),
            )
        )


def rule_lines(session: Session) -> list[RuleLine]:
    """Return every rule in force today, local rows in the place of those they prevail over."""
    today, rules = clock.today(), overrides.rulebook(session)
    local = {(one.rule_table, one.rule_key): one.id for one in overrides.override_records(session)}
    return [
        RuleLine(f"{table}/{row.key}", table, row, local.get((table, row.key), "") if row.verified == "local" else "")
        for table in rulebook.table_names()
        for row in rules.rows(table, today)
    ]


def override_form(line: RuleLine) -> FormSpec:
    """Return the form for a local row with the values of the present rule."""
    plain_values = {name: value for name, value in line.row.values.items() if isinstance(value, bool | int | str)}

    def save(session: Session, values: Values, _why: Explanations) -> object:
        changed = {name: values[f"value_{name}"] for name in plain_values}
        return acts.add(
            session, line.table, line.row.key, {**_kept(line.row.values), **changed},
            day_or_today(values["valid_from"]), chosen_day(values["valid_to"]),
            str(values["source"]),
        ).id  # fmt: skip

    return FormSpec(
        f"settings.rule:{line.id}",
        _("Rule of our committee: {rule}").format(rule=line.row.key),
        [
            Section(_("Values"), [_field(name, value) for name, value in plain_values.items()]),
            Section(_("Validity"), [
                Field("valid_from", _("In force since"), "day", required=True),
                Field("valid_to", _("until"), "day"),
                Field("source", _("Document it comes from"), required=True),
            ]),
        ],
        save,
        lambda _values: _("Enter the local rule {rule}").format(rule=line.row.key),
        {f"value_{name}": value for name, value in plain_values.items()},
    )  # fmt: skip


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a local row repeats of the shipped one; days stay with the shipped row, a book keeps JSON."""
    return {name: value for name, value in values.items() if not isinstance(value, date)}


def _field(name: str, value: object) -> Field:
    if isinstance(value, bool):
        return Field(f"value_{name}", name, "yes_no")
    return Field(f"value_{name}", name, "number" if isinstance(value, int) else "text", required=True)
