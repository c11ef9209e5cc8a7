"""The page Cam kết: who has handed in the pledge of the year, and each pledge with its countable promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from chibo_app.basics.i18n import _
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.detail import Detail, Part
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.kit.year_page import YearPage
from chibo_app.ui.pages import pledges_forms as forms
from chibo_app.ui.pages import pledges_picture as pictures
from chibo_app.ui.pages import pledges_rows as lists
from chibo_app.ui.pages import pledges_words as words
from chibo_app.ui.pages import pledges_year_forms as year_forms

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.pledges import ItemRow, PledgeDetail
    from chibo_app.ui.kit.fields import FormSpec
    from chibo_app.ui.kit.window import Window
    from chibo_app.ui.pages.pledges_rows import Pledger


class PledgesPage(YearPage):
    """See the module's text."""

    NAME = "pledges"
    SPLIT = (1, 1)
    TABLES = frozenset({
        "pledge", "pledge_item", "pledge_link", "pledge_check", "person", "membership_event", "participation_span",
        "attachment",
    })  # fmt: skip

    def __init__(self, desk: Window) -> None:
        self._pledge: PledgeDetail | None = None
        super().__init__(desk)

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Pledges")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return lists.columns()

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return lists.chips()

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Handed in today …"), self.hand_in, "Ctrl+N", needs_row=True, icon="edit"),
            Verb(_("Begin for everybody"), self.start_year, icon="add"),
            Verb(_("Cell takes note of all …"), self.note_all, "Ctrl+Shift+N"),
            Verb(_("Templates …"), self.show_templates, "Ctrl+T"),
            Verb(_("Plans of the cell …"), self.show_plans, "Ctrl+Shift+K"),
            Verb(_("27 signs …"), self.show_sheets),
            Verb(_("Print"), self.print_one, "Ctrl+P", needs_row=True, icon="print"),
            Verb(_("Papers of the year …"), self.show_papers, "Ctrl+Shift+P", icon="reports"),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _("Here every member's pledge of the year is written, counted, handed in and printed.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name or initials")

    def load_rows(self, session: Session) -> Sequence[Any]:
        """Return the members of the chosen cell, or of all cells, with their pledges."""
        from chibo_app.queries import cells, pledges

        cell_ids = [self.desk.cell_id] if self.desk.cell_id else [row.id for row in cells.cells(session, self.day())]
        return lists.lines(pledges.rows_of_cells(session, cell_ids, self.year, self.day()))

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one member's pledge."""
        from chibo_app.queries import pledge_years, pledges

        row = self.chosen_row()
        if row is None:
            return Detail("")
        past = pledge_years.past_year(session, row.person_id, self.year - 1)
        self._pledge = pledges.pledge_detail(session, row.pledge_id) if row.pledge_id else None
        if self._pledge is None:
            return self._no_pledge(row, pictures.past_part(past))
        owner = attachments.Owner("pledge", self._pledge.id, forms.title(self._pledge))
        files = attachments.read_section(self.desk, session, owner)
        level = pledge_years.proposed_levels(session, row.cell_id, [row.person_id], self.day())[row.person_id]
        return pictures.picture(self._pledge, past, level, files, self._ways(self._pledge))

    def counts(self, rows: Sequence[Any]) -> str:
        """Return who has handed in, as a sentence."""
        return lists.counts(rows, self.year)

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft of the pledge shown."""
        name, _colon, record_id = key.partition(":")
        pledge = self._pledge
        if pledge is None:
            return None
        known = next((item for item in pledge.items if item.id == record_id), None)
        makers: dict[str, Callable[[], FormSpec | None]] = {
            "pledges.edit": lambda: forms.general(pledge),
            "pledges.item.add": lambda: forms.item(pledge, None),
            "pledges.item": lambda: forms.item(pledge, known),
            "pledges.hand_in": lambda: forms.hand_in(pledge),
            "pledges.confirm": lambda: forms.confirm(pledge),
            "pledges.results": lambda: year_forms.results(pledge),
            "pledges.check": lambda: forms.check(pledge, known) if known else None,
        }
        return makers[name]() if name in makers else None

    # verbs

    def begin(self) -> None:
        """Begin the pledge of the chosen member and open its first promise."""
        from chibo_app.actions import pledges

        row = self.chosen_row()
        if row is None or row.pledge_id is not None:
            return
        done = perform(
            self.desk,
            _("Begin the pledge of {name}").format(name=row.full_name),
            lambda session: pledges.begin(session, row.cell_id, row.person_id, self.year).id,
        )
        if done is not None:
            self.show_chosen()
            self.add_item()

    def start_year(self) -> None:
        """Begin an empty pledge for each member who has none."""
        from chibo_app.actions import pledges

        cell_ids = sorted({row.cell_id for row in self.table.rows.all_rows()})
        lacking = sum(row.pledge_id is None for row in self.table.rows.all_rows())
        if lacking and messages.ask(
            self.desk.widget(),
            _("Begin an empty pledge of {year} for {count} members who have none?").format(
                year=self.year, count=lacking
            ),
            _("Begin"),
        ):
            perform(
                self.desk,
                _("Begin the pledges of {year}").format(year=self.year),
                lambda session: sum(pledges.start_year(session, one, self.year, self.day()) for one in cell_ids),
            )

    def hand_in(self) -> None:
        """Record the day the pledge was handed in."""
        if self._pledge is not None:
            self.open_form(forms.hand_in(self._pledge))
        else:
            self.begin()

    def add_item(self) -> None:
        """Write one more promise."""
        if self._pledge is not None:
            self.open_form(forms.item(self._pledge, None))

    def tie(self, item: ItemRow) -> None:
        """Choose the catalogue entries a promise belongs to."""
        from chibo_app.ui.dialogs.catalogue_picker import CataloguePicker

        shelves = [(name, words.catalogue(name)) for name in words.CATALOGUES]
        picker = CataloguePicker(
            self.desk.widget(), item.content, shelves, item.links, self.day(), lambda links: self._tie(item, links)
        )
        picker.open()

    def print_one(self) -> None:
        """Show the chosen pledge as paper."""
        if self._pledge is not None:
            self._paper_of([self._pledge.id], forms.title(self._pledge))

    def print_all(self) -> None:
        """Show all pledges of the list as one paper, as one job."""
        ids = [row.pledge_id for row in self.table.rows.shown_rows() if row.pledge_id]
        if ids:
            self._paper_of(ids, _("Pledges of {year}").format(year=self.year))

    def print_summary(self) -> None:
        """Show the summary of the year as paper."""
        self._paper_of_year("pledge_summary", _("Summary of the pledges of {year}").format(year=self.year))

    def print_criteria(self) -> None:
        """Show what can be counted of every pledge, to be made public inside the cell."""
        self._paper_of_year("pledge_criteria", _("Criteria sheet of {year}").format(year=self.year))

    def note_all(self) -> None:
        """Record that the cell took note of all pledges handed in."""
        from chibo_app.queries import pledge_years

        waiting = [row for row in self.table.rows.all_rows() if row.handed_in_on and row.confirmed_on is None]
        if not waiting:
            messages.inform(self.desk.widget(), _("No pledge that is handed in waits for the cell to take note."))
            return
        cell_ids = sorted({row.cell_id for row in waiting})
        with self.desk.store.read() as session:
            held = pledge_years.meetings_of(session, cell_ids[0], self.year) if len(cell_ids) == 1 else []
        self.open_form(year_forms.note_all([row.pledge_id for row in waiting], self.year, held))

    def carry_over(self) -> None:
        """Write what was not kept last year as promises to remedy."""
        from chibo_app.actions import pledges

        pledge = self._pledge
        if pledge is None:
            return
        label = _("Take over what {name} did not keep").format(name=pledge.full_name)
        done = perform(self.desk, label, lambda session: pledges.carry_over(session, [pledge.id]))
        if done is not None and not done.value:
            messages.inform(self.desk.widget(), _("Nothing of last year is left to be taken over."))

    def show_templates(self) -> None:
        """Open the templates of the committee."""
        from chibo_app.ui.dialogs import pledge_templates

        people = [row.person_id for row in self.table.rows.all_rows()]
        row = self.chosen_row()
        chosen = (row.person_id, row.full_name) if row is not None else None
        pledge_templates.show(self.desk, self.cell_id(), self.year, people, chosen)

    def show_plans(self) -> None:
        """Open the collective plans."""
        from chibo_app.ui.dialogs import action_plans

        action_plans.show(self.desk, self.cell_id(), self.year)

    def show_sheets(self) -> None:
        """Open what concerns the sheets of the 27 signs."""
        from chibo_app.ui.dialogs import self_checks

        people = list(dict.fromkeys(row.person_id for row in self.table.rows.all_rows()))
        row = self.chosen_row()
        chosen = (row.person_id, row.full_name) if row is not None else None
        self_checks.show(self.desk, self.cell_id(), self.year, people, chosen)

    def show_papers(self) -> None:
        """Offer the papers of the whole year."""
        from chibo_app.ui.dialogs import pledge_papers

        title = _("Papers of the pledges of {year}").format(year=self.year)
        pledge_papers.show(self.desk, title, [
            (_("All pledges of the list"), self.print_all),
            (_("Criteria sheet, public inside the cell"), self.print_criteria),
            (_("Summary of the pledges (paper)"), self.print_summary),
        ])  # fmt: skip

    def cell_id(self) -> str:
        """Return the cell worked on; with all cells shown, that of the chosen member."""
        row = self.chosen_row() or next(iter(self.table.rows.all_rows()), None)
        return self.desk.cell_id or (row.cell_id if row is not None else "")

    # inside

    def _paper_of_year(self, document_id: str, title: str) -> None:
        from chibo_app.ui.kit import papers

        options = {"year": str(self.year)}
        papers.preview(
            self.desk, papers.Wanted(document_id, title, cell_id=self.cell_id(), on=self.day(), options=options)
        )

    def _ways(self, pledge: PledgeDetail) -> pictures.Ways:
        return pictures.Ways(
            add_item=self.add_item,
            hand_in=self.hand_in,
            confirm=lambda: self.open_form(forms.confirm(pledge)),
            general=lambda: self.open_form(forms.general(pledge)),
            judge=lambda: self.open_form(year_forms.results(pledge)),
            carry_over=self.carry_over,
            take_back=self._take_back,
            another=lambda: self.open_form(year_forms.another(pledge)),
            edit_item=lambda item: self.open_form(forms.item(pledge, item)),
            tie=self.tie,
            look=lambda item: self.open_form(forms.check(pledge, item)),
            remove_item=self._remove_item,
        )

    def _take_back(self) -> None:
        from chibo_app.actions import pledges

        pledge = self._pledge
        if pledge is not None:
            label = _("Take back that {name} handed in the pledge").format(name=pledge.full_name)
            perform(self.desk, label, lambda session: pledges.take_back_handing_in(session, pledge.id).id)

    def _paper_of(self, ids: Sequence[str], title: str) -> None:
        from chibo_app.ui.kit import papers

        row = self.chosen_row()
        cell_id = row.cell_id if row else self.desk.cell_id or ""
        papers.preview(self.desk, papers.Wanted("pledge", title, cell_id=cell_id, ids=ids, on=self.day()))

    def _tie(self, item: ItemRow, links: Sequence[tuple[str, str]]) -> None:
        from chibo_app.actions import pledges

        perform(
            self.desk,
            _("Tie a promise to the catalogues"),
            lambda session: pledges.edit_item(session, item.id, links),
        )

    def _remove_item(self, item: ItemRow) -> None:
        from chibo_app.actions import pledges

        perform(self.desk, _("Take out a promise"), lambda session: pledges.remove_item(session, item.id))

    def _no_pledge(self, row: Pledger, past: Part) -> Detail:
        sentence = _("There is no pledge of {year} yet.").format(year=self.year)
        return Detail(row.full_name, sentence, [Part("", verbs=[(_("Begin the pledge"), self.begin)]), past])
