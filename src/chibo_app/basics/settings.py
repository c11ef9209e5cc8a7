"""Choices of this computer (not of a book): text size, language, last book. Nothing of a member is kept here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from chibo_app.basics import paths, safe_file


@dataclass(frozen=True)
class Settings:
    """The choices of this computer. Unknown or damaged entries in the file fall back to these defaults."""

    text_size: str = "normal"  # normal | large | largest
    language: str = "vi"
    colours: str = "light"  # light | dark | system
    last_book: str = ""
    second_backup_folder: str = ""
    columns: str = "{}"  # JSON: page name → remembered column widths


def _file() -> Path:
    return paths.data_folder() / "settings.json"


def load() -> Settings:
    """Read the settings of this computer; a missing or unreadable file gives the defaults."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    known = {field.name for field in fields(Settings)}
    return Settings(**{
        name: value for name, value in stored.items() if name in known and isinstance(value, str)
    })  # fmt: skip


def save(**changes: str) -> Settings:
    """Change some settings of this computer and return all of them."""
    settings = replace(load(), **changes)
    _file().parent.mkdir(parents=True, exist_ok=True)
    safe_file.write_bytes(_file(), json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode())
    return settings
