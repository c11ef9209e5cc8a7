"""The collective plans of a cell: the action plan of a year and the plan to remedy weak points, with their lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from chibo_app.actions import action_plans as acts
from chibo_app.basics import clock, dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import action_plans, labels, memberships, pledge_years
from chibo_app.queries.action_plans import PlanItemRow, PlanRow
from chibo_app.rules.kinds import PlanKind
from chibo_app.ui.kit import buttons, messages, papers, theme
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

_PAGE = "pledges"
_PLAN = (
    "kind", "year", "title", "based_on", "aims", "approved_on", "approved_in_id", "public_on", "half_year_result",
    "year_result",
)  # fmt: skip
_ITEM = (
    "content", "cause", "measure", "cooperating", "product", "indicator", "target", "due_on", "result", "done_percent",
)  # fmt: skip


def show(window: Window, cell_id: str, year: int) -> PlansDialog | None:
    """Open the plans of a cell."""
    if not cell_id:
        messages.inform(window.widget(), _("Choose the cell in the head of the window first."))
        return None
    dialog = PlansDialog(window, cell_id, year)
    dialog.open()
    return dialog


class PlansDialog(QDialog):
    """Plans above, the lines of the chosen one below."""

    def __init__(self, window: Window, cell_id: str, year: int) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Collective plans of the cell"))
        self._window, self._cell_id, self._year = window, cell_id, year
        with window.store.read() as session:
            people = memberships.people(session, memberships.on_roll(session, cell_id, clock.today()))
            self._held = pledge_years.meetings_of(session, cell_id, year)
        self._people = [Option(person.id, person.full_name) for person in people]
        self.plans, self.lines = EntryList(window, self._plan_kind()), EntryList(window, self._line_kind())
        self.plans.table.chosen.connect(lambda _id: self._show_lines())
        box = QVBoxLayout(self)
        purpose = _("How each line stands is looked at in the meetings, at the half-year and at the year's end.")
        box.addWidget(plain(purpose, "quiet"))
        box.addWidget(self.plans, 2)
        box.addWidget(self.lines, 3)
        box.addWidget(buttons.button(_("Close"), self.reject), 0, Qt.AlignmentFlag.AlignRight)
        theme.size_dialog(self, 106, 18)
        self.reload()

    def reload(self) -> None:
        """Read the plans again."""
        with self._window.store.read() as session:
            rows = action_plans.plans(session, self._cell_id)
        self.plans.show_rows(rows)
        self._show_lines()

    def reject(self) -> None:
        """Close, unless something typed would be lost."""
        if self.plans.may_leave() and self.lines.may_leave():
            super().reject()

    # plans

    def plan_form(self, row: PlanRow | None) -> FormSpec:
        """Return the form of a plan."""

        def save(session: Session, values: Values, _why: Explanations) -> str:
            facts: dict[str, Any] = dict(values)
            if row is not None:
                return acts.edit(session, row.id, **facts).id
            kind = PlanKind(facts.pop("kind"))
            return acts.add(session, self._cell_id, kind, facts.pop("year"), facts.pop("title"), **facts).id

        start: dict[str, object] = {"kind": PlanKind.ACTION, "year": self._year}
        return FormSpec(
            f"pledges.plan:{row.id if row else ''}", row.title if row else _("New plan"),
            [Section("", self._plan_fields()), Section(_("Results"), [
                Field("half_year_result", _("Result of the half-year"), "lines"),
                Field("year_result", _("Result of the year"), "lines"),
            ], folded=True)],
            save, lambda values: _("Plan of the cell: {title}").format(title=values["title"]),
            {name: getattr(row, name) for name in _PLAN} if row else start, saved=lambda _id: self.reload(),
        )  # fmt: skip

    def _plan_fields(self) -> list[Field]:
        held = [Option(meeting, _("meeting of {day}").format(day=dates.show(day))) for meeting, day in self._held]
        return [
            Field("kind", _("Kind of plan"), "choice", required=True, options=options(PlanKind)),
            Field("year", _("Year"), "number", required=True, width=8),
            Field("title", _("Title of the plan"), required=True),
            Field("based_on", _("Based on"), "lines", hint=_("one document in each line")),
            Field("aims", _("Aims and demands"), "lines"),
            Field("approved_on", _("Approved by the cell on"), "day"),
            Field("approved_in_id", _("In the meeting"), "choice", options=held, empty=_("not named")),
            Field("public_on", _("Made public inside the cell on"), "day"),
        ]

    def remove_plan(self, row: PlanRow) -> None:
        """Take back a plan that was not approved."""
        perform(self._window, _("Take out the plan {title}").format(title=row.title),
                lambda session: acts.remove(session, row.id))  # fmt: skip
        self.reload()

    def add_weak_points(self, row: PlanRow) -> None:
        """Take the weak points of the cell's review as lines of the plan."""
        done = perform(
            self._window, _("Take over the weak points of the review"),
            lambda session: acts.add_weak_points(session, row.id),
        )  # fmt: skip
        self.reload()
        if done is not None and not done.value:
            messages.inform(self, _("The cell's review names no weak point that is not in the plan yet."))

    def print_plan(self, row: PlanRow) -> None:
        """Show the plan as paper."""
        papers.preview(self._window, papers.Wanted("action_plan", row.title, self._cell_id, [row.id], self._day()))

    def print_results(self, row: PlanRow) -> None:
        """Show how the lines of the plan went as paper."""
        wanted = papers.Wanted("action_plan_results", row.title, self._cell_id, [row.id], self._day())
        papers.preview(self._window, wanted)

    def _day(self) -> date:
        return clock.today()

    # lines

    def line_form(self, row: PlanItemRow | None) -> FormSpec:
        """Return the form of a line of the chosen plan."""
        plan: PlanRow = self.plans.chosen()

        def save(session: Session, values: Values, _why: Explanations) -> str:
            facts: dict[str, Any] = dict(values)
            if row is not None:
                return acts.edit_item(session, row.id, **facts).id
            return acts.add_item(session, plan.id, facts.pop("content"), **facts).id

        start = {name: getattr(row, name) for name in _ITEM} if row else {}
        if row is not None and row.lead_id:
            start["lead_id"] = Option(row.lead_id, row.lead)
        return FormSpec(
            f"pledges.plan_line:{row.id if row else plan.id}",
            row.content if row else _("New line of the plan"),
            [Section("", self._line_fields(plan.kind)), Section(_("How it stands"), [
                Field("result", _("Result so far"), "lines"),
                Field("done_percent", _("Done, in per cent"), "number", width=8),
            ])],
            save, lambda _values: _("Line of the plan {title}").format(title=plan.title), start,
            again=row is None, saved=lambda _id: self.reload(),
        )  # fmt: skip

    def _line_fields(self, kind: PlanKind) -> list[Field]:
        shared = [
            Field("lead_id", _("Who leads"), "person", find=self._find),
            Field("cooperating", _("With whom")),
            Field("due_on", _("Until"), "day"),
        ]
        if kind is PlanKind.REMEDY:
            return [
                Field("content", _("Weak point"), "lines", required=True),
                Field("cause", _("Cause"), "lines"),
                Field("measure", _("Measure"), "lines"),
                *shared,
            ]
        return [
            Field("content", _("Work or weak point"), "lines", required=True), *shared,
            Field("product", _("Product")),
            Field("indicator", _("Indicator")),
            Field("target", _("Target"), hint=_("for example 4 or 100")),
        ]  # fmt: skip

    def _find(self, typed: str) -> list[Option]:
        wanted = text.fold(typed).split()
        return [one for one in self._people if all(word in text.search_key(one.words) for word in wanted)]

    def remove_line(self, row: PlanItemRow) -> None:
        """Take a line out of the plan."""
        perform(self._window, _("Take a line out of the plan"), lambda session: acts.remove_item(session, row.id))
        self.reload()

    # inside

    def _show_lines(self) -> None:
        chosen: PlanRow | None = self.plans.chosen()
        self.lines.show_rows(chosen.items if chosen is not None else ())
        self.lines.set_read_only(chosen is None)

    def _plan_kind(self) -> EntryKind:
        return EntryKind(
            name="action_plans", page=_PAGE,
            columns=(
                Column("year", _("Year"), 6, "centre", shown=lambda row: str(row.year)),
                Column("kind", _("Kind of plan"), 20, shown=lambda row: labels.heading(row.kind)),
                Column("title", _("Title of the plan"), 40),
                Column("approved_on", _("Approved by the cell"), 14, "centre"),
                Column("public_on", _("Made public"), 12, "centre"),
                Column("done", _("Lines done"), 11, "centre", shown=lambda row: f"{row.done}/{len(row.items)}"),
            ),
            empty=_("No plan yet."), add_words=_("New plan"), add=lambda: self.plan_form(None), edit=self.plan_form,
            remove=self.remove_plan,
            more=(
                (_("Print"), self.print_plan), (_("Print the results"), self.print_results),
                (_("Take over weak points"), self.add_weak_points),
            ),
        )  # fmt: skip

    def _line_kind(self) -> EntryKind:
        return EntryKind(
            name="action_plan_lines", page=_PAGE,
            columns=(
                Column("position", _("No."), 5, "centre"),
                Column("content", _("Work or weak point"), 38, shown=lambda row: " ".join(row.content.split())),
                Column("lead", _("Who leads"), 18),
                Column("due_on", _("Until"), 11, "centre"),
                Column("result", _("Result so far"), 26, shown=lambda row: " ".join(row.result.split())),
                Column("done_percent", _("Done (%)"), 9, "right", shown=_percent),
            ),
            empty=_("Choose a plan above; its lines stand here."),
            add_words=_("New line"), add=lambda: self.line_form(None), edit=self.line_form, remove=self.remove_line,
        )  # fmt: skip


def _percent(row: PlanItemRow) -> str:
    return "" if row.done_percent is None else str(row.done_percent)
