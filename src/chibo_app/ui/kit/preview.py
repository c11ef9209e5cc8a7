"""A paper shown as paper: the pages of the very PDF that will be printed, on a grey desk, fitted to the width."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_app.basics import safe_file, text
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import files, messages, theme
from chibo_app.ui.kit.buttons import button
from chibo_app.ui.kit.detail import plain

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

PRINT_DPI = 300  # enough for 13-14 pt text; 600 costs five times as long
_KEPT_PAGES = 12


class Pages:
    """The pages of a PDF as pictures."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(pdf)
        self.sizes = [self._document.get_page_size(place) for place in range(len(self._document))]

    def picture(self, place: int, dpi: float) -> QImage:
        """Return one page drawn at so many dots per inch."""
        drawn = self._document[place].render(scale=dpi / 72)
        picture = QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888)
        return picture.copy()

    def close(self) -> None:
        """Let the document go."""
        self._document.close()


class Desk(QWidget):
    """Draws the pages under each other; a page is rendered when it comes into sight."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self._pages = pages
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._tops: list[int] = []

    def fit(self, width: int) -> None:
        """Lay the pages out for a width in pixels."""
        top, self._tops = theme.MARGIN, []
        self._width = max(200, width - 2 * theme.MARGIN)
        for wide, high in self._pages.sizes:
            self._tops.append(top)
            top += round(self._width * high / wide) + theme.MARGIN
        self.setFixedHeight(top)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#8B8781"))
        for place, top in enumerate(self._tops):
            wide, high = self._pages.sizes[place]
            height = round(self._width * high / wide)
            if top + height < event.rect().top() or top > event.rect().bottom():
                continue
            painter.fillRect(theme.MARGIN + 2, top + 3, self._width, height, QColor(0, 0, 0, 60))
            painter.drawImage(theme.MARGIN, top, self._picture(place))

    def _picture(self, place: int) -> QImage:
        key = (place, self._width)
        if key not in self._pictures:
            while len(self._pictures) >= _KEPT_PAGES:
                self._pictures.pop(next(iter(self._pictures)))
            ratio = self.devicePixelRatioF()
            picture = self._pages.picture(place, 72 * self._width * ratio / self._pages.sizes[place][0])
            picture.setDevicePixelRatio(ratio)
            self._pictures[key] = picture
        return self._pictures[key]

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(800, self.height())


class Preview(QScrollArea):
    """The desk with its scroll bar."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self.pages = Pages(pdf)
        self.desk = Desk(self.pages)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(self.desk)
        self.desk.fit(800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self.desk.fit(self.viewport().width())


class PreviewDialog(QDialog):
    """The paper with its verbs: print, save as, open in the PDF viewer, close."""

    def __init__(self, window: Window, title: str, pdf: bytes, save_as: Callable[[], None] | None = None) -> None:
        super().__init__(window.widget())
        self._window, self._title, self._pdf = window, title, pdf
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.preview = Preview(pdf)
        box = QVBoxLayout(self)
        box.addLayout(self._make_head(save_as or self.save_pdf))
        box.addWidget(self.preview, 1)
        screen = self.screen().availableSize()
        self.resize(min(980, screen.width() - 40), min(900, screen.height() - 40))

    def _make_head(self, save_as: Callable[[], None]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(plain(self._title, "name"), 1)
        count = len(self.preview.pages.sizes)
        row.addWidget(plain(_("{count} pages").format(count=count), "quiet", wrap=False))
        row.addWidget(button(_("Print"), self.print_pages, "primary", "Ctrl+P"))
        row.addWidget(button(_("Save as"), save_as, keys="Ctrl+S"))
        row.addWidget(button(_("Open in the PDF viewer"), self.open_outside))
        row.addWidget(button(_("Close"), self.close))  # Esc closes every dialog
        return row

    def print_pages(self) -> None:
        """Let the person choose a printer and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        printer.setDocName(self._title)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._print_on(printer)

    def _print_on(self, printer: QPrinter) -> None:
        if sys.platform.startswith("linux") and shutil.which("lp") and not printer.outputFileName():
            run = subprocess.run(lp_command(printer), input=self._pdf, capture_output=True, check=False)
            if run.returncode == 0:
                return
            messages.problem(self, _("The printer did not take the paper. Nothing has been lost."))
            return
        self._window.jobs.start(
            _("Printing: {title}").format(title=self._title),
            lambda progress: draw_pages(self._pdf, printer, progress.step),
            lambda _nothing: None,
        )

    def save_pdf(self) -> None:
        """Save the very pages shown."""
        name = text.file_slug(self._title) + ".pdf"
        target = files.to_save(self, _("Save: {title}").format(title=self._title), name, "PDF (*.pdf)")
        if target is not None:
            safe_file.write_bytes(target, self._pdf)

    def open_outside(self) -> None:
        """Open the pages in the computer's own PDF viewer."""
        handle, name = tempfile.mkstemp(suffix=".pdf", prefix="so-chi-bo-")
        with os.fdopen(handle, "wb") as file:
            file.write(self._pdf)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(name))))


def lp_command(printer: QPrinter) -> list[str]:
    """Return the command that prints a PDF from its standard input with the choices made in the dialog."""
    command = ["lp", "-d", printer.printerName(), "-n", str(printer.copyCount()), "-o", "media=A4"]
    sides = {
        QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
    }
    if printer.duplex() in sides:
        command += ["-o", f"sides={sides[printer.duplex()]}"]
    if printer.fromPage():
        command += ["-o", f"page-ranges={printer.fromPage()}-{printer.toPage()}"]
    return command


def draw_pages(pdf: bytes, printer: QPrinter, step: Callable[[int, int], None]) -> None:
    """Draw every wanted page on a printer as a picture. Runs beside the window."""
    pages = Pages(pdf)
    first = printer.fromPage() or 1
    last = min(printer.toPage() or len(pages.sizes), len(pages.sizes))
    painter = QPainter(printer)
    try:
        for place in range(first - 1, last):
            step(place, last)
            if place >= first:
                printer.newPage()
            picture = pages.picture(place, PRINT_DPI)
            painter.drawImage(QRectF(painter.viewport()), picture)
    finally:
        painter.end()
        pages.close()
