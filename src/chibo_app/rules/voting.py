"""Votes in whole numbers: the base, the ballots needed, the result (members.md 3.3, meetings-pledges.md 1.8).

The base is all official members convened, the absent ones included; never the number present.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.attendance import MAY_STILL_VOTE, AttendanceRow
from chibo_app.rules.kinds import AttendanceStatus, BallotKind, Matter, Participation
from chibo_app.rules.rulebook import Row, Rulebook


@dataclass(frozen=True, slots=True)
class BaseLine:
    """Why one person is in the base of a vote or is taken off it."""

    member_id: str
    is_counted: bool
    reason: str  # stable code: convened, came_to_vote, probationary, guest, excused, or a participation

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return _reason_text(self.reason)


@dataclass(frozen=True, slots=True)
class VoteBase:
    """The base of a vote with every person's line."""

    lines: tuple[BaseLine, ...]

    @property
    def size(self) -> int:
        """The number every share is taken of."""
        return len(self.counted)

    @property
    def counted(self) -> tuple[BaseLine, ...]:
        """Those who make the base."""
        return tuple(line for line in self.lines if line.is_counted)

    @property
    def taken_off(self) -> tuple[BaseLine, ...]:
        """Those who are not in the base."""
        return tuple(line for line in self.lines if not line.is_counted)


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The result of one ballot. `share_text` is `16/23 = 69,57 %`, `sentence` says what it means."""

    passed: bool
    needed: int
    base: int
    yes: int
    no: int
    abstain: int
    share_text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Ballots:
    """The ballots of one vote as counted; the first four only for a secret ballot."""

    yes: int
    no: int = 0
    abstain: int = 0
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None


def needed(base: int, share: Fraction, strictly_more: bool) -> int:
    """Return the fewest votes that reach a share of the base; at least one, so that an empty base decides nothing."""
    exact = base * share
    floor = exact.numerator // exact.denominator
    if strictly_more or exact.denominator != 1:
        floor += 1
    return max(floor, 1)


def base_of(rows: Iterable[AttendanceRow], *, deduct_excused_absence: bool = False) -> VoteBase:
    """Return the base of a vote among the people of a roll call (294-QĐ/TW, 9.3.2).

    Members absent, excused or not, stay in the base unless the rule row says `deduct_excused_absence` (congresses).
    """
    return VoteBase(tuple(_line(row, deduct_excused_absence) for row in rows))


def base_for(matter: Matter, rows: Iterable[AttendanceRow], on: date, rulebook: Rulebook) -> VoteBase:
    """Return the base of a vote on one matter under the rule of its day."""
    return base_of(rows, deduct_excused_absence=rule_of(matter, on, rulebook)["deduct_excused_absence"])


def _line(row: AttendanceRow, deduct_excused_absence: bool) -> BaseLine:
    state = row.taking_part
    if row.is_guest:
        return BaseLine(row.member_id, False, "guest")
    if not row.is_official:
        return BaseLine(row.member_id, False, "probationary")
    if state in MAY_STILL_VOTE and row.is_present and row.votes:
        return BaseLine(row.member_id, True, "came_to_vote")
    if not row.is_convened:
        return BaseLine(row.member_id, False, state.value)
    if deduct_excused_absence and row.status is AttendanceStatus.ABSENT_EXCUSED:
        return BaseLine(row.member_id, False, "excused")
    return BaseLine(row.member_id, True, "convened")


def _reason_text(reason: str) -> str:
    return {
        "convened": _("official member convened"),
        "came_to_vote": _("need not come, but is present and votes"),
        "guest": _("lives Party life here temporarily: votes only in the home cell"),
        "probationary": _("probationary member: may discuss, does not vote (Party Charter, article 3)"),
        "excused": _("absent throughout with an accepted reason"),
        Participation.EXEMPT.value: _("exempt and not present"),
        Participation.TEMPORARY_OUT.value: _("temporarily at another cell and not present"),
        Participation.ABROAD_TEMPORARY.value: _("temporarily abroad and not present"),
        Participation.SUSPENDED.value: _("suspended from Party life: does not vote"),
        Participation.IN_CUSTODY.value: _("prosecuted or detained: does not vote"),
        Participation.ABROAD_OFFICIAL.value: _("officially transferred abroad"),
        Participation.IN_TRANSFER.value: _("transfer not yet received"),
        Participation.INTERRUPTED.value: _("Party life interrupted"),
    }[reason]


def rule_of(matter: Matter, on: date, rulebook: Rulebook) -> Row:
    """Return the rule of a vote on a day: share, ballot kinds, who decides, its source."""
    return rulebook.row("votes", matter.value, on)


def needed_for(matter: Matter, base: VoteBase | int, on: date, rulebook: Rulebook) -> int:
    """Return how many votes a matter needs with this base under the rule of the day."""
    rule = rule_of(matter, on, rulebook)
    return needed(_size(base), Fraction(*rule["share"]), rule["strictly_more"])


def _size(base: VoteBase | int) -> int:
    return base if isinstance(base, int) else base.size


def judge(
    matter: Matter, base: VoteBase | int, yes: int, no: int, abstain: int, on: date, rulebook: Rulebook
) -> VoteResult:
    """Return the result of a vote under the rule in force on its day. Numbers are checked by `check_ballots`."""
    size, least = _size(base), needed_for(matter, base, on, rulebook)
    passed = yes >= least
    return VoteResult(
        passed=passed,
        needed=least,
        base=size,
        yes=yes,
        no=no,
        abstain=abstain,
        share_text=f"{yes}/{size} = {numbers.percent(yes, size)} %",
        sentence=_result_sentence(passed, yes, size, least, rule_of(matter, on, rulebook)),
    )


def _result_sentence(passed: bool, yes: int, size: int, least: int, rule: Row) -> str:
    frame = (
        _("{yes} of {base} official members agreed ({share} %); at least {needed} are needed: passed.")
        if passed
        else _("{yes} of {base} official members agreed ({share} %); at least {needed} are needed: not passed.")
    )
    sentence = frame.format(yes=yes, base=size, share=numbers.percent(yes, size), needed=least)
    if not passed and rule["is_proposal"]:
        sentence += " " + _("The full result is still reported to the committee above.")
    return sentence


def check_ballots(
    matter: Matter, kind: BallotKind, ballots: Ballots, base: VoteBase | int, on: date, rulebook: Rulebook
) -> list[Problem]:
    """Check the numbers of a vote: secret where the rule demands it, no more votes than voters, ballots that add up."""
    problems = [*_count_problems(ballots, _size(base))]
    if kind is BallotKind.SECRET_BALLOT:
        problems += _paper_problems(ballots)
    rule = rule_of(matter, on, rulebook)
    if kind.value not in rule["ballots"]:
        problems.append(Problem("ballot", "secret_ballot_required", _(
            "“{matter}” is decided by secret ballot ({source})."
        ).format(matter=rule["title"], source=rule.source)))  # fmt: skip
    return problems


def _count_problems(ballots: Ballots, base: int) -> Iterable[Problem]:
    if min(ballots.yes, ballots.no, ballots.abstain) < 0:
        yield Problem("yes", "negative_count", _("A number of votes cannot be below zero."))
    if ballots.yes + ballots.no + ballots.abstain > base:
        yield Problem("yes", "more_votes_than_voters", _(
            "There are more votes ({votes}) than official members who may vote ({base})."
        ).format(votes=ballots.yes + ballots.no + ballots.abstain, base=base))  # fmt: skip


def _paper_problems(ballots: Ballots) -> Iterable[Problem]:
    counts = (ballots.issued, ballots.returned, ballots.valid, ballots.invalid)
    issued, returned, valid, invalid = counts
    if issued is None or returned is None or valid is None or invalid is None:
        yield Problem("issued", "ballot_papers_missing", _(
            "For a secret ballot please give the papers issued, returned, valid and invalid."
        ))  # fmt: skip
        return
    if returned > issued:
        yield Problem("returned", "more_returned_than_issued", _("More papers were returned than issued."))
    if valid + invalid != returned:
        yield Problem("valid", "papers_do_not_add_up", _(
            "Valid and invalid papers together must be the papers returned ({returned})."
        ).format(returned=returned))  # fmt: skip
    if ballots.yes + ballots.no + ballots.abstain > valid:
        yield Problem("yes", "more_votes_than_papers", _("There are more votes than valid papers."))


def check_present(ballots: Ballots, rows: Iterable[AttendanceRow]) -> list[Problem]:
    """Check that no more people voted than official members were in the room."""
    present = sum(row.is_official and row.is_present and not row.is_guest and row.votes for row in rows)
    cast = max(ballots.yes + ballots.no + ballots.abstain, ballots.issued or 0)
    if cast <= present:
        return []
    return [Problem("yes", "more_votes_than_present", _(
        "{cast} votes are counted, but only {present} official members are present."
    ).format(cast=cast, present=present))]  # fmt: skip


def check_round(matter: Matter, round_no: int, on: date, rulebook: Rulebook) -> list[Problem]:
    """Warn when a matter was voted on as often as the rules allow: the committee above then decides (294, 4.2.3)."""
    most = rule_of(matter, on, rulebook).get("max_rounds")
    if most is None or round_no <= most:
        return []
    return [Problem("round_no", "too_many_rounds", _(
        "After {rounds} votes without the needed share the matter is reported to the committee above, which decides."
    ).format(rounds=most), "warning")]  # fmt: skip


def form_reached(options: Mapping[str, int], base: VoteBase | int, on: date, rulebook: Rulebook) -> str | None:
    """Return the form of discipline a ballot with several forms decided, or None.

    A form that has its share wins; otherwise votes for heavier forms are added to the next lighter one on the
    ballot (members.md 4.3, step 6: custom, not verified).
    """
    counted = 0
    on_ballot = (row for row in rulebook.rows("discipline_forms", on) if row.key in options)
    for form in sorted(on_ballot, key=lambda row: -int(row["severity"])):
        counted += options[form.key]
        if counted >= needed_for(Matter(form["matter"]), base, on, rulebook):
            return form.key
    return None
