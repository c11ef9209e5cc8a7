"""What the parts of the page about work share: the year, the members to choose from, acts and papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from chibo_app.basics import dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.fields import Field, FormSpec, Option
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.kit.year_page import YearPage

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.models.base import Record
    from chibo_app.ui.kit.window import Window

Verbs = list[tuple[str, Callable[[], object]]]


class WorkPart(YearPage):
    """One part: a list of a year with its record. Widths are remembered by part, drafts belong to the page."""

    NAME = "work"
    PART: ClassVar[str] = ""
    RECORD: ClassVar[type[Record]]  # what the part lists; has a year
    SPLIT = (1, 1)
    FORM_OVER_ALL = True  # the long texts need the room

    @classmethod
    def year_of(cls, desk: Window, record_id: str) -> int | None:
        """Return the year of a record of this part, or None when it is not one."""
        with desk.store.read() as session:
            found: Any = session.get(cls.RECORD, record_id)
            return int(found.year) if found is not None else None

    def title(self) -> str:
        """Return nothing: the name of the part stands on its tab."""
        return ""

    def make_table(self) -> TableView:
        """Make the list."""
        return TableView(self.columns(), f"work.{self.PART}")

    def act(self, label: str, work: Callable[[Session], object], question: str = "") -> object:
        """Do something as one act, after a question where one is given; return what it gave."""
        if question and not messages.ask(self.desk.widget(), question, _("Yes, do it")):
            return None
        done = perform(self.desk, label, work)
        return done.value if done is not None else None

    def show_paper(self, document_id: str, title: str, ids: Sequence[str] = (), cell_id: str = "") -> None:
        """Show a paper of the year as pages."""
        known = cell_id or self.desk.cell_id or next((row.cell_id for row in self.table.rows.all_rows()), "")
        papers.preview(self.desk, papers.Wanted(
            document_id, title, cell_id=known, ids=ids, on=self.day(), options={"year": str(self.year)}
        ))  # fmt: skip

    def open_document(self, document_id: object) -> None:
        """Go on writing a document just begun, on its own page."""
        if document_id:
            self.desk.go("documents", str(document_id))

    # what the forms ask

    def cells(self) -> list[Option]:
        """Return the cells something may be entered for: the one looked at, or all of the book."""
        from chibo_app.queries import cells

        with self.desk.store.read() as session:
            return [
                Option(row.id, row.name) for row in cells.cells(session, self.day())
                if self.desk.cell_id in (None, row.id)
            ]  # fmt: skip

    def cell_field(self) -> list[Field]:
        """Return the question for the cell where there are several."""
        found = self.cells()
        return [Field("cell_id", _("Cell"), "choice", required=True, options=found)] if len(found) > 1 else []

    def cell_of(self, values: dict[str, Any]) -> str:
        """Return the cell a form is about, taken out of its answers."""
        chosen = values.pop("cell_id", None)
        return str(chosen) if chosen else self.cells()[0].value

    def find_person(self, typed: str) -> Sequence[Option]:
        """Return members on the roll by what was typed, in the order of the book."""
        from chibo_app.queries import members

        with self.desk.store.read() as session:
            rows = members.member_rows(session, self.desk.cell_id, self.day(), on_roll_only=True)
        wanted = text.fold(typed).split()
        fitting = [row for row in rows if all(word in row.search_key for word in wanted)]
        return [Option(row.id, row.full_name, row.cell_name) for row in fitting[:20]]

    def find_anybody(self, typed: str) -> Sequence[Option]:
        """Return people of the book, candidates too, by what was typed."""
        from chibo_app.queries import members

        with self.desk.store.read() as session:
            rows = members.member_rows(session, None, self.day())
        wanted = text.fold(typed).split()
        fitting = [row for row in rows if all(word in row.search_key for word in wanted)]
        return [Option(row.id, row.full_name, row.cell_name) for row in fitting[:20]]

    def cell_of_person(self, person_id: str) -> str:
        """Return the cell a member belongs to."""
        from chibo_app.queries import memberships

        with self.desk.store.read() as session:
            state = memberships.standings_on(session, None, self.day(), [person_id]).get(person_id)
        return (state.cell_id if state else None) or self.desk.cell_id or self.cells()[0].value

    def meetings(self) -> list[Option]:
        """Return the meetings of this year and the two around it."""
        from chibo_app.queries import meetings

        with self.desk.store.read() as session:
            rows = meetings.meeting_rows(session, self.desk.cell_id)
        return [
            Option(row.id, f"{dates.show(row.held_on)} – {labels.heading(row.type)}")
            for row in rows if abs(row.held_on.year - self.year) <= 1
        ]  # fmt: skip

    def open_spec(self, spec: FormSpec | None) -> None:
        """Open a form where there is something to open it for."""
        if spec is not None:
            self.open_form(spec)
