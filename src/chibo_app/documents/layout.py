"""Layout editions as data: `resources/layout/*.toml`, chosen by the document's own date. All measures in points."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from chibo_app.basics import resources

MM = 72 / 25.4


def mm(millimetres: float) -> float:
    """Return millimetres as points."""
    return millimetres * MM


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its margins (front side), and the page number."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_size: float
    number_top: float


@dataclass(frozen=True, slots=True)
class HeaderStyle:
    """Blocks 1–4 of the head."""

    title_size: float
    organ_size: float
    number_size: float
    date_size: float
    leading: float
    star_leading: float
    number_leading: float
    left: float
    left_least: float
    landscape_left: float
    rule: float
    rule_drop: float
    code_size: float
    code_leading: float
    about_size: float
    about_leading: float


@dataclass(frozen=True, slots=True)
class TitleStyle:
    """Type name, subject and the hyphens below."""

    kind_size: float
    kind_leading: float
    subject_size: float
    subject_leading: float
    width: float
    before: float
    before_landscape: float
    hyphens: str
    hyphens_leading: float
    after: float


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Running text."""

    size: float
    leading: float
    after: float
    indent: float = 0


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Tables and their letter sizes; a crowded list steps down until cells need about `list_lines` lines."""

    size: float
    list_size: float
    list_least_size: float
    list_lines: float
    small_size: float
    tiny_size: float
    leading_share: float
    pad_x: float
    pad_y: float
    grid: float
    bold_grid: float
    thin_grid: float
    after: float


@dataclass(frozen=True, slots=True)
class SignatureStyle:
    """The signature block and the recipients."""

    size: float
    leading: float
    blank: float
    left: float
    note_size: float
    before: float
    list_size: float
    list_leading: float


@dataclass(frozen=True, slots=True)
class Marks:
    """Boxes, dotted lines, cut lines and large codes."""

    box: float
    box_gap: float
    box_space: float
    box_least_space: float
    line: float
    leader: float
    leader_on: float
    leader_off: float
    leader_least: float
    handwriting_leading: float
    cut_on: float
    cut_off: float
    code_size: float
    code_leading: float


@dataclass(frozen=True, slots=True)
class Captions:
    """Fixed words whose form depends on the edition."""

    party: str
    star: str
    number: str
    recipients: str
    recipients_end: str
    recipients_last: str
    bases_end: str
    bases_last: str
    sent_to: str
    submitted_to: str
    letter_subject: str


@dataclass(frozen=True, slots=True)
class Layout:
    """One edition of the layout rules."""

    id: str
    valid_from: date
    source: str
    verified: str
    page: Page
    header: HeaderStyle
    title: TitleStyle
    body: TextStyle
    note: TextStyle
    table: TableStyle
    signature: SignatureStyle
    marks: Marks
    captions: Captions


_PARTS = {
    "page": Page, "header": HeaderStyle, "title": TitleStyle, "body": TextStyle, "note": TextStyle,
    "table": TableStyle, "signature": SignatureStyle, "marks": Marks, "captions": Captions,
}  # fmt: skip


def _merged(edition: str) -> dict[str, Any]:
    content = tomllib.loads(resources.text(f"layout/{edition}.toml"))
    if "extends" not in content:
        return content
    base = _merged(content.pop("extends"))
    for key, value in content.items():
        base[key] = base[key] | value if isinstance(value, dict) else value
    return base


def _part(name: str, table: dict[str, Any]) -> Any:
    values = {key.removesuffix("_mm"): mm(value) if key.endswith("_mm") else value for key, value in table.items()}
    return _PARTS[name](**values)


@cache
def load(edition: str) -> Layout:
    """Return the layout of an edition by its id, for example `HD05-2026`."""
    content = _merged(edition)
    return Layout(
        **{
            field.name: _part(field.name, content[field.name]) if field.name in _PARTS else content[field.name]
            for field in fields(Layout)
        }
    )


@cache
def editions() -> tuple[Layout, ...]:
    """Return all editions, the oldest first."""
    names = (path.stem for path in resources.path("layout").glob("*.toml"))
    return tuple(sorted((load(name) for name in names), key=lambda layout: layout.valid_from))


def on(day: date) -> Layout:
    """Return the edition in force on a document's own date; before the first one, the first."""
    valid = [layout for layout in editions() if layout.valid_from <= day]
    return valid[-1] if valid else editions()[0]
