from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from desktop.domain.errors import BusinessRuleError, ConnectorError
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from desktop.models.ledger import ledger
from desktop.models.platform_accounts import platform_account
from desktop.services.accounts import AccountDraft
from tests.buying import APP_KEY, BuyingShop, Trouble

DRAFT = AccountDraft(
    "acg_faka",
    "星桥卡盟",
    {"base_url": "https://shop.example", "app_id": "1001"},
    {"app_key": Secret(APP_KEY)},
)


@pytest.fixture
def shop() -> BuyingShop:
    return BuyingShop()


def test_the_platforms_are_told_as_the_contract_words_them(shop: BuyingShop) -> None:
    sheet = next(sheet for sheet in shop.accounts.platforms() if sheet.key == "acg_faka")
    assert [(one.key, one.kind, one.is_secret) for one in sheet.fields] == [
        ("base_url", "url", False),
        ("app_id", "text", False),
        ("app_key", "text", True),
    ]
    can = sheet.capabilities
    assert (can.own_number, can.query_by_own_number, can.price_guard) == (True, False, "none")
    assert (can.delivery, can.repeat, can.echoes, sheet.tried) == ("inline", "error", False, "live")


def test_a_secret_goes_in_and_only_its_tail_comes_out(shop: BuyingShop) -> None:
    account = shop.accounts.add(shop.owner, DRAFT).account
    assert account.secret_tails == {"app_key": "CDEF"}
    with shop.ground.database.read() as connection:
        stored = connection.execute(select(platform_account)).one()
        said = connection.scalars(select(ledger.c.body)).all()
    assert APP_KEY.encode() not in stored.secrets_sealed
    assert APP_KEY not in repr((stored.fields, said, account, DRAFT))


def test_a_short_secret_shows_no_tail(shop: BuyingShop) -> None:
    draft = replace(DRAFT, secrets={"app_key": Secret("12345678")})
    assert shop.accounts.add(shop.owner, draft).account.secret_tails == {"app_key": ""}


def test_pasted_fields_are_folded(shop: BuyingShop) -> None:
    pasted = AccountDraft(
        "acg_faka",
        " 星桥卡盟\n",
        {"base_url": " https://shop.example\u200b ", "app_id": "１００１"},
        {"app_key": Secret(f"\t{APP_KEY}\r\n")},
    )
    account = shop.accounts.add(shop.owner, pasted).account
    assert account.name == "星桥卡盟"
    assert account.fields == {"base_url": "https://shop.example", "app_id": "1001"}
    assert account.secret_tails == {"app_key": "CDEF"}


def test_a_name_is_taken_until_its_account_is_removed(shop: BuyingShop) -> None:
    first = shop.accounts.add(shop.owner, DRAFT).account
    with pytest.raises(BusinessRuleError) as refused:
        shop.accounts.add(shop.owner, DRAFT)
    assert refused.value.code == "account_name_taken"
    shop.accounts.remove(shop.owner, first.id)
    assert shop.accounts.list_accounts() == ()
    shop.accounts.add(shop.owner, DRAFT)


@pytest.mark.parametrize(
    ("fields", "secrets", "code"),
    [
        ({"base_url": "ftp://x", "app_id": "1"}, {"app_key": Secret("k")}, "account_field_invalid"),
        ({"base_url": "https://x", "app_id": "1"}, {}, "account_field_invalid"),
        (
            {"base_url": "https://x", "app_id": "a"},
            {"app_key": Secret("k")},
            "account_field_invalid",
        ),
        (
            {"base_url": "https://x", "app_id": "1", "z": "1"},
            {"app_key": Secret("k")},
            "account_field_unknown",
        ),
        ({"base_url": "https://x", "app_id": "1", "app_key": "k"}, {}, "account_field_unknown"),
        ({"base_url": "http://x", "app_id": "1"}, {"app_key": Secret("k")}, "plain_http_refused"),
    ],
)
def test_a_form_that_cannot_be_right_is_refused(
    shop: BuyingShop, fields: dict[str, str], secrets: dict[str, Secret], code: str
) -> None:
    with pytest.raises((BusinessRuleError, ConnectorError)) as refused:
        shop.accounts.add(shop.owner, AccountDraft("acg_faka", "a", fields, secrets))
    assert refused.value.code == code
    assert shop.accounts.list_accounts() == ()


def test_plain_http_is_the_owners_choice_and_loopback_is_practice(shop: BuyingShop) -> None:
    fields = {"base_url": "http://x", "app_id": "1"}
    allowed = replace(DRAFT, name="a", fields=fields, allows_plain_http=True)
    assert not shop.accounts.add(shop.owner, allowed).account.is_practice
    practice = replace(DRAFT, name="b", fields={**fields, "base_url": "http://127.0.0.1:8000"})
    assert shop.accounts.add(shop.owner, practice).account.is_practice


def test_a_change_keeps_the_secrets_that_are_not_given(shop: BuyingShop) -> None:
    account = shop.accounts.add(shop.owner, DRAFT).account
    changed = replace(DRAFT, name="星桥", secrets={})
    assert shop.accounts.change(shop.owner, account.id, changed).account.secret_tails == {
        "app_key": "CDEF"
    }
    assert shop.accounts.test(shop.owner, account.id).is_ok


def test_an_account_with_open_purchases_stays(shop: BuyingShop) -> None:
    account_id = shop.connect()
    shop.platform.troubles = [Trouble.LOST_BEFORE]
    shop.buy(shop.adopt())
    with pytest.raises(BusinessRuleError) as refused:
        shop.accounts.remove(shop.owner, account_id)
    assert refused.value.code == "purchases_open"


def test_a_removed_account_has_no_secret_left(shop: BuyingShop) -> None:
    account_id = shop.accounts.add(shop.owner, DRAFT).account.id
    with shop.ground.database.read() as connection:
        before = connection.scalar(select(platform_account.c.secrets_sealed))
    shop.accounts.remove(shop.owner, account_id)
    with shop.ground.database.read() as connection:
        after = connection.scalar(select(platform_account.c.secrets_sealed))
    assert before is not None
    assert after is not None
    assert len(after) < len(before)


def test_only_the_owner_may(shop: BuyingShop) -> None:
    for actor in (shop.cashier, shop.senior):
        with pytest.raises(BusinessRuleError) as refused:
            shop.accounts.add(actor, DRAFT)
        assert refused.value.code == "denied"


def test_a_test_says_balance_or_why_not_and_leaves_a_trace(shop: BuyingShop) -> None:
    unsaved = shop.accounts.test(shop.owner, DRAFT)
    assert (unsaved.is_ok, unsaved.shop_name, unsaved.balance) == (True, "星桥卡盟", Money(5000_00))
    account_id = shop.connect()
    shop.platform.line_troubles = [Trouble.LOST_BEFORE]
    failed = shop.accounts.test(shop.owner, account_id)
    assert failed.error is not None
    assert failed.error.exit_code == 4
    assert shop.accounts.get(account_id).trouble_code == "platform_silent"
    assert shop.accounts.test(shop.owner, account_id).is_ok
    assert shop.accounts.get(account_id).trouble_code == ""
