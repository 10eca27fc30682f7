"""Taking money back: refunds of lines, voids of whole sales, and a change of payment method.

A revealed card never returns to stock; goods whose outcome is unknown cannot be refunded until
it is
known; what came back of a line sums exactly to what was paid for it. The fee of a payment stays a
cost when its money goes back (``domain.fees``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from desktop.domain.card import CardState
from desktop.domain.changes import Changes, Topic
from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.drafting import PartFigures, part_of
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.loyalty import PointsReason
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.permissions import Action, Actor, Role
from desktop.domain.sale import (
    LineState,
    PaymentReason,
    PaymentState,
    ReturnReason,
    SaleState,
    changeable_payments,
)
from desktop.domain.tender import LEDGER_METHODS, TenderMethod, refuse_gateway_method
from desktop.models.card_secrets import card_secret
from desktop.models.customers import points_entry
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.services.fee_rates import fee_rates
from desktop.services.member_tenders import NO_LEDGER_BACK, LedgerBack, LedgerSale, MemberTenders
from desktop.services.money_back import money_back, rows_back
from desktop.services.promotion_bonuses import take_bonus_back
from desktop.services.promotions import Promotions
from desktop.storage import (
    commission_ledger,
    customer_queries,
    delivery_queries,
    open_shift_queries,
    points_queries,
    promotion_queries,
    purchase_queries,
    sale_queries,
    shift_queries,
)
from desktop.storage.database import WritePriority
from desktop.storage.kept_totals import moving_totals
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Connection, Row

    from desktop.domain.sale import Approval
    from desktop.domain.shift import ShiftSnapshot
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

RETURN_TOPICS: Final = (
    Topic.SALES,
    Topic.STOCK,
    Topic.DELIVERY,
    Topic.CUSTOMERS,
    Topic.SHIFT,
    Topic.PURCHASES,
)
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


class Returns:
    """Refund, void, and change of method."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        rights: Rights,
        promotions: Promotions | None = None,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._member_tenders = MemberTenders(ground)
        self._promotions = promotions or Promotions(ground, settings)

    def quote(
        self, sale_id: int, quantities: Mapping[int, int], method_back: TenderMethod | None = None
    ) -> ReturnQuote:
        """Work out what a refund would give back.

        Raises:
            BusinessRuleError: ``outcome_unknown``, ``too_many_returned``, ``not_refundable``.
        """
        with self._ground.database.read() as connection:
            return self._quoted(connection, sale_id, quantities, method_back)

    def refund(self, actor: Actor, request: RefundRequest) -> ReturnOutcome:
        """Give money back against the original sale; the same request twice writes once.

        Raises:
            BusinessRuleError: as :meth:`quote`, or a right is missing.
        """
        self._rights.require(
            actor,
            Action.REFUND,
            approval=request.approval,
            reason=request.note or str(request.reason),
        )
        self._require_large(actor, request)
        with self._ground.database.write(WritePriority.SALE) as connection:
            earlier = _find_earlier(connection, request.request_id)
            if earlier is not None:
                return earlier
            shift = shift_queries.get_open_shift(connection, request.shift_id)
            quote = self._quoted(
                connection, request.sale_id, request.quantities, request.method_back
            )
            head = self._return_row(connection, actor, request, quote, shift, is_void=False)
            with moving_totals(connection, quote.sale_id):
                self._write(connection, actor, head, quote, shift, PaymentReason.RETURN)
            self._ground.fail_points.reached("refund.before_commit")
        self._promotions.forget()
        self._ground.fail_points.reached("refund.committed")
        return ReturnOutcome(
            head["id"], head["number"], quote.amount, False, Changes.of(*RETURN_TOPICS)
        )

    def _require_large(self, actor: Actor, request: RefundRequest) -> None:
        """Ask the owner about what a senior may not give back alone, in parts or at once."""
        if actor.role is not Role.SENIOR:
            return  # a cashier has asked already, and an owner need not
        limit = self._settings.current.money("staff.senior_refund_limit")
        with self._ground.database.read() as connection:
            if _find_earlier(connection, request.request_id) is not None:
                return
            quote = self._quoted(
                connection, request.sale_id, request.quantities, request.method_back
            )
            given = _returned_amount(connection, request.sale_id)
        if given + quote.amount > limit:
            self._rights.require(actor, Action.REFUND_ABOVE_LIMIT, approval=request.approval)

    def can_void(self, sale_id: int) -> bool:
        """Whether :meth:`void` would accept the sale: same shift, nothing seen, nothing sent."""
        with self._ground.database.read() as connection:
            try:
                self._refuse_late_void(connection, sale_id)
            except BusinessRuleError:
                return False
        return True

    def void(
        self,
        actor: Actor,
        sale_id: int,
        reason: str,
        *,
        request_id: str,
        shift_id: int,
        approval: Approval | None = None,
    ) -> ReturnOutcome:
        """Undo a whole sale of the open shift before any card was seen or any order sent.

        Raises:
            BusinessRuleError: ``too_late_to_void``, ``needs_reason``.
        """
        self._rights.require(actor, Action.VOID_BEFORE_REVEAL, approval=approval, reason=reason)
        with self._ground.database.write(WritePriority.SALE) as connection:
            earlier = _find_earlier(connection, request_id)
            if earlier is not None:
                return earlier
            self._refuse_late_void(connection, sale_id)
            shift = shift_queries.get_open_shift(connection, shift_id)
            lines = sale_queries.load_lines(connection, sale_id)
            quote = self._quoted(
                connection, sale_id, {line.id: line.quantity for line in lines}, None
            )
            request = RefundRequest(
                request_id, sale_id, {}, ReturnReason.OTHER, shift_id, reason, approval=approval
            )
            head = self._return_row(connection, actor, request, quote, shift, is_void=True)
            with moving_totals(connection, sale_id):
                self._write(connection, actor, head, quote, shift, PaymentReason.VOID)
                self._mark_voided(connection, sale_id, reason)
            promotion_queries.release(connection, self._ground, sale_id)
            self._ground.fail_points.reached("void.before_commit")
        self._promotions.forget()
        self._ground.fail_points.reached("void.committed")
        return ReturnOutcome(
            head["id"], head["number"], quote.amount, False, Changes.of(*RETURN_TOPICS)
        )

    def change_payment_method(
        self,
        actor: Actor,
        payment_id: int,
        method: TenderMethod,
        reason: str,
        *,
        collection_code_id: int | None = None,
        approval: Approval | None = None,
    ) -> Changes:
        """Correct how a payment came in: the row stays, its opposite and a new one join.

        The opposite takes the fee out with the money; the new one costs what its method costs now.

        Raises:
            BusinessRuleError: another shift's payment, one that was corrected before, the same
                method, or no reason.
        """
        self._rights.require(actor, Action.CHANGE_PAYMENT_METHOD, approval=approval, reason=reason)
        with self._ground.database.write(WritePriority.SALE) as connection:
            row = connection.execute(select(payment).where(payment.c.id == payment_id)).one()
            shift = open_shift_queries.find_open_shift(connection)
            if shift is None or row.shift_id != shift.id or row.state is not PaymentState.CONFIRMED:
                raise BusinessRuleError(
                    "payment_not_of_shift",
                    QT_TRANSLATE_NOOP("errors", "只能改本班收的款，这一笔没有动"),
                )
            refuse_gateway_method(row.method, method)
            if {row.method, method} & LEDGER_METHODS:
                raise BusinessRuleError(
                    "ledger_method_fixed",
                    QT_TRANSLATE_NOOP(
                        "errors", "储值、积分、挂账的付款不能改成别的，账没有动。要改就退了重开"
                    ),
                )
            if row.method is method:
                raise BusinessRuleError(
                    "same_method", QT_TRANSLATE_NOOP("errors", "付款方式没有变")
                )
            standing = changeable_payments(sale_queries.load_payments(connection, row.sale_id))
            if payment_id not in {entry.id for entry in standing}:
                raise BusinessRuleError(
                    "payment_not_standing",
                    QT_TRANSLATE_NOOP("errors", "这笔款已经改过，账没有再动；要改就改后来的那一笔"),
                )
            with moving_totals(connection, row.sale_id):
                self._write_method_change(
                    connection, actor, row, method, reason, collection_code_id
                )
            self._ground.fail_points.reached("method_change.before_commit")
        self._ground.fail_points.reached("method_change.committed")
        return Changes.of(Topic.SALES, Topic.SHIFT)

    def attach_customer(self, actor: Actor, sale_id: int, customer_id: int) -> Changes:
        """Add the member to a recent walk-in sale (补登会员); flagged in the ledger.

        Raises:
            BusinessRuleError: the sale has a member, is void, or is not of the open shift.
        """
        with self._ground.database.write() as connection:
            customer_id = customer_queries.survivor_id(connection, customer_id)
            head = connection.execute(select(sale).where(sale.c.id == sale_id)).one()
            shift = open_shift_queries.find_open_shift(connection)
            if (
                head.customer_id is not None
                or head.state is not SaleState.COMPLETED
                or (shift is None or head.shift_id != shift.id)
            ):
                raise BusinessRuleError(
                    "cannot_attach_customer",
                    QT_TRANSLATE_NOOP("errors", "只能给本班没有会员的销售单补登会员"),
                )
            connection.execute(
                update(sale).where(sale.c.id == sale_id).values(customer_id=customer_id)
            )
            paid = head.total - _returned_amount(connection, sale_id)
            customer_queries.book_sale(connection, customer_id, paid, self._ground.now())
            entry = {"sale": sale_id, "customer": customer_id, "person": actor.id}
            self._ground.record(connection, LedgerEntry("customer_attached", entry))
        return Changes.of(Topic.SALES, Topic.CUSTOMERS)

    # Working out --------------------------------------------------------------------------------

    def _quoted(
        self,
        connection: Connection,
        sale_id: int,
        quantities: Mapping[int, int],
        method_back: TenderMethod | None,
    ) -> ReturnQuote:
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
            self._returned_line(connection, row, quantities[row.id])
            for row in rows
            if quantities[row.id]
        )
        if not lines:
            raise BusinessRuleError(
                "nothing_to_return", QT_TRANSLATE_NOOP("errors", "选一下要退哪几件")
            )
        amount = total_of(line.figures.net for line in lines)
        back = self._member_tenders.quote_back(
            connection,
            sale_id,
            head.customer_id,
            money_back(connection, sale_id, amount, method_back),
            sum(line.points for line in lines),
            self._settings.current,
        )
        return ReturnQuote(sale_id, lines, back.money_back, back)

    def _returned_line(self, connection: Connection, row: Row[Any], wanted: int) -> ReturnedLine:
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

    # Writing ------------------------------------------------------------------------------------

    def _return_row(
        self,
        connection: Connection,
        actor: Actor,
        request: RefundRequest,
        quote: ReturnQuote,
        shift: ShiftSnapshot,
        *,
        is_void: bool,
    ) -> dict[str, Any]:
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

    def _write(
        self,
        connection: Connection,
        actor: Actor,
        head: dict[str, Any],
        quote: ReturnQuote,
        shift: ShiftSnapshot,
        reason: PaymentReason,
    ) -> None:
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

    def _refuse_late_void(self, connection: Connection, sale_id: int) -> None:
        head = connection.execute(select(sale).where(sale.c.id == sale_id)).one()
        shift = open_shift_queries.find_open_shift(connection)
        seen = connection.scalar(
            select(func.count())
            .select_from(card_secret.join(sale_line, sale_line.c.id == card_secret.c.sale_line_id))
            .where(sale_line.c.sale_id == sale_id, card_secret.c.state == CardState.REVEALED)
        )
        is_of_shift = shift is not None and head.shift_id == shift.id
        was_sent = delivery_queries.was_anything_sent(connection, sale_id)
        if (
            not is_of_shift
            or seen
            or was_sent
            or head.state is not SaleState.COMPLETED
            or (_returned_amount(connection, sale_id))
        ):
            raise BusinessRuleError(
                "too_late_to_void",
                QT_TRANSLATE_NOOP("errors", "只能作废本班里卡密没看过、没向货源下单的单。请走退款"),
            )

    def _mark_voided(self, connection: Connection, sale_id: int, reason: str) -> None:
        connection.execute(
            update(sale)
            .where(sale.c.id == sale_id)
            .values(state=SaleState.VOIDED, voided_at=self._ground.now(), void_reason=reason)
        )
        connection.execute(
            update(sale_line).where(sale_line.c.sale_id == sale_id).values(state=LineState.VOIDED)
        )

    def _write_method_change(
        self,
        connection: Connection,
        actor: Actor,
        row: Row[Any],
        method: TenderMethod,
        reason: str,
        collection_code_id: int | None,
    ) -> None:
        common = {
            "sale_id": row.sale_id,
            "shift_id": row.shift_id,
            "business_date": row.business_date,
            "state": PaymentState.CONFIRMED,
            "reason": PaymentReason.METHOD_CHANGE,
            "note": reason,
            "person_id": actor.id,
            "paid_at": self._ground.now(),
        }
        taken_out = {
            "method": row.method,
            "amount": -row.amount,
            "fee": -row.fee,
            "collection_code_id": row.collection_code_id,
        }
        put_in = {
            "method": method,
            "amount": row.amount,
            "fee": self._fee_of(connection, row, method),
            "collection_code_id": collection_code_id,
        }
        rows = [
            {"id": self._ground.identifiers.next_id(), "sequence": sequence, **common, **side}
            for sequence, side in enumerate((taken_out, put_in))
        ]
        connection.execute(insert(payment), rows)
        commission_ledger.settle_sale(connection, self._ground, row.sale_id)
        entry = {
            "payment": row.id,
            "from": str(row.method),
            "to": str(method),
            "amount": row.amount.fen,
            "person": actor.id,
            "reason": reason,
        }
        self._ground.record(connection, LedgerEntry("payment_method_changed", entry))

    def _fee_of(self, connection: Connection, row: Row[Any], method: TenderMethod) -> Money:
        """Return what a recorded payment costs if it came by another method."""
        channel = connection.scalars(select(sale.c.channel).where(sale.c.id == row.sale_id)).one()
        return fee_rates(self._settings.current).fee_of(row.amount, method, channel)


def _find_earlier(connection: Connection, request_id: str) -> ReturnOutcome | None:
    row = connection.execute(
        select(sale_return).where(sale_return.c.request_id == request_id)
    ).first()
    if row is None:
        return None
    return ReturnOutcome(row.id, row.number, row.amount, True, Changes())


def _returned_amount(connection: Connection, sale_id: int) -> Money:
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
