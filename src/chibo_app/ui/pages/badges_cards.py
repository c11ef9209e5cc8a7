"""The parts «Thẻ đảng viên» and «Kiểm tra thẻ»: what happened to cards, and the yearly check by one key a member."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from chibo_app.actions import cards as acts
from chibo_app.basics import clock, dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import cards, labels
from chibo_app.queries.cards import CardEventRow, CardRow, CheckRow
from chibo_app.rules.kinds import CardEventKind, CardFinding
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.pages import badges_words as words
from chibo_app.ui.pages.badges_detail import Verbs
from chibo_app.ui.pages.badges_forms import spec
from chibo_app.ui.pages.badges_part import BadgesPart

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

KEYS = {
    "d": CardFinding.IN_ORDER, "1": CardFinding.IN_ORDER, "h": CardFinding.DAMAGED, "2": CardFinding.DAMAGED,
    "m": CardFinding.LOST, "3": CardFinding.LOST, "k": CardFinding.NOT_SHOWN, "4": CardFinding.NOT_SHOWN,
}  # fmt: skip
_YEARS_BACK = 10


def event_form(person_id: str, name: str, citizen_id: str) -> FormSpec:
    """Return the form of something that happened to a card."""

    def save(session: Session, values: dict[str, Any], why: Explanations) -> object:
        kind = CardEventKind(values.pop("kind"))
        return acts.record(session, person_id, kind, values.pop("on"), explanations=why, **values)

    title = _("Card of {name}").format(name=name)
    return spec(
        f"badges.card:{person_id}", title,
        [
            Field("kind", _("What happened"), "choice", required=True, options=options(CardEventKind)),
            Field("on", _("On"), "date", required=True),
            Field("number", _("Card number"), hint=_("only when a card is given out"), width=22),
            Field("decision", _("Number of the decision")),
            Field("issuer", _("Decided by")),
            Field("note", _("Note")),
        ],
        save, title, {"number": citizen_id},
    )  # fmt: skip


class CardsPart(BadgesPart):
    """Who has which card."""

    PART = "cards"
    SPLIT = (6, 5)

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 20, sort=lambda row: row.name_key),
            Column("card_no", _("Card number"), 16, "centre", shown=lambda row: row.card_no or row.old_card_no),
            Column("issued_on", _("Issued (column)"), 11, "centre"),
            Column("state", _("Stands"), 18, shown=_stands),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Without a number"), lambda row: row.state == "none"),
            Chip(_("Old model (chip)"), lambda row: row.state == "old_model"),
            Chip(_("Lost or damaged"), lambda row: row.finding in (CardFinding.LOST, CardFinding.DAMAGED)),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Given out, exchanged, taken back …"), self.record, "Ctrl+N", needs_row=True, icon="add"),
            Verb(_("List of requests"), self.print_requests, "Ctrl+P", icon="print"),
        ]

    def purpose(self) -> str:
        """Return what the part is for."""
        return _("Here the cards of the members and all that happened to them are kept.")

    def load_rows(self, session: Session) -> Sequence[CardRow]:
        """Return the members of the day."""
        return cards.card_rows(session, self.desk.cell_id, self.on)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return one member's cards."""
        row = next(iter(cards.card_rows(session, None, self.on, [record_id])), None)
        if row is None:
            return Detail("")
        verbs: Verbs = [(_("Given out, exchanged, taken back …"), self.record)]
        facts = [
            Line(_("Card number"), row.card_no), Line(_("Earlier number"), row.old_card_no),
            Line(_("Identity number"), row.citizen_id), Line(_("Issued on"), dates.show(row.issued_on)),
            Line(_("Card issued by"), row.issued_by), Line(_("Stands"), words.card_state(row.state), "warning"),
        ]  # fmt: skip
        history = [self._event(event) for event in reversed(cards.history(session, record_id))]
        checks = [Line(str(one.year), _found(one)) for one in cards.checks_of(session, record_id)]
        parts = [Part("", facts, verbs=verbs), *history, Part(_("Yearly checks"), checks)]
        return Detail(row.full_name, row.cell_name, parts)

    def _event(self, event: CardEventRow) -> Part:
        lines = [
            Line(_("Card number"), event.number), Line(_("Number of the decision"), event.decision),
            Line(_("Decided by"), event.issuer), Line(_("Note"), event.note),
        ]  # fmt: skip
        title = f"{dates.show(event.on)}: {labels.label(event.kind)}"
        return Part(title, lines, verbs=[(_("Take out"), partial(self.remove, event))])

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how many have which card."""
        lacking = sum(row.state == "none" for row in rows)
        return _("{count} members; {lacking} official members without a card number").format(
            count=len(rows), lacking=lacking
        )

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft."""
        row: CardRow | None = self.chosen_row()
        return event_form(row.id, row.full_name, row.citizen_id) if row and key.startswith("badges.card:") else None

    def record(self) -> None:
        """Record something that happened to the chosen member's card."""
        row: CardRow | None = self.chosen_row()
        if row is not None:
            self.open_form(event_form(row.id, row.full_name, "" if row.card_no else row.citizen_id))

    def remove(self, event: CardEventRow) -> None:
        """Take out an event entered by mistake, after asking."""
        question = _("Take out this entry? The member's record shows the card before it again.")
        self.act(_("Take out an entry about a card"), lambda session: acts.remove(session, event.id), question)

    def print_requests(self) -> None:
        """Show the list of cards to ask for."""
        self.show_paper("card_requests", _("Cards to be given out, given again, exchanged"))


def _stands(row: CardRow) -> str:
    found = labels.label(row.finding) if row.finding not in (None, CardFinding.IN_ORDER) else ""
    return ", ".join(part for part in (words.card_state(row.state), found) if part)


def _found(check: CheckRow) -> str:
    said = f"{labels.label(check.finding)} ({dates.show(check.checked_on)})"
    return f"{said}: {check.note}" if check.note else said


class CheckTable(TableView):
    """One key a member: Đ in order, H damaged, M lost, K not shown (or 1–4); Delete takes it back.

    `found(person, finding)`, finding None for Delete.
    """

    found = Signal(str, object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note the finding of the chosen member."""
        row: CardRow | None = self.chosen_row()
        pressed = KEYS.get(text.fold(event.text()))
        is_command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if row is None or is_command or (pressed is None and event.key() != Qt.Key.Key_Delete):
            super().keyPressEvent(event)
        else:
            self.found.emit(row.id, pressed)

    def go_on(self) -> None:
        """Go to the next member."""
        index = self.currentIndex()
        if index.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(index.row() + 1, 0))


class CheckPart(BadgesPart):
    """The check of all cards of a year (06, article 7.2a)."""

    PART = "check"
    SPLIT = (8, 4)
    HAS_DAY = False
    table: CheckTable

    def __init__(self, desk: Window) -> None:
        self.year = clock.today().year
        super().__init__(desk)
        self.years = self.add_choice(_("Year"), self._choose_year)
        self.years.blockSignals(True)
        for year in range(self.year, self.year - _YEARS_BACK, -1):
            self.years.addItem(str(year), year)
        self.years.blockSignals(False)
        self.table.found.connect(self.note_finding)

    def make_table(self) -> CheckTable:
        """Make the list that takes one key a member."""
        return CheckTable(self.columns(), f"badges.{self.PART}")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 20, sort=lambda row: row.name_key),
            Column("card_no", _("Card number"), 16, "centre", shown=lambda row: row.card_no or row.old_card_no),
            Column("finding", _("Found (Đ, H, M, K)"), 18, shown=lambda row: labels.heading(row.finding)),
            Column("checked_on", _("Checked (column)"), 11, "centre",
                   shown=lambda row: dates.show(row.check.checked_on) if row.check else ""),
            Column("note", _("Note"), 16, shown=lambda row: row.check.note if row.check else ""),
        ]  # fmt: skip

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Not checked yet"), lambda row: row.finding is None),
            Chip(_("Not in order"), lambda row: row.finding not in (None, CardFinding.IN_ORDER)),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("The rest in order"), self.check_rest, icon="ok"),
            Verb(_("Note …"), self.write_note, "Ctrl+N", needs_row=True, icon="edit"),
            Verb(_("List to check with"), self.print_list_of_check, "Ctrl+P", icon="print"),
            Verb(_("Minutes of the check"), self.print_minutes, icon="print"),
        ]

    def purpose(self) -> str:
        """Return what the part is for."""
        return _("Here the cell checks the cards of its official members once a year.")

    def load_rows(self, session: Session) -> Sequence[CardRow]:
        """Return the official members; probationers have no card yet."""
        rows = cards.card_rows(session, self.desk.cell_id, self._day(), year=self.year)
        return [row for row in rows if row.is_checkable]

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return what is known of one card, and the keys."""
        row: CardRow = self.chosen_row()
        lines = [
            Line(_("Card number"), row.card_no or row.old_card_no), Line(_("Issued on"), dates.show(row.issued_on)),
            Line(_("Finding"), labels.heading(row.finding) or _("not checked yet"), "" if row.finding else "warning"),
            Line(_("Note"), row.check.note if row.check else ""),
        ]  # fmt: skip
        keys = [
            Line("Đ, 1", labels.label(CardFinding.IN_ORDER)), Line("H, 2", labels.label(CardFinding.DAMAGED)),
            Line("M, 3", labels.label(CardFinding.LOST)), Line("K, 4", labels.label(CardFinding.NOT_SHOWN)),
            Line("Delete", _("take the finding back")),
        ]  # fmt: skip
        parts = [Part("", lines, verbs=[(_("Note …"), self.write_note)]), Part(_("Keys in the list"), keys)]
        return Detail(row.full_name, row.cell_name, parts)

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how far the check is."""
        found = cards.check_counts(rows)
        return _("Cards {year}: {checked}/{count} checked; damaged {damaged}, lost {lost}, not shown {hidden}").format(
            year=self.year, checked=found.checked, count=found.official, damaged=found.damaged, lost=found.lost,
            hidden=found.not_shown,
        )  # fmt: skip

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft."""
        return self._note_form() if key.startswith("badges.check:") else None

    # verbs

    def note_finding(self, person_id: str, finding: CardFinding | None) -> None:
        """Keep what one key said and go to the next member."""
        row: CardRow | None = self.chosen_row()
        name, year, on = row.full_name if row else "", self.year, self._checked_on()
        if finding is None:
            label = _("Take back the check of the card of {name}").format(name=name)
            perform(self.desk, label, lambda session: acts.clear_check(session, person_id, year))
            return
        label = _("Card of {name} checked").format(name=name)
        done = perform(self.desk, label, lambda session: acts.check(session, person_id, year, finding, on))
        if done is not None:
            self.table.go_on()

    def check_rest(self) -> None:
        """Note all cards not looked at yet as in order, after asking."""
        rest = [row for row in self.table.rows.all_rows() if row.finding is None]
        year, on = self.year, self._checked_on()
        if rest:
            self.act(
                _("The rest of the cards of {year} in order").format(year=year),
                lambda session: acts.check_rest(session, self.desk.cell_id, year, on),
                _("Note {count} cards not checked yet as in order?").format(count=len(rest)),
            )

    def write_note(self) -> None:
        """Write a note beside the finding of the chosen member."""
        form = self._note_form()
        if form is not None:
            self.open_form(form)

    def _note_form(self) -> FormSpec | None:
        row: CardRow | None = self.chosen_row()
        if row is None:
            return None
        person_id, year = row.id, self.year

        def save(session: Session, values: dict[str, Any], _why: Explanations) -> object:
            finding = CardFinding(values["finding"])
            return acts.check(session, person_id, year, finding, values["checked_on"], values["note"])

        title = _("Check of the card of {name}").format(name=row.full_name)
        known = row.check
        return spec(
            f"badges.check:{person_id}", title,
            [
                Field("finding", _("Finding"), "choice", required=True, options=options(CardFinding)),
                Field("checked_on", _("Checked on"), "day", required=True),
                Field("note", _("Note")),
            ],
            save, title,
            {"finding": known.finding if known else CardFinding.IN_ORDER.value,
             "checked_on": known.checked_on if known else self._checked_on(), "note": known.note if known else ""},
        )  # fmt: skip

    def print_list_of_check(self) -> None:
        """Show the list to check with."""
        self.show_paper("card_check_list", _("List to check the cards with"), year=str(self.year))

    def print_minutes(self) -> None:
        """Show the minutes of the check."""
        self.show_paper("card_check_minutes", _("Minutes of the check of the cards"), year=str(self.year))

    # inside

    def _day(self) -> Any:
        return min(clock.today(), clock.today().replace(year=self.year, month=12, day=31))

    def _checked_on(self) -> Any:
        return self._day()

    def _choose_year(self) -> None:
        year = self.years.currentData()
        if year and year != self.year and self.may_leave():
            self.year = year
            self.reload()
