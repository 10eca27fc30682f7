"""Payment gateways, the payments they collect, their sealed answers, and money on its way back."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, text

from desktop.domain.gateway_payment import GatewayState, RefundState, RefundVerdict
from desktop.models.base import strict_table
from desktop.models.column_types import Fen, Flag, RowId, SealedBytes, UtcTime, Word

payment_gateway = strict_table(
    "payment_gateway",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("dialect", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("secrets_sealed", SealedBytes, nullable=False),
    Column("allows_plain_http", Flag, nullable=False, server_default="0"),
    Column("position", Integer, nullable=False),
    Column("trouble_text", Text, nullable=False, server_default=""),
    Column("created_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime),
)
"""``fields`` is a JSON object of what is not secret; the secret fields are sealed as one."""

gateway_payment = strict_table(
    "gateway_payment",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False, unique=True),
    Column("gateway_id", RowId, ForeignKey("payment_gateway.id"), nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("amount", Fen, nullable=False),
    Column("title", Text, nullable=False),
    Column("state", Word(GatewayState), nullable=False),
    Column("upstream_number", Text, nullable=False, server_default=""),
    Column("request_sealed", SealedBytes),
    Column("send_count", Integer, nullable=False, server_default="0"),
    Column("query_count", Integer, nullable=False, server_default="0"),
    Column("next_query_at", UtcTime),
    Column("paid_at", UtcTime),
    Column("is_by_hand", Flag, nullable=False, server_default="0"),
    Column("is_scanned", Flag, nullable=False, server_default="0"),
    Column("scanned_fingerprint", SealedBytes),
    Column("payer_fingerprint", SealedBytes),
    Column("reason_code", Text, nullable=False, server_default=""),
    Column("reason_text", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Index("ix_gateway_payment_sale", "sale_id"),
    Index(
        "uq_gateway_payment_scanned",
        "scanned_fingerprint",
        unique=True,
        sqlite_where=text("scanned_fingerprint IS NOT NULL"),
    ),
    Index(
        "ix_gateway_payment_payer",
        "payer_fingerprint",
        "state",
        "sale_id",
        sqlite_where=text("payer_fingerprint IS NOT NULL"),
    ),
    Index(
        "ix_gateway_payment_asked",
        "next_query_at",
        sqlite_where=text("next_query_at IS NOT NULL"),
    ),
)
"""``number`` is our own, stored before any byte leaves. ``paid_at`` is when the gateway said so;
``is_by_hand`` is an owner's word for it. Of a code on the customer's phone that was scanned only
the keyed fingerprint stays, so that none is ever sent twice; it goes when nothing of it left. Of
the account that paid only a keyed fingerprint is kept too, NULL where the gateway named none."""

gateway_refund = strict_table(
    "gateway_refund",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False, unique=True),
    Column("payment_id", RowId, ForeignKey("gateway_payment.id"), nullable=False),
    Column("return_id", RowId, ForeignKey("sale_return.id"), unique=True),
    Column("amount", Fen, nullable=False),
    Column("state", Word(RefundState), nullable=False),
    Column("verdict", Word(RefundVerdict)),
    Column("request_sealed", SealedBytes),
    Column("sent_at", UtcTime),
    Column("query_count", Integer, nullable=False, server_default="0"),
    Column("next_step_at", UtcTime),
    Column("reason_text", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Index(
        "ix_gateway_refund_once",
        "payment_id",
        unique=True,
        sqlite_where=text("state IN ('prepared','sending','done')"),
    ),
)
"""A gateway pays an order back once: a second refund of it cannot be on its way."""

gateway_answer = strict_table(
    "gateway_answer",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("payment_id", RowId, ForeignKey("gateway_payment.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("outcome", Text, nullable=False, server_default=""),
    Column("answer_sealed", SealedBytes),
    Column("answer_fingerprint", SealedBytes),
    Column("received_at", UtcTime, nullable=False),
    Index("ix_gateway_answer_payment", "payment_id", "received_at"),
)
"""The raw answer to a ``code``, ``query`` or ``refund``, committed before it is read. One that says
only that nobody paid yet is not kept: there would be hundreds. Of one that is needed no more only
its keyed fingerprint stays."""
