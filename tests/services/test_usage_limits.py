"""Where goods hold and what they cannot be used for: said with the goods, as it was at the sale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.cart import Cart
from desktop.domain.receipt import PaperWidth, Text
from desktop.domain.sale import SaleSnapshot, SoldLine
from desktop.domain.slips import sale_receipt, secret_slip
from desktop.services import papers
from desktop.services.importing import Importing
from tests.shop import RehearsalShop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.domain.product import ProductSnapshot
    from desktop.domain.receipt import Block

LIMIT = "每个账号限用一次，<b>仅限</b>新用户"


@pytest.fixture
def shop() -> RehearsalShop:
    shop = RehearsalShop()
    shop.open_shift()
    return shop


def sold(shop: RehearsalShop, product: ProductSnapshot, request_id: str = "r1") -> SaleSnapshot:
    return shop.sell(Cart().with_product(product), request_id=request_id).sale


def change(shop: RehearsalShop, product: ProductSnapshot, **changes: Any) -> None:
    draft = shop.catalog.get_draft(product.id)
    shop.catalog.change_product(shop.owner, product.id, replace(draft, **changes))


def words_of(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Text)]


def slip_words(shop: RehearsalShop, sale: SaleSnapshot, line: SoldLine) -> list[str]:
    (card,) = shop.delivery.reveal(shop.cashier, line.id).cards
    issued = "林小舟", sale.sold_at
    content = papers.secret_content(
        sale, line.title, card, (1, 1), issued, shop.settings.current, copy_number=0
    )
    return words_of(secret_slip(content, PaperWidth.MM_58).blocks)


def receipt_words(shop: RehearsalShop, sale: SaleSnapshot) -> list[str]:
    content = papers.sale_content(sale, shop.settings.current)
    return words_of(sale_receipt(content, PaperWidth.MM_58).blocks)


def test_a_line_keeps_the_words_of_its_day_when_the_product_changes(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=2, region="国服", usage_limit=LIMIT)
    sale = sold(shop, product)
    change(shop, product, region="国际服", usage_limit="不支持国服")
    kept = shop.checkout.get_sale(sale.id)
    assert kept.lines == sale.lines
    assert (kept.lines[0].region, kept.lines[0].usage_limit) == ("国服", LIMIT)
    later = sold(shop, shop.checkout.get_product(product.id), "r2")
    assert (later.lines[0].region, later.lines[0].usage_limit) == ("国际服", "不支持国服")


def test_the_chat_message_says_region_limit_and_guide_of_the_sale(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=1, region="国服", usage_limit=LIMIT, guide="官网兑换")
    line = sold(shop, product).lines[0]
    change(shop, product, usage_limit="")
    text, _changes = shop.delivery.chat_text(shop.cashier, line.id)
    assert text.reveal().splitlines()[2:] == ["区服：国服", f"使用限制：{LIMIT}", "官网兑换"]


def test_both_papers_say_region_and_limit(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=1, region="国服", usage_limit=LIMIT, guide="官网兑换")
    sale = sold(shop, product)
    words = receipt_words(shop, sale)
    assert words[words.index("国服") + 1] == f"使用限制：{LIMIT}"
    words = slip_words(shop, sale, sale.lines[0])
    assert "国服" in words
    assert words[words.index(f"使用限制：{LIMIT}") + 1] == "官网兑换"


def test_goods_without_region_and_limit_say_nothing_of_them(shop: RehearsalShop) -> None:
    product = shop.a_product(cards=2)
    sale = sold(shop, product)
    said = [*receipt_words(shop, sale), *slip_words(shop, sale, sale.lines[0])]
    assert not any("限制" in words for words in said)
    other = sold(shop, product, "r2")
    text, _changes = shop.delivery.chat_text(shop.cashier, other.lines[0].id)
    assert "区服" not in text.reveal()
    assert "限制" not in text.reveal()


def test_an_import_changes_the_limit_only_where_the_file_has_the_column(
    shop: RehearsalShop, tmp_path: Path
) -> None:
    product = shop.a_product("A", usage_limit="仅限新用户")
    importing = Importing(shop.ground, shop.settings, shop.rights, shop.card_store)
    table = tmp_path / "goods.csv"
    table.write_text("编码,名称,售价\nA,甲,1\n", encoding="utf-8")
    importing.import_products(shop.owner, table)
    assert shop.checkout.get_product(product.id).usage_limit == "仅限新用户"
    table.write_text("编码,名称,售价,使用限制\nA,甲,1,不支持国际服\n", encoding="utf-8")
    importing.import_products(shop.owner, table)
    assert shop.checkout.get_product(product.id).usage_limit == "不支持国际服"


def test_a_typed_limit_is_one_plain_line(shop: RehearsalShop) -> None:
    product = shop.a_product(usage_limit=" 仅限新用户\u202e\n不支持国际服 ")
    assert product.usage_limit == "仅限新用户 不支持国际服"
    assert len(shop.a_product("B", usage_limit="限" * 900).usage_limit) == 200
