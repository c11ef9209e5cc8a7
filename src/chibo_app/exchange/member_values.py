"""A member's values as text for other programs: days in full, places taken apart by the order of two levels."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from chibo_app.basics import resources, text
from chibo_app.basics.dates import PartialDate
from chibo_app.queries.member_exchange import ExchangeMember
from chibo_app.rules import rulebook
from chibo_app.rules.kinds import Gender, Participation
from chibo_app.rules.membership import MEMBERS

_OLD_NAME = re.compile(r"\s*\([^()]*\)")  # "xã mới (trước là xã cũ)": the name in brackets is of another time
_PLACES = {
    "birth": "birth_registration_place", "native": "native_place", "permanent": "permanent_address",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place taken apart. `detail` is what stands below the province, as written."""

    country: str = ""
    province: str = ""
    detail: str = ""
    commune: str = ""
    hamlet: str = ""


@cache
def settings() -> dict[str, Any]:
    """Return the dated data of the exchange list."""
    return tomllib.loads(resources.text("exchange/exchange_list.toml"))


@cache
def _provinces() -> Mapping[str, str]:
    """The name of each province of any time, folded, with the name it goes by today."""
    known = {key: rows[-1] for key, rows in rulebook.shipped("provinces").rows.items()}

    def now(key: str) -> str:
        target = known[key].get("merged_into")
        return now(str(target)) if target in known else str(known[key]["text"])

    return {text.fold(_bare(str(row["text"]))): now(key) for key, row in known.items()}


@cache
def _countries() -> Mapping[str, str]:
    return {text.fold(name): name for name in settings()["places"]["countries"]}


@cache
def _before(kind: str) -> tuple[tuple[str, str], ...]:
    """The words that stand before a name of a province or commune, and the same folded."""
    return tuple((word, text.fold(word)) for word in settings()["places"][kind])


def _bare(name: str) -> str:
    """Return the name of a province without the word before it."""
    folded = text.fold(name)
    for word, plain in _before("province"):
        if folded.startswith(plain + " ") or (word.endswith(".") and folded.startswith(plain)):
            return name[len(word) :].strip()
    return name


def place(written: str, *, of_today: bool = True) -> Place:
    """Take a place apart from its end: country, province, the rest. What is not understood stays in `detail`.

    With `of_today` a province that was dissolved is given by the name of the one that took it in.
    """
    parts = [part.strip() for part in re.split(r"[,;]", written) if part.strip(" .")]
    country = ""
    if parts and (abroad := _countries().get(text.fold(_plain(parts[-1])))):
        country = abroad
        parts.pop()
    province = ""
    if parts and (found := _provinces().get(text.fold(_bare(_plain(parts[-1]))))):
        last = parts.pop()
        province = found if of_today else _bare(_plain(last))
        country = country or str(settings()["words"]["country"])
    return Place(country, province, ", ".join(parts), *_below(parts))


def _plain(part: str) -> str:
    return _OLD_NAME.sub("", part).strip(" .")


def _below(parts: list[str]) -> tuple[str, str]:
    """The commune and what stands before it."""
    for number, part in enumerate(parts):
        folded = text.fold(part)
        if any(folded.startswith(word + " ") for _word, word in _before("commune")):
            return part, ", ".join(parts[:number])
    return "", ""


def values(member: ExchangeMember) -> dict[str, str]:
    """Return every value of a member as text, by field."""
    words = settings()["words"]
    found = {name: _text(value, words) for name, value in member.values.items()}
    found |= {
        "full_name": member.name, "birth_name": found.get("birth_name") or member.name, "cell_name": member.cell_name,
        "status": _status(member), "changed_on": _text(member.changed_on, words), "delete": "",
    }  # fmt: skip
    for name, field in _PLACES.items():
        known = place(str(member.values.get(field) or ""), of_today=name != "birth")
        found |= {
            f"{name}_country": known.country, f"{name}_province": known.province, f"{name}_detail": known.detail,
            f"{name}_commune": known.commune, f"{name}_hamlet": known.hamlet,
        }  # fmt: skip
    return found


def _text(value: object, words: Mapping[str, str]) -> str:
    if isinstance(value, Gender):
        return words["male"] if value is Gender.MALE else words["female"]
    if isinstance(value, PartialDate):
        return day(value)
    return "" if value is None or isinstance(value, bool) else str(value)


def day(value: PartialDate) -> str:
    """Write a date as databases take it: `05/03/1980`; a partly known one as `03/1980` or `1980`."""
    parts = (value.day, value.month)
    return "/".join([*(f"{part:02d}" for part in parts if part), f"{value.year:04d}"])


def _status(member: ExchangeMember) -> str:
    words: Mapping[str, str] = settings()["status"]
    if member.standing not in MEMBERS:
        return words.get(member.standing.value, "")
    if member.participation is Participation.ACTIVE:
        return words["active"]
    return words.get(member.participation.value, words["active"])
