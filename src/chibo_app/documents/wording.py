"""The fixed Vietnamese wording of printed documents: data in `resources/wording/*.toml`, one file a subject."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from chibo_app.basics import resources
from chibo_app.basics.numbers import padded


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one subject by their keys; a key of a table inside is written `table.key`."""

    name: str
    sentences: dict[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in; whole numbers are written as papers count: 06.

        A key that is not in the file is a fault of the program (KeyError).
        """
        shown = {name: padded(value) if type(value) is int else value for name, value in values.items()}
        return str(self._found(key)).format(**shown)

    def list(self, key: str) -> tuple[str, ...]:
        """Return the sentences of a list."""
        return tuple(self._found(key))

    def worded(self, table: str, code: str) -> str:
        """Return the wording of a stored code; what is no code of the table is shown as it is."""
        return str(self._found(table).get(code, code))

    def _found(self, key: str) -> Any:
        found: Any = self.sentences
        for part in key.split("."):
            found = found[part]
        return found


@cache
def load(name: str) -> Wording:
    """Return the wording of a subject, for example `minutes`; sentences of `common` stand in every subject."""
    shared = tomllib.loads(resources.text("wording/common.toml"))
    return Wording(name, shared | tomllib.loads(resources.text(f"wording/{name}.toml")))
