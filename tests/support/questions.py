"""Counts the questions asked of the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements of this thread that reach the file meanwhile; what is read beside it is not counted."""
    asked: list[str] = []
    here = get_ident()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if get_ident() == here:
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)
