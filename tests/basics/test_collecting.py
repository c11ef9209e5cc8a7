"""The search for cycles: put off while much is read, and never again through the loaded program."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from chibo_app.basics import collecting

ONCE = """
import gc
from chibo_app.basics import collecting
collecting.keep_program()
kept = gc.get_freeze_count()
later = [[number] for number in range(1_000)]
collecting.keep_program()  # the next book: nothing of the last one may be held back
print(kept > 1_000, gc.get_freeze_count() == kept)
"""


def test_the_program_is_left_out_once_and_nothing_that_came_later() -> None:
    done = subprocess.run([sys.executable, "-c", ONCE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_reading_puts_the_search_off_and_lets_it_go_on_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), collecting.paused():
        assert not gc.isenabled()
        raise ValueError("x")
    assert gc.isenabled()
