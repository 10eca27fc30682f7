"""Cards in the clear while they are on the screen: opened, counted down, copied, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from desktop.domain.changes import Changes
from desktop.domain.delivery import HandOver
from desktop.domain.errors import KataiError
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.screens.sale.typing_gate import TypingGate
from desktop.ui.widgets.buttons import PRIMARY
from desktop.ui.widgets.owner_pin import ApprovalRequest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.sale import Approval
    from desktop.services.delivery import Delivery
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext

_SECOND = 1000


@dataclass(frozen=True, slots=True)
class CardKey:
    """One card of one sold line."""

    card_id: int
    line_id: int


@dataclass(frozen=True, slots=True)
class ClearCard:
    """A card whose reveal is recorded."""

    key: CardKey
    number: str
    secret: Secret

    def text(self) -> str:
        """Return what is copied and put into a code: the number too where there is one."""
        if not self.number:
            return self.secret.reveal()
        return _tr("卡号 {number} 卡密 {secret}").format(
            number=self.number, secret=self.secret.reveal()
        )

    def __repr__(self) -> str:
        return f"ClearCard({self.key.card_id})"


@dataclass(frozen=True, slots=True)
class OpenedCards:
    """What one request opened, and what it changed."""

    cards: tuple[ClearCard, ...]
    changes: Changes


class SecretKeeper(QObject):
    """Opens cards, shows them for a while, forgets them.

    Args:
        page: whose keys wait while cards are being opened.

    Signals:
        changed: something is shown, hidden, or a second went by.
    """

    changed = Signal()

    def __init__(
        self, context: WindowContext, delivery: Delivery, settings: Settings, page: QWidget
    ) -> None:
        super().__init__(page)
        self._context = context
        # V and Y without a pause are one look: the second waits for the first, and asks nobody.
        self._gate = TypingGate(page, context.operations)
        self._delivery = delivery
        self._settings = settings
        self._open: dict[int, ClearCard] = {}
        self._seconds: dict[int, int] = {}
        self._copied: frozenset[int] = frozenset()
        self.seen: set[int] = set()
        self._timer = QTimer(self, interval=_SECOND)
        self._timer.timeout.connect(self._tick)
        context.clipboard.ticked.connect(self._note_clipboard)

    def find_open(self, card_id: int) -> ClearCard | None:
        """Return a card that is shown now."""
        return self._open.get(card_id)

    def seconds_left(self, card_id: int) -> int:
        """Return when a shown card is hidden."""
        return self._seconds.get(card_id, 0)

    def is_copied(self, card_id: int) -> bool:
        """Whether the clipboard still holds this card."""
        return card_id in self._copied

    def show_cards(self, keys: Sequence[CardKey]) -> None:
        """Open cards and show them."""
        self._with_cards(keys, HandOver.SHOWN, self._show)

    def copy_cards(self, keys: Sequence[CardKey]) -> None:
        """Copy cards; those on the screen are not opened a second time."""
        if keys and all(key.card_id in self._open for key in keys):
            cards = tuple(self._open[key.card_id] for key in keys)
            self._context.operations.run_change(
                self,
                partial(self._note_copied, keys),
                partial(self._put_on_clipboard, cards),
            )
            return
        self._with_cards(keys, HandOver.COPIED, self._copy)

    def use_cards(
        self, keys: Sequence[CardKey], then: Callable[[tuple[ClearCard, ...]], None]
    ) -> None:
        """Hand cards in the clear to ``then``, opening them if they are not shown."""
        if keys and all(key.card_id in self._open for key in keys):
            then(tuple(self._open[key.card_id] for key in keys))
            return
        self._with_cards(keys, HandOver.SHOWN, partial(self._show_and_use, then))

    @Slot()
    def hide_all(self) -> None:
        """Forget everything that is shown."""
        self._timer.stop()
        if self._open:
            self._open.clear()
            self._seconds.clear()
            self.changed.emit()

    def hide_cards(self, keys: Sequence[CardKey]) -> None:
        """Forget some."""
        for key in keys:
            self._open.pop(key.card_id, None)
            self._seconds.pop(key.card_id, None)
        self.changed.emit()

    def forget_all(self) -> None:
        """Another sale: nothing of this one is kept."""
        self.hide_all()
        self.seen.clear()
        self._copied = frozenset()

    def ask_owner(self, sentence: str, button: str, then: Callable[[Approval], None]) -> None:
        """Ask for the consent that a second look needs."""
        request = ApprovalRequest(sentence, button, self.tr("原因（必填）"), kind=PRIMARY)
        self._context.approvals.ask(request, then)

    def _with_cards(
        self,
        keys: Sequence[CardKey],
        how: HandOver,
        then: Callable[[OpenedCards], None],
        approval: Approval | None = None,
    ) -> None:
        if not keys:
            return
        self._gate.run_change(
            partial(self._open_cards, tuple(keys), how, approval),
            then,
            refused=partial(self._refuse, tuple(keys), how, then),
        )

    def _open_cards(
        self, keys: Sequence[CardKey], how: HandOver, approval: Approval | None
    ) -> OpenedCards:
        actor = self._context.session.actor
        cards: list[ClearCard] = []
        changes = Changes()
        for line_id in dict.fromkeys(key.line_id for key in keys):
            wanted = [key.card_id for key in keys if key.line_id == line_id]
            revealed = self._delivery.reveal(
                actor, line_id, card_ids=wanted, how=how, approval=approval
            )
            changes = revealed.changes
            cards += [
                ClearCard(
                    CardKey(card.id, line_id),
                    card.number.reveal() if card.number is not None else "",
                    card.secret,
                )
                for card in revealed.cards
            ]
        return OpenedCards(tuple(cards), changes)

    def _refuse(
        self,
        keys: Sequence[CardKey],
        how: HandOver,
        then: Callable[[OpenedCards], None],
        error: KataiError,
    ) -> None:
        if error.code != "needs_owner":
            self._context.messages.show_refusal(sentence_of(error))
            return
        self.ask_owner(
            self.tr("这些卡密已经看过一次，再看要店主同意"),
            self.tr("再看一次"),
            partial(self._with_cards, keys, how, then),
        )

    def _show(self, opened: OpenedCards) -> None:
        seconds = self._settings.current.integer("secret.reveal_seconds")
        for card in opened.cards:
            self._open[card.key.card_id] = card
            self._seconds[card.key.card_id] = seconds
            self.seen.add(card.key.card_id)
        self._timer.start()
        self.changed.emit()

    def _show_and_use(
        self, then: Callable[[tuple[ClearCard, ...]], None], opened: OpenedCards
    ) -> None:
        self._show(opened)
        then(opened.cards)

    def _copy(self, opened: OpenedCards) -> None:
        self.seen.update(card.key.card_id for card in opened.cards)
        self._put_on_clipboard(opened.cards, None)

    def _note_copied(self, keys: Sequence[CardKey]) -> Changes:
        actor, changes = self._context.session.actor, Changes()
        for line_id in dict.fromkeys(key.line_id for key in keys):
            wanted = [key.card_id for key in keys if key.line_id == line_id]
            changes = self._delivery.note_copied(actor, line_id, wanted)
        return changes

    def _put_on_clipboard(self, cards: tuple[ClearCard, ...], _changes: object) -> None:
        seconds = self._settings.current.integer("secret.clipboard_seconds")
        text = Secret("\n".join(card.text() for card in cards))
        self._context.clipboard.copy(text, seconds)
        self._copied = frozenset(card.key.card_id for card in cards)
        self.changed.emit()

    @Slot(int)
    def _note_clipboard(self, seconds: int) -> None:
        if not seconds:
            self._copied = frozenset()
        self.changed.emit()

    @Slot()
    def _tick(self) -> None:
        for card_id in list(self._seconds):
            self._seconds[card_id] -= 1
            if self._seconds[card_id] <= 0:
                self._open.pop(card_id, None)
                self._seconds.pop(card_id)
        if not self._open:
            self._timer.stop()
        self.changed.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("SecretKeeper", text)
