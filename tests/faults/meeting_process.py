"""A window in which somebody types during a meeting and tells each word once it was typed; made to be killed."""

from __future__ import annotations

import os
import sys
import time
from itertools import count
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chibo_app.app import make_application
from chibo_app.store import Key, Store
from chibo_app.ui.pages.meetings import MeetingsPage
from chibo_app.ui.pages.meetings_screen import MeetingScreen
from support.hands import press
from support.open_page import opened

LETTER_MS = 40  # a quick writer: 25 letters a second


def tell(words: str) -> None:
    """Tell the parent at once, in one write, so that a kill never leaves half a line."""
    os.write(1, f"{words}\n".encode())


def field(screen: MeetingScreen, place: str) -> QWidget:
    """Open the place where something is typed, and return its field."""
    if place == "opening":
        screen.go(screen.general)
        return screen.general.form.form.rows["opening_notes"].editor.focus_widget
    screen.go(screen.agenda)
    screen.agenda.table.choose(screen.meeting.agenda[1].id)
    view = screen.agenda.view()
    assert view is not None
    if place == "summary":
        return view.form.form.rows["summary"].editor.focus_widget
    view.chips.choose(1)
    view.speeches.add()
    assert view.speeches.panel is not None
    return view.speeches.panel.form.rows["content"].editor.focus_widget


def type_on(page: MeetingsPage, meeting_id: str, place: str) -> None:
    """Type numbered words for ever."""
    page.open_record(meeting_id)
    assert page.screen_ is not None
    target = field(page.screen_, place)
    target.setFocus()
    tell("ready")
    for number in count(1):
        for letter in f"{number} ":
            press(letter, target)
            QTest.qWait(LETTER_MS)
        tell(f"typed {number} {time.monotonic()}")


def main(path: str, meeting_id: str, place: str) -> None:
    """Open the book on the meeting and type until killed."""
    make_application()
    with opened(Store.open(Path(path), Key.none()), "meetings", MeetingsPage) as page:
        type_on(page, meeting_id, place)


if __name__ == "__main__":
    main(*sys.argv[1:])
