"""推广 by keyboard: a campaign made, looked at beforehand, started, stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.cart import Cart
from desktop.domain.money import Money
from desktop.promotions import RULES
from desktop.services.campaign_reading import CampaignReader
from desktop.services.campus_agents import CampusAgents
from desktop.services.marketing import Marketing
from desktop.ui.dialogs.campaign_form_dialog import CampaignFormSheet
from desktop.ui.screens.promotions_screen import PromotionsScreen
from tests.shop import RehearsalShop
from tests.ui.screens.promotion_desk import a_printing
from tests.ui.window_harness import Window, a_window

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def shop() -> RehearsalShop:
    rehearsal = RehearsalShop()
    rehearsal.open_shift()
    rehearsal.settings.change(rehearsal.owner, {"sale.floor": "0"})
    return rehearsal


@pytest.fixture
def window(qtbot: QtBot, shop: RehearsalShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


@pytest.fixture
def screen(window: Window, shop: RehearsalShop) -> PromotionsScreen:
    reader = CampaignReader(shop.ground, shop.settings)
    return window.show(
        PromotionsScreen(
            window.context,
            shop.campaigns,
            reader,
            shop.tiers,
            shop.settings,
            Marketing(shop.ground, shop.settings, shop.rights, shop.campaigns),
            CampusAgents(shop.ground, shop.settings, shop.rights),
            a_printing(shop),
        )
    )


def form(window: Window) -> CampaignFormSheet:
    sheet = window.sheet()
    assert isinstance(sheet, CampaignFormSheet)
    return sheet


def listed(screen: PromotionsScreen) -> list[tuple[str, str, str, str]]:
    return [
        (row.title, row.badges[0].text, row.right, row.right_second)
        for row in screen.rows.item_model().items()
    ]


def choose_rule(window: Window, name: str) -> None:
    number = [rule.name for rule in RULES].index(name)
    window.find(QComboBox, "campaignRule").setCurrentIndex(number)
    window.settle()


def fill(window: Window, **texts: str) -> None:
    for name, text in texts.items():
        field = form(window).fields[name]
        field.editor.setFocus()
        field.editor.selectAll()
        window.type(text)


def test_a_campaign_is_made_tried_and_started_by_keyboard(
    window: Window, screen: PromotionsScreen, shop: RehearsalShop
) -> None:
    card = shop.a_product(cards=9, cost=50_00)
    shop.sell(Cart().with_product(card))
    assert listed(screen) == []
    window.press("Ctrl+N")
    choose_rule(window, "percent_off")
    form(window).name.editor.setFocus()
    window.type("SUMMER")
    fill(window, rate="90", products="yj100")
    window.find(QAbstractButton, "previewCampaign").click()
    window.settle()
    assert form(window).preview.text() == (
        "最近 14 天 1 单，会用上 1 单：毛利 50.00，花掉 10.00，剩 40.00"
    )
    window.type(ENTER)
    assert listed(screen) == [("SUMMER", "草稿", "0 单", "0.00")]
    window.press("F9")
    assert listed(screen)[0][1] == "进行中"
    assert shop.checkout.price(Cart().with_product(card)).total == Money(90_00)
    window.press("F9")
    assert listed(screen)[0][1] == "已停止"
    assert shop.checkout.price(Cart().with_product(card)).total == Money(100_00)


def test_two_columns_of_a_spreadsheet_are_pasted_as_a_price_list_whatever_their_length(
    window: Window, screen: PromotionsScreen, shop: RehearsalShop
) -> None:
    del screen
    tier = shop.a_tier("VIP", None)
    codes = [f"A-RATHER-LONG-CODE-{number:04d}" for number in range(1500)]
    for code in codes:
        shop.a_product(code)
    rows = "\n".join(f"{code}\t98.75" for code in codes)
    assert len(rows) > 40_000, "longer than a line takes by itself"
    window.press("Ctrl+N")
    choose_rule(window, "member_price")
    form(window).name.editor.setFocus()
    window.type("LIST")
    fill(window, tiers="VIP")
    form(window).fields["prices"].editor.setFocus()
    QGuiApplication.clipboard().setText(rows)
    window.type("Ctrl+V", ENTER)
    (view,) = shop.campaigns.list_campaigns()
    assert view.row.values["tiers"] == (tier,)
    prices = view.row.values["prices"]
    assert isinstance(prices, tuple)
    assert len(prices) == len(codes)
    assert all(isinstance(one, tuple) and one[1] == Money(98_75) for one in prices)


def test_a_look_ahead_says_what_it_cannot_know(
    window: Window, screen: PromotionsScreen, shop: RehearsalShop
) -> None:
    del screen
    shop.sell(Cart().with_product(shop.a_product(cards=1, cost=None)))
    window.press("Ctrl+N")
    for rule, filled, told in (
        ("percent_off", {"rate": "90"}, "。有 1 单的货不知道成本，没算进毛利"),
        ("coupon", {"off": "5"}, "过去的单里没有券码和充值，这种活动没法预估"),
    ):
        choose_rule(window, rule)
        form(window).name.set_text("SUMMER")
        fill(window, **filled)
        window.find(QAbstractButton, "previewCampaign").click()
        window.settle()
        assert form(window).preview.text().endswith(told)


def test_keys_of_campaigns_do_nothing_while_another_tab_is_in_front(
    window: Window, screen: PromotionsScreen, shop: RehearsalShop
) -> None:
    shop.a_campaign("percent_off", rate=90)
    screen.refresh()
    window.settle()
    before = listed(screen)

    def hints() -> list[str]:
        return [offer.hint for offer in window.registry.list_hints()]

    assert {"修改", "开始、停止"} <= set(hints())
    window.press("Ctrl+Tab")
    assert {"存图", "复制图"} <= set(hints())
    assert not {"修改", "开始、停止"} & set(hints())
    window.press("F9")
    screen.refresh()
    window.settle()
    assert listed(screen) == before


def test_the_editor_draws_itself_from_what_each_rule_declares(
    window: Window, screen: PromotionsScreen
) -> None:
    del screen
    window.press("Ctrl+N")
    for rule in RULES:
        choose_rule(window, rule.name)
        assert list(form(window).fields) == [one.name for one in rule.all_parameters]


def test_what_is_wrong_is_said_inside_and_nothing_typed_is_lost(
    window: Window, screen: PromotionsScreen
) -> None:
    window.press("Ctrl+N")
    choose_rule(window, "percent_off")
    window.type(ENTER)
    assert form(window).trouble() == "活动名要 1 到 40 个字"
    form(window).name.editor.setFocus()
    window.type("SUMMER")
    fill(window, products="NOBODY", rate="90")
    window.type(ENTER)
    assert form(window).trouble() == "只限商品 里没有 NOBODY"
    fill(window, products=" ")
    for ends in ("昨天", "9999-12-31"):
        form(window).ends.set_text(ends)
        window.type(ENTER)
        assert form(window).trouble() == "结束 要写成 2026-06-18 或 2026-06-18 09:00"
    assert form(window).name.text() == "SUMMER"
    assert listed(screen) == []


def test_a_draft_is_changed_and_a_running_one_is_not(
    window: Window, screen: PromotionsScreen
) -> None:
    window.press("Ctrl+N")
    choose_rule(window, "spend_and_save")
    form(window).name.editor.setFocus()
    window.type("SAVE")
    fill(window, threshold="100", off="5")
    window.type(ENTER)
    window.press("F2")
    assert form(window).fields["threshold"].text() == "100.00"
    fill(window, off="8")
    window.type(ENTER)
    window.press("F9")
    labels = [label.text() for label in screen.detail.findChildren(QLabel) if label.isVisible()]
    assert "8.00" in labels
    window.press("F2")
    assert window.frame.sheets.current() is None


def test_a_campaign_below_the_floor_does_not_start_and_names_the_goods(
    window: Window, screen: PromotionsScreen, shop: RehearsalShop
) -> None:
    shop.a_product(cards=1, cost=95_00)
    window.press("Ctrl+N")
    choose_rule(window, "percent_off")
    form(window).name.editor.setFocus()
    window.type("SUMMER")
    fill(window, rate="90")
    window.type(ENTER)
    window.press("F9")
    assert listed(screen)[0][1] == "草稿"
    assert any("云境传说点卡 100 元" in toast for toast in window.toasts())


def test_results_stand_beside_the_campaign_and_its_budget(
    window: Window, screen: PromotionsScreen, shop: RehearsalShop
) -> None:
    card = shop.a_product(cards=9, cost=50_00)
    shop.a_campaign("percent_off", rate=90, budget=Money(100_00))
    shop.sell(Cart().with_product(card, 2))
    screen.refresh()
    window.settle()
    assert listed(screen) == [("毕业季", "进行中", "1 单", "20.00")]
    labels = [label.text() for label in screen.detail.findChildren(QLabel) if label.isVisible()]
    assert "20.00 / 100.00" in labels
    assert "180.00" in labels


def test_coupons_are_made_and_copied(
    window: Window, screen: PromotionsScreen, shop: RehearsalShop
) -> None:
    shop.a_campaign("coupon", off=Money(5_00))
    screen.refresh()
    window.settle()
    screen.detail.coupons.click()
    window.settle()
    window.type("3", ENTER)
    assert any("做好 3 张券" in toast for toast in window.toasts())


def test_a_tier_is_added_by_keyboard(
    window: Window, screen: PromotionsScreen, shop: RehearsalShop
) -> None:
    del screen
    window.press("F6")
    window.type("VIP", TAB, "1000", ENTER)
    assert [(one.name, one.spent_from) for one in shop.tiers.list_tiers()] == [
        ("VIP", Money(1000_00))
    ]
    window.press("F6")
    window.type("VIP", ENTER)
    assert window.is_shown("tierName")
