"""The part «Khen thưởng»: what the cell proposes, who may be proposed by the ratings, and what was awarded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.models.reviews import Commendation
from chibo_app.queries import labels
from chibo_app.queries.commendations import Candidate, CommendationRow
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

_SUBMISSION = "commendation_submission"


class CommendationsPart(WorkPart):
    """Commendations."""

    PART = "commendations"
    RECORD = Commendation
    TABLES = frozenset({"commendation", "person", "review", "meeting", "attachment"})

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Member or cell"), 17, sort=lambda row: row.name_key),
            Column("kind", _("Form of commendation"), 12, shown=lambda row: labels.heading(row.kind)),
            Column("title", _("For what, title of honour"), 22),
            Column("proposed_on", _("Proposed (day)"), 11, "centre"),
            Column("decision_on", _("Decided (column)"), 11, "centre"),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Not decided yet"), lambda row: row.decision_on is None),
            Chip(_("Awarded"), lambda row: row.decision_on is not None),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Propose …"), self.add, "Ctrl+N", icon="add"),
            Verb(_("Who may be proposed"), self.show_candidates, icon="members"),
            Verb(_("Decision …"), self.award, needs_row=True, icon="ok"),
            Verb(_("Print the list"), self.print_list, "Ctrl+P", icon="print"),
            Verb(_("Write the submission"), self.write_submission, icon="documents"),
        ]

    def purpose(self) -> str:
        """Return what the part is for."""
        return _("Here stand the commendations the cell proposes and those awarded; an award goes into the file.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name, title of honour")

    def load_rows(self, session: Session) -> Sequence[CommendationRow]:
        """Return the commendations of the year."""
        from chibo_app.queries import commendations

        return [row for one in self.cells() for row in commendations.rows(session, one.value, self.year)]

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how many there are."""
        decided = sum(row.decision_on is not None for row in rows)
        return _("{count} proposals, {decided} of them decided").format(count=len(rows), decided=decided)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one commendation."""
        row: CommendationRow = self.chosen_row()
        lines = [
            Line(_("Form of commendation"), labels.heading(row.kind)), Line(_("For what, title of honour"), row.title),
            Line(_("Awarded by"), row.awarding_body), Line(_("The cell proposes on"), dates.show(row.proposed_on)),
            Line(_("Decided on"), dates.show(row.decision_on)), Line(_("Number of the decision"), row.decision_no),
            Line(_("Presented on"), dates.show(row.awarded_on)), Line(_("Note"), row.note),
        ]  # fmt: skip
        verbs: Verbs = [(_("Decision …"), self.award), (_("Edit"), self.edit), (_("Take out"), self.remove)]
        owner = attachments.Owner("commendation", row.id, row.full_name)
        return Detail(row.full_name, str(row.year), [
            Part("", lines, verbs=verbs), attachments.read_section(self.desk, session, owner),
        ])  # fmt: skip

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft."""
        name, _colon, record_id = key.removeprefix("work.commendations.").partition(":")
        row = next((one for one in self.table.rows.all_rows() if one.id == record_id), None)
        if name == "add":
            return forms.commendation(self, None)
        if row is None:
            return None
        return forms.award(row) if name == "award" else forms.commendation(self, row)

    # verbs

    def add(self) -> None:
        """Propose a commendation."""
        self.open_form(forms.commendation(self, None))

    def edit(self) -> None:
        """Correct the chosen proposal."""
        row = self.chosen_row()
        self.open_spec(forms.commendation(self, row) if row else None)

    def award(self) -> None:
        """Record the decision that awards it."""
        row = self.chosen_row()
        self.open_spec(forms.award(row) if row else None)

    def remove(self) -> None:
        """Take out a proposal."""
        from chibo_app.actions import commendations

        row = self.chosen_row()
        if row is not None:
            question = _("Take out the proposal for {name}?").format(name=row.full_name)
            label = _("Take out the proposal for {name}").format(name=row.full_name)
            self.act(label, lambda session: commendations.remove(session, row.id), question)

    def show_candidates(self) -> None:
        """Show whom the committee's ratings open the way to; whom to propose the cell decides."""
        from chibo_app.queries import commendations

        with self.desk.store.read() as session:
            found = [one for cell in self.cells() for one in commendations.candidates(session, cell.value, self.year)]
        self.close_form()
        self.stack.setCurrentWidget(self.split)
        title = _("Who may be proposed for {year}").format(year=self.year)
        sentence = _("By the ratings the committee decided. The cell discusses and decides whom it proposes.")
        parts = [self._candidate(one) for one in found]
        empty = _("Nobody yet: the committee has not decided the ratings of {year}, or none opens the way.")
        self.show_detail(Detail(title, sentence if parts else empty.format(year=self.year), parts))

    def _candidate(self, one: Candidate) -> Part:
        lines = [
            Line(_("For what, title of honour"), one.ground.title),
            Line(_("Years rated at the top level"), ", ".join(map(str, one.ground.years))),
            Line(_("Source"), one.ground.source),
        ]
        if one.is_proposed:
            return Part(one.full_name, [*lines, Line("", _("proposed already"), "good")])
        first: dict[str, object] = {
            "person_id": one.person_id,
            "title": one.ground.title,
            "kind": one.ground.kind.value,
        }
        return Part(one.full_name, lines, verbs=[(_("Propose …"), partial(self._propose, first))])

    def _propose(self, first: dict[str, object]) -> None:
        self.open_form(forms.commendation(self, None, first))

    def print_list(self) -> None:
        """Show the list of the year."""
        self.show_paper("commendation_list", _("List of commendations of {year}").format(year=self.year),
                        cell_id=self.cells()[0].value)  # fmt: skip

    def write_submission(self) -> None:
        """Begin the submission with the table of the proposals."""
        from chibo_app.actions import commendations
        from chibo_app.queries import writing

        cell_id = self.cells()[0].value

        def work(session: Session) -> str:
            template = next(one for one in writing.templates(session, clock.today()) if one.key == _SUBMISSION)
            return commendations.write_submission(session, template, cell_id, self.year, clock.today()).id

        label = _("Begin the submission for commendations of {year}").format(year=self.year)
        self.open_document(self.act(label, work))


def _option(one: Candidate) -> Option | None:
    return Option(one.person_id, one.full_name) if one.person_id else None
