"""Vietnamese typed for the old fonts (TCVN3 of `.VnTime`, VNI) turned into Unicode; Unicode text is never touched.

Both encodings put Vietnamese letters on places of Latin-1. A text is taken for old only when it holds a character
that no Vietnamese Unicode text can hold, and when the new reading gives clearly more real syllables than the old one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from chibo_app.exchange.syllables import is_syllable

Encoding = Literal["tcvn3", "vni"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni")

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)
_TCVN3_CAPITALS = "¡¢£¤¥¦§"
_TCVN3_HAVING_CAPITALS = "¨©ª«¬\xad®"

_VNI_ALONE = dict(zip("ôöñæóòîìí", "ơưđỉĩịỵìí", strict=True))
_TONE_MARKS = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_HATS = ("\u0302", "\u0302\u0300", "\u0302\u0301", "\u0302\u0309", "\u0302\u0303", "\u0302\u0323")
_BREVES = ("\u0306", "\u0306\u0300", "\u0306\u0301", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323")
_SHAPED_MARKS = dict(zip("âàáåãäêèéúüë", _HATS + _BREVES, strict=True))
_VNI_TOKEN = re.compile(
    f"[aeouyôö][{''.join(_TONE_MARKS)}]|[aeo][{''.join(_SHAPED_MARKS)}]|[{''.join(_VNI_ALONE)}]", re.IGNORECASE
)

_VNI_PAIR = re.compile("[ae][âàáãêèéúùõ]", re.IGNORECASE)  # two letters that never meet in Unicode Vietnamese
_WORD = re.compile(r"[^\x00-\x40\x5b-\x60\x7b-\x7f\xa0\u2000-\u206f]+")
_CLEARLY = 3  # an old reading must leave at most a third of the impossible syllables of the Unicode reading


@cache
def _vietnamese_letters() -> frozenset[str]:
    marks = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    small = {unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in marks} | {"đ"}
    return frozenset(small | {letter.upper() for letter in small})


def _is_surely_unicode(text: str) -> bool:
    return any(ord(letter) > 0xFF for letter in text if letter.isalpha() or unicodedata.combining(letter))


def _is_surely_old(text: str) -> bool:
    if _is_surely_unicode(text):
        return False
    letters = _vietnamese_letters()
    strange = any(ord(letter) > 0xA0 and letter not in letters for word in _WORD.findall(text) for letter in word)
    return strange or bool(_VNI_PAIR.search(text))


def convert(text: str, encoding: Encoding, *, is_in_capitals: bool = False) -> str:
    """Return old font text in Unicode (NFC). TCVN3 has no toned capitals: words typed in capitals become capitals."""
    if text.isascii() or _is_surely_unicode(text):
        return text
    if encoding == "vni":
        return _from_vni(text)
    return text.translate(_TCVN3_TABLE).upper() if is_in_capitals else _restore_capitals(text)


def _from_vni(text: str) -> str:
    return _VNI_TOKEN.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    token = match[0]
    base = token[0].lower()
    if len(token) == 1:
        letter = _VNI_ALONE[base]
    else:
        base, mark = _VNI_ALONE.get(base, base), token[1].lower()
        shaped = _SHAPED_MARKS.get(mark, _TONE_MARKS.get(mark, ""))
        letter = _composed_vowel(base, shaped)
    return letter.upper() if token[0].isupper() else letter


def _composed_vowel(base: str, marks: str) -> str:
    # VNI writes the breve only over a; e and o take the same codes for nothing, so they stay as they were
    composed = unicodedata.normalize("NFC", base + marks)
    return composed if len(composed) == 1 else base + marks


def _restore_capitals(text: str) -> str:
    words = text.split(" ")
    converted = [word.translate(_TCVN3_TABLE) for word in words]
    if _are_in_capitals([text]):
        return " ".join(converted).upper()
    if _is_title([word for word in words if word]):
        return " ".join(word[:1].upper() + word[1:] for word in converted)
    return " ".join(
        new.upper() if _has_two_capitals(old) and not re.search("[a-z]", old) else new
        for old, new in zip(words, converted, strict=True)
    )


def _are_in_capitals(texts: Sequence[str]) -> bool:
    has_small = any(re.search("[a-z]", text) for text in texts)
    return not has_small and any(_has_two_capitals(word) for text in texts for word in text.split())


def _has_two_capitals(word: str) -> bool:
    return len(re.findall(f"[A-Z{_TCVN3_CAPITALS}]", word)) > 1


def _is_title(words: Sequence[str]) -> bool:
    # «Ng« C«ng ¶nh»: a toned capital could not be typed, so the other words tell whether one was meant
    others = [word for word in words if not _has_no_capital(word[0])]
    return 0 < len(others) < len(words) and all(word[0] in _TCVN3_CAPITALS or "A" <= word[0] <= "Z" for word in others)


def _has_no_capital(letter: str) -> bool:
    return letter in _TCVN3 and letter not in _TCVN3_CAPITALS and letter not in _TCVN3_HAVING_CAPITALS


def _impossible_words(text: str) -> int:
    return sum(not _is_word(word) for word in _WORD.findall(text) if not word.isascii())


def _is_word(word: str) -> bool:
    return word.isalpha() and is_syllable(word)


def detect(texts: Iterable[str], likely: Encoding | None = None) -> Encoding | None:
    """Return the old encoding in which a column was typed, or None for Unicode and plain ASCII.

    A few short texts may make sense in both («Bí thö»): then it is the `likely` one, that of the rest of the sheet.
    """
    old = [text for text in texts if not text.isascii() and not _is_surely_unicode(text)]
    if not any(map(_is_surely_old, old)):
        return None
    as_unicode = sum(map(_impossible_words, old))
    counts = {encoding: sum(_impossible_words(convert(text, encoding)) for text in old) for encoding in ENCODINGS}
    best = min(ENCODINGS, key=lambda encoding: (counts[encoding], encoding != likely))
    return best if counts[best] * _CLEARLY <= as_unicode and counts[best] < as_unicode else None


def convert_all(texts: Sequence[str], encoding: Encoding, *, doubtful_stays: bool = False) -> list[str]:
    """Convert the texts of one column. A text that makes no sense in the old encoding stays as it is.

    One that makes sense in both («Không») is converted, unless `doubtful_stays`: when all else about the column
    speaks for Unicode.
    """
    is_in_capitals = _are_in_capitals([text for text in texts if not _is_surely_unicode(text)])
    return [_convert_if_sensible(text, encoding, is_in_capitals, doubtful_stays) for text in texts]


def _convert_if_sensible(text: str, encoding: Encoding, is_in_capitals: bool, doubtful_stays: bool) -> str:
    converted = convert(text, encoding, is_in_capitals=is_in_capitals)
    if converted == text or _is_surely_old(text):
        return converted
    gained = _impossible_words(text) - _impossible_words(converted)
    return converted if gained > 0 or (gained == 0 and not doubtful_stays) else text


def shown_in_capitals(names: Sequence[str], encoding: Encoding | None) -> list[str]:
    """Return converted names as the capital font `.VnTimeH` showed them, when nobody typed a capital in the column."""
    filled = [name for name in names if name.strip()]
    if encoding != "tcvn3" or not filled or any(name != name.lower() for name in filled):
        return list(names)
    return [name.upper() for name in names]
