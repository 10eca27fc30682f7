"""Reading and writing payment gateways, their payments, refunds and sealed answers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, exists, func, insert, or_, select, update

from desktop.domain.gateway_payment import ASKED_STATES, GatewayState, RefundState
from desktop.domain.money import ZERO
from desktop.domain.sale import PaymentReason, PaymentState
from desktop.domain.secret import Secret
from desktop.domain.tender import Tender, TenderMethod
from desktop.models.customers import customer
from desktop.models.gateways import (
    gateway_answer,
    gateway_payment,
    gateway_refund,
    payment_gateway,
)
from desktop.models.payments import payment
from desktop.models.sales import sale, sale_return
from desktop.storage.profile_facts import number_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from desktop.domain.money import Money
    from desktop.security.vault import Vault
    from desktop.storage.ground import Ground

_SECRETS_AT: Final = ("account", "payment_gateway", "secrets_sealed")
_ANSWER_AT: Final = ("secret", "gateway_answer", "answer_sealed")
_CALL_AT: Final = ("secret", "gateway_payment", "request_sealed")
_REFUND_CALL_AT: Final = ("secret", "gateway_refund", "request_sealed")


@dataclass(frozen=True, slots=True)
class GatewayRow:
    """A gateway account as it stands in its table; the secrets stay sealed."""

    id: int
    name: str
    dialect: str
    fields: Mapping[str, str]
    secrets_sealed: bytes = field(repr=False)
    allows_plain_http: bool
    trouble_text: str
    removed_at: datetime | None


# Accounts -----------------------------------------------------------------------------------------


def seal_secrets(vault: Vault, gateway_id: int, secrets: Mapping[str, Secret]) -> bytes:
    """Seal the secret fields of a gateway account as one."""
    held = json.dumps({key: value.reveal() for key, value in secrets.items()}).encode()
    return vault.seal(*_SECRETS_AT, gateway_id, held)


def open_secrets(vault: Vault, row: GatewayRow) -> dict[str, Secret]:
    """Open the secret fields of a gateway account."""
    held = json.loads(vault.open(*_SECRETS_AT, row.id, row.secrets_sealed))
    return {key: Secret(value) for key, value in held.items()}


def load_gateways(connection: Connection) -> tuple[GatewayRow, ...]:
    """Read the gateway accounts that were not removed, in their order."""
    rows = connection.execute(
        select(payment_gateway)
        .where(payment_gateway.c.removed_at.is_(None))
        .order_by(payment_gateway.c.position)
    )
    return tuple(_gateway_of(row) for row in rows)


def load_gateway(connection: Connection, gateway_id: int) -> GatewayRow:
    """Read a gateway account, removed or not."""
    statement = select(payment_gateway).where(payment_gateway.c.id == gateway_id)
    return _gateway_of(connection.execute(statement).one())


def insert_gateway(connection: Connection, **columns: Any) -> None:
    """Write a new gateway account behind the others."""
    last = connection.scalar(select(func.max(payment_gateway.c.position)))
    connection.execute(insert(payment_gateway).values(**_stored(columns), position=(last or 0) + 1))


def change_gateway(connection: Connection, gateway_id: int, **columns: Any) -> None:
    """Change columns of a gateway account."""
    statement = update(payment_gateway).where(payment_gateway.c.id == gateway_id)
    connection.execute(statement.values(**_stored(columns)))


def count_open_of_gateway(connection: Connection, gateway_id: int, since: datetime) -> int:
    """Count what was begun since then and may still bring money, is paid, or on its way back."""
    state = gateway_payment.c.state
    is_asked = and_(state.in_(ASKED_STATES), gateway_payment.c.created_at >= since)
    on_the_way = select(func.count()).where(
        gateway_payment.c.gateway_id == gateway_id,
        or_(is_asked, state == GatewayState.PAID),
    )
    back = (
        select(func.count())
        .select_from(gateway_refund.join(gateway_payment))
        .where(
            gateway_payment.c.gateway_id == gateway_id,
            gateway_refund.c.state.in_([RefundState.PREPARED, RefundState.SENDING]),
        )
    )
    return (connection.scalar(on_the_way) or 0) + (connection.scalar(back) or 0)


def stop_asking(connection: Connection, ground: Ground, gateway_id: int) -> None:
    """Ask a gateway about nothing any more: its account is gone."""
    is_there = gateway_payment.c.gateway_id == gateway_id
    is_asked = gateway_payment.c.state.in_(ASKED_STATES)
    asked = update(gateway_payment).where(is_there, is_asked)
    connection.execute(asked.values(state=GatewayState.LAPSED, changed_at=ground.now()))
    connection.execute(update(gateway_payment).where(is_there).values(next_query_at=None))


# Payments -----------------------------------------------------------------------------------------


def insert_payment(connection: Connection, ground: Ground, **columns: Any) -> int:
    """Write down a payment with a number of our own, before anything leaves."""
    payment_id = ground.identifiers.next_id()
    now = ground.now()
    row = {
        "id": payment_id,
        "number": new_number(connection, ground),
        "state": GatewayState.PREPARED,
        "created_at": now,
        "changed_at": now,
        **columns,
    }
    connection.execute(insert(gateway_payment), row)
    return payment_id


def new_number(connection: Connection, ground: Ground) -> str:
    """Return a number that was never used and never will be."""
    return ground.identifiers.next_own_number(number_prefix(connection, ground.randomness))


def load_payment(connection: Connection, payment_id: int) -> Row[Any]:
    """Read a payment with the name of its gateway, what its sale is, and if its buyer is erased."""
    statement = (
        select(
            gateway_payment,
            payment_gateway.c.name.label("gateway_name"),
            sale.c.number.label("sale_number"),
            sale.c.state.label("sale_state"),
            customer.c.erased_at.label("buyer_erased_at"),
        )
        .select_from(gateway_payment.join(payment_gateway).join(sale))
        .join(customer, customer.c.id == sale.c.customer_id, isouter=True)
        .where(gateway_payment.c.id == payment_id)
    )
    return connection.execute(statement).one()


def change_payment(connection: Connection, ground: Ground, payment_id: int, **columns: Any) -> None:
    """Change columns of a payment."""
    statement = update(gateway_payment).where(gateway_payment.c.id == payment_id)
    connection.execute(statement.values(changed_at=ground.now(), **columns))


def seal_call(ground: Ground, payment_id: int, call: bytes) -> bytes:
    """Seal the bytes that are about to leave."""
    return ground.vault.seal(*_CALL_AT, payment_id, call)


def seal_refund_call(ground: Ground, refund_id: int, call: bytes) -> bytes:
    """Seal the bytes of a refund that are about to leave."""
    return ground.vault.seal(*_REFUND_CALL_AT, refund_id, call)


def due_payments(connection: Connection, now: datetime) -> tuple[int, ...]:
    """Return the payments whose gateway should be asked now, the longest due first.

    At a start all are due at once: then the newest is first, the likeliest to have been paid.
    """
    statement = (
        select(gateway_payment.c.id)
        .where(gateway_payment.c.next_query_at <= now)
        .order_by(gateway_payment.c.next_query_at, gateway_payment.c.id.desc())
    )
    return tuple(connection.scalars(statement))


def hasten_payments(connection: Connection, now: datetime) -> None:
    """Let everything that is still asked about be asked at once."""
    is_asked = gateway_payment.c.next_query_at.is_not(None)
    connection.execute(update(gateway_payment).where(is_asked).values(next_query_at=now))


def payments_in(connection: Connection, states: Sequence[GatewayState]) -> tuple[Row[Any], ...]:
    """Read the payments in some states, oldest first."""
    ids = connection.scalars(
        select(gateway_payment.c.id)
        .where(gateway_payment.c.state.in_(states))
        .order_by(gateway_payment.c.created_at)
    ).all()
    return tuple(load_payment(connection, payment_id) for payment_id in ids)


def open_payment_of_sale(connection: Connection, sale_id: int) -> int | None:
    """Return the newest payment of a sale that may still bring money."""
    states = [*ASKED_STATES, GatewayState.PREPARED, GatewayState.PAID]
    return connection.scalar(
        select(gateway_payment.c.id)
        .where(gateway_payment.c.sale_id == sale_id, gateway_payment.c.state.in_(states))
        .order_by(gateway_payment.c.id.desc())
        .limit(1)
    )


def scan_fingerprint(ground: Ground, scanned: Secret) -> bytes:
    """Return the keyed fingerprint by which a scanned code is known."""
    return ground.vault.fingerprint("payment_code", scanned.reveal().encode())


def payer_fingerprint(ground: Ground, channel: str, payer: Secret) -> bytes:
    """Return by what the same account is known when it pays again.

    An account is one of WeChat or of Alipay, whichever gateway tells of it: the channel is a part.
    """
    return ground.vault.fingerprint("payer", f"{channel}\x1f{payer.reveal()}".encode())


def was_scanned(connection: Connection, fingerprint: bytes) -> bool:
    """Say whether a payment was begun with this code before."""
    found = connection.scalar(
        select(gateway_payment.c.id).where(gateway_payment.c.scanned_fingerprint == fingerprint)
    )
    return found is not None


def scanned_of_sale(connection: Connection, sale_id: int) -> tuple[Row[Any], ...]:
    """Read the payments of a sale by a scanned code that may have reached the gateway."""
    rows = connection.execute(
        select(gateway_payment).where(
            gateway_payment.c.sale_id == sale_id,
            gateway_payment.c.is_scanned,
            gateway_payment.c.state.in_([*ASKED_STATES, GatewayState.PAID]),
        )
    )
    return tuple(rows)


def unproved_booking(connection: Connection, sale_id: int, amount: Money) -> int | None:
    """Return the payment of this amount that completed a sale on an owner's word alone."""
    return connection.scalar(
        select(gateway_payment.c.id).where(
            gateway_payment.c.sale_id == sale_id,
            gateway_payment.c.amount == amount,
            gateway_payment.c.state == GatewayState.BOOKED,
            gateway_payment.c.is_by_hand,
            gateway_payment.c.paid_at.is_(None),
        )
    )


def pending_tenders(connection: Connection, sale_id: int) -> tuple[Tender, ...]:
    """Return the tenders with which a sale waits for its money."""
    rows = connection.execute(
        select(payment)
        .where(payment.c.sale_id == sale_id, payment.c.state == PaymentState.PENDING)
        .order_by(payment.c.sequence)
    )
    return tuple(
        Tender(row.method, row.amount, row.handed_over, row.collection_code_id, row.bill_tail)
        for row in rows
    )


# Answers ------------------------------------------------------------------------------------------


def insert_answer(
    connection: Connection, ground: Ground, payment_id: int, kind: str, answer: bytes
) -> int:
    """Seal and keep a raw answer before anything reads it."""
    answer_id = ground.identifiers.next_id()
    row = {
        "id": answer_id,
        "payment_id": payment_id,
        "kind": kind,
        "answer_sealed": ground.vault.seal(*_ANSWER_AT, answer_id, answer),
        "received_at": ground.now(),
    }
    connection.execute(insert(gateway_answer), row)
    return answer_id


def finish_answer(connection: Connection, answer_id: int, outcome: str) -> None:
    """Note what an answer was read as."""
    statement = update(gateway_answer).where(gateway_answer.c.id == answer_id)
    connection.execute(statement.values(outcome=outcome))


def drop_answer(connection: Connection, answer_id: int) -> None:
    """Forget an answer that says only that nobody paid yet."""
    connection.execute(delete(gateway_answer).where(gateway_answer.c.id == answer_id))


def open_answers(connection: Connection, ground: Ground, payment_id: int) -> tuple[bytes, ...]:
    """Open the kept answers of a payment, oldest first."""
    rows = connection.execute(
        select(gateway_answer)
        .where(gateway_answer.c.payment_id == payment_id)
        .where(gateway_answer.c.answer_sealed.is_not(None))
        .order_by(gateway_answer.c.id)
    )
    return tuple(ground.vault.open(*_ANSWER_AT, row.id, row.answer_sealed) for row in rows)


# Money back ---------------------------------------------------------------------------------------


def returns_without_refund(connection: Connection) -> tuple[Row[Any], ...]:
    """Read what was given back by the books and not yet asked back from the gateway.

    One row per return: the payment that had booked its sale, the amount, and who gave it back.
    """
    is_known = exists().where(gateway_refund.c.return_id == payment.c.return_id)
    returned = select(sale_return.c.sale_id)  # few: what is asked so often must not read all sales
    return tuple(
        connection.execute(
            select(
                payment.c.return_id,
                payment.c.amount,
                payment.c.person_id,
                gateway_payment.c.id.label("payment_id"),
            )
            .join(gateway_payment, gateway_payment.c.sale_id == payment.c.sale_id)
            .where(
                payment.c.sale_id.in_(returned),
                payment.c.method == TenderMethod.EPAY,
                payment.c.reason.in_([PaymentReason.RETURN, PaymentReason.VOID]),
                payment.c.amount < ZERO,
                gateway_payment.c.state == GatewayState.BOOKED,
                ~is_known,
            )
        )
    )


def insert_refund(connection: Connection, ground: Ground, **columns: Any) -> int:
    """Write down money that is to go back, before anything leaves."""
    refund_id = ground.identifiers.next_id()
    now = ground.now()
    row = {
        "id": refund_id,
        "number": new_number(connection, ground),
        "state": RefundState.PREPARED,
        "next_step_at": now,
        "created_at": now,
        "changed_at": now,
        **columns,
    }
    connection.execute(insert(gateway_refund), row)
    return refund_id


def has_refund(
    connection: Connection, payment_id: int, states: Iterable[RefundState] = RefundState
) -> bool:
    """Say whether a payment has a refund in one of these states; in any, if none are named."""
    found = connection.scalar(
        select(gateway_refund.c.id).where(
            gateway_refund.c.payment_id == payment_id, gateway_refund.c.state.in_(states)
        )
    )
    return found is not None


def load_refund(connection: Connection, refund_id: int) -> Row[Any]:
    """Read a refund with what it belongs to."""
    statement = (
        select(
            gateway_refund,
            gateway_payment.c.number.label("payment_number"),
            gateway_payment.c.upstream_number,
            gateway_payment.c.amount.label("paid"),
            gateway_payment.c.gateway_id,
            gateway_payment.c.state.label("payment_state"),
            payment_gateway.c.name.label("gateway_name"),
            sale.c.id.label("sale_id"),
            sale.c.number.label("sale_number"),
        )
        .select_from(gateway_refund.join(gateway_payment).join(payment_gateway).join(sale))
        .where(gateway_refund.c.id == refund_id)
    )
    return connection.execute(statement).one()


def change_refund(connection: Connection, ground: Ground, refund_id: int, **columns: Any) -> None:
    """Change columns of a refund."""
    statement = update(gateway_refund).where(gateway_refund.c.id == refund_id)
    connection.execute(statement.values(changed_at=ground.now(), **columns))


def due_refunds(connection: Connection, now: datetime) -> tuple[int, ...]:
    """Return the refunds that go on now."""
    is_open = gateway_refund.c.state.in_([RefundState.PREPARED, RefundState.SENDING])
    is_due = or_(gateway_refund.c.next_step_at.is_(None), gateway_refund.c.next_step_at <= now)
    return tuple(connection.scalars(select(gateway_refund.c.id).where(and_(is_open, is_due))))


def refunds_in(connection: Connection, states: Sequence[RefundState]) -> tuple[Row[Any], ...]:
    """Read the refunds in some states, oldest first."""
    ids = connection.scalars(
        select(gateway_refund.c.id)
        .where(gateway_refund.c.state.in_(states))
        .order_by(gateway_refund.c.created_at)
    ).all()
    return tuple(load_refund(connection, refund_id) for refund_id in ids)


def _stored(columns: dict[str, Any]) -> dict[str, Any]:
    if "fields" not in columns:
        return columns
    return {**columns, "fields": json.dumps(dict(columns["fields"]), ensure_ascii=False)}


def _gateway_of(row: Row[Any]) -> GatewayRow:
    return GatewayRow(
        row.id,
        row.name,
        row.dialect,
        json.loads(row.fields),
        row.secrets_sealed,
        row.allows_plain_http,
        row.trouble_text,
        row.removed_at,
    )
