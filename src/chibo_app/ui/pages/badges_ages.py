"""The parts «Tuổi đảng» and «Dự báo huy hiệu»: ages as of a day, badges of the next rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import badges, party_age
from chibo_app.queries.badges import AwardRow
from chibo_app.queries.party_age import AgeRow
from chibo_app.ui.kit.detail import Detail
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import badges_detail
from chibo_app.ui.pages import badges_words as words
from chibo_app.ui.pages.badges_part import PersonPart

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.rules.badges import Round
    from chibo_app.ui.kit.window import Window

_THIRTY_YEARS = 30 * 12


class AgesPart(PersonPart):
    """Everybody's Party age, computed and certified."""

    PART = "ages"
    SPLIT = (6, 5)

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 20, sort=lambda row: row.name_key),
            Column("age", _("Party age"), 17, shown=words.age, sort=_months),
            Column("certified", _("Certified"), 15, shown=_certified),
            Column("held", _("Badge (column)"), 9, "right", shown=lambda row: str(row.held or "")),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("30 years and more"), lambda row: _months(row) >= _THIRTY_YEARS),
            Chip(_("Dates missing"), lambda row: row.facts.first is None),
            Chip(_("Differs from the certificate"), lambda row: bool(row.difference)),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Certificate …"), self.set_certificate_of_row, "Ctrl+N", needs_row=True, icon="add"),
            Verb(_("Admission decision …"), self.set_decision, needs_row=True, icon="edit"),
        ]

    def purpose(self) -> str:
        """Return what the part is for."""
        return _("Here the Party age of every member is reckoned to the month, with the reasons.")

    def document(self) -> tuple[str, str]:
        """Return the list of Party ages."""
        return ("party_age_list", _("List of Party ages"))

    def load_rows(self, session: Session) -> Sequence[AgeRow]:
        """Return the members of the day."""
        return party_age.age_rows(session, self.desk.cell_id, self.on)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one member."""
        person = self.read_person(session, record_id)
        return badges_detail.describe(person, self) if person else Detail("")

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how many there are, and of how many the age is not known well enough."""
        rough = sum(row.reckoned.age is not None and row.facts.first is None for row in rows)
        thirty = sum(_months(row) >= _THIRTY_YEARS for row in rows)
        return _("{count} members; {thirty} with 30 years and more; of {rough} the exact dates are missing").format(
            count=len(rows), thirty=thirty, rough=rough
        )

    def set_certificate_of_row(self) -> None:
        """Enter a certificate of the chosen member."""
        self.set_certificate()


def _months(row: AgeRow) -> int:
    return row.reckoned.age.total_months if row.reckoned.age else -1


def _certified(row: AgeRow) -> str:
    newest = row.certificate
    if newest is None:
        return ""
    return ("⚠ " if row.difference else "") + newest.age.text


class ForecastPart(PersonPart):
    """The badges of the next rounds, round by round."""

    PART = "forecast"
    SPLIT = (6, 5)

    def __init__(self, desk: Window) -> None:
        self.round_on: date | None = None
        self.rounds: Sequence[Round] = ()
        super().__init__(desk)
        self.choice = self.add_choice(_("Round"), self._choose_round)
        self.choice.addItem(_("All rounds"), None)

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 19, sort=lambda row: row.name_key),
            Column("years", _("Badge (column)"), 9, "right"),
            Column("reached_on", _("Reached (column)"), 11, "centre"),
            Column("round_on", _("Round"), 11, "centre"),
            Column("state", _("Stands"), 17, shown=words.state),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("To propose"), lambda row: row.state in ("to_come", "late", "posthumous")),
            Chip(_("Proposed"), lambda row: row.state == "proposed"),
            Chip(_("Waiting, unclear"), lambda row: row.state in ("waiting", "undated")),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Propose …"), self.propose, "Ctrl+N", needs_row=True, icon="add"),
            Verb(_("Propose the round"), self.propose_round),
            Verb(_("Decision …"), self.decide_chosen, needs_row=True, icon="edit"),
            Verb(_("List"), self.print_round, "Ctrl+P", icon="print"),
            Verb(_("Submission"), self.print_submission, icon="print"),
        ]

    def purpose(self) -> str:
        """Return what the part is for."""
        return _("Nobody reaches a badge in the next 24 months, as far as the dates of this book tell.")

    def load_rows(self, session: Session) -> Sequence[AwardRow]:
        """Return what is foreseen; the rounds to choose from go with it."""
        self.rounds = badges.rounds_ahead(session, self.on)
        rows = badges.forecast(session, self.desk.cell_id, self.on)
        return [row for row in rows if self.round_on in (None, row.round_on)]

    def _show_rows(self, rows: Any) -> None:
        self._fill_rounds()
        super()._show_rows(rows)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of the member of the chosen line."""
        person = self.read_person(session, record_id.partition(":")[0])
        return badges_detail.describe(person, self, is_badge_first=True) if person else Detail("")

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how many badges of which kind, and by when the files of a chosen round are due."""
        kinds = Counter(row.years for row in rows)
        told = ", ".join(f"{words.kind(years)}: {count}" for years, count in sorted(kinds.items()))
        chosen = next((one for one in self.rounds if one.on == self.round_on), None)
        if chosen is None or chosen.files_due_on is None:
            return told
        day = dates.show(chosen.files_due_on)
        return _("{kinds}; files to the province by {day}").format(kinds=told or "0", day=day)

    # verbs

    def propose(self) -> None:
        """Propose the badge of the chosen line."""
        chosen = next((award for award in self.awards if award.id == self.chosen_id() and not award.badge_id), None)
        self._open(self.propose_form(chosen))

    def propose_round(self) -> None:
        """Propose everybody of the chosen round (else of the first one) as one act."""
        from chibo_app.actions import badges as acts

        rows = badges.proposable(self.table.rows.all_rows())
        day = self.round_on or next((row.round_on for row in rows), None)
        names = [row.full_name for row in rows if row.round_on == day]
        if day is None or not names:
            return
        shown = dates.show(day)
        self.act(
            _("Propose the badges of the round of {day}").format(day=shown),
            lambda session: acts.propose_round(session, self.desk.cell_id, day, self.on),
            _("Propose {count} members for the round of {day}?").format(count=len(names), day=shown)
            + "\n" + ", ".join(names),
        )  # fmt: skip

    def decide_chosen(self) -> None:
        """Enter the decision on the proposal of the chosen line."""
        row: AwardRow | None = self.chosen_row()
        found = [badge for badge in self.person.badges if row and badge.id == row.badge_id] if self.person else []
        if found:
            self.decide(found[0])
        else:
            self.propose()

    def print_round(self) -> None:
        """Show the list of the chosen round."""
        self.show_paper("badge_list", _("List of those proposed for a badge"), **self._option())

    def print_submission(self) -> None:
        """Show the submission of the chosen round."""
        self.show_paper("badge_submission", _("Submission for badges"), **self._option())

    def _option(self) -> dict[str, str]:
        row: AwardRow | None = self.chosen_row()
        day = self.round_on or (row.round_on if row else None)
        return {"round": day.isoformat()} if day else {}

    def _choose_round(self) -> None:
        chosen = self.choice.currentData()
        day = date.fromisoformat(chosen) if chosen else None
        if day != self.round_on and self.may_leave():
            self.round_on = day
            self.reload()

    def _fill_rounds(self) -> None:
        wanted = [(_("All rounds"), None), *((one.title, one.on.isoformat()) for one in self.rounds)]
        if [self.choice.itemData(place) for place in range(self.choice.count())] == [data for _title, data in wanted]:
            return
        self.choice.blockSignals(True)
        self.choice.clear()
        for title, data in wanted:
            self.choice.addItem(title, data)
        self.choice.setCurrentIndex(max(0, self.choice.findData(self.round_on.isoformat() if self.round_on else None)))
        self.choice.blockSignals(False)
