"""Which keys the focused widget keeps for itself, by its kind and by what is typed in it.

An editor says more of itself by the properties of ``widgets.editor_keys``.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_GIVEN_WHEN_EMPTY: Final = frozenset({"Del", "+", "-", "*", "/", "Up", "Down", "Ctrl+Z"})
_TEXT_KEYS: Final = frozenset(
    [
        "Del",
        "Backspace",
        "Home",
        "End",
        "Left",
        "Right",
        "Ctrl+Z",
        "Ctrl+Y",
        "Ctrl+Shift+Z",
        "Ctrl+X",
        "Ctrl+C",
        "Ctrl+V",
        "Ctrl+A",
        "Ctrl+Left",
        "Ctrl+Right",
        "Ctrl+Backspace",
        "Ctrl+Del",
        "Ctrl+Home",
        "Ctrl+End",
        "Shift+Ins",
        "Ctrl+Ins",
        "Shift+Del",
    ]
)
_FIGURE_KEYS: Final = frozenset(
    ["Backspace", "Del", "Home", "End", "Left", "Right", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"]
)


def keeps_key(focus: QWidget, key: str) -> bool:
    """Whether the focused widget keeps a key for itself, by its kind and by what is typed in it."""
    if focus.property("takesTyping"):
        return len(key) == 1 or key == "Backspace"
    if isinstance(focus, QPlainTextEdit | QTextEdit) and not focus.isReadOnly():
        return len(key) == 1 or key in _TEXT_KEYS | {
            "Return",
            "Up",
            "Down",
            "PgUp",
            "PgDown",
            "Space",
        }
    if isinstance(focus, QComboBox | QAbstractSpinBox):
        return len(key) == 1 or key in _TEXT_KEYS | {"Up", "Down", "PgUp", "PgDown", "Space"}
    if isinstance(focus, QLineEdit) and not focus.isReadOnly():
        return _line_keeps(focus, key)
    if isinstance(focus, QAbstractButton):
        return key == "Space"
    return key in (focus.property("keepsKeys") or ())


def _line_keeps(line: QLineEdit, key: str) -> bool:
    if line.property("digitsOnly"):
        is_figure = len(key) == 1 and (key.isdigit() or key == ".")
        return is_figure or key in _FIGURE_KEYS
    search_text = getattr(line, "search_text", line.text)
    if key == "Ctrl+C":
        return line.hasSelectedText()
    if not search_text():
        return key not in _GIVEN_WHEN_EMPTY and _is_typed_in_empty(key)
    if key in ("Up", "Down"):
        return bool(line.property("keepsArrows"))
    if key == "Return":
        return bool(line.property("keepsEnter"))
    return len(key) == 1 or key == "Space" or key in _TEXT_KEYS


def _is_typed_in_empty(key: str) -> bool:
    kept = {"Space", "Backspace", "Left", "Right", "Ctrl+V", "Ctrl+A"}
    return len(key) == 1 or key in kept
