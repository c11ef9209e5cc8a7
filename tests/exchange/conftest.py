"""A cell that sends packages to its committee."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.senders import Sender, make_sender


@pytest.fixture(scope="module")
def module_sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    made = make_sender(tmp_path_factory.mktemp("gửi"))
    yield made
    made.store.close()


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Sender]:
    made = make_sender(tmp_path)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def sent(module_sender: Sender) -> bytes:
    return module_sender.export().path.read_bytes()
