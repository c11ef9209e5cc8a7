from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from chibo_app.basics import resources
from chibo_app.basics.errors import UserError
from chibo_app.documents import (
    ballots,
    exits,
    layout,
    letters,
    members,
    minutes,
    parts,
    pdf,
    proposals,
    recovery,
    wording,
)
from chibo_app.documents.blocks import Boxes, Header, Paper, Table, words
from chibo_app.documents.endings import ended
from chibo_app.queries.case_papers import FlowLine
from chibo_app.rules import kinds
from support import case_facts, measured, paper_facts


@pytest.mark.parametrize(
    ("subject", "table", "codes"),
    [
        ("minutes", "kinds", kinds.MeetingType),
        ("minutes", "methods", kinds.BallotKind),
        ("minutes", "modes", kinds.MeetingMode),
        ("ballots", "matters", kinds.Matter),
        ("members", "marks", kinds.AttendanceStatus),
        ("members", "genders", kinds.Gender),
        ("pledges", "groups", kinds.PledgeGroup),
        ("pledges", "titles", kinds.PledgeKind),
        ("pledges", "exemplary_levels", kinds.ExemplaryLevel),
        ("pledges", "results", kinds.ItemResult),
    ],
)
def test_every_code_of_the_book_has_its_wording(subject: str, table: str, codes: type[StrEnum]) -> None:
    assert set(wording.load(subject).sentences[table]) == {code.value for code in codes}


def test_all_wording_is_composed_vietnamese() -> None:
    files = list(Path(resources.path("wording")).glob("*.toml"))
    assert len(files) > 6
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text == letters.plain(text)


def test_counts_are_padded_as_papers_write_them() -> None:
    say = wording.load("minutes")
    assert say("exempt", exempt=2) == "- Được miễn công tác, sinh hoạt đảng: 02 đồng chí."
    assert say("item", number="2", title="Việc khác.") == "2. Việc khác."


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(1999, 1, 1), "HD36-2018"),
        (date(2026, 5, 26), "HD36-2018"),
        (date(2026, 5, 27), "HD05-2026"),
        (date(2030, 1, 1), "HD05-2026"),
    ],
)
def test_the_own_date_of_a_document_chooses_its_edition(day: date, edition: str) -> None:
    assert layout.on(day).id == edition


def test_both_editions_have_the_same_sizes_and_margins() -> None:
    old, new = layout.editions()
    assert (old.page, old.header, old.title, old.body) == (new.page, new.header, new.title, new.body)
    assert old.page.left == pytest.approx(layout.mm(30))
    assert (old.captions.recipients_end, new.captions.recipients_end) == (",", ";")


def test_lists_end_by_the_edition() -> None:
    assert ended(["Đảng ủy;", "- Các đồng chí chi ủy viên", "Lưu Chi bộ."], ";", ".") == [
        "- Đảng ủy;", "- Các đồng chí chi ủy viên;", "- Lưu Chi bộ.",
    ]  # fmt: skip


def text_of(paper: Paper) -> str:
    return "\n".join(words(block.text) for block in paper.sheets[0].blocks if hasattr(block, "text"))


def test_the_minutes_of_the_sample_meeting_give_every_figure() -> None:
    text = text_of(minutes.build(paper_facts.minutes()))
    figures = """
        32 đồng chí; trong đó chính thức 26, dự bị 06|công tác, sinh hoạt đảng: 02|đến 01, đi nơi khác 01
        Được triệu tập: 29 đồng chí; trong đó chính thức 23, dự bị 06
        26/29 đồng chí (chính thức 20, dự bị 06), đạt 89,66%|Có lý do: 02|Không có lý do: 01
        tán thành 20/23 đồng chí, đạt 86,96%|Cần ít nhất 12 đồng chí tán thành: được thông qua
        tán thành 15/23 đồng chí, đạt 65,22%|Cần ít nhất 16 phiếu tán thành: không được thông qua
        tán thành 16/23 đồng chí, đạt 69,57%|Cần ít nhất 16 phiếu tán thành: được thông qua
        90,5/100 điểm, xếp loại Tốt|thời lượng 100 phút
        19 giờ 30, ngày 05 tháng 3 năm 2026|21 giờ 10 cùng ngày"""
    for figure in (part.strip() for line in figures.splitlines() for part in line.split("|")):
        assert figure in text.replace("\u00a0", " "), figure


def test_minutes_without_facts_leave_their_lines_out() -> None:
    facts = replace(
        paper_facts.minutes(), guests=(), items=(), task_reviews=(), tasks=(), petitions=(), score=None, ended=None,
        resolution="", praises=(), reminders=(), attachments=(), dues_note="", read_back_vote=None, is_read_back=False,
    )  # fmt: skip
    text = text_of(minutes.build(facts))
    assert not any(word in text for word in ("Đại biểu", "Biểu quyết", "Phân công", "kiến nghị", "100 điểm"))


def test_a_number_turns_the_head_of_minutes_into_the_full_one() -> None:
    numbered = replace(paper_facts.minutes(), letterhead=paper_facts.letterhead(number="03-BB/CB"))
    header = minutes.build(numbered).sheets[0].blocks[0]
    assert isinstance(header, Header)
    assert (header.kind, header.number) == ("H1", "03-BB/CB")


def test_a_discipline_ballot_for_a_probationary_member_has_three_boxes() -> None:
    assert len(ballots.options("expulsion", "official")) == 5
    assert ballots.options("warning", "probationary") == ("Không kỷ luật", "Khiển trách", "Cảnh cáo")
    assert ballots.options("removal", "probationary") == ("Đồng ý", "Không đồng ý")
    card = ballots.build(case_facts.ballot("reprimand", "probationary", 3)).sheets[0].cards
    assert len(card) == 3
    assert any(isinstance(block, Boxes) and len(block.labels) == 3 for block in card[0])


def test_the_exits_report_says_its_line_and_balances() -> None:
    facts = case_facts.exits_facts()
    text = text_of(exits.build(facts))
    assert "khai trừ 06, xóa tên 55 (trong đó 10 đảng viên dự bị), xin ra khỏi Đảng 33" in text
    assert "A + B − C = 800 + 50 − 120 = 730 = D" in text
    first, *_rest = [block for block in exits.build(facts).sheets[0].blocks if isinstance(block, Table)]
    groups = [words(row.cells[0]) for row in first.rows if row.spans and not isinstance(row.cells[0], int)]
    assert groups == [
        "Khai trừ: 06 đảng viên",
        "Xóa tên: 55 đảng viên (trong đó 10 dự bị)",
        "Xin ra khỏi Đảng: 33 đảng viên",
    ]


def test_an_exits_report_that_does_not_balance_is_refused() -> None:
    facts = case_facts.exits_facts()
    off = replace(facts, flow=replace(facts.flow, closing=FlowLine(731, 280, 20, 35)))
    women_off = replace(facts, flow=replace(facts.flow, closing=FlowLine(730, 281, 20, 35)))
    unnamed = replace(facts, lines=facts.lines[1:])
    expelled = replace(facts.lines[0], standing="probationary")
    probationer = replace(
        facts, lines=(expelled, *facts.lines[1:]), flow=replace(facts.flow, expelled=FlowLine(6, 2, 0, 1))
    )
    for wrong in (off, women_off, unnamed, probationer):
        with pytest.raises(UserError) as refusal:
            exits.build(wrong)
        assert refusal.value.next_step


def test_an_empty_period_says_so() -> None:
    assert exits.summary(()) == "Trong kỳ không có đảng viên ra khỏi Đảng."


def test_a_report_on_an_empty_period_has_no_empty_table() -> None:
    none, some = FlowLine(), case_facts.exits_facts()
    nobody = replace(
        some.flow, **{one.name: none for one in fields(some.flow) if one.name not in ("opening", "closing")},
        closing=some.flow.opening,
    )  # fmt: skip
    blocks = exits.build(replace(some, lines=(), flow=nobody)).sheets[0].blocks
    assert sum(isinstance(block, Table) for block in blocks) == 1
    assert "Trong kỳ không có đảng viên ra khỏi Đảng." in text_of(exits.build(replace(some, lines=(), flow=nobody)))


def test_a_failed_vote_is_reported_upward_instead_of_a_proposal() -> None:
    facts = case_facts.proposal("removal")
    failed = replace(facts, votes=facts.votes[:1])
    assert "chưa đủ tỷ lệ" in text_of(proposals.build(failed))
    assert "đề nghị cấp có thẩm quyền quyết định xóa tên" in text_of(proposals.build(facts))


def test_a_removal_without_requests_says_so_with_the_reason() -> None:
    text = text_of(proposals.build(case_facts.proposal("removal")))
    assert "Chưa có văn bản yêu cầu đảng viên tự kiểm điểm." in text
    assert "Lý do: không liên lạc được." in text


def test_a_working_list_has_only_the_columns_asked_for() -> None:
    table = members.member_table(case_facts.member_list(3, ("number", "name", "phone")))
    assert [cell.text for cell in table.head[0]] == ["STT", "Họ và tên", "Điện thoại"]
    assert len(table.head) == 1
    full = members.member_table(case_facts.member_list(3))
    assert len(full.columns) == len(members.list_columns()) == 16


def test_file_names_have_no_marks() -> None:
    assert (
        parts.file_name("bien-ban", "Chi bộ Tổ dân phố 5", date(2026, 3, 5))
        == "bien-ban_chi-bo-to-dan-pho-5_2026-03-05"
    )


def test_the_recovery_sheet_shows_every_group_whole_and_numbered_on_one_page() -> None:
    facts = case_facts.recovery_facts()
    pages = measured.pages(pdf.write(recovery.build(facts)))
    assert len(pages) == 1
    for number, group in enumerate(facts.code_groups, 1):
        letters_of_group = pages[0].find(f"{number}.{group}")
        assert {round(one.size) for one in letters_of_group[-5:]} == {24}
        assert len({one.baseline for one in letters_of_group}) == 1


def test_a_paper_on_all_cells_is_signed_by_the_committee_above() -> None:
    head = replace(
        paper_facts.letterhead(), cell_name="Đảng bộ phường Mẫu", parent_name="Đảng bộ tỉnh Mẫu", signs_for="upper"
    )
    paper = exits.build(replace(case_facts.exits_facts(), letterhead=head))
    shown = measured.words(pdf.write(paper))
    assert "-BC/ĐU" in shown
    assert "T/M ĐẢNG ỦY PHƯỜNG MẪU" in shown
    assert "Đảng ủy tỉnh Mẫu (để báo cáo)" in shown


def test_the_cell_may_have_recipients_of_its_own_and_sign_for_its_committee() -> None:
    head = replace(paper_facts.letterhead(), recipients=("Đảng ủy", "Chi ủy", "Lưu"), signs_for="committee")
    shown = measured.words(pdf.write(proposals.build(replace(case_facts.proposal(), letterhead=head))))
    assert "- Đảng ủy, - Chi ủy, - Lưu." in shown
    assert "T/M CHI ỦY" in shown
