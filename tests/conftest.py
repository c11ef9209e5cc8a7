"""Fixtures every room may use."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_network_events = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail whatever tries to reach another computer: the program is to work with no network at all."""
    if event not in _network_events:
        return
    local = len(arguments) > 1 and isinstance(arguments[1], str | bytes)  # a path: the socket of this machine's screen
    if not local or event != "socket.connect":
        raise AssertionError(f"a network connection was tried: {event} {arguments[-1]!r}")


sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the program's own files of a test away from those of the person who runs it."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("CHIBO_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """Begin every test with the language of the users, whatever the test before chose."""
    from chibo_app.basics import i18n

    i18n.use("vi")
