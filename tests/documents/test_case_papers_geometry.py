"""Where the ink of the papers of cases stands, measured with a ruler: ballots on a sheet, free corner, small papers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from chibo_app.documents import ballots, case_forms, catalogue, catalogue_cases, docx, pdf
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import Request
from chibo_app.queries.case_papers import CasePaperFacts, ComplaintTerm, MeetingOfCase, MemberOfCase
from chibo_app.queries.papers import Standing
from support import case_facts, measured, paper_facts, sample_cases
from support.measured import Letter, Page
from support.sample_cases import CASE_OF, SampleCases

DAY = date(2026, 6, 10)
LONG_PARENT = "Đảng bộ Trường Trung học phổ thông chuyên Nguyễn Thị Minh Khai"
LONG_CELL = "Chi bộ tổ chuyên môn Ngữ văn, Lịch sử và Địa lý"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleCases]:
    made = sample_cases.make(tmp_path_factory.mktemp("book"))
    yield made
    made.cell.store.close()


def pages_of(paper: Paper) -> list[Page]:
    return measured.pages(pdf.write(paper))


def ink(page: Page) -> list[Letter]:
    return [one for one in page.letters if one.text.strip()]


def cuts(page: Page) -> list[float]:
    return sorted(rule.top for rule in page.rules if rule.length > page.width - 1)


def boxes(page: Page) -> list[measured.Rule]:
    return [rule for rule in page.rules if abs(rule.length - 4) < 0.05 and abs(rule.bottom - rule.top - 4) < 0.05]


@pytest.mark.parametrize(
    ("matter", "standing", "count"),
    [
        ("warning", "official", 5),
        ("expulsion", "official", 5),
        ("warning", "probationary", 3),
        ("removal", "official", 2),
    ],
)
def test_each_ballot_has_its_boxes_on_one_line_within_the_margins(matter: str, standing: Standing, count: int) -> None:
    (page,) = pages_of(ballots.build(case_facts.ballot(matter, standing, count=1)))
    drawn = boxes(page)
    assert len(drawn) == count
    assert len({round(box.top, 2) for box in drawn}) == 1
    assert min(box.left for box in drawn) >= 29.9
    assert max(one.right for one in ink(page)) <= page.width - 15 + 0.2
    places = sorted(box.left for box in drawn)
    assert all(second - first > 15 for first, second in pairwise(places))


@pytest.mark.parametrize("standing", ["official", "probationary"])
def test_four_ballots_of_discipline_are_cut_apart_at_equal_heights(standing: Standing) -> None:
    facts = replace(case_facts.ballot("warning", standing, count=8), member_name="Nguyễn Văn An")
    first, second = pages_of(ballots.build(facts))
    for page in (first, second):
        assert len(boxes(page)) == 4 * (5 if standing == "official" else 3)
        lines = cuts(page)
        assert len(lines) == 3
        heights = [after - before for before, after in pairwise(lines)]
        assert heights[0] == pytest.approx(heights[1], abs=0.05)
        for line in lines:  # a blade needs room on both sides
            assert min(abs(one.top - line) for one in ink(page)) > 3
            assert min(abs(one.bottom - line) for one in ink(page)) > 3


def decision(parent: str = "Đảng bộ phường Mẫu", cell: str = "Chi bộ Tổ dân phố 5") -> Page:
    facts = CasePaperFacts(
        letterhead=paper_facts.letterhead(DAY, parent_name=parent, cell_name=cell, number="02-QĐ/CB"),
        kind="discipline", form="warning", matter="warning", reason="Vi phạm quy định về sinh hoạt đảng.",
        member=MemberOfCase("Nguyễn Văn An", "official"), meeting=MeetingOfCase(DAY),
        complaint=ComplaintTerm(30, "calendar_days", "cấp ủy cấp trên trực tiếp"),
    )  # fmt: skip
    return pages_of(case_forms.build(facts, "discipline", "decision_discipline"))[0]


@pytest.mark.parametrize(("parent", "cell"), [("Đảng bộ phường Mẫu", "Chi bộ Tổ dân phố 5"), (LONG_PARENT, LONG_CELL)])
def test_the_corner_for_the_seal_holds_only_names_and_number(parent: str, cell: str) -> None:
    """The committee above puts its seal over the names: at the top left nothing else stands (documents.md 1.8)."""
    page = decision(parent, cell)
    number = page.find("Số 02-QĐ/CB")[0]
    corner = [one for one in ink(page) if one.left < 75 and one.top < 62]
    assert all(one.baseline <= number.baseline + 0.1 for one in corner)
    assert {one.text for one in corner} <= set((parent + cell).upper() + "*Số02-QĐ/CB")
    below = [one for one in ink(page) if one.left < 75 and one.baseline > number.baseline + 0.1]
    assert page.find("QUYẾT ĐỊNH")[0].left > 75
    assert page.find("thi hành kỷ luật đảng viên")[0].left > 75
    assert min(one.top for one in below) - number.bottom > 25


def test_number_and_date_of_the_decision_stand_on_one_line() -> None:
    page = decision()
    assert page.find("Số 02-QĐ/CB")[0].baseline == pytest.approx(page.find("ngày 10 tháng 6")[0].baseline, abs=0.1)


def transfer(name: str, to_cell: str) -> list[Page]:
    member = MemberOfCase(name, "official", card_number="010000000123")
    facts = CasePaperFacts(
        letterhead=paper_facts.letterhead(DAY), kind="transfer", member=member,
        words=(("to_cell", to_cell), ("dues_month", "6 năm 2026")),
    )  # fmt: skip
    return pages_of(case_forms.build(facts, "transfers", "transfer_paper"))


@pytest.mark.parametrize(
    ("name", "to_cell"),
    [
        ("Nguyễn Văn An", "Chi bộ Tổ dân phố 9"),
        ("Công Tằng Tôn Nữ Nguyễn Thị Minh Khai", f"{LONG_CELL}, {LONG_PARENT}"),
    ],
)
def test_two_small_transfer_papers_stand_on_a_sheet_one_in_each_half(name: str, to_cell: str) -> None:
    (page,) = transfer(name, to_cell)
    (line,) = cuts(page)
    assert line == pytest.approx(148.5, abs=3)
    halves = [[one for one in ink(page) if (one.baseline > line) is is_lower] for is_lower in (False, True)]
    texts = ["".join(one.text for one in half) for half in halves]
    assert texts[0] == texts[1]
    assert "GIẤYGIỚITHIỆUSINHHOẠTĐẢNGNỘIBỘ" in texts[0]
    for half in halves:
        assert min(abs(one.top - line) for one in half) > 3
        assert min(abs(one.bottom - line) for one in half) > 3
        assert min(one.left for one in half) >= 29.8
        assert max(one.right for one in half) <= 195.2
        sign, signed = (page_letters(half, words)[0] for words in ("T/M", "Phạm"))
        assert signed.baseline - sign.baseline > 20  # room for a hand


def page_letters(half: list[Letter], words: str) -> list[Letter]:
    at = "".join(one.text for one in half).find(words)
    assert at >= 0
    return half[at : at + len(words)]


def test_libreoffice_opens_the_word_file_of_every_paper_of_a_case(book: SampleCases, tmp_path: Path) -> None:
    made: dict[str, Paper] = {}
    with book.cell.store.read() as session:
        for document in catalogue_cases.DOCUMENTS:
            request = Request(ids=(book.ids[CASE_OF[document.id]],), on=DAY, options={"count": "4"})
            made[document.id] = catalogue.make(document.id, session, request)
    for name, paper in made.items():
        (tmp_path / f"{name}.docx").write_bytes(docx.write(paper))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path / "out",
         *sorted(tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for name, paper in made.items():
        shown = (tmp_path / "out" / f"{name}.pdf").read_bytes()
        assert paper.title.split()[-1].casefold() in measured.words(shown).casefold(), name
        assert len(measured.pages(shown)) == len(pages_of(paper)), name
