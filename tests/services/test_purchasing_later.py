"""The real services, the real connector and the real HTTP door against a made-up site each.

An account is added, its goods are fetched and adopted, a card is bought for a waiting sale and the
answer to the order is lost. Whatever the platform: one order there, the card here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.connectors.http_client import HttpClient
from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.domain.product import AccountRule
from desktop.domain.purchase import PurchaseState
from desktop.domain.secret import Secret
from desktop.domain.top_up import checked_target
from desktop.models.card_secrets import card_secret
from desktop.services.accounts import AccountDraft, Accounts
from desktop.services.purchasing import Purchasing
from desktop.services.recovery import Recovery
from desktop.services.stock_sync import StockSync
from tests.buying import BuyingShop
from tests.connectors.fakes import kakayun_server, kasushou_server, kayixin_server
from tests.connectors.fakes.fake_site import FakeSite, Fate, RefusedError, Trouble, running
from tests.connectors.later_contract import AFTER
from tests.connectors.platform_contract import no_wait

S = PurchaseState


@dataclass(frozen=True)
class Wholesaler:
    """A platform, its made-up site, and how an account there is filled in."""

    key: str
    make_site: Callable[[], FakeSite]
    fields: dict[str, str]
    secrets: dict[str, str]
    card: str
    topup: str
    address_keys: tuple[str, ...] = ("base_url",)


WHOLESALERS = (
    Wholesaler(
        "kasushou",
        kasushou_server.KasushouSite,
        {"app_id": kasushou_server.APP_ID},
        {"api_key": kasushou_server.API_KEY},
        card="2909",
        topup="2910",
    ),
    Wholesaler(
        "kakayun",
        kakayun_server.KakayunSite,
        {"user_id": kakayun_server.USER_ID},
        {"user_key": kakayun_server.USER_KEY},
        card="2478517",
        topup="2478510",
        address_keys=("base_url", "api_url"),
    ),
    Wholesaler(
        "kayixin",
        kayixin_server.KayixinSite,
        {"app_id": kayixin_server.APP_ID},
        {"app_secret": kayixin_server.APP_SECRET},
        card="201068",
        topup="201069",
    ),
)


class LaterShop(BuyingShop):
    """The till with an account at a running site."""

    def open_services(self) -> None:
        door = HttpClient(wait=no_wait)
        self.accounts = Accounts(self.ground, self.rights, door)
        self.stock_sync = StockSync(self.ground, self.rights, self.catalog, door)
        self.purchasing = Purchasing(self.ground, self.rights, door)
        self.recovery = Recovery(self.ground, self.purchasing)

    def join(self, wholesaler: Wholesaler, site: FakeSite, name: str = "货源") -> None:
        addresses = dict.fromkeys(wholesaler.address_keys, site.url)
        secrets = {key: Secret(value) for key, value in wholesaler.secrets.items()}
        draft = AccountDraft(wholesaler.key, name, wholesaler.fields | addresses, secrets)
        account_id = self.accounts.add(self.owner, draft).account.id
        (report,) = self.stock_sync.sync([account_id])
        assert report.error is None
        assert report.balance == Money(5000_00)

    def count_cards(self) -> int:
        with self.ground.database.read() as connection:
            return connection.scalar(select(func.count()).select_from(card_secret)) or 0


@pytest.fixture(params=WHOLESALERS, ids=lambda one: one.key)
def wholesaler(request: pytest.FixtureRequest) -> Wholesaler:
    chosen: Wholesaler = request.param
    return chosen


@pytest.fixture
def site(wholesaler: Wholesaler):
    with running(wholesaler.make_site()) as server:
        yield server


@pytest.fixture
def shop(wholesaler: Wholesaler, site: FakeSite) -> LaterShop:
    till = LaterShop()
    till.join(wholesaler, site)
    return till


@pytest.mark.parametrize("trouble", [Trouble.NONE, *AFTER])
def test_a_card_is_bought_once_whatever_happens_to_the_answer(
    trouble: Trouble, wholesaler: Wholesaler, site: FakeSite, shop: LaterShop
) -> None:
    product = shop.adopt(wholesaler.card, price=100_00)
    site.troubles = [trouble]
    bought = shop.settle(shop.buy(product, 2, 95_00).id)
    assert bought.state is S.FULFILLED, bought.events
    assert (bought.cards, shop.count_cards()) == (2, 2)
    (order,) = site.orders
    assert (order.own_number, order.quantity) == (bought.number, 2)
    assert (bought.upstream_number, bought.charged) == (order.number, Money(182_00))
    assert site.balance == 5000 - 182


def test_a_purchase_that_never_arrived_goes_to_a_person_and_is_not_sent_again(
    wholesaler: Wholesaler, site: FakeSite, shop: LaterShop
) -> None:
    product = shop.adopt(wholesaler.card, price=100_00)
    site.troubles = [Trouble.LOST_BEFORE]
    purchase = shop.settle(shop.buy(product).id, rounds=40)
    assert purchase.state is S.HUMAN, purchase.events
    assert site.orders == []
    assert site.paths().count(site.order_path) == 0  # lost before it arrived; no second one came
    assert shop.clock.now() - purchase.created_at >= timedelta(minutes=10)


def test_a_restart_while_the_answer_is_awaited_changes_nothing(
    wholesaler: Wholesaler, site: FakeSite, shop: LaterShop
) -> None:
    product = shop.adopt(wholesaler.card, price=100_00)
    site.troubles = [Trouble.LOST_AFTER]
    purchase = shop.buy(product)
    assert purchase.state is S.UNKNOWN
    shop.open_services()
    shop.recovery.run()
    assert shop.settle(purchase.id).state is S.FULFILLED
    assert len(site.orders) == 1


def test_a_refused_order_and_a_price_above_the_ceiling_buy_nothing(
    wholesaler: Wholesaler, site: FakeSite, shop: LaterShop
) -> None:
    product = shop.adopt(wholesaler.card, price=100_00)
    assert shop.buy(product, 1, 90_00).state is S.CANCELLED
    site.goods[int(wholesaler.card)].stock = 0
    refused = shop.buy(product)
    assert (refused.state, refused.reason_code) == (S.REJECTED, "listed_text")
    assert "库存不足" in refused.reason_text
    assert site.orders == []


def test_a_refunded_order_is_a_refund(
    wholesaler: Wholesaler, site: FakeSite, shop: LaterShop
) -> None:
    product = shop.adopt(wholesaler.card, price=100_00)
    site.fate = Fate.REFUNDED
    ended = shop.settle(shop.buy(product).id)
    assert (ended.state, ended.reason_sentences) == (S.REFUNDED, ("货源没有办成，钱退回来了",))
    assert shop.count_cards() == 0


def test_a_topup_goes_to_the_account_that_was_typed(
    wholesaler: Wholesaler, site: FakeSite, shop: LaterShop
) -> None:
    product = shop.adopt(wholesaler.topup, price=50_00)
    cart = Cart().with_product(product, 1, checked_target(AccountRule.UID, "player_1"))
    (purchase_id,) = shop.sell(cart).purchases_to_start
    done = shop.settle(shop.purchasing.advance(purchase_id).id)
    assert done.state is S.FULFILLED, done.events
    (order,) = site.orders
    assert "player_1" in str(order.filled_in)
    assert done.charged == Money(46_50)


def test_the_account_says_that_it_is_only_asked_and_never_repeated(
    wholesaler: Wholesaler, shop: LaterShop
) -> None:
    bought = shop.buy(shop.adopt(wholesaler.card, price=100_00))
    assert "从不重发" in bought.capability_sentence


_REFUSED_ADDRESS = {"kasushou": 400, "kakayun": 402, "kayixin": 1001}


def refuse_orders(site: FakeSite, code: int) -> None:
    """From now on the site takes calls and refuses orders for the address they come from."""
    honest = site.answer

    def answer(path: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any] | None:
        if path == site.order_path:
            return site.say_no(RefusedError(code, "IP 203.0.113.7 不在白名单"))
        return honest(path, headers, body)

    site.answer = answer  # type: ignore[method-assign]


def test_an_account_refused_at_the_order_is_noted_with_what_to_do(
    wholesaler: Wholesaler, site: FakeSite, shop: LaterShop
) -> None:
    product = shop.adopt(wholesaler.card, price=100_00)
    refuse_orders(site, _REFUSED_ADDRESS[wholesaler.key])
    refused = shop.buy(product)
    assert (refused.state, refused.reason_code) == (S.REJECTED, "account_refused")
    (account,) = shop.accounts.list_accounts()
    assert account.trouble_code == "address_not_listed"
    assert "203.0.113.7" in account.trouble_text
    assert "加进白名单" in account.trouble_text
    assert site.orders == []


def test_an_account_refused_before_the_order_is_noted_too_and_forgiven_when_it_answers(
    wholesaler: Wholesaler, site: FakeSite, shop: LaterShop
) -> None:
    product = shop.adopt(wholesaler.card, price=100_00)
    honest = site.check_signature

    def locked_out(headers: Mapping[str, str], body: bytes) -> None:
        raise RefusedError(_REFUSED_ADDRESS[wholesaler.key], "IP 203.0.113.7 不在白名单")

    site.check_signature = locked_out  # type: ignore[method-assign]
    refused = shop.buy(product)
    assert (refused.state, refused.reason_code) == (S.CANCELLED, "account_refused")
    (account,) = shop.accounts.list_accounts()
    assert account.trouble_code == "address_not_listed"
    site.check_signature = honest  # type: ignore[method-assign]
    assert shop.settle(shop.buy(product).id).state is S.FULFILLED
    assert shop.accounts.list_accounts()[0].trouble_code == ""
