"""Whom the order counts for: a row under the promotions, gone where it counts for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.icons import TEXT_PX
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.labels import ElideLabel, IconView

if TYPE_CHECKING:
    from desktop.domain.cart import Cart

_ROW: Final = 40


class AgentRow(QWidget):
    """Says it; it decides nothing, and never what the agent earns.

    Signals:
        removal_wanted: the × beside an agent who was named.
    """

    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cartAgent")
        self.setFixedHeight(theme().px(_ROW))
        self._words = ElideLabel("", "table", "2")
        self._remove = IconButton("x", self.tr("不记代理"), is_ghost=True)
        self._remove.setObjectName("removeAgent")
        self._remove.clicked.connect(self.removal_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(IconView("school", "accent-text", TEXT_PX))
        row.addWidget(self._words, 1)
        row.addWidget(self._remove)
        self.hide()

    def show_cart(self, cart: Cart, *, is_enabled: bool) -> None:
        """Show whom a cart counts for."""
        words = self._said(cart) if is_enabled else ""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._remove.setVisible(cart.agent is not None)
        self.setVisible(bool(words) and not (cart.is_empty and cart.agent is None))

    def words(self) -> str:
        """Return what is said; empty while nothing is."""
        return self._words.text() if not self.isHidden() else ""

    def _said(self, cart: Cart) -> str:
        counted = cart.counted_agent
        if counted is None:
            named = cart.agent is not None
            return self.tr("会员自己是代理，这一单不记佣金") if named else ""
        if cart.customer is not None and cart.customer.own_agent == counted:
            return self.tr("代理 {name} 自己买").format(name=counted.name)
        if cart.agent is None:
            return self.tr("代理 {name} · 带来的会员").format(name=counted.name)
        return self.tr("代理 {name} · {code}").format(name=counted.name, code=counted.code)
