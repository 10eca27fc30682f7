"""What the window does unasked: open purchases, print jobs, checkpoint, anchor, idle lock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QInputEvent, QWindow

from desktop.domain.changes import Changes, Topic
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.purchase import PurchaseState
from desktop.ui.background import Lane
from desktop.ui.quiet_work import QuietWork

if TYPE_CHECKING:
    from desktop.services.printing import PrintJobRow
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.screen import WindowContext

_PURCHASE_MILLISECONDS: Final = 2_000
_IDLE_MILLISECONDS: Final = 3_000
_MINUTE_MILLISECONDS: Final = 60_000
_INPUTS: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class Housekeeping(QObject):
    """Timers of the window; every piece of work runs on a lane and one at a time.

    Signals:
        arrived: the ``PurchaseSnapshot`` whose goods just came in for a sale.
    """

    arrived = Signal(object)

    def __init__(self, context: WindowContext, shop: Any) -> None:
        super().__init__()
        self._context = context
        self._shop = shop
        self._work = QuietWork(self, context.operations)
        self._purchases = self._timer(_PURCHASE_MILLISECONDS, self._advance_purchases)
        self._idle = self._timer(_IDLE_MILLISECONDS, self._tidy)
        self._idle.setSingleShot(True)
        self._lock = self._timer(_MINUTE_MILLISECONDS, self._lock_now)
        self._lock.setSingleShot(True)
        self._restart_lock()
        context.notifier.changed.connect(self._note_changes)

    def watch(self, window: QWindow) -> None:
        """Notice every key and click that comes to the window, for the idle lock."""
        window.installEventFilter(self)

    def start(self) -> None:
        """Begin; what recovery left open is advanced at once."""
        self._purchases.start()
        self._advance_purchases()
        self._run_prints()

    def stop(self) -> None:
        """Start nothing more."""
        for timer in (self._purchases, self._idle, self._lock):
            timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the idle time anew at every input."""
        if isinstance(event, QInputEvent) and event.type() in _INPUTS:
            self._restart_lock()
        return False

    @Slot()
    def _advance_purchases(self) -> None:
        self._work.run("due", self._shop.purchasing.due_ids, self._advance)

    def _advance(self, ids: tuple[int, ...]) -> None:
        """Advance each on a worker of its own: a sick account holds up no other."""
        for purchase_id in ids:
            advance = partial(self._shop.purchasing.advance, purchase_id)
            self._work.run(purchase_id, advance, self._advanced, lane=Lane.NETWORK)

    def _advanced(self, purchase: PurchaseSnapshot) -> None:
        if purchase.state is PurchaseState.FULFILLED and purchase.sale_line_id is not None:
            self.arrived.emit(purchase)
        changes = Changes.of(Topic.PURCHASES, Topic.DELIVERY, Topic.STOCK, Topic.ACCOUNTS)
        self._context.notifier.notify(changes, self)

    def _run_prints(self) -> None:
        self._work.run("print", self._shop.printing.run_queued, self._printed, lane=Lane.DEVICE)

    def _printed(self, jobs: tuple[PrintJobRow, ...]) -> None:
        for job in jobs:
            if job.state is PrintJobState.FAILED:
                self._tell_failed(job)
        if jobs:
            topics = Topic.PRINT_JOBS, Topic.DELIVERY, Topic.SALES
            self._context.notifier.notify(Changes.of(*topics), self)

    def _tell_failed(self, job: PrintJobRow) -> None:
        """A slip that did not come out leaves its goods in 待交付, and the same key tries again."""
        strong = self.tr("没打出来")
        if job.kind is PrintJobKind.SECRET_SLIP:
            strong = self.tr("卡密单没打出来，货还在待交付，可以再打")
        self._context.messages.show_toast(job.trouble_text, strong=strong, icon="printer-x")

    @Slot()
    def _tidy(self) -> None:
        self._work.run("tidy", self._checkpoint_and_anchor, _ignore, lane=Lane.WRITE)

    def _checkpoint_and_anchor(self) -> None:
        self._shop.ground.database.checkpoint_when_idle()
        self._shop.profile.anchoring.keep_up()

    @Slot(object, object)
    def _note_changes(self, changes: Changes, initiator: QObject | None) -> None:
        self._idle.start()
        if Topic.PRINT_JOBS in changes.topics and initiator is not self:
            self._run_prints()
        if Topic.PURCHASES in changes.topics and initiator is not self:
            self._advance_purchases()

    def _restart_lock(self) -> None:
        minutes = self._shop.settings.current.integer("lock.idle_minutes")
        if minutes:
            self._lock.start(minutes * _MINUTE_MILLISECONDS)

    @Slot()
    def _lock_now(self) -> None:
        if not self._context.session.is_locked:
            self._context.session.lock()

    def _timer(self, milliseconds: int, slot: Any) -> QTimer:
        timer = QTimer(self, interval=milliseconds)
        timer.timeout.connect(slot)
        return timer


def _ignore(_result: object) -> None:
    """The work has no result to show."""
