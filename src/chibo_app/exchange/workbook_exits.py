"""A register of those who left the Party, imported as history: persons, their time in the Party, cases, events.

Age and period rules are warnings here: what happened then is not judged by what should have happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from chibo_app.actions import exit_imports
from chibo_app.actions.import_plan import ExitFacts, ExitPlan, ExitRow, RowState
from chibo_app.actions.imports import book_mark
from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.exchange import sheets
from chibo_app.exchange.exit_rows import ExitReader, ExitValues, cell_key
from chibo_app.exchange.known_people import Known
from chibo_app.exchange.sheets import Sheet
from chibo_app.exchange.source_list import other_lists, row_problem, source_list
from chibo_app.exchange.workbook_members import JUDGED, Match, form_problems, match_book, twins
from chibo_app.models.cases import PartyCase
from chibo_app.models.organisations import Cell
from chibo_app.queries import cells, overrides
from chibo_app.rules import people, transitions
from chibo_app.rules.kinds import CaseKind, EventKind, Standing
from chibo_app.rules.membership import MEMBERS, StandingEvent
from chibo_app.rules.people import MemberFacts
from chibo_app.rules.rulebook import NotInForce, Rulebook

EVENTS = {
    CaseKind.EXPULSION: EventKind.EXPELLED,
    CaseKind.REMOVAL: EventKind.REMOVED,
    CaseKind.WITHDRAWAL: EventKind.WITHDREW,
}
_OF_THE_TIME = frozenset({"ground_not_for_standing", "ground_not_in_force", "readmission_too_early"})


def read(path: Path) -> Sheet:
    """Read a register of exits. Raises CannotOpen with a sentence when the file is wrong or holds none."""
    return sheets.read(path, "exits")


def plan(sheet: Sheet, session: Session, today: date, cell_id: str | None = None) -> ExitPlan:
    """Judge every row and say what an import would do; `cell_id` is for registers without a column of cells."""
    reader = ExitReader(sheet, today)
    every = [reader.read(row) for row in sheet.rows]
    matches = match_book(session, [values.facts for values in every], today)
    known_cells = _cell_ids(session)
    judge = _Judge(session, overrides.rulebook(session), today)
    rows, problems = [], other_lists(sheet)
    for values in every:
        home = cell_id if not values.cell_name else known_cells.get(cell_key(values.cell_name))
        row, remarks = judge.row(values, home, matches.get(values.facts.number))
        rows.append(row)
        named = values.facts.fields
        problems += [row_problem(sheet, row.number, remark, named.get(remark.where, "")) for remark in remarks]
    ids, spellings = _homes(rows, known_cells, cell_id)
    return ExitPlan(
        source_list(sheet), tuple(rows), tuple(problems), ids, tuple(dict.fromkeys(spellings.values())), spellings,
        _parent(session, every, today), book_mark(session),
    )  # fmt: skip


def _cell_ids(session: Session) -> dict[str, str]:
    known = cells.names(session)
    return {
        cell_key(version.name): cell.id
        for cell in session.exec(select(Cell)).all()
        for version in known.versions.get(cell.organisation_id, ())
    }


def _homes(
    rows: Sequence[ExitRow], known: Mapping[str, str], cell_id: str | None
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cells by the names the register uses; and for names the book lacks, the first spelling used."""
    named = dict.fromkeys(row.cell_name for row in rows if row.state != "refused")
    found = {name: known[cell_key(name)] for name in named if cell_key(name) in known}
    if "" in named and cell_id:
        found[""] = cell_id
    missing = [name for name in named if name and name not in found]
    first: dict[str, str] = {}
    for name in missing:
        first.setdefault(cell_key(name), name)
    return found, {name: first[cell_key(name)] for name in missing}


def _parent(session: Session, every: Iterable[ExitValues], today: date) -> str:
    """Return the organisation above new cells: that of the cells already known, else who decided most often."""
    parents = Counter(row.parent_name for row in cells.cells(session, today) if row.parent_name)
    issuers = parents or Counter(values.decision_issuer for values in every if values.decision_issuer)
    return issuers.most_common(1)[0][0] if issuers else ""


class _Judge:
    """Judges the rows of one register; remembers whom it has met."""

    def __init__(self, session: Session, rulebook: Rulebook, today: date) -> None:
        self._session = session
        self._rulebook = rulebook
        self._today = today
        self._met: Known[int] = Known()

    def row(self, values: ExitValues, home: str | None, match: Match | None) -> tuple[ExitRow, list[Problem]]:
        """Return what becomes of a row and the remarks about it."""
        facts = values.facts
        problems = [*facts.problems, *values.problems, *self._people_problems(values), *form_problems(facts)]
        if facts.name:
            problems += twins(self._met, facts)
        if not values.cell_name and home is None:
            problems.append(Problem("cell", "cell_missing", _("The cell is missing.")))
        problems += self._assume_official(values)
        recorded = self._recorded(values, match)
        problems += self._book_problems(values, home, match, is_recorded=recorded)
        if not errors(problems) and not recorded:
            problems += self._exit_problems(values, home, match)
        plain = ExitRow(facts.number, "refused", facts.name, values.cell_name)
        if errors(problems):
            return plain, problems
        self._met.add(facts.number, facts.person)
        state: RowState = "unchanged" if recorded else "changed" if match else "new"
        return replace(
            plain, state=state, person=facts.person, spell=facts.spell, exit=self._exit(values),
            person_id=match.known.person.id if match else None,
        ), problems  # fmt: skip

    def _people_problems(self, values: ExitValues) -> list[Problem]:
        facts = values.facts
        given = {name: value for name in JUDGED if (value := facts.get(name)) is not None}
        left = PartialDate.of(values.decision_on) if values.decision_on else None
        judged = people.check(MemberFacts(full_name=facts.name, left_on=left, **given), self._today, self._rulebook)
        told = {problem.where for problem in errors(facts.problems)}
        expected = bool(values.facts.standing)  # named official, the register's day is assumed; probationary, none is
        return [
            problem.at("decision_on") if problem.where == "left_on" else problem
            for problem in judged
            if problem.where not in told and not (expected and problem.code == "official_date_missing")
        ]

    def _assume_official(self, values: ExitValues) -> list[Problem]:
        """A register may only say «chính thức»: the day is then that of the rules, and the person is told so."""
        spell = values.facts.spell
        admitted: PartialDate | None = spell.get("admission_date")
        if values.facts.standing != "official" or "official_date" in spell or admitted is None:
            return []
        try:
            months = self._rulebook.row("probation", "standard", admitted.earliest()).get("months")
        except NotInForce:
            months = None
        day = dates.add_months(admitted.earliest(), months or 0)
        spell["official_date"] = PartialDate(day.isoformat()[: len(admitted.iso)])
        return [Problem("official_date", "official_date_assumed", _(
            "The register gives no official date; {day} is taken."
        ).format(day=dates.show(spell["official_date"])), "warning")]  # fmt: skip

    def _recorded(self, values: ExitValues, match: Match | None) -> bool:
        if match is None or match.known.state.standing in MEMBERS or values.kind is None:
            return False
        query = select(PartyCase.id).where(
            PartyCase.person_id == match.known.person.id,
            PartyCase.kind == values.kind,
            PartyCase.decision_on == values.decision_on,
        )
        return self._session.exec(query).first() is not None

    def _book_problems(
        self, values: ExitValues, home: str | None, match: Match | None, *, is_recorded: bool
    ) -> Iterable[Problem]:
        if match is None or is_recorded:
            return
        state = match.known.state
        if match.likeness.is_other_person:
            yield Problem(match.likeness.by, "number_of_another", _(
                "In the book this number belongs to another person, {name}."
            ).format(name=match.known.person.full_name))  # fmt: skip
        elif state.standing not in MEMBERS:
            yield Problem("full_name", "exit_differs", _(
                "The book already records how this person left, with other acts than the register."
            ))  # fmt: skip
        elif home is None or state.cell_id not in (None, home):
            yield Problem("cell", "in_another_cell", _("In the book this person is on the roll of another cell."))

    def _exit_problems(self, values: ExitValues, home: str | None, match: Match | None) -> list[Problem]:
        """Judge the exit against the history; a ground that does not fit its time is only remarked."""
        left = self._exit(values)
        if left is None:
            return []
        spell = values.facts.spell
        if match and match.known.spell:
            spell = {name: getattr(match.known.spell, name) for name in ("admission_date", "official_date")}
        history = [
            StandingEvent(kind, spell[name], home)
            for name, kind in (("admission_date", EventKind.ADMITTED), ("official_date", EventKind.BECAME_OFFICIAL))
            if spell.get(name)
        ]
        on = PartialDate.of(exit_imports.effective_on(left, self._rulebook))
        found = transitions.judge_event(
            history, StandingEvent(left.event, on, home, left.ground or None), self._rulebook
        )
        if any(problem.code in _OF_THE_TIME for problem in found):
            values.ground = ""
        where = {"on": "decision_on", "ground": "reason", "kind": "exit_kind"}
        return [
            replace(problem, level="warning" if problem.code in _OF_THE_TIME else problem.level,
                    where=where.get(problem.where, problem.where))
            for problem in found
        ]  # fmt: skip

    def _exit(self, values: ExitValues) -> ExitFacts | None:
        if values.kind is None or values.decision_on is None:
            return None
        before = Standing.OFFICIAL if "official_date" in values.facts.spell else Standing.PROBATIONARY
        return ExitFacts(
            values.kind, EVENTS[values.kind], before, values.ground, values.reason, values.resolution_on,
            values.decision_no, values.decision_on, values.decision_issuer, values.announced_on,
        )  # fmt: skip
