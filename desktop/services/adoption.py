"""Making products of what an account sells, and further sources of products."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.stock import ProductDraft
from desktop.services.catalog import ProductOutcome, free_code_in, insert_product
from desktop.storage import platform_queries, source_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.catalog import Catalog
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import GoodsState

_CHANGES: Final = Changes.of(Topic.PRODUCTS, Topic.STOCK)


class Adoption:
    """Joins the shop's products with what accounts sell. Used through ``StockSync``."""

    def __init__(self, ground: Ground, rights: Rights, catalog: Catalog) -> None:
        self._ground = ground
        self._rights = rights
        self._catalog = catalog

    def adopt(
        self,
        actor: Actor,
        goods_id: int,
        code: str | None,
        price: Money,
        *,
        name: str | None = None,
        approval: Approval | None = None,
    ) -> ProductOutcome:
        """Make a product of goods, with them as its first source, in one transaction."""
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        with self._ground.database.write() as connection:
            goods = _get_goods(connection, goods_id)
            title = name or goods.name
            draft = ProductDraft(
                code=code or free_code_in(connection, title),
                name=title,
                kind=ProductKind(goods.kind),
                price=price,
                face_text=goods.variant,
                category=goods.category,
                account_rule=account_rule_of(goods),
            )
            product_id = insert_product(connection, self._ground, actor, draft)
            self._join(connection, actor, product_id, goods)
        return ProductOutcome(self._catalog.get_product(product_id), _CHANGES)

    def add_source(
        self,
        actor: Actor,
        product_id: int,
        goods_id: int,
        *,
        approval: Approval | None = None,
    ) -> ProductOutcome:
        """Make goods a further source of a product.

        Where the owner decides, it is asked after the others; else where the rule puts it.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        product = self._catalog.get_product(product_id)
        with self._ground.database.write() as connection:
            goods = _get_goods(connection, goods_id)
            if goods.kind != str(product.kind):
                raise BusinessRuleError(
                    "source_kind_differs",
                    QT_TRANSLATE_NOOP("errors", "{name} 和这个货源不是同一种货，不能接上"),
                    name=product.title,
                )
            self._join(connection, actor, product_id, goods)
        return ProductOutcome(self._catalog.get_product(product_id), _CHANGES)

    def _join(
        self, connection: Connection, actor: Actor, product_id: int, goods: GoodsState
    ) -> None:
        ground = self._ground
        is_new = platform_queries.insert_source(
            connection, ground.identifiers.next_id(), product_id, goods.id, ground.now()
        )
        if not is_new:
            raise BusinessRuleError(
                "source_known", QT_TRANSLATE_NOOP("errors", "这个货源已经接上了")
            )
        source_queries.refresh_order(connection, product_id, ground.now())
        body = {
            "product": product_id,
            "goods": goods.id,
            "account": goods.account_id,
            "person": actor.id,
            "channel": actor.channel,
        }
        ground.record(connection, LedgerEntry("source_added", body))


def account_rule_of(goods: GoodsState) -> AccountRule:
    """Guess what kind of account goods ask for, from the words of the platform's own fields."""
    if goods.kind != str(ProductKind.TOPUP):
        return AccountRule.NONE
    words = " ".join(f"{one.name} {one.label} {one.placeholder}" for one in goods.fields).lower()
    if "手机" in words or "phone" in words or "mobile" in words:
        return AccountRule.PHONE
    if "qq" in words:
        return AccountRule.QQ
    return AccountRule.UID


def _get_goods(connection: Connection, goods_id: int) -> GoodsState:
    try:
        return platform_queries.load_goods(connection, goods_id)
    except KeyError:
        raise BusinessRuleError(
            "goods_unknown", QT_TRANSLATE_NOOP("errors", "货源里没有这件货，先同步一次")
        ) from None
