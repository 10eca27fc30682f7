"""海报 and 群发: what the owner sees, ticks, copies; nothing dear, forbidden or stale goes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.services.campaign_reading import CampaignReader
from desktop.services.campus_agents import CampusAgents
from desktop.ui.dialogs.contact_code_dialog import ContactCodeSheet
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.rendering.qr_matrix import read_qr
from desktop.ui.screens.promotions.poster_tab import PosterTab
from desktop.ui.screens.promotions.push_tab import PushTab
from desktop.ui.screens.promotions_screen import PromotionsScreen
from tests.services.test_marketing import PAYLOAD, PromotingShop
from tests.ui.screens.promotion_desk import a_printing
from tests.ui.window_harness import Window, a_window

SPACE, DOWN, RETURN = Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return


@pytest.fixture
def shop() -> PromotingShop:
    shop = PromotingShop()
    shop.a_product("HF100", name="手机话费", face_text="100 元", price=99_80, cards=5)
    shop.a_product("HF50", name="手机话费", face_text="50 元", price=51_60)
    shop.a_product("YY", name="青柠音乐会员", face_text="月卡", price=10_80)
    shop.marketing.add_code(shop.owner, "东门群", PAYLOAD, date(2026, 6, 25))
    return shop


@pytest.fixture
def window(qtbot: QtBot, shop: PromotingShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


@pytest.fixture
def screen(window: Window, shop: PromotingShop) -> PromotionsScreen:
    reader = CampaignReader(shop.ground, shop.settings)
    return window.show(
        PromotionsScreen(
            window.context,
            shop.campaigns,
            reader,
            shop.tiers,
            shop.settings,
            shop.marketing,
            CampusAgents(shop.ground, shop.settings, shop.rights),
            a_printing(shop),
        )
    )


@pytest.fixture
def poster(window: Window, screen: PromotionsScreen) -> PosterTab:
    window.press("Ctrl+Tab")
    return screen.poster_tab


@pytest.fixture
def push(window: Window, screen: PromotionsScreen) -> PushTab:
    window.press("Ctrl+Tab")
    window.press("Ctrl+Tab")
    return screen.push_tab


def titles(tab: PosterTab) -> list[str]:
    made = tab.poster()
    assert made is not None
    return [one.title for one in made.goods]


def test_what_saves_anything_is_on_it_and_nothing_above_its_face(poster: PosterTab) -> None:
    assert titles(poster) == ["手机话费 100 元"]
    shown = [row.goods.title for row in poster.table.table_model().rows()]
    assert "手机话费 50 元" not in shown
    assert not poster.problems.isVisible()
    assert poster.save.isEnabled()


def test_a_coupon_says_until_when_it_holds(
    poster: PosterTab, screen: PromotionsScreen, shop: PromotingShop, window: Window
) -> None:
    shop.settings.change(shop.owner, {"sale.floor": "0"})
    shop.a_campaign("first_order", threshold=Money(50_00), off=Money(1_00))
    poster.refresh()
    window.settle()
    for chip in poster.campaigns.chips.values():
        if not chip.isChecked():
            chip.click()
    window.settle()
    made, (running,) = poster.poster(), shop.marketing.facts().campaigns
    assert made is not None
    assert [one.terms for one in made.coupons] == [f"到 {running.until:%m-%d} 为止"]


def test_space_puts_goods_on_and_takes_them_off(poster: PosterTab, window: Window) -> None:
    poster.table.setFocus()
    poster.table.select_number(1)
    window.type(SPACE)
    assert set(titles(poster)) == {"手机话费 100 元", "青柠音乐会员 月卡"}
    window.type(SPACE)
    assert titles(poster) == ["手机话费 100 元"]


def test_a_forbidden_word_is_said_and_nothing_can_be_saved(
    poster: PosterTab, window: Window
) -> None:
    poster.title.set_text("全网最低价")
    poster.title.edited.emit("全网最低价")
    window.settle()
    assert "最低" in poster.problems.text()
    assert not poster.save.isEnabled()
    assert not poster.copy.isEnabled()


def test_the_saved_picture_carries_the_code(
    poster: PosterTab, window: Window, tmp_path: Path
) -> None:
    window.press("Ctrl+S")
    sheet = window.sheet()
    assert isinstance(sheet, SaveFileSheet)
    sheet.path.set_text(str(tmp_path / "poster.png"))
    window.type(RETURN)
    assert poster.isVisible()
    assert read_qr((tmp_path / "poster.png").read_bytes()) == PAYLOAD
    assert QImage(str(tmp_path / "poster.png")).width() == 1080


def test_a_price_that_moved_meanwhile_stops_it_and_nothing_is_written(
    poster: PosterTab, window: Window, shop: PromotingShop, tmp_path: Path
) -> None:
    product = shop.checkout.find_products("HF100")[0]
    shop.catalog.change_prices(shop.owner, {product.id: Money(98_00)})
    poster.ask_where()
    sheet = window.sheet()
    assert isinstance(sheet, SaveFileSheet)
    sheet.path.set_text(str(tmp_path / "poster.png"))
    window.type(RETURN)
    assert "手机话费 100 元 的价和现在卖的不一样了" in sheet.path.error()
    assert not (tmp_path / "poster.png").exists()


def test_a_code_is_added_from_its_picture(
    poster: PosterTab, window: Window, shop: PromotingShop, tmp_path: Path
) -> None:
    segno.make("https://weixin.qq.com/g/B").save(str(tmp_path / "code.png"), scale=8)
    window.find(QPushButton, "addContactCode").click()
    window.settle()
    sheet = window.sheet()
    assert isinstance(sheet, ContactCodeSheet)
    sheet.path.set_text(str(tmp_path / "none.png"))
    sheet.label.set_text("西门群")
    window.type(RETURN)
    assert sheet.path.error()
    sheet.path.set_text(str(tmp_path / "code.png"))
    sheet.expires.set_text("6月25")
    window.type(RETURN)
    assert "2026-06-25" in sheet.expires.error()
    sheet.expires.set_text("2026-07-01")
    window.type(RETURN)
    made = poster.poster()
    assert made is not None
    assert made.code is not None
    assert (made.code.label, made.code.payload) == ("西门群", "https://weixin.qq.com/g/B")


def test_the_last_tab_leads_back_to_the_campaigns(screen: PromotionsScreen, window: Window) -> None:
    for _ in range(4):
        window.press("Ctrl+Tab")
    assert screen.tabs.current() == 0
    assert window.focus_name() == "campaignList"


def test_words_are_ready_and_copying_keeps_them(
    push: PushTab, window: Window, shop: PromotingShop
) -> None:
    assert "手机话费 100 元  ¥99.80（原价 100.00）" in push.words.toPlainText()
    window.find(QLineEdit, "pushAudience").setText("东门群")
    window.find(QPushButton, "copyPush").click()
    window.settle()
    assert QGuiApplication.clipboard().text() == push.words.toPlainText()
    (kept,) = shop.marketing.pushes()
    assert kept.push.audience == "东门群"
    assert push.table.current_row() is not None


def test_a_message_is_planned_sent_later_or_dropped(
    push: PushTab, window: Window, shop: PromotingShop
) -> None:
    window.find(QPushButton, "planPush").click()
    window.settle()
    assert push.sent.isEnabled()
    push.sent.click()
    window.settle()
    assert not push.sent.isEnabled()
    assert shop.marketing.pushes()[0].push.sent_at is not None


def test_a_forbidden_word_in_a_message_cannot_be_copied(push: PushTab, window: Window) -> None:
    push.words.setPlainText("全国第一便宜")
    assert "第一" in push.warning.text()
    assert not push.copy.isEnabled()
    push.words.setPlainText("新会员第一单立减")
    assert push.copy.isEnabled()
    assert window is not None


def test_the_price_list_is_copied_as_a_picture(push: PushTab, window: Window) -> None:
    window.find(QPushButton, "copyPriceList").click()
    window.settle()
    assert QGuiApplication.clipboard().image().width() == 1080
    assert push.isVisible()
