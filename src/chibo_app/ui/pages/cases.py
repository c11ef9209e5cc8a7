"""The page Hồ sơ: procedures about one member, with what comes next and what protects the member side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from chibo_app.basics import clock
from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules import rulebook
from chibo_app.rules.kinds import CaseKind
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit.detail import Detail
from chibo_app.ui.kit.fields import FormSpec
from chibo_app.ui.kit.list_detail import Chip, ListDetailPage, Verb
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import cases_opening as opening
from chibo_app.ui.pages import cases_papers as papers
from chibo_app.ui.pages import cases_picture as pictures
from chibo_app.ui.pages.cases_acts import Acts
from chibo_app.ui.pages.cases_reading import read_shown

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.cases import CaseDetail
    from chibo_app.ui.kit.window import Window
    from chibo_app.ui.pages.cases_forms import Shown


class CasesPage(ListDetailPage):
    """See the module's text."""

    NAME = "cases"
    HAS_DAY = False
    SPLIT = (4, 5)
    TABLES = frozenset({
        "party_case", "case_step", "vote", "meeting", "person", "membership_event", "explanation", "opening_fact",
        "attendance", "rule_override", "attachment", "participation_span", "discipline",
    })  # fmt: skip

    def __init__(self, desk: Window) -> None:
        self.case: CaseDetail | None = None
        self.shown: Shown | None = None
        super().__init__(desk)

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Cases")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 19, sort=lambda row: row.name_key),
            Column("kind", _("Case"), 11, shown=lambda row: labels.heading(row.kind)),
            Column("due_on", _("Due"), 10, "centre"),
            Column("next_title", _("Next step"), 19, shown=lambda row: row.next_title or _("done")),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips: open cases first, then those of each group of procedures."""
        known = _groups_of_kinds()
        return [
            Chip(_("All")),
            Chip(_("Open cases"), lambda row: not row.is_closed),
            *(Chip(words, partial(_is_of, known, group)) for group, words in opening.short_groups()),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Open a case"), self.open_case, "Ctrl+N", icon="add"),
            Verb(_("Do this step"), self.do_next, "F2", needs_row=True, icon="edit"),
            Verb(_("Move several members"), self.move_several),
            Verb(_("Print papers"), self.print_papers, "Ctrl+P", needs_row=True, icon="print"),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _(
            "Here every procedure of a member's life is dealt with step by step, from admission to leaving, with the "
            "member's rights beside it."
        )

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name, case, step …")

    def load_rows(self, session: Session) -> Sequence[Any]:
        """Return the cases, open ones first."""
        from chibo_app.queries import cases

        return cases.case_rows(session, self.desk.cell_id)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one case."""
        reading = read_shown(session, record_id, self.choose)
        self.shown, self.case = reading.shown, reading.shown.case
        acts = Acts(self, reading.shown)
        beside = pictures.Beside(
            acts.verbs(), acts.step_acts(), reading.missed, reading.others
        )  # fmt: skip
        seen = pictures.picture(self.case, reading.shown.asking, beside)
        owner = attachments.Owner("party_case", record_id, seen.name)
        return replace(seen, parts=[*seen.parts, attachments.read_section(self.desk, session, owner)])

    def counts(self, rows: Sequence[Any]) -> str:
        """Return the sentence under the list."""
        return _("{count} cases, {open} open").format(count=len(rows), open=sum(not row.is_closed for row in rows))

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft of the case it is about."""
        name, _colon, about = key.partition(":")
        self.choose(about)
        try:  # a page just built has not read its rows yet
            with self.desk.store.read() as session:
                shown = read_shown(session, about, self.choose).shown
        except NotFound:
            return None
        made: FormSpec | None = Acts(self, shown).form(name.removeprefix("cases."))
        return made

    def take_up(self, key: str) -> None:
        """Open the form of a draft; one of a case not opened yet stands in the dialog."""
        if key.startswith("cases.collective"):
            self.move_several()
            return
        if not key.startswith("cases.open:"):
            super().take_up(key)
            return
        _name, kind, person_id = key.split(":")
        self.open_case(person_id=person_id, kind=CaseKind(kind))

    # verbs

    def open_case(self, *, person_id: str = "", kind: CaseKind | None = None, about: str = "") -> None:
        """Open a case about a member."""
        from chibo_app.ui.dialogs.open_case import OpenCase

        OpenCase(self.desk, self.opened, person_id=person_id, kind=kind, about=about).open()

    def opened(self, case_id: str) -> None:
        """Show a case just opened."""
        self.reload()
        self.choose(case_id)
        self.table.setFocus()

    def do_next(self) -> None:
        """Open the form of the step that comes next; of a case with every step done, the one that closes it."""
        if self.shown is not None and self.shown.case.facts.closed_on is None:
            Acts(self, self.shown).do_next()

    def move_several(self) -> None:
        """Transfer several members at once, as when a cell is divided or united."""
        from chibo_app.ui.dialogs.collective_transfer import CollectiveTransfer

        CollectiveTransfer(self.desk, self.reload).open()

    def print_papers(self) -> None:
        """Offer the papers of the case shown; the first is that of the next step."""
        if self.shown is None:
            return
        menu = QMenu(self)
        for document_id, title in papers.of_case(self.shown):
            menu.addAction(title, partial(self.print_paper, document_id))
        if not menu.isEmpty():
            menu.setActiveAction(menu.actions()[0])
            menu.popup(self.detail.mapToGlobal(self.detail.rect().topLeft()))

    def print_paper(self, document_id: str) -> None:
        """Show one paper of the case shown."""
        if self.shown is not None:
            papers.preview(self.desk, document_id, self.shown)


def _groups_of_kinds() -> dict[str, str]:
    return {row.key: str(row["group"]) for row in rulebook.load().rows("cases", clock.today())}


def _is_of(known: dict[str, str], group: str, row: Any) -> bool:
    return known.get(row.kind.value) == group
