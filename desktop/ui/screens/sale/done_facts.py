"""A finished sale as the done page knows it, and what of it is not in the customer's hands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.delivery import WAITING_STATES, DeliveryState, Supply
from desktop.domain.purchase import PurchaseState

if TYPE_CHECKING:
    from desktop.domain.sale import SaleSnapshot, SoldLine
    from desktop.services.checkout import Checkout
    from desktop.services.delivery import Delivery, MaskedCard
    from desktop.services.printing import Printing
    from desktop.services.purchasing import PurchaseSnapshot, Purchasing


@dataclass(frozen=True, slots=True)
class DoneFacts:
    """A finished sale with everything the page shows of it."""

    sale: SaleSnapshot
    cards: Mapping[int, tuple[MaskedCard, ...]] = field(default_factory=dict)
    accounts: Mapping[int, str] = field(default_factory=dict)
    purchases: Mapping[int, tuple[PurchaseSnapshot, ...]] = field(default_factory=dict)
    receipt_text: str = ""

    def card_count(self) -> int:
        """Return how many cards there are to hand over."""
        return sum(len(cards) for cards in self.cards.values())

    def next_query_at(self) -> datetime | None:
        """Return when the machine asks next about a purchase without an answer."""
        waits = [
            one.next_step_at
            for purchases in self.purchases.values()
            for one in purchases
            if one.state is PurchaseState.UNKNOWN and one.next_step_at is not None
        ]
        return min(waits, default=None)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What was not handed over when the next customer came: for the toast."""

    sale_id: int
    customer_name: str
    title: str
    cards: int
    waiting: int


class DoneReader:
    """Reads everything about a sale, off the window's thread."""

    def __init__(
        self, checkout: Checkout, delivery: Delivery, purchasing: Purchasing, printing: Printing
    ) -> None:
        self._checkout = checkout
        self._delivery = delivery
        self._purchasing = purchasing
        self._printing = printing

    def read(self, sale_id: int) -> DoneFacts:
        """Return the sale with its masked cards, full accounts, purchases and receipt text."""
        sale = self._checkout.get_sale(sale_id)
        cards, accounts, purchases = {}, {}, {}
        for each in sale.lines:
            if each.card_ids and each.delivery_state is not DeliveryState.REFUNDED:
                cards[each.id] = self._delivery.masked_cards(each.id)
            if each.supply is Supply.TOPUP:
                target = self._delivery.target_of(each.id)
                accounts[each.id] = target.grouped if target is not None else each.target_masked
            purchases[each.id] = tuple(self._purchasing.get(one) for one in each.purchase_ids)
        return DoneFacts(
            sale, cards, accounts, purchases, self._printing.documents.receipt_text(sale_id)
        )


def is_live(each: SoldLine) -> bool:
    """Whether a line is bought now: its state is shown; cards that came are shown as cards too."""
    return each.supply in {Supply.TOPUP, Supply.PLATFORM}


def find_left_behind(facts: DoneFacts, seen: set[int]) -> LeftBehind | None:
    """Return what was not given, or None when everything was.

    Args:
        facts: the sale.
        seen: the ids of cards that somebody has seen.
    """
    unseen = {
        each.id: len([card for card in each.card_ids if card not in seen])
        for each in facts.sale.lines
    }
    return _left_behind(facts.sale, unseen)


def recorded_left_behind(sale: SaleSnapshot) -> LeftBehind | None:
    """Return what was not given as it is recorded, or None when everything was."""
    unseen = {each.id: len(each.card_ids) - each.seen_count for each in sale.lines}
    return _left_behind(sale, unseen)


def _left_behind(sale: SaleSnapshot, unseen: Mapping[int, int]) -> LeftBehind | None:
    arrived = [each for each in sale.lines if each.delivery_state is DeliveryState.ARRIVED]
    waiting = [each for each in sale.lines if each.delivery_state in WAITING_STATES]
    titles = [each.title for each in arrived if unseen[each.id]]
    titles += [each.title for each in waiting]
    if not titles:
        return None
    count = sum(unseen[each.id] for each in arrived)
    return LeftBehind(sale.id, sale.customer_name, titles[0], count, len(waiting))
