"""Making products of what an account sells, and further sources of products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.red_flags import RedFlag, flags_text, is_held
from desktop.domain.stock import ProductDraft
from desktop.services.catalog import ProductOutcome, free_code_in, insert_product
from desktop.storage import consent_queries, platform_queries, product_sources, source_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.red_flags import RedFlags
    from desktop.domain.sale import Approval
    from desktop.services.catalog import Catalog
    from desktop.services.rights import Rights
    from desktop.storage.consent_queries import Acceptance
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import GoodsState


@dataclass(frozen=True, slots=True)
class GoodsRisk:
    """What speaks against goods.

    Attributes:
        is_held: they are not bought until an owner accepts it in writing.
        acceptance: what an owner wrote last; None when nobody did.
    """

    flags: RedFlags
    is_held: bool
    acceptance: Acceptance | None


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
        acceptance: str = "",
        is_first: bool = False,
    ) -> ProductOutcome:
        """Make a product of goods, with them as its first source, in one transaction.

        Args:
            actor: who does it.
            goods_id: what the account sells.
            code: None for one by the name.
            price: what the product sells for.
            name: None for the platform's.
            approval: the owner's, where the actor needs one.
            acceptance: why a red flag is accepted.
            is_first: refuse goods that supply another product already.

        Raises:
            BusinessRuleError: ``goods_blocked`` where this shop must not deal in them,
                ``risk_not_accepted`` where a red flag asks for a written acceptance,
                ``source_known`` where they must supply nothing yet and do.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        with self._ground.database.write() as connection:
            if is_first and product_sources.is_adopted(connection, goods_id):
                raise _known_source()
            goods = self._accepted(connection, actor, goods_id, approval, acceptance)
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
        acceptance: str = "",
    ) -> ProductOutcome:
        """Make goods a further source of a product. Red flags are refused as in ``adopt``.

        Where the owner decides, it is asked after the others; else where the rule puts it.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        product = self._catalog.get_product(product_id)
        with self._ground.database.write() as connection:
            goods = self._accepted(connection, actor, goods_id, approval, acceptance)
            if goods.kind != str(product.kind):
                raise BusinessRuleError(
                    "source_kind_differs",
                    QT_TRANSLATE_NOOP("errors", "{name} 和这个货源不是同一种货，不能接上"),
                    name=product.title,
                )
            self._join(connection, actor, product_id, goods)
        return ProductOutcome(self._catalog.get_product(product_id), _CHANGES)

    def accept_risk(
        self, actor: Actor, goods_id: int, reason: str, *, approval: Approval | None = None
    ) -> Changes:
        """Let goods be bought whose red flags were found after their adoption.

        Raises:
            BusinessRuleError: as ``adopt``.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        with self._ground.database.write() as connection:
            self._accepted(connection, actor, goods_id, approval, reason)
            source_queries.refresh_orders_of_goods(connection, goods_id, self._ground.now())
        return _CHANGES

    def risk_of(self, goods_id: int) -> GoodsRisk:
        """Return what speaks against goods, and the newest acceptance."""
        with self._ground.database.read() as connection:
            goods = _get_goods(connection, goods_id)
            return GoodsRisk(
                goods.red_flags,
                is_held(goods.red_flags, goods.accepted_flags),
                consent_queries.find_acceptance(connection, goods_id),
            )

    def _accepted(
        self,
        connection: Connection,
        actor: Actor,
        goods_id: int,
        approval: Approval | None,
        reason: str,
    ) -> GoodsState:
        """Return goods that may be bought: without red flags, or with every one accepted."""
        _get_goods(connection, goods_id)
        goods = platform_queries.judge_goods(connection, goods_id)
        if not is_held(goods.red_flags, goods.accepted_flags):
            return goods
        if RedFlag.BLOCKED in goods.red_flags:
            raise BusinessRuleError(
                "goods_blocked",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "{name} 不能卖：电话卡、账号、接码、代实名、虚拟币，这个店一律不碰。没有上架",
                ),
                name=goods.name,
            )
        if not reason.strip():
            raise BusinessRuleError(
                "risk_not_accepted",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "{name} 有风险：慢充，或进价远低于面值。写下为什么接受，才能进货",
                ),
                name=goods.name,
            )
        self._keep_acceptance(connection, actor, goods, approval, reason.strip())
        return platform_queries.judge_goods(connection, goods_id, goods.red_flags)

    def _keep_acceptance(
        self,
        connection: Connection,
        actor: Actor,
        goods: GoodsState,
        approval: Approval | None,
        reason: str,
    ) -> None:
        ground = self._ground
        acceptance_id = ground.identifiers.next_id()
        owner_id = actor.id if approval is None else approval.person_id
        consent_queries.insert_acceptance(
            connection, acceptance_id, goods.id, goods.red_flags, reason, owner_id, ground.now()
        )
        body = {
            "acceptance": acceptance_id,
            "goods": goods.id,
            "flags": flags_text(goods.red_flags),
            "person": owner_id,
            "channel": actor.channel,
        }
        ground.record(connection, LedgerEntry("risk_accepted", body))

    def _join(
        self, connection: Connection, actor: Actor, product_id: int, goods: GoodsState
    ) -> None:
        ground = self._ground
        is_new = product_sources.insert_source(
            connection, ground.identifiers.next_id(), product_id, goods.id, ground.now()
        )
        if not is_new:
            raise _known_source()
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


def _known_source() -> BusinessRuleError:
    return BusinessRuleError("source_known", QT_TRANSLATE_NOOP("errors", "这个货源已经接上了"))


def _get_goods(connection: Connection, goods_id: int) -> GoodsState:
    try:
        return platform_queries.load_goods(connection, goods_id)
    except KeyError:
        raise BusinessRuleError(
            "goods_unknown", QT_TRANSLATE_NOOP("errors", "货源里没有这件货，先同步一次")
        ) from None
