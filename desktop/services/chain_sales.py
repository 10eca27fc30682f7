"""接龙: a pasted chain becomes drafts; each line that is paid is sold as a sale of its own.

A line's request id is made with the line, so that the checkout records its sale once: after a kill
the same line is simply sold again. Between 已付 and the sale the line says that money is in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.cart import Cart
from desktop.domain.chain_list import UnreadLine
from desktop.domain.chain_sale import OPEN_LINES, ChainLineState
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, KataiError
from desktop.domain.sale import CompletedSale, SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.tender import STATIC_CODE_METHODS, Tender, TenderMethod
from desktop.services.chain_drafts import ChainDraft, ChainSnapshot, snapshot_of
from desktop.services.chain_taking import checked_lines, insert_chain, refuse_unfit
from desktop.storage import chain_queries
from desktop.storage.chain_queries import ChainHead, ChainRow
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.chain_list import ChainReading
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.sale import Approval
    from desktop.services.checkout import Checkout
    from desktop.services.delivery import Delivery
    from desktop.services.settings import Settings
    from desktop.services.top_ups import TopUps
    from desktop.storage.ground import Ground

__all__ = [
    "ChainDraft",
    "ChainHead",
    "ChainMade",
    "ChainMessage",
    "ChainSales",
    "ChainSnapshot",
    "SellingReport",
]

CHAIN_METHODS: Final = (*STATIC_CODE_METHODS, TenderMethod.CASH)
"""How a chain is paid: into a static code, or in cash."""
_CHANNEL: Final = "wechat"
_CHANGES: Final = Changes.of(Topic.HELD_SALES, Topic.STOCK)
"""What a chain keeps is not for sale at the counter: its stock has changed there."""
_SHOWN_CHAINS: Final = 20
_ONE_CHAIN: Final = timedelta(days=3)
"""For so long a chain grows in its group and is pasted again; what is older is another event."""


@dataclass(frozen=True, slots=True)
class ChainMade:
    """A chain was taken down.

    Attributes:
        refused: lines of which no draft was made, and why.
    """

    chain_id: int
    refused: tuple[UnreadLine, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class SellingReport:
    """What became of the lines that were ticked.

    Attributes:
        sold: their ids.
        refused: the others, each with why; the line says that its money is in.
    """

    sold: tuple[int, ...]
    refused: Mapping[int, KataiError]
    changes: Changes


@dataclass(frozen=True, slots=True)
class ChainMessage:
    """A private message, ready to paste.

    Attributes:
        has_cards: it holds secrets, and that they were sent is recorded.
    """

    text: Secret
    has_cards: bool
    changes: Changes = field(default_factory=Changes)


class ChainSales:
    """Taking chains down, and selling their lines."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        checkout: Checkout,
        delivery: Delivery,
        top_ups: TopUps,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._checkout = checkout
        self._delivery = delivery
        self._top_ups = top_ups

    # Taking down --------------------------------------------------------------------------------

    def make(self, actor: Actor, product_id: int, reading: ChainReading) -> ChainMade:
        """Make a draft of every line that was read.

        Raises:
            BusinessRuleError: ``chain_empty``, ``chain_needs_form``: the source asks for more than
                an account; ``chain_product_stopped``. Nothing was written.
        """
        product = self._checkout.get_product(product_id)
        refuse_unfit(product, self._top_ups)
        checked, refused = checked_lines(product, reading.lines)
        if not checked:
            raise BusinessRuleError(
                "chain_empty", QT_TRANSLATE_NOOP("errors", "没有一行能用，没有记下")
            )
        with self._ground.database.write() as connection:
            chain_id = self._ground.identifiers.next_id()
            insert_chain(connection, self._ground, actor, chain_id, product, reading.title, checked)
            body = {
                "chain": chain_id,
                "product": product.code,
                "lines": len(checked),
                "pieces": sum(line.quantity for line, _target in checked),
                "person": actor.id,
            }
            self._ground.record(connection, LedgerEntry("chain_made", body))
        return ChainMade(chain_id, refused, _CHANGES)

    def drop(self, actor: Actor, line_id: int, *, is_repaid: bool = False) -> Changes:
        """Give a line up.

        Args:
            actor: who does it.
            line_id: the line.
            is_repaid: the money that was in went back to the customer.

        Raises:
            BusinessRuleError: code ``chain_line_over``: it is sold or dropped already; or
                ``chain_line_paid``: its money is in.
        """
        with self._ground.database.write() as connection:
            row = chain_queries.load_line(connection, self._ground, line_id)
            _refuse_over(row)
            if row.state is ChainLineState.PAID and not is_repaid:
                raise BusinessRuleError(
                    "chain_line_paid",
                    QT_TRANSLATE_NOOP(
                        "errors", "这一行的钱已经收了，没有划掉：先退给顾客，再按一次 Del"
                    ),
                )
            chain_queries.end_line(connection, line_id, ChainLineState.DROPPED)
            body = {"line": line_id, "person": actor.id, "repaid": row.state is ChainLineState.PAID}
            self._ground.record(connection, LedgerEntry("chain_line_dropped", body))
        return _CHANGES

    def close(self, actor: Actor, chain_id: int) -> Changes:
        """End a chain: what was not sold is crossed out, and nothing is kept for it any more.

        Raises:
            BusinessRuleError: code ``chain_line_paid``: the money of a line is in and its goods are
                not out. Nothing was crossed out.
        """
        with self._ground.database.write() as connection:
            rows = chain_queries.list_lines(connection, self._ground, chain_id)
            paid = sum(row.state is ChainLineState.PAID for row in rows)
            if paid:
                raise BusinessRuleError(
                    "chain_line_paid",
                    QT_TRANSLATE_NOOP(
                        "errors", "有 {n} 行收了钱还没出货，没有结束：先出货，或退钱划掉"
                    ),
                    n=paid,
                )
            drafts = [row.id for row in rows if row.state is ChainLineState.DRAFT]
            for line_id in drafts:
                chain_queries.end_line(connection, line_id, ChainLineState.DROPPED)
            body = {"chain": chain_id, "lines": len(drafts), "person": actor.id}
            self._ground.record(connection, LedgerEntry("chain_closed", body))
        return _CHANGES

    # Showing ------------------------------------------------------------------------------------

    def open_count(self) -> int:
        """Return how many chains have lines left, and so keep goods."""
        with self._ground.database.read() as connection:
            return chain_queries.count_open(connection)

    def list_chains(self) -> tuple[ChainHead, ...]:
        """Return the newest chains first."""
        with self._ground.database.read() as connection:
            return chain_queries.list_chains(connection, _SHOWN_CHAINS)

    def load(self, chain_id: int) -> ChainSnapshot:
        """Return a chain; its drafts share out what is in stock, from the top."""
        with self._ground.database.read() as connection:
            product_id = chain_queries.product_of(connection, chain_id)
            rows = chain_queries.list_lines(connection, self._ground, chain_id)
            since = self._ground.now() - _ONE_CHAIN
            elsewhere = chain_queries.sold_elsewhere(connection, chain_id, since)
            head = next((row.request_id for row in rows), "")
        product = self._checkout.get_product(product_id, head)
        totals = {
            row.id: self._checkout.price(self._cart_of(product, row)).total
            for row in rows
            if row.state in OPEN_LINES
        }
        return snapshot_of(chain_id, product, rows, totals, elsewhere)

    # Selling ------------------------------------------------------------------------------------

    def sell(
        self,
        actor: Actor,
        line_ids: Sequence[int],
        method: TenderMethod,
        shift_id: int,
        bill_tails: Mapping[int, str] | None = None,
        shown_totals: Mapping[int, Money] | None = None,
    ) -> SellingReport:
        """已付并出货: sell each line by itself; one that is refused holds up no other.

        Args:
            actor: who saw the money.
            line_ids: the ticked lines.
            method: how all of them were paid.
            shift_id: the open shift.
            bill_tails: last four of the bill's number, of lines that need it.
            shown_totals: what the customers were asked for; a line that costs something else by
                now is refused.
        """
        tails, shown = bill_tails or {}, shown_totals or {}
        sold: list[int] = []
        refused: dict[int, KataiError] = {}
        topics = {Topic.HELD_SALES, Topic.STOCK}
        for line_id in dict.fromkeys(line_ids):
            try:
                tail, total = tails.get(line_id, ""), shown.get(line_id)
                done = self.sell_line(actor, line_id, method, shift_id, tail, total)
            except KataiError as why:
                refused[line_id] = why
            else:
                sold.append(line_id)
                topics |= done.changes.topics
        return SellingReport(tuple(sold), refused, Changes.of(*topics))

    def sell_line(
        self,
        actor: Actor,
        line_id: int,
        method: TenderMethod,
        shift_id: int,
        bill_tail: str = "",
        shown_total: Money | None = None,
    ) -> CompletedSale:
        """Sell one line, for what was shown or else for today's price; again gives its sale.

        Raises:
            BusinessRuleError: the line is dropped, its account was topped up just now, or the
                checkout refuses; then no sale is recorded and the line says that its money is in.
        """
        if method not in CHAIN_METHODS:
            raise BusinessRuleError(
                "chain_method", QT_TRANSLATE_NOOP("errors", "接龙只收收款码和现金")
            )
        row, product_id = self._note_paid(actor, line_id, method)
        self._ground.fail_points.reached("chain.paid")
        if row.sale_id is not None:
            sale = self._checkout.get_sale(row.sale_id)
            completed = CompletedSale(sale, is_repeat=True)
        else:
            product = self._checkout.get_product(product_id, row.request_id)
            self._refuse_repeat(product, row)
            cart = self._cart_of(product, row)
            total = self._checkout.price(cart).total if shown_total is None else shown_total
            handed_over = total if method is TenderMethod.CASH else None
            tender = Tender(method, total, handed_over, bill_tail=bill_tail)
            request = SaleRequest(row.request_id, cart, total, (tender,), shift_id, actor.id)
            completed = self._checkout.complete_sale(actor, request)
        self._ground.fail_points.reached("chain.sold")
        with self._ground.database.write(WritePriority.SALE) as connection:
            chain_queries.end_line(connection, line_id, ChainLineState.SOLD, completed.sale.id)
        self._ground.fail_points.reached("chain.noted")
        return completed

    def message_for(
        self, actor: Actor, line_id: int, approval: Approval | None = None
    ) -> ChainMessage:
        """Return the private message of a sold line: its cards, or how far the goods are.

        Raises:
            BusinessRuleError: ``chain_not_sold``; ``needs_owner`` when its cards were seen before.
        """
        with self._ground.database.read() as connection:
            row = chain_queries.load_line(connection, self._ground, line_id)
        if row.sale_id is None:
            raise BusinessRuleError(
                "chain_not_sold", QT_TRANSLATE_NOOP("errors", "这一行还没有出货，没有消息可发")
            )
        texts, has_cards = [], False
        for line in self._checkout.get_sale(row.sale_id).lines:
            if line.card_ids:
                text, _changes = self._delivery.chat_text(actor, line.id, approval)
                texts.append(text.reveal())
                has_cards = True
            else:
                texts.append(self._delivery.message_for(line.id))
            self._delivery.mark_told(actor, line.id)
        changes = Changes.of(Topic.DELIVERY, Topic.STOCK)
        return ChainMessage(Secret("\n\n".join(texts)), has_cards, changes)

    # Parts --------------------------------------------------------------------------------------

    def _note_paid(self, actor: Actor, line_id: int, method: TenderMethod) -> tuple[ChainRow, int]:
        with self._ground.database.write(WritePriority.SALE) as connection:
            row = chain_queries.load_line(connection, self._ground, line_id)
            product_id = chain_queries.product_of(connection, row.chain_id)
            if row.state is ChainLineState.SOLD:
                return row, product_id
            _refuse_over(row)
            chain_queries.mark_paid(connection, line_id, method, self._ground.now(), actor.id)
            body = {"line": line_id, "method": str(method), "person": actor.id}
            self._ground.record(connection, LedgerEntry("chain_line_paid", body))
        return row, product_id

    def _refuse_repeat(self, product: ProductSnapshot, row: ChainRow) -> None:
        """A second top-up of an account minutes after the first must be wanted at the counter."""
        if row.target is None:
            return
        earlier = self._top_ups.find_earlier(product, row.target)
        if earlier is not None:
            raise BusinessRuleError(
                "chain_repeat",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "{account} 刚充过 {name}（{number}），这一行没有再充，也没有记账。"
                    "顾客要再充，到收银台单独卖",
                ),
                account=row.target.masked,
                name=earlier.title,
                number=earlier.sale_number,
            )

    def _cart_of(self, product: ProductSnapshot, row: ChainRow) -> Cart:
        cart = Cart(note=row.name).with_product(product, row.quantity, row.target)
        if _CHANNEL in self._settings.current.words("sale.channels"):
            cart = cart.with_channel(_CHANNEL)
        return cart


def _refuse_over(row: ChainRow) -> None:
    if row.state in OPEN_LINES:
        return
    words = QT_TRANSLATE_NOOP("errors", "这一行已经卖了（{number}），没有动")
    if row.state is ChainLineState.DROPPED:
        words = QT_TRANSLATE_NOOP("errors", "这一行已经划掉了，没有卖")
    raise BusinessRuleError("chain_line_over", words, number=row.sale_number)
