"""The look as values: tokens, fonts, palette and the style sheet made from them.

Belongs here: reading ``resources/themes/tokens.json``, turning ``resources/application.qss`` into
the style sheet, the colours and fonts that painters ask for. The only module that sets a sheet.
Does not belong here: icons (``icons``), any widget.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette

from desktop.collecting import nothing_collected
from desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication, QWidget

FONT_FAMILIES: Final = ("Inter", "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC")
"""Latin first, so that digits, ``·`` and ``¥`` have Latin width; the bundled Chinese last."""
SECRET_FAMILIES: Final = ("JetBrains Mono",)
BUNDLED_FAMILIES: Final = ("Inter", "Noto Sans CJK SC")
SCALES: Final = (1.0, 1.125, 1.25)
"""标准, 大, 特大: what the setting offers; every px value is multiplied, heights included."""

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_SCRIM = re.compile(r"rgba\((\d{1,3}), (\d{1,3}), (\d{1,3}), (\d{1,3})\)")
_PLACEHOLDER = re.compile(r"\{\{([\w-]+)\}\}")
_STRONG = re.compile(r"font-weight: 600")
_BOLD: Final = 700
_DEMI_BOLD: Final = 600
_PIXELS = re.compile(r"(?<![\w#.-])(\d+)px")


class Theme(StrEnum):
    """What the setting offers."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Tone(StrEnum):
    """What a coloured part says; never the only sign of it."""

    NEUTRAL = ""
    ACCENT = "accent"
    INFO = "info"
    VIOLET = "violet"
    WARN = "warn"
    DANGER = "danger"
    OUTLINE = "outline"

    @property
    def ink(self) -> str:
        """Token of the text and icon colour."""
        return {"": "text2", "outline": "text2", "accent": "accent-text"}.get(
            self.value, self.value
        )

    @property
    def tint(self) -> str:
        """Token of the fill behind that text."""
        return {"": "sunken", "outline": "surface"}.get(self.value, f"{self.value}-tint")

    @property
    def edge(self) -> str:
        """Token of a tinted border."""
        return {"": "line", "outline": "line2"}.get(self.value, f"{self.value}-line")


class TokenError(ValueError):
    """The tokens file or the style sheet template is not what the program was built with."""


@dataclass(frozen=True, slots=True)
class Look:
    """The tokens in force: what every painter asks for colours, sizes and fonts.

    Attributes:
        name: ``light`` or ``dark``.
        colors: colour text by token.
        scale: factor on every pixel value.
        has_motion: False when 减少动效 is set; then nothing fades and nothing turns.
        families: font families, first choice first.
        strong_weight: what weight 600 is drawn with. The bundled Chinese has one weight, and Qt
            thickens a font only from 700 on: without a Chinese system font, 600 becomes 700.
    """

    name: str
    colors: Mapping[str, str]
    scale: float = 1.0
    has_motion: bool = True
    families: tuple[str, ...] = FONT_FAMILIES
    strong_weight: int = _DEMI_BOLD

    def color(self, token: str) -> QColor:
        """Return the colour of a token.

        Raises:
            TokenError: there is no such token.
        """
        try:
            text = self.colors[token]
        except KeyError:
            raise TokenError(token) from None
        return _color(text)

    def px(self, pixels: float) -> int:
        """Return a measure of the specification at the present scale, in device-independent px."""
        return round(pixels * self.scale)

    def font(self, pixels: float, weight: int = 400, *, is_secret: bool = False) -> QFont:
        """Return the application font at a size and weight, digits equally wide.

        ``is_secret`` gives the fixed-width font in which 0 and O differ.
        """
        return _font(*self._font_facts(pixels, weight, is_secret=is_secret))

    def text_width(
        self, text: str, pixels: float, weight: int = 400, *, is_secret: bool = False
    ) -> float:
        """Return how wide a line is in that font."""
        return _text_width(text, *self._font_facts(pixels, weight, is_secret=is_secret))

    def _font_facts(
        self, pixels: float, weight: int, *, is_secret: bool
    ) -> tuple[tuple[str, ...], int, int]:
        strong = weight == _DEMI_BOLD and not is_secret
        families = (*SECRET_FAMILIES, *self.families) if is_secret else self.families
        return families, self.px(pixels), self.strong_weight if strong else weight


@lru_cache(maxsize=128)
def _color(text: str) -> QColor:
    """Painters ask for the same few colours even more often."""
    match = _SCRIM.fullmatch(text)
    return QColor(*(int(part) for part in match.groups())) if match else QColor(text)


@lru_cache(maxsize=128)
def _font(families: tuple[str, ...], pixels: int, weight: int) -> QFont:
    """Painters ask hundreds of times a frame for the same few fonts."""
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=2048)
def _text_width(text: str, families: tuple[str, ...], pixels: int, weight: int) -> float:
    """Badges, amounts and kinds are the same few words all over a table."""
    return QFontMetricsF(_font(families, pixels, weight)).horizontalAdvance(text)


class ThemeNews(QObject):
    """Tells painters with caches that the tokens changed; follows the system's theme."""

    changed = Signal()

    @Slot()
    def follow_system(self) -> None:
        """Apply the theme again; without effect when the person chose one."""
        application = _PRESENT.application
        if application is not None and _PRESENT.wanted is Theme.SYSTEM:
            look = _PRESENT.look
            apply_theme(
                application,
                Theme.SYSTEM,
                look.scale,
                has_motion=look.has_motion,
                families=look.families,
            )


@dataclass(slots=True)
class _Present:
    """The one look in force in this process, and what was asked for."""

    look: Look
    wanted: Theme = Theme.LIGHT
    application: QApplication | None = None
    has_fonts: bool = False
    news: ThemeNews | None = None


def load_tokens(name: str, text: str | None = None) -> Mapping[str, str]:
    """Return the colours of ``light`` or ``dark``, each checked to be a colour.

    Raises:
        TokenError: no such theme, or a value is not ``#RRGGBB`` (scrim: ``rgba(…)``).
    """
    document = json.loads(text or resource("themes", "tokens.json").read_text("utf-8"))
    colors = document.get(name)
    if not isinstance(colors, dict):
        raise TokenError(name)
    for token, value in colors.items():
        pattern = _SCRIM if token == "scrim" else _COLOR
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            msg = f"{name}.{token}: {value!r}"
            raise TokenError(msg)
    return MappingProxyType(colors)


def render_style_sheet(template: str, look: Look) -> str:
    """Fill a template with the colours and multiply its pixels by the scale; hairlines stay.

    Raises:
        TokenError: the template names a token that does not exist.
    """

    def colored(match: re.Match[str]) -> str:
        try:
            return look.colors[match[1]]
        except KeyError:
            raise TokenError(match[1]) from None

    def scaled(match: re.Match[str]) -> str:
        return f"{look.px(int(match[1]))}px"

    weighted = _STRONG.sub(f"font-weight: {look.strong_weight}", template)
    return _PIXELS.sub(scaled, _PLACEHOLDER.sub(colored, weighted))


_PRESENT = _Present(Look("light", load_tokens("light")))


def theme() -> Look:
    """Return the look in force; painters ask on every paint and keep nothing."""
    return _PRESENT.look


def theme_news() -> ThemeNews:
    """Return the one sender of ``changed``; made late, not before the application exists."""
    if _PRESENT.news is None:
        _PRESENT.news = ThemeNews()
    return _PRESENT.news


def load_fonts() -> None:
    """Register the bundled fonts once; Chinese then renders on a machine without Chinese fonts."""
    if _PRESENT.has_fonts:
        return
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))
    _text_width.cache_clear()
    _PRESENT.has_fonts = True


def apply_theme(
    application: QApplication,
    wanted: Theme = Theme.LIGHT,
    scale: float = 1.0,
    *,
    has_motion: bool = True,
    families: tuple[str, ...] = FONT_FAMILIES,
) -> None:
    """Put a theme on the whole program; may be called again at any time.

    ``families`` is for comparing pictures: ``BUNDLED_FAMILIES`` look the same on every machine.

    Raises:
        TokenError: the tokens file is damaged; nothing was changed.
    """
    name = _system_name() if wanted is Theme.SYSTEM else wanted.value
    strong = _DEMI_BOLD if _has_chinese_bold(families) else _BOLD
    look = Look(name, load_tokens(name), scale, has_motion, families, strong)
    sheet = render_style_sheet(resource("application.qss").read_text("utf-8"), look)
    first = _PRESENT.application is not application
    _PRESENT.look, _PRESENT.wanted, _PRESENT.application = look, wanted, application
    # Qt walks a list of all widgets and tells each. A handler in Python may set the collector off,
    # and a widget that it destroys is still in that list: the program dies when its turn comes.
    with nothing_collected():
        if first:
            load_fonts()
            application.setStyle("Fusion")
            QGuiApplication.styleHints().colorSchemeChanged.connect(theme_news().follow_system)
        application.setFont(look.font(14))
        application.setPalette(_palette_of(look))
        application.setStyleSheet(sheet)
    theme_news().changed.emit()


def set_motion(*, has_motion: bool) -> None:
    """Switch animation on or off without touching the rest of the look."""
    _PRESENT.look = replace(_PRESENT.look, has_motion=has_motion)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a property that was just changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet selects on, and show it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        repolish(widget)


def _has_chinese_bold(families: tuple[str, ...]) -> bool:
    """Whether the system, not the bundle, brings the Chinese."""
    present = set(QFontDatabase.families())
    return any(family in present for family in families if family not in BUNDLED_FAMILIES)


def _system_name() -> str:
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def _palette_of(look: Look) -> QPalette:
    """Colours for delegates and the few native pieces that ask no style sheet."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surface",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on-accent",
        QPalette.ColorRole.PlaceholderText: "text3",
        QPalette.ColorRole.ToolTipBase: "toast",
        QPalette.ColorRole.ToolTipText: "on-toast",
        QPalette.ColorRole.Link: "accent-text",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, token in roles.items():
        palette.setColor(role, look.color(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, look.color("disabled"))
    return palette
