"""接龙: chains that were pasted, a draft per line."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text, text

from desktop.domain.chain_sale import ChainLineState
from desktop.domain.tender import TenderMethod
from desktop.models.base import strict_table
from desktop.models.column_types import RowId, SealedBytes, UtcTime, Word

chain = strict_table(
    "chain",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("product_id", RowId, ForeignKey("product.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("person_id", RowId, ForeignKey("person.id"), nullable=False),
    Column("made_at", UtcTime, nullable=False),
)
"""One product for all lines; ``title`` as the chain called itself, empty when it did not."""

chain_line = strict_table(
    "chain_line",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("chain_id", RowId, ForeignKey("chain.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("target_sealed", SealedBytes),
    Column("target_masked", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("state", Word(ChainLineState), nullable=False),
    Column("request_id", Text, nullable=False, unique=True),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("method", Word(TenderMethod)),
    Column("paid_at", UtcTime),
    Column("paid_by", RowId, ForeignKey("person.id")),
    CheckConstraint("quantity > 0", name="quantity_positive"),
    Index("ix_chain_line_chain", "chain_id", "position", unique=True),
    Index("ix_chain_line_open", "chain_id", sqlite_where=text("state IN ('draft', 'paid')")),
)
"""``request_id`` is the sale's: a line is sold once, however often it is tried. The account and the
other words of the line go when it is sold or dropped: the sale line has its own. Until then it
keeps its pieces: ``ix_chain_line_open`` is what every look at stock asks, and mostly empty."""
