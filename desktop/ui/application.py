"""Starting the window: paint the frame first, then open the shop in the background.

Nothing of SQLAlchemy, requests, keyring or cryptography is imported before the first paint.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.errors import KataiError
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.appearance import Appearance
from desktop.ui.crash_reports import CrashReports
from desktop.ui.fast_presses import FastPresses
from desktop.ui.main_window import MainWindow
from desktop.ui.scanner_bursts import BurstDetector
from desktop.ui.shortcuts import ActionRegistry, ShortcutDispatcher
from desktop.ui.theme import load_fonts
from desktop.ui.translation import install_language

if TYPE_CHECKING:
    from desktop.domain.permissions import Person
    from desktop.services.profiles import OutsideWorld
    from desktop.translating import Language
    from desktop.ui.shop_window import ShopWindow

FAILED: Final = 3
SETTLING_MILLISECONDS: Final = 150
"""The keyring and the log leave the machine to the first keystroke for so long."""
_UNSEEN_MILLISECONDS: Final = 1_000
"""A window that starts minimised is never painted; its shop opens all the same."""
_FCITX_NAMES: Final = frozenset({"fcitx", "fcitx5"})


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """What the command line says about the window.

    Attributes:
        staff_name: signs in without the lock screen, with the PIN beside it.
        prepare: builds the profile first (sample shop, practice platform); runs off the
            window's thread.
        world: clock, chance and keyring to open the profile with; the machine's own by default.
    """

    folder: Path
    passphrase: Secret | None = None
    staff_name: str = ""
    staff_pin: Secret | None = None
    language: Language | None = None
    prepare: Callable[[], None] | None = None
    world: OutsideWorld | None = None


def ready_application() -> QApplication:
    """Return the application of this process, made if there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if os.environ.get("QT_IM_MODULE") in _FCITX_NAMES:
        os.environ["QT_IM_MODULE"] = "ibus"  # the wheel has no fcitx plug-in; fcitx answers on ibus
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, on=False)
    application = QApplication(sys.argv[:1])
    application.setApplicationName(paths.APPLICATION_NAME)
    application.setApplicationDisplayName(QCoreApplication.translate("DarkSide", "卡台 Katai"))
    return application


def run_window(options: WindowOptions) -> int:
    """Open the window and stay until it is closed; uses an existing event loop's application.

    Returns:
        The exit code: 0, or 3 when the profile could not be used.
    """
    application = ready_application()
    opening = Opening(application, options)
    log = _Log(options.folder)
    opening.settled.connect(log.begin)
    loop = QEventLoop()
    opening.ended.connect(loop.quit)
    application.aboutToQuit.connect(loop.quit)
    opening.begin()
    loop.exec()
    opening.finish()
    log.end()
    return opening.exit_code


class _Log:
    """The log of a profile that is there; begun once the first page is, or something failed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stop: Callable[[], None] | None = None

    def begin(self) -> None:
        """Log from now on."""
        from desktop.logs import start_logging

        if self._stop is None and self._folder.exists():
            self._stop = start_logging(self._folder)

    def end(self) -> None:
        """Close the file."""
        if self._stop is not None:
            self._stop()


class Opening(QObject):
    """From nothing to an open shop: frame, profile, vault, pages.

    Signals:
        settled: the first page is there and had the machine for itself, or there will be none.
        ended: the window is closed.
    """

    settled = Signal()
    ended = Signal()
    _opened = Signal(object, object)
    _unlocked = Signal()
    _failed = Signal(object)

    def __init__(self, application: QApplication, options: WindowOptions) -> None:
        super().__init__()
        self._application = application
        self._options = options
        self.exit_code = 0
        self._is_over = False
        self.crash_reports = CrashReports(options.folder / paths.LOGS_FOLDER)
        self.registry = ActionRegistry()
        self.bursts = BurstDetector(time.monotonic)
        self._dispatcher = ShortcutDispatcher(self.registry, self.bursts)
        self._fast_presses = FastPresses()
        self.window = self._make_window()
        self.shop_window: ShopWindow | None = None
        self._single: QObject | None = None
        self._cover: Any = None
        self._has_chosen = False
        self._may_unlock = threading.Event()
        self._unlocked.connect(self._show_unlocked, Qt.ConnectionType.QueuedConnection)
        self._opened.connect(self._enter, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._refuse, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Show the frame, and open the shop once it is painted."""
        self.crash_reports.install()
        self.window.painted.connect(self._choose)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.windowHandle().installEventFilter(self._fast_presses)
        self._dispatcher.listen(self._application, self.window)
        QTimer.singleShot(_UNSEEN_MILLISECONDS, self._choose)

    def finish(self) -> None:
        """Take everything down in order."""
        self._dispatcher.stop_listening(self._application)
        self._is_over = True
        self._may_unlock.set()
        if self.shop_window is not None:
            self.shop_window.end()
        self.crash_reports.uninstall()
        self.window.hide()
        self.window.deleteLater()

    def _make_window(self) -> MainWindow:
        appearance = Appearance.read(self._options.folder)
        language = self._options.language or appearance.language
        load_fonts()
        appearance.apply(self._application)
        install_language(language)
        window = MainWindow(self.registry)
        window.setProperty("language", language)
        if appearance.shop_name:
            window.setWindowTitle(appearance.shop_name)
        window.closed.connect(self.ended)
        return window

    @Slot()
    def _choose(self) -> None:
        """Open the shop there is, or offer to make one; once."""
        if self._has_chosen:
            return
        self._has_chosen = True
        if self._options.prepare is not None or (self._options.folder / "katai.db").exists():
            self.assemble(self._options.passphrase)
        else:
            self._offer_first_run()

    def assemble(self, passphrase: Secret | None) -> None:
        """Open the profile on a thread of its own; it takes longer than a frame."""
        threading.Thread(
            target=self._assemble, args=(passphrase,), name="assemble", daemon=True
        ).start()
        _import_first_page()

    def _assemble(self, passphrase: Secret | None) -> None:
        try:
            if self._options.prepare is not None:
                self._options.prepare()
            from desktop.assembly import open_shop

            world = self._options.world
            shop = open_shop(
                self._options.folder,
                passphrase=passphrase,
                world=world,
                may_unlock_later=not self._options.staff_name,
            )
            if self._options.prepare is None:
                shop.start_practice()
            person = self._signed_in(shop)
        except BaseException as error:
            self._failed.emit(error)
        else:
            self._opened.emit(shop, person)
            self._may_unlock.wait()
            self._unlock(shop, None)

    def _unlock(self, shop: Any, passphrase: Secret | None) -> None:
        """Open the vault, off the window's thread, unless it is open or nobody needs it now."""
        if self._is_over or shop.profile.is_unlocked:
            return
        try:
            shop.profile.unlock(passphrase)
        except BaseException as error:
            self._failed.emit(error)
        else:
            self._unlocked.emit()

    @Slot()
    def _show_unlocked(self) -> None:
        if self._cover is not None and self.shop_window is not None:
            self._uncover()
            self.shop_window.pages_home()

    def _signed_in(self, shop: Any) -> Person | None:
        if not self._options.staff_name or self._options.staff_pin is None:
            return None
        found = shop.staff.find_person(self._options.staff_name)
        if found is None:
            return None
        person: Person = shop.staff.check_pin(found.id, self._options.staff_pin)
        return person

    @Slot(object, object)
    def _enter(self, shop: Any, person: Person | None) -> None:
        from desktop.ui.shop_window import ShopWindow
        from desktop.ui.single_window import SingleWindow

        gc.freeze()  # what was imported stays; nobody need ever look through it
        self._uncover()
        single = SingleWindow(self._options.folder, self)
        single.called.connect(self.window.come_forward)
        self._single = single
        self.shop_window = ShopWindow(
            self.window, self.registry, self.bursts, shop, self.crash_reports
        )
        self.shop_window.start(signed_in=person)
        is_locked = self.shop_window.session.is_locked
        QTimer.singleShot(0 if is_locked else SETTLING_MILLISECONDS, self, self._settle)

    @Slot()
    def _settle(self) -> None:
        """Go on with what the first keystroke did not need."""
        self._may_unlock.set()
        self.settled.emit()

    @Slot(object)
    def _refuse(self, error: BaseException) -> None:
        self.settled.emit()
        code = error.code if isinstance(error, KataiError) else ""
        if code == "profile_locked" and self._first_window_came():
            self.window.close_now()
        elif code in {"vault_closed", "passphrase_wrong", "keyring_failed"}:
            self._ask_passphrase(error)
        elif isinstance(error, KataiError):
            self.exit_code = FAILED
            self._show_failure(sentence_of(error))
        else:
            self.exit_code = FAILED
            self.crash_reports.note(error)
            self._show_failure(self.tr("程序出了错，店铺没有打开，数据没有改动。详情写在日志里"))

    def _first_window_came(self) -> bool:
        from desktop.ui.single_window import call_first_window

        return call_first_window(self._options.folder)

    def _ask_passphrase(self, error: BaseException) -> None:
        from desktop.ui.screens.vault_screen import VaultScreen

        sentence = sentence_of(error) if isinstance(error, KataiError) else ""
        if self._cover is None:
            screen = VaultScreen()
            screen.submitted.connect(self._try_passphrase)
            self._put_cover(screen)
        elif sentence:
            self._cover.show_wrong(sentence)

    @Slot(str)
    def _try_passphrase(self, passphrase: str) -> None:
        if self.shop_window is None:
            self.assemble(Secret(passphrase))
            return
        work = (self.shop_window.shop, Secret(passphrase))
        threading.Thread(target=self._unlock, args=work, name="unlock", daemon=True).start()

    def _offer_first_run(self) -> None:
        from desktop.ui.first_run import make_wizard

        self.settled.emit()
        self._put_cover(make_wizard(self._options.folder, self._first_run_done))

    def _first_run_done(self, passphrase: Secret | None) -> None:
        self._uncover()
        self.assemble(passphrase)

    def _show_failure(self, sentence: str) -> None:
        from desktop.ui.widgets.cards import EmptyState

        self._put_cover(EmptyState("database-zap", self.tr("店铺没有打开"), sentence))

    def _put_cover(self, cover: Any) -> None:
        self._uncover()
        self._cover = cover
        cover.setParent(self.window.page_frame)
        self.registry.open_layer(cover)
        self.window.resized.connect(self._place_cover)
        self._place_cover()
        cover.show()
        cover.raise_()
        cover.setFocus()

    @Slot()
    def _place_cover(self) -> None:
        if self._cover is not None:
            self._cover.setGeometry(self.window.page_frame.rect())

    def _uncover(self) -> None:
        if self._cover is not None:
            self.window.resized.disconnect(self._place_cover)
            self.registry.close_layer(self._cover)
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None


def _import_first_page() -> None:
    """Import what shows the shop, while the keyring and the disk are waited for."""
    import desktop.ui.screens.sale_screen
    import desktop.ui.shop_window  # noqa: F401
