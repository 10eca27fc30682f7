from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop.domain.cart import Cart
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import ZERO, Money
from desktop.domain.promotion import CampaignState
from desktop.services.campaign_drafts import CampaignDraft
from desktop.services.campaigns import MAXIMUM_COUPONS
from desktop.storage import ledger
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift(Money(100_00))
    rehearsal.settings.change(rehearsal.owner, {"sale.floor": "0"})
    return rehearsal


def a_draft(shop: RehearsalShop, rule: str = "percent_off", **values: Any) -> CampaignDraft:
    now = shop.clock.now()
    return CampaignDraft("毕业季", rule, values or {"rate": 90}, now, now + timedelta(days=7))


def kinds_in_ledger(shop: RehearsalShop) -> list[str]:
    with shop.ground.database.read() as connection:
        assert ledger.verify(connection, shop.ground.vault).ok
        rows = connection.exec_driver_sql("SELECT kind FROM ledger ORDER BY seq")
        return [row[0] for row in rows]


def test_a_campaign_goes_from_draft_to_running_to_stopped(shop: RehearsalShop) -> None:
    campaign = shop.campaigns.save(shop.owner, a_draft(shop))
    assert shop.campaigns.list_campaigns()[0].phase == "draft"
    shop.campaigns.start(shop.owner, campaign)
    assert shop.campaigns.list_campaigns()[0].phase == "running"
    shop.campaigns.stop(shop.owner, campaign)
    assert shop.campaigns.list_campaigns()[0].phase == "stopped"
    assert kinds_in_ledger(shop)[-3:] == [
        "campaign_saved",
        "campaign_started",
        "campaign_stopped",
    ]


def test_time_and_budget_name_the_phase(shop: RehearsalShop) -> None:
    card = shop.a_product(cards=3, cost=10_00)
    now = shop.clock.now()
    later = replace(a_draft(shop), starts_at=now + timedelta(days=1))
    first = shop.campaigns.save(shop.owner, later)
    shop.campaigns.start(shop.owner, first)
    second = shop.a_campaign("percent_off", rate=90, budget=Money(10_00))
    phases = {one.row.id: one.phase for one in shop.campaigns.list_campaigns()}
    assert phases == {first: "waiting", second: "running"}
    shop.sell(Cart().with_product(card))
    phases = {one.row.id: one.phase for one in shop.campaigns.list_campaigns()}
    assert phases[second] == "spent"
    shop.clock.pass_time(timedelta(days=30))
    assert {one.phase for one in shop.campaigns.list_campaigns()} == {"over"}


def test_what_ran_is_never_changed(shop: RehearsalShop) -> None:
    campaign = shop.campaigns.save(shop.owner, a_draft(shop))
    shop.campaigns.save(shop.owner, replace(a_draft(shop), title="开学季"), campaign)
    assert shop.campaigns.list_campaigns()[0].row.title == "开学季"
    shop.campaigns.start(shop.owner, campaign)
    with pytest.raises(BusinessRuleError, match="不是这个状态"):
        shop.campaigns.save(shop.owner, a_draft(shop), campaign)
    shop.campaigns.stop(shop.owner, campaign)
    with pytest.raises(BusinessRuleError, match="不是这个状态"):
        shop.campaigns.stop(shop.owner, campaign)
    shop.campaigns.start(shop.owner, campaign)
    assert shop.campaigns.list_campaigns()[0].row.state is CampaignState.RUNNING


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "campaign_title"),
        ({"title": "长" * 41}, "campaign_title"),
        ({"rule": "nobody"}, "rule_unknown"),
        ({"budget": ZERO}, "campaign_limits"),
        ({"per_person": -1}, "campaign_limits"),
        ({"values": {}}, "parameter_out_of_range"),
        ({"values": {"rate": 100}}, "parameter_out_of_range"),
        ({"values": {"rate": 0}}, "parameter_out_of_range"),
        ({"values": {"rate": 90, "to_hour": 25}}, "parameter_out_of_range"),
        ({"rule": "spend_gift", "values": {"threshold": Money(1)}}, "campaign_incomplete"),
        (
            {"rule": "spend_and_save", "values": {"threshold": Money(1), "off": Money(2)}},
            "campaign_incomplete",
        ),
        (
            {"rule": "member_price", "values": {"tiers": (1,), "prices": ((1, Money(-1)),)}},
            "parameter_out_of_range",
        ),
    ],
)
def test_what_is_out_of_range_is_refused(
    shop: RehearsalShop, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(BusinessRuleError) as refused:
        shop.campaigns.save(shop.owner, replace(a_draft(shop), **changes))
    assert refused.value.code == code
    assert not shop.campaigns.list_campaigns()


def test_a_window_that_ends_before_it_starts_is_refused(shop: RehearsalShop) -> None:
    draft = a_draft(shop)
    with pytest.raises(BusinessRuleError, match="晚于"):
        shop.campaigns.save(shop.owner, replace(draft, ends_at=draft.starts_at))


def test_a_campaign_whose_end_is_past_does_not_start(shop: RehearsalShop) -> None:
    campaign = shop.campaigns.save(shop.owner, a_draft(shop))
    shop.clock.pass_time(timedelta(days=8))
    with pytest.raises(BusinessRuleError, match="已经过了"):
        shop.campaigns.start(shop.owner, campaign)


def test_a_spent_campaign_does_not_start_again(shop: RehearsalShop) -> None:
    card = shop.a_product(cards=3, cost=10_00)
    campaign = shop.a_campaign("percent_off", rate=90, budget=Money(10_00))
    shop.sell(Cart().with_product(card))
    shop.campaigns.stop(shop.owner, campaign)
    with pytest.raises(BusinessRuleError, match="预算用完"):
        shop.campaigns.start(shop.owner, campaign)


def test_prices_below_the_floor_are_named_before_the_start(shop: RehearsalShop) -> None:
    shop.a_product(cards=1, cost=91_00)
    good = shop.a_product("GOOD", price=100_00, cost=50_00, cards=1, name="好卡")
    campaign = shop.campaigns.save(shop.owner, a_draft(shop))
    with pytest.raises(BusinessRuleError, match="云境传说点卡 100 元"):
        shop.campaigns.start(shop.owner, campaign)
    limited = a_draft(shop, rate=90, products=(good.id,), tags=("新生",), channels=("qq_group",))
    shop.campaigns.start(shop.owner, shop.campaigns.save(shop.owner, limited))


@pytest.mark.parametrize("act", ["save", "start", "stop", "coupons", "tier", "give"])
def test_only_an_owner_moves_campaigns(shop: RehearsalShop, act: str) -> None:
    campaign = shop.campaigns.save(shop.owner, a_draft(shop))
    acts = {
        "save": lambda: shop.campaigns.save(shop.cashier, a_draft(shop)),
        "start": lambda: shop.campaigns.start(shop.cashier, campaign),
        "stop": lambda: shop.campaigns.stop(shop.cashier, campaign),
        "coupons": lambda: shop.campaigns.make_coupons(shop.cashier, campaign, 1),
        "tier": lambda: shop.tiers.add_tier(shop.cashier, "银卡", Money(1)),
        "give": lambda: shop.tiers.give_tier(shop.senior, 1, None),
    }
    with pytest.raises(BusinessRuleError) as refused:
        acts[act]()
    assert refused.value.code == "needs_owner"


def test_an_owner_s_consent_lets_a_cashier_stop_one(shop: RehearsalShop) -> None:
    campaign = shop.a_campaign("percent_off", rate=90)
    shop.campaigns.stop(shop.cashier, campaign, shop.approval)
    assert shop.campaigns.list_campaigns()[0].phase == "stopped"


def test_the_preview_tries_the_campaign_on_the_last_days(shop: RehearsalShop) -> None:
    card = shop.a_product(cards=10, cost=94_00)
    for number, pieces in enumerate((1, 2, 1)):
        shop.sell(Cart().with_product(card, pieces), request_id=str(number))
    draft = a_draft(shop, "spend_and_save", threshold=Money(150_00), off=Money(15_00))
    found = shop.campaigns.preview(draft)
    assert (found.sales, found.used) == (3, 1)
    assert (found.margin_before, found.cost, found.margin_after) == (
        Money(24_00),
        Money(15_00),
        Money(9_00),
    )
    assert found.below_floor == 1
    shop.clock.pass_time(timedelta(days=15))
    assert shop.campaigns.preview(a_draft(shop)).sales == 0


def test_the_preview_counts_gifts_and_first_orders(shop: RehearsalShop) -> None:
    card = shop.a_product(cards=10, cost=50_00)
    gift = shop.a_product("GIFT", price=8_00, cost=6_00, cards=2, name="攻略卡")
    member = shop.a_member()
    for number in range(2):
        shop.sell(Cart().with_product(card).with_customer(member), request_id=str(number))
    gifts = a_draft(shop, "spend_gift", threshold=Money(100_00), gifts=(gift.id,))
    assert shop.campaigns.preview(gifts).cost == Money(12_00)
    first = a_draft(shop, "first_order", off=Money(5_00))
    assert shop.campaigns.preview(first).cost == Money(5_00)


def test_the_preview_says_what_it_cannot_know(shop: RehearsalShop) -> None:
    known = shop.a_product(cards=2, cost=50_00)
    unknown = shop.a_product("DARK", cards=2, cost=None, name="不知成本")
    shop.sell(Cart().with_product(known), request_id="1")
    shop.sell(Cart().with_product(unknown), request_id="2")
    found = shop.campaigns.preview(a_draft(shop))
    assert (found.sales, found.unknown, found.margin_before) == (2, 1, Money(50_00))
    assert found.is_foreseeable
    for rule, values in (
        ("coupon", {"off": Money(5_00)}),
        ("stored_value_gift", {"threshold": Money(100_00), "gift": Money(10_00)}),
    ):
        assert not shop.campaigns.preview(a_draft(shop, rule, **values)).is_foreseeable


def test_results_stand_against_costs(shop: RehearsalShop) -> None:
    card = shop.a_product(cards=10, cost=50_00)
    shop.a_campaign("percent_off", rate=90)
    for number in range(2):
        shop.sell(Cart().with_product(card), request_id=str(number))
    results = shop.campaigns.list_campaigns()[0].results
    assert (results.uses, results.sold, results.off) == (2, Money(180_00), Money(20_00))


def test_codes_are_made_once_each(shop: RehearsalShop) -> None:
    campaign = shop.a_campaign("coupon", off=Money(5_00))
    codes = shop.campaigns.make_coupons(shop.owner, campaign, 50)
    assert len(set(codes)) == 50
    for count in (0, MAXIMUM_COUPONS + 1):
        with pytest.raises(BusinessRuleError, match="一次做"):
            shop.campaigns.make_coupons(shop.owner, campaign, count)
    other = shop.a_campaign("percent_off", rate=90)
    with pytest.raises(BusinessRuleError, match="只有优惠券"):
        shop.campaigns.make_coupons(shop.owner, other, 1)


@pytest.mark.parametrize(("name", "spent"), [("", 1), ("银卡", 900_00), ("金卡", 150_00)])
def test_a_tier_of_a_taken_name_or_amount_is_refused(
    shop: RehearsalShop, name: str, spent: int
) -> None:
    shop.tiers.add_tier(shop.owner, "银卡", Money(150_00))
    with pytest.raises(BusinessRuleError, match="等级"):
        shop.tiers.add_tier(shop.owner, name, Money(spent))
    assert len(shop.tiers.list_tiers()) == 1


def test_every_rule_has_a_form(shop: RehearsalShop) -> None:
    assert all(form.parameters for form in shop.campaigns.list_rules())
