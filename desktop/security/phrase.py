"""The recovery phrase: 12 words, Chinese or English, that hold 128 random bits and a check."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, Literal

from desktop.domain.errors import QT_TRANSLATE_NOOP, ProfileError

if TYPE_CHECKING:
    from desktop.domain.randomness import Randomness

PhraseLanguage = Literal["zh", "en"]

WORD_COUNT: Final = 12
_ENTROPY_BYTES: Final = 16
_LIST_NAMES: Final = {"zh": "chinese_simplified", "en": "english"}
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN: Final = re.compile(r"[a-z]+")


def new_phrase(randomness: Randomness, language: PhraseLanguage = "zh") -> tuple[str, ...]:
    """Return twelve new words."""
    words: str = _word_list(language).to_mnemonic(randomness.bytes(_ENTROPY_BYTES))
    return tuple(words.split())


def entropy_of(text: str) -> bytes:
    """Read a phrase as typed: Chinese with or without spaces, English in any case.

    Raises:
        ProfileError: code ``phrase_wrong``; the same whatever is wrong with it.
    """
    language, words = _words_of(text)
    if len(words) != WORD_COUNT:
        raise wrong_phrase_error()
    try:
        return bytes(_word_list(language).to_entropy(words))
    except (LookupError, ValueError):
        raise wrong_phrase_error() from None


def wrong_phrase_error() -> ProfileError:
    """Return the one error for a phrase that does not open."""
    return ProfileError(
        "phrase_wrong",
        QT_TRANSLATE_NOOP(
            "errors", "恢复短语不对：要 12 个字（词），请看顺序和错字。没有改动任何东西"
        ),
    )


def _words_of(text: str) -> tuple[PhraseLanguage, list[str]]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    characters = _HAN.findall(folded)
    return ("zh", characters) if characters else ("en", _LATIN.findall(folded))


def _word_list(language: PhraseLanguage) -> Any:
    from mnemonic import Mnemonic

    return Mnemonic(_LIST_NAMES[language])
