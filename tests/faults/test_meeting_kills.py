"""kill -9 while somebody types in a meeting: at most two seconds are lost, and the screen comes back where it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from chibo_app.store import Key, Store
from chibo_app.store.lock import lock_file
from chibo_app.ui.kit import drafts
from chibo_app.ui.kit.drafts import Draft
from chibo_app.ui.pages.meetings import MeetingsPage
from support import meeting_book
from support.open_page import opened

TESTS = Path(__file__).parents[1]
MOST_LOST_S = 2.0
FIELDS = {"opening": "opening_notes", "summary": "summary", "speech": "content"}


def kill_while_typing(path: Path, meeting_id: str, place: str, after: float) -> int:
    """Let a window type, kill it some time later; return the last number that had to survive."""
    command = [sys.executable, str(TESTS / "faults" / "meeting_process.py"), str(path), meeting_id, place]
    environment = {
        **os.environ, "PYTHONPATH": str(TESTS), "QT_QPA_PLATFORM": "offscreen", "CHIBO_DATA": str(path.parent / "data"),
    }  # fmt: skip
    with subprocess.Popen(command, stdout=PIPE, text=True, env=environment) as typing:
        assert typing.stdout is not None
        assert typing.stdout.readline() == "ready\n", "the window ended by itself"
        time.sleep(after)
        killed = time.monotonic()
        os.kill(typing.pid, signal.SIGKILL)
        told = [line.split() for line in typing.stdout.read().splitlines()]
    safe = [int(words[1]) for words in told if words[0] == "typed" and float(words[2]) <= killed - MOST_LOST_S]
    return max(safe, default=0)


def numbers(draft: Draft, place: str) -> list[str]:
    return draft.words[FIELDS[place]].split()


def check_kept(store: Store, place: str, surely: int) -> Draft:
    assert [finding.sentence for finding in store.check() if finding.level == "error"] == []
    (draft,) = drafts.waiting(store)
    kept = numbers(draft, place)
    assert kept[:surely] == [str(number) for number in range(1, surely + 1)], "more than two seconds were lost"
    return draft


def check_comes_back(store: Store, draft: Draft, meeting_id: str, place: str) -> None:
    with opened(store, "meetings", MeetingsPage) as page:
        page.take_up(draft.key)
        assert page.screen_ is not None
        assert page.screen_.meeting.facts.id == meeting_id
        section = page.screen_.general if place == "opening" else page.screen_.agenda
        assert page.screen_.stack.currentWidget() is section
        seen = [field.toPlainText() for field in page.screen_.findChildren(QPlainTextEdit) if field.isVisible()]
        assert draft.words[FIELDS[place]] in seen


def kill_and_come_back(folder: Path, place: str, after: float) -> int:
    book = meeting_book.make(folder)
    meeting_id = meeting_book.hold_meeting(book)
    book.store.close()
    surely = kill_while_typing(book.store.path, meeting_id, place, after)
    with Store.open(book.store.path, Key.none()) as store:
        if not surely and not drafts.waiting(store):
            return 0  # killed before the first draft was due
        draft = check_kept(store, place, surely)
        check_comes_back(store, draft, meeting_id, place)
    assert not lock_file(book.store.path).exists()
    return surely


@pytest.mark.parametrize("place", list(FIELDS))
def test_a_kill_in_the_meeting_loses_at_most_two_seconds_and_the_screen_comes_back(
    qapp: QApplication, tmp_path: Path, place: str
) -> None:
    assert kill_and_come_back(tmp_path, place, 4.2) > 0, "killed before anything had to be kept: nothing was proved"


@pytest.mark.faults
def test_ten_kills_in_the_meeting_lose_at_most_two_seconds(qapp: QApplication, tmp_path: Path) -> None:
    chance = random.Random(6)
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        kill_and_come_back(folder, chance.choice(list(FIELDS)), chance.uniform(2.5, 6))
