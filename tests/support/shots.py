"""Pictures of every page and every document, to be looked at: `python3 dev.py shots [FOLDER]`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from chibo_app.store import Store

ROOT = Path(__file__).resolve().parents[2]
SCREEN = (1366, 768)
SIZES = ("normal", "largest")
PAPER_DPI = 70
MOMENT_S = 0.4
PATIENCE_S = 20.0


def main(arguments: list[str]) -> int:
    """Make all pictures; return 0."""
    folder = Path(arguments[0]) if arguments else ROOT / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CHIBO_DATA"] = str(Path(scratch, "data"))
        from chibo_app.app import make_application

        app = make_application()
        start_window(folder)
        for name, store in books(Path(scratch)).items():
            pages(app, name, store, folder)
        papers(folder, Path(scratch))
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")
    return 0


def books(scratch: Path) -> dict[str, Store]:
    """Return an empty book and the practice book, open."""
    from chibo_app.store import Key
    from chibo_app.ui.start import practice
    from support import books as invented

    return {"empty": invented.make_book(scratch)[0], "practice": practice.made(scratch / "practice.chibo", Key.none())}


def pages(app: QApplication, name: str, store: Store, folder: Path) -> None:
    """Picture each page of a book in two text sizes."""
    from chibo_app.ui.kit import theme
    from chibo_app.ui.main_window import MainWindow
    from chibo_app.ui.navigation import built_pages

    window = MainWindow(store, lambda: None)
    window.setFixedSize(*SCREEN)
    window.show()
    for size in SIZES:
        theme.apply(app, size)
        window.navigation.fit()
        for entry in built_pages():
            window.go(entry.name)
            settle(lambda: not window.jobs.is_busy)
            picture(window, folder / f"{name}-{size}-{entry.name}.png")
    window.end()
    theme.apply(app, SIZES[0])


def start_window(folder: Path) -> None:
    """Picture what is shown before a book is open."""
    from chibo_app.ui.start.window import StartWindow

    window = StartWindow(lambda _store, _sheet_follows: None)
    window.setFixedSize(*SCREEN)
    window.show()
    for name, show in {"welcome": window.show_welcome, "first-run": window.show_first_run}.items():
        show()
        settle(lambda: True)
        picture(window, folder / f"start-{name}.png")
    window.close()


def papers(folder: Path, scratch: Path) -> None:
    """Picture every page of every document of the practice book."""
    import pypdfium2

    job = [sys.executable, str(ROOT / "packaging" / "main_job.py"), str(scratch / "out")]
    subprocess.run(job, check=True, stdout=subprocess.DEVNULL)
    for file in sorted((scratch / "out").rglob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        for place in range(len(document)):
            drawn = document[place].render(scale=PAPER_DPI / 72)
            drawn.to_pil().save(folder / f"paper-{file.stem}-{place + 1}.png")
        document.close()


def picture(widget: QWidget, file: Path) -> None:
    """Save what a widget shows."""
    if not widget.grab().save(str(file)):
        raise OSError(f"the picture could not be saved: {file}")


def settle(ready: Callable[[], bool]) -> None:
    """Let Qt work until the window shows what it has to; a part read after the first painting comes a moment later."""
    begun = time.monotonic()
    while True:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if ready() and time.monotonic() - begun > MOMENT_S:
            break
        if time.monotonic() - begun > PATIENCE_S:
            raise TimeoutError("the page did not come to rest")
        time.sleep(0.01)
    QCoreApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
