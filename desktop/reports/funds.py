"""The owner's funds, each part added up from the rows it consists of.

Not a report of a range of dates: both sides are of now, over everything the shop ever did.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, exists, func, or_, select

from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.agent import PayoutWay
from desktop.domain.card import CardState
from desktop.domain.day_report import from_json
from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.funds import CapitalKind, Funds, MoneyPlace, Profit
from desktop.domain.money import FEN_PER_YUAN, ZERO, Money, total_of
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import PaymentState, SaleState
from desktop.domain.shift import CashReason
from desktop.domain.stored_value import StoredReason
from desktop.domain.tender import STATIC_CODE_METHODS, TenderMethod
from desktop.models.account_entries import account_entry
from desktop.models.agents import agent_payout, commission_entry
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.customers import points_entry
from desktop.models.member_ledgers import credit_entry, customer_receipt, stored_value_entry
from desktop.models.owner import capital_entry
from desktop.models.payments import payment
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase, purchase_event
from desktop.models.sales import sale, sale_line, sale_return_line
from desktop.models.shifts import cash_movement, day_close
from desktop.reports.base import is_booked_within
from desktop.reports.day_platforms import CHARGED_STATES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from desktop.domain.day_report import DayReport

_EVER: Final = (date(1970, 1, 1), date(9999, 12, 31))
_IN_STORE: Final = (CardState.AVAILABLE, CardState.RESERVED, CardState.TO_CHECK)
_PAID_FOR: Final = (*CHARGED_STATES, PurchaseState.REVERSED, PurchaseState.WRITTEN_OFF)
_HERE: Final = tuple(state for state in _PAID_FOR if state is not PurchaseState.ACCEPTED)
_SETTLED: Final = (DeliveryState.HANDED_OVER, DeliveryState.REFUNDED)
_CODES: Final = (*STATIC_CODE_METHODS, TenderMethod.EPAY)


def read_funds(connection: Connection, points_per_yuan: int) -> Funds:
    """Add up both sides.

    Args:
        connection: where to read.
        points_per_yuan: how many of them pay for a yuan.
    """
    taken = _payments(connection)
    receipts = _receipts(connection)
    capital = _capital(connection)
    entries = _entries(connection)
    reports = _signed_reports(connection)
    expenses = _expenses(connection)
    cash_off, codes_off = _differences(reports)
    waiting = _not_here_yet(connection, sale_line.c.net, sale_return_line.c.net)
    waiting_cost = _not_here_yet(connection, sale_line.c.cost, sale_return_line.c.cost)
    on_the_way = _sum(connection, purchase.c.charged, purchase.c.state == PurchaseState.ACCEPTED)
    owed_points = connection.scalar(select(func.sum(points_entry.c.points))) or 0
    points = Money(owed_points * FEN_PER_YUAN // points_per_yuan)
    fees = _sum(connection, payment.c.fee, payment.c.state == PaymentState.CONFIRMED)
    fees += _sum(connection, customer_receipt.c.fee)
    in_cash, by_codes = (
        total_of(money.get(method, ZERO) for money in (taken, receipts) for method in methods)
        for methods in ((TenderMethod.CASH,), _CODES)
    )
    return Funds(
        capital=total_of(capital[CapitalKind.PUT_IN].values())
        + entries.get(EntryKind.OPENING, ZERO)
        + _openings(connection, reports)
        + _cards_brought_in(connection),
        profit=Profit(
            sales=_sales(connection) - waiting,
            goods=waiting_cost - _goods(connection),
            fees=entries.get(EntryKind.FEE, ZERO) - fees,
            expenses=expenses,
            rebates=entries.get(EntryKind.REBATE, ZERO) + entries.get(EntryKind.ADJUSTMENT, ZERO),
            differences=cash_off + codes_off,
            points=-points - taken.get(TenderMethod.POINTS, ZERO),
            bonuses=-_bonuses(connection),
            lost_goods=-_lost_goods(connection, entries, on_the_way),
            commissions=-_sum(
                connection, commission_entry.c.amount, commission_entry.c.payout_id.is_(None)
            ),
        ),
        taken_out=total_of(capital[CapitalKind.TAKEN_OUT].values()),
        accounts=_sum(connection, platform_account.c.balance),
        cards=_sum(connection, card_secret.c.cost, card_secret.c.state.in_(_IN_STORE)) + on_the_way,
        cash=in_cash
        + expenses
        + cash_off
        + _moved(capital, MoneyPlace.CASH)
        - _paid_to_agents(connection, in_cash=True),
        codes=by_codes
        - fees
        - entries.get(EntryKind.TOP_UP, ZERO)
        + codes_off
        + _moved(capital, MoneyPlace.CODES)
        - _paid_to_agents(connection, in_cash=False),
        receivable=_sum(connection, credit_entry.c.amount),
        stored_value=_sum(connection, stored_value_entry.c.principal)
        + _sum(connection, stored_value_entry.c.bonus),
        points=points,
        undelivered=waiting + _paid_in_advance(connection),
        cards_without_cost=connection.scalar(
            select(func.count()).where(
                card_secret.c.state.in_(_IN_STORE), card_secret.c.cost.is_(None)
            )
        )
        or 0,
        commissions=_sum(connection, commission_entry.c.amount),
    )


def _sum(connection: Connection, column: ColumnElement[Any], *wanted: ColumnElement[bool]) -> Money:
    found: Money | None = connection.scalar(select(func.sum(column)).where(*wanted))
    return found or ZERO


def _payments(connection: Connection) -> dict[TenderMethod, Money]:
    rows = connection.execute(
        select(payment.c.method, func.sum(payment.c.amount))
        .where(payment.c.state == PaymentState.CONFIRMED)
        .group_by(payment.c.method)
    )
    return {row[0]: row[1] for row in rows}


def _receipts(connection: Connection) -> dict[TenderMethod, Money]:
    """Money of members that belongs to no sale: paid ahead, paid out, paid off."""
    rows = connection.execute(
        select(customer_receipt.c.method, func.sum(customer_receipt.c.amount)).group_by(
            customer_receipt.c.method
        )
    )
    return {row[0]: row[1] for row in rows}


def _paid_to_agents(connection: Connection, *, in_cash: bool) -> Money:
    """Commission that left the drawer, or what the codes had collected."""
    is_cash = agent_payout.c.way == PayoutWay.CASH
    return _sum(connection, agent_payout.c.amount, is_cash if in_cash else ~is_cash)


def _bonuses(connection: Connection) -> Money:
    """What the shop added to stored value; spending it moves it, and is no gift again."""
    return _sum(
        connection,
        stored_value_entry.c.bonus,
        stored_value_entry.c.reason.not_in([StoredReason.SPENT, StoredReason.SPENT_BACK]),
    )


def _capital(connection: Connection) -> dict[CapitalKind, dict[MoneyPlace, Money]]:
    found: dict[CapitalKind, dict[MoneyPlace, Money]] = {kind: {} for kind in CapitalKind}
    rows = connection.execute(
        select(
            capital_entry.c.kind,
            capital_entry.c.place,
            func.sum(capital_entry.c.amount).label("amount"),
        ).group_by(capital_entry.c.kind, capital_entry.c.place)
    )
    for row in rows:
        found[row.kind][row.place] = row.amount
    return found


def _moved(capital: dict[CapitalKind, dict[MoneyPlace, Money]], place: MoneyPlace) -> Money:
    put_in = capital[CapitalKind.PUT_IN].get(place, ZERO)
    return put_in - capital[CapitalKind.TAKEN_OUT].get(place, ZERO)


def _entries(connection: Connection) -> dict[EntryKind, Money]:
    rows = connection.execute(
        select(account_entry.c.kind, func.sum(account_entry.c.amount)).group_by(
            account_entry.c.kind
        )
    )
    return {row[0]: row[1] for row in rows}


def _expenses(connection: Connection) -> Money:
    return _sum(connection, cash_movement.c.amount, cash_movement.c.reason == CashReason.EXPENSE)


def _signed_reports(connection: Connection) -> tuple[tuple[datetime, DayReport], ...]:
    rows = connection.execute(
        select(day_close.c.closed_at, day_close.c.report).order_by(day_close.c.z_number)
    )
    return tuple((row.closed_at, from_json(json.loads(row.report))) for row in rows)


def _differences(reports: Iterable[tuple[datetime, DayReport]]) -> tuple[Money, Money]:
    """Return what counts found over or short of cash, and of collection codes."""
    cash, codes = ZERO, ZERO
    for _, report in reports:
        cash += report.cash.difference or ZERO
        codes += total_of(code.difference or ZERO for code in report.codes)
    return cash, codes


def _is_sold() -> ColumnElement[bool]:
    return and_(is_booked_within(*_EVER), sale.c.state != SaleState.AWAITING_PAYMENT)


def _sales(connection: Connection) -> Money:
    sold = connection.scalar(
        select(func.sum(sale_line.c.net))
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(_is_sold())
    )
    return (sold or ZERO) - _sum(connection, sale_return_line.c.net)


def _goods(connection: Connection) -> Money:
    cost = connection.scalar(
        select(func.sum(sale_line.c.cost))
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(_is_sold())
    )
    return (cost or ZERO) - _sum(connection, sale_return_line.c.cost)


def _not_here_yet(
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


def _paid_in_advance(connection: Connection) -> Money:
    """Money of sales that still wait for the rest of it."""
    found = connection.scalar(
        select(func.sum(payment.c.amount))
        .join(sale, sale.c.id == payment.c.sale_id)
        .where(
            payment.c.state == PaymentState.CONFIRMED, sale.c.state == SaleState.AWAITING_PAYMENT
        )
    )
    return found or ZERO


def _cards_brought_in(connection: Connection) -> Money:
    """Cards that no account of the shop paid for: the owner did."""
    found = connection.scalar(
        select(func.sum(card_secret.c.cost))
        .join(card_batch, card_batch.c.id == card_secret.c.batch_id)
        .where(card_batch.c.purchase_id.is_(None), card_batch.c.account_id.is_(None))
    )
    return found or ZERO


def _spent_by_hand(entries: dict[EntryKind, Money]) -> Money:
    return -entries.get(EntryKind.PURCHASE, ZERO) - entries.get(EntryKind.REFUND, ZERO)


def _lost_goods(
    connection: Connection, entries: dict[EntryKind, Money], on_the_way: Money
) -> Money:
    """What was paid to accounts and became neither cards nor top-ups, and cards thrown away."""
    is_fetched = platform_account.c.platform != BY_HAND
    fetched = connection.scalar(
        select(func.sum(purchase.c.charged))
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .where(is_fetched, purchase.c.state.in_(_PAID_FOR))
    )
    bought_cards = connection.scalar(
        select(func.sum(card_secret.c.cost))
        .join(card_batch, card_batch.c.id == card_secret.c.batch_id)
        .where(or_(card_batch.c.purchase_id.is_not(None), card_batch.c.account_id.is_not(None)))
    )
    spent = (fetched or ZERO) + _spent_by_hand(entries)
    landed = (bought_cards or ZERO) + _top_ups(connection) + on_the_way
    thrown_away = _sum(
        connection,
        card_secret.c.cost,
        card_secret.c.state == CardState.VOID,
        card_secret.c.sold_at.is_(None),
    )
    return spent - landed + thrown_away


def _top_ups(connection: Connection) -> Money:
    """What lines cost for which something was bought that left no card."""
    with_purchase = select(purchase.c.sale_line_id).where(
        purchase.c.sale_line_id.is_not(None), purchase.c.state.in_(_PAID_FOR)
    )
    with_card = select(card_secret.c.sale_line_id).where(card_secret.c.sale_line_id.is_not(None))
    return _sum(
        connection,
        sale_line.c.cost,
        sale_line.c.id.in_(with_purchase),
        sale_line.c.id.not_in(with_card),
    )


def _openings(connection: Connection, reports: tuple[tuple[datetime, DayReport], ...]) -> Money:
    """What accounts with an interface held before the shop bought anything there.

    Worked back from the first Z that asked one; from then on what it holds beyond its purchases
    and entries is a gap. Before that only its word of now is known.
    """
    accounts = connection.execute(
        select(platform_account).where(
            platform_account.c.platform != BY_HAND, platform_account.c.balance.is_not(None)
        )
    )
    found = ZERO
    for account in accounts:
        seen, until = account.balance, None
        for closed_at, report in reports:
            known = {one.account: one.actual for one in report.platforms}.get(account.name)
            if known is not None:
                seen, until = known, closed_at
                break
        found += seen - _moved_at(connection, account.id, until)
    return found


def _moved_at(connection: Connection, account_id: int, until: datetime | None) -> Money:
    """Return how purchases and entries moved an account until an instant, or until now."""
    wanted = [account_entry.c.account_id == account_id]
    first = (
        select(purchase_event.c.purchase_id, func.min(purchase_event.c.happened_at).label("at"))
        .where(purchase_event.c.to_state.in_(_PAID_FOR))
        .group_by(purchase_event.c.purchase_id)
        .subquery()
    )
    charged = (
        select(func.sum(purchase.c.charged))
        .join(first, first.c.purchase_id == purchase.c.id)
        .where(purchase.c.account_id == account_id, purchase.c.state.in_(_PAID_FOR))
    )
    if until is not None:
        wanted.append(account_entry.c.booked_at < until)
        charged = charged.where(first.c.at < until)
    return _sum(connection, account_entry.c.amount, *wanted) - (connection.scalar(charged) or ZERO)
