"""Lets passed promises open their tickets, and tells everyone when a ticket becomes overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.changes import Changes, Topic
from desktop.ui.background import Lane
from desktop.ui.formatting import orders_text
from desktop.ui.quiet_work import QuietWork

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.services.after_sales import TicketCounts
    from desktop.services.after_sales_watch import WatchReport
    from desktop.ui.screen import WindowContext
    from desktop.ui.tray import Tray

_CAUSES: Final = frozenset({Topic.DELIVERY, Topic.PURCHASES, Topic.SALES, Topic.SETTINGS})
_CHANGES: Final = Changes.of(Topic.AFTER_SALES)
_TICK_MILLISECONDS: Final = 5_000


class AfterSalesKeeper(QObject):
    """One look at a time, when something changed or the next promise or clock ends.

    What the last run left open is looked at when it starts: a till that was off forgets no promise.
    """

    def __init__(
        self, context: WindowContext, shop: Any, tray: Tray, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._shop = shop
        self._tray = tray
        self._work = QuietWork(self, context.operations)
        self._has_news = True
        self._promise_at: datetime | None = None
        self._overdue_at: datetime | None = None
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self.tick)
        context.notifier.changed.connect(self._note_changes)

    def start(self) -> None:
        """Begin."""
        self._timer.start()
        self.tick()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def tick(self) -> None:
        """Look if there is a reason to; a clock that ended is told once."""
        now = self._context.clock.now()
        if self._overdue_at is not None and self._overdue_at < now:
            self._overdue_at = None
            self._context.notifier.notify(_CHANGES, self)
            self._count()
        is_due = self._promise_at is not None and self._promise_at <= now
        if (self._has_news or is_due) and not self._work.is_under_way("look"):
            self._look()

    def _look(self) -> None:
        """It writes in small pieces, behind everything a person waits for."""
        self._has_news = False
        review = self._shop.after_sales_watch.review
        self._work.run("look", review, self._looked, lane=Lane.NETWORK, failed=self._failed)

    def _looked(self, report: WatchReport) -> None:
        self._promise_at = report.next_at
        self._count()
        if report.opened:
            words = self.tr("{count}还没到账，售后单自动建好了，到“订单 › 售后”看")
            text = words.format(count=orders_text(len(report.opened)))
            self._tray.tell(self.tr("过了到账承诺"), text)
            if not self._context.session.is_locked:
                self._context.messages.show_toast(text, icon="timer")
        self._context.notifier.notify(report.changes, self)

    def _failed(self) -> None:
        """The next tick looks again."""
        self._has_news = True

    def _count(self) -> None:
        self._context.operations.run_query(self, self._shop.after_sales.counts, self._counted)

    def _counted(self, counts: TicketCounts) -> None:
        self._overdue_at = counts.next_at

    @Slot(object, object)
    def _note_changes(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.topics & _CAUSES:
            self._has_news = True
        if Topic.AFTER_SALES in changes.topics:
            self._count()
