"""Ballot papers, several on a sheet with cut lines, and the minutes of counting them (documents.md 3g)."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Block,
    Boxes,
    Header,
    Heading,
    Paper,
    Para,
    Run,
    Sheet,
    Signatures,
    Signer,
    Table,
    Title,
)
from chibo_app.documents.letters import tied
from chibo_app.queries.meeting_papers import BallotFacts, TallyFacts

_SAY = "ballots"


def build(facts: BallotFacts) -> Paper:
    """Return the ballot papers of a vote: no name of a voter, no number, no signature."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = facts.subject or subject_of(facts.matter, facts.member_name)
    if facts.round_number > 1:
        subject += " " + tied(say("round", number=str(facts.round_number)))
    card: tuple[Block, ...] = (
        Header("H2", head.parent_name, head.cell_name),
        Title(say("title"), subject, hyphens=False),
        Boxes(options(facts.matter, facts.standing)),
        Para((Run(say("instruction"), italic=True),), "center", is_indented=False, is_note=True),
    )
    return Paper(
        f"{say('title').capitalize()} {subject}", head.on, (Sheet(cards=(card,) * max(1, facts.count)),),
        head.cell_name, parts.file_name(say("file"), facts.member_name, head.on),
    )  # fmt: skip


def subject_of(matter: str, name: str) -> str:
    """Return what a vote is about."""
    return wording.load(_SAY)(f"matters.{matter}.subject", name=tied(name))


def options(matter: str, standing: str) -> tuple[str, ...]:
    """Return the boxes of a ballot; a probationary member can be neither dismissed nor expelled (members.md 4.1)."""
    say = wording.load(_SAY)
    kind = say(f"matters.{matter}.options")
    return say.list(f"options.{kind}_{standing}" if kind == "discipline" else f"options.{kind}")


def build_tally(facts: TallyFacts) -> Paper:
    """Return the minutes of counting the ballots."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = facts.subject or subject_of(facts.matter, facts.member_name)
    shown = f"{subject} {say('round', number=str(facts.round_number))}" if facts.round_number > 1 else subject
    title = say("tally_subject", subject=shown)
    blocks: list[Block] = [parts.plain_head(head), Title(say("tally_title"), title)]
    blocks += [Para(line) for line in _tally_lines(facts, shown)]
    blocks += [Heading(say("results_head")), _results(facts)]
    blocks.append(Para(say("passed" if facts.is_passed else "failed", needed=facts.needed)))
    blocks.append(Para(say("ended", hour=parts.hour(facts.ended)) if facts.ended else say("ended_blank")))
    signs = Signer(say("head_signs"), name=facts.teller_head)
    blocks.append(Signatures(signs, left=Signer(say("clerk_signs"), name=facts.clerk)))
    return Paper(
        f"{say('tally_title').capitalize()} {title}", head.on, (Sheet(tuple(blocks)),), head.cell_name,
        parts.file_name(say("tally_file"), facts.member_name, head.on),
    )  # fmt: skip


def _tally_lines(facts: TallyFacts, subject: str) -> list[str]:
    say, counts, papers = wording.load(_SAY), facts.attendance, facts.ballots
    day, hour = dates.long_date(facts.started.date()), parts.hour(facts.started)
    members = "".join(say("team_member", name=name) for name in facts.tellers)
    absent = counts.convened_official - counts.present_official
    return [
        say("opened", day=day, hour=hour, location=parts.bare(facts.location), subject=subject),
        say("counts", official=counts.official, base=facts.base),
        say("present", present=counts.present_official, absent=absent),
        say("team", head=facts.teller_head, members=members),
        say("clerk", name=facts.clerk),
        say("issued", issued=papers.issued),
        say("returned", returned=papers.returned),
        say("valid", valid=papers.valid, invalid=papers.invalid),
    ]


def _results(facts: TallyFacts) -> Table:
    say = wording.load(_SAY)
    rows = [
        (number, say.worded("vote_options", one.label), str(one.votes), parts.share(one.votes, facts.base) + "%")
        for number, one in enumerate(facts.results, 1)
    ]
    return parts.plain_table(say.list("results_columns"), rows, "c cc")
