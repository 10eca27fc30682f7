from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from desktop.domain.chain_list import read_chain
from desktop.domain.chain_sale import ChainLineState, DraftSupply
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind, ProductSnapshot
from desktop.domain.sale import Approval
from desktop.domain.tender import TenderMethod
from desktop.models.chains import chain_line
from desktop.models.purchases import purchase
from desktop.models.sales import sale
from desktop.services.chain_sales import ChainDraft, ChainSales
from desktop.services.top_ups import TopUps
from desktop.translating import sentence_of
from tests.buying import BuyingShop
from tests.shop import RehearsalShop

WECHAT = TenderMethod.WECHAT
CHAIN = """#接龙
云境点卡
1. 小禾 13800002046 x2
2. 阿飞 13900001111 已转
3. 老周 18600003333
4. 小禾 13800002046 5
"""


@dataclass
class DyingFailPoints:
    """Raises at one step, as if the process had ended there."""

    name: str = ""
    passed: list[str] = field(default_factory=list)

    def reached(self, name: str) -> None:
        self.passed.append(name)
        if name == self.name:
            raise KeyboardInterrupt(name)


def chains_of(shop: RehearsalShop) -> ChainSales:
    top_ups = TopUps(shop.ground, shop.settings)
    return ChainSales(shop.ground, shop.settings, shop.checkout, shop.delivery, top_ups)


@pytest.fixture
def points() -> DyingFailPoints:
    return DyingFailPoints()


@pytest.fixture
def shop(points: DyingFailPoints) -> RehearsalShop:
    shop = RehearsalShop(fail_points=points)
    shop.open_shift()
    return shop


@pytest.fixture
def chains(shop: RehearsalShop) -> ChainSales:
    return chains_of(shop)


def a_chain(
    shop: RehearsalShop, chains: ChainSales, *, cards: int = 9, text: str = CHAIN
) -> tuple[int, ProductSnapshot]:
    product = shop.a_product(cards=cards, price=99_00)
    return chains.make(shop.cashier, product.id, read_chain(text)).chain_id, product


def lines_of(chains: ChainSales, chain_id: int) -> tuple[ChainDraft, ...]:
    return chains.load(chain_id).lines


def sale_count(shop: RehearsalShop) -> int:
    with shop.ground.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(sale)) or 0


def test_each_line_that_was_read_is_a_draft(shop: RehearsalShop, chains: ChainSales) -> None:
    chain_id, _product = a_chain(shop, chains)
    lines = lines_of(chains, chain_id)
    assert [(one.name, one.account, one.quantity, one.rest, one.state) for one in lines] == [
        ("小禾", "13800002046", 2, "", ChainLineState.DRAFT),
        ("阿飞", "13900001111", 1, "已转", ChainLineState.DRAFT),
        ("老周", "18600003333", 1, "", ChainLineState.DRAFT),
    ]
    assert lines[0].total == Money(198_00)
    (head,) = chains.list_chains()
    assert (head.title, head.lines, head.open_lines) == ("云境点卡", 3, 3)
    assert sale_count(shop) == 0


def test_accounts_are_sealed_and_go_with_the_sale(shop: RehearsalShop, chains: ChainSales) -> None:
    chain_id, _product = a_chain(shop, chains)
    first = lines_of(chains, chain_id)[0]
    with shop.ground.database.read() as connection:
        rows = connection.execute(select(chain_line)).all()
    assert all("13800002046" not in str(row) for row in rows)
    assert all(row.target_sealed for row in rows)
    chains.sell(shop.cashier, [first.id], WECHAT, shop.shift.id)
    with shop.ground.database.read() as connection:
        sealed = connection.scalars(
            select(chain_line.c.target_sealed).order_by(chain_line.c.position)
        ).all()
    assert [one is None for one in sealed] == [True, False, False]
    assert lines_of(chains, chain_id)[0].account == "13****46"


def test_what_the_first_drafts_take_the_last_ones_lack(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    chain_id, _product = a_chain(shop, chains, cards=3)
    assert [one.supply for one in lines_of(chains, chain_id)] == [
        DraftSupply(cards=2),
        DraftSupply(cards=1),
        DraftSupply(missing=1),
    ]
    chains.drop(shop.cashier, lines_of(chains, chain_id)[1].id)
    assert [one.supply.cards for one in lines_of(chains, chain_id)] == [2, 0, 1]


def test_paid_lines_are_sold_each_by_itself(shop: RehearsalShop, chains: ChainSales) -> None:
    chain_id, product = a_chain(shop, chains)
    first, second, _third = lines_of(chains, chain_id)
    report = chains.sell(shop.cashier, [second.id, first.id], WECHAT, shop.shift.id)
    assert report.sold == (second.id, first.id)
    lines = lines_of(chains, chain_id)
    assert [one.state for one in lines] == [
        ChainLineState.SOLD,
        ChainLineState.SOLD,
        ChainLineState.DRAFT,
    ]
    sold = shop.checkout.get_sale(lines[0].sale_id or 0)
    assert (sold.total, sold.note, sold.channel) == (Money(198_00), "小禾", "wechat")
    assert [(one.method, one.amount) for one in sold.payments] == [("wechat", Money(198_00))]
    kept = shop.checkout.get_product(product.id)
    assert (kept.local_cards, kept.kept_for_chains) == (5, 1)
    assert sale_count(shop) == 2


def test_what_fails_is_named_on_its_line_and_the_others_go_on(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    text = "1. 小禾 x2\n2. 阿飞 x3\n3. 老周"
    chain_id, _product = a_chain(shop, chains, cards=4, text=text)
    ids = [one.id for one in lines_of(chains, chain_id)]
    report = chains.sell(shop.cashier, ids, TenderMethod.CASH, shop.shift.id)
    assert report.sold == (ids[0], ids[2])
    assert {line: error.code for line, error in report.refused.items()} == {ids[1]: "out_of_stock"}
    assert [one.state for one in lines_of(chains, chain_id)] == [
        ChainLineState.SOLD,
        ChainLineState.PAID,
        ChainLineState.SOLD,
    ]
    with pytest.raises(BusinessRuleError, match="钱已经收了"):
        chains.drop(shop.cashier, ids[1])
    chains.drop(shop.cashier, ids[1], is_repaid=True)
    assert lines_of(chains, chain_id)[1].state is ChainLineState.DROPPED


def test_a_big_payment_needs_the_tail_of_its_bill(shop: RehearsalShop, chains: ChainSales) -> None:
    chain_id, _product = a_chain(shop, chains, text="小禾 x3")
    (line,) = lines_of(chains, chain_id)
    refused = chains.sell(shop.cashier, [line.id], WECHAT, shop.shift.id).refused
    assert refused[line.id].code == "bill_tail_missing"
    tails = {line.id: "2046"}
    report = chains.sell(shop.cashier, [line.id], WECHAT, shop.shift.id, tails)
    assert report.sold == (line.id,)


def test_a_line_asks_for_what_its_sale_will_book(shop: RehearsalShop, chains: ChainSales) -> None:
    shop.settings.change(shop.owner, {"sale.floor": "0"})
    shop.a_campaign("percent_off", rate=95)
    chain_id, product = a_chain(shop, chains)
    first, second, _third = lines_of(chains, chain_id)
    assert [first.total, second.total] == [Money(188_10), Money(94_05)]
    asked = {first.id: first.total}
    chains.sell(shop.cashier, [first.id], WECHAT, shop.shift.id, shown_totals=asked)
    sold = lines_of(chains, chain_id)[0]
    assert shop.checkout.get_sale(sold.sale_id or 0).total == Money(188_10)
    shop.catalog.change_prices(shop.owner, {product.id: Money(120_00)})
    assert [one.total for one in lines_of(chains, chain_id)[:2]] == [Money(188_10), Money(114_00)]


def test_a_price_that_moved_under_an_open_chain_is_refused_line_by_line(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    chain_id, product = a_chain(shop, chains)
    asked = {one.id: one.total for one in lines_of(chains, chain_id)}
    shop.catalog.change_prices(shop.owner, {product.id: Money(120_00)})
    report = chains.sell(
        shop.cashier, list(asked), TenderMethod.CASH, shop.shift.id, shown_totals=asked
    )
    assert {error.code for error in report.refused.values()} == {"price_changed"}
    assert sale_count(shop) == 0
    assert lines_of(chains, chain_id)[0].total == Money(240_00)


def test_the_same_line_is_never_sold_twice(shop: RehearsalShop, chains: ChainSales) -> None:
    chain_id, _product = a_chain(shop, chains)
    line = lines_of(chains, chain_id)[0]
    for _ in range(3):
        report = chains.sell(shop.cashier, [line.id, line.id], WECHAT, shop.shift.id)
        assert report.sold == (line.id,)
    assert sale_count(shop) == 1


@pytest.mark.parametrize("step", ["chain.paid", "sale.before_commit", "chain.sold", "chain.noted"])
def test_a_till_that_died_goes_on_where_it_was(
    shop: RehearsalShop, chains: ChainSales, points: DyingFailPoints, step: str
) -> None:
    chain_id, product = a_chain(shop, chains)
    ids = [one.id for one in lines_of(chains, chain_id)]
    points.name = step
    with pytest.raises(KeyboardInterrupt):
        chains.sell(shop.cashier, ids, TenderMethod.CASH, shop.shift.id)
    points.name = ""
    again = chains_of(shop)
    is_recorded = step in {"chain.sold", "chain.noted"}
    left = lines_of(again, chain_id)
    assert left[0].state is (ChainLineState.SOLD if is_recorded else ChainLineState.PAID)
    assert again.list_chains()[0].open_lines == (2 if is_recorded else 3)
    assert again.sell(shop.cashier, ids, TenderMethod.CASH, shop.shift.id).sold == tuple(ids)
    assert sale_count(shop) == 3
    assert shop.checkout.get_product(product.id).local_cards == 5
    assert all(one.account.count("*") for one in lines_of(again, chain_id))


def test_a_chain_that_grew_and_is_pasted_again_says_what_was_sold(
    shop: RehearsalShop, chains: ChainSales
) -> None:
    chain_id, product = a_chain(shop, chains)
    first, second, third = (one.id for one in lines_of(chains, chain_id))
    chains.sell(shop.cashier, [first, second], WECHAT, shop.shift.id)
    voided = lines_of(chains, chain_id)[1].sale_id or 0
    with shop.ground.database.write() as connection:
        connection.execute(update(sale).where(sale.c.id == voided).values(state="voided"))
    grown = chains.make(shop.cashier, product.id, read_chain(f"{CHAIN}5. 阿青")).chain_id
    said = [(one.name, one.is_sold_elsewhere) for one in lines_of(chains, grown)]
    assert said == [("小禾", True), ("阿飞", False), ("老周", False), ("阿青", False)]
    assert not any(one.is_sold_elsewhere for one in lines_of(chains, chain_id))
    chains.sell(shop.cashier, [lines_of(chains, grown)[2].id], WECHAT, shop.shift.id)
    left = next(one for one in lines_of(chains, chain_id) if one.id == third)
    assert left.is_sold_elsewhere
    shop.clock.pass_time(timedelta(days=4))
    assert not any(one.is_sold_elsewhere for one in lines_of(chains, grown))


def test_a_dropped_line_is_not_sold(shop: RehearsalShop, chains: ChainSales) -> None:
    chain_id, _product = a_chain(shop, chains)
    line = lines_of(chains, chain_id)[0]
    chains.drop(shop.cashier, line.id)
    report = chains.sell(shop.cashier, [line.id], WECHAT, shop.shift.id)
    assert sentence_of(report.refused[line.id]) == "这一行已经划掉了，没有卖"
    assert sale_count(shop) == 0


def test_a_chain_without_a_line_is_not_taken_down(shop: RehearsalShop, chains: ChainSales) -> None:
    product = shop.a_product(cards=1)
    with pytest.raises(BusinessRuleError, match="没有一行能用"):
        chains.make(shop.cashier, product.id, read_chain("#接龙\n1. 小禾 2"))
    assert chains.list_chains() == ()


def test_each_sold_line_has_its_message(shop: RehearsalShop, chains: ChainSales) -> None:
    chain_id, _product = a_chain(shop, chains)
    first, second, _third = lines_of(chains, chain_id)
    with pytest.raises(BusinessRuleError, match="还没有出货"):
        chains.message_for(shop.cashier, first.id)
    chains.sell(shop.cashier, [first.id, second.id], WECHAT, shop.shift.id)
    message = chains.message_for(shop.cashier, first.id)
    assert message.has_cards
    assert message.text.reveal().count("卡密 YJ100-CARD-") == 2
    with pytest.raises(BusinessRuleError, match="店主"):
        chains.message_for(shop.cashier, first.id)
    consent = Approval(shop.owner.id, "没收到")
    assert chains.message_for(shop.cashier, first.id, consent).text == message.text


# Top-ups ------------------------------------------------------------------------------------------


@pytest.fixture
def buying() -> BuyingShop:
    return BuyingShop()


def a_top_up(shop: BuyingShop, widgets: list[dict[str, str]] | None = None) -> ProductSnapshot:
    from tests.buying import Goods

    account = {"cn": "账号", "name": "account", "type": "text", "regex": "", "error": ""}
    shop.platform.goods["HF50"] = Goods(
        "HF50", "话费 50 元", "48.00", is_manual=True, widgets=[account, *(widgets or [])]
    )
    shop.connect()
    account_id = shop.accounts.list_accounts()[0].id
    product = shop.a_product(
        "HF50",
        price=50_00,
        cost=None,
        name="话费",
        face_text="50 元",
        kind=ProductKind.TOPUP,
        account_rule=AccountRule.PHONE,
    )
    goods = shop.stock_sync.find_goods(account_id, "HF50", "")
    assert goods is not None
    shop.stock_sync.add_source(shop.owner, product.id, goods.id)
    shop.stock_sync.refresh_prices(account_id)
    return shop.checkout.get_product(product.id)


def test_top_ups_are_bought_by_the_machine(buying: BuyingShop) -> None:
    chains, product = chains_of(buying), a_top_up(buying)
    text = "1. 小禾 13800002046\n2. 阿飞 28490017\n3. 老周\n4. 阿青 13900001111"
    made = chains.make(buying.cashier, product.id, read_chain(text))
    assert [one.number for one in made.refused] == [2, 3]
    lines = lines_of(chains, made.chain_id)
    assert [one.account for one in lines] == ["138 0000 2046", "139 0000 1111"]
    assert [one.supply.bought for one in lines] == [1, 1]
    ids = [one.id for one in lines]
    assert chains.sell(buying.cashier, ids, WECHAT, buying.shift.id).sold == tuple(ids)
    with buying.ground.database.read() as connection:
        purchases = connection.scalars(select(purchase.c.id)).all()
    assert len(purchases) == 2
    message = chains.message_for(buying.cashier, ids[0])
    assert not message.has_cards
    assert "正在处理" in message.text.reveal()
    for one in purchases:
        buying.settle(one)
    forms = sorted(order.form["account"] for order in buying.platform.orders.values())
    assert forms == ["13800002046", "13900001111"]
    sold = buying.checkout.get_sale(lines_of(chains, made.chain_id)[0].sale_id or 0)
    assert sold.lines[0].target_masked == "138****2046"


def test_an_account_is_not_topped_up_twice_by_a_chain(buying: BuyingShop) -> None:
    chains, product = chains_of(buying), a_top_up(buying)
    text = "1. 小禾 13800002046\n2. 小禾妈妈 138 0000 2046"
    made = chains.make(buying.cashier, product.id, read_chain(text))
    lines = lines_of(chains, made.chain_id)
    assert [one.is_repeat for one in lines] == [False, True]
    report = chains.sell(buying.cashier, [one.id for one in lines], WECHAT, buying.shift.id)
    assert report.sold == (lines[0].id,)
    said = sentence_of(report.refused[lines[1].id])
    assert "138****2046 刚充过" in said
    assert "13800002046" not in said
    assert sale_count(buying) == 1


def test_goods_that_ask_for_more_than_an_account_are_refused(buying: BuyingShop) -> None:
    region = {"cn": "区服", "name": "region", "type": "text", "regex": "", "error": ""}
    chains, product = chains_of(buying), a_top_up(buying, [region])
    with pytest.raises(BusinessRuleError, match="区服"):
        chains.make(buying.cashier, product.id, read_chain("小禾 13800002046"))
