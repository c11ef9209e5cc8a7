"""The package to the higher committee: a signed ZIP inside age, read back before success is said (design.md 5)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from chibo_app import __version__
from chibo_app.basics import clock, resources, safe_file, text
from chibo_app.basics.errors import Cancelled, UserError
from chibo_app.basics.i18n import _
from chibo_app.exchange import enrol, keys, manifest, package_rows, sealed, signing
from chibo_app.exchange.keys import OwnKeys
from chibo_app.exchange.manifest import CellMark, Manifest
from chibo_app.exchange.package_check import Verified, open_package, open_plain, verify
from chibo_app.exchange.sealed import Opener, Recipient
from chibo_app.models.base import create
from chibo_app.models.documents import ExportLog
from chibo_app.queries import cells
from chibo_app.store import Store

SUFFIX = ".chibopkg"
_EARLIEST_IN_ZIP = (1980, 1, 1, 0, 0, 0)  # fixed, so that equal records give equal files
_LONGEST_PERIOD = 60  # characters; it is a part of the file's name
_LEVEL = 1  # JSON lines shrink to a tenth already; higher levels cost more time than they save

__all__ = ["Exported", "Opener", "Recipient", "Verified", "export", "file_name", "open_package", "verify"]


@dataclass(frozen=True)
class Exported:
    """A package that was written and read back."""

    path: Path
    sequence: int
    sha256: str
    counts: Mapping[str, int]
    signer: str
    fingerprint: str


def _never() -> bool:
    return False


def export(
    store: Store,
    cell_id: str,
    to: Recipient,
    out: Path,
    period: str = "",
    *,
    is_cancelled: Callable[[], bool] = _never,
) -> Exported:
    """Write the package of one cell to a file, or into a folder under its proper name.

    On any error or cancel no new file stays and the book is as it was. Raises UserError, CannotOpen, Cancelled.
    """
    if len(text.clean(period)) > _LONGEST_PERIOD:
        raise _long_period()
    if not out.is_dir():
        safe_file.require_place(out, store.path)
    own = keys.own_keys(store, cell_id)
    with store.read() as session:
        draft, files = _contents(session, store, cell_id, period or _this_month(), own)
    _stop_if(is_cancelled)
    plain = pack(draft, files, own.signing_secret)
    _stop_if(is_cancelled)
    content = sealed.seal(plain, to, own.recipient)
    target = out / file_name(draft) if out.is_dir() else out
    part = safe_file.part_of(target)
    try:
        _write_and_read_back(part, content, plain, to, own)
        _stop_if(is_cancelled)
        digest, _size = manifest.digest_of(content)
        _record(store, draft, to, digest, part, target)
    except OSError as error:
        raise _not_written() from error
    finally:
        part.unlink(missing_ok=True)
    return Exported(target, draft.sequence, digest, draft.counts, draft.signer, signing.fingerprint(draft.signer))


def file_name(draft: Manifest) -> str:
    """Return the proper name of a package: cell code, period, sequence; never a person's name."""
    code = text.file_slug(draft.cell.code or draft.cell.name).upper()
    return f"CB-{code}-{text.file_slug(draft.period)}-{draft.sequence:04d}{SUFFIX}"


def _this_month() -> str:
    return clock.today().isoformat()[:7]


def _stop_if(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise Cancelled(_("The export was cancelled."), _("No package was made; the book is as it was."))


def _contents(
    session: Session, store: Store, cell_id: str, period: str, own: OwnKeys
) -> tuple[Manifest, dict[str, bytes]]:
    rows = package_rows.collect(session, cell_id)
    files = {
        manifest.README: resources.text("exchange/package_readme.txt").encode(),
        manifest.SCHEMA: manifest.schema(),
    }
    files |= {f"data/{one.table}.jsonl": one.content() for one in rows}
    attached = next(one.lines for one in rows if one.table == "attachment")
    if attached:
        found = package_rows.attachment_bytes(session, attached)
        files |= {f"attachments/{digest}": content for digest, content in found.items()}
    act, seal = store.journal_head()
    previous = _previous(session, cell_id)
    draft = Manifest(
        cell=_mark(session, cell_id, clock.today()), lineage=store.meta("lineage") or "",
        sequence=previous.sequence + 1 if previous else 1, previous_sha256=previous.sha256 if previous else "",
        period=text.clean(period), created_at=clock.stamp(), app_version=__version__,
        schema_version=_schema_version(session), journal_act=act, journal_seal=seal, signer=own.signer,
        counts={one.table: len(one.lines) for one in rows},
        files={name: manifest.digest_of(content) for name, content in files.items()},
    )  # fmt: skip
    return draft, files


def _previous(session: Session, cell_id: str) -> ExportLog | None:
    query = select(ExportLog).where(ExportLog.cell_id == cell_id).order_by(col(ExportLog.sequence).desc())
    return session.exec(query).first()


def _schema_version(session: Session) -> int:
    return int(session.connection().exec_driver_sql("PRAGMA user_version").scalar_one())


def _mark(session: Session, cell_id: str, on: date) -> CellMark:
    detail = cells.cell(session, cell_id, on)
    enrolled = enrol.newest(session, cell_id)
    code = (enrolled.code if enrolled else "") or detail.code
    return CellMark(cell_id, code, detail.name, enrolled.committee_cell_id if enrolled else "")


def pack(draft: Manifest, files: Mapping[str, bytes], signing_secret: str) -> bytes:
    """Return the bytes of the signed ZIP. Names are UTF-8 and dates fixed."""
    listed = draft.content()
    proofs = {
        manifest.MANIFEST: listed,
        manifest.SIGNATURE: signing.sign(listed, signing_secret),
        manifest.SUMS: manifest.sums(draft.files, listed),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, content in {**proofs, **files}.items():
            info = zipfile.ZipInfo(name, _EARLIEST_IN_ZIP)
            info.external_attr = 0o600 << 16
            info.compress_type = zipfile.ZIP_STORED if name.startswith("attachments/") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def _write_and_read_back(part: Path, content: bytes, plain: bytes, to: Recipient, own: OwnKeys) -> None:
    part.write_bytes(content)
    safe_file.flush_to_disk(part)
    opener = Opener(passphrase=to.passphrase) if to.passphrase else Opener((own.identity,))
    written = sealed.open_sealed(part.read_bytes(), opener)
    if written != plain or not open_plain(written).is_signed:
        raise _not_written()


def _record(store: Store, draft: Manifest, to: Recipient, digest: str, part: Path, target: Path) -> None:
    """Enter the package in the book and put the file in its place: both, or neither."""

    def work(session: Session) -> None:
        session.add(
            create(
                ExportLog, cell_id=draft.cell.id, sequence=draft.sequence, lineage=draft.lineage,
                period=draft.period, recipient=to.label[:200], sha256=digest, file_name=target.name[:200],
                exported_at=draft.created_at,
            )
        )  # fmt: skip
        session.flush()
        part.replace(target)

    existed = target.exists()
    try:
        store.write(_("Package {number} for the higher committee").format(number=draft.sequence), work, undoable=False)
    except BaseException:
        if not existed and not part.exists():
            target.unlink(missing_ok=True)
        raise
    safe_file.flush_folder(target.parent)


def _long_period() -> UserError:
    return UserError(
        _("What the package covers is told in {count} characters at most.").format(count=_LONGEST_PERIOD),
        _("No package was made; the book is as it was."),
        _("Write it shorter, for example: {example}").format(example=_this_month()),
    )


def _not_written() -> UserError:
    return UserError(
        _("The package could not be written completely."),
        _("No package was made; the book is as it was."),
        _("Check that the disk has room and is not write-protected, then export again."),
    )
