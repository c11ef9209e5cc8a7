"""Which groups of letters can be a Vietnamese syllable. Tells a right reading of old font text from a wrong one."""

from __future__ import annotations

import unicodedata
from functools import cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ up ut uy uya uych uyên uyêt uynh uyt uyu uôc uôi uôm uôn
uông uôt ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ynh ych yt
"""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = ("c", "ch", "p", "t")


@cache
def _toneless() -> frozenset[str]:
    return frozenset(onset + rhyme for onset in ["", *_ONSETS.split()] for rhyme in _RHYMES.split()) | {
        "gi",
        "gin",
        "gip",
        "gich",
    }


@cache
def is_syllable(word: str) -> bool:
    """Tell whether a word, in any case, is spelled as a Vietnamese syllable can be."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or bare not in _toneless():
        return False
    # a syllable closed by c, ch, p, t takes only the sharp and the heavy tone
    return not bare.endswith(_STOPS) or (bool(tones) and tones[0] in "\u0301\u0323")
