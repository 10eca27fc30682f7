"""What a key press is called: the portable texts that ``key_bindings`` lists."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_NAMES: Final = {
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Insert: "Ins",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Menu: "Menu",
    Qt.Key.Key_Space: "Space",
}
_FIRST_PRINTABLE: Final = 0x20
_LAST_PRINTABLE: Final = 0x7E
_FUNCTION_KEYS: Final = 12


def key_text_of(event: QKeyEvent) -> str:
    """Return the portable text of a key press: ``Ctrl+Shift+Del``, ``F9``, ``X``; empty if none.

    Letters come in upper case whatever Shift or Caps Lock say; Alt+1…0 come as F1…F10.
    """
    modifiers = event.modifiers()
    has_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    has_alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    has_shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    name, is_printable = _name_of(event)
    if not name:
        return ""
    if has_alt and not has_control and len(name) == 1 and name.isdigit():
        return f"F{name}" if name != "0" else "F10"
    if is_printable and not has_control and not has_alt:
        return name
    parts = ["Ctrl"] * has_control + ["Alt"] * has_alt + ["Shift"] * has_shift
    return "+".join([*parts, name])


def _name_of(event: QKeyEvent) -> tuple[str, bool]:
    """Return the key's own name and whether it types a character."""
    key = event.key()
    for known, name in _NAMES.items():
        if key == known:
            return name, False
    first = int(Qt.Key.Key_F1)
    if first <= key < first + _FUNCTION_KEYS:
        return f"F{key - first + 1}", False
    text = event.text()
    if len(text) == 1 and text.isprintable():
        return text.upper(), True
    if _FIRST_PRINTABLE < key <= _LAST_PRINTABLE:
        return chr(key).upper(), True
    return "", False
