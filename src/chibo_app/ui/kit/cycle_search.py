"""Python's search for unreachable cycles, in the window's own thread only.

Left to itself the interpreter searches in whatever thread makes the next object, and destroys there what it finds.
A widget destroyed beside the window's thread can stop or end the program: its destructor waits for a lock of Qt's that
the window holds, while the window waits for the interpreter.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_GROWTH = 1.25  # a search through everything pays once a quarter more has been kept since the last one


class CycleSearch(QObject):
    """Takes the search over from the interpreter while it lives, and searches when the window has a moment."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._kept = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Search as far as the interpreter would have by now."""
        young, middle, old = (made > limit for made, limit in zip(gc.get_count(), gc.get_threshold(), strict=True))
        if not young:
            return
        if middle and old and len(gc.get_objects(2)) > self._kept * _GROWTH:
            gc.collect()
            self._kept = len(gc.get_objects(2))
        else:
            gc.collect(1 if middle else 0)
