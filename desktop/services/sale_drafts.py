"""A sale that is about to be written: its lines with the goods already claimed for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.services.member_tenders import LedgerSale

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.domain.delivery import Supply
    from desktop.domain.drafting import LineFigures
    from desktop.domain.fees import FeeRates
    from desktop.domain.money import Money
    from desktop.domain.pricing import PricedCart
    from desktop.domain.sale import SaleRequest
    from desktop.storage.source_queries import SourceOffer


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line about to be written, with the goods already claimed for it.

    Attributes:
        cost: of all pieces: what the claimed cards cost plus what the rest is expected to cost.
        bought: pieces to buy from ``source`` now.
        is_promise: no source can be reached: they are bought when the network is back.
    """

    id: int
    figures: LineFigures
    supply: Supply
    card_ids: tuple[int, ...]
    cost: Money | None
    bought: int
    source: SourceOffer | None
    is_promise: bool = False

    @property
    def is_awaiting_goods(self) -> bool:
        """Whether something must be bought before it can be handed over."""
        return self.bought > 0


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """Everything a sale will write, worked out and claimed.

    Attributes:
        fees: what its payments cost.
    """

    sale_id: int
    priced: PricedCart
    lines: tuple[LineDraft, ...]
    business_date: date
    at: datetime
    fees: FeeRates

    @property
    def points(self) -> int:
        """Points the whole sale earns."""
        return sum(line.figures.points for line in self.lines)

    def ledger_sale(self, request: SaleRequest) -> LedgerSale:
        """Return what the member's ledgers must know of it."""
        member = self.priced.cart.customer
        return LedgerSale(
            self.sale_id,
            None if member is None else member.id,
            request.tenders,
            tuple((line.id, line.figures.net) for line in self.lines),
            self.business_date,
        )

    def guide_of(self, line: LineDraft) -> str:
        """Return how the line's goods are used, and what a promotion adds to that."""
        item = line.figures.priced.line
        own = item.product.guide
        if not self.priced.applied:
            return own
        return "\n".join(part for part in (own, self._guides().get(item.key, "")) if part)

    def _guides(self) -> dict[int, str]:
        """Return words that promotions add to lines, by line key: to their first line each."""
        first = self.lines[0].figures.priced.line.key
        guides: dict[int, str] = {}
        for one in self.priced.applied:
            if one.guide:
                key = one.by_line[0][0] if one.by_line else first
                guides[key] = "\n".join(part for part in (guides.get(key), one.guide) if part)
        return guides
