"""Bytes of a text file to text, or a question: never a guess that ends as garbled names in stock.

Order: byte order mark, UTF-16 by its NULs, strict UTF-8, strict GB18030 over the whole file. UTF-16
and GB18030 decode almost anything, so they are accepted when a Chinese header is recognised, or
when the characters are those of everyday Chinese; a Big5 file has neither.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.services.table_columns import KNOWN_HEADERS, folded_header

ENCODINGS_TO_OFFER: Final = ("gb18030", "big5", "utf-16-le", "utf-16-be", "shift_jis", "euc_kr")
PLAUSIBLE_SHARE: Final = 0.9
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER_BREAKS: Final = str.maketrans(dict.fromkeys(',;\t|"', "\n"))


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text and the encoding it was read with."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class EncodingPreview:
    """How the first lines look in one encoding, for the question to the user."""

    encoding: str
    lines: tuple[str, ...]


def decode_table(content: bytes, encoding: str | None = None) -> DecodedText:
    """Decode a whole file.

    Raises:
        BusinessRuleError: ``encoding_unknown`` when no reading is certain, ``encoding_wrong`` when
            the named encoding does not fit or does not exist.
    """
    if encoding is not None:
        return DecodedText(_decoded_as(content, encoding), encoding)
    for mark, name in _MARKS:
        if content.startswith(mark):
            return DecodedText(_decoded_as(content, name), name)
    for name in _candidates(content):
        text = _find_strict(content, name)
        if text is not None and (name == "utf-8" or _is_plausible(text)):
            return DecodedText(text, name)
    raise BusinessRuleError(
        "encoding_unknown",
        QT_TRANSLATE_NOOP("errors", "看不出文件是什么编码，请选一种，什么都还没导入"),
    )


def preview_encodings(content: bytes, line_count: int = 5) -> tuple[EncodingPreview, ...]:
    """Return the first lines of a file in every encoding that fits it, for a person to choose."""
    previews = []
    for name in ENCODINGS_TO_OFFER:
        text = _find_strict(content, name)
        if text is not None:
            previews.append(EncodingPreview(name, tuple(text.splitlines()[:line_count])))
    return tuple(previews)


def _decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding, "strict").removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        raise BusinessRuleError(
            "encoding_wrong",
            QT_TRANSLATE_NOOP("errors", "文件不是 {encoding} 编码，什么都没导入"),
            encoding=encoding[:40],
        ) from None


def _find_strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding, "strict").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _candidates(content: bytes) -> tuple[str, ...]:
    """UTF-16 text has the NULs of its ASCII characters mostly on one side; other text has none.

    The other side is tried too: 一 is U+4E00 and brings NULs of its own.
    """
    if b"\0" not in content:
        return ("utf-8", "gb18030")
    if content[1::2].count(0) > content[0::2].count(0):
        return ("utf-16-le", "utf-16-be", "utf-8")
    return ("utf-16-be", "utf-16-le", "utf-8")


def _is_plausible(text: str) -> bool:
    """Whether a text that could be decoded is also one that somebody wrote."""
    if "\0" in text:
        return False
    header = next((line for line in text.splitlines() if line.strip()), "")
    cells = header.translate(_HEADER_BREAKS).split("\n")
    if any(not cell.isascii() and folded_header(cell) in KNOWN_HEADERS for cell in cells):
        return True
    wide = [character for character in text if not character.isascii()]
    everyday = sum(map(_is_everyday, wide))
    return everyday >= PLAUSIBLE_SHARE * len(wide)


def _is_everyday(character: str) -> bool:
    """Whether a character is Chinese punctuation, a full-width sign, or one of GB 2312."""
    encoded = character.encode("gb18030")
    if len(encoded) != 2 or encoded[1] < 0xA1:
        return False
    return encoded[0] in {0xA1, 0xA2, 0xA3} or 0xB0 <= encoded[0] <= 0xF7
