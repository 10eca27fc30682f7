"""Accounts at payment gateways: sealed keys, consent for plain http, a test that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.domain.errors import BusinessRuleError, ConnectorError
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from tests.connectors.fakes.epay_server import KEY, EpayServer
from tests.connectors.fakes.wholesale_server import serving
from tests.gateway import GatewayTill, build_services, draft_for


@pytest.fixture
def till() -> GatewayTill:
    till = GatewayTill()
    build_services(till)
    return till


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


def test_a_new_account_is_offered_on_the_payment_page(till: GatewayTill) -> None:
    assert "epay" not in till.settings.current.words("tender.enabled")
    account = till.gateway_accounts.add(till.owner, draft_for("https://pay.example.com"))
    assert "epay" in till.settings.current.words("tender.enabled")
    assert (account.name, account.channels) == ("禾光支付", ("wxpay", "alipay"))
    assert account.secret_tails == {"key": KEY[-4:]}


def test_the_key_is_sealed_and_shown_nowhere(till: GatewayTill) -> None:
    account = till.gateway_accounts.add(till.owner, draft_for("https://pay.example.com"))
    with till.ground.database.read() as connection:
        row = connection.exec_driver_sql("SELECT * FROM payment_gateway").one()
    assert KEY not in repr(row)
    assert KEY not in repr(account)
    assert KEY not in repr(draft_for("https://pay.example.com"))


def test_only_an_owner_changes_where_money_goes(till: GatewayTill) -> None:
    for actor in (till.cashier, till.senior):
        with pytest.raises(BusinessRuleError):
            till.gateway_accounts.add(actor, draft_for("https://pay.example.com"))
    assert till.gateway_accounts.list_gateways() == ()


def test_plain_http_needs_consent_but_not_to_this_machine(till: GatewayTill) -> None:
    draft = draft_for("http://pay.example.com")
    with pytest.raises(BusinessRuleError, match="不加密"):
        till.gateway_accounts.add(till.owner, draft)
    added = till.gateway_accounts.add(till.owner, replace(draft, allows_plain_http=True))
    assert added.allows_plain_http
    till.gateway_accounts.add(till.owner, draft_for("http://127.0.0.1:9", "本机"))


@pytest.mark.parametrize("changes", [{"pid": "x"}, {"channels": "cash"}, {"base_url": "pay"}])
def test_a_form_that_cannot_be_right_is_not_kept(
    till: GatewayTill, changes: dict[str, str]
) -> None:
    draft = draft_for("https://pay.example.com")
    wrong = replace(draft, fields=dict(draft.fields) | changes)
    with pytest.raises(ConnectorError):
        till.gateway_accounts.add(till.owner, wrong)
    assert till.gateway_accounts.list_gateways() == ()


def test_a_change_without_a_key_keeps_the_one_there_is(till: GatewayTill) -> None:
    account = till.gateway_accounts.add(till.owner, draft_for("https://pay.example.com"))
    draft = replace(draft_for("https://new.example.com", "新名字"), secrets={})
    changed = till.gateway_accounts.change(till.owner, account.id, draft)
    assert (changed.name, changed.secret_tails) == ("新名字", {"key": KEY[-4:]})
    assert changed.fields["base_url"] == "https://new.example.com"


def test_the_ledger_proves_which_account_it_was_without_saying_it(till: GatewayTill) -> None:
    till.gateway_accounts.add(till.owner, draft_for("https://pay.example.com"))
    with till.ground.database.read() as connection:
        query = "SELECT body FROM ledger WHERE kind = 'gateway_added'"
        body = connection.exec_driver_sql(query).scalar_one()
    assert "fingerprint" in body
    assert KEY not in body
    assert "pay.example.com" not in body


def test_the_test_button_says_what_the_gateway_says(till: GatewayTill, server: EpayServer) -> None:
    accounts = till.gateway_accounts
    draft = draft_for(server.url)
    good = accounts.test(till.owner, draft)
    assert (good.is_ok, good.shop_name, good.balance) == (True, "禾光点卡", Money(100_00))
    bad = accounts.test(till.owner, replace(draft, secrets={"key": Secret("wrong")}))
    assert not bad.is_ok
    assert "商户密钥错误" in str(bad.error)
    account = accounts.add(till.owner, replace(draft, secrets={"key": Secret("wrong")}))
    accounts.test(till.owner, account.id)
    assert "商户密钥错误" in accounts.get(account.id).trouble_text
    accounts.change(till.owner, account.id, draft)
    assert accounts.test(till.owner, account.id).is_ok
    assert accounts.get(account.id).trouble_text == ""


def test_a_removed_account_loses_its_key_and_stays_with_its_payments(till: GatewayTill) -> None:
    account = till.gateway_accounts.add(till.owner, draft_for("https://pay.example.com"))
    till.gateway_accounts.remove(till.owner, account.id)
    assert till.gateway_accounts.list_gateways() == ()
    assert till.gateway_accounts.get(account.id).secret_tails == {}
