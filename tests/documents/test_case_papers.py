"""The papers of every kind of case, made from a real book: what they say, whom they refuse, how they stand."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from chibo_app.basics import resources
from chibo_app.basics.errors import NotFound, UserError
from chibo_app.cli import subjects
from chibo_app.documents import ballots, case_forms, catalogue, catalogue_cases, pdf, render
from chibo_app.documents.blocks import Paper, Table
from chibo_app.documents.request import Request
from chibo_app.queries.case_papers import CasePaperFacts, MemberOfCase
from chibo_app.queries.meeting_papers import Ballots, VoteOption
from chibo_app.queries.papers import Standing
from chibo_app.rules.kinds import CaseKind
from support import case_facts, measured, paper_facts, paper_words, sample_cases
from support.sample_cases import CASE_OF, SampleCases

GOLDEN = Path(__file__).parents[1] / "golden" / "documents" / "cases"
DAY = date(2026, 6, 10)
FORMS = {form.id: form.subject for form in catalogue_cases.FORMS}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleCases]:
    made = sample_cases.make(tmp_path_factory.mktemp("book"))
    yield made
    made.cell.store.close()


def paper(book: SampleCases, document_id: str, case: str = "", on: date = DAY, **options: str) -> Paper:
    with book.cell.store.read() as session:
        ids = (book.ids[case or CASE_OF[document_id]],)
        return catalogue.make(document_id, session, Request(ids=ids, on=on, options=options))


def words(book: SampleCases, document_id: str, case: str = "", on: date = DAY, **options: str) -> str:
    return paper_words.of_pdf(paper(book, document_id, case, on, **options))


def test_every_paper_of_cases_is_tried_here() -> None:
    assert set(CASE_OF) == {document.id for document in catalogue_cases.DOCUMENTS}


@pytest.mark.parametrize("document_id", sorted(CASE_OF))
def test_word_and_pdf_of_each_paper_say_the_same(book: SampleCases, document_id: str) -> None:
    made = paper(book, document_id, count="1")
    assert paper_words.squeezed(paper_words.of_docx(made)) == paper_words.squeezed(paper_words.of_pdf(made))
    assert len(render.render(made, "docx")) > 5000


@pytest.mark.parametrize("document_id", sorted(CASE_OF))
def test_the_golden_text_of_each_paper_of_a_case(book: SampleCases, document_id: str) -> None:
    """The text line by line as it stands on the pages; `CHIBO_GOLDEN=1` writes the files anew."""
    pages = measured.pages(pdf.write(paper(book, document_id, count="4")))
    shown = "\n".join(f"--- {number}\n{text_of(page)}" for number, page in enumerate(pages, 1)) + "\n"
    file = GOLDEN / f"{document_id}.txt"
    if os.environ.get("CHIBO_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def text_of(page: measured.Page) -> str:
    inked = sorted(
        (one for one in page.letters if one.text not in "\r\n"), key=lambda one: (round(one.baseline, 1), one.left)
    )
    lines = groupby(inked, key=lambda one: round(one.baseline, 1))
    return "\n".join(" ".join("".join(one.text for one in line).split()) for _base, line in lines)


def test_a_paper_refuses_every_other_kind_of_case_in_a_sentence(book: SampleCases) -> None:
    refused = 0
    with book.cell.store.read() as session:
        for document in catalogue_cases.DOCUMENTS:
            for key, case_id in book.ids.items():
                kind = CaseKind("discipline" if key in ("warning", "dismissal", "probationer") else key.split("_")[0])
                if kind in catalogue_cases.kinds_of(document.id):
                    continue
                with pytest.raises(UserError) as refusal:
                    catalogue.make(document.id, session, Request(ids=(case_id,), on=DAY))
                assert document.title in refusal.value.what
                assert refusal.value.next_step
                refused += 1
    assert refused > 300


@pytest.mark.parametrize(
    ("document_id", "case"),
    [("decision_discipline", "dismissal"), ("proposal_dismissal", "warning"), ("draft_expulsion_decision", "warning"),
     ("vote_report", "removal")],
)  # fmt: skip
def test_another_form_of_discipline_or_a_vote_that_passed_is_refused(
    book: SampleCases, document_id: str, case: str
) -> None:
    with pytest.raises(UserError) as refusal:
        paper(book, document_id, case)
    assert refusal.value.next_step


def test_a_report_on_votes_needs_a_vote(book: SampleCases) -> None:
    with pytest.raises(NotFound):
        paper(book, "vote_report", "readmission")


def test_the_newest_case_a_paper_suits_is_told_apart(book: SampleCases) -> None:
    with book.cell.store.read() as session:
        suited = {
            key for key, value in book.ids.items() if catalogue_cases.suits(session, "decision_discipline", value)
        }
        reported = {key for key, value in book.ids.items() if catalogue_cases.suits(session, "vote_report", value)}
    assert suited == {"warning", "probationer"}
    assert reported == {"recognition"}


@pytest.mark.parametrize("document_id", sorted(CASE_OF))
def test_the_command_line_finds_a_case_for_every_paper(book: SampleCases, document_id: str) -> None:
    with book.cell.store.read() as session:
        document = catalogue.find(document_id)
        ids = subjects.newest(session, document, book.cell.cell_id, date(2026, 8, 1))
        assert len(ids) == 1
        assert catalogue.make(document_id, session, Request(ids=ids, on=DAY)).sheets
        assert subjects.newest(session, document, book.cell.cell_id, date(2026, 4, 1)) == ()


def test_the_resolution_on_recognition_counts_everybody_by_name(book: SampleCases) -> None:
    """32 on the roll: 26 official of whom 21 came, 6 on probation who all came; two exempt, one away, two absent."""
    shown = words(book, "proposal_recognition")
    for sentence in (
        "Mẫu 13-KNĐ", "Số 05-NQ/CB", "ĐẢNG BỘ PHƯỜNG MẪU", "Căn cứ Điều 5, Điều lệ Đảng Cộng sản Việt Nam.",
        "được kết nạp vào Đảng ngày 02/9/2025, trở thành đảng viên chính thức",
        "Tổng số đảng viên của Chi bộ: 32 đồng chí, trong đó chính thức 26 đồng chí, dự bị 06 đồng chí.",
        "Có mặt: 27 đồng chí, chính thức 21 đồng chí, dự bị 06 đồng chí.",
        "Vắng mặt: 05 đồng chí, chính thức 05 đồng chí, dự bị 00 đồng chí.",
        "15 đồng chí, đạt 65,22% so với tổng số đảng viên chính thức (23 đồng chí được tính khi biểu quyết)",
        "Số không tán thành 06 đồng chí, chiếm 26,09%",
        "Số đảng viên chính thức được tính khi biểu quyết: 23 đồng chí.", "Không tính vào số này: 03 đồng chí:",
        "Ninh Thị Ý (được miễn công tác và sinh hoạt đảng)", "(sinh hoạt tạm thời ở nơi khác)",
        "Kết quả biểu quyết chưa đủ tỷ lệ theo quy định.",
    ):  # fmt: skip
        assert sentence in shown, sentence
    assert "đề nghị công nhận đảng viên dự bị Giáp Văn Cảnh trở thành đảng viên chính thức." not in shown


def test_the_resolution_on_admission_has_the_head_of_its_form(book: SampleCases) -> None:
    shown = words(book, "proposal_admission")
    for sentence in (
        "Mẫu 6-KNĐ", "NGHỊ QUYẾT đề nghị kết nạp đảng viên", "Căn cứ Điều 4, Điều lệ Đảng Cộng sản Việt Nam.",
        "20 đồng chí, đạt 86,96%", "Số không tán thành 01 đồng chí, chiếm 4,35%",
        "đề nghị Đảng ủy phường Mẫu xét, kết nạp quần chúng",
    ):  # fmt: skip
        assert sentence in shown, sentence


def test_a_third_failed_vote_goes_upward_with_full_counts(book: SampleCases) -> None:
    shown = words(book, "vote_report")
    for sentence in (
        "đã biểu quyết 3 lần", "13 (56,52%)", "14 (60,87%)", "15 (65,22%)", "chưa đạt tỷ lệ quy định (cần ít nhất 16)",
        "Chi bộ đã biểu quyết đủ số lần theo quy định.", "Kính gửi: Đảng ủy phường Mẫu",
    ):  # fmt: skip
        assert sentence in shown, sentence


@pytest.mark.parametrize("document_id", ["proposal_removal", "proposal_expulsion", "proposal_dismissal"])
def test_a_proposal_against_a_member_tells_the_members_rights(book: SampleCases, document_id: str) -> None:
    shown = words(book, document_id)
    term = "30 ngày làm việc" if document_id == "proposal_removal" else "30 ngày"
    assert "QUYỀN CỦA ĐẢNG VIÊN" in shown
    assert f"trong thời hạn {term}, kể từ ngày nhận quyết định" in shown
    assert "Không tính vào số này: 03 đồng chí" in shown
    assert "QUYỀN CỦA ĐẢNG VIÊN" not in words(book, "proposal_leave")


def test_the_cells_own_decision_gives_effect_term_and_receiver(book: SampleCases) -> None:
    shown = words(book, "decision_discipline")
    for sentence in (
        "Số 02-QĐ/CB", "CHI BỘ TỔ DÂN PHỐ 5 QUYẾT ĐỊNH", "bằng hình thức cảnh cáo", "(để thi hành)",
        "có hiệu lực kể từ khi chi bộ công bố kết quả bỏ phiếu (ngày 05 tháng 6 năm 2026)",
        "có quyền khiếu nại với cấp ủy hoặc ủy ban kiểm tra cấp trên trực tiếp của cấp quyết định",
        "trong thời hạn 30 ngày, kể từ ngày nhận Quyết định",
    ):  # fmt: skip
        assert sentence in shown, sentence


def test_the_regulations_cited_are_those_of_the_papers_own_day(book: SampleCases) -> None:
    now, before = words(book, "draft_removal_decision"), words(book, "draft_removal_decision", on=date(2025, 9, 1))
    assert ("20-QĐ/TW" in now, "294-QĐ/TW" in now) == (True, False)
    assert ("20-QĐ/TW" in before, "294-QĐ/TW" in before) == (False, True)


def test_the_edition_of_the_layout_is_that_of_the_papers_own_day(book: SampleCases) -> None:
    assert "(để báo cáo);" in words(book, "death_report", on=date(2026, 5, 27))
    assert "(để báo cáo)," in words(book, "death_report", on=date(2026, 5, 26))


def test_three_requests_are_told_apart(book: SampleCases) -> None:
    first, second, third = (words(book, "self_review_request", n=n) for n in "123")
    assert "về việc yêu cầu đảng viên tự kiểm điểm (lần 1)" in first
    assert "ngày 10 tháng 4 năm 2026" in first  # the day the first one was sent
    assert "Chi bộ đã yêu cầu" not in first
    assert "Lần 1: ngày 10/4/2026 (giao tận nhà)" in second
    assert "Lần 2" not in second
    assert "ngày 24 tháng 4 năm 2026" in second
    assert "Lần 2: ngày 24/4/2026 (giao tận nhà); kết quả: không nhận" in third
    assert "Đây là lần yêu cầu thứ ba" in third
    assert "Đây là lần yêu cầu thứ ba" not in second


@pytest.mark.parametrize("number", ["0", "4", "x"])
def test_a_number_of_no_request_is_refused(book: SampleCases, number: str) -> None:
    with pytest.raises(UserError) as refusal:
        paper(book, "self_review_request", n=number)
    assert refusal.value.next_step


def test_the_exemption_is_decided_by_the_cell_only_for_age_and_health(book: SampleCases) -> None:
    own, proposed = words(book, "proposal_exemption"), words(book, "proposal_exemption", "exemption_other")
    assert "Chi bộ quyết định miễn công tác và sinh hoạt đảng" in own
    assert "từ ngày 05 tháng 6 năm 2026 đến ngày 05 tháng 6 năm 2027" in own
    assert "Chi bộ đề nghị Đảng ủy phường Mẫu xem xét, quyết định giảm công tác" in proposed
    assert "Mẫu 1-MSHĐ" in own


@pytest.mark.parametrize("document_id", [one for one in sorted(CASE_OF) if one.startswith("draft_")])
def test_what_the_committee_above_signs_is_a_draft_in_its_own_name(book: SampleCases, document_id: str) -> None:
    shown = words(book, document_id)
    assert "DỰ THẢO" in shown
    assert "ĐẢNG ỦY PHƯỜNG MẪU" in shown
    assert "Dự thảo do Chi bộ Tổ dân phố 5 chuẩn bị" in shown
    assert "Phan Văn Ất" not in shown  # the cell's secretary signs none of them
    assert "Mẫu, ngày …… tháng …… năm ………" in shown


@pytest.mark.parametrize(
    "document_id", ["leave_application", "exemption_application", "transfer_request", "self_review"]
)
def test_a_form_is_printed_blank_or_for_a_person_without_a_case(book: SampleCases, document_id: str) -> None:
    person_id = book.cell.id_of(3)
    with book.cell.store.read() as session:
        filled = catalogue.make(document_id, session, Request(ids=(person_id,), on=DAY))
        blank = catalogue.make(document_id, session, Request(cell_id=book.cell.cell_id, on=DAY))
    assert "Đinh Công Chính" in paper_words.of_pdf(filled)
    assert "Đinh Công Chính" not in paper_words.of_pdf(blank)
    assert len(measured.pages(pdf.write(blank))) == len(measured.pages(pdf.write(filled)))


def test_a_paper_of_nothing_known_is_refused(book: SampleCases) -> None:
    with book.cell.store.read() as session:
        with pytest.raises(UserError):
            catalogue.make("hearing_minutes", session, Request(on=DAY))
        with pytest.raises(NotFound):
            catalogue.make("leave_application", session, Request(ids=("nothing",), on=DAY))


def test_helpers_are_listed_with_everybody_they_help(book: SampleCases) -> None:
    shown = words(book, "helper_list")
    assert shown.count("Đảng viên dự bị") == 6
    assert shown.count("Quần chúng") == 2
    assert "Đinh Công Chính" in shown


@pytest.mark.parametrize("document_id", sorted(FORMS))
def test_every_form_prints_with_nothing_entered_and_with_the_longest_words(document_id: str) -> None:
    empty = CasePaperFacts(letterhead=paper_facts.letterhead(DAY))
    long = "Tổ dân phố số 5 khu đô thị mới phía nam sông Mẫu " * 4
    member = MemberOfCase(
        paper_facts.ODD_NAME * 3, "official", birth_place=long, hometown=long, residence=long, occupation=long,
        posts=long, work_unit=long, admitted_at=long,
    )  # fmt: skip
    head = paper_facts.letterhead(DAY, parent_name=long, cell_name="Chi bộ " + long)
    full = replace(empty, letterhead=head, member=member, reason=long * 5, ground=long, words=(("to_cell", long),))
    for facts in (empty, full):
        for page in measured.pages(pdf.write(case_forms.build(facts, FORMS[document_id], document_id))):
            ink = [one for one in page.letters if one.text.strip() and one.bottom >= 19]
            assert min(one.left for one in ink) >= 29.7
            assert max(one.right for one in ink) <= page.width - 14.8
            assert max(one.bottom for one in ink) <= page.height - 19.8
    assert "None" not in paper_words.of_pdf(case_forms.build(empty, FORMS[document_id], document_id))


def test_no_sentence_of_a_form_asks_for_a_value_that_cannot_be_known(book: SampleCases) -> None:
    """Every word in braces is either filled in some case here, or named `no_…` because it is always written by hand."""
    for document_id in FORMS:
        shown = words(book, document_id)
        assert "{" not in shown, document_id
        assert "}" not in shown, document_id


def tally(made: Paper) -> list[tuple[str, ...]]:
    (table,) = [block for block in made.sheets[0].blocks if isinstance(block, Table)]
    return [tuple(str(cell) for cell in row.cells) for row in table.rows]


def test_a_five_box_ballot_counted_as_yes_and_no_still_adds_up(book: SampleCases) -> None:
    rows = tally(paper(book, "tally_minutes", "expulsion"))
    assert [row[1] for row in rows] == [
        "Không kỷ luật", "Khiển trách", "Cảnh cáo", "Cách chức", "Khai trừ", "Các ô khác (không ghi riêng)",
        "Cộng số phiếu hợp lệ",
    ]  # fmt: skip
    assert [row[2] for row in rows] == ["", "", "", "", "18", "3", "21"]


def test_a_ballot_counted_by_boxes_lists_each_with_its_share(book: SampleCases) -> None:
    rows = tally(paper(book, "tally_minutes", "warning"))
    assert [row[2] for row in rows] == ["1", "5", "14", "0", "1", "21"]
    assert rows[2][3] == "60,87%"


@pytest.mark.parametrize("votes", [(3, 4), (0, 0), (20, 0), (7, 13)])
@pytest.mark.parametrize("standing", ["official", "probationary"])
def test_the_lines_of_a_tally_add_up_to_the_valid_papers(votes: tuple[int, int], standing: Standing) -> None:
    results = tuple(VoteOption(code, count) for code, count in zip(("warning", "none"), votes, strict=True))
    papers = Ballots(20, 20, 20, 0)
    facts = replace(case_facts.tally(), matter="warning", results=results, ballots=papers, standing=standing)
    rows = tally(ballots.build_tally(facts))
    counted = [int(row[2]) for row in rows]
    assert sum(counted[:-1]) == counted[-1] == 20
    assert ("Khai trừ" in [row[1] for row in rows]) is (standing == "official")


def test_every_paper_a_step_offers_can_be_printed_from_that_kind_of_case() -> None:
    """The rows of the procedures name papers by their ids; each must be for that kind."""
    offered = 0
    for row in tomllib.loads(resources.text("rules/cases.toml"))["row"]:
        for step in row["steps"]:
            for document_id in step.get("documents", ()):
                assert CaseKind(row["key"]) in catalogue_cases.kinds_of(document_id), (row["key"], document_id)
                offered += 1
    assert offered > 60
