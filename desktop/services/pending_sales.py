"""Sales whose money was not seen yet (待付款): their goods stay locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from desktop.domain.card import CardState
from desktop.domain.changes import Changes
from desktop.domain.connection import AlwaysConnected
from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.drafting import points_by_line
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.loyalty import WHOLE_RATE, PointsReason, earning_of
from desktop.domain.money import ZERO, Money
from desktop.domain.permissions import Action, Actor
from desktop.domain.sale import CompletedSale, LineState, PaymentReason, PaymentState, SaleState
from desktop.domain.tender import LEDGER_METHODS, Tender, refuse_unproved, settle
from desktop.models.card_secrets import card_secret
from desktop.models.catalog import category, product
from desktop.models.customers import points_entry
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_line
from desktop.services.checkout import SALE_TOPICS
from desktop.services.fee_rates import fee_rates
from desktop.services.loyalty import ledger_tender_not_seen
from desktop.services.promotion_bonuses import book_sale_bonus
from desktop.services.promotions import Promotions
from desktop.storage import (
    commission_ledger,
    customer_queries,
    promotion_queries,
    purchase_queries,
    sale_queries,
    shift_queries,
    source_queries,
)
from desktop.storage.database import WritePriority
from desktop.storage.kept_totals import moving_totals
from desktop.storage.ledger import LedgerEntry
from desktop.storage.purchase_lines import target_of_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.domain.connection import ConnectionWatch
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground
    from desktop.storage.source_queries import SourceOffer


class PendingSales:
    """Confirming or dropping sales that await their money."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        rights: Rights,
        watch: ConnectionWatch | None = None,
        promotions: Promotions | None = None,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._watch = watch or AlwaysConnected()
        self._promotions = promotions or Promotions(ground, settings)

    def confirm(
        self,
        actor: Actor,
        sale_id: int,
        tenders: Sequence[Tender],
        shift_id: int,
        proof: Callable[[Connection], None] | None = None,
    ) -> CompletedSale:
        """Record that the money of a pending sale was seen; confirming twice changes nothing.

        Args:
            actor: who saw it.
            sale_id: the sale.
            tenders: how it was paid.
            shift_id: the open shift.
            proof: writes down, in the same transaction, what a gateway says; money of a gateway is
                not confirmed without.

        Raises:
            BusinessRuleError: ``payment_incomplete``, ``sale_not_pending``, ``out_of_stock``,
                ``gateway_must_confirm``.
        """
        refuse_unproved(tenders, has_proof=proof is not None)
        with self._ground.database.write(WritePriority.SALE) as connection:
            head = connection.execute(select(sale).where(sale.c.id == sale_id)).one()
            if head.state is SaleState.COMPLETED:
                return CompletedSale(sale_queries.load_sale(connection, sale_id), is_repeat=True)
            _refuse_not_pending(head)
            if any(tender.method in LEDGER_METHODS for tender in tenders):
                raise ledger_tender_not_seen()
            if not settle(head.total, ZERO, tenders).is_complete:
                raise BusinessRuleError(
                    "payment_incomplete",
                    QT_TRANSLATE_NOOP("errors", "还差 {missing} 元没收"),
                    missing=head.total,
                )
            shift = shift_queries.get_open_shift(connection, shift_id)
            now = self._ground.now()
            with moving_totals(connection, sale_id):
                self._replace_payments(
                    connection, actor, head, tenders, shift_id, shift.business_date, now
                )
                self._ground.fail_points.reached("confirm.payments_written")
                purchases = self._release_goods(connection, actor, sale_id, now)
                connection.execute(
                    update(sale).where(sale.c.id == sale_id).values(state=SaleState.COMPLETED)
                )
            self._book_customer(connection, actor, head, now)
            book_sale_bonus(connection, self._ground, actor, sale_id, shift.business_date)
            commission_ledger.settle_sale(connection, self._ground, sale_id)
            if proof is not None:
                proof(connection)
            entry = {"sale": sale_id, "person": actor.id, "total": head.total.fen}
            self._ground.record(connection, LedgerEntry("sale_paid_late", entry))
            snapshot = sale_queries.load_sale(connection, sale_id)
            self._ground.fail_points.reached("confirm.before_commit")
        self._ground.fail_points.reached("confirm.committed")
        return CompletedSale(snapshot, False, purchases, Changes.of(*SALE_TOPICS))

    def drop(self, actor: Actor, sale_id: int, reason: str) -> Changes:
        """Give a pending sale up: its goods are free again, the sale stays as voided.

        Raises:
            BusinessRuleError: ``needs_reason`` or ``sale_not_pending``.
        """
        self._rights.require(actor, Action.VOID_BEFORE_REVEAL, reason=reason)
        with self._ground.database.write(WritePriority.SALE) as connection:
            head = connection.execute(select(sale).where(sale.c.id == sale_id)).one()
            _refuse_not_pending(head)
            self._give_promotions_back(connection, head)
            line_ids = select(sale_line.c.id).where(sale_line.c.sale_id == sale_id)
            connection.execute(
                update(card_secret)
                .where(
                    card_secret.c.sale_line_id.in_(line_ids),
                    card_secret.c.state == CardState.RESERVED,
                )
                .values(state=CardState.AVAILABLE, sale_line_id=None, sold_at=None)
            )
            connection.execute(
                update(sale_line)
                .where(sale_line.c.sale_id == sale_id)
                .values(state=LineState.VOIDED, delivery_state=DeliveryState.REFUNDED)
            )
            connection.execute(
                update(payment)
                .where(payment.c.sale_id == sale_id)
                .values(state=PaymentState.DROPPED)
            )
            connection.execute(
                update(sale)
                .where(sale.c.id == sale_id)
                .values(state=SaleState.VOIDED, voided_at=self._ground.now(), void_reason=reason)
            )
            entry = {"sale": sale_id, "person": actor.id, "reason": reason, "total": head.total.fen}
            self._ground.record(connection, LedgerEntry("pending_sale_dropped", entry))
            self._ground.fail_points.reached("drop.before_commit")
        self._promotions.forget()
        self._ground.fail_points.reached("drop.committed")
        return Changes.of(*SALE_TOPICS)

    def _give_promotions_back(self, connection: Connection, head: Row[Any]) -> None:
        lines = connection.execute(
            select(sale_line.c.id, sale_line.c.quantity).where(sale_line.c.sale_id == head.id)
        ).all()
        for row in lines:
            pieces = (row.id, row.quantity, 0)
            promotion_queries.give_back(
                connection,
                self._ground,
                pieces,
                row.quantity,
                head.business_date,
                is_booked=False,
            )
        promotion_queries.release(connection, self._ground, head.id)

    def _replace_payments(
        self,
        connection: Connection,
        actor: Actor,
        head: Row[Any],
        tenders: Sequence[Tender],
        shift_id: int,
        business_date: Any,
        now: datetime,
    ) -> None:
        connection.execute(
            update(payment).where(payment.c.sale_id == head.id).values(state=PaymentState.DROPPED)
        )
        rates = fee_rates(self._settings.current)
        rows = [
            {
                "id": self._ground.identifiers.next_id(),
                "sale_id": head.id,
                "shift_id": shift_id,
                "business_date": business_date,
                "method": tender.method,
                "amount": tender.amount,
                "handed_over": tender.handed_over,
                "fee": rates.fee_of(tender.amount, tender.method, head.channel),
                "collection_code_id": tender.collection_code_id,
                "bill_tail": tender.bill_tail,
                "state": PaymentState.CONFIRMED,
                "reason": PaymentReason.SALE,
                "person_id": actor.id,
                "paid_at": now,
                "sequence": sequence,
            }
            for sequence, tender in enumerate(tenders)
        ]
        connection.execute(insert(payment), rows)

    def _release_goods(
        self, connection: Connection, actor: Actor, sale_id: int, now: datetime
    ) -> tuple[int, ...]:
        """Hand out the locked cards and prepare buying the rest.

        What is bought later is only marked, never refused: the customer has paid already, and the
        ceiling of the sale guards the price.
        """
        rows = connection.execute(select(sale_line).where(sale_line.c.sale_id == sale_id)).all()
        is_offline = self._watch.is_offline()
        purchases = []
        for row in rows:
            reserved = connection.execute(
                update(card_secret)
                .where(
                    card_secret.c.sale_line_id == row.id, card_secret.c.state == CardState.RESERVED
                )
                .values(state=CardState.SOLD, sold_at=now)
            ).rowcount
            missing = 0 if row.supply is Supply.SERVICE else row.quantity - reserved
            is_promise = False
            if missing:
                source = _source_of(connection, row, missing, now)
                is_promise = is_offline and source.needs_network
                purchases.append(self._prepare_purchase(connection, actor, row, missing, source))
            state = DeliveryState.QUEUED if missing else DeliveryState.ARRIVED
            if row.supply is Supply.SERVICE:
                state = DeliveryState.HANDED_OVER
            connection.execute(
                update(sale_line)
                .where(sale_line.c.id == row.id)
                .values(
                    delivery_state=state,
                    arrived_at=None if missing else now,
                    is_promise=is_promise,
                )
            )
        return tuple(purchases)

    def _prepare_purchase(
        self,
        connection: Connection,
        actor: Actor,
        row: Row[Any],
        quantity: int,
        source: SourceOffer,
    ) -> int:
        intent = purchase_queries.PurchaseIntent(
            sale_line_id=row.id,
            product_id=row.product_id,
            goods_id=source.goods_id,
            account_id=source.account_id,
            quantity=quantity,
            ceiling_unit=row.ceiling_unit or Money(row.net.fen // row.quantity),
            target=target_of_line(connection, self._ground, row.id),
            person_id=actor.id,
        )
        return purchase_queries.insert_prepared(connection, self._ground, intent)

    def _book_customer(
        self, connection: Connection, actor: Actor, head: Row[Any], now: datetime
    ) -> None:
        if head.customer_id is None:
            return
        customer_queries.book_sale(connection, head.customer_id, head.total, now)
        rows = connection.execute(
            select(
                sale_line.c.id, sale_line.c.net, product.c.earns_points, category.c.points_percent
            )
            .join(product, product.c.id == sale_line.c.product_id)
            .join(category, category.c.id == product.c.category_id, isouter=True)
            .where(sale_line.c.sale_id == head.id)
            .order_by(sale_line.c.position)
        ).all()
        settings = self._settings.current
        rate = settings.integer("points.fen_per_point") if settings.flag("points.enabled") else 0
        percents = [
            (WHOLE_RATE if row.points_percent is None else row.points_percent)
            * int(row.earns_points)
            for row in rows
        ]
        points = points_by_line(earning_of([row.net for row in rows], percents, ZERO), rate)
        entries = [
            {
                "id": self._ground.identifiers.next_id(),
                "customer_id": head.customer_id,
                "reason": PointsReason.EARNED,
                "points": earned,
                "sale_id": head.id,
                "sale_line_id": row.id,
                "person_id": actor.id,
                "booked_at": now,
            }
            for row, earned in zip(rows, points, strict=True)
            if earned
        ]
        if entries:
            connection.execute(insert(points_entry), entries)


def _source_of(connection: Connection, row: Row[Any], missing: int, at: datetime) -> SourceOffer:
    source = source_queries.find_source(connection, row.product_id, missing, at)
    if source is None:
        raise BusinessRuleError(
            "out_of_stock",
            QT_TRANSLATE_NOOP("errors", "库存不足：{name} 剩 {left} 件"),
            name=row.title,
            left=row.quantity - missing,
        )
    return source


def _refuse_not_pending(head: Row[Any]) -> None:
    if head.state is not SaleState.AWAITING_PAYMENT:
        raise BusinessRuleError(
            "sale_not_pending", QT_TRANSLATE_NOOP("errors", "这张单不是待付款，没有动")
        )
