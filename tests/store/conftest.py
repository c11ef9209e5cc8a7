"""A book of real files for each test, opened with a key that needs no derivation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_app.store import Key, Store


@pytest.fixture
def key() -> Key:
    return Key("recovery", bytes(range(32)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chi-bo.chibo"


@pytest.fixture
def store(path: Path, key: Key) -> Iterator[Store]:
    with Store.create(path, key, who="bí thư") as opened:
        yield opened
