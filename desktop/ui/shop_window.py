"""The window of an open shop: pages, keys and lock screen, wired once.

The first page comes first. What works beside the pages (``Keepers``), the pages after an order and
the services that no search needs follow a moment later, most of it off the window's thread.
"""

from __future__ import annotations

import json
import threading
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop.domain.changes import Changes, Topic
from desktop.translating import sentence_of
from desktop.ui.appearance import Appearance
from desktop.ui.approvals import Approvals
from desktop.ui.background import Background
from desktop.ui.change_notifier import ChangeNotifier
from desktop.ui.key_bindings import KeyTable
from desktop.ui.navigation import SCREENS, entry_of, rail_entries
from desktop.ui.operations import Operations
from desktop.ui.page_stack import PageStack
from desktop.ui.scanner_bursts import ScannerThresholds
from desktop.ui.screen import WindowContext
from desktop.ui.secret_clipboard import SecretClipboard
from desktop.ui.session import Session
from desktop.ui.shortcuts import Action, ActionRegistry
from desktop.ui.theme import theme
from desktop.ui.translation import install_language
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.services.recovery import RecoveryReport
    from desktop.translating import Language
    from desktop.ui.crash_reports import CrashReports
    from desktop.ui.keepers import Keepers
    from desktop.ui.main_window import MainWindow
    from desktop.ui.scanner_bursts import BurstDetector
    from desktop.ui.screen import Screen


_REST_MILLISECONDS: Final = 250
"""What the first keystroke does not need leaves it the machine for so long."""
_BREATH_MILLISECONDS: Final = 20
"""Between two pieces of the rest a key that was pressed comes first."""
_MODULES_OF_THE_REST: Final = (
    "desktop.ui.screens.sale.payment_page",
    "desktop.ui.screens.sale.done_page",
    "desktop.ui.keepers",
)
_MILLISECONDS: Final = 1_000
_SERVICES_OF_THE_REST: Final = (
    "checkout",
    "pending_sales",
    "held_sales",
    "gateway_accounts",
    "delivery",
    "purchasing",
    "customers",
    "collection_codes",
    "purchase_watch",
    "stock_sync",
    "stock_alerts",
    "printing",
    "accounts",
    "verification",
    "recovery",
)


class ShopWindow(QObject):
    """Joins a main window and a shop."""

    def __init__(
        self,
        window: MainWindow,
        registry: ActionRegistry,
        bursts: BurstDetector,
        shop: Any,
        crash_reports: CrashReports,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._registry = registry
        self._bursts = bursts
        self._shop = shop
        self._crash_reports = crash_reports
        self.session = Session(self)
        self.background = Background(self)
        self.notifier = ChangeNotifier(self)
        self.context = self._make_context()
        self.pages = PageStack(window.pages, registry, self.context, shop)
        self.keepers: Keepers | None = None
        self._may_recover = threading.Event()
        self._lock: Screen | None = None
        self._connect()

    @property
    def shop(self) -> Any:
        """The shop that is open."""
        return self._shop

    def start(self, *, signed_in: Any = None) -> None:
        """Show the lock screen or, for a person who is signed in already, the sale.

        Args:
            signed_in: a ``Person``; None asks for a PIN unless the shop does without.
        """
        self._window.guard_close()
        self.context.operations.hold_back()
        self.background.collector.pause()
        self._read_keys()
        if signed_in is None and not self._shop.settings.current.flag("lock.pin_at_start"):
            signed_in = self._shop.staff.list_people()[0]
        if signed_in is None:
            self.session.lock()
        else:
            self.session.sign_in(signed_in)
        self.context.operations.run_change(self, self._recover, self._tell_recovery)
        QTimer.singleShot(_REST_MILLISECONDS, self, self._load_rest)

    def end(self) -> None:
        """Stop what runs by itself and close the shop."""
        self.context.clipboard.clear_if_ours()
        if self.keepers is not None:
            self.keepers.stop()
        self._may_recover.set()
        self._shop.profile.stop_waiting()
        self.background.close()
        self._shop.close()

    # What comes after the first page ----------------------------------------------------------

    def _recover(self) -> RecoveryReport:
        """Mend what the last run left open; every change of this one waits behind it."""
        self._may_recover.wait()
        report: RecoveryReport = self._shop.recovery.run()
        return report

    def _tell_recovery(self, report: RecoveryReport) -> None:
        self._begin_rest()
        if self.keepers is not None:
            self.keepers.tell_recovery(report)

    @Slot()
    def _load_rest(self) -> None:
        self.context.operations.run_query(self, self._import_rest, self._rest_loaded)

    def _import_rest(self) -> None:
        """Import and build, off the window's thread, what the first sale goes on to."""
        try:
            for module in _MODULES_OF_THE_REST:
                import_module(module)
            for name in _SERVICES_OF_THE_REST:
                getattr(self._shop, name)
        finally:
            self._may_recover.set()

    def _rest_loaded(self, _nothing: None) -> None:
        self.background.collector.go_on()
        self._begin_rest()
        QTimer.singleShot(_BREATH_MILLISECONDS, self, self._prepare_pages)

    def _begin_rest(self) -> None:
        if self.keepers is None:
            from desktop.ui.keepers import Keepers

            self.keepers = Keepers(self._window, self.context, self._shop, self._is_in_front, self)
            self.keepers.start()
            self.context.operations.let_go()

    @Slot()
    def _prepare_pages(self) -> None:
        """Build one more piece of what the first sale will show, when nothing else is to do."""
        screen = self.pages.find_built("sale")
        if screen is not None and screen.prepare_more():
            QTimer.singleShot(_BREATH_MILLISECONDS, self, self._prepare_pages)

    # Wiring -------------------------------------------------------------------------------------

    def _make_context(self) -> WindowContext:
        messages = self._window.messages
        operations = Operations(
            self.background,
            self.notifier,
            show_error=self._show_error,
            show_crash=self._crash_reports.note,
        )
        return WindowContext(
            operations=operations,
            notifier=self.notifier,
            messages=messages,
            approvals=Approvals(self._shop.staff, operations, messages),
            registry=self._registry,
            session=self.session,
            clipboard=SecretClipboard(self),
            clock=self._shop.ground.clock,
            go_to=self._go_to,
            set_badge=self._window.rail.set_count,
        )

    def _connect(self) -> None:
        window = self._window
        self._registry.set_everywhere(self._everywhere())
        self._registry.changed.connect(self._show_hints)
        window.rail.chosen.connect(self._go_to)
        window.rail.lock_wanted.connect(self.session.lock)
        window.status_bar.undelivered_pressed.connect(self._open_undelivered)
        window.status_bar.hint_pressed.connect(self._press_hint)
        window.status_bar.printer_pressed.connect(self._open_failed_prints)
        window.close_wanted.connect(self._ask_to_close)
        window.resized.connect(self._place_lock)
        self.pages.switched.connect(window.rail.set_current)
        self.session.changed.connect(self._follow_session)
        self.notifier.changed.connect(self._follow_settings)
        self._crash_reports.show_with(self._show_crash)

    def _everywhere(self) -> tuple[Action, ...]:
        pages = tuple(
            Action(
                entry.action_id,
                partial(self._go_to, entry.page),
                partial(self._may_open, entry.page),
                icon=entry.icon,
            )
            for entry in SCREENS
            if entry.icon
        )
        return (
            *pages,
            Action("help.keys", self._open_keys, icon="info"),
            Action("palette.open", self._open_palette, is_listed=False),
            Action("page.search", self._focus_search, self._has_search, is_listed=False),
            Action("page.back", self.pages_home, is_listed=False),
            Action("sources.sync", self._sync, icon="refresh-cw"),
            Action("window.full", self._toggle_full_screen),
            Action("window.lock", self.session.lock, icon="lock"),
            Action("delivery.open", self._open_undelivered, icon="package-open"),
            Action(
                "print.failed",
                self._open_failed_prints,
                text=self.tr("没打出来的纸"),
                icon="printer-x",
            ),
            Action("banner.act", self._window.banner.press, self._window.banner.has_act),
            Action("undo.last", self._undo, is_listed=False),
        )

    def pages_home(self) -> None:
        """Put the caret back to where the page's work begins."""
        self.pages.focus_home()

    # Pages --------------------------------------------------------------------------------------

    @Slot(str)
    def _go_to(self, page: str, argument: Any = None) -> None:
        if not self.session.is_locked and self._may_open(page):
            self.pages.show(page, argument)

    def _is_in_front(self, sale_id: int) -> bool:
        screen = self.pages.find_built(self.pages.current)
        return screen is not None and screen.is_showing_sale(sale_id)

    def _may_open(self, page: str) -> bool:
        person = self.session.person
        return person is not None and person.role in entry_of(page).roles

    @Slot()
    def _open_undelivered(self) -> None:
        if not self._window.toasts.press_latest():
            self._go_to("orders", "undelivered")

    @Slot()
    def _focus_search(self) -> None:
        box = self._find_search()
        if box is not None:
            box.setFocus()
            box.selectAll()

    def _has_search(self) -> bool:
        return self._find_search() is not None

    def _find_search(self) -> SearchBox | None:
        """Return the search line that can be seen; a page may hide one behind another."""
        page = self._window.pages.currentWidget()
        boxes = page.findChildren(SearchBox) if page is not None else []
        return next((box for box in boxes if box.isVisible() and box.isEnabled()), None)

    def _sync(self) -> None:
        if self._may_open("stock"):
            self._go_to("stock", "sync")

    def _undo(self) -> None:
        self._window.toasts.press_latest()

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    @Slot()
    def _show_hints(self) -> None:
        self._window.status_bar.set_hints(self._registry.list_hints())

    @Slot(object)
    def _press_hint(self, action: Action) -> None:
        if action.is_enabled():
            action.call()

    def _open_keys(self) -> None:
        from desktop.ui.widgets.command_palette import KeysOverlay

        offers = self._registry.list_keys()
        known = (one for one in offers if not _is_closed_page(one.action))
        self._window.messages.open_sheet(KeysOverlay(tuple(known)))

    @Slot()
    def _open_failed_prints(self) -> None:
        from desktop.ui.dialogs.failed_prints_dialog import FailedPrintsSheet

        shop = self._shop
        self._window.messages.open_sheet(
            FailedPrintsSheet(self.context, shop.printing, shop.settings)
        )

    def _open_palette(self) -> None:
        from desktop.ui.widgets.command_palette import CommandPalette

        self._window.messages.open_sheet(CommandPalette(self._registry.list_offers()))

    def _read_keys(self) -> None:
        """Take the keys of the settings, and what they say a scanner is."""
        values = self._shop.settings.current
        changed = json.loads(values.text("keys.overrides") or "{}")
        overrides = {name: str(keys).split() for name, keys in changed.items()}
        self._registry.set_table(
            KeyTable.made(
                values.text("keys.preset"), overrides, has_fn_row=values.flag("keys.has_fn_row")
            )
        )
        self._bursts.thresholds = ScannerThresholds(
            values.integer("scan.least_characters"),
            values.integer("scan.gap_milliseconds") / _MILLISECONDS,
        )

    # People -------------------------------------------------------------------------------------

    @Slot()
    def _follow_session(self) -> None:
        if self.session.is_locked:
            self._show_lock()
            return
        self._hide_lock()
        person = self.session.person
        if person is None:
            return
        self._window.show_rail(rail_entries(person.role))
        if not self.pages.current or not self._may_open(self.pages.current):
            self.pages.show("sale")
            if self.keepers is not None:
                self._prepare_pages()
        else:
            self._window.rail.set_current(self.pages.current)
            self.pages.focus_home()

    def _show_lock(self) -> None:
        if self._lock is None:
            self._lock = entry_of("lock").build(self.context, self._shop)
            self._lock.setParent(self._window.page_frame)
            self._registry.open_layer(self._lock, self._lock.page_keys().actions)
        self._window.sheets.close_all()
        self._place_lock()
        self._lock.show()
        self._lock.raise_()
        self._lock.focus_home()

    def _hide_lock(self) -> None:
        if self._lock is not None:
            self._registry.close_layer(self._lock)
            self._lock.hide()
            self._lock.deleteLater()
            self._lock = None

    @Slot()
    def _place_lock(self) -> None:
        if self._lock is not None:
            self._lock.setGeometry(self._window.page_frame.rect())

    # Settings -----------------------------------------------------------------------------------

    @Slot(object, object)
    def _follow_settings(self, changes: Changes, _initiator: QObject | None) -> None:
        if Topic.SETTINGS not in changes.topics:
            return
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        keys, scale = self._registry.table(), theme().scale
        self._read_keys()
        wanted = Appearance.of(dict(self._shop.settings.current.by_key))
        wanted.apply(application)
        speaks_anew = self._window.property("language") != wanted.language
        if speaks_anew:
            self._speak(wanted.language)
        if speaks_anew or keys != self._registry.table() or scale != theme().scale:
            self.pages.renew()
            if self.keepers is not None:
                self.keepers.speak()

    def _speak(self, language: Language) -> None:
        self._window.setProperty("language", language)
        install_language(language)
        if self.session.person is not None:
            self._window.show_rail(rail_entries(self.session.person.role))
        self._window.rail.set_lock_text(QCoreApplication.translate("MainWindow", "锁屏"))

    # Telling ------------------------------------------------------------------------------------

    def _show_error(self, error: KataiError) -> None:
        self._window.messages.show_refusal(sentence_of(error))

    def _show_crash(self, text: str, path: Path | None) -> None:
        del text
        where = path.name if path is not None else self.tr("日志")
        self._window.messages.tell(
            self.tr("程序出了错"),
            self.tr(
                "已经记好的销售单不受影响。收款页上没有显示收款成功的单没有记下，请重新收。"
                "详情写在 {where}，里面没有卡密。"
            ).format(where=where),
            icon="shield-alert",
        )

    # Closing ------------------------------------------------------------------------------------

    @Slot()
    def _ask_to_close(self) -> None:
        open_work = [
            text
            for entry in SCREENS
            if (screen := self.pages.find_built(entry.page)) is not None
            and (text := screen.open_work())
        ]
        if not open_work:
            self._window.close_now()
            return
        self._window.messages.ask_destructive(
            self.tr("现在关掉？"),
            "\n".join(open_work),
            keep=self.tr("不关"),
            destroy=self.tr("关掉"),
            act=self._window.close_now,
            kind=PRIMARY,
        )


def _is_closed_page(action: Action) -> bool:
    """Whether this opens a page that is not this person's."""
    return action.action_id.startswith("go.") and not action.is_enabled()
