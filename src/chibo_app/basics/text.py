"""Vietnamese text: one normal form, a key to search by and a key to sort by."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # ngang huyền hỏi ngã sắc nặng
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_UNKNOWN = (200, 0, 0)
_SPACES = re.compile(r"\s+")
_UNTIDY = re.compile(r"[\x00-\x1f\x7f-\x9f]|^\s|\s$")
_UNTIDY_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f]|^\s|\s$|\s\s|[^\S ]")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'"})


def nfc(text: str) -> str:
    """Return the text in Unicode normal form C, the only form the book stores and prints."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Return the text in NFC with runs of white space folded to one space, no control characters."""
    composed = nfc(text)
    if not _UNTIDY_LINE.search(composed):  # nearly all: each field of each saved record passes here
        return composed
    return _SPACES.sub(" ", clean_lines(composed)).strip()


def clean_lines(text: str) -> str:
    """Return text of several lines in NFC: line ends unified, control characters and trailing spaces gone."""
    composed = nfc(text)
    if not _UNTIDY.search(composed):
        return composed
    unified = composed.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    kept = "".join(letter for letter in unified if letter in "\n\t" or unicodedata.category(letter) != "Cc")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


@cache
def _fold_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(mark): None for mark in _MARKS}
    table |= {ord("đ"): "d", ord("Đ"): "D"}
    for vowel in _VOWELS:
        base = unicodedata.normalize("NFD", vowel)[0]
        for tone in _TONES:
            letter = nfc(vowel + tone)
            table |= {ord(letter): base, ord(letter.upper()): base.upper()}
    return table


def fold(text: str) -> str:
    """Return the text without marks, đ as d, in lower case: one letter for each letter of the NFC text."""
    return nfc(text).translate(_fold_table()).lower()


def initials(name: str) -> str:
    """Return the folded first letters of a name: `Nguyễn Văn Đức` gives `nvd`."""
    return "".join(word[0] for word in fold(name).split())


@cache
def _order() -> dict[str, tuple[int, int, int]]:
    primary = {" ": 0, "-": 1, "'": 2, ".": 3}
    primary |= {digit: 5 + place for place, digit in enumerate("0123456789")}
    primary |= {letter: 20 + place for place, letter in enumerate(_ALPHABET)}
    order = {}
    for vowel in _VOWELS:
        for rank, tone in enumerate(_TONES):
            letter = nfc(vowel + tone)
            order[letter] = (primary[vowel], rank, 0)
            order[letter.upper()] = (primary[vowel], rank, 1)
    for letter, rank in primary.items():
        order.setdefault(letter, (rank, 0, 0))
        order.setdefault(letter.upper(), (rank, 0, 1))
    return order


def sort_key(text: str) -> str:
    """Return a key whose plain order is Vietnamese dictionary order: letter, then tone, then capitals."""
    ranks = [_order().get(letter, _UNKNOWN) for letter in nfc(text)]
    columns = ("".join(chr(rank[level] + 32) for rank in ranks) for level in range(3))
    return "\x01".join(columns)


def name_key(full_name: str) -> str:
    """Return the key for a list of people: by given name (tên), then by the rest (họ, đệm)."""
    words = full_name.split()
    if not words:
        return ""
    return sort_key(words[-1]) + "\x02" + sort_key(" ".join(words[:-1]))


def search_key(*parts: str) -> str:
    """Return the folded text of a record's searchable parts, with the initials of the first (the name)."""
    filled = [part.translate(_APOSTROPHES) for part in parts if part]
    if not filled:
        return ""
    return " ".join([*(fold(part) for part in filled), initials(filled[0])])


def file_slug(text: str) -> str:
    """Return the text fit for a file name: ASCII letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "so"
