"""The owner's accounts side by side: up to four in a row, more by scrolling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from desktop.ui.screens.stock.account_card import HEIGHT, AccountCard
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, GHOST, ActionButton
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.stock_sync import SyncProgress
    from desktop.services.wallets import Wallet
    from desktop.ui.screens.stock.sync_run import SyncRun
    from desktop.ui.stock_desk import StockDesk

_IN_A_ROW: Final = 4
_GAP: Final = 12
_BAR: Final = 12
_EMPTY_HEIGHT: Final = 44


class AccountStrip(QScrollArea):
    """Cards of accounts; a full row has no tile for one more, the cards' menus do.

    Signals:
        menu_wanted, step_wanted, detail_wanted: an account's id.
        add_wanted: the tile at the end.
    """

    menu_wanted = Signal(object)
    step_wanted = Signal(object)
    detail_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, desk: StockDesk, sync_run: SyncRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sync_run = sync_run
        self._cards: dict[int, AccountCard] = {}
        self.setObjectName("accountCards")
        self.setAccessibleName(self.tr("货源账号"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self.add_tile = ActionButton(self.tr("添加货源账号"), GHOST, icon_name="plus")
        self.add_tile.setObjectName("addAccount")
        self.add_tile.clicked.connect(self.add_wanted)
        self._hint = PlainLabel(
            self.tr("没有货源账号也能卖本地卡密。接上卡盟，才能同步价格、现买现卖。"), "table", "2"
        )
        self._row.addWidget(self.add_tile)
        self._row.addWidget(self._hint)
        self._row.addStretch(1)
        self.setWidget(self._inside)
        sync_run.progressed.connect(self._show_progress)

    def cards(self) -> tuple[AccountCard, ...]:
        """Return the cards, in order."""
        return tuple(self._cards.values())

    def card_of(self, account_id: int) -> AccountCard | None:
        """Return the card of an account, or None."""
        return self._cards.get(account_id)

    def show_accounts(
        self, accounts: Iterable[AccountSnapshot], wallets: Mapping[int, Wallet]
    ) -> None:
        """Show these accounts; cards of others go."""
        wanted = {account.id: account for account in accounts}
        for account_id in [key for key in self._cards if key not in wanted]:
            card = self._cards.pop(account_id)
            self._row.removeWidget(card)
            card.deleteLater()
        for place, account in enumerate(wanted.values()):
            card = self._cards.get(account.id) or self._add(account, place)
            card.account = account
            card.wallet = wallets.get(account.id)
            if self._sync_run.runs(account.id):
                card.show_running(None) if card.cancel_button.isHidden() else None
            else:
                card.show_resting()
        self._fit()

    def show_started(self) -> None:
        """Show which accounts are being synced now."""
        for account_id, card in self._cards.items():
            if self._sync_run.runs(account_id) and card.cancel_button.isHidden():
                card.show_running(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self._fit()

    def _add(self, account: AccountSnapshot, place: int) -> AccountCard:
        card = AccountCard(self._desk, account)
        card.menu_wanted.connect(self.menu_wanted)
        card.step_wanted.connect(self.step_wanted)
        card.detail_wanted.connect(self.detail_wanted)
        card.cancel_wanted.connect(self._sync_run.cancel)
        self._cards[account.id] = card
        self._row.insertWidget(place, card)
        return card

    def _fit(self) -> None:
        look = theme()
        room = self.viewport().width() - (_IN_A_ROW - 1) * _GAP
        width = max(look.px(240), room // _IN_A_ROW)
        for card in self._cards.values():
            card.setFixedWidth(width)
        self.add_tile.setFixedWidth(width)
        self.add_tile.setVisible(len(self._cards) < _IN_A_ROW)
        is_empty = not self._cards
        self._hint.setVisible(is_empty)
        self.add_tile.set_kind(DEFAULT if is_empty else GHOST)
        is_scrolled = width * len(self._cards) > room
        height = look.px(_EMPTY_HEIGHT if is_empty else HEIGHT)
        self.setFixedHeight(height + (_BAR if is_scrolled else 0))

    def _show_progress(self, progress: SyncProgress) -> None:
        card = self._cards.get(progress.account_id)
        if card is not None:
            card.show_running(progress)
