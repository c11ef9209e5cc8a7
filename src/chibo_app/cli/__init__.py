"""The same work without a window: for committee evenings, scheduled copies and tests.

Exit codes: 0 done, 1 problems were found, 2 it cannot be done.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from chibo_app.basics import clock, i18n, paths, settings
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.cli import output
from chibo_app.cli.arguments import build

DONE, PROBLEMS, CANNOT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing but words ever reaches the person."""
    _speak_utf8()
    i18n.use("en" if settings.load().language == "en" else "vi")
    try:
        chosen = build().parse_args(arguments)
        code = int(chosen.run(chosen))
        if sys.stdout is not None:
            sys.stdout.flush()  # while somebody can still say that it did not arrive
        return code
    except UserError as error:
        output.trouble(error)
    except KeyboardInterrupt:
        output.say_error(_("Stopped. What was already done is kept, nothing is half done."))
    except BrokenPipeError:
        _let_go_of_output()  # whoever read it (head, less) has gone
        return DONE
    except OSError as error:
        _report(error)
        _let_go_of_output()
        output.say_error(_("The computer refused to read or write a file, or the output of this command."))
        output.say_error(_("Check that the disk has room and is not write-protected, and try again."))
    except Exception as error:  # noqa: BLE001 - the last line: our own fault, told without a trace
        output.say_error(_("The program made a mistake. What was saved is safe."))
        if _report(error):
            output.say_error(_("A report without names was written to {file}").format(file=log_file()))
    return CANNOT


def _let_go_of_output() -> None:
    """Send what could not be written nowhere, so that Python does not complain about it at exit."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Consoles of Windows speak another encoding unless told; Vietnamese must arrive whole everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def log_file() -> Path:
    """Return where the program's log lies."""
    return paths.data_folder() / "so-chi-bo.log"


def _report(error: BaseException) -> bool:
    """Write where the fault happened: files and lines only, never values or the words of the error.

    Returns whether it was written; a log that cannot be must not hide what the person is to be told.
    """
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        with log_file().open("a", encoding="utf-8") as log:
            log.write(f"{clock.stamp()} ERROR fault {type(error).__name__} at {' < '.join(places)}\n")
    except OSError:
        return False
    return True
