"""Writing a return down: its rows, goods taken back, money and points that go back.

Belongs here: what one return writes within the caller's transaction.
Does not belong here: what goes back (``return_quotes``), and who may do what (``returns``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from desktop.domain.card import CardState
from desktop.domain.changes import Changes
from desktop.domain.delivery import DeliveryState
from desktop.domain.loyalty import PointsReason
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.permissions import Actor
from desktop.domain.sale import LineState, PaymentReason, PaymentState, ReturnReason
from desktop.domain.tender import TenderMethod
from desktop.models.card_secrets import card_secret
from desktop.models.customers import points_entry
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.services.member_tenders import LedgerSale, MemberTenders
from desktop.services.money_back import rows_back
from desktop.services.promotion_bonuses import take_bonus_back
from desktop.services.return_quotes import ReturnedLine, ReturnQuote
from desktop.storage import (
    commission_ledger,
    customer_queries,
    points_queries,
    promotion_queries,
    purchase_queries,
    sale_queries,
)
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Connection

    from desktop.domain.sale import Approval
    from desktop.domain.shift import ShiftSnapshot
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """A refund of some pieces of some lines.

    Attributes:
        quantities: pieces to return, by line id.
        method_back: give all of it back this way instead of the way it came.
    """

    request_id: str
    sale_id: int
    quantities: Mapping[int, int]
    reason: ReturnReason
    shift_id: int
    note: str = ""
    method_back: TenderMethod | None = None
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class ReturnOutcome:
    """A return that was written."""

    return_id: int
    number: str
    amount: Money
    is_repeat: bool
    changes: Changes


class ReturnRecording:
    """Writes returns."""

    def __init__(self, ground: Ground, member_tenders: MemberTenders) -> None:
        self._ground = ground
        self._member_tenders = member_tenders

    def head_of(
        self,
        connection: Connection,
        actor: Actor,
        request: RefundRequest,
        quote: ReturnQuote,
        shift: ShiftSnapshot,
        *,
        is_void: bool,
    ) -> dict[str, Any]:
        """Return the row of a return, with the next number of its date."""
        sequence = sale_queries.next_return_sequence(connection, shift.business_date)
        return {
            "id": self._ground.identifiers.next_id(),
            "request_id": request.request_id,
            "number": f"R{shift.business_date:%y%m%d}-{sequence:04d}",
            "sale_id": request.sale_id,
            "business_date": shift.business_date,
            "sequence": sequence,
            "shift_id": shift.id,
            "returned_at": self._ground.now(),
            "person_id": actor.id,
            "approved_by": request.approval.person_id if request.approval else None,
            "reason": request.reason,
            "note": request.note,
            "is_void": is_void,
            "amount": quote.amount,
            "compensation": total_of(line.compensation for line in quote.lines),
        }

    def write(
        self,
        connection: Connection,
        actor: Actor,
        head: dict[str, Any],
        quote: ReturnQuote,
        shift: ShiftSnapshot,
        reason: PaymentReason,
    ) -> None:
        """Write a return and everything that goes back with it."""
        connection.execute(insert(sale_return), head)
        connection.execute(
            insert(sale_return_line),
            [self._return_line_row(head["id"], line) for line in quote.lines],
        )
        self._ground.fail_points.reached("return.lines_written")
        for line in quote.lines:
            self._take_back(connection, actor, line, shift.business_date)
        self._ground.fail_points.reached("return.goods_written")
        self._write_payments_back(connection, actor, head, quote, shift, reason)
        self._ground.fail_points.reached("return.payments_written")
        self._book_points_back(connection, actor, head, quote)
        commission_ledger.settle_sale(connection, self._ground, quote.sale_id, head["id"])
        self._ground.record(connection, _ledger_entry(head, quote, actor))

    def _return_line_row(self, return_id: int, line: ReturnedLine) -> dict[str, Any]:
        return {
            "id": self._ground.identifiers.next_id(),
            "return_id": return_id,
            "sale_line_id": line.line_id,
            "quantity": line.quantity,
            "gross": line.figures.gross,
            "discount": line.figures.discount,
            "order_share": line.figures.order_share,
            "rounding_share": line.figures.rounding_share,
            "net": line.figures.net,
            "cost": line.cost if line.goods_came_back else ZERO,
            "goods_came_back": line.goods_came_back,
        }

    def _take_back(
        self, connection: Connection, actor: Actor, line: ReturnedLine, on: date
    ) -> None:
        row = connection.execute(select(sale_line).where(sale_line.c.id == line.line_id)).one()
        pieces = (row.id, row.quantity, row.returned_quantity)
        promotion_queries.give_back(connection, self._ground, pieces, line.quantity, on)
        is_whole = row.returned_quantity + line.quantity == row.quantity
        values: dict[str, Any] = {"returned_quantity": row.returned_quantity + line.quantity}
        if is_whole:
            values |= {"state": LineState.REFUNDED, "delivery_state": DeliveryState.REFUNDED}
        connection.execute(update(sale_line).where(sale_line.c.id == line.line_id).values(**values))
        if not line.goods_came_back:
            return
        _return_unseen_cards(connection, line.line_id, line.quantity)
        purchase_queries.cancel_prepared(connection, self._ground, line.line_id, actor.id)

    def _write_payments_back(
        self,
        connection: Connection,
        actor: Actor,
        head: dict[str, Any],
        quote: ReturnQuote,
        shift: ShiftSnapshot,
        reason: PaymentReason,
    ) -> None:
        rows = [
            {
                "id": self._ground.identifiers.next_id(),
                "sale_id": quote.sale_id,
                "return_id": head["id"],
                "shift_id": shift.id,
                "business_date": shift.business_date,
                "method": method,
                "amount": -amount,
                "state": PaymentState.CONFIRMED,
                "reason": reason,
                "person_id": actor.id,
                "paid_at": head["returned_at"],
                "sequence": sequence,
            }
            for sequence, (method, amount, reason) in enumerate(
                rows_back(quote.ledger_back, reason)
            )
        ]
        if rows:
            connection.execute(insert(payment), rows)

    def _book_points_back(
        self, connection: Connection, actor: Actor, head: dict[str, Any], quote: ReturnQuote
    ) -> None:
        customer_id = connection.scalar(
            select(sale.c.customer_id).where(sale.c.id == quote.sale_id)
        )
        if customer_id is None:
            return
        age = points_queries.earned_at(connection, quote.sale_id)
        customer_queries.book_return(connection, customer_id, quote.amount)
        rows = [
            {
                "id": self._ground.identifiers.next_id(),
                "customer_id": customer_id,
                "reason": PointsReason.VOIDED if head["is_void"] else PointsReason.RETURNED,
                "points": -line.points,
                "sale_id": quote.sale_id,
                "sale_line_id": line.line_id,
                "person_id": actor.id,
                "booked_at": head["returned_at"],
                "counts_from": age,
                "return_id": head["id"],
            }
            for line in quote.lines
            if line.points
        ]
        if rows:
            connection.execute(insert(points_entry), rows)
        returned = LedgerSale(
            quote.sale_id,
            customer_id,
            (),
            tuple((line.line_id, line.figures.net) for line in quote.lines),
            head["business_date"],
        )
        self._member_tenders.give_back(connection, actor, returned, head["id"], quote.ledger_back)
        take_bonus_back(connection, self._ground, actor, returned, head["id"])


def find_earlier(connection: Connection, request_id: str) -> ReturnOutcome | None:
    """Return the return that a request has written already."""
    row = connection.execute(
        select(sale_return).where(sale_return.c.request_id == request_id)
    ).first()
    if row is None:
        return None
    return ReturnOutcome(row.id, row.number, row.amount, True, Changes())


def _return_unseen_cards(connection: Connection, line_id: int, quantity: int) -> None:
    ids = connection.scalars(
        select(card_secret.c.id)
        .where(card_secret.c.sale_line_id == line_id, card_secret.c.state == CardState.SOLD)
        .order_by(card_secret.c.id.desc())
        .limit(quantity)
    ).all()
    connection.execute(
        update(card_secret)
        .where(card_secret.c.id.in_(ids), card_secret.c.state == CardState.SOLD)
        .values(state=CardState.AVAILABLE, sale_line_id=None, sold_at=None)
    )


def _ledger_entry(head: dict[str, Any], quote: ReturnQuote, actor: Actor) -> LedgerEntry:
    return LedgerEntry(
        "sale_voided" if head["is_void"] else "sale_refunded",
        {
            "return": head["id"],
            "number": head["number"],
            "sale": quote.sale_id,
            "amount": quote.amount.fen,
            "compensation": head["compensation"].fen,
            "person": actor.id,
            "approved_by": head["approved_by"],
            "reason": str(head["reason"]),
            "lines": [[line.line_id, line.quantity, line.figures.net.fen] for line in quote.lines],
            "money_back": [[str(method), amount.fen] for method, amount in quote.money_back],
        },
    )
