"""Types Unicode text the way the old fonts stored it, for tests of the way back."""

from __future__ import annotations

import unicodedata

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_TCVN3: dict[str, str] = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "A1A2A3A4A5A6A7A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDE"
            "DFE1E2E3E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE"
        ).decode("latin-1"),
        strict=True,
    )
)
_VNI_WHOLE: dict[str, str] = dict(zip("ơưđỉĩịỵìí", "ôöñæóòîìí", strict=True))
_VNI_TONES: dict[str, str] = dict(zip(_TONES, "øùûõï", strict=True))
_VNI_HATS: dict[str, str] = dict(zip(["", *_TONES], "âàáåãä", strict=True))
_VNI_BREVES: dict[str, str] = dict(zip(["", *_TONES], "êèéúüë", strict=True))


def tcvn3(text: str) -> str:
    """Type text in `.VnTime`: a toned capital has no place of its own and is stored as the small letter."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def vni(text: str) -> str:
    """Type text in a VNI font: most letters become a vowel and a mark."""
    return "".join(map(_vni_letter, text))


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    typed = _VNI_WHOLE.get(small) or _vni_pair(small)
    return typed.upper() if letter.isupper() else typed


def _vni_pair(small: str) -> str:
    letters: list[str] = list(unicodedata.normalize("NFD", small))
    base, marks = letters[0], letters[1:]
    tone = next((mark for mark in marks if mark in _TONES), "")
    if "\u0302" in marks:
        return base + _VNI_HATS[tone]
    if "\u0306" in marks:
        return base + _VNI_BREVES[tone]
    vowel = "ô" if base == "o" and "\u031b" in marks else "ö" if "\u031b" in marks else base
    return vowel + (_VNI_TONES[tone] if tone else "")
