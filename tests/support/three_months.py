"""What the sample cell says in March, April and May 2026, as it is typed in; every figure is known beforehand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support.meeting_keys import Absence, Evening, Review, Speech, TaskWords, Vote
from support.sample_cell import ABSENTEE, CLERK, ILL, SCORER, SECRETARY, TRAVELLING, name_of

PLACE = "Nhà văn hóa tổ dân phố 5"
REMOVAL = f"Đề nghị xóa tên đồng chí {name_of(ABSENTEE)}"
LATE = 6
SURVEY, DUES, YOUTH = (
    "Rà soát, lập danh sách hộ khó khăn",
    "Thu đảng phí quý I",
    "Phối hợp Chi đoàn tổ chức 26/3",
)
WASTE, ORDER, DUES_AGAIN = (
    "Vận động hộ dân ký cam kết phân loại rác",
    "Giữ gìn an ninh trật tự ngõ 12",
    "Thu đảng phí quý II",
)

_HEAD: dict[str, Any] = {"starts": "19h30", "place": PLACE, "chair": name_of(SECRETARY), "clerk": name_of(CLERK),
         "scorer": name_of(SCORER)}  # fmt: skip
_PREPARED, _HELD, _ORDERLY = "Công tác chuẩn bị", "Tổ chức sinh hoạt", "Nguyên tắc tổ chức, sinh hoạt đảng"
_TIME, _CAME = "Chấp hành thời gian", "Tỉ lệ đảng viên dự"
_RESULTS, _ENDED = "Kết quả lãnh đạo", "Kết thúc sinh hoạt"
_PAPERS = {"Số phiếu phát ra": "20", "Số phiếu thu về": "20", "Số phiếu hợp lệ": "20", "Số phiếu không hợp lệ": "0"}

# 32 members, 29 called (23 official): one away without a word, one ill, one travelling, so 26 present (20 official).
MARCH = Evening(
    day="050326", ends="2110", opening="Phổ biến nội dung sinh hoạt tháng 3.", is_usual=False,
    marks=(
        Absence(name_of(ABSENTEE), "k"),
        Absence(name_of(ILL), "p", "ốm, nằm viện"),
        Absence(name_of(TRAVELLING), "p", "đi công tác"),
    ),
    guests=(
        ("Khách Văn Tạm", "", "Sinh hoạt đảng tạm thời tại đây"),
        ("Trần Thị Đại Diện", "Ủy viên Ban Thường vụ Đảng ủy phường", "Cấp ủy viên cấp trên theo dõi chi bộ"),
    ),
    agenda=("Thời sự, Chỉ thị 50-CT/TW", "Đánh giá nghị quyết tháng 2, nhiệm vụ tháng 3", REMOVAL),
    item=2, conclusion="Nhất trí báo cáo; tập trung thu đảng phí quý I.",
    speeches=(
        Speech(name_of(4), "Giao thông ngõ 12 hư hỏng."),
        Speech(name_of(9), "Tổ chức Ngày hội Đoàn."),
        Speech(name_of(14), "Thu đảng phí qua mạng."),
        Speech(name_of(23), "Nêu gương phân loại rác."),
    ),
    votes=(
        Vote("Nghị quyết tháng 3", "ghị quyết", {"Tán thành": "20"}),
        Vote(REMOVAL, "óa tên", {"Tán thành": "15", "Không tán thành": "5", **_PAPERS}, name_of(ABSENTEE)),
        Vote(REMOVAL, "óa tên", {"Tán thành": "16", "Không tán thành": "4", **_PAPERS}, name_of(ABSENTEE)),
    ),
    tasks=(
        TaskWords(name_of(5), SURVEY, "Đến từng hộ", "Danh sách có ký nhận", "250326"),
        TaskWords(name_of(8), DUES, "Trực tiếp và Cổng DVC", "Thu đủ 100 %", "310326"),
        TaskWords(name_of(9), YOUTH, "Kế hoạch riêng", "01 hoạt động, báo cáo ảnh", "260326"),
    ),
    notes=(("iểu dương", name_of(9), "Tích cực với công tác Đoàn."),),
    points={_TIME: "4,5", _CAME: "4", _PREPARED: "9", _HELD: "36", _ORDERLY: "5", _RESULTS: "27", _ENDED: "5"},
    weak="Còn sinh hoạt quá giờ.", closing="Chi bộ nhất trí các nội dung.", agreed="26", **_HEAD,
)  # fmt: skip

# 29 called: one away without a word, one travelling, so 27 present (21 official), one of them late; 75 minutes.
APRIL = Evening(
    day="030426", ends="20h45", opening="Phổ biến nội dung sinh hoạt tháng 4.",
    marks=(
        Absence(name_of(LATE), "đ", "1945"),
        Absence(name_of(ABSENTEE), "k"),
        Absence(name_of(TRAVELLING), "p", "đi công tác"),
    ),
    item=2, conclusion="Nhất trí kết quả tháng 3; tập trung phân loại rác.",
    speeches=(Speech(name_of(7), "Phân loại rác còn ít hộ tham gia."),),
    reviews=(Review(SURVEY, "d", "xong 3/5 tổ"), Review(DUES, "x", "thu đủ 26/26"), Review(YOUTH, "x", "01 hoạt động")),
    votes=(Vote("Nghị quyết tháng 4", "ghị quyết", {"Tán thành": "21"}),),
    tasks=(
        TaskWords(name_of(7), WASTE, "Phát tờ rơi, đến từng hộ", "100 % hộ ký cam kết", "300426"),
        TaskWords(name_of(11), ORDER, "Tuần tra hằng tuần", "Không để xảy ra vụ việc", is_standing=True),
    ),
    notes=(("hắc nhở", name_of(ABSENTEE), "Vắng sinh hoạt không lý do."),),
    points={_TIME: "3", _CAME: "4", _PREPARED: "8", _HELD: "35", _ORDERLY: "5", _RESULTS: "20", _ENDED: "5"},
    weak="Sinh hoạt ngắn.", closing="Thống nhất nhiệm vụ tháng 4.", agreed="21", **_HEAD,
)  # fmt: skip

# Everybody called is there: 29 of 29; 90 minutes; both dated tasks done, the standing one goes on.
MAY = Evening(
    day="050526", ends="21h", opening="Phổ biến nội dung sinh hoạt tháng 5.", marks=(),
    item=1, conclusion="Tiếp tục học tập Nghị quyết.",
    speeches=(Speech(name_of(2), "Đề nghị có thêm tài liệu."),),
    reviews=(Review(SURVEY, "x", "đủ 5/5 tổ"), Review(WASTE, "x", "32/32 hộ"), Review(ORDER, "t", "không có vụ việc")),
    votes=(Vote("Nghị quyết tháng 5", "ghị quyết", {"Tán thành": "22", "Không có ý kiến": "1"}),),
    tasks=(TaskWords(name_of(8), DUES_AGAIN, "Qua Cổng DVC", "Thu đủ 100 %", "300626"),),
    points={_PREPARED: "9", _HELD: "38", _ORDERLY: "5", _ENDED: "5"},
    weak="Không.", closing="Thống nhất nhiệm vụ tháng 5.", agreed="23", **_HEAD,
)  # fmt: skip

MONTHS = (
    (datetime(2026, 3, 6, 8, tzinfo=UTC), MARCH),
    (datetime(2026, 4, 4, 8, tzinfo=UTC), APRIL),
    (datetime(2026, 5, 6, 8, tzinfo=UTC), MAY),
)
