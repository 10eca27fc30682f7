"""``products cards import export``: what the shop has, and files in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.cli.answers import Answer
from desktop.cli.wholesale_commands import account_of
from desktop.domain.errors import QT_TRANSLATE_NOOP, UsageError
from desktop.domain.permissions import Action, Grant, grant_for
from desktop.domain.stock import StockFlag
from desktop.translating import sentence, sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.assembly import Shop
    from desktop.cli.invocation import Invocation
    from desktop.domain.permissions import Actor
    from desktop.domain.stock import StockRow
    from desktop.services.importing import ImportReport

REFUSED: Final = 1
_TELLING_FLAGS: Final = frozenset({StockFlag.INVERTED, StockFlag.RESTOCK_INVERTED})


def products(invocation: Invocation) -> Answer:
    """List products with price, cost, stock and sources."""
    with invocation.opened_to_read() as (shop, actor):
        rows = shop.catalog.products_for_command(invocation.words.search)
        sees_costs = grant_for(actor.role, Action.VIEW_COSTS) is Grant.ALLOWED
        return Answer([_product_content(row, sees_costs=sees_costs) for row in rows])


def cards(invocation: Invocation) -> Answer:
    """Count the cards of each product by state; never a secret."""
    with invocation.opened_to_read() as (shop, _actor):
        return Answer(
            [
                {
                    "product": row.product,
                    "name": row.name,
                    "available": row.available,
                    "reserved": row.reserved,
                    "sold": row.sold,
                    "revealed": row.revealed,
                    "void": row.void,
                    "to_check": row.to_check,
                }
                for row in shop.card_store.counts()
            ]
        )


def import_file(invocation: Invocation) -> Answer:
    """Import a file, all or nothing; with bad lines exit 1 and nothing written."""
    words = invocation.words
    if words.kind == "bills":
        from desktop.cli.bill_commands import import_bills

        return import_bills(invocation)
    if words.kind == "cards" and not words.product:
        raise UsageError("usage", QT_TRANSLATE_NOOP("errors", "导入卡密要写 --product"))
    if words.kind == "goods" and not words.account:
        raise UsageError("usage", QT_TRANSLATE_NOOP("errors", "导入货单要写 --account"))
    with invocation.opened() as (shop, actor):
        report = _import(shop, actor, invocation)
    content: dict[str, Any] = {
        "read": report.read,
        "added": report.added,
        "updated": report.updated,
        "duplicates": report.duplicates,
        "errors": [{"line": one.line, "reason": sentence_of(one.error)} for one in report.errors],
    }
    if words.kind == "goods":
        content["removed"] = report.removed
    if not report.errors:
        return Answer(content)
    message = sentence(
        "errors",
        QT_TRANSLATE_NOOP("errors", "{count} 行有问题，什么都没有导入"),
        count=len(report.errors),
    )
    content["error"] = {
        "code": "rows_refused",
        "message": message,
        "details": {"count": len(report.errors)},
    }
    return Answer(content, REFUSED, (message,))


def export_file(invocation: Invocation) -> Answer:
    """Export one kind of record."""
    words = invocation.words
    with invocation.opened_to_read() as (shop, actor):
        rows = shop.exporting.export(words.kind, Path(words.file), actor=actor)
    return Answer({"file": words.file, "rows": rows})


def _import(shop: Shop, actor: Actor, invocation: Invocation) -> ImportReport:
    words = invocation.words
    source = Path(words.file)
    if words.kind == "products":
        return shop.importing.import_products(actor, source, words.encoding, dry_run=words.dry_run)
    if words.kind == "customers":
        return shop.importing.import_customers(actor, source, words.encoding, dry_run=words.dry_run)
    account_id = account_of(shop, words.account).id if words.account else None
    if words.kind == "goods" and account_id is not None:
        return shop.price_lists.import_list(
            actor, account_id, source, words.encoding, dry_run=words.dry_run
        )
    return shop.importing.import_cards(
        actor,
        source,
        words.product,
        words.encoding,
        account_id=account_id,
        dry_run=words.dry_run,
    )


def _product_content(row: StockRow, *, sees_costs: bool) -> dict[str, Any]:
    """A person who may not see costs gets the same keys, and nothing in those that tell one."""
    product = row.product
    hidden = frozenset() if sees_costs else _TELLING_FLAGS
    return {
        "code": product.code,
        "name": product.title,
        "kind": product.kind,
        "price": product.price,
        "cost": row.cost if sees_costs else None,
        "margin": row.margin if sees_costs else None,
        "local_cards": product.local_cards,
        "upstream_stock": product.platform_stock,
        "sources": [
            {
                "account": one.account_name,
                "goods": one.goods_name,
                "cost": one.cost if sees_costs else None,
                "stock": one.stock,
            }
            for one in row.sources
        ],
        "flags": [flag for flag in StockFlag if flag in row.flags and flag not in hidden],
    }


COMMANDS: Final[dict[str, Callable[[Invocation], Answer | int]]] = {
    "products": products,
    "cards": cards,
    "import": import_file,
    "export": export_file,
}
