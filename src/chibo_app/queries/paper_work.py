"""Papers about assigned work, inspections and commendations, filled from the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlmodel import Session

from chibo_app.basics import dates, numbers
from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.models.assignments import Inspection
from chibo_app.queries import assignments, commendations, inspections, paper_heads, posts
from chibo_app.queries import work_papers as papers
from chibo_app.queries.assignments import AssignmentRow
from chibo_app.queries.commendations import CommendationRow
from chibo_app.queries.inspections import InspectionDetail, PaperRow
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.report_facts import Made
from chibo_app.rules.kinds import InspectionKind
from chibo_app.rules.rulebook import Row, Rulebook
from chibo_app.rules.written_text import Piece, piece

_UNKNOWN = "…"


def assignment_table(session: Session, cell_id: str, year: int, on: date) -> papers.AssignmentFacts:
    """Return the table of the assignments of a cell in a year."""
    found = assignments.register(session, cell_id, year, on)
    members = _members(session, cell_id, found.rows, on)
    return papers.AssignmentFacts(paper_heads.letterhead(session, cell_id, on), year, members, found.without)


def assignment_sheets(
    session: Session, cell_id: str, person_ids: Sequence[str], year: int, on: date
) -> list[papers.AssignmentFacts]:
    """Return one sheet for each of some members, or of all; a blank one where nobody is charged with anything yet.

    Raises NotFound when members were chosen and none of them has a charge.
    """
    head = paper_heads.letterhead(session, cell_id, on)
    rows = [row for row in assignments.rows(session, cell_id, year) if not person_ids or row.person_id in person_ids]
    if not rows and not person_ids:
        return [papers.AssignmentFacts(head, year, (papers.Charged("", "", ()),))]
    if not rows:
        raise NotFound(
            _("No work is assigned in {year} yet.").format(year=year), next_step=_("Assign work on the page first.")
        )
    return [papers.AssignmentFacts(head, year, (one,)) for one in _members(session, cell_id, rows, on)]


def _members(session: Session, cell_id: str, rows: Sequence[AssignmentRow], on: date) -> tuple[papers.Charged, ...]:
    held = posts.posts_on(session, cell_id, on)
    found = []
    for person_id, group in groupby(rows, key=lambda row: row.person_id):
        charges = list(group)
        post = paper_heads.post_title(session, tuple(held.get(person_id, ())), on)
        found.append(papers.Charged(charges[0].full_name, post, tuple(_charge(row) for row in charges)))
    return tuple(found)


def _charge(row: AssignmentRow) -> papers.Charge:
    return papers.Charge(
        row.kind, row.content, row.area, row.method, row.starts_on, row.due_on, row.expected_result, row.helped_name,
        row.result or "",
    )  # fmt: skip


def programme(session: Session, cell_id: str, year: int, on: date) -> papers.ProgrammeFacts:
    """Return the inspection and supervision programme of a year."""
    lines = []
    for row in inspections.rows(session, cell_id, year):
        one = inspections.detail(session, row.id)
        lines.append(papers.ProgrammeLine(
            row.kind, row.subject, row.person_name, row.period_from, row.period_to, row.planned_on,
            "\n".join(team_names(one)), one.facts.content,
        ))  # fmt: skip
    return papers.ProgrammeFacts(paper_heads.letterhead(session, cell_id, on), year, tuple(lines))


def file_index(session: Session, inspection_id: str, cell_id: str, on: date) -> papers.IndexFacts:
    """Return the list of the papers in a file: those made, and the others to be filled in by hand.

    Without an inspection that of the newest one, and a blank list of a thematic inspection where there is none.
    """
    newest = inspections.rows(session, cell_id)[-1:]
    wanted = inspection_id or next((row.id for row in newest), "")
    if not wanted:
        blank = Inspection(cell_id=cell_id, kind=InspectionKind.THEMATIC_INSPECTION, year=on.year, subject=_UNKNOWN)
        lines = tuple(_index_line(one) for one in inspections.checklist(blank, (), rulebook(session)))
        return papers.IndexFacts(paper_heads.letterhead(session, cell_id, on), blank.kind, _UNKNOWN, "", lines)
    one = inspections.detail(session, wanted)
    lines = tuple(_index_line(paper) for paper in one.papers)
    head = paper_heads.letterhead(session, one.facts.cell_id, on)
    return papers.IndexFacts(head, one.facts.kind, one.facts.subject, one.person_name, lines)


def _index_line(paper: PaperRow) -> papers.IndexLine:
    code = paper.code if paper.stage else ""
    return papers.IndexLine(code, paper.title, paper.made_on, paper.signed_by or paper.signer, paper.note)


def commendation_list(session: Session, cell_id: str, year: int, on: date) -> papers.CommendationFacts:
    """Return the list of the commendations of a cell in a year."""
    lines = tuple(_commended(row) for row in commendations.rows(session, cell_id, year))
    return papers.CommendationFacts(paper_heads.letterhead(session, cell_id, on), year, lines)


def _commended(row: CommendationRow) -> papers.CommendedLine:
    decision = " ".join(part for part in (row.decision_no, dates.show(row.decision_on)) if part)
    return papers.CommendedLine(
        row.full_name, row.kind, row.title, row.awarding_body, row.proposed_on, decision, row.note
    )


def team_names(one: InspectionDetail) -> list[str]:
    """Return the leader, the clerk and the other members of the team."""
    others = [line.strip() for line in one.facts.team.splitlines() if line.strip()]
    return [name for name in (one.leader_name, one.clerk_name, *others) if name]


def commendation_words(session: Session, cell_id: str, year: int, on: date) -> Made:
    """Return what a submission says of the commendations proposed in a year."""
    found = commendations.rows(session, cell_id, year)
    columns = tuple(rulebook(session).row("document_sentences", "commendations", on)["columns"])
    lines = [
        (str(number), row.full_name, row.title, row.awarding_body or _UNKNOWN) for number, row in enumerate(found, 1)
    ]
    table = [Piece("table", rows=(columns, *lines))] if lines else []
    words = {"commended_year": str(year), "proposed_count": numbers.padded(len(found))}
    return Made(words, {"commendations": table})


def inspection_words(one: InspectionDetail, rules: Rulebook, on: date) -> Made:
    """Return what an inspection gives the papers of its file."""
    facts = one.facts
    period = [dates.show(day) for day in (facts.period_from, facts.period_to) if day]
    words = {
        "inspection_work": str(rules.row("document_sentences", "inspection_work", on)[facts.kind]),
        "inspection_subject": facts.subject, "inspection_year": str(facts.year),
        "inspection_content": facts.content or facts.subject, "inspected": one.person_name or _UNKNOWN,
        "inspection_period": " – ".join(period) or _UNKNOWN, "plan_day": dates.show(facts.planned_on) or _UNKNOWN,
        "concluded_day": dates.show(one.meeting_on) or _UNKNOWN,
        "follow_up_day": dates.show(facts.follow_up_on) or _UNKNOWN,
    }  # fmt: skip
    parts = {"team": _team(one, rules.row("document_sentences", "inspection_team", on))}
    parts |= {name: _lines(getattr(facts, name)) for name in ("strengths", "weaknesses", "requirements")}
    return Made(words, parts)


def _team(one: InspectionDetail, say: Row) -> list[Piece]:
    named = [("leader", one.leader_name), ("clerk", one.clerk_name)]
    listed = [str(say[post]).format(name=name) for post, name in named if name]
    listed += [line.strip() for line in one.facts.team.splitlines() if line.strip()]
    return [piece(line, "item") for line in listed or [_UNKNOWN]]


def _lines(words: str) -> list[Piece]:
    return [piece(line, "item") for line in words.splitlines() if line.strip()] or [piece(_UNKNOWN, "item")]
