"""Keeps the status bar true: goods to hand over, sources, printer, shift, clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import zone_named
from desktop.ui.formatting import age_text, clock_text, orders_text, status_clock_text

if TYPE_CHECKING:
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.printing import PrinterState
    from desktop.services.stock_sync import SyncState
    from desktop.ui.screen import WindowContext
    from desktop.ui.widgets.shell import StatusBar

_TOPICS: Final = frozenset(
    {
        Topic.AFTER_SALES,
        Topic.DELIVERY,
        Topic.SALES,
        Topic.PURCHASES,
        Topic.ACCOUNTS,
        Topic.CONNECTION,
        Topic.SHIFT,
        Topic.PRINT_JOBS,
    }
)
_TICK_MILLISECONDS: Final = 10_000
_OFFLINE_AFTER: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class StatusFigures:
    """What the status bar shows, read in one go off the window's thread.

    Attributes:
        overdue: tickets whose next step should have been done.
        unsent: purchases that wait for the network.
    """

    undelivered: int
    unknown: int
    overdue: int
    is_offline: bool
    unsent: int
    sync: SyncState
    printer: PrinterState
    shift: ShiftSnapshot | None


class StatusKeeper(QObject):
    """Reads the figures when something changed, and the clock every few seconds."""

    def __init__(self, bar: StatusBar, context: WindowContext, shop: Any) -> None:
        super().__init__(bar)
        self._bar = bar
        self._context = context
        self._shop = shop
        self._figures: StatusFigures | None = None
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)
        context.notifier.changed.connect(self._note_changes)
        context.session.changed.connect(self.refresh)
        self._timer.start()
        self._tick()

    @Slot()
    def refresh(self) -> None:
        """Read the figures again."""
        self._context.operations.run_query(self, self._read, self._show)

    def speak(self) -> None:
        """Say everything again, in another language."""
        self._tick()
        self.refresh()

    def _read(self) -> StatusFigures:
        return StatusFigures(
            self._shop.delivery.undelivered_count(),
            self._shop.purchasing.unknown_count(),
            self._shop.after_sales.counts().overdue,
            self._shop.connectivity.is_offline(),
            self._shop.purchase_watch.unsent_count(),
            self._shop.stock_sync.last_state(),
            self._shop.printing.printer_state(),
            self._shop.shifts.current(),
        )

    def _show(self, figures: StatusFigures) -> None:
        self._figures = figures
        self._bar.set_undelivered(
            figures.undelivered, self.tr("待交付 {count}").format(count=figures.undelivered)
        )
        self._context.set_badge("orders", figures.unknown + figures.overdue)
        self._show_printer(figures.printer)
        self._show_sources(figures)
        self._bar.set_shift(self._shift_text(figures.shift))

    def _show_sources(self, figures: StatusFigures) -> None:
        """Without a network nothing a source said last is its trouble now."""
        if not figures.is_offline:
            self._show_sync(figures.sync)
        elif figures.unsent:
            words = self.tr("离线 · 待提交 {count}").format(count=orders_text(figures.unsent))
            self._bar.set_sync(words, "warn-dot")
        else:
            self._bar.set_sync(self.tr("离线"), "warn-dot")

    def _show_sync(self, sync: SyncState) -> None:
        if not sync.account_count:
            words = self.tr("手工货源") if sync.has_hand_kept else self.tr("只卖本地卡密")
            self._bar.set_sync(words, "accent")
        elif sync.in_trouble:
            self._bar.set_sync(self._trouble_text(sync.in_trouble[0]), "danger")
        elif sync.oldest_synced_at is None:
            self._bar.set_sync(self.tr("货源还没同步"), "warn-dot")
        else:
            age = age_text(sync.oldest_synced_at, self._now(), self._zone())
            is_old = self._now() - sync.oldest_synced_at > _OFFLINE_AFTER
            token = "warn-dot" if is_old else "accent"
            self._bar.set_sync(self.tr("货源已同步 · {age}").format(age=age), token)

    def _trouble_text(self, account: str) -> str:
        """Name the account to the owner only: who supplies the shop is no cashier's business."""
        if not self._context.session.is_owner:
            return self.tr("货源异常")
        return self.tr("货源异常：{name}").format(name=account)

    def _show_printer(self, state: PrinterState) -> None:
        if not state.is_set_up:
            self._bar.set_printer("", is_healthy=True)
        elif state.failed_count:
            text = self.tr("打印机有 {count} 张没打出来").format(count=state.failed_count)
            self._bar.set_printer(text, is_healthy=False)
        else:
            self._bar.set_printer(self.tr("打印机就绪"), is_healthy=True)

    def _shift_text(self, shift: ShiftSnapshot | None) -> str:
        person = self._context.session.person
        name = person.name if person else ""
        if shift is None:
            return self.tr("{name} · 没开班").format(name=name)
        return self.tr("{name} · {time} 开班").format(
            name=name, time=clock_text(shift.opened_at, self._zone())
        )

    @Slot()
    def _tick(self) -> None:
        date_text, _, time_text = status_clock_text(self._now(), self._zone()).rpartition(" ")
        self._bar.set_clock(date_text, time_text)
        if self._figures is not None:
            self._show_sources(self._figures)

    @Slot(object, object)
    def _note_changes(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.topics & _TOPICS:
            self.refresh()

    def _now(self) -> datetime:
        return self._context.clock.now()

    def _zone(self) -> Any:
        return zone_named(self._shop.settings.current.text("day.zone"))
