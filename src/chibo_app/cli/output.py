"""What the command line says: sentences, tables, JSON."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chibo_app.basics import safe_file
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import CannotOpen, Refused, UserError
from chibo_app.basics.i18n import _


def say(sentence: str) -> None:
    """Print one line for the person."""
    print(sentence)


def say_error(sentence: str) -> None:
    """Print one line where errors belong, so that it never mixes with JSON."""
    if sys.stderr is not None:  # closed; print would take the place of JSON then
        print(sentence, file=sys.stderr)


def trouble(error: UserError) -> None:
    """Say what happened, what is safe and what to do next; of a refusal each reason on its own line."""
    if isinstance(error, Refused):
        for problem in error.problems:
            say_error(problem.sentence)
        return
    for sentence in (error.what, error.safe, error.next_step):
        if sentence:
            say_error(sentence)


def write_file(out: Path, content: bytes, *kept: Path) -> None:
    """Write a file whole or not at all, never over a file of `kept`. Raises CannotOpen."""
    safe_file.require_place(out, *kept)
    try:
        safe_file.write_bytes(out, content)
    except OSError as error:
        raise CannotOpen(
            _("The file {path} could not be written.").format(path=out),
            next_step=_("Close it where it is open, or choose another place."),
        ) from error


def as_json(value: Any) -> None:
    """Print a value as JSON; dates as ISO text, letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(type(value).__name__)


def table(captions: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table with columns as wide as their longest text."""
    lines = [list(captions), *([str(value) for value in row] for row in rows)]
    widths = [max(_width(line[place]) for line in lines) for place in range(len(captions))]
    for line in lines:
        padded = [value + " " * (width - _width(value)) for value, width in zip(line, widths, strict=True)]
        print("  ".join(padded).rstrip())


def _width(written: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in written)
