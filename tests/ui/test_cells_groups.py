"""Party groups, terms and names of a cell, worked on beside the list of cells."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_app.actions import cells as cell_acts
from chibo_app.basics import clock
from chibo_app.queries import cells, opening_facts, party_groups
from chibo_app.queries.cells import CellDetail
from chibo_app.queries.party_groups import CellGroups
from chibo_app.rules.kinds import OpeningFactKind
from chibo_app.store import Store
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.cells import CellsPage
from support import books, hands
from ui.conftest import Recorder


@pytest.fixture
def people(book: tuple[Store, str]) -> list[str]:
    return books.add_members(*book, 2)


@pytest.fixture
def page(people: list[str], window: MainWindow) -> CellsPage:
    window.go("cells")
    shown = window._pages["cells"]
    assert isinstance(shown, CellsPage)
    shown.show_chosen()
    return shown


def filled(page: CellsPage, words: str, **typed: str) -> FormPanel:
    hands.click(page.detail, words)
    assert page.form_panel is not None
    page.form_panel.form.set_raw(typed)
    return page.form_panel


def groups(book: tuple[Store, str]) -> CellGroups:
    with book[0].read() as session:
        return party_groups.groups_on(session, book[1], clock.today())


def cell(book: tuple[Store, str]) -> CellDetail:
    with book[0].read() as session:
        return cells.cell(session, book[1], clock.today())


def test_a_group_is_made_filled_and_led_by_buttons(page: CellsPage, book: tuple[Store, str], people: list[str]) -> None:
    assert filled(page, "Lập tổ đảng", name="Tổ đảng số 1", from_on="01012026").save()
    group = groups(book).groups[0]
    form = filled(page, "Xếp đảng viên vào tổ", person_id=f"{people[0]}\tX", group_id=group.id, from_on="01012026")
    assert form.save()
    form = filled(page, "Giao tổ trưởng, tổ phó", kind="group_leader", person_id=people[0], from_on="01022026")
    assert form.save()
    row = groups(book).groups[0]
    assert (row.leader, len(row.members)) == (books.person_name(0), 1)
    page.show_chosen()
    words = str(page.detail.words())  # type: ignore[attr-defined]
    assert f"Chưa thuộc tổ nào: {books.person_name(1)}" in words
    assert "Còn 1 đảng viên chưa thuộc tổ đảng nào." in words


def test_a_group_entered_by_mistake_goes_after_a_question_and_comes_back(
    page: CellsPage, book: tuple[Store, str], told: Recorder, window: MainWindow
) -> None:
    assert filled(page, "Lập tổ đảng", name="Tổ đảng số 9").save()
    page.show_chosen()
    hands.click(page.detail, "Bỏ tổ này")
    assert "Tổ đảng số 9" in told.questions[0]
    assert groups(book).groups == ()
    window.undo()
    assert len(groups(book).groups) == 1


def test_a_term_is_corrected_and_removed(page: CellsPage, book: tuple[Store, str], told: Recorder) -> None:
    book[0].write("x", lambda session: cell_acts.add_term(session, book[1], "2025-2027", date(2025, 1, 1)))
    page.show_chosen()
    page.take_up(f"cells.term_edit:{book[1]}:{cell(book).terms[0].id}")
    assert page.form_panel is not None
    page.form_panel.form.set_raw({"name": "2025–2030", "starts_on": "01012025", "ends_on": "31122029"})
    assert page.form_panel.save()
    assert [(term.name, term.ends_on) for term in cell(book).terms] == [("2025–2030", date(2029, 12, 31))]
    page.show_chosen()
    hands.click(page.detail, "Bỏ nhiệm kỳ «2025–2030»")
    assert cell(book).terms == ()
    assert len(told.questions) == 1


def test_a_wrong_new_name_is_taken_back_and_a_misspelt_one_corrected(
    page: CellsPage, book: tuple[Store, str], told: Recorder
) -> None:
    store = book[0]
    store.write("x", lambda session: cell_acts.rename(
        session, cell(book).organisation_id, date(2026, 2, 1), name="Chi bộ Nhầm"))  # fmt: skip
    page.show_chosen()
    hands.click(page.detail, "Bỏ lần đổi tên, đổi cấp trên gần nhất")
    assert (cell(book).name, len(cell(book).versions)) == (books.CELL, 1)
    page.take_up(f"cells.name_correct:{book[1]}:{cell(book).versions[0].id}")
    assert page.form_panel is not None
    page.form_panel.form.set_raw({"name": "Chi bộ Tổ dân phố 6", "parent_name": books.PARENT})
    assert page.form_panel.save()
    assert cell(book).name == "Chi bộ Tổ dân phố 6"


def test_the_result_of_an_earlier_pledge_is_entered_once_per_year(
    page: CellsPage, book: tuple[Store, str], people: list[str]
) -> None:
    for is_new in (True, False):
        form = filled(
            page, "Thêm kết quả cam kết năm trước", person_id=f"{people[0]}\tX", year="2025", result="mostly_met"
        )
        assert form.save() is is_new
        page.close_form()
    with book[0].read() as session:
        rows = opening_facts.opening_facts(session, book[1])
    assert [(row.kind, row.value, row.year) for row in rows] == [
        (OpeningFactKind.PREVIOUS_PLEDGE_RESULT, "mostly_met", 2025)
    ]
    page.show_chosen()
    assert "Thực hiện phần lớn" in str(page.detail.words())  # type: ignore[attr-defined]
