"""Facts of minutes, extracts and attendance lists, filled from the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlmodel import Session

from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.models.meetings import Vote
from chibo_app.models.organisations import PartyGroup
from chibo_app.queries import attachments, meeting_keeping, meetings, paper_heads, tasks
from chibo_app.queries import meeting_papers as papers
from chibo_app.queries.meetings import AgendaRow, MeetingDetail, NoteRow, SpeechRow, VoteRow
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.roll_calls import MeetingFigures, RollCallRow
from chibo_app.queries.tasks import TaskRow
from chibo_app.rules.kinds import AttendanceStatus, Matter, MeetingType, NoteKind, Participation, Standing
from chibo_app.rules.rulebook import Rulebook

_BODIES: dict[MeetingType, papers.Body] = {MeetingType.COMMITTEE: "committee", MeetingType.PARTY_GROUP: "group"}
_OF_A_MONTH = frozenset({MeetingType.REGULAR, MeetingType.THEMATIC, MeetingType.REGULAR_WITH_THEMATIC})


def minutes(session: Session, meeting_id: str) -> papers.MinutesFacts:
    """Return everything the minutes of a meeting print. Locked minutes keep the names and figures of their day."""
    detail = meetings.meeting_detail(session, meeting_id)
    meeting, notes = detail.facts, detail.notes
    resolution = _vote_on(detail, Matter.RESOLUTION)
    return papers.MinutesFacts(
        letterhead=_head(session, detail), kind=meeting.type, body=_BODIES.get(meeting.type, "cell"),
        group=_group(session, detail), is_from_paper_book=meeting.is_from_paper_book,
        started=_moment(meeting.held_on, meeting.starts_at),
        is_time_known=bool(meeting.starts_at), location=meeting.location, mode=meeting.mode,
        attendance=_with_times(attendance(detail.figures), detail), chair=detail.chair,
        chair_post=_post_of(session, detail),
        minute_taker=detail.minute_taker, period=period(detail), guests=_guests(detail), opening=meeting.opening_notes,
        dues_note=meeting.dues_note, is_agenda_approved=meeting.is_agenda_approved and bool(detail.agenda),
        items=_items(detail), agenda_size=len(detail.agenda),
        task_reviews=tuple(_review(task, rulebook(session), meeting.held_on) for task in detail.previous_tasks),
        praises=tuple(_remark(note) for note in _of_kind(notes, NoteKind.PRAISE)),
        reminders=tuple(_remark(note) for note in _of_kind(notes, NoteKind.REMINDER)),
        theme_title=meeting.theme, conclusion=meeting.general_conclusion,
        tasks=tuple(_task(task, rulebook(session), meeting.held_on) for task in detail.tasks),
        petitions=tuple(papers.Petition(one.content, one.answer) for one in _of_kind(notes, NoteKind.PETITION)),
        resolution=_resolution(session, detail, resolution),
        resolution_vote=vote(resolution) if resolution else None, score=_score(detail),
        read_back_vote=_read_back(detail), is_read_back=meeting.is_read_back,
        ended=_end(meeting.held_on, meeting.starts_at, meeting.ends_at),
        attachments=_enclosed(session, detail),
        corrections=tuple(papers.Correction(slip.made_on, slip.content, slip.signed_by) for slip in detail.corrections),
    )  # fmt: skip


def minutes_book(session: Session, cell_id: str, year: int, on: date) -> papers.MinutesBookFacts:
    """Return the minutes of all meetings of a cell in a year, in the order of their days."""
    held = sorted(
        (row for row in meetings.meeting_rows(session, cell_id) if row.held_on.year == year),
        key=lambda row: (row.held_on, row.id),
    )
    bound = tuple(papers.BoundMinutes(minutes(session, row.id), row.is_locked) for row in held)
    return papers.MinutesBookFacts(paper_heads.letterhead(session, cell_id, on), year, bound)


def extract(session: Session, meeting_id: str, items: Sequence[int], on: date, by: str = "") -> papers.ExtractFacts:
    """Return an extract of some items (counted from 0; none given: all), made on a day by somebody."""
    facts = minutes(session, meeting_id)
    chosen = tuple(number for number in items if number < len(facts.items)) or tuple(range(len(facts.items)))
    cell_id = meetings.meeting_detail(session, meeting_id).facts.cell_id
    return papers.ExtractFacts(
        paper_heads.letterhead(session, cell_id, on), facts, chosen, by or facts.minute_taker
    )  # fmt: skip


def attendance_list(session: Session, meeting_id: str) -> papers.AttendanceListFacts:
    """Return the list to sign; once anybody is marked, with the marks, and the counts when all are."""
    detail = meetings.meeting_detail(session, meeting_id)
    meeting = detail.facts
    is_complete = not detail.figures.count.unmarked.total
    titles = paper_heads.post_titles(session, meeting.held_on)
    lines = [_attendance_line(row, [titles[kind] for kind in row.person.posts]) for row in detail.roll_call]
    guests = [
        papers.AttendanceLine(guest.name, guest.title, "guest", "temporary_guest_member")
        for guest in detail.guests
        if guest.is_temporary_member
    ]
    return papers.AttendanceListFacts(
        _head(session, detail), meeting.type, _moment(meeting.held_on, meeting.starts_at), (*lines, *guests),
        attendance(detail.figures) if is_complete else None, period(detail), meeting.location, detail.minute_taker,
        detail.chair,
    )  # fmt: skip


def _head(session: Session, detail: MeetingDetail) -> Letterhead:
    meeting = detail.facts
    head = paper_heads.letterhead(session, meeting.cell_id, meeting.held_on)
    if meeting.frozen:
        kept = {name: str(meeting.frozen[name]) for name in ("parent_name", "cell_name") if meeting.frozen.get(name)}
        head = replace(head, **kept)  # type: ignore[arg-type]
    return paper_heads.minutes_number(session, head, meeting.id)


def period(detail: MeetingDetail) -> PartialDate:
    """Return the period in the subject of a meeting: its month, its day for other meetings, or its year."""
    meeting = detail.facts
    if meeting.period_month and meeting.type in _OF_A_MONTH:
        return PartialDate(f"{meeting.period_year:04d}-{meeting.period_month:02d}")
    return PartialDate.of(meeting.held_on) if meeting.period_month else PartialDate.of(meeting.period_year)


def _moment(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock) if clock else time())


def _end(day: date, starts_at: str, ends_at: str) -> datetime | None:
    if not ends_at:
        return None
    after_midnight = bool(starts_at) and ends_at < starts_at
    return _moment(day + timedelta(days=1) if after_midnight else day, ends_at)


def attendance(figures: MeetingFigures) -> papers.Attendance:
    """Return the head counts of a meeting as a paper takes them."""
    count = figures.count
    return papers.Attendance(
        total=count.members.total, official=count.members.official, probationary=count.members.probationary,
        convened=count.convened.total, convened_official=count.convened.official,
        convened_probationary=count.convened.probationary, present=count.present.total,
        present_official=count.present.official, present_probationary=count.present.probationary,
        temporary_in=figures.temporary_guests, temporary_out=count.temporarily_away.total, exempt=count.exempt.total,
        suspended=count.not_convened_otherwise.total, present_temporary=figures.present_temporary,
        special_duty=count.on_special_duty.total,
        excused=tuple(papers.Absence(name, reason) for name, reason in figures.absent_excused),
        unexcused=tuple(papers.Absence(name) for name in figures.absent_unexcused),
    )  # fmt: skip


def _with_times(counts: papers.Attendance, detail: MeetingDetail) -> papers.Attendance:
    """Add who came late and who left early, with the time where it was noted."""
    late, early = (
        tuple(papers.Absence(row.person.full_name, row.at_time) for row in detail.roll_call if row.status is status)
        for status in (AttendanceStatus.PRESENT_LATE, AttendanceStatus.PRESENT_LEFT_EARLY)
    )
    return replace(counts, late=late, left_early=early)


def _group(session: Session, detail: MeetingDetail) -> str:
    group = session.get(PartyGroup, detail.facts.group_id) if detail.facts.group_id else None
    return group.name if group else ""


def _post_of(session: Session, detail: MeetingDetail) -> str:
    if detail.facts.frozen and "chair_post" in detail.facts.frozen:
        return str(detail.facts.frozen["chair_post"])
    chair = next((row.person for row in detail.roll_call if row.person.person_id == detail.facts.chair_id), None)
    return paper_heads.post_title(session, chair.posts, detail.facts.held_on) if chair else ""


def _enclosed(session: Session, detail: MeetingDetail) -> tuple[str, ...]:
    kept = (detail.facts.frozen or {}).get("attachments")
    if kept is not None:
        return tuple(kept)
    return tuple(file.title for file in attachments.attachments(session, "meeting", detail.facts.id))


def _resolution(session: Session, detail: MeetingDetail, passed: VoteRow | None) -> str:
    """The resolution the meeting passed: its number once it has one, and what was voted on."""
    symbol = meeting_keeping.resolution_symbol(session, detail.facts)
    subject = passed.subject if passed and passed.is_passed else ""
    numbered = wording_of(session, detail, symbol) if symbol else ""
    return f"{numbered} ({subject})" if numbered and subject else numbered or subject


def wording_of(session: Session, detail: MeetingDetail, symbol: str) -> str:
    """Return the name of a resolution with its number, in the words of the day."""
    row = rulebook(session).row("task_states", "resolution_numbered", detail.facts.held_on)
    return str(row["text"]).format(symbol=symbol)


def _guests(detail: MeetingDetail) -> tuple[papers.Guest, ...]:
    return tuple(
        papers.Guest(guest.name, ", ".join(part for part in (guest.title, guest.unit) if part))
        for guest in detail.guests
        if not guest.is_temporary_member
    )


def _item(item: AgendaRow) -> papers.AgendaItem:
    spoken = [speech for speech in item.speeches if speech.kind != "reply"]
    replies = [speech for speech in item.speeches if speech.kind == "reply"]
    answered = tuple(_speech(speech) for speech in replies)
    if item.replies:
        answered = (*answered, papers.Speech(item.presenter, item.replies))
    return papers.AgendaItem(
        item.title, item.presenter, item.summary, tuple(_lines(item.cited_documents)),
        tuple(_speech(speech) for speech in spoken), answered, item.conclusion,
        tuple(vote(one) for one in item.votes if not _is_about_the_minutes(one)),
    )  # fmt: skip


def _items(detail: MeetingDetail) -> tuple[papers.AgendaItem, ...]:
    """The items of the agenda, then speeches and votes that belong to none of them.

    Votes on one subject stand together: under the item of that title, else under their own subject.
    """
    items = [_item(item) for item in detail.agenda]
    for one in detail.loose_votes:
        if _is_about_the_minutes(one):
            continue
        taken, subject = replace(vote(one), subject=""), text.fold(one.subject)
        place = next((n for n, item in enumerate(items) if text.fold(item.title) == subject), None)
        if place is None:
            items.append(papers.AgendaItem(one.subject, votes=(taken,)))
        else:
            items[place] = replace(items[place], votes=(*items[place].votes, taken))
    if detail.loose_speeches:
        items.append(papers.AgendaItem("", speeches=tuple(_speech(speech) for speech in detail.loose_speeches)))
    return tuple(items)


def _lines(words: str) -> Iterable[str]:
    return (line.strip() for line in words.splitlines() if line.strip())


def _speech(speech: SpeechRow) -> papers.Speech:
    return papers.Speech(speech.speaker, speech.content)


def _is_about_the_minutes(one: VoteRow) -> bool:
    return one.matter is Matter.MINUTES


def _vote_on(detail: MeetingDetail, matter: Matter) -> VoteRow | None:
    return next((one for one in reversed(detail.votes) if one.matter is matter), None)


def vote(one: VoteRow | Vote) -> papers.Vote:
    """Return a vote as a paper takes it; the round is told only where there were several or it is not the first."""
    ballots = None
    if one.issued is not None and one.returned is not None:
        ballots = papers.Ballots(one.issued, one.returned, one.valid or 0, one.invalid or 0)
    return papers.Vote(
        one.subject, one.ballot, one.base, one.yes, one.no, one.needed, one.is_passed, one.abstain,
        one.present_official, one.round_no, "", ballots,
        tuple(papers.VoteOption(code, votes) for code, votes in (one.options or {}).items()),
    )  # fmt: skip


def _of_kind(notes: Iterable[NoteRow], kind: NoteKind) -> list[NoteRow]:
    return [note for note in notes if note.kind is kind]


def _remark(note: NoteRow) -> papers.Remark:
    return papers.Remark(note.name, note.content) if note.name else papers.Remark(note.content)


def _review(task: TaskRow, rules: Rulebook, on: date) -> papers.TaskReview:
    return papers.TaskReview(task.work, tasks.opening_words(task, rules, on), tasks.result_words(task, rules, on))


def _task(task: TaskRow, rules: Rulebook, on: date) -> papers.Task:
    due = tasks.due_words(task, rules, on)
    return papers.Task(task.owner_name, task.work, task.method, due, task.expected_result)


def _score(detail: MeetingDetail) -> papers.Score | None:
    """The cell's own score; locked minutes keep total and level although the criteria may change later."""
    kept, score = detail.facts.frozen or {}, detail.figures.score
    level = str(kept.get("score_level", score.label))
    if not detail.points or not level:
        return None
    total = Decimal(str(kept["score_total"]).replace(",", ".")) if kept.get("score_total") else score.total
    return papers.Score(total, level, detail.facts.quality_remarks)


def _read_back(detail: MeetingDetail) -> papers.Vote | None:
    recorded = _vote_on(detail, Matter.MINUTES)
    if recorded:
        return vote(recorded)
    kept, agreed = detail.facts.frozen or {}, detail.facts.minutes_yes
    if agreed is None:
        return None
    base = int(kept.get("minutes_base", detail.figures.base.size))
    if agreed > base:  # everybody present was asked, not only those who have a vote
        base = max(agreed, detail.figures.count.present.total)
    needed = int(kept.get("minutes_needed", detail.figures.needed))
    return papers.Vote("", "show_of_hands", base, agreed, 0, needed, agreed >= needed)


def _attendance_line(row: RollCallRow, posts: list[str]) -> papers.AttendanceLine:
    person = row.person
    if person.participation is Participation.TEMPORARY_IN:
        return papers.AttendanceLine(person.full_name, "", "guest", "temporary_guest_member")
    status = row.status if row.status is not AttendanceStatus.UNMARKED else _STANDING_OUT.get(person.participation, "")
    standing = "official" if person.standing is Standing.OFFICIAL else "probationary"
    return papers.AttendanceLine(person.full_name, ", ".join(posts[:1]), standing, status, row.reason)  # type: ignore[arg-type]


_STANDING_OUT = {
    Participation.EXEMPT: AttendanceStatus.EXEMPT,
    Participation.TEMPORARY_OUT: AttendanceStatus.TEMPORARY_ELSEWHERE,
    Participation.SUSPENDED: AttendanceStatus.SUSPENDED,
}
