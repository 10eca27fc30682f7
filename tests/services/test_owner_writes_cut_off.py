"""A death within a bill import, a capital entry or a verdict leaves all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.domain.funds import CapitalKind, MoneyPlace
from desktop.domain.money import Money
from desktop.domain.review import Verdict
from desktop.domain.tender import TenderMethod
from desktop.services.bills import Bills
from desktop.services.funds import FundsDesk
from desktop.services.review import Review
from desktop.storage import ledger
from tests.factories import TillShop, a_till
from tests.services.test_bills import wechat_file, wechat_line
from tests.services.test_day_close import DiesAt, Killed

ENDS = ("before_commit", "committed")


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def killed(shop: TillShop, step: str, work: Callable[[], object]) -> bool:
    """Do it until it dies at a step; return whether the chain of the ledger still holds."""
    before = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt(step))
    with pytest.raises(Killed):
        work()
    object.__setattr__(shop.ground, "fail_points", before)
    with shop.ground.database.read() as connection:
        return ledger.verify(connection, shop.ground.vault).ok


@pytest.mark.parametrize("end", ENDS)
def test_a_bill_is_kept_whole_or_not_at_all_and_comes_again(shop: TillShop, end: str) -> None:
    bills = Bills(shop.ground, shop.rights, shop.reporting, shop.day_close)
    text = wechat_file(
        wechat_line("2026-06-18 10:00:00", "¥1.00", "1001"),
        wechat_line("2026-06-18 10:01:00", "¥2.00", "1002"),
    )

    def read() -> object:
        return bills.import_file(shop.owner, text, TenderMethod.WECHAT)

    assert killed(shop, f"bills.{end}", read)
    kept = len(bills.day(shop.owner).matching.money_without_sale)
    assert kept == (2 if end == "committed" else 0)
    again = bills.import_file(shop.owner, text, TenderMethod.WECHAT)
    assert (again.added, again.known) == (2 - kept, kept)


@pytest.mark.parametrize("end", ENDS)
def test_capital_is_booked_once_or_not_at_all(shop: TillShop, end: str) -> None:
    funds = FundsDesk(shop.ground, shop.settings, shop.rights)

    def book() -> object:
        return funds.book(shop.owner, CapitalKind.PUT_IN, MoneyPlace.CASH, Money(5_00), "开店")

    assert killed(shop, f"capital.{end}", book)
    assert len(funds.entries(shop.owner)) == (end == "committed")
    assert not funds.read(shop.owner).gap


@pytest.mark.parametrize("end", ENDS)
def test_a_verdict_is_kept_or_waits(shop: TillShop, end: str) -> None:
    review = Review(shop.ground, shop.rights, shop.reporting)
    on = shop.shifts.business_date_now()
    shop.a_void(shop.a_sale(shop.a_product(cards=2)))
    (item,) = review.day(shop.owner, on).items

    def say() -> object:
        return review.say(shop.owner, on, item.key, Verdict.ACCEPTED)

    assert killed(shop, f"review.{end}", say)
    assert review.day(shop.owner, on).open_count == (end == "before_commit")
