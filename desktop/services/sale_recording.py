"""Writing a sale down: goods claimed, rows inserted, purchases prepared, points booked.

Belongs here: what one sale writes within the caller's transaction.
Does not belong here: finding products, pricing, and who may do what (``checkout``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.card import CardState
from desktop.domain.delivery import DeliveryState, Supply, supply_of
from desktop.domain.drafting import LineFigures, figures_of
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.identifiers import claim_code_of, sale_number_of
from desktop.domain.loyalty import PointsReason
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.sale import (
    LineState,
    PaymentReason,
    PaymentState,
    RecordedPayment,
    SaleSnapshot,
    SaleState,
    SoldLine,
)
from desktop.services.agent_sales import agent_entry, note_agent
from desktop.services.fee_rates import fee_rates
from desktop.services.member_tenders import MemberTenders
from desktop.services.points_earning import points_terms
from desktop.services.promotion_bonuses import book_sale_bonus
from desktop.services.promotion_recording import write_promotions
from desktop.services.sale_drafts import LineDraft, SaleDraft
from desktop.storage import (
    card_queries,
    commission_ledger,
    customer_queries,
    kept_totals,
    purchase_queries,
    sale_queries,
    source_queries,
)
from desktop.storage.ledger import LedgerEntry
from desktop.storage.top_up_targets import fingerprint_of, seal_line_target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.pricing import PricedCart
    from desktop.domain.promotion import RecordedPromotion
    from desktop.domain.sale import SaleRequest
    from desktop.domain.tender import Tender
    from desktop.services.promises import Promises
    from desktop.services.promotions import Promotions
    from desktop.services.settings import SettingsValues
    from desktop.storage.ground import Ground


@dataclass(frozen=True, slots=True)
class _Claim:
    """What cards of the sale become, when, and by which date they expire.

    Attributes:
        is_offline: asked once, so that all lines of a sale are judged alike.
        kept: pieces of each product that open chains keep from this sale.
    """

    state: CardState
    at: datetime
    today: date
    is_offline: bool
    kept: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class WrittenSale:
    """A sale that is written but not yet committed."""

    snapshot: SaleSnapshot
    purchase_ids: tuple[int, ...]


class SaleRecorder:
    """Claims goods for a priced cart and writes the sale, within one write transaction."""

    def __init__(self, ground: Ground, promises: Promises, promotions: Promotions) -> None:
        self._ground = ground
        self._promises = promises
        self._member_tenders = MemberTenders(ground)
        self._promotions = promotions

    def draft(
        self,
        connection: Connection,
        priced: PricedCart,
        request: SaleRequest,
        settings: SettingsValues,
        business_date: date,
        today: date,
        kept: Mapping[int, int],
    ) -> SaleDraft:
        """Claim local cards and choose sources for what must be bought.

        Args:
            connection: the open write transaction.
            priced: the cart at today's prices.
            request: what was asked for.
            settings: how points are earned, and what a payment costs.
            business_date: the date that the sale is booked on.
            today: the calendar date by which cards expire.
            kept: pieces of each product that open chains keep from this sale.

        Raises:
            BusinessRuleError: goods ran out, an account is missing, a source cannot pay, or goods
                must not be promised.
        """
        terms = points_terms(priced, request.tenders, settings)
        figures = figures_of(priced, request.rounding, terms)
        at = self._ground.now()
        state = CardState.RESERVED if request.is_awaiting_payment else CardState.SOLD
        claim = _Claim(state, at, today, self._promises.is_offline(), kept)
        sale_id, *line_ids = self._ground.identifiers.next_ids(1 + len(figures))
        lines = tuple(
            self._draft_line(connection, line_id, figure, claim)
            for line_id, figure in zip(line_ids, figures, strict=True)
        )
        _refuse_short_balances(lines)
        fees = fee_rates(settings)
        return SaleDraft(sale_id, priced, lines, business_date, at, fees)

    def write(
        self,
        connection: Connection,
        actor: Actor,
        request: SaleRequest,
        draft: SaleDraft,
        ceilings: dict[int, Money],
        settings: SettingsValues,
    ) -> WrittenSale:
        """Insert all rows of the sale.

        Args:
            connection: the open write transaction.
            actor: who sells.
            request: what was asked for.
            draft: what was claimed for it.
            ceilings: the highest unit price to pay, by line id, for lines that are bought.
            settings: by which terms a member's ledgers pay.
        """
        sequence = sale_queries.next_sale_sequence(connection, draft.business_date)
        head = self._head_row(actor, request, draft, sequence)
        sale_queries.INSERT_SALE.run(connection, [head])
        sale_queries.INSERT_SALE_LINE.run(
            connection,
            [
                self._line_row(position, line, draft, request, ceilings)
                for position, line in enumerate(draft.lines)
            ],
        )
        self._ground.fail_points.reached("sale.lines_written")
        promoted: tuple[RecordedPromotion, ...] = ()
        if draft.priced.applied:
            promoted = write_promotions(connection, self._ground, self._promotions, draft)
        payments = self._write_payments(connection, actor, request, draft)
        has_agent = note_agent(connection, self._ground, draft, settings)
        purchases: tuple[int, ...] = ()
        points_balance = None
        if not request.is_awaiting_payment:
            purchases = self._prepare_purchases(connection, actor, draft, ceilings)
            self._member_tenders.book(connection, actor, draft.ledger_sale(request), settings)
            points_balance = self.book_customer(connection, actor, draft, head["total"])
            self._keep_totals(connection, request, draft)
            if any(one.bonus for one in draft.priced.applied):
                book_sale_bonus(connection, self._ground, actor, draft.sale_id, draft.business_date)
        if has_agent:
            commission_ledger.settle_sale(connection, self._ground, draft.sale_id)
        self._ground.fail_points.reached("sale.goods_written")
        self._ground.record(connection, _ledger_entry(head, draft, payments, actor))
        return WrittenSale(
            _snapshot(actor, request, draft, head, payments, purchases, points_balance, promoted),
            purchases,
        )

    def book_customer(
        self, connection: Connection, actor: Actor, draft: SaleDraft, paid: Money
    ) -> int | None:
        """Book spending and points of the member; returns the new balance, None for a walk-in."""
        member = draft.priced.cart.customer
        if member is None:
            return None
        customer_queries.book_sale(connection, member.id, paid, draft.at)
        earning = [line for line in draft.lines if line.figures.points]
        rows = [
            {
                "id": entry_id,
                "customer_id": member.id,
                "reason": PointsReason.EARNED,
                "points": line.figures.points,
                "sale_id": draft.sale_id,
                "sale_line_id": line.id,
                "person_id": actor.id,
                "booked_at": draft.at,
            }
            for entry_id, line in zip(
                self._ground.identifiers.next_ids(len(earning)), earning, strict=True
            )
        ]
        customer_queries.INSERT_POINTS.run(connection, rows)
        return customer_queries.points_balance(connection, member.id)

    def _draft_line(
        self, connection: Connection, line_id: int, figures: LineFigures, claim: _Claim
    ) -> LineDraft:
        line = figures.priced.line
        supply = supply_of(line.product, line.quantity)
        if supply is Supply.TOPUP and line.target is None and line.product.account_rule != "none":
            raise BusinessRuleError(
                "account_missing",
                QT_TRANSLATE_NOOP("errors", "{name} 还没有填充到哪个号"),
                name=line.product.title,
            )
        claimed: tuple[card_queries.ClaimedCard, ...] = ()
        if supply in {Supply.LOCAL, Supply.PLATFORM}:
            claimed = card_queries.claim_cards(
                connection,
                line.product.id,
                line_id,
                line.quantity,
                claim.state,
                at=claim.at,
                today=claim.today,
                leave=claim.kept.get(line.product.id, 0),
            )
        bought = line.quantity - len(claimed) if supply is not Supply.SERVICE else 0
        source = None
        if bought:
            source = source_queries.find_source(connection, line.product.id, bought, claim.at)
        if bought and source is None:
            raise BusinessRuleError(
                "out_of_stock",
                QT_TRANSLATE_NOOP("errors", "库存不足：{name} 剩 {left} 件"),
                name=line.product.title,
                left=len(claimed),
            )
        is_promise = source is not None and claim.is_offline and source.needs_network
        if source is not None and is_promise:
            self._promises.refuse_unsafe(line.product.title, source)
        cost = _cost_of(claimed, bought, source)
        if supply is Supply.SERVICE:
            cost = figures.priced.cost
        card_ids = tuple(card.id for card in claimed)
        return LineDraft(line_id, figures, supply, card_ids, cost, bought, source, is_promise)

    def _head_row(
        self, actor: Actor, request: SaleRequest, draft: SaleDraft, sequence: int
    ) -> dict[str, Any]:
        priced = draft.priced
        cart = priced.cart
        return {
            "id": draft.sale_id,
            "request_id": request.request_id,
            "number": sale_number_of(draft.business_date, sequence),
            "state": SaleState.AWAITING_PAYMENT
            if request.is_awaiting_payment
            else SaleState.COMPLETED,
            "business_date": draft.business_date,
            "sequence": sequence,
            "shift_id": request.shift_id,
            "sold_at": draft.at,
            "cashier_id": actor.id,
            "customer_id": cart.customer.id if cart.customer else None,
            "channel": cart.channel,
            "outside_number": cart.outside_number,
            "note": cart.note,
            "claim_code": claim_code_of(sequence * 37 + draft.business_date.toordinal()),
            "item_count": sum(each.line.quantity for each in priced.recorded_lines),
            "gross": priced.gross,
            "line_discounts": priced.line_discounts,
            "order_discount": priced.order_discount,
            "rounding": request.rounding,
            "total": priced.total - request.rounding,
            "points_earned": draft.points,
            "approved_by": request.approval.person_id if request.approval else None,
            "approval_reason": request.approval.reason if request.approval else "",
        }

    def _line_row(
        self,
        position: int,
        line: LineDraft,
        draft: SaleDraft,
        request: SaleRequest,
        ceilings: dict[int, Money],
    ) -> dict[str, Any]:
        priced = line.figures.priced
        item = priced.line
        return {
            "id": line.id,
            "sale_id": draft.sale_id,
            "position": position,
            "product_id": item.product.id,
            "product_code": item.product.code,
            "title": item.product.title,
            "kind": item.product.kind,
            "supply": line.supply,
            "quantity": item.quantity,
            "unit_price": Money(priced.gross.fen // item.quantity),
            "gross": priced.gross,
            "discount": priced.discount,
            "discount_reason": item.discount.reason if item.discount else "",
            "order_share": priced.order_share,
            "rounding_share": line.figures.rounding_share,
            "net": line.figures.net,
            "cost": line.cost,
            "ceiling_unit": ceilings.get(line.id),
            "target_sealed": self._sealed_target(line),
            "target_masked": item.target.masked if item.target else "",
            "target_fingerprint": self._fingerprint_of(line),
            "region": item.product.region,
            "usage_limit": item.product.usage_limit,
            "guide": draft.guide_of(line),
            "note": item.note,
            "state": LineState.SOLD,
            "delivery_state": _first_delivery_state(line, request),
            "is_promise": line.is_promise,
            "arrived_at": draft.at if line.supply is Supply.LOCAL else None,
            "handed_over_at": draft.at if line.supply is Supply.SERVICE else None,
        }

    def _keep_totals(self, connection: Connection, request: SaleRequest, draft: SaleDraft) -> None:
        kept_totals.add_sale(
            connection,
            draft.business_date,
            request.shift_id,
            [(line.figures.net, line.cost) for line in draft.lines],
            [(tender.method, tender.amount) for tender in request.tenders],
        )

    def _sealed_target(self, line: LineDraft) -> bytes | None:
        target = line.figures.priced.line.target
        if target is None:
            return None
        return seal_line_target(self._ground, line.id, target)

    def _fingerprint_of(self, line: LineDraft) -> bytes | None:
        target = line.figures.priced.line.target
        return None if target is None else fingerprint_of(self._ground, target)

    def _write_payments(
        self, connection: Connection, actor: Actor, request: SaleRequest, draft: SaleDraft
    ) -> list[dict[str, Any]]:
        ids = self._ground.identifiers.next_ids(len(request.tenders))
        rows = [
            _payment_row(payment_id, sequence, tender, request, draft, actor)
            for sequence, (payment_id, tender) in enumerate(zip(ids, request.tenders, strict=True))
        ]
        sale_queries.INSERT_PAYMENT.run(connection, rows)
        return rows

    def _prepare_purchases(
        self, connection: Connection, actor: Actor, draft: SaleDraft, ceilings: dict[int, Money]
    ) -> tuple[int, ...]:
        return tuple(
            purchase_queries.insert_prepared(
                connection,
                self._ground,
                purchase_queries.PurchaseIntent(
                    sale_line_id=line.id,
                    product_id=line.figures.priced.line.product.id,
                    goods_id=line.source.goods_id,
                    account_id=line.source.account_id,
                    quantity=line.bought,
                    ceiling_unit=ceilings[line.id],
                    target=line.figures.priced.line.target,
                    person_id=actor.id,
                ),
            )
            for line in draft.lines
            if line.source is not None
        )


def bought_ceilings(draft: SaleDraft, spare_margin: Money) -> dict[int, Money]:
    """Return the highest unit price to pay for each bought line.

    What the order earns above the floor is shared over the bought pieces, so that a small rise
    of the
    price does not stop a sale that still pays, and all rises together never go through the floor.
    """
    bought = [line for line in draft.lines if line.is_awaiting_goods]
    pieces = sum(line.bought for line in bought)
    spare = Money(max(spare_margin.fen, 0) // pieces) if pieces else ZERO
    return {line.id: _expected_unit(line) + spare for line in bought}


def _expected_unit(line: LineDraft) -> Money:
    if line.source is not None and line.source.cost is not None:
        return line.source.cost
    return Money(line.figures.net.fen // line.figures.priced.line.quantity)


def _cost_of(
    claimed: Sequence[card_queries.ClaimedCard],
    bought: int,
    source: source_queries.SourceOffer | None,
) -> Money | None:
    costs = [card.cost for card in claimed]
    if bought:
        costs.append(
            source.cost * bought if source is not None and source.cost is not None else None
        )
    known = [cost for cost in costs if cost is not None]
    return total_of(known) if len(known) == len(costs) else None


def _refuse_short_balances(lines: Sequence[LineDraft]) -> None:
    needed: dict[int, Money] = {}
    for line in lines:
        if line.source is None or line.source.cost is None:
            continue
        account_id = line.source.account_id
        needed[account_id] = needed.get(account_id, ZERO) + line.source.cost * line.bought
        free = line.source.free_balance
        if free is not None and needed[account_id] > free:
            raise BusinessRuleError(
                "balance_short",
                QT_TRANSLATE_NOOP("errors", "货源余额不够买 {name}，还没有收款，请先加款或换货"),
                name=line.figures.priced.line.product.title,
            )


def _first_delivery_state(line: LineDraft, request: SaleRequest) -> DeliveryState:
    if request.is_awaiting_payment:
        return DeliveryState.AWAITING_PAYMENT
    if line.supply is Supply.SERVICE:
        return DeliveryState.HANDED_OVER
    return DeliveryState.QUEUED if line.is_awaiting_goods else DeliveryState.ARRIVED


def _payment_row(
    payment_id: int,
    sequence: int,
    tender: Tender,
    request: SaleRequest,
    draft: SaleDraft,
    actor: Actor,
) -> dict[str, Any]:
    return {
        "id": payment_id,
        "sale_id": draft.sale_id,
        "shift_id": request.shift_id,
        "business_date": draft.business_date,
        "method": tender.method,
        "amount": tender.amount,
        "handed_over": tender.handed_over,
        "fee": draft.fees.fee_of(tender.amount, tender.method, draft.priced.cart.channel),
        "collection_code_id": tender.collection_code_id,
        "bill_tail": tender.bill_tail,
        "state": PaymentState.PENDING if request.is_awaiting_payment else PaymentState.CONFIRMED,
        "reason": PaymentReason.SALE,
        "person_id": actor.id,
        "paid_at": draft.at,
        "sequence": sequence,
    }


def _ledger_entry(
    head: dict[str, Any], draft: SaleDraft, payments: Sequence[dict[str, Any]], actor: Actor
) -> LedgerEntry:
    return LedgerEntry(
        "sale_awaiting_payment"
        if head["state"] is SaleState.AWAITING_PAYMENT
        else "sale_completed",
        {
            "sale": head["id"],
            "number": head["number"],
            "date": draft.business_date.isoformat(),
            "person": actor.id,
            "channel": actor.channel,
            "total": head["total"].fen,
            "discounts": (head["line_discounts"] + head["order_discount"]).fen,
            **_promoted_entry(draft),
            **agent_entry(draft.priced.cart),
            "rounding": head["rounding"].fen,
            "approved_by": head["approved_by"],
            "lines": [
                [
                    line.figures.priced.line.product.code,
                    line.figures.priced.line.quantity,
                    line.figures.net.fen,
                ]
                for line in draft.lines
            ],
            "tenders": [[row["method"], row["amount"].fen] for row in payments],
            "fees": total_of(row["fee"] for row in payments).fen,
        },
    )


def _promoted_entry(draft: SaleDraft) -> dict[str, Any]:
    applied = draft.priced.applied
    if not applied:
        return {}
    return {"promotions": [[one.campaign_id, one.off.fen, one.spent.fen] for one in applied]}


def _snapshot(
    actor: Actor,
    request: SaleRequest,
    draft: SaleDraft,
    head: dict[str, Any],
    paid: Sequence[dict[str, Any]],
    purchases: tuple[int, ...],
    points_balance: int | None,
    promotions: tuple[RecordedPromotion, ...],
) -> SaleSnapshot:
    cart = draft.priced.cart
    payments = tuple(map(_recorded_payment, paid))
    received = total_of(entry.handed_over or entry.amount for entry in payments)
    return SaleSnapshot(
        id=draft.sale_id,
        number=head["number"],
        claim_code=head["claim_code"],
        state=head["state"],
        business_date_text=draft.business_date.isoformat(),
        sold_at=draft.at,
        cashier_id=actor.id,
        cashier_name=actor.person.name,
        customer_id=head["customer_id"],
        customer_name=cart.customer.name if cart.customer else "",
        customer_phone=cart.customer.phone if cart.customer else "",
        channel=cart.channel,
        outside_number=cart.outside_number,
        note=cart.note,
        gross=head["gross"],
        line_discounts=head["line_discounts"],
        order_discount=head["order_discount"],
        rounding=head["rounding"],
        total=head["total"],
        change_due=received - total_of(entry.amount for entry in payments),
        received=received,
        returned=ZERO,
        points_earned=head["points_earned"],
        points_balance=points_balance,
        lines=_sold_lines(draft, request, purchases),
        payments=payments,
        promotions=promotions,
        agent=_agent_name(draft),
    )


def _recorded_payment(row: dict[str, Any]) -> RecordedPayment:
    return RecordedPayment(
        row["id"],
        str(row["method"]),
        row["amount"],
        row["handed_over"],
        row["state"],
        row["reason"],
        row["bill_tail"],
        row["paid_at"],
    )


def _agent_name(draft: SaleDraft) -> str:
    found = draft.priced.cart.counted_agent
    return found.name if found is not None else ""


def _sold_lines(
    draft: SaleDraft, request: SaleRequest, purchases: tuple[int, ...]
) -> tuple[SoldLine, ...]:
    left = list(purchases)
    lines = []
    for position, line in enumerate(draft.lines):
        own = (left.pop(0),) if left and line.is_awaiting_goods else ()
        lines.append(_sold_line(position, line, request, own, draft))
    return tuple(lines)


def _sold_line(
    position: int,
    line: LineDraft,
    request: SaleRequest,
    purchase_ids: tuple[int, ...],
    draft: SaleDraft,
) -> SoldLine:
    priced = line.figures.priced
    item = priced.line
    return SoldLine(
        id=line.id,
        position=position,
        product_id=item.product.id,
        product_code=item.product.code,
        title=item.product.title,
        kind=item.product.kind,
        supply=line.supply,
        quantity=item.quantity,
        unit_price=Money(priced.gross.fen // item.quantity),
        gross=priced.gross,
        discount=priced.discount,
        order_share=priced.order_share,
        rounding_share=line.figures.rounding_share,
        net=line.figures.net,
        state=LineState.SOLD,
        delivery_state=_first_delivery_state(line, request),
        target_masked=item.target.masked if item.target else "",
        region=item.product.region,
        usage_limit=item.product.usage_limit,
        guide=draft.guide_of(line),
        note=item.note,
        card_ids=line.card_ids,
        purchase_ids=purchase_ids,
        is_promise=line.is_promise,
    )
