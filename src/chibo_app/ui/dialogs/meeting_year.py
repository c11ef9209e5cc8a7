"""A cell's meetings of one year: the plan of themes, the attendance board, the minutes bound as one book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from chibo_app.actions import themes as acts
from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.basics.text import search_key
from chibo_app.queries import attendance_board, memberships, themes
from chibo_app.queries.attendance_board import MONTHS, Board, BoardRow
from chibo_app.queries.themes import ThemeRow
from chibo_app.ui.kit import buttons, papers, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Field, FormSpec, Option, Section, Values
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.pages.meetings_section import finder

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

THEMES, BOARD = 0, 1


@dataclass(frozen=True)
class Member:
    """A member's year as the table shows it: the row of the board with the words to find it by."""

    row: BoardRow
    search: str

    @property
    def id(self) -> str:
        """The person."""
        return self.row.person_id

    @property
    def name(self) -> str:
        """The member's name."""
        return self.row.name

    def mark(self, month: int) -> str:
        """Return the letter of a month."""
        from chibo_app.documents.attendance_board import mark

        return mark(self.row.marks.get(month, ""))


class MeetingYearDialog(QDialog):
    """One year at a time; `tab` says what stands open first."""

    def __init__(self, window: Window, cell_id: str, year: int = 0, tab: int = THEMES) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Meetings of the year"))
        self._window, self._cell_id = window, cell_id
        self.year = year or clock.today().year
        self.heading = plain("", "name", wrap=False)
        self.themes = EntryList(window, self._theme_kind())
        self.board = TableView(_board_columns(), "meetings.board")
        self.held = plain("", "quiet")
        self.tabs = QTabWidget()
        self._put_together()
        self.tabs.setCurrentIndex(tab)
        self.reload()
        theme.size_dialog(self, 120, 22)

    def reload(self) -> None:
        """Read the year."""
        with self._window.store.read() as session:
            rows = themes.of_year(session, self._cell_id, self.year)
            board = attendance_board.board(session, self._cell_id, self.year)
        self.heading.setText(_("Year {year}").format(year=self.year))
        self.themes.show_rows(rows)
        self._show_board(board)

    def show_year(self, year: int) -> None:
        """Show another year."""
        if self.themes.may_leave():
            self.year = year
            self.reload()

    def print_paper(self, document_id: str, title: str) -> None:
        """Show one of the year's papers."""
        year = str(self.year)
        wanted = papers.Wanted(document_id, f"{title} {year}", cell_id=self._cell_id, options={"year": year})
        papers.preview(self._window, wanted)

    def reject(self) -> None:
        """Close, unless something typed would be lost."""
        if self.themes.may_leave():
            super().reject()

    # inside

    def _show_board(self, board: Board) -> None:
        lines = [Member(row, search_key(row.name)) for row in board.rows]
        self.board.show_rows(Rows.of(lines, self.board.rows.columns))
        told = "; ".join(
            _("{month}: {present}/{called}").format(month=dates.show(day), present=total[0], called=total[1])
            for month, day in board.held.items() if (total := board.totals[month])
        )  # fmt: skip
        empty = _("No monthly meeting of this year is in the book.")
        self.held.setText(_("Present of those called: {months}.").format(months=told) if told else empty)

    def _put_together(self) -> None:
        years = QHBoxLayout()
        years.addWidget(buttons.button(_("Year before"), lambda: self.show_year(self.year - 1)))
        years.addWidget(self.heading)
        years.addWidget(buttons.button(_("Year after"), lambda: self.show_year(self.year + 1)))
        years.addStretch(1)
        self.tabs.addTab(self.themes, _("Themes"))
        self.tabs.addTab(self._board_page(), _("Attendance"))
        below = QHBoxLayout()
        for words, paper in _papers():
            below.addWidget(buttons.button(words, partial(self.print_paper, paper, words)))
        below.addStretch(1)
        below.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        box.addLayout(years)
        box.addWidget(self.tabs, 1)
        box.addLayout(below)

    def _board_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, theme.GRID, 0, 0)
        box.addWidget(self.held)
        box.addWidget(self.board, 1)
        box.addWidget(plain(_(
            "x present · P with reason · K without · M exempt · NV special duty · TT elsewhere · ĐC suspended"
        ), "quiet"))  # fmt: skip
        return page

    def _theme_kind(self) -> EntryKind:
        return EntryKind(
            name="meetings.themes",
            page="",
            columns=[
                Column("month", _("Month"), 7, "centre", shown=lambda row: str(row.month or "")),
                Column("title", _("Theme"), 36),
                Column("author", _("Prepared by"), 20),
                Column("approved_on", _("Approved"), 12, "centre", shown=lambda row: dates.show(row.approved_on)),
                Column("held_on", _("Dealt with on"), 12, "centre", shown=lambda row: dates.show(row.held_on)),
            ],
            empty=_("No theme is planned for this year. A theme is dealt with at least once in each quarter."),
            add_words=_("Add a theme"),
            add=lambda: self.form(None),
            edit=self.form,
            remove=self._remove,
        )

    def form(self, row: ThemeRow | None) -> FormSpec:
        """Return the form of a theme."""
        people, meetings = self._choices()
        fields = [
            Field("title", _("Theme"), required=True),
            Field("month", _("Month"), "number", width=6),
            Field("purpose", _("Aim and requirement"), "lines"),
            Field("author_id", _("Prepared by"), "person", find=finder(lambda: people)),
            Field("approved_on", _("Approved by the committee on"), "day"),
            Field("meeting_id", _("Meeting that dealt with it"), "choice", empty=_("none yet"), options=meetings),
            Field("note", _("Note"), "lines"),
        ]
        start: Values = {field.name: getattr(row, field.name) for field in fields} if row else {}
        if row and row.author_id:
            start["author_id"] = next((one for one in people if one.value == row.author_id), None)
        return FormSpec(
            f"meetings.theme:{row.id if row else self.year}", _("Theme"), [Section("", fields)],
            lambda session, values, _why: self._save(session, row, values),
            lambda values: _("Theme “{title}”").format(title=values["title"]),
            start, again=row is None, saved=lambda _id: self.reload(),
        )  # fmt: skip

    def _choices(self) -> tuple[Sequence[Option], Sequence[Option]]:
        with self._window.store.read() as session:
            ids = memberships.on_roll(session, self._cell_id, clock.today())
            people = [Option(one.id, one.full_name) for one in memberships.people(session, ids)]
            held = themes.meetings_with_theme(session, self._cell_id, self.year)
        return people, [Option(meeting_id, words) for meeting_id, words in held]

    def _save(self, session: Session, row: ThemeRow | None, values: Values) -> str:
        facts: dict[str, Any] = dict(values)
        if row is not None:
            return acts.edit(session, row.id, **facts).id
        title = facts.pop("title")
        return acts.add(session, self._cell_id, self.year, title, **facts).id

    def _remove(self, row: ThemeRow) -> None:
        label = _("Take the theme “{title}” off the plan").format(title=row.title)
        if perform(self._window, label, lambda session: acts.remove(session, row.id)) is not None:
            self.reload()


def _papers() -> list[tuple[str, str]]:
    return [
        (_("Plan of themes"), "theme_plan"), (_("Attendance board"), "attendance_board"),
        (_("Book of minutes"), "minutes_book"),
    ]  # fmt: skip


def _board_columns() -> list[Column]:
    return [
        Column("name", _("Full name"), 20, sort=lambda row: row.row.name_key),
        *(_month_column(month) for month in MONTHS),
        _sum_column("present", _("Present"), 7),
        _sum_column("excused", _("With reason"), 9),
        _sum_column("unexcused", _("Without reason"), 9),
        Column("share", _("Share %"), 8, "right", shown=lambda row: row.row.share, sort=_share),
    ]


def _month_column(month: int) -> Column:
    return Column(
        f"m{month}", str(month), 3, "centre", shown=lambda row: row.mark(month), sort=lambda row: row.mark(month)
    )


def _sum_column(name: str, title: str, width: int) -> Column:
    def number(row: Member) -> int:
        return int(getattr(row.row, name))

    return Column(name, title, width, "right", shown=lambda row: str(number(row)), sort=number)


def _share(member: Member) -> float:
    return member.row.present / member.row.called if member.row.called else -1.0
