"""The owner's funds, each part added up from the rows it consists of.

Not a report of a range of dates: both sides are of now, over everything the shop ever did.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from desktop.domain.account_money import BY_HAND, EntryKind
from desktop.domain.agent import PayoutWay
from desktop.domain.card import CardState
from desktop.domain.day_report import from_json
from desktop.domain.funds import CapitalKind, Funds, MoneyPlace, Profit
from desktop.domain.money import FEN_PER_YUAN, ZERO, Money, total_of
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import PaymentState, SaleState
from desktop.domain.shift import CashReason
from desktop.domain.stored_value import StoredReason
from desktop.domain.tender import STATIC_CODE_METHODS, TenderMethod
from desktop.models.account_entries import account_entry
from desktop.models.agents import agent_payout, commission_entry
from desktop.models.card_secrets import card_secret
from desktop.models.customers import points_entry
from desktop.models.member_ledgers import credit_entry, customer_receipt, stored_value_entry
from desktop.models.owner import capital_entry
from desktop.models.payments import payment
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase, purchase_event
from desktop.models.sales import sale, sale_line, sale_return_line
from desktop.models.shifts import cash_movement, day_close
from desktop.reports.base import sum_of
from desktop.reports.funds_goods import (
    PAID_FOR,
    cards_brought_in,
    cost_of_sales,
    lost_goods,
    net_sales,
    not_here_yet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.day_report import DayReport

_IN_STORE: Final = (CardState.AVAILABLE, CardState.RESERVED, CardState.TO_CHECK)
_CODES: Final = (*STATIC_CODE_METHODS, TenderMethod.EPAY)


@dataclass(frozen=True, slots=True)
class _Books:
    """What several parts of the funds are made of, each read once.

    Attributes:
        taken, receipts: money by how it came, of sales and of members apart.
        entries: what moved accounts beside purchases.
        cash_off, codes_off: what counts found over or short.
        waiting: what lines were sold for whose goods are still to come.
        on_the_way: what accounts took for goods that are not here yet.
        points: what the members' points are worth.
    """

    taken: dict[TenderMethod, Money]
    receipts: dict[TenderMethod, Money]
    capital: dict[CapitalKind, dict[MoneyPlace, Money]]
    entries: dict[EntryKind, Money]
    reports: tuple[tuple[datetime, DayReport], ...]
    expenses: Money
    cash_off: Money
    codes_off: Money
    waiting: Money
    on_the_way: Money
    fees: Money
    points: Money

    def came_by(self, *methods: TenderMethod) -> Money:
        """Return what came by these methods, of sales and of members."""
        sides = (self.taken, self.receipts)
        return total_of(side.get(method, ZERO) for side in sides for method in methods)


def read_funds(connection: Connection, points_per_yuan: int) -> Funds:
    """Add up both sides.

    Args:
        connection: where to read.
        points_per_yuan: how many of them pay for a yuan.
    """
    books = _read_books(connection, points_per_yuan)
    in_store = sum_of(connection, card_secret.c.cost, card_secret.c.state.in_(_IN_STORE))
    return Funds(
        capital=total_of(books.capital[CapitalKind.PUT_IN].values())
        + books.entries.get(EntryKind.OPENING, ZERO)
        + _openings(connection, books.reports)
        + cards_brought_in(connection),
        profit=_profit(connection, books),
        taken_out=total_of(books.capital[CapitalKind.TAKEN_OUT].values()),
        accounts=sum_of(connection, platform_account.c.balance),
        cards=in_store + books.on_the_way,
        cash=_cash(connection, books),
        codes=_codes(connection, books),
        receivable=sum_of(connection, credit_entry.c.amount),
        stored_value=sum_of(connection, stored_value_entry.c.principal)
        + sum_of(connection, stored_value_entry.c.bonus),
        points=books.points,
        undelivered=books.waiting + _paid_in_advance(connection),
        cards_without_cost=_cards_without_cost(connection),
        commissions=sum_of(connection, commission_entry.c.amount),
    )


def _read_books(connection: Connection, points_per_yuan: int) -> _Books:
    reports = _signed_reports(connection)
    cash_off, codes_off = _differences(reports)
    owed_points = connection.scalar(select(func.sum(points_entry.c.points))) or 0
    of_payments = sum_of(connection, payment.c.fee, payment.c.state == PaymentState.CONFIRMED)
    return _Books(
        taken=_payments(connection),
        receipts=_receipts(connection),
        capital=_capital(connection),
        entries=_entries(connection),
        reports=reports,
        expenses=_expenses(connection),
        cash_off=cash_off,
        codes_off=codes_off,
        waiting=not_here_yet(connection, sale_line.c.net, sale_return_line.c.net),
        on_the_way=sum_of(
            connection, purchase.c.charged, purchase.c.state == PurchaseState.ACCEPTED
        ),
        fees=of_payments + sum_of(connection, customer_receipt.c.fee),
        points=Money(owed_points * FEN_PER_YUAN // points_per_yuan),
    )


def _profit(connection: Connection, books: _Books) -> Profit:
    entries = books.entries
    waiting_cost = not_here_yet(connection, sale_line.c.cost, sale_return_line.c.cost)
    return Profit(
        sales=net_sales(connection) - books.waiting,
        goods=waiting_cost - cost_of_sales(connection),
        fees=entries.get(EntryKind.FEE, ZERO) - books.fees,
        expenses=books.expenses,
        rebates=entries.get(EntryKind.REBATE, ZERO) + entries.get(EntryKind.ADJUSTMENT, ZERO),
        differences=books.cash_off + books.codes_off,
        points=-books.points - books.taken.get(TenderMethod.POINTS, ZERO),
        bonuses=-_bonuses(connection),
        lost_goods=-lost_goods(connection, entries, books.on_the_way),
        commissions=-sum_of(
            connection, commission_entry.c.amount, commission_entry.c.payout_id.is_(None)
        ),
    )


def _cash(connection: Connection, books: _Books) -> Money:
    return (
        books.came_by(TenderMethod.CASH)
        + books.expenses
        + books.cash_off
        + _moved(books.capital, MoneyPlace.CASH)
        - _paid_to_agents(connection, in_cash=True)
    )


def _codes(connection: Connection, books: _Books) -> Money:
    return (
        books.came_by(*_CODES)
        - books.fees
        - books.entries.get(EntryKind.TOP_UP, ZERO)
        + books.codes_off
        + _moved(books.capital, MoneyPlace.CODES)
        - _paid_to_agents(connection, in_cash=False)
    )


def _cards_without_cost(connection: Connection) -> int:
    unknown = card_secret.c.cost.is_(None)
    found = connection.scalar(
        select(func.count()).where(card_secret.c.state.in_(_IN_STORE), unknown)
    )
    return found or 0


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
    return sum_of(connection, agent_payout.c.amount, is_cash if in_cash else ~is_cash)


def _bonuses(connection: Connection) -> Money:
    """What the shop added to stored value; spending it moves it, and is no gift again."""
    return sum_of(
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
    return sum_of(connection, cash_movement.c.amount, cash_movement.c.reason == CashReason.EXPENSE)


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
        .where(purchase_event.c.to_state.in_(PAID_FOR))
        .group_by(purchase_event.c.purchase_id)
        .subquery()
    )
    charged = (
        select(func.sum(purchase.c.charged))
        .join(first, first.c.purchase_id == purchase.c.id)
        .where(purchase.c.account_id == account_id, purchase.c.state.in_(PAID_FOR))
    )
    if until is not None:
        wanted.append(account_entry.c.booked_at < until)
        charged = charged.where(first.c.at < until)
    return sum_of(connection, account_entry.c.amount, *wanted) - (
        connection.scalar(charged) or ZERO
    )
