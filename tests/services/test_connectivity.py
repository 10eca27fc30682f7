"""Finding out that the network is gone, and that it is back, from the calls that are made anyway."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from desktop.connectors.http_call import HttpOutcome, PreparedCall, Transport
from desktop.connectors.http_client import HttpClient
from desktop.domain.connection import FRESH_SECONDS, KNOCK_SECONDS, ConnectionState, Reach
from desktop.domain.money import Money
from desktop.domain.purchase import PurchaseState
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft
from desktop.services.connectivity import Connectivity
from desktop.storage import platform_queries
from tests.buying import APP_ID, APP_KEY, BuyingShop
from tests.connectors.fault_server import FaultServer, answering, response, unused_port


@pytest.fixture
def shop() -> BuyingShop:
    buying = BuyingShop()
    buying.connect()
    return buying


def pass_seconds(shop: BuyingShop, seconds: float) -> None:
    shop.clock.pass_time(timedelta(seconds=seconds))


def test_a_call_that_fails_makes_a_doubt_and_a_check_makes_it_certain(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.platform.is_unplugged = True
    pass_seconds(shop, FRESH_SECONDS)
    assert shop.purchasing.quote(product.id, 1).trouble is not None
    assert shop.connectivity.state is ConnectionState.DOUBTFUL
    assert shop.connectivity.is_check_due()
    shop.connectivity.check()
    assert shop.connectivity.is_offline()
    assert not shop.connectivity.is_check_due()


def test_one_sick_source_among_others_is_not_offline(shop: BuyingShop) -> None:
    shop.connect("聚源卡盟")
    shop.platform.is_unplugged = True
    pass_seconds(shop, FRESH_SECONDS)
    shop.stock_sync.sync([shop.accounts.list_accounts()[0].id])
    shop.platform.is_unplugged = False
    shop.connectivity.check()
    assert shop.connectivity.state is ConnectionState.ONLINE


def test_in_doubt_all_are_asked_once_and_offline_one_at_a_time(shop: BuyingShop) -> None:
    for name in ("聚源卡盟", "闪充云"):
        shop.connect(name)
    shop.unplug()
    assert shop.connectivity.is_offline()
    before = len(shop.platform.calls)
    pass_seconds(shop, KNOCK_SECONDS[0])
    assert shop.connectivity.is_check_due()
    shop.connectivity.check()
    assert len(shop.platform.calls) == before + 1


def test_offline_an_hour_costs_no_more_than_a_knock_a_minute(shop: BuyingShop) -> None:
    shop.unplug()
    before = len(shop.platform.calls)
    for _second in range(3600):
        pass_seconds(shop, 1)
        if shop.connectivity.is_check_due():
            shop.connectivity.check()
    assert len(shop.platform.calls) - before <= 62


def test_when_one_answers_the_others_are_asked_too_and_their_trouble_ends(
    shop: BuyingShop,
) -> None:
    shop.connect("聚源卡盟")
    shop.platform.is_unplugged = True
    pass_seconds(shop, FRESH_SECONDS)
    shop.stock_sync.sync()
    shop.connectivity.check()
    assert shop.stock_sync.last_state().in_trouble == ("星桥卡盟", "聚源卡盟")
    shop.platform.balance -= 100
    shop.plug_in()
    assert shop.connectivity.state is ConnectionState.ONLINE
    assert shop.stock_sync.last_state().in_trouble == ()
    balances = [account.balance for account in shop.accounts.list_accounts()]
    assert balances == [Money(4900_00)] * 2


def test_any_call_that_is_answered_ends_it(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.unplug()
    shop.platform.is_unplugged = False
    assert shop.purchasing.quote(product.id, 1).trouble is not None, "offline nobody is asked"
    shop.stock_sync.sync()
    assert shop.connectivity.state is ConnectionState.ONLINE
    assert shop.purchasing.quote(product.id, 1, is_fresh=True).trouble is None


def test_an_answer_to_another_call_during_the_check_outweighs_it(shop: BuyingShop) -> None:
    shop.platform.is_unplugged = True
    pass_seconds(shop, FRESH_SECONDS)
    lost, answer = shop.platform.send, HttpOutcome(Transport.ANSWERED, "ok", 200)
    order = PreparedCall("order", "https://other.example", b"")

    def answered_elsewhere(call: PreparedCall) -> HttpOutcome:
        outcome = lost(call)
        pass_seconds(shop, 1)
        other = threading.Thread(target=shop.connectivity.note, args=(order, answer))
        other.start()
        other.join()
        return outcome

    shop.platform.send = answered_elsewhere  # type: ignore[method-assign]
    shop.connectivity.check()
    assert shop.connectivity.state is ConnectionState.ONLINE


def test_a_source_that_cannot_even_be_called_neither_proves_nor_hides_anything(
    shop: BuyingShop,
) -> None:
    for name in ("没填完的", "也没填完的"):
        account_id = shop.connect(name)
        with shop.ground.database.write() as connection:
            platform_queries.change_account(connection, account_id, fields={})
    shop.unplug()
    assert shop.connectivity.is_offline()
    shop.plug_in()
    assert shop.connectivity.state is ConnectionState.ONLINE


def test_the_practice_platform_says_nothing_about_the_network(shop: BuyingShop) -> None:
    call = PreparedCall("balance", "http://127.0.0.1:9/shared", b"")
    shop.unplug()
    shop.connectivity.note(call, HttpOutcome(Transport.ANSWERED, "ok", 200))
    assert shop.connectivity.is_offline()


def test_a_shop_with_practice_alone_is_never_offline() -> None:
    shop = BuyingShop()
    account_id = shop.connect()
    with shop.ground.database.write() as connection:
        platform_queries.change_account(connection, account_id, is_practice=True)
    shop.unplug()
    assert shop.connectivity.state is ConnectionState.ONLINE


@pytest.mark.parametrize(
    ("outcome", "reach"),
    [
        (HttpOutcome(Transport.ANSWERED, "ok", 500), Reach.REACHED),
        (HttpOutcome(Transport.NOT_SENT, "ConnectionError"), Reach.UNREACHED),
        (HttpOutcome(Transport.NOT_SENT, "ConnectTimeout"), Reach.UNREACHED),
        (HttpOutcome(Transport.SENT_UNKNOWN, "deadline"), Reach.UNREACHED),
        (HttpOutcome(Transport.NOT_SENT, "SSLError"), Reach.UNCLEAR),
        (HttpOutcome(Transport.NOT_SENT, "plain_http_refused"), Reach.UNCLEAR),
        (HttpOutcome(Transport.SENT_UNKNOWN, "ConnectionError"), Reach.UNCLEAR),
        (HttpOutcome(Transport.SENT_UNKNOWN, "redirect", 302), Reach.UNCLEAR),
    ],
    ids=str,
)
def test_what_an_outcome_says_about_the_network(outcome: HttpOutcome, reach: Reach) -> None:
    assert outcome.reach is reach


# -- over real sockets --------------------------------------------------------------------------


def connect_to(shop: BuyingShop, port: int) -> int:
    """Add a source on this machine that counts as a real one: nothing else here can refuse."""
    fields = {"base_url": f"http://127.0.0.1:{port}", "app_id": APP_ID}
    draft = AccountDraft("acg_faka", "闪充云", fields, {"app_key": Secret(APP_KEY)})
    account_id = shop.accounts.add(shop.owner, draft).account.id
    with shop.ground.database.write() as connection:
        platform_queries.change_account(connection, account_id, is_practice=False)
    return account_id


def test_a_refused_port_takes_the_shop_offline_and_a_server_on_it_brings_it_back() -> None:
    shop, port = BuyingShop(), unused_port()
    connect_to(shop, port)
    door = HttpClient()
    connectivity = Connectivity(shop.ground, door, is_real=lambda _address: True)
    door.tell_outcomes_to(connectivity.note)
    connectivity.check()
    assert connectivity.is_offline()
    body = '{"code":200,"msg":"success","data":{"shopName":"闪充云","balance":88.5}}'
    server = FaultServer(answering(response(body.encode())), port=port)
    try:
        pass_seconds(shop, KNOCK_SECONDS[0])
        assert connectivity.is_check_due()
        connectivity.check()
    finally:
        server.close()
    assert connectivity.state is ConnectionState.ONLINE
    assert shop.accounts.list_accounts()[0].balance == Money(88_50)


# -- what waits meanwhile -----------------------------------------------------------------------


def test_offline_nothing_is_sent_unasked_and_back_online_all_of_it(shop: BuyingShop) -> None:
    product = shop.adopt()
    shop.unplug()
    bought = shop.buy(product)
    assert bought.state is PurchaseState.PREPARED
    pass_seconds(shop, 3600)
    calls = len(shop.platform.calls)
    assert shop.purchasing.due_ids() == ()
    assert shop.purchasing.advance_due() == ()
    assert len(shop.platform.calls) == calls
    assert shop.purchase_watch.unsent_count() == 1
    shop.plug_in()
    shop.purchase_watch.hasten()
    assert shop.purchasing.due_ids() == (bought.id,)
    (done,) = shop.purchasing.advance_due()
    assert done.state is PurchaseState.FULFILLED
    assert shop.purchase_watch.unsent_count() == 0


def test_what_waits_longest_is_not_left_waiting_once_the_network_is_back(
    shop: BuyingShop,
) -> None:
    product = shop.adopt()
    shop.platform.is_unplugged = True
    bought = shop.buy(product)
    for _try in range(8):
        bought = shop.purchasing.recheck([bought.id])[0]
    assert bought.next_step_at is not None
    shop.plug_in()
    assert bought.next_step_at > shop.clock.now()
    shop.purchase_watch.hasten()
    assert shop.purchasing.due_ids() == (bought.id,)
