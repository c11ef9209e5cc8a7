"""One document over the whole page: its facts on the left, its words on the right, kept while it is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.rules import written_text
from chibo_app.ui.kit import buttons, drafts, messages, papers, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, FormSpec, Option, Section, Values
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.form_panel import DRAFT_EVERY_MS, FormPanel
from chibo_app.ui.kit.live_form import LiveForm, LiveSpec
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rich_text import RichText
from chibo_app.ui.kit.screen_page import RecordScreen

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.writing import WrittenDetail
    from chibo_app.ui.kit.window import Window

PAGE = "documents"
_FIELDS = ("subject", "written_on", "addressee", "recipients", "signer_id")


class WritingScreen(RecordScreen):
    """`leave` goes back to the list; Escape does the same. Words not kept yet survive a crash as a draft."""

    def __init__(self, desk: Window, document_id: str, leave: Callable[[], None]) -> None:
        super().__init__()
        self.desk, self._leave, self._id = desk, leave, document_id
        self._panel: FormPanel | None = None
        self.document: WrittenDetail
        self._read()
        self.heading, self.state = plain("", "name"), plain("", "quiet", wrap=False)
        self.text = RichText()
        self.text.setAccessibleName(_("Words of the document"))
        self.text.set_pieces(self.document.pieces)
        self.form = LiveForm(desk, self._spec(), self._values())
        self._kept = self.document.pieces
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_EVERY_MS)
        self._timer.timeout.connect(self.keep_draft)
        self._put_together()
        self._take_up()
        self.text.textChanged.connect(self._on_text)
        self.show_document()

    # what the page calls

    def reload(self) -> None:
        """Read the document again; words being written stay as they are."""
        self._read()
        self.form.show_values(self._values())
        self.show_document()

    def show_document(self) -> None:
        """Show head and state."""
        found = self.document
        self.heading.setText(f"{found.type_title}: {found.facts.subject}")
        if found.is_issued:
            self.state.setText(_("issued as {symbol}").format(symbol=found.symbol))
        else:
            self.state.setText(_("not kept yet") if self.is_changed else _("everything kept"))
        self.text.setReadOnly(found.is_issued)
        self.form.set_read_only(found.is_issued)
        for one in (self.bar, self.issue_button):
            one.setVisible(not found.is_issued)

    @property
    def is_changed(self) -> bool:
        """Whether words stand in the editor that the book does not have."""
        return not self.document.is_issued and self.text.pieces() != self._kept

    def keep(self) -> bool:
        """Keep the words and facts; False when something was refused."""
        if not self.form.keep():
            return False
        if not self.is_changed:
            return True
        from chibo_app.actions import writing

        pieces = self.text.pieces()
        label = _("Write: {subject}").format(subject=self.document.facts.subject)
        done = perform(self.desk, label, lambda session: writing.edit(session, self._id, pieces).id)
        if done is None:
            return False
        self._kept = pieces
        self._end_draft()
        self.show_document()
        return True

    def keep_draft(self) -> None:
        """Write words that are not kept yet into the book's drafts."""
        if self.is_changed:
            content = json.dumps(written_text.dump(self.text.pieces()), ensure_ascii=False)
            drafts.keep(self.desk.store, drafts.Draft(self._key, self.heading.text(), PAGE, {"content": content}))
        self.show_document()

    def may_leave(self) -> bool:
        """Keep everything; leaving is only refused when something could not be kept."""
        return self.document.is_issued or self.keep()

    def leave(self) -> None:
        """Go back to the list."""
        if self.may_leave():
            self._leave()

    def start(self) -> None:
        """Put the cursor into the words."""
        self.text.setFocus()

    # verbs

    def preview(self) -> None:
        """Show the paper."""
        if self.may_leave():
            papers.preview(self.desk, self._wanted())

    def save_file(self) -> None:
        """Save it as Word or PDF, for the last touches elsewhere."""
        if self.may_leave():
            papers.save(self.desk, self._wanted())

    def issue(self) -> None:
        """Ask for the day and give the number."""
        if self.may_leave():
            self._show_panel(self._issue_spec())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # inside

    @property
    def _key(self) -> str:
        return f"documents.words:{self._id}"

    def _read(self) -> None:
        from chibo_app.queries import writing

        with self.desk.store.read() as session:
            self.document = writing.written_detail(session, self._id)

    def _wanted(self) -> papers.Wanted:
        facts = self.document.facts
        return papers.Wanted(
            "written_document", self.heading.text(), cell_id=facts.cell_id, ids=(self._id,), on=facts.written_on
        )

    def _values(self) -> Values:
        facts = self.document.facts
        return {name: getattr(facts, name) for name in _FIELDS}

    def _spec(self) -> LiveSpec:
        from chibo_app.actions import writing

        facts = self.document.facts
        known = _signers(self.desk, facts.cell_id)
        fields = [
            Field("subject", _("About"), "lines", required=True, help=_("Begins with a small letter, as on paper.")),
            Field("written_on", _("Day of the document"), "day", required=True),
            Field("signer_id", _("Signed by"), "choice", options=known, empty=_("the secretary of that day")),
            Field("addressee", _("To whom"), help=_("Several with a semicolon between them; empty: as usual.")),
            Field("recipients", _("Recipients"), "lines", help=_("Several with a semicolon between them.")),
        ]

        def keep(session: Session, changes: Values) -> object:
            facts: dict[str, Any] = dict(changes)
            return writing.edit(session, self._id, **facts)

        return LiveSpec(
            f"documents.facts:{self._id}", facts.subject, PAGE, [Section(_("Head of the document"), fields)], keep,
            lambda: _("Write: {subject}").format(subject=facts.subject),
        )  # fmt: skip

    def _issue_spec(self) -> FormSpec:
        from chibo_app.actions import writing

        facts = self.document.facts
        return FormSpec(
            f"documents.issue:{self._id}",
            _("Issue the document"),
            [Section(_("The number is given on saving; from then on the words no longer change"), [
                Field("issued_on", _("Day of the document"), "day", required=True),
                Field("number", _("Number already on the paper"), "number", width=8,
                      help=_("Leave empty; the program gives the next number.")),
            ])],
            lambda session, values, explanations: writing.issue(
                session, self._id, values["issued_on"], number=values["number"],  # type: ignore[arg-type]
                explanations=explanations).symbol,
            lambda _values: _("Issue: {subject}").format(subject=facts.subject),
            {"issued_on": facts.written_on or clock.today()},
            undoable=False,
            saved=self._issued,
        )  # fmt: skip

    def _issued(self, symbol: object) -> None:
        self.reload()
        messages.inform(self, _("The document has the number {symbol}.").format(symbol=symbol))

    def _show_panel(self, spec: FormSpec) -> None:
        self._close_panel()
        self._panel = FormPanel(self.desk, spec, self._close_panel, PAGE)
        self.left.addWidget(self._panel)
        self.form.hide()
        self.keep_button.setEnabled(False)  # its key belongs to the form now
        self._panel.form.focus_first()

    def _close_panel(self) -> None:
        if self._panel is not None:
            self.left.removeWidget(self._panel)
            self._panel.deleteLater()
            self._panel = None
            self.text.setFocus()
        self.keep_button.setEnabled(True)
        self.form.show()

    def _on_text(self) -> None:
        self._timer.start()

    def _take_up(self) -> None:
        """Words that were not kept before a crash come back by themselves."""
        words = drafts.words_of(self.desk.store, self._key)
        if words is not None and not self.document.is_issued:
            self.text.set_pieces(written_text.load(json.loads(words["content"])))

    def _end_draft(self) -> None:
        self._timer.stop()
        drafts.drop(self.desk.store, self._key)

    def _put_together(self) -> None:
        head = QHBoxLayout()
        head.addWidget(buttons.button(_("‹ All documents"), self.leave, "link"))
        head.addWidget(self.heading, 1)
        head.addWidget(self.state)
        self.issue_button = buttons.button(_("Issue …"), self.issue)
        self.keep_button = buttons.button(_("Keep"), self.keep, "primary", "Ctrl+S", "save")
        head.addWidget(self.keep_button)
        head.addWidget(buttons.button(_("See the paper"), self.preview, "", "Ctrl+P", "print"))
        head.addWidget(buttons.button(_("Save as …"), self.save_file))
        head.addWidget(self.issue_button)
        side, sheet = QWidget(), QWidget()
        self.left = QVBoxLayout(side)
        self.left.setContentsMargins(0, 0, 0, 0)
        self.left.addWidget(self.form)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        self.bar = _bar(self.text)
        column.addWidget(self.bar)
        column.addWidget(self.text, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for part, share in ((side, 3), (sheet, 7)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        side.setMinimumWidth(theme.letters_wide(self, 36))
        split.setSizes([380, 620])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(split, 1)


def _bar(text: RichText) -> QWidget:
    """Return the bar of the editor: words, no pictures to guess."""
    bar = QWidget()
    row = flow_in(bar)
    for words, act, keys in (
        (_("Bold"), text.make_bold, "Ctrl+B"),
        (_("Italic"), text.make_italic, "Ctrl+I"),
        (_("Heading"), lambda: text.make_kind("heading"), "Ctrl+1"),
        (_("Dashes"), lambda: text.make_kind("item"), "Ctrl+2"),
        (_("Numbers"), lambda: text.make_kind("number"), "Ctrl+3"),
        (_("Table"), text.insert_table, "Ctrl+T"),
        (_("+ row"), lambda: text.change_table("row"), ""),
        (_("+ column"), lambda: text.change_table("column"), ""),
        (_("− row"), lambda: text.change_table("no_row"), ""),
        (_("− column"), lambda: text.change_table("no_column"), ""),
    ):
        one = buttons.button(words, act, "chip", keys)
        one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(one)
    bar.setToolTip(_("Tab moves between the cells of a table"))
    return bar


def _signers(desk: Window, cell_id: str) -> Sequence[Option]:
    """Return those who hold a post in the cell today."""
    from chibo_app.queries import labels, memberships, posts

    with desk.store.read() as session:
        held = posts.posts_on(session, cell_id, clock.today())
        return [
            Option(person.id, person.full_name, labels.label(held[person.id][0]))
            for person in memberships.people(session, held)
        ]


def day_words(detail: WrittenDetail) -> str:
    """Return the day of a document as shown."""
    return dates.show(detail.issued_on or detail.facts.written_on)
