"""The main work without a window: a practice book, every document in every format, a sealed package, all checked.

`python3 dev.py run` does this where there is no screen. Everything goes through the command line of the program.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from chibo_app.actions import practice
from chibo_app.cli import main as chibo
from chibo_app.documents.catalogue import DOCUMENTS, DocumentType
from chibo_app.queries import cases, cells, meetings
from chibo_app.rules.kinds import CaseKind
from chibo_app.store import Key, Store

PACKAGE_PASSPHRASE = "gửi cấp trên – thực hành"
PROPOSALS = {
    "proposal_removal": CaseKind.REMOVAL, "proposal_expulsion": CaseKind.EXPULSION,
    "proposal_leave": CaseKind.WITHDRAWAL,
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Do the work in the folder given; return 0 when every step did what it should."""
    folder = Path(arguments[0] if arguments else "practice-out")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    book, package, secret = folder / "thuc-hanh.chibo", folder / "goi.chibopkg", folder / "mat-khau-goi.txt"
    secret.write_text(PACKAGE_PASSPHRASE + "\n", encoding="utf-8")
    os.environ["CHIBO_PASSPHRASE"] = passphrase = str(practice.content()["passphrase"])
    steps = [chibo(["practice", str(book)])]
    steps += [chibo(line) for line in printing(book, passphrase, folder / "van-ban")]
    sealing = ["--package-passphrase-file", str(secret)]
    steps.append(chibo(["export", "--book", str(book), *sealing, "-o", str(package)]))
    steps.append(chibo(["verify", str(package), *sealing]))
    steps.append(chibo(["check", str(book)]))
    made = sorted(file for file in folder.rglob("*") if file.is_file())
    sys.stdout.write(
        f"\n{len(made)} files in {folder.resolve()}; {sum(map(bool, steps))} of {len(steps)} steps failed.\n"
    )
    return int(any(steps))


def printing(book: Path, passphrase: str, out: Path) -> list[list[str]]:
    """Return the command for each document in each of its formats."""
    out.mkdir()
    store = Store.open(book, Key.passphrase(passphrase))
    subjects = {document.id: subject(store, document) for document in DOCUMENTS}
    store.close()
    return [
        ["print", document.id, "--book", str(book), *subjects[document.id], "-o", str(out / f"{document.id}.{form}")]
        for document in DOCUMENTS
        for form in document.formats
    ]


def subject(store: Store, document: DocumentType) -> list[str]:
    """Return the `--id` of what a document is about: last month's meeting, a case of the right kind."""
    with store.read() as session:
        cell_id = cells.only_cell(session).id
        if "meeting" in document.needs:
            return ["--id", meetings.meeting_rows(session, cell_id)[-1].id]
        if "case" in document.needs:
            kind = PROPOSALS.get(document.id, CaseKind.REMOVAL)
            rows = cases.case_rows(session, cell_id)
            return ["--id", next(row.id for row in rows if row.kind == kind)]
    return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
