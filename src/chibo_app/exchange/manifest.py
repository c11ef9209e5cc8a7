"""The table of contents of a package: what it is, whose, which number, and the fingerprint of every file."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import JSON, Boolean, Integer

from chibo_app.basics import resources
from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _
from chibo_app.exchange import columns, package_rows

FORMAT, FORMAT_VERSION = "vn.chibo.package", 1
_LARGEST_WHOLE = 2**53  # beyond it JSON readers disagree
MANIFEST, SIGNATURE, SUMS, README, SCHEMA = (
    "manifest.json", "manifest.json.sig", "SHA256SUMS", "README.txt", "schema.json",
)  # fmt: skip
UNLISTED = (MANIFEST, SIGNATURE, SUMS)  # they prove the others, so they cannot be among them


@dataclass(frozen=True)
class CellMark:
    """Whose package it is. `committee_cell_id` is the name the committee gave the cell when enrolling it."""

    id: str
    code: str
    name: str
    committee_cell_id: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself. `files` gives fingerprint and size of every file but the three that prove them."""

    cell: CellMark
    lineage: str
    sequence: int
    previous_sha256: str
    period: str
    created_at: str
    app_version: str
    schema_version: int
    journal_act: int
    journal_seal: str
    signer: str
    counts: Mapping[str, int]
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def content(self) -> bytes:
        """Return the exact bytes that are signed."""
        document = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "schema_version": self.schema_version,
            "app_version": self.app_version,
            "cell": vars(self.cell),
            "lineage": self.lineage,
            "sequence": self.sequence,
            "previous_sha256": self.previous_sha256,
            "period": self.period,
            "created_at": self.created_at,
            "journal": {"act": self.journal_act, "seal": self.journal_seal},
            "signer": self.signer,
            "counts": dict(self.counts),
            "files": {name: {"sha256": digest, "bytes": size} for name, (digest, size) in self.files.items()},
        }
        return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def parse(content: bytes) -> Manifest:
    """Read a manifest. Raises CannotOpen when it is newer than this program or not well formed."""
    try:
        document = json.loads(content)
        if not isinstance(document, dict) or document["format"] != FORMAT:
            raise ValueError(FORMAT)
        if _whole(document["format_version"]) > FORMAT_VERSION:
            raise newer()
        return _read(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise not_well_formed() from error


def _read(document: dict[str, Any]) -> Manifest:
    cell, journal = document["cell"], document["journal"]
    return Manifest(
        cell=CellMark(*(_text(cell[name]) for name in ("id", "code", "name", "committee_cell_id"))),
        lineage=_text(document["lineage"]),
        sequence=_whole(document["sequence"]),
        previous_sha256=_text(document["previous_sha256"]),
        period=_text(document["period"]),
        created_at=_text(document["created_at"]),
        app_version=_text(document["app_version"]),
        schema_version=_whole(document["schema_version"]),
        journal_act=_whole(journal["act"]),
        journal_seal=_text(journal["seal"]),
        signer=_text(document["signer"]),
        counts={_text(name): _whole(count) for name, count in document["counts"].items()},
        files={_text(name): (_text(one["sha256"]), _whole(one["bytes"])) for name, one in document["files"].items()},
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 1000:
        raise ValueError("text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST_WHOLE:
        raise ValueError("number")
    return value


def newer() -> CannotOpen:
    """Return the refusal of a package of a newer program."""
    return CannotOpen(
        _("This package was made by a newer version of the program."),
        _("Nothing was changed."),
        _("Install the newer version and open the package again."),
    )


def not_well_formed() -> CannotOpen:
    """Return the refusal of a package whose parts do not fit together."""
    return CannotOpen(
        _("The package is not well formed."), _("Nothing was changed."), _("Ask the sender for the file again.")
    )


def digest_of(content: bytes) -> tuple[str, int]:
    """Return fingerprint and size of a file."""
    return hashlib.sha256(content).hexdigest(), len(content)


def sums(files: Mapping[str, tuple[str, int]], manifest: bytes) -> bytes:
    """Return the file for `sha256sum -c`: every file and the manifest."""
    digests = {name: digest for name, (digest, _size) in files.items()} | {MANIFEST: digest_of(manifest)[0]}
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


@cache
def schema() -> bytes:
    """Return what the tables and columns are, for whoever opens a package without the program."""
    meanings = tomllib.loads(resources.text("exchange/package.toml"))["tables"]
    described = {
        name: {"meaning": meanings.get(name, ""), "columns": _columns(name)} for name in package_rows.tables()
    }  # fmt: skip
    document = {"format": FORMAT, "format_version": FORMAT_VERSION, "tables": described}
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _columns(name: str) -> dict[str, dict[str, Any]]:
    table = package_rows.tables()[name]
    refers = package_rows.references(table)
    return {
        field_name: {
            "type": _kind(column.type),
            "may_be_null": bool(column.nullable),
            **({"refers_to": refers[field_name][0]} if field_name in refers else {}),
            **({"values": list(values)} if (values := getattr(column.type, "enums", None)) else {}),
            **({"meaning": meaning} if (meaning := columns.label(field_name)) != field_name else {}),
        }
        for field_name, column in package_rows.fields_of(table).items()
    }


def _kind(kind: object) -> str:
    return {Boolean: "boolean", Integer: "integer", JSON: "object"}.get(type(kind), "text")
