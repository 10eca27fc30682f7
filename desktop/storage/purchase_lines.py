"""What purchases mean for the sale line that waits for them: its delivery state and its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select, update

from desktop.domain.delivery import DeliveryState
from desktop.domain.money import Money, total_of
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import LineState
from desktop.domain.sourcing import ABOVE_CEILING
from desktop.models.after_sales import card_replacement
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.sales import sale_line
from desktop.storage.commission_ledger import settle_line
from desktop.storage.kept_totals import moving_totals
from desktop.storage.ledger import LedgerEntry
from desktop.storage.purchase_queries import NOTHING_BOUGHT, load_purchases_of_line
from desktop.storage.saved_account_queries import keep_account_of_line
from desktop.storage.top_up_targets import open_line_target

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from desktop.domain.top_up import TopUpTarget
    from desktop.storage.ground import Ground
    from desktop.storage.purchase_queries import PurchaseRow

_MEANING: Final = {
    PurchaseState.PREPARED: DeliveryState.QUEUED,
    PurchaseState.SENDING: DeliveryState.PROCESSING,
    PurchaseState.ACCEPTED: DeliveryState.PROCESSING,
    PurchaseState.UNKNOWN: DeliveryState.UNKNOWN,
    PurchaseState.HUMAN: DeliveryState.UNKNOWN,
    PurchaseState.FULFILLED: DeliveryState.ARRIVED,
    PurchaseState.ADOPTED: DeliveryState.ARRIVED,
    PurchaseState.PARTIAL: DeliveryState.NEEDS_DECISION,
    PurchaseState.REVERSED: DeliveryState.NEEDS_DECISION,
}
_WORST_FIRST: Final = (
    DeliveryState.UNKNOWN,
    DeliveryState.NEEDS_DECISION,
    DeliveryState.PROCESSING,
    DeliveryState.QUEUED,
    DeliveryState.ARRIVED,
)
_BEING_BOUGHT: Final = frozenset({DeliveryState.QUEUED, DeliveryState.PROCESSING})
_SETTLED_WITH_CUSTOMER: Final = frozenset({DeliveryState.HANDED_OVER, DeliveryState.REFUNDED})


def can_receive(connection: Connection, sale_line_id: int) -> bool:
    """Say whether goods that arrive still belong to the line: its customer was not paid back."""
    state = connection.scalar(
        select(sale_line.c.delivery_state).where(sale_line.c.id == sale_line_id)
    )
    return state is not None and state is not DeliveryState.REFUNDED


def is_being_bought(connection: Connection, sale_line_id: int) -> bool:
    """Say whether a line waits for what the machine is buying: nobody decided otherwise."""
    state = connection.scalar(
        select(sale_line.c.delivery_state).where(
            sale_line.c.id == sale_line_id, sale_line.c.state == LineState.SOLD
        )
    )
    return state in _BEING_BOUGHT


def target_of_line(connection: Connection, ground: Ground, sale_line_id: int) -> TopUpTarget | None:
    """Open the account that a line's top-up goes to, or None where it goes to none."""
    sealed = connection.execute(
        select(sale_line.c.target_sealed).where(sale_line.c.id == sale_line_id)
    ).scalar_one()
    return None if sealed is None else open_line_target(ground, sale_line_id, sealed)


def refresh_line(connection: Connection, ground: Ground, sale_line_id: int) -> None:
    """Work out delivery state and cost of a line from its purchases.

    A line that is handed over or paid back keeps its state: what happens at the platform later is
    seen at the purchase.
    """
    before = connection.execute(
        select(
            sale_line.c.sale_id,
            sale_line.c.cost,
            sale_line.c.delivery_state,
            sale_line.c.arrived_at,
        ).where(sale_line.c.id == sale_line_id)
    ).one()
    purchases = load_purchases_of_line(connection, sale_line_id)
    columns: dict[str, Any] = {}
    cost = _known_cost(connection, sale_line_id, purchases)
    is_cost_new = cost is not None and cost != before.cost
    if is_cost_new:
        with moving_totals(connection, before.sale_id):
            connection.execute(
                update(sale_line).where(sale_line.c.id == sale_line_id).values(cost=cost)
            )
    after = meaning_for_line(purchases)
    if before.delivery_state not in _SETTLED_WITH_CUSTOMER and after is not before.delivery_state:
        columns["delivery_state"] = after
        if after is DeliveryState.ARRIVED and before.arrived_at is None:
            columns["arrived_at"] = ground.now()
            keep_account_of_line(connection, ground, sale_line_id)
        ground.record(
            connection,
            LedgerEntry(
                "delivery_moved",
                {"sale_line": sale_line_id, "from": str(before.delivery_state), "to": str(after)},
            ),
        )
    if columns:
        connection.execute(
            update(sale_line).where(sale_line.c.id == sale_line_id).values(**columns)
        )
    if columns or is_cost_new:
        settle_line(connection, ground, sale_line_id)


def meaning_for_line(purchases: tuple[PurchaseRow, ...]) -> DeliveryState:
    """Return how far a line is whose goods come from these purchases, oldest first.

    If the last one was given up, a person decides, about the price where any was too dear;
    otherwise the worst of those that were not says it.
    """
    last = purchases[-1]
    if last.state in NOTHING_BOUGHT:
        is_price = any(row.reason_code == ABOVE_CEILING for row in purchases)
        return DeliveryState.NEEDS_DECISION if is_price else DeliveryState.FAILED
    meanings = {_MEANING[row.state] for row in purchases if row.state not in NOTHING_BOUGHT}
    return next(state for state in _WORST_FIRST if state in meanings)


def _given_for(sale_line_id: int) -> Select[tuple[int]]:
    """Select the cards that were given in place of bad ones: their cost is a compensation."""
    given = card_replacement.c
    return select(given.new_card_id).where(given.sale_line_id == sale_line_id)


def _known_cost(
    connection: Connection, sale_line_id: int, purchases: tuple[PurchaseRow, ...]
) -> Money | None:
    """Return what all pieces cost, or None while a charge or a card's cost is not known."""
    charges = [row.charged for row in purchases if row.state not in NOTHING_BOUGHT]
    known = [charged for charged in charges if charged is not None]
    if not charges or len(known) != len(charges):
        return None
    from_stock = connection.execute(
        select(func.count(), func.count(card_secret.c.cost), func.sum(card_secret.c.cost))
        .join(card_batch, card_batch.c.id == card_secret.c.batch_id)
        .where(
            card_secret.c.sale_line_id == sale_line_id,
            card_secret.c.id.not_in(_given_for(sale_line_id)),
            card_batch.c.purchase_id.is_(None)
            | card_batch.c.purchase_id.not_in([row.id for row in purchases]),
        )
    ).one()
    cards, with_cost, cost = from_stock
    if cards != with_cost:
        return None
    return total_of(known) + (cost or Money(0))
