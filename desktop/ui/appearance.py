"""How the window looked last time: read before anything else, so that the first paint is right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.ui.theme import Theme, apply_theme, set_motion

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.translating import Language

_SCALES = (1.0, 1.125, 1.25)


@dataclass(frozen=True, slots=True)
class Appearance:
    """Theme, language, scale and shop name; an unreadable file gives the defaults."""

    theme: Theme = Theme.LIGHT
    language: Language = "zh"
    scale: float = 1.0
    has_motion: bool = True
    shop_name: str = ""

    @classmethod
    def read(cls, profile: Path) -> Appearance:
        """Read the profile's ``appearance.json``."""
        try:
            content = json.loads((profile / paths.APPEARANCE_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        return cls.of(content) if isinstance(content, dict) else cls()

    @classmethod
    def of(cls, content: dict[str, Any]) -> Appearance:
        """Return what a mirror of the settings says; odd values give the defaults."""
        theme = content.get("appearance.theme")
        scale = _number(content.get("appearance.scale"))
        return cls(
            Theme(theme) if theme in set(Theme) else Theme.LIGHT,
            "en" if content.get("appearance.language") == "en" else "zh",
            scale if scale in _SCALES else 1.0,
            not content.get("appearance.reduce_motion", False),
            str(content.get("shop.name", "")),
        )

    def apply(self, application: QApplication) -> None:
        """Set theme, scale and motion."""
        apply_theme(application, self.theme, self.scale)
        set_motion(has_motion=self.has_motion)


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 1.0
