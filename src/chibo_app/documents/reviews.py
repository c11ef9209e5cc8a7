"""The forms of the yearly review, of a member and of the cell, in the edition of the year (documents.md 3o)."""

from __future__ import annotations

from dataclasses import replace

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Lines,
    Paper,
    Para,
    Row,
    Run,
    Sheet,
    Signatures,
    Signer,
    Table,
    Ticks,
    Title,
)
from chibo_app.queries.review_papers import PointLine, ReviewPaperFacts, SectionOfPaper

_SAY = "reviews"
_ROOM = 3  # dotted lines left where nothing was written


def build(facts: ReviewPaperFacts) -> Paper:
    """Return one review on the form of its year."""
    say, head = wording.load(_SAY), facts.letterhead
    blocks: list[Block] = [*(_collective_head(facts) if facts.is_of_the_cell else _personal_head(facts))]
    for section in facts.sections:
        blocks += _section(section, facts)
    blocks += [Heading(say("rating_head")), *_points(facts), *_self_rating(facts), _own_signature(facts)]
    if facts.has_employer:
        blocks += _employer(facts)
    blocks += _judged(facts)
    kind = say("collective_title" if facts.is_of_the_cell else "title").capitalize()
    subject = say("collective_subject" if facts.is_of_the_cell else "year", year=str(facts.year))
    stem = say("collective_file" if facts.is_of_the_cell else "file")
    return Paper(
        f"{kind} {subject}", head.on, (Sheet(tuple(blocks)),), head.cell_name,
        parts.file_name(stem, str(facts.year), facts.name or head.cell_name),
    )  # fmt: skip


def _personal_head(facts: ReviewPaperFacts) -> list[Block]:
    say, head = wording.load(_SAY), facts.letterhead
    rows = (
        (Field(say("name"), facts.name), Field(say("birth"), dates.show(facts.birth))),
        (Field(say("party_post"), facts.party_post), Field(say("state_post"), facts.state_post)),
        (Field(say("mass_post"), facts.mass_post),),
        (Field(say("work_unit"), facts.work_unit),),
        (Field(say("cell"), head.cell_name),),
    )
    return [
        replace(parts.personal_head(head), code=facts.code),
        Title(say("title"), say("year", year=str(facts.year)), hyphens=False),
        Para((Run(say("caption", caption=facts.caption), italic=True),), "center", is_indented=False),
        Fields(rows),
    ]


def _collective_head(facts: ReviewPaperFacts) -> list[Block]:
    say = wording.load(_SAY)
    return [
        replace(parts.issued_head(facts.letterhead, say("report.symbol")), code=facts.code),
        Title(say("collective_title"), say("collective_subject", year=str(facts.year))),
    ]


def _section(section: SectionOfPaper, facts: ReviewPaperFacts) -> list[Block]:
    blocks: list[Block] = [Heading(section.title)]
    if section.is_heading:
        return blocks
    blocks += _written(section.text)
    if section.is_graded:
        boxes = tuple((grade, grade == section.grade) for grade in facts.grades)
        blocks.append(Ticks(wording.load(_SAY)("grade"), boxes))
    return blocks


def _written(words: str) -> list[Block]:
    """What was written, else dotted lines to write on."""
    found: list[Block] = [*parts.paras(words)]
    return found or [Lines(_ROOM)]


def _points(facts: ReviewPaperFacts) -> list[Block]:
    if facts.total is None:
        return []
    say = wording.load(_SAY)
    columns = tuple(
        Column("left" if place == 1 else "center", width)
        for place, width in enumerate(say.sentences["points_widths_mm"])
    )
    total = replace(facts.total, title=say("points_total"), is_group=True)
    rows = [*_point_rows(facts.points), _point_row("", total)]
    table = Table(columns, parts.head_row(say.list("points_columns")), tuple(rows), size="list")
    note = Para(say("points_note"), is_note=True)
    is_noted = any("KAD" in (line.own, line.cell, line.committee) for line in facts.points)
    return [Heading(say("points_head")), table, *([note] if is_noted else [])]


def _point_rows(lines: tuple[PointLine, ...]) -> list[Row]:
    rows, group, leaf = [], 0, 0
    for line in lines:
        if line.is_group:
            group, leaf = group + 1, 0
        else:
            leaf += 1
        rows.append(_point_row(str(group) if line.is_group else f"{group}.{leaf}", line))
    return rows


def _point_row(number: str, line: PointLine) -> Row:
    return Row((number, line.title, line.most, line.own, line.cell, line.committee), is_bold=line.is_group)


def _self_rating(facts: ReviewPaperFacts) -> list[Block]:
    say, has_points = wording.load(_SAY), facts.total is not None
    if not facts.has_employer:
        return [Heading(say("rating_points" if has_points else "self_rating_only")), _boxes(facts)]
    state = say("state_rating_points" if has_points else "state_rating")
    own = say("self_rating_points_third" if has_points else "self_rating_second")
    return [Fields(((Field(state, facts.state_rating),),)), Heading(own), _boxes(facts)]


def _boxes(facts: ReviewPaperFacts) -> Table:
    """A box for each level, that named by the writer marked; they stay together on a page."""
    marks = tuple("X" if level == facts.self_rating else "" for level in facts.levels)
    columns = tuple(Column("center", 1) for _level in facts.levels)
    return Table(columns, parts.head_row(facts.levels), (Row(marks),), size="list", least_height_mm=7, is_whole=True)


def _own_signature(facts: ReviewPaperFacts) -> Signatures:
    if facts.is_of_the_cell:
        return parts.report_signatures(facts.letterhead)
    say = wording.load(_SAY)
    return Signatures(Signer(say("member_signs"), note=say("sign_note"), name=facts.name))


def _employer(facts: ReviewPaperFacts) -> list[Block]:
    say = wording.load(_SAY)
    return [
        Heading(say("employer_head")),
        *_comment(say("employer_comment"), facts.employer_comment),
        Fields(((Field(say("employer_rating"), facts.employer_rating),),)),
        Signatures(Signer(say("employer_signs"), note=say("stamp_note"))),
    ]


def _comment(caption: str, words: str) -> list[Block]:
    return [Para(caption), *_written(words)]


def _judged(facts: ReviewPaperFacts) -> list[Block]:
    """The back part of the form: remark, the cell's proposal with its votes, the committee's decision."""
    say, head = wording.load(_SAY), facts.letterhead
    voted = facts.cell_rating and facts.vote_text
    proposed = say("cell_vote", rating=facts.cell_rating, votes=facts.vote_text) if voted else facts.cell_rating
    is_decided = facts.committee_rating and facts.decision
    decided = facts.committee_rating
    if is_decided:
        decided = say("committee_decided", rating=facts.committee_rating, decision=facts.decision)
    blocks: list[Block] = [Heading(say("cell_head_collective" if facts.is_of_the_cell else "cell_head"))]
    if not facts.is_of_the_cell:
        blocks += _comment(say("residence"), facts.residence_remark) if facts.residence_remark else []
        blocks += _comment(say("committee_comment"), facts.committee_comment)
        blocks.append(Fields(((Field(say("cell_rating"), proposed),),)))
        signs = Signer(say("cell_signs"), head.signer_post, say("sign_note"), head.signer_name)
        blocks.append(Signatures(signs))
    else:
        blocks.append(Fields(((Field(say("cell_rating"), proposed),),)))
    blocks.append(Fields(((Field(say("committee_rating"), decided),),)))
    blocks.append(Signatures(Signer(say("committee_signs"), note=say("stamp_note"))))
    return blocks
