from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import func, select

from desktop.domain.adjustment import Discount, DiscountKind
from desktop.domain.cart import Cart
from desktop.domain.customer import CustomerSnapshot
from desktop.domain.day_report import from_json, to_json
from desktop.domain.errors import BusinessRuleError
from desktop.domain.margin import MarginEater
from desktop.domain.money import ZERO, Money
from desktop.domain.product import AccountRule, ProductSnapshot
from desktop.domain.promotion import UseKind
from desktop.domain.sale import ReturnReason, SaleRequest
from desktop.domain.tender import Tender, TenderMethod
from desktop.domain.top_up import TopUpTarget
from desktop.models.promotions import coupon, promotion_claim, promotion_use
from desktop.services.customers import Customers
from desktop.services.papers import sale_content
from desktop.services.report_blocks import day_blocks
from desktop.services.reporting import Reporting
from desktop.services.returns import RefundRequest
from desktop.storage import promotion_queries
from desktop.storage.promotion_queries import CampaignRow
from tests.shop import RehearsalShop


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift(Money(100_00))
    rehearsal.settings.change(rehearsal.owner, {"sale.floor": "0"})
    return rehearsal


@pytest.fixture
def card(shop: RehearsalShop) -> ProductSnapshot:
    return shop.a_product(cards=30, cost=60_00)


def a_cart(card: ProductSnapshot, pieces: int = 1, **changes: object) -> Cart:
    cart = Cart().with_product(card, pieces)
    member = changes.get("member")
    return cart.with_customer(member) if isinstance(member, CustomerSnapshot) else cart


def spent_on(shop: RehearsalShop, campaign_id: int) -> Money:
    with shop.ground.database.read() as connection:
        amount = connection.scalar(
            select(func.sum(promotion_use.c.amount)).where(
                promotion_use.c.campaign_id == campaign_id
            )
        )
    return amount or ZERO


def refund(shop: RehearsalShop, sale_id: int, pieces: dict[int, int], request: str = "b") -> None:
    wanted = RefundRequest(
        request, sale_id, pieces, ReturnReason.OTHER, shop.shift.id, approval=shop.approval
    )
    shop.returns.refund(shop.cashier, wanted)


def code_in(shop: RehearsalShop) -> str:
    with shop.ground.database.read() as connection:
        return str(connection.scalars(select(coupon.c.code).order_by(coupon.c.id.desc())).first())


def test_a_promoted_sale_is_recorded_with_its_reasons(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("percent_off", rate=90)
    sold = shop.sell(a_cart(card, 2)).sale
    assert (sold.gross, sold.line_discounts, sold.total) == (
        Money(200_00),
        Money(20_00),
        Money(180_00),
    )
    (one,) = sold.promotions
    assert (one.title, one.reason, one.kind, one.amount) == (
        "毕业季",
        "打 9 折",
        UseKind.PRICE,
        Money(20_00),
    )
    assert shop.checkout.get_sale(sold.id) == sold
    assert spent_on(shop, campaign) == Money(20_00)


def test_pieces_that_come_back_give_the_budget_back_to_the_fen(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("spend_and_save", threshold=Money(100_00), off=Money(10_01))
    sold = shop.sell(a_cart(card, 3)).sale
    assert spent_on(shop, campaign) == Money(10_01)
    line = sold.lines[0].id
    refund(shop, sold.id, {line: 1}, "b1")
    assert spent_on(shop, campaign) == Money(10_01 - 10_01 // 3)
    refund(shop, sold.id, {line: 2}, "b2")
    assert spent_on(shop, campaign) == ZERO
    assert shop.checkout.get_sale(sold.id).returned == sold.total


def test_a_void_gives_back_everything_and_the_claim(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("percent_off", rate=90, per_person=1)
    member = shop.a_member()
    cart = a_cart(card, member=member)
    sold = shop.sell(cart).sale
    assert shop.checkout.price(cart).total == Money(100_00)
    shop.returns.void(shop.cashier, sold.id, "打错了", request_id="v", shift_id=shop.shift.id)
    assert spent_on(shop, campaign) == ZERO
    assert shop.checkout.price(cart).total == Money(90_00)


def test_a_refund_does_not_give_the_claim_back(shop: RehearsalShop, card: ProductSnapshot) -> None:
    shop.a_campaign("percent_off", rate=90, per_person=1)
    cart = a_cart(card, member=shop.a_member())
    sold = shop.sell(cart).sale
    refund(shop, sold.id, {sold.lines[0].id: 1})
    assert shop.checkout.price(cart).total == Money(100_00)


def test_one_person_brings_no_more_coupons_of_a_campaign_than_they_may(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("coupon", off=Money(10_00), per_person=1)
    first, second = shop.campaigns.make_coupons(shop.owner, campaign, 2)
    cart = a_cart(card, member=shop.a_member())
    sold = shop.sell(cart.with_coupon(shop.checkout.find_coupon(first)), request_id="1").sale
    assert sold.total == Money(90_00)
    again = cart.with_coupon(shop.checkout.find_coupon(second))
    assert shop.checkout.price(again).total == Money(100_00)
    assert shop.sell(again, request_id="2").sale.total == Money(100_00)
    shop.returns.void(shop.cashier, sold.id, "打错了", request_id="v", shift_id=shop.shift.id)
    assert shop.checkout.price(again).total == Money(90_00)


def test_the_same_account_is_the_same_person_under_another_name(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    shop.a_campaign("percent_off", rate=90, per_person=1)
    account = TopUpTarget(AccountRule.PHONE, "19800002046")
    shop.sell(Cart().with_product(card, 1, account).with_customer(shop.a_member()))
    again = Cart().with_product(card, 1, account).with_customer(shop.a_member("13900001111"))
    assert shop.checkout.price(again).total == Money(100_00)
    other = a_cart(card, member=shop.a_member("13900002222"))
    assert shop.checkout.price(other).total == Money(90_00)
    assert shop.checkout.price(a_cart(card)).total == Money(100_00)
    with shop.ground.database.read() as connection:
        stored = connection.scalars(select(promotion_claim.c.fingerprint)).all()
    assert stored
    assert not any(b"1980000" in one or b"1380000" in one for one in stored)


def test_a_budget_ends_a_campaign_by_itself(shop: RehearsalShop, card: ProductSnapshot) -> None:
    campaign = shop.a_campaign("percent_off", rate=90, budget=Money(15_00))
    shop.sell(a_cart(card), request_id="a")
    assert shop.checkout.price(a_cart(card)).total == Money(100_00)
    assert spent_on(shop, campaign) == Money(10_00)


def test_a_budget_spent_meanwhile_is_told_and_nothing_is_written(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("percent_off", rate=90, budget=Money(10_00))
    late = shop.request(a_cart(card), request_id="late")
    shop.sell(a_cart(card), request_id="first")
    with pytest.raises(BusinessRuleError) as refused:
        shop.checkout.complete_sale(shop.cashier, late)
    assert refused.value.code == "price_changed"
    assert spent_on(shop, campaign) == Money(10_00)


def test_a_campaign_ends_with_its_time(shop: RehearsalShop, card: ProductSnapshot) -> None:
    shop.a_campaign("percent_off", rate=90)
    assert shop.checkout.price(a_cart(card)).total == Money(90_00)
    shop.clock.pass_time(timedelta(days=10))
    assert shop.checkout.price(a_cart(card)).total == Money(100_00)


def test_the_first_order_is_lowered_and_the_second_is_not(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    shop.a_campaign("first_order", off=Money(5_00), threshold=Money(30_00))
    cart = a_cart(card, member=shop.a_member())
    shop.sell(cart, request_id="first")
    stale = shop.request(cart, Tender(TenderMethod.WECHAT, Money(95_00), bill_tail="1234"))
    with pytest.raises(BusinessRuleError) as refused:
        shop.checkout.complete_sale(shop.cashier, stale)
    assert refused.value.code == "price_changed"


def test_an_unpaid_first_order_is_lowered_once(shop: RehearsalShop, card: ProductSnapshot) -> None:
    campaign = shop.a_campaign("first_order", off=Money(5_00))
    cart = a_cart(card, member=shop.a_member())
    tender = Tender(TenderMethod.WECHAT, Money(95_00))
    unpaid = shop.sell(cart, tender, request_id="1", is_awaiting_payment=True).sale
    assert shop.checkout.price(cart).total == Money(100_00)
    assert shop.sell(cart, request_id="2").sale.total == Money(100_00)
    seen = Tender(TenderMethod.WECHAT, Money(95_00), bill_tail="1234")
    shop.pending_sales.confirm(shop.cashier, unpaid.id, [seen], shop.shift.id)
    assert spent_on(shop, campaign) == Money(5_00)


def test_a_first_order_that_was_never_paid_is_still_to_come(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    shop.a_campaign("first_order", off=Money(5_00))
    cart = a_cart(card, member=shop.a_member())
    tender = Tender(TenderMethod.WECHAT, Money(95_00))
    unpaid = shop.sell(cart, tender, is_awaiting_payment=True).sale
    shop.pending_sales.drop(shop.cashier, unpaid.id, "没付")
    assert shop.checkout.price(cart).total == Money(95_00)


def test_a_campaign_that_starts_while_others_are_read_counts_at_once(
    shop: RehearsalShop, card: ProductSnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.a_campaign("percent_off", rate=90)
    read = promotion_queries.load_campaigns

    def read_too_early(*_asked: object) -> tuple[CampaignRow, ...]:
        monkeypatch.setattr(promotion_queries, "load_campaigns", read)
        shop.promotions.forget()
        return ()

    monkeypatch.setattr(promotion_queries, "load_campaigns", read_too_early)
    shop.checkout.price(a_cart(card))
    assert shop.checkout.price(a_cart(card)).total == Money(90_00)


def test_a_gift_is_sold_for_nothing_and_costed(shop: RehearsalShop, card: ProductSnapshot) -> None:
    gift = shop.a_product("GIFT", price=8_00, cost=6_00, cards=2, name="攻略卡")
    campaign = shop.a_campaign("spend_gift", threshold=Money(100_00), gifts=(gift.id,))
    sold = shop.sell(a_cart(card)).sale
    assert [(line.title, line.net) for line in sold.lines] == [
        (card.title, Money(100_00)),
        (gift.title, ZERO),
    ]
    assert len(sold.lines[1].card_ids) == 1
    assert spent_on(shop, campaign) == Money(6_00)
    assert [(one.kind, one.amount) for one in sold.promotions] == [(UseKind.GIFT, Money(6_00))]
    assert shop.checkout.get_sale(sold.id) == sold


def test_a_gift_is_not_bought_when_the_order_is_repeated(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    gift = shop.a_product("GIFT", price=8_00, cost=6_00, cards=2, name="攻略卡")
    shop.a_campaign("spend_gift", threshold=Money(100_00), gifts=(gift.id,))
    sold = shop.sell(a_cart(card)).sale
    again = shop.checkout.repeat_cart(sold.id)
    assert [line.product.id for line in again.lines] == [card.id]


def test_two_at_once_cannot_use_one_coupon(shop: RehearsalShop, card: ProductSnapshot) -> None:
    campaign = shop.a_campaign("coupon", off=Money(10_00))
    (code,) = shop.campaigns.make_coupons(shop.owner, campaign, 1)
    cart = a_cart(card).with_coupon(shop.checkout.find_coupon(code))
    requests = [shop.request(cart, request_id=name) for name in "abcd"]
    outcomes: list[str] = []

    def sell(request: SaleRequest) -> None:
        try:
            shop.checkout.complete_sale(shop.cashier, request)
        except BusinessRuleError as refused:
            outcomes.append(refused.code)
        else:
            outcomes.append("sold")

    threads = [Thread(target=sell, args=(request,)) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["coupon_used", "coupon_used", "coupon_used", "sold"]


def test_gifts_and_promotions_count_for_the_floor(shop: RehearsalShop) -> None:
    thin = shop.a_product("THIN", price=100_00, cost=95_00, cards=5, name="薄利卡")
    shop.a_campaign("spend_and_save", threshold=Money(100_00), off=Money(6_00))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(a_cart(thin))
    assert refused.value.values["eater"] == str(MarginEater.PROMOTION)
    gift = shop.a_product("GIFT", price=8_00, cost=7_00, cards=2, name="攻略卡")
    shop.campaigns.stop(shop.owner, shop.campaigns.list_campaigns()[0].row.id)
    shop.a_campaign("spend_gift", threshold=Money(100_00), gifts=(gift.id,))
    with pytest.raises(BusinessRuleError) as refused:
        shop.sell(a_cart(thin))
    assert refused.value.values["eater"] == str(MarginEater.GIFT)


def test_a_coupon_given_with_one_order_lowers_the_next_once(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("spend_gift", threshold=Money(200_00), coupon=Money(10_00))
    first = shop.sell(a_cart(card, 2), request_id="1").sale
    assert first.total == Money(200_00)
    assert spent_on(shop, campaign) == Money(10_00)
    code = code_in(shop)
    assert code in first.promotions[0].reason
    held = shop.checkout.find_coupon(code.lower())
    cart = a_cart(card).with_coupon(held)
    second = shop.sell(cart, request_id="2").sale
    assert (second.total, second.promotions[0].kind) == (Money(90_00), UseKind.REDEEMED)
    assert shop.campaigns.list_campaigns()[0].row.spent == Money(10_00)
    with pytest.raises(BusinessRuleError, match="用过"):
        shop.checkout.complete_sale(shop.cashier, shop.request(cart, request_id="3"))
    with pytest.raises(BusinessRuleError, match="用过"):
        shop.checkout.find_coupon(code)


def test_a_void_gives_the_coupon_back(shop: RehearsalShop, card: ProductSnapshot) -> None:
    campaign = shop.a_campaign("coupon", off=Money(10_00))
    (code,) = shop.campaigns.make_coupons(shop.owner, campaign, 1)
    cart = a_cart(card).with_coupon(shop.checkout.find_coupon(code))
    sold = shop.sell(cart).sale
    assert sold.total == Money(90_00)
    shop.returns.void(shop.cashier, sold.id, "打错了", request_id="v", shift_id=shop.shift.id)
    assert shop.checkout.find_coupon(code).code == code


def test_a_coupon_is_withdrawn_with_the_order_that_gave_it(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("spend_gift", threshold=Money(100_00), coupon=Money(10_00))
    sold = shop.sell(a_cart(card)).sale
    refund(shop, sold.id, {sold.lines[0].id: 1})
    with pytest.raises(BusinessRuleError, match="作废"):
        shop.checkout.find_coupon(code_in(shop))
    assert spent_on(shop, campaign) == ZERO


def test_a_spent_coupon_stays_spent_when_its_order_comes_back(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("spend_gift", threshold=Money(200_00), coupon=Money(10_00))
    first = shop.sell(a_cart(card, 2), request_id="1").sale
    shop.sell(a_cart(card).with_coupon(shop.checkout.find_coupon(code_in(shop))), request_id="2")
    refund(shop, first.id, {first.lines[0].id: 2})
    view = shop.campaigns.list_campaigns()[0]
    assert view.row.id == campaign
    assert view.row.spent == Money(10_00)


@pytest.mark.parametrize("late", [timedelta(days=10), timedelta(days=31)])
def test_an_old_coupon_is_refused(
    shop: RehearsalShop, card: ProductSnapshot, late: timedelta
) -> None:
    shop.a_campaign("spend_gift", threshold=Money(100_00), coupon=Money(10_00), days=10)
    shop.sell(a_cart(card))
    shop.clock.pass_time(late)
    with pytest.raises(BusinessRuleError, match="过期"):
        shop.checkout.find_coupon(code_in(shop))
    with pytest.raises(BusinessRuleError, match="没有这张券"):
        shop.checkout.find_coupon("NOBODY")


def test_a_pending_sale_that_is_dropped_gives_everything_back(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("percent_off", rate=90, per_person=1)
    cart = a_cart(card, member=shop.a_member())
    tender = Tender(TenderMethod.WECHAT, Money(90_00))
    sold = shop.sell(cart, tender, is_awaiting_payment=True).sale
    assert spent_on(shop, campaign) == Money(10_00)
    shop.pending_sales.drop(shop.cashier, sold.id, "没付")
    assert spent_on(shop, campaign) == ZERO
    assert shop.checkout.price(cart).total == Money(90_00)


def test_a_coupon_of_an_unpaid_order_is_good_when_it_is_paid(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    shop.a_campaign("spend_gift", threshold=Money(100_00), coupon=Money(10_00))
    tender = Tender(TenderMethod.WECHAT, Money(100_00))
    sold = shop.sell(a_cart(card), tender, is_awaiting_payment=True).sale
    with pytest.raises(BusinessRuleError, match="作废"):
        shop.checkout.find_coupon(code_in(shop))
    seen = Tender(TenderMethod.WECHAT, Money(100_00), bill_tail="1234")
    shop.pending_sales.confirm(shop.cashier, sold.id, [seen], shop.shift.id)
    assert shop.checkout.find_coupon(code_in(shop)).off == Money(10_00)


def test_a_held_order_tells_both_totals_after_a_campaign_ended(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    campaign = shop.a_campaign("percent_off", rate=90)
    held = shop.held_sales.hold(shop.cashier, a_cart(card))
    shop.campaigns.stop(shop.owner, campaign)
    recalled = shop.held_sales.recall(shop.cashier, held.id)
    assert recalled.has_new_total
    assert (recalled.old_total, recalled.new_total) == (Money(90_00), Money(100_00))


def test_a_held_order_keeps_its_coupon(shop: RehearsalShop, card: ProductSnapshot) -> None:
    campaign = shop.a_campaign("coupon", off=Money(10_00))
    (code,) = shop.campaigns.make_coupons(shop.owner, campaign, 1)
    cart = a_cart(card).with_coupon(shop.checkout.find_coupon(code))
    held = shop.held_sales.hold(shop.cashier, cart)
    assert shop.held_sales.recall(shop.cashier, held.id).cart.coupon == cart.coupon
    again = shop.held_sales.hold(shop.cashier, cart)
    shop.sell(cart)
    assert shop.held_sales.recall(shop.cashier, again.id).cart.coupon is None


def test_the_receipt_says_why(shop: RehearsalShop, card: ProductSnapshot) -> None:
    shop.a_campaign("percent_off", rate=90)
    shop.a_campaign("spend_and_save", threshold=Money(50_00), off=Money(5_00))
    cart = a_cart(card).with_order_discount(Discount(DiscountKind.AMOUNT, amount=Money(1_00)))
    sold = shop.sell(cart, approval=shop.approval).sale
    content = sale_content(sold, shop.settings.current)
    assert [(one.label, one.amount) for one in content.discounts] == [
        ("毕业季", Money(-5_00)),
        ("整单优惠", Money(-1_00)),
    ]
    assert content.promotions == ("毕业季：打 9 折，省 10.00", "毕业季：满 50.00 减 5.00")
    assert content.subtotal + Money(-6_00) == content.total == sold.total


def test_the_day_report_says_what_each_campaign_gave(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    gift = shop.a_product("GIFT", price=8_00, cost=6_00, cards=2, name="攻略卡")
    shop.a_campaign("percent_off", rate=90)
    shop.a_campaign("spend_gift", threshold=Money(50_00), gifts=(gift.id,), coupon=Money(5_00))
    sold = shop.sell(a_cart(card, 2)).sale
    refund(shop, sold.id, {sold.lines[0].id: 1})
    report = Reporting(shop.ground, shop.settings).day_report(shop.shift.business_date)
    assert [(one.orders, one.off, one.gifts, one.promised) for one in report.promotions] == [
        (1, Money(10_00), ZERO, ZERO),
        (1, ZERO, Money(6_00), Money(2_50)),
    ]
    assert report.sales.discounts == Money(20_00)
    block = next(one for one in day_blocks(report) if one.heading.startswith("活动"))
    assert block.rows[0] == ("毕业季", 1, Money(-10_00), ZERO, ZERO)
    assert from_json(to_json(report)) == report


def test_words_of_a_bundle_go_with_its_goods(shop: RehearsalShop, card: ProductSnapshot) -> None:
    shop.a_campaign("bundle", items=(card.id,), guide="先充值再领皮肤")
    sold = shop.sell(a_cart(card)).sale
    assert sold.lines[0].guide == "先充值再领皮肤"
    assert shop.checkout.get_sale(sold.id) == sold


def test_a_member_s_tier_sets_the_price_and_follows_spending(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    silver = shop.a_tier("银卡", Money(150_00))
    shop.tiers.add_tier(shop.owner, "金卡", Money(1000_00))
    shop.a_campaign("member_price", tiers=(silver,), rate=98)
    member = shop.a_member()
    assert shop.tiers.progress_of(member.id).following == "银卡"
    sold = shop.sell(a_cart(card, 2, member=member), request_id="a").sale
    assert sold.total == Money(200_00)
    customers = Customers(shop.ground, shop.rights)
    risen = customers.get(member.id)
    assert risen.tier is not None
    assert risen.tier.name == "银卡"
    assert shop.checkout.price(a_cart(card, member=risen)).total == Money(98_00)
    progress = shop.tiers.progress_of(member.id)
    assert (progress.current, progress.following, progress.missing) == (
        "银卡",
        "金卡",
        Money(800_00),
    )
    refund(shop, sold.id, {sold.lines[0].id: 1})
    assert customers.get(member.id).tier is None


def test_a_reseller_has_a_price_list_of_their_own(
    shop: RehearsalShop, card: ProductSnapshot
) -> None:
    reseller = shop.a_tier("分销", None)
    shop.a_campaign("member_price", tiers=(reseller,), prices=((card.id, Money(88_00)),))
    member = shop.a_member()
    shop.tiers.give_tier(shop.owner, member.id, reseller)
    placed = Customers(shop.ground, shop.rights).get(member.id)
    assert shop.checkout.price(a_cart(card, member=placed)).total == Money(88_00)
    assert shop.tiers.progress_of(member.id).current == "分销"


def test_a_till_without_campaigns_asks_the_database_nothing_for_them(
    shop: RehearsalShop, card: ProductSnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sell(a_cart(card), request_id="warm")

    def refuse(*_arguments: object) -> None:
        raise AssertionError("asked for promotions")

    for name in ("load_campaigns", "claims_of", "find_coupon", "load_promotions", "use_coupon"):
        monkeypatch.setattr(promotion_queries, name, refuse)
    assert shop.sell(a_cart(card), request_id="measured").sale.total == Money(100_00)
