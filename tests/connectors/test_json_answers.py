from __future__ import annotations

from datetime import date

import pytest

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.platforms.base import PlatformSilentError
from desktop.connectors.platforms.json_answers import (
    UnreadableAnswerError,
    balance_of,
    card_of,
    known_cost,
    order_number,
    quote_for,
    read_envelope,
    refund_progress,
    says_number_is_taken,
    shown_text,
    text_of_cards,
    unread,
    yuan_text,
)
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass
from desktop.domain.purchase_settling import CardParts, DeliveryProgress
from desktop.domain.secret import Secret

P = DeliveryProgress


def answered(body: bytes, status: int = 200, content_type: str = "text/html") -> HttpOutcome:
    return HttpOutcome(Transport.ANSWERED, "ok", status, content_type, body)


class TestEnvelope:
    def test_the_body_decides_and_not_its_content_type(self):
        envelope = read_envelope(answered(b'{"code":1,"msg":"ok","data":[1],"count":2}'))
        assert (envelope.code, envelope.data, envelope.whole["count"]) == (1, [1], 2)

    @pytest.mark.parametrize(
        ("answer", "word"),
        [
            (HttpOutcome(Transport.SENT_UNKNOWN, "deadline"), "deadline"),
            (answered(b'{"code":1}', status=500), "status_500"),
            (answered(b"\n<html>"), "html_page"),
            (answered(b"oops"), "not_json"),
            (answered(b"[]"), "no_envelope"),
            (answered(b'{"code":"1"}'), "no_envelope"),
            (answered(b'{"code":true}'), "no_envelope"),
            (answered(b'{"code":1.0}'), "no_envelope"),
        ],
    )
    def test_anything_else_is_unreadable(self, answer: HttpOutcome, word: str):
        with pytest.raises(UnreadableAnswerError, match=word) as unreadable:
            read_envelope(answer)
        outcome = unread(answer, unreadable.value)
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.UNKNOWN, word)

    def test_what_is_in_it_is_in_no_repr(self):
        shown = repr(read_envelope(answered(b'{"code":1,"msg":"A1","data":{"card_no":"A1"}}')))
        assert "A1" not in shown

    @pytest.mark.parametrize(
        ("body", "is_bare"),
        [
            (b'{"code":4,"msg":"no"}', True),
            (b'{"code":4,"msg":"no","data":[]}', True),
            (b'{"code":4,"msg":"no","data":""}', True),
            (b'{"code":4,"msg":"no","data":{"n":1}}', False),
            (b'{"code":4,"msg":" "}', False),
            (b'{"code":4,"msg":["no"]}', False),
        ],
    )
    def test_a_refusal_is_a_text_and_nothing_else(self, body: bytes, is_bare: bool):
        assert read_envelope(answered(body)).is_bare_refusal is is_bare


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("账号13800138000不存在", "账号•••不存在"),
            ("订单 SD20241224 已存在", "订单 ••• 已存在"),
            ("IP 123.45.67.89 不在白名单", "IP 123.45.67.89 不在白名单"),
            ("最少购买10件", "最少购买10件"),
            (None, ""),
        ],
    )
    def test_long_numbers_are_hidden_from_messages(self, text: object, shown: str):
        assert shown_text(text) == shown

    @pytest.mark.parametrize(
        ("text", "is_taken"),
        [
            ("外部订单号已存在", True),
            ("订单号重复", True),
            ("单号重复，请勿重复提交", True),
            ("Order number already exists", True),
            ("订单号不存在", False),
            ("商品不存在", False),
            ("余额不足", False),
        ],
    )
    def test_a_number_that_is_taken_is_told_in_many_ways(self, text: str, is_taken: bool):
        assert says_number_is_taken(text) is is_taken

    @pytest.mark.parametrize(
        ("value", "number"),
        [("SD1_2-3", "SD1_2-3"), (5, "5"), ("", None), (1.5, None), ("<b>", None), (True, None)],
    )
    def test_an_order_number_is_short_and_plain(self, value: object, number: str | None):
        assert order_number(value) == number


class TestMoney:
    @pytest.mark.parametrize(
        ("value", "fen"),
        [("8888.88", 888888), (0.019, None), ("0.019", 1), ("-2257.2900", -225729)],
    )
    def test_a_balance_is_rounded_down(self, value: object, fen: int | None):
        if fen is None:
            with pytest.raises(PlatformSilentError):
                balance_of(value)
        else:
            assert balance_of(value) == Money(fen)

    @pytest.mark.parametrize(
        ("value", "cost"), [("0.1001", 11), ("0", None), (0, None), ("-1", None), (None, None)]
    )
    def test_a_cost_is_rounded_up_and_nothing_is_unknown(self, value: object, cost: int | None):
        assert known_cost(value) == (None if cost is None else Money(cost))

    def test_a_quote_is_rounded_once_and_not_per_piece(self):
        quote = quote_for("0.333", 3)
        assert (quote.total, quote.unit) == (Money(100), Money(34))
        with pytest.raises(PlatformSilentError):
            quote_for("0.00", 3)

    @pytest.mark.parametrize(
        ("fen", "text"), [(4950, "49.5"), (4905, "49.05"), (10000, "100"), (0, "0"), (1000, "10")]
    )
    def test_an_amount_is_written_short(self, fen: int, text: str):
        assert yuan_text(Money(fen)) == text

    @pytest.mark.parametrize(
        ("charged", "returned", "progress"),
        [
            ("9.50", "9.5000", P.REFUNDED),
            ("9.50", 10, P.REFUNDED),
            ("9.50", "9.49", P.PARTLY_REFUNDED),
            (None, "9.49", P.PARTLY_REFUNDED),
            ("0", "9.49", P.PARTLY_REFUNDED),
            ("9.50", "0.00", P.UNDELIVERED),
            ("0", "0", P.UNDELIVERED),
            ("9.50", None, P.UNDELIVERED),
            ("9.50", "-9.50", P.UNDELIVERED),
            ("9.50", "all", P.UNDELIVERED),
        ],
    )
    def test_only_all_of_it_is_a_refund(
        self, charged: object, returned: object, progress: DeliveryProgress
    ):
        assert refund_progress(charged, returned) is progress


class TestCards:
    def test_parts_are_trimmed_and_a_number_alone_is_the_secret(self):
        day = date(2026, 12, 31)
        assert card_of(" A1 ", "pw\r", day) == CardParts(Secret("pw"), Secret("A1"), day)
        assert card_of("", "pw") == CardParts(Secret("pw"))
        assert card_of("A1", "") == CardParts(Secret("A1"))
        assert card_of(123, None) == CardParts(Secret("123"))
        assert card_of(" ", None) is None

    def test_all_that_was_delivered_is_one_text(self):
        cards = (CardParts(Secret("pw"), Secret("A1")), Secret("B2"))
        assert text_of_cards(cards) == Secret("A1----pw\nB2")
        assert text_of_cards(()) is None
