"""Bugs put in on purpose: each breaks one promise in a way that only a death at a bad moment shows.

The harness must find every one. A bug is put in the warm parent, so every child has it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import count
from typing import Any
from unittest.mock import Mock

from sqlalchemy import Connection

from desktop.connectors.platforms.base import OrderRequest
from desktop.connectors.platforms.dujiao_next import DujiaoNext
from desktop.domain.cart import Cart
from desktop.domain.permissions import Actor
from desktop.domain.purchase import PurchaseState
from desktop.domain.purchase_settling import NextStep, Plan
from desktop.domain.sourcing import SourcingMode, is_failure_of_source, may_try_next
from desktop.services import purchase_case, purchase_failover
from desktop.services.gateway_booking import GatewayBooking
from desktop.services.gateway_refunds import GatewayRefunds
from desktop.services.held_sales import HeldSales
from desktop.services.purchase_failover import PurchaseFailover
from desktop.services.purchasing import Purchasing
from desktop.services.recovery import Recovery
from desktop.services.return_recording import ReturnRecording
from desktop.storage import (
    card_queries,
    catalog_writes,
    delivery_queries,
    gateway_queries,
    ledger,
    sale_queries,
)
from desktop.storage.connection import OpenConnection
from desktop.storage.ground import Ground


def _commit_here(connection: Connection | OpenConnection) -> None:
    """End the transaction in the middle of a write and begin another one."""
    connection.exec_driver_sql("COMMIT")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _committing_before(honest: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*arguments: Any, **options: Any) -> Any:
        _commit_here(next(one for one in arguments if isinstance(one, OpenConnection)))
        return honest(*arguments, **options)

    return wrapped


def rows_before_the_ledger() -> None:
    """What is sold is written first and noted afterwards."""
    honest = ledger.append

    def record(self: Ground, connection: Connection, *entries: Any) -> None:
        _commit_here(connection)
        honest(connection, self.vault, self.clock, *entries, till=self.till)

    Ground.record = record  # type: ignore[method-assign]


def goods_before_the_money() -> None:
    """A return takes the goods back first and gives the money afterwards."""
    honest = ReturnRecording._write_payments_back
    ReturnRecording._write_payments_back = _committing_before(honest)  # type: ignore[method-assign]


def cards_run_by_run() -> None:
    """A file of cards is kept as far as it came."""
    card_queries._store_chunk = _committing_before(card_queries._store_chunk)


def prices_after_the_new_products() -> None:
    """A file of products is kept as far as it came."""
    catalog_writes.change_products = _committing_before(catalog_writes.change_products)


def a_sold_order_stays_held() -> None:
    """The order that was sold can be taken back once more."""
    sale_queries.end_held_sale = lambda *_arguments: False


def an_order_taken_back_is_gone() -> None:
    """An order that lies on the counter is nowhere else."""
    honest = HeldSales.recall

    def recall(self: HeldSales, actor: Actor, held_id: int, open_cart: Cart | None = None) -> Any:
        taken = honest(self, actor, held_id, open_cart)
        with self._ground.database.write() as connection:
            sale_queries.end_held_sale(connection, held_id)
        return taken

    HeldSales.recall = recall  # type: ignore[method-assign]


def an_order_stays_on_the_counter() -> None:
    """An order that lay on the counter of a till that died is never seen again."""
    Recovery.run = _without_putting_back(Recovery.run)  # type: ignore[assignment, method-assign]


def _without_putting_back(honest: Callable[[Recovery], Any]) -> Callable[[Recovery], Any]:
    def run(self: Recovery) -> Any:
        self._held_sales = Mock(put_back=Mock(return_value=0))
        return honest(self)

    return run


def a_look_is_not_noted() -> None:
    """A card is shown, and nothing says so."""
    delivery_queries.record_reveal = lambda *_arguments: None


def goods_gone_before_their_file() -> None:
    """Goods count as handed over before their file is on the disk."""
    honest = delivery_queries.record_reveal

    def record(*arguments: Any, **_options: Any) -> None:
        honest(*arguments)

    delivery_queries.record_reveal = record


def what_was_sent_is_forgotten() -> None:
    """A purchase that was on its way stays there for ever."""
    Purchasing.settle_interrupted = lambda _self, _id: None  # type: ignore[assignment, method-assign]


def the_next_source_in_a_second_step() -> None:
    """A line goes to its next source after the last one's failure is committed, not with it."""
    honest = PurchaseFailover.go_on
    PurchaseFailover.go_on = _committing_before(honest)  # type: ignore[method-assign]


def an_unknown_goes_on() -> None:
    """Whatever is not known to be bought counts as a no, and the next source is asked."""
    unsure = {PurchaseState.UNKNOWN, PurchaseState.HUMAN}

    def is_failure(state: PurchaseState, reason: str) -> bool:
        return state in unsure or is_failure_of_source(state, reason)

    def may_try(mode: SourcingMode, states: Collection[PurchaseState]) -> bool:
        return may_try_next(mode, [one for one in states if one not in unsure])

    def settle(self: Purchasing, purchase_id: int) -> Any:
        settled = honest_settle(self, purchase_id)
        with self._ground.database.write() as connection:
            PurchaseFailover(self._ground).go_on(connection, purchase_id)
        return settled

    honest_settle = Purchasing.settle_interrupted
    vars(purchase_failover).update(is_failure_of_source=is_failure, may_try_next=may_try)
    Purchasing.settle_interrupted = settle  # type: ignore[method-assign]


def an_order_without_a_number_is_repeated() -> None:
    """Where the platform takes no number, a lost answer is asked for by ordering again."""
    again = Plan(NextStep.RESEND, 2)
    vars(purchase_case).update(plan_after_unknown=lambda *_: again)


def a_repeat_has_a_number_of_its_own() -> None:
    """The platform cannot see that it is the same order."""
    honest, at = DujiaoNext.prepare_order, count(10)

    def prepare(self: DujiaoNext, access: Any, request: OrderRequest) -> Any:
        number = f"{request.own_number[:-2]}{next(at)}"
        return honest(self, access, replace(request, own_number=number))

    DujiaoNext.prepare_order = prepare  # type: ignore[method-assign]


def a_paid_sale_and_its_mark_apart() -> None:
    """The sale is completed first, and what paid for it is noted in a second step."""
    honest = GatewayBooking._write_proof
    GatewayBooking._write_proof = _committing_before(honest)  # type: ignore[method-assign]


def a_refund_is_sent_until_it_is_answered() -> None:
    """What may have left is not noted before it leaves."""
    honest = GatewayRefunds._move

    def move(self: GatewayRefunds, row: Any, _before: Any, after: Any, **columns: Any) -> bool:
        if "request_sealed" in columns:
            return True
        with self._ground.database.read() as connection:
            now = gateway_queries.load_refund(connection, row.id)
        return honest(self, now, now.state, after, **columns)

    GatewayRefunds._move = move  # type: ignore[assignment, method-assign]


BUGS: dict[str, tuple[Callable[[], None], str, str | None]] = {
    bug.__name__: (bug, flow, faults)
    for bug, flow, faults in (
        (rows_before_the_ledger, "sell_from_stock", None),
        (goods_before_the_money, "give_back", None),
        (cards_run_by_run, "import_cards", None),
        (prices_after_the_new_products, "import_products", None),
        (a_sold_order_stays_held, "hold_and_recall", None),
        (an_order_taken_back_is_gone, "hold_and_recall", None),
        (an_order_stays_on_the_counter, "hold_and_recall", None),
        (a_look_is_not_noted, "reveal", None),
        (goods_gone_before_their_file, "seal_cards", None),
        (what_was_sent_is_forgotten, "buy_into_stock", "none"),
        (the_next_source_in_a_second_step, "sell_by_the_second_source", "sold_out+none"),
        (a_paid_sale_and_its_mark_apart, "sell_by_gateway", None),
        (a_refund_is_sent_until_it_is_answered, "give_back_by_gateway", None),
        (an_unknown_goes_on, "sell_by_the_second_source", "none+none"),
        (
            an_order_without_a_number_is_repeated,
            "sell_what_loses_its_answer_decided",
            "rainbow=none",
        ),
        (a_repeat_has_a_number_of_its_own, "sell_what_loses_its_answer", "dujiao_next=none"),
    )
}
"""Each bug with the flow that shows it, and what is wrong with the platform then."""
