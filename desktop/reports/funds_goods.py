"""The goods in the funds: what was sold, what it cost, what is still to come, what was lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, exists, func, or_, select

from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.card import CardState
from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.money import ZERO, Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import SaleState
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase
from desktop.models.sales import sale, sale_line, sale_return_line
from desktop.reports.base import is_booked_within, sum_of
from desktop.reports.day_platforms import CHARGED_STATES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_EVER: Final = (date(1970, 1, 1), date(9999, 12, 31))
PAID_FOR: Final = (*CHARGED_STATES, PurchaseState.REVERSED, PurchaseState.WRITTEN_OFF)
"""States of a purchase whose money an account took."""
_HERE: Final = tuple(state for state in PAID_FOR if state is not PurchaseState.ACCEPTED)
_SETTLED: Final = (DeliveryState.HANDED_OVER, DeliveryState.REFUNDED)


def _is_sold() -> ColumnElement[bool]:
    return and_(is_booked_within(*_EVER), sale.c.state != SaleState.AWAITING_PAYMENT)


def net_sales(connection: Connection) -> Money:
    """Return what lines were sold for, less what was given back."""
    sold = connection.scalar(
        select(func.sum(sale_line.c.net))
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(_is_sold())
    )
    return (sold or ZERO) - sum_of(connection, sale_return_line.c.net)


def cost_of_sales(connection: Connection) -> Money:
    """Return what sold lines cost, less the cost of goods that came back."""
    cost = connection.scalar(
        select(func.sum(sale_line.c.cost))
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(_is_sold())
    )
    return (cost or ZERO) - sum_of(connection, sale_return_line.c.cost)


def not_here_yet(
    connection: Connection, kept: ColumnElement[Any], given_back: ColumnElement[Any]
) -> Money:
    """Add up a figure of the lines whose goods are still to come, less what was given back."""
    goods_came = exists().where(
        purchase.c.sale_line_id == sale_line.c.id, purchase.c.state.in_(_HERE)
    )
    has_card = exists().where(card_secret.c.sale_line_id == sale_line.c.id)
    waits = and_(
        sale_line.c.supply.in_([Supply.PLATFORM, Supply.TOPUP]),
        sale_line.c.delivery_state.not_in(_SETTLED),
        ~goods_came,
        ~has_card,
    )
    sold = connection.scalar(
        select(func.sum(kept)).join(sale, sale.c.id == sale_line.c.sale_id).where(_is_sold(), waits)
    )
    back = connection.scalar(
        select(func.sum(given_back))
        .join(sale_line, sale_line.c.id == sale_return_line.c.sale_line_id)
        .where(waits)
    )
    return (sold or ZERO) - (back or ZERO)


def cards_brought_in(connection: Connection) -> Money:
    """Cards that no account of the shop paid for: the owner did."""
    found = connection.scalar(
        select(func.sum(card_secret.c.cost))
        .join(card_batch, card_batch.c.id == card_secret.c.batch_id)
        .where(card_batch.c.purchase_id.is_(None), card_batch.c.account_id.is_(None))
    )
    return found or ZERO


def _spent_by_hand(entries: dict[EntryKind, Money]) -> Money:
    return -entries.get(EntryKind.PURCHASE, ZERO) - entries.get(EntryKind.REFUND, ZERO)


def lost_goods(connection: Connection, entries: dict[EntryKind, Money], on_the_way: Money) -> Money:
    """What was paid to accounts and became neither cards nor top-ups, and cards thrown away."""
    is_fetched = platform_account.c.platform != BY_HAND
    fetched = connection.scalar(
        select(func.sum(purchase.c.charged))
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .where(is_fetched, purchase.c.state.in_(PAID_FOR))
    )
    bought_cards = connection.scalar(
        select(func.sum(card_secret.c.cost))
        .join(card_batch, card_batch.c.id == card_secret.c.batch_id)
        .where(or_(card_batch.c.purchase_id.is_not(None), card_batch.c.account_id.is_not(None)))
    )
    spent = (fetched or ZERO) + _spent_by_hand(entries)
    landed = (bought_cards or ZERO) + _top_ups(connection) + on_the_way
    thrown_away = sum_of(
        connection,
        card_secret.c.cost,
        card_secret.c.state == CardState.VOID,
        card_secret.c.sold_at.is_(None),
    )
    return spent - landed + thrown_away


def _top_ups(connection: Connection) -> Money:
    """What lines cost for which something was bought that left no card."""
    with_purchase = select(purchase.c.sale_line_id).where(
        purchase.c.sale_line_id.is_not(None), purchase.c.state.in_(PAID_FOR)
    )
    with_card = select(card_secret.c.sale_line_id).where(card_secret.c.sale_line_id.is_not(None))
    return sum_of(
        connection,
        sale_line.c.cost,
        sale_line.c.id.in_(with_purchase),
        sale_line.c.id.not_in(with_card),
    )
