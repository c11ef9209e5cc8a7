"""What a printed document is made of: plain data, the same for the PDF, Word and Excel writers.

Text is never markup. A sentence with a bold word is a tuple of `Run`s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from chibo_app.basics import numbers


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Text = str | tuple[Run, ...]
Align = Literal["left", "center", "right", "justify"]
TableSize = Literal["text", "list", "small", "tiny"]


def bold(text: str) -> Run:
    """Return the text as a bold run."""
    return Run(text, bold=True)


def italic(text: str) -> Run:
    """Return the text as an italic run."""
    return Run(text, italic=True)


def runs(text: Text) -> tuple[Run, ...]:
    """Return any text as runs."""
    return (Run(text),) if isinstance(text, str) else text


def words(text: Text) -> str:
    """Return any text without its styles."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a Party document (HD 05-HD/VPTW; documents.md 1.2 rows 1–4, kinds of section 3).

    `H1` has number and date, `H2` has neither (minutes, lists), `H3` is a personal paper with a date line.
    `code` is the code of a form ("Mẫu 7-HSĐV"), printed above at the right. `about` is the subject of an official
    letter, which stands under its number.
    """

    kind: Literal["H1", "H2", "H3"]
    parent: str
    cell: str
    number: str = ""
    place_date: str = ""
    code: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Type name in capitals and its subject in bold, followed by the five hyphens."""

    kind: str
    subject: str = ""
    hyphens: bool = True


@dataclass(frozen=True, slots=True)
class Addressee:
    """The centred line "Kính gửi:" or, for a proposal, "Kính trình:" (caption by the edition)."""

    names: tuple[str, ...]
    is_submission: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of the body."""

    text: Text
    align: Align = "justify"
    is_indented: bool = True
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part: bold, never the last line of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Bases:
    """The `Căn cứ` lines: upright, each with a dash; endings by the edition."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A caption and its value; without a value a dotted line is left to write on."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines of captions and values; the fields of one tuple stand on one line."""

    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Dotted lines for handwriting."""

    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `width_mm` 0 lets the content decide; a number never leaves its column as text."""

    align: Literal["left", "center", "right"] = "left"
    width_mm: float = 0


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a table's head, covering one or more columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


class Money(int):
    """An amount in đồng: a number for Excel, written with dots between thousands on paper."""

    def __str__(self) -> str:
        return numbers.grouped(int(self))


Cell = Text | int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. A `spans` row has one cell across the whole table (a group's name or subtotal)."""

    cells: tuple[Cell, ...]
    is_bold: bool = False
    spans: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on each page.

    `ruled_lines` draws the row as that many thin lines between bold ones (Mẫu 7-HSĐV); `rows_per_page` begins a
    new page after so many rows; `least_height_mm` leaves room to sign in; `is_whole` keeps it on one page if it fits.
    """

    columns: tuple[Column, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[Row, ...]
    size: TableSize = "text"
    numbered_columns: bool = False
    ruled_lines: int = 0
    rows_per_page: int = 0
    least_height_mm: float = 0
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature: the authority in bold ("T/M CHI BỘ"), the post, a note, room to sign, the name in bold."""

    authority: str
    post: str = ""
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signature block, never alone on a page. `recipients` are the lines under "Nơi nhận:" on the left."""

    right: Signer
    left: Signer | None = None
    recipients: tuple[str, ...] = ()
    below: Signer | None = None


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes to tick, each with its label."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """A caption and boxes after it, some of them ticked already; as many to a line as fit."""

    label: str
    boxes: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class NumberBoxes:
    """A number written letter by letter into boxes; `groups` are the boxes of each group.

    A number that does not fill them is written below instead, as `note` says it, and the boxes stay free.
    """

    caption: str
    letters: str
    groups: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormHead:
    """The head of a form of the members' files (documents.md 3e): organisations, numbers in boxes, title, photo.

    `photo` is what stands in the frame of `photo_mm`; without it no frame is drawn.
    """

    organs: tuple[tuple[str, str], ...]
    numbers: tuple[NumberBoxes, ...]
    title: tuple[str, ...]
    subtitle: str = ""
    code: str = ""
    photo: str = ""
    photo_mm: tuple[float, float] = (30, 40)
    box_mm: float = 5
    gap_mm: float = 2


@dataclass(frozen=True, slots=True)
class BigCode:
    """A code in large groups that a person copies by hand."""

    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line across the page to cut along."""


Block = (
    Header | Title | Addressee | Para | Heading | Bases | Fields | Lines | Table | Signatures | Boxes | BigCode
    | PageBreak | CutLine | Ticks | FormHead
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """Sizes in points and margins in millimetres of a form that is set closer than running text.

    A form of fixed sides bears no page numbers unless it `has_numbers`.
    """

    size: float
    leading: float
    after: float
    table_size: float
    sign_size: float
    sign_blank: float
    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float
    has_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A run of pages with a page numbering of its own: one pledge of many, an appendix, the ballots.

    With `cards` the sheet holds small papers of equal height with cut lines between them, up to
    `most_cards` on a page; their pages bear no number. `style` sets a form closer than running text.
    Loose leaves of a book kept by hand are numbered from `first_leaf` on, as `leaf_words` says ("Tờ số {number}").
    """

    blocks: tuple[Block, ...] = ()
    is_landscape: bool = False
    cards: tuple[tuple[Block, ...], ...] = ()
    most_cards: int = 4
    style: SheetStyle | None = None
    first_leaf: int = 0
    leaf_words: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A printable document. `on` is its own date and chooses the layout edition.

    `workbook`: what a workbook holds instead of the pages, where paper divides what a workbook shows in one piece.
    `numbers_through`: the pages of all sheets are numbered as one run (a packet of several papers).
    """

    title: str
    on: date
    sheets: tuple[Sheet, ...]
    author: str = ""
    file_name: str = ""
    is_two_sided: bool = False
    workbook: tuple[Sheet, ...] = ()
    numbers_through: bool = False
