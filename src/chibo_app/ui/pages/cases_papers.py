"""The papers of a case: those its steps print, as far as the catalogue of documents has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import messages, papers

if TYPE_CHECKING:
    from chibo_app.queries.cases import CaseDetail
    from chibo_app.ui.kit.window import Window
    from chibo_app.ui.pages.cases_forms import Shown

_AFTER_THE_VOTE = ("proposal_", "tally_minutes", "vote_report")


def of_step(shown: Shown, key: str) -> list[tuple[str, str]]:
    """Return the papers of one step: ids of the catalogue with their titles; those not made yet are passed by."""
    from chibo_app.documents import catalogue

    titles = {one.id: one.title for one in catalogue.DOCUMENTS}
    return [(one, titles[one]) for one in shown.step(key).get("documents", ()) if one in titles]


def of_case(case: CaseDetail, shown: Shown) -> list[tuple[str, str]]:
    """Return all papers of a case, those of the next step first, each once."""
    upcoming = case.next_step
    keys = [upcoming.key] if upcoming else []
    keys += [step.key for step in case.steps]
    return list(dict.fromkeys(paper for key in keys for paper in of_step(shown, key)))


def preview(window: Window, document_id: str, case: CaseDetail) -> None:
    """Show a paper of the case; what it needs first is said when it is missing."""
    has_voted = case.vote is not None or bool(case.earlier_votes)
    if document_id.startswith(_AFTER_THE_VOTE) and not has_voted:
        messages.problem(
            window.widget(),
            _("The cell has not voted on this case yet. Take the vote at a meeting, with the case chosen, first."),
        )
        return
    from chibo_app.documents import catalogue

    title = _("{paper} – {name}").format(paper=catalogue.find(document_id).title, name=case.full_name)
    facts = case.facts
    papers.preview(
        window, papers.Wanted(document_id, title, cell_id=facts.cell_id, ids=(facts.id,), on=facts.resolution_on)
    )
