"""Looks at the goods again after something changed, and keeps the count on the rail true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.changes import Changes, Topic
from desktop.ui.background import Lane
from desktop.ui.quiet_work import QuietWork

if TYPE_CHECKING:
    from desktop.services.stock_alerts import AlertReview
    from desktop.ui.screen import WindowContext

_CAUSES: Final = frozenset({Topic.ACCOUNTS, Topic.PRODUCTS, Topic.SETTINGS, Topic.STOCK})
_CALM_MILLISECONDS: Final = 4_000
"""A look goes over every product: several sales in a row are followed by one."""


class AlertKeeper(QObject):
    """One look at a time, behind everything a person waits for."""

    def __init__(self, context: WindowContext, shop: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shop = shop
        self._work = QuietWork(self, context.operations)
        self._timer = QTimer(self, interval=_CALM_MILLISECONDS, singleShot=True)
        self._timer.timeout.connect(self.look)
        context.notifier.changed.connect(self._note_changes)
        context.session.changed.connect(self.count)

    def start(self) -> None:
        """Begin: what changed while the window was closed counts too."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def is_due(self) -> bool:
        """Whether something changed that was not looked at yet."""
        return self._timer.isActive()

    @Slot()
    def look(self) -> None:
        """Look now; while a look is under way, once more after it.

        It writes in small pieces, as a sync does and where a sync does: no sale stands behind it.
        """
        if self._work.is_under_way("look"):
            self._timer.start()
            return
        review = self._shop.stock_alerts.review
        self._work.run("look", review, self._looked, lane=Lane.NETWORK)

    @Slot()
    def count(self) -> None:
        """Show how many reminders are new; a cashier is told of none."""
        if not self._context.session.is_owner:
            self._context.set_badge("stock", 0)
            return
        self._context.operations.run_query(self, self._shop.stock_alerts.count_new, self._show)

    def _looked(self, review: AlertReview) -> None:
        if review.changes.topics:
            self._context.notifier.notify(review.changes, self)
        else:
            self.count()

    def _show(self, new: int) -> None:
        self._context.set_badge("stock", new if self._context.session.is_owner else 0)

    @Slot(object, object)
    def _note_changes(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.topics & _CAUSES:
            self._timer.start()
        if Topic.ALERTS in changes.topics:
            self.count()
