"""The practice gateway passes what a real one does: code, money by itself, refund once."""

from __future__ import annotations

from desktop.connectors.http_client import HttpClient
from desktop.connectors.payments.base import CodeRequest, PaymentQuery, RefundRequest
from desktop.connectors.payments.epay import EPAY
from desktop.connectors.platforms.base import AccountAccess
from desktop.domain.gateway_payment import PaymentVerdict, RefundVerdict
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from tests.connectors.platform_contract import noon
from tests.practice.practice_process import practice

V = PaymentVerdict


def test_a_training_sale_is_paid_at_the_third_question_and_given_back_once() -> None:
    with practice() as running:
        address = running.first_line
        fields = {"base_url": f"{address['base_url']}/pay", "pid": "1001", "channels": "wxpay"}
        access = AccountAccess(fields, {"key": Secret(address["app_key"])}, noon)
        door = HttpClient()
        assert EPAY.fetch_merchant(door, access).name == "练习支付"
        request = CodeRequest("KT0001Z9", "wxpay", Money(950), "S260618-0001")
        made = EPAY.read_code(request, door.send(EPAY.prepare_code(access, request)))
        assert made.verdict is V.READY
        query = PaymentQuery("KT0001Z9", Money(950), made.upstream_number)
        seen = [
            EPAY.read_query(query, door.send(EPAY.prepare_query(access, query)), access).verdict
            for _question in range(3)
        ]
        assert seen == [V.UNPAID, V.UNPAID, V.PAID]
        back = RefundRequest("KT0001Z9", "R1", Money(950), Money(950))
        told = [
            EPAY.read_refund(door.send(EPAY.prepare_refund(access, back))).verdict
            for _try in range(2)
        ]
        assert told == [RefundVerdict.SAID_DONE, RefundVerdict.SAID_NO]
        wrong = AccountAccess(fields, {"key": Secret("wrong")}, noon)
        refused = EPAY.read_code(request, door.send(EPAY.prepare_code(wrong, request)))
        assert refused.verdict is V.REFUSED
