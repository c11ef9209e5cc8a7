"""Due things about badges: the files of the next rounds, badges decided and not yet presented (members.md 5.2, 7.8).

Only those are reckoned who can reach a badge in the months of a round: the raw dates of admission tell that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import String, func, or_, type_coerce
from sqlmodel import col, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.party_age import Badge, PartyAgeCertificate, PartyAgeGap
from chibo_app.queries import badges, party_age
from chibo_app.queries.badges import AwardRow
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules.badges import Plan, Round
from chibo_app.rules.kinds import EventKind

_ROUNDS = 2  # the next one and the one after it
_MOVED = (EventKind.READMITTED, EventKind.RESUMED)  # after these the raw date of admission says too little
_WHOLE_DAY, _MONTH = len("2000-01-01"), len("2000-01")


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due about badges."""
    yield from _files(scope)
    yield from _presenting(scope)


def _files(scope: Scope) -> Iterator[Due]:
    """The files of the next rounds, by cell: who reaches the years in its months and is not proposed yet."""
    look = badges.plan(scope.rules, scope.on)
    coming = [one for one in look.rounds if scope.on <= one.on <= look.until][:_ROUNDS]
    ids = sorted(candidates(scope, look, coming))
    rows = party_age.age_rows(scope.session, scope.cell_id, scope.on, ids) if ids else []
    members = [row for row in rows if row.id in scope.members]
    foreseen = [award for row in members for award in badges.awards_of(row, look)]
    for one in coming:
        counts = Counter(award.cell_id for award in foreseen if _is_open(award, one))
        for cell_id, count in counts.items():
            name = scope.cell_names.get(cell_id or "")
            if name is not None:
                yield _due(one, name, cell_id, count)


def _is_open(award: AwardRow, one: Round) -> bool:
    return award.round_on == one.on and award.state in ("to_come", "waiting")


def _due(one: Round, name: str, cell_id: str | None, count: int) -> Due:
    day = one.files_due_on or one.on
    sentence = _("{cell}: {count} members reach a badge in {round}; the files are due by {day}.").format(
        cell=name, count=count, round=one.title, day=dates.show(day)
    )
    return Due(day, sentence, "badges", "", one.source, "badge_files", cell_id)


def candidates(scope: Scope, look: Plan, coming: list[Round]) -> set[str]:
    """Return who may reach a badge in the months of the rounds; never one too few.

    Times outside and certificates move the day, so whoever has any is looked at in any case.
    """
    years = [int(row["years"]) for row in look.kinds]
    table = MembershipSpell.__table__  # type: ignore[attr-defined]
    names = ("party_age_from", "admission_decision_date", "admission_date")
    days, months = (type_coerce(table.c[name], String) for name in names), sorted(_first_months(years, coming))
    begun = or_(*((func.length(day) == _WHOLE_DAY) & func.substr(day, 1, _MONTH).in_(months) for day in days))
    found = {*_moved(scope), *scope.session.exec(select(table.c.person_id).where(begun)).all()}
    return found & scope.members.keys()


def _first_months(years: list[int], coming: list[Round]) -> frozenset[str]:
    """Return the months (2004-05) in which somebody began whose years are full within one of the rounds."""
    inside = [
        dates.add_months(one.from_on.replace(day=1), count)
        for one in coming
        for count in range(12 * (one.to_on.year - one.from_on.year) + one.to_on.month - one.from_on.month + 1)
    ]
    return frozenset(f"{month.year - count:04d}-{month.month:02d}" for month in inside for count in years)


def _moved(scope: Scope) -> Iterator[str]:
    yield from scope.session.exec(select(MembershipEvent.person_id).where(col(MembershipEvent.kind).in_(_MOVED)))
    yield from scope.session.exec(select(PartyAgeGap.person_id))
    yield from scope.session.exec(select(PartyAgeCertificate.person_id))


def _presenting(scope: Scope) -> Iterator[Due]:
    """Badges decided whose presenting is not recorded, once their round has come."""
    query = select(Badge).where(
        col(Badge.decision_on).is_not(None), col(Badge.presented_on).is_(None), col(Badge.proposed_on).is_not(None),
        col(Badge.round_on) <= scope.on,
    )  # fmt: skip
    waiting = [badge for badge in scope.session.exec(query).all() if badge.person_id in scope.states]
    counts = Counter((scope.states[badge.person_id].cell_id, badge.round_on) for badge in waiting)
    for (cell_id, round_on), count in counts.items():
        name = scope.cell_names.get(cell_id or "")
        if name is not None:
            sentence = _("{cell}: the presenting of {count} badges of the round of {day} is not recorded.").format(
                cell=name, count=count, day=dates.show(round_on)
            )
            yield Due(round_on, sentence, "badges", "", "", "badge_presenting", cell_id)
