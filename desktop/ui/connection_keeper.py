"""The window without a network: the banner, knocking at the sources, sending what waited.

Belongs here: when the window asks, and what it says. What is known of the network is a service's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.changes import Changes, Topic
from desktop.ui.background import Lane
from desktop.ui.formatting import orders_text
from desktop.ui.widgets.banner import Condition

if TYPE_CHECKING:
    from desktop.ui.screen import WindowContext

OFFLINE: Final = "offline"
_SEVERITY: Final = 60
_LOOK_MILLISECONDS: Final = 1_000
"""How often what is known is looked at; a network is asked far less often than that."""
_COUNTED: Final = frozenset({Topic.PURCHASES, Topic.SALES})


class ConnectionKeeper(QObject):
    """Shows 离线中 while no source can be reached, and tells every screen when that turns."""

    def __init__(self, context: WindowContext, shop: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shop = shop
        self._is_offline = False
        self._is_asking = False
        self._unsent = 0
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        context.notifier.changed.connect(self._note_changes)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def stop(self) -> None:
        """Ask nothing more."""
        self._timer.stop()

    def refresh(self) -> None:
        """Count and say it again, in the language of now."""
        if self._is_offline:
            self._count()

    @Slot()
    def look(self) -> None:
        """Tell a turn, and ask the sources when that is due."""
        is_offline = self._shop.connectivity.is_offline()
        if is_offline != self._is_offline:
            self._is_offline = is_offline
            self._context.notifier.notify(Changes.of(Topic.CONNECTION), self)
            if is_offline:
                self._count()
            else:
                self._come_back()
        if not self._is_asking and self._shop.connectivity.is_check_due():
            self._ask(is_asked_for=False)

    @Slot()
    def retry(self) -> None:
        """Ask now: 重试连接."""
        if self._is_offline and not self._is_asking:
            self._ask(is_asked_for=True)
            self._show()

    def _ask(self, *, is_asked_for: bool) -> None:
        self._is_asking = True
        self._context.operations.run_change(
            self,
            partial(self._shop.connectivity.check, is_asked_for=is_asked_for),
            partial(self._asked, is_asked_for),
            refused=self._not_asked,
            lane=Lane.NETWORK,
        )

    def _asked(self, is_asked_for: bool, _changes: Changes) -> None:
        self._is_asking = False
        self.look()
        if not self._is_offline:
            return
        self._show()
        if is_asked_for:
            self._context.messages.show_toast(
                self.tr("接着卖，联网后自动提交"),
                strong=self.tr("还是连不上"),
                icon="wifi-off",
            )

    def _not_asked(self, _error: object) -> None:
        self._is_asking = False

    def _count(self) -> None:
        unsent_count = self._shop.purchase_watch.unsent_count
        self._context.operations.run_query(self, unsent_count, self._take_count)

    def _take_count(self, unsent: int) -> None:
        self._unsent = unsent
        if self._is_offline:
            self._show()

    def _show(self) -> None:
        text = self.tr("现金收款和本地卡密照常可售；直充与平台库存会排队，联网后自动提交")
        if self._unsent:
            text = self.tr(
                "现金收款和本地卡密照常可售；直充与平台库存会排队，联网后自动提交。待提交 {count}"
            ).format(count=orders_text(self._unsent))
        self._context.messages.begin_condition(
            Condition(
                OFFLINE,
                self.tr("离线中"),
                text,
                _SEVERITY,
                action=self.tr("正在连接") if self._is_asking else self.tr("重试连接"),
                act=self.retry,
            )
        )

    def _come_back(self) -> None:
        """Let what waited go on at once; the window's own round sends it."""
        self._context.messages.end_condition(OFFLINE)
        self._context.operations.run_change(self, self._shop.purchase_watch.hasten)
        unsent = self._unsent
        self._unsent = 0
        text = self.tr("货源连上了")
        if unsent:
            text = self.tr("待提交的 {count}正在提交").format(count=orders_text(unsent))
        self._context.messages.show_toast(text, strong=self.tr("联网了"), icon="circle-check")

    @Slot(object, object)
    def _note_changes(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.topics & _COUNTED:
            self.refresh()
