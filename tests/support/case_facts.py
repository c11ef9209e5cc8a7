"""Facts of invented members, pledges and cases for the tests of printed documents; every paper by its id."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from chibo_app.basics.dates import PartialDate
from chibo_app.documents import ballots, exits, member_roll, members, minutes, pledges, proposals, recovery
from chibo_app.documents.blocks import Paper
from chibo_app.queries import case_papers as c
from chibo_app.queries import meeting_papers as m
from chibo_app.queries import papers as p
from chibo_app.queries import pledge_papers as g
from support import paper_facts as base
from support.register_facts import roll

_GIVEN = ("An", "Bình", "Cường", "Dung", "Đức", "Giang", "Hạnh", "Khánh", "Lương", "Mỹ", "Ngọc", "Ước")
_FAMILY = ("Nguyễn Văn", "Trần Thị", "Lê Hữu", "Phạm Thị Mai", "Hoàng Đình", "Lò Thị", "Y Bhiu", "Đặng Thùy")


def name(number: int) -> str:
    if number == 3:
        return base.ODD_NAME
    return f"{_FAMILY[number % len(_FAMILY)]} {_GIVEN[number * 5 % len(_GIVEN)]}"


def member_line(number: int) -> p.MemberLine:
    gender: Literal["male", "female"] = "female" if number % 3 == 1 else "male"
    return p.MemberLine(
        name(number), gender, PartialDate(f"19{50 + number % 49}" + ("" if number % 5 == 0 else "-06-05")),
        "Ê Đê" if number % 7 == 0 else "Kinh", "Không", "xã Mẫu Sơn, tỉnh Mẫu",
        f"số {number + 1}, ngõ {number % 9 + 2}, tổ dân phố 5", "12/12; Đại học; Trung cấp",
        PartialDate(f"19{80 + number % 19}-02-03"), PartialDate(f"19{81 + number % 18}-02-03"),
        f"{10_000_000_000 + number * 7919:012d}", "Bí thư" if number == 0 else "", "Tổ trưởng" if number == 4 else "",
        f"09{number:08d}",
    )  # fmt: skip


def member_list(count: int = 32, columns: tuple[str, ...] = ()) -> p.MemberListFacts:
    lines = tuple(member_line(number) for number in range(count))
    women = sum(line.gender == "female" for line in lines)
    counts = p.MemberCounts(count, count - women, women, count - 6, 6, 2)
    day = date(2026, 6, 30)
    return p.MemberListFacts(base.letterhead(day), day, lines, counts, columns, "Vũ Minh Thư")


def attendance_list(*, held: bool = True) -> m.AttendanceListFacts:
    lines = [m.AttendanceLine(name(n), "Bí thư" if n == 0 else "", "official", "present" * held) for n in range(29)]
    lines[4] = m.AttendanceLine(name(4), "", "official", "absent_excused" * held, "ốm" * held)
    lines[7] = m.AttendanceLine(name(7), "", "probationary", "absent_unexcused" * held)
    return m.AttendanceListFacts(
        base.letterhead(), "regular", datetime(2026, 3, 5, 19, 30), tuple(lines), base.attendance() if held else None,
        PartialDate("2026-03"), "nhà văn hóa tổ dân phố 5", "Vũ Minh Thư", "Phạm Thị Hòa",
    )  # fmt: skip


def pledge(number: int = 0) -> g.PledgeFacts:
    groups = (
        g.PledgeGroup("ideology", (g.PledgeItem("Tham gia đủ các buổi học tập nghị quyết", "100%", "cả năm"),)),
        g.PledgeGroup("duty", (
            g.PledgeItem("Vận động các hộ trong ngõ phân loại rác tại nguồn", "12 hộ", "30/6/2026", "danh sách có ký"),
            g.PledgeItem("Giúp đỡ 01 hộ cận nghèo < ngõ 12 & ngõ 14 >", self_result="met", cell_result="partly_met"),
        )),
    )  # fmt: skip
    return g.PledgeFacts(
        base.letterhead(date(2026, 1, 15)), "annual_cultivation", 2026, name(number), PartialDate("1965-06-05"),
        PartialDate("1990-02-03"), PartialDate("1991-02-03"), "Đảng viên", "", "Chi hội trưởng Hội Phụ nữ",
        exemplary_level="member", bases=("Căn cứ Nghị quyết 04-NQ/TW, ngày 30/10/2016",),
        previous_result="Hoàn thành 05/06 nội dung cam kết năm 2025.", groups=groups,
        avoided_signs=("Ngại học tập lý luận chính trị",), mottos=("Nói đi đôi với làm",),
        target_rating="Hoàn thành tốt nhiệm vụ", measures="Tự kiểm tra từng tháng.\nBáo cáo chi bộ giữa năm.",
        comment="Nhất trí.", confirmed_on=date(2026, 2, 5),
        checks=(g.PledgeCheck(date(2026, 6, 5), "đã vận động 08 hộ"),),
    )  # fmt: skip


def pledge_summary() -> g.PledgeSummaryFacts:
    lines = tuple(
        g.PledgeLine(name(n), "", date(2026, 1, 15), "Vận động 12 hộ phân loại rác", "30/6/2026", "đạt", "", "")
        for n in range(12)
    )
    unsigned = (m.Absence(name(13), "đang đi chữa bệnh"),)
    return g.PledgeSummaryFacts(base.letterhead(date(2026, 2, 5)), 2026, lines, 13, 12, unsigned, "Vũ Minh Thư")


def proposal(kind: p.ProposalKind = "removal") -> c.ProposalFacts:
    return c.ProposalFacts(
        base.letterhead(number={"expulsion": "03-BC/CB"}.get(kind, "")), kind, date(2026, 3, 5), "nhà văn hóa",
        base.attendance(), "Phạm Thị Hòa", "Bí thư Chi bộ", "Vũ Minh Thư",
        c.MemberOfCase(base.ODD_NAME, "official", "male", PartialDate("1970"), "xã Mẫu", "ngõ 12", "làm nghề tự do", "",
                       PartialDate("2001-05-19"), PartialDate("2002-05-19"), "010000000123"),
        ("Không dự sinh hoạt chi bộ 03 tháng trong năm 2025 (tháng 10, 11, 12) không có lý do chính đáng",),
        requests=(c.RequestSent(date(2026, 1, 10), "giao tận nhà", "không nhận"),) if kind != "removal" else (),
        explanation="không liên lạc được" if kind == "removal" else "", application_on=date(2026, 2, 1)
        if kind == "withdrawal" else None, is_clear_of_violation=True if kind == "withdrawal" else None,
        attitude="không tự giác" if kind == "expulsion" else "", votes=base.removal_votes(),
        attachments=("biên bản họp chi bộ", "danh sách điểm danh"),
    )  # fmt: skip


def ballot(matter: str = "removal", standing: p.Standing = "official", count: int = 20) -> m.BallotFacts:
    return m.BallotFacts(base.letterhead(), matter, count, base.ODD_NAME, standing)


def tally() -> m.TallyFacts:
    results = (m.VoteOption("Đồng ý", 16), m.VoteOption("Không đồng ý", 4))
    return m.TallyFacts(
        base.letterhead(), "removal", datetime(2026, 3, 5, 20, 15), "nhà văn hóa tổ dân phố 5", base.attendance(),
        "Đinh Văn Rà", ("H'Hen Niê", "Lò Thị Xanh"), "Vũ Minh Thư", m.Ballots(20, 20, 20, 0), results, 23, 16, True,
        base.ODD_NAME, round_number=2, ended=datetime(2026, 3, 5, 20, 40),
    )  # fmt: skip


def exit_line(number: int, form: p.ExitForm, standing: p.Standing = "official") -> c.ExitLine:
    return c.ExitLine(
        form, name(number), standing, f"Chi bộ Tổ dân phố {number % 17 + 1}", PartialDate("1970"),
        "female" if number % 3 == 1 else "male", "Kinh", PartialDate("2001-05-19"),
        None if standing == "probationary" else PartialDate("2002-05-19"), f"{number:08d}", "bỏ sinh hoạt 03 tháng",
        "05-NQ/CB, 05/3/2022", "120-QĐ/ĐU, 19/5/2022, Đảng ủy phường Mẫu", date(2022, 6, 5),
    )  # fmt: skip


def exits_facts() -> c.ExitsFacts:
    lines = (
        *(exit_line(n, "expelled") for n in range(6)), *(exit_line(n, "removed") for n in range(45)),
        *(exit_line(n, "removed", "probationary") for n in range(10)), *(exit_line(n, "withdrew") for n in range(33)),
    )  # fmt: skip
    none = c.FlowLine()
    flow = c.FlowFacts(
        opening=c.FlowLine(800, 300, 20, 40), admitted=c.FlowLine(30, 12, 1, 30), readmitted=none, restored=none,
        resumed=none, transferred_in=c.FlowLine(20, 8, 0, 1), died=c.FlowLine(12, 3, 0, 0),
        expelled=c.FlowLine(6, 2, 0, 0), removed=c.FlowLine(55, 18, 0, 10), withdrew=c.FlowLine(33, 11, 0, 0),
        annulled=none, transferred_out=c.FlowLine(14, 6, 1, 0), closing=c.FlowLine(730, 280, 20, 35),
        exempt=c.FlowLine(60, 30, 0, 0), temporary_out=c.FlowLine(4, 1, 0, 0),
    )  # fmt: skip
    return c.ExitsFacts(base.letterhead(date(2023, 1, 5)), date(2022, 1, 1), date(2022, 12, 31), lines, flow)


def recovery_facts() -> p.RecoveryFacts:
    groups = tuple(f"{letter}7QX{number % 10}" for number, letter in enumerate("CFGHJKLMNPQRTVX"))
    return p.RecoveryFacts("chi-bo-5.chibo", "Chi bộ Tổ dân phố 5", "Đảng bộ phường Mẫu", groups, date(2026, 6, 1))


def all_papers() -> dict[str, Paper]:
    """Every document of the catalogue from invented facts."""
    extract = m.ExtractFacts(base.letterhead(date(2026, 6, 1)), base.minutes(), (2,), "Vũ Minh Thư")
    return {
        "minutes": minutes.build(base.minutes()),
        "minutes_extract": minutes.build_extract(extract),
        "member_list": members.build_list(member_list()),
        "member_roll": member_roll.build_roll(roll()),
        "attendance_list": members.build_attendance(attendance_list()),
        "pledge": pledges.build(pledge()),
        "pledge_summary": pledges.build_summary(pledge_summary()),
        "proposal_removal": proposals.build(proposal("removal")),
        "proposal_expulsion": proposals.build(proposal("expulsion")),
        "proposal_leave": proposals.build(proposal("withdrawal")),
        "ballot": ballots.build(ballot()),
        "tally_minutes": ballots.build_tally(tally()),
        "exits_report": exits.build(exits_facts()),
        "recovery_sheet": recovery.build(recovery_facts()),
    }
