"""Every text and ground of the tokens that meet on a screen can be read (WCAG 2.1 contrast)."""

from __future__ import annotations

import pytest

from desktop.ui.theme import load_tokens

TEXT, MARK = 4.5, 3.0
GROUNDS = ("bg", "surface", "raised", "sunken", "hover", "accent-tint")
TONES = {
    "accent": "accent-text",
    "info": "info",
    "violet": "violet",
    "warn": "warn",
    "danger": "danger",
}

PAIRS = (
    *((text, ground, TEXT) for text in ("text", "text2", "text3") for ground in GROUNDS),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-h", TEXT),
    ("on-accent", "accent-p", TEXT),
    ("on-danger", "danger-fill", TEXT),
    ("on-toast", "toast", TEXT),
    ("rail-text", "rail", TEXT),
    ("rail-on", "rail-sel", TEXT),
    ("on-rail-badge", "rail-badge", TEXT),
    *((ink, f"{tone}-tint", TEXT) for tone, ink in TONES.items()),
    *((ink, "surface", TEXT) for ink in TONES.values()),
    *((ink, "bg", TEXT) for ink in TONES.values()),
    ("warn", "accent-tint", TEXT),
    ("danger", "accent-tint", TEXT),
    ("input", "surface", MARK),
    ("input", "bg", MARK),
    ("accent", "surface", MARK),
    ("accent", "bg", MARK),
)


def luminance(color: str) -> float:
    """Return the relative luminance of ``#RRGGBB``."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_is_readable_on_its_ground(theme: str, ink: str, ground: str, least: float) -> None:
    colors = load_tokens(theme)
    assert contrast(colors[ink], colors[ground]) >= least


def test_the_gate_knows_black_on_white_and_grey_on_grey() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert contrast("#9C9D97", "#FFFFFF") < TEXT
