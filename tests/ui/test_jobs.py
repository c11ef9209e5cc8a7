"""Long work beside the window: quick work shows nothing, cancelling leaves the old state, faults are not hidden."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import delete

from chibo_app.basics.errors import UserError
from chibo_app.ui.kit.jobs import Jobs, Progress
from ui.conftest import Recorder


@pytest.fixture
def owner(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def jobs(owner: QWidget) -> Any:
    made = Jobs(owner)
    yield made
    made.close()


def test_the_work_runs_beside_the_window_and_its_result_arrives_in_it(jobs: Jobs, qtbot: Any) -> None:
    threads: list[int] = []
    done: list[int] = []
    jobs.start(
        "x", lambda _progress: threads.append(threading.get_ident()), lambda _none: done.append(threading.get_ident())
    )
    qtbot.waitUntil(lambda: bool(done))
    assert threads[0] != threading.get_ident()
    assert done == [threading.get_ident()]


def test_quick_reading_is_done_at_once_and_slow_reading_says_so(jobs: Jobs, qtbot: Any) -> None:
    got: list[str] = []
    jobs.soon(lambda: "nhanh", got.append, lambda: got.append("chờ"))
    assert got == ["nhanh"]

    def slow() -> str:
        time.sleep(0.3)
        return "chậm"

    jobs.soon(slow, got.append, lambda: got.append("chờ"))
    assert got == ["nhanh", "chờ"]
    qtbot.waitUntil(lambda: got[-1] == "chậm")


def test_only_the_last_question_of_a_widget_is_answered_and_none_after_it_is_gone(
    jobs: Jobs, owner: QWidget, qtbot: Any
) -> None:
    got: list[str] = []

    def slowly(words: str) -> str:
        time.sleep(0.25)
        return words

    asking = QWidget()
    jobs.latest(asking, lambda: slowly("cũ"), got.append, lambda: got.append("chờ"))
    jobs.latest(asking, lambda: slowly("mới"), got.append, lambda: got.append("chờ"))
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert got == ["chờ", "chờ", "mới"]
    gone = QWidget()
    jobs.latest(gone, lambda: slowly("không ai xem"), got.append, lambda: got.append("chờ"))
    delete(gone)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert got == ["chờ", "chờ", "mới", "chờ"]


def test_progress_appears_only_after_a_moment_and_cancelling_ends_the_work(
    jobs: Jobs, owner: QWidget, qtbot: Any, told: Recorder
) -> None:
    steps: list[int] = []

    def work(progress: Progress) -> None:
        for step in range(1000):
            progress.step(step, 1000, "đang làm")
            steps.append(step)
            time.sleep(0.005)

    progress = jobs.start("Việc dài", work, lambda _none: steps.append(-1))
    dialog = owner.findChild(QDialog)
    assert dialog is not None
    assert not dialog.isVisible()
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert progress.is_cancelled
    assert -1 not in steps
    assert len(steps) < 1000
    assert told.said


def test_an_understandable_error_is_told_in_words(jobs: Jobs, qtbot: Any, told: Recorder) -> None:
    def work(_progress: Progress) -> None:
        raise UserError("Đĩa đầy.", "Sổ cũ vẫn nguyên.", "Xin chọn nơi khác.")

    jobs.start("x", work, lambda _none: None)
    qtbot.waitUntil(lambda: bool(told.said))
    assert told.said == ["problem: Đĩa đầy. Sổ cũ vẫn nguyên. Xin chọn nơi khác."]


def test_a_fault_of_the_program_is_raised_in_the_window(jobs: Jobs, qtbot: Any) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        jobs.start("x", work, lambda _none: None)
        qtbot.waitUntil(lambda: not jobs.is_busy)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
