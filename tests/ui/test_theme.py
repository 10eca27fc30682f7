"""Tokens, style sheet, fonts and icons."""

from __future__ import annotations

import gc
import json
import re
import sys

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.paths import resource
from desktop.ui.icons import pixmap
from desktop.ui.theme import (
    SCALES,
    Look,
    Theme,
    TokenError,
    Tone,
    apply_theme,
    load_tokens,
    render_style_sheet,
    theme,
    theme_news,
)
from desktop.ui.widgets.buttons import ActionButton, make_button

TEMPLATE = resource("application.qss").read_text("utf-8")


@pytest.mark.parametrize("bad", ["red", "#12345", "#GGGGGG", "url(x)", 5, None])
def test_a_token_that_is_no_colour_is_refused(bad: object) -> None:
    document = {"light": {**load_tokens("light"), "accent": bad}}
    with pytest.raises(TokenError, match="accent"):
        load_tokens("light", json.dumps(document))


def test_both_themes_name_the_same_tokens() -> None:
    assert set(load_tokens("light")) == set(load_tokens("dark"))


def test_a_template_naming_an_unknown_token_is_refused() -> None:
    with pytest.raises(TokenError, match="nonsense"):
        render_style_sheet("QLabel { color: {{nonsense}}; }", Look("light", load_tokens("light")))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_holds_no_colour_of_its_own(name: str) -> None:
    without = re.sub(r"\{\{[\w-]+\}\}", "", TEMPLATE)
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b|rgba?\(", without)
    assert "{{" not in render_style_sheet(TEMPLATE, Look(name, load_tokens(name)))


def test_scale_multiplies_pixels_and_keeps_hairlines() -> None:
    look = Look("light", load_tokens("light"), 1.25)
    assert (
        render_style_sheet("a { height: 40px; border: 1px; }", look)
        == "a { height: 50px; border: 1px; }"
    )


@pytest.mark.parametrize("scale", SCALES)
def test_buttons_keep_their_height_in_every_state_and_scale(
    scale: float, qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, has_motion=False)
    button = make_button("primary", "收款", "F9")
    qtbot.addWidget(button)
    button.show()
    assert button.sizeHint().height() >= round(40 * scale) - 1
    apply_theme(qapp, Theme.LIGHT, has_motion=False)


def test_a_change_of_theme_changes_palette_icons_and_tells(
    qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, Theme.LIGHT, has_motion=False)
    before = pixmap("zap", "text").toImage()
    with qtbot.waitSignal(theme_news().changed):
        apply_theme(qapp, Theme.DARK, has_motion=False)
    assert (
        qapp.palette().color(QPalette.ColorRole.Base).name().upper()
        == load_tokens("dark")["surface"]
    )
    assert pixmap("zap", "text").toImage() != before
    assert theme().name == "dark"
    apply_theme(qapp, Theme.LIGHT, has_motion=False)


def test_a_damaged_tokens_file_changes_nothing(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_theme(qapp, Theme.LIGHT, has_motion=False)
    sheet = qapp.styleSheet()
    monkeypatch.setattr("desktop.ui.theme.load_tokens", _damaged)
    with pytest.raises(TokenError):
        apply_theme(qapp, Theme.DARK, has_motion=False)
    assert qapp.styleSheet() == sheet
    assert theme().name == "light"


def _damaged(name: str) -> dict[str, str]:
    raise TokenError(name)


def test_every_tone_has_colours() -> None:
    colors = load_tokens("light")
    for tone in Tone:
        assert {tone.ink, tone.tint, tone.edge} <= set(colors)


def test_every_bundled_icon_draws_something(qapp: QApplication) -> None:
    apply_theme(qapp, Theme.LIGHT, has_motion=False)
    names = [path.stem for path in resource("icons").glob("*.svg")]
    assert len(names) > 90
    for name in names:
        image = pixmap(name, "text", 24).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        assert any(image.pixelColor(x, y).alpha() > 0 for x, y in points), name


def test_a_busy_button_takes_no_clicks(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, Theme.LIGHT, has_motion=False)
    button = ActionButton("收款")
    qtbot.addWidget(button)
    button.set_busy("提交中")
    with qtbot.assertNotEmitted(button.clicked):
        button.click()
    button.set_busy("")
    with qtbot.waitSignal(button.clicked):
        button.click()


def test_an_ampersand_in_a_name_is_an_ampersand(qtbot: QtBot) -> None:
    button = ActionButton("A&B")
    qtbot.addWidget(button)
    assert button.label() == "A&B"
    assert button.shortcut().isEmpty()


class Listener(QWidget):
    """Notes whether garbage could be collected while it is told of another look."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[bool] = []

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {
            QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange
        }:  # fmt: skip
            self.told.append(gc.isenabled())
        super().changeEvent(event)


def test_nothing_is_collected_while_qt_tells_every_widget_of_a_theme(
    qapp: QApplication, qtbot: QtBot
) -> None:
    listener = Listener()
    qtbot.addWidget(listener)
    listener.ensurePolished()
    listener.told.clear()
    gc.enable()
    try:
        apply_theme(qapp, Theme.DARK, 1.25)
        apply_theme(qapp, Theme.LIGHT)
        assert gc.isenabled()
    finally:
        gc.disable()  # as every test of a window finds it
    assert listener.told
    assert not any(listener.told)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_calls_into_qt_do_not_lose_references_to_none() -> None:
    thing = QObject()
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("a")
    for _ in range(1000):
        thing.parent()
    assert abs(sys.getrefcount(None) - before) < 10
