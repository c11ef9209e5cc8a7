"""A committee's template of the pledge read from Word files of several makes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from chibo_app.basics.errors import CannotOpen
from chibo_app.exchange import pledge_template_file
from chibo_app.exchange.pledge_template_file import promise
from chibo_app.rules.kinds import MeasureKind, PledgeGroup
from chibo_app.rules.pledges import DraftItem

M, G = MeasureKind, PledgeGroup


def test_headings_are_the_parts_and_lines_below_them_the_promises(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("BẢN CAM KẾT")
    document.add_paragraph("tu dưỡng, rèn luyện, phấn đấu năm 2026")
    document.add_paragraph("- Căn cứ Điều lệ Đảng;")
    document.add_paragraph("Họ và tên: ………")
    document.add_heading("I. NỘI DUNG CAM KẾT", 1)
    document.add_heading("1. Về tư tưởng chính trị", 2)
    document.add_paragraph("Tham gia 100% các buổi học nghị quyết", style="List Bullet")
    document.add_paragraph().add_run("2. Về phẩm chất đạo đức, lối sống").bold = True
    document.add_paragraph("- Tiết kiệm điện, nước cơ quan.")
    document.add_paragraph("3. Về thực hiện chức trách, nhiệm vụ được giao")
    document.add_paragraph("+ Vận động phân loại rác (chỉ tiêu: 30 hộ; thời hạn: 30/9/2026; minh chứng: danh sách hộ)")
    document.add_paragraph("4. Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh")
    document.add_paragraph("- Có ít nhất 2 việc làm cụ thể")
    document.add_heading("II. BIỆN PHÁP THỰC HIỆN", 1)
    document.add_paragraph("- Tự học, tự rèn")
    document.add_paragraph("NGƯỜI CAM KẾT")
    path = tmp_path / "mau.docx"
    document.save(str(path))
    found = pledge_template_file.read(path)
    assert (found.title, found.year, found.bases) == ("BẢN CAM KẾT", 2026, ["Căn cứ Điều lệ Đảng"])
    assert found.items == [
        DraftItem(G.IDEOLOGY, "Tham gia 100% các buổi học nghị quyết", M.PERCENT, "100"),
        DraftItem(G.MORALITY_LIFESTYLE, "Tiết kiệm điện, nước cơ quan"),
        DraftItem(G.DUTY, "Vận động phân loại rác", M.NUMBER, "30", "hộ", (9, 30), "danh sách hộ"),
        DraftItem(G.HCM_STUDY, "Có ít nhất 2 việc làm cụ thể", M.NUMBER, "2", "việc"),
    ]


def test_promises_may_stand_in_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    rows = [
        ("TT", "Nội dung", "Chỉ tiêu", "Thời hạn", "Minh chứng"),
        ("I", "Tác phong, lề lối làm việc", "", "", ""),
        ("1", "Giải quyết hồ sơ đúng hẹn", "95%", "cả năm", "sổ theo dõi"),
        ("2", "Tiếp dân", "12 buổi", "31/12", ""),
    ]
    table = document.add_table(rows=len(rows), cols=5)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, one in zip(row.cells, words, strict=True):
            cell.text = one
    table.rows[1].cells[0].text = ""
    path = tmp_path / "bang.docx"
    document.save(str(path))
    assert pledge_template_file.read(path).items == [
        DraftItem(G.WORKING_STYLE, "Giải quyết hồ sơ đúng hẹn", M.PERCENT, "95", evidence="sổ theo dõi"),
        DraftItem(G.WORKING_STYLE, "Tiếp dân", M.NUMBER, "12", "buổi", (12, 31)),
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Đọc sách.", DraftItem(G.DUTY, "Đọc sách")),
        ("Đọc sách (chỉ tiêu: 6 cuốn)", DraftItem(G.DUTY, "Đọc sách", M.NUMBER, "6", "cuốn")),
        ("Xong đề án (thời hạn: 31/02)", DraftItem(G.DUTY, "Xong đề án")),
        ("Họp tổ (mỗi tháng)", DraftItem(G.DUTY, "Họp tổ (mỗi tháng)")),
    ],
)
def test_one_line(words: str, wanted: DraftItem) -> None:
    assert promise(G.DUTY, words) == wanted


def test_a_file_without_promises_or_of_another_kind_is_refused_in_words(tmp_path: Path) -> None:
    plain = tmp_path / "khac.docx"
    plain.write_text("không phải Word")
    with pytest.raises(CannotOpen):
        pledge_template_file.read(plain)
    empty = docx.Document()
    empty.add_paragraph("Kính gửi chi bộ")
    empty.save(str(tmp_path / "trong.docx"))
    with pytest.raises(CannotOpen):
        pledge_template_file.read(tmp_path / "trong.docx")


def test_our_own_printed_pledge_is_read_back(tmp_path: Path) -> None:
    from datetime import date

    from chibo_app.documents import docx as writer
    from chibo_app.documents import pledges
    from chibo_app.queries import pledge_papers as papers
    from chibo_app.queries.papers import Letterhead

    item = papers.PledgeItem("Viết bài", "4 bài", "30/9/2026", "bài đăng", duty="tuyên truyền")
    facts = papers.PledgeFacts(
        Letterhead("Đảng bộ phường Mẫu", "Chi bộ Thử", "Mẫu", date(2026, 1, 2)),
        "annual_cultivation", 2026, "Trần Văn A",
        groups=(papers.PledgeGroup("working_style", (item,)),),
    )  # fmt: skip
    path = tmp_path / "in.docx"
    path.write_bytes(writer.write(pledges.build(facts)))
    found = pledge_template_file.read(path)
    assert found.year == 2026
    assert found.items == [
        DraftItem(G.WORKING_STYLE, "Viết bài", M.NUMBER, "4", "bài", (9, 30), "bài đăng", "tuyên truyền")
    ]
