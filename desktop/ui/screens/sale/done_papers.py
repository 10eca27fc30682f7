"""Papers and messages of a finished sale: receipt, secret slip, chat message."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.changes import Changes
from desktop.domain.errors import KataiError
from desktop.domain.printing import PrintJobKind
from desktop.domain.sealed_file import LEAST_CARDS
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.receipt_saving import ReceiptSaving
from desktop.ui.screens.sale.done_facts import DoneFacts, is_live
from desktop.ui.sealed_saving import SealedSaving

if TYPE_CHECKING:
    from desktop.domain.sale import Approval
    from desktop.services.delivery import Delivery
    from desktop.services.printing import Printing, PrintOutcome
    from desktop.services.sealed_files import SealedFiles
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.secret_keeper import SecretKeeper


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A chat message with cards in it, and what it changed."""

    text: Secret
    changes: Changes


class DonePapers(QObject):
    """Prints and copies what belongs to the sale that is shown."""

    def __init__(
        self,
        context: WindowContext,
        delivery: Delivery,
        printing: Printing,
        settings: Settings,
        keeper: SecretKeeper,
        sealed_files: SealedFiles,
    ) -> None:
        super().__init__(keeper)
        self.context = context
        self._delivery = delivery
        self._printing = printing
        self._settings = settings
        self._keeper = keeper
        self._saving = ReceiptSaving(context, printing, self)
        self._sealing = SealedSaving(context, sealed_files, settings, self)
        self._facts: DoneFacts | None = None

    def take(self, facts: DoneFacts) -> None:
        """Another sale is shown, or the same one with newer goods."""
        self._facts = facts

    def print_receipt(self) -> None:
        """Print the receipt."""
        if self._facts is not None:
            self._print(PrintJobKind.RECEIPT, (), None)

    def save_receipt(self) -> None:
        """Ask where the receipt goes as PDF."""
        if self._facts is not None:
            self._saving.ask(self._facts.sale)

    def print_slip(self) -> None:
        """Print the cards on a paper of their own."""
        if self._facts is not None:
            self._print(PrintJobKind.SECRET_SLIP, tuple(self._facts.cards), None)

    def may_seal(self) -> bool:
        """Whether there are so many cards that a file is of use."""
        return self._facts is not None and self._facts.card_count() >= LEAST_CARDS

    def seal(self) -> None:
        """Ask where the cards go as a sealed file."""
        if self._facts is not None:
            sale = self._facts.sale
            self._sealing.ask(sale.id, sale.number, self._facts.card_count())

    def _print(
        self, kind: PrintJobKind, line_ids: tuple[int, ...], approval: Approval | None
    ) -> None:
        assert self._facts is not None  # noqa: S101 - both callers have looked
        actor, sale_id = self.context.session.actor, self._facts.sale.id
        self.context.operations.run_change(
            self,
            partial(self._printing.enqueue, actor, kind, sale_id, line_ids, approval=approval),
            self._tell_printed,
            refused=partial(self._refuse_print, kind, line_ids),
        )

    def _refuse_print(
        self, kind: PrintJobKind, line_ids: tuple[int, ...], error: KataiError
    ) -> None:
        if error.code != "needs_owner":
            self.context.messages.show_refusal(sentence_of(error))
            return
        self._keeper.ask_owner(
            self.tr("这些卡密已经看过一次，补打要店主同意"),
            self.tr("补打卡密单"),
            partial(self._print, kind, line_ids),
        )

    def _tell_printed(self, outcome: PrintOutcome) -> None:
        if outcome.is_dropped:
            self.context.messages.show_toast(self.tr("没有打印机，什么都没打印"), icon="printer-x")
        else:
            self.context.messages.show_toast(self.tr("在打印了"), icon="printer")

    def send(self) -> None:
        """Copy a message for the chat app: with cards where there are some, else how far it is."""
        if self._facts is None:
            return
        if not self._facts.cards:
            self._send_state(self._facts)
            return
        self._send_cards(tuple(self._facts.cards), None)

    def _send_cards(self, line_ids: tuple[int, ...], approval: Approval | None) -> None:
        self.context.operations.run_change(
            self,
            partial(self._chat_text, line_ids, approval),
            partial(self._copy_message, line_ids),
            refused=partial(self._refuse_send, line_ids),
        )

    def _chat_text(self, line_ids: tuple[int, ...], approval: Approval | None) -> SentMessage:
        actor, texts, changes = self.context.session.actor, [], Changes()
        for line_id in line_ids:
            text, changes = self._delivery.chat_text(actor, line_id, approval)
            texts.append(text.reveal())
        return SentMessage(Secret("\n\n".join(texts)), changes)

    def _copy_message(self, line_ids: tuple[int, ...], message: SentMessage) -> None:
        seconds = self._settings.current.integer("secret.clipboard_seconds")
        self.context.clipboard.copy(message.text, seconds)
        if self._facts is not None:
            for line_id in line_ids:
                cards = self._facts.cards.get(line_id, ())
                self._keeper.seen.update(card.card_id for card in cards)
        self.context.messages.show_toast(
            self.tr("带卡密的消息已复制，{n} 秒后清空").format(n=seconds), icon="send"
        )

    def _refuse_send(self, line_ids: tuple[int, ...], error: KataiError) -> None:
        if error.code != "needs_owner":
            self.context.messages.show_refusal(sentence_of(error))
            return
        self._keeper.ask_owner(
            self.tr("这些卡密已经看过一次，再发要店主同意"),
            self.tr("再发一次"),
            partial(self._send_cards, line_ids),
        )

    def _send_state(self, facts: DoneFacts) -> None:
        lines = [each.id for each in facts.sale.lines if is_live(each)]
        if not lines:
            self.context.messages.show_toast(self.tr("这一单没有要发的"), icon="info")
            return
        self.context.operations.run_query(self, partial(self._messages, lines), self._copy_plain)

    def _messages(self, line_ids: list[int]) -> str:
        return "\n".join(self._delivery.message_for(line_id) for line_id in line_ids)

    def _copy_plain(self, text: str) -> None:
        self.context.clipboard.copy_plain(text)
        self.context.messages.show_toast(self.tr("消息已复制，里面没有卡密"), icon="send")
