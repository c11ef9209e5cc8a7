"""The invented people of the practice book as the form of a member: nobody's number is a real one."""

from __future__ import annotations

from datetime import date
from typing import Any

from chibo_app.basics.dates import PartialDate
from chibo_app.models.people import PersonForm

_BIRTHDAYS = 17  # spreads the birthdays over the year
_PROVINCE, _INVENTED = "001", 999_000  # identity numbers of the right build, ending in a range of our own
_NATIVE = "Xã An Mẫu, tỉnh Thực Hành"


def person_form(one: dict[str, Any], number: int, **facts: Any) -> PersonForm:
    """Return the form of somebody by the place in the list of the book; `facts` are further columns."""
    born = date(one["born"], number * 5 % 12 + 1, number * _BIRTHDAYS % 28 + 1)
    return PersonForm(
        full_name=one["name"], gender=one["gender"], birth_date=PartialDate.of(born), citizen_id=identity(one, number),
        ethnic_group=one.get("ethnic", "Kinh"), religion="Không", current_occupation=one.get("work", ""),
        general_education="12/12", permanent_address=f"Số {number + 1}, ngõ {number % 9 + 2}, tổ dân phố Mẫu",
        phone=f"0900 000 {number:03d}", native_place=_NATIVE, birth_registration_place=_NATIVE, **facts,
    )  # fmt: skip


def identity(one: dict[str, Any], number: int) -> str:
    """Return an invented identity number: place, century and sex, two digits of the year of birth, a running number."""
    century = (one["born"] // 100 - 19) * 2 + (one["gender"] == "female")
    return f"{_PROVINCE}{century}{one['born'] % 100:02d}{_INVENTED + number}"
