"""Parts of the papers of cases that are more than a sentence: the person, the votes, the base by name, the rights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chibo_app.basics import dates
from chibo_app.documents import ballots, minutes, parts, wording
from chibo_app.documents.blocks import Block, Boxes, Field, Fields, Lines, Para, Table
from chibo_app.queries.case_papers import (
    BaseOfVote,
    CasePaperFacts,
    ComplaintTerm,
    ProposalFacts,
    RequestSent,
    RoundOfVote,
)
from chibo_app.queries.meeting_papers import Absence, Speech, Vote

_SAY = "cases"
_LINES_TO_WRITE = 3


def term(complaint: ComplaintTerm) -> str:
    """Return a term in words: `30 ngày làm việc`."""
    return wording.load(_SAY)(f"units.{complaint.unit}", length=complaint.length)


def people(absences: Iterable[Absence]) -> str:
    """Return people with their reasons in words after a colon; nobody gives nothing."""
    say = wording.load(_SAY)
    return parts.names(Absence(who.name, say.worded("reasons", who.reason)) for who in absences)


def base_of(base: BaseOfVote | None) -> list[Block]:
    """Return the base of a vote with everybody by name who was taken off it or counted though not called."""
    if base is None:
        return []
    say = wording.load(_SAY)
    lines = [say("base_size", size=base.size)]
    if base.taken_off:
        lines.append(say("base_taken_off", count=len(base.taken_off), names=people(base.taken_off)))
    if base.counted:
        lines.append(say("base_counted", count=len(base.counted), names=people(base.counted)))
    return [Para(line) for line in lines]


def rights_of(complaint: ComplaintTerm | None, kind: str) -> list[Block]:
    """Return what the member is owed, for a paper against the member; without a term to complain there is none."""
    if complaint is None:
        return []
    say = wording.load(_SAY)
    first = "right_until_decided" if kind != "discipline" else "right_heard"
    return [Para(say(first)), Para(say("right_complaint", to=complaint.to, term=term(complaint)))]


def voted(taken: Sequence[Vote], base: BaseOfVote | None) -> list[Block]:
    """Return every round in sentences, then the base by name; before a vote there is room to write the result."""
    if not taken:
        say = wording.load(_SAY)
        return [Fields(((Field(say("vote_blank_yes")), Field(say("vote_blank_no"))),))]
    return [*(block for vote in taken for block in minutes.vote_paras(vote)), *base_of(base)]


def rounds(facts: CasePaperFacts) -> list[Block]:
    """Return all rounds as a table with full counts."""
    say = wording.load(_SAY)
    rows = [_round(one) for one in facts.rounds]
    return [parts.plain_table(say.list("rounds_columns"), rows, "cccccccc"), *base_of(facts.base)]


def _round(one: RoundOfVote) -> tuple[str, ...]:
    vote = one.vote
    return (
        str(vote.round_number), dates.show(one.on), str(vote.base), str(vote.present_official),
        f"{vote.yes} ({parts.share(vote.yes, vote.base)}%)", str(vote.no), str(vote.abstain), str(vote.needed),
    )  # fmt: skip


def choices(facts: CasePaperFacts) -> list[Block]:
    """Return the counted ballots of the last round, box by box."""
    if not facts.rounds or not facts.rounds[-1].vote.options:
        return []
    say, last = wording.load("ballots"), facts.rounds[-1].vote
    rows = [
        (number, say.worded("vote_options", one.label), str(one.votes), parts.share(one.votes, last.base) + "%")
        for number, one in enumerate(last.options, 1)
    ]
    return [parts.plain_table(say.list("results_columns"), rows, "c cc")]


def person(facts: CasePaperFacts | ProposalFacts) -> list[Block]:
    """Return what is known of the member, a line each; what is not known is left out but for birth and entry."""
    say, member = wording.load(_SAY), facts.member
    known = (
        ("birth", dates.show(member.birth)), ("hometown", member.hometown), ("residence", member.residence),
        ("occupation", member.occupation), ("posts", member.posts), ("admitted", dates.show(member.admitted)),
        ("official_on", dates.show(member.official)), ("card", member.card_number),
        ("cell", facts.letterhead.cell_name),
    )  # fmt: skip
    name = say("person", name=member.name, standing=say(f"standings.{member.standing}"))
    return [Para(name), *(Para(say(key, value=parts.bare(value))) for key, value in known if value)]


def requests(sent: Iterable[RequestSent]) -> list[Block]:
    """Return the written requests for a self-review, one a line."""
    say = wording.load(_SAY)
    return [
        Para(
            say(
                "request", number=str(number), day=dates.show(one.on),
                way=say("request_way", way=parts.bare(one.way)) if one.way else "",
                answer=say("request_answer", answer=parts.bare(one.answer)) if one.answer else "",
            )
        )
        for number, one in enumerate(sent, 1)
    ]  # fmt: skip


def speeches(spoken: Iterable[Speech]) -> list[Block]:
    """Return who said what; nothing recorded leaves lines to write on."""
    told: list[Block] = []
    for one in spoken:
        told += parts.paras(one.text, wording.load("minutes")("speech", name=one.speaker) if one.speaker else "+ ")
    return told or [Lines(_LINES_TO_WRITE)]


def evidence(facts: CasePaperFacts) -> list[Block]:
    """Return the evidence in the file, one a line."""
    found = [parts.sentence("- " + "; ".join(part for part in (one.title, one.content) if part)) for one in facts.acts]
    return [Para(line) for line in found] or [Lines(_LINES_TO_WRITE)]


def attachments(facts: CasePaperFacts | ProposalFacts) -> list[Block]:
    """Return the papers in the file as one sentence, if there are any."""
    if not facts.attachments:
        return []
    names = "; ".join(map(parts.bare, facts.attachments))
    return [Para(wording.load(_SAY)("attachments", names=names))]


def helped(facts: CasePaperFacts) -> list[Block]:
    """Return the list of those being helped with their helpers; an empty one leaves rows to write in."""
    say = wording.load("admissions")
    rows = [
        (
            number, one.name, dates.show(one.birth), say.worded("helped_standings", one.standing),
            dates.show(one.since), one.helper, one.note,
        )
        for number, one in enumerate(facts.helped, 1)
    ]  # fmt: skip
    blank = [(number, "", "", "", "", "", "") for number in range(len(rows) + 1, 4)]
    table = parts.plain_table(say.list("helped_columns"), [*rows, *blank], "c c c")
    return [Table(table.columns, table.head, table.rows, least_height_mm=9)]


def boxes(facts: CasePaperFacts) -> list[Block]:
    """Return the boxes of the ballot on this case."""
    return [Boxes(ballots.options(facts.matter, facts.member.standing))]
