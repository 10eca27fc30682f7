"""The practice shop in each of its other interfaces: the suite of every platform, and its ways.

acg-faka, the first of them, is in ``test_practice_server``.
"""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.connectors.http_call import CallLimits
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms import platform_named
from desktop.connectors.platforms.base import (
    FieldValue,
    GoodsKind,
    OrderRequest,
    Platform,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.connectors.platforms.dujiao_next import DUJIAO_NEXT
from desktop.connectors.platforms.rainbow import RAINBOW
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from desktop.practice.server.dialects import DIALECTS
from tests.connectors.platform_contract import (
    NOON,
    ContractShop,
    Known,
    PlatformContract,
    no_wait,
    plain_cards,
    query_of,
)
from tests.practice.practice_process import ROOT, Practice, practice, upstream_id, website

PHONE = "13800138000"
OTHERS = ("dujiao_next", "rainbow")


def fresh_number() -> str:
    return "KT" + uuid.uuid4().hex[:17].upper()


def order_of(platform: str, code: str = "YJ100", **changes: object) -> OrderRequest:
    request = OrderRequest(
        fresh_number(), upstream_id(platform, code), None, 1, GoodsKind.CARD, Money(9520)
    )
    return replace(request, **changes)  # type: ignore[arg-type]


def connector(server: Practice) -> Platform:
    found = platform_named(server.first_line["platform"])
    assert found is not None
    return found


def buy(
    door: HttpClient, server: Practice, request: OrderRequest, seconds: float = 10
) -> OrderOutcome:
    platform = connector(server)
    call = platform.prepare_order(server.access, request)
    return platform.read_order(
        request, door.send(replace(call, limits=CallLimits(total_seconds=seconds)))
    )


def page_of(server: Practice) -> str:
    return website(server.first_line["base_url"])


@pytest.fixture
def door() -> HttpClient:
    return HttpClient(wait=no_wait)


@pytest.fixture(scope="module")
def dujiao() -> Iterator[Practice]:
    with practice("--dialect", "dujiao_next", "--manual-seconds", 3600) as server:
        yield server


@pytest.fixture(scope="module")
def rainbow() -> Iterator[Practice]:
    with practice("--dialect", "rainbow", "--manual-seconds", 3600) as server:
        yield server


def numbers() -> dict[str, str]:
    return {name: fresh_number() for name in ("one_card", "two_cards", "topup")}


class TestDujiaoNextOnThePracticePlatform(PlatformContract):
    @pytest.fixture
    def running(self, dujiao: Practice) -> Practice:
        return dujiao

    @pytest.fixture
    def shop(self, running: Practice) -> ContractShop:
        key = "dujiao_next"
        return ContractShop(
            platform=DUJIAO_NEXT,
            access=running.access,
            card=Known(upstream_id(key, "YJ100"), Money(9520)),
            topup=Known(upstream_id(key, "HF100"), Money(9820)),
            topup_fields=(FieldValue("phone", PHONE),),
            has_name=True,
            numbers=numbers(),
            refusals={
                "dear": order_of(key, "GOLD", ceiling_unit=Money(999900)),
                "sold out": order_of(key, "LAST1", quantity=2),
                "no such SKU": order_of(key, upstream_id="1-999"),
                "a product off sale": order_of(key, "ZF30"),
                "no account given": order_of(key, "HF100", kind=GoodsKind.TOPUP),
            },
            unknown_query=QueryRequest("KT1", "999999", 1, GoodsKind.CARD, NOON),
        )

    def test_a_repeated_number_returns_its_order_and_six_at_once_make_one(
        self, running: Practice, door: HttpClient
    ):
        request = order_of("dujiao_next", "YJ30", ceiling_unit=Money(2850))
        with ThreadPoolExecutor(6) as pool:
            outcomes = list(pool.map(lambda _: buy(door, running, request), range(6)))
        assert {one.outcome_class for one in outcomes} == {OutcomeClass.ACCEPTED}
        assert len({one.upstream_number for one in outcomes}) == 1
        assert page_of(running).count(request.own_number) == 1

    def test_variants_are_bought_by_their_own_number(self, running: Practice, door: HttpClient):
        season = upstream_id("dujiao_next", "XMVIP", 1)
        outcome = buy(door, running, order_of("dujiao_next", upstream_id=season))
        assert outcome.charged == Money(5680)


class TestRainbowOnThePracticePlatform(PlatformContract):
    @pytest.fixture
    def running(self, rainbow: Practice) -> Practice:
        return rainbow

    @pytest.fixture
    def shop(self, running: Practice) -> ContractShop:
        key = "rainbow"
        return ContractShop(
            platform=RAINBOW,
            access=running.access,
            card=Known(upstream_id(key, "YJ100"), Money(9520)),
            topup=Known(upstream_id(key, "HF100"), Money(9820)),
            topup_fields=(FieldValue("input1", PHONE),),
            has_balance=False,
            numbers=numbers(),
            refusals={
                "dear": order_of(key, "GOLD", ceiling_unit=Money(999900)),
                "sold out": order_of(key, "LAST1", quantity=2),
                "too many": order_of(key, "ST50", quantity=11),
                "closed": order_of(key, "ZF30"),
                "no such goods": order_of(key, upstream_id="99999"),
                "two labels": order_of(
                    key, fields=(FieldValue("input1", "a"), FieldValue("input2", "b"))
                ),
            },
            unknown_query=QueryRequest("KT1", "999999999999999999", 1, GoodsKind.CARD, NOON),
        )

    def test_a_bought_card_can_be_fetched_again_by_its_order(
        self, shop: ContractShop, door: HttpClient
    ):
        # As a page of text only, which a person reads: the shop has no other form.
        request = shop.request("one_card", shop.card)
        bought = shop.order(door, request)
        again = shop.query(door, query_of(request, bought))
        assert again.progress is DeliveryProgress.ANSWERED
        assert again.text is not None
        (card,) = plain_cards(bought)
        assert card in again.text.reveal()

    def test_the_same_order_twice_is_two_orders(self, running: Practice, door: HttpClient):
        request = order_of("rainbow", "YJ30", ceiling_unit=Money(2850))
        first, second = (buy(door, running, request) for _ in range(2))
        assert first.upstream_number != second.upstream_number
        assert page_of(running).count(request.own_number) == 2

    def test_an_act_it_does_not_know_is_said(self, running: Practice, door: HttpClient):
        call = RAINBOW.prepare_order(running.access, order_of("rainbow"))
        answer = door.send(replace(call, url=call.url.replace("act=pay", "act=none")))
        assert b'"code":-5' in answer.body


@pytest.mark.parametrize("dialect", OTHERS)
class TestFaultsInEachDialect:
    @pytest.mark.parametrize(
        ("profile", "expected", "orders"),
        [
            ("lost_before", OutcomeClass.UNKNOWN, 0),
            ("lost_after", OutcomeClass.UNKNOWN, 1),
            ("slow_drip", OutcomeClass.UNKNOWN, 1),
            ("html", OutcomeClass.UNKNOWN, None),
            ("error_500", OutcomeClass.UNKNOWN, None),
            ("sold_out", OutcomeClass.REJECTED, 0),
            ("none", OutcomeClass.ACCEPTED, 1),
        ],
    )
    def test_an_order_meets_its_fault_and_the_rest_of_the_shop_works(
        self,
        dialect: str,
        profile: str,
        expected: OutcomeClass,
        orders: int | None,
        door: HttpClient,
    ):
        with practice("--dialect", dialect, "--faults", profile) as server:
            assert list(connector(server).fetch_goods(door, server.access))
            request = order_of(dialect)
            outcome = buy(door, server, request, seconds=1)
            bought = page_of(server).count(request.own_number)
        assert outcome.outcome_class is expected
        assert bought <= 1
        assert orders is None or bought == orders

    def test_a_price_jump_is_seen_by_the_quote_before_anything_is_sent(
        self, dialect: str, door: HttpClient
    ):
        with practice("--dialect", dialect, "--faults", "price_jump") as server:
            goods = upstream_id(dialect, "YJ100")
            asked = QuoteRequest(goods, None, 1)
            quote = connector(server).fetch_quote(door, server.access, asked)
            buy(door, server, order_of(dialect))
            assert "¥119.00" in page_of(server)
        assert quote.unit == Money(11900)

    def test_the_whole_shop_can_be_ill(self, dialect: str, door: HttpClient):
        ill = ("--faults", "error_500", "--faults-everywhere")
        with practice("--dialect", dialect, *ill) as server:
            with pytest.raises(PlatformSilentError):
                connector(server).fetch_balance(door, server.access)

    def test_mixed_faults_never_break_the_shop(self, dialect: str, door: HttpClient):
        with practice("--dialect", dialect, "--faults", "mixed:0.7", "--seed", 4) as server:
            classes = {
                buy(door, server, order_of(dialect), seconds=0.5).outcome_class for _ in range(8)
            }
            assert page_of(server)
        assert len(classes) > 1

    def test_what_was_answered_survives_a_kill(
        self, dialect: str, door: HttpClient, tmp_path: Path
    ):
        state = tmp_path / "practice.sqlite"
        request = order_of(dialect)
        with practice("--state", state, "--dialect", dialect) as first:
            bought = buy(door, first, request)
            first.process.kill()  # SIGKILL
            first.process.wait()
        with practice("--state", state, "--dialect", dialect) as second:
            assert second.first_line["app_key"] == first.first_line["app_key"]
            query = QueryRequest(
                request.own_number,
                bought.upstream_number,
                1,
                GoodsKind.CARD,
                NOON,
                secrets=second.access.secrets,
            )
            platform = connector(second)
            call = platform.prepare_query(second.access, query)
            assert call is not None
            found = platform.read_query(query, door.send(call))
            page = page_of(second)
        assert found.text is not None
        assert page.count(request.own_number) == 1
        for card in plain_cards(bought):
            assert card in page

    def test_a_topup_is_late_by_the_seconds_asked_for(self, dialect: str, door: HttpClient):
        name = {"dujiao_next": "phone", "rainbow": "input1"}[dialect]
        request = order_of(dialect, "HF50", kind=GoodsKind.TOPUP, fields=(FieldValue(name, PHONE),))
        told = []
        for seconds in (3600, 0):
            with practice("--dialect", dialect, "--manual-seconds", seconds) as server:
                bought = buy(door, server, request)
                assert bought.progress is DeliveryProgress.PROCESSING
                query = QueryRequest(
                    request.own_number, bought.upstream_number, 1, request.kind, NOON
                )
                platform = connector(server)
                call = platform.prepare_query(server.access, query)
                assert call is not None
                told.append(platform.read_query(query, door.send(call)).progress)
        assert told == [DeliveryProgress.PROCESSING, DeliveryProgress.DELIVERED]


@pytest.mark.parametrize("dialect", DIALECTS)
class TestGoodsWhoseAnswerIsLost:
    def test_the_order_is_kept_and_the_answer_never_comes(self, dialect: str, door: HttpClient):
        with practice("--dialect", dialect) as server:
            request = order_of(dialect, "DD10", ceiling_unit=Money(950))
            lost = buy(door, server, request)
            page = page_of(server)
        assert lost.outcome_class is OutcomeClass.UNKNOWN
        assert page.count(request.own_number) == 1
        assert "练习用" in page

    def test_what_a_second_try_says_is_the_kind_of_the_platform(
        self, dialect: str, door: HttpClient
    ):
        expected = {
            "acg_faka": (OutcomeClass.DUPLICATE, 1),
            "dujiao_next": (OutcomeClass.ACCEPTED, 1),
            "rainbow": (OutcomeClass.UNKNOWN, 2),
        }
        with practice("--dialect", dialect) as server:
            request = order_of(dialect, "DD10", ceiling_unit=Money(950))
            buy(door, server, request)
            again = buy(door, server, request)
            orders = page_of(server).count(request.own_number)
        assert (again.outcome_class, orders) == expected[dialect]


def test_a_dialect_that_is_none_is_wrong_usage():
    ended = subprocess.run(
        [sys.executable, "-m", "desktop.practice.server", "--dialect", "nonsense"],
        cwd=ROOT,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, b"")
