"""One flipped bit anywhere in an encrypted book is noticed; in a plain one wherever it changes what is recorded."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from chibo_app.basics.errors import CannotOpen
from chibo_app.store import Key, Store
from support.people import add_person, rename

KEY = Key("recovery", bytes(range(32)))


def made(path: Path, key: Key) -> bytes:
    with Store.create(path, key) as store:
        for number in range(20):
            person_id = add_person(store, f"Người {number}", note="x" * 3000)
            rename(store, person_id, f"Tên mới {number}")
    return path.read_bytes()


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def is_noticed(path: Path, content: bytes, key: Key) -> bool:
    path.write_bytes(content)
    try:
        with Store.open(path, key) as store:
            return any(finding.level == "error" for finding in store.check())
    except CannotOpen as refused:
        assert refused.what and refused.safe and refused.next_step
        return True


def unnoticed(path: Path, times: int) -> list[int]:
    content, chance = made(path, KEY), random.Random(times)
    bits = [chance.randrange(len(content) * 8) for _time in range(times)]
    return [bit for bit in bits if not is_noticed(path, flipped(content, bit), KEY)]


def test_forty_flipped_bits_in_an_encrypted_book_are_noticed(tmp_path: Path) -> None:
    assert unnoticed(tmp_path / "so.chibo", 40) == []


@pytest.mark.faults
def test_five_hundred_flipped_bits_in_an_encrypted_book_are_noticed(tmp_path: Path) -> None:
    assert unnoticed(tmp_path / "so.chibo", 500) == []


def test_a_changed_letter_in_a_plain_book_is_noticed_by_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    content = made(path, Key.none())
    places = [place for place in range(len(content)) if content.startswith("Tên mới 7".encode(), place)]
    assert len(places) > 1
    for place in places:
        assert is_noticed(path, flipped(content, place * 8 + 1), Key.none())


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.9, 0.999])
def test_a_cut_off_book_is_refused_in_a_sentence(tmp_path: Path, share: float) -> None:
    path = tmp_path / "so.chibo"
    content = made(path, KEY)
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(CannotOpen) as refused:
        Store.open(path, KEY)
    assert refused.value.reason in {"damaged", "wrong_key", "not_a_book"}
