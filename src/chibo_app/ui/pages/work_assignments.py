"""The part «Phân công nhiệm vụ»: what each member is charged with in a year, how it goes on and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.assignments import Assignment
from chibo_app.queries import labels
from chibo_app.queries.assignments import AssignmentRow
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.fields import Option
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import work_forms as forms
from chibo_app.ui.pages.work_part import Verbs, WorkPart

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.fields import FormSpec


class AssignmentsPart(WorkPart):
    """The register of assignments."""

    PART = "assignments"
    RECORD = Assignment
    TABLES = frozenset({"assignment", "person", "membership_event", "participation_span", "meeting", "attachment"})
    without: Sequence[str] = ()

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 16, sort=lambda row: row.name_key),
            Column("kind", _("Kind of work"), 15, shown=lambda row: labels.heading(row.kind)),
            Column("content", _("Work"), 24, shown=lambda row: " ".join(row.content.split())),
            Column("due_on", _("Until"), 11, "centre"),
            Column("result", _("Result"), 12, shown=lambda row: labels.heading(row.result)),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Without a result yet"), lambda row: row.result is None),
            Chip(_("Helpers"), lambda row: row.helped_person_id is not None),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Assign work …"), self.add, "Ctrl+N", icon="add"),
            Verb(_("Copy last year's standing work"), self.copy_last_year, icon="add"),
            Verb(_("Edit"), self.edit, needs_row=True, icon="edit"),
            Verb(_("Print the table"), self.print_table, "Ctrl+P", icon="print"),
            Verb(_("Sheets of the members"), self.print_sheets, icon="print"),
        ]

    def purpose(self) -> str:
        """Return what the part is for."""
        return _("Here stands what each member is charged with in the year: it counts in the review at its end.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name, work, area")

    def load_rows(self, session: Session) -> Sequence[AssignmentRow]:
        """Return the charges of the year."""
        from chibo_app.queries import assignments

        cell_id = self.desk.cell_id
        self.without = assignments.register(session, cell_id, self.year, self.day()).without if cell_id else ()
        return assignments.rows(session, cell_id, self.year)

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how many there are, and how many members have none."""
        said = _("{count} pieces of work of {people} members").format(
            count=len(rows), people=len({row.person_id for row in rows})
        )
        if not self.without:
            return said
        return said + " · " + _("{count} members have none yet").format(count=len(self.without))

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one charge."""
        row: AssignmentRow = self.chosen_row()
        verbs: Verbs = [
            (_("How it goes on …"), self.note_progress), (_("Result …"), self.record_result), (_("Edit"), self.edit),
            (_("Sheet of the member"), self.print_sheet), (_("Take out"), self.remove),
        ]  # fmt: skip
        work = [
            Line(_("Work"), row.content), Line(_("Area, households"), row.area),
            Line(_("Whom the member helps"), row.helped_name), Line(_("Way of carrying it out"), row.method),
            Line(_("From"), dates.show(row.starts_on)), Line(_("Until"), dates.show(row.due_on)),
            Line(_("Result expected"), row.expected_result),
            Line(_("Assigned in the meeting"), dates.show(row.assigned_on)),
        ]  # fmt: skip
        result = [
            Line(_("Result"), labels.heading(row.result) or _("no result yet")),
            Line(_("Confirmed in the meeting"), dates.show(row.confirmed_on)),
            Line(_("Ended on"), dates.show(row.ended_on)),
        ]
        went = [Line(day, words) for day, words in map(_noted, row.progress.splitlines())]
        owner = attachments.Owner("assignment", row.id, row.full_name)
        return Detail(row.full_name, labels.heading(row.kind), [
            Part("", work, verbs=verbs), Part(_("How it goes on"), went), Part(_("Result"), result),
            attachments.read_section(self.desk, session, owner),
        ])  # fmt: skip

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft."""
        name, _colon, record_id = key.removeprefix("work.assignments.").partition(":")
        row = self._row(record_id)
        if name == "add":
            return forms.assignment(self, None)
        if row is None:
            return None
        makers = {
            "edit": lambda: forms.assignment(self, row), "progress": lambda: forms.progress(row),
            "result": lambda: forms.result(self, row),
        }  # fmt: skip
        return makers[name]() if name in makers else None

    # verbs

    def add(self) -> None:
        """Charge a member with work; the member of the chosen line is offered."""
        row = self.chosen_row()
        self.open_form(forms.assignment(self, None, Option(row.person_id, row.full_name) if row else None))

    def edit(self) -> None:
        """Correct the chosen charge."""
        row = self.chosen_row()
        self.open_spec(forms.assignment(self, row) if row else None)

    def note_progress(self) -> None:
        """Note how the work goes on."""
        row = self.chosen_row()
        self.open_spec(forms.progress(row) if row else None)

    def record_result(self) -> None:
        """Record how the work was carried out."""
        row = self.chosen_row()
        self.open_spec(forms.result(self, row) if row else None)

    def remove(self) -> None:
        """Take out a charge entered by mistake."""
        from chibo_app.actions import assignments

        row = self.chosen_row()
        if row is not None:
            question = _("Take out this work of {name}, entered by mistake?").format(name=row.full_name)
            label = _("Take out work of {name}").format(name=row.full_name)
            self.act(label, lambda session: assignments.remove(session, row.id), question)

    def copy_last_year(self) -> None:
        """Carry the lasting work of last year over."""
        from chibo_app.actions import assignments

        cells = [one.value for one in self.cells()]
        label = _("Copy the standing work of {year}").format(year=self.year - 1)
        self.act(label, lambda session: sum(
            assignments.copy_year(session, cell, self.year - 1, self.year, self.day()) for cell in cells
        ), _("Copy the standing work of {year}, households and mass organisations into {next}?").format(
            year=self.year - 1, next=self.year))  # fmt: skip

    def print_table(self) -> None:
        """Show the table of the year."""
        self.show_paper("assignment_table", _("Table of assignments of {year}").format(year=self.year))

    def print_sheet(self) -> None:
        """Show the sheet of the chosen member."""
        row = self.chosen_row()
        if row is not None:
            title = _("Work of {name} in {year}").format(name=row.full_name, year=self.year)
            self.show_paper("assignment_sheet", title, (row.person_id,), row.cell_id)

    def print_sheets(self) -> None:
        """Show the sheets of all members in the list."""
        ids = list(dict.fromkeys(row.person_id for row in self.table.rows.shown_rows()))
        if ids:
            self.show_paper("assignment_sheet", _("Sheets of the members, {year}").format(year=self.year), ids)

    def _row(self, record_id: str) -> AssignmentRow | None:
        return next((row for row in self.table.rows.all_rows() if row.id == record_id), None)


def _noted(line: str) -> tuple[str, str]:
    day, colon, words = line.partition(": ")
    return (day, words) if colon else ("", line)
