from __future__ import annotations

import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.connectors.http_call import CallLimits, HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.acg_faka import ACG_FAKA
from desktop.connectors.platforms.base import (
    AccountAccess,
    FieldValue,
    GoodsKind,
    OrderRequest,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import DeliveryProgress, OrderOutcome
from tests.connectors.platform_contract import NOON, ContractShop, Known, PlatformContract
from tests.connectors.test_acg_faka import REFUSED_AT, refusals
from tests.practice.practice_process import ROOT, Practice, practice


def held(door: HttpClient, access: AccountAccess) -> Money:
    """Return what the account holds, as the shop tells it."""
    amount = ACG_FAKA.fetch_balance(door, access).amount
    assert amount is not None
    return amount


def fresh_number() -> str:
    return "KT" + uuid.uuid4().hex[:17].upper()


def order_of(code: str = "YJ100", **changes: object) -> OrderRequest:
    request = OrderRequest(fresh_number(), code, None, 1, GoodsKind.CARD, Money(9520))
    return replace(request, **changes)  # type: ignore[arg-type]


def buy(
    door: HttpClient, access: AccountAccess, request: OrderRequest, seconds: float = 10
) -> OrderOutcome:
    call = ACG_FAKA.prepare_order(access, request)
    return ACG_FAKA.read_order(
        request, door.send(replace(call, limits=CallLimits(total_seconds=seconds)))
    )


@pytest.fixture
def door() -> HttpClient:
    return HttpClient()


@pytest.fixture(scope="module")
def running() -> Iterator[Practice]:
    with practice("--manual-seconds", 3600) as server:
        yield server


class TestAcgFakaOnThePracticePlatform(PlatformContract):
    @pytest.fixture
    def shop(self, running: Practice) -> ContractShop:
        race = Known("XMVIP", Money(1980), "月卡", "年卡")
        return ContractShop(
            platform=ACG_FAKA,
            access=running.access,
            card=Known("YJ100", Money(9520)),
            race=race,
            race_maximum=5,
            topup=Known("HF100", Money(9820)),
            topup_fields=(FieldValue("phone", "13800138000"),),
            bad_field_text="手机号格式不正确",
            has_name=True,
            numbers={name: fresh_number() for name in ("one_card", "two_cards", "race", "topup")},
            refusals=refusals(
                race,
                dear="GOLD",
                stopped="ZF30",
                topup="HF100",
                numbers={name: fresh_number() for name in REFUSED_AT},
            ),
            proofs=frozenset({"dear"}),
            unknown_query=QueryRequest("KT1", "999999999999999999", 1, GoodsKind.CARD, NOON),
        )

    def test_the_balance_falls_by_what_was_charged(self, shop: ContractShop, door: HttpClient):
        before = held(door, shop.access)
        outcome = shop.order(door, shop.request("two_cards", shop.card, 2))
        assert outcome.charged == Money(2 * 9520)
        assert held(door, shop.access) == before - Money(2 * 9520)

    def test_the_stock_falls_by_what_was_taken(self, shop: ContractShop, door: HttpClient):
        before = ACG_FAKA.fetch_price(door, shop.access, "XMVIP", "季卡").stock
        assert before is not None
        buy(door, shop.access, order_of("XMVIP", variant="季卡", quantity=2))
        assert ACG_FAKA.fetch_price(door, shop.access, "XMVIP", "季卡").stock == before - 2

    def test_a_path_it_does_not_know_is_a_page(self, shop: ContractShop, door: HttpClient):
        call = ACG_FAKA.prepare_order(shop.access, order_of())
        answer = door.send(replace(call, url=f"{shop.access.values['base_url']}/shared/none"))
        assert (answer.status, answer.content_type) == (200, "text/html; charset=UTF-8")


class TestGoodsWorthLookingAt:
    def test_there_are_about_forty_in_categories_and_each_earns_at_the_pictures_price(
        self, running: Practice, door: HttpClient
    ):
        rows = list(ACG_FAKA.fetch_goods(door, running.access))
        costs = {(row.upstream_id, row.variant): row.cost for row in rows}
        assert len(rows) >= 38
        assert len({row.category for row in rows}) >= 6
        prices = {"YJ100": 10000, "YJ50": 5000, "HF100": 9980, "QB50": 4950, "ST100": 10100}
        for code, price in prices.items():
            cost = costs[code, None]
            assert cost is not None
            assert cost < Money(price)

    def test_a_generated_catalogue_comes_on_top(self, door: HttpClient):
        with practice("--catalogue", 3000) as server:
            rows = list(ACG_FAKA.fetch_goods(door, server.access))
        assert sum(row.upstream_id.startswith("G0") for row in rows) == 3000


class TestStandingAlone:
    def test_it_loads_nothing_of_the_till(self):
        code = (
            "import sys, desktop.practice.server;"
            "print([m for m in sys.modules if m.startswith('desktop.')"
            " and not m.startswith('desktop.practice')])"
        )
        shown = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        assert shown.stdout.strip() == "[]"


class TestDurability:
    def test_what_was_answered_survives_a_kill(self, tmp_path: Path, door: HttpClient):
        state = tmp_path / "practice.sqlite"
        request = order_of()
        topup = order_of(
            "HF100",
            kind=GoodsKind.TOPUP,
            fields=(FieldValue("phone", "13800138000"),),
        )
        with practice("--state", state, "--seed", 7) as first:
            stock = ACG_FAKA.fetch_price(door, first.access, "YJ100", None).stock
            bought = buy(door, first.access, request)
            waiting = buy(door, first.access, topup)
            first.process.kill()  # SIGKILL
            first.process.wait()
        assert stock is not None
        with practice("--state", state, "--manual-seconds", 0) as second:
            assert second.first_line["app_key"] == first.first_line["app_key"]
            balance = held(door, second.access)
            assert balance == Money(500_000 - 9520 - 9820)
            assert ACG_FAKA.fetch_price(door, second.access, "YJ100", None).stock == stock - 1
            again = buy(door, second.access, request)
            assert again.outcome_class is OutcomeClass.DUPLICATE
            found = _query(door, second.access, request, bought)
            assert found.cards == bought.cards
            assert _query(door, second.access, topup, waiting).text == waiting.text

    def test_a_killed_order_is_there_whole_or_not_at_all(self, tmp_path: Path, door: HttpClient):
        state = tmp_path / "practice.sqlite"
        for _ in range(5):
            request = order_of("YJ10", ceiling_unit=Money(955))
            with practice("--state", state, "--faults", "lost_after") as server:
                before = held(door, server.access)
                buy(door, server.access, request)
                server.process.kill()
                server.process.wait()
            with practice("--state", state) as server:
                after = held(door, server.access)
                retry = buy(door, server.access, request)
            assert before - after == Money(955)
            assert retry.outcome_class is OutcomeClass.DUPLICATE


def _query(
    door: HttpClient, access: AccountAccess, request: OrderRequest, outcome: OrderOutcome
) -> OrderOutcome:
    query = QueryRequest(
        request.own_number, outcome.upstream_number, 1, request.kind, NOON, outcome.text
    )
    if request.kind is GoodsKind.CARD:
        query = replace(query, waiting_text=None)
    call = ACG_FAKA.prepare_query(access, query)
    assert call is not None
    return ACG_FAKA.read_query(query, door.send(call))


class TestDeliveryByHand:
    def test_comes_after_the_seconds_asked_for(self, door: HttpClient):
        request = order_of(
            "HF50", kind=GoodsKind.TOPUP, fields=(FieldValue("phone", "13800138000"),)
        )
        with practice("--manual-seconds", 0) as server:
            bought = buy(door, server.access, request)
            assert bought.progress is DeliveryProgress.PROCESSING
            done = _query(door, server.access, request, bought)
        assert done.progress is DeliveryProgress.ANSWERED
        assert done.text is not None
        assert done.text.reveal().startswith("充值成功")


class TestFaults:
    @pytest.mark.parametrize(
        ("profile", "expected", "has_charged"),
        [
            ("lost_before", OutcomeClass.UNKNOWN, False),
            ("lost_after", OutcomeClass.UNKNOWN, True),
            ("slow_drip", OutcomeClass.UNKNOWN, True),
            ("html", OutcomeClass.UNKNOWN, None),
            ("error_500", OutcomeClass.UNKNOWN, None),
            ("sold_out", OutcomeClass.REJECTED, False),
            ("none", OutcomeClass.ACCEPTED, True),
        ],
    )
    def test_an_order_meets_its_fault_and_the_rest_of_the_shop_works(
        self, profile: str, expected: OutcomeClass, has_charged: bool | None, door: HttpClient
    ):
        with practice("--faults", profile) as server:
            before = held(door, server.access)
            outcome = buy(door, server.access, order_of(), seconds=1)
            after = held(door, server.access)
        assert outcome.outcome_class is expected
        if has_charged is not None:
            assert before - after == Money(9520 if has_charged else 0)

    def test_a_price_jump_is_seen_by_the_quote_before_anything_is_sent(self, door: HttpClient):
        with practice("--faults", "price_jump") as server:
            quote = ACG_FAKA.fetch_quote(door, server.access, QuoteRequest("YJ100", None, 1))
            charged = buy(door, server.access, order_of()).charged
        assert quote.unit == charged == Money(11900)

    def test_a_share_of_nothing_is_no_fault(self, door: HttpClient):
        with practice("--faults", "lost_before:0") as server:
            assert buy(door, server.access, order_of()).outcome_class is OutcomeClass.ACCEPTED

    def test_the_same_seed_draws_the_same_faults(self, door: HttpClient):
        drawn = []
        for _ in range(2):
            with practice("--faults", "mixed:0.6", "--seed", 5) as server:
                outcomes = [buy(door, server.access, order_of(), seconds=0.5) for _ in range(8)]
                drawn.append([outcome.outcome_class for outcome in outcomes])
        assert drawn[0] == drawn[1]
        assert len(set(drawn[0])) > 1

    def test_the_whole_shop_can_be_ill(self, door: HttpClient):
        with practice("--faults", "error_500", "--faults-everywhere") as server:
            with pytest.raises(PlatformSilentError):
                ACG_FAKA.fetch_balance(door, server.access)

    @pytest.mark.parametrize("text", ["nonsense", "html:2", "html:x", "mixed:-1"])
    def test_a_profile_that_is_none_is_wrong_usage(self, text: str):
        ended = subprocess.run(
            [sys.executable, "-m", "desktop.practice.server", "--faults", text],
            cwd=ROOT,
            capture_output=True,
            timeout=30,
            check=False,
        )
        assert (ended.returncode, ended.stdout) == (2, b"")


class TestEnding:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_a_signal_ends_it_cleanly(self, number: signal.Signals):
        with practice() as server:
            server.process.send_signal(number)
            assert server.process.wait(10) == 0

    def test_it_ends_with_its_input_when_asked_to(self):
        with practice("--until-input-ends") as server:
            assert server.process.stdin is not None
            server.process.stdin.close()
            assert server.process.wait(10) == 0

    def test_a_port_in_use_is_said(self, running: Practice):
        port = running.first_line["base_url"].rpartition(":")[2]
        ended = subprocess.run(
            [sys.executable, "-m", "desktop.practice.server", "--port", port],
            cwd=ROOT,
            capture_output=True,
            timeout=30,
            check=False,
        )
        assert ended.returncode == 4
        assert b"OSError" in ended.stderr


class TestRequestNumber:
    def test_six_tills_at_once_with_one_number_buy_once(self, running: Practice, door: HttpClient):
        from concurrent.futures import ThreadPoolExecutor

        request = order_of("YJ30", ceiling_unit=Money(2850))
        with ThreadPoolExecutor(6) as pool:
            outcomes = list(pool.map(lambda _: buy(door, running.access, request), range(6)))
        classes = sorted(outcome.outcome_class for outcome in outcomes)
        assert classes == [OutcomeClass.ACCEPTED] + [OutcomeClass.DUPLICATE] * 5

    def test_a_longer_number_is_cut_to_the_columns_width(self, running: Practice, door: HttpClient):
        number = fresh_number()
        outcomes = []
        for longer in (number + "A", number + "B"):
            call = ACG_FAKA.prepare_order(running.access, order_of(own_number=number))
            outcomes.append(_send_with_number(door, running, call.body, number, longer))
        assert outcomes[0].body != outcomes[1].body
        assert "already exists" in outcomes[1].body.decode()


def _send_with_number(
    door: HttpClient, server: Practice, body: bytes, number: str, longer: str
) -> HttpOutcome:
    from urllib.parse import parse_qsl, urlencode

    from desktop.connectors.http_call import PreparedCall
    from desktop.connectors.platforms.acg_faka import signature_of

    fields = [
        (name, longer if name == "request_no" else value)
        for name, value in parse_qsl(body.decode())
        if name != "sign"
    ]
    sign = signature_of(fields, server.first_line["app_key"])
    url = f"{server.first_line['base_url']}/shared/commodity/trade"
    answer = door.send(PreparedCall("order", url, urlencode([*fields, ("sign", sign)]).encode()))
    assert answer.transport is Transport.ANSWERED
    return answer
