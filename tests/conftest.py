"""Fixtures every room may use."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from chibo_app.basics import i18n
from chibo_app.ui.kit import files, messages
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


class _NoBox:
    """Refuses to open a real box or file dialog, before which a test would wait for ever."""

    def __getattr__(self, name: str) -> Callable[..., NoReturn]:
        def refuse(_parent: object, *words: object) -> NoReturn:
            raise AssertionError(f"a real box was to be opened: {name} {words}")

        return refuse


@pytest.fixture(autouse=True)
def no_real_boxes() -> Iterator[None]:
    """Let no test open a real box; those that expect one put their own recorder before this."""
    with messages.replaced(_NoBox()), files.replaced(_NoBox()):
        yield


@pytest.fixture(autouse=True)
def cycles_apart(request: pytest.FixtureRequest) -> Iterator[None]:
    """Search for cycles in the window's thread only, as the program does; a test's widgets are gone before the next."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()
