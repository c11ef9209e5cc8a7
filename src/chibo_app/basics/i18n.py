"""Texts of the screen: English message ids, the Vietnamese catalogue by default, English selectable.

The catalogue is the set of `resources/locale/vi/*.po` files, one per room. `dev.py setup` and the package
build compile them into one `.mo`; a source tree without it, or with an older one, compiles in memory.
"""

from __future__ import annotations

import gettext
import io
from pathlib import Path
from typing import Literal

from chibo_app.basics import resources

Language = Literal["vi", "en"]
_active: dict[str, gettext.NullTranslations] = {}


def _(message: str) -> str:
    """Return the message in the language of the screen. Falls back to the English id."""
    if "now" not in _active:
        use("vi")
    return _active["now"].gettext(message)


def use(language: Language) -> None:
    """Choose the language of the screen."""
    _active["now"] = _vietnamese() if language == "vi" else gettext.NullTranslations()


def _vietnamese() -> gettext.NullTranslations:
    if "vi" not in _active:
        sources, compiled = po_files(), resources.path("locale/vi.mo")
        fresh = compiled.exists() and all(
            compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns for source in sources
        )
        content = compiled.read_bytes() if fresh else compile_catalogue(sources)
        _active["vi"] = gettext.GNUTranslations(io.BytesIO(content))
    return _active["vi"]


def po_files() -> list[Path]:
    """Return the files of the Vietnamese catalogue."""
    return sorted(resources.path("locale/vi").glob("*.po"))


def compile_catalogue(sources: list[Path]) -> bytes:
    """Merge the catalogue files into the bytes of one `.mo`."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale="vi", charset="utf-8")
    for source in sources:
        with source.open("rb") as file:
            for message in read_po(file, locale="vi"):
                if message.id:
                    merged.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, merged)
    return buffer.getvalue()
