"""«Bộ hồ sơ tháng»: what belongs to the packet of a meeting, what is missing, then one file or one folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from chibo_app.basics import dates, safe_file, text
from chibo_app.basics.i18n import _
from chibo_app.queries import month_packet
from chibo_app.queries.packet_papers import PacketPart
from chibo_app.ui.kit import buttons, files, messages, papers, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from chibo_app.store import Store
    from chibo_app.ui.kit.window import Window


@dataclass(frozen=True)
class PartLine:
    """One paper of the packet as the table shows it."""

    id: str
    title: str
    state: str


class MonthPacket(QDialog):
    """Shows what is there and what is missing; an incomplete packet may be made all the same."""

    def __init__(self, window: Window, meeting_id: str) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        with window.store.read() as session:
            self.facts = month_packet.packet(session, meeting_id)
            self._cell_id = month_packet.cell_of(session, meeting_id)
        self.setWindowTitle(_("Packet of the month: {day}").format(day=dates.show(self.facts.held_on)))
        self.table = TableView([Column("title", _("Paper"), 40), Column("state", _("State"), 44)], "month_packet")
        lines = [_line(number, part) for number, part in enumerate(self.facts.parts)]
        self.table.show_rows(Rows.of(lines, self.table.rows.columns))
        self._put_together()
        theme.size_dialog(self, 92, 13)

    def preview(self) -> None:
        """Show the whole packet."""
        papers.preview(self._window, self._wanted())

    def save(self) -> None:
        """Save it as one PDF."""
        papers.save(self._window, self._wanted())

    def save_folder(self) -> None:
        """Ask for a folder and put every paper and the whole packet into it."""
        folder = files.a_folder(self, _("Folder for the packet of the month"))
        if folder is None:
            return
        target = folder / f"{text.file_slug(_('Packet of the month'))}_{self.facts.held_on.isoformat()}"
        store, wanted = self._window.store, self._wanted()
        self._window.jobs.start(
            _("Writing the packet of the month"), lambda _progress: write_folder(store, wanted, target), self._written
        )

    # inside

    def _written(self, names: list[Path]) -> None:
        folder = names[0].parent if names else Path()
        messages.inform(
            self,
            _("{count} files are written.").format(count=len(names)),
            _("They lie in the folder {folder}.").format(folder=folder),
        )

    def _wanted(self) -> papers.Wanted:
        return papers.Wanted(
            "month_packet", self.windowTitle(), cell_id=self._cell_id, ids=(self.facts.meeting_id,),
            on=self.facts.held_on,
        )  # fmt: skip

    def _put_together(self) -> None:
        verbs = QWidget()
        row = flow_in(verbs)
        row.addWidget(buttons.button(_("See the packet"), self.preview, "primary", "Ctrl+P", "print"))
        row.addWidget(buttons.button(_("Save as one file …"), self.save))
        row.addWidget(buttons.button(_("Into a folder …"), self.save_folder))
        row.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        lacking = sum(bool(part.remark) for part in self.facts.parts)
        words = _("What is missing is left out and named on the front page; it can be made all the same.")
        box.addWidget(plain(words if lacking else _("Everything that belongs to the packet is there.")))
        box.addWidget(self.table, 1)
        box.addWidget(verbs)


def write_folder(store: Store, wanted: papers.Wanted, folder: Path) -> list[Path]:
    """Write the packet and each of its papers as PDF, texts also as Word, into a folder; return the files."""
    from chibo_app.documents import catalogue_written, render
    from chibo_app.documents.render import Format

    packet = papers.made(store, wanted, "pdf")
    with store.read() as session:
        facts = month_packet.packet(session, wanted.ids[0])
        made = catalogue_written.packet_papers(session, facts)
    folder.mkdir(parents=True, exist_ok=True)
    contents: dict[str, bytes] = {"00_bo-ho-so.pdf": packet}
    for number, (part, paper) in enumerate(made, 1):
        forms: tuple[Format, ...] = ("pdf", "docx") if part.key in ("minutes", "resolution") else ("pdf",)
        for form in forms:
            contents[f"{number:02d}_{text.file_slug(paper.title)[:60]}.{form}"] = render.render(paper, form)
    for name, content in contents.items():
        safe_file.write_bytes(folder / name, content)
    return [folder / name for name in contents]


def _line(number: int, part: PacketPart) -> PartLine:
    from chibo_app.documents import month_packet as paper

    return PartLine(str(number), paper.title_of(part), _state(part))


def _state(part: PacketPart) -> str:
    if part.key == "dues_month_list" and part.remark == "missing":
        return _("missing: no dues are entered for this month")
    return {
        "": _("ready"),
        "missing": _("missing"),
        "open": _("not finished: the minutes are still open") if part.key == "minutes" else _("not finished yet"),
        "not_issued": _("written, but without a number yet"),
        "unmarked": _("members are not yet marked in the attendance"),
    }[part.remark]
