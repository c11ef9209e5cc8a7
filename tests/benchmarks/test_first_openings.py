"""Pages of a committee's book opened for the first time in the view of all its cells, each in a process of its own.

The window stands on "Hôm nay" as after every start; then the page is opened, and after that read once more. Counted is
what the processor gave to the whole process, so that others on the machine do not count; a quick machine is told from
a slow one by the fixed work of the same process (20 ms where the targets were set).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import busy_book

pytestmark = pytest.mark.benchmark
PAGES, SIZES = ("pledges", "meetings", "dues", "cases"), (300, 3_000)
EXCESS = 1.3  # as in `test_members`

OPENED = """
import os, sys
from pathlib import Path
from PySide6.QtTest import QTest
from benchmarks.test_members import fixed_work, milliseconds
from chibo_app import app
from chibo_app.basics import clock
from chibo_app.store import Key, Store
from chibo_app.ui.main_window import MainWindow
from support.big_book import TODAY
from support.open_page import wait_for_jobs, wait_until

def reading(start):
    def work():
        start()
        wait_until(lambda: window._pages[name].table.rows.all_rows())
        QTest.qWait(400)  # the record beside the list is read a moment later
        wait_for_jobs(window.area)
    return milliseconds(work)

application, name = app.make_application(), sys.argv[2]
with clock.stopped(TODAY):
    window = MainWindow(Store.open(Path(sys.argv[1]), Key.none()), lambda: None, "today")
    window.show()
    wait_for_jobs(window.area)
    yardstick = min(milliseconds(fixed_work) for _ in range(3))
    first = reading(lambda: window.go(name))
    again = reading(window._pages[name].reload)
print(first, again, yardstick, len(window._pages[name].table.rows.all_rows()), flush=True)
os._exit(0)
"""


def opened(book: Path, page: str) -> tuple[float, float, float, int]:
    """Return the CPU milliseconds of the first opening, of reading again, and of the fixed work; and the rows shown."""
    tests = Path(__file__).parents[1]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(map(str, (tests, *sys.path)))}
    run = subprocess.run(
        [sys.executable, "-c", OPENED, str(book), page], capture_output=True, text=True, check=True, env=env
    )
    first, again, yardstick, rows = run.stdout.split()[-4:]
    return float(first), float(again), float(yardstick), int(rows)


def test_the_first_opening_of_a_page_for_all_cells_grows_no_faster_than_the_book(tmp_path: Path) -> None:
    books = {}
    for count in SIZES:
        store, _cells = busy_book.make(tmp_path, count, count // 10)
        books[count] = store.path
        store.close()
    print("\npage      members    rows   first opening      read again    (CPU; x the fixed work)")  # noqa: T201
    ratios: dict[tuple[str, int], float] = {}
    for page in PAGES:
        for count, book in books.items():
            first, again, yardstick, rows = opened(book, page)
            ratios[page, count] = first / yardstick
            print(  # noqa: T201
                f"{page:<8}  {count:>7,}  {rows:>6,}  {first:>6.0f} ms {first / yardstick:>5.1f} x"
                f"  {again:>6.0f} ms {again / yardstick:>5.1f} x"
            )
    for page in PAGES:
        assert ratios[page, SIZES[1]] <= 10 * EXCESS * ratios[page, SIZES[0]], page
