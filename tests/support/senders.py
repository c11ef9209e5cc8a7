"""A cell that sends packages: a book with a meeting and an attachment, and the key files of its committee."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from chibo_app.exchange import package, sealed
from chibo_app.exchange.package import Exported, Opener, Recipient
from chibo_app.models.base import create
from chibo_app.models.documents import Attachment
from chibo_app.store import Store
from support import meeting_book


@dataclass(frozen=True)
class Sender:
    """The open book, its cell, and the files age-keygen made for the committee."""

    store: Store
    cell_id: str
    folder: Path
    identity: Path
    recipients: Path

    def export(self, to: Recipient | None = None, out: Path | None = None, period: str = "2026-Q3") -> Exported:
        recipient = to or sealed.read_recipients(self.recipients)
        return package.export(self.store, self.cell_id, recipient, out or self.folder, period)

    @property
    def opener(self) -> Opener:
        return Opener.of_file(self.identity)


def make_sender(folder: Path) -> Sender:
    book = meeting_book.make(folder)
    meeting_book.hold_meeting(book)
    book.store.write("Tệp", lambda session: session.add(an_attachment(book.members[0])))
    identity, recipients = folder / "khóa.txt", folder / "người nhận.txt"
    subprocess.run(["age-keygen", "-o", str(identity)], check=True, capture_output=True)
    public = subprocess.run(["age-keygen", "-y", str(identity)], check=True, capture_output=True, text=True).stdout
    recipients.write_text(f"# Đảng ủy phường Thử\n{public}\n", encoding="utf-8")
    return Sender(book.store, book.cell_id, folder, identity, recipients)


def an_attachment(owner_id: str, content: bytes = b"%PDF-1.4 invented") -> Attachment:
    return create(
        Attachment, owner_table="person", owner_id=owner_id, title="Lý lịch", file_name="ly-lich.pdf",
        media_type="application/pdf", sha256=hashlib.sha256(content).hexdigest(), size=len(content), content=content,
    )  # fmt: skip
