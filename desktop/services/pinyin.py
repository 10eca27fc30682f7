"""Pinyin of names, worked out when a name is saved, never while someone types.

The dictionary is large: it is loaded on the first name that has Chinese characters in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop.domain.paper_text import scrub

_KEPT = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class PinyinKeys:
    """What a name is found by: ``chongqing`` and ``cq`` for 重庆.

    Attributes:
        full: all syllables, letters and digits, without spaces.
        initials: the first letter of each syllable; Latin words and digits whole.
        syllables: as ``full``, each one apart, so that a name is found from its middle.
    """

    full: str
    initials: str
    syllables: str = field(default="", compare=False)


def pinyin_of(name: str) -> PinyinKeys:
    """Return the search keys of a name; readings come from a dictionary of phrases."""
    text = scrub(name).casefold()
    if text.isascii():
        plain = _KEPT.sub("", text)
        return PinyinKeys(plain, plain, _apart([text]))
    from pypinyin import Style, lazy_pinyin

    full = lazy_pinyin(text, style=Style.NORMAL, errors="default", v_to_u=False)
    initials = lazy_pinyin(text, style=Style.FIRST_LETTER, errors="default")
    return PinyinKeys(_KEPT.sub("", "".join(full)), _KEPT.sub("", "".join(initials)), _apart(full))


def _apart(syllables: list[str]) -> str:
    return _KEPT.sub(" ", " ".join(syllables)).strip()
