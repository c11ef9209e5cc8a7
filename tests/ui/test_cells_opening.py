"""Facts of the time before the book, entered and taken back beside the cell."""

from __future__ import annotations

import pytest

from chibo_app.basics import clock
from chibo_app.queries import documents, opening_facts
from chibo_app.queries.opening_facts import OpeningFactRow
from chibo_app.rules.kinds import DocumentType, OpeningFactKind
from chibo_app.store import Store
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.cells import CellsPage
from support import books, hands
from ui.conftest import Recorder


@pytest.fixture
def page(window: MainWindow) -> CellsPage:
    window.go("cells")
    shown = window._pages["cells"]
    assert isinstance(shown, CellsPage)
    shown.show_chosen()
    return shown


def facts(book: tuple[Store, str]) -> list[OpeningFactRow]:
    with book[0].read() as session:
        return opening_facts.opening_facts(session, book[1])


def panel_of(page: CellsPage) -> FormPanel:
    assert page.form_panel is not None
    return page.form_panel


def words(page: CellsPage) -> str:
    page.show_chosen()
    return str(page.detail.words())  # type: ignore[attr-defined]


def test_the_page_says_in_one_sentence_what_the_facts_are_for(page: CellsPage) -> None:
    assert "Những việc có trước khi lập sổ này" in words(page)


def test_a_missed_month_of_a_member_is_entered_once(page: CellsPage, book: tuple[Store, str]) -> None:
    person = book[0].write("x", lambda session: books.add_member(session, book[1], "Lê Văn Tám")).value
    for is_new in (True, False):
        hands.click(page.detail, "Thêm tháng của đảng viên")
        typed = {"person_id": f"{person}\tLê Văn Tám", "kind": "unpaid_dues", "month": "3", "year": "2026"}
        panel_of(page).form.set_raw(typed)
        assert panel_of(page).save() is is_new
        if not is_new:
            assert panel_of(page).form.problem_words("month")
            page.close_form()
    assert [(row.kind, row.full_name, row.month) for row in facts(book)] == [
        (OpeningFactKind.UNPAID_DUES, "Lê Văn Tám", 3)
    ]
    assert "03/2026: Lê Văn Tám" in words(page)


def test_a_month_that_does_not_exist_is_refused(page: CellsPage, book: tuple[Store, str]) -> None:
    person = book[0].write("x", lambda session: books.add_member(session, book[1], "Lê Văn Tám")).value
    page.add_missed_month()
    panel_of(page).form.set_raw({"person_id": f"{person}\tLê Văn Tám", "month": "13"})
    assert not panel_of(page).save()
    assert facts(book) == []


def test_the_next_document_follows_the_last_number_on_paper(page: CellsPage, book: tuple[Store, str]) -> None:
    hands.click(page.detail, "Thêm số văn bản cuối")
    panel_of(page).form.set_raw({"type": "NQ", "number": "17"})
    assert panel_of(page).save()
    with book[0].read() as session:
        assert documents.next_number(session, book[1], DocumentType.NQ, clock.today()) == 18


def test_a_fact_entered_by_mistake_is_taken_back_after_a_question(
    window: MainWindow, page: CellsPage, book: tuple[Store, str], told: Recorder
) -> None:
    page.add_last_number()
    panel_of(page).form.set_raw({"type": "BC", "number": "4"})
    assert panel_of(page).save()
    page.show_chosen()
    line = next(line for part in page.detail.detail.parts for line in part.lines if "số 4" in line.value)  # type: ignore[attr-defined]
    assert line.open is not None
    line.open()
    assert "số 4" in told.questions[0]
    assert facts(book) == []
    window.undo()
    assert len(facts(book)) == 1
