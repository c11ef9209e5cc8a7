"""The summary and the report of a year's ratings, the proposal for commendation, the notice to a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Addressee,
    Bases,
    Block,
    Column,
    HeadCell,
    Heading,
    Paper,
    Para,
    Row,
    Signatures,
    Table,
    Title,
)
from chibo_app.queries.meeting_papers import Absence
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.review_papers import (
    CommendationFacts,
    CommendationLine,
    NoticeFacts,
    SummaryLine,
    YearReviewFacts,
)

_SAY = "reviews"


def build_summary(facts: YearReviewFacts) -> Paper:
    """Return the summary of a year: every member with the three ratings, those not rated, figures per level."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("summary.subject", year=str(facts.year))
    blocks: list[Block] = [parts.plain_head(head), Title(say("summary.title"), subject), _summary_table(facts.lines)]
    blocks += [Para(line) for line in (_total(facts), *_left_out(facts))]
    blocks += [Heading(say("summary.levels_head", who=_who(facts))), *_levels(facts)]
    blocks.append(parts.compiled_signatures(head, ""))
    return parts.titled(
        head, blocks, parts.file_name(say("summary.file"), str(facts.year), head.cell_name), is_landscape=True
    )


def _summary_table(lines: Sequence[SummaryLine]) -> Table:
    say = wording.load(_SAY)
    captions, widths = say.list("summary.columns"), say.sentences["summary"]["widths_mm"]
    upper = [HeadCell(caption, rows=2) for caption in captions[:4]]
    upper.append(HeadCell(say("summary.group"), columns=3))
    upper += [HeadCell(caption, rows=2) for caption in captions[7:]]
    head = (tuple(upper), tuple(HeadCell(caption) for caption in captions[4:7]))
    columns = tuple(Column("center" if place in (0, 5, 6) else "left", wide) for place, wide in enumerate(widths))
    rows = tuple(
        Row((
            number, one.name, one.post, one.self_rating, one.cell_rating, one.votes, one.share, one.committee_rating,
            one.note,
        ))
        for number, one in enumerate(lines, 1)
    )  # fmt: skip
    return Table(columns, head, rows, size="list")


def _total(facts: YearReviewFacts) -> str:
    left = facts.total - facts.rated
    return wording.load(_SAY)("summary.total", total=facts.total, rated=facts.rated, left=left)


def _left_out(facts: YearReviewFacts) -> list[str]:
    say = wording.load(_SAY)
    return [
        say("summary.left_out", ground=ground, count=len(names),
            names=parts.names([Absence(name) for name in names]).removeprefix(": "))
        for ground, names in facts.by_ground
    ]  # fmt: skip


def _who(facts: YearReviewFacts) -> str:
    return wording.load(_SAY)("summary.who_committee" if facts.is_decided else "summary.who_cell")


def _levels(facts: YearReviewFacts) -> list[Block]:
    say = wording.load(_SAY)
    rows = [
        (one.title, str(one.count), parts.share(one.count, facts.rated), str(one.leaders), str(one.others),
         str(one.official), str(one.probationary))
        for one in facts.counts
    ]  # fmt: skip
    table = parts.plain_table(say.list("summary.levels_columns"), rows, " cccccc", size="list")
    waiting = Para(say("summary.levels_open", count=facts.open_count))
    return [replace(table, is_whole=True), *([waiting] if facts.open_count else [])]


def build_report(facts: YearReviewFacts) -> Paper:
    """Return the report of the results to the committee above."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("report.subject", year=str(facts.year))
    blocks: list[Block] = [parts.issued_head(head, say("report.symbol")), Title(say("report.title"), subject)]
    blocks += [Bases(facts.bases), Heading(say("report.situation_head"))]
    blocks += [Para(line) for line in _situation(facts)]
    blocks += [Heading(say("report.results_head")), *_results(facts), Heading(say("report.weak_head"))]
    points = [*facts.weaknesses, *facts.measures]
    blocks += [Para(f"- {parts.sentence(point)}") for point in points] or [Para(say("report.weak_none"))]
    above = parts.committee(head)
    request = say("report.request", committee=above) if above else say("report.request_plain")
    blocks += [Heading(say("report.request_head")), Para(request), Para(say("report.attached"))]
    blocks.append(parts.report_signatures(head))
    return parts.titled(head, blocks, parts.file_name(say("report.file"), str(facts.year), head.cell_name))


def _situation(facts: YearReviewFacts) -> list[str]:
    say = wording.load(_SAY)
    left = facts.total - facts.rated
    first = say("report.situation", total=facts.total, rated=facts.rated, left=left)
    meeting = say("report.meeting", day=dates.show(facts.meeting_on)) if facts.meeting_on else ""
    return [line for line in (first, *_left_out(facts), meeting) if line]


def _results(facts: YearReviewFacts) -> list[Block]:
    say = wording.load(_SAY)
    unknown = say("report.unknown")
    own = say(
        "report.collective", own=facts.cell_self or unknown, proposed=facts.cell_proposed or unknown,
        decided=facts.cell_decided or unknown,
    )  # fmt: skip
    return [
        Para(own), Para(say("report.members", who=_who(facts))), *_levels(facts),
        *(Para(line) for line in _cap(facts)),
    ]  # fmt: skip


def _cap(facts: YearReviewFacts) -> list[str]:
    say = wording.load(_SAY)
    lines = [say(
        "report.cap", level=parts.inside(facts.top_title).lower(), percent=str(facts.cap_percent), base=facts.cap_base,
        count=facts.cap_base_count, rounding=facts.cap_rounding, most=facts.cap_most, chosen=facts.chosen,
    )]  # fmt: skip
    if facts.chosen > facts.cap_most:
        lines.append(say("report.cap_over"))
    if facts.cap_percent * facts.cap_base_count < 100:
        lines.append(say("report.cap_small"))
    return lines


def build_commendation(facts: CommendationFacts) -> Paper:
    """Return the cell's proposal for commendation to the committee above."""
    say, head = wording.load(_SAY), facts.letterhead
    year, above = str(facts.year), parts.committee(head)
    subject = say("commendation.subject", year=year)
    blocks: list[Block] = [
        parts.issued_head(head, say("commendation.symbol")), Title(say("commendation.title"), subject),
    ]  # fmt: skip
    blocks += [Addressee((above,), is_submission=True)] if above else []
    blocks.append(Bases(tuple(line.format(year=year) for line in say.list("commendation.bases"))))
    day, count = dates.show(facts.proposed_on), len(facts.lines)
    blocks.append(Para(say("commendation.decided_on" if day else "commendation.decided", day=day, count=count)))
    blocks.append(_commended(facts.lines))
    request = say("commendation.request", committee=above) if above else say("commendation.request_plain")
    blocks += [Para(request), Para(say("commendation.attached")), _as_above(head)]
    return parts.titled(head, blocks, parts.file_name(say("commendation.file"), year, head.cell_name))


def _as_above(head: Letterhead) -> Signatures:
    """The signature of a paper that names who it is for: that one comes first, as above."""
    say = wording.load(_SAY)
    return parts.report_signatures(replace(head, recipients=(say("as_above"), say(f"archive.{head.signs_for}"))))


def _commended(lines: Sequence[CommendationLine]) -> Table:
    say = wording.load(_SAY)
    widths = say.sentences["commendation"]["widths_mm"]
    columns = tuple(Column("center" if place == 0 else "left", wide) for place, wide in enumerate(widths))
    rows = [
        Row((number, one.name, one.post, one.title, one.form, one.ratings, one.note))
        for number, one in enumerate(lines, 1)
    ]
    return Table(columns, parts.head_row(say.list("commendation.columns")), tuple(rows), size="list")


def build_notice(facts: NoticeFacts) -> Paper:
    """Return the notice of the result to a member, with the right to ask for another look."""
    say, head = wording.load(_SAY), facts.letterhead
    year, subject = str(facts.year), say("notice.subject", year=str(facts.year))
    blocks: list[Block] = [parts.issued_head(head, say("notice.symbol")), Title(say("notice.title"), subject)]
    blocks += [Addressee((say("notice.to", name=facts.name),)), Para(_decided(facts))]
    unknown = say("notice.unknown")
    blocks.append(Para(say("notice.own", own=facts.self_rating or unknown, proposed=facts.cell_rating or unknown)))
    if facts.weaknesses:
        blocks.append(Para(say("notice.weak")))
        blocks += [Para(f"- {parts.sentence(point)}") for point in facts.weaknesses]
    blocks += [Para(say("notice.rights")), _as_above(head)]
    return parts.titled(head, blocks, parts.file_name(say("notice.file"), year, facts.name))


def _decided(facts: NoticeFacts) -> str:
    say = wording.load(_SAY)
    if not facts.committee_rating:
        return say("notice.pending", year=str(facts.year))
    decision = say("notice.decision", decision=facts.decision) if facts.decision else ""
    return say(
        "notice.decided", year=str(facts.year), committee=facts.committee or say("notice.higher"),
        rating=facts.committee_rating, decision=decision,
    )  # fmt: skip
