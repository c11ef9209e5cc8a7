"""The cell's ballot on a rating: counts that must add up, and the level that has more than half (members.md 3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules import voting
from chibo_app.rules.kinds import Matter, Rating
from chibo_app.rules.reviews import level_title, rule_day
from chibo_app.rules.rulebook import Rulebook

LEVELS = (Rating.EXCELLENT, Rating.GOOD, Rating.COMPLETED, Rating.NOT_COMPLETED)
Outcome = Literal["passed", "vote_again", "report"]


@dataclass(frozen=True, slots=True)
class RatingBallot:
    """One ballot as counted. The papers are only known for a secret ballot; a show of hands has none."""

    counts: Mapping[Rating, int]
    issued: int | None = None
    returned: int | None = None
    invalid: int = 0

    @property
    def valid(self) -> int:
        """The votes that count for a level."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class BallotShare:
    """The votes one level got; `text` is `17/23 = 73,91 %`."""

    rating: Rating
    votes: int
    text: str


@dataclass(frozen=True, slots=True)
class BallotResult:
    """What a ballot decided: the level with more than half of the base, or that none has it and what follows."""

    rating: Rating | None
    base: int
    needed: int
    shares: tuple[BallotShare, ...]
    outcome: Outcome
    sentence: str


def judge(
    counts: Mapping[Rating, int], base: int, round_no: int, year: int, on: date, rulebook: Rulebook
) -> BallotResult:
    """Return the result of a ballot under the rule of the review's year and the vote rule of its day."""
    needed = voting.needed_for(Matter.ANNUAL_RATING, base, on, rulebook)
    rule = rulebook.row("rating_ballots", "rating", rule_day(year))
    rating = reached(counts, needed, is_cumulated=rule["when_none"] == "cumulate")
    outcome: Outcome = "passed" if rating else "vote_again" if round_no < int(rule["max_rounds"]) else "report"
    shares = tuple(
        BallotShare(level, counts.get(level, 0), f"{counts.get(level, 0)}/{base} = "
                    f"{numbers.percent(counts.get(level, 0), base)} %")
        for level in LEVELS
    )  # fmt: skip
    title = level_title(rating, year, rulebook) if rating else ""
    return BallotResult(rating, base, needed, shares, outcome, _sentence(outcome, title, needed, base))


def reached(counts: Mapping[Rating, int], needed: int, *, is_cumulated: bool = False) -> Rating | None:
    """Return the level that has the votes needed; cumulated, votes for higher levels count for the next lower one."""
    own = next((level for level in LEVELS if counts.get(level, 0) >= needed), None)
    if own is not None or not is_cumulated:
        return own
    together = 0
    for level in LEVELS:
        together += counts.get(level, 0)
        if together >= needed:
            return level
    return None


def _sentence(outcome: Outcome, title: str, needed: int, base: int) -> str:
    if outcome == "passed":
        return _("The cell proposes “{level}”: more than half of the {base} official members voted for it.").format(
            level=title, base=base
        )
    if outcome == "vote_again":
        return _("No level has the {needed} votes needed of {base}: the cell votes again.").format(
            needed=needed, base=base
        )
    return _("No level has the {needed} votes needed of {base}: the full counts go to the committee above.").format(
        needed=needed, base=base
    )


def check(ballot: RatingBallot, base: int, present: int | None = None) -> list[Problem]:
    """Judge whether a ballot adds up: no more votes than voters, papers issued, returned and valid in step."""
    return list(_problems(ballot, base, present))


def _problems(ballot: RatingBallot, base: int, present: int | None) -> Iterator[Problem]:
    if min([*ballot.counts.values(), ballot.invalid, 0]) < 0:
        yield Problem("counts", "negative_count", _("A number of votes cannot be below zero."))
    voters = base if present is None else min(base, present)
    if max(ballot.valid + ballot.invalid, ballot.issued or 0) > voters:
        yield Problem("counts", "more_votes_than_voters", _(
            "There are more votes or papers than official members who could vote ({voters})."
        ).format(voters=voters))  # fmt: skip
    if ballot.returned is None:
        if ballot.issued is not None:
            yield Problem("returned", "papers_missing", _("Give the papers returned as well as those issued."))
        return
    if ballot.issued is None or ballot.returned > ballot.issued:
        yield Problem("returned", "more_returned_than_issued", _("More papers were returned than issued."))
    if ballot.valid + ballot.invalid != ballot.returned:
        yield Problem("counts", "votes_do_not_add_up", _(
            "The votes for the four levels and the invalid papers make {sum}, but {returned} papers were returned."
        ).format(sum=ballot.valid + ballot.invalid, returned=ballot.returned))  # fmt: skip
