"""Two hundred random meetings: every count, base, share and sentence against a calculation of our own.

Locked minutes stay as they are, letter by letter, whatever later happens to the members, the cell and the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest
from sqlmodel import Session, select

from chibo_app.actions import attachments, cells, meetings, minutes, tasks, votes
from chibo_app.actions.votes import VoteFacts
from chibo_app.documents import minutes as paper
from chibo_app.documents.blocks import Paper, Para, words
from chibo_app.models.base import change, create
from chibo_app.models.meetings import MeetingForm
from chibo_app.models.memberships import MembershipEvent, Post
from chibo_app.models.organisations import OrganisationVersion
from chibo_app.models.people import Person
from chibo_app.queries import meetings as questions
from chibo_app.queries import paper_meetings, roll_calls
from chibo_app.rules.kinds import (
    AgendaKind,
    AttendanceStatus,
    BallotKind,
    EventKind,
    Matter,
    NoteKind,
    PostKind,
    TaskStatus,
)
from support import meeting_book
from support.meeting_book import MeetingBook

MEETINGS = 200
FIRST = date(2026, 1, 5)
# The cell of the book: 26 official and 6 on probation; 0 and 1 exempt, 2 lives Party life elsewhere for a time.
OFFICIAL, EXEMPT, AWAY = range(26), (0, 1), (2,)
CALLED = range(3, 32)
MARKS = {
    "C": AttendanceStatus.PRESENT, "M": AttendanceStatus.PRESENT_LATE, "S": AttendanceStatus.PRESENT_LEFT_EARLY,
    "P": AttendanceStatus.ABSENT_EXCUSED, "K": AttendanceStatus.ABSENT_UNEXCUSED, "B": AttendanceStatus.SPECIAL_DUTY,
}  # fmt: skip
IN_THE_ROOM = "CMS"
REASONS = ("ốm", "đi công tác xa", "chăm mẹ nằm viện", "việc gia đình")
WORDS = ("xóa tên <trong> danh sách", "mức thu & chi", "nghị quyết tháng", "kế hoạch quý II")


@dataclass
class Ballot:
    """One vote as it was taken."""

    subject: str
    is_removal: bool
    is_secret: bool
    yes: int
    no: int
    abstain: int
    issued: int = 0
    returned: int = 0
    invalid: int = 0


@dataclass
class Held:
    """One random meeting: what was done, by which the book is judged."""

    meeting_id: str
    on: date
    starts: int  # minutes of the day
    length: int
    marks: dict[int, str]
    reasons: dict[int, str]
    ballots: list[Ballot]
    minutes_yes: int
    names: list[str] = field(default_factory=list)


def hold(session: Session, book: MeetingBook, seed: int) -> Held:
    """Hold a meeting of which chance decides everything."""
    chance = Random(seed)
    on = FIRST + timedelta(days=seed)
    starts, length = chance.randrange(7 * 60, 23 * 60 + 59), chance.randrange(20, 240)
    ends = (starts + length) % (24 * 60)
    form = MeetingForm(
        cell_id=book.cell_id, held_on=on, period_year=on.year, period_month=on.month, location="Nhà văn hóa",
        starts_at=f"{starts // 60:02d}:{starts % 60:02d}", ends_at=f"{ends // 60:02d}:{ends % 60:02d}",
        chair_id=book.members[3], minute_taker_id=book.members[18],
    )  # fmt: skip
    meeting = meetings.new(session, form, [(AgendaKind.POLITICS, "Thời sự"), (AgendaKind.CASE, "Việc của chi bộ")])
    session.flush()
    marks = {member: chance.choices("CMSPKB", (60, 5, 5, 15, 10, 5))[0] for member in CALLED}
    marks |= {member: "C" for member in (*EXEMPT, *AWAY) if chance.random() < 0.3}
    held = Held(meeting.id, on, starts, length, marks, {}, [], 0)
    _call_the_roll(session, book, held, chance)
    _talk(session, book, held, chance)
    _vote(session, held, chance)
    return held


def _call_the_roll(session: Session, book: MeetingBook, held: Held, chance: Random) -> None:
    for member, mark in held.marks.items():
        if mark == "C" and member in CALLED:
            continue
        reason = chance.choice(REASONS) if mark == "P" else ""
        held.reasons |= {member: reason} if reason else {}
        meetings.set_attendance(session, held.meeting_id, book.members[member], MARKS[mark], reason=reason)
    meetings.mark_rest_present(session, held.meeting_id)


def _talk(session: Session, book: MeetingBook, held: Held, chance: Random) -> None:
    speaker, owner = (book.members[chance.randrange(32)] for _place in range(2))
    said = f"Nhất trí về {chance.choice(WORDS)}"
    meetings.add_speech(session, held.meeting_id, None, person_id=speaker, content=said)
    meetings.add_note(session, held.meeting_id, NoteKind.PRAISE, "tích cực", person_id=owner)
    facts = {"method": "đến từng nhà", "expected_result": "xong"}
    if chance.random() < 0.2:
        tasks.add(session, book.cell_id, f"Việc số {held.on}", owner, meeting_id=held.meeting_id,
                  due_on=held.on + timedelta(days=30), **facts)  # fmt: skip
    session.flush()
    for row in questions.meeting_detail(session, held.meeting_id).previous_tasks[:2]:
        status = chance.choice((TaskStatus.DONE, TaskStatus.IN_PROGRESS, TaskStatus.DROPPED))
        tasks.review(session, row.id, status, note="đã xem", meeting_id=held.meeting_id, on=held.on)


def _vote(session: Session, held: Held, chance: Random) -> None:
    here = voters_here(held)
    for place in range(chance.randrange(1, 4)):
        is_removal, is_secret = chance.random() < 0.4, chance.random() < 0.5
        returned = here - (chance.randrange(min(here, 2) + 1) if is_secret else 0)
        invalid = chance.randrange(min(returned, 2) + 1) if is_secret else 0
        yes = chance.randrange(returned - invalid + 1)
        no = chance.randrange(returned - invalid - yes + 1)
        one = Ballot(
            f"{chance.choice(WORDS)} {place + 1}", is_removal, is_secret, yes, no, returned - invalid - yes - no,
            here, returned, invalid,
        )  # fmt: skip
        papers: dict[str, Any] = {"issued": here, "returned": returned, "valid": returned - invalid, "invalid": invalid}
        votes.record_vote(session, held.meeting_id, VoteFacts(
            subject=one.subject, matter=Matter.REMOVAL if is_removal else Matter.RESOLUTION,
            ballot=BallotKind.SECRET_BALLOT if is_secret else BallotKind.SHOW_OF_HANDS, yes=one.yes, no=one.no,
            abstain=one.abstain, **(papers if is_secret else {}),
        ))  # fmt: skip
        held.ballots.append(one)
    held.minutes_yes = chance.randrange(here + 1)


# the calculation of our own


def voters_here(held: Held) -> int:
    """Official members in the room, those who need not come included."""
    return sum(held.marks.get(member, "") in set(IN_THE_ROOM) for member in OFFICIAL)


def base_of(held: Held) -> int:
    """All official members called, absent ones too, and those who came without having to."""
    came = sum(member in held.marks for member in (*EXEMPT, *AWAY))
    return sum(member in CALLED for member in OFFICIAL) + came


def needed_of(base: int, is_removal: bool) -> int:
    """At least two thirds, or more than half."""
    return (base * 2 + 2) // 3 if is_removal else base // 2 + 1


def share(part: int, whole: int) -> str:
    value = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{value}".rstrip("0").rstrip(".").replace(".", ",")


def two(number: int) -> str:
    return f"{number:02d}"


def count(held: Held, marks: str, members: range = CALLED) -> int:
    return sum(held.marks[member] in marks for member in members if member in CALLED)


def expected_lines(held: Held) -> list[str]:
    """Every sentence of the head and of the votes as the minutes must have it."""
    called, here = len(CALLED), count(held, IN_THE_ROOM)
    special = count(held, "B")
    away, known = count(held, "PK"), range(26)
    present = (
        f"- Có mặt: {two(here)}/{called} đồng chí (chính thức {two(count(held, IN_THE_ROOM, known))}, "
        f"dự bị {two(here - count(held, IN_THE_ROOM, known))}), đạt {share(here, called - special)}%."
    )
    if special:
        present += f" Không tính {two(special)} đồng chí làm nhiệm vụ đặc biệt."
    lines = [
        "- Tổng số đảng viên của chi bộ: 32 đồng chí; trong đó chính thức 26, dự bị 06.",
        "- Sinh hoạt tạm thời: từ nơi khác đến 00, đi nơi khác 01.",
        "- Được miễn công tác, sinh hoạt đảng: 02 đồng chí.",
        "- Được triệu tập: 29 đồng chí; trong đó chính thức 23, dự bị 06.",
        present,
        f"- Vắng mặt: {two(away)} đồng chí." if away else "- Vắng mặt: không.",
    ]
    ended = (held.starts + held.length) % (24 * 60)
    hour = f"{ended // 60} giờ" + (f" {two(ended % 60)}" if ended % 60 else "")
    lines.append(f"Hội nghị kết thúc lúc {hour} cùng ngày; thời lượng {held.length} phút.")
    return lines + [vote_sentence(held, one) for one in held.ballots]


def vote_sentence(held: Held, one: Ballot) -> str:
    base = base_of(held)
    needed = needed_of(base, one.is_removal)
    voices = "phiếu" if one.is_secret else "đồng chí"
    method = "bỏ phiếu kín" if one.is_secret else "biểu quyết giơ tay"
    end = "được thông qua." if one.yes >= needed else "không được thông qua."
    ballots = (
        f" Số phiếu phát ra {two(one.issued)}, thu về {two(one.returned)}, "
        f"hợp lệ {two(one.returned - one.invalid)}, không hợp lệ {two(one.invalid)}."
    )
    return (
        f": hình thức {method}; số đảng viên chính thức được tính {two(base)} đồng chí"
        f" (có mặt {two(voters_here(held))}); tán thành {two(one.yes)}/{two(base)} đồng chí,"
        f" đạt {share(one.yes, base)}%; không tán thành {two(one.no)}; không có ý kiến {two(one.abstain)}."
        f"{ballots if one.is_secret else ''} Cần ít nhất {two(needed)} {voices} tán thành: {end}"
    )


# the tests


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path_factory.mktemp("book"))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def names(book: MeetingBook) -> dict[str, str]:
    """The names at the time of the meetings; a test below renames everybody."""
    with book.store.read() as session:
        return dict(session.exec(select(Person.id, Person.full_name)).all())


@pytest.fixture(scope="module")
def held(book: MeetingBook, names: dict[str, str]) -> list[Held]:
    found = []
    for seed in range(MEETINGS):
        one = book.store.write("Họp", lambda session, seed=seed: hold(session, book, seed)).value  # type: ignore[misc]
        book.store.write("Khóa", lambda s, one=one: minutes.lock(s, one.meeting_id, one.minutes_yes).id)  # type: ignore[misc]
        found.append(one)
    return found


def printed(session: Session, one: Held) -> Paper:
    return paper.build(paper_meetings.minutes(session, one.meeting_id))


def shown(made: Paper) -> list[str]:
    said = [words(block.text) for sheet in made.sheets for block in sheet.blocks if isinstance(block, Para)]
    return [line.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "") for line in said]


def test_every_count_base_and_share_of_two_hundred_meetings_is_right(book: MeetingBook, held: list[Held]) -> None:
    for one in held:
        with book.store.read() as session:
            seen = roll_calls.figures(session, one.meeting_id)
            taken = questions.meeting_detail(session, one.meeting_id).votes
        counts = seen.count
        assert counts.present.total == count(one, IN_THE_ROOM), one
        assert counts.present.official == count(one, IN_THE_ROOM, range(26)), one
        assert counts.came_without_duty == sum(member in one.marks for member in (*EXEMPT, *AWAY)), one
        assert (counts.absent_excused.total, counts.absent_unexcused.total) == (count(one, "P"), count(one, "K")), one
        assert counts.share_base == len(CALLED) - count(one, "B"), one
        assert (seen.base.size, seen.needed, seen.duration) == (
            base_of(one), needed_of(base_of(one), is_removal=False), one.length,
        ), one  # fmt: skip
        for vote, ballot in zip(taken, one.ballots, strict=True):
            needed = needed_of(base_of(one), ballot.is_removal)
            assert (vote.base, vote.needed, vote.is_passed) == (base_of(one), needed, ballot.yes >= needed), one


def test_every_sentence_of_two_hundred_minutes_is_right(
    book: MeetingBook, held: list[Held], names: dict[str, str]
) -> None:
    for one in held:
        with book.store.read() as session:
            lines = shown(printed(session, one))
        for line in expected_lines(one):
            assert any(found.endswith(line) for found in lines), (line, lines)
        excused = next((line for line in lines if line.startswith("+ Có lý do")), "")
        assert excused.startswith(f"+ Có lý do: {two(count(one, 'P'))} đồng chí") or not count(one, "PK")
        for member, reason in one.reasons.items():
            assert f"{names[book.members[member]]} ({reason})" in excused
        unexcused = next((line for line in lines if line.startswith("+ Không có lý do")), "")
        for member, mark in one.marks.items():
            assert (names[book.members[member]] in unexcused) == (mark == "K")
        assert any(
            f", {two(one.minutes_yes)}/{two(base_of(one))} đồng chí nhất trí thông qua." in line for line in lines
        )


def later(session: Session, book: MeetingBook, held: list[Held]) -> None:
    """Everything that may happen afterwards: expelled, dead, renamed, moved, the cell renamed, rules changed."""
    for place, person_id in enumerate(book.members):
        person = session.get(Person, person_id)
        assert person is not None
        change(person, full_name=f"Người Mới {place}")
    ends = ((5, EventKind.EXPELLED), (18, EventKind.DIED), (7, EventKind.TRANSFERRED_OUT), (9, EventKind.REMOVED))
    for place, kind in ends:
        known = session.exec(select(MembershipEvent).where(MembershipEvent.person_id == book.members[place])).first()
        assert known is not None
        session.add(create(
            MembershipEvent, person_id=known.person_id, spell_id=known.spell_id, kind=kind, cell_id=book.cell_id,
            effective_on="2026-01-02",
        ))  # fmt: skip
    for version in session.exec(select(OrganisationVersion)).all():
        change(version, name=f"{version.name} mới")
    for post in session.exec(select(Post)).all():
        session.delete(post)
    session.add(create(
        Post, person_id=book.members[4], cell_id=book.cell_id, kind=PostKind.SECRETARY, from_on=date(2025, 1, 1)
    ))  # fmt: skip
    cells.edit(session, book.cell_id, place_name="Nơi Khác")
    for one in held[::20]:
        attachments.add(session, "meeting", one.meeting_id, "Bản quét", f"{one.on}.pdf", str(one.on).encode())


def test_locked_minutes_never_change_whatever_happens_later(book: MeetingBook, held: list[Held]) -> None:
    with book.store.read() as session:
        before = [printed(session, one) for one in held]
    book.store.write("Sau đó", lambda session: later(session, book, held))
    following = meeting_book.hold_meeting(book, held_on=FIRST + timedelta(days=MEETINGS + 5), absent=0)

    def review_all(session: Session) -> None:
        rows = questions.meeting_detail(session, following).previous_tasks
        for row in rows:
            tasks.review(session, row.id, TaskStatus.DONE, note="xong", meeting_id=following, on=FIRST)

    book.store.write("Kiểm điểm", review_all)
    with book.store.read() as session:
        for one, kept in zip(held, before, strict=True):
            assert printed(session, one) == kept, one.on
        assert any("Người Mới" in line for line in shown(paper.build(paper_meetings.minutes(session, following))))
