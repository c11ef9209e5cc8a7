from __future__ import annotations

from datetime import date, datetime, time

import pytest

from chibo_app.basics.dates import PartialDate
from chibo_app.exchange import dates_of_lists
from chibo_app.exchange.workbook import Cell

LATEST = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("24/3/1969", "1969-03-24"),
        ("12-9-2001", "2001-09-12"),
        ("04.08.2025", "2025-08-04"),
        ("2001-12-11", "2001-12-11"),
        ("2001/2/1", "2001-02-01"),
        ("5/3/80", "1980-03-05"),
        ("5.3.26", "2026-03-05"),
        ("  5 / 3 / 1980 ", "1980-03-05"),
        ("5-3–1980", "1980-03-05"),
        ("5,3,1980", "1980-03-05"),
        ("'05/03/1980", "1980-03-05"),
        ("05/03/1980 00:00:00", "1980-03-05"),
        ("05/03/1980 (âm lịch)", "1980-03-05"),
        ("ngày 5 tháng 3 năm 1980", "1980-03-05"),
        ("Ngày 05 tháng 03 năm 1980.", "1980-03-05"),
        ("5 tháng 3, 1980", "1980-03-05"),
        ("sinh ngày 5/3/1980", "1980-03-05"),
        ("tháng 3 năm 1980", "1980-03"),
        ("tháng 3/1980", "1980-03"),
        ("3/1980", "1980-03"),
        ("03-1980", "1980-03"),
        ("1980-07", "1980-07"),
        ("năm 1980", "1980"),
        ("Sinh năm 1980", "1980"),
        ("1980", "1980"),
        ("../../1965", "1965"),
        ("…/…/1965", "1965"),
        ("00/00/1965", "1965"),
        ("00/3/1965", "1965-03"),
        ("__/__/1965", "1965"),
        ("05031980", "1980-03-05"),
        ("19800305", "1980-03-05"),
        ("050380", "1980-03-05"),
        (1965.0, "1965"),
        (1965, "1965"),
        (29285.0, "1980-03-05"),
        (29285.75, "1980-03-05"),
        (5031980.0, "1980-03-05"),
        (3.1965, "1965-03"),
        (10.199, "1990-10"),
        (date(1980, 3, 5), "1980-03-05"),
        (datetime(1980, 3, 5, 7, 30), "1980-03-05"),
        (date(1905, 5, 18), "1965"),
    ],
)
def test_every_office_style_of_date_is_read(cell: Cell, iso: str) -> None:
    assert dates_of_lists.read(cell, LATEST) == PartialDate(iso)


@pytest.mark.parametrize("cell", ["", "   ", "(không rõ)", "-", "...", "…/…"])
def test_a_cell_without_figures_holds_no_date(cell: str) -> None:
    assert dates_of_lists.read(cell, LATEST) is None


@pytest.mark.parametrize(
    "cell", ["31/02/1975", "30.2.1990", "24/13/1980", "3/24/1969", "hôm qua", "12/5", "1/1/1700", True, time(1, 2), 7.0]
)
def test_what_is_no_date_is_refused_in_a_sentence(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        dates_of_lists.read(cell, LATEST)
