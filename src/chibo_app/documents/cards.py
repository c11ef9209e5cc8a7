"""Papers about membership cards: what is asked for, the list to check with, the minutes of the check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.badges import born, born_head, sized
from chibo_app.documents.blocks import (
    Block,
    Cell,
    Field,
    Fields,
    Heading,
    Lines,
    Paper,
    Para,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
)
from chibo_app.queries.badge_papers import CardLine, CardListFacts
from chibo_app.rules.kinds import CardFinding

_SAY = "badges"
_SIGNING_HEIGHT_MM = 8
_FOUND = tuple(finding.value for finding in CardFinding)
_FIRST_FINDING = 4  # the place of the first of the four columns of findings


def build_requests(facts: CardListFacts) -> Paper:
    """Return the list of cards to be given out, given again or exchanged, by what is asked for."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("cards.subject")
    blocks: list[Block] = [parts.plain_head(head, say("cards.code")), Title(say("cards.title"), subject)]
    if facts.lines:
        blocks += [_request_table(facts), Para(say("cards.count", count=len(facts.lines)))]
    else:
        blocks.append(Para(say("cards.none")))
    blocks.append(parts.compiled_signatures(head, ""))
    return parts.titled(head, blocks, parts.file_name(say("cards.file"), head.cell_name, head.on), is_landscape=True)


def _request_table(facts: CardListFacts) -> Table:
    say = wording.load(_SAY)
    columns = sized(say.sentences["cards"]["widths_mm"], (0, 2, 3, 5, 6, 7, 8))
    head = born_head(say.list("cards.columns"), say("list_born"))
    return Table(columns, head, tuple(_request_rows(facts.lines)), size="small")


def _request_rows(lines: Sequence[CardLine]) -> Iterable[Row]:
    say, number = wording.load(_SAY), 0
    for kind in say.sentences["card_kinds"]:
        group = [line for line in lines if line.kind == kind]
        caption = say(f"card_kinds.{kind}")
        if group:
            yield Row((say("cards.group", kind=caption, count=len(group)),), is_bold=True, spans=True)
        for line in group:
            number += 1
            member = line.member
            yield Row((
                number, member.birth_name or member.name, *born(member), member.hometown,
                dates.show(member.admitted), dates.show(member.official), member.citizen_id,
                member.card_number, caption, line.note,
            ))  # fmt: skip


# the yearly check


def _counted(facts: CardListFacts) -> dict[str, int]:
    return {finding: sum(line.finding == finding for line in facts.lines) for finding in _FOUND}


def build_check(facts: CardListFacts) -> Paper:
    """Return the list to check the cards with; what was found already is marked."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("check.subject", year=str(facts.year))
    count = say("check.count", official=facts.official, checked=facts.checked, **_counted(facts)) if (
        facts.checked
    ) else say("check.blank_count", official=facts.official)  # fmt: skip
    signed = Signatures(parts.cell_signs(head), left=Signer(say("check.checker_signs"), note=say("sign_note")))
    blocks: tuple[Block, ...] = (
        parts.plain_head(head), Title(say("check.title"), subject), _check_table(facts), Para(count), signed
    )  # fmt: skip
    return parts.titled(head, blocks, parts.file_name(say("check.file"), str(facts.year), head.cell_name))


def _check_table(facts: CardListFacts) -> Table:
    say = wording.load(_SAY)
    captions, last = say.list("check.columns"), _FIRST_FINDING + len(_FOUND)
    found = range(_FIRST_FINDING, last)
    head = parts.grouped_head(captions, [say("check.group") if n in found else "" for n in range(len(captions))])
    columns = sized(say.sentences["check"]["widths_mm"], (0, *range(2, last)))
    rows = tuple(Row(_check_row(number, line)) for number, line in enumerate(facts.lines, 1))
    return Table(columns, head, rows, size="small", least_height_mm=_SIGNING_HEIGHT_MM)


def _check_row(number: int, line: CardLine) -> tuple[Cell, ...]:
    mark, member = wording.load(_SAY)("check.mark"), line.member
    marks = (mark if line.finding == finding else "" for finding in _FOUND)
    return (number, member.name, dates.show(member.birth), member.card_number, *marks, line.note)


def build_check_minutes(facts: CardListFacts) -> Paper:
    """Return the minutes of the check: the figures, who needs a new card, what the cell asks for."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("check_minutes.subject", year=str(facts.year))
    opened = parts.begun(say("check_minutes.opened", day=dates.long_date(head.on), year=str(facts.year)))
    blocks: list[Block] = [
        parts.plain_head(head), Title(say("check_minutes.title"), subject), Para(opened),
        Fields(((Field(say("check_minutes.place")),), (Field(say("check_minutes.team")),))), Lines(1),
    ]  # fmt: skip
    blocks += [Heading(say("check_minutes.part_result")), *map(Para, _results(facts))]
    blocks += [Heading(say("check_minutes.part_list")), *_cases(facts)]
    blocks += [Heading(say("check_minutes.part_request")), *_requests(facts), Para(say("check_minutes.closed"))]
    blocks.append(
        Signatures(parts.cell_signs(head), left=Signer(say("check_minutes.checker_signs"), note=say("sign_note")))
    )
    return parts.titled(head, blocks, parts.file_name(say("check_minutes.file"), str(facts.year), head.cell_name))


def _results(facts: CardListFacts) -> Iterable[str]:
    say = wording.load(_SAY)
    total = facts.official + facts.probationary
    yield say("check_minutes.total", total=total, official=facts.official, probationary=facts.probationary)
    yield say("check_minutes.result", checked=facts.checked, official=facts.official, **_counted(facts))
    if facts.official > facts.checked:
        yield say("check_minutes.open", open=facts.official - facts.checked)


def _cases(facts: CardListFacts) -> list[Block]:
    say = wording.load(_SAY)
    told = [line for line in facts.lines if line.finding not in ("", CardFinding.IN_ORDER.value)]
    if not told:
        return [Para(say("check_minutes.nothing"))]
    rows = [
        (number, line.member.name, line.member.card_number, say(f"findings.{line.finding}"), line.note)
        for number, line in enumerate(told, 1)
    ]
    return [parts.plain_table(say.list("check_minutes.columns"), rows, "c c", size="list")]


def _requests(facts: CardListFacts) -> list[Block]:
    say, counts = wording.load(_SAY), _counted(facts)
    lost, damaged, hidden = (counts[name] for name in ("lost", "damaged", "not_shown"))
    found: list[Block] = []
    if lost or damaged:
        above = parts.committee(facts.letterhead)
        found.append(Para(say("check_minutes.request_asked", committee=above, lost=lost, damaged=damaged)))
    if hidden:
        found.append(Para(say("check_minutes.request_not_shown", count=hidden)))
        found.append(Fields(((Field(say("check_minutes.until")),),)))
    return found or [Para(say("check_minutes.request_none"))]
