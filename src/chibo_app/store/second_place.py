"""A second place for snapshots, such as a stick. It may be absent; then the book itself is still safe."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.store import meta, rekey, snapshots


@dataclass(frozen=True)
class SecondPlace:
    """When a snapshot was last copied to the second place; `trouble` says why it could not be, else empty."""

    FACT: ClassVar[str] = "second_place"
    folder: str
    copied: str
    at: str
    trouble: str = ""

    @classmethod
    def read(cls, noted: str | None) -> SecondPlace | None:
        """Read what the book remembers."""
        return cls(**json.loads(noted)) if noted else None

    def written(self) -> str:
        """Write it for the book to remember."""
        return json.dumps(asdict(self), ensure_ascii=False)


def copy_to_second_place(snapshot: Path, folder: Path | None, now: datetime) -> SecondPlace | None:
    """Copy a proved snapshot there, read it back and thin the older ones; a failure is told, not raised."""
    if folder is None:
        return None
    try:
        if not folder.is_dir():
            raise UserError(_("The second place for snapshots is not there. Plug in the stick."))
        copied = snapshots.copy_to(snapshot, folder)
        snapshots.tidy(folder, now)
    except (UserError, OSError) as error:
        told = str(error) if isinstance(error, UserError) else _("The second place for snapshots could not be written.")
        return SecondPlace(str(folder), "", now.isoformat(), told)
    return SecondPlace(str(folder), str(copied), now.isoformat())


def remember(run: Any, state: SecondPlace) -> None:
    """Note in the book how the last copying went, and where the copies are."""
    meta.put(run, SecondPlace.FACT, state.written())
    if state.copied:
        rekey.remember_copy(run, Path(state.copied))
