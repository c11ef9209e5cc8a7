"""What the parts of the page about badges and cards share: their tables, the member shown, the acts on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.list_detail import ListDetailPage
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.pages import badges_forms as forms

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.badges import AwardRow
    from chibo_app.queries.party_age import AgeRow, BadgeRow, CertificateRow, GapRow
    from chibo_app.rules.badges import Plan
    from chibo_app.ui.kit.fields import FormSpec, Option

TABLES = frozenset({
    "person", "membership_spell", "membership_event", "participation_span", "party_age_gap", "party_age_certificate",
    "badge", "card_event", "card_check", "discipline", "rule_override",
})  # fmt: skip


def form_of_badge(name: str, badge: BadgeRow, full_name: str) -> FormSpec | None:
    """Return the form of a badge by the name of its draft."""
    makers: dict[str, Callable[[BadgeRow, str], FormSpec]] = {
        "badges.decide": forms.record_decision, "badges.present": forms.present, "badges.reissue": forms.reissue,
        "badges.back": forms.give_back,
    }  # fmt: skip
    return makers[name](badge, full_name) if name in makers else None


class BadgesPart(ListDetailPage):
    """One part: a list with its record. Widths are remembered by part, drafts belong to the page."""

    NAME = "badges"
    PART: ClassVar[str] = ""
    TABLES = TABLES

    def title(self) -> str:
        """Return nothing: the name of the part stands on its tab."""
        return ""

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name of the member")

    def make_table(self) -> TableView:
        """Make the list."""
        return TableView(self.columns(), f"badges.{self.PART}")

    def add_choice(self, caption: str, changed: Callable[[], None]) -> QuietCombo:
        """Put a list of choices into the head; `changed` is called when another is chosen."""
        choice = QuietCombo()
        choice.currentIndexChanged.connect(lambda _place: changed())
        self.head.add_field(caption, choice)
        return choice

    def act(self, label: str, work: Callable[[Session], object], question: str = "") -> None:
        """Do something as one act, after a question where one is given."""
        if not question or messages.ask(self.desk.widget(), question, _("Yes, do it")):
            perform(self.desk, label, work)

    def show_paper(self, document_id: str, title: str, ids: Sequence[str] = (), **options: str) -> None:
        """Show a paper of the cell as pages."""
        papers.preview(self.desk, papers.Wanted(
            document_id, title, cell_id=self.desk.cell_id or "", ids=ids, on=self.on, options=options
        ))  # fmt: skip


class PersonPart(BadgesPart):
    """A part whose record is a member with the Party age and the badges."""

    person: AgeRow | None = None
    awards: Sequence[AwardRow] = ()
    look: Plan | None = None

    def read_person(self, session: Session, person_id: str) -> AgeRow | None:
        """Read the member shown; None for somebody merged or taken out meanwhile."""
        from chibo_app.queries import badges, party_age
        from chibo_app.queries.overrides import rulebook

        rows = party_age.age_rows(session, None, self.on, [person_id])
        self.person = rows[0] if rows else None
        self.look = badges.plan(rulebook(session), self.on)
        self.awards = badges.awards_of(self.person, self.look) if self.person else ()
        return self.person

    def find_person(self, typed: str) -> Sequence[Option]:
        """Return members of the book by what was typed, in its order."""
        from chibo_app.queries import members
        from chibo_app.ui.kit.fields import Option as One

        with self.desk.store.read() as session:
            rows = members.member_rows(session, self.desk.cell_id, self.on)
        wanted = text.fold(typed).split()
        fitting = [row for row in rows if all(word in row.search_key for word in wanted)]
        return [One(row.id, row.full_name, row.cell_name) for row in fitting[:20]]

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft, of the member or badge it belongs to."""
        name, _colon, record_id = key.partition(":")
        person = self.person
        if person is None:
            return None
        gap = next((one for one in person.entered_gaps if one.id == record_id), None)
        certificate = next((one for one in person.certificates if one.id == record_id), None)
        own: dict[str, Callable[[], FormSpec | None]] = {
            "badges.decision": self.decision_form, "badges.start": self.start_form,
            "badges.propose": self.propose_form, "badges.gap": partial(self.gap_form, gap),
            "badges.certificate": partial(self.certificate_form, certificate),
        }  # fmt: skip
        if name in own:
            return own[name]()
        badge = next((one for one in person.badges if one.id == record_id), None)
        return form_of_badge(name, badge, person.full_name) if badge else None

    def _open(self, spec: FormSpec | None) -> None:
        if spec is not None:
            self.open_form(spec)

    # Party age

    def decision_form(self) -> FormSpec | None:
        """Return the form of the admission decision, with what is known of it."""
        from chibo_app.models.memberships import MembershipSpell
        from chibo_app.queries import records

        if self.person is None:
            return None
        with self.desk.store.read() as session:
            spells = records.of_owner(session, MembershipSpell, person_id=self.person.id)
            first = min(spells, key=lambda spell: spell.spell_no, default=None)
            known = {} if first is None else {
                "on": first.admission_decision_date, "number": first.admission_decision_no,
                "issuer": first.admission_decision_issuer,
            }  # fmt: skip
        return forms.decision(self.person.id, self.person.full_name, known)

    def set_decision(self) -> None:
        """Enter the decision Party age counts from."""
        self._open(self.decision_form())

    def start_form(self) -> FormSpec | None:
        """Return the form of a stated beginning."""
        if self.person is None:
            return None
        begun = self.person.reckoned.start
        stated = begun.on if begun and begun.basis == "stated" else None
        return forms.start(self.person.id, self.person.full_name, stated)

    def set_start(self) -> None:
        """Enter a beginning the committee stated."""
        self._open(self.start_form())

    def gap_form(self, known: GapRow | None = None) -> FormSpec | None:
        """Return the form of a time outside."""
        return forms.gap(self.person.id, self.person.full_name, known) if self.person else None

    def set_gap(self, known: GapRow | None = None) -> None:
        """Enter or correct a time outside."""
        self._open(self.gap_form(known))

    def remove_gap(self, known: GapRow) -> None:
        """Take out a time outside entered by mistake."""
        from chibo_app.actions import party_age

        self.act(_("Take out a time outside Party life"), lambda session: party_age.remove_gap(session, known.id))

    def certificate_form(self, known: CertificateRow | None = None) -> FormSpec | None:
        """Return the form of a certificate."""
        return forms.certificate(self.person.id, self.person.full_name, known) if self.person else None

    def set_certificate(self, known: CertificateRow | None = None) -> None:
        """Enter or correct a certificate."""
        self._open(self.certificate_form(known))

    def remove_certificate(self, known: CertificateRow) -> None:
        """Take out a certificate entered by mistake."""
        from chibo_app.actions import party_age

        self.act(_("Take out a certificate of Party age"), lambda s: party_age.remove_certificate(s, known.id))

    # badges

    def years(self) -> list[int]:
        """Return the badges there are."""
        return [int(row["years"]) for row in self.look.kinds] if self.look else []

    def propose_form(self, award: AwardRow | None = None) -> FormSpec | None:
        """Return the form that proposes a badge, the foreseen one first."""
        if self.person is None or self.look is None:
            return None
        open_ones = [years for years in self.years() if years > max(self.person.facts.held, default=0)]
        foreseen = award or next((one for one in self.awards if not one.badge_id), None)
        first = [foreseen.years] if foreseen else []
        rounds = [one for one in self.look.rounds if self.on <= one.on <= self.look.until]
        chosen: date | None = foreseen.round_on if foreseen else None
        ordered = [*first, *(years for years in open_ones if years not in first)]
        is_posthumous = self.person.reckoned.history.died_on is not None
        return forms.propose(
            self.person.id, self.person.full_name, ordered, rounds, chosen, is_posthumous=is_posthumous
        )

    def propose(self) -> None:
        """Propose a badge for the member shown."""
        self._open(self.propose_form())

    def decide(self, badge: BadgeRow) -> None:
        """Enter the decision on a proposal."""
        if self.person is not None:
            self.open_form(forms.record_decision(badge, self.person.full_name))

    def present(self, badge: BadgeRow) -> None:
        """Enter the day a badge was presented."""
        if self.person is not None:
            self.open_form(forms.present(badge, self.person.full_name))

    def withdraw(self, badge: BadgeRow) -> None:
        """Take back a proposal."""
        from chibo_app.actions import badges

        name = self.person.full_name if self.person else ""
        question = _("Take back the proposal of a badge for {name}?").format(name=name)
        label = _("Take back the proposal for {name}").format(name=name)
        self.act(label, lambda session: badges.withdraw_proposal(session, badge.id), question)

    def declare(self) -> None:
        """Show the declaration of the member as paper."""
        if self.person is not None:
            title = _("Declaration of {name}").format(name=self.person.full_name)
            self.show_paper("badge_declaration", title, [self.person.id])

    def declare_blank(self) -> None:
        """Show a blank declaration to be filled in by hand."""
        self.show_paper("badge_declaration", _("Blank declaration"))
