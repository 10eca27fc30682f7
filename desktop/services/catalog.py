"""Products and categories: adding, changing, and the stock table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import MAXIMUM_FEN, ZERO
from desktop.domain.paper_text import scrub
from desktop.domain.permissions import Action
from desktop.services.pinyin import pinyin_of
from desktop.services.stock_moment import StockMoment, stock_moment
from desktop.storage import catalog_queries, catalog_writes, product_forms, stock_queries
from desktop.storage.catalog_queries import typed_code
from desktop.storage.chain_reservations import kept_pieces
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.product import CategorySnapshot, ProductSnapshot
    from desktop.domain.sale import Approval
    from desktop.domain.stock import ProductDraft, StockCounts, StockFilter, StockRow
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

MAXIMUM_CODE: Final = 64
MAXIMUM_NAME: Final = 100
MAXIMUM_LIMIT: Final = 200
_CODE_FROM_NAME: Final = 12
_POPULAR_DAYS: Final = 90
_POPULAR_PRODUCTS: Final = 1_000
_RANKED_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class ProductOutcome:
    """A product as it stands after a change."""

    product: ProductSnapshot
    changes: Changes


@dataclass(frozen=True, slots=True)
class CategoryOutcome:
    """A category as it stands after a change."""

    category_id: int
    name: str
    changes: Changes


class Catalog:
    """Everything the stock page and the product form ask for."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    # Looking ----------------------------------------------------------------------------------

    def get_product(self, product_id: int) -> ProductSnapshot:
        """Return one product as it is now, its cards counted exactly.

        Raises:
            KeyError: there is none.
        """
        with self._ground.database.read() as connection:
            return self._load(connection, product_id)

    def list_stock(self, wanted: StockFilter) -> tuple[StockRow, ...]:
        """Return one page of the stock table: all there is, and what of it chains keep."""
        moment = self._moment()
        with self._ground.database.read() as connection:
            rows = stock_queries.list_stock(
                connection, wanted, stale_before=moment.stale_before, today=moment.today
            )
            return _with_kept(connection, rows)

    def list_stock_ids(self, wanted: StockFilter) -> array[int]:
        """Return which products the whole stock table has under a filter, in its order."""
        moment = self._moment()
        with self._ground.database.read() as connection:
            return stock_queries.list_stock_ids(
                connection, wanted, stale_before=moment.stale_before, today=moment.today
            )

    def stock_rows(self, product_ids: Sequence[int]) -> tuple[StockRow, ...]:
        """Return rows of the stock table, in the order of the ids; unknown ids are left out."""
        moment = self._moment()
        with self._ground.database.read() as connection:
            rows = stock_queries.load_stock_rows(
                connection, product_ids, stale_before=moment.stale_before, today=moment.today
            )
            return _with_kept(connection, rows)

    def count_stock(self, wanted: StockFilter) -> int:
        """Return how many rows the stock table has under a filter."""
        moment = self._moment()
        with self._ground.database.read() as connection:
            return stock_queries.count_stock(
                connection, wanted, stale_before=moment.stale_before, today=moment.today
            )

    def stock_counts(self) -> StockCounts:
        """Return the counters of the chips. Looks at every product: not for the window's thread."""
        moment = self._moment()
        with self._ground.database.read() as connection:
            return stock_queries.load_stock_counts(
                connection, stale_before=moment.stale_before, today=moment.today
            )

    def stock_row(self, product_id: int) -> StockRow:
        """Return one product with its sources, for the page that compares them.

        Raises:
            KeyError: there is none.
        """
        rows = self.stock_rows([product_id])
        if not rows:
            raise KeyError(product_id)
        return rows[0]

    def products_for_command(self, text: str = "") -> tuple[StockRow, ...]:
        """Return every product, or what a text means, for ``products`` of the command line."""
        moment = self._moment()
        with self._ground.database.read() as connection:
            ids = stock_queries.list_product_ids(connection, text)
            rows = stock_queries.load_stock_rows(
                connection, ids, stale_before=moment.stale_before, today=moment.today
            )
            return _with_kept(connection, rows)

    def get_draft(self, product_id: int) -> ProductDraft:
        """Return a product as it was typed, to fill its form.

        Raises:
            KeyError: there is none.
        """
        with self._ground.database.read() as connection:
            return product_forms.load_draft(connection, product_id)

    def list_categories(self) -> tuple[CategorySnapshot, ...]:
        """Return the categories with the number of products on sale in each."""
        with self._ground.database.read() as connection:
            return catalog_queries.list_categories(connection)

    def free_code(self, name: str) -> str:
        """Return a code for a new product that nobody uses: the initials of its name."""
        with self._ground.database.read() as connection:
            return free_code_in(connection, name)

    # Changing ---------------------------------------------------------------------------------

    def add_product(
        self, actor: Actor, draft: ProductDraft, *, approval: Approval | None = None
    ) -> ProductOutcome:
        """Add a product.

        Raises:
            BusinessRuleError: code ``code_taken``, ``barcode_taken``, ``code_malformed``,
                ``name_missing``, ``price_out_of_range``, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        with self._ground.database.write() as connection:
            product_id = insert_product(connection, self._ground, actor, draft)
            product = self._load(connection, product_id)
        return ProductOutcome(product, Changes.of(Topic.PRODUCTS, Topic.STOCK))

    def change_product(
        self,
        actor: Actor,
        product_id: int,
        draft: ProductDraft,
        *,
        approval: Approval | None = None,
    ) -> ProductOutcome:
        """Change a product to what was typed; carts keep the old price until priced anew.

        Raises:
            KeyError: there is no such product.
            BusinessRuleError: as ``add_product``.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        with self._ground.database.write() as connection:
            before = self._load(connection, product_id)
            values = checked_values(draft)
            _refuse_taken(connection, values["code"], values["barcode"], before.code)
            values |= _category_and_time(connection, self._ground, draft.category)
            catalog_writes.change_products(connection, {product_id: values})
            self._ground.record(connection, _changed_entry(actor, before, values))
            product = self._load(connection, product_id)
        return ProductOutcome(product, Changes.of(Topic.PRODUCTS, Topic.STOCK))

    def change_prices(
        self, actor: Actor, prices: Mapping[int, Money], *, approval: Approval | None = None
    ) -> Changes:
        """Give several products new prices at once, all or none.

        Raises:
            BusinessRuleError: code ``price_out_of_range``, or a right is missing.
            KeyError: there is no such product.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        for price in prices.values():
            _refuse_odd_amount(price)
        now = self._ground.now()
        with self._ground.database.write() as connection:
            for product_id, price in prices.items():
                before = self._load(connection, product_id)
                values = {"code": before.code, "price": price}
                self._ground.record(connection, _changed_entry(actor, before, values))
            catalog_writes.change_products(
                connection,
                {key: {"price": price, "updated_at": now} for key, price in prices.items()},
            )
        return Changes.of(Topic.PRODUCTS, Topic.STOCK)

    def set_selling(
        self,
        actor: Actor,
        product_id: int,
        is_selling: bool,  # noqa: FBT001 - the second word of a switch
        *,
        approval: Approval | None = None,
    ) -> ProductOutcome:
        """Take a product off the counter or put it back."""
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        with self._ground.database.write() as connection:
            self._load(connection, product_id)
            catalog_writes.change_products(
                connection,
                {product_id: {"is_selling": is_selling, "updated_at": self._ground.now()}},
            )
            body = {"product": product_id, "is_selling": is_selling} | _by(actor)
            self._ground.record(connection, LedgerEntry("product_selling_set", body))
            product = self._load(connection, product_id)
        return ProductOutcome(product, Changes.of(Topic.PRODUCTS, Topic.STOCK))

    def set_favourite(self, actor: Actor, product_id: int, is_favourite: bool) -> ProductOutcome:  # noqa: FBT001 - the second word of a switch
        """Put a product among the favourites or take it out; anyone who sells may."""
        self._rights.require(actor, Action.SELL)
        with self._ground.database.write() as connection:
            catalog_writes.change_products(
                connection,
                {product_id: {"is_favourite": is_favourite, "updated_at": self._ground.now()}},
            )
            product = self._load(connection, product_id)
        return ProductOutcome(product, Changes.of(Topic.PRODUCTS))

    def add_category(
        self, actor: Actor, name: str, *, approval: Approval | None = None
    ) -> CategoryOutcome:
        """Add a category at the end of the rail, or return the one of that name."""
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        cleaned = _checked_name(name)
        with self._ground.database.write() as connection:
            ids = catalog_writes.load_category_ids(connection, self._ground, [cleaned])
        return CategoryOutcome(ids[cleaned], cleaned, Changes.of(Topic.PRODUCTS))

    def rename_category(
        self, actor: Actor, category_id: int, name: str, *, approval: Approval | None = None
    ) -> CategoryOutcome:
        """Give a category another name.

        Raises:
            KeyError: there is no such category.
            BusinessRuleError: code ``category_taken`` or ``name_missing``.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        cleaned = _checked_name(name)
        with self._ground.database.write() as connection:
            owner = catalog_writes.find_category_id(connection, cleaned)
            if owner not in {None, category_id}:
                raise BusinessRuleError(
                    "category_taken",
                    QT_TRANSLATE_NOOP("errors", "已经有分类“{name}”了"),
                    name=cleaned,
                )
            if not catalog_writes.rename_category(connection, category_id, cleaned):
                raise KeyError(category_id)
        return CategoryOutcome(category_id, cleaned, Changes.of(Topic.PRODUCTS))

    def rerank_products(self) -> Changes:
        """Let what sold most lately be found first.

        Runs in the background in small writes, the least sold of them first, so that the order is
        right whenever it is stopped and a waiting sale never waits long.
        """
        since = self._ground.now() - timedelta(days=_POPULAR_DAYS)
        with self._ground.database.read() as connection:
            popular = catalog_writes.popular_products(connection, since, _POPULAR_PRODUCTS)
            if catalog_writes.is_ranked_first(connection, popular):
                return Changes()
        for end in range(len(popular), 0, -_RANKED_AT_ONCE):
            with self._ground.database.write(WritePriority.BULK) as connection:
                catalog_writes.rank_first(connection, popular[max(0, end - _RANKED_AT_ONCE) : end])
        return Changes.of(Topic.PRODUCTS)

    def _load(self, connection: Connection, product_id: int) -> ProductSnapshot:
        moment = self._moment()
        return catalog_queries.load_products(
            connection,
            [product_id],
            stale_before=moment.stale_before,
            today=moment.today,
            counted=catalog_queries.ALL_CARDS,
        )[product_id]

    def _moment(self) -> StockMoment:
        return stock_moment(self._ground, self._settings)


def _with_kept(connection: Connection, rows: tuple[StockRow, ...]) -> tuple[StockRow, ...]:
    """Say of each row what chains keep of it; all chains are asked at once."""
    kept = kept_pieces(connection)
    if not kept:
        return rows
    return tuple(
        replace(row, product=replace(row.product, kept_for_chains=kept.get(row.product.id, 0)))
        for row in rows
    )


def insert_product(
    connection: Connection, ground: Ground, actor: Actor, draft: ProductDraft
) -> int:
    """Add a product within the caller's write, such as one adopted from a platform.

    Raises:
        BusinessRuleError: as ``Catalog.add_product``.
    """
    values = checked_values(draft)
    _refuse_taken(connection, values["code"], values["barcode"], own_code="")
    values |= _category_and_time(connection, ground, draft.category)
    product_id = ground.identifiers.next_id()
    catalog_writes.insert_products(
        connection, [{**values, "id": product_id, "created_at": values["updated_at"]}]
    )
    body = {"product": product_id, "code": values["code"], "price": values["price"].fen}
    ground.record(connection, LedgerEntry("product_added", body | _by(actor)))
    return product_id


def free_code_in(connection: Connection, name: str) -> str:
    """Return a code that nobody uses, within the caller's read or write."""
    beginning = pinyin_of(name).initials.upper()[:_CODE_FROM_NAME] or "P"
    taken = catalog_writes.codes_beginning(connection, beginning)
    if beginning not in taken:
        return beginning
    number = 2
    while f"{beginning}-{number}" in taken:
        number += 1
    return f"{beginning}-{number}"


def checked_values(draft: ProductDraft) -> dict[str, Any]:
    """Return the columns of a product as typed, cleaned and checked.

    Raises:
        BusinessRuleError: code ``code_malformed``, ``name_missing``, ``price_out_of_range`` or
            ``number_out_of_range``.
    """
    name = _checked_name(draft.name)
    for amount in (draft.price, draft.typed_cost, draft.list_price):
        _refuse_odd_amount(amount)
    if not (0 <= draft.low_stock <= 10**6 and 0 <= draft.arrival_minutes <= 10**5):
        raise BusinessRuleError(
            "number_out_of_range",
            QT_TRANSLATE_NOOP("errors", "低库存和到货分钟不能是负数，也不能太大"),
        )
    keys = pinyin_of(name)
    return {
        "code": checked_code(draft.code),
        "name": name,
        "face_text": scrub(draft.face_text).strip()[:MAXIMUM_NAME],
        "kind": draft.kind,
        "price": draft.price,
        "typed_cost": draft.typed_cost,
        "list_price": draft.list_price,
        "barcode": typed_code(draft.barcode)[:MAXIMUM_CODE],
        "region": scrub(draft.region).strip()[:MAXIMUM_NAME],
        "usage_limit": scrub(draft.usage_limit).strip()[:MAXIMUM_LIMIT],
        "guide": draft.guide.strip()[:2000],
        "account_rule": draft.account_rule,
        "low_stock": draft.low_stock,
        "arrival_minutes": draft.arrival_minutes,
        "earns_points": draft.earns_points,
        "pinyin": keys.syllables,
        "initials": keys.initials,
    }


def checked_code(text: str) -> str:
    """Return a product's code as it is stored.

    Raises:
        BusinessRuleError: code ``code_malformed``.
    """
    code = typed_code(text)
    if not code.isprintable() or not 0 < len(code) <= MAXIMUM_CODE:
        raise BusinessRuleError(
            "code_malformed",
            QT_TRANSLATE_NOOP("errors", "编码要 1 到 {maximum} 个字，不能有空格"),
            maximum=MAXIMUM_CODE,
        )
    return code


def _checked_name(text: str) -> str:
    name = scrub(text).strip()
    if not 0 < len(name) <= MAXIMUM_NAME:
        raise BusinessRuleError(
            "name_missing",
            QT_TRANSLATE_NOOP("errors", "名称要 1 到 {maximum} 个字"),
            maximum=MAXIMUM_NAME,
        )
    return name


def _refuse_odd_amount(amount: Money | None) -> None:
    if amount is not None and not ZERO.fen <= amount.fen <= MAXIMUM_FEN:
        raise BusinessRuleError(
            "price_out_of_range", QT_TRANSLATE_NOOP("errors", "金额不能是负数，也不能太大")
        )


def _refuse_taken(connection: Connection, code: str, barcode: str, own_code: str) -> None:
    if code != own_code and catalog_writes.find_product_id(connection, code) is not None:
        raise BusinessRuleError(
            "code_taken", QT_TRANSLATE_NOOP("errors", "编码 {taken} 已经有商品用了"), taken=code
        )
    owner = catalog_writes.load_barcode_owners(connection, [barcode]).get(barcode, own_code)
    if owner != own_code:
        raise BusinessRuleError(
            "barcode_taken",
            QT_TRANSLATE_NOOP("errors", "条码 {barcode} 已经是 {owner} 的"),
            barcode=barcode,
            owner=owner,
        )


def _category_and_time(connection: Connection, ground: Ground, category: str) -> dict[str, Any]:
    name = scrub(category).strip()[:MAXIMUM_NAME]
    ids = catalog_writes.load_category_ids(connection, ground, [name])
    return {"category_id": ids.get(name), "updated_at": ground.now()}


def _changed_entry(actor: Actor, before: ProductSnapshot, after: dict[str, Any]) -> LedgerEntry:
    body: dict[str, Any] = {"product": before.id, "code": after["code"]} | _by(actor)
    if before.price != after["price"]:
        body |= {"old_price": before.price.fen, "new_price": after["price"].fen}
    return LedgerEntry("product_changed", body)


def _by(actor: Actor) -> dict[str, Any]:
    return {"person": actor.id, "channel": actor.channel}
