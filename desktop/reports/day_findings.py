"""What of a business date does not fit, named down to the order that causes it.

Money in, goods out and the wholesale balances have to agree; where they do not, a count says that
something is wrong and this says which sale, which purchase, which row of a bill.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, exists, func, or_, select

from desktop.domain.account_gaps import BookedPurchase, suspects_of
from desktop.domain.day_report import Finding
from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import SaleState
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.catalog import product
from desktop.models.platform_accounts import platform_account
from desktop.models.purchases import purchase, purchase_event
from desktop.models.sales import sale, sale_line
from desktop.reports.base import is_booked_within
from desktop.reports.day_bills import read_bill_day
from desktop.reports.day_platforms import CHARGED_STATES
from desktop.storage import report_queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Subquery

    from desktop.domain.day_report import PlatformFigures
    from desktop.storage.report_queries import DaySpan

_GIVEN_OUT: Final = (DeliveryState.ARRIVED, DeliveryState.HANDED_OVER)
_UNANSWERED: Final = (PurchaseState.SENDING, PurchaseState.UNKNOWN, PurchaseState.HUMAN)
_SUSPECTS_NAMED: Final = 3
_MILLISECONDS_A_MINUTE: Final = 60_000


@dataclass(frozen=True, slots=True)
class _Bought:
    """A purchase of the day as findings look at it."""

    number: str
    account: str
    line_id: int | None
    order_number: str
    line_quantity: int
    pieces: int
    state: PurchaseState
    charged: Money | None
    quoted: Money | None
    is_in_stock: bool


def read_findings(
    connection: Connection,
    on: date,
    span: DaySpan,
    till: int,
    platforms: Sequence[PlatformFigures],
) -> tuple[Finding, ...]:
    """Read everything of a date that somebody has to explain."""
    bought = _bought(connection, span)
    return (
        *_bills(connection, on, span),
        *_missing_purchases(connection, on),
        *_double_purchases(bought, _bought_before(connection, span, bought)),
        *_wrong_prices(bought),
        *_purchases_for_nobody(bought),
        *_account_gaps(platforms, bought),
        *_reveals_without_sale(connection, span, till),
        *_noted(connection, span, till),
    )


def drawer_findings(difference: Money | None) -> tuple[Finding, ...]:
    """Return that the drawer was counted short or over."""
    if not difference:
        return ()
    kind = "cash_short" if difference < ZERO else "cash_over"
    return (Finding(kind, "", amount=difference),)


def _bills(connection: Connection, on: date, span: DaySpan) -> Iterator[Finding]:
    found = read_bill_day(connection, on, span).matching
    for paid in found.sales_without_money:
        yield Finding("sale_without_money", paid.order_number, str(paid.method), paid.amount)
    for row in found.money_without_sale:
        yield Finding("money_without_sale", row.number, str(row.method), row.amount)
    for knot in found.ambiguous:
        numbers = " ".join(paid.order_number for paid in knot.payments)
        amount = total_of(row.amount for row in knot.rows)
        yield Finding("money_ambiguous", numbers, knot.rows[0].number, amount)


def _missing_purchases(connection: Connection, on: date) -> Iterator[Finding]:
    """Goods that went out though nobody bought them and no card of the store was given."""
    was_bought = exists().where(
        purchase.c.sale_line_id == sale_line.c.id, purchase.c.state.in_(CHARGED_STATES)
    )
    has_cards = exists().where(card_secret.c.sale_line_id == sale_line.c.id)
    rows = connection.execute(
        select(sale.c.number, sale_line.c.product_code, sale_line.c.cost)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(
            is_booked_within(on, on),
            sale_line.c.supply.in_([Supply.PLATFORM, Supply.TOPUP]),
            sale_line.c.delivery_state.in_(_GIVEN_OUT),
            ~was_bought,
            ~has_cards,
        )
        .order_by(sale.c.number)
    )
    for row in rows:
        yield Finding("missing_purchase", row.number, row.product_code, row.cost or ZERO)


def _bought(connection: Connection, span: DaySpan) -> tuple[_Bought, ...]:
    """Read the purchases that were charged within the span, and those nobody knows of yet."""
    first = _first_charges()
    within = first.c.at >= span.start
    if span.end is not None:
        within = and_(within, first.c.at < span.end)
    return _read_bought(connection, first, or_(within, purchase.c.state.in_(_UNANSWERED)))


def _bought_before(
    connection: Connection, span: DaySpan, bought: Sequence[_Bought]
) -> tuple[_Bought, ...]:
    """Read what was charged before the span for lines that were bought for within it."""
    lines = sorted({each.line_id for each in bought if each.line_id is not None})
    of_lines = purchase.c.sale_line_id.in_(lines)
    first = _first_charges(purchase_event.c.purchase_id.in_(select(purchase.c.id).where(of_lines)))
    return _read_bought(connection, first, and_(of_lines, first.c.at < span.start))


def _first_charges(*wanted: ColumnElement[bool]) -> Subquery:
    """Return when purchases were charged, by their events."""
    return (
        select(purchase_event.c.purchase_id, func.min(purchase_event.c.happened_at).label("at"))
        .where(purchase_event.c.to_state.in_(CHARGED_STATES), *wanted)
        .group_by(purchase_event.c.purchase_id)
        .subquery()
    )


def _read_bought(
    connection: Connection, first: Subquery, wanted: ColumnElement[bool]
) -> tuple[_Bought, ...]:
    cards = (
        select(func.count())
        .select_from(card_secret.join(card_batch, card_batch.c.id == card_secret.c.batch_id))
        .where(card_batch.c.purchase_id == purchase.c.id)
        .correlate(purchase)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            purchase.c.number,
            platform_account.c.name,
            purchase.c.sale_line_id,
            sale.c.number.label("order_number"),
            sale_line.c.quantity.label("line_quantity"),
            purchase.c.quantity,
            purchase.c.state,
            purchase.c.charged,
            purchase.c.quoted_total,
            cards.label("cards"),
        )
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .outerjoin(first, first.c.purchase_id == purchase.c.id)
        .outerjoin(sale_line, sale_line.c.id == purchase.c.sale_line_id)
        .outerjoin(sale, sale.c.id == sale_line.c.sale_id)
        .where(wanted)
        .order_by(purchase.c.id)
    )
    return tuple(_bought_of(row) for row in rows)


def _bought_of(row: Any) -> _Bought:
    is_partial = row.state is PurchaseState.PARTIAL
    return _Bought(
        number=row.number,
        account=row.name,
        line_id=row.sale_line_id,
        order_number=row.order_number or "",
        line_quantity=row.line_quantity or 0,
        pieces=row.cards if is_partial else row.quantity,
        state=row.state,
        charged=None if row.state in _UNANSWERED else row.charged,
        quoted=row.quoted_total,
        is_in_stock=bool(row.cards),
    )


def _double_purchases(bought: Sequence[_Bought], before: Sequence[_Bought]) -> Iterator[Finding]:
    """More was bought for a line than was sold on it; the later purchases are the ones too many."""
    had = dict[int, int]()
    for each in before:
        if each.line_id is not None and each.state in CHARGED_STATES:
            had[each.line_id] = had.get(each.line_id, 0) + each.pieces
    too_many = dict[int, list[_Bought]]()
    for each in bought:
        if each.line_id is None or each.state not in CHARGED_STATES:
            continue
        had_so_far = had.get(each.line_id, 0)
        if had_so_far and had_so_far + each.pieces > each.line_quantity:
            too_many.setdefault(each.line_id, []).append(each)
        had[each.line_id] = had_so_far + each.pieces
    for own in too_many.values():
        numbers = " ".join(each.number for each in own)
        amount = total_of(each.charged or ZERO for each in own)
        yield Finding("double_purchase", own[0].order_number, numbers, amount)


def _wrong_prices(bought: Sequence[_Bought]) -> Iterator[Finding]:
    for each in bought:
        if each.charged is None or each.quoted is None or each.state is PurchaseState.PARTIAL:
            continue
        if each.charged != each.quoted:
            amount = each.charged - each.quoted
            yield Finding("wrong_price", each.number, each.order_number, amount)


def _purchases_for_nobody(bought: Sequence[_Bought]) -> Iterator[Finding]:
    """Bought with the shop's money, and neither sold nor put into the store."""
    for each in bought:
        has_come = each.state in CHARGED_STATES and each.state is not PurchaseState.ACCEPTED
        if has_come and each.line_id is None and not each.is_in_stock:
            yield Finding("purchase_for_nobody", each.number, each.account, each.charged or ZERO)


def _account_gaps(
    platforms: Sequence[PlatformFigures], bought: Sequence[_Bought]
) -> Iterator[Finding]:
    for account in platforms:
        if not account.difference:
            continue
        own = [
            BookedPurchase(each.number, each.order_number, each.charged, each.quoted)
            for each in bought
            if each.account == account.account
        ]
        suspects = suspects_of(account.difference, own)[:_SUSPECTS_NAMED]
        detail = " ".join(f"{one.cause}:{one.purchase.number}" for one in suspects)
        yield Finding("account_gap", account.account, detail, account.difference)


def _reveals_without_sale(connection: Connection, span: DaySpan, till: int) -> Iterator[Finding]:
    """Cards that were looked at within the day, and whose sale brought no money.

    A card that belongs to no line at all was taken out of the store past the till.
    """
    entries = report_queries.list_noted(connection, till, ["cards_revealed"], span)
    lines = sorted({int(entry.body["line"]) for entry in entries})
    rows = connection.execute(
        select(sale.c.number, sale_line.c.product_code, sale_line.c.net)
        .join(sale, sale.c.id == sale_line.c.sale_id)
        .where(sale_line.c.id.in_(lines), sale.c.state != SaleState.COMPLETED)
        .order_by(sale.c.number)
    )
    for row in rows:
        yield Finding("reveal_without_sale", row.number, row.product_code, row.net)
    seen = card_secret.c.revealed_at >= span.start
    if span.end is not None:
        seen = and_(seen, card_secret.c.revealed_at < span.end)
    loose = connection.execute(
        select(card_secret.c.id, card_secret.c.cost, product.c.code)
        .join(product, product.c.id == card_secret.c.product_id)
        .where(card_secret.c.sale_line_id.is_(None), seen)
        .order_by(card_secret.c.revealed_at, card_secret.c.id)
    )
    for row in loose:
        yield Finding("reveal_without_sale", "", row.code, row.cost or ZERO)


def _noted(connection: Connection, span: DaySpan, till: int) -> Iterator[Finding]:
    kinds = ["points_adjusted", "clock_back"]
    for entry in report_queries.list_noted(connection, till, kinds, span):
        if entry.kind == "points_adjusted":
            yield Finding("points_by_hand", str(entry.body["customer"]), _points(entry.body))
            continue
        minutes = -(-int(entry.body["behind_ms"]) // _MILLISECONDS_A_MINUTE)
        yield Finding("clock_back", "", str(minutes))


def _points(body: Mapping[str, object]) -> str:
    points = body["points"]
    return f"{points:+d}" if isinstance(points, int) else ""
