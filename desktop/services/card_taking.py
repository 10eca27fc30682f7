"""Looking at cards that were not sold: for the owner alone, with PIN and reason, a few a day.

What was looked at is never sold: it leaves the store, and the day report names it. Taking out comes
before showing, so a look that was cut off can be had again for a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.storage import delivery_queries, taken_cards

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.storage.delivery_queries import OpenedCard
    from desktop.storage.ground import Ground

MOST_A_DAY: Final = 20
"""Cards of all products within 24 hours (security notes, table of rights: a count limit)."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TakenCards:
    """Cards in the clear, after it was written down that they are seen."""

    cards: tuple[OpenedCard, ...]
    changes: Changes


class CardTaking:
    """Takes cards out of the store to look at them."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights

    def take_out(
        self, actor: Actor, product_id: int, count: int, approval: Approval | None = None
    ) -> TakenCards:
        """Take cards of a product out of the store and show them, and those of the last 24 hours.

        Args:
            actor: the owner.
            product_id: whose cards; the soonest to expire are taken.
            count: how many more; 0 shows again what was taken out.
            approval: the owner's PIN and reason.

        Raises:
            BusinessRuleError: ``denied`` or ``needs_owner``, ``cards_short``,
                ``too_many_taken_out``, ``nothing_taken_out``; nothing was taken out.
        """
        self._rights.require(actor, Action.REVEAL_UNSOLD, approval=approval)
        reason = approval.reason if approval else ""
        since = self._ground.now() - _DAY
        with self._ground.database.write() as connection:
            if count:
                self._refuse_many(len(taken_cards.taken_since(connection, since)) + count)
                taken = taken_cards.take_out(
                    connection, self._ground, actor, product_id, count, reason
                )
                if taken < count:
                    raise BusinessRuleError(
                        "cards_short",
                        QT_TRANSLATE_NOOP("errors", "在库只有 {left} 张，一张都没取出"),
                        left=taken,
                    )
            found = taken_cards.taken_since(connection, since, product_id)
            if not found:
                raise BusinessRuleError(
                    "nothing_taken_out",
                    QT_TRANSLATE_NOOP("errors", "这个商品 24 小时内没有取出过卡密"),
                )
            if not count:
                ids = [card.id for card in found]
                taken_cards.note(connection, self._ground, actor, product_id, ids, reason)
        changes = Changes.of(Topic.STOCK, Topic.PRODUCTS) if count else Changes()
        return TakenCards(delivery_queries.open_cards(self._ground, found), changes)

    def _refuse_many(self, count: int) -> None:
        if count > MOST_A_DAY:
            raise BusinessRuleError(
                "too_many_taken_out",
                QT_TRANSLATE_NOOP("errors", "24 小时内最多取出 {most} 张没卖的卡密，这次没有取出"),
                most=MOST_A_DAY,
            )
