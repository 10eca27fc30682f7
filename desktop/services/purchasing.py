"""Buying from wholesale accounts: just in time for a sale, and into stock.

Belongs here: what the window and the command line ask for. The order of commits is in
``purchase_machine``, what people decide in ``purchase_decisions``.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.connection import AlwaysConnected
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.domain.purchase import PurchaseState
from desktop.services.disk_care import refuse_to_buy_without_room
from desktop.services.purchase_decisions import PurchaseDecisions
from desktop.services.purchase_machine import PurchaseMachine
from desktop.services.purchase_prices import (
    PurchasePrices,
    find_usable,
    no_source,
    purchase_unknown,
)
from desktop.services.purchase_words import sentences_of
from desktop.services.sourcing import PlatformShelf, repeat_sentence, sent_number
from desktop.storage import open_purchases, purchase_lists, purchase_queries, purchase_waits
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from desktop.connectors.http_client import HttpClient
    from desktop.domain.connection import ConnectionWatch
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.purchase_decisions import Decision, LineDecision
    from desktop.services.purchase_prices import PriceQuote, SourceOffer
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground
    from desktop.storage.product_sources import SourceRow
    from desktop.storage.purchase_lists import ListedPurchase, PurchaseEventRow, PurchaseFilter
    from desktop.storage.purchase_queries import PurchaseRow

TOPICS: Final = Changes.of(Topic.PURCHASES, Topic.DELIVERY, Topic.STOCK, Topic.ACCOUNTS)
_MACHINE_STATES: Final = (
    PurchaseState.PREPARED,
    PurchaseState.SENDING,
    PurchaseState.ACCEPTED,
    PurchaseState.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class PurchaseSnapshot:
    """A purchase as screens and scripts show it.

    Attributes:
        sent_number: our number as the platform's website shows it.
        cards: how many cards it brought into the store.
        sale_price: what as many pieces were sold for; None for cards bought into the store.
        reason_code: why it is where it is, as a word.
        reason_sentences: the same in Chinese, in the translation context ``purchasing``.
        reason_text: the platform's own text, or what a person typed.
        capability_sentence: about re-sending, in the same context.
        is_by_hand: a person orders at its account and types in what came of it.
        next_step_at: when the machine goes on by itself; None when it does not.
    """

    id: int
    number: str
    sent_number: str
    upstream_number: str
    state: PurchaseState
    account_id: int
    account: str
    is_practice: bool
    product_id: int
    product: str
    product_title: str
    quantity: int
    ceiling_unit: Money
    quoted_total: Money | None
    charged: Money | None
    balance_before: Money | None
    cards: int
    sale_line_id: int | None
    sale_id: int | None
    sale_number: str
    sale_price: Money | None
    target_masked: str
    reason_code: str
    reason_sentences: tuple[str, ...]
    reason_text: str
    capability_sentence: str
    person_name: str
    next_step_at: datetime | None
    created_at: datetime
    changed_at: datetime
    events: tuple[PurchaseEventRow, ...] = ()
    is_by_hand: bool = False
    changes: Changes = field(default=TOPICS)


class Purchasing:
    """The desk that buys. Its network calls belong on the network lane; many threads may use it."""

    def __init__(
        self,
        ground: Ground,
        rights: Rights,
        door: HttpClient,
        shelf: PlatformShelf | None = None,
        watch: ConnectionWatch | None = None,
    ) -> None:
        self._ground = ground
        self._rights = rights
        self._watch = watch or AlwaysConnected()
        self._shelf = shelf or PlatformShelf()
        self._machine = PurchaseMachine(ground, self._shelf, door, self._watch)
        self._prices = PurchasePrices(ground, self._shelf, door, self._watch)
        self._decisions = PurchaseDecisions(ground, rights, self._machine)
        self._lock = threading.Lock()
        self._at_work: set[int] = set()

    # -- asking for prices --------------------------------------------------------------------

    def quote(self, product_id: int, quantity: int, *, is_fresh: bool = False) -> PriceQuote:
        """Ask what a quantity would cost now; see ``PurchasePrices.quote``."""
        return self._prices.quote(product_id, quantity, is_fresh=is_fresh)

    def sources_again(self, sale_line_id: int) -> tuple[SourceOffer, ...]:
        """Return where a line can be bought now; see ``PurchasePrices.sources_again``."""
        return self._prices.sources_again(sale_line_id)

    def quote_again(self, sale_line_id: int, goods_id: int | None = None) -> PriceQuote:
        """Ask what a line that was not bought would cost; see ``PurchasePrices.quote_again``."""
        return self._prices.quote_again(sale_line_id, goods_id)

    # -- the machine --------------------------------------------------------------------------

    def advance(self, purchase_id: int) -> PurchaseSnapshot:
        """Take a purchase as far as it can go now; nothing if another thread is at it."""
        self._run(purchase_id, is_asked_for=False)
        return self.get(purchase_id)

    def due_ids(self) -> tuple[int, ...]:
        """Return the purchases that the machine can go on with now, oldest first.

        For the network lane: each can be advanced on a thread of its own, so that a sick account
        holds up no other. While the shop is offline what needs a network waits: nothing is sent
        into the void, and no order grows doubtful there.
        """
        now = self._ground.now()
        is_offline = self._watch.is_offline()
        with self._ground.database.read() as connection:
            rows = _rows_of_machine(connection)
            reachable = purchase_waits.practice_account_ids(connection) if is_offline else None
        return tuple(
            row.id
            for row in rows
            if (row.next_step_at is None or row.next_step_at <= now)
            and (reachable is None or row.account_id in reachable)
        )

    def advance_due(self) -> tuple[PurchaseSnapshot, ...]:
        """Advance everything that is due, one after the other; the command line does it so."""
        return tuple(self.advance(purchase_id) for purchase_id in self.due_ids())

    def next_due_at(self) -> datetime | None:
        """Return when the machine has something to do next, for the window's timer."""
        with self._ground.database.read() as connection:
            rows = _rows_of_machine(connection)
        waits = [row.next_step_at or row.changed_at for row in rows]
        return min(waits, default=None)

    def recheck(self, ids: Sequence[int] | None = None) -> tuple[PurchaseSnapshot, ...]:
        """Ask now what became of these, or of everything open. Never repeats an order by itself.

        Raises:
            BusinessRuleError: code ``purchase_unknown``; none of them was asked about.
        """
        if ids is None:
            with self._ground.database.read() as connection:
                rows = _rows_of_machine(connection)
            ids = [row.id for row in rows]
        for purchase_id in ids:
            self.get(purchase_id)
        for purchase_id in ids:
            self._run(purchase_id, is_asked_for=True)
        return tuple(self.get(purchase_id) for purchase_id in ids)

    def _run(self, purchase_id: int, *, is_asked_for: bool) -> None:
        """Run it, and what took its place at the next source: the customer still waits."""
        at: int | None = purchase_id
        while at is not None:
            with self._lease(at) as is_mine:
                if not is_mine:
                    return
                self._machine.run(at, is_asked_for=is_asked_for)
            with self._ground.database.read() as connection:
                at = purchase_queries.find_successor(connection, at)

    @contextmanager
    def _lease(self, purchase_id: int) -> Iterator[bool]:
        with self._lock:
            is_mine = purchase_id not in self._at_work
            self._at_work.add(purchase_id)
        try:
            yield is_mine
        finally:
            if is_mine:
                with self._lock:
                    self._at_work.discard(purchase_id)

    def buy_into_stock(
        self,
        actor: Actor,
        product_id: int,
        quantity: int,
        ceiling_unit: Money,
        account_id: int | None = None,
        *,
        approval: Approval | None = None,
    ) -> PurchaseSnapshot:
        """Buy card secrets into stock and go as far as that goes now.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``no_source``, ``not_for_stock``,
                ``quantity_out_of_range``, ``disk_nearly_full``.
        """
        self._rights.require(actor, Action.BUY_FOR_STOCK, approval=approval)
        refuse_to_buy_without_room(self._ground)
        source = find_usable(self._ground, product_id, quantity, account_id)
        if source is None:
            raise no_source()
        _refuse_odd_stock(source, quantity)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_id = purchase_queries.insert_prepared(
                connection,
                self._ground,
                purchase_queries.PurchaseIntent(
                    sale_line_id=None,
                    product_id=product_id,
                    goods_id=source.goods.id,
                    account_id=source.account.id,
                    quantity=quantity,
                    ceiling_unit=ceiling_unit,
                    target=None,
                    person_id=actor.id,
                ),
            )
        self._ground.fail_points.reached("purchase.prepared")
        return self.advance(purchase_id)

    # -- what people see and decide -----------------------------------------------------------

    def get(self, purchase_id: int) -> PurchaseSnapshot:
        """Return a purchase.

        Raises:
            BusinessRuleError: code ``purchase_unknown``.
        """
        with self._ground.database.read() as connection:
            found = purchase_lists.find_purchase(connection, purchase_id)
        if found is None:
            raise purchase_unknown()
        return self._snapshot_of(found)

    def list_purchases(self, wanted: PurchaseFilter) -> tuple[PurchaseSnapshot, ...]:
        """Return purchases, the newest first, with their history."""
        with self._ground.database.read() as connection:
            listed = purchase_lists.list_purchases(connection, wanted)
        return tuple(self._snapshot_of(one) for one in listed)

    def unknown_count(self) -> int:
        """Count what is unknown or waits for a person: the amber number on 订单."""
        with self._ground.database.read() as connection:
            return open_purchases.count_by_state(
                connection, PurchaseState.UNKNOWN, PurchaseState.HUMAN
            )

    def decide(
        self,
        actor: Actor,
        purchase_id: int,
        decision: Decision,
        evidence: str,
        approval: Approval | None = None,
    ) -> PurchaseSnapshot:
        """Settle a purchase that waits for a person; raises as ``PurchaseDecisions.decide``."""
        self._decisions.decide(actor, purchase_id, decision, evidence, approval)
        return self.get(purchase_id)

    def decide_line(
        self,
        actor: Actor,
        sale_line_id: int,
        decision: LineDecision,
        *,
        reason: str = "",
        approval: Approval | None = None,
    ) -> tuple[int | None, Changes]:
        """Decide about a line that was not bought; returns the purchase to advance, if any."""
        purchase_id = self._decisions.decide_line(actor, sale_line_id, decision, approval, reason)
        return purchase_id, TOPICS

    def settle_interrupted(self, purchase_id: int) -> None:
        """Settle what a crash left on its way; for recovery at start, without network."""
        self._machine.settle_interrupted(purchase_id)

    def _snapshot_of(self, one: ListedPurchase) -> PurchaseSnapshot:
        platform = self._shelf.get(one.platform)
        return PurchaseSnapshot(
            id=one.id,
            number=one.number,
            sent_number=sent_number(platform, one.number),
            upstream_number=one.upstream_number,
            state=one.state,
            account_id=one.account_id,
            account=one.account_name,
            is_practice=one.is_practice,
            product_id=one.product_id,
            product=one.product_code,
            product_title=one.product_title,
            quantity=one.quantity,
            ceiling_unit=one.ceiling_unit,
            quoted_total=one.quoted_total,
            charged=one.charged,
            balance_before=one.balance_before,
            cards=one.card_count,
            sale_line_id=one.sale_line_id,
            sale_id=one.sale_id,
            sale_number=one.sale_number,
            sale_price=one.sale_price,
            target_masked=one.target_masked,
            reason_code=one.reason_code or str(one.state),
            reason_sentences=sentences_of(one.reason_code or str(one.state)),
            reason_text=one.reason_text,
            capability_sentence=repeat_sentence(platform),
            person_name=one.person_name,
            next_step_at=one.next_step_at,
            created_at=one.created_at,
            changed_at=one.changed_at,
            events=one.events,
            is_by_hand=platform.capabilities.is_by_hand,
        )


def _rows_of_machine(connection: Connection) -> tuple[PurchaseRow, ...]:
    """Read what the machine can go on with; what a person orders by hand waits for that person."""
    by_hand = purchase_waits.by_hand_account_ids(connection)
    rows = open_purchases.load_open_purchases(connection, _MACHINE_STATES)
    return tuple(row for row in rows if row.account_id not in by_hand)


def _refuse_odd_stock(source: SourceRow, quantity: int) -> None:
    goods = source.goods
    if goods.kind != "card":
        raise BusinessRuleError(
            "not_for_stock", QT_TRANSLATE_NOOP("errors", "只有卡密能先买进来存着")
        )
    most = goods.maximum or 9999
    if not max(1, goods.minimum) <= quantity <= most:
        raise BusinessRuleError(
            "quantity_out_of_range",
            QT_TRANSLATE_NOOP("errors", "这个货源一次买 {minimum} 到 {maximum} 件"),
            minimum=max(1, goods.minimum),
            maximum=most,
        )
