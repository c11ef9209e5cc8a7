"""Asking where a file lies or shall lie. Tests answer through `with files.replaced(chooser): …`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from chibo_app.basics import paths


class Chooser(Protocol):
    """Somebody who can choose files and folders; an empty path means no choice was made."""

    def save(self, parent: QWidget | None, title: str, start: str, kinds: str) -> str:
        """Choose where to save."""

    def open(self, parent: QWidget | None, title: str, start: str, kinds: str) -> str:
        """Choose a file that is there."""

    def folder(self, parent: QWidget | None, title: str, start: str) -> str:
        """Choose a folder."""


class _Dialogs:
    def save(self, parent: QWidget | None, title: str, start: str, kinds: str) -> str:
        return QFileDialog.getSaveFileName(parent, title, start, kinds)[0]

    def open(self, parent: QWidget | None, title: str, start: str, kinds: str) -> str:
        return QFileDialog.getOpenFileName(parent, title, start, kinds)[0]

    def folder(self, parent: QWidget | None, title: str, start: str) -> str:
        return QFileDialog.getExistingDirectory(parent, title, start)


_choosers: list[Chooser] = [_Dialogs()]


@contextmanager
def replaced(chooser: Chooser) -> Iterator[None]:
    """Let another chooser answer while the block runs (tests)."""
    _choosers.append(chooser)
    try:
        yield
    finally:
        _choosers.remove(chooser)


def to_save(parent: QWidget | None, title: str, name: str, kinds: str, folder: Path | None = None) -> Path | None:
    """Ask where to save; `kinds` as Qt writes them: `PDF (*.pdf);;Word (*.docx)`. The first ending is the default."""
    start = str((folder or paths.documents_folder()) / name)
    chosen = _choosers[-1].save(parent, title, start, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix:
        return path
    return path.with_name(path.name + "." + kinds.split("*.", 1)[1].split(")", maxsplit=1)[0].split(maxsplit=1)[0])


def to_open(parent: QWidget | None, title: str, kinds: str, folder: Path | None = None) -> Path | None:
    """Ask for a file that is there."""
    chosen = _choosers[-1].open(parent, title, str(folder or paths.documents_folder()), kinds)
    return Path(chosen) if chosen else None


def a_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """Ask for a folder."""
    chosen = _choosers[-1].folder(parent, title, str(start or paths.documents_folder()))
    return Path(chosen) if chosen else None
