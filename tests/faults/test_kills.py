"""kill -9 at random moments: no acknowledged act is lost, no book is corrupt, some passphrase always opens it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest
from sqlmodel import select

from chibo_app.models.people import Person
from chibo_app.store import Key, Store, rekey, snapshots
from chibo_app.store.lock import lock_file
from support.people import add_person

KEY = Key("recovery", bytes(range(32)))
TESTS = Path(__file__).parents[1]


class Victims:
    """Makes writing processes and kills them."""

    def __init__(self) -> None:
        command = [sys.executable, str(TESTS / "faults" / "writing_process.py")]
        environment = {**os.environ, "PYTHONPATH": str(TESTS)}
        self._maker = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True, env=environment)

    def killed(self, path: Path, work: str, after: float, passphrase: str = "", begun: str = "") -> list[list[str]]:
        """Let a process write, kill it some time after it is ready, return what it told, in words.

        With `begun` the time runs from when it told that word, so that a slow machine too gets to writing.
        """
        assert self._maker.stdin is not None
        self._maker.stdin.write(f"{path}\t{work}\t{passphrase}\n")
        self._maker.stdin.flush()
        told = [self._word(), self._word()]  # "pid" and "ready" come in either order
        told += [self._word()] if ["ready"] not in told else []
        while begun and told[-1][0] != begun:
            told.append(self._word())
        time.sleep(after)
        os.kill(next(int(words[1]) for words in told if words[0] == "pid"), signal.SIGKILL)
        while told[-1] != ["dead"]:
            told.append(self._word())
        return told

    def _word(self) -> list[str]:
        assert self._maker.stdout is not None
        words = self._maker.stdout.readline().split()
        assert words, "the writing process ended by itself"
        return words

    def end(self) -> None:
        """End the maker, which ends when it gets no more orders."""
        self._maker.communicate()


@pytest.fixture
def victims() -> Iterator[Victims]:
    made = Victims()
    yield made
    made.end()


def expected(told: list[list[str]]) -> tuple[set[str], set[str]]:
    """Return the people who must be there and those who may be there or not."""
    surely: set[str] = set()
    perhaps: set[str] = set()
    for words in told:
        if words[0] == "added":
            surely.add(words[1])
        elif words[0] == "undoing":
            perhaps.add(words[1])
        elif words[0] == "undone":
            perhaps.discard(words[1])
            surely.discard(words[1])
    return surely - perhaps, perhaps


def people(store: Store) -> set[str]:
    with store.read() as session:
        return set(session.exec(select(Person.id)).all())


def kill_while_writing(victims: Victims, path: Path, chance: random.Random, present: set[str]) -> set[str]:
    """Kill one writing process, now soon after it opened the book, now after its first act; return who is in it."""
    begun = chance.choice(("", "added"))
    surely, perhaps = expected(victims.killed(path, "write", chance.uniform(0, 0.2), begun=begun))
    with Store.open(path, KEY) as store:
        now = people(store)
        assert present | surely <= now, "an acknowledged act is lost"
        assert len(now - present - surely - perhaps) <= 1, "only the act in hand may be there unacknowledged"
        assert [finding.sentence for finding in store.check() if finding.level == "error"] == []
        assert not [finding for finding in store.check(replay=False) if finding.code == "journal_unsealed"]
        for snapshot in store.snapshots():
            assert rekey.opens(snapshot.path, KEY.derive(snapshot.path))
    assert not lock_file(path).exists()
    return now


def kill_while_rekeying(victims: Victims, template: Path, folder: Path, chance: random.Random) -> str:
    """Kill one re-keying process, then find the book and all snapshots opened by the old or the new passphrase."""
    folder.mkdir()
    path = folder / template.name
    shutil.copyfile(template, path)
    shutil.copytree(snapshots.folder_of(template), snapshots.folder_of(path))
    told = victims.killed(path, "rekey", chance.uniform(0.1, 0.7), "mật khẩu 0")
    changed = max((int(words[1]) for words in told if words[0] == "changed"), default=0)
    begun = max((int(words[1]) for words in told if words[0] == "changing"), default=0)
    candidates = [Key.passphrase(f"mật khẩu {number}").derive(path) for number in dict.fromkeys((changed, begun))]
    fitting = [key for key in candidates if rekey.opens(path, key)]
    assert len(fitting) == 1, "the book opens with exactly one of the old and the new passphrase"
    for copy in snapshots.files(snapshots.folder_of(path)):
        assert any(rekey.opens(copy, key) for key in candidates), "a snapshot opens with neither"
    with Store.open(path, fitting[0]) as store:
        assert len(people(store)) == 3
        assert [finding.sentence for finding in store.check() if finding.level == "error"] == []
        assert store.meta(rekey.FACT) is None, "the interrupted change is finished or forgotten"
        assert all(rekey.opens(each.path, fitting[0]) for each in store.snapshots())
        assert not list(snapshots.folder_of(path).glob("*.part*"))
    return "new" if begun > changed and fitting[0] is candidates[-1] else "old"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A book with three people and two snapshots, its passphrase "mật khẩu 0"."""
    path = tmp_path / "goc.chibo"
    with Store.create(path, Key.passphrase("mật khẩu 0")) as store:
        for number in range(3):
            add_person(store, f"Người {number}", note="x" * 20_000)
            store.snapshot()
    return path


def kill_many_writers(victims: Victims, path: Path, times: int) -> None:
    chance, present = random.Random(times), set[str]()
    with Store.create(path, KEY):
        pass
    for _kill in range(times):
        present = kill_while_writing(victims, path, chance, present)
    assert present, "the writers were killed before any of them wrote, so nothing was proved"


def test_twenty_kills_of_a_writing_process_lose_nothing(victims: Victims, tmp_path: Path) -> None:
    kill_many_writers(victims, tmp_path / "so.chibo", 20)


def test_ten_kills_while_rekeying_leave_a_passphrase_that_opens(
    victims: Victims, template: Path, tmp_path: Path
) -> None:
    chance = random.Random(10)
    for number in range(10):
        kill_while_rekeying(victims, template, tmp_path / str(number), chance)


@pytest.mark.faults
def test_three_hundred_kills_of_a_writing_process_lose_nothing(victims: Victims, tmp_path: Path) -> None:
    for book in range(10):
        kill_many_writers(victims, tmp_path / f"{book}.chibo", 30)


@pytest.mark.faults
def test_a_hundred_kills_while_rekeying_leave_a_passphrase_that_opens(
    victims: Victims, template: Path, tmp_path: Path
) -> None:
    chance = random.Random(100)
    ends = [kill_while_rekeying(victims, template, tmp_path / str(number), chance) for number in range(100)]
    assert set(ends) == {"old", "new"}, "kills struck on both sides of the change"
