"""A committee's template of the pledge out of a Word file: headings give the parts, lists and tables the promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from chibo_app.basics import text
from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import MeasureKind, PledgeGroup
from chibo_app.rules.pledges import DraftItem

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

# Words of a heading, folded, that name a part of the pledge; the first that fits decides.
_GROUPS: tuple[tuple[PledgeGroup, tuple[str, ...]], ...] = (
    (PledgeGroup.HCM_STUDY, ("hoc tap va lam theo", "ho chi minh", "lam theo bac")),
    (PledgeGroup.REMEDY, ("khac phuc", "han che, khuyet diem")),
    (PledgeGroup.IDEOLOGY, ("tu tuong chinh tri", "tu tuong, chinh tri", "chinh tri, tu tuong", "chinh tri tu tuong")),
    (PledgeGroup.MORALITY_LIFESTYLE, ("dao duc", "loi song")),
    (PledgeGroup.WORKING_STYLE, ("tac phong", "le loi lam viec")),
    (PledgeGroup.ORGANISATION_DISCIPLINE, ("ky luat", "khong duoc lam")),
    (PledgeGroup.DUTY, ("chuc trach", "nhiem vu")),
    (PledgeGroup.EXEMPLARY_ROLE, ("neu guong",)),
)
_ENDS = ("bien phap", "nguoi cam ket", "xac nhan", "y kien", "to chuc thuc hien", "noi nhan")
_MARK = re.compile(r"^\s*(?:[-–•+*▪●]|[a-zđ]\))\s*", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:[IVX]+|\d{1,2})[.)]\s*")
_YEAR = re.compile(r"năm\s+(20\d\d)", re.IGNORECASE)
_DETAILS = re.compile(r"\s*\((?P<details>[^()]*(?:chỉ tiêu|thời hạn|minh chứng)\s*:[^()]*)\)\s*\.?$", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_COUNTED = re.compile(r"^\s*(?:ít nhất|tối thiểu|từ)?\s*(\d+(?:[.,]\d+)?)\s*(.*)$", re.IGNORECASE)
_IN_WORDS = re.compile(r"(?:ít nhất|tối thiểu)\s+(\d+)\s+(\w+)", re.IGNORECASE)
_CAPTIONS = {
    "content": ("noi dung", "noi dung cam ket"),
    "target": ("chi tieu", "muc tieu", "chi tieu cu the"),
    "due": ("thoi han", "thoi gian", "thoi gian hoan thanh", "thoi han hoan thanh"),
    "evidence": ("minh chung", "san pham", "san pham, minh chung"),
    "duty": ("nhiem vu", "nhiem vu gan voi"),
}
_LONGEST_HEADING = 160


@dataclass
class TemplateFile:
    """What a file holds: its title, the year of its edition (0: none named), bases and promises."""

    title: str = ""
    year: int = 0
    bases: list[str] = field(default_factory=list)
    items: list[DraftItem] = field(default_factory=list)


def read(path: Path) -> TemplateFile:
    """Return the template in a Word file. Raises CannotOpen when it is no Word file or holds no promise."""
    found = TemplateFile()
    group: PledgeGroup | None = None
    for part in _parts(_opened(path)):
        group = _take_table(found, part, group) if hasattr(part, "rows") else _take_line(found, part, group)
    if not found.items:
        raise CannotOpen(
            _("No promise was found in this file."),
            _("Nothing was changed."),
            _("The parts need headings such as “Về tư tưởng chính trị”, with the promises as lines below them."),
        )
    return found


def _opened(path: Path) -> Document:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise CannotOpen(
            _("This file cannot be read as a Word file."),
            _("Nothing was changed."),
            _("Save it as .docx in Word and choose it again."),
        ) from error


def _parts(document: Document) -> Iterator[Any]:
    """Give paragraphs and tables in the order they stand."""
    yield from document.iter_inner_content()


def _take_line(found: TemplateFile, line: Paragraph, group: PledgeGroup | None) -> PledgeGroup | None:
    words = text.clean(line.text)
    bare = _MARK.sub("", words)
    if not bare:
        return group
    if not found.year and (year := _YEAR.search(words)):
        found.year = int(year.group(1))
    if not found.title and text.fold(bare).startswith("ban cam ket"):
        found.title = bare
    if text.fold(bare).startswith("can cu "):
        found.bases.append(bare.rstrip(";.,"))
        return group
    if _is_heading(line, words):
        return _group_of(words)
    if group is not None and text.fold(bare).startswith(_ENDS):
        return None
    if group is not None:
        found.items.append(promise(group, bare))
    return group


def _is_heading(line: Paragraph, words: str) -> bool:
    """Whether a line names a part: by its style, a number before it, or bold letters; a list line never does."""
    if _MARK.match(words) or len(words) > _LONGEST_HEADING:
        return False
    style = (line.style.name or "") if line.style is not None else ""
    runs = [run for run in line.runs if run.text.strip()]
    is_bold = bool(runs) and all(run.bold for run in runs)
    return style.startswith(("Heading", "Title")) or is_bold or bool(_NUMBER.match(words) and _group_of(words))


def _group_of(words: str) -> PledgeGroup | None:
    folded = text.fold(words)
    return next((group for group, names in _GROUPS if any(name in folded for name in names)), None)


def _take_table(found: TemplateFile, table: Table, group: PledgeGroup | None) -> PledgeGroup | None:
    columns: dict[str, int] = {}
    for row in table.rows:
        cells = [text.clean(cell.text) for cell in row.cells]
        if not columns:
            columns = _columns(cells)
            continue
        filled = [cell for cell in dict.fromkeys(cells) if cell and not cell.rstrip(".").isdigit()]
        if len(filled) == 1 and _group_of(filled[0]) is not None and len(cells) > 1:
            group = _group_of(filled[0])
        elif "content" in columns and cells[columns["content"]]:
            found.items.append(_of_row(group or PledgeGroup.DUTY, cells, columns))
    return group


def _columns(cells: list[str]) -> dict[str, int]:
    folded = [text.fold(cell).rstrip(":.") for cell in cells]
    found = {name: place for name, captions in _CAPTIONS.items() for place, one in enumerate(folded) if one in captions}
    return found if "content" in found else {}


def _of_row(group: PledgeGroup, cells: list[str], columns: dict[str, int]) -> DraftItem:
    def cell(name: str) -> str:
        return cells[columns[name]] if name in columns else ""

    item = promise(group, _MARK.sub("", cell("content")))
    item = _with_target(item, cell("target"))
    return replace(
        item, due=_day(cell("due")) or item.due, evidence=cell("evidence") or item.evidence,
        linked_duty=cell("duty") or item.linked_duty,
    )  # fmt: skip


def promise(group: PledgeGroup, words: str) -> DraftItem:
    """Return one line as a promise: `Đọc sách (chỉ tiêu: 6 cuốn; thời hạn: 30/11; minh chứng: sổ ghi)`.

    Without such details, a share or a number with “ít nhất” is taken for the target; nothing else is guessed.
    """
    details = _DETAILS.search(words)
    content = (words[: details.start()] if details else words).strip().rstrip(".;")
    item = DraftItem(group, content)
    if details is None:
        return _guessed(item)
    for part in details["details"].split(";"):
        name, _colon, value = part.partition(":")
        item = _with_detail(item, text.fold(name).strip(), value.strip())
    return item


def _with_detail(item: DraftItem, name: str, value: str) -> DraftItem:
    if name == "chi tieu":
        return _with_target(item, value)
    if name == "thoi han":
        return replace(item, due=_day(value))
    if name == "minh chung":
        return replace(item, evidence=value)
    return replace(item, linked_duty=value) if name.endswith("nhiem vu") else item


def _with_target(item: DraftItem, value: str) -> DraftItem:
    share, counted = _PERCENT.search(value), _COUNTED.match(value)
    if share:
        return replace(item, measure_kind=MeasureKind.PERCENT, target=share.group(1), unit="")
    if counted:
        return replace(
            item, measure_kind=MeasureKind.NUMBER, target=counted.group(1), unit=counted.group(2).rstrip(".")
        )
    return replace(item, target=value[:60]) if value else item


def _guessed(item: DraftItem) -> DraftItem:
    share, counted = _PERCENT.search(item.content), _IN_WORDS.search(item.content)
    if share:
        return replace(item, measure_kind=MeasureKind.PERCENT, target=share.group(1))
    if counted:
        return replace(item, measure_kind=MeasureKind.NUMBER, target=counted.group(1), unit=counted.group(2))
    return item


def _day(words: str) -> tuple[int, int] | None:
    found = _DAY.search(words)
    if found is None:
        return None
    day, month = int(found.group(1)), int(found.group(2))
    try:
        date(2024, month, day)  # a leap year: 29 February is a day of some years
    except ValueError:
        return None
    return month, day
