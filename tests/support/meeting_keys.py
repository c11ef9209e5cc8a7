"""A meeting held from the keyboard: each part of the meeting screen filled as a secretary does, without a mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication, QLineEdit

from chibo_app.ui.dialogs.month_packet import MonthPacket
from chibo_app.ui.kit.lettered_table import LetteredTable
from chibo_app.ui.kit.preview import PreviewDialog
from support.hands import focused, press, settle
from support.keyboard import (
    answer,
    chip,
    command,
    enter,
    find_person,
    go_to_row,
    go_to_tab,
    keys,
    name_of,
    pick,
    push,
    reach,
    reach_one,
    type_on,
    type_over,
)


@dataclass(frozen=True)
class Absence:
    """One mark of the roll call: the name, the letter pressed, and the reason or time where one is asked for."""

    name: str
    letter: str
    note: str = ""


@dataclass(frozen=True)
class Speech:
    """Who said what."""

    name: str
    words: str


@dataclass(frozen=True)
class TaskWords:
    """The five clear things; `due_on` as typed, or `due_text` in words."""

    owner: str
    work: str
    method: str
    result: str
    due_on: str = ""
    due_text: str = ""
    is_standing: bool = False


@dataclass(frozen=True)
class Vote:
    """A vote: what about, the words of its matter in the list, what is typed into the number fields, its case."""

    subject: str
    matter: str
    numbers: dict[str, str]
    case: str = ""


@dataclass(frozen=True)
class Review:
    """How an earlier task went: its words, the letter of its state (x done, d in progress, t standing), the result."""

    work: str
    letter: str
    result: str


@dataclass(frozen=True)
class Evening:
    """One meeting as it is typed in."""

    day: str
    starts: str
    ends: str
    place: str
    chair: str
    clerk: str
    scorer: str
    opening: str
    marks: Sequence[Absence]
    guests: Sequence[tuple[str, str, str]] = ()
    agenda: Sequence[str] = ()
    item: int = 0
    conclusion: str = ""
    speeches: Sequence[Speech] = ()
    votes: Sequence[Vote] = ()
    tasks: Sequence[TaskWords] = ()
    reviews: Sequence[Review] = ()
    notes: Sequence[tuple[str, str, str]] = ()
    points: dict[str, str] = field(default_factory=dict)
    weak: str = ""
    closing: str = ""
    agreed: str = ""
    is_usual: bool = True


def begin(evening: Evening) -> None:
    """Go to the meetings, begin one; its screen opens with the cursor in the first field."""
    keys("Alt+4")
    command("Ctrl+N")
    enter({"Ngày": evening.day, "Bắt đầu lúc": evening.starts, "Địa điểm": evening.place})
    answer("Dùng chương trình mẫu", yes=evening.is_usual)
    keys("Ctrl+S")


def open_the_minutes(evening: Evening) -> None:
    """Fill the part "Chung"."""
    enter({"Kết thúc lúc": evening.ends})
    for label, name in (
        ("Chủ trì", evening.chair),
        ("Thư ký", evening.clerk),
        ("Người chấm điểm", evening.scorer),
    ):
        if reach(label).text() != name:  # type: ignore[attr-defined]
            find_person(label, name)
    enter({"Lý do, giới thiệu đại biểu": evening.opening})


def mark(marks: Sequence[Absence]) -> None:
    """Answer for some people by one letter each; the reason is typed into the row."""
    for one in marks:
        table = go_to_row(lambda row, name=one.name: row.name == name, one.name)  # type: ignore[misc]
        assert isinstance(table, LetteredTable)
        press(one.letter)
        if one.note:
            if not isinstance(focused(), QLineEdit):
                keys("Return")  # who came late is asked for the time only when Enter asks for it
            type_over(one.note)
            keys("Return")


def call_the_roll(evening: Evening) -> None:
    """Mark who is not there, then the rest; the guests beside."""
    go_to_tab("Điểm danh")
    mark(evening.marks)
    push("Còn lại có mặt", back=True)
    if evening.guests:
        chip("Đại biểu, khách mời")
        push("Thêm đại biểu")
    for place, (name, title, part) in enumerate(evening.guests, start=1):
        enter({"Họ và tên": name, "Chức vụ": title})
        answer(part, yes=True)
        keys("Ctrl+S" if place == len(evening.guests) else "Ctrl+Return")


def add_items(titles: Sequence[str]) -> None:
    """Add contents to the agenda."""
    go_to_tab("Nội dung")
    reach("Nội dung mới của chương trình")
    for title in titles:
        type_over(title)
        keys("Return")


def discuss(evening: Evening) -> None:
    """Write the conclusion and the speeches under one item of the agenda."""
    go_to_tab("Nội dung")
    go_to_row(lambda row: row.position == evening.item, "nội dung")  # type: ignore[attr-defined]
    if evening.conclusion:
        enter({"Kết luận của chủ trì": evening.conclusion})
        keys("Tab")
    chip("Phát biểu")
    push("Thêm phát biểu")
    for place, one in enumerate(evening.speeches, start=1):
        find_person("Người phát biểu", one.name)
        enter({"Nội dung phát biểu": one.words})
        keys("Ctrl+S" if place == len(evening.speeches) else "Ctrl+Return")


def vote(evening: Evening) -> None:
    """Take the votes."""
    go_to_tab("Biểu quyết")
    push("Thêm biểu quyết")
    for place, one in enumerate(evening.votes, start=1):
        pick("Việc biểu quyết", one.matter)
        enter({"Nội dung biểu quyết": one.subject})
        if one.case:
            pick("Hồ sơ", one.case)
            pick("Hình thức", "ỏ phiếu kín")
        enter(one.numbers)
        keys("Ctrl+S" if place == len(evening.votes) else "Ctrl+Return")


def give_tasks(evening: Evening) -> None:
    """Give the tasks with their five clear things."""
    go_to_tab("Nhiệm vụ")
    chip("Nhiệm vụ giao")
    push("Giao nhiệm vụ")
    for place, one in enumerate(evening.tasks, start=1):
        find_person("Rõ người", one.owner)
        enter({"Rõ việc": one.work, "Rõ phương pháp": one.method})
        if one.due_on or one.due_text:
            enter({"Rõ thời gian: đến ngày": one.due_on} if one.due_on else {"Hoặc ghi bằng chữ": one.due_text})
        enter({"Rõ kết quả": one.result})
        if one.is_standing:
            answer("Nhiệm vụ thường xuyên, không có hạn", yes=True)
        keys("Ctrl+S" if place == len(evening.tasks) else "Ctrl+Return")


def review(evening: Evening) -> None:
    """Say how the tasks of earlier meetings went, by one letter each and the result in the row."""
    go_to_tab("Nhiệm vụ")
    chip("Nhiệm vụ kỳ trước")
    for one in evening.reviews:
        go_to_row(lambda row, work=one.work: row.work == work, one.work)  # type: ignore[misc]
        press(one.letter)
        type_over(one.result)
        keys("Return")


def note(evening: Evening) -> None:
    """Write praise, reminders and wishes."""
    go_to_tab("Kết thúc")
    chip("Biểu dương, nhắc nhở, kiến nghị")
    push("Thêm ý")
    for place, (kind, name, words) in enumerate(evening.notes, start=1):
        pick("Loại", kind)
        if name:
            find_person("Đảng viên", name)
        enter({"Nội dung": words})
        keys("Ctrl+S" if place == len(evening.notes) else "Ctrl+Return")


def take_proposals() -> None:
    """Take the points the records propose."""
    go_to_tab("Chấm điểm")
    push("Điền sẵn từ số liệu")


def score(evening: Evening) -> None:
    """Give the points the records cannot know."""
    go_to_tab("Chấm điểm")
    for label, points in evening.points.items():
        reach_one(lambda widget, wanted=label: name_of(widget).startswith(wanted), label)  # type: ignore[misc]
        type_over(points)
    if evening.weak:
        enter({"Hạn chế và cách khắc phục": evening.weak})
    keys("Tab")


def conclude(evening: Evening) -> None:
    """Write the general conclusion."""
    go_to_tab("Kết thúc")
    chip("Kết luận")
    enter({"Kết luận chung của chủ trì": evening.closing})
    keys("Tab")


def lock(evening: Evening) -> None:
    """Write who agreed to the minutes and lock them."""
    go_to_tab("Kết thúc")
    chip("Đọc lại và khóa biên bản")
    enter({"Số nhất trí biên bản": evening.agreed})
    push("Khóa biên bản")
    settle()


def issue_the_resolution(more: str) -> None:
    """Begin the monthly resolution from the open meeting, write a line at its end, keep it and give it its number."""
    command("Ctrl+Shift+R")
    keys("Ctrl+End")
    keys("Return")
    type_on(more)
    command("Ctrl+S")
    push("Ban hành …")
    keys("Ctrl+S")


def open_the_case(name: str, ground: str, reason: str) -> None:
    """Open the procedure of removal of a member, as the facts named suggest it."""
    keys("Alt+6")
    command("Ctrl+N")
    find_person("Đồng chí", name)
    answer("Có căn cứ xóa tên", yes=True)
    command("Ctrl+Return")
    pick("Căn cứ", ground)
    enter({"Diễn biến, lý do": reason})
    keys("Ctrl+S")


def see_the_packet() -> bytes:
    """Open the packet of the month from the meeting's menu and look at it; return the pages shown."""
    keys("Alt+4")
    push("Văn bản, hồ sơ", back=True)
    keys("Up")
    keys("Return")
    settle()
    (packet,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MonthPacket) and one.isVisible())
    assert packet.isActiveWindow()
    command("Ctrl+P")
    (shown,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog) and one.isVisible())
    assert shown.isActiveWindow()
    pdf = shown._pdf
    keys("Escape")
    keys("Escape")
    return pdf
