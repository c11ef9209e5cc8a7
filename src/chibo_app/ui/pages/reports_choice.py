"""What a paper must be told before it is made: whose, of which meeting or case, of which period or day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_app.basics import clock, dates, text
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.queries import labels
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Option, Section, Values, chosen_day
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.papers import Wanted
from chibo_app.ui.pages.reports_rows import ReportRow

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window


class Choice(QWidget):
    """The questions of one paper, quick periods, and the wish that follows from the answers."""

    def __init__(self, window: Window, row: ReportRow, changed: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._window, self.row = window, row
        with window.store.read() as session:
            self.known = Known(session, window.cell_id, row.needs)
        self.form = FormView([Section("", self._fields())], self._start())
        self.periods = QWidget()
        self._put_together()
        if changed is not None:
            self.form.edited.connect(changed)

    def wanted(self) -> Wanted | None:
        """Return the paper asked for, or None when an answer is missing (it is then asked for under its field)."""
        problems = [*self.form.own_problems(), *self._wrong_period()]
        if problems:
            self.form.show_problems(problems)
            return None
        self.form.clear_problems()
        values = self.form.values()
        options = {"year": str(values["year"])} if values.get("year") else {}
        return Wanted(
            self.row.id,
            self.row.title,
            cell_id=self._cell(values),
            ids=self._ids(values),
            on=chosen_day(values.get("day")),
            from_on=chosen_day(values.get("from_on")),
            to_on=chosen_day(values.get("to_on")),
            options=options,
        )

    def set_period(self, first: date, last: date) -> None:
        """Choose a period with one press."""
        for name, day in (("from_on", first), ("to_on", last)):
            self.form.rows[name].editor.set_value(day)
        self.form.edited.emit()

    # inside

    def _cell(self, values: Values) -> str:
        """Return the cell chosen; the only one there is; nothing for all cells of the book."""
        return str(values["cell_id"] or "") if "cell_id" in values else self.known.only_cell

    def _ids(self, values: Values) -> tuple[str, ...]:
        for name in ("person_id", "meeting_id", "case_id"):
            if values.get(name):
                return (str(values[name]),)
        if "pledge" in self.row.needs and values.get("year"):
            with self._window.store.read() as session:
                return tuple(_pledges(session, self._cell(values), int(str(values["year"]))))
        return ()

    def _fields(self) -> list[Field]:
        needs = self.row.needs
        found = []
        if len(self.known.cells) > 1:
            is_required = "period" not in needs
            empty = "" if is_required else _("all cells of the book")
            cells = self.known.cells
            found.append(Field("cell_id", _("Cell"), "choice", required=is_required, options=cells, empty=empty))
        if "member" in needs:
            found.append(Field("person_id", _("Member"), "person", required=True, find=self.known.find))
        if "meeting" in needs:
            found.append(Field("meeting_id", _("Meeting"), "choice", required=True, options=self.known.meetings))
        if "case" in needs:
            found.append(Field("case_id", _("Case"), "choice", required=True, options=self.known.cases))
        if "year" in needs or "pledge" in needs:
            found.append(Field("year", _("Year"), "number", required=True, width=8))
        if "period" in needs:
            found.append(Field("from_on", _("From day"), "day", required=True))
            found.append(Field("to_on", _("To day"), "day", required=True))
        if "day" in needs or "members" in needs:
            found.append(Field("day", _("As of day"), "day", required=True))
        return found

    def _start(self) -> Values:
        today = clock.today()
        return {
            "cell_id": self._window.cell_id or "",
            "meeting_id": self.known.meetings[0].value if self.known.meetings else None,
            "case_id": self.known.cases[0].value if self.known.cases else None,
            "year": today.year,
            "from_on": date(today.year, 1, 1),
            "to_on": today,
            "day": today,
        }

    def _wrong_period(self) -> list[Problem]:
        values = self.form.values()
        first, last = values.get("from_on"), values.get("to_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            return [Problem("to_on", "period", _("The last day lies before the first day."))]
        return []

    def _put_together(self) -> None:
        row = QHBoxLayout(self.periods)
        row.setContentsMargins(theme.MARGIN, 0, 0, 0)
        for words, days in quick_periods(clock.today()):
            row.addWidget(buttons.button(words, partial(self.set_period, *days)))
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form, 1)
        box.addWidget(self.periods)
        self.periods.setVisible("period" in self.row.needs)
        if not self.form.rows:
            box.insertWidget(0, plain(_("Nothing need be chosen."), "quiet"))


class Known:
    """What may be chosen: cells, and of members, meetings and cases what the paper asks for (a book has thousands)."""

    def __init__(self, session: Session, cell_id: str | None, needs: Sequence[str]) -> None:
        from chibo_app.queries import cases, cells, meetings

        rows = cells.cells(session, clock.today())
        self.cells = [Option(row.id, row.name) for row in rows if cell_id in {None, row.id}]
        self.only_cell = self.cells[0].value if self.cells else ""
        self.meetings = [
            Option(row.id, f"{dates.show(row.held_on)} – {labels.heading(row.type)}")
            for row in (meetings.meeting_rows(session, cell_id) if "meeting" in needs else ())
        ]
        self.cases = [
            Option(row.id, f"{row.full_name} – {labels.heading(row.kind)}")
            for row in (cases.case_rows(session, cell_id) if "case" in needs else ())
        ]
        self._people = _members(session, cell_id) if "member" in needs else []

    def find(self, typed: str) -> Sequence[Option]:
        """Return the members whose names hold every word typed."""
        wanted = text.fold(typed).split()
        return [option for option, key in self._people if all(word in key for word in wanted)]


def _members(session: Session, cell_id: str | None) -> list[tuple[Option, str]]:
    from chibo_app.queries import members

    rows = members.member_rows(session, cell_id, clock.today(), on_roll_only=True)
    return [(Option(row.id, row.full_name), text.search_key(row.full_name)) for row in rows]


def _pledges(session: Session, cell_id: str, year: int) -> list[str]:
    from chibo_app.queries import pledges

    on = min(clock.today(), date(year, 12, 31))
    return [row.pledge_id for row in pledges.pledge_rows(session, cell_id, year, on) if row.pledge_id]


def quick_periods(today: date) -> list[tuple[str, tuple[date, date]]]:
    """Return the periods people ask for most: half year, year, last year; each ends today at the latest."""
    year = today.year
    half = date(year, 7, 1) if today.month > 6 else date(year, 1, 1)
    quarter = date(year, 3 * ((today.month - 1) // 3) + 1, 1)
    return [
        (_("This quarter"), (quarter, today)),
        (_("This half year"), (half, today)),
        (_("This year"), (date(year, 1, 1), today)),
        (_("Last year"), (date(year - 1, 1, 1), date(year, 1, 1) - timedelta(days=1))),
    ]
