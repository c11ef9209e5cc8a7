"""Lists whose lines begin with a dash and end with the mark of the edition: `- …;` and the last `- ….`."""

from __future__ import annotations

from collections.abc import Sequence


def ended(lines: Sequence[str], end: str, last: str) -> list[str]:
    """Return the lines with their dash and ending."""
    bare = [line.strip().removeprefix("- ").rstrip(".;,") for line in lines]
    return [f"- {line}{last if place == len(bare) - 1 else end}" for place, line in enumerate(bare)]
