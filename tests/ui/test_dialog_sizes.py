"""Every large dialog fits into the window of an office screen in the largest letters, nothing in it cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from sqlmodel import select

from chibo_app.basics import clock
from chibo_app.models.meetings import Meeting
from chibo_app.queries import cells, member_details, members
from chibo_app.queries.members import MemberRow
from chibo_app.store import Key
from chibo_app.ui.dialogs import (
    action_plans,
    attachments,
    catalogue_picker,
    close_year,
    collective_transfer,
    copy_sheet,
    criteria_sets,
    discussed,
    early_warning,
    exchange_list,
    export_package,
    find_everything,
    holidays,
    import_members,
    meeting_year,
    merge_members,
    month_packet,
    open_case,
    pledge_looks,
    pledge_templates,
    reconciliation,
    register,
    self_checks,
    task_board,
    update_sheets,
    verify_package,
    year_items,
)
from chibo_app.ui.dialogs.help import HelpDialog
from chibo_app.ui.kit import theme
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages import registers_book
from chibo_app.ui.start import practice
from support.hands import settle

SCREEN = (1366, 768)


class Desk:
    """The practice book in a window of the office screen, in the largest letters."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        with window.store.read() as session:
            self.cell_id = next(iter(cells.cell_names(session, clock.today())))
            self.rows: list[MemberRow] = list(members.member_rows(session, self.cell_id, clock.today()))
            self.meeting = session.exec(select(Meeting).filter_by(cell_id=self.cell_id)).first()
            self.member = member_details.member(session, self.rows[0].id, self.cell_id, clock.today())
        self.person_id, self.year = self.rows[0].id, clock.today().year
        self.people = [row.id for row in self.rows]


def _nothing(*_of: object) -> None:
    pass


DIALOGS: dict[str, Callable[[Desk], QDialog]] = {
    "action_plans": lambda on: action_plans.PlansDialog(on.window, on.cell_id, on.year),
    "attachments": lambda on: attachments.AttachmentsDialog(
        on.window, attachments.Owner("person", on.person_id, on.rows[0].full_name)
    ),
    "catalogue_picker": lambda on: catalogue_picker.CataloguePicker(
        on.window, "A", [("signs27", "27")], (), clock.today(), _nothing
    ),
    "close_year": lambda on: close_year.CloseYearDialog(on.window, on.cell_id, on.year),
    "collective_transfer": lambda on: collective_transfer.CollectiveTransfer(on.window, _nothing),
    "copy_sheet": lambda on: copy_sheet.CopySheet(on.window, on.person_id),
    "criteria_sets": lambda on: criteria_sets.CriteriaSets(on.window),
    "discussed": lambda on: discussed.DiscussedDialog(on.window),
    "early_warning": lambda on: early_warning.EarlyWarningDialog(on.window),
    "exchange_list": lambda on: exchange_list.ExchangeListDialog(on.window),
    "export_package": lambda on: export_package.ExportPackage(on.window, _nothing),
    "find_everything": lambda on: find_everything.FindEverything(on.window),
    "help": lambda on: HelpDialog(on.window, "A"),
    "holidays": lambda on: holidays.HolidaysDialog(on.window),
    "import_members": lambda on: import_members.ImportMembersDialog(on.window, on.cell_id, _nothing),
    "meeting_year": lambda on: meeting_year.MeetingYearDialog(on.window, on.cell_id),
    "merge_members": lambda on: merge_members.MergeMembers(on.window, on.member, on.rows),
    "month_packet": lambda on: month_packet.MonthPacket(on.window, on.meeting.id if on.meeting else ""),
    "open_case": lambda on: open_case.OpenCase(on.window, _nothing),
    "pledge_looks": lambda on: pledge_looks.LooksDialog(on.window, on.meeting),  # type: ignore[arg-type]
    "pledge_templates": lambda on: pledge_templates.TemplatesDialog(on.window, on.cell_id, on.year, on.people, None),
    "reconciliation": lambda on: reconciliation.DifferencesDialog(on.window, 0, (), _nothing),
    "register": lambda on: register.RegisterDialog(on.window, on.cell_id),
    "self_checks": lambda on: self_checks.SelfChecksDialog(on.window, on.cell_id, on.year, on.people, None),
    "task_board": lambda on: task_board.TaskBoard(on.window),
    "update_sheets": lambda on: update_sheets.UpdateSheetsDialog(on.window, on.cell_id),
    "verify_package": lambda on: verify_package.VerifyPackage(on.window),
    "registers_book": lambda on: registers_book.YearBookDialog(on.window, (), on.cell_id, on.year),
    "year_items": lambda on: year_items.YearItemsDialog(on.window),
}


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A window of exactly the office screen over the practice book."""
    window = MainWindow(practice.made(tmp_path / "p.chibo", Key.none()), lambda: None)
    window.setFixedSize(*SCREEN)
    window.set_text_size("largest")
    window.show()
    yield Desk(window)
    window.end()


def cut_off(dialog: QDialog) -> list[str]:
    """Return the words of visible buttons that do not fit into them."""
    return [
        button.text() for button in dialog.findChildren(QPushButton)
        if button.isVisible() and button.fontMetrics().horizontalAdvance(button.text()) > button.width()
    ]  # fmt: skip


def test_every_dialog_that_opens_large_is_looked_at() -> None:
    ui = Path(register.__file__).parents[1]
    sized = {path.stem for path in ui.rglob("*.py") if "theme.size_dialog(self" in path.read_text(encoding="utf-8")}
    assert sized == DIALOGS.keys()


def test_every_dialog_fits_into_the_window_in_the_largest_letters(desk: Desk) -> None:
    wrong = {}
    for name, make in DIALOGS.items():
        dialog = make(desk)
        dialog.show()
        settle()
        cut = cut_off(dialog)
        if cut or dialog.width() > SCREEN[0] - 2 * theme.MARGIN or dialog.height() > SCREEN[1] - 4 * theme.MARGIN:
            wrong[name] = (dialog.width(), dialog.height(), cut)
        dialog.close()
    assert not wrong
