"""Recorded sales, their lines, returns, and held carts."""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text, text

from desktop.domain.delivery import UNDELIVERED_STATES, DeliveryState, HandOver, Supply
from desktop.domain.product import ProductKind
from desktop.domain.sale import LineState, ReturnReason, SaleState
from desktop.models.base import strict_table
from desktop.models.column_types import Day, Fen, Flag, RowId, SealedBytes, UtcTime, Word

sale = strict_table(
    "sale",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("request_id", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False),
    Column("state", Word(SaleState), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("shift_id", RowId, ForeignKey("shift.id"), nullable=False),
    Column("sold_at", UtcTime, nullable=False),
    Column("cashier_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("customer_id", RowId, ForeignKey("customer.id")),
    Column("channel", Text, nullable=False),
    Column("outside_number", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("claim_code", Text, nullable=False),
    Column("item_count", Integer, nullable=False),
    Column("gross", Fen, nullable=False),
    Column("line_discounts", Fen, nullable=False),
    Column("order_discount", Fen, nullable=False),
    Column("rounding", Fen, nullable=False),
    Column("total", Fen, nullable=False),
    Column("points_earned", Integer, nullable=False, server_default="0"),
    Column("approved_by", RowId, ForeignKey("person.id")),
    Column("approval_reason", Text, nullable=False, server_default=""),
    Column("voided_at", UtcTime),
    Column("void_reason", Text, nullable=False, server_default=""),
    CheckConstraint(
        "gross - line_discounts - order_discount - rounding = total", name="figures_add_up"
    ),
    Index("uq_sale_sequence", "business_date", "sequence", unique=True),
    Index("ix_sale_customer", "customer_id", "sold_at"),
)
"""Each index is one more page that every sale writes. ``number`` has none: it says the date and the
sequence, which are unique; nobody asks for the sales of a shift, only for its payments."""

_UNDELIVERED_WORDS: Final = ", ".join(f"'{state}'" for state in sorted(UNDELIVERED_STATES))
_UNDELIVERED_SQL: Final = f"delivery_state IN ({_UNDELIVERED_WORDS})"
IS_UNDELIVERED: Final = text(_UNDELIVERED_SQL)
"""What every query for open lines says beside what it wants: SQLite takes the index over them only
where its condition stands word for word, and would read every line ever sold."""

sale_line = strict_table(
    "sale_line",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("sale_id", RowId, ForeignKey("sale.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("product_id", RowId, ForeignKey("product.id"), nullable=False),
    Column("product_code", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Word(ProductKind), nullable=False),
    Column("supply", Word(Supply), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit_price", Fen, nullable=False),
    Column("gross", Fen, nullable=False),
    Column("discount", Fen, nullable=False),
    Column("discount_reason", Text, nullable=False, server_default=""),
    Column("order_share", Fen, nullable=False),
    Column("rounding_share", Fen, nullable=False),
    Column("net", Fen, nullable=False),
    Column("cost", Fen),
    Column("ceiling_unit", Fen),
    Column("target_sealed", SealedBytes),
    Column("target_masked", Text, nullable=False, server_default=""),
    Column("target_fingerprint", SealedBytes),
    Column("region", Text, nullable=False, server_default=""),
    Column("usage_limit", Text, nullable=False, server_default=""),
    Column("guide", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("state", Word(LineState), nullable=False),
    Column("returned_quantity", Integer, nullable=False, server_default="0"),
    Column("delivery_state", Word(DeliveryState), nullable=False),
    Column("is_promise", Flag, nullable=False, server_default="0"),
    Column("arrived_at", UtcTime),
    Column("told_at", UtcTime),
    Column("told_by", RowId, ForeignKey("person.id")),
    Column("handed_over_at", UtcTime),
    Column("handed_over_by", RowId, ForeignKey("person.id")),
    Column("hand_over", Word(HandOver)),
    CheckConstraint("quantity > 0", name="quantity_positive"),
    CheckConstraint("returned_quantity BETWEEN 0 AND quantity", name="returned_within"),
    CheckConstraint("gross - discount - order_share - rounding_share = net", name="figures_add_up"),
    Index("ix_sale_line_sale", "sale_id", "position"),
    Index(
        "ix_sale_line_target",
        "target_fingerprint",
        "product_id",
        sqlite_where=text("target_fingerprint IS NOT NULL"),
    ),
    Index(
        "ix_sale_line_undelivered",
        "delivery_state",
        sqlite_where=IS_UNDELIVERED,
    ),
)
"""``cost`` is the cost of all pieces, NULL while it is not known."""

sale_return = strict_table(
    "sale_return",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("request_id", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False, unique=True),
    Column("sale_id", RowId, ForeignKey("sale.id"), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("shift_id", RowId, ForeignKey("shift.id"), nullable=False),
    Column("returned_at", UtcTime, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("approved_by", RowId, ForeignKey("person.id")),
    Column("reason", Word(ReturnReason), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("is_void", Flag, nullable=False, server_default="0"),
    Column("amount", Fen, nullable=False),
    Column("compensation", Fen, nullable=False, server_default="0"),
    Index("ix_sale_return_sale", "sale_id"),
    Index("uq_sale_return_sequence", "business_date", "sequence", unique=True),
)
"""``compensation`` is the cost of delivered goods that were refunded all the same (赔付)."""

sale_return_line = strict_table(
    "sale_return_line",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("return_id", RowId, ForeignKey("sale_return.id"), nullable=False),
    Column("sale_line_id", RowId, ForeignKey("sale_line.id"), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("gross", Fen, nullable=False),
    Column("discount", Fen, nullable=False),
    Column("order_share", Fen, nullable=False),
    Column("rounding_share", Fen, nullable=False),
    Column("net", Fen, nullable=False),
    Column("cost", Fen),
    Column("goods_came_back", Flag, nullable=False),
    Index("ix_sale_return_line_return", "return_id"),
    Index("ix_sale_return_line_line", "sale_line_id"),
)
"""Positive figures, taken off the sale's; ``cost`` is what returns or was never spent."""

held_sale = strict_table(
    "held_sale",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("item_count", Integer, nullable=False),
    Column("total", Fen, nullable=False),
    Column("cart_sealed", SealedBytes, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("held_at", UtcTime, nullable=False),
    Column("taken_at", UtcTime),
)
"""The cart is sealed because it may hold top-up accounts. ``taken_at``: it lies on the counter; the
row goes with the sale, so that a till that dies in between finds it at its next start."""
