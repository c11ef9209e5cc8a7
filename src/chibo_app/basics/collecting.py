"""Reading much at once without the interpreter searching the growing heap for cycles again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Put off the search for cycles while plain rows are made; it goes on afterwards, also after an error.

    Without it a list of thirty thousand members costs twenty times one of three thousand. Uses may overlap, in one
    thread or in several: whoever found it going lets it go on. Beside a window it never goes by itself
    (`ui/kit/cycle_search.py`); this is for the command line.
    """
    was_going = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_going:
            gc.enable()


def keep_program() -> None:
    """Leave what is loaded so far out of every later search for cycles; once in the life of the process.

    The loaded program is some 175,000 objects that live to its end. Measured with everything loaded, each full search
    took 150 ms and after this nothing, and such searches come between two keys. Called before a book is open, so that
    nothing of a book is ever held back. The command line was measured too and gains nothing: it runs once.
    """
    if gc.get_freeze_count() == 0:
        gc.freeze()
