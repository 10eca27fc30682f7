"""The first run: making a shop off the window's thread, before any service exists."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.domain.errors import KataiError
from desktop.domain.secret import Secret
from desktop.translating import current_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

GoodsFrom = Literal["local", "practice", "sample"]


@dataclass(frozen=True, slots=True)
class WantedShop:
    """What the wizard asked for on its first page.

    Attributes:
        passphrase: needed where there is no keyring; None elsewhere.
    """

    shop_name: str
    owner_name: str
    owner_pin: Secret
    passphrase: Secret | None


class FirstRun(QObject):
    """Makes the shop the wizard asks for.

    Signals:
        made: the words of the recovery phrase, to be written down.
        filled: goods are in place; the shop can be opened.
        refused: the ``KataiError`` that says why not; nothing was made.
    """

    made = Signal(object)
    filled = Signal()
    refused = Signal(object)
    _finished = Signal(object, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.passphrase: Secret | None = None
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def needs_passphrase(self) -> bool:
        """Whether this machine has no keyring that could keep the key."""
        from desktop.assembly import system_world

        return system_world().keyring is None

    def make(self, wanted: WantedShop) -> None:
        """Make the profile; answers with ``made`` or ``refused``."""
        self.passphrase = wanted.passphrase
        self._run(partial(self._make, wanted), self.made.emit)

    def fill(self, goods_from: GoodsFrom) -> None:
        """Note that the words were checked, and bring in what was chosen."""
        self._run(partial(self._fill, goods_from), self._tell_filled)

    def _make(self, wanted: WantedShop) -> tuple[str, ...]:
        from desktop.assembly import system_world
        from desktop.services.profiles import NewProfile, create_profile

        new = NewProfile(
            wanted.shop_name,
            wanted.owner_name,
            wanted.owner_pin,
            current_language(),
            wanted.passphrase,
        )
        return create_profile(self._folder, new, system_world()).phrase

    def _fill(self, goods_from: GoodsFrom) -> None:
        from desktop.assembly import open_shop
        from desktop.practice.sample_shop import fill_sample_shop

        shop = open_shop(self._folder, passphrase=self.passphrase)
        try:
            shop.profile.note_phrase_checked()
            if goods_from == "practice":
                shop.add_practice()
            elif goods_from == "sample":
                fill_sample_shop(shop)
        finally:
            shop.close()

    def _run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        threading.Thread(target=self._work, args=(work, then), name="assemble", daemon=True).start()

    def _work(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            self._finished.emit(then, work())
        except KataiError as error:
            self._finished.emit(self.refused.emit, error)

    @Slot(object, object)
    def _deliver(self, then: Callable[[Any], None], result: Any) -> None:
        then(result)

    def _tell_filled(self, _nothing: None) -> None:
        self.filled.emit()


def make_wizard(folder: Path, done: Callable[[Secret | None], None]) -> QWidget:
    """Return the wizard for a folder without a shop; ``done`` opens what it made."""
    from desktop.ui.screens.wizard.wizard_view import WizardView

    return WizardView(FirstRun(folder), done)
