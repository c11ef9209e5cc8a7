"""A small cell and a secretary who deals with cases on the real screens: opens, fills, explains, looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from sqlmodel import Session

from chibo_app.actions import meetings, posts, votes
from chibo_app.actions.votes import VoteFacts
from chibo_app.basics import clock, text
from chibo_app.models.meetings import MeetingForm
from chibo_app.queries import memberships
from chibo_app.rules.kinds import AgendaKind, BallotKind, CaseKind, Matter, Participation, PostKind, Standing
from chibo_app.store import Store
from chibo_app.ui.dialogs.open_case import OpenCase
from chibo_app.ui.kit import messages, theme
from chibo_app.ui.kit.detail import DetailView, LinkLabel
from chibo_app.ui.kit.editors import ChoiceEditor, PersonEditor, YesNoEditor
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.pages.cases import CasesPage
from support import books
from support.hands import click, dialog, press, settle, write
from support.open_page import opened, wait_until

TODAY = date(2026, 7, 20)
OFFICIAL = ("Phan Văn Ất", "Lý Thị Bưởi", "Đinh Công Chính", "Mạc Đăng Duyệt", "Tạ Thị Đào", "Quách Văn Em",
            "Hồ Thị Gấm", "Cao Xuân Hậu", "Đoàn Thị Hiên")  # fmt: skip
PROBATIONER = "Phùng Văn Hợp"
WHY = "Chi bộ đã xem xét, có biên bản kèm theo"
Course = list[tuple[date, Standing]]
Parts = list[tuple[date, Participation]]


@dataclass
class Book:
    """The open store, the cell, and its people by name."""

    store: Store
    cell_id: str
    people: dict[str, str]


def make(folder: Path) -> Book:
    """Make the cell: nine official members (6 are two thirds, 5 more than half), one probationer since 2 July 2025."""
    store, cell_id = books.make_book(folder)

    def fill(session: Session) -> dict[str, str]:
        made = {
            name: books.add_member(session, cell_id, name, born=f"{1950 + place}-05-0{place + 1}")
            for place, name in enumerate(OFFICIAL)
        }
        made[PROBATIONER] = books.add_member(
            session, cell_id, PROBATIONER, born="1995-04-12", admitted="2025-07-02", official=None
        )
        posts.give(session, made[OFFICIAL[0]], cell_id, PostKind.SECRETARY, date(2025, 1, 1))
        return made

    return Book(store, cell_id, store.write("Members", fill).value)


@dataclass
class Agreeing:
    """Agrees to every question and remembers what was said."""

    said: list[str] = field(default_factory=list)

    def ask(self, parent: QWidget | None, question: str, yes: str, no: str, more: str) -> bool:
        self.said.append(question)
        return True

    def tell(self, parent: QWidget | None, kind: str, text: str, more: str) -> None:
        self.said.append(text)


@dataclass
class Secretary:
    """Works with the page Hồ sơ as a person does; `explained` collects what was asked about."""

    book: Book
    page: CasesPage
    told: Agreeing
    explained: list[str] = field(default_factory=list)
    refused: str = ""  # what was said against the last form, which was left again

    # opening

    def ask(self, kind: CaseKind | None, who: str = "", **known: bool) -> OpenCase:
        """Begin to open a case: choose the procedure, find the person by typing, say what is known."""
        click(self.page, "Lập hồ sơ")
        asked = dialog(OpenCase)
        if kind is not None:
            rows = range(asked.kinds.count())
            asked.kinds.setCurrentRow(next(row for row in rows if asked.kinds.item(row).data(256) == kind.value))
        if who:
            line = asked.first.rows["person_id"].editor.focus_widget
            write(text.fold(who), line)
            press("Down", line)
            press("Enter")
        for name, value in known.items():
            asked.first.rows[name].editor.set_value(value)
        asked.advise()
        settle()
        return asked

    def open(self, kind: CaseKind, who: str = "", **values: str | bool) -> None:
        """Open a case; `is_new` is somebody not in the book, `fails` a case that is refused."""
        is_new = bool(values.pop("is_new", False))
        asked = self.ask(kind, who, **({"is_new": True} if is_new else {}))
        self.go_on(asked, **values)

    def go_on(self, asked: OpenCase, **values: str | bool) -> None:
        """Go from the first step to the facts, fill them in and save."""
        if asked.panel is None:
            click(asked, "Tiếp tục")
        assert asked.panel is not None
        before = self.page.case.facts.id if self.page.case else ""
        if self._fill_and_save(asked.panel, values):
            self.page.activateWindow()
            wait_until(lambda: self.page.case is not None and self.page.case.facts.id != before)
        else:
            asked.reject()
        settle()

    # going on

    def do(self, key: str = "", **values: str | bool) -> None:
        """Do the step that comes next, which is the one named."""
        assert not key or self.next() == key
        self.act("Ghi bước này", **values)

    def act(self, button: str, **values: str | bool) -> None:
        """Press a button beside the case and fill in its form; `fails` says that it will be refused."""
        click(self.page.detail, button)
        assert self.page.form_panel is not None, self.told.said
        self._fill_and_save(self.page.form_panel, values)

    def step(self, title: str, **values: str | bool) -> None:
        """Do a step out of its turn, by the link in the list of all steps."""
        links = [link for link in self.page.detail.findChildren(LinkLabel) if title in link.text()]
        assert len(links) == 1, [link.text() for link in self.page.detail.findChildren(LinkLabel)]
        press("Enter", links[0])
        assert self.page.form_panel is not None
        self._fill_and_save(self.page.form_panel, values)

    def vote(self, yes: int, on: date, matter: Matter, ballot: BallotKind = BallotKind.SECRET_BALLOT) -> None:
        """Hold a meeting at which everybody convened votes on the case shown."""
        case_id, case = self.page.chosen_id(), self.page.case
        base = case.vote_advice.base if case and case.vote_advice else 0

        def held(session: Session) -> None:
            form = MeetingForm(cell_id=self.book.cell_id, held_on=on, period_year=on.year, period_month=on.month)
            meeting = meetings.new(session, form, [(AgendaKind.CASE, "Xem xét hồ sơ")])
            meetings.mark_rest_present(session, meeting.id)
            is_secret = ballot is BallotKind.SECRET_BALLOT
            papers = base if is_secret else None
            facts = VoteFacts(
                subject="Xem xét hồ sơ", matter=matter, ballot=ballot, case_id=case_id, yes=yes, no=base - yes,
                issued=papers, returned=papers, valid=papers, invalid=0 if is_secret else None,
            )  # fmt: skip
            votes.record_vote(session, meeting.id, facts)

        self.book.store.write("Meeting", held)
        self.page.reload()
        wait_until(lambda: self.page.case is not None and self.page.case.earlier_votes)

    # looking

    def words(self) -> str:
        """Return all that stands beside the list."""
        assert isinstance(self.page.detail, DetailView)
        return self.page.detail.words()

    def buttons(self) -> list[str]:
        """Return what can be done beside the case shown."""
        return [one.text() for one in self.page.detail.findChildren(QPushButton) if one.isVisible()]

    def next(self) -> str:
        """Return the key of the step that comes next."""
        assert self.page.case is not None
        step = self.page.case.next_step
        return step.key if step else ""

    def course(self, who: str, first: date, last: date) -> Course:
        """Return the standing on every day of a time, told by the days on which it changes."""
        found: Course = []
        for day, state in self._states(who, first, last):
            if not found or found[-1][1] is not state.standing:
                found.append((day, state.standing))
        return found

    def parts(self, who: str, first: date, last: date) -> Parts:
        """Return the participation on every day of a time, told by the days on which it changes."""
        found: Parts = []
        for day, state in self._states(who, first, last):
            if not found or found[-1][1] is not state.participation:
                found.append((day, state.participation))
        return found

    def _states(self, who: str, first: date, last: date) -> Iterator[tuple[date, memberships.MemberState]]:
        person = self.id_of(who)
        with self.book.store.read() as session:
            for number in range((last - first).days + 1):
                day = first + timedelta(days=number)
                yield day, memberships.standings_on(session, self.book.cell_id, day, [person])[person]

    def id_of(self, who: str) -> str:
        """Return the id of somebody of the book, by name."""
        if who not in self.book.people:
            rows = self.page.table.rows.all_rows()
            self.book.people[who] = next(row.person_id for row in rows if row.full_name == who)
        return self.book.people[who]

    # inside

    def _fill_and_save(self, panel: FormPanel, values: dict[str, str | bool]) -> bool:
        """Fill in, save, explain what is asked about. Of a form that is refused what it says is kept and it is left."""
        fails = bool(values.pop("fails", False))
        fill(panel.form, values)
        self.refused = ""
        for _attempt in range(4):
            panel.save()
            settle()
            if not _is_open(panel):
                assert not fails, "this was not refused"
                return True
            self.refused = refusal(panel)
            if (fails and "✕" in self.refused) or not self._explain(panel.form):
                break
        assert fails, self.refused
        panel.leave()
        settle()
        return False

    def _explain(self, form: FormView) -> bool:
        """Answer whatever wants an explanation; False when something cannot be explained."""
        lines = [(row.explanation, row.words.text()) for row in form.rows.values()]
        lines.append((form._general_explanation, form._general.text()))
        asked = [(line, words) for line, words in lines if line.isVisible() and not line.text()]
        for line, words in asked:
            self.explained.append(words)
            write(WHY, line)
        return bool(asked)


def fill(form: FormView, values: dict[str, str | bool]) -> None:
    """Fill in fields as a person does: keys for words and days, a choice from the list, a tick."""
    for name, value in values.items():
        editor = form.rows[name].editor
        if isinstance(editor, ChoiceEditor):
            combo: QComboBox = editor.combo
            place = combo.findData(value)
            assert place >= 0, f"{value!r} cannot be chosen for {name}"
            combo.setCurrentIndex(place)
        elif isinstance(editor, YesNoEditor | PersonEditor):
            editor.set_value(value)
        else:
            editor.set_raw("")
            write(str(value), editor.focus_widget)


def refusal(panel: FormPanel) -> str:
    """Return everything a form says against what stands in it."""
    parts = [row.words.text() for row in panel.form.rows.values() if not row.words.isHidden()]
    if not panel.form._general.isHidden():
        parts.append(panel.form._general.text())
    return "\n".join(parts)


def _is_open(panel: FormPanel) -> bool:
    try:
        return panel.isVisible()
    except RuntimeError:  # the panel is gone with its dialog
        return False


@contextmanager
def at_work(folder: Path, qapp: QApplication) -> Iterator[Secretary]:
    """Open the page Hồ sơ over the small cell."""
    told = Agreeing()
    if not qapp.styleSheet():
        theme.apply(qapp)
    book = make(folder)
    with clock.stopped(TODAY), messages.replaced(told), opened(book.store, "cases", CasesPage) as page:
        yield Secretary(book, page, told)
