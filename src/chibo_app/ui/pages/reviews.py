"""The page Kiểm điểm: the reviews of a year with the three ratings side by side, and what each still lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from chibo_app.basics import clock, dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import Rating, Scorer
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.detail import Detail
from chibo_app.ui.kit.fields import Option
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.kit.year_page import YearPage
from chibo_app.ui.pages import reviews_forms as forms
from chibo_app.ui.pages import reviews_picture as picture

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.reviews import ReviewDetail, ReviewRow
    from chibo_app.ui.kit.fields import FormSpec
    from chibo_app.ui.kit.window import Window

_SAME = ("meeting_id", "voted_on", "base", "issued", "returned", "tally_team")


@dataclass(frozen=True)
class Reviewed:
    """One line of the list: a review with its cell. The id is that of the review."""

    id: str
    cell_id: str
    row: ReviewRow
    search: str

    @property
    def missing(self) -> str:
        """What the review still lacks, in words."""
        return picture.missing(self.row)


class ReviewsPage(YearPage):
    """See the module's text."""

    NAME = "reviews"
    SPLIT = (1, 1)
    FORM_OVER_ALL = True  # reviews are written in long texts and grids
    TABLES = frozenset({
        "review", "review_point", "review_vote", "person", "membership_event", "participation_span", "meeting",
        "pledge", "pledge_item", "assignment", "commendation", "attachment", "rule_override",
    })  # fmt: skip

    def __init__(self, desk: Window) -> None:
        self._shown: ReviewDetail | None = None
        self._last_ballot: dict[str, object] = {}
        super().__init__(desk)
        self.years.currentIndexChanged.connect(lambda _place: self._last_ballot.clear())

    def first_year(self) -> int:
        """Return the year under review: until May it is the one gone by."""
        today = clock.today()
        return today.year if today.month >= 6 else today.year - 1

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Reviews")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 16, shown=lambda one: one.row.full_name,
                   sort=lambda one: one.row.name_key),
            Column("self_rating", _("Self rating (column)"), 10, shown=lambda one: _short(one.row.self_rating)),
            Column("cell_rating", _("Cell (rating)"), 10, shown=lambda one: _short(one.row.cell_rating)),
            Column("committee_rating", _("Committee (rating)"), 10, shown=lambda one: _short(one.row.committee_rating)),
            Column("missing", _("Still missing"), 15),
        ]  # fmt: skip

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Still missing"), lambda one: bool(one.row.missing)),
            Chip(_("Not rated"), lambda one: not one.row.is_rated),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Begin the review of the year"), self.start_year, "Ctrl+N", icon="add"),
            Verb(_("Write the review …"), self.write, needs_row=True, icon="edit"),
            Verb(_("Vote …"), self.vote, needs_row=True, icon="ok"),
            Verb(_("The year as a whole"), self.show_year, icon="reports"),
            Verb(_("Print"), self.print_one, "Ctrl+P", needs_row=True, icon="print"),
            Verb(_("Close the year …"), self.close_year, icon="calendar"),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _("Here the cell and its members are reviewed at the end of the year; nothing is rated by the program.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name or initials")

    def load_rows(self, session: Session) -> Sequence[Reviewed]:
        """Return the reviews of the year of the cell looked at, or of all cells."""
        from chibo_app.queries import reviews

        return [
            Reviewed(row.id, cell_id, row, text.search_key(row.full_name))
            for cell_id in self.cell_ids(session)
            for row in reviews.review_rows(session, cell_id, self.year, self.day())
        ]

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one review."""
        from chibo_app.queries import reviews

        shown = self._shown = reviews.review_detail(session, record_id)
        owner = attachments.Owner("review", shown.id, shown.full_name)
        counts = reviews.rating_counts(session, shown.cell_id, shown.year)
        row: Reviewed = self.chosen_row()
        return picture.of_review(self, shown, row.row, counts, attachments.read_section(self.desk, session, owner))

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how far the year has come."""
        rated = [one for one in rows if one.row.is_rated]
        done = sum(not one.row.missing for one in rated)
        return _("{count} reviews of {year}: {done} whole, {left} lack something; {out} members are not rated").format(
            count=len(rated), year=self.year, done=done, left=len(rated) - done, out=len(rows) - len(rated)
        )

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft of the review shown."""
        name, _colon, _id = key.removeprefix("reviews.").partition(":")
        shown = self._shown
        if shown is None:
            return None
        makers: dict[str, Callable[[], FormSpec | None]] = {
            "sections": lambda: forms.sections(shown, self._drafts(shown)),
            "remarks": lambda: forms.remarks(shown, self.meetings()), "self": lambda: forms.self_rating(shown),
            "ballot": lambda: self._ballot_form(shown), "proposal": lambda: forms.proposal(shown),
            "leave_out": lambda: forms.leave_out(shown),
            **{f"points.{one.value}": partial(forms.points, shown, one) for one in Scorer},
        }  # fmt: skip
        return makers[name]() if name in makers else None

    # verbs

    def start_year(self) -> None:
        """Begin the reviews of the year, for the cell and every member on the roll."""
        from chibo_app.actions import reviews

        question = _("Begin the review of {year} for the cell and every member on the roll?").format(year=self.year)
        more = _("Members the rules leave out get the ground; reviews that are there already stay as they are.")
        if not messages.ask(self.desk.widget(), question, _("Begin"), more=more):
            return
        with self.desk.store.read() as session:
            cell_ids = self.cell_ids(session)
        label = _("Begin the review of {year}").format(year=self.year)
        perform(self.desk, label, lambda session: [
            reviews.start_year(session, one, self.year, self.day()) for one in cell_ids
        ])  # fmt: skip

    def open(self, name: str) -> None:
        """Open a form of the review shown by its name."""
        if self._shown is not None:
            spec = self.form_for(f"reviews.{name}:{self._shown.id}")
            if spec is not None:
                self.open_form(spec)

    def write(self) -> None:
        """Write the sections of the review, begun with what the records say."""
        self.open("sections")

    def vote(self) -> None:
        """Record a ballot."""
        self.open("ballot")

    def decide(self, ids: Sequence[str] = (), cell_id: str = "") -> None:
        """Record the decision of the committee on the reviews given, or on all of a cell that are rated."""
        from chibo_app.queries import reviews

        known = [one for one in self.table.rows.all_rows() if one.row.is_rated]
        lines = [one for one in known if (one.id in ids if ids else cell_id in ("", one.cell_id))]
        if not lines:
            return
        with self.desk.store.read() as session:
            cap = reviews.rating_counts(session, lines[0].cell_id, self.year).cap
            options = forms.levels(reviews.review_detail(session, lines[0].id))
        key = ids[0] if ids else "all"
        self.open_form(forms.decision([one.row for one in lines], options, self.year, cap.sentence, key))

    def announce(self, ids: Sequence[str] = (), cell_id: str = "") -> None:
        """Record the day the results were told, of the reviews given or of all of a cell that are decided."""
        decided = [one for one in self.table.rows.all_rows() if one.row.committee_rating]
        waiting = [one.id for one in decided if one.row.announced_on is None and cell_id in ("", one.cell_id)]
        found = [one.id for one in decided if one.id in ids] if ids else waiting
        if found:
            self.open_form(forms.announcement(found, self.year, ids[0] if ids else "all"))
        else:
            messages.inform(self.desk.widget(), _("No decided rating waits to be announced."))

    def act(self, label: str, work: Callable[[Session], object], question: str = "") -> None:
        """Do something as one act, after a question where one is given."""
        if not question or messages.ask(self.desk.widget(), question, _("Yes, do it")):
            perform(self.desk, label, work)

    def show_year(self) -> None:
        """Show the figures, the reckoning of the top level and the papers of the year in place of a record."""
        from chibo_app.queries import reviews

        with self.desk.store.read() as session:
            cell_ids = self.cell_ids(session)
            counts = [(one, reviews.rating_counts(session, one, self.year)) for one in cell_ids]
        self.close_form()
        self.stack.setCurrentWidget(self.split)
        self.show_detail(picture.of_year(self, counts))

    def print_one(self) -> None:
        """Show the form of the chosen review; the papers of all stand under the year as a whole."""
        shown = self._shown
        if shown is not None:
            paper = "review_member" if shown.person_id else "review_collective"
            title = _("Review of {name}, {year}").format(name=shown.full_name, year=shown.year)
            self.show_paper(paper, title, (shown.id,), shown.cell_id)

    def show_paper(self, document_id: str, title: str, ids: Sequence[str] = (), cell_id: str = "") -> None:
        """Show a paper of the year as pages."""
        row = self.chosen_row() or next(iter(self.table.rows.all_rows()), None)
        known = cell_id or (row.cell_id if row else "") or self.desk.cell_id or ""
        papers.preview(self.desk, papers.Wanted(
            document_id, title, cell_id=known, ids=ids, on=clock.today(), options={"year": str(self.year)}
        ))  # fmt: skip

    def close_year(self, cell_id: str = "") -> None:
        """Open «Khép lại năm» of a cell, else of that of the chosen review."""
        from chibo_app.ui.dialogs.close_year import CloseYearDialog

        with self.desk.store.read() as session:
            cell_ids = self.cell_ids(session)
        row = self.chosen_row()
        CloseYearDialog(self.desk, cell_id or (row.cell_id if row else cell_ids[0]), self.year).open()

    def choose(self, record_id: str) -> None:
        """Show a review asked for from another page, by its own id or that of the member."""
        of_member = next((one.id for one in self.table.rows.all_rows() if one.row.person_id == record_id), None)
        super().choose(of_member or record_id)

    # inside

    def cell_ids(self, session: Session) -> list[str]:
        """Return the cell looked at, or all cells of the book."""
        from chibo_app.queries import cells

        if self.desk.cell_id:
            return [self.desk.cell_id]
        return [row.id for row in cells.cells(session, self.day())]

    def cell_names(self) -> dict[str, str]:
        """Return the names of the cells of the book."""
        from chibo_app.queries import cells

        with self.desk.store.read() as session:
            return cells.cell_names(session, self.day())

    def meetings(self) -> list[Option]:
        """Return the meetings of the year and of the one after, newest first."""
        from chibo_app.queries import meetings

        with self.desk.store.read() as session:
            rows = meetings.meeting_rows(session, self.desk.cell_id)
        return [
            Option(row.id, f"{dates.show(row.held_on)} – {labels.heading(row.type)}")
            for row in rows if row.held_on.year in (self.year, self.year + 1)
        ]  # fmt: skip

    def _drafts(self, shown: ReviewDetail) -> Any:
        from chibo_app.queries import review_sources

        with self.desk.store.read() as session:
            return review_sources.drafts(session, shown.id, clock.today())

    def _ballot_form(self, shown: ReviewDetail) -> FormSpec:
        return forms.ballot(shown, self.meetings(), self._last_ballot, self._voted)

    def _voted(self, _review_id: object) -> None:
        """Keep what the next ballot shares with this one, and open that of the next member without a vote."""
        if self.form_panel is not None:
            values = self.form_panel.form.values()
            self._last_ballot = {name: values[name] for name in _SAME}
        QTimer.singleShot(0, self, self._to_next)

    def _to_next(self) -> None:
        done = self._shown.id if self._shown else ""
        rows = self.table.rows.shown_rows()
        place = next((number for number, one in enumerate(rows) if one.id == done), -1)
        following = [*rows[place + 1 :], *rows[: max(place, 0)]]
        waiting = next((one for one in following if "vote" in one.row.missing and one.row.person_id), None)
        if waiting is not None:
            self.choose(waiting.id)
            self.show_chosen()
            self.vote()


def _short(rating: Rating | None) -> str:
    return picture.short(rating)
