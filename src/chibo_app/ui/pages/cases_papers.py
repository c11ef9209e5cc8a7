"""The papers of a case: which document of the catalogue, made of which records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import CaseKind
from chibo_app.ui.kit import messages, papers

if TYPE_CHECKING:
    from chibo_app.queries.cases import CaseDetail
    from chibo_app.ui.kit.window import Window

PROPOSAL, BALLOTS, TALLY = "proposal", "ballot", "tally_minutes"
_PROPOSALS = {
    CaseKind.REMOVAL: "proposal_removal",
    CaseKind.EXPULSION: "proposal_expulsion",
    CaseKind.WITHDRAWAL: "proposal_leave",
}


def preview(window: Window, document_id: str, case: CaseDetail) -> None:
    """Show a paper of the case; what it needs first is said when it is missing."""
    if document_id in {PROPOSAL, TALLY} and case.vote is None and not case.earlier_votes:
        messages.problem(
            window.widget(),
            _("The cell has not voted on this case yet. Take the vote at a meeting, with the case chosen, first."),
        )
        return
    title = {
        PROPOSAL: _("Proposal: {case} – {name}"),
        BALLOTS: _("Ballots: {case} – {name}"),
        TALLY: _("Tally minutes: {case} – {name}"),
    }[document_id].format(case=case.title, name=case.full_name)
    known_id = _PROPOSALS[case.facts.kind] if document_id == PROPOSAL else document_id
    wanted = papers.Wanted(
        known_id, title, cell_id=case.facts.cell_id, ids=(case.facts.id,), on=case.facts.resolution_on
    )
    papers.preview(window, wanted)
