"""What the member's points would pay of the order: a row above the total, gone without such.

Points are a way to pay, proved by the member's word: the row leads to it and takes nothing off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.loyalty import worth_of
from desktop.domain.money import ZERO
from desktop.ui.formatting import amount_text, spoken_text
from desktop.ui.icons import TEXT_PX
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.labels import ElideLabel, IconView, KeyCap, PlainLabel

if TYPE_CHECKING:
    from desktop.domain.pricing import PricedCart
    from desktop.services.settings_values import SettingsValues

_ROW: Final = 40


class PointsRow(QWidget):
    """Says how many points there are and what they pay of this order at most.

    Signals:
        wanted: pay with them first.
    """

    wanted = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cartPoints")
        self.setFixedHeight(theme().px(_ROW))
        self._words = ElideLabel("", "table", "2")
        self._worth = PlainLabel("", "tableStrong", "accent")
        self._use = IconButton("chevron-right", self.tr("先用积分付"), key, is_ghost=True)
        self._use.setObjectName("usePoints")
        self._use.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(IconView("coins", "accent-text", TEXT_PX))
        row.addWidget(self._words, 1)
        row.addWidget(KeyCap(key))
        row.addWidget(self._worth)
        row.addWidget(self._use)
        self.hide()

    def show_cart(self, priced: PricedCart, settings: SettingsValues) -> None:
        """Show what points pay of an order; nothing is priced for it."""
        member = priced.cart.customer
        points = 0 if member is None or not settings.flag("points.redeem") else member.points
        worth = min(worth_of(points, settings.integer("points.per_yuan")), priced.total)
        is_of_use = worth > ZERO and not priced.cart.is_empty
        if is_of_use:
            self._words.setText(self.tr("积分抵扣 · 有 {points} 分").format(points=f"{points:,}"))
            self._worth.setText(self.tr("最多抵 {amount}").format(amount=amount_text(worth)))
        self.setVisible(is_of_use)
        self._use.setAccessibleDescription(self.words())

    def words(self) -> str:
        """Return what is said; empty while nothing is."""
        said = spoken_text((self._words.text(), self._worth.text()))
        return "" if self.isHidden() else said
