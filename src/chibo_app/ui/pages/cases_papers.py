"""The papers of a case: those its steps print, as far as the catalogue of documents has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import messages, papers

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.rules.rulebook import Row
    from chibo_app.ui.kit.window import Window
    from chibo_app.ui.pages.cases_forms import Shown

_REQUEST = "self_review_request"
_AFTER_THE_VOTE = ("proposal_", "tally_minutes", "vote_report")


def suited(session: Session, case_id: str, row: Row) -> frozenset[str]:
    """Return the papers named by a procedure that can be made of a case as it stands."""
    from chibo_app.documents import catalogue, catalogue_cases

    known = {one.id for one in catalogue.DOCUMENTS}
    named = {one for step in row["steps"] for one in step.get("documents", ()) if one in known}
    return frozenset(one for one in named if catalogue_cases.suits(session, one, case_id))


def of_step(shown: Shown, key: str) -> list[tuple[str, str]]:
    """Return the papers of one step: ids of the catalogue with their titles."""
    from chibo_app.documents import catalogue

    ids = [one for one in shown.step(key).get("documents", ()) if one in shown.papers]
    return [(one, catalogue.find(one).title) for one in ids]


def of_case(shown: Shown) -> list[tuple[str, str]]:
    """Return all papers of a case, those of the next step first, each once."""
    upcoming = shown.case.next_step
    keys = [upcoming.key] if upcoming else []
    keys += [step.key for step in shown.case.steps]
    return list(dict.fromkeys(paper for key in keys for paper in of_step(shown, key)))


def preview(window: Window, document_id: str, shown: Shown) -> None:
    """Show a paper of the case; what it needs first is said when it is missing."""
    from chibo_app.documents import catalogue

    case = shown.case
    if document_id.startswith(_AFTER_THE_VOTE) and case.vote is None and not case.earlier_votes:
        messages.problem(
            window.widget(),
            _("The cell has not voted on this case yet. Take the vote at a meeting, with the case chosen, first."),
        )
        return
    title = _("{paper} – {name}").format(paper=catalogue.find(document_id).title, name=case.full_name)
    facts = case.facts
    wanted = papers.Wanted(
        document_id, title, cell_id=facts.cell_id, ids=(facts.id,), on=facts.resolution_on, options=_options(shown)
    )
    papers.preview(window, wanted)


def _options(shown: Shown) -> dict[str, str]:
    """Return which of the requests for a self-review is printed: the coming one, of as many as the rules know."""
    most = shown.step(_REQUEST).get("times")
    sent = sum(one.kind == _REQUEST for one in shown.case.acts)
    return {"n": str(min(sent + 1, int(most)))} if most else {}
