"""The card store: batches and sealed card secrets."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text, text

from desktop.domain.card import BatchOrigin, CardState
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, RowId, SealedBytes, UtcTime, Word

card_batch = strict_table(
    "card_batch",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("product_id", RowId, ForeignKey("product.id"), nullable=False),
    Column("origin", Word(BatchOrigin), nullable=False),
    Column("purchase_id", RowId, ForeignKey("purchase.id")),
    Column("account_id", RowId, ForeignKey("platform_account.id")),
    Column("file_name", Text, nullable=False, server_default=""),
    Column("card_count", Integer, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id")),
    Column("created_at", UtcTime, nullable=False),
    Index("ix_card_batch_purchase", "purchase_id", sqlite_where=text("purchase_id IS NOT NULL")),
)

card_secret = strict_table(
    "card_secret",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("product_id", RowId, ForeignKey("product.id"), nullable=False),
    Column("batch_id", RowId, ForeignKey("card_batch.id"), nullable=False),
    Column("number_sealed", SealedBytes),
    Column("secret_sealed", SealedBytes, nullable=False),
    Column("fingerprint", SealedBytes, nullable=False, unique=True),
    Column("state", Word(CardState), nullable=False),
    Column("cost", Fen),
    Column("expires_on", Day),
    Column(
        "sale_line_id", RowId, ForeignKey("sale_line.id", deferrable=True, initially="DEFERRED")
    ),
    Column("sold_at", UtcTime),
    Column("revealed_at", UtcTime),
    CheckConstraint(
        "(state IN ('available', 'to_check')) = (sale_line_id IS NULL) OR state = 'void'",
        name="sold_to_a_line",
    ),
    Index(
        "ix_card_secret_next",
        "product_id",
        text("coalesce(expires_on, '9999-12-31')"),
        "id",
        sqlite_where=text("state = 'available'"),
    ),
    Index(
        "ix_card_secret_sale_line", "sale_line_id", sqlite_where=text("sale_line_id IS NOT NULL")
    ),
    Index("ix_card_secret_batch", "batch_id"),
    Index("ix_card_secret_to_check", "product_id", sqlite_where=text("state = 'to_check'")),
)
"""A card is claimed before the line it is sold on is inserted, hence the deferred key.
``fingerprint`` is keyed and unique over all history, so a resold card is seen. ``sold_at`` stays
with a card that went back to no one; ``ix_card_secret_next`` is the order of selling. No index
holds the state of every card: each sale would write two pages more for it per product, and nothing
but the list of the store counts by state, over the table."""
