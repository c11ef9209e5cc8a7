"""Processes that write into a book and tell each act only after it was acknowledged; made to be killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from chibo_app.store import Key, Store
from support.people import add_person

KEY = bytes(range(32))


def tell(word: str) -> None:
    """Tell the parent at once."""
    os.write(1, f"{word}\n".encode())  # one write, so that a kill never leaves half a line


def write_on(store: Store) -> None:
    """Save people for ever, with a draft, an undo and a snapshot now and then."""
    number = 0
    while True:
        number += 1
        person_id = add_person(store, f"Người {number}", note="x" * 2000)
        tell(f"added {person_id}")
        store.save_draft("member:new", {"full_name": f"Người {number}"})
        if number % 5 == 0:
            tell(f"undoing {person_id}")
            store.undo()
            tell(f"undone {person_id}")
        if number % 7 == 0:
            store.snapshot()
            tell("snapshot")


def rekey_on(store: Store) -> None:
    """Change the passphrase again and again, telling each before and after."""
    number = 0
    while True:
        number += 1
        tell(f"changing {number}")
        store.change_passphrase(f"mật khẩu {number}")
        tell(f"changed {number}")


def work(path: str, kind: str, passphrase: str) -> None:
    """Open a book and write into it until killed."""
    key = Key.passphrase(passphrase) if passphrase else Key("recovery", KEY)
    with Store.open(Path(path), key) as store:
        tell("ready")
        {"write": write_on, "rekey": rekey_on}[kind](store)


def main() -> None:
    """For each line of input (path, work, passphrase) become a new process; loading the program once saves time."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            work(*line.rstrip("\n").split("\t"))
        tell(f"pid {child}")
        os.waitpid(child, 0)
        tell("dead")


if __name__ == "__main__":
    main()
