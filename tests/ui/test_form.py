"""Forms by keyboard: next field, problems under their field, explanations once, Unikey undisturbed."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.problems import Problem
from chibo_app.ui.kit.editors import ChoiceEditor
from chibo_app.ui.kit.fields import Field, Option, Section
from chibo_app.ui.kit.form import FormView

FIELDS = [
    Field("name", "Họ và tên", required=True),
    Field("gender", "Giới tính", "choice", options=[Option("male", "Nam"), Option("female", "Nữ")]),
    Field("born", "Sinh ngày", "date"),
    Field("on", "Từ ngày", "day"),
    Field("note", "Ghi chú", "lines"),
    Field("money", "Số tiền", "money"),
    Field("count", "Số lượng", "number"),
    Field("rate", "Hệ số", "decimal"),
    Field("poor", "Hộ nghèo", "yes_no"),
]


@pytest.fixture
def form(qtbot: Any) -> FormView:
    view = FormView([Section("Chung", FIELDS), Section("Thêm", [Field("more", "Khác")], folded=True)])
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    qtbot.waitExposed(view)
    return view


def type_text(widget: QWidget, words: str) -> None:
    """Send letters as a keyboard with an input method does (`QTest.keyClicks` aborts with Vietnamese letters)."""
    for letter in words:
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))


def focus_of(form: FormView, name: str) -> QWidget:
    return form.rows[name].editor.focus_widget


def line_of(form: FormView, name: str) -> QLineEdit:
    widget = focus_of(form, name)
    assert isinstance(widget, QLineEdit)
    return widget


def test_enter_goes_to_the_next_field_and_shift_enter_back(form: FormView) -> None:
    form.focus_first()
    QTest.keyClick(focus_of(form, "name"), Qt.Key.Key_Return)
    assert focus_of(form, "gender").hasFocus()
    QTest.keyClick(focus_of(form, "gender"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert focus_of(form, "name").hasFocus()


def test_enter_makes_a_new_line_in_a_field_of_several_lines(form: FormView) -> None:
    note = focus_of(form, "note")
    note.setFocus()
    type_text(note, "một")
    QTest.keyClick(note, Qt.Key.Key_Return)
    type_text(note, "hai")
    assert form.values()["note"] == "một\nhai"


def test_enter_is_left_to_the_input_method_while_it_composes(form: FormView) -> None:
    name = line_of(form, "name")
    name.setFocus()
    QApplication.sendEvent(name, QInputMethodEvent("Nguyê", []))
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert name.hasFocus()
    done = QInputMethodEvent("", [])
    done.setCommitString("Nguyễn")
    QApplication.sendEvent(name, done)
    assert name.text() == "Nguyễn"
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert not name.hasFocus()


def test_words_are_put_into_one_form_only_when_the_field_is_left(form: FormView) -> None:
    name = line_of(form, "name")
    name.setFocus()
    decomposed = unicodedata.normalize("NFD", "Nguyễn  Thị Ánh ")
    name.insert(decomposed)
    assert name.text() == decomposed
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == "Nguyễn Thị Ánh"


@pytest.mark.parametrize(
    ("typed", "shown", "kept"),
    [
        ("5/3/26", "05/3/2026", "2026-03-05"),
        ("050326", "05/3/2026", "2026-03-05"),
        ("05.03.2026", "05/3/2026", "2026-03-05"),
        ("3/1965", "3/1965", "1965-03"),
        ("1965", "1965", "1965"),
    ],
)
def test_a_date_is_read_in_every_office_style(form: FormView, typed: str, shown: str, kept: str) -> None:
    with clock.stopped(date(2026, 11, 22)):
        line = line_of(form, "born")
        line.setFocus()
        type_text(line, typed)
        assert line.text() == typed
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert line.text() == shown
        assert form.values()["born"] == PartialDate(kept)


def test_a_day_that_does_not_exist_stays_as_typed_and_is_named(form: FormView) -> None:
    form.set_raw({"name": "An", "on": "31/2/2020"})
    problems = form.own_problems()
    assert [problem.where for problem in problems] == ["on"]
    form.show_problems(problems)
    assert "31/2/2020" in form.problem_words("on")
    assert focus_of(form, "on").hasFocus()


def test_money_and_numbers_are_read_as_people_write_them(form: FormView) -> None:
    form.set_raw({"money": "1.250.000", "count": "12", "rate": "4,5"})
    values = form.values()
    assert (values["money"], values["count"], values["rate"]) == (1_250_000, 12, Decimal("4.5"))
    form.set_raw({"money": "nhiều", "count": "1,5"})
    assert {problem.where for problem in form.own_problems()} == {"name", "money", "count"}


def test_the_first_problem_gets_the_focus_and_a_folded_section_opens_for_it(form: FormView) -> None:
    form.show_problems([Problem("more", "x", "Xin xem lại."), Problem("", "y", "Chung cho cả phiếu.")])
    assert focus_of(form, "more").isVisible()
    assert focus_of(form, "more").hasFocus()
    assert "Xin xem lại." in form.problem_words("more")


def test_something_unlikely_asks_for_an_explanation_which_comes_by_its_code(form: FormView) -> None:
    form.show_problems([Problem("born", "too_old", "Tuổi hơi cao.", "warning"), Problem("", "odd", "Lạ.", "warning")])
    row = form.rows["born"]
    assert row.explanation.isVisible()
    row.explanation.setText("đã đối chiếu")
    form._general_explanation.setText("đúng")
    assert form.explanations() == {"too_old": "đã đối chiếu", "odd": "đúng"}


def test_typing_in_a_list_of_choices_finds_the_line_without_marks(form: FormView) -> None:
    editor = form.rows["gender"].editor
    assert isinstance(editor, ChoiceEditor)
    type_text(editor.combo, "nu")
    assert form.values()["gender"] == "female"
    assert not editor.combo.isEditable()


def test_a_choice_that_is_no_longer_offered_is_kept(form: FormView) -> None:
    form.fill({"gender": "khác"})
    assert form.values()["gender"] == "khác"
    assert not form.is_changed


def test_every_field_has_a_name_for_screen_readers(form: FormView) -> None:
    for row in form.rows.values():
        assert row.editor.focus_widget.accessibleName() == row.field.label
