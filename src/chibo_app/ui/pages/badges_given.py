"""The part «Đã tặng»: badges decided so far, their presenting, reissue and return."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import badges
from chibo_app.queries.badges import GivenRow
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import badges_forms as forms
from chibo_app.ui.pages import badges_words as words
from chibo_app.ui.pages.badges_detail import Verbs
from chibo_app.ui.pages.badges_part import PersonPart

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.fields import FormSpec


class GivenPart(PersonPart):
    """Badges given."""

    PART = "given"
    SPLIT = (6, 5)

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 19, sort=lambda row: row.name_key),
            Column("years", _("Badge (column)"), 9, "right", shown=lambda row: str(row.badge.years)),
            Column("number", _("Number"), 13, shown=lambda row: row.badge.number),
            Column("decided", _("Decided (column)"), 11, "centre", shown=lambda row: dates.show(row.badge.decision_on),
                   sort=lambda row: (0, row.badge.decision_on.iso if row.badge.decision_on else "")),
            Column("state", _("Stands"), 18, shown=lambda row: words.given_state(row.badge)),
        ]  # fmt: skip

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(
                _("Not presented yet"), lambda row: row.badge.presented_on is None and row.badge.proposed_on is not None
            ),
            Chip(_("Given back (chip)"), lambda row: row.badge.returned_on is not None),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Badge given earlier …"), self.enter_given, "Ctrl+N", icon="add"),
            Verb(_("Presented …"), self.present_chosen, needs_row=True, icon="ok"),
            Verb(_("Correct …"), self.correct, needs_row=True, icon="edit"),
        ]

    def purpose(self) -> str:
        """Return what the part is for."""
        return _(
            "Here stand the badges given so far. Enter those of earlier years too: then only what is due is foreseen."
        )

    def load_rows(self, session: Session) -> Sequence[GivenRow]:
        """Return the badges decided."""
        if self.look is None:
            from chibo_app.queries.overrides import rulebook

            self.look = badges.plan(rulebook(session), self.on)
        return badges.given(session, self.desk.cell_id, self.on)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one badge."""
        row: GivenRow = self.chosen_row()
        self.read_person(session, row.person_id)
        badge = row.badge
        lines = [
            Line(_("Badge"), words.kind(badge.years)),
            Line(_("Number of the badge"), badge.number),
            Line(_("Decided on"), dates.show(badge.decision_on)),
            Line(_("Number of the decision"), badge.decision_no),
            Line(_("Decided by"), badge.decision_issuer),
            Line(_("Round"), dates.show(badge.round_on)),
            Line(_("Presented on"), dates.show(badge.presented_on)),
            Line(_("Why early"), badge.early_reason if badge.is_early else ""),
            Line(_("Posthumous"), _("yes; the family keeps the badge") if badge.is_posthumous else ""),
            Line(_("Issued again on"), dates.show(badge.reissued_on)),
            Line(_("Given back on"), dates.show(badge.returned_on)),
            Line(_("Note"), badge.note),
        ]
        verbs: Verbs = [
            (_("Presented …"), self.present_chosen), (_("Correct …"), self.correct),
            (_("Lost, issued again …"), partial(self._badge_form, "badges.reissue")),
            (_("Given back …"), partial(self._badge_form, "badges.back")),
            (_("Take out"), self.remove_chosen),
        ]  # fmt: skip
        return Detail(row.full_name, row.cell_name, [Part("", lines, verbs=verbs)])

    def counts(self, rows: Sequence[Any]) -> str:
        """Say how many there are."""
        return _("{count} badges").format(count=len(rows))

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft."""
        return self.given_form() if key.startswith("badges.given:") else super().form_for(key)

    # verbs

    def given_form(self) -> FormSpec:
        """Return the form of a badge given earlier."""
        return forms.given(self.years(), self.find_person)

    def enter_given(self) -> None:
        """Enter a badge given earlier."""
        self.open_form(self.given_form())

    def present_chosen(self) -> None:
        """Enter the day the chosen badge was presented."""
        self._badge_form("badges.present")

    def correct(self) -> None:
        """Correct number and decision of the chosen badge."""
        self._badge_form("badges.decide")

    def remove_chosen(self) -> None:
        """Take out a badge entered by mistake, after asking."""
        from chibo_app.actions import badges as acts

        row: GivenRow | None = self.chosen_row()
        if row is not None:
            label = _("Take out the badge of {name}").format(name=row.full_name)
            question = _("Take out this badge of {name}, entered by mistake?").format(name=row.full_name)
            self.act(label, lambda session: acts.remove(session, row.id), question)

    def _badge_form(self, name: str) -> None:
        from chibo_app.ui.pages.badges_part import form_of_badge

        row: GivenRow | None = self.chosen_row()
        spec = form_of_badge(name, row.badge, row.full_name) if row else None
        if spec is not None:
            self.open_form(spec)
