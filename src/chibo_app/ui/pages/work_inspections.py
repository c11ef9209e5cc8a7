"""The part «Kiểm tra, giám sát»: the programme of a year, each inspection with the checklist of its papers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.models.assignments import Inspection
from chibo_app.queries import labels
from chibo_app.queries.inspections import InspectionDetail, InspectionRow, PaperRow
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import work_forms as forms
from chibo_app.ui.pages.work_part import Verbs, WorkPart

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.fields import FormSpec


def stage(code: str) -> str:
    """Return the words of the stage an inspection stands at."""
    return {
        "prepare": _("being prepared"), "work": _("the team works"), "conclude": _("before the conclusion"),
        "close": _("file to be completed"), "closed": _("closed (inspection)"),
    }[code]  # fmt: skip


def _stands(row: InspectionRow) -> str:
    return f"{stage(row.stage)} {row.made}/{row.wanted}" if row.wanted else stage(row.stage)


class InspectionsPart(WorkPart):
    """Inspections and supervisions."""

    PART = "inspections"
    RECORD = Inspection
    TABLES = frozenset({"inspection", "inspection_paper", "person", "meeting", "attachment", "rule_override"})

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("subject", _("Of what"), 22),
            Column("person_name", _("Member"), 15),
            Column("kind", _("Kind (inspection)"), 13, shown=lambda row: labels.heading(row.kind)),
            Column("planned_on", _("Plan (day)"), 10, "centre"),
            Column("stage", _("Stands"), 15, shown=_stands, sort=lambda row: row.stage),
        ]  # fmt: skip

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Open inspections"), lambda row: row.closed_on is None),
            Chip(_("Closed inspections"), lambda row: row.closed_on is not None),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Enter an inspection …"), self.add, "Ctrl+N", icon="add"),
            Verb(_("Edit"), self.edit, needs_row=True, icon="edit"),
            Verb(_("Print the programme"), self.print_programme, "Ctrl+P", icon="print"),
        ]

    def purpose(self) -> str:
        """Return what the part is for."""
        return _("Here stands the inspection and supervision programme of the cell; each file keeps its papers.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: subject, member")

    def load_rows(self, session: Session) -> Sequence[InspectionRow]:
        """Return the inspections of the year."""
        from chibo_app.queries import inspections

        return inspections.rows(session, self.desk.cell_id, self.year)

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how many there are."""
        done = sum(row.closed_on is not None for row in rows)
        return _("{count} inspections and supervisions, {done} of them closed").format(count=len(rows), done=done)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one inspection."""
        from chibo_app.queries import inspections

        shown = inspections.detail(session, record_id)
        owner = attachments.Owner("inspection", record_id, shown.facts.subject)
        parts = [self._facts(shown), _rights(shown), *self._papers(shown), self._conclusion(shown)]
        files = attachments.read_section(self.desk, session, owner)
        return Detail(shown.facts.subject, labels.heading(shown.facts.kind), [*parts, files])

    def _facts(self, shown: InspectionDetail) -> Part:
        facts, start = shown.facts, shown.start_by
        period = " – ".join(dates.show(day) for day in (facts.period_from, facts.period_to) if day)
        started = any(paper.starts and paper.id for paper in shown.papers)
        waits = start is not None and not started and facts.closed_on is None
        lines = [
            Line(_("Stands"), stage(shown.stage)), Line(_("Member looked at"), shown.person_name),
            Line(_("Contents"), facts.content),
            Line(_("Period looked at"), period),
            Line(_("Plan signed on"), dates.show(facts.planned_on)),
            Line(_("The team begins by"), f"{dates.show(start.due_on)} ({start.source})" if start else "",
                 "warning" if waits and start and start.due_on < clock.today() else ""),
            Line(_("Leader of the team"), shown.leader_name), Line(_("Clerk of the team"), shown.clerk_name),
            Line(_("Other members of the team"), facts.team),
        ]  # fmt: skip
        verbs: Verbs = [(_("Edit"), self.edit), (_("Take out"), self.remove)]
        return Part("", lines, verbs=verbs)

    def _papers(self, shown: InspectionDetail) -> list[Part]:
        lead = Part(
            _("Papers of the file"),
            [] if shown.papers else [Line("", _("No list of papers is known for this kind. Add those you make."))],
            verbs=[
                (_("Further paper …"), partial(self.open_form, forms.own_paper(shown.facts.id))),
                (_("Print the list of the file"), self.print_index),
            ],
        )
        return [lead, *(self._paper_part(shown, paper) for paper in shown.papers)]

    def _paper_part(self, shown: InspectionDetail, paper: PaperRow) -> Part:
        code = f"{paper.code}. " if paper.stage else ""
        made = dates.show(paper.made_on) if paper.id else _("not made yet")
        lines = [
            Line(_("Made on"), made, "good" if paper.id else ""), Line(_("Signed by"), paper.signed_by or paper.signer),
            Line(_("Note"), paper.note),
        ]  # fmt: skip
        inspection_id = shown.facts.id
        verbs: Verbs = [(_("Made …"), partial(self.open_form, forms.paper(inspection_id, paper)))]
        if paper.template:
            verbs.append((_("Write it"), partial(self.write_paper, paper)))
        elif paper.document == "inspection_file_index":
            verbs.append((_("Print"), self.print_index))
        elif paper.document and shown.facts.meeting_id:
            verbs.append((_("Print"), partial(self._print_of_meeting, paper, shown.facts.meeting_id)))
        if paper.id:
            verbs.append((_("Not made"), partial(self._undo_paper, paper)))
        return Part(code + paper.title, lines, verbs=verbs)

    def _conclusion(self, shown: InspectionDetail) -> Part:
        facts = shown.facts
        lines = [
            Line(_("Concluded in the meeting"), dates.show(shown.meeting_on)),
            Line(_("Strengths"), facts.strengths), Line(_("Weak points"), facts.weaknesses),
            Line(_("What is asked for"), facts.requirements),
            Line(_("The member reports by"), dates.show(facts.follow_up_on)),
            Line(_("Closed on"), dates.show(facts.closed_on)),
        ]  # fmt: skip
        verbs: Verbs = [(_("Conclusion …"), partial(self.open_form, forms.conclusion(self, facts)))]
        if facts.closed_on is None:
            verbs.append((_("Close the file …"), partial(self.open_form, forms.closing(facts))))
        else:
            verbs.append((_("Open again"), self.reopen))
        return Part(_("Conclusion of the cell"), lines, verbs=verbs)

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft."""
        from chibo_app.queries import inspections

        name, _colon, record_id = key.removeprefix("work.inspections.").partition(":")
        if name == "add":
            return forms.inspection(self, None)
        inspection_id, _slash, code = record_id.partition("/")
        with self.desk.store.read() as session:
            shown = inspections.detail(session, inspection_id)
        paper = next((one for one in shown.papers if one.code == code), None)
        makers = {
            "edit": lambda: forms.inspection(self, shown),
            "conclude": lambda: forms.conclusion(self, shown.facts),
            "close": lambda: forms.closing(shown.facts),
            "paper": lambda: forms.paper(inspection_id, paper) if paper else forms.own_paper(inspection_id),
        }  # fmt: skip
        return makers[name]() if name in makers else None

    # verbs

    def add(self) -> None:
        """Enter an inspection into the programme."""
        self.open_form(forms.inspection(self, None))

    def edit(self) -> None:
        """Correct the chosen inspection."""
        if self.chosen_id():
            self.open_spec(self.form_for(f"work.inspections.edit:{self.chosen_id()}"))

    def remove(self) -> None:
        """Take out an inspection entered by mistake."""
        from chibo_app.actions import inspections

        row = self.chosen_row()
        if row is not None:
            question = _("Take out “{subject}” with its papers?").format(subject=row.subject)
            label = _("Take out the inspection “{subject}”").format(subject=row.subject)
            self.act(label, lambda session: inspections.remove(session, row.id), question)

    def reopen(self) -> None:
        """Take back the closing."""
        from chibo_app.actions import inspections

        chosen = self.chosen_id()
        self.act(_("Open an inspection again"), lambda session: inspections.reopen(session, chosen).id)

    def write_paper(self, paper: PaperRow) -> None:
        """Begin a paper as a written document and go on writing it."""
        from chibo_app.actions import inspections

        chosen = self.chosen_id()
        label = _("Begin a document: {kind}").format(kind=paper.title)
        self.open_document(self.act(
            label, lambda session: inspections.write_paper(session, chosen, paper.code, clock.today()).id
        ))  # fmt: skip

    def print_programme(self) -> None:
        """Show the programme of the year."""
        self.show_paper("inspection_programme", _("Inspection programme of {year}").format(year=self.year))

    def print_index(self) -> None:
        """Show the list of the papers of the file."""
        row = self.chosen_row()
        if row is not None:
            self.show_paper("inspection_file_index", _("List of the file"), (row.id,), row.cell_id)

    def _print_of_meeting(self, paper: PaperRow, meeting_id: str) -> None:
        self.show_paper(paper.document, paper.title, (meeting_id,))

    def _undo_paper(self, paper: PaperRow) -> None:
        from chibo_app.actions import inspections

        chosen = self.chosen_id()
        label = _("Not made: {paper}").format(paper=paper.title)
        self.act(label, lambda session: inspections.paper_undone(session, chosen, paper.code))


def _rights(shown: InspectionDetail) -> Part:
    """Say beside the case what the member may do in it."""
    if not shown.person_name or shown.facts.closed_on is not None:
        return Part("")
    sentence = _(
        "The member may explain in writing and at the meeting, bring papers and witnesses, and have his or her own "
        "view put into the minutes before the cell concludes."
    )
    return Part(_("Rights of the member"), [Line("", sentence)])
