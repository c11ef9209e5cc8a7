"""Cycles of widgets are found and destroyed in the window's thread, whatever the threads beside it do."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chibo_app.ui.kit.cycle_search import CycleSearch
from chibo_app.ui.kit.jobs import Jobs


@pytest.fixture
def search(qapp: QApplication) -> Iterator[CycleSearch]:
    gc.enable()
    owner = QObject()
    yield CycleSearch(owner)
    del owner


def loop_of_widgets(seen_by: list[int]) -> None:
    """Leave a widget that only a search for cycles can find."""
    widget = QWidget()
    widget.itself = widget  # type: ignore[attr-defined]
    weakref.finalize(widget, lambda: seen_by.append(threading.get_ident()))


def many_objects() -> int:
    """Make so many objects that the interpreter would search several times."""
    kept = [[] for _each in range(5_000)]  # type: ignore[var-annotated]
    for one in kept:
        one.append(one)
    return len(kept)


def test_a_thread_never_destroys_a_widget(search: CycleSearch) -> None:
    seen_by: list[int] = []
    loop_of_widgets(seen_by)
    beside = threading.Thread(target=many_objects)
    beside.start()
    beside.join()
    assert seen_by == []
    search.look()
    assert seen_by == [threading.get_ident()]


def test_the_window_searches_by_itself_and_in_the_end_through_everything(search: CycleSearch) -> None:
    seen_by: list[int] = []
    widget = QWidget()
    widget.itself = widget  # type: ignore[attr-defined]
    weakref.finalize(widget, lambda: seen_by.append(threading.get_ident()))
    gc.collect()  # now the widget is old
    del widget
    search._timer.setInterval(5)
    for _round in range(1_000):
        many_objects()
        QTest.qWait(6)
        if seen_by:
            break
    assert seen_by == [threading.get_ident()]


def test_nothing_is_searched_while_nothing_is_made(search: CycleSearch) -> None:
    gc.collect()
    before = [one["collections"] for one in gc.get_stats()]
    search.look()
    assert [one["collections"] for one in gc.get_stats()] == before


def test_a_work_lets_go_of_its_widgets_in_the_windows_thread(qapp: QApplication) -> None:
    seen_by: list[int] = []
    jobs = Jobs(QWidget())
    for _round in range(50):
        named = QWidget()
        weakref.finalize(named, lambda: seen_by.append(threading.get_ident()))
        jobs.quietly(lambda named=named: bool(named), lambda _done: None)  # type: ignore[misc]
        del named
        QTest.qWait(1)
    jobs.close()
    QTest.qWait(20)
    assert seen_by == [threading.get_ident()] * 50
