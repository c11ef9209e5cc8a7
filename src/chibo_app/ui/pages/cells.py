"""Chi bộ: the cells of the book with their names by date, parents, terms, meeting day and signing capacity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.queries import cells as questions
from chibo_app.queries import labels
from chibo_app.queries.cells import CellDetail, CellRow
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.fields import FormSpec
from chibo_app.ui.kit.list_detail import Chip, ListDetailPage, Verb
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import cells_forms as forms
from chibo_app.ui.pages import cells_groups
from chibo_app.ui.pages import cells_opening as opening
from chibo_app.ui.pages import cells_times as times

if TYPE_CHECKING:
    from sqlmodel import Session


class CellsPage(ListDetailPage):
    """The cells of this book."""

    NAME = "cells"
    TABLES = frozenset({"cell", "cell_term", "organisation", "organisation_version", "membership_event", "person",
                        "opening_fact", "party_group", "group_member", "post"})  # fmt: skip
    SPLIT = (6, 6)

    def title(self) -> str:
        """Return the name of the page."""
        return _("Cells")

    def purpose(self) -> str:
        """Say what the page is for."""
        return _("Here stand the cells of this book: their names over time, who is above them, terms and meeting day.")

    def columns(self) -> list[Column]:
        """Return the columns."""
        return [
            Column("name", _("Cell"), 26, sort=lambda row: row.sort_key),
            Column("parent_name", _("Directly above"), 24),
            Column("member_count", _("Members"), 9, "right"),
            Column("setting", _("Where"), 16, shown=lambda row: labels.heading(row.setting)),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips; a book of one cell needs none."""
        return []

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Add a cell"), self.add, "Ctrl+N", icon="add"),
            Verb(_("Edit"), self.edit, "F2", needs_row=True, icon="edit"),
            Verb(_("New name or parent"), self.rename, needs_row=True),
            Verb(_("New term"), self.add_term, needs_row=True),
        ]

    def load_rows(self, session: Session) -> Sequence[CellRow]:
        """Return all cells as of the day."""
        return questions.cells(session, self.on)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return one cell."""
        cell = questions.cell(session, record_id, self.on)
        seen = describe(cell)
        groups = cells_groups.read_parts(self._groups(record_id), session)
        terms = times.terms_part(self.desk, cell, self.on, self.open_form)
        names = times.names_part(self.desk, cell, self.open_form)
        ways = opening.Ways(self.add_missed_month, self.add_last_number, self.add_pledge_result)
        before = opening.read_part(self.desk, session, record_id, ways)
        return replace(seen, parts=[*seen.parts, *groups, terms, names, before])

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how many cells and members."""
        members = sum(row.member_count for row in rows)
        return _("{cells} cells, {members} members").format(
            cells=numbers.padded(len(rows)), members=numbers.padded(members)
        )

    # verbs

    def add(self) -> None:
        """Add a cell to this book."""
        self.open_form(forms.add_cell(self.choose))

    def edit(self) -> None:
        """Edit the settings of the chosen cell."""
        if self.chosen_id():
            self.open_form(forms.edit_cell(self._chosen()))

    def rename(self) -> None:
        """Give the chosen cell another name or parent from a day on."""
        if self.chosen_id():
            self.open_form(forms.rename(self._chosen()))

    def add_term(self) -> None:
        """Enter a term of the chosen cell."""
        if self.chosen_id():
            self.open_form(forms.add_term(self._chosen()))

    def add_missed_month(self) -> None:
        """Enter a month a member missed or did not pay before the book began."""
        if self.chosen_id():
            self.open_form(opening.missed_month(self.desk, self._chosen()))

    def add_last_number(self) -> None:
        """Enter the last document number given on paper."""
        if self.chosen_id():
            self.open_form(opening.last_number(self._chosen()))

    def add_pledge_result(self) -> None:
        """Enter how a member kept the pledge of the year before the book began."""
        if self.chosen_id():
            self.open_form(opening.pledge_result(self.desk, self._chosen()))

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft."""
        kind, _colon, rest = key.partition(":")
        cell_id, _colon, record_id = rest.partition(":")
        if kind == "cells.add":
            return forms.add_cell(self.choose)
        makers: dict[str, Callable[[CellDetail], FormSpec]] = {
            "cells.edit": forms.edit_cell,
            "cells.rename": forms.rename,
            "cells.term": forms.add_term,
            opening.MISSED_KEY: partial(opening.missed_month, self.desk),
            opening.NUMBER_KEY: opening.last_number,
            opening.PLEDGE_KEY: partial(opening.pledge_result, self.desk),
        }
        if not cell_id:
            return None
        self.choose(cell_id)
        if kind in makers:
            return makers[kind](self._cell(cell_id))
        found = times.form_of(self._cell(cell_id), kind, record_id)
        return found or cells_groups.form_of(self._groups(cell_id), kind, record_id)

    def _groups(self, cell_id: str) -> cells_groups.GroupDesk:
        return cells_groups.GroupDesk(self.desk, cell_id, self.on, self.open_form)

    def _chosen(self) -> CellDetail:
        return self._cell(self.chosen_id())

    def _cell(self, cell_id: str) -> CellDetail:
        with self.desk.store.read() as session:
            return questions.cell(session, cell_id, self.on)


def describe(cell: CellDetail) -> Detail:
    """Return what stands first beside the list for one cell."""
    above = [Line(labels.heading(upper.kind), upper.name) for upper in cell.uppers]
    meeting = ", ".join(part for part in (_day(cell.meeting_day), cell.meeting_time, cell.meeting_place) if part)
    daily = (
        Line(_("Where"), labels.heading(cell.setting)),
        Line(_("Regular meeting"), meeting),
        Line(_("Place name on documents"), cell.place_name),
        Line(_("Signs as"), labels.label(cell.signing_capacity)),
        Line(_("Organisation code"), cell.code),
        Line(_("Heading, upper line"), cell.heading_parent),
        Line(_("Heading, lower line"), cell.heading_cell),
        Line(_("Recipients of documents"), cell.recipients),
    )
    parts = (Part(_("Above this cell"), above), Part(_("In daily use"), daily))
    return Detail(cell.name, labels.heading(cell.kind), parts)


def _day(day: int | None) -> str:
    return _("day {day} of the month").format(day=day) if day else ""
