"""Reading much at once without the interpreter searching the growing heap for cycles again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Put off the search for cycles while plain rows are made; it goes on afterwards, also after an error.

    Without it a list of thirty thousand members costs twenty times one of three thousand. Uses may overlap, in one
    thread or in several: whoever found it going lets it go on.
    """
    was_going = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_going:
            gc.enable()
