"""The file on disk: opening, transactions, journal, snapshots, health.

Names are loaded when first asked for, so that the window's passphrase field needs neither SQLModel nor the driver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chibo_app.store.health import Finding
    from chibo_app.store.key import DerivedKey, Key
    from chibo_app.store.meta import DraftNote
    from chibo_app.store.rekey import RekeyReport
    from chibo_app.store.second_place import SecondPlace
    from chibo_app.store.snapshots import Snapshot
    from chibo_app.store.store import Store
    from chibo_app.store.transactions import Changes, Done

_HOMES = {
    "Store": "store",
    "Key": "key",
    "DerivedKey": "key",
    "Changes": "transactions",
    "Done": "transactions",
    "DraftNote": "meta",
    "Finding": "health",
    "RekeyReport": "rekey",
    "SecondPlace": "second_place",
    "Snapshot": "snapshots",
}
__all__ = [
    "Changes", "DerivedKey", "Done", "DraftNote", "Finding", "Key", "RekeyReport", "SecondPlace", "Snapshot", "Store",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"chibo_app.store.{_HOMES[name]}"), name)
