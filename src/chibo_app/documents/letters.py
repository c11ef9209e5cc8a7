"""The one gate for text on its way to paper: NFC, no control characters, no letters a font cannot show well."""

from __future__ import annotations

import re

from chibo_app.basics import text

NO_BREAK = "\u00a0"
_REPLACED = str.maketrans({"\u2011": "-", "\t": " ", "\r": "", "\u2028": "\n", "\u2029": "\n", "\u202f": NO_BREAK})
_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_ODD = re.compile("[^\x20-\x7e\u00c0-\u017f\u01a0-\u01b0\u1ea0-\u1ef9\n]")


def plain(words: str) -> str:
    """Return the text in NFC, without control and invisible characters; line breaks stay.

    reportlab draws marks of NFD text beside their letters, and XML of Office files forbids control characters.
    """
    if words.isascii() and words.isprintable():
        return words
    composed = text.nfc(words)
    if _ODD.search(composed) is None:
        return composed
    return _UNPRINTABLE.sub("", composed.replace("\r\n", "\n").translate(_REPLACED))


def tied(words: str) -> str:
    """Return the text with its spaces made unbreakable: `đồng chí Nguyễn` or `19 giờ 30` stays on one line."""
    return words.replace(" ", NO_BREAK)


def one_line(words: str) -> str:
    """Return the text as a single line with single spaces."""
    return text.clean(plain(words).replace(NO_BREAK, " "))
