"""Telling the owner about orders that have had no result for a quarter of an hour."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.changes import Changes, Topic
from desktop.ui.formatting import money_text, orders_text
from desktop.ui.widgets.banner import Condition

if TYPE_CHECKING:
    from desktop.services.purchase_watch import LongUnclear
    from desktop.ui.screen import WindowContext
    from desktop.ui.tray import Tray

LONG_UNCLEAR: Final = "long_unclear"
_SEVERITY: Final = 50
_TICK_MILLISECONDS: Final = 5_000


class UnknownNotice(QObject):
    """Keeps the banner as long as such an order is there; the tray tells each one once."""

    def __init__(
        self, context: WindowContext, shop: Any, tray: Tray, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._shop = shop
        self._tray = tray
        self._found: LongUnclear | None = None
        self._told: frozenset[int] = frozenset()
        self._next_at: datetime | None = None
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        context.notifier.changed.connect(self._note_changes)
        context.session.changed.connect(self._show)

    def start(self) -> None:
        """Begin: what was left open by the last run counts too."""
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Read again once the next order's quarter of an hour is over."""
        if self._next_at is not None and self._next_at <= self._context.clock.now():
            self.refresh()

    def refresh(self) -> None:
        """Read again."""
        self._context.operations.run_query(self, self._shop.purchase_watch.long_unclear, self._take)

    def _take(self, found: LongUnclear) -> None:
        self._found, self._next_at = found, found.next_at
        new = frozenset(found.ids) - self._told
        self._told = frozenset(found.ids)
        self._show()
        if new:
            self._tray.tell(
                self.tr("15 分钟还没有结果"),
                self.tr("{count}，到“订单 › 待确认”看").format(count=orders_text(len(new))),
            )

    @Slot()
    def _show(self) -> None:
        found = self._found
        if found is None or not found.ids:
            self._context.messages.end_condition(LONG_UNCLEAR)
            return
        self._context.messages.begin_condition(
            Condition(
                LONG_UNCLEAR,
                self.tr("15 分钟还没有结果"),
                self._text(found),
                _SEVERITY,
                icon="circle-help",
                action=self.tr("去待确认"),
                act=partial(self._context.go_to, "orders", "unknown"),
                key_cap=self._context.registry.key_text("banner.act"),
            )
        )

    def _text(self, found: LongUnclear) -> str:
        count = orders_text(len(found.ids))
        if self._context.session.is_owner:
            return self.tr(
                "{count}，占用货款 {money}。没有确定失败之前，不要重新下单或退款"
            ).format(count=count, money=money_text(found.at_stake))
        return self.tr("{count}，请告诉店主。没有确定失败之前，不要重新下单或退款").format(
            count=count
        )

    @Slot(object, object)
    def _note_changes(self, changes: Changes, _initiator: QObject | None) -> None:
        if Topic.PURCHASES in changes.topics:
            self.refresh()
