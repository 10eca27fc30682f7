"""Corrections of a sale of the open shift by which nothing goes back: its method, its member.

Belongs here: what one correction writes within the caller's transaction. Who may do it is asked
in ``returns``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.permissions import Actor
from desktop.domain.sale import PaymentReason, PaymentState, SaleState, changeable_payments
from desktop.domain.tender import LEDGER_METHODS, TenderMethod, refuse_gateway_method
from desktop.models.payments import payment
from desktop.models.sales import sale
from desktop.services.agent_sales import note_attached
from desktop.services.fee_rates import fee_rates
from desktop.services.return_quotes import returned_amount
from desktop.storage import commission_ledger, customer_queries, open_shift_queries, sale_queries
from desktop.storage.kept_totals import moving_totals
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground


class SaleCorrections:
    """Corrects sales of the open shift."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings

    def change_method(
        self,
        connection: Connection,
        actor: Actor,
        payment_id: int,
        method: TenderMethod,
        reason: str,
        collection_code_id: int | None,
    ) -> None:
        """Let a payment's opposite and a new one join it, by the method it really came.

        Raises:
            BusinessRuleError: ``payment_not_of_shift``, ``ledger_method_fixed``, ``same_method``,
                ``payment_not_standing``, or a gateway's payment.
        """
        row = _changeable_payment(connection, payment_id, method)
        with moving_totals(connection, row.sale_id):
            self._write_method_change(connection, actor, row, method, reason, collection_code_id)

    def attach_customer(
        self, connection: Connection, actor: Actor, sale_id: int, customer_id: int
    ) -> None:
        """Add the member to a walk-in sale.

        It counts for the campus agent who brought them, as each of their orders does.

        Raises:
            BusinessRuleError: code ``cannot_attach_customer``; ``customer_erased`` for a member
                who was deleted meanwhile: by what they paid would be known again.
        """
        customer_id, is_erased = customer_queries.survivor_of(connection, customer_id)
        if is_erased:
            raise BusinessRuleError(
                "customer_erased",
                QT_TRANSLATE_NOOP("errors", "这位会员的资料已经删除，没有补登"),
            )
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
        connection.execute(update(sale).where(sale.c.id == sale_id).values(customer_id=customer_id))
        settings = self._settings.current
        counted = note_attached(connection, self._ground, sale_id, customer_id, settings)
        paid = head.total - returned_amount(connection, sale_id)
        customer_queries.book_sale(connection, customer_id, paid, self._ground.now())
        entry = {"sale": sale_id, "customer": customer_id, "person": actor.id, **counted}
        self._ground.record(connection, LedgerEntry("customer_attached", entry))

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
        self._ground.record(connection, _change_entry(actor, row, method, reason))

    def _fee_of(self, connection: Connection, row: Row[Any], method: TenderMethod) -> Money:
        """Return what a recorded payment costs if it came by another method."""
        channel = connection.scalars(select(sale.c.channel).where(sale.c.id == row.sale_id)).one()
        return fee_rates(self._settings.current).fee_of(row.amount, method, channel)


def _changeable_payment(connection: Connection, payment_id: int, method: TenderMethod) -> Row[Any]:
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
        raise BusinessRuleError("same_method", QT_TRANSLATE_NOOP("errors", "付款方式没有变"))
    standing = changeable_payments(sale_queries.load_payments(connection, row.sale_id))
    if payment_id not in {entry.id for entry in standing}:
        raise BusinessRuleError(
            "payment_not_standing",
            QT_TRANSLATE_NOOP("errors", "这笔款已经改过，账没有再动；要改就改后来的那一笔"),
        )
    return row


def _change_entry(actor: Actor, row: Row[Any], method: TenderMethod, reason: str) -> LedgerEntry:
    return LedgerEntry(
        "payment_method_changed",
        {
            "payment": row.id,
            "from": str(row.method),
            "to": str(method),
            "amount": row.amount.fen,
            "person": actor.id,
            "reason": reason,
        },
    )
