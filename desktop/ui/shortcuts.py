"""The one place that decides what a key does.

Every screen offers its acts as a tuple of ``Action`` (``page_actions()``); the ``ActionRegistry``
joins them with the keys of ``key_bindings``; the ``ShortcutDispatcher``, an event filter on what
has the focus, gives each key press to exactly one of: the focused editor, the page, everywhere.
What a press is called says ``key_names``, what the focused editor keeps says ``kept_keys``.

The rules (DESIGN §8.2):

* A page's key replaces the same key everywhere. While a sheet is open only its own acts hold.
* An editor with text keeps its text keys (Del, Backspace, ← →, Home, End, Ctrl+Z/X/C/V/A …).
  Empty, it gives Del, ``+ - * /``, ↑ ↓ and Ctrl+Z to the page.
* Single letters and figures are typing wherever a text field has the focus. An editor that takes
  only figures (property ``digitsOnly``) gives letters to the page.
* Auto-repeat never triggers an act, only moves (``KeyBinding.is_repeating``).
* Enter on a focused button presses it; Enter in a ``keepsEnter`` editor is the editor's.
* Alt+1…9, Alt+0 are F1…F10.
* A scanner's burst is recognised at its Enter or Tab and offered to the page (``accept_scan``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desktop.ui.kept_keys import keeps_key
from desktop.ui.key_bindings import KeyTable
from desktop.ui.key_names import key_text_of
from desktop.ui.scanner_bursts import BurstDetector

if TYPE_CHECKING:
    from collections.abc import Callable


def always() -> bool:
    """Return True: an act that can be done at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do on a page.

    Attributes:
        action_id: names the row of ``key_bindings``; an id without a row has no key and is found
            with Ctrl+K only.
        call: does it; takes nothing, returns at once.
        is_enabled: whether it can be done now; a switched-off act swallows its key without a sound.
        text: what it says in the palette; empty takes the binding's words. Already translated.
        icon: Lucide name for the palette, or empty.
        is_listed: False keeps it out of the palette: moves, Esc.
        hint: its short word in the status bar where the binding's does not fit; empty for none.
            Already translated.
    """

    action_id: str
    call: Callable[[], None]
    is_enabled: Callable[[], bool] = always
    text: str = ""
    icon: str = ""
    is_listed: bool = True
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class PageKeys:
    """What a page gives the dispatcher.

    Attributes:
        page: the page's name in ``key_bindings``: ``sale payment done customers stock …``.
        actions: its acts; the order is that of the palette.
        accept_scan: takes a recognised burst; returns False to let it stand as typing.
    """

    page: str
    actions: tuple[Action, ...] = ()
    accept_scan: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class OfferedAction:
    """An action joined with its keys and words: one row of palette, overlay or status bar."""

    action: Action
    keys: tuple[str, ...]
    shown_keys: tuple[str, ...]
    text: str
    hint: str = ""
    is_repeating: bool = False

    @property
    def key_text(self) -> str:
        """The first key as it is shown, or nothing."""
        return self.shown_keys[0] if self.shown_keys else ""


@dataclass(slots=True)
class _Layer:
    """What an open sheet lets through."""

    owner: object
    actions: tuple[Action, ...] = field(default=())


class ActionRegistry(QObject):
    """Who offers which act now: everywhere, the page in front, an open sheet.

    Signals:
        changed: the offer is another one; hints and overlay read it again.
    """

    changed = Signal()

    def __init__(self, table: KeyTable | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table or KeyTable()
        self._everywhere: tuple[Action, ...] = ()
        self._page = PageKeys("")
        self._layers: list[_Layer] = []

    def set_table(self, table: KeyTable) -> None:
        """Take other keys: a preset, or a person's own."""
        self._table = table
        self.changed.emit()

    def table(self) -> KeyTable:
        """Return the keys in force."""
        return self._table

    def set_everywhere(self, actions: tuple[Action, ...]) -> None:
        """Take the window's own acts: they hold on every page."""
        self._everywhere = actions
        self.changed.emit()

    def show_page(self, keys: PageKeys) -> None:
        """Take the acts of the page that is in front now."""
        self._page = keys
        self.changed.emit()

    def page(self) -> PageKeys:
        """Return what the page in front offers."""
        return self._page

    def open_layer(self, owner: object, actions: tuple[Action, ...] = ()) -> None:
        """Let only these acts hold until ``close_layer(owner)``: a sheet is open."""
        self._layers.append(_Layer(owner, actions))
        self.changed.emit()

    def close_layer(self, owner: object) -> None:
        """End a layer; without effect when it is not open."""
        self._layers = [layer for layer in self._layers if layer.owner is not owner]
        self.changed.emit()

    def has_layer(self) -> bool:
        """Whether a sheet is open."""
        return bool(self._layers)

    def keys_of(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an act."""
        return self._table.keys_of(action_id)

    def key_text(self, action_id: str) -> str:
        """Return the first key of an act as it is shown on its button, or nothing."""
        row = self._table.find_binding(action_id)
        keys = self._table.shown_keys(row) if row is not None else ()
        return keys[0] if keys else ""

    def find_offer(self, key: str) -> OfferedAction | None:
        """Return what a key does now, enabled or not; the page before everywhere."""
        ids = self._table.ids_of(key)
        found = (action for action in self._actions() if action.action_id in ids)
        return next(map(self._offer, found), None)

    def list_offers(self) -> tuple[OfferedAction, ...]:
        """Return every act that can be done now, for the palette: page first."""
        seen: set[str] = set()
        offers = []
        for offer in self._offers():
            if offer.action.action_id in seen or not offer.action.is_listed:
                continue
            seen.add(offer.action.action_id)
            if offer.action.is_enabled():
                offers.append(offer)
        return tuple(offers)

    def list_keys(self) -> tuple[OfferedAction, ...]:
        """Return every act with a key, for the overlay, function keys first.

        A key is listed once, for what it does here.
        """
        taken: set[str] = set()
        offers = []
        for offer in self._offers():
            if offer.keys and offer.keys[0] not in taken:
                offers.append(offer)
            taken.update(offer.keys)
        return tuple(sorted(offers, key=_key_order))

    def list_hints(self) -> tuple[OfferedAction, ...]:
        """Return what the status bar shows at the left: acts with a short word, in key order.

        The page's own are always shown; what holds everywhere only where it can be done.
        """
        here = {action.action_id for action in self._page.actions}
        return tuple(
            offer
            for offer in self.list_keys()
            if offer.hint and (offer.action.action_id in here or offer.action.is_enabled())
        )

    def _offers(self) -> list[OfferedAction]:
        return [self._offer(action) for action in self._actions()]

    def _actions(self) -> tuple[Action, ...]:
        return self._layers[-1].actions if self._layers else self._page.actions + self._everywhere

    def _offer(self, action: Action) -> OfferedAction:
        row = self._table.find_binding(action.action_id)
        if row is None:
            return OfferedAction(action, (), (), action.text or action.action_id)
        words = action.text or _words(row.text)
        hint = _words(row.hint) if action.hint is None else action.hint
        shown = self._table.shown_keys(row)
        return OfferedAction(action, row.keys, shown, words, hint, row.is_repeating)


def _words(source: str) -> str:
    return QCoreApplication.translate("keys", source) if source else ""


def _key_order(offer: OfferedAction) -> tuple[int, int]:
    key = offer.keys[0]
    is_function = key.startswith("F") and key[1:].isdigit()
    return (0, int(key[1:])) if is_function else (1, 0)


class ShortcutDispatcher(QObject):
    """Gives each key press to one taker.

    Args:
        registry: who offers what.
        bursts: the scanner's clock and thresholds.
    """

    def __init__(
        self, registry: ActionRegistry, bursts: BurstDetector, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._registry = registry
        self._bursts = bursts

    def listen(self, application: QApplication, window: QWidget) -> None:
        """See the keys of a window and of whatever gets the focus.

        A filter on the application would do too, and would be asked about every event of every
        widget: building a page then takes three times as long.
        """
        window.installEventFilter(self)
        application.focusChanged.connect(self._follow_focus)
        self._follow_focus()

    def stop_listening(self, application: QApplication) -> None:
        """Follow the focus no longer; what is left ends with the window."""
        application.focusChanged.disconnect(self._follow_focus)

    @Slot()
    def _follow_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every key press before its widget."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return False
        if kind == QEvent.Type.ShortcutOverride:
            if self._find_taker(event) is None:
                return False
            event.accept()
            return True
        # A key that its widget ignores travels up through the parents: it is judged once only.
        focus = QApplication.focusWidget()
        is_first = watched is focus if focus is not None else watched.isWindow()
        return is_first and self._press(event, watched)

    def _press(self, event: QKeyEvent, focus: QWidget) -> bool:
        key = key_text_of(event)
        if key in ("Return", "Tab") and not event.isAutoRepeat() and self._end_burst(focus):
            return True
        self._note_character(event, key, focus)
        if (
            key == "Return"
            and isinstance(focus, QAbstractButton)
            and not self._registry.has_layer()
        ):
            if not event.isAutoRepeat():
                focus.click()
            return True
        offer = self._find_taker(event)
        if offer is None:
            return False
        if offer.action.is_enabled() and (offer.is_repeating or not event.isAutoRepeat()):
            offer.action.call()
        return True

    def _find_taker(self, event: QKeyEvent) -> OfferedAction | None:
        """Return the act this key press is for, or None when it belongs to the focused widget."""
        key = key_text_of(event)
        if not key:
            return None
        offer = self._registry.find_offer(key)
        focus = QApplication.focusWidget()
        if offer is None or (focus is not None and keeps_key(focus, key)):
            return None
        return offer

    def _note_character(self, event: QKeyEvent, key: str, focus: QWidget) -> None:
        text = event.text()
        is_typed = len(key) == 1 or key == "Space"
        if is_typed and len(text) == 1 and not event.isAutoRepeat():
            before = focus.text() if isinstance(focus, QLineEdit) else ""
            self._bursts.add(text, focus, before)
        elif key:
            self._bursts.reset()

    def _end_burst(self, focus: QWidget) -> bool:
        burst = self._bursts.finish(focus)
        if burst is not None and self._registry.has_layer() and hasattr(focus, "note_scan"):
            focus.note_scan()
        accept = self._registry.page().accept_scan
        if burst is None or accept is None or self._registry.has_layer():
            return False
        typed = focus.text() if isinstance(focus, QLineEdit) else ""
        if isinstance(focus, QLineEdit):
            focus.setText(burst.text_before)
        if accept(burst.text):
            return True
        if isinstance(focus, QLineEdit):
            focus.setText(typed)
        return False
