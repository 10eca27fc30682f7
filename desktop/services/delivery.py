"""Handing goods over: reveals recorded before anything is seen, 待交付, telling customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import update

from desktop.domain.card import VISIBLE_STATES, CardState
from desktop.domain.changes import Changes, Topic
from desktop.domain.delivery import DeliveryState, HandOver
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Actor
from desktop.domain.secret import Secret
from desktop.models.sales import sale_line
from desktop.services.card_looks import require_look
from desktop.storage import delivery_queries
from desktop.storage.delivery_queries import OpenedCard, UndeliveredChip, UndeliveredRow
from desktop.storage.ledger import LedgerEntry
from desktop.storage.top_up_targets import open_line_target
from desktop.translating import translate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.sale import Approval
    from desktop.domain.top_up import TopUpTarget
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

_TELL: Final = QT_TRANSLATE_NOOP(
    "messages",
    "【{shop}】你的 {title} ×{quantity} 到了。凭取货码 {code} 来拿。{place}有事打 {contact}。",
)
_WAIT: Final = QT_TRANSLATE_NOOP(
    "messages",
    "【{shop}】你的 {title} ×{quantity} 正在处理，取货码 {code}，一到就告诉你。有事打 {contact}。",
)
_PROMISED: Final = QT_TRANSLATE_NOOP(
    "messages",
    "【{shop}】你的 {title} ×{quantity} 排上队了，取货码 {code}，一到就告诉你。有事打 {contact}。",
)
_FAILED: Final = QT_TRANSLATE_NOOP(
    "messages",
    "【{shop}】对不起，你的 {title} ×{quantity} 没有买成。凭取货码 {code} 可以退款，"
    "也可以换别的。有事打 {contact}。",
)
_MESSAGES: Final = {
    DeliveryState.ARRIVED: _TELL,
    DeliveryState.HANDED_OVER: _TELL,
    DeliveryState.FAILED: _FAILED,
}
"""What a customer is told; while the outcome is open, that it is being seen to."""
_CHAT_HEAD: Final = QT_TRANSLATE_NOOP("messages", "【{shop}】{title}")
_CHAT_CARD: Final = QT_TRANSLATE_NOOP("messages", "卡号 {number} 卡密 {secret}")
_CHAT_SECRET: Final = QT_TRANSLATE_NOOP("messages", "卡密 {secret}")
_CHAT_REGION: Final = QT_TRANSLATE_NOOP("messages", "区服：{region}")
_CHAT_LIMIT: Final = QT_TRANSLATE_NOOP("messages", "使用限制：{limit}")
_VISIBLE_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class MaskedCard:
    """A card of a sold line as it may be seen by anyone."""

    card_id: int
    masked: str
    is_revealed: bool


@dataclass(frozen=True, slots=True)
class RevealedCards:
    """Cards in the clear, after their reveal was committed.

    Attributes:
        is_first: nobody had seen any of them before.
    """

    line_id: int
    cards: tuple[OpenedCard, ...]
    is_first: bool
    changes: Changes


class Delivery:
    """Goods between paid and handed over."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def list_undelivered(
        self, chip: UndeliveredChip = UndeliveredChip.ALL, text: str = ""
    ) -> tuple[UndeliveredRow, ...]:
        """Return what waits, what to do first on top."""
        with self._ground.database.read() as connection:
            return delivery_queries.list_undelivered(connection, chip, text)

    def undelivered_count(self) -> int:
        """Return the number in the status bar."""
        with self._ground.database.read() as connection:
            return delivery_queries.count_undelivered(connection)

    def handed_over_count(self, on: date) -> int:
        """Return how many pieces of a business date's sales are handed over."""
        with self._ground.database.read() as connection:
            return delivery_queries.count_handed_over(connection, on)

    def masked_cards(self, line_id: int) -> tuple[MaskedCard, ...]:
        """Return the cards of a line with all but their first group hidden."""
        with self._ground.database.read() as connection:
            cards = delivery_queries.cards_of_line(connection, line_id)
        opened = delivery_queries.open_cards(self._ground, cards)
        return tuple(
            MaskedCard(
                card.id, masked_secret(plain.secret.reveal()), card.state is CardState.REVEALED
            )
            for card, plain in zip(cards, opened, strict=True)
        )

    def reveal(
        self,
        actor: Actor,
        line_id: int,
        *,
        card_ids: Sequence[int] = (),
        how: HandOver = HandOver.SHOWN,
        approval: Approval | None = None,
    ) -> RevealedCards:
        """Record a reveal, then return the cards in the clear.

        The first reveal of goods not yet handed over needs no PIN; seeing them again does.

        Args:
            actor: who looks.
            line_id: the sold line.
            card_ids: some cards of the line; all of them when empty.
            how: shown, copied, printed or sent.
            approval: the consent that a second reveal needs.

        Raises:
            BusinessRuleError: ``needs_owner`` for a second reveal, ``nothing_to_reveal``.
        """
        with self._ground.database.read() as connection:
            cards = delivery_queries.cards_of_line(connection, line_id)
        wanted = [card for card in cards if not card_ids or card.id in card_ids]
        if not wanted or any(card.state not in VISIBLE_STATES for card in wanted):
            raise BusinessRuleError(
                "nothing_to_reveal",
                QT_TRANSLATE_NOOP("errors", "这一行没有可以给看的卡密，货还没到或已经退了"),
            )
        is_first = require_look(self._rights, actor, wanted, approval)
        with self._ground.database.write() as connection:
            ids = [card.id for card in wanted]
            delivery_queries.record_reveal(connection, self._ground, actor, line_id, ids, how)
            self._ground.fail_points.reached("reveal.before_commit")
        self._ground.fail_points.reached("reveal.committed")
        opened = delivery_queries.open_cards(self._ground, wanted)
        return RevealedCards(line_id, opened, is_first, Changes.of(Topic.DELIVERY, Topic.STOCK))

    def note_copied(self, actor: Actor, line_id: int, card_ids: Sequence[int]) -> Changes:
        """Record that cards on the screen are copied too; nothing is opened for it."""
        body = {
            "line": line_id,
            "cards": list(card_ids),
            "person": actor.id,
            "channel": actor.channel,
        }
        with self._ground.database.write() as connection:
            self._ground.record(connection, LedgerEntry("cards_copied", body))
        return Changes.of(Topic.DELIVERY)

    def mark_handed_over(
        self, actor: Actor, line_ids: Sequence[int], how: HandOver = HandOver.CONFIRMED
    ) -> Changes:
        """Take arrived lines off 待交付: a confirmed top-up, goods without a card."""
        with self._ground.database.write() as connection:
            delivery_queries.mark_handed_over(connection, self._ground, actor, line_ids, how)
        return Changes.of(Topic.DELIVERY)

    def message_for(self, line_id: int) -> str:
        """Return the ready message that tells the customer; it never holds a secret."""
        with self._ground.database.read() as connection:
            row = delivery_queries.load_line(connection, line_id)
        settings = self._settings.current
        state = DeliveryState(row.delivery_state)
        template = _MESSAGES.get(state, _WAIT)
        if row.is_promise and state is DeliveryState.QUEUED:
            template = _PROMISED
        return translate("messages", template).format(
            shop=settings.text("shop.name"),
            title=row.title,
            quantity=row.quantity,
            code=row.claim_code,
            place=settings.text("shop.place"),
            contact=settings.text("shop.contact"),
        )

    def mark_told(self, actor: Actor, line_id: int) -> Changes:
        """Record that the customer was told."""
        with self._ground.database.write() as connection:
            connection.execute(
                update(sale_line)
                .where(sale_line.c.id == line_id)
                .values(told_at=self._ground.now(), told_by=actor.id)
            )
            self._ground.record(
                connection, LedgerEntry("customer_told", {"line": line_id, "person": actor.id})
            )
        return Changes.of(Topic.DELIVERY)

    def chat_text(
        self, actor: Actor, line_id: int, approval: Approval | None = None
    ) -> tuple[Secret, Changes]:
        """Return a line's cards as a chat message with the redeem guide; recorded as sent."""
        revealed = self.reveal(actor, line_id, how=HandOver.SENT, approval=approval)
        with self._ground.database.read() as connection:
            row = delivery_queries.load_line(connection, line_id)
        lines = [
            translate("messages", _CHAT_HEAD).format(
                shop=self._settings.current.text("shop.name"), title=row.title
            )
        ]
        lines += [_chat_line(card) for card in revealed.cards]
        if row.region:
            lines.append(translate("messages", _CHAT_REGION).format(region=row.region))
        if row.usage_limit:
            lines.append(translate("messages", _CHAT_LIMIT).format(limit=row.usage_limit))
        if row.guide:
            lines.append(row.guide)
        return Secret("\n".join(lines)), revealed.changes

    def target_of(self, line_id: int) -> TopUpTarget | None:
        """Return the account a line is topped up to, to be checked at the counter."""
        with self._ground.database.read() as connection:
            row = delivery_queries.load_line(connection, line_id)
        if row.target_sealed is None:
            return None
        return open_line_target(self._ground, line_id, row.target_sealed)


def masked_secret(secret: str) -> str:
    """Return a secret with only its first group readable: ``YJ7K-••••-••••``.

    A secret shorter than two groups shows nothing of itself.
    """
    if len(secret) < 2 * _VISIBLE_GROUP:
        return "•" * len(secret)
    head, tail = secret[:_VISIBLE_GROUP], secret[_VISIBLE_GROUP:]
    return head + "".join("•" if character.isalnum() else character for character in tail)


def _chat_line(card: OpenedCard) -> str:
    if card.number is None:
        return translate("messages", _CHAT_SECRET).format(secret=card.secret.reveal())
    return translate("messages", _CHAT_CARD).format(
        number=card.number.reveal(), secret=card.secret.reveal()
    )
