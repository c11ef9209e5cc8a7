"""Three months of a cell by keyboard only: each meeting opens with the tasks of the one before, each paper agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chibo_app.basics import clock, i18n
from chibo_app.store import Key, Store
from chibo_app.ui.kit import messages, papers, theme
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.documents import DocumentsPage
from chibo_app.ui.pages.meetings import MeetingsPage
from chibo_app.ui.pages.meetings_screen import MeetingScreen
from support import meeting_keys as hands_on
from support import sample_cell
from support.hands import settle
from support.keyboard import keys
from support.meeting_keys import Evening
from support.sample_cell import ABSENTEE, name_of
from support.three_months import APRIL, MARCH, MAY, MONTHS, REMOVAL

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", r"raise\(\)")  # menus offscreen
SPREAD = "Nghị quyết này được phổ biến đến toàn thể đảng viên."


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
class Month:
    """What one month left: the figures beside the screen, its papers as words, the list its tasks opened with."""

    figures: str = ""
    opening: list[tuple[str, str]] = field(default_factory=list)
    proposed: dict[str, Decimal] = field(default_factory=dict)
    minutes: str = ""
    resolution: str = ""
    packet: str = ""


@dataclass
class Year:
    """The months, and everything the program asked or said meanwhile."""

    months: list[Month]
    said: list[str]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Year]:
    """Hold the three meetings once; the window is closed after each and opened again in the next month."""
    folder, recorder = tmp_path_factory.mktemp("book"), Recorder()
    with pytest.MonkeyPatch.context() as patch, messages.replaced(recorder):
        patch.setenv("CHIBO_DATA", str(tmp_path_factory.mktemp("data")))
        i18n.use("vi")
        theme.apply(qapp)
        yield Year([_month(folder, moment, evening) for moment, evening in MONTHS], recorder.said)


def _month(folder: Path, moment: datetime, evening: Evening) -> Month:
    with clock.stopped(moment):
        is_first = evening is MARCH
        store = sample_cell.make(folder).store if is_first else Store.open(folder / "so.chibo", Key.none())
        window = MainWindow(store, lambda: None, "today")
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        settle()
        month = Month()
        hold(window, evening, month)
        finish(window, month)
        window.end()
        settle()
        return month


def hold(window: MainWindow, evening: Evening, month: Month) -> None:
    hands_on.begin(evening)
    settle()
    rows = screen(window).tasks.earlier.table.rows
    month.opening = [(row.work, row.opening_state) for row in rows.all_rows()]
    hands_on.open_the_minutes(evening)
    hands_on.call_the_roll(evening)
    if evening.agenda:
        hands_on.add_items(evening.agenda)
    hands_on.discuss(evening)
    if evening is MARCH:
        hands_on.open_the_case(name_of(ABSENTEE), "3 tháng", "Không dự sinh hoạt tháng 10, 11, 12 năm 2025.")
        keys("Alt+4")
    if evening.reviews:
        hands_on.review(evening)
    hands_on.vote(evening)
    hands_on.give_tasks(evening)
    if evening.notes:
        hands_on.note(evening)
    hands_on.take_proposals()
    month.proposed = dict(screen(window).meeting.points)
    hands_on.score(evening)
    hands_on.conclude(evening)
    hands_on.lock(evening)
    month.figures = screen(window).figures.words()


def finish(window: MainWindow, month: Month) -> None:
    """Issue the resolution, look at the packet; read both papers and the minutes."""
    facts = screen(window).meeting.facts
    hands_on.issue_the_resolution(SPREAD)
    page = window._page("documents")
    assert isinstance(page, DocumentsPage)
    assert page.screen_ is not None
    document = page.screen_.document.facts.id
    month.packet = words_of(hands_on.see_the_packet())
    for name, paper, record in (("minutes", "minutes", facts.id), ("resolution", "written_document", document)):
        wanted = papers.Wanted(paper, "", facts.cell_id, (record,), facts.held_on)
        setattr(month, name, words_of(papers.made(window.store, wanted, "pdf")))


def screen(window: MainWindow) -> MeetingScreen:
    page = window._page("meetings")
    assert isinstance(page, MeetingsPage)
    assert page.screen_ is not None
    return page.screen_


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return text


# what came of it


def test_every_meeting_opens_with_what_the_earlier_ones_left(year: Year) -> None:
    march, april, may = year.months
    assert march.opening == []
    assert april.opening == [(task.work, "dated") for task in MARCH.tasks]
    survey, waste, order = MARCH.tasks[0].work, APRIL.tasks[0].work, APRIL.tasks[1].work
    assert may.opening == [(survey, "carried"), (waste, "dated"), (order, "standing")]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, ("Có mặt: 26 (chính thức 20, dự bị 06)", "26/29 = 89,66 %", "Sinh hoạt tạm thời có mặt: 01",
             "Nghị quyết tháng 3: 20/23 = 86,96 % – thông qua (giơ tay)",
             f"{REMOVAL}: 15/23 = 65,22 % – không thông qua (bỏ phiếu kín)",
             f"{REMOVAL} (lần 2): 16/23 = 69,57 % – thông qua (bỏ phiếu kín)",
             "100 phút (quy định 90 phút)", "90,5 điểm – Tốt")),
        (1, ("Có mặt: 27 (chính thức 21, dự bị 06)", "27/29 = 93,1 %",
             "Nghị quyết tháng 4: 21/23 = 91,3 % – thông qua (giơ tay)", "75 phút (quy định 90 phút)",
             "80 điểm – Khá")),
        (2, ("Có mặt: 29 (chính thức 23, dự bị 06)", "29/29 = 100 %",
             "Nghị quyết tháng 5: 22/23 = 95,65 % – thông qua (giơ tay)", "90 phút (quy định 90 phút)",
             "97 điểm – Tốt")),
    ],
)  # fmt: skip
def test_the_figures_beside_the_minutes_are_right(year: Year, place: int, expected: tuple[str, ...]) -> None:
    for words in expected:
        assert words in year.months[place].figures, words


def test_only_points_the_records_know_are_proposed(year: Year) -> None:
    march, april, may = year.months
    assert march.proposed == {"time_compliance": Decimal(5)}
    assert april.proposed == {}
    assert may.proposed == {
        "time_compliance": Decimal(5), "attendance_rate": Decimal(5), "resolution_results": Decimal(30),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, ("Có mặt: 26/29 đồng chí (chính thức 20, dự bị 06), đạt 89,66%",
             "Vương Đình Lộc (ốm, nằm viện); Từ Văn Xuyên (đi công tác)", "Không có lý do: 01 đồng chí: Lương Văn Ích",
             "đạt 69,57%; không tán thành 04", "thời lượng 100 phút", "26/26 đồng chí nhất trí thông qua",
             "90,5/100 điểm, xếp loại Tốt",
             "2 Cao Xuân Hậu Thu đảng phí quý I Trực tiếp và Cổng DVC 31/3/2026 Thu đủ 100 %")),
        (1, ("Có mặt: 27/29 đồng chí (chính thức 21, dự bị 06), đạt 93,1%",
             "Đến muộn: 01 đồng chí: Quách Văn Em (19 giờ 45)", "tán thành 21/23 đồng chí, đạt 91,3%",
             "1 Rà soát, lập danh sách hộ khó khăn Có mốc thời hạn Đang thực hiện: xong 3/5 tổ",
             "2 Thu đảng phí quý I Có mốc thời hạn Hoàn thành: thu đủ 26/26",
             "3 Phối hợp Chi đoàn tổ chức 26/3 Có mốc thời hạn Hoàn thành: 01 hoạt động",
             "2 Trịnh Thị Khuê Giữ gìn an ninh trật tự ngõ 12 Tuần tra hằng tuần thường xuyên Không để xảy ra vụ việc",
             "80/100 điểm, xếp loại Khá", "21/23 đồng chí nhất trí thông qua")),
        (2, ("Có mặt: 29/29 đồng chí (chính thức 23, dự bị 06), đạt 100%", "Vắng mặt: không",
             "1 Rà soát, lập danh sách hộ khó khăn Đang triển khai Hoàn thành: đủ 5/5 tổ",
             "Có mốc thời hạn Hoàn thành: 32/32 hộ", "không có ý kiến 01", "97/100 điểm, xếp loại Tốt")),
    ],
)  # fmt: skip
def test_the_minutes_say_the_same(year: Year, place: int, expected: tuple[str, ...]) -> None:
    for words in expected:
        assert words in year.months[place].minutes, words


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, ("Số 01-NQ/CB", "ngày 05 tháng 3 năm 2026", "lãnh đạo thực hiện nhiệm vụ tháng 4 năm 2026",
             "được triệu tập 29, có mặt 26, vắng 03 (có lý do 02, không có lý do 01); được miễn 02",
             "Đoàn Thị Hiên: Tích cực với công tác Đoàn", "90,5/100 điểm, xếp loại Tốt. Còn sinh hoạt quá giờ.",
             "3. Kết quả thực hiện nghị quyết tháng trước: … 4.", "với 20/23 đồng chí tán thành, đạt 86,96%")),
        (1, ("Số 02-NQ/CB", "ngày 03 tháng 4 năm 2026", "lãnh đạo thực hiện nhiệm vụ tháng 5 năm 2026",
             "đã hoàn thành 02/03 nhiệm vụ, đạt 66,67%",
             "1 Rà soát, lập danh sách hộ khó khăn Có mốc thời hạn Đang thực hiện: xong 3/5 tổ",
             "2 Thu đảng phí quý I Có mốc thời hạn Hoàn thành: thu đủ 26/26",
             "80/100 điểm, xếp loại Khá. Sinh hoạt ngắn.", "với 21/23 đồng chí tán thành, đạt 91,3%")),
        (2, ("Số 03-NQ/CB", "ngày 05 tháng 5 năm 2026", "lãnh đạo thực hiện nhiệm vụ tháng 6 năm 2026",
             "đã hoàn thành 02/02 nhiệm vụ, đạt 100%",
             "1 Rà soát, lập danh sách hộ khó khăn Đang triển khai Hoàn thành: đủ 5/5 tổ",
             "1 Thu đảng phí quý II Cao Xuân Hậu Qua Cổng DVC 30/6/2026 Thu đủ 100 %",
             "97/100 điểm, xếp loại Tốt", "với 22/23 đồng chí tán thành, đạt 95,65%")),
    ],
)  # fmt: skip
def test_the_resolution_is_issued_with_the_tasks_and_the_vote(
    year: Year, place: int, expected: tuple[str, ...]
) -> None:
    for words in (*expected, SPREAD):
        assert words in year.months[place].resolution, words


def test_the_packet_holds_every_paper_and_names_what_is_missing(year: Year) -> None:
    for month, evening, number in zip(year.months, (MARCH, APRIL, MAY), (3, 4, 5), strict=True):
        assert f"sinh hoạt chi bộ tháng {number} năm 2026" in month.packet
        assert "Hồ sơ gồm 05 tài liệu" in month.packet
        assert "Chưa có trong bộ hồ sơ: Bảng kê thu đảng phí." in month.packet
        for title in ("CHƯƠNG TRÌNH", "DANH SÁCH", "BIÊN BẢN", "NGHỊ QUYẾT", "PHIẾU TỰ CHẤM ĐIỂM"):
            assert title in month.packet, title
        assert evening.conclusion in month.packet
    assert "1 Rà soát, lập danh sách hộ khó khăn Tạ Thị Đào 25/3/2026 Đang triển khai" in year.months[2].packet


def test_nothing_was_asked_but_the_lock_and_nothing_said_but_the_numbers(year: Year) -> None:
    assert year.said == [
        "Khóa biên bản ngày 05/3/2026?", "Văn bản được cấp số 01-NQ/CB.",
        "Khóa biên bản ngày 03/4/2026?", "Văn bản được cấp số 02-NQ/CB.",
        "Khóa biên bản ngày 05/5/2026?", "Văn bản được cấp số 03-NQ/CB.",
    ]  # fmt: skip
