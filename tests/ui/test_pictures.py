"""The component sheets against committed pictures: a broken style turns red.

``--update-pictures`` writes the references anew; look at them before they are committed. Only bundled
fonts are used, so that every machine draws the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.paths import resource
from desktop.ui.theme import BUNDLED_FAMILIES, Theme, apply_theme, load_tokens
from tests.ui import gallery

REFERENCES = Path(__file__).parent / "references"
TILE = 16
"""Side of the squares that are averaged: small enough to see one badge, large enough for a blurred edge."""
WORST_TILE = 14
"""Greatest allowed mean difference of a square, of 255."""


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[QApplication]:
    """Give the application back in the light theme."""
    yield qapp
    apply_theme(qapp, Theme.LIGHT, has_motion=False, families=BUNDLED_FAMILIES)


def drawn(name: str, theme: Theme, application: QApplication, qtbot: QtBot) -> QImage:
    """Return a sheet as it is drawn now."""
    apply_theme(application, theme, has_motion=False, families=BUNDLED_FAMILIES)
    sheet = gallery.SHEETS[name]()
    qtbot.addWidget(sheet)
    sheet.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    sheet.show()
    qtbot.waitExposed(sheet)
    focus = sheet.focusWidget()
    if focus is not None:
        focus.clearFocus()
    application.sendPostedEvents()
    return sheet.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)


def tiles(image: QImage) -> bytes:
    """Return the mean colours of the image's squares."""
    size = image.size() / TILE
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    small = small.convertToFormat(QImage.Format.Format_RGB888)
    width = small.width() * 3
    lines = bytes(small.constBits())
    step = small.bytesPerLine()
    return b"".join(lines[row * step : row * step + width] for row in range(small.height()))


def worst_difference(one: QImage, other: QImage) -> int:
    """Return the greatest difference of any square."""
    pairs = zip(tiles(one), tiles(other), strict=True)
    return max(abs(left - right) for left, right in pairs)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("name", sorted(gallery.SHEETS))
def test_sheet_looks_like_its_reference(
    name: str,
    theme: Theme,
    themed: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    needs_new_pictures: bool,
) -> None:
    image = drawn(name, theme, themed, qtbot)
    path = REFERENCES / f"{name}-{theme.value}.png"
    if needs_new_pictures:
        image.save(str(path))
        return
    reference = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    assert image.size() == reference.size()
    worst = worst_difference(image, reference)
    if worst > WORST_TILE:
        image.save(str(tmp_path / path.name))
    assert worst <= WORST_TILE, f"{path.name} differs; see {tmp_path / path.name}"


def test_a_missing_rule_of_the_style_sheet_is_seen(
    themed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = drawn("components", Theme.LIGHT, themed, qtbot)
    monkeypatch.setattr(
        "desktop.ui.theme.render_style_sheet",
        lambda _template, _look: "QWidget#page { background: #F4F4F0; }",
    )
    assert worst_difference(whole, drawn("components", Theme.LIGHT, themed, qtbot)) > WORST_TILE


def test_a_wrong_badge_colour_is_seen(
    themed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = drawn("components", Theme.LIGHT, themed, qtbot)
    wrong = {**load_tokens("light"), "warn-tint": "#FBE9E7", "warn": "#B2271F"}
    monkeypatch.setattr("desktop.ui.theme.load_tokens", lambda _name: wrong)
    assert worst_difference(whole, drawn("components", Theme.LIGHT, themed, qtbot)) > WORST_TILE


def test_no_words_are_drawn_as_boxes(themed: QApplication) -> None:
    """The bundled fonts hold every character of the sheets."""
    assert themed is QApplication.instance()
    files = (resource("fonts", "inter-latin-400-normal.ttf"), _chinese_font())
    fonts = [QRawFont(str(path), 14) for path in files]
    source = Path(gallery.__file__).read_text("utf-8")
    used = {mark for mark in source if ord(mark) > ord("~")}
    missing = {
        mark for mark in used if not any(font.supportsCharacter(ord(mark)) for font in fonts)
    }
    assert not missing


def _chinese_font() -> Path:
    return resource("fonts", "NotoSansCJKsc-Regular-gb2312.otf")


def test_figures_are_equally_wide(themed: QApplication) -> None:
    apply_theme(themed, Theme.LIGHT, has_motion=False, families=BUNDLED_FAMILIES)
    metrics = QFontMetrics(themed.font())
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")
