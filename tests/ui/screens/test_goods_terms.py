"""Region and limit of goods: seen before they are sold, told with the card, plain whatever it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.product import AccountRule, ProductKind
from desktop.ui.screens.sale import search_results, secret_cards
from desktop.ui.screens.sale.customer_page import CustomerPage
from desktop.ui.screens.sale.customer_sheet import CustomerSheet, cart_view_of
from desktop.ui.screens.sale.delivery_rows import DeliveryRow
from desktop.ui.widgets import product_grid, table_painting
from desktop.ui.widgets.cart_lines import CartLine
from desktop.ui.widgets.labels import ElideLabel
from tests.ui.screens.counter import Counter, CounterShop, a_counter

ENTER, UP, ESC = Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Escape
LIMIT = "每个账号限用一次，<b>仅限</b>新用户 & 国服"
SAID = f"使用限制：{LIMIT}"
TIP_END = "国服<br>使用限制：每个账号限用一次，&lt;b&gt;仅限&lt;/b&gt;新用户 &amp; 国服</span>"
TOOL_TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def shop() -> CounterShop:
    shop = CounterShop()
    shop.give_owner_pin()
    shop.open_shift(Money(100_00))
    shop.a_product("YJ100", cards=9, region="国服", usage_limit=LIMIT)
    shop.a_product("YJ50", price=50_00, cost=45_00, cards=9, face_text="50 元")
    return shop


@pytest.fixture
def counter(qtbot: QtBot, shop: CounterShop) -> Iterator[Counter]:
    with a_counter(qtbot, shop) as counter:
        yield counter


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return every text that a painted list draws from now on."""
    words: list[str] = []
    for module in (product_grid, table_painting, search_results, secret_cards):
        honest = module.draw_text

        def draw(painter: Any, box: Any, text: str, *, _honest: Any = honest, **named: Any) -> Any:
            words.append(text)
            return _honest(painter, box, text, **named)

        monkeypatch.setattr(module, "draw_text", draw)
    return words


def line_of(counter: Counter, code: str) -> CartLine:
    shown = counter.screen.sale_page.cart.lines.lines()
    keys = {line.key: line.product.code for line in counter.cart.lines}
    return next(line for line in shown if keys[line.content().line_id] == code)


def caption(line: CartLine) -> str:
    """Return what stands below the name of a line."""
    labels = line.findChildren(ElideLabel)
    shown = [label for label in labels if label.isVisible() and label.objectName() != "lineLimit"]
    return shown[-1].whole_text()


def limit_of(line: CartLine) -> ElideLabel:
    label = line.findChild(ElideLabel, "lineLimit")
    assert isinstance(label, ElideLabel)
    return label


def limit(line: CartLine) -> str:
    """Return the limit that a line shows, empty for none."""
    label = limit_of(line)
    return label.whole_text() if label.isVisible() else ""


# Before the sale ------------------------------------------------------------------------------


def test_the_card_shows_the_region_and_tells_the_limit(counter: Counter, drawn: list[str]) -> None:
    grid = counter.screen.sale_page.shelf.grid
    grid.viewport().grab()
    assert drawn.count("国服") == 1
    assert drawn[drawn.index("国服") - 1] == "100 元"
    with_terms, without = (grid.item_model().index(row) for row in (0, 1))
    assert "国服" in with_terms.data()
    assert with_terms.data().endswith(SAID)
    assert with_terms.data(TOOL_TIP).endswith(TIP_END)
    assert without.data(TOOL_TIP) is None
    assert "限制" not in without.data()


def test_the_list_shows_the_region_beside_the_face_value(
    counter: Counter, drawn: list[str]
) -> None:
    counter.window.press("Ctrl+G")
    table = counter.screen.sale_page.shelf.table
    drawn.clear()
    table.viewport().grab()
    assert drawn[drawn.index("100 元") + 1] == "国服"
    for column in (0, 1):
        assert table.table_model().index(0, column).data(TOOL_TIP).endswith(TIP_END)
    assert table.table_model().index(1, 1).data(TOOL_TIP) is None


def test_where_the_list_is_narrow_the_region_stands_beside_the_name(
    qtbot: QtBot, shop: CounterShop
) -> None:
    with a_counter(qtbot, shop, scale=1.25) as counter:
        counter.window.press("Ctrl+G")
        table = counter.screen.sale_page.shelf.table
        assert table.table_model().index(0, 0).data() == "云境传说点卡 100 元 国服"


def test_what_is_found_says_its_region_first(counter: Counter, drawn: list[str]) -> None:
    counter.window.type("yj100")
    rows = counter.screen.sale_page.results.rows
    drawn.clear()
    rows.viewport().grab()
    assert drawn.index("国服 · ") < drawn.index("YJ100")
    index = rows.item_model().index(0)
    assert "国服" in index.data()
    assert index.data().endswith(SAID)
    assert index.data(TOOL_TIP).endswith(TIP_END)


def test_the_selected_line_says_what_to_read_out(counter: Counter) -> None:
    counter.window.type("YJ50", ENTER, "YJ100", ENTER)
    line, other = line_of(counter, "YJ100"), line_of(counter, "YJ50")
    assert (caption(line), limit(line)) == ("国服 · 本地卡密 · 单价 ¥100.00", SAID)
    assert SAID in line.accessibleName()
    assert (caption(other), limit(other)) == ("本地卡密 · 单价 ¥50.00", "")
    counter.screen.sale_page.cart.lines.move_selection(-1)
    assert (caption(line), limit(line)) == ("国服 · 本地卡密 · 单价 ¥100.00", "")
    assert (caption(other), limit(other)) == ("本地卡密 · 单价 ¥50.00", "")


def test_a_long_limit_is_cut_and_told_whole(counter: Counter, shop: CounterShop) -> None:
    long = "仅限新用户，" * 30
    shop.a_product("YJ10", cards=1, usage_limit=long)
    counter.window.type("YJ10", ENTER)
    label = limit_of(line_of(counter, "YJ10"))
    assert label.text().endswith("…")
    assert long in label.toolTip()


def test_goods_bought_now_say_the_region_behind_their_source(qtbot: QtBot) -> None:
    shop = CounterShop()
    shop.open_shift(Money(100_00))
    product = shop.from_platform("XM30", "星幕视频会员", price=25_00)
    draft = shop.catalog.get_draft(product.id)
    shop.catalog.change_product(
        shop.owner, product.id, replace(draft, region="国区", usage_limit=LIMIT)
    )
    with a_counter(qtbot, shop) as counter:
        counter.window.type("XM30", ENTER)
        line = line_of(counter, "XM30")
        assert (caption(line), limit(line)) == ("· 国区 · 单价 ¥25.00", SAID)
        counter.window.type("F9", ENTER)
        rows = counter.screen.done_page.deliveries.findChildren(DeliveryRow)
        told = [label.whole_text() for row in rows for label in row.findChildren(ElideLabel)]
        assert f"平台库存 · 1 张 · 国区 · {SAID}" in told


# With the card --------------------------------------------------------------------------------


def test_the_done_page_says_it_at_the_card_and_to_the_customer(
    counter: Counter, shop: CounterShop, drawn: list[str]
) -> None:
    counter.window.type("YJ100", ENTER, "F9", ENTER)
    assert counter.page == "done"
    product = shop.checkout.find_exact("YJ100")
    assert product is not None
    draft = shop.catalog.get_draft(product.id)
    shop.catalog.change_product(shop.owner, product.id, replace(draft, usage_limit="别的"))
    counter.screen.done_page.refresh()
    counter.window.settle()
    secrets = counter.screen.done_page.secrets.list
    drawn.clear()
    secrets.viewport().grab()
    assert f"国服 · {SAID}" in drawn
    assert secrets.item_model().index(0).data().endswith(f"国服 · {SAID}")
    counter.window.type("T")
    page = counter.screen.done_page.customer_page
    assert isinstance(page, CustomerPage)
    assert page.view().terms == f"国服 · {SAID}"
    counter.window.type(ESC)


def test_the_customer_sees_region_and_limit_before_paying(
    counter: Counter, shop: CounterShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.window.type("YJ100", ENTER, "YJ50", ENTER)
    told: list[str] = []
    honest = CustomerSheet._text

    def text(sheet: Any, painter: Any, box: Any, words: str, *rest: Any, **named: Any) -> float:
        told.append(words)
        return honest(sheet, painter, box, words, *rest, **named)

    monkeypatch.setattr(CustomerSheet, "_text", text)
    sheet = CustomerSheet()
    sheet.take_view(cart_view_of(counter.desk.priced, shop.settings.current))
    sheet.resize(1000, 700)
    sheet.grab()
    assert f"国服 · {SAID}" in told
    assert len([words for words in told if "限制" in words]) == 1


def test_a_top_up_says_its_region_after_the_account(qtbot: QtBot) -> None:
    shop = CounterShop()
    shop.open_shift(Money(100_00))
    product = shop.from_platform(
        "HF100",
        "手机话费",
        price=99_80,
        kind=ProductKind.TOPUP,
        rule=AccountRule.PHONE,
        is_manual=True,
    )
    draft = shop.catalog.get_draft(product.id)
    shop.catalog.change_product(shop.owner, product.id, replace(draft, region="国区"))
    with a_counter(qtbot, shop) as counter:
        counter.window.type("HF100", ENTER, "19800002046", ENTER, "19800002046", ENTER)
        line = line_of(counter, "HF100")
        assert line.content().strong == "198 0000 2046"
        assert caption(line).startswith("国区 · ")
