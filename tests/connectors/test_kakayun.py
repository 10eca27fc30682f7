from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    AccountFieldError,
    FieldValue,
    GoodsKind,
    GoodsStatus,
    OrderRequest,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.connectors.platforms.kakayun import KAKAYUN, signature_of
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import CardParts, DeliveryProgress
from desktop.domain.secret import Secret
from tests.connectors.fakes.fake_site import running
from tests.connectors.fakes.kakayun_server import USER_ID, USER_KEY, KakayunSite
from tests.connectors.fault_server import fault_server, response
from tests.connectors.later_contract import LaterContract
from tests.connectors.odd_bodies import documents, odd_bodies
from tests.connectors.platform_contract import NOON, ContractShop, Known, no_wait, noon

OWN = "KT260101000000001"
CARD, TOPUP = "2478517", "2478510"
P = DeliveryProgress


def access_to(url: str) -> AccountAccess:
    values = {"base_url": url, "api_url": url, "user_id": USER_ID}
    return AccountAccess(values, {"user_key": Secret(USER_KEY)}, noon)


def order_of(**changes: Any) -> OrderRequest:
    request = OrderRequest(OWN, CARD, None, 1, GoodsKind.CARD, Money(91_00))
    return replace(request, **changes)


def asking(**changes: Any) -> QueryRequest:
    return replace(QueryRequest(OWN, None, 1, GoodsKind.CARD, NOON), **changes)


def answered(body: Any) -> HttpOutcome:
    content = json.dumps(body, ensure_ascii=False).encode()
    return HttpOutcome(Transport.ANSWERED, "ok", 200, "application/json", content)


def order_answer(**changes: Any) -> HttpOutcome:
    whole = {
        "orderno": "SD202412240945448079176514",
        "usorderno": OWN,
        "money": "91.0000",
        "buynum": 1,
        "status": 5,
        "refundmoney": "0.0000",
        "refundstatus": 0,
        "receipt": "",
        "cardlist": [],
        "cards": [{"card_no": "A1", "card_pwd": "pw"}],
    }
    return answered({"code": 1, "msg": "查询成功", "data": whole | changes})


@pytest.fixture
def door() -> HttpClient:
    return HttpClient(wait=no_wait)


@pytest.fixture
def site() -> Iterator[KakayunSite]:
    with running(KakayunSite()) as server:
        server.now = int(NOON.timestamp())
        yield server


@pytest.fixture
def access(site: KakayunSite) -> AccountAccess:
    return access_to(site.url)


class TestTheContract(LaterContract):
    @pytest.fixture
    def shop(self, site: KakayunSite) -> ContractShop:
        return ContractShop(
            platform=KAKAYUN,
            access=access_to(site.url),
            card=Known(CARD, Money(91_00)),
            topup=Known(TOPUP, Money(46_50)),
            topup_fields=(FieldValue("1", "13800138000"),),
            numbers={"one_card": OWN, "two_cards": "KT2", "topup": "KT3"},
            refusals={
                "unknown": order_of(own_number="KT4", upstream_id="999999"),
                "stopped": order_of(own_number="KT5", upstream_id="2478511"),
                "dear": order_of(
                    own_number="KT6", upstream_id="2478512", ceiling_unit=Money(9_999_000)
                ),
                "sold_out": order_of(own_number="KT7", upstream_id="2478513"),
                "too_many": order_of(own_number="KT8", quantity=11),
                "above_the_guard": order_of(
                    own_number="KT9", quantity=2, ceiling_unit=Money(90_99)
                ),
                "no_account": order_of(own_number="KT10", upstream_id=TOPUP, kind=GoodsKind.TOPUP),
            },
            unknown_query=asking(own_number="KTNOBODY"),
            address_keys=("base_url", "api_url"),
        )


class TestSignature:
    @pytest.mark.parametrize(
        ("key", "digest"),
        [  # both published by the platform, whose page mixes two keys
            (USER_KEY, "82a4da7502872e7a128b510d10cad6ab"),
            ("9aa3034b6beba7cf5bfcf6089218a673", "921bfe2dcd4ecca574d8b8c76412ede5"),
        ],
    )
    def test_agrees_with_what_the_platform_published(self, key: str, digest: str):
        fields = {
            "userid": "10052",
            "timestamp": 1735002156,
            "goodsid": "720938",
            "buynum": 1,
            "attach": "13088888888",
        }
        assert signature_of(fields, key) == digest
        assert signature_of(fields | {"callbackurl": "", "usorderno": None}, key) == digest

    def test_a_list_is_signed_as_compact_json(self):
        fields = {
            "attach": [
                {"attachtype": "1", "value": "13088888888"},
                {"attachtype": "9", "value": "张三"},
            ],
            "buynum": 1,
            "goodsid": "2478510",
            "maxmoney": "11.5",
            "timestamp": 1767225600,
            "userid": "10052",
            "usorderno": "POS202601010001",
        }
        assert signature_of(fields, USER_KEY) == "40b61cfd8c9b99ea0ef997e799dc369c"

    def test_truth_is_signed_as_a_word(self):
        assert signature_of({"a": True, "b": False}, "k") == signature_of(
            {"a": "true", "b": "false"}, "k"
        )

    def test_a_call_that_is_five_minutes_off_is_refused_in_words(
        self, site: KakayunSite, access: AccountAccess, door: HttpClient
    ):
        site.now = int(NOON.timestamp()) + 301
        with pytest.raises(PlatformRefusedError, match="时间戳过期"):
            KAKAYUN.fetch_balance(door, access)


class TestAccount:
    @pytest.mark.parametrize(
        ("values", "secrets", "key"),
        [
            ({"user_id": "一"}, {}, "user_id"),
            ({"api_url": ""}, {}, "api_url"),
            ({}, {"user_key": Secret("")}, "user_key"),
        ],
    )
    def test_what_cannot_be_right_is_named(
        self, values: dict[str, str], secrets: dict[str, Secret], key: str
    ):
        right = access_to("https://a")
        wrong = replace(
            right, values={**right.values, **values}, secrets={**right.secrets, **secrets}
        )
        with pytest.raises(AccountFieldError) as refused:
            KAKAYUN.check_access(wrong)
        assert refused.value.values["key"] == key

    def test_only_orders_go_to_the_site_and_all_else_to_the_fixed_address(self):
        access = replace(
            access_to("https://site.example"),
            values={
                "base_url": "https://site.example/",
                "api_url": KAKAYUN.fields[1].default,
                "user_id": USER_ID,
            },
        )
        order = KAKAYUN.prepare_order(access, order_of())
        query = KAKAYUN.prepare_query(access, asking())
        assert order.url == "https://site.example/dockapiv3/order/create"
        assert query.url == "http://public.kky.v3.api.kakayun.vip/dockapiv3/order/get"

    @pytest.mark.parametrize(
        ("credit", "fen"),
        [({"creditquota": "10000.00"}, 774270), ({"creditquota": 0}, -225730), ({}, -225730)],
    )
    def test_a_balance_below_nothing_is_told_with_the_credit_that_can_be_spent(
        self, credit: dict[str, Any], fen: int, door: HttpClient
    ):
        body = {"code": 1, "msg": "", "data": {"money": "-2257.2901"} | credit}
        with fault_server(response(json.dumps(body).encode())) as server:
            balance = KAKAYUN.fetch_balance(door, access_to(server.url))
        assert balance.amount == Money(fen)


class TestPace:
    def test_every_call_but_the_order_waits_for_its_turn(self, access: AccountAccess):
        waited: list[float] = []
        door = HttpClient(wait=waited.append)
        rows = list(KAKAYUN.fetch_goods(door, access))
        assert len(rows) == 6
        assert [round(seconds) for seconds in waited] == [0, 0, 5]  # the groups, then two pages
        waited.clear()
        for _ in range(2):
            KAKAYUN.fetch_price(door, access, TOPUP, None)
        assert [round(seconds) for seconds in waited] == [0, 0, 2, 2]
        waited.clear()
        for _ in range(2):
            door.send(KAKAYUN.prepare_order(access, order_of()))
        assert waited == []

    def test_accounts_do_not_wait_for_one_another_and_no_secret_is_counted_by(self):
        first = KAKAYUN.prepare_query(access_to("https://a"), asking())
        other = replace(
            access_to("https://a"),
            values={"base_url": "https://a", "api_url": "https://a", "user_id": "7"},
        )
        second = KAKAYUN.prepare_query(other, asking())
        assert first.pace is not None
        assert second.pace is not None
        assert first.pace.sort != second.pace.sort
        assert USER_KEY not in first.pace.sort
        assert first.pace.seconds * 180 == pytest.approx(60)


class TestCatalogue:
    def test_rows_say_what_the_list_tells_and_leave_the_rest_open(
        self, site: KakayunSite, access: AccountAccess, door: HttpClient
    ):
        by_id = {row.upstream_id: row for row in KAKAYUN.fetch_goods(door, access)}
        assert list(by_id) == [str(number) for number in site.goods]
        card, topup = by_id[CARD], by_id[TOPUP]
        assert (card.category, card.stock, card.fields) == ("点卡", 50, ())
        assert (topup.fields, topup.minimum, topup.maximum) == (None, None, None)
        assert by_id["2478511"].status is GoodsStatus.STOPPED
        assert by_id["2478514"].cost is None
        pages = [asked["page"] for path, asked in site.received if path.endswith("all")]
        assert pages == [1, 2]

    def test_goods_of_a_kind_that_is_not_told_are_neither_cards_nor_topups(self, door: HttpClient):
        rows = [{"goodsid": 1, "goodsname": "?"}, {"goodsid": 2, "goodstype": "0"}, {"x": 1}, 5]
        body = {"code": 1, "msg": "", "data": rows, "allpage": "1"}
        with fault_server(response(json.dumps(body).encode())) as server:
            read = list(KAKAYUN.fetch_goods(door, access_to(server.url)))
        assert [row.kind for row in read] == [GoodsKind.OTHER, GoodsKind.CARD]

    def test_the_fields_of_a_topup_are_named_by_their_sort(
        self, site: KakayunSite, access: AccountAccess, door: HttpClient
    ):
        site.goods[int(TOPUP)].fields = [
            {"type": 1, "title": "充值帐号", "desc": "请输入"},
            {"type": "9", "title": "", "desc": None},
            {"type": 1, "title": "再输一次"},
            {"title": "没有类型"},
        ]
        price = KAKAYUN.fetch_price(door, access, TOPUP, None)
        assert price.fields is not None
        assert [(one.name, one.label) for one in price.fields] == [
            ("1", "充值帐号"),
            ("9", "9"),
            ("1.2", "再输一次"),
        ]
        assert (price.minimum, price.maximum) == (1, 10)

    def test_a_card_is_not_asked_for_fields(
        self, site: KakayunSite, access: AccountAccess, door: HttpClient
    ):
        assert KAKAYUN.fetch_price(door, access, CARD, None).fields == ()
        assert site.paths() == ["/dockapiv3/goods/details"]

    def test_a_price_of_nothing_is_no_quote(self, access: AccountAccess, door: HttpClient):
        with pytest.raises(PlatformSilentError) as silent:
            KAKAYUN.fetch_quote(door, access, QuoteRequest("2478514", None, 1))
        assert silent.value.values["reason"] == "price_unknown"

    @pytest.mark.parametrize(
        ("code", "error"),
        [
            (404, PlatformSilentError),
            (9999, PlatformSilentError),
            (1206, PlatformRefusedError),
            (402, PlatformRefusedError),
        ],
    )
    def test_too_often_and_a_fault_are_silence_and_not_a_refusal(
        self, code: int, error: type[Exception], door: HttpClient
    ):
        body = json.dumps({"code": code, "msg": "IP 1.2.3.4 不行", "data": ""}).encode()
        with fault_server(response(body)) as server, pytest.raises(error):
            KAKAYUN.fetch_balance(door, access_to(server.url))


class TestOrders:
    def test_the_site_is_told_the_guard_of_the_whole_order_and_one_account_as_it_is(
        self, site: KakayunSite, access: AccountAccess, door: HttpClient
    ):
        fields = (FieldValue("1", "13800138000"),)
        request = order_of(
            upstream_id=TOPUP,
            kind=GoodsKind.TOPUP,
            fields=fields,
            quantity=3,
            ceiling_unit=Money(47_25),
        )
        door.send(KAKAYUN.prepare_order(access, request))
        (sent,) = (asked for path, asked in site.received if path == site.order_path)
        assert sent.pop("sign")
        assert sent == {
            "userid": USER_ID,
            "timestamp": 1767240000,
            "goodsid": TOPUP,
            "buynum": 3,
            "usorderno": OWN,
            "attach": "13800138000",
            "maxmoney": "141.75",
        }

    def test_several_fields_are_sent_with_their_sorts(
        self, site: KakayunSite, access: AccountAccess, door: HttpClient
    ):
        site.goods[int(TOPUP)].fields = [{"type": 1}, {"type": 9}, {"type": 1}]
        fields = (FieldValue("1", "a&b=c"), FieldValue("9", "张/三"), FieldValue("1.2", "d"))
        request = order_of(upstream_id=TOPUP, kind=GoodsKind.TOPUP, fields=fields)
        answer = door.send(KAKAYUN.prepare_order(access, request))
        assert KAKAYUN.read_order(request, answer).outcome_class is OutcomeClass.ACCEPTED
        assert site.orders[0].filled_in == [
            {"attachtype": "1", "value": "a&b=c"},
            {"attachtype": "9", "value": "张/三"},
            {"attachtype": "1", "value": "d"},
        ]

    @pytest.mark.parametrize(
        "code",
        [-1, *range(401, 405), *range(1000, 1003), *range(1200, 1205), *range(1206, 1215)],
    )
    def test_every_code_of_the_closed_list_is_a_refusal(self, code: int):
        outcome = KAKAYUN.read_order(
            order_of(), answered({"code": code, "msg": "不行", "data": ""})
        )
        assert outcome.outcome_class is OutcomeClass.REJECTED
        about = dict.fromkeys([401, 402, 403, 1000, 1001, 1002], "account_refused")
        about |= dict.fromkeys([1208, 1211, 1212], "input_refused") | {1213: "balance"}
        assert outcome.reason == about.get(code, "listed_text")
        assert not outcome.holds_on_repeat

    def test_our_number_taken_means_that_an_order_exists(self):
        taken = answered({"code": 1205, "msg": "用户订单号已存在", "data": ""})
        assert KAKAYUN.read_order(order_of(), taken).outcome_class is OutcomeClass.DUPLICATE

    @pytest.mark.parametrize("text", ["系统异常", "请求超时，请稍后查询", "订单处理中", "Error"])
    def test_another_fault_whose_words_leave_it_open_is_unknown(self, text: str):
        answer = answered({"code": -1, "msg": text, "data": ""})
        assert KAKAYUN.read_order(order_of(), answer).outcome_class is OutcomeClass.UNKNOWN

    @pytest.mark.parametrize(
        ("kind", "changes", "expected"),
        [
            ("card", {"status": 0}, P.PROCESSING),
            ("card", {"status": 3}, P.PROCESSING),
            ("card", {"status": 1}, P.DELIVERED),
            ("card", {"status": 1, "cards": []}, P.PROCESSING),
            ("card", {"status": 1, "buynum": 2}, P.PROCESSING),
            ("topup", {"status": 1}, P.PROCESSING),
            ("card", {"status": "5"}, P.DELIVERED),
            ("card", {"status": 5, "cards": []}, P.PROCESSING),
            ("card", {"status": 5, "buynum": 2}, P.DELIVERED),
            ("topup", {"status": 5, "cards": []}, P.DELIVERED),
            ("card", {"status": 5, "refundstatus": 1}, P.PARTLY_REFUNDED),
            ("topup", {"status": 5, "refundstatus": 2}, P.PARTLY_REFUNDED),
            ("card", {"status": 5, "refundstatus": 3}, P.DELIVERED),
            ("card", {"status": 2}, P.REFUNDED),
            ("card", {"status": 4, "refundstatus": 1}, P.REFUNDED),
            ("card", {"status": 4, "refundstatus": 1, "refundmoney": "91.0000"}, P.REFUNDED),
            ("card", {"status": 4, "refundstatus": 1, "refundmoney": "9.1"}, P.PARTLY_REFUNDED),
            ("card", {"status": 4, "refundstatus": 4}, P.REFUNDED),
            ("card", {"status": 4, "refundstatus": 2}, P.PARTLY_REFUNDED),
            ("card", {"status": 4, "refundstatus": 0}, P.UNDELIVERED),
            ("card", {"status": 4, "refundstatus": 3}, P.UNDELIVERED),
            ("card", {"status": 4, "refundstatus": None}, P.UNDELIVERED),
            ("card", {"status": 4, "refundstatus": 9}, P.UNDELIVERED),
        ],
    )
    def test_states_are_read_as_the_sheet_says(
        self, kind: str, changes: dict[str, Any], expected: DeliveryProgress
    ):
        request = asking(kind=GoodsKind(kind), quantity=changes.get("buynum", 1))
        outcome = KAKAYUN.read_query(request, order_answer(**changes))
        assert (outcome.outcome_class, outcome.progress) == (OutcomeClass.ACCEPTED, expected)
        assert bool(outcome.cards) is (expected is P.DELIVERED and kind == "card")

    @pytest.mark.parametrize("status", [-1, 6, 7, 8, 9, 99, "done", None, [], True, 3.5])
    def test_a_state_that_is_not_on_the_list_is_unknown(self, status: object):
        outcome = KAKAYUN.read_query(asking(), order_answer(status=status))
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, False)

    def test_an_answer_about_another_quantity_is_not_ours(self):
        outcome = KAKAYUN.read_query(asking(), order_answer(buynum=2))
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.UNKNOWN, "crossed")

    def test_cards_come_in_parts_with_the_day_they_end(self):
        cards = [
            {"card_no": "A1", "card_pwd": "pw1\r", "card_expire_at": 1798732799},
            {"card_no": "", "card_pwd": "pw2", "card_expire_at": 0},
            {"card_no": "A3", "card_pwd": "", "card_expire_at": "1798732800"},
            {"card_no": "", "card_pwd": ""},
            None,
        ]
        answer = order_answer(cards=cards, cardlist=["不看这个"], buynum=3)
        outcome = KAKAYUN.read_query(asking(quantity=3), answer)
        assert outcome.cards == (
            CardParts(Secret("pw1"), Secret("A1"), date(2026, 12, 31)),
            CardParts(Secret("pw2")),
            CardParts(Secret("A3"), None, date(2027, 1, 1)),
        )
        assert "pw" not in repr(outcome)

    @pytest.mark.parametrize("cards", [None, [], "x", [{"card_no": "", "card_pwd": ""}]])
    def test_older_sites_deliver_lines_of_text(self, cards: object):
        answer = order_answer(cards=cards, cardlist=["卡号：A1 卡密：pw\r", "", " ", 7, None])
        outcome = KAKAYUN.read_query(asking(quantity=1), answer)
        assert outcome.cards == (Secret("卡号：A1 卡密：pw"), Secret("7"))

    def test_what_went_wrong_is_told_without_the_account(self):
        answer = order_answer(
            status=4, refundstatus=0, receipt="", refundreceipt="13800138000 帐号风控"
        )
        outcome = KAKAYUN.read_query(asking(kind=GoodsKind.TOPUP), answer)
        assert outcome.message == "••• 帐号风控"

    @pytest.mark.parametrize("code", [401, 403, 404, 9999, 1300, -1])
    def test_a_query_that_was_refused_says_nothing(self, code: int):
        answer = answered({"code": code, "msg": "不行", "data": ""})
        outcome = KAKAYUN.read_query(asking(), answer)
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, False)


ODD = odd_bodies(
    refusal={"code": 1213, "msg": "用户余额不足"},
    success={"code": 1, "msg": "提交成功", "data": {"orderno": "SD1", "usorderno": OWN}},
    echo="usorderno",
    number="orderno",
    other_codes=(0, 2, 200, 400, 405, 500, 1003, 1215, 1300, 1301, 1400, 1401, 9999, 10000),
)


class TestOddBodies:
    """Over the real HTTP path: none of these may read as a refusal, or as a purchase."""

    @pytest.mark.parametrize("name", ODD)
    def test_is_unknown(self, name: str, door: HttpClient):
        with fault_server(response(ODD[name])) as server:
            answer = door.send(KAKAYUN.prepare_order(access_to(server.url), order_of()))
        assert KAKAYUN.read_order(order_of(), answer).outcome_class is OutcomeClass.UNKNOWN
        query = KAKAYUN.read_query(asking(), answer)
        assert (query.outcome_class, query.cards) == (OutcomeClass.UNKNOWN, ())

    @pytest.mark.parametrize("status", ["500 Error", "502 Bad", "400 Bad", "404 No", "302 Found"])
    def test_a_perfect_refusal_under_another_status_is_unknown(self, status: str, door: HttpClient):
        body = json.dumps({"code": 1213, "msg": "用户余额不足"}).encode()
        with fault_server(response(body, status)) as server:
            answer = door.send(KAKAYUN.prepare_order(access_to(server.url), order_of()))
        assert KAKAYUN.read_order(order_of(), answer).outcome_class is OutcomeClass.UNKNOWN

    @given(
        documents(
            "orderno",
            "usorderno",
            "money",
            "buynum",
            "status",
            "refundstatus",
            "refundmoney",
            "cards",
            "cardlist",
            "card_no",
            "card_pwd",
            "card_expire_at",
        )
    )
    def test_no_document_breaks_the_reading(self, value: Any):
        ours = {"usorderno": OWN, "status": 5}
        order = ours | value if isinstance(value, dict) else ours
        for body in (value, {"code": 1, "data": order}):
            KAKAYUN.read_order(order_of(), answered(body))
            KAKAYUN.read_query(asking(), answered(body))
