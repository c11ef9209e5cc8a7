"""After a book is made or its passphrase changed: the recovery sheet, to print and keep in the cell's safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from chibo_app.basics import clock, safe_file, text
from chibo_app.basics.i18n import _
from chibo_app.queries.papers import RecoveryFacts
from chibo_app.ui import book_parts
from chibo_app.ui.kit import files, messages, theme
from chibo_app.ui.kit.buttons import button
from chibo_app.ui.kit.detail import plain

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window


def sheet(window: Window) -> bytes:
    """Return the A4 page with the recovery code of the open book."""
    from chibo_app.documents import recovery, render

    names = list(book_parts.cell_names(window.store).values())
    facts = RecoveryFacts(
        book_name=window.store.path.name,
        cell_name=", ".join(names[:2]),
        parent_name="",
        code_groups=tuple(window.store.recovery_code().split("-")),
        on=clock.today(),
    )
    return render.render(recovery.build(facts), "pdf")


class RecoverySheetDialog(QDialog):
    """Offers to print or save the sheet, and says what happens without it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.widget())
        self._window = window
        self._is_kept = False
        self.setWindowTitle(_("Recovery sheet"))
        self.setMinimumWidth(theme.letters_wide(self, 60))
        box = QVBoxLayout(self)
        box.addWidget(plain(_("Keep the recovery sheet now"), "name"))
        box.addWidget(
            plain(_("It is one printed page. If the passphrase is forgotten, only this sheet opens the book."))
        )
        box.addWidget(
            plain(_("Keep it in the cell's safe, not beside the computer. Older sheets are void from now on."))
        )
        row = QHBoxLayout()
        row.addWidget(button(_("Show and print"), self.show_sheet, "primary"))
        row.addWidget(button(_("Save as PDF"), self.save_sheet))
        row.addStretch(1)
        row.addWidget(button(_("Close"), self.close))
        box.addSpacing(theme.MARGIN)
        box.addLayout(row)

    def show_sheet(self) -> None:
        """Show the sheet as paper, to be printed from there."""
        from chibo_app.ui.kit.preview import PreviewDialog

        self._is_kept = True
        PreviewDialog(self._window, _("Recovery sheet"), sheet(self._window)).open()

    def save_sheet(self) -> None:
        """Save the sheet, for printing elsewhere."""
        name = text.file_slug(_("Recovery sheet")) + ".pdf"
        target = files.to_save(self, _("Save: {title}").format(title=_("Recovery sheet")), name, "PDF (*.pdf)")
        if target is not None:
            safe_file.write_bytes(target, sheet(self._window))
            self._is_kept = True

    def reject(self) -> None:
        """Closing without a sheet is asked about once more."""
        if self._is_kept or messages.ask(
            self,
            _("You have neither printed nor saved the recovery sheet."),
            _("Close without the sheet"),
            more=_("You can print it later in Settings, as long as you know the passphrase."),
        ):
            super().reject()

    def close(self) -> bool:
        """Close as Esc does."""
        self.reject()
        return not self.isVisible()
