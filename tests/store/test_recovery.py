from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics.errors import Refused
from chibo_app.store import Key, Store, recovery

KEYS = st.binary(min_size=32, max_size=32)
CODE = recovery.encode(bytes(range(32)))


@given(KEYS)
def test_a_code_gives_back_its_key(key: bytes) -> None:
    assert recovery.decode(recovery.encode(key)) == key


@given(KEYS)
def test_a_code_has_fifteen_groups_of_five_unmistakable_signs(key: bytes) -> None:
    groups = recovery.encode(key).split("-")
    assert [len(group) for group in groups] == [5] * 15
    assert not set("".join(groups)) & set("01OISZB") and not set("".join(groups)) & set("AEIOUYDW")


@given(KEYS, st.integers(0, 14), st.integers(0, 4), st.sampled_from(recovery.ALPHABET))
def test_one_wrong_sign_is_found_in_its_group(key: bytes, group: int, place: int, sign: str) -> None:
    groups = recovery.encode(key).split("-")
    if groups[group][place] == sign:
        return
    groups[group] = groups[group][:place] + sign + groups[group][place + 1 :]
    with pytest.raises(Refused) as refused:
        recovery.decode("-".join(groups))
    assert [problem.where for problem in refused.value.problems] == [f"group{group + 1}"]
    assert str(group + 1) in refused.value.problems[0].sentence


@given(KEYS, st.integers(0, 14), st.integers(0, 3))
def test_two_swapped_signs_are_found(key: bytes, group: int, place: int) -> None:
    groups = recovery.encode(key).split("-")
    first, second = groups[group][place], groups[group][place + 1]
    if first == second:
        return
    groups[group] = groups[group][:place] + second + first + groups[group][place + 2 :]
    with pytest.raises(Refused):
        recovery.decode("-".join(groups))


def test_two_exchanged_groups_are_both_named() -> None:
    groups = CODE.split("-")
    groups[2], groups[6] = groups[6], groups[2]
    with pytest.raises(Refused) as refused:
        recovery.decode("-".join(groups))
    assert [problem.where for problem in refused.value.problems] == ["group3", "group7"]


@pytest.mark.parametrize("written", [CODE.lower(), CODE.replace("-", " "), CODE.replace("-", ""), f"  {CODE}\n"])
def test_capitals_and_separators_do_not_matter(written: str) -> None:
    assert recovery.decode(written) == bytes(range(32))


@pytest.mark.parametrize("written", ["", CODE[:-6], CODE + "-22222"])
def test_a_code_of_another_length_is_told(written: str) -> None:
    with pytest.raises(Refused) as refused:
        recovery.decode(written)
    assert refused.value.problems[0].code == "recovery_length"


def test_the_book_opens_by_its_code_and_wants_a_new_passphrase(path: Path) -> None:
    with Store.create(path, Key.passphrase("quên mất")) as store:
        code = store.recovery_code()
        assert not store.must_set_passphrase
    with Store.open(path, Key.recovery(code)) as store:
        assert store.must_set_passphrase
        store.change_passphrase("nhớ rồi")
        assert not store.must_set_passphrase
    with Store.open(path, Key.passphrase("nhớ rồi")) as store:
        assert store.recovery_code() != code
