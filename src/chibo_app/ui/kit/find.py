"""Finding rows while the person types: one long folded text searched at the speed of memory. Knows no Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from chibo_app.basics import text


class Finder:
    """Finds the lines that hold every word of a query, in the order the lines were given.

    A line is `text.search_key(name, card number, …)`: folded, with the initials of the name, so that
    `nguyen van duc`, `Đức`, `đuc` in any Unicode form and `nvd` all find Nguyễn Văn Đức.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._count = len(lines)
        self._hay = "\n".join(lines)
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def places(self, query: str, start: int = 0) -> Iterator[int]:
        """Yield the positions of the lines found, ascending, from the line `start` on."""
        words = sorted(text.fold(query).split(), key=len, reverse=True)
        if not words:
            yield from range(start, self._count)
            return
        rare, others = words[0], words[1:]
        hay, starts = self._hay, self._starts
        at = hay.find(rare, starts[start]) if start < self._count else -1
        while at >= 0:
            line = bisect_right(starts, at) - 1
            end = starts[line + 1]
            if all(hay.find(word, starts[line], end) >= 0 for word in others):
                yield line
            at = hay.find(rare, end)


def is_accented(query: str) -> bool:
    """Whether the person typed marks, so that exact matches should stand first."""
    return text.nfc(query).lower() != text.fold(query)
