"""The enrolment file: what the higher committee gives a cell so that it can seal packages to it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from chibo_app.basics import safe_file, text
from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.basics.i18n import _
from chibo_app.exchange import sealed, signing
from chibo_app.exchange.sealed import Recipient
from chibo_app.models.base import create
from chibo_app.models.documents import Enrolment as EnrolmentRecord

FORMAT, VERSION = "vn.chibo.enrolment", 1
_LONGEST = {"cell_id": 60, "code": 40, "committee": 300, "recipient": 200, "fingerprint": 100, "issued_on": 10}


@dataclass(frozen=True)
class Enrolment:
    """What a committee gives one cell. `cell_id` and `code` are the committee's own names for the cell."""

    cell_id: str
    code: str
    committee: str
    recipient: str
    fingerprint: str
    issued_on: str

    @classmethod
    def issue(cls, cell_id: str, code: str, committee: str, recipient: str, on: date) -> Enrolment:
        """Make the enrolment of a cell; the fingerprint follows from the recipient."""
        sealed.check_public_key(recipient)
        return cls(cell_id, code, text.clean(committee), recipient, signing.fingerprint(recipient), on.isoformat())

    def to(self) -> Recipient:
        """Return the committee as a recipient of packages."""
        return Recipient.of_keys((self.recipient,), self.committee)


def write(enrolment: Enrolment, out: Path) -> None:
    """Write an enrolment file."""
    content = {"format": FORMAT, "format_version": VERSION, **asdict(enrolment)}
    safe_file.write_bytes(out, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode())


def read(path: Path) -> Enrolment:
    """Read an enrolment file. Raises CannotOpen with a sentence unless every name, size and the fingerprint fit."""
    try:
        content = json.loads(sealed.read_small(path))
        enrolment = _checked(content)
        sealed.check_public_key(enrolment.recipient)
        date.fromisoformat(enrolment.issued_on)
    except (ValueError, KeyError, TypeError, RecursionError, UserError) as error:
        if isinstance(error, CannotOpen):
            raise
        raise _not_an_enrolment() from error
    if enrolment.fingerprint != signing.fingerprint(enrolment.recipient):
        raise CannotOpen(
            _("The fingerprint in this enrolment file does not belong to its key; the file was changed."),
            _("Nothing was changed."),
            _("Ask the committee for the file again and compare the fingerprint by telephone."),
        )
    return enrolment


def _checked(content: object) -> Enrolment:
    if not isinstance(content, dict) or content.pop("format") != FORMAT or content.pop("format_version") != VERSION:
        raise ValueError(FORMAT)
    if set(content) != set(_LONGEST):
        raise ValueError(FORMAT)
    if not all(isinstance(value, str) and len(value) <= _LONGEST[name] for name, value in content.items()):
        raise ValueError(FORMAT)
    return Enrolment(**{name: text.clean(value) for name, value in content.items()})


def _not_an_enrolment() -> CannotOpen:
    return CannotOpen(
        _("This is not an enrolment file of a committee."),
        _("Nothing was changed."),
        _("Choose the file the committee sent for enrolling this cell."),
    )


def read_key_file(path: Path) -> Recipient:
    """Read to whom a package shall be sealed: an enrolment file or an age recipients file. Raises CannotOpen."""
    if sealed.read_small(path).lstrip().startswith("{"):
        return read(path).to()
    return sealed.read_recipients(path)


def record(session: Session, cell_id: str, enrolment: Enrolment, received_on: date) -> EnrolmentRecord:
    """Keep an enrolment in the book; packages of the cell are then sealed to this committee."""
    row = create(
        EnrolmentRecord, cell_id=cell_id, committee=enrolment.committee, committee_cell_id=enrolment.cell_id,
        code=enrolment.code, recipient=enrolment.recipient, fingerprint=enrolment.fingerprint,
        received_on=received_on,
    )  # fmt: skip
    session.add(row)
    return row


def newest(session: Session, cell_id: str) -> EnrolmentRecord | None:
    """Return the enrolment a cell received last."""
    query = select(EnrolmentRecord).where(EnrolmentRecord.cell_id == cell_id)
    return session.exec(query.order_by(col(EnrolmentRecord.received_on).desc(), col(EnrolmentRecord.id).desc())).first()
