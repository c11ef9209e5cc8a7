"""Reconciling the roll: own counts are proposed, the other list is typed or read from a workbook and compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_app.actions import reconciliations as acts
from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.documents import registers as words
from chibo_app.documents.reconciliation import difference_words
from chibo_app.models.registers import Reconciliation
from chibo_app.queries import paper_heads, reconciliations, records
from chibo_app.queries.reconciliations import DifferenceRow, Listed
from chibo_app.ui.kit import buttons, files, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values, day_or_today
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.form_panel import FormPanel
    from chibo_app.ui.kit.window import Window

_COUNTS = ("own_official", "own_probationary", "other_official", "other_probationary")


def form(session: Session, cell_id: str, on: date, known_id: str = "") -> FormSpec:
    """Return the form of a reconciliation: a new one proposes the counts of the day and who signs."""
    start = _known(session, known_id) if known_id else _proposed(session, cell_id, on)
    title = _("Reconcile the roll")

    def save(session: Session, values: Values, _why: Explanations) -> object:
        facts: dict[str, Any] = dict(values) | {name: values[name] or 0 for name in _COUNTS}
        if known_id:
            return acts.edit(session, known_id, **facts).id
        day, level = facts.pop("on"), facts.pop("other_level")
        return acts.record(session, cell_id, day, level, **facts).id

    key = f"registers.reconcile_edit:{known_id}" if known_id else f"registers.reconcile:{cell_id}"
    return FormSpec(key, title, _sections(), save, lambda _values: title, start)


def _sections() -> list[Section]:
    return [
        Section("", [
            Field("on", _("Day"), "day", required=True),
            Field("other_level", _("Reconciled with"), required=True, help=_("The committee whose list was compared.")),
        ]),
        Section(_("Own roll"), [
            Field("own_official", _("Official members here"), "number", width=8),
            Field("own_probationary", _("Probationary members here"), "number", width=8),
            Field("signed_by", _("Signed for the cell by")),
        ]),
        Section(_("The other list"), [
            Field("other_official", _("Official members there"), "number", width=8),
            Field("other_probationary", _("Probationary members there"), "number", width=8),
            Field("other_signed_by", _("Signed for the other side by")),
        ]),
        Section(_("Result"), [Field("differences", _("Differences"), "lines"), Field("note", _("Note"))]),
    ]  # fmt: skip


def _proposed(session: Session, cell_id: str, on: date) -> dict[str, object]:
    official, probationary = reconciliations.counts(session, cell_id, on)
    head = paper_heads.letterhead(session, cell_id, on)
    made = reconciliations.rows(session, cell_id)
    level = made[0].other_level if made else head.committee_name or head.parent_name
    return {
        "on": on, "other_level": level, "own_official": official, "own_probationary": probationary,
        "signed_by": head.signer_name, "other_signed_by": made[0].other_signed_by if made else "",
    }  # fmt: skip


def _known(session: Session, known_id: str) -> dict[str, object]:
    record = records.get(session, Reconciliation, known_id)
    return {field.name: getattr(record, field.name) for section in _sections() for field in section.fields}


@dataclass(frozen=True)
class _Line:
    """One difference on the screen."""

    id: str
    row: DifferenceRow
    finding: str

    @property
    def name(self) -> str:
        """Who it is about."""
        return self.row.full_name

    @property
    def value(self) -> str:
        """What differs, where both lists have the person."""
        return "" if self.row.kind != "different" else words.value_name(self.row.field)


def _findings() -> dict[str, str]:
    return {
        "only_here": _("only on the own roll"),
        "only_there": _("only on the other list"),
        "different": _("written differently"),
    }


class CompareBar(QWidget):
    """The verbs beside the form: propose the own counts of the day; compare with a workbook of the other level."""

    def __init__(self, window: Window, panel: FormPanel, cell_id: str) -> None:
        super().__init__()
        self._window, self._panel, self._cell_id = window, panel, cell_id
        row = flow_in(self)
        row.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, 0)
        row.addWidget(buttons.button(_("Own counts of that day"), self.propose))
        row.addWidget(buttons.button(_("Compare with an Excel list …"), self.choose, icon="import"))

    def add_to(self, panel: FormPanel) -> None:
        """Stand between the title of the form and its fields."""
        box = panel.layout()
        if isinstance(box, QVBoxLayout):
            box.insertWidget(1, self)

    def day(self) -> date:
        """Return the day in the form."""
        return day_or_today(self._panel.form.values().get("on"))

    def propose(self) -> None:
        """Write the counts of the roll on that day into the form."""
        with self._window.store.read() as session:
            official, probationary = reconciliations.counts(session, self._cell_id, self.day())
        self._fill(own_official=official, own_probationary=probationary)

    def choose(self) -> None:
        """Ask for the other level's list and compare."""
        path = files.to_open(self, _("List of the other level"), "Excel (*.xlsx *.xls *.ods)")
        if path is not None:
            self.compare(path)

    def compare(self, path: Path) -> None:
        """Read a list and show the differences; nothing is written before the person takes them over."""
        from chibo_app.exchange import listed_members

        day, cell_id, store = self.day(), self._cell_id, self._window.store

        def work(_progress: object) -> tuple[list[Listed], list[DifferenceRow]]:
            listed = listed_members.read(path, clock.today())
            with store.read() as session:
                return listed, reconciliations.compare(session, cell_id, day, listed)

        self._window.jobs.start(_("Comparing the lists"), work, lambda made: self._show(*made))

    def _show(self, listed: Sequence[Listed], found: Sequence[DifferenceRow]) -> None:
        dialog = DifferencesDialog(self._window, len(listed), found, lambda: self._take(listed, found))
        dialog.open()

    def _take(self, listed: Sequence[Listed], found: Sequence[DifferenceRow]) -> None:
        official = sum(one.is_official for one in listed)
        self.propose()
        self._fill(
            other_official=official, other_probationary=len(listed) - official,
            differences="\n".join(difference_words(row) for row in found),
        )  # fmt: skip

    def _fill(self, **values: object) -> None:
        for name, value in values.items():
            self._panel.form.rows[name].editor.set_value(value)
        self._panel.form.edited.emit()


class DifferencesDialog(QDialog):
    """Lists what differs: who is only here, only there, or written differently."""

    def __init__(
        self, window: Window, listed: int, found: Sequence[DifferenceRow], take: Callable[[], None]
    ) -> None:  # fmt: skip
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Comparison of the lists"))
        self._take = take
        findings = _findings()
        lines = [_Line(str(place), row, findings[row.kind]) for place, row in enumerate(found)]
        self.table = TableView(_columns(), "reconciliation")
        self.table.show_rows(Rows.of(lines, _columns()))
        self.summary = plain(_summary(listed, found))
        self._put_together()
        theme.size_dialog(self, 110, 16)

    def take(self) -> None:
        """Take counts and differences into the form."""
        self._take()
        self.accept()

    def _put_together(self) -> None:
        row = QHBoxLayout()
        row.addWidget(buttons.button(_("Take into the minutes"), self.take, "primary"))
        row.addStretch(1)
        row.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        box.addWidget(self.summary)
        box.addWidget(self.table, 1)
        box.addLayout(row)


def _columns() -> list[Column]:
    return [
        Column("finding", _("Finding"), 22),
        Column("name", _("Comrade"), 26),
        Column("birth", _("Born"), 12, "centre", lambda line: words.words(line.row.birth)),
        Column("value", _("What differs"), 18),
        Column("here", _("On the own roll"), 18, shown=lambda line: _worded(line.row, line.row.here)),
        Column("there", _("On the other list"), 18, shown=lambda line: _worded(line.row, line.row.there)),
    ]


def _worded(row: DifferenceRow, value: str) -> str:
    from chibo_app.queries.register_lines import Code

    return words.words(Code("standings", value)) if row.field == "standing" and value else value


def _summary(listed: int, found: Sequence[DifferenceRow]) -> str:
    kinds = [row.kind for row in found]
    if not found:
        return _("The other list names {count} people; both lists agree.").format(count=listed)
    return _(
        "The other list names {count} people. Only on the own roll: {here}; only on the other list: {there}; "
        "written differently: {different}."
    ).format(
        count=listed, here=kinds.count("only_here"), there=kinds.count("only_there"),
        different=kinds.count("different"),
    )  # fmt: skip
