"""Sums that must agree: sales with their lines, payments, cards, points, the ledger, and the Zs.

Each check reads rows alone and yields what does not fit; ``integrity`` runs them beside its own.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, and_, func, literal, or_, select

from desktop.domain.account_money import BY_HAND
from desktop.domain.card import CardState
from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.money import ZERO
from desktop.domain.sale import PaymentReason, PaymentState, SaleState
from desktop.models.account_entries import account_entry
from desktop.models.card_secrets import card_secret
from desktop.models.column_types import Fen
from desktop.models.customers import customer
from desktop.models.ledger import ledger
from desktop.models.payments import payment
from desktop.models.platform_accounts import platform_account
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.models.shifts import day_close
from desktop.storage.agent_consistency import AGENT_CHECKS
from desktop.storage.integrity import IntegrityProblem
from desktop.storage.kept_totals import find_uneven_totals
from desktop.storage.member_consistency import MEMBER_CHECKS
from desktop.storage.replacement_queries import find_uneven_replacements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from desktop.security.vault import Vault

CLOSE_ROOT: Final = b"katai day close"
_MOST: Final = 100
_BATCH: Final = 20_000
_TOTAL_KINDS: Final = ("sale_completed", "sale_awaiting_payment")
_RETURN_KINDS: Final = ("sale_refunded", "sale_voided")
_OF_SALE: Final = (PaymentReason.SALE, PaymentReason.METHOD_CHANGE)


def close_mac(vault: Vault, previous: bytes, report_text: str) -> bytes:
    """Return the signature of a Z: it covers its frozen report and the signature before it."""
    return vault.audit_mac(CLOSE_ROOT + previous + report_text.encode())


def first_close_mac(vault: Vault) -> bytes:
    """Return what stands before the first Z."""
    return vault.audit_mac(CLOSE_ROOT)


def find_uneven_sales(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield sales whose figures are not the sums of their lines."""
    sums = (
        select(
            sale_line.c.sale_id,
            func.sum(sale_line.c.gross).label("gross"),
            func.sum(sale_line.c.discount).label("discount"),
            func.sum(sale_line.c.order_share).label("order_share"),
            func.sum(sale_line.c.rounding_share).label("rounding"),
            func.sum(sale_line.c.net).label("net"),
        )
        .group_by(sale_line.c.sale_id)
        .subquery()
    )
    uneven = or_(
        sums.c.sale_id.is_(None),
        sums.c.gross != sale.c.gross,
        sums.c.discount != sale.c.line_discounts,
        sums.c.order_share != sale.c.order_discount,
        sums.c.rounding != sale.c.rounding,
        sums.c.net != sale.c.total,
    )
    query = (
        select(sale.c.number, sale.c.id)
        .join(sums, sums.c.sale_id == sale.c.id, isouter=True)
        .where(uneven)
        .limit(_MOST)
    )
    for number, row_id in connection.execute(query):
        yield IntegrityProblem("sale_lines", number, row_id)


def find_uneven_payments(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield sales and returns that were not paid, or given back, exactly."""
    yield from _uneven(
        connection,
        sale,
        and_(payment.c.sale_id == sale.c.id, payment.c.reason.in_(_OF_SALE)),
        sale.c.total,
        _was_paid(),
        "sale_payments",
    )
    yield from _uneven(
        connection,
        sale_return,
        payment.c.return_id == sale_return.c.id,
        -sale_return.c.amount,
        sale_return.c.amount.is_not(None),
        "return_payments",
    )


def find_uneven_returns(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield returns whose amount is not the sum of their lines, and lines returned too often."""
    sums = (
        select(sale_return_line.c.return_id, func.sum(sale_return_line.c.net).label("net"))
        .group_by(sale_return_line.c.return_id)
        .subquery()
    )
    query = (
        select(sale_return.c.number, sale_return.c.id)
        .join(sums, sums.c.return_id == sale_return.c.id, isouter=True)
        .where(or_(sums.c.net.is_(None), sums.c.net != sale_return.c.amount))
    )
    for number, row_id in connection.execute(query.limit(_MOST)):
        yield IntegrityProblem("return_lines", number, row_id)
    pieces = (
        select(func.coalesce(func.sum(sale_return_line.c.quantity), 0))
        .where(sale_return_line.c.sale_line_id == sale_line.c.id)
        .scalar_subquery()
    )
    lines = select(sale_line.c.id).where(sale_line.c.returned_quantity != pieces)
    for (row_id,) in connection.execute(lines.limit(_MOST)):
        yield IntegrityProblem("returned_quantity", "sale_line", row_id)


def find_uneven_cards(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield lines that do not hold as many cards as they handed over, or have ready."""
    held = [CardState.SOLD, CardState.REVEALED]
    cards = (
        select(func.count())
        .where(card_secret.c.sale_line_id == sale_line.c.id, card_secret.c.state.in_(held))
        .scalar_subquery()
    )
    came_back = (
        select(func.coalesce(func.sum(sale_return_line.c.quantity), 0))
        .where(
            sale_return_line.c.sale_line_id == sale_line.c.id, sale_return_line.c.goods_came_back
        )
        .scalar_subquery()
    )
    query = (
        select(sale_line.c.id)
        .where(
            sale_line.c.supply.in_([Supply.LOCAL, Supply.PLATFORM]),
            sale_line.c.delivery_state.in_([DeliveryState.ARRIVED, DeliveryState.HANDED_OVER]),
            cards != sale_line.c.quantity - came_back,
        )
        .limit(_MOST)
    )
    for (row_id,) in connection.execute(query):
        yield IntegrityProblem("cards_of_line", "sale_line", row_id)


def find_uneven_customers(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield customers whose spending is not what their sales and returns say."""
    paid = (
        select(func.sum(sale.c.total))
        .where(sale.c.customer_id == customer.c.id, _was_paid())
        .scalar_subquery()
    )
    back = (
        select(func.sum(sale_return.c.amount))
        .join(sale, sale.c.id == sale_return.c.sale_id)
        .where(sale.c.customer_id == customer.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(select(customer.c.id, customer.c.spent, paid, back))
    for row_id, spent, taken, returned in rows:
        if spent != (taken or ZERO) - (returned or ZERO):
            yield IntegrityProblem("customer_spent", "customer", row_id)


def find_unnoted_sales(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield sales and returns whose total is not what the ledger says, or that it does not know."""
    noted = _noted_amounts(connection, _TOTAL_KINDS, "sale", "total")
    rows = connection.execute(select(sale.c.id, sale.c.number, sale.c.total))
    for row_id, number, total in rows:
        if noted.pop(row_id, None) != total.fen:
            yield IntegrityProblem("sale_not_as_noted", number, row_id)
    for row_id in noted:
        yield IntegrityProblem("sale_missing", "sale", row_id)
    returned = _noted_amounts(connection, _RETURN_KINDS, "return", "amount")
    returns = connection.execute(
        select(sale_return.c.id, sale_return.c.number, sale_return.c.amount)
    )
    for row_id, number, amount in returns:
        if returned.pop(row_id, None) != amount.fen:
            yield IntegrityProblem("return_not_as_noted", number, row_id)
    for row_id in returned:
        yield IntegrityProblem("return_missing", "sale_return", row_id)


def closes_check(vault: Vault) -> Callable[[Connection], Iterator[IntegrityProblem]]:
    """Return the check of the chain of Zs: numbers without gaps, reports as they were signed."""

    def find_broken_closes(connection: Connection) -> Iterator[IntegrityProblem]:
        noted = _noted_macs(connection)
        previous, expected = first_close_mac(vault), 1
        for row in connection.execute(select(day_close).order_by(day_close.c.z_number)):
            mac = close_mac(vault, row.previous_mac, row.report)
            is_whole = (
                row.z_number == expected
                and hmac.compare_digest(row.previous_mac, previous)
                and hmac.compare_digest(row.report_mac, mac)
                and noted.pop(row.z_number, "") == row.report_mac.hex()
            )
            if not is_whole:
                yield IntegrityProblem("close_changed", row.business_date.isoformat(), row.z_number)
            previous, expected = row.report_mac, row.z_number + 1
        for z_number in noted:
            yield IntegrityProblem("close_missing", "day_close", z_number)

    return find_broken_closes


def _uneven(
    connection: Connection,
    document: Any,
    belongs: ColumnElement[bool],
    due: ColumnElement[Any],
    counts: ColumnElement[bool],
    code: str,
) -> Iterator[IntegrityProblem]:
    paid = func.coalesce(
        select(func.sum(payment.c.amount))
        .where(belongs, payment.c.state == PaymentState.CONFIRMED)
        .scalar_subquery(),
        literal(ZERO, Fen()),
    )
    query = select(document.c.number, document.c.id).where(counts, paid != due).limit(_MOST)
    for number, row_id in connection.execute(query):
        yield IntegrityProblem(code, number, row_id)


def _was_paid() -> ColumnElement[bool]:
    voided = select(sale_return.c.sale_id).where(sale_return.c.is_void)
    return or_(
        sale.c.state == SaleState.COMPLETED,
        and_(sale.c.state == SaleState.VOIDED, sale.c.id.in_(voided)),
    )


def find_uneven_accounts(connection: Connection) -> Iterator[IntegrityProblem]:
    """Yield accounts kept by hand whose balance is not the sum of their entries."""
    sums = (
        select(account_entry.c.account_id, func.sum(account_entry.c.amount).label("amount"))
        .group_by(account_entry.c.account_id)
        .subquery()
    )
    query = (
        select(platform_account.c.name, platform_account.c.id)
        .join(sums, sums.c.account_id == platform_account.c.id, isouter=True)
        .where(
            platform_account.c.platform == BY_HAND,
            platform_account.c.balance.is_not(None),
            func.coalesce(sums.c.amount, 0) != platform_account.c.balance,
        )
        .limit(_MOST)
    )
    for name, row_id in connection.execute(query):
        yield IntegrityProblem("account_entries", name, row_id)


def _noted_amounts(
    connection: Connection, kinds: tuple[str, ...], subject: str, amount: str
) -> dict[int, int]:
    rows = connection.execute(select(ledger.c.body).where(ledger.c.kind.in_(kinds)))
    noted = {}
    for some in rows.partitions(_BATCH):
        for (text,) in some:
            body = json.loads(text)
            noted[body[subject]] = body[amount]
    return noted


def _noted_macs(connection: Connection) -> dict[int, str]:
    rows = connection.execute(select(ledger.c.body).where(ledger.c.kind == "day_closed"))
    bodies = [json.loads(text) for (text,) in rows]
    return {body["z"]: body["mac"] for body in bodies}


SUM_CHECKS: Final = (
    find_uneven_sales,
    find_uneven_payments,
    find_uneven_returns,
    find_uneven_cards,
    find_uneven_customers,
    find_uneven_accounts,
    find_unnoted_sales,
    find_uneven_replacements,
    find_uneven_totals,
    *MEMBER_CHECKS,
    *AGENT_CHECKS,
)
"""Every check that needs no key."""
