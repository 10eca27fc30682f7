"""A button higher than its style: the style sheet rules over a button's own minimum height."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import ActionButton


def tall(button: ActionButton, height: int) -> QWidget:
    """Return a box of this height at scale 1 that the button fills."""
    box = QWidget()
    box.setFixedHeight(theme().px(height))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(button)
    return box
