"""The values of a closed list as something to choose from on the screen."""

from __future__ import annotations

from enum import StrEnum

from chibo_app.queries import labels
from chibo_app.ui.kit.fields import Option


def options(kind: type[StrEnum]) -> list[Option]:
    """Return every value of a closed list with its words."""
    return [Option(value.value, words) for value, words in labels.choices(kind)]
