"""Facts of invented people for the tests of printed documents."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chibo_app.basics.dates import PartialDate
from chibo_app.queries import meeting_papers as m
from chibo_app.queries.papers import Letterhead

ODD_NAME = "Y Bhiu <b>K'sor</b> & Sơn"


def letterhead(on: date = date(2026, 3, 5), **changes: Any) -> Letterhead:
    values: dict[str, Any] = {
        "parent_name": "Đảng bộ phường Mẫu", "cell_name": "Chi bộ Tổ dân phố 5", "place": "Phường Mẫu",
        "signer_post": "Bí thư", "signer_name": "Phạm Thị Hòa",
    } | changes  # fmt: skip
    return Letterhead(on=on, **values)


def attendance() -> m.Attendance:
    return m.Attendance(
        total=32, official=26, probationary=6, convened=29, convened_official=23, convened_probationary=6,
        present=26, present_official=20, present_probationary=6, temporary_in=1, temporary_out=1, exempt=2,
        present_temporary=1,
        excused=(m.Absence("Lê Văn Ốm", "ốm, nằm viện"), m.Absence("Đỗ Thị Công Tác", "đi công tác")),
        unexcused=(m.Absence(ODD_NAME),),
    )  # fmt: skip


def removal_votes() -> tuple[m.Vote, ...]:
    papers = m.Ballots(20, 20, 20, 0)
    common: dict[str, Any] = {
        "method": "secret_ballot",
        "base": 23,
        "needed": 16,
        "present_official": 20,
        "ballots": papers,
    }
    subject = f"đề nghị xóa tên đồng chí {ODD_NAME}"
    return (
        m.Vote(subject, yes=15, no=5, is_passed=False, round_number=1, **common),
        m.Vote(subject, yes=16, no=4, is_passed=True, round_number=2, **common),
    )


def agenda() -> tuple[m.AgendaItem, ...]:
    return (
        m.AgendaItem(
            "Thời sự, quán triệt văn bản", "Phạm Thị Hòa", "Thông tin thời sự tháng 02 năm 2026.",
            ("Chỉ thị 50-CT/TW, ngày 23/7/2025",), conclusion="Toàn chi bộ học tập và thực hiện.",
        ),
        m.AgendaItem(
            "Đánh giá thực hiện nghị quyết tháng 02; nhiệm vụ tháng 3", "Phạm Thị Hòa",
            "Chi bộ hoàn thành 05/06 nhiệm vụ.\nCòn chậm việc lập danh sách hộ khó khăn.",
            speeches=(
                m.Speech("Hoàng Văn Lộ", "Đường ngõ 12 hư hỏng, đề nghị kiến nghị Ủy ban nhân dân phường sửa chữa"),
                m.Speech("H'Hen Niê", "Đề nghị tổ chức Ngày hội Đoàn 26/3 gắn với dọn vệ sinh < 1 giờ & trồng cây."),
            ),
            replies=(m.Speech("Phạm Thị Hòa", "Chi ủy tiếp thu, sẽ kiến nghị trong tháng."),),
            conclusion="Nhất trí dự thảo nghị quyết tháng 3.",
            votes=(m.Vote("nghị quyết tháng 3", "show_of_hands", 23, 20, 0, 12, True, present_official=20),),
        ),
        m.AgendaItem(
            f"Xem xét, đề nghị xóa tên đối với đồng chí {ODD_NAME}", "Phạm Thị Hòa",
            "Không dự sinh hoạt tháng 10, 11, 12 năm 2025 không có lý do.", votes=removal_votes(),
        ),
    )  # fmt: skip


def minutes(on: date = date(2026, 3, 5)) -> m.MinutesFacts:
    return m.MinutesFacts(
        letterhead(on), "regular", datetime(2026, 3, 5, 19, 30), "nhà văn hóa tổ dân phố 5", attendance(),
        "Phạm Thị Hòa", "Bí thư Chi bộ", "Vũ Minh Thư", PartialDate("2026-03"), "in_person",
        (m.Guest("đồng chí Trần Thị Đại Diện", "Ủy viên Ban Thường vụ Đảng ủy phường"),),
        "Đồng chí Bí thư tuyên bố lý do, giới thiệu đại biểu.", "26 đồng chí đã nộp đủ đến tháng 02", True, agenda(),
        (m.TaskReview("Vệ sinh ngõ 3, ngõ 5", "nhiệm vụ thường xuyên", "hoàn thành"),),
        (m.Remark("Lò Thị Xanh", "nêu gương phân loại rác"),), (m.Remark("Hoàng Văn Lộ", "họp muộn"),),
        conclusion="Chi bộ tập trung thực hiện nghị quyết tháng 3.",
        tasks=(
            m.Task("Đinh Văn Rà", "Rà soát, lập danh sách hộ khó khăn", "đến từng hộ", "trước 25/3/2026",
                   "danh sách có ký nhận"),
            m.Task("H'Hen Niê", "Phối hợp Chi đoàn tổ chức 26/3", "kế hoạch riêng", "26/3/2026", "01 hoạt động"),
        ),
        petitions=(m.Petition("Sửa đường ngõ 12", "chuyển Ủy ban nhân dân phường"),),
        resolution="Nghị quyết tháng 3 năm 2026",
        resolution_vote=m.Vote("", "show_of_hands", 23, 20, 0, 12, True),
        score=m.Score(Decimal("90.5"), "Tốt", "một số ý kiến còn dài"),
        read_back_vote=m.Vote("", "show_of_hands", 23, 20, 0, 12, True), is_read_back=True,
        ended=datetime(2026, 3, 5, 21, 10), attachments=("danh sách điểm danh", "20 phiếu biểu quyết"),
    )  # fmt: skip
