"""Typing into the window as the window system would: posted key events, press and release."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow

_NAMED: Final = {
    "Return": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Backspace": Qt.Key.Key_Backspace,
    "Del": Qt.Key.Key_Delete,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Home": Qt.Key.Key_Home,
    "Right": Qt.Key.Key_Right,
    "Menu": Qt.Key.Key_Menu,
    "Space": Qt.Key.Key_Space,
}
_MODIFIERS: Final = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_TEXT_OF: Final = {"Return": "\r", "Tab": "\t", "Space": " ", "Backspace": "\b", "Del": "\x7f"}


class Keyboard:
    """A keyboard in front of one window."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window

    def type_text(self, text: str) -> None:
        """Type characters; any script, as an input method would commit them."""
        for character in text:
            is_ascii = character.isascii()
            key = Qt.Key(ord(character.upper())) if is_ascii else Qt.Key.Key_unknown
            self._post(key, Qt.KeyboardModifier.NoModifier, character)

    def press(self, *keys: str) -> None:
        """Press named keys one after the other: ``F9``, ``Return``, ``Ctrl+D``, ``X``."""
        for name in keys:
            self._press(name)

    def _press(self, name: str) -> None:
        *held, last = name.split("+") if name != "+" else [name]
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= _MODIFIERS[modifier]
        if last in _NAMED:
            self._post(_NAMED[last], modifiers, "" if held else _TEXT_OF.get(last, ""))
        elif last.startswith("F") and last[1:].isdigit():
            self._post(Qt.Key(Qt.Key.Key_F1 + int(last[1:]) - 1), modifiers, "")
        else:
            text = "" if held else last.lower()
            self._post(Qt.Key(ord(last.upper())), modifiers, text)

    def _post(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
        handle = self._window.windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(handle, QKeyEvent(kind, key, modifiers, text))
