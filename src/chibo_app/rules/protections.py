"""What protects the member in a case, and which way out fits which facts (members.md 3.10, 4.3, 4.4, 4.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from chibo_app.basics.i18n import _
from chibo_app.rules.case_rows import CaseFacts, is_direct, matter_of, rule_of
from chibo_app.rules.kinds import BallotKind, CaseKind, Matter, Standing
from chibo_app.rules.rulebook import Row, Rulebook
from chibo_app.rules.voting import rule_of as vote_rule_of


@dataclass(frozen=True, slots=True)
class Right:
    """One protection of the member, with its source."""

    sentence: str
    source: str


def rights(kind: CaseKind, on: date, rulebook: Rulebook, facts: CaseFacts | None = None) -> list[Right]:
    """Return the member's protections in a procedure, as sentences to show beside its steps.

    With the facts of a case the vote is that of its form or ground, and a ground decided without the cell's procedure
    keeps only the complaint.
    """
    rule = rule_of(kind, on, rulebook)
    if facts is not None and is_direct(facts, rulebook):
        return _of_complaint(rule, on, rulebook)
    found = []
    if rule["hearing_first"]:
        found.append(Right(_("The member is heard before the cell decides, and speaks at the meeting."), rule.source))
    if rule["self_review_requests"]:
        found.append(Right(_(
            "The member is asked in writing for a self-review, up to {times} times."
        ).format(times=rule["self_review_requests"]), rule.source))  # fmt: skip
    matter = matter_of(facts, rulebook) if facts is not None else rule.get("matter")
    if matter:
        found += _vote_rights(Matter(matter), on, rulebook)
    return [*found, *_of_complaint(rule, on, rulebook)]


def _of_complaint(rule: Row, on: date, rulebook: Rulebook) -> list[Right]:
    if "complaint" not in rule.values:
        return []
    return list(_complaint_rights(rule["complaint"], rule["complaint_to"], on, rulebook))


def _vote_rights(matter: Matter, on: date, rulebook: Rulebook) -> Iterator[Right]:
    rule = vote_rule_of(matter, on, rulebook)
    share = Fraction(*rule["share"])
    frame = (
        _("More than {share} of all official members convened must agree, not of those present.")
        if rule["strictly_more"]
        else _("At least {share} of all official members convened must agree, not of those present.")
    )
    yield Right(frame.format(share=f"{share.numerator}/{share.denominator}"), rule.source)
    if rule["ballots"] == [BallotKind.SECRET_BALLOT.value]:
        yield Right(_("The vote is always by secret ballot."), rule.source)
    if rule["is_proposal"]:
        yield Right(_(
            "The cell only proposes; until the decision above takes effect the member keeps all rights and duties."
        ), rule.source)  # fmt: skip


def _complaint_rights(deadline: str, to: str, on: date, rulebook: Rulebook) -> Iterator[Right]:
    rule = rulebook.row("deadlines", deadline, on)
    frame = {
        "working_days": _("The member may complain within {days} working days of receiving the decision, to: {to}."),
        "calendar_days": _("The member may complain within {days} days of receiving the decision, to: {to}."),
    }[rule["unit"]]
    yield Right(frame.format(days=rule["length"], to=to), rule.source)
    yield Right(_("The member receives the decision in writing; the complaint term begins on that day."), rule.source)


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts that decide which way out of the Party fits."""

    standing: Standing
    deserves_expulsion: bool = False
    has_removal_ground: bool = False
    wants_to_leave: bool = False
    admission_was_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """The fitting procedure (None: discipline or talk first) and the sentence that explains it."""

    right_way: CaseKind | None
    wrong_ways: tuple[CaseKind, ...]
    sentence: str


def decision_aid(situation: Situation) -> list[Advice]:
    """Return which procedure fits the facts and which does not take its place (members.md 4.7)."""
    if situation.admission_was_wrong:
        return [Advice(CaseKind.ANNULMENT, (CaseKind.REMOVAL,), _(
            "The admission was wrong: the deciding committee annuls its decision; removal would treat it as valid."
        ))]  # fmt: skip
    if situation.standing is Standing.PROBATIONARY:
        return list(_for_probationer(situation))
    if situation.deserves_expulsion:
        return [Advice(CaseKind.EXPULSION, (CaseKind.REMOVAL, CaseKind.WITHDRAWAL), _(
            "The offence deserves expulsion: neither removal from the roll nor leaving on request takes its place."
        ))]  # fmt: skip
    if situation.has_removal_ground:
        return list(_for_ground(situation))
    if situation.wants_to_leave:
        return [Advice(CaseKind.WITHDRAWAL, (CaseKind.REMOVAL,), _(
            "A member without violations who asks to go is allowed to leave; that is no removal."
        ))]  # fmt: skip
    return []


def _for_probationer(situation: Situation) -> Iterator[Advice]:
    if situation.deserves_expulsion or situation.has_removal_ground:
        yield Advice(CaseKind.REMOVAL, (CaseKind.EXPULSION,), _(
            "A probationary member is reprimanded, warned or removed from the roll, but never expelled."
        ))  # fmt: skip
    elif situation.wants_to_leave:
        yield Advice(CaseKind.REMOVAL, (), _(
            "For a probationary member who does not want to go on, the cell normally proposes removal."
        ))  # fmt: skip


def _for_ground(situation: Situation) -> Iterator[Advice]:
    if situation.wants_to_leave:
        yield Advice(CaseKind.REMOVAL, (CaseKind.WITHDRAWAL,), _(
            "First deal with the breach, then with the application to leave."
        ))  # fmt: skip
    else:
        yield Advice(CaseKind.REMOVAL, (CaseKind.EXPULSION,), _(
            "A ground of article 8 of the Charter without an offence worth expulsion: removal from the roll."
        ))  # fmt: skip
