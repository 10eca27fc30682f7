"""What a return would give back: pieces of lines, their money, their points, their goods.

What came back of a line sums exactly to what was paid for it. Nothing is written here
(``return_recording``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from desktop.domain.card import CardState
from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.drafting import PartFigures, part_of
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.loyalty import PointsReason
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.sale import SaleState
from desktop.domain.tender import TenderMethod
from desktop.models.card_secrets import card_secret
from desktop.models.customers import points_entry
from desktop.models.sales import sale, sale_line, sale_return
from desktop.services.member_tenders import NO_LEDGER_BACK, LedgerBack, MemberTenders
from desktop.services.money_back import money_back

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row

    from desktop.services.settings_values import SettingsValues

_OPEN_OUTCOMES: Final = frozenset({DeliveryState.UNKNOWN, DeliveryState.PROCESSING})


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """What comes back of one line.

    Attributes:
        goods_came_back: cards nobody saw go back to stock, purchases not sent are cancelled.
        compensation: the cost of goods that are gone all the same (赔付).
    """

    line_id: int
    title: str
    quantity: int
    figures: PartFigures
    cost: Money | None
    goods_came_back: bool
    compensation: Money
    points: int


@dataclass(frozen=True, slots=True)
class ReturnQuote:
    """What a refund would do; shown before it is confirmed.

    Attributes:
        ledger_back: what goes back into the member's own ledgers.
    """

    sale_id: int
    lines: tuple[ReturnedLine, ...]
    money_back: tuple[tuple[TenderMethod, Money], ...]
    ledger_back: LedgerBack = NO_LEDGER_BACK

    @property
    def amount(self) -> Money:
        """Money that goes back."""
        return total_of(line.figures.net for line in self.lines)

    @property
    def points_back(self) -> int:
        """Points that are taken back."""
        return sum(line.points for line in self.lines)


def quote_return(
    connection: Connection,
    member_tenders: MemberTenders,
    settings: SettingsValues,
    sale_id: int,
    quantities: Mapping[int, int],
    method_back: TenderMethod | None,
) -> ReturnQuote:
    """Work out what a return of some pieces would give back.

    ``quantities`` are pieces to return, by line id; ``method_back`` gives all of it back this way
    instead of the way it came.

    Raises:
        BusinessRuleError: ``outcome_unknown``, ``too_many_returned``, ``not_refundable``,
            ``nothing_to_return``.
    """
    head = connection.execute(
        select(sale.c.state, sale.c.customer_id).where(sale.c.id == sale_id)
    ).one()
    if head.state is not SaleState.COMPLETED:
        raise BusinessRuleError(
            "not_refundable", QT_TRANSLATE_NOOP("errors", "这张单没有收款或已作废，不能退")
        )
    rows = connection.execute(
        select(sale_line).where(sale_line.c.sale_id == sale_id, sale_line.c.id.in_(quantities))
    ).all()
    lines = tuple(
        _returned_line(connection, row, quantities[row.id]) for row in rows if quantities[row.id]
    )
    if not lines:
        raise BusinessRuleError(
            "nothing_to_return", QT_TRANSLATE_NOOP("errors", "选一下要退哪几件")
        )
    amount = total_of(line.figures.net for line in lines)
    back = member_tenders.quote_back(
        connection,
        sale_id,
        head.customer_id,
        money_back(connection, sale_id, amount, method_back),
        sum(line.points for line in lines),
        settings,
    )
    return ReturnQuote(sale_id, lines, back.money_back, back)


def _returned_line(connection: Connection, row: Row[Any], wanted: int) -> ReturnedLine:
    if wanted < 0 or row.returned_quantity + wanted > row.quantity:
        raise BusinessRuleError(
            "too_many_returned",
            QT_TRANSLATE_NOOP("errors", "{name} 最多还能退 {left} 件"),
            name=row.title,
            left=row.quantity - row.returned_quantity,
        )
    if row.delivery_state in _OPEN_OUTCOMES:
        raise BusinessRuleError(
            "outcome_unknown",
            QT_TRANSLATE_NOOP("errors", "{name} 还没有结果，有结果之前不能退，可能会充两次"),
            name=row.title,
        )
    whole = PartFigures(row.gross, row.discount, row.order_share, row.rounding_share)
    figures = part_of(whole, row.quantity, row.returned_quantity, wanted)
    cost = _part_of_cost(row, wanted)
    goods_back = _goods_come_back(connection, row, wanted)
    lost = ZERO if goods_back or cost is None else cost
    points = _points_of_part(connection, row, wanted)
    return ReturnedLine(row.id, row.title, wanted, figures, cost, goods_back, lost, points)


def returned_amount(connection: Connection, sale_id: int) -> Money:
    """Return what went back of a sale so far."""
    returned = connection.scalar(
        select(func.sum(sale_return.c.amount)).where(sale_return.c.sale_id == sale_id)
    )
    return returned or ZERO


def _part_of_cost(row: Row[Any], wanted: int) -> Money | None:
    if row.cost is None:
        return None
    whole = PartFigures(row.cost, ZERO, ZERO, ZERO)
    return part_of(whole, row.quantity, row.returned_quantity, wanted).gross


def _goods_come_back(connection: Connection, row: Row[Any], wanted: int) -> bool:
    """Whether the shop still has the goods: unseen cards, or an order that never left."""
    if row.supply is Supply.SERVICE:
        return False
    if row.delivery_state in {
        DeliveryState.QUEUED,
        DeliveryState.FAILED,
        DeliveryState.NEEDS_DECISION,
    }:
        return True
    unseen = connection.scalar(
        select(func.count()).where(
            card_secret.c.sale_line_id == row.id, card_secret.c.state == CardState.SOLD
        )
    )
    return (unseen or 0) >= wanted


def _points_of_part(connection: Connection, row: Row[Any], wanted: int) -> int:
    """Return the points that go back with some pieces: all that is left with the last piece."""
    earned = connection.scalar(
        select(func.coalesce(func.sum(points_entry.c.points), 0)).where(
            points_entry.c.sale_id == row.sale_id,
            points_entry.c.sale_line_id == row.id,
            points_entry.c.reason == PointsReason.EARNED,
        )
    )
    whole = PartFigures(Money(int(earned or 0)), ZERO, ZERO, ZERO)
    return part_of(whole, row.quantity, row.returned_quantity, wanted).gross.fen
