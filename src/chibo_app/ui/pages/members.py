"""Đảng viên: everybody the cell has or had to do with, as of a day; the member form, history, posts, times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.queries import attachments, explanations, labels, member_checks, member_details, member_files
from chibo_app.queries import members as questions
from chibo_app.queries.member_details import MemberDetail
from chibo_app.queries.members import MemberRow
from chibo_app.rules.kinds import Participation, Standing
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.detail import Detail
from chibo_app.ui.kit.fields import FormSpec
from chibo_app.ui.kit.list_detail import Chip, ListDetailPage, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import members_endings as endings
from chibo_app.ui.pages import members_entries as entries
from chibo_app.ui.pages import members_events as events
from chibo_app.ui.pages import members_forms as forms
from chibo_app.ui.pages import members_papers, members_review
from chibo_app.ui.pages import members_words as words
from chibo_app.ui.pages.members_detail import Beside, describe

if TYPE_CHECKING:
    from sqlmodel import Session


class MembersPage(ListDetailPage):
    """The people of the cell, as of a day."""

    NAME = "members"
    SPLIT = (7, 6)
    TABLES = frozenset({
        "person", "person_entry", "membership_spell", "membership_event", "participation_span", "post", "cell",
        "organisation_version", "explanation", "attachment",
    })  # fmt: skip

    def title(self) -> str:
        """Return the name of the page."""
        return _("Members")

    def purpose(self) -> str:
        """Say what the page is for."""
        return _("Here stand the members of the cell: entered one by one, or all at once from the office's Excel list.")

    def search_hint(self) -> str:
        """Say what can be typed."""
        return _("find: name, initials, card or identity number, telephone")

    def columns(self) -> list[Column]:
        """Return the columns; the cell is shown when the book has several."""
        columns = [
            Column("full_name", _("Full name"), 24, sort=lambda row: row.name_key),
            Column("birth_date", _("Born"), 10, "centre"),
            Column("standing", _("Standing"), 16, shown=lambda row: words.short_state(row.standing, row.participation)),
            Column("official_date", _("Official"), 10, "centre"),
            Column("posts", _("Post"), 16, shown=_posts),
        ]
        if self.desk.cell_id is None:
            columns.insert(3, Column("cell_name", _("Cell"), 20))
        return columns

    def filters(self) -> list[Chip]:
        """Return the chips; the first shows those who are members on the day."""
        return [
            Chip(_("Members"), lambda row: row.is_on_roll),
            Chip(_("Official"), lambda row: row.is_on_roll and row.standing is Standing.OFFICIAL),
            Chip(_("Probationary"), lambda row: row.is_on_roll and row.standing is Standing.PROBATIONARY),
            Chip(_("Exempt"), lambda row: row.participation is Participation.EXEMPT),
            Chip(_("Temporary"), lambda row: row.participation in words.AWAY),
            Chip(_("No longer here"), lambda row: row.standing in words.FORMER),
            Chip(_("All")),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done; the rest stands beside the chosen member."""
        return [
            Verb(_("Add"), self.add, "Ctrl+N", icon="add"),
            Verb(_("Import from Excel"), self.import_list, "Ctrl+I", icon="import"),
            Verb(_("Edit"), self.edit, "F2", needs_row=True, icon="edit"),
            Verb(_("Update sheets"), partial(members_papers.update_sheets, self), icon="history"),
        ]

    def document(self) -> tuple[str, str] | None:
        """Return the working member list."""
        return papers.MEMBER_LIST, _("Member list")

    def paper_ids(self) -> Sequence[str]:
        """Offer the rows shown when a search or chip shows others than all members of the cell."""
        shown = [row.id for row in self.table.rows.shown_rows()]
        members = {row.id for row in self.table.rows.all_rows() if row.is_on_roll}
        if not shown or set(shown) == members:
            return ()
        question = _("The list shows {count} of the people kept here. Which ones shall stand on the paper?")
        takes_shown = messages.ask(
            self.desk.widget(), question.format(count=numbers.padded(len(shown))), _("Only those shown"),
            _("All members of the cell"),
        )  # fmt: skip
        return shown if takes_shown else ()

    def load_rows(self, session: Session) -> Sequence[MemberRow]:
        """Return everybody as of the day."""
        return questions.member_rows(session, self.desk.cell_id, self.on)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return one member."""
        known = member_details.member(session, record_id, self.desk.cell_id, self.on)
        beside = Beside(
            member_checks.open_warnings(session, record_id),
            explanations.explanations(session, "person", record_id),
            attachments.attachments(session, "person", record_id),
        )
        return describe(known, self.on, self, beside)

    def counts(self, rows: Sequence[Any]) -> str:
        """Return the sentence: members, official, probationary, women …"""
        count = questions.counts(rows)
        parts = [
            _("{count} members: official {official}, probationary {probationary}").format(
                count=numbers.padded(count.total),
                official=numbers.padded(count.official),
                probationary=numbers.padded(count.probationary),
            )
        ]
        extra = ((_("women {count}"), count.female), (_("minority {count}"), count.minority),
                 (_("exempt {count}"), count.exempt), (_("temporarily away {count}"), count.temporary_out),
                 (_("guests {count}"), count.guests))  # fmt: skip
        parts += [said.format(count=numbers.padded(number)) for said, number in extra if number]
        return ", ".join(parts)

    # verbs

    def add(self) -> None:
        """Enter a member by hand."""
        cell_id = self._one_cell()
        if cell_id:
            self.open_form(forms.add(cell_id, self.choose))

    def edit(self) -> None:
        """Correct the chosen member."""
        if self.chosen_id():
            self.open_form(self._edit_form(self.chosen_id()))

    def import_list(self) -> None:
        """Import the office's list in four steps."""
        from chibo_app.ui.dialogs.import_members import ImportMembersDialog

        cell_id = self._one_cell()
        if cell_id:
            ImportMembersDialog(self.desk, cell_id, self.reload).open()

    def form_with(self, make: Callable[[MemberDetail, str | None], FormSpec]) -> None:
        """Open a form about the chosen member."""
        if self.chosen_id():
            self.open_form(make(self._member(self.chosen_id()), self.desk.cell_id))

    def remove_row(self, question: str, yes: str, label: str, act: Callable[[Session], object]) -> None:
        """Ask, then take back or remove one row of the chosen member."""
        if messages.ask(self.desk.widget(), question, yes, more=_("It can be undone.")):
            perform(self.desk, label, act)

    def review(self) -> None:
        """Enter what the chosen member corrected on the review sheet."""
        if self.chosen_id():
            self.open_form(self._review_form(self.chosen_id()))

    def void(self) -> None:
        """Mark the chosen person as entered by mistake."""
        self.form_with(events.void)

    def merge(self) -> None:
        """Make one person of two entries, field by field where they differ."""
        from chibo_app.ui.dialogs.merge_members import MergeMembers

        if self.chosen_id():
            MergeMembers(self.desk, self._member(self.chosen_id()), self.table.rows.all_rows()).open()

    def explain(self) -> None:
        """Say why unusual facts of the chosen member are right."""
        if self.chosen_id():
            self.form_with(lambda member, _cell: endings.explain(member, self._warnings(member.id)))

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form a draft belongs to; a copy sheet that was not finished opens beside the window."""
        kind, _colon, about = key.partition(":")
        if kind == "members.add":
            return forms.add(about, self.choose)
        about, _colon, row_id = about.partition(":")
        if not about:
            return None
        self.choose(about)
        whole = {"members.edit": self._edit_form, "members.review": self._review_form}.get(kind)
        if whole is not None:
            return whole(about)
        if kind == "members.copy":
            members_papers.copy_sheet(self, about)
            return None
        return self._short_form(kind, about, row_id)

    # inside

    def _edit_form(self, person_id: str) -> FormSpec:
        known = self._member(person_id)
        return forms.edit(person_id, known.full_name, known.facts)

    def _short_form(self, kind: str, about: str, row_id: str) -> FormSpec | None:
        member = self._member(about)
        maker = {**events.BY_KEY, "members.entry": entries.add}.get(kind)
        if maker is not None:
            return maker(member, self.desk.cell_id)
        if kind == "members.entry_edit":
            return next((entries.edit(member, row) for row in member.entries if row.id == row_id), None)
        return endings.by_key(kind, row_id, self._warnings(about))(member)

    def _review_form(self, person_id: str) -> FormSpec:
        with self.desk.store.read() as session:
            facts = member_files.member_file(session, person_id, self.desk.cell_id, clock.today())
        return members_review.review(facts)

    def _member(self, person_id: str) -> MemberDetail:
        with self.desk.store.read() as session:
            return member_details.member(session, person_id, self.desk.cell_id, self.on)

    def _warnings(self, person_id: str) -> list[Problem]:
        with self.desk.store.read() as session:
            return member_checks.open_warnings(session, person_id)

    def _one_cell(self) -> str | None:
        if self.desk.cell_id is None:
            messages.inform(self.desk.widget(), _("Choose the cell in the head of the window first."))
        return self.desk.cell_id


def _posts(row: MemberRow) -> str:
    return ", ".join(labels.label(kind) for kind in row.posts)
