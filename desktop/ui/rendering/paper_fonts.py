"""The fonts of paper: bundled ones only, so that a slip looks the same on every machine."""

from __future__ import annotations

import sys
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QGuiApplication

from desktop.ui.theme import load_fonts

CHINESE_FAMILY: Final = "Noto Sans CJK SC"
LATIN_FAMILY: Final = "JetBrains Mono"
_LATIN_ADVANCE: Final = 0.6
"""Width of a letter of the Latin family as a share of its size."""
_STRETCH_PERCENT: Final = 87
"""Narrowed, so that letters half as wide as a Chinese character are nearly as tall."""

_OPEN: list[QGuiApplication] = []


def ensure_fonts() -> None:
    """Load the fonts, making an application without windows where none runs yet."""
    if QGuiApplication.instance() is None:
        arguments = [sys.argv[0] if sys.argv else "katai", "-platform", "offscreen"]
        _OPEN.append(QGuiApplication(arguments))
    load_fonts()


@cache
def chinese_font(dots: int, *, is_bold: bool = False) -> QFont:
    """Return the font for everything that is two cells wide."""
    font = QFont(CHINESE_FAMILY)
    font.setPixelSize(dots)
    font.setBold(is_bold)
    return font


@cache
def latin_font(cell_dots: float, *, is_bold: bool = False) -> QFont:
    """Return the fixed-width font whose letters are one cell wide."""
    font = QFont(LATIN_FAMILY)
    font.setPixelSize(round(cell_dots / _LATIN_ADVANCE / _STRETCH_PERCENT * 100))
    font.setStretch(_STRETCH_PERCENT)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return font
