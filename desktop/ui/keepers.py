"""What goes on beside the pages: status bar, work nobody asked for, network, notices, conditions.

None of it is needed to type the first product. It is imported and built when the first page stands
(``ShopWindow``), so that a cashier who opens the shop with a customer at the counter waits less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from desktop import translating
from desktop.services.verification import problem_sentence
from desktop.ui.after_sales_keeper import AfterSalesKeeper
from desktop.ui.alert_keeper import AlertKeeper
from desktop.ui.arrivals import Arrivals
from desktop.ui.connection_keeper import ConnectionKeeper
from desktop.ui.disk_keeper import DiskKeeper
from desktop.ui.gateway_keeper import GatewayKeeper
from desktop.ui.hourly_work import HourlyWork
from desktop.ui.housekeeping import Housekeeping
from desktop.ui.rendering.page_renderer import QtPageRenderer
from desktop.ui.status_keeper import StatusKeeper
from desktop.ui.sync_keeper import SyncKeeper
from desktop.ui.tray import Tray
from desktop.ui.unknown_notice import UnknownNotice
from desktop.ui.widgets.banner import Condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.changes import Changes
    from desktop.services.recovery import RecoveryReport
    from desktop.services.verification import Verdict
    from desktop.ui.main_window import MainWindow
    from desktop.ui.screen import WindowContext

_BOOKS_SEVERITY: Final = 90
"""The shop can go on; nothing else that lasts is as much the owner's to see."""


class Keepers(QObject):
    """Everything of the window that works by itself.

    Args:
        window: the main window.
        context: the window, for those who keep it.
        shop: the services.
        is_in_front: whether the goods of this sale are in front of the cashier.
    """

    def __init__(
        self,
        window: MainWindow,
        context: WindowContext,
        shop: Any,
        is_in_front: Callable[[int], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        self._shop = shop
        self._tray = Tray(window)
        self.status = StatusKeeper(window.status_bar, context, shop)
        self.housekeeping = Housekeeping(context, shop)
        self.connection = ConnectionKeeper(context, shop, self)
        self._unknown = UnknownNotice(context, shop, self._tray, self)
        self._alerts = AlertKeeper(context, shop, self)
        self._gateways = GatewayKeeper(context, shop, self._tray, self)
        self._after_sales = AfterSalesKeeper(context, shop, self._tray, self)
        pieces = {
            "members": self._keep_members,
            "retention": self._forget_old,
            "ranking": self._rank_products,
        }
        self._hourly = HourlyWork(context, pieces, self)
        self._disk = DiskKeeper(context, shop, self)
        self._sync = SyncKeeper(context, shop, self)
        self._arrivals = Arrivals(context, self._tray, is_in_front, self)
        self.housekeeping.arrived.connect(self._arrivals.note)
        self._tray.clicked.connect(window.come_forward)

    def start(self) -> None:
        """Begin all of it."""
        self._shop.printing.use_renderer(QtPageRenderer())
        self.status.refresh()
        self.housekeeping.watch(self._window.windowHandle())
        self.housekeeping.start()
        self.connection.start()
        self._unknown.start()
        self._alerts.start()
        self._after_sales.start()
        self._alerts.count()
        self._hourly.start()
        self._disk.start()
        self._sync.start()
        self._gateways.start()
        self._show_conditions()
        self._context.operations.run_query(
            self, self._shop.verification.verify_start, self._show_verdict
        )

    def stop(self) -> None:
        """Start nothing more."""
        self.housekeeping.stop()
        self.connection.stop()
        self._unknown.stop()
        self._alerts.stop()
        self._hourly.stop()
        self._disk.stop()
        self._sync.stop()
        self._gateways.stop()
        self._after_sales.stop()
        self._tray.close()

    def speak(self) -> None:
        """Say everything again, in another language or with other keys."""
        self.status.speak()
        self._show_conditions()
        self.connection.refresh()
        self._unknown.refresh()
        self._gateways.refresh()
        self._disk.speak()

    def tell_recovery(self, report: RecoveryReport) -> None:
        """Say what the last run had left open."""
        for sentence in report.sentences:
            text = translating.sentence("recovery", sentence.template, count=sentence.count)
            icon = "circle-help" if sentence.needs_care else "loader"
            self._context.messages.show_toast(text, icon=icon)
        self.status.refresh()

    def _keep_members(self) -> Changes:
        changes: Changes = self._shop.member_ledgers.keep_up()
        return changes

    def _forget_old(self) -> Changes:
        changes: Changes = self._shop.retention.keep_up().changes
        return changes

    def _rank_products(self) -> Changes:
        changes: Changes = self._shop.catalog.rerank_products()
        return changes

    def _show_conditions(self) -> None:
        if any(account.is_practice for account in self._shop.accounts.list_accounts()):
            self._begin("practice", self.tr("练习货源"), self.tr("这里的钱和货都不是真的"), 20)
        if not self._shop.profile.is_phrase_checked():
            self._begin(
                "phrase", self.tr("恢复词还没有核对"), self.tr("去设置里的备份与日志核对一次"), 10
            )

    def _show_verdict(self, verdict: Verdict) -> None:
        if not verdict.ok:
            problem = problem_sentence(verdict.problems[0])
            self._begin("verify", self.tr("账本核对没有通过"), problem, _BOOKS_SEVERITY)
        trouble = self._shop.compliance.in_force.trouble
        if trouble is not None:
            strong = self.tr("合规规则还用上一份")
            self._begin("rules", strong, translating.sentence_of(trouble), _BOOKS_SEVERITY)

    def _begin(self, key: str, strong: str, text: str, severity: int) -> None:
        condition = Condition(key, strong, text, severity, icon="shield-alert")
        self._context.messages.begin_condition(condition)
