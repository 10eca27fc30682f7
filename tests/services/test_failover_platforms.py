"""The next source over the real HTTP door: whatever platform dies, another one sells, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.services.purchasing import PurchaseSnapshot
from desktop.storage.purchase_lists import PurchaseFilter
from tests.connectors.fakes.fake_site import FakeSite, Fate, Trouble, running
from tests.connectors.later_contract import AFTER
from tests.services.test_purchasing_later import WHOLESALERS, LaterShop, Wholesaler

S = PurchaseState
FIRST, SECOND = "先问的货源", "后问的货源"


@pytest.fixture(params=range(len(WHOLESALERS)), ids=lambda at: WHOLESALERS[at].key)
def pair(request: pytest.FixtureRequest) -> tuple[Wholesaler, Wholesaler]:
    """A platform and another one to go on at."""
    at = int(request.param)
    return WHOLESALERS[at], WHOLESALERS[(at + 1) % len(WHOLESALERS)]


@pytest.fixture
def servers() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


class Market:
    """Two running sites that sell the same card, and a till that knows both."""

    def __init__(self, pair: tuple[Wholesaler, Wholesaler], servers: ExitStack) -> None:
        self.first_line = ExitStack()
        servers.callback(self.first_line.close)
        self.first: FakeSite = self.first_line.enter_context(running(pair[0].make_site()))
        self.second: FakeSite = servers.enter_context(running(pair[1].make_site()))
        self.shop = LaterShop()
        for wholesaler, site, name in zip(
            pair, (self.first, self.second), (FIRST, SECOND), strict=True
        ):
            self.shop.join(wholesaler, site, name)
        product = self.shop.adopt(pair[0].card, price=100_00)
        second = self.shop.accounts.find_by_name(SECOND)
        assert second is not None
        goods = self.shop.stock_sync.find_goods(second.id, pair[1].card, "")
        assert goods is not None
        self.shop.stock_sync.add_source(self.shop.owner, product.id, goods.id)
        self.product = self.shop.checkout.get_product(product.id)

    def sell(self) -> list[PurchaseSnapshot]:
        """Sell one and let the till run; return what was bought for it, oldest first."""
        sold = self.shop.sell(Cart().with_product(self.product))
        for purchase_id in sold.purchases_to_start:
            self.shop.purchasing.advance(purchase_id)
        for _ in range(40):
            due = self.shop.purchasing.next_due_at()
            if due is None:
                break
            if due > self.shop.clock.now():
                self.shop.clock.pass_time(due - self.shop.clock.now())
            self.shop.purchasing.advance_due()
        wanted = PurchaseFilter(sale_line_id=sold.sale.lines[0].id)
        return sorted(self.shop.purchasing.list_purchases(wanted), key=lambda one: one.id)


def goes_away(market: Market) -> None:
    market.first_line.close()


def sells_out(market: Market) -> None:
    for goods in market.first.goods.values():
        goods.stock = 0


def gets_dear(market: Market) -> None:
    for goods in market.first.goods.values():
        goods.price = "120.0000"


@pytest.mark.parametrize(
    ("happens", "state"),
    [(goes_away, S.CANCELLED), (sells_out, S.REJECTED), (gets_dear, S.CANCELLED)],
)
def test_another_platform_sells_what_the_first_definitely_cannot(
    pair: tuple[Wholesaler, Wholesaler],
    servers: ExitStack,
    happens: Callable[[Market], None],
    state: PurchaseState,
) -> None:
    market = Market(pair, servers)
    happens(market)
    failed, bought = market.sell()
    assert (failed.account, failed.state) == (FIRST, state), failed.events
    assert (bought.account, bought.state) == (SECOND, S.FULFILLED), bought.events
    assert (len(market.first.orders), len(market.second.orders)) == (0, 1)
    assert market.shop.count_cards() == 1
    assert bought.charged == Money(91_00)


@pytest.mark.parametrize("trouble", [*AFTER, Trouble.LOST_BEFORE, Trouble.PAGE_BEFORE])
def test_an_answer_that_was_lost_never_buys_at_another_platform(
    pair: tuple[Wholesaler, Wholesaler], servers: ExitStack, trouble: Trouble
) -> None:
    market = Market(pair, servers)
    market.first.troubles = [trouble]
    (purchase,) = market.sell()
    is_bought = trouble in AFTER
    assert purchase.state is (S.FULFILLED if is_bought else S.HUMAN)
    assert len(market.first.orders) == int(is_bought)
    assert market.second.orders == []


@pytest.mark.parametrize("fate", [Fate.REFUNDED, Fate.FAILED, Fate.PARTLY_REFUNDED])
def test_an_order_that_was_taken_and_then_given_up_waits_for_a_person(
    pair: tuple[Wholesaler, Wholesaler], servers: ExitStack, fate: Fate
) -> None:
    market = Market(pair, servers)
    market.first.fate = fate
    (purchase,) = market.sell()
    assert purchase.state in {S.REFUNDED, S.HUMAN}
    assert market.second.orders == []
