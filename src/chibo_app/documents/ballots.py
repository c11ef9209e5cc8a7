"""Ballot papers, several on a sheet with cut lines, and the minutes of counting them (documents.md 3g)."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Block,
    Boxes,
    Column,
    Header,
    Heading,
    Paper,
    Para,
    Row,
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
    return parts.titled(head, blocks, parts.file_name(say("tally_file"), facts.member_name, head.on))


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
        say(
            "papers",
            issued=papers.issued,
            returned=papers.returned,
            valid=papers.valid,
            invalid=papers.invalid,
        ),
    ]


def _results(facts: TallyFacts) -> Table:
    """Return the votes per choice. On a ballot with several forms each box has its line, and all lines add up."""
    say = wording.load(_SAY)
    lines: list[tuple[str, int | None]] = [(one.label, one.votes) for one in facts.results]
    if _has_forms(facts):
        lines = _lines_of_boxes(facts)
    left_over = facts.ballots.valid - sum(votes or 0 for _code, votes in lines)
    if left_over > 0:
        lines.append(("unmarked", left_over))
    rows = [
        Row((number, say.worded("vote_options", code), *_figures(votes, facts.base)))
        for number, (code, votes) in enumerate(lines, 1)
    ]
    total = sum(votes or 0 for _code, votes in lines)
    rows.append(Row(("", say("total"), *_figures(total, facts.base)), is_bold=True))
    captions = say.list("results_columns")
    columns = tuple(Column("left" if place == 1 else "center") for place in range(len(captions)))
    return Table(columns, parts.head_row(captions), tuple(rows), is_whole=True)


def _figures(votes: int | None, base: int) -> tuple[str, str]:
    """A box whose votes were never counted apart is left empty; the line of the other boxes has their sum."""
    return ("", "") if votes is None else (str(votes), parts.share(votes, base) + "%")


def _has_forms(facts: TallyFacts) -> bool:
    return str(wording.load(_SAY)(f"matters.{facts.matter}.options")) == "discipline"


def _lines_of_boxes(facts: TallyFacts) -> list[tuple[str, int | None]]:
    """Return the votes for every box of the ballot, then what was counted together or not marked at all."""
    counted = {one.label: one.votes for one in facts.results}
    codes = wording.load(_SAY).list(f"codes.{facts.standing}")
    none = next((counted.pop(code) for code in ("none", "no_discipline") if code in counted), None)
    if none is not None:
        counted[codes[0]] = none
    is_split = "other_forms" not in counted
    lines: list[tuple[str, int | None]] = [(code, counted.pop(code, 0 if is_split else None)) for code in codes]
    return lines + [(code, votes) for code, votes in counted.items() if votes]
