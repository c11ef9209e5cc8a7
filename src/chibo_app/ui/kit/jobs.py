"""Long work beside the window: one worker thread, progress in words, cancel; never a nested event loop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from chibo_app.basics.errors import Cancelled, UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import messages, theme

T = TypeVar("T")
PATIENCE_MS = 200  # shorter work shows nothing
_QUICK_S = 0.15
_ASKED = "asked"  # the number of the last question of a widget


class Progress:
    """What the work in the thread may say. `step` also ends the work when the person has cancelled."""

    def __init__(self, say: Callable[[int, int, str], None]) -> None:
        self._say = say
        self._stop = threading.Event()

    def step(self, done: int, total: int, words: str = "") -> None:
        """Report progress; raise Cancelled when the person wants to stop, so that the old state stands."""
        if self._stop.is_set():
            raise Cancelled(_("Stopped as you asked."), _("Nothing has been changed."))
        self._say(done, total, words)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop.is_set()


class _Work:
    """What a thread is given: it can run the work, but the window keeps it and lets go of it.

    A work may name widgets, and who lets go of a widget last destroys it, which only the window's own thread may do.
    """

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work: Callable[[], Any] | None = work

    def __call__(self) -> Any:
        assert self._work is not None
        return self._work()

    def let_go(self) -> None:
        """Forget the work; it has been done, or never will be."""
        self._work = None


@dataclass(frozen=True)
class _Errand:
    """A work under way and what follows it; known to the window's thread only."""

    work: _Work
    future: Future[Any]
    finish: Callable[[Future[Any]], None]
    step: Callable[[int, int, str], None] | None = None

    def end(self) -> None:
        """Call what follows."""
        self.work.let_go()
        self.finish(self.future)


def _hand_over(
    pool: ThreadPoolExecutor, work: Callable[[], Any], finish: Callable[[Future[Any]], None],
    step: Callable[[int, int, str], None] | None = None,
) -> _Errand:  # fmt: skip
    handed = _Work(work)
    return _Errand(handed, pool.submit(handed), finish, step)


class Jobs(QObject):
    """The one worker. `start` is for named long work with progress, `soon` for reading that is usually quick."""

    # Both carry the number of an errand: no widget and no signal of its own ever belongs to a thread beside the window.
    _landed = Signal(int)
    _stepped = Signal(int, int, int, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="read")
        self._numbers = count(1)
        self._open: dict[int, _Errand] = {}
        self._landed.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any work is still under way."""
        return bool(self._open)

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Progress:
        """Run `work(progress)` in the thread, then `done(result)` or `failed(error)` in the window.

        Errors a person can understand are told when no `failed` is given; faults of the program are raised.
        """
        number = next(self._numbers)
        progress = Progress(lambda *step: self._stepped.emit(number, *step))
        dialog = _JobDialog(self._parent, title, progress)

        def finish(future: Future[T]) -> None:
            dialog.finish()
            self._deliver(future, done, failed)

        self._follow(_hand_over(self._pool, lambda: work(progress), finish, dialog.show_step), number)
        return progress

    def soon(
        self, work: Callable[[], T], done: Callable[[T], None], waiting: Callable[[], None],
        patience: float = _QUICK_S,
    ) -> None:  # fmt: skip
        """Run a reading in the thread. When it is quick, `done` is called at once, else `waiting` and later `done`.

        `patience` is how many seconds the window waits itself; none for what nobody looks at just now.
        """
        errand = _hand_over(self._reader, work, lambda future: self._deliver(future, done, None))
        if wait([errand.future], timeout=patience).done:
            errand.end()
        else:
            waiting()
            self._follow(errand, next(self._numbers))

    def latest(
        self, owner: QWidget, work: Callable[[], T], done: Callable[[T], None], waiting: Callable[[], None]
    ) -> None:
        """Like `soon`, for a widget that may ask again before it is answered or be gone by then.

        Only the answer to its last question is shown, and none once the widget is closed for good.
        """
        asked = int(owner.property(_ASKED) or 0) + 1
        owner.setProperty(_ASKED, asked)

        def show(found: T) -> None:
            if isValid(owner) and owner.property(_ASKED) == asked:
                done(found)

        self.soon(work, show, waiting)

    def quietly(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work()` in the thread without showing anything; the caller says itself that something is under way."""
        errand = _hand_over(self._pool, work, lambda future: self._deliver(future, done, failed))
        self._follow(errand, next(self._numbers))

    def close(self) -> None:
        """Wait for the work under way and end the threads."""
        for pool in (self._reader, self._pool):
            pool.shutdown(wait=True, cancel_futures=True)

    def _follow(self, errand: _Errand, number: int) -> None:
        self._open[number] = errand
        errand.future.add_done_callback(lambda _future: self._landed.emit(number))

    def _settle(self, number: int) -> None:
        self._open.pop(number).end()

    def _show_step(self, number: int, done: int, total: int, words: str) -> None:
        errand = self._open.get(number)
        if errand is not None and errand.step is not None:
            errand.step(done, total, words)

    def _deliver(
        self, future: Future[T], done: Callable[[T], None], failed: Callable[[Exception], None] | None
    ) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, Exception) and failed is not None:
            failed(error)
        elif isinstance(error, UserError):
            messages.problem(self._parent, error)
        else:
            raise error


class _JobDialog(QDialog):
    """Progress and a cancel button; appears only when the work takes longer than a moment."""

    def __init__(self, parent: QWidget, title: str, progress: Progress) -> None:
        super().__init__(parent)
        self._progress = progress
        self.setWindowTitle(title)
        self.setModal(True)
        self._words, self._bar = QLabel(title), QProgressBar()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setMinimumWidth(theme.letters_wide(self, 40))
        self._words.setWordWrap(True)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        stop = QPushButton(_("Stop"))
        stop.clicked.connect(self.reject)
        box = QVBoxLayout(self)
        for part in (self._words, self._bar, stop):
            box.addWidget(part)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._timer.timeout.connect(self.open)
        self._timer.start()

    def show_step(self, done: int, total: int, words: str) -> None:
        """Show how far the work has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._words.setText(words)

    def reject(self) -> None:
        """Cancelling asks the work; the dialog goes when the work has stopped."""
        self._progress.cancel()
        self._words.setText(_("Stopping…"))

    def finish(self) -> None:
        """Put the dialog away."""
        self._timer.stop()
        self.done(0)
        self.deleteLater()
