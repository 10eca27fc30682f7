"""Sentences in the language of the person, without Qt.

Chinese is the source: without a catalogue, or where an entry lacks, the Chinese sentence is shown.
The English catalogue is ``resources/translations/katai_en.json``, compiled from the same ``.ts``
file that the window's ``.qm`` comes from (``packaging/translations.py``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from desktop import paths
from desktop.domain.errors import KataiError

Language = Literal["zh", "en"]

ERRORS: Final = "errors"
"""The context of every error's sentence."""

_Catalogue = Mapping[str, Mapping[str, str]]


class _Current:
    """The language of this process: there is one person in front of it."""

    language: Language = "zh"
    catalogue: _Catalogue = MappingProxyType({})


class _KeepUnknown(dict[str, object]):
    """Leaves a placeholder standing when its value was forgotten: a sentence must never fail."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def set_language(language: Language) -> None:
    """Speak this language from now on.

    Raises:
        OSError: the catalogue is not where it was shipped.
    """
    _Current.catalogue = _load_catalogue(language) if language != "zh" else {}
    _Current.language = language


def current_language() -> Language:
    """Return the language that sentences come out in."""
    return _Current.language


def translate(context: str, text: str) -> str:
    """Return the sentence in the current language, placeholders still in it."""
    return _Current.catalogue.get(context, {}).get(text, text)


def sentence(context: str, template: str, **values: object) -> str:
    """Return the sentence in the current language with its values filled in."""
    return translate(context, template).format_map(_KeepUnknown(values))


def sentence_of(error: KataiError) -> str:
    """Return what an error says, in the current language; an error among its values too."""
    values = {
        name: sentence_of(value) if isinstance(value, KataiError) else value
        for name, value in error.values.items()
    }
    return sentence(ERRORS, error.template, **values)


def _load_catalogue(language: Language) -> _Catalogue:
    file = paths.resource("translations", f"katai_{language}.json")
    loaded: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return loaded
