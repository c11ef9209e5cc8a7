"""The items of a member's papers: captions of the paper's own date, values in the words of the form, the head."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.documents import pdf, wording
from chibo_app.documents.blocks import Block, Field, Fields, FormHead, NumberBoxes, Sheet, SheetStyle
from chibo_app.documents.letters import tied
from chibo_app.queries.member_papers import DisciplineLine, EntryLine, ExemptionLine, MemberFile, Value
from chibo_app.rules.kinds import Gender

SAY = "members_form"
_DIGIT = re.compile(r"[^0-9A-Za-zĐđ]")
_STYLE = ("left_mm", "right_mm", "top_mm", "bottom_mm", "table_size", "sign_size", "sign_blank", "after")


def edition(on: date) -> Mapping[str, Any]:
    """Return the edition of the forms in force on a day; before the first one, the first."""
    known: list[dict[str, Any]] = wording.load(SAY).sentences["edition"]
    begun = [row for row in known if row["valid_from"] <= on]
    return begun[-1] if begun else known[0]


def caption(key: str, on: date) -> str:
    """Return the caption of an item as the form of the day prints it."""
    say = wording.load(SAY)
    changed: Mapping[str, str] = edition(on)["captions"]
    return changed.get(key) or str(say.sentences["captions"][key])


def is_asked(key: str, on: date) -> bool:
    """Tell whether the form of the day knows an item."""
    return key not in edition(on)["leaves_out"]


def entry_title(item: str) -> str:
    """Return the short name of a repeated item; one the forms do not know keeps the name it was stored under."""
    return wording.load(SAY).worded("entry_titles", item)


def style(*, is_close: bool = False, has_numbers: bool = False) -> SheetStyle:
    """Return the sizes of the booklet; the closer ones make room for long answers."""
    sizes: Mapping[str, Any] = wording.load(SAY).sentences["sheet"]
    prefix = "close_" if is_close else ""
    shared = {name: sizes[name] for name in _STYLE}
    return SheetStyle(
        size=sizes[f"{prefix}size"], leading=sizes[f"{prefix}leading"], has_numbers=has_numbers, **shared
    )  # fmt: skip


def fitted(blocks: tuple[Block, ...], on: date, decisive: tuple[Block, ...] = ()) -> Sheet:
    """Set a form closer when what is to stand on one page (`decisive`, or all of it) would not find room on it."""
    sheet = Sheet(blocks, style=style())
    if pdf.page_count(replace(sheet, blocks=decisive or blocks), on) == 1:
        return sheet
    return replace(sheet, style=style(is_close=True))


def head(
    facts: MemberFile, title: Sequence[str], *, code: str = "", subtitle: str = "", has_photo: bool = False
) -> FormHead:
    """Return the head of a form: organisations of the day, the two numbers in their boxes."""
    say, form = wording.load(SAY), edition(facts.letterhead.on)
    boxes: Mapping[str, Any] = say.sentences["boxes"]
    numbers = tuple(
        _boxes(say(f"captions.{name}"), _number(facts, column), tuple(form.get(column, boxes[column])))
        for name, column in (("number_dossier", "dossier_no"), ("number_card", "card_no"))
    )
    organs = tuple((line["caption"], _organ(facts, line["kinds"])) for line in form["organs"])
    return FormHead(
        organs, numbers, tuple(title), subtitle, code,
        say("photo") if has_photo else "", box_mm=boxes["box_mm"], gap_mm=boxes["gap_mm"],
    )  # fmt: skip


def _organ(facts: MemberFile, kinds: Sequence[str]) -> str:
    return next((facts.organs[kind] for kind in kinds if facts.organs.get(kind)), "")


def _number(facts: MemberFile, column: str) -> str:
    number = str(facts.values.get(column) or "")
    return number or (str(facts.values.get("old_card_no") or "") if column == "card_no" else "")


def _boxes(label: str, number: str, groups: tuple[int, ...]) -> NumberBoxes:
    """A number stands in the boxes when it can: the digits of a dossier number, then its letters."""
    letters = _DIGIT.sub("", number).upper()
    first = groups[0]
    fits = len(letters) == sum(groups) or (len(groups) > 1 and first < len(letters) <= sum(groups))
    if not number or fits:
        return NumberBoxes(label, letters, groups)
    return NumberBoxes(label, "", groups, wording.load(SAY)("old_number", number=number))


def field_rows(facts: MemberFile, rows: Sequence[Sequence[str]]) -> list[tuple[Field, ...]]:
    """Return rows of captions and values; an item the form of the day does not know is left out."""
    on = facts.letterhead.on
    asked = ([key for key in row if is_asked(key, on)] for row in rows)
    return [tuple(Field(caption(key, on), words(facts, key)) for key in row) for row in asked if row]


def fields(facts: MemberFile, *rows: Sequence[str]) -> Fields:
    """Return such rows as one block."""
    return Fields(tuple(field_rows(facts, rows)))


def words(facts: MemberFile, key: str) -> str:
    """Return what the form says under an item, empty where nothing is kept."""
    made = _MADE.get(key)
    if made is not None:
        return made(facts)
    if key in facts.entries and key not in facts.values:
        return "; ".join(entry_words(line) for line in facts.entries[key])
    return value_words(facts.values.get(key))


def value_words(value: Value | Gender) -> str:
    """Return one stored value in the words of the form."""
    say = wording.load(SAY)
    if isinstance(value, bool):
        return say("yes") if value else ""
    if isinstance(value, Gender):
        return say("male" if value is Gender.MALE else "female")
    if isinstance(value, PartialDate):
        return day_words(value)
    return tied(value) if value and value.isdigit() else value or ""


def day_words(day: PartialDate | None) -> str:
    """Return a date as the form writes it; what is not known of it leaves room to write."""
    if day is None:
        return ""
    month = dates.padded_month(day.month) if day.month else ""
    return wording.load(SAY)(day.precision, day=f"{day.day or 0:02}", month=month, year=str(day.year))


def _joined(facts: MemberFile, *keys: str) -> str:
    return ", ".join(filter(None, (value_words(facts.values.get(key)) for key in keys)))


def _admission_decision(facts: MemberFile) -> str:
    say = wording.load(SAY)
    number = str(facts.values.get("admission_decision_no") or "")
    parts = (
        value_words(facts.values.get("admission_decision_date")), say("decision", number=number) if number else "",
        value_words(facts.values.get("admission_decision_issuer")),
    )  # fmt: skip
    return ", ".join(filter(None, parts))


def exemption(line: ExemptionLine) -> str:
    """Return a time of exemption with its decision."""
    say = wording.load(SAY)
    until = say("exemption_until", last=dates.show(line.to_on)) if line.to_on else ""
    decision = say("exemption_decision", number=line.decision_no) if line.decision_no else ""
    return say("exemption", first=dates.show(line.from_on), last=until, decision=decision).replace(" ,", ",").strip()


def period(line: EntryLine) -> str:
    """Return the time of a row: `3/2001 – 8/2005`, `Từ 9/2005`, or one day alone."""
    say = wording.load(SAY)
    first, last = dates.show(line.from_on), dates.show(line.to_on)
    if first and last:
        return first if first == last else say("period", first=first, last=last)
    return say("since", first=first) if first else last


def entry_words(line: EntryLine) -> str:
    """Return a row of a repeated item in one line."""
    parts = (line.content, line.issuer, dates.show(line.from_on or line.to_on) if not line.to_on else period(line))
    return ", ".join(filter(None, (part.strip() for part in parts)))


def discipline_words(line: DisciplineLine) -> str:
    """Return a measure of discipline in one line."""
    say = wording.load(SAY)
    reason = say("discipline_reason", reason=line.reason.strip()) if line.reason.strip() else ""
    number = say("decision", number=line.decision_no) if line.decision_no else ""
    day = say("decision_day", day=dates.show(line.on)) if line.on else ""
    said = say("discipline", form=line.form, reason=reason)
    return ", ".join(filter(None, (said, number, day, line.issuer)))


def review_keys(on: date) -> list[str]:
    """Return the single items of the review sheet in the order they are printed in."""
    kept = wording.load(SAY).sentences["items"]["review"]
    return [key for key in kept if is_asked(key, on)]


def review_items() -> tuple[str, ...]:
    """Return the repeated items of the review sheet in the order they are printed in."""
    return wording.load(SAY).list("items.review_entries")


_MADE: Mapping[str, Callable[[MemberFile], str]] = {
    "birth_name": lambda facts: (str(facts.values.get("birth_name") or "") or facts.name).upper(),
    "exemption": lambda facts: "; ".join(exemption(line) for line in facts.exemptions),
    "posts": lambda facts: ", ".join(facts.posts),
    "admission_decision_date": _admission_decision,
    "religion": lambda facts: _joined(facts, "religion", "religious_rank"),
    "current_occupation": lambda facts: _joined(facts, "current_occupation", "work_unit"),
    "professional_qualification": lambda facts: value_words(
        facts.values.get("professional_qualification") or facts.values.get("professional_level")
    ),
}
