"""Purchases from platforms: intent, attempts, sealed answers, and every move of their state."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)

from desktop.domain.purchase import PurchaseState
from desktop.models.base import strict_table
from desktop.models.column_types import Fen, RowId, SealedBytes, UtcTime, Word

MAY_BE_OPEN: Final = text(
    "purchase.state IN ('prepared','sending','accepted','unknown','human','partial')"
)
"""To be written beside any condition on open states: SQLite uses ``ix_purchase_open`` only where a
query repeats its words, and a state that is handed in as a value is no such word."""

purchase = strict_table(
    "purchase",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False, unique=True),
    Column("account_id", RowId, ForeignKey("platform_account.id"), nullable=False),
    Column("goods_id", RowId, ForeignKey("platform_goods.id"), nullable=False),
    Column("product_id", RowId, ForeignKey("product.id"), nullable=False),
    Column(
        "sale_line_id", RowId, ForeignKey("sale_line.id", deferrable=True, initially="DEFERRED")
    ),
    Column("quantity", Integer, nullable=False),
    Column("ceiling_unit", Fen, nullable=False),
    Column("quoted_total", Fen),
    Column("state", Word(PurchaseState), nullable=False),
    Column("upstream_number", Text, nullable=False, server_default=""),
    Column("charged", Fen),
    Column("request_sealed", SealedBytes),
    Column("balance_before", Fen),
    Column("send_count", Integer, nullable=False, server_default="0"),
    Column("query_count", Integer, nullable=False, server_default="0"),
    Column("next_step_at", UtcTime),
    Column("reason_code", Text, nullable=False, server_default=""),
    Column("reason_text", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    CheckConstraint("length(number) <= 19", name="number_short_enough"),
    CheckConstraint("quantity > 0", name="quantity_positive"),
    Index("ix_purchase_sale_line", "sale_line_id", sqlite_where=text("sale_line_id IS NOT NULL")),
    Index("ix_purchase_created", "created_at"),
    Index("ix_purchase_record", "product_id", "account_id", "id"),
    Index(
        "ix_purchase_open",
        "state",
        "next_step_at",
        sqlite_where=text("state IN ('prepared','sending','accepted','unknown','human','partial')"),
    ),
)
"""``number`` is our own, stored before any byte leaves and never used for another purchase.
``request_sealed`` is the canonical request, so that a repeat sends the same bytes; of an order that
ended long ago, or whose customer was deleted, it is gone."""

purchase_attempt = strict_table(
    "purchase_attempt",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("purchase_id", RowId, ForeignKey("purchase.id"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("request_digest", Text, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("deadline_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("outcome", Text, nullable=False, server_default=""),
    UniqueConstraint("purchase_id", "sequence"),
)
"""One row before each call to the platform: ``quote``, ``order``, ``query`` or ``balance``."""

purchase_answer = strict_table(
    "purchase_answer",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("attempt_id", RowId, ForeignKey("purchase_attempt.id"), nullable=False, unique=True),
    Column("http_status", Integer, nullable=False),
    Column("body_sealed", SealedBytes),
    Column("body_fingerprint", SealedBytes),
    Column("received_at", UtcTime, nullable=False),
    CheckConstraint(
        "body_sealed IS NOT NULL OR body_fingerprint IS NOT NULL", name="kept_or_known"
    ),
)
"""The raw answer, committed before it is parsed: a fault in a parser never loses a card. Of one
that is needed no more only a keyed fingerprint stays, by which a copy from elsewhere is known."""

purchase_event = strict_table(
    "purchase_event",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("purchase_id", RowId, ForeignKey("purchase.id"), nullable=False),
    Column("from_state", Word(PurchaseState)),
    Column("to_state", Word(PurchaseState), nullable=False),
    Column("code", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id")),
    Column("happened_at", UtcTime, nullable=False),
    Index("ix_purchase_event_purchase", "purchase_id", "happened_at"),
)
