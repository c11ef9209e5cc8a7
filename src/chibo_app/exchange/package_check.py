"""Opening a package from anywhere: limits and names before unpacking, then fingerprints, counts, signature, rows."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _
from chibo_app.exchange import manifest, package_rows, sealed, signing
from chibo_app.exchange.manifest import CellMark, Manifest
from chibo_app.exchange.sealed import Opener
from chibo_app.store import migrations

LARGEST_FILE = 600_000_000  # bytes sealed
LARGEST_UNPACKED = 1_000_000_000
LARGEST_PROOF = 5_000_000  # manifest, sums, schema, readme
MOST_FILES = 10_000
_PROOF_NAMES = frozenset({*manifest.UNLISTED, manifest.README, manifest.SCHEMA})
_ATTACHED = re.compile(r"attachments/[0-9a-f]{64}")
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHOWN = 20  # problems told one by one


@dataclass(frozen=True)
class Verified:
    """What became of checking a package. `ok` only when nothing at all was found wrong."""

    ok: bool
    format: str
    cell: CellMark
    sequence: int
    counts: Mapping[str, int]
    signer: str
    problems: tuple[str, ...]


_NOBODY = CellMark("", "", "")


@dataclass(frozen=True)
class Package:
    """An opened package whose files are complete and unchanged since it was packed."""

    manifest: Manifest
    files: Mapping[str, bytes]
    is_signed: bool

    @cached_property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of each table. Raises CannotOpen when a line is no record."""
        return {name: list(self._lines(name)) for name in package_rows.tables()}

    def _lines(self, table: str) -> Iterator[dict[str, Any]]:
        try:
            content = self.files.get(f"data/{table}.jsonl", b"").decode()
            # Only "\n" ends a line: texts may hold the line signs of Unicode, which splitlines() would cut at.
            for line in content.removesuffix("\n").split("\n") if content else ():
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError(table)
                yield row
        except (ValueError, RecursionError) as error:
            raise manifest.not_well_formed() from error


def verify(path: Path, opener: Opener) -> Verified:
    """Check a package file to its last row; whatever is wrong is told in sentences. Raises CannotOpen only when the
    file cannot be read at all."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large()
        content = path.read_bytes()
    except OSError as error:
        raise CannotOpen(
            _("The package cannot be read."), _("Nothing was changed."), _("Check that it is still in its place.")
        ) from error
    except CannotOpen as error:
        return _refused(error)
    return verify_bytes(content, opener)


def verify_bytes(content: bytes, opener: Opener) -> Verified:
    """Check the bytes of a sealed package."""
    try:
        package = open_package(content, opener)
        problems = list(check_rows(package))
    except CannotOpen as error:
        return _refused(error)
    if problems and package.manifest.schema_version > len(migrations.STEPS):
        problems.insert(0, str(manifest.newer()))
    if not package.is_signed:
        problems.insert(0, _("The signature does not belong to this manifest."))
    held = package.manifest
    return Verified(
        not problems, manifest.FORMAT, held.cell, held.sequence, held.counts, held.signer, tuple(problems[:_SHOWN])
    )  # fmt: skip


def _refused(error: CannotOpen) -> Verified:
    return Verified(False, "", _NOBODY, 0, {}, "", (str(error),))


def open_package(content: bytes, opener: Opener) -> Package:
    """Open a sealed package and prove that all its files are there and unchanged. Raises CannotOpen."""
    return open_plain(sealed.open_sealed(content, opener))


def open_plain(plain: bytes) -> Package:
    """Open the ZIP inside a package and prove its files. Raises CannotOpen."""
    try:
        with zipfile.ZipFile(io.BytesIO(plain)) as archive:
            _check_names(archive)
            files = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise manifest.not_well_formed() from error
    return _proved(files)


def _check_names(archive: zipfile.ZipFile) -> None:
    """Look at names and sizes before anything is unpacked."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    data = {f"data/{table}.jsonl" for table in package_rows.tables()}
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise _too_large()
    if any(info.file_size > LARGEST_PROOF for info in infos if info.filename in _PROOF_NAMES):
        raise _too_large()
    if len(set(names)) != len(names) or not set(names) >= _PROOF_NAMES:
        raise manifest.not_well_formed()
    if not all(name in _PROOF_NAMES or name in data or _ATTACHED.fullmatch(name) for name in names):
        raise CannotOpen(
            _("The package holds files that do not belong in one."),
            _("It was not unpacked and nothing was changed."),
            _("Ask the sender where the file came from."),
        )


def _too_large() -> CannotOpen:
    return CannotOpen(
        _("The package is larger than any honest one."),
        _("It was not unpacked and nothing was changed."),
        _("Ask the sender where the file came from."),
    )


def _proved(files: dict[str, bytes]) -> Package:
    listed = files[manifest.MANIFEST]
    held = manifest.parse(listed)
    actual = {name: manifest.digest_of(content) for name, content in files.items() if name not in manifest.UNLISTED}
    named = (name.partition("/")[2] == digest for name, (digest, _size) in actual.items() if _ATTACHED.fullmatch(name))
    if not all(named) or actual != dict(held.files) or files[manifest.SUMS] != manifest.sums(actual, listed):
        raise CannotOpen(
            _("Files of the package were changed, added or lost after it was made."),
            _("Nothing was changed."),
            _("Ask the sender for the file again."),
        )
    return Package(held, files, signing.is_signed(listed, files[manifest.SIGNATURE], held.signer))


def check_rows(package: Package) -> Iterator[str]:
    """Tell what is wrong with the rows: each through its Form, counts, ids, references, the cell they belong to."""
    rows = package.rows
    ids = {table: [row.get("id") for row in held] for table, held in rows.items()}
    known = {table: {one for one in held if isinstance(one, str)} for table, held in ids.items()}
    for table, held in ids.items():
        if package.manifest.counts.get(table, 0) != len(held):
            yield _("The table “{table}” does not hold as many rows as the manifest says.").format(table=table)
        if len(known[table]) != len(held) or not all(_IDENTIFIER.fullmatch(one) for one in known[table]):
            yield _("The table “{table}” has rows without an identifier of their own.").format(table=table)
    if set(package.manifest.counts) - set(rows):
        yield _("The manifest names tables that this program does not know.")
    if known["cell"] != {package.manifest.cell.id}:
        yield _("The package does not hold exactly the cell it names.")
    for table in rows:
        yield from _check_table(package, table, known)


def _check_table(package: Package, name: str, known: Mapping[str, set[str]]) -> Iterator[str]:
    from pydantic import ValidationError

    table = package_rows.tables()[name]
    fields = set(package_rows.fields_of(table))
    check = table.__form__.__pydantic_validator__.validate_python
    needed = [(field, target) for field, (target, must) in package_rows.references(table).items() if must]
    for number, row in enumerate(package.rows[name], start=1):
        place = {"table": name, "row": number}
        if set(row) != fields:
            yield _("Row {row} of “{table}” has not the columns it should have.").format(**place)
            continue
        facts = {field: value for field, value in row.items() if field != "id"}
        if name == "attachment":
            facts["content"] = package.files.get(f"attachments/{row['sha256']}")
        try:
            check(facts)
        except (ValidationError, ValueError, TypeError):
            yield _("Row {row} of “{table}” holds a value that cannot be.").format(**place)
        if any(row[field] not in known[target] for field, target in needed):
            yield _("Row {row} of “{table}” refers to something that is not in the package.").format(**place)
