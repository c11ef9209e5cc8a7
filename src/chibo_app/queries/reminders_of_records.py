"""Due things the records show by themselves: measures that lapse, petitions without an answer, terms of the cell,
the yearly papers, and who may be considered for re-admission again (members.md 9).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import col, func, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.cases import Discipline
from chibo_app.models.meetings import Meeting, MeetingNote
from chibo_app.models.memberships import MembershipEvent
from chibo_app.models.organisations import CellTerm
from chibo_app.models.registers import CardCheck, UpdateSheet
from chibo_app.queries import labels
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules.kinds import NoteKind, Standing
from chibo_app.rules.membership import EXIT_EVENTS
from chibo_app.rules.rulebook import NotInForce, Row

_FOLLOWED = (Standing.PROSPECT, Standing.SYMPATHIZER, Standing.PROPOSED)


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything the records show to be due."""
    yield from _disciplines(scope)
    yield from _petitions(scope)
    yield from _terms(scope)
    yield from _year_papers(scope)
    yield from _readmissions(scope)


def _disciplines(scope: Scope) -> Iterator[Due]:
    """The day a measure lapses, and the day from which a badge may be considered again (members.md 4.6, 5.5)."""
    found = [one for one in scope.session.exec(select(Discipline).where(col(Discipline.ended_on).is_(None))).all()
             if one.person_id in scope.members]  # fmt: skip
    names = scope.names(one.person_id for one in found)
    for measure in found:
        start = measure.announced_on or measure.effective_on or measure.decision_on
        row = _form(scope, measure.form.value)
        if start is None or row is None or measure.person_id not in names:
            continue
        name, cell = names[measure.person_id], scope.members[measure.person_id].cell_id
        words = {"form": labels.label(measure.form), "name": name}
        if row.get("lapses_after_months"):
            day = dates.add_months(start.latest(), row["lapses_after_months"])
            sentence = _("The measure “{form}” of {name} lapses on {day}.").format(**words, day=dates.show(day))
            yield from _date(scope, day, sentence, measure.person_id, row.source, "discipline_lapse", cell)
        decided = measure.decision_on or start
        if row.get("badge_wait_months"):
            day = dates.add_months(decided.latest(), row["badge_wait_months"])
            sentence = _("After “{form}”, {name} may be considered for a badge from {day}.").format(
                **words, day=dates.show(day)
            )
            yield from _date(scope, day, sentence, measure.person_id, row.source, "badge_wait", cell)


def _form(scope: Scope, key: str) -> Row | None:
    try:
        return scope.rules.row("discipline_forms", key, scope.on)
    except NotInForce:
        return None


def _date(
    scope: Scope, day: date, sentence: str, person: str, source: str, kind: str, cell_id: str | None
) -> Iterator[Due]:
    """A mere date: said until it comes, silent afterwards."""
    if day >= scope.on:
        yield Due(day, sentence, "members", person, source, kind, cell_id)


def _petitions(scope: Scope) -> Iterator[Due]:
    """Questions and petitions of members that nobody has answered yet."""
    since = scope.on - timedelta(days=scope.days("petitions"))
    query = select(MeetingNote, Meeting).join(Meeting, col(MeetingNote.meeting_id) == col(Meeting.id)).where(
        MeetingNote.kind == NoteKind.PETITION, MeetingNote.answer == "", Meeting.held_on >= since,
        Meeting.held_on <= scope.on,
    )  # fmt: skip
    for note, meeting in scope.session.exec(
        query.where(Meeting.cell_id == scope.cell_id) if scope.cell_id else query
    ).all():
        term = scope.deadline("answer_to_member", meeting.held_on)
        if term is not None:
            sentence = _("Answer the petition of {day}: {content}").format(
                day=dates.show(meeting.held_on), content=_short(note.content)
            )
            yield Due(term.due_on, sentence, "meetings", meeting.id, term.source, "petition", meeting.cell_id)


def _short(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _terms(scope: Scope) -> Iterator[Due]:
    """The term of a cell that ends soon, or has ended with no next one entered."""
    query = select(col(CellTerm.cell_id), func.max(CellTerm.ends_on), func.max(CellTerm.starts_on))
    ahead = scope.on + timedelta(days=scope.days("term_ends"))
    open_ones = select(CellTerm.cell_id).where(col(CellTerm.ends_on).is_(None))
    running = set(scope.session.exec(open_ones).all())
    for cell_id, ends_on, _starts_on in scope.session.exec(query.group_by(col(CellTerm.cell_id))).all():
        if cell_id in running or ends_on is None or cell_id not in scope.cell_names or ends_on > ahead:
            continue
        sentence = _("{cell}: the term ends on {day}; prepare the congress and enter the next term.").format(
            cell=scope.cell_names[cell_id], day=dates.show(ends_on)
        )
        yield Due(ends_on, sentence, "cells", cell_id, "", "term_ends", cell_id, is_running=True)


def _year_papers(scope: Scope) -> Iterator[Due]:
    """Update sheets and the check of cards, in the last months of the year (members.md 1.4, 1.5)."""
    row, year = scope.rules.row("reminders", "year_papers", scope.on), scope.on.year
    if scope.on < date(year, row["month"], row["day"]):
        return
    due_on = date(year, row["last_month"], row["last_day"])
    sheets = set(scope.session.exec(select(UpdateSheet.person_id).where(UpdateSheet.year == year)).all())
    checks = set(scope.session.exec(select(CardCheck.person_id).where(CardCheck.year == year)).all())
    for cell_id, name in scope.cell_names.items():
        people = scope.members_of(cell_id)
        official = [one for one in people if scope.members[one].standing is Standing.OFFICIAL]
        lacking = sum(one not in sheets for one in people)
        if lacking:
            sentence = _("{cell}: {count} update sheets of {year} are not made yet.").format(
                cell=name, count=lacking, year=year
            )
            yield Due(due_on, sentence, "registers", "", row.source, "update_sheets", cell_id)
        unchecked = sum(one not in checks for one in official)
        if unchecked:
            sentence = _("{cell}: {count} cards are not checked yet in {year}.").format(
                cell=name, count=unchecked, year=year
            )
            yield Due(due_on, sentence, "badges", "", row.source, "card_checks", cell_id)


def _readmissions(scope: Scope) -> Iterator[Due]:
    """From when somebody who left and is followed again may be considered (members.md 3.13)."""
    followed = [person for person, state in scope.states.items() if state.standing in _FOLLOWED]
    if not followed:
        return
    names = scope.names(followed)
    query = select(MembershipEvent).where(
        col(MembershipEvent.kind).in_(EXIT_EVENTS), col(MembershipEvent.person_id).in_(followed)
    )
    for event in scope.session.exec(query).all():
        if scope.cell_id not in (None, event.cell_id) or event.person_id not in names:
            continue
        term = scope.deadline("readmission", event.effective_on.latest())
        if term is not None and term.due_on >= scope.on:
            sentence = _("{name} may be considered for re-admission from {day} at the earliest.").format(
                name=names[event.person_id], day=dates.show(term.due_on)
            )
            yield Due(
                term.due_on, sentence, "members", event.person_id, term.source, "readmission", event.cell_id
            )  # fmt: skip
