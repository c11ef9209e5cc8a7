"""Inspections and supervisions of a cell: the list of a year, one with the checklist of its papers (7.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import text
from chibo_app.models.assignments import Inspection, InspectionPaper
from chibo_app.queries import memberships, records
from chibo_app.queries.assignments import held_days
from chibo_app.queries.lives import parts
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import deadlines
from chibo_app.rules.deadlines import Deadline
from chibo_app.rules.kinds import InspectionKind
from chibo_app.rules.rulebook import NotInForce, Row, Rulebook

STAGES = ("prepare", "work", "conclude", "close")
_START = "inspection_start"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper of the checklist; without an id it is not made yet. `template`, `document`: how it is begun."""

    code: str
    title: str
    signer: str
    stage: str
    template: str
    document: str
    starts: bool
    id: str | None
    made_on: date | None
    signed_by: str
    note: str


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspection in the list. `stage` is the first with a paper still lacking, `closed` when it is closed."""

    id: str
    cell_id: str
    kind: InspectionKind
    year: int
    subject: str
    person_id: str | None
    person_name: str
    planned_on: date | None
    period_from: date | None
    period_to: date | None
    follow_up_on: date | None
    closed_on: date | None
    stage: str
    made: int
    wanted: int
    has_started: bool

    @property
    def search(self) -> str:
        """The folded text a list searches in."""
        return text.search_key(f"{self.subject} {self.person_name}")


@dataclass(frozen=True, slots=True)
class InspectionDetail:
    """One inspection with names, its papers in order and the day its team has to begin by."""

    facts: Inspection
    person_name: str
    leader_name: str
    clerk_name: str
    meeting_on: date | None
    papers: tuple[PaperRow, ...]
    stage: str
    start_by: Deadline | None


def rows(session: Session, cell_id: str | None, year: int | None = None) -> list[InspectionRow]:
    """Return the inspections of a cell (None: the book), of one year or all, in the order of their plans."""
    query = select(Inspection)
    if cell_id:
        query = query.where(Inspection.cell_id == cell_id)
    if year is not None:
        query = query.where(Inspection.year == year)
    found = session.exec(query).all()
    names = _names(session, (one.person_id for one in found))
    papers = _papers(session, [one.id for one in found])
    rules = rulebook(session)
    made = [_row(one, names, checklist(one, papers[one.id], rules)) for one in found]
    return sorted(made, key=lambda row: (row.planned_on or date(row.year, 12, 31), row.subject))


def detail(session: Session, inspection_id: str) -> InspectionDetail:
    """Return one inspection. Raises NotFound."""
    one = records.get(session, Inspection, inspection_id)
    names = _names(session, (one.person_id, one.leader_id, one.clerk_id))
    rules = rulebook(session)
    papers = checklist(one, records.of_owner(session, InspectionPaper, inspection_id=one.id), rules)
    held = held_days(session, [one.meeting_id] if one.meeting_id else [])
    return InspectionDetail(
        one, names.get(one.person_id or "", ""), names.get(one.leader_id or "", ""), names.get(one.clerk_id or "", ""),
        held.get(one.meeting_id or ""), tuple(papers), stage_of(one, papers), start_by(one.planned_on, rules),
    )  # fmt: skip


def start_by(planned_on: date | None, rules: Rulebook) -> Deadline | None:
    """Return the day the team has to begin by, reckoned from the day the plan was signed."""
    if planned_on is None:
        return None
    try:
        return deadlines.due(_START, planned_on, rules)
    except NotInForce:
        return None


def checklist(one: Inspection, made: Iterable[InspectionPaper], rules: Rulebook) -> list[PaperRow]:
    """Return the papers the file of an inspection holds, made or not, then those added by name."""
    by_code = {paper.code: paper for paper in made}
    day = one.planned_on or date(one.year, 1, 1)
    known = [row for row in rules.rows("inspection_papers", day) if one.kind.value in row["kinds"]]
    listed = [_paper(row, by_code.pop(row.key, None)) for row in known]
    others = sorted(by_code.values(), key=lambda paper: (paper.made_on or date.max, paper.code))
    return [*listed, *(_own_paper(paper) for paper in others)]


def stage_of(one: Inspection, papers: Sequence[PaperRow]) -> str:
    """Return the stage an inspection stands at."""
    if one.closed_on is not None:
        return "closed"
    if not any(paper.stage for paper in papers):  # a kind without a known list: by what is recorded
        return STAGES[-1] if one.strengths or one.weaknesses else STAGES[1] if one.planned_on else STAGES[0]
    lacking = {paper.stage for paper in papers if paper.id is None}
    return next((stage for stage in STAGES if stage in lacking), STAGES[-1])


def _paper(row: Row, made: InspectionPaper | None) -> PaperRow:
    return PaperRow(
        row.key, str(row["title"]), str(row["signer"]), str(row["stage"]), str(row["template"]), str(row["document"]),
        bool(row["starts"]), *_made(made),
    )  # fmt: skip


def _own_paper(made: InspectionPaper) -> PaperRow:
    return PaperRow(made.code, made.code, "", "", "", "", False, *_made(made))


def _made(made: InspectionPaper | None) -> tuple[str | None, date | None, str, str]:
    return (made.id, made.made_on, made.signed_by, made.note) if made else (None, None, "", "")


def _row(one: Inspection, names: dict[str, str], papers: Sequence[PaperRow]) -> InspectionRow:
    done = [paper for paper in papers if paper.id is not None]
    starting = [paper for paper in papers if paper.starts]
    return InspectionRow(
        one.id, one.cell_id, one.kind, one.year, one.subject, one.person_id, names.get(one.person_id or "", ""),
        one.planned_on, one.period_from, one.period_to, one.follow_up_on, one.closed_on, stage_of(one, papers),
        len(done), len(papers), not starting or any(paper.id for paper in starting),
    )  # fmt: skip


def _names(session: Session, ids: Iterable[str | None]) -> dict[str, str]:
    wanted = sorted({one for one in ids if one})
    return {person.id: person.full_name for person in memberships.people(session, wanted)}


def _papers(session: Session, ids: list[str]) -> dict[str, list[InspectionPaper]]:
    grouped: dict[str, list[InspectionPaper]] = defaultdict(list)
    for part in parts(ids):
        for paper in session.exec(select(InspectionPaper).where(col(InspectionPaper.inspection_id).in_(part or []))):
            grouped[paper.inspection_id].append(paper)
    return grouped
