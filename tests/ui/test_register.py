"""The register of documents out: a number at issue, gaps shown as rows, revoked with a reason, never undone."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_app.actions import cells
from chibo_app.store import Store
from chibo_app.ui.dialogs.register import RegisterDialog
from chibo_app.ui.main_window import MainWindow
from support import hands
from ui.conftest import Recorder


@pytest.fixture
def register(window: MainWindow, book: tuple[Store, str]) -> RegisterDialog:
    book[0].write(
        "x", lambda session: cells.add_term(session, book[1], name="2025–2027", starts_on=date(2025, 1, 1)).id
    )
    window.go("reports")
    hands.click(window._pages["reports"], "Sổ văn bản đi")  # type: ignore[arg-type]
    return hands.dialog(RegisterDialog)


def issue(register: RegisterDialog, **words: str) -> bool:
    register.list.add()
    assert register.list.panel is not None
    facts = {"type": "NQ", "subject": "Nghị quyết sinh hoạt tháng 3", "issued_on": "05/03/2026"}
    register.list.panel.form.set_raw(facts | words)
    return register.list.panel.save()


def shown(register: RegisterDialog) -> list[tuple[str, str]]:
    return [(line.symbol, line.row.subject) for line in register.lines()]


def test_a_document_gets_the_next_number_of_its_type_when_it_is_issued(
    register: RegisterDialog, told: Recorder
) -> None:
    assert issue(register)
    assert issue(register, subject="Nghị quyết tháng 4", issued_on="05/04/2026")
    assert issue(register, type="BC", subject="Báo cáo quý I", issued_on="06/04/2026")
    assert [symbol for symbol, _subject in shown(register)] == ["01-BC/CB", "01-NQ/CB", "02-NQ/CB"]
    assert "02-NQ/CB" in told.said[1]


def test_only_types_a_cell_may_issue_are_offered(register: RegisterDialog) -> None:
    kinds = [option.value for option in register.issue_form().fields()[0].options]
    assert "NQ" in kinds
    rows = {row.key: bool(row["cell_may_issue"]) for row in register._rules.rows("document_types", date(2026, 3, 1))}
    assert kinds
    assert all(rows[kind] for kind in kinds)


def test_a_number_left_out_is_shown_as_a_row_of_its_own(register: RegisterDialog) -> None:
    assert issue(register)
    assert issue(register, number="4", subject="Nghị quyết có số trên giấy", issued_on="05/04/2026")
    assert [symbol for symbol, _subject in shown(register)] == [
        "01-NQ/CB", "2 (bỏ trống)", "3 (bỏ trống)", "04-NQ/CB"
    ]  # fmt: skip
    register.list.table.choose(register.lines()[1].id)
    register.list.edit()
    assert register.list.panel is None, "a gap cannot be revoked"


def test_the_list_is_asked_by_term_and_type(register: RegisterDialog) -> None:
    assert issue(register)
    assert issue(register, type="BC", subject="Báo cáo năm 2024", issued_on="05/01/2024")
    assert shown(register) == [("01-NQ/CB", "Nghị quyết sinh hoạt tháng 3")]
    register.terms.setCurrentIndex(0)
    assert len(shown(register)) == 2
    register.kinds.setCurrentIndex(register.kinds.findData("BC"))
    assert shown(register) == [("01-BC/CB", "Báo cáo năm 2024")]


def test_a_document_is_revoked_with_its_reason_and_keeps_its_number(register: RegisterDialog) -> None:
    assert issue(register)
    register.list.table.choose(register.lines()[0].id)
    hands.click(register, "Thu hồi …")
    panel = register.list.panel
    assert panel is not None
    assert not panel.save(), "a reason is wanted"
    panel.form.set_raw({"revocation_reason": "ban hành sai thể loại"})
    assert panel.save()
    assert register.lines()[0].symbol == "01-NQ/CB"
    assert register.lines()[0].state.endswith("ban hành sai thể loại")


def test_an_issued_number_is_not_taken_back_by_undo(
    window: MainWindow, book: tuple[Store, str], register: RegisterDialog
) -> None:
    assert issue(register)
    assert "Ban hành" not in str(book[0].undo_label)
