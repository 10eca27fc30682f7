"""The rows of every export, in the order and with the columns that scripts rely on.

Belongs here: reading. Does not belong here: files (``services.table_writing``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import String, case, cast, func, literal, or_, select, type_coerce

from desktop.domain.sale import LineState, PaymentReason, PaymentState, SaleState
from desktop.models.administration import person
from desktop.models.alerts import goods_price
from desktop.models.card_secrets import card_batch, card_secret
from desktop.models.catalog import category, product
from desktop.models.column_types import Fen
from desktop.models.customers import customer, points_entry
from desktop.models.ledger import ledger
from desktop.models.payments import payment
from desktop.models.platform_accounts import platform_account, platform_goods
from desktop.models.purchases import purchase
from desktop.models.sales import sale, sale_line, sale_return, sale_return_line
from desktop.storage.report_queries import booked_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row, Select

ExportValue = Any
"""What a column holds: text, a count, an amount, a day or an aware time."""

SALES_HEADERS: Final = (
    "sale_no", "at", "business_date", "cashier", "customer", "channel", "line", "product", "name",
    "kind", "quantity", "unit_price", "gross", "discount", "order_discount_share", "rounding_share",
    "net", "cost", "tenders", "state", "refund_of",
)  # fmt: skip
PRODUCT_HEADERS: Final = (
    "code", "name", "kind", "price", "cost", "face_value", "barcode", "category", "region",
    "list_price", "guide", "usage_limit",
)  # fmt: skip
CUSTOMER_HEADERS: Final = (
    "name", "phone", "qq", "wechat", "card_no", "points", "spent", "channel", "note",
)  # fmt: skip
PURCHASE_HEADERS: Final = (
    "id", "number", "upstream_number", "state", "account", "product", "quantity", "charged",
    "cards", "at", "changed_at",
)  # fmt: skip
PRICE_HEADERS: Final = ("at", "account", "goods", "name", "variant", "old_cost", "new_cost")
LEDGER_HEADERS: Final = ("till", "seq", "at", "kind", "body", "prev", "mac")


def product_rows(connection: Connection) -> Iterator[tuple[ExportValue, ...]]:
    """Yield products in the owner's order, as they can be imported again."""
    rows = connection.execute(
        select(
            product.c.code,
            product.c.name,
            product.c.kind,
            product.c.price,
            product.c.typed_cost,
            product.c.face_text,
            product.c.barcode,
            category.c.name.label("category"),
            product.c.region,
            product.c.list_price,
            product.c.guide,
            product.c.usage_limit,
        )
        .join(category, category.c.id == product.c.category_id, isouter=True)
        .order_by(product.c.position)
    )
    return ((*row[:2], str(row[2]), *row[3:]) for row in rows)


def customer_rows(connection: Connection) -> Iterator[tuple[ExportValue, ...]]:
    """Yield customers in the order in which they joined, as they can be imported again."""
    points = (
        select(func.coalesce(func.sum(points_entry.c.points), 0))
        .where(points_entry.c.customer_id == customer.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            customer.c.name,
            customer.c.phone,
            customer.c.qq,
            customer.c.wechat,
            customer.c.card_no,
            points,
            type_coerce(customer.c.spent_before + customer.c.spent, Fen),
            customer.c.channel,
            customer.c.note,
        ).order_by(customer.c.created_at, customer.c.id)
    )
    return (tuple(row) for row in rows)


def purchase_rows(connection: Connection) -> Iterator[tuple[ExportValue, ...]]:
    """Yield purchases, oldest first."""
    cards = (
        select(func.count())
        .select_from(card_secret.join(card_batch, card_batch.c.id == card_secret.c.batch_id))
        .where(card_batch.c.purchase_id == purchase.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            cast(purchase.c.id, String),
            purchase.c.number,
            purchase.c.upstream_number,
            purchase.c.state,
            platform_account.c.name,
            product.c.code,
            purchase.c.quantity,
            purchase.c.charged,
            cards,
            purchase.c.created_at,
            purchase.c.changed_at,
        )
        .join(platform_account, platform_account.c.id == purchase.c.account_id)
        .join(product, product.c.id == purchase.c.product_id)
        .order_by(purchase.c.created_at, purchase.c.id)
    )
    return ((*row[:3], str(row[3]), *row[4:]) for row in rows)


def sale_rows(connection: Connection) -> Iterator[tuple[ExportValue, ...]]:
    """Yield a row for each line of each paid sale and each return, as they happened.

    Returns are negative; a void is a return of the whole sale. Sales whose money was never seen are
    not part of any day and are left out.
    """
    tenders = _tenders_by_document(connection)
    rows = [*connection.execute(_sold_lines()), *connection.execute(_returned_lines())]
    rows.sort(key=lambda row: (row.happened_at, row.document_id, row.line))
    return (_sale_cells(row, tenders.get(row.document_id, "")) for row in rows)


def _sale_cells(row: Row[Any], tenders: str) -> tuple[ExportValue, ...]:
    is_return = bool(row.refund_of)
    amounts = (row.gross, row.discount, row.order_share, row.rounding_share, row.net, row.cost)
    return (
        row.number,
        row.happened_at,
        row.business_date,
        row.cashier,
        row.customer_name or "",
        row.channel,
        row.line,
        row.product_code,
        row.title,
        str(row.kind),
        -row.quantity if is_return else row.quantity,
        row.unit_price,
        *((-amount if is_return and amount is not None else amount) for amount in amounts),
        tenders,
        str(row.state),
        row.refund_of,
    )


def price_rows(connection: Connection) -> Iterator[tuple[ExportValue, ...]]:
    """Yield every change of what accounts ask for their goods, the oldest first."""
    rows = connection.execute(
        select(
            goods_price.c.at,
            platform_account.c.name,
            platform_goods.c.upstream_id,
            platform_goods.c.name,
            platform_goods.c.variant,
            goods_price.c.old_cost,
            goods_price.c.new_cost,
        )
        .join(platform_goods, platform_goods.c.id == goods_price.c.goods_id)
        .join(platform_account, platform_account.c.id == goods_price.c.account_id)
        .order_by(goods_price.c.id)
    )
    return (tuple(row) for row in rows)


def ledger_rows(connection: Connection) -> Iterator[tuple[ExportValue, ...]]:
    """Yield the ledger as it stands: one chain after another, each from its first entry."""
    rows = connection.execute(select(ledger).order_by(ledger.c.till, ledger.c.seq))
    return (
        (row.till, row.seq, row.at, row.kind, row.body, row.prev.hex(), row.mac.hex())
        for row in rows
    )


def _was_paid() -> Any:
    is_voided_by_return = select(sale_return.c.id).where(
        sale_return.c.sale_id == sale.c.id,
        sale_return.c.is_void == True,  # noqa: E712 - SQL
    )
    return or_(
        sale.c.state == SaleState.COMPLETED,
        (sale.c.state == SaleState.VOIDED) & is_voided_by_return.exists(),
    )


def _sold_lines() -> Select[Any]:
    return (
        select(
            sale.c.id.label("document_id"),
            sale.c.number,
            sale.c.sold_at.label("happened_at"),
            booked_on().label("business_date"),
            person.c.name.label("cashier"),
            customer.c.name.label("customer_name"),
            sale.c.channel,
            (sale_line.c.position + 1).label("line"),
            sale_line.c.product_code,
            sale_line.c.title,
            sale_line.c.kind,
            sale_line.c.quantity,
            sale_line.c.unit_price,
            sale_line.c.gross,
            sale_line.c.discount,
            sale_line.c.order_share,
            sale_line.c.rounding_share,
            sale_line.c.net,
            sale_line.c.cost,
            sale_line.c.state,
            literal("").label("refund_of"),
        )
        .select_from(sale)
        .join(sale_line, sale_line.c.sale_id == sale.c.id)
        .join(person, person.c.id == sale.c.cashier_id)
        .join(customer, customer.c.id == sale.c.customer_id, isouter=True)
        .where(_was_paid())
    )


def _returned_lines() -> Select[Any]:
    line, whole = sale_return_line, sale_line
    state = case(
        (sale_return.c.is_void == True, LineState.VOIDED.value),  # noqa: E712 - SQL
        else_=LineState.REFUNDED.value,
    )
    return (
        select(
            sale_return.c.id.label("document_id"),
            sale_return.c.number,
            sale_return.c.returned_at.label("happened_at"),
            sale_return.c.business_date,
            person.c.name.label("cashier"),
            customer.c.name.label("customer_name"),
            sale.c.channel,
            (whole.c.position + 1).label("line"),
            whole.c.product_code,
            whole.c.title,
            whole.c.kind,
            line.c.quantity,
            whole.c.unit_price,
            line.c.gross,
            line.c.discount,
            line.c.order_share,
            line.c.rounding_share,
            line.c.net,
            line.c.cost,
            state.label("state"),
            sale.c.number.label("refund_of"),
        )
        .select_from(sale_return)
        .join(line, line.c.return_id == sale_return.c.id)
        .join(whole, whole.c.id == line.c.sale_line_id)
        .join(sale, sale.c.id == sale_return.c.sale_id)
        .join(person, person.c.id == sale_return.c.person_id)
        .join(customer, customer.c.id == sale.c.customer_id, isouter=True)
    )


def _tenders_by_document(connection: Connection) -> dict[int, str]:
    """Say how each sale and each return was paid: ``cash:50.00;wechat:45.00``."""
    is_of_sale = payment.c.reason.in_([PaymentReason.SALE, PaymentReason.METHOD_CHANGE])
    document = case((is_of_sale, payment.c.sale_id), else_=payment.c.return_id)
    rows = connection.execute(
        select(document.label("document_id"), payment.c.method, func.sum(payment.c.amount))
        .where(payment.c.state == PaymentState.CONFIRMED)
        .group_by("document_id", payment.c.method)
        .order_by(func.min(payment.c.paid_at), func.min(payment.c.sequence), payment.c.method)
    )
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for document_id, method, amount in rows:
        if amount:
            parts[document_id].append(f"{method}:{amount}")
    return {document_id: ";".join(texts) for document_id, texts in parts.items()}
