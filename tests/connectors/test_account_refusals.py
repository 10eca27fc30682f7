from __future__ import annotations

import json

import pytest

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.account_refusals import is_about_input, problem_in
from desktop.connectors.platforms.base import (
    GoodsKind,
    OrderRequest,
    Platform,
    PlatformRefusedError,
)
from desktop.connectors.platforms.dujiao_next import DUJIAO_NEXT
from desktop.connectors.platforms.kakayun import KAKAYUN
from desktop.connectors.platforms.lansexiongdi import LANSEXIONGDI
from desktop.connectors.platforms.rainbow import RAINBOW
from desktop.connectors.platforms.xingquanyi import XINGQUANYI
from desktop.domain.money import Money
from desktop.domain.purchase import AccountProblem, OutcomeClass
from desktop.domain.sourcing import ACCOUNT_REFUSED, BALANCE_SHORT, INPUT_REFUSED
from tests.connectors.fault_server import fault_server, response
from tests.connectors.test_kakayun import access_to

P = AccountProblem
A, B, I, L = ACCOUNT_REFUSED, BALANCE_SHORT, INPUT_REFUSED, "listed_text"  # noqa: E741 - one letter each


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("IP 203.0.113.7 不在白名单", P.WHITE_LIST),
        ("您的IP未授权", P.WHITE_LIST),
        ("禁止的IP访问", P.WHITE_LIST),
        ("时间戳过期", P.CLOCK),
        ("请求已过期", P.CLOCK),
        ("签名效验失败", P.KEY),
        ("sign error", P.KEY),
        ("商户ID不存在", P.KEY),
        ("密钥错误", P.KEY),
        ("没有接口权限", P.RIGHT),
        ("API 未开通", P.RIGHT),
        ("账户已被冻结", P.DISABLED),
        ("用户被禁用", P.DISABLED),
        ("You have been banned", P.DISABLED),
        ("库存不足", None),
        ("余额不足", None),
        ("商品已下架", None),
        ("VIP 会员月卡暂停销售", None),
        ("没有购买权限", None),
        ("安全价格不能小于售价", None),
        ("designer", None),
    ],
)
def test_what_is_the_matter_with_an_account_is_told_by_its_words(
    text: str, problem: AccountProblem | None
) -> None:
    assert problem_in(text) is problem


@pytest.mark.parametrize(
    ("text", "is_input"),
    [
        ("充值账号格式错误", True),
        ("请填写充值账号", True),
        ("手机号码有误", True),
        ("充值的 QQ 已被冻结", True),
        ("库存不足", False),
        ("签名错误", False),
        ("商品不存在", False),
    ],
)
def test_what_the_buyer_filled_in_is_told_by_its_words(text: str, is_input: bool) -> None:
    assert is_about_input(text) is is_input


@pytest.mark.parametrize(
    ("problem", "text", "advice"),
    [
        (P.KEY, "签名错误", "重新填写"),
        (P.WHITE_LIST, "白名单限制", "这台电脑的外网地址加进白名单"),
        (P.WHITE_LIST, "IP 203.0.113.7 不在白名单", "这台电脑的是 203.0.113.7。"),
        (P.WHITE_LIST, "IP 2001:db8:0:1:0:0:0:5 不在白名单", "是 2001:db8:0:1:0:0:0:5。"),
        (P.CLOCK, "时间戳过期", "时间校准"),
        (P.RIGHT, "没有接口权限", "到平台后台开通"),
        (P.DISABLED, "账户已被冻结", "先用别的货源"),
        (None, "商品不存在", "平台说：商品不存在。"),
    ],
)
def test_a_refusal_says_what_to_do_and_that_nothing_was_bought(
    problem: AccountProblem | None, text: str, advice: str
) -> None:
    refusal = PlatformRefusedError(text, problem)
    assert advice in str(refusal)
    assert str(refusal).endswith("什么都没有买")
    assert (refusal.code, refusal.exit_code, refusal.values["text"]) == (
        "platform_refused",
        1,
        text,
    )


def answered(status: int, body: dict[str, object]) -> HttpOutcome:
    return HttpOutcome(
        Transport.ANSWERED, "ok", status, "application/json", json.dumps(body).encode()
    )


REQUEST = OrderRequest("KT1", "1", None, 1, GoodsKind.TOPUP, Money(100))


@pytest.mark.parametrize(
    ("platform", "status", "body", "reason", "problem"),
    [
        (DUJIAO_NEXT, 401, {"ok": False, "error_code": "invalid_signature"}, A, P.KEY),
        (DUJIAO_NEXT, 403, {"ok": False, "error_code": "invalid_api_key"}, A, P.KEY),
        (DUJIAO_NEXT, 401, {"ok": False, "error_code": "timestamp_expired"}, A, P.CLOCK),
        (DUJIAO_NEXT, 403, {"ok": False, "error_code": "user_disabled"}, A, P.DISABLED),
        (DUJIAO_NEXT, 402, {"ok": False, "error_code": "insufficient_balance"}, B, None),
        (DUJIAO_NEXT, 400, {"ok": False, "error_code": "bad_request"}, I, None),
        (DUJIAO_NEXT, 409, {"ok": False, "error_code": "insufficient_stock"}, L, None),
        (XINGQUANYI, 200, {"code": "invalid_sign", "message": "不对"}, A, P.KEY),
        (XINGQUANYI, 200, {"code": "disabled_customer", "message": "停"}, A, P.DISABLED),
        (XINGQUANYI, 200, {"code": "error", "message": "余额不足"}, B, None),
        (XINGQUANYI, 200, {"code": "error", "message": "充值账号错误"}, I, None),
        (XINGQUANYI, 200, {"code": "error", "message": "库存不足"}, L, None),
        (LANSEXIONGDI, 200, {"code": "1000", "message": "1.2.3.4"}, A, P.WHITE_LIST),
        (LANSEXIONGDI, 200, {"code": "1003", "message": ""}, A, P.KEY),
        (LANSEXIONGDI, 200, {"code": "1004", "message": ""}, A, P.CLOCK),
        (LANSEXIONGDI, 200, {"code": "1008", "message": ""}, B, None),
        (LANSEXIONGDI, 200, {"code": "1011", "message": ""}, I, None),
        (LANSEXIONGDI, 200, {"code": "1006", "message": ""}, L, None),
        (RAINBOW, 200, {"code": -1, "message": "用户名或密码不正确"}, A, P.KEY),
        (RAINBOW, 200, {"code": -1, "message": "该账户已被封禁"}, A, P.DISABLED),
        (RAINBOW, 200, {"code": -1, "message": "请确保各项不能为空"}, I, None),
        (RAINBOW, 200, {"code": -1, "message": "商品不存在"}, L, None),
    ],
)
def test_every_dialect_tells_whom_a_refused_order_is_about(
    platform: Platform, status: int, body: dict[str, object], reason: str, problem: P | None
) -> None:
    outcome = platform.read_order(REQUEST, answered(status, body))
    assert outcome.outcome_class is OutcomeClass.REJECTED
    assert (outcome.reason, outcome.account_problem) == (reason, problem)


def test_the_address_that_the_platform_saw_comes_through_the_wire(
    door: HttpClient,
) -> None:
    body = json.dumps({"code": 402, "msg": "IP 203.0.113.7 不在白名单", "data": ""}).encode()
    with fault_server(response(body)) as server, pytest.raises(PlatformRefusedError) as refused:
        KAKAYUN.fetch_balance(door, access_to(server.url))
    assert refused.value.values["address"] == "203.0.113.7"


@pytest.fixture
def door() -> HttpClient:
    return HttpClient(wait=lambda seconds: None)
