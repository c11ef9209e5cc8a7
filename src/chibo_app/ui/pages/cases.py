"""The page Hồ sơ: procedures about one member, with what comes next and what protects the member side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import CaseKind
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.detail import Detail
from chibo_app.ui.kit.fields import FormSpec, Option
from chibo_app.ui.kit.list_detail import Chip, ListDetailPage, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import cases_forms as forms
from chibo_app.ui.pages import cases_papers as papers
from chibo_app.ui.pages import cases_picture as pictures

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.cases import ActRow, CaseDetail
    from chibo_app.rules.rulebook import Rulebook
    from chibo_app.ui.kit.window import Window


class CasesPage(ListDetailPage):
    """See the module's text."""

    NAME = "cases"
    HAS_DAY = False
    SPLIT = (4, 5)
    TABLES = frozenset({
        "party_case", "case_step", "vote", "meeting", "person", "membership_event", "explanation", "opening_fact",
        "attendance", "rule_override", "attachment",
    })  # fmt: skip

    def __init__(self, desk: Window) -> None:
        self.case: CaseDetail | None = None
        self.rules: Rulebook | None = None
        super().__init__(desk)

    # what the page declares

    def title(self) -> str:
        """Return the name of the page."""
        return _("Cases")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("full_name", _("Full name"), 17, sort=lambda row: row.name_key),
            Column("kind", _("Case"), 12, shown=lambda row: labels.heading(row.kind)),
            Column("due_on", _("Due"), 10, "centre"),
            Column("next_title", _("Next step"), 24, shown=lambda row: row.next_title or _("done")),
        ]

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Open cases"), lambda row: not row.is_closed),
            Chip(labels.heading(CaseKind.REMOVAL), lambda row: row.kind is CaseKind.REMOVAL),
            Chip(labels.heading(CaseKind.EXPULSION), lambda row: row.kind is CaseKind.EXPULSION),
            Chip(labels.heading(CaseKind.WITHDRAWAL), lambda row: row.kind is CaseKind.WITHDRAWAL),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("Open a case"), self.open_case, "Ctrl+N", icon="add"),
            Verb(_("Print proposal"), lambda: self._print(papers.PROPOSAL), "Ctrl+P", needs_row=True, icon="print"),
            Verb(_("Ballots"), lambda: self._print(papers.BALLOTS), needs_row=True, icon="print"),
            Verb(_("Tally minutes"), lambda: self._print(papers.TALLY), needs_row=True, icon="print"),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _("Here removal, expulsion and voluntary leave are dealt with step by step, with the member's rights.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: name, case, step …")

    def load_rows(self, session: Session) -> Sequence[Any]:
        """Return the cases, open ones first."""
        from chibo_app.queries import cases

        return cases.case_rows(session, self.desk.cell_id)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one case."""
        from chibo_app.queries import cases, overrides

        self.case = cases.case_detail(session, record_id)
        self.rules = overrides.rulebook(session)
        missed = _missed_months(session, self.case)
        seen = pictures.picture(self.case, self.rules, self._verbs_of(self.case), missed)
        owner = attachments.Owner("party_case", record_id, seen.name)
        return replace(seen, parts=[*seen.parts, attachments.read_section(self.desk, session, owner)])

    def counts(self, rows: Sequence[Any]) -> str:
        """Return the sentence under the list."""
        return _("{count} cases, {open} open").format(count=len(rows), open=sum(not row.is_closed for row in rows))

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft of the case shown."""
        case = self.case
        if case is None or not key.endswith(case.facts.id):
            return None
        makers: dict[str, Callable[[], FormSpec]] = {
            "cases.edit": lambda: forms.facts(case, self._rules()),
            "cases.resolution": lambda: self._resolution_form(case),
            "cases.decision": lambda: forms.decision(case),
            "cases.announcement": lambda: forms.announcement(case, self._meetings()),
            "cases.returns": lambda: forms.returns(case),
        }
        name = key.partition(":")[0]
        return makers[name]() if name in makers else None

    # verbs

    def open_case(self) -> None:
        """Open a case about a member."""
        from chibo_app.ui.dialogs.open_case import OpenCase

        OpenCase(self.desk, self._opened).open()

    def _opened(self, case_id: str) -> None:
        self.reload()
        self.choose(case_id)
        self.table.setFocus()

    def _verbs_of(self, case: CaseDetail) -> dict[str, pictures.Verbs]:
        rules, show = self._rules(), self.open_form
        is_closed = case.facts.closed_on is not None
        found: dict[str, pictures.Verbs] = {
            "next": self._next_verbs(case),
            "facts": [(_("Edit"), lambda: _run(show, forms.facts(case, rules)))],
            "acts": self._act_verbs(case),
            "resolution": [(_("Record the resolution"), lambda: _run(show, self._resolution_form(case)))],
            "decision": [(_("Record the decision"), lambda: _run(show, forms.decision(case)))],
            "announcement": [
                (_("Record the announcement"), lambda: _run(show, forms.announcement(case, self._meetings())))
            ],
            "returns": [
                (_("Record returns"), lambda: _run(show, forms.returns(case))),
                (_("Close the case"), lambda: _run(show, forms.close(case))),
            ],
        }
        if case.facts.decision_on is not None:
            found["resolution"] = found["facts"] = []
            found["decision"] = [(_("Entered by mistake …"), self._take_back_decision)]
        return dict.fromkeys(found, ()) if is_closed else found

    def _next_verbs(self, case: CaseDetail) -> pictures.Verbs:
        """Offer the form of the very step that comes next."""
        step, rules = case.next_step, self._rules()
        if step is None:
            return [(_("Close the case"), lambda: _run(self.open_form, forms.close(case)))]
        makers: dict[str, Callable[[], FormSpec]] = {
            "resolution": lambda: self._resolution_form(case),
            "decision": lambda: forms.decision(case),
            "announced": lambda: forms.announcement(case, self._meetings()),
            "delivered": lambda: forms.announcement(case, self._meetings()),
        }
        makers |= dict.fromkeys(("card_withdrawn", "badge_withdrawn", "dossier_sent"), lambda: forms.returns(case))
        key, title = step.key, step.title
        make = makers.get(key, lambda: forms.step(case, key, title) or forms.act(case, key, title, rules))
        return [(_("Do this step"), lambda: _run(self.open_form, make()))]

    def _act_verbs(self, case: CaseDetail) -> list[tuple[str, Callable[[], None]]]:
        rules = self._rules()
        found = [
            (_("Add evidence"), lambda: _run(self.open_form, self._act(case, forms.EVIDENCE, rules))),
        ]
        if case.facts.kind is CaseKind.REMOVAL:
            found.insert(0, (_("Request sent"), lambda: _run(self.open_form, self._act(case, forms.REQUEST, rules))))
            found.append((_("Refused openly"), lambda: _run(self.open_form, self._act(case, forms.REFUSED, rules))))
            found.append((_("Education began"), lambda: _run(self.open_form, self._act(case, forms.EDUCATION, rules))))
        if case.acts:
            found.append((_("Take out the last"), lambda: self._remove_act(case.acts[-1])))
        return found

    def _act(self, case: CaseDetail, kind: str, rules: Rulebook) -> FormSpec:
        return forms.act(case, kind, pictures.act_title(kind), rules)

    def _remove_act(self, one: ActRow) -> None:
        from chibo_app.actions import cases

        title = pictures.act_title(one.kind)
        if messages.ask(
            self.desk.widget(),
            _("Take out “{act}” of {day}?").format(act=title, day=dates.show(one.done_on)),
            _("Take out"),
            more=_("It can be undone."),
        ):
            perform(
                self.desk, _("Take out “{act}”").format(act=title), lambda session: cases.remove_step(session, one.id)
            )

    def _take_back_decision(self) -> None:
        from chibo_app.actions import cases
        from chibo_app.ui.kit.fields import Field, Section

        case = self.case
        if case is None:
            return
        case_id = case.facts.id
        spec = FormSpec(
            key=f"cases.mistake:{case_id}",
            title=_("The decision was entered by mistake"),
            sections=[Section("", [Field("note", _("Why the entry was a mistake"), "lines", required=True)])],
            save=lambda session, values, _given: cases.take_back_decision(session, case_id, str(values["note"])),
            label=lambda _values: _("Take back a decision entered by mistake"),
        )
        self.open_form(spec)

    # inside

    def _rules(self) -> Rulebook:
        if self.rules is None:
            from chibo_app.queries import overrides

            with self.desk.store.read() as session:
                self.rules = overrides.rulebook(session)
        return self.rules

    def _resolution_form(self, case: CaseDetail) -> FormSpec:
        votes = [*case.earlier_votes, *([case.vote] if case.vote else [])]
        votes.sort(key=lambda vote: vote.round_no)
        days = {row.id: row.held_on for row in self._meeting_rows()}
        known = [
            Option(vote.id, f"{dates.show(days[vote.meeting_id])}, " + pictures.vote_words(
                vote, days[vote.meeting_id], self._rules()
            ))
            for vote in votes
        ]  # fmt: skip
        return forms.resolution(case, known, {vote.id: (vote.meeting_id, days[vote.meeting_id]) for vote in votes})

    def _meeting_rows(self) -> Sequence[Any]:
        from chibo_app.queries import meetings

        cell_id = self.case.facts.cell_id if self.case else self.desk.cell_id
        with self.desk.store.read() as session:
            return meetings.meeting_rows(session, cell_id)

    def _meetings(self) -> list[Option]:
        rows = self._meeting_rows()
        return [Option(row.id, f"{dates.show(row.held_on)} – {labels.heading(row.type)}") for row in rows]

    def _print(self, document_id: str) -> None:
        if self.case is not None:
            papers.preview(self.desk, document_id, self.case)


def _missed_months(session: Session, case: CaseDetail) -> list[str]:
    """Return what the records say of months missed without reason, in the year of the case and the one before."""
    from chibo_app.queries import roll_calls

    facts = case.facts
    years = (facts.opened_on.year - 1, facts.opened_on.year)
    found = [roll_calls.absences(session, facts.cell_id, facts.person_id, year) for year in years]
    return [one.sentence for one in found if one.months]


def _run(show: Callable[[FormSpec], object], spec: FormSpec) -> None:
    show(spec)
