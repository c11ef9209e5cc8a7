"""Papers about Party age and badges: the list and the submission of a round, the declaration, the list of ages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Addressee,
    Bases,
    Block,
    Cell,
    Column,
    Field,
    Fields,
    HeadCell,
    Paper,
    Para,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
)
from chibo_app.queries.badge_papers import (
    AgeFacts,
    AgeLine,
    AgeListFacts,
    AwardLine,
    DeclarationFacts,
    MemberOfPaper,
    RoundFacts,
)

_SAY = "badges"
_THIRTY_YEARS = 30 * 12
_BORN_COLUMNS = 2


def age_words(age: AgeFacts) -> str:
    """Write a Party age: `41 năm 6 tháng`, with ≈ where a date is not known to the day; nothing for none."""
    if age.total_months is None:
        return ""
    say = wording.load(_SAY)
    years, months = divmod(age.total_months, 12)
    said = say("age", years=str(years), months=str(months)) if months else say("age_years", years=str(years))
    return say("approximate", age=said) if age.is_approximate else said


def born(member: MemberOfPaper) -> tuple[str, str]:
    """Return the day of birth in the column of men or of women; of unknown sex in the first."""
    day = dates.show(member.birth)
    return ("", day) if member.gender == "female" else (day, "")


def sized(widths: Sequence[float], centred: Iterable[int]) -> tuple[Column, ...]:
    """Return columns of these widths, some of them centred."""
    middle = set(centred)
    return tuple(Column("center" if place in middle else "left", width) for place, width in enumerate(widths))


def born_head(captions: Sequence[str], group: str, first: int = 2) -> tuple[tuple[HeadCell, ...], ...]:
    """Return a head in which the columns of men and women stand under one caption."""
    return parts.grouped_head(
        captions, [group if 0 <= place - first < _BORN_COLUMNS else "" for place in range(len(captions))]
    )


def _round_name(facts: RoundFacts) -> str:
    return parts.inside(facts.round_title) if facts.round_title else wording.load(_SAY)(
        "outside_round", day=dates.show(facts.round_on)
    )  # fmt: skip


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


# the list of a round


def build_list(facts: RoundFacts) -> Paper:
    """Return the list of those proposed for a round, by badge, the highest first."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("list_subject", round=_lowered(_round_name(facts)))
    blocks: list[Block] = [parts.plain_head(head), Title(say("list_title"), subject)]
    if facts.lines:
        blocks += [_list_table(facts), Para(_count(facts.lines))]
    else:
        blocks.append(Para(say("list_none")))
    if facts.unclear:
        blocks.append(Para(say("list_unclear", names="; ".join(member.name for member in facts.unclear)), is_note=True))
    blocks.append(parts.compiled_signatures(head, ""))
    return parts.titled(
        head, blocks, parts.file_name(say("list_file"), head.cell_name, facts.round_on), is_landscape=True
    )


def _list_table(facts: RoundFacts) -> Table:
    say = wording.load(_SAY)
    head = born_head(say.list("list_columns"), say("list_born"))
    columns = sized(say.sentences["list_widths_mm"], (0, 2, 3, 6, 7, 8, 9, 10, 11))
    return Table(columns, head, tuple(_list_rows(facts.lines)), size="small")


def _by_kind(lines: Sequence[AwardLine]) -> list[tuple[int, list[AwardLine]]]:
    ordered = sorted(lines, key=lambda line: -line.years)  # stable: names keep their order
    return [(years, list(group)) for years, group in groupby(ordered, lambda line: line.years)]


def _list_rows(lines: Sequence[AwardLine]) -> Iterable[Row]:
    say, number = wording.load(_SAY), 0
    for years, group in _by_kind(lines):
        yield Row((say("list_group", years=str(years), count=len(group)),), is_bold=True, spans=True)
        for line in group:
            number += 1
            yield Row(_list_row(number, line))


def _list_row(number: int, line: AwardLine) -> tuple[Cell, ...]:
    member = line.member
    return (
        number, member.name, *born(member), member.hometown, member.residence, dates.show(member.decided),
        dates.show(member.admitted), dates.show(member.official), member.card_number, _months_out(member),
        age_words(line.age), note(line),
    )  # fmt: skip


def _months_out(member: MemberOfPaper) -> str:
    return wording.load(_SAY)("months_out", months=str(member.gap_months)) if member.gap_months else ""


def note(line: AwardLine) -> str:
    """Return the remark beside a proposal: early, posthumous, waited for."""
    say, found = wording.load(_SAY), []
    if line.is_early:
        found.append(say("notes.early", reason=parts.bare(line.early_reason)))
    if line.is_posthumous:
        day = dates.show(line.died_on)
        found.append(say("notes.posthumous", day=day) if day else say("notes.posthumous_undated"))
    if line.waits_until:
        found.append(say("notes.waited", day=dates.show(line.waits_until)))
    return "; ".join(found)


def _count(lines: Sequence[AwardLine]) -> str:
    say = wording.load(_SAY)
    kinds = "; ".join(say("list_kind", years=str(years), count=len(group)) for years, group in _by_kind(lines))
    return say(
        "list_count", count=len(lines), kinds=kinds, posthumous=sum(line.is_posthumous for line in lines),
        early=sum(line.is_early for line in lines),
    )  # fmt: skip


# the submission of a round


def build_submission(facts: RoundFacts) -> Paper:
    """Return the cell's submission for a round to the committee above."""
    say, head = wording.load(_SAY), facts.letterhead
    name = _lowered(_round_name(facts))
    subject = say("submission.subject", round=name)
    above = parts.committee(head)
    blocks: list[Block] = [parts.issued_head(head, say("submission.symbol")), Title(say("submission.title"), subject)]
    blocks += [Addressee((above,), is_submission=True)] if above else []
    blocks += [Bases(say.list("submission.bases")), Para(_decided(facts, name)), _submission_table(facts)]
    request = say("submission.request", committee=above) if above else say("submission.request_plain")
    blocks += [Para(say("submission.checked")), Para(request), Para(say("submission.attached"))]
    blocks.append(parts.report_signatures(head))
    return parts.titled(head, blocks, parts.file_name(say("submission.file"), head.cell_name, facts.round_on))


def _decided(facts: RoundFacts, name: str) -> str:
    say, count = wording.load(_SAY), len(facts.lines)
    if facts.meeting_on is None:
        return say("submission.no_meeting", round=name, count=count)
    return say("submission.meeting", day=dates.show(facts.meeting_on), round=name, count=count)


def _submission_table(facts: RoundFacts) -> Table:
    say = wording.load(_SAY)
    rows = [
        (number, line.member.name, dates.show(line.member.birth), dates.show(line.member.admitted),
         age_words(line.age), say("kind", years=str(line.years)), note(line))
        for number, line in enumerate((line for _years, group in _by_kind(facts.lines) for line in group), 1)
    ]  # fmt: skip
    return parts.plain_table(say.list("submission.columns"), rows or [("",) * 7], "c cccc", size="list")


# the declaration of a member


def build_declaration(facts: DeclarationFacts) -> Paper:
    """Return the member's declaration, filled in as far as the book knows; what is missing is room to write."""
    say, head = wording.load(_SAY), facts.letterhead
    title = say("declaration.title")
    pledge = say("declaration.pledge_family" if facts.is_posthumous else "declaration.pledge")
    blocks: tuple[Block, ...] = (
        parts.personal_head(head), Title(title, _declared(facts)), Fields(tuple(_about(facts))),
        Fields(tuple(_age_fields(facts))), Para(pledge), Para(say("declaration.confirmed")), _signed(facts),
    )  # fmt: skip
    name = facts.member.name if facts.member else ""
    return parts.titled(head, blocks, parts.file_name(say("declaration.file"), name, head.on))


def _declared(facts: DeclarationFacts) -> str:
    say = wording.load(_SAY)
    if facts.years is None:
        return say("declaration.subject")
    key = "subject_posthumous" if facts.is_posthumous else "subject_years"
    return say(f"declaration.{key}", years=str(facts.years))


def _about(facts: DeclarationFacts) -> Iterable[tuple[Field, ...]]:
    say, member, head = wording.load(_SAY), facts.member or MemberOfPaper(""), facts.letterhead
    gender = say(f"genders.{member.gender}") if member.gender else ""

    def field(key: str, value: str) -> Field:
        return Field(say(f"declaration.{key}"), value)

    yield (field("name", member.name),)
    yield (field("birth_name", member.birth_name or member.name),)
    yield field("birth", dates.show(member.birth)), field("gender", gender)
    yield (field("hometown", member.hometown),)
    yield (field("residence", member.residence),)
    yield (field("occupation", member.occupation),)
    yield (field("cell", member.cell_name or (head.cell_name if facts.member else "")),)


def _age_fields(facts: DeclarationFacts) -> Iterable[tuple[Field, ...]]:
    say, member = wording.load(_SAY), facts.member or MemberOfPaper("")

    def field(key: str, value: str, **values: str) -> Field:
        return Field(say(f"declaration.{key}", **values), value)

    yield (field("decided", dates.show(member.decided)),)
    yield field("admitted", dates.show(member.admitted)), field("official", dates.show(member.official))
    yield field("card", member.card_number), field("dossier", member.dossier_number)
    yield (field("gaps", _gaps(facts)),)
    if facts.member is None:
        yield (field("age_blank", ""),)
    else:
        yield (field("age", age_words(facts.age), day=dates.show(facts.letterhead.on)),)
    none = say("declaration.none") if facts.member else ""
    held = ", ".join(say("declaration.held_kinds", years=str(years)) for years in facts.held)
    yield (field("held", held or none),)
    yield (field("disciplines", "; ".join(facts.disciplines) or none),)


def _gaps(facts: DeclarationFacts) -> str:
    say = wording.load(_SAY)
    if facts.member is None:
        return ""
    said = [
        say("declaration.gap", from_on=dates.show(first), to_on=dates.show(last)) if last
        else say("declaration.gap_running", from_on=dates.show(first))
        for first, last in facts.gaps
    ]  # fmt: skip
    return "; ".join(said) or say("declaration.none")


def _signed(facts: DeclarationFacts) -> Signatures:
    say = wording.load(_SAY)
    caption = say("declaration.family_signs" if facts.is_posthumous else "declaration.member_signs")
    name = "" if facts.is_posthumous or facts.member is None else facts.member.name
    return Signatures(parts.cell_signs(facts.letterhead), left=Signer(caption, note=say("sign_note"), name=name))


# the list of Party ages


def build_ages(facts: AgeListFacts) -> Paper:
    """Return the Party ages of a cell on a day, computed and certified side by side."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("ages.subject", day=dates.long_date(facts.as_of))
    table = Table(
        sized(say.sentences["ages"]["widths_mm"], (0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
        born_head(say.list("ages.columns"), say("list_born")),
        tuple(Row(_age_row(number, line)) for number, line in enumerate(facts.lines, 1)), size="small",
    )  # fmt: skip
    thirty = sum((line.age.total_months or 0) >= _THIRTY_YEARS for line in facts.lines)
    blocks: list[Block] = [parts.plain_head(head), Title(say("ages.title"), subject), table]
    blocks.append(Para(say("ages.count", count=len(facts.lines), thirty=thirty)))
    if any(line.age.is_approximate for line in facts.lines):
        blocks.append(Para(say("ages.approximate"), is_note=True))
    blocks.append(parts.compiled_signatures(head, ""))
    return parts.titled(head, blocks, parts.file_name(say("ages.file"), head.cell_name, facts.as_of), is_landscape=True)


def _age_row(number: int, line: AgeLine) -> tuple[Cell, ...]:
    say, member = wording.load(_SAY), line.member
    certified = age_words(line.certified)
    if certified:
        certified = say("ages.certified", age=certified, day=dates.show(line.certified_on))
    return (
        number, member.name, *born(member), dates.show(member.decided), dates.show(member.admitted),
        dates.show(member.official), _months_out(member), age_words(line.age), certified,
        say("kind", years=str(line.held)) if line.held else "", _next(line), _age_note(line),
    )  # fmt: skip


def _next(line: AgeLine) -> str:
    if line.next_years is None or line.next_on is None:
        return ""
    key = "ages.next_month" if line.is_next_approximate else "ages.next"
    return wording.load(_SAY)(key, years=str(line.next_years), day=dates.show(line.next_on))


def _age_note(line: AgeLine) -> str:
    say = wording.load(_SAY)
    if line.age.total_months is None:
        return say("notes.probationary" if line.member.standing == "probationary" else "notes.unknown")
    return say("notes.by_card") if line.is_by_card else ""
