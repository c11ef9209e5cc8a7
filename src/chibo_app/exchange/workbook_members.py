"""An office's list of members, judged row by row against the rules, itself and the book. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from chibo_app.actions.import_plan import ImportPlan, MemberRow, RowState, ValueChange
from chibo_app.actions.imports import book_mark
from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.exchange import book_people, columns, sheets
from chibo_app.exchange.book_people import BookPerson
from chibo_app.exchange.known_people import Known, Likeness
from chibo_app.exchange.member_rows import Facts, RowReader, words_of
from chibo_app.exchange.sheets import Sheet
from chibo_app.exchange.source_list import other_lists, row_problem, source_list
from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.people import Person, PersonForm
from chibo_app.queries import overrides
from chibo_app.rules import identity, labels, people
from chibo_app.rules.kinds import Standing
from chibo_app.rules.membership import MEMBERS
from chibo_app.rules.people import MemberFacts
from chibo_app.rules.rulebook import Rulebook

JUDGED = tuple(one.name for one in fields(MemberFacts) if one.name not in ("full_name", "left_on"))
_NUMBERS = frozenset({"citizen_id", "card_no", "old_card_no", "old_id_no"})
_CAME_TO_AN_END = frozenset(
    {Standing.EXPELLED, Standing.REMOVED, Standing.WITHDRAWN, Standing.ADMISSION_ANNULLED, Standing.DECEASED,
     Standing.TRANSFERRED_OUT}
)  # fmt: skip


def read(path: Path) -> Sheet:
    """Read a list of members. Raises CannotOpen when the file is wrong, holds no list, or tells who left the Party."""
    sheet = sheets.read(path, "members")
    if any("ra khoi dang" in text.fold(caption) or "hinh thuc ra" in text.fold(caption) for caption in sheet.captions):
        _refuse_a_register_of_exits(sheets.read(path, "exits"))
    return sheet


def _refuse_a_register_of_exits(sheet: Sheet) -> None:
    """A roll has a column for leaving too, nearly empty; where most rows fill it, nobody in the list is a member."""
    places = sheet.columns_of("exit_kind")
    left = sum(any(str(row.cells[place] or "").strip() for place in places) for row in sheet.rows)
    if left * 2 > len(sheet.rows):
        raise CannotOpen(
            _("This list tells who left the Party; its people are no members."),
            _("Nothing was imported."),
            _("Please import it as a register of exits."),
        )


def plan(sheet: Sheet, session: Session, cell_id: str, today: date) -> ImportPlan:
    """Judge every row and say what an import into a cell would do. Nothing is written."""
    reader = RowReader(sheet, today)
    every = [reader.read(row) for row in sheet.rows]
    matches = match_book(session, every, today)
    judge = _Judge(overrides.rulebook(session), cell_id, today)
    rows, problems = [], other_lists(sheet)
    for facts in every:
        row, remarks = judge.row(facts, matches.get(facts.number))
        rows.append(row)
        problems += [row_problem(sheet, facts.number, remark, facts.fields.get(remark.where, "")) for remark in remarks]
    return ImportPlan(cell_id, today, source_list(sheet), tuple(rows), tuple(problems), book_mark(session))


@dataclass(frozen=True, slots=True)
class Match:
    """A row's counterpart in the book, and how they met."""

    likeness: Likeness[str]
    known: BookPerson


def match_book(session: Session, every: Iterable[Facts], today: date) -> Mapping[int, Match]:
    """Return for each row number the person of the book it speaks of; numbers first, then name and birth."""
    index = book_people.index(session)
    named = [facts for facts in every if facts.name]
    met = {facts.number: found for facts in named if (found := index.by_number(facts.person))}
    claimed = {found.who for found in met.values()}
    for facts in named:
        if facts.number not in met and (found := index.by_name(facts.person, but_not=claimed)):
            met[facts.number] = found
    known = book_people.load(session, (found.who for found in met.values()), today)
    return {number: Match(found, known[found.who]) for number, found in met.items()}


class _Judge:
    """Judges the rows of one list from the top; remembers whom it has met."""

    def __init__(self, rulebook: Rulebook, cell_id: str, today: date) -> None:
        self._rulebook = rulebook
        self._cell_id = cell_id
        self._today = today
        self._met: Known[int] = Known()

    def row(self, facts: Facts, match: Match | None) -> tuple[MemberRow, list[Problem]]:
        """Return what becomes of a row and the remarks about it."""
        problems = [*facts.problems, *self._judge_facts(facts, match)]
        if facts.name:
            problems += twins(self._met, facts)
        if match:
            problems += self._judge_match(facts, match)
        if errors(problems):
            return MemberRow(facts.number, "refused", facts.name), problems
        self._met.add(facts.number, facts.person)
        return _outcome(facts, match), problems

    def _judge_facts(self, facts: Facts, match: Match | None) -> list[Problem]:
        given: dict[str, Any] = {name: value for name in JUDGED if (value := facts.get(name)) is not None}
        if match and not match.likeness.is_other_person:
            own = book_people.facts_of(match.known, JUDGED)
            given = {name: value for name, value in own.items() if value is not None} | given
        judged = people.check(MemberFacts(full_name=facts.name, **given), self._today, self._rulebook)
        told = {problem.where for problem in errors(facts.problems)}
        odd = {problem.code for problem in facts.problems}
        return [
            *(one for one in judged if one.where not in told and one.code not in odd),
            *_standing_problems(facts),
            *form_problems(facts),
        ]

    def _judge_match(self, facts: Facts, match: Match) -> Iterable[Problem]:
        state, likeness = match.known.state, match.likeness
        if likeness.is_other_person:
            yield Problem(likeness.by, "number_of_another", _(
                "In the book this number belongs to another person, {name}."
            ).format(name=match.known.person.full_name))  # fmt: skip
        elif state.standing in _CAME_TO_AN_END:
            yield Problem("full_name", "no_longer_member", _(
                "The book knows this person as “{standing}”. Record the return as a case, not by a list."
            ).format(standing=labels.standing(state.standing)))  # fmt: skip
        elif state.standing in MEMBERS and state.cell_id not in (None, self._cell_id):
            yield Problem("full_name", "in_another_cell", _(
                "This person is on the roll of another cell of the book. Record a transfer, not a list."
            ))  # fmt: skip
        elif likeness.numbers_differ:
            yield Problem("citizen_id", "number_differs_from_book", _(
                "Name and date of birth are those of a person in the book whose number is different."
            ), "warning")  # fmt: skip


def twins(met: Known[int], facts: Facts) -> Iterable[Problem]:
    """Say when a row repeats another one of the list (error) or may do so (warning)."""
    if found := met.by_number(facts.person):
        yield Problem(found.by, "double_in_list", _("The same number stands in row {row}.").format(row=found.who))
    elif found := met.by_name(facts.person):
        if found.is_exact and not found.numbers_differ:
            yield Problem("full_name", "double_in_list", _(
                "The same name and date of birth stand in row {row}."
            ).format(row=found.who))  # fmt: skip
        else:
            yield Problem("full_name", "maybe_double_in_list", _(
                "This may be the person of row {row}."
            ).format(row=found.who), "warning")  # fmt: skip


def _standing_problems(facts: Facts) -> Iterable[Problem]:
    official = facts.spell.get("official_date")
    if facts.standing == "official" and official is None:
        yield Problem("official_date", "official_without_date", _(
            "The list says official member but gives no official date; until it is entered the member counts as "
            "probationary."
        ), "warning")  # fmt: skip
    if facts.standing == "probationary" and official is not None:
        yield Problem("official_date", "probationary_with_date", _(
            "The list says probationary but gives an official date; the date is taken."
        ), "warning")  # fmt: skip


def form_problems(facts: Facts) -> list[Problem]:
    """Return what does not fit the book's own form of a person, such as a text too long."""
    from pydantic import ValidationError

    from chibo_app.store.form_problems import problems_of

    if not facts.name:
        return []
    try:
        PersonForm.__pydantic_validator__.validate_python(facts.person)
    except ValidationError as error:
        return problems_of(error)
    return []


def _outcome(facts: Facts, match: Match | None) -> MemberRow:
    if match is None:
        return MemberRow(
            facts.number, "new", facts.name, facts.person, facts.spell, tuple(dict.fromkeys(facts.posts))
        )  # fmt: skip
    known = match.known
    person = changed_facts(facts.person, known.person)
    spell = changed_facts(facts.spell, known.spell)
    posts = tuple(kind for kind in dict.fromkeys(facts.posts) if kind not in known.posts)
    changes = [
        *_changes(person, known.person), *_changes(spell, known.spell),
        *([ValueChange("post", columns.label("post"), "", facts.fields.get("post_text", ""))] if posts else []),
    ]  # fmt: skip
    state: RowState = "changed" if changes else "unchanged"
    return MemberRow(facts.number, state, facts.name, person, spell, posts, known.person.id, tuple(changes))


def changed_facts(given: Mapping[str, Any], record: Person | MembershipSpell | None) -> dict[str, Any]:
    """Return the facts of a list that the book does not yet hold; a less exact date says nothing new."""
    return {
        name: value for name, value in given.items() if not _says_the_same(name, value, getattr(record, name, None))
    }


def _says_the_same(name: str, new: Any, old: Any) -> bool:
    if new == old:
        return True
    if isinstance(new, PartialDate):
        return isinstance(old, PartialDate) and old.iso.startswith(new.iso)
    if not isinstance(new, str) or not isinstance(old, str):
        return False
    if name == "full_name":
        return columns.words(new) == columns.words(old)
    if name == "note":
        return new in old
    return name in _NUMBERS and bool(old) and identity.digits_of(new) == identity.digits_of(old)


def _changes(changed: Mapping[str, Any], record: Person | MembershipSpell | None) -> Iterable[ValueChange]:
    for name, value in changed.items():
        yield ValueChange(name, columns.label(name), words_of(getattr(record, name, None)), words_of(value))
