"""What must hold before a file from outside is unpacked: the right kind, an honest size, no lock."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _

LARGEST_FILE = 30_000_000  # bytes on disk; a list of 100,000 people takes about 10 million
LARGEST_UNPACKED = 200_000_000  # bytes of all parts together; 100,000 people take about 90 million
MOST_PARTS = 5_000
MOST_CELLS = 6_000_000  # rows times columns of the used area, which the reader holds in memory
_CHUNK = 1 << 20
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{1,3})(\d{1,8})[\"'][^>]*(?<!/)>")
_ODS_REPEATED = re.compile(
    rb"<table:table-cell\s[^>]*number-columns-repeated=\"(\d+)\"[^>]*office:value-type"
    rb"|<table:table-cell\s[^>]*office:value-type[^>]*number-columns-repeated=\"(\d+)\""
)
_ODS_ROW = re.compile(rb"<table:table-row\s[^>]*number-rows-repeated=\"(\d+)\"[^>]*>(.*?)</table:table-row>", re.DOTALL)


def not_a_workbook() -> CannotOpen:
    """Return the refusal of a file that is no workbook at all."""
    return CannotOpen(
        _("This file is not an Excel workbook."),
        _("Nothing was changed."),
        _("Open it in Excel or LibreOffice, save it as .xlsx, and choose that file."),
    )


def damaged() -> CannotOpen:
    """Return the refusal of a workbook that cannot be read to its end."""
    return CannotOpen(
        _("This workbook is damaged and cannot be read."),
        _("Nothing was changed."),
        _("Ask for the file again, or open it in Excel and save it under another name."),
    )


def too_large() -> CannotOpen:
    """Return the refusal of a file that would swell beyond all measure."""
    return CannotOpen(
        _("This workbook is far too large for a list of members."),
        _("It was not unpacked and nothing was changed."),
        _("Copy only the list into a new workbook and choose that file."),
    )


def locked() -> CannotOpen:
    """Return the refusal of a workbook under a password."""
    return CannotOpen(
        _("This workbook is locked with a password."),
        _("Nothing was changed."),
        _("Open it in Excel, remove the password, save it, and choose that file."),
    )


def read_checked(path: Path) -> bytes:
    """Return the bytes of a workbook that may be handed to the reader. Raises CannotOpen with a sentence."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise too_large()
        content = path.read_bytes()
    except OSError as error:
        raise CannotOpen(
            _("The file cannot be read."), _("Nothing was changed."), _("Check that it is still in its place.")
        ) from error
    check(content)
    return content


def check(content: bytes) -> None:
    """Check the bytes of a workbook. Raises CannotOpen with a sentence."""
    if not content:
        raise CannotOpen(_("This file is empty."), _("Nothing was changed."), _("Choose the file that holds the list."))
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            raise locked()
        return
    if not content.startswith(b"PK"):
        raise not_a_workbook()
    try:
        _check_zip(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise damaged() from error


def _check_zip(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if not ("xl/workbook.xml" in names or {"content.xml", "mimetype"} <= names):
            raise not_a_workbook()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise too_large()
        if any(part.flag_bits & 1 for part in parts):
            raise locked()
        _check_parts(archive, parts)


def _check_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = 0
    for part in parts:
        for chunk in _chunks(archive, part):
            unpacked += len(chunk)
            if unpacked > LARGEST_UNPACKED:
                raise too_large()
        if part.filename.lower().endswith(".xml"):  # a sheet may hide under any name
            _check_area(archive, part)
    if "content.xml" in archive.namelist():
        _check_ods(archive)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    # reading to the end also proves the declared size and the checksum
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _check_area(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse one cell in a far corner: the reader would hold every cell in between."""
    lowest, widest, tail = 0, 0, b""
    for chunk in _chunks(archive, part):
        text = tail + chunk
        cut = text.rfind(b"<")
        for letters, row in _far_cells(text[:cut]):
            lowest, widest = max(lowest, row), max(widest, letters)
        tail = text[cut:]
    if lowest * widest > MOST_CELLS:
        raise too_large()


def _far_cells(text: bytes) -> list[tuple[int, int]]:
    cells = _CELL.findall(text)
    if not cells:
        return []
    columns = {letters for letters, _row in cells}
    return [(max(map(_column_number, columns)), max(int(row) for _letters, row in cells))]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_ods(archive: zipfile.ZipFile) -> None:
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if b"encryption-data" in manifest:
        raise locked()
    content = archive.read("content.xml")
    widest = max((int(a or b) for a, b in _ODS_REPEATED.findall(content)), default=1)
    filled_rows = [int(count) for count, inside in _ODS_ROW.findall(content) if b"office:value-type" in inside]
    if widest * max(filled_rows, default=1) > MOST_CELLS or widest > MOST_CELLS:
        raise too_large()
