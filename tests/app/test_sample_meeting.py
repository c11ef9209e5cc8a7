"""A whole meeting on screen, by keyboard, from the invitation to the locked minutes; every figure must come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chibo_app.basics import clock
from chibo_app.queries import cases, memberships, roll_calls
from chibo_app.rules.kinds import Standing
from chibo_app.ui.dialogs.open_case import OpenCase
from chibo_app.ui.kit import messages, papers, theme
from chibo_app.ui.kit.detail import DetailView
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.cases import CasesPage
from chibo_app.ui.pages.meetings import MeetingsPage
from chibo_app.ui.pages.meetings_screen import MeetingScreen
from support import sample_cell
from support.hands import click, dialog, press, settle, shown, write
from support.sample_cell import (
    ABSENTEE,
    CLERK,
    ILL,
    SCORER,
    SECRETARY,
    TRAVELLING,
    SampleCell,
    name_of,
)

REMOVAL = f"Đề nghị xóa tên đồng chí {name_of(ABSENTEE)}"
POINTS = ("4,5", "4", "9", "36", "5", "27", "5")


@dataclass
class Recorder:
    """Agrees to every question and remembers what was said."""

    said: list[str] = field(default_factory=list)

    def ask(self, parent: QWidget | None, question: str, yes: str, no: str, more: str) -> bool:
        self.said.append(question)
        return True

    def tell(self, parent: QWidget | None, kind: str, text: str, more: str) -> None:
        self.said.append(text)


@dataclass
class Walk:
    """The window with the meeting, at the stages a test looks at."""

    window: MainWindow
    cell: SampleCell
    recorder: Recorder
    before_rest: str = ""
    needed: list[str] = field(default_factory=list)
    case_words: str = ""
    screen_words: str = ""
    meeting_id: str = ""

    @property
    def screen(self) -> MeetingScreen:
        """The open meeting."""
        page = self.window._page("meetings")
        assert isinstance(page, MeetingsPage)
        assert page.screen_ is not None
        return page.screen_


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Walk]:
    """Walk through the meeting once; the tests look at what came of it."""
    with pytest.MonkeyPatch.context() as patch, clock.stopped(datetime(2026, 3, 6, 8, tzinfo=UTC)):
        patch.setenv("CHIBO_DATA", str(tmp_path_factory.mktemp("data")))
        recorder = Recorder()
        theme.apply(qapp)
        cell = sample_cell.make(tmp_path_factory.mktemp("book"))
        window = MainWindow(cell.store, lambda: None, "meetings")
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        settle()
        with messages.replaced(recorder):
            made = Walk(window, cell, recorder)
            hold_the_meeting(made)
            yield made
        window.end()
        settle()


def hold_the_meeting(walk: Walk) -> None:
    begin(walk)
    open_the_minutes(walk.screen)
    call_the_roll(walk)
    write_the_agenda(walk.screen)
    open_the_case(walk)
    take_the_votes(walk)
    give_the_tasks(walk.screen)
    score(walk.screen)
    close_the_minutes(walk.screen)
    walk.screen_words = walk.screen.figures.words()


# one stage after another


def begin(walk: Walk) -> None:
    click(walk.window, "Thêm buổi sinh hoạt")
    form = panel(walk.window).form
    fill(form, held_on="050326", starts_at="19h30", location="Nhà văn hóa tổ dân phố 5")
    form.rows["has_preset"].editor.set_value(False)
    click(walk.window, "Lưu")
    walk.meeting_id = walk.screen.meeting.facts.id


def open_the_minutes(screen: MeetingScreen) -> None:
    form = screen.general.form.form
    write("2110", editor(form, "ends_at"))
    for name, number in (("chair_id", SECRETARY), ("minute_taker_id", CLERK), ("scorer_id", SCORER)):
        find_person(form, name, name_of(number))
    write("Phổ biến nội dung sinh hoạt tháng 3.", editor(form, "opening_notes"))
    press("Tab")


def call_the_roll(walk: Walk) -> None:
    screen = walk.screen
    screen.go(screen.roll_call)
    table = screen.roll_call.table
    table.setFocus()
    press("k", go_to(table, name_of(ABSENTEE)))
    for number, reason in ((ILL, "ốm, nằm viện"), (TRAVELLING, "đi công tác")):
        press("p", go_to(table, name_of(number)))
        write(reason)
        press("Enter")
    walk.before_rest = screen.figures.words()
    click(screen, "Còn lại có mặt")
    screen.roll_call.chips.choose(1)
    settle()
    add_guest(screen, "Khách Văn Tạm", "", "is_temporary_member")
    add_guest(screen, "Trần Thị Đại Diện", "Ủy viên Ban Thường vụ Đảng ủy phường", "is_upper_follower")


def add_guest(screen: MeetingScreen, name: str, title: str, part: str) -> None:
    click(screen, "Thêm đại biểu")
    form = panel(screen).form
    fill(form, name=name, title=title)
    form.rows[part].editor.set_value(True)
    click(screen, "Lưu")


def write_the_agenda(screen: MeetingScreen) -> None:
    screen.go(screen.agenda)
    agenda = screen.agenda
    for title in ("Thời sự, Chỉ thị 50-CT/TW", "Đánh giá nghị quyết tháng 2, nhiệm vụ tháng 3", REMOVAL):
        write(title, agenda.new)
        press("Enter")
    agenda.table.setFocus()
    press("Up")
    view = agenda.view()
    assert view is not None
    write("Nhất trí báo cáo; tập trung thu đảng phí quý I.", editor(view.form.form, "conclusion"))
    press("Tab")
    view.chips.choose(1)
    settle()
    speeches = {4: "Giao thông ngõ 12 hư hỏng.", 9: "Tổ chức Ngày hội Đoàn.", 14: "Thu đảng phí qua mạng.",
                23: "Nêu gương phân loại rác."}  # fmt: skip
    click(screen, "Thêm phát biểu")
    for number, words in speeches.items():
        form = panel(screen).form
        find_person(form, "speaker", name_of(number))
        write(words, editor(form, "content"))
        click(screen, "Lưu" if number == max(speeches) else "Lưu và thêm mới")


def open_the_case(walk: Walk) -> None:
    walk.window.go("cases")
    settle()
    page = walk.window._page("cases")
    assert isinstance(page, CasesPage)
    page.open_case()
    settle()
    asked = dialog(OpenCase)
    find_person(asked.first, "person_id", name_of(ABSENTEE))
    asked.first.rows["has_removal_ground"].editor.set_value(True)
    asked.advise()
    click(asked, "Tiếp tục")
    assert asked.panel is not None
    choose(asked.panel.form, "ground_code", "absent_3_months")
    write("Không dự sinh hoạt tháng 10, 11, 12 năm 2025.", editor(asked.panel.form, "reason"))
    click(asked, "Lưu")
    walk.window.activateWindow()  # as a window manager does when a dialog has gone
    assert QTest.qWaitForWindowActive(walk.window)
    assert isinstance(page.detail, DetailView)
    walk.case_words = page.detail.words()
    walk.window.go("meetings")
    settle()


def take_the_votes(walk: Walk) -> None:
    screen = walk.screen
    screen.go(screen.votes)
    click(screen, "Thêm biểu quyết")
    vote(walk, "Nghị quyết tháng 3", "resolution", {"yes": "20"}, more=True)
    for yes, no in (("15", "5"), ("16", "4")):
        papers_ = {"issued": "20", "returned": "20", "valid": "20", "invalid": "0"}
        vote(walk, REMOVAL, "removal", {"yes": yes, "no": no, **papers_}, more=yes == "15")


def vote(walk: Walk, subject: str, matter: str, numbers: dict[str, str], *, more: bool) -> None:
    screen = walk.screen
    form = panel(screen).form
    choose(form, "matter", matter)
    write(subject, editor(form, "subject"))
    if matter == "removal":
        choose(form, "case_id", only_case(walk))
        choose(form, "ballot", "secret_ballot")
    assert screen.votes.box is not None
    walk.needed.append(screen.votes.box.needed.text())
    fill(form, **numbers)
    walk.needed.append(screen.votes.box.result.text())
    click(screen, "Lưu và thêm mới" if more else "Lưu")


def only_case(walk: Walk) -> str:
    with walk.cell.store.read() as session:
        (row,) = cases.case_rows(session, walk.cell.cell_id)
    return row.id


def give_the_tasks(screen: MeetingScreen) -> None:
    screen.go(screen.tasks)
    click(screen, "Giao nhiệm vụ")
    tasks = (
        (5, "Rà soát, lập danh sách hộ khó khăn", "Đến từng hộ", "250326", "Danh sách có ký nhận"),
        (8, "Thu đảng phí quý I", "Trực tiếp và Cổng DVC", "310326", "Thu đủ 100 %"),
        (9, "Phối hợp Chi đoàn tổ chức 26/3", "Kế hoạch riêng", "260326", "01 hoạt động, báo cáo ảnh"),
    )
    for number, work, method, due, result in tasks:
        form = panel(screen).form
        find_person(form, "owner_id", name_of(number))
        fill(form, work=work, method=method, due_on=due, expected_result=result)
        click(screen, "Lưu" if number == 9 else "Lưu và thêm mới")


def score(screen: MeetingScreen) -> None:
    screen.go(screen.score)
    form = screen.score.form.form
    names = [name for name in form.rows if name != "quality_remarks"]
    for name, points in zip(names, POINTS, strict=True):
        write(points, editor(form, name))
        press("Enter")


def close_the_minutes(screen: MeetingScreen) -> None:
    screen.go(screen.closing)
    write("Chi bộ nhất trí các nội dung.", editor(screen.closing.form.form, "general_conclusion"))
    press("Tab")
    screen.closing.chips.choose(2)
    settle()
    write("26", screen.closing.lock_view.yes)
    click(screen, "Khóa biên bản")


# what hands do


def panel(owner: QWidget) -> FormPanel:
    return shown(owner, FormPanel)


def editor(form: FormView, name: str) -> QWidget:
    return form.rows[name].editor.focus_widget


def fill(form: FormView, **words: str) -> None:
    for name, typed in words.items():
        write(typed, editor(form, name))


def choose(form: FormView, name: str, value: str) -> None:
    combo = form.rows[name].editor.combo  # type: ignore[attr-defined]
    combo.setFocus()
    combo.setCurrentIndex(combo.findData(value))
    settle()


def find_person(form: FormView, name: str, full_name: str) -> None:
    """Type the name without marks, go down into the suggestions and take the first."""
    from chibo_app.basics import text

    line = editor(form, name)
    write(text.fold(full_name), line)
    press("Down", line)
    press("Enter")
    assert form.rows[name].editor.widget.isVisible()
    assert line.text() == full_name  # type: ignore[attr-defined]


def go_to(table: QWidget, name: str) -> QWidget:
    """Move down the list by keyboard until a person is chosen."""
    press("Home", table)
    for _step in range(40):
        if table.chosen_row().name == name:  # type: ignore[attr-defined]
            return table
        press("Down", table)
    raise AssertionError(f"{name} is not on the list")


# what came of it


def test_the_head_counts_stand_on_the_screen(walk: Walk) -> None:
    for words in (
        "Đảng viên: 32 (chính thức 26, dự bị 06)",
        "Được miễn sinh hoạt: 02",
        "Tạm thời nơi khác: 01",
        "Tạm thời đến: 01",
        "Được triệu tập: 29 (chính thức 23, dự bị 06)",
        "Có mặt: 26 (chính thức 20, dự bị 06)",
        "Tỉ lệ có mặt: 26/29 = 89,66 %",
        f"Vắng không lý do: 01: {name_of(ABSENTEE)}",
        "Thời lượng: 100 phút (quy định 90 phút)",
        "Tự chấm điểm: 90,5 điểm – Tốt",
    ):
        assert words in walk.screen_words
    assert f"{name_of(ILL)} (ốm, nằm viện)" in walk.screen_words
    assert f"{name_of(TRAVELLING)} (đi công tác)" in walk.screen_words


def test_the_counts_grow_while_the_roll_is_called(walk: Walk) -> None:
    assert "Có mặt: 00" in walk.before_rest
    assert "Vắng có lý do: 02" in walk.before_rest
    assert "Chưa điểm danh: 26" in walk.before_rest


def test_the_needed_votes_are_said_before_a_number_is_typed(walk: Walk) -> None:
    assert walk.needed[::2] == [
        "Cần ít nhất 12 phiếu, tính trên 23 đảng viên chính thức.",
        "Cần ít nhất 16 phiếu, tính trên 23 đảng viên chính thức.",
        "Lần 2. Cần ít nhất 16 phiếu, tính trên 23 đảng viên chính thức.",
    ]


def test_two_thirds_are_counted_of_all_convened_not_of_those_present(walk: Walk) -> None:
    assert "Nghị quyết tháng 3: 20/23 = 86,96 % – thông qua (giơ tay)" in walk.screen_words
    assert f"{REMOVAL}: 15/23 = 65,22 % – không thông qua (bỏ phiếu kín)" in walk.screen_words
    assert f"{REMOVAL} (lần 2): 16/23 = 69,57 % – thông qua (bỏ phiếu kín)" in walk.screen_words


def test_the_case_says_that_no_self_review_was_asked_for(walk: Walk) -> None:
    assert "0/3" in walk.case_words
    assert "3 tháng" in walk.case_words


def test_the_absences_of_last_year_are_the_ground(walk: Walk) -> None:
    with walk.cell.store.read() as session:
        missed = roll_calls.absences(session, walk.cell.cell_id, walk.cell.id_of(ABSENTEE), 2025)
    assert (missed.months, missed.level) == ((10, 11, 12), "reached")
    assert missed.sentence in walk.case_words


def test_the_member_stays_official_until_the_decision_from_above(walk: Walk) -> None:
    person = walk.cell.id_of(ABSENTEE)
    with walk.cell.store.read() as session:
        states = memberships.standings_on(session, walk.cell.cell_id, date(2026, 3, 31), [person])
    assert states[person].standing is Standing.OFFICIAL


def test_locked_minutes_can_only_be_read(walk: Walk) -> None:
    assert walk.screen.meeting.is_locked
    assert walk.screen.state.text() == "Đã khóa"
    before = walk.screen.figures.words()
    walk.screen.go(walk.screen.roll_call)
    walk.screen.roll_call.chips.choose(0)
    press("k", walk.screen.roll_call.table)
    assert walk.screen.figures.words() == before


def test_nothing_was_refused_on_the_way(walk: Walk) -> None:
    assert walk.recorder.said == ["Khóa biên bản ngày 05/3/2026?"]


def test_the_printed_minutes_say_the_same(walk: Walk) -> None:
    import pypdfium2

    wanted = papers.Wanted("minutes", "", walk.cell.cell_id, (walk.meeting_id,), date(2026, 3, 5))
    document = pypdfium2.PdfDocument(papers.made(walk.cell.store, wanted, "pdf"))
    text = " ".join(" ".join(document[place].get_textpage().get_text_range().split()) for place in range(len(document)))
    document.close()
    for words in ("89,66", "20/23", "86,96", "15/23", "65,22", "16/23", "69,57", "90,5", "100 phút", "Tốt",
                  name_of(ABSENTEE), "ốm, nằm viện", "Giao thông ngõ 12 hư hỏng.", "Thu đủ 100 %"):  # fmt: skip
        assert words in text, words
