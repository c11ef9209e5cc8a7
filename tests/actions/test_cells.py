"""Cells, their names and parents by date, their terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import cells, documents
from chibo_app.basics.errors import NotFound, Refused, UserError
from chibo_app.queries import cells as questions
from chibo_app.rules.kinds import DocumentType, OrganisationKind
from chibo_app.store import Store
from support.books import CELL, PARENT, add_cell, make_book

MERGED = date(2025, 7, 1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def act(store: Store, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return store.write("việc", lambda session: work(session, *arguments, **facts)).value


def detail(store: Store, cell_id: str, on: date) -> questions.CellDetail:
    with store.read() as session:
        return questions.cell(session, cell_id, on)


def code_of(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.problems[0].code


def test_each_day_has_its_own_name_kind_and_parent(book: tuple[Store, str]) -> None:
    store, cell_id = book
    organisation = detail(store, cell_id, MERGED).organisation_id
    commune = act(store, cells.upper, "Đảng bộ phường Mới").id
    act(store, cells.rename, organisation, MERGED, name="Chi bộ Tổ dân phố số 12", parent_id=commune,
        kind=OrganisationKind.SUBORDINATE_CELL, source="Quyết định sáp nhập")  # fmt: skip
    before, after = detail(store, cell_id, date(2025, 6, 30)), detail(store, cell_id, MERGED)
    assert (before.name, before.parent_name, before.kind) == (CELL, PARENT, OrganisationKind.CELL)
    assert (after.name, after.parent_name) == ("Chi bộ Tổ dân phố số 12", "Đảng bộ phường Mới")
    assert after.kind is OrganisationKind.SUBORDINATE_CELL
    assert [version.valid_to for version in after.versions] == [date(2025, 6, 30), None]


def test_the_parent_changes_its_name_for_all_its_cells(book: tuple[Store, str]) -> None:
    store, cell_id = book
    parent = detail(store, cell_id, MERGED).parent_id
    upper = act(store, cells.upper, "Tỉnh ủy Mẫu", OrganisationKind.PROVINCE).id
    act(store, cells.rename, parent, MERGED, name="Đảng bộ phường Mẫu Mới", parent_id=upper)
    assert [each.name for each in detail(store, cell_id, MERGED).uppers] == ["Đảng bộ phường Mẫu Mới", "Tỉnh ủy Mẫu"]
    assert [each.name for each in detail(store, cell_id, date(2024, 1, 1)).uppers] == [PARENT]


def test_a_rename_is_taken_back_and_the_old_name_goes_on(book: tuple[Store, str]) -> None:
    store, cell_id = book
    organisation = detail(store, cell_id, MERGED).organisation_id
    act(store, cells.rename, organisation, MERGED, name="Tên khác")
    act(store, cells.take_back_rename, organisation)
    assert detail(store, cell_id, date(2030, 1, 1)).name == CELL
    with pytest.raises(Refused) as caught:
        act(store, cells.take_back_rename, organisation)
    assert code_of(caught) == "only_version"


def test_what_cannot_be_of_names_is_refused(book: tuple[Store, str]) -> None:
    store, cell_id = book
    known = detail(store, cell_id, MERGED)
    act(store, cells.rename, known.organisation_id, MERGED, name="Tên khác")
    with pytest.raises(Refused) as caught:
        act(store, cells.rename, known.organisation_id, MERGED, name="Tên nữa")
    assert code_of(caught) == "version_order"
    with pytest.raises(Refused) as caught:
        act(store, cells.rename, known.parent_id, MERGED, parent_id=known.organisation_id)
    assert code_of(caught) == "parent_circle"
    with pytest.raises(Refused) as caught:
        add_cell(store, "TÊN KHÁC")
    assert code_of(caught) == "cell_exists"


def test_a_cell_is_found_by_any_of_its_names(book: tuple[Store, str]) -> None:
    store, cell_id = book
    act(store, cells.edit, cell_id, code="TDP5", meeting_day=5)
    other = add_cell(store, "Chi bộ Trường học")
    with store.read() as session:
        for typed in (cell_id, "TDP5", "chi bo to dan pho 5", "CHI BỘ TỔ DÂN PHỐ 5"):
            assert questions.find_cell(session, typed, MERGED).id == cell_id
        assert questions.find_cell(session, "chi bộ trường học", MERGED).id == other
        with pytest.raises(NotFound):
            questions.find_cell(session, "Chi bộ 7", MERGED)
        with pytest.raises(UserError):
            questions.only_cell(session)


def test_terms_follow_each_other_and_never_overlap(book: tuple[Store, str]) -> None:
    store, cell_id = book
    first = act(store, cells.add_term, cell_id, "2020–2025", date(2020, 1, 1))
    act(store, cells.add_term, cell_id, "2025–2030", date(2025, 1, 10))
    with store.read() as session:
        known = questions.current_term(session, cell_id, date(2025, 1, 9))
        assert known is not None
        assert (known.name, known.ends_on) == ("2020–2025", date(2025, 1, 9))
    with pytest.raises(Refused) as caught:
        act(store, cells.edit_term, first.id, ends_on=date(2025, 2, 1))
    assert code_of(caught) == "term_overlap"


def test_a_term_with_documents_stays(book: tuple[Store, str]) -> None:
    store, cell_id = book
    term = act(store, cells.add_term, cell_id, "2025–2030", date(2025, 1, 10))
    act(store, documents.issue, cell_id, DocumentType.NQ, "Nghị quyết tháng 3", date(2026, 3, 5))
    with pytest.raises(Refused) as caught:
        act(store, cells.remove_term, term.id)
    assert code_of(caught) == "term_in_use"
