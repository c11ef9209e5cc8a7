"""The page Cam kết: who has handed in the pledge of the year, and each pledge with its countable promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLabel

from chibo_app.basics import clock, dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import Standing
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit import messages, theme
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.list_detail import Chip, ListDetailPage, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import pledges_forms as forms
from chibo_app.ui.pages import pledges_words as words

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.pledges import ItemRow, PledgeDetail, PledgeRow
    from chibo_app.ui.kit.fields import FormSpec
    from chibo_app.ui.kit.window import Window


@dataclass(frozen=True)
class Pledger:
    """One member and the pledge of the year, if there is one. The id is that of the member."""

    id: str
    cell_id: str
    full_name: str
    name_key: str
    standing: str
    pledge_id: str | None
    item_count: int
    handed_in_on: date | None
    confirmed_on: date | None
    search: str

    @classmethod
    def of(cls, row: PledgeRow, cell_id: str) -> Pledger:
        """Make the line of a row."""
        standing = "" if row.standing is Standing.OFFICIAL else labels.label(row.standing)
        return cls(
            row.person_id, cell_id, row.full_name, row.name_key, standing, row.pledge_id, row.item_count,
            row.handed_in_on, row.confirmed_on, text.search_key(row.full_name),
        )  # fmt: skip


class PledgesPage(ListDetailPage):
    """See the module's text."""

    NAME = "pledges"
    HAS_DAY = False
    SPLIT = (1, 1)
    TABLES = frozenset({
        "pledge", "pledge_item", "pledge_link", "pledge_check", "person", "membership_event", "participation_span",
        "attachment",
    })  # fmt: skip

    def __init__(self, desk: Window) -> None:
        self.year = clock.today().year
        self._pledge: PledgeDetail | None = None
        super().__init__(desk)
        self._add_year()

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Pledges")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 20, sort=lambda row: row.name_key),
            Column("item_count", _("Promises"), 10, "right", shown=lambda row: str(row.item_count or "")),
            Column("handed_in_on", _("Handed in"), 11, "centre"),
            Column("confirmed_on", _("Cell took note"), 13, "centre"),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Handed in (chip)"), lambda row: row.handed_in_on is not None),
            Chip(_("Not handed in"), lambda row: row.handed_in_on is None),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Handed in today …"), self.hand_in, "Ctrl+N", needs_row=True, icon="edit"),
            Verb(_("Begin for everybody"), self.start_year, icon="add"),
            Verb(_("Print"), self.print_one, "Ctrl+P", needs_row=True, icon="print"),
            Verb(_("Print all"), self.print_all, icon="print"),
            Verb(_("Summary"), self.print_summary, icon="reports"),
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
        return [
            Pledger.of(row, cell_id)
            for cell_id in cell_ids
            for row in pledges.pledge_rows(session, cell_id, self.year, self.day())
        ]

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one member's pledge."""
        from chibo_app.queries import pledges

        row = self.chosen_row()
        self._pledge = pledges.pledge_detail(session, row.pledge_id) if row and row.pledge_id else None
        if self._pledge is None:
            return self._no_pledge(row)
        owner = attachments.Owner("pledge", self._pledge.id, forms.title(self._pledge))
        return self._picture(self._pledge, attachments.read_section(self.desk, session, owner))

    def counts(self, rows: Sequence[Any]) -> str:
        """Return who has handed in, as a sentence."""
        done = sum(row.handed_in_on is not None for row in rows)
        return _("{count} members: {done} have handed in the pledge of {year}, {waiting} have not").format(
            count=len(rows), done=done, year=self.year, waiting=len(rows) - done
        )

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft of the pledge shown."""
        name, _colon, record_id = key.partition(":")
        pledge = self._pledge
        if pledge is None:
            return None
        known = next((item for item in pledge.items if item.id == record_id), None)
        makers = {
            "pledges.edit": lambda: forms.general(pledge),
            "pledges.item.add": lambda: forms.item(pledge, None),
            "pledges.item": lambda: forms.item(pledge, known),
            "pledges.hand_in": lambda: forms.hand_in(pledge),
            "pledges.confirm": lambda: forms.confirm(pledge),
        }
        return makers[name]() if name in makers else None

    def day(self) -> date:
        """Return the day the roll is looked at: today, or the end of a year gone by."""
        return min(clock.today(), date(self.year, 12, 31))

    # verbs

    def set_year(self, year: int) -> None:
        """Show another year."""
        if year != self.year and self.may_leave():
            self.year = year
            self.reload()

    def begin(self) -> None:
        """Begin the pledge of the chosen member and open its first promise."""
        from chibo_app.actions import pledges

        row = self.chosen_row()
        if row is None or row.pledge_id is not None:
            return
        done = perform(
            self.desk,
            _("Begin the pledge of {name}").format(name=row.full_name),
            lambda session: pledges.create_pledge(session, row.cell_id, row.id, self.year).id,
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
        from chibo_app.ui.kit import papers

        title = _("Summary of the pledges of {year}").format(year=self.year)
        options = {"year": str(self.year)}
        cell_id = self.desk.cell_id or next((row.cell_id for row in self.table.rows.all_rows()), "")
        papers.preview(
            self.desk, papers.Wanted("pledge_summary", title, cell_id=cell_id, on=self.day(), options=options)
        )

    # inside

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

    def _add_year(self) -> None:
        self.years = QuietCombo()
        self.years.setAccessibleName(_("Year"))
        self.years.setMinimumContentsLength(6)
        this_year = clock.today().year
        for year in range(this_year + 1, this_year - 10, -1):
            self.years.addItem(str(year), year)
        self.years.setCurrentIndex(self.years.findData(self.year))
        self.years.currentIndexChanged.connect(lambda _place: self.set_year(self.years.currentData()))
        caption = QLabel(_("Year"))
        caption.setBuddy(self.years)
        theme.set_role(caption, "quiet")
        row = self.head.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(2, caption)
            row.insertWidget(3, self.years)

    def _no_pledge(self, row: Pledger | None) -> Detail:
        name = row.full_name if row else ""
        sentence = _("There is no pledge of {year} yet.").format(year=self.year)
        return Detail(name, sentence, [Part("", verbs=[(_("Begin the pledge"), self.begin)])])

    def _picture(self, pledge: PledgeDetail, files: Part) -> Detail:
        state = [
            Line(_("Handed in"), dates.show(pledge.handed_in_on) or _("not yet"),
                 "good" if pledge.handed_in_on else "warning"),
            Line(_("Cell took note"), dates.show(pledge.confirmed_on)),
            Line(_("Kind of pledge"), labels.heading(pledge.kind)),
            Line(_("Level of exemplary responsibility"), labels.heading(pledge.exemplary_level)),
            Line(_("Rating aimed at"), pledge.target_rating),
        ]  # fmt: skip
        state_verbs = [
            (_("Add a promise"), self.add_item),
            (_("Handed in …"), self.hand_in),
            (_("Cell takes note …"), lambda: self.open_form(forms.confirm(pledge))),
            (_("General part"), lambda: self.open_form(forms.general(pledge))),
        ]
        more = [
            Line(_("Based on"), pledge.legal_bases),
            Line(_("Result of last year's pledge"), pledge.previous_result),
            Line(_("Ways of carrying it out"), pledge.measures),
            Line(_("Opinion of the cell committee"), pledge.comment),
        ]
        items = [self._item_part(pledge, item) for item in pledge.items]
        parts = [Part("", state, verbs=state_verbs), *items, Part(_("General part"), more), files]
        return Detail(forms.title(pledge), "", parts)

    def _item_part(self, pledge: PledgeDetail, item: ItemRow) -> Part:
        lines = [
            Line(labels.heading(item.group), item.content),
            Line(_("Target"), target(item)),
            Line(_("Until"), dates.show(item.due_on)),
            Line(_("Shown by"), item.evidence),
            Line(_("Belongs to the duty"), item.linked_duty),
            *[Line(words.catalogue(name), words.tie(name, code)) for name, code in item.links],
            *[Line(dates.show(look.checked_on), look.note) for look in item.checks],
            Line(_("The member's own judgement"), labels.label(item.self_result)),
            Line(_("Judgement of the cell"), labels.label(item.cell_result)),
        ]
        verbs = [
            (_("Edit"), lambda: self.open_form(forms.item(pledge, item))),
            (_("Tie to catalogues …"), lambda: self.tie(item)),
            (_("Look during the year …"), lambda: self.open_form(forms.check(pledge, item))),
            (_("Take out"), lambda: self._remove_item(item)),
        ]
        return Part(_("Promise {number}").format(number=item.position), lines, verbs=verbs)


def target(item: ItemRow) -> str:
    """Return the target of a promise with its unit."""
    return " ".join(part for part in (item.target, item.unit) if part)
