"""How the panels of 货源 are laid out: what narrows the list, the list in a card, words below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import ElideLabel, line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget


def lay_out_panel(
    panel: QWidget, top: QLayout, pages: QWidget, foot_left: QWidget, foot_right: QWidget
) -> None:
    """Put everything of a panel in its place."""
    foot = QHBoxLayout()
    foot.setContentsMargins(12, 8, 12, 8)
    foot.addWidget(foot_left)
    foot.addWidget(foot_right, 1)
    card = Card()
    card.set_flush()
    card.body.addWidget(pages, 1)
    card.body.addWidget(line())
    card.body.addLayout(foot)
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    layout.addLayout(top)
    layout.addWidget(card, 1)


def foot_note(text: str) -> ElideLabel:
    """Return the words at the right below a list; they give way when it gets narrow."""
    words = ElideLabel(text, "caption", "2")
    words.setAlignment(Qt.AlignmentFlag.AlignRight)
    return words
