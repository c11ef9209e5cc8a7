"""The main work without a window: a practice book, every document in every format, a sealed package, all checked.

`python3 dev.py run` does this where there is no screen. Everything goes through the program's own command line.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from chibo_app.actions import practice
from chibo_app.basics import clock
from chibo_app.cli import main as chibo
from chibo_app.documents.catalogue import DOCUMENTS

# Papers of cases the practice book does not hold; the tests print them from cases of every kind.
NOT_IN_PRACTICE = frozenset({"proposal_dismissal", "proposal_readmission", "vote_report"})
PACKAGE_PASSPHRASE = "gửi cấp trên – thực hành"


def main(arguments: Sequence[str]) -> int:
    """Do the work in the folder given; return 0 when every step did what it should."""
    folder = Path(arguments[0] if arguments else "practice-out")
    shutil.rmtree(folder, ignore_errors=True)
    out = folder / "van-ban"
    out.mkdir(parents=True)
    book, package, secret = folder / "thuc-hanh.chibo", folder / "goi.chibopkg", folder / "mat-khau-goi.txt"
    secret.write_text(PACKAGE_PASSPHRASE + "\n", encoding="utf-8")
    os.environ["CHIBO_PASSPHRASE"] = str(practice.content()["passphrase"])
    sealing = ["--package-passphrase-file", str(secret)]
    commands = [
        ["practice", str(book)],
        *(
            ["print", document.id, "--book", str(book), *wishes(document.id), "-o", str(out / f"{document.id}.{form}")]
            for document in DOCUMENTS
            if document.id not in NOT_IN_PRACTICE
            for form in document.formats
        ),
        ["export", "--book", str(book), *sealing, "-o", str(package)],
        ["verify", str(package), *sealing],
        ["check", str(book)],
    ]
    failed = [" ".join(command) for command in commands if chibo(command)]
    made = sum(file.is_file() for file in folder.rglob("*"))
    sys.stdout.write(f"\n{made} files in {folder.resolve()}\n" + "".join(f"Failed: chibo {one}\n" for one in failed))
    return int(bool(failed))


def wishes(document_id: str) -> list[str]:
    """Return what a document must be told: dues the last whole month, a search its words, the others nothing."""
    if document_id == "discussed":
        return ["--option", "about=nhiệm vụ"]
    last = clock.today().replace(day=1) - timedelta(days=1)
    return ["--on", last.isoformat()] if document_id.startswith("dues_") else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
