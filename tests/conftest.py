"""Fixtures every room may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chibo_app.basics import i18n
from support.no_network import sitecustomize

_guard = str(Path(sitecustomize.__file__).parent)  # importing it guards this process, the path its children
os.environ["PYTHONPATH"] = os.pathsep.join([_guard, *filter(None, [os.environ.get("PYTHONPATH")])])
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the program's own files of a test away from those of the person who runs it."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("CHIBO_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """Begin every test with the language of the users, whatever the test before chose."""
    i18n.use("vi")
