"""What can be done with the case shown: the next step, every other step, papers, and the cases that follow it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import CaseKind, CaseOutcome
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.pages import cases_forms as forms
from chibo_app.ui.pages import cases_opening as opening
from chibo_app.ui.pages import cases_papers as papers
from chibo_app.ui.pages import cases_picture as pictures

if TYPE_CHECKING:
    from chibo_app.queries.cases import ActRow, CaseDetail
    from chibo_app.ui.pages.cases import CasesPage

Act = Callable[[], object]
_FREE_ACTS = ("self_review_request", "evidence")  # done as often as needed, besides being steps


class Acts:
    """The acts of one case on the page that shows it."""

    def __init__(self, page: CasesPage, shown: forms.Shown) -> None:
        self._page, self._shown = page, shown
        self._case: CaseDetail = shown.case
        self._is_open = self._case.facts.closed_on is None
        self._is_decided = self._case.facts.decision_on is not None
        self._keys = [step.key for step in self._case.steps]

    def verbs(self) -> dict[str, pictures.Verbs]:
        """Return what can be done, by the part of the picture it stands in."""
        known = papers.of_case(self._shown)
        found: dict[str, pictures.Verbs] = {
            "papers": [(title, partial(papers.preview, self._page.desk, one, self._shown)) for one, title in known],
            "after": self._after(),
        }
        return found | self._of_open_case() if self._is_open else found

    def do_next(self) -> None:
        """Open the form of the step that comes next."""
        step = self._case.next_step
        self._page.open_form(forms.step(self._shown, step.key) if step else forms.close(self._shown))

    def step_acts(self) -> dict[str, Act]:
        """Return how each step not done yet is done, also out of its turn where the rules allow it."""
        if not self._is_open:
            return {}
        return {step.key: self._form(step.key) for step in self._case.steps if step.state != "done"}

    def form(self, name: str) -> Any:
        """Return the form a draft belongs to, by the first part of its key."""
        makers: dict[str, Callable[[forms.Shown], Any]] = {
            "edit": forms.facts, "remark": forms.remark, "resolution": forms.resolution, "decision": forms.decision,
            "announcement": forms.announcement, "returns": forms.returns,
        }  # fmt: skip
        if name in makers:
            return makers[name](self._shown)
        kind, _dot, key = name.partition(".")
        return forms.step(self._shown, key) if kind == "step" and key else None

    # inside

    def _of_open_case(self) -> dict[str, pictures.Verbs]:
        found: dict[str, pictures.Verbs] = {
            "next": self._next(), "acts": self._further_acts(), "facts": self._about_facts(),
        }  # fmt: skip
        words = {
            "resolution": _("Record the resolution"),
            "decision": _("Record the decision"),
            "announced": _("Record the announcement"),
        }
        for key, title in words.items():
            if key in self._keys:
                found[key] = [(title, self._form(key))]
        if self._is_decided:
            found["resolution"] = []
            found["decision"] = [(_("Entered by mistake …"), partial(self._show, forms.mistake))]
        if "card_withdrawn" in self._keys:
            found["returns"] = [(_("Record returns"), partial(self._show, forms.returns))]
        return found

    def _next(self) -> pictures.Verbs:
        step = self._case.next_step
        if step is None:
            return [(_("Close the case"), partial(self._show, forms.close))]
        found: list[tuple[str, Act]] = [(_("Do this step"), self._form(step.key))]
        for document_id, title in papers.of_step(self._shown, step.key):
            found.append((title, partial(papers.preview, self._page.desk, document_id, self._shown)))
        return found

    def _about_facts(self) -> pictures.Verbs:
        found: list[tuple[str, Act]] = []
        edit = forms.remark if self._is_decided else forms.facts
        found.append((_("Remark") if self._is_decided else _("Edit"), partial(self._show, edit)))
        if self._shown.asking.row["group"] in {"violation", "out"} or self._case.facts.kind in opening.WAYS:
            found.append((_("Which way is right?"), self._aid))
        if self._case.next_step is not None:
            found.append((_("Close the case"), partial(self._show, forms.close)))
        return found

    def _further_acts(self) -> pictures.Verbs:
        found: list[tuple[str, Act]] = []
        words = {"self_review_request": _("Request sent"), "evidence": _("Add evidence")}
        found += [(words[key], self._act(key)) for key in _FREE_ACTS if key in self._keys and not self._is_decided]
        if self._case.facts.kind is CaseKind.REMOVAL and not self._is_decided:
            found += [
                (_("Refused openly"), self._act(forms.REFUSED)),
                (_("Education began"), self._act(forms.EDUCATION)),
            ]
        longer = [step.key for step in self._case.steps if step.span_act == "extend" and step.state == "done"]
        found += [(_("Prolong again"), self._form(key)) for key in longer]
        if self._case.acts:
            found.append((_("Take out the last"), partial(self._take_out, self._case.acts[-1])))
        return found

    def _after(self) -> pictures.Verbs:
        """Offer the cases that are about this decision: complaint, revocation, restoration, as the rules name them."""
        facts, asking = self._case.facts, self._shown.asking
        if facts.decision_outcome is not CaseOutcome.ACCEPTED:
            return []
        return [
            (_("{case}: this decision").format(case=row["title"]), partial(self._open_about, CaseKind(row.key)))
            for row in asking.rules.rows("cases", asking.on)
            if facts.kind.value in row["needs_about"]
        ]

    def _form(self, key: str) -> Act:
        return lambda: self._page.open_form(forms.step(self._shown, key))

    def _act(self, key: str) -> Act:
        title = pictures.act_title(key, self._case.steps)
        return lambda: self._page.open_form(forms.act(self._shown, key, title))

    def _show(self, make: Callable[[forms.Shown], Any]) -> None:
        self._page.open_form(make(self._shown))

    def _aid(self) -> None:
        self._page.open_case(person_id=self._case.facts.person_id)

    def _open_about(self, kind: CaseKind) -> None:
        self._page.open_case(person_id=self._case.facts.person_id, kind=kind, about=self._case.facts.id)

    def _take_out(self, one: ActRow) -> None:
        from chibo_app.actions import cases

        title = pictures.act_title(one.kind, self._case.steps)
        desk = self._page.desk
        question = _("Take out “{act}” of {day}?").format(act=title, day=dates.show(one.done_on))
        if messages.ask(desk.widget(), question, _("Take out"), more=_("It can be undone.")):
            label = _("Take out “{act}”").format(act=title)
            perform(desk, label, lambda session: cases.remove_step(session, one.id))
