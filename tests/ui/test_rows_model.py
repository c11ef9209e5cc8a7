"""Lists: finding as people type, Vietnamese order, chips, and Qt's own checks of a model."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt

from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.ui.kit.find import Finder
from chibo_app.ui.kit.rows_model import Column, Rows, RowsModel


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    born: PartialDate | None = None
    number: int = 0


NAMES = ("Nguyễn Văn Đức", "Nguyen Van Duc", "Trần Thị Ánh", "Trần Thị Anh", "Lê Ân", "Lê An", "Phạm Văn Bảy")


def columns() -> list[Column]:
    return [
        Column("name", "Họ và tên", sort=lambda row: text.name_key(row.name)),
        Column("born", "Sinh", align="centre"),
        Column("number", "Số", align="right"),
    ]


def model_of(*people: Person) -> RowsModel:
    model = RowsModel(columns())
    model.set_rows(Rows.of(people or [Person(str(place), name) for place, name in enumerate(NAMES)], model.columns))
    return model


def names(model: RowsModel) -> list[str]:
    return [row.name for row in model.shown_rows()]


def test_qts_own_checks_of_a_model_pass(qtmodeltester: Any) -> None:
    model = model_of()
    qtmodeltester.check(model)
    model.find("van")
    qtmodeltester.check(model)


@pytest.mark.parametrize("typed", ["nguyen van duc", "NVD", "duc", "van nguyen", unicodedata.normalize("NFD", "đức")])
def test_a_person_is_found_without_marks_by_initials_and_in_any_unicode_form(typed: str) -> None:
    model = model_of()
    model.find(typed)
    assert "Nguyễn Văn Đức" in names(model)
    assert "Phạm Văn Bảy" not in names(model)


def test_marks_put_the_exact_name_first_and_still_find_the_other() -> None:
    people = [Person("1", "Nguyen Van Duc"), Person("2", "Nguyễn Văn Đức")]
    model = model_of(*people)
    model.find("Đức")
    assert names(model) == ["Nguyễn Văn Đức", "Nguyen Van Duc"]


def test_names_are_ordered_by_given_name_and_tone() -> None:
    model = model_of()
    model.sort(0)
    assert names(model)[:4] == ["Lê An", "Trần Thị Anh", "Trần Thị Ánh", "Lê Ân"]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert names(model)[-1] == "Lê An"


def test_dates_known_to_the_year_are_ordered_among_the_others_and_unknown_ones_come_last() -> None:
    born = {"a": PartialDate("1970-03"), "b": None, "c": PartialDate("1965"), "d": PartialDate("1970-05-01")}
    model = model_of(*(Person(key, key, value) for key, value in born.items()))
    model.sort(1)
    assert names(model) == ["c", "a", "d", "b"]


def test_a_chip_and_a_search_narrow_together() -> None:
    model = model_of()
    model.keep(lambda row: row.name.startswith("Trần"))
    assert len(names(model)) == 2
    model.find("anh")
    assert len(names(model)) == 2
    model.keep(None)
    model.find("")
    assert len(names(model)) == len(NAMES)


def test_many_hits_are_shown_at_once_and_all_of_them_a_moment_later(qtbot: Any) -> None:
    people = [Person(str(number), f"Nguyễn Văn {number}") for number in range(30_000)]
    model = model_of(*people)
    with qtbot.waitSignal(model.counted, timeout=5000):
        model.find("van")
        assert 0 < model.rowCount() < 30_000
    assert model.rowCount() == 30_000
    assert model.row(29_999).id == "29999"


def test_a_cell_shows_words_as_on_the_papers() -> None:
    model = model_of(Person("1", "An", PartialDate("1965-03-05"), 1_250_000))
    shown = [model.data(model.index(0, place)) for place in range(3)]
    assert shown == ["An", "05/3/1965", "1.250.000"]


def test_a_query_never_matches_across_two_people() -> None:
    finder = Finder(["an binh", "chi dung"])
    assert list(finder.places("binh chi")) == []
    assert list(finder.places("dung chi")) == [1]
    assert list(finder.places("")) == [0, 1]
