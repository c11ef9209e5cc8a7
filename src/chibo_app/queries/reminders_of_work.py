"""Due things about assigned work and inspections: work with a day, a team that has to begin, what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import assignments, inspections
from chibo_app.queries.inspections import InspectionRow
from chibo_app.queries.reminders import Due, Scope

_PAGE = "work"


def all_of(scope: Scope) -> Iterator[Due]:
    """Give what is due of the open work and the inspections not closed yet."""
    for row in assignments.open_ones(scope.session, scope.cell_id):
        sentence = _("{name}: assigned work is due on {day}: {content}").format(
            name=row.full_name, day=dates.show(row.due_on), content=" ".join(row.content.split())
        )
        plain = _("assigned work is due")
        yield Due(row.due_on, sentence, _PAGE, row.id, "", "assignment_due", row.cell_id, plain=plain)
    for one in inspections.rows(scope.session, scope.cell_id):
        if one.closed_on is None:
            yield from _start(scope, one)
            yield from _follow_up(one)


def _start(scope: Scope, one: InspectionRow) -> Iterator[Due]:
    if one.planned_on is None or one.has_started:
        return
    term = inspections.start_by(one.planned_on, scope.rules)
    if term is not None:
        sentence = _("The team begins by {day}: {subject}").format(day=dates.show(term.due_on), subject=one.subject)
        plain = _("an inspection begins")
        yield Due(term.due_on, sentence, _PAGE, one.id, term.source, "inspection_start", one.cell_id, plain=plain)


def _follow_up(one: InspectionRow) -> Iterator[Due]:
    if one.follow_up_on is not None:
        sentence = _("{name}: report on what the inspection asked for is due on {day}.").format(
            name=one.person_name or one.subject, day=dates.show(one.follow_up_on)
        )
        plain = _("report after an inspection")
        yield Due(one.follow_up_on, sentence, _PAGE, one.id, "", "inspection_follow_up", one.cell_id, plain=plain)
