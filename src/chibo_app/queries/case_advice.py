"""What the screen of a case says before anybody decides: who decides, how the cell votes, how often it has voted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.models.cases import PartyCase
from chibo_app.queries import cells, memberships
from chibo_app.rules import cases, voting
from chibo_app.rules.cases import CaseFacts
from chibo_app.rules.kinds import BallotKind, Matter, Participation, Standing
from chibo_app.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class VoteAdvice:
    """How the cell votes on a case today: base and needed votes when nobody exempt or away comes, allowed ballots.

    `round_no` is the coming round; `sentence` tells the numbers and, when the rounds of the rules are used up, that the
    full counts go to the committee above.
    """

    matter: Matter
    base: int
    needed: int
    ballots: tuple[BallotKind, ...]
    round_no: int
    sentence: str
    source: str


def vote_advice(
    session: Session, case: PartyCase, facts: CaseFacts, votes_taken: int, on: date, rules: Rulebook
) -> VoteAdvice | None:  # fmt: skip
    """Return how the cell votes on a case, None where it does not vote (transfer, suspension, death …)."""
    matter = cases.matter_of(facts, rules)
    if matter is None or not cases.needs_resolution(facts, rules):
        return None
    base, rule = official_base(session, case.cell_id, on), voting.rule_of(matter, on, rules)
    needed, round_no = voting.needed_for(matter, base, on, rules), votes_taken + 1
    sentences = [
        _("At least {needed} votes are needed, of {base} official members.").format(needed=needed, base=base),
        *(problem.sentence for problem in voting.check_round(matter, round_no, on, rules)),
    ]
    return VoteAdvice(
        matter, base, needed, tuple(BallotKind(kind) for kind in rule["ballots"]), round_no, " ".join(sentences),
        rule.source,
    )  # fmt: skip


def official_base(session: Session, cell_id: str, on: date) -> int:
    """Return how many official members a meeting of a day must convene: none exempt, away, suspended or detained."""
    states = memberships.standings_on(session, cell_id, on).values()
    return sum(
        state.is_on_roll and state.standing is Standing.OFFICIAL and state.participation is Participation.ACTIVE
        for state in states
    )


def suggested_issuer(session: Session, case: PartyCase, facts: CaseFacts, rules: Rulebook) -> str:
    """Return the name suggested for the deciding body by matter, day and kind of the organisation above the cell."""
    day = case.decision_on or case.opened_on
    try:
        cell = cells.cell(session, case.cell_id, day)
    except NotFound:
        return ""
    uppers = [upper.name for upper in cell.uppers]
    return cases.issuer_of(facts, cell.parent_kind, uppers, cell.name, rules)
