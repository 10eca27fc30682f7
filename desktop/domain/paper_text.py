"""Text on paper: scrubbing what came from outside, counting cells, breaking lines.

A thermal printer counts in cells: an ASCII character takes one, everything else two, because that
is what the Chinese character sets of these printers do with every character of two bytes.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from desktop.domain.money import FEN_PER_YUAN, Money

_SPACES: Final = frozenset({"Zl", "Zp", "Zs"})
_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})
_SUBSTITUTES: Final = str.maketrans({"\t": " ", "\r": " ", "\n": " ", "¥": "￥", "−": "-"})
_CLOSING: Final = frozenset("，。、；：？！）】》”’,.;:?!)]}")
_WIDE_SPACE: Final = "\u3000"


def scrub(text: str) -> str:
    """Return one line that is only text: NFC, without control, direction and combining characters.

    The half-width yen sign becomes the full-width one and the typographic minus the ASCII one:
    printers show ``0 6`` for the first and a question mark for the second.
    """
    kept = []
    for character in unicodedata.normalize("NFC", text.translate(_SUBSTITUTES)):
        category = unicodedata.category(character)
        if category in _SPACES and character != _WIDE_SPACE:
            kept.append(" ")
        elif category not in _DROPPED:
            kept.append(character)
    return "".join(kept)


def cells_of(text: str) -> int:
    """Return how many cells a scrubbed text takes."""
    return sum(1 if character.isascii() else 2 for character in text)


def break_line(text: str, cells: int) -> tuple[str, ...]:
    """Break a scrubbed text into lines of at most ``cells`` cells; nothing but spaces is lost.

    Latin words and numbers stay whole where a line can hold them, and closing punctuation does not
    begin a line. Empty text is one empty line.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, cells):
        if cells_of(line) + cells_of(piece) <= cells:
            line += piece
        else:
            lines.append(line.rstrip(" "))
            line = piece.lstrip(" ")
    return tuple(kept for kept in (*lines, line.rstrip(" ")) if kept) or ("",)


def _pieces(text: str, cells: int) -> list[str]:
    pieces: list[str] = []
    for character in text:
        if pieces and _sticks(pieces[-1], character, cells):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _sticks(piece: str, character: str, cells: int) -> bool:
    """Whether a character may not be parted from the piece before it."""
    if cells_of(piece) + cells_of(character) > cells:
        return False
    if character in _CLOSING:
        return not piece.endswith(" ")
    return character.isascii() and piece.isascii() and (character == " ") == (piece[-1] == " ")


def paper_amount(amount: Money) -> str:
    """Return an amount as paper shows it: ``1,234.50``, ASCII minus, no currency sign."""
    sign = "-" if amount.fen < 0 else ""
    yuan, fraction = divmod(abs(amount.fen), FEN_PER_YUAN)
    return f"{sign}{yuan:,}.{fraction:02d}"


def grouped_secret(text: str, cells: int) -> tuple[str, ...]:
    """Return a secret in lines for reading aloud: groups of four, two lines where they fit.

    Only a plain run of at least eight ASCII letters and digits gets spaces put in, and only a
    secret with dashes is broken at one; anything else is broken where the line ends, so that no
    character of it is lost or moved.
    """
    if "-" in text and text.isascii() and text.replace("-", "").isalnum():
        groups = [*(f"{group}-" for group in text.split("-")[:-1]), text.rsplit("-", 1)[1]]
        return _balanced(groups, "", cells)
    if text.isascii() and text.isalnum() and len(text) >= 8:
        groups = [text[start : start + 4] for start in range(0, len(text), 4)]
        return _balanced(groups, " ", cells)
    return _cut(text, cells)


def _balanced(groups: list[str], joint: str, cells: int) -> tuple[str, ...]:
    line_count = 1 if len(groups) < 3 else 2
    while line_count <= len(groups):
        size = -(-len(groups) // line_count)
        lines = [joint.join(groups[at : at + size]) for at in range(0, len(groups), size)]
        if max(map(len, lines)) <= cells:
            return tuple(lines)
        line_count += 1
    return _cut(joint.join(groups), cells)


def _cut(text: str, cells: int) -> tuple[str, ...]:
    lines = [""]
    for character in text:
        if cells_of(lines[-1]) + cells_of(character) > cells:
            lines.append("")
        lines[-1] += character
    return tuple(lines)
