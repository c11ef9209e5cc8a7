"""A member's pledge and the summary of a cell's pledges (meetings-pledges.md 4.3, documents.md 3f)."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Addressee,
    Bases,
    Block,
    Column,
    Field,
    Fields,
    HeadCell,
    Heading,
    Paper,
    Para,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
    bold,
)
from chibo_app.queries.pledge_papers import (
    CriteriaFacts,
    PledgeFacts,
    PledgeGroup,
    PledgeItem,
    PledgeLine,
    PledgeSummaryFacts,
)

_SAY = "pledges"


def build(facts: PledgeFacts) -> Paper:
    """Return one member's pledge. Its lines without facts are left out, except those to be written by hand."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say(f"titles.{facts.kind}", year=str(facts.year))
    blocks: list[Block] = [parts.personal_head(head), Title(say("title"), subject), Addressee((head.cell_name,))]
    blocks.append(_member(facts))
    if facts.bases:
        blocks.append(Bases(facts.bases))
    blocks.append(Para(say("pledge_sentence")))
    blocks += _sections(facts)
    blocks.append(_signatures(facts))
    blocks += _follow_up(facts)
    return parts.titled(head, blocks, parts.file_name(say("file_name"), str(facts.year), facts.name))


def _member(facts: PledgeFacts) -> Fields:
    say = wording.load(_SAY)
    level = say(f"exemplary_levels.{facts.exemplary_level}") if facts.exemplary_level else ""
    rows = [
        (Field(say("name"), facts.name), Field(say("birth"), dates.show(facts.birth))),
        (Field(say("admitted"), dates.show(facts.admitted)), Field(say("official"), dates.show(facts.official))),
    ]
    optional = (
        ("party_post", facts.party_post), ("state_post", facts.state_post), ("mass_post", facts.mass_post),
        ("work_unit", facts.work_unit), ("cell", facts.letterhead.cell_name), ("exemplary", level),
    )  # fmt: skip
    return Fields((*rows, *((Field(say(key), value),) for key, value in optional if value)))


def _sections(facts: PledgeFacts) -> list[Block]:
    sections: list[tuple[str, list[Block]]] = [
        ("previous_head", _previous(facts)),
        ("content_head", _groups(facts.groups)),
        ("avoid_head", _list(facts.avoided_signs)),
        ("standards_head", _list(facts.standards)),
        ("mottos_head", _list(facts.mottos)),
        ("rating_head", list(parts.paras(facts.target_rating))),
        ("measures_head", list(parts.paras(facts.measures))),
        ("comment_head", _comment(facts)),
    ]
    say = wording.load(_SAY)
    return parts.sections((say(key), content) for key, content in sections)


def _previous(facts: PledgeFacts) -> list[Block]:
    """What was promised the year before and how it went; without promises in the book, what was entered of it."""
    say = wording.load(_SAY)
    blocks: list[Block] = []
    for item in facts.previous_items:
        result = _result(item.cell_result or item.self_result) or say("not_judged")
        blocks.append(Para(say("item", text=parts.sentence(say("previous_item", text=parts.bare(item.text),
                                                               result=result)))))  # fmt: skip
    if facts.previous_overall:
        blocks.append(Para(say("previous_overall", result=parts.sentence(facts.previous_overall))))
    return [*blocks, *parts.paras(facts.previous_result)]


def _groups(groups: tuple[PledgeGroup, ...]) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = []
    for number, group in enumerate(groups, 1):
        blocks.append(Heading(say("group", number=str(number), name=say(f"groups.{group.code}"))))
        for item in group.items:
            blocks.append(Para(say("item", text=_item(item))))
    return blocks


def _item(item: PledgeItem) -> str:
    say = wording.load(_SAY)
    measures = (
        ("target", item.target), ("due", item.due), ("evidence", item.evidence), ("duty", item.duty)
    )  # fmt: skip
    measured = "; ".join(say(key, value=parts.bare(value)) for key, value in measures if value)
    return parts.sentence(f"{parts.bare(item.text)} ({measured})" if measured else item.text)


def _list(lines: tuple[str, ...]) -> list[Block]:
    return [Para(wording.load(_SAY)("item", text=parts.sentence(line))) for line in lines]


def _comment(facts: PledgeFacts) -> list[Block]:
    blocks: list[Block] = [*parts.paras(facts.comment)]
    if facts.confirmed_on:
        blocks.append(Para(wording.load(_SAY)("confirmed", day=dates.long_date(facts.confirmed_on))))
    return blocks


def _signatures(facts: PledgeFacts) -> Signatures:
    say, head = wording.load(_SAY), facts.letterhead
    member = Signer(say("member_signs"), note=say("sign_note"), name=facts.name)
    return Signatures(member, left=Signer(say("cell_confirms"), head.signer_post, name=head.signer_name))


def _follow_up(facts: PledgeFacts) -> list[Block]:
    say = wording.load(_SAY)
    judged = [item for group in facts.groups for item in group.items if item.self_result or item.cell_result]
    if not judged and not facts.checks:
        return []
    blocks: list[Block] = [Heading(say("follow_head"))]
    blocks += [Para(say("check", day=dates.show(check.on), note=parts.sentence(check.note))) for check in facts.checks]
    if judged:
        rows = [
            (n, item.text, _result(item.self_result), _result(item.cell_result)) for n, item in enumerate(judged, 1)
        ]
        blocks.append(parts.plain_table(say.list("follow_columns"), rows, "c"))
    if facts.overall_result:
        blocks.append(Para(say("overall", result=parts.sentence(facts.overall_result))))
    return blocks


def _result(code: str) -> str:
    say = wording.load(_SAY)
    return say(f"results.{code}") if code in say.sentences["results"] else code


def build_criteria(facts: CriteriaFacts) -> Paper:
    """Return the criteria sheet of a cell: what can be counted of every pledge, public inside the cell."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("criteria_subject", year=str(facts.year))
    rows: list[Row] = []
    for group in facts.groups:
        who = [group.name, group.post, say(f"exemplary_levels.{group.level}") if group.level else ""]
        rows.append(Row(((bold("; ".join(dict.fromkeys(word for word in who if word))),),), spans=True))
        rows += [
            Row((number, item.text, item.target, item.due, item.evidence, item.duty))
            for number, item in enumerate(group.items, 1)
        ]
    columns = tuple(
        Column("center" if place == 0 else "left", wide)
        for place, wide in enumerate(say.sentences["criteria_widths_mm"])
    )
    table = Table(columns, parts.head_row(say.list("criteria_columns")), tuple(rows), size="list")
    count = sum(len(group.items) for group in facts.groups)
    blocks: list[Block] = [
        parts.plain_head(head), Title(say("criteria_title"), subject), table,
        Para(say("criteria_count", count=count, members=len(facts.groups))),
        Signatures(parts.cell_signs(head)),
    ]  # fmt: skip
    return parts.titled(
        head, blocks, parts.file_name(say("criteria_file"), str(facts.year), head.cell_name), is_landscape=True
    )


def build_summary(facts: PledgeSummaryFacts) -> Paper:
    """Return the summary of the pledges of a year: who signed, on what, and with what result."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("summary_subject", year=str(facts.year))
    blocks: list[Block] = [parts.plain_head(head), Title(say("summary_title"), subject), _summary_table(facts)]
    blocks.append(Para(say("summary_count", signed=facts.signed_count, total=facts.member_count)))
    if facts.unsigned:
        blocks.append(Para(say("summary_unsigned", count=len(facts.unsigned), names=parts.names(facts.unsigned))))
    blocks.append(parts.compiled_signatures(head, facts.compiled_by, say("summary_signs")))
    return parts.titled(
        head, blocks, parts.file_name(say("summary_file"), str(facts.year), head.cell_name), is_landscape=True
    )


def _summary_table(facts: PledgeSummaryFacts) -> Table:
    say = wording.load(_SAY)
    captions = say.list("summary_columns")
    before, results, after = captions[:6], captions[6:8], captions[8:]
    upper = [HeadCell(caption, rows=2) for caption in before]
    upper.append(HeadCell(say("summary_results"), columns=len(results)))
    upper += [HeadCell(caption, rows=2) for caption in after]
    head = (tuple(upper), tuple(HeadCell(caption) for caption in results))
    widths = say.sentences["summary_widths_mm"]
    columns = tuple(Column("center" if place in (0, 3) else "left", wide) for place, wide in enumerate(widths))
    rows = tuple(Row(_summary_row(number, line)) for number, line in enumerate(facts.lines, 1))
    return Table(columns, head, rows, size="list")


def _summary_row(number: int, line: PledgeLine) -> tuple[str | int, ...]:
    return (
        number, line.name, line.post, dates.show(line.signed_on), line.content, line.due, line.half_year_result,
        line.year_result, line.cell_rating, line.note,
    )  # fmt: skip
