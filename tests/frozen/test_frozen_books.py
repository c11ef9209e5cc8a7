"""A book of every released format, plain and encrypted: each opens, is brought up to date, and loses nothing.

Each `books/<format>-<kind>.chibo` is made once at a release by `python tests/frozen/freeze.py` and never changed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chibo_app.store import Key, Store, migrations
from frozen.freeze import KEYS, PEOPLE, freeze
from support.people import add_person, names

BOOKS = sorted((Path(__file__).parent / "books").glob("*.chibo"))


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_every_frozen_book_and_one_of_today_are_brought_up_to_date_and_lose_nothing(kind: str, tmp_path: Path) -> None:
    today = freeze(tmp_path, kind)
    assert today.name == f"{len(migrations.STEPS)}-{kind}.chibo"
    for frozen in (today, *BOOKS):
        if frozen.stem.endswith(kind):
            check(Path(shutil.copyfile(frozen, tmp_path / "so.chibo")), KEYS[kind])
            (tmp_path / "so.chibo").unlink()


def check(path: Path, key: Key) -> None:
    with Store.open(path, key) as store:
        assert names(store) == PEOPLE
        assert [finding.sentence for finding in store.check() if finding.level == "error"] == []
        add_person(store, "Hồ Thị Tú")
        store.undo()
        assert names(store) == PEOPLE
