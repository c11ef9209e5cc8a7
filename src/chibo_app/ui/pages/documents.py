"""The page Văn bản: documents the cell writes and issues; one of them opens over the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.queries import labels
from chibo_app.rules import written_text
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values, day_or_today
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.kit.screen_page import ScreenPage
from chibo_app.ui.pages.documents_screen import WritingScreen, day_words

if TYPE_CHECKING:
    from sqlmodel import Session


class DocumentsPage(ScreenPage[WritingScreen]):
    """See the module's text."""

    NAME = "documents"
    HAS_DAY = False
    TABLES = frozenset({"written_document", "issued_document", "person", "post", "attachment", "rule_override"})

    def title(self) -> str:
        """Return the name of the page."""
        return _("Documents")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("written_on", _("Day"), 11, "centre"),
            Column("type_title", _("Type of document"), 14),
            Column("subject", _("About"), 34),
            Column("symbol", _("Number and symbol"), 14, shown=lambda row: row.symbol or _("being written")),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Documents being written"), lambda row: not row.symbol),
            Chip(_("Issued documents"), lambda row: bool(row.symbol)),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Write a document"), self.add, "Ctrl+N", icon="add"),
            Verb(_("Open"), self.open_chosen, needs_row=True, icon="edit"),
            Verb(_("See the paper"), self.preview, "Ctrl+P", needs_row=True, icon="print"),
            Verb(_("Copy into a new one"), self.copy, needs_row=True),
            Verb(_("Register of documents out"), self.show_register),
            Verb(_("Take out"), self.remove, needs_row=True, danger=True),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _("Here resolutions, reports, plans and letters are written, get their numbers and are printed.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: type, subject, number …")

    def load_rows(self, session: Session) -> Sequence[Any]:
        """Return the documents, those being written first."""
        from chibo_app.queries import writing

        return writing.written_rows(session, self.desk.cell_id)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one document: its facts and the beginning of its words."""
        from chibo_app.queries import writing

        found = writing.written_detail(session, record_id)
        words = written_text.plain_words(found.pieces)
        facts = [
            Line(_("Number and symbol"), found.symbol or _("being written")),
            Line(_("Day of the document"), day_words(found)),
            Line(_("To whom"), found.facts.addressee),
            Line(_("Recipients"), found.facts.recipients),
        ]
        parts = [
            Part("", facts, verbs=[(_("Open"), self.open_chosen)]),
            Part(_("Words of the document"), [Line("", words[:1500] + ("…" if len(words) > 1500 else ""))]),
            attachments.read_section(
                self.desk, session, attachments.Owner("written_document", record_id, found.facts.subject)
            ),
        ]
        return Detail(found.facts.subject, found.type_title, parts)

    def counts(self, rows: Sequence[Any]) -> str:
        """Return the sentence under the list."""
        waiting = sum(not row.symbol for row in rows)
        return _("{count} documents, {open} being written").format(count=len(rows), open=waiting)

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft: only a new document has one on the page itself."""
        return self._new_form() if key == "documents.add" else None

    # verbs

    def add(self) -> None:
        """Choose a template and begin."""
        self.open_form(self._new_form())

    def make_screen(self, record_id: str) -> WritingScreen:
        """Make the screen of one document."""
        return WritingScreen(self.desk, record_id, self.close_screen)

    def preview(self) -> None:
        """Show the chosen document as paper."""
        row = self.chosen_row()
        if row is not None:
            title = f"{row.type_title}: {row.subject}"
            wanted = papers.Wanted("written_document", title, cell_id=row.cell_id, ids=(row.id,), on=row.written_on)
            papers.preview(self.desk, wanted)

    def copy(self) -> None:
        """Begin a new document with the words of the chosen one."""
        from chibo_app.actions import writing

        row = self.chosen_row()
        if row is None:
            return
        label = _("Copy: {subject}").format(subject=row.subject)
        done = perform(self.desk, label, lambda session: writing.copy(session, row.id, clock.today()).id)
        if done is not None:
            self.open_record(done.value)

    def remove(self) -> None:
        """Take out a document that was never issued."""
        from chibo_app.actions import writing

        row = self.chosen_row()
        if row is not None and messages.ask(
            self.desk.widget(),
            _("Take out “{subject}”?").format(subject=row.subject),
            _("Take out"),
            more=_("It can be undone."),
        ):
            label = _("Take out “{subject}”").format(subject=row.subject)
            perform(self.desk, label, lambda session: writing.remove(session, row.id))

    def show_register(self) -> None:
        """Open the register of numbers."""
        from chibo_app.ui.dialogs import register

        register.show(self.desk)

    # the frame's questions

    def take_up(self, key: str) -> None:
        """Take up a draft: an open document puts its words back itself."""
        _name, _colon, record_id = key.partition(":")
        if record_id:
            self.open_record(record_id)
        else:
            super().take_up(key)

    # inside

    def _new_form(self) -> FormSpec:
        from chibo_app.queries import cells, meetings, writing

        today = clock.today()
        with self.desk.store.read() as session:
            rows = [row for row in cells.cells(session, today) if self.desk.cell_id in (None, row.id)]
            held = meetings.meeting_rows(session, self.desk.cell_id)
            known = {one.key: one for one in writing.templates(session, today)}
        fields = [
            Field("template", _("What to write"), "choice", required=True,
                  options=[Option(one.key, one.title) for one in known.values()]),
            Field("on", _("Day, or a day of the period it reports on"), "day", required=True),
            Field("meeting_id", _("From which meeting"), "choice", empty=_("no meeting"), options=[
                Option(row.id, f"{dates.show(row.held_on)} – {labels.heading(row.type)}") for row in held]),
        ]  # fmt: skip
        if len(rows) > 1:
            found = [Option(row.id, row.name) for row in rows]
            fields.insert(0, Field("cell_id", _("Cell"), "choice", required=True, options=found))
        only = rows[0].id if rows else ""

        def save(session: Session, values: Values, _why: Explanations) -> str:
            return _begin(session, known[str(values["template"])], str(values.get("cell_id") or only), values)

        return FormSpec(
            "documents.add", _("Write a document"), [Section(_("It begins with what the records say"), fields)], save,
            lambda values: _("Begin a document: {kind}").format(kind=known[str(values["template"])].title),
            {"on": today, "meeting_id": held[0].id if held else None},
            saved=lambda document_id: self.open_record(str(document_id)),
        )  # fmt: skip


def _begin(session: Session, template: Any, cell_id: str, values: Values) -> str:
    from chibo_app.actions import writing

    day, meeting_id = day_or_today(values["on"]), str(values["meeting_id"] or "")
    if template.period == "meeting" and not meeting_id:
        raise Refused([Problem("meeting_id", "missing", _("Choose the meeting it is made from."))])
    return writing.begin(session, template, cell_id, day, meeting_id=meeting_id).id
