"""What an import would write, worked out against what is stored, before anything is written.

Belongs here: matching lines of a file with records, and why a line cannot be taken.
Does not belong here: reading files (``table_reading``), the transaction (``importing``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.customer import CustomerDraft
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.stock import ProductDraft, account_rule_for, earns_points_for
from desktop.services import catalog, customers
from desktop.services.table_reading import RowProblem
from desktop.storage import catalog_writes, customer_queries
from desktop.storage.catalog_queries import typed_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from desktop.services.table_columns import CustomerRow, ProductRow
    from desktop.services.table_reading import RowsRead
    from desktop.storage.customer_queries import KnownCustomers

_PRODUCT_COLUMNS: Final = {
    "name": ("name", "pinyin", "initials"),
    "kind": ("kind",),
    "price": ("price",),
    "cost": ("typed_cost",),
    "face_value": ("face_text",),
    "barcode": ("barcode",),
    "region": ("region",),
    "list_price": ("list_price",),
    "guide": ("guide",),
    "usage_limit": ("usage_limit",),
}
_CUSTOMER_COLUMNS: Final = {
    "name": ("name", "pinyin", "initials"),
    "phone": ("phone",),
    "qq": ("qq",),
    "wechat": ("wechat",),
    "card_no": ("card_no",),
    "channel": ("channel",),
    "note": ("note",),
}


@dataclass(slots=True)
class ImportPlan:
    """Records to add and to change, and what is wrong with the other lines.

    Attributes:
        added: columns of new records, without id and times.
        changed: columns that the file names, by record id.
        categories: the category of each product by its code; empty for none.
        points: what a customer's imported points should be, by record id or line of a new one.
    """

    added: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    categories: dict[int, str] = field(default_factory=dict)
    points_of_new: dict[int, int] = field(default_factory=dict)
    points_of_known: dict[int, int] = field(default_factory=dict)
    prices_changed: int = 0


def plan_products(connection: Connection, read: RowsRead[ProductRow], low_stock: int) -> ImportPlan:
    """Match lines with products by code; columns the file does not have stay as they are.

    Args:
        connection: an open read or write.
        read: the file.
        low_stock: what new products count as low.
    """
    plan = ImportPlan(problems=list(read.problems))
    stored = catalog_writes.load_stored_products(
        connection, (typed_code(row.code) for row in read.rows)
    )
    owners = catalog_writes.load_barcode_owners(
        connection, (typed_code(row.barcode) for row in read.rows)
    )
    lines: dict[str, int] = {}
    for row in read.rows:
        try:
            values = catalog.checked_values(_product_draft(row, low_stock))
            _refuse_repeated(lines, values["code"], row.line)
            _refuse_other_owner(owners, values["barcode"], values["code"])
        except BusinessRuleError as error:
            plan.problems.append(RowProblem(row.line, error))
            continue
        known = stored.get(values["code"])
        plan.categories[row.line if known is None else known.id] = row.category
        if known is None:
            plan.added.append((row.line, values))
            continue
        plan.prices_changed += known.price != values["price"]
        plan.changed[known.id] = _only(values, _PRODUCT_COLUMNS, read.columns)
    plan.problems.sort(key=lambda problem: problem.line)
    return plan


def plan_customers(connection: Connection, read: RowsRead[CustomerRow]) -> ImportPlan:
    """Match lines with customers by phone, else card number, else QQ, else WeChat."""
    plan = ImportPlan(problems=list(read.problems))
    known = customer_queries.load_known_customers(connection)
    lines: dict[int, int] = {}
    for row in read.rows:
        try:
            values = customers.checked_values(_customer_draft(row))
            customer_id = _match(known, values)
            if customer_id is not None:
                _refuse_repeated(lines, customer_id, row.line)
        except BusinessRuleError as error:
            plan.problems.append(RowProblem(row.line, error))
            continue
        if customer_id is None:
            plan.added.append((row.line, values | {"spent_before": row.spent}))
            plan.points_of_new[row.line] = row.points
            continue
        changes = _only(values, _CUSTOMER_COLUMNS, read.columns)
        if "spent" in read.columns:
            changes["spent_before"] = row.spent
        if "points" in read.columns:
            plan.points_of_known[customer_id] = row.points
        plan.changed[customer_id] = changes
    plan.problems.sort(key=lambda problem: problem.line)
    return plan


def _product_draft(row: ProductRow, low_stock: int) -> ProductDraft:
    return ProductDraft(
        code=row.code,
        name=row.name,
        kind=row.kind,
        price=row.price,
        typed_cost=row.cost,
        face_text=row.face_value,
        list_price=row.list_price,
        barcode=row.barcode,
        region=row.region,
        guide=row.guide,
        usage_limit=row.usage_limit,
        account_rule=account_rule_for(row.kind, row.name),
        low_stock=low_stock,
        earns_points=earns_points_for(f"{row.name} {row.category}"),
    )


def _customer_draft(row: CustomerRow) -> CustomerDraft:
    return CustomerDraft(
        row.name, row.phone, row.qq, row.wechat, row.card_no, row.channel, row.note
    )


def _only(
    values: dict[str, Any], columns: dict[str, tuple[str, ...]], in_file: Iterable[str]
) -> dict[str, Any]:
    return {
        name: values[name] for column in columns if column in in_file for name in columns[column]
    }


def _match(known: KnownCustomers, values: dict[str, Any]) -> int | None:
    by_phone = known.by_phone.get(values["phone"])
    by_card = known.by_card_no.get(values["card_no"])
    if by_phone is not None and by_card not in {None, by_phone}:
        raise BusinessRuleError(
            "card_no_taken", QT_TRANSLATE_NOOP("errors", "这个会员卡号已经有人用了")
        )
    found: Sequence[int | None] = (by_phone, by_card)
    if not values["phone"] and not values["card_no"]:
        found = (known.by_qq.get(values["qq"]), known.by_wechat.get(values["wechat"]))
    return next((one for one in found if one is not None), None)


def _refuse_repeated(lines: dict[Any, int], key: object, line: int) -> None:
    first = lines.setdefault(key, line)
    if first != line:
        raise BusinessRuleError(
            "line_repeated",
            QT_TRANSLATE_NOOP("errors", "和第 {first_line} 行是同一个"),
            first_line=first,
        )


def _refuse_other_owner(owners: dict[str, str], barcode: str, code: str) -> None:
    if owners.get(barcode, code) != code:
        raise BusinessRuleError(
            "barcode_taken",
            QT_TRANSLATE_NOOP("errors", "条码 {barcode} 已经是 {owner} 的"),
            barcode=barcode,
            owner=owners[barcode],
        )
