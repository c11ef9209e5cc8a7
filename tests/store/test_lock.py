from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chibo_app.basics.errors import CannotOpen
from chibo_app.store import Key, Store
from chibo_app.store.lock import BookLock, lock_file

HOLD = "import sys, time; from pathlib import Path; from chibo_app.store.lock import BookLock;" \
    "kept = BookLock(Path(sys.argv[1]), 'phó bí thư'); print('held', flush=True); time.sleep(60)"  # fmt: skip


def holding(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_the_second_to_open_a_book_is_told_who_has_it(path: Path, key: Key) -> None:
    with Store.create(path, key):
        pass
    process = holding(path)
    try:
        with pytest.raises(CannotOpen, match="phó bí thư") as refused:
            Store.open(path, key)
        assert refused.value.reason == "in_use"
    finally:
        ended(process)


def test_a_lock_left_by_a_crash_is_taken_over(path: Path, key: Key) -> None:
    with Store.create(path, key):
        pass
    ended(holding(path))
    assert lock_file(path).exists()
    with Store.open(path, key):
        assert json.loads(lock_file(path).read_text(encoding="utf-8"))["process"] == os.getpid()
    assert not lock_file(path).exists()


def test_the_same_program_cannot_open_a_book_twice(path: Path, key: Key) -> None:
    with Store.create(path, key), pytest.raises(CannotOpen):
        Store.open(path, key)


def test_a_refused_opening_lets_the_next_try(path: Path, key: Key) -> None:
    with Store.create(path, key):
        pass
    for _try in range(2):
        with pytest.raises(CannotOpen) as refused:
            Store.open(path, Key("recovery", b"x" * 32))
        assert refused.value.reason == "wrong_key"
    assert not lock_file(path).exists()


def test_an_unreadable_lock_file_still_refuses(path: Path) -> None:
    lock = BookLock(path)
    lock_file(path).write_text("{", encoding="utf-8")
    with pytest.raises(CannotOpen, match="máy tính khác"):
        BookLock(path)
    lock.release()
    lock.release()


def _take_and_release(path: Path, rounds: int, inside: Path) -> None:
    for _round in range(rounds):
        try:
            lock = BookLock(path)
        except CannotOpen:
            continue
        handle = os.open(inside, os.O_CREAT | os.O_EXCL)  # fails when two are inside at once
        os.close(handle)
        inside.unlink()
        lock.release()


def test_never_two_are_inside_while_many_come_and_go(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    args = (path, 200, path.with_name("inside"))
    processes = [context.Process(target=_take_and_release, args=args) for _each in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
