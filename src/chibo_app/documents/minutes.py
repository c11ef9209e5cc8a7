"""Minutes of a meeting (biên bản) and the extract of minutes (meetings-pledges.md 1.11, documents.md 3a, 3b)."""

from __future__ import annotations

from datetime import datetime

from chibo_app.basics import dates, numbers
from chibo_app.basics.dates import PartialDate
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Heading, Paper, Para, Run, Sheet, Signatures, Signer, Table, Title
from chibo_app.queries.meeting_papers import (
    Absence,
    AgendaItem,
    Attendance,
    Body,
    ExtractFacts,
    MinutesFacts,
    Petition,
    Remark,
    Speech,
    Vote,
)  # fmt: skip

_SAY = "minutes"


def build(facts: MinutesFacts, first_leaf: int = 0) -> Paper:
    """Return the minutes: every line of the record in its order; a line without facts is left out.

    With `first_leaf` they are printed on loose leaves numbered from it, to be bound or pasted into a paper book.
    """
    say = wording.load(_SAY)
    subject = subject_of(facts.kind, facts.period)
    head, leaf = facts.letterhead, say("leaf") if first_leaf else ""
    sheet = Sheet(tuple(blocks_of(facts)), first_leaf=first_leaf, leaf_words=leaf)
    return Paper(
        f"{say('title').capitalize()} {subject}", head.on, (sheet,), head.cell_name,
        parts.file_name(say("file_name"), head.cell_name, facts.started.date()),
    )  # fmt: skip


def blocks_of(facts: MinutesFacts) -> list[Block]:
    """Return the blocks of the minutes, from their head to the correction slips."""
    say = wording.load(_SAY)
    blocks: list[Block] = [_head(facts), Title(say("title"), subject_of(facts.kind, facts.period))]
    if facts.is_from_paper_book:
        blocks.append(Para((Run(say("paper_book"), italic=True),), align="center", is_indented=False))
    blocks += opening_data(facts)
    blocks += _opening(facts)
    blocks += _content(facts)
    blocks += _closing(facts)
    blocks.append(_signatures(facts))
    return blocks + _corrections(facts)


def build_extract(facts: ExtractFacts) -> Paper:
    """Return an extract of minutes: the opening data and only the items asked for."""
    say, minutes, head = wording.load(_SAY), facts.minutes, facts.letterhead
    subject = say("extract_subject", day=dates.long_date(minutes.started.date()))
    blocks: list[Block] = [parts.plain_head(head), Title(say("extract_title"), subject)]
    blocks += opening_data(minutes)
    blocks.append(Heading(say("extract_content")))
    for number in facts.items:
        blocks += _item(number + 1, minutes.items[number])
    blocks.append(Para((Run(say("extract_note"), italic=True),)))
    blocks.append(Signatures(parts.cell_signs(head), left=Signer(say("extractor_signs"), name=facts.extracted_by)))
    return parts.titled(head, blocks, parts.file_name(say("extract_title"), head.cell_name, minutes.started.date()))


def subject_of(kind: str, period: PartialDate | None) -> str:
    """Return the subject line of a meeting: `họp chi bộ thường kỳ tháng 3 năm 2026`."""
    return wording.load(_SAY)(f"kinds.{kind}", period=period_words(period)).strip()


def period_words(period: PartialDate | None) -> str:
    """Return the period of a meeting as its title names it: `tháng 3 năm 2026`, a day or a year."""
    if period is None:
        return ""
    if day := period.exact():
        return dates.long_date(day)
    month = dates.padded_month(period.month) if period.month else ""
    return wording.load(_SAY)("period_month" if month else "period_year", month=month, year=str(period.year))


def _head(facts: MinutesFacts) -> Block:
    head = facts.letterhead
    return parts.issued_head(head, "") if head.number else parts.plain_head(head)


def opening_data(facts: MinutesFacts) -> list[Block]:
    """Return time, place, head counts, guests, chair and secretary (lines 9 to 20)."""
    say = wording.load(_SAY)
    day = dates.long_date(facts.started.date())
    started = say("started", hour=parts.hour(facts.started), day=day)
    lines = [started if facts.is_time_known else say("started_day", day=day), _location(facts)]
    lines += [say("group", group=facts.group)] if facts.group else []
    lines += attendance_lines(facts.attendance, facts.body)
    if facts.guests:
        people = (f"{guest.name} ({guest.title})" if guest.title else guest.name for guest in facts.guests)
        lines.append(say("guests", guests="; ".join(people)))
    lines.append(say("chair", name=facts.chair, post=f", {facts.chair_post}" if facts.chair_post else ""))
    lines.append(say("minute_taker", name=facts.minute_taker))
    return [Para(line) for line in lines]


def _location(facts: MinutesFacts) -> str:
    say = wording.load(_SAY)
    if facts.mode:
        return say("location_mode", location=parts.bare(facts.location), mode=say(f"modes.{facts.mode}"))
    return say("location", location=parts.bare(facts.location))


def attendance_lines(counts: Attendance, body: Body = "cell") -> list[str]:
    """Return the lines of the head counts (11 to 17); those of a committee or group name only what they have."""
    say, is_cell = wording.load(_SAY), body == "cell"
    total = "total" if is_cell else f"total_{body}"
    lines = [say(total, total=counts.total, official=counts.official, probationary=counts.probationary)]
    if is_cell or counts.temporary_in or counts.temporary_out:
        lines.append(say("temporary", temporary_in=counts.temporary_in, temporary_out=counts.temporary_out))
    if is_cell or counts.exempt:
        lines.append(say("exempt", exempt=counts.exempt))
    if counts.suspended:
        lines.append(say("suspended", suspended=counts.suspended))
    lines.append(
        say(
            "convened", convened=counts.convened, official=counts.convened_official,
            probationary=counts.convened_probationary,
        )
    )  # fmt: skip
    if not _is_roll_called(counts):
        return [*lines, say("present_blank", convened=counts.convened), say("absent_blank")]
    return [*lines, _present(counts), *_absent(counts), *_times(counts)]


def _times(counts: Attendance) -> list[str]:
    """Who came late and who left early, with the time."""
    say = wording.load(_SAY)
    found = (("late", counts.late), ("left_early", counts.left_early))
    return [say(key, count=len(people), names=parts.names(map(_at_hour, people))) for key, people in found if people]


def _at_hour(who: Absence) -> Absence:
    return Absence(who.name, parts.hour(datetime.strptime(who.reason, "%H:%M")) if who.reason else "")


def _is_roll_called(counts: Attendance) -> bool:
    """Nobody marked at all: the paper leaves room to write, it does not claim that nobody came and nobody was away."""
    marked = counts.present + counts.special_duty + len(counts.excused) + len(counts.unexcused)
    return bool(marked) or not counts.convened


def _present(counts: Attendance) -> str:
    say = wording.load(_SAY)
    share = parts.share(counts.present, counts.convened - counts.special_duty)
    line = say(
        "present", present=counts.present, convened=counts.convened, official=counts.present_official,
        probationary=counts.present_probationary, share=share,
    )  # fmt: skip
    if counts.special_duty:
        line += " " + say("special_duty", count=counts.special_duty)
    if counts.present_temporary:
        line += " " + say("present_temporary", count=counts.present_temporary)
    return line


def _absent(counts: Attendance) -> list[str]:
    say = wording.load(_SAY)
    if not counts.excused and not counts.unexcused:
        return [say("absent_none")]
    return [
        say("absent", count=len(counts.excused) + len(counts.unexcused)),
        say("excused", count=len(counts.excused), names=parts.names(counts.excused)),
        say("unexcused", count=len(counts.unexcused), names=parts.names(counts.unexcused)),
    ]


def _opening(facts: MinutesFacts) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = [Heading(say("opening_head")), *parts.paras(facts.opening)]
    if facts.dues_note:
        blocks.append(Para(say("dues", note=parts.sentence(facts.dues_note))))
    if facts.is_agenda_approved:
        blocks.append(Para(say(_of_whom("agenda_approved", facts), count=facts.agenda_size or len(facts.items))))
    return blocks


def _content(facts: MinutesFacts) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = [Heading(say("content_head"))]
    for number, item in enumerate(facts.items, 1):
        blocks += _item(number, item)
    if facts.task_reviews:
        rows = [
            (n, one.task, parts.begun(say.worded("task_statuses", one.state)), parts.begun(one.result))
            for n, one in enumerate(facts.task_reviews, 1)
        ]
        blocks += [Heading(say("reviews_head")), parts.plain_table(say.list("review_columns"), rows, "c")]
    blocks += _remarks("praises", facts.praises) + _remarks("reminders", facts.reminders)
    if facts.theme_title or facts.theme_content:
        blocks += [Heading(say("theme_head", title=facts.theme_title)), *parts.paras(facts.theme_content)]
    return blocks


def _item(number: int, item: AgendaItem) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = [
        Heading(say("item", number=str(number), title=parts.bare(item.title or say("other_speeches"))))
    ]
    if item.presenter:
        blocks.append(Para(say("presenter", name=item.presenter)))
    blocks += parts.paras(item.summary)
    if item.cited_documents:
        blocks.append(Para(say("cited", documents="; ".join(map(parts.bare, item.cited_documents)))))
    blocks += _speeches("discussion", item.speeches) + _speeches("replies", item.replies)
    blocks += parts.paras(item.conclusion, say("conclusion"))
    for vote in item.votes:
        blocks += vote_paras(vote)
    return blocks


def _speeches(caption: str, speeches: tuple[Speech, ...]) -> list[Block]:
    say = wording.load(_SAY)
    if not speeches:
        return []
    blocks: list[Block] = [Para(say(caption))]
    for speech in speeches:
        blocks += parts.paras(speech.text, say("speech", name=speech.speaker) if speech.speaker else "+ ")
    return blocks


def vote_paras(vote: Vote) -> list[Block]:
    """Return a vote in sentences: method, base, yes and share, no, the votes needed and whether it passed."""
    say = wording.load(_SAY)
    present = say("vote_present", present=vote.present_official) if vote.present_official else ""
    reason = say("vote_no_reason", reason=parts.bare(vote.no_reason)) if vote.no_reason else ""
    words = say("vote_head") + (say("vote_round", number=str(vote.round_number)) if vote.round_number > 1 else "")
    words += say("vote_subject", subject=parts.inside(vote.subject)) if vote.subject else ""
    words += say(
        "vote_body", method=say(f"methods.{vote.method}"), base=vote.base, present=present, yes=vote.yes,
        share=parts.share(vote.yes, vote.base), no=vote.no, no_reason=reason, abstain=vote.abstain,
    )  # fmt: skip
    if papers := vote.ballots:
        words += say(
            "vote_ballots", issued=papers.issued, returned=papers.returned, valid=papers.valid, invalid=papers.invalid
        )
    voices = say("voices_ballot" if papers or vote.method == "secret_ballot" else "voices_hands")
    words += say("vote_passed" if vote.is_passed else "vote_failed", needed=vote.needed, voices=voices)
    options = (
        say(
            "vote_option",
            label=say.worded("vote_options", one.label),
            votes=one.votes,
            base=vote.base,
            share=parts.share(one.votes, vote.base),
        )
        for one in vote.options
    )
    return [Para(words), *(Para(option) for option in options)]


def _remarks(caption: str, remarks: tuple[Remark, ...]) -> list[Block]:
    if not remarks:
        return []
    people = "; ".join(f"{one.name} ({parts.bare(one.reason)})" if one.reason else one.name for one in remarks)
    return [Para(wording.load(_SAY)(caption, people=people))]


def _closing(facts: MinutesFacts) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = [Heading(say("closing_head"))]
    blocks += parts.paras(facts.conclusion, say("general_conclusion"))
    if facts.tasks:
        blocks += [Heading(say("tasks_head")), task_table(facts)]
    blocks += [_petition(petition) for petition in facts.petitions]
    blocks += _resolution(facts)
    if facts.score:
        points = numbers.decimal(facts.score.points)
        blocks.append(Para(say("score", points=points, level=facts.score.level)))
        if facts.score.remarks:
            blocks.append(Para(say("score_remarks", remarks=parts.sentence(facts.score.remarks))))
    if facts.attachments:
        blocks.append(Para(say("attachments", names="; ".join(facts.attachments))))
    return blocks + _end(facts)


def task_table(facts: MinutesFacts) -> Table:
    """Return the table of tasks with the five clear points."""
    rows = [(n, one.people, one.work, one.method, one.due, one.result) for n, one in enumerate(facts.tasks, 1)]
    return parts.plain_table(wording.load(_SAY).list("task_columns"), rows, "c")


def _petition(petition: Petition) -> Para:
    say = wording.load(_SAY)
    words = say("petition", text=parts.bare(petition.text))
    return Para(parts.sentence(words + (say("petition_answer", answer=petition.answer) if petition.answer else "")))


def _resolution(facts: MinutesFacts) -> list[Block]:
    if not facts.resolution:
        return []
    say = wording.load(_SAY)
    words = say("resolution", name=parts.bare(facts.resolution))
    if vote := facts.resolution_vote:
        words += say("resolution_vote", yes=vote.yes, base=vote.base, share=parts.share(vote.yes, vote.base))
    return [Para(parts.sentence(words))]


def _end(facts: MinutesFacts) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = []
    if vote := facts.read_back_vote:
        blocks.append(Para(say(_of_whom("read_back_vote", facts), yes=vote.yes, base=vote.base)))
    elif facts.is_read_back:
        blocks.append(Para(say(_of_whom("read_back", facts))))
    if facts.ended:
        length = int((facts.ended - facts.started).total_seconds()) // 60
        key = "ended" if facts.is_time_known else "ended_only"
        blocks.append(Para(say(key, hour=parts.hour(facts.ended), length=str(length))))
    else:
        blocks.append(Para(say("ended_blank")))
    return blocks


def _of_whom(key: str, facts: MinutesFacts) -> str:
    """Only a meeting of the whole cell is called «chi bộ» in the minutes."""
    return key if facts.body == "cell" else f"{key}_apart"


def _signatures(facts: MinutesFacts) -> Signatures:
    say = wording.load(_SAY)
    chair = Signer(say("chair_signs"), name=facts.chair)
    return Signatures(chair, left=Signer(say("minute_taker_signs"), name=facts.minute_taker))


def _corrections(facts: MinutesFacts) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = []
    for one in facts.corrections:
        blocks.append(Heading(say("correction_head", day=dates.long_date(one.on))))
        signed = say("correction_signed", name=one.signed_by) if one.signed_by else ""
        blocks += parts.paras(one.text + signed)
    return blocks
