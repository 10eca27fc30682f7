"""Customers and their points ledger."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, text

from desktop.domain.loyalty import PointsReason
from desktop.domain.product import AccountRule
from desktop.models.base import strict_table
from desktop.models.column_types import Fen, RowId, SealedBytes, UtcTime, Word

customer = strict_table(
    "customer",
    Column("search_rank", Integer, primary_key=True, autoincrement=False),
    Column("id", RowId, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False, server_default=""),
    Column("qq", Text, nullable=False, server_default=""),
    Column("wechat", Text, nullable=False, server_default=""),
    Column("card_no", Text, nullable=False, server_default=""),
    Column("channel", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("birthday", Text, nullable=False, server_default=""),
    Column("referred_by", RowId, ForeignKey("customer.id")),
    Column("merged_into", RowId, ForeignKey("customer.id")),
    Column("credit_limit", Fen, nullable=False, server_default="0"),
    Column("pinyin", Text, nullable=False, server_default=""),
    Column("initials", Text, nullable=False, server_default=""),
    Column("spent_before", Fen, nullable=False, server_default="0"),
    Column("spent", Fen, nullable=False, server_default="0"),
    Column("sale_count", Integer, nullable=False, server_default="0"),
    Column("last_bought_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", RowId, ForeignKey("person.id")),
    Column("tier_id", RowId, ForeignKey("customer_tier.id")),
    Column("erased_at", UtcTime),
    Index(
        "ix_customer_tail",
        text("substr(phone, -4)"),
        *("search_rank", "id", "phone", "name", "qq", "wechat", "card_no", "channel", "note"),
        *("birthday", "spent_before", "spent", "sale_count", "last_bought_at", "created_at"),
        *("tier_id", "referred_by", "merged_into"),
        sqlite_where=text("phone <> ''"),
    ),
    Index("ix_customer_recent", text("coalesce(last_bought_at, created_at) DESC"), text("id DESC")),
    Index("ix_customer_referrer", "referred_by", sqlite_where=text("referred_by IS NOT NULL")),
    Index("ix_customer_merged", "merged_into", sqlite_where=text("merged_into IS NOT NULL")),
    Index("ix_customer_birthday", "birthday", sqlite_where=text("birthday <> ''")),
    Index("uq_customer_phone", "phone", unique=True, sqlite_where=text("phone <> ''")),
    Index("uq_customer_card_no", "card_no", unique=True, sqlite_where=text("card_no <> ''")),
)
"""All others refer to ``id``; ``search_rank`` is the row id, here as in the search index, so that
what is found is read where it lies.

``spent_before`` was imported; ``spent`` grows with each sale and falls with each return. A birthday
is month and day alone: nobody's age is kept. ``merged_into`` names the member that this one is now;
the row stays, because entries that nobody may change point at it. ``tier_id`` is a tier given by
hand; without it spending decides. ``erased_at``: nobody knows any more who this was.

``ix_customer_tail`` holds all that a list shows. A hundred of a million share the last four digits
of a phone, by which customers name themselves, and each of their rows lies on a page of its own: in
the index they lie side by side."""

customer_tag = strict_table(
    "customer_tag",
    Column("customer_id", RowId, ForeignKey("customer.id"), primary_key=True),
    Column("tag", Text, primary_key=True),
    Index("ix_customer_tag", "tag"),
)

points_entry = strict_table(
    "points_entry",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("customer_id", RowId, ForeignKey("customer.id"), nullable=False),
    Column("reason", Word(PointsReason), nullable=False),
    Column("points", Integer, nullable=False),
    Column("sale_id", RowId, ForeignKey("sale.id")),
    Column("sale_line_id", RowId, ForeignKey("sale_line.id")),
    Column("person_id", RowId, ForeignKey("person.id")),
    Column("note", Text, nullable=False, server_default=""),
    Column("booked_at", UtcTime, nullable=False),
    Column("counts_from", UtcTime),
    Column("return_id", RowId, ForeignKey("sale_return.id")),
    Index("ix_points_entry_customer", "customer_id", "booked_at", "points"),
    Index("ix_points_entry_sale", "sale_id"),
)
"""Append-only: triggers refuse changes and deletions; the balance is the sum. ``counts_from`` is
the age of points that came from elsewhere: what a return takes back is as old as what the sale
gave. The index of a member holds the points too: every sale asks for the balance, and a regular
has thousands of entries."""

saved_account = strict_table(
    "saved_account",
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("customer_id", RowId, ForeignKey("customer.id"), nullable=False),
    Column("rule", Word(AccountRule), nullable=False),
    Column("family", Text, nullable=False, server_default=""),
    Column("account_sealed", SealedBytes, nullable=False),
    Column("fingerprint", SealedBytes, nullable=False),
    Column("masked", Text, nullable=False),
    Column("label", Text, nullable=False, server_default=""),
    Column("use_count", Integer, nullable=False, server_default="1"),
    Column("used_at", UtcTime, nullable=False),
    Index("uq_saved_account", "customer_id", "family", "fingerprint", unique=True),
)
"""Accounts that goods of a customer arrived at. ``family`` is the product's name without its face
value; empty for phones and QQ numbers, which are good for every product that asks for one."""
