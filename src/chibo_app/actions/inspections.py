"""Inspections and supervisions by the cell: opened, their papers ticked off, concluded, closed (7.2).

The program keeps the file and its terms; it judges nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.actions import writing
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.assignments import Inspection, InspectionPaper
from chibo_app.models.base import change, create
from chibo_app.models.writing import WrittenDocument
from chibo_app.queries import paper_work, records, written_starts
from chibo_app.queries import writing as written
from chibo_app.queries.overrides import rulebook
from chibo_app.rules.kinds import InspectionKind


def begin(session: Session, cell_id: str, kind: InspectionKind, year: int, subject: str, **facts: Any) -> Inspection:
    """Enter an inspection into the programme of a year. Raises Refused for what cannot be."""
    made = create(Inspection, cell_id=cell_id, kind=kind, year=year, subject=subject, **facts)
    _judge(made)
    session.add(made)
    return made


def edit(session: Session, inspection_id: str, **changes: Any) -> Inspection:
    """Change the facts of an inspection."""
    made = change(records.get(session, Inspection, inspection_id), **changes)
    _judge(made)
    return made


def remove(session: Session, inspection_id: str) -> None:
    """Take out an inspection entered by mistake, with its papers. Raises Refused once it is closed."""
    made = records.get(session, Inspection, inspection_id)
    if made.closed_on is not None:
        raise Refused([Problem("", "inspection_closed", _("A closed inspection stays in the book."))])
    for paper in records.of_owner(session, InspectionPaper, inspection_id=inspection_id):
        session.delete(paper)
    session.flush()
    session.delete(made)


def paper_made(
    session: Session, inspection_id: str, code: str, made_on: date, *, signed_by: str = "", note: str = ""
) -> InspectionPaper:
    """Tick a paper of the file as made, or correct what stands about it."""
    records.get(session, Inspection, inspection_id)
    found = _paper(session, inspection_id, code)
    if found is not None:
        return change(found, made_on=made_on, signed_by=signed_by, note=note)
    paper = create(
        InspectionPaper, inspection_id=inspection_id, code=code, made_on=made_on, signed_by=signed_by, note=note
    )
    session.add(paper)
    return paper


def paper_undone(session: Session, inspection_id: str, code: str) -> None:
    """Take back the tick of a paper."""
    found = _paper(session, inspection_id, code)
    if found is not None:
        session.delete(found)


def conclude(
    session: Session,
    inspection_id: str,
    *,
    strengths: str,
    weaknesses: str,
    requirements: str,
    follow_up_on: date | None = None,
    meeting_id: str | None = None,
) -> Inspection:
    """Record what the cell concluded. Raises Refused when nothing is concluded, or asked for without a day."""
    if not (strengths.strip() or weaknesses.strip()):
        raise Refused([Problem("strengths", "nothing_concluded", _("Write what the cell concluded."))])
    if requirements.strip() and follow_up_on is None:
        sentence = _("Say by which day the member reports on what is asked for.")
        raise Refused([Problem("follow_up_on", "no_follow_up", sentence)])
    return change(
        records.get(session, Inspection, inspection_id), strengths=strengths, weaknesses=weaknesses,
        requirements=requirements, follow_up_on=follow_up_on, meeting_id=meeting_id,
    )  # fmt: skip


def close(session: Session, inspection_id: str, on: date) -> Inspection:
    """Close an inspection. Raises Refused before the cell concluded, or before the plan."""
    made = records.get(session, Inspection, inspection_id)
    if not (made.strengths or made.weaknesses):
        sentence = _("Record the conclusion of the cell first.")
        raise Refused([Problem("closed_on", "not_concluded", sentence)])
    if made.planned_on and on < made.planned_on:
        raise Refused([Problem("closed_on", "closed_before_plan", _("It cannot be closed before its plan."))])
    return change(made, closed_on=on)


def reopen(session: Session, inspection_id: str) -> Inspection:
    """Take back the closing."""
    return change(records.get(session, Inspection, inspection_id), closed_on=None)


def write_paper(session: Session, inspection_id: str, code: str, on: date) -> WrittenDocument:
    """Begin a paper of the file as a written document, filled from the inspection. Raises Refused without template."""
    from chibo_app.queries import inspections

    found = inspections.detail(session, inspection_id)
    paper = next((one for one in found.papers if one.code == code), None)
    templates = {one.key: one for one in written.templates(session, on)}
    if paper is None or paper.template not in templates:
        raise Refused([Problem("", "no_template", _("This paper has no draft in the program."))])
    template, facts = templates[paper.template], found.facts
    words = paper_work.inspection_words(found, rulebook(session), on)
    signers = {"team": facts.leader_id, "chair": facts.leader_id, "member": facts.person_id}
    begun = written_starts.start(session, template, facts.cell_id, on, made=words)
    return writing.start(
        session, facts.cell_id, template.type, begun.subject, on, begun.pieces, template=template.key,
        addressee=begun.addressee, recipients=begun.recipients, meeting_id=facts.meeting_id,
        signer_id=signers.get(template.signed_by),
    )  # fmt: skip


def _paper(session: Session, inspection_id: str, code: str) -> InspectionPaper | None:
    return session.exec(select(InspectionPaper).filter_by(inspection_id=inspection_id, code=code)).first()


def _judge(made: Inspection) -> None:
    problems = list(_problems(made))
    if problems:
        raise Refused(problems)


def _problems(made: Inspection) -> Iterator[Problem]:
    if made.period_from and made.period_to and made.period_to < made.period_from:
        yield Problem("period_to", "period_reversed", _("The period ends before it begins."))
    if made.person_id and made.person_id in (made.leader_id, made.clerk_id):
        sentence = _("Who is inspected cannot lead the team or keep its records.")
        yield Problem("person_id", "inspects_oneself", sentence)
    if made.leader_id and made.leader_id == made.clerk_id:
        yield Problem("clerk_id", "leader_is_clerk", _("The leader and the clerk of the team are two people."))
