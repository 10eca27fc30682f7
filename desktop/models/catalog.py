"""Categories, products, and which platform goods supply them."""

from __future__ import annotations

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

from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.sourcing import SourcingMode
from desktop.models.base import strict_table
from desktop.models.column_types import Fen, Flag, RowId, UtcTime, Word

category = strict_table(
    "category",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("points_percent", Integer, nullable=False, server_default="100"),
    CheckConstraint("points_percent BETWEEN 0 AND 1000", name="points_percent_within"),
)
"""``points_percent``: what its goods earn, in per cent of the shop's rate."""

product = strict_table(
    "product",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("face_text", Text, nullable=False, server_default=""),
    Column("kind", Word(ProductKind), nullable=False),
    Column("price", Fen, nullable=False),
    Column("typed_cost", Fen),
    Column("list_price", Fen),
    Column("barcode", Text, nullable=False, server_default=""),
    Column("category_id", RowId, ForeignKey("category.id")),
    Column("region", Text, nullable=False, server_default=""),
    Column("usage_limit", Text, nullable=False, server_default=""),
    Column("guide", Text, nullable=False, server_default=""),
    Column("account_rule", Word(AccountRule), nullable=False, server_default="none"),
    Column("low_stock", Integer, nullable=False, server_default="5"),
    Column("arrival_minutes", Integer, nullable=False, server_default="10"),
    Column("earns_points", Flag, nullable=False, server_default="1"),
    Column("is_favourite", Flag, nullable=False, server_default="0"),
    Column("is_selling", Flag, nullable=False, server_default="1"),
    Column("sourcing", Word(SourcingMode), nullable=False, server_default="automatic"),
    Column("pinyin", Text, nullable=False, server_default=""),
    Column("initials", Text, nullable=False, server_default=""),
    Column("search_rank", Integer, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    CheckConstraint("price >= 0", name="price_not_negative"),
    Index("ix_product_barcode", "barcode"),
    Index("ix_product_category_position", "category_id", "position"),
    Index("ix_product_position", "position"),
    Index("ix_product_favourite", "position", sqlite_where=text("is_favourite = 1")),
    Index("ix_product_stopped", "category_id", sqlite_where=text("is_selling = 0")),
)
"""``search_rank`` is the row id of the search index: the smallest is the most popular.
``sourcing`` says whether the rule or the owner numbers the product's sources."""

product_source = strict_table(
    "product_source",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("product_id", RowId, ForeignKey("product.id"), nullable=False),
    Column("goods_id", RowId, ForeignKey("platform_goods.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("noted_cost", Fen),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("product_id", "goods_id"),
    Index("ix_product_source_goods", "goods_id"),
)
"""Sources of a product in the order in which they are asked. ``noted_cost`` is the cost the owner
knows of: a price that moved away from it is worth a reminder."""
