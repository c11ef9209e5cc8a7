"""Papers of the procedures about one member: what each is for stands beside its wording."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import Session

from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.documents import ballots, case_forms, proposals, wording
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import TEXT, Build, DocumentType, Request
from chibo_app.models.cases import PartyCase
from chibo_app.queries import paper_case_facts, paper_cases, records
from chibo_app.queries.paper_case_facts import Wanted
from chibo_app.rules.kinds import CaseKind

# Papers made by builders of their own, with the kinds of case they are for.
_VOTED = frozenset({
    CaseKind.ADMISSION, CaseKind.READMISSION, CaseKind.RECOGNITION, CaseKind.REMOVAL, CaseKind.EXPULSION,
    CaseKind.DISCIPLINE, CaseKind.WITHDRAWAL, CaseKind.EXEMPTION,
})  # fmt: skip
_BUILT = {
    "proposal_removal": frozenset({CaseKind.REMOVAL}),
    "proposal_expulsion": frozenset({CaseKind.EXPULSION, CaseKind.DISCIPLINE}),
    "proposal_dismissal": frozenset({CaseKind.DISCIPLINE}),
    "proposal_leave": frozenset({CaseKind.WITHDRAWAL}),
    "ballot": _VOTED,
    "tally_minutes": _VOTED,
}
_ONLY = {
    "proposal_expulsion": (("discipline_form", frozenset({"expulsion"})),),
    "proposal_dismissal": (("discipline_form", frozenset({"dismissal_from_post"})),),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A paper whose text is data: its id and the file of wording it stands in."""

    id: str
    subject: str

    @property
    def table(self) -> dict[str, Any]:
        """The wording with what the paper is for."""
        return dict(wording.load(self.subject).sentences[self.id])


FORMS = tuple(
    Form(document_id, subject)
    for subject, ids in (
        ("admissions", ("proposal_admission", "proposal_readmission", "proposal_recognition", "helper_list",
                        "ceremony_minutes")),
        ("discipline", ("self_review_request", "self_review", "hearing_minutes", "verification_report",
                        "discipline_minutes", "decision_discipline")),
        ("member_papers", ("vote_report", "proposal_exemption", "exemption_application", "leave_application",
                           "death_report", "card_withdrawal_minutes", "complaint_note")),
        ("transfers", ("transfer_request", "transfer_remarks", "transfer_paper")),
        ("drafts", ("draft_removal_decision", "draft_expulsion_decision", "draft_leave_decision", "draft_exit_notice",
                    "draft_death_notice", "draft_recognition_notice")),
    )
    for document_id in ids
)  # fmt: skip


def kinds_of(document_id: str) -> frozenset[CaseKind]:
    """Return the kinds of case a document is for; none for a document that is not about a case."""
    if document_id in _BUILT:
        return _BUILT[document_id]
    form = next((one for one in FORMS if one.id == document_id), None)
    return frozenset(CaseKind(kind) for kind in form.table["kinds"]) if form else frozenset()


def suits(session: Session, document_id: str, case_id: str) -> bool:
    """Return whether a paper can be made of a case: its kind, its form of discipline, a vote that fell short."""
    case = records.get(session, PartyCase, case_id)
    try:
        paper_case_facts.check(session, case, wanted(document_id, Request()))
    except UserError:
        return False
    return True


def wanted(document_id: str, request: Request) -> Wanted:
    """Return what a paper of a case needs."""
    form = next((one for one in FORMS if one.id == document_id), None)
    if form is not None:
        return _wanted(form, request)
    only = _ONLY.get(document_id, ())
    needs_vote = document_id == "tally_minutes"
    return Wanted(document_id, kinds_of(document_id), _title(document_id), only=only, needs_vote=needs_vote)


def _wanted(form: Form, request: Request) -> Wanted:
    table = form.table
    return Wanted(
        form.id, kinds_of(form.id), _title(form.id), tuple(table["day"]), bool(table.get("may_be_blank")),
        _number(request, int(table["times"])) if "times" in table else 0,
        tuple((column, frozenset(values)) for column, values in table.get("only", {}).items()),
        needs_failed_vote=bool(table.get("needs_failed_vote")),
        unnamed_types=(table["symbol"],) if table.get("is_alone") else (),
    )  # fmt: skip


def _title(document_id: str) -> str:
    return wording.load("catalogue")(f"{document_id}.title")


def _number(request: Request, most: int) -> int:
    """Return which of several papers of one kind is wanted: `n`, the first where none is named."""
    wish = request.options.get("n") or "1"
    if wish.isdigit() and 1 <= int(wish) <= most:
        return int(wish)
    raise UserError(
        _("«{text}» is no number of this paper.").format(text=wish),
        next_step=_("Choose a number from 1 to {most}.").format(most=most),
    )


def _form(form: Form, session: Session, request: Request) -> Paper:
    needs = _wanted(form, request)
    record_id = "" if needs.may_be_blank and not request.ids else request.id
    facts = paper_case_facts.facts(session, record_id, request.on, needs, request.cell_id)
    return case_forms.build(facts, form.subject, form.id)


def _checked(session: Session, request: Request, document_id: str) -> None:
    """Refuse a case of another kind; a vote may stand in the place of a case."""
    case = session.get(PartyCase, request.id)
    if case is not None:
        paper_case_facts.check(session, case, wanted(document_id, request))


def _proposal(document_id: str, session: Session, request: Request) -> Paper:
    records.get(session, PartyCase, request.id)
    _checked(session, request, document_id)
    return proposals.build(paper_cases.proposal(session, request.id, request.on))


def _ballot(session: Session, request: Request) -> Paper:
    _checked(session, request, "ballot")
    count = int(request.options.get("count") or 0)
    matter = request.options.get("matter", "")
    return ballots.build(paper_cases.ballot(session, request.id, request.on, count, matter))


def _tally(session: Session, request: Request) -> Paper:
    _checked(session, request, "tally_minutes")
    return ballots.build_tally(paper_cases.tally(session, request.id))


def _type(document_id: str, build: Build) -> DocumentType:
    return DocumentType(document_id, TEXT, ("case",), build, "cases")


DOCUMENTS: tuple[DocumentType, ...] = (
    *(_type(one, partial(_proposal, one)) for one in _BUILT if one.startswith("proposal")),
    DocumentType("ballot", TEXT, ("case", "day"), _ballot, "cases"),
    _type("tally_minutes", _tally),
    *(_type(one.id, partial(_form, one)) for one in FORMS),
)
