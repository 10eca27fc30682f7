"""设置: made from the catalogue; nothing is saved until 保存, and what will not do is not saved."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.money import Money
from desktop.domain.permissions import Role
from desktop.domain.tender import TenderMethod
from desktop.services.backups import Backups
from desktop.services.collection_codes import CollectionCodes
from desktop.services.day_close import DayClose
from desktop.services.exporting import Exporting
from desktop.services.printing import Printing
from desktop.services.profiles import OpenProfile
from desktop.services.reporting import Reporting
from desktop.services.settings_catalog import SETTINGS
from desktop.services.staff import Staff
from desktop.services.verification import Verification
from desktop.storage.anchor import Anchoring
from desktop.ui.dialogs.input_trial_dialog import InputTrialSheet
from desktop.ui.dialogs.rebind_dialog import RebindSheet
from desktop.ui.scanner_bursts import MeasuredScan
from desktop.ui.screens.settings_screen import SettingsScreen
from desktop.ui.widgets.buttons import ActionButton, Segmented
from desktop.ui.widgets.theme_tiles import ThemeTiles
from tests.shop import RehearsalShop
from tests.ui.window_harness import Window, a_window


@pytest.fixture
def shop() -> RehearsalShop:
    return RehearsalShop()


@pytest.fixture
def window(qtbot: QtBot, shop: RehearsalShop) -> Iterator[Window]:
    with a_window(qtbot, shop, actor=shop.owner) as window:
        yield window


@pytest.fixture
def screen(window: Window, shop: RehearsalShop) -> SettingsScreen:
    reporting = Reporting(shop.ground, shop.settings)
    day_close = DayClose(shop.ground, shop.settings, shop.rights, shop.shifts, reporting)
    profile = OpenProfile(Path("/nowhere/katai"), shop.ground, cast(Anchoring, None), None)
    return window.show(
        SettingsScreen(
            window.context,
            shop.settings,
            Staff(shop.ground, shop.rights),
            CollectionCodes(shop.ground, shop.rights),
            Printing(shop.ground, shop.settings, shop.rights, reporting, day_close),
            Backups(profile, shop.rights),
            Verification(profile),
            Exporting(shop.ground, shop.settings, shop.rights),
            profile,
        )
    )


def line(window: Window, key: str) -> QLineEdit:
    return window.find(QLineEdit, f"value_{key}")


def test_every_setting_has_an_editor_that_shows_what_is_stored(
    screen: SettingsScreen, shop: RehearsalShop
) -> None:
    assert set(screen.form.editors) == {setting.key for setting in SETTINGS}
    for key, editor in screen.form.editors.items():
        assert editor.find_value() == shop.settings.current.by_key[key], key
    assert screen.form.changes() == {}


def test_a_change_waits_for_ctrl_s(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    assert not screen.save_button.isEnabled()
    line(window, "shop.name").setFocus()
    window.type("Heguang")
    assert screen._words.text() == "改了 1 项，还没保存"
    assert shop.settings.current.text("shop.name") == ""
    assert "1 项" in screen.open_work()
    window.press("Ctrl+S")
    assert shop.settings.current.text("shop.name") == "Heguang"
    assert window.toasts() == ["存好了，1 项"]
    assert screen._words.text() == ""
    assert not screen.save_button.isEnabled()


def test_not_saving_puts_everything_back(window: Window, screen: SettingsScreen) -> None:
    line(window, "shop.name").setFocus()
    window.type("Heguang")
    screen.undo_button.click()
    assert line(window, "shop.name").text() == ""
    assert screen.form.changes() == {}


def test_what_will_not_do_is_marked_and_nothing_is_saved(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    screen._choose_group("sale")
    amount = line(window, "sale.rounding_maximum")
    amount.setFocus()
    amount.clear()
    amount.textEdited.emit("")
    screen._choose_group("shop")
    line(window, "shop.name").setFocus()
    window.type("Heguang")
    window.press("Ctrl+S")
    assert "还没有保存" in window.toasts()[0]
    assert line(window, "sale.rounding_maximum").property("invalid") == "true"
    assert shop.settings.current.text("shop.name") == ""


def test_money_and_choices_are_saved_as_what_they_are(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    screen._choose_group("sale")
    amount = line(window, "sale.rounding_maximum")
    amount.setFocus()
    amount.selectAll()
    window.type("0.50")
    editor = screen.form.editors["sale.rounding"]
    assert isinstance(editor._segments, Segmented)
    editor._segments.choose(1)
    window.press("Ctrl+S")
    values = shop.settings.current
    assert values.money("sale.rounding_maximum") == Money(50)
    assert values.text("sale.rounding") == editor.setting.choices[1].value


def test_the_owner_types_a_fee_for_each_tender_and_each_channel_by_keys(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    screen._choose_group("tender")
    line(window, "tender.fees.wechat").setFocus()
    window.type("38", Qt.Key.Key_Tab, "60")
    assert window.focus_name() == "value_tender.fees.alipay"
    screen._choose_group("sale")
    line(window, "sale.channel_fees.xianyu").setFocus()
    window.type("160")
    assert "2 项" in screen._words.text()
    window.press("Ctrl+S")
    assert window.focus_name() == "value_sale.channel_fees.xianyu"
    values = shop.settings.current
    assert values.rates("tender.fees").by_name() == {"alipay": 60, "wechat": 38}
    assert values.rates("sale.channel_fees").by_name() == {"xianyu": 160}
    assert not window.frame.findChildren(QLineEdit, "value_tender.fees.cash")


def test_a_rate_that_will_not_do_is_marked_and_nothing_is_saved(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    screen._choose_group("tender")
    line(window, "tender.fees.wechat").setFocus()
    window.type("3001", Qt.Key.Key_Tab, "60")
    window.press("Ctrl+S")
    assert "还没有保存" in window.toasts()[0]
    assert line(window, "tender.fees.wechat").property("invalid") == "true"
    assert line(window, "tender.fees.alipay").property("invalid") == "false"
    assert shop.settings.current.rates("tender.fees").by_name() == {}


def test_a_channel_of_the_shops_own_gets_a_field_and_one_that_is_gone_keeps_it_while_it_costs(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    changes = {"sale.channels": ("counter", "拼多多"), "sale.channel_fees": {"xianyu": 60}}
    shop.settings.change(shop.owner, changes)
    screen.refresh()
    screen._choose_group("sale")
    fields = [field for field in screen.findChildren(QLineEdit) if field.isVisible()]
    shown = [field.accessibleName() for field in fields]
    assert [name for name in shown if name.startswith("来源手续费")] == [
        "来源手续费 柜台", "来源手续费 拼多多", "来源手续费 闲鱼",
    ]  # fmt: skip
    assert line(window, "sale.channel_fees.xianyu").text() == "60"
    line(window, "sale.channel_fees.拼多多").setFocus()
    window.type("100")
    window.press("Ctrl+S")
    assert shop.settings.current.rates("sale.channel_fees").rate("拼多多") == 100


def test_the_search_finds_settings_of_every_group_and_esc_ends_it(
    window: Window, screen: SettingsScreen
) -> None:
    window.find(QLineEdit, "settingsSearch").setText("抹")
    assert window.is_shown("setting_sale.rounding")
    assert not window.is_shown("setting_shop.name")
    window.find(QLineEdit, "settingsSearch").setText("没有这个词")
    assert not window.is_shown("setting_sale.rounding")
    window.type(Qt.Key.Key_Escape)
    assert window.is_shown("setting_shop.name")
    assert window.focus_name() == "settingsSearch"


def test_somebody_is_added_with_a_pin_and_a_weak_one_is_refused_in_the_sheet(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    screen._choose_group("staff")
    window.find(ActionButton, "addPerson").click()
    window.type("Anna")
    for name in ("personPin", "personPinAgain"):
        window.find(QLineEdit, name).setText("123456")
    window.type(Qt.Key.Key_Return)
    assert "太好猜" in window.sheet().pin.error()  # type: ignore[attr-defined]
    for name in ("personPin", "personPinAgain"):
        window.find(QLineEdit, name).setText("280417")
    window.type(Qt.Key.Key_Return)
    people = Staff(shop.ground, shop.rights).list_people()
    assert [(each.name, each.role) for each in people if each.name == "Anna"] == [
        ("Anna", Role.CASHIER)
    ]
    assert "Anna" in [row.name for row in screen.people.table.table_model().rows()]


def test_two_different_pins_are_not_sent(window: Window, screen: SettingsScreen) -> None:
    screen._choose_group("staff")
    window.find(ActionButton, "addPerson").click()
    window.type("Anna")
    window.find(QLineEdit, "personPin").setText("280417")
    window.find(QLineEdit, "personPinAgain").setText("280418")
    window.type(Qt.Key.Key_Return)
    assert "不一样" in window.sheet().pin_again.error()  # type: ignore[attr-defined]


def test_a_code_picture_is_read_kept_and_can_be_taken_out(
    window: Window, screen: SettingsScreen, shop: RehearsalShop, tmp_path: Path
) -> None:
    content = io.BytesIO()
    segno.make("wxp://f2f0-example").save(content, kind="png", scale=6)
    picture = tmp_path / "code.png"
    picture.write_bytes(content.getvalue())
    screen._choose_group("tender")
    screen.codes.board.picture_given.emit(TenderMethod.WECHAT, picture)
    window.settle()
    codes = CollectionCodes(shop.ground, shop.rights)
    assert [code.payload for code in codes.list_codes()] == ["wxp://f2f0-example"]
    screen.codes.board.removed.emit(codes.list_codes()[0].id)
    window.type(Qt.Key.Key_Return)
    assert len(codes.list_codes()) == 1, "Enter keeps it"
    screen.codes.board.removed.emit(codes.list_codes()[0].id)
    window.find(ActionButton, "dialogConfirm").click()
    window.settle()
    assert codes.list_codes() == ()


def test_a_test_page_without_a_printer_says_so(window: Window, screen: SettingsScreen) -> None:
    screen._choose_group("printer")
    window.find(ActionButton, "printTest").click()
    window.settle()
    assert window.toasts() == ["没有设打印机，没有打印"]


@pytest.mark.parametrize("size", [(1180, 680), (1920, 1080)])
def test_the_look_of_the_window_is_aside_where_there_is_room_and_a_group_everywhere(
    qtbot: QtBot, window: Window, screen: SettingsScreen, size: tuple[int, int]
) -> None:
    window.frame.resize(*size)
    window.settle()
    assert window.is_shown("setting_appearance.theme") is (size[0] > 1300)
    screen._choose_group("appearance")
    assert window.is_shown("setting_appearance.theme")
    assert screen.findChild(QWidget, "saveSettings") is not None


def test_the_owner_exports_any_table_to_a_file(
    window: Window, screen: SettingsScreen, shop: RehearsalShop, tmp_path: Path
) -> None:
    shop.a_product(cards=2)
    screen._choose_group("safety")
    window.find(QComboBox, "exportKind").setCurrentIndex(2)
    window.find(ActionButton, "exportTable").click()
    window.settle()
    window.find(QLineEdit, "filePath").setText(str(tmp_path / "goods.csv"))
    window.type(Qt.Key.Key_Return)
    assert "YJ100" in (tmp_path / "goods.csv").read_text("utf-8-sig")
    assert window.toasts() == [f"导出了 1 行：{tmp_path / 'goods.csv'}"]


@pytest.mark.parametrize(
    ("typed", "minutes"), [("04:00", 240), ("4", 240), ("23：30", 23 * 60 + 30), ("", None)]
)
def test_the_start_of_the_day_is_typed_as_a_time(
    window: Window, screen: SettingsScreen, shop: RehearsalShop, typed: str, minutes: int | None
) -> None:
    start = line(window, "day.starts_at_minutes")
    assert start.text() == "00:00"
    start.setText(typed)
    start.textEdited.emit(typed)
    window.press("Ctrl+S")
    assert shop.settings.current.integer("day.starts_at_minutes") == (minutes or 0)
    assert (start.property("invalid") == "true") is (minutes is None)


def test_channels_are_shown_and_typed_by_their_names(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    screen._choose_group("sale")
    channels = line(window, "sale.channels")
    assert channels.text().startswith("柜台、微信、QQ 群")
    channels.setText("柜台，闲鱼, 校门口")
    channels.textEdited.emit(channels.text())
    window.press("Ctrl+S")
    assert shop.settings.current.words("sale.channels") == ("counter", "xianyu", "校门口")


def test_the_theme_is_chosen_with_the_arrows_and_saved(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    tiles = screen.form.editors["appearance.theme"]._segments
    assert isinstance(tiles, ThemeTiles)
    chosen = next(tile for tile in tiles.findChildren(QAbstractButton) if tile.isChecked())
    chosen.setFocus(Qt.FocusReason.TabFocusReason)
    window.type(Qt.Key.Key_Right, "Ctrl+S")
    assert shop.settings.current.text("appearance.theme") == "dark"


def test_no_group_is_in_front_while_the_search_looks_through_all(
    window: Window, screen: SettingsScreen
) -> None:
    screen.focus_home()
    window.type("PIN")
    assert not any(button.isChecked() for button in screen._buttons.values())
    window.type(Qt.Key.Key_Escape)
    assert screen._buttons["shop"].isChecked()


def choose_act(window: Window, screen: SettingsScreen, words: str) -> None:
    screen._choose_group("keys")
    screen.keys.search.setFocus()
    screen.keys.search.setText(words)
    window.settle()
    window.type(Qt.Key.Key_Return)


def test_an_act_gets_another_key_by_keys_alone_and_it_waits_for_saving(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    choose_act(window, screen, "F6")
    row = screen.keys.table.current_row()
    assert row is not None
    assert row.action_id == "sale.hold"
    window.type(Qt.Key.Key_Return, "Alt+7")
    sheet = window.sheet()
    assert isinstance(sheet, RebindSheet)
    assert sheet.note.text() == "F7 现在是“取单”，换了以后它没有键，用 Ctrl+K 还能找到"
    window.type("Ctrl+B")
    assert sheet.note.text() == ""
    window.type(Qt.Key.Key_Return)
    assert screen._words.text() == "改了 1 项，还没保存"
    assert shop.settings.current.text("keys.overrides") == "{}"
    window.press("Ctrl+S")
    assert json.loads(shop.settings.current.text("keys.overrides")) == {"sale.hold": "Ctrl+B"}


def test_a_key_of_another_act_is_taken_from_it(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    choose_act(window, screen, "挂单")
    window.type(Qt.Key.Key_Return, "F9", Qt.Key.Key_Return)
    assert screen.keys.keys().keys_of("sale.hold") == ("F9",)
    assert screen.keys.keys().keys_of("sale.pay") == ("Ctrl+Return",)
    screen.keys.table.setFocus()
    window.type(Qt.Key.Key_Delete)
    assert screen.keys.keys().keys_of("sale.hold") == ("F6",)
    window.find(ActionButton, "resetKeys").click()
    assert screen.form.changes() == {}


def test_a_key_for_typing_is_refused_where_it_was_pressed(
    window: Window, screen: SettingsScreen
) -> None:
    choose_act(window, screen, "F6")
    window.type(Qt.Key.Key_Return, "A")
    sheet = window.sheet()
    assert isinstance(sheet, RebindSheet)
    assert "要打字" in sheet.note.text()
    window.type(Qt.Key.Key_Return)
    assert sheet.isVisible()
    window.type(Qt.Key.Key_Escape)
    assert screen.form.changes() == {}


def test_a_fixed_key_says_so(window: Window, screen: SettingsScreen) -> None:
    choose_act(window, screen, "下一位")
    window.type(Qt.Key.Key_Return)
    assert "不能换" in window.toasts()[-1]


def test_another_preset_shows_its_keys_before_it_is_saved(
    window: Window, screen: SettingsScreen
) -> None:
    screen._choose_group("keys")
    editor = screen.form.editors["keys.preset"]
    assert isinstance(editor._segments, Segmented)
    editor._segments.choose(1)
    assert screen.keys.keys().keys_of("sale.recall") == ("F8",)
    assert "F8" in {key for row in screen.keys.table.table_model().rows() for key in row.keys}


def test_a_trial_of_f9_and_scanner_types_its_finding_into_the_settings(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    screen._choose_group("printer")
    window.find(ActionButton, "tryInput").click()
    sheet = window.sheet()
    assert isinstance(sheet, InputTrialSheet)
    window.type(Qt.Key.Key_VolumeDown)
    assert window.focus_name() == "scanTrial"
    sheet.scan.measured.emit(MeasuredScan(13, 0.048))
    sheet.fit.click()
    window.type(Qt.Key.Key_Escape)
    window.press("Ctrl+S")
    window.settle()
    values = shop.settings.current
    assert values.flag("keys.has_fn_row")
    assert (
        values.integer("scan.least_characters"), values.integer("scan.gap_milliseconds")
    ) == (6, 75)  # fmt: skip


def test_printers_of_another_system_are_not_offered_but_one_that_is_set_stays(
    window: Window, screen: SettingsScreen, shop: RehearsalShop
) -> None:
    def offered() -> list[str]:
        box = screen.form.editors["printer.kind"].findChild(QComboBox)
        assert box is not None
        return [box.itemText(place) for place in range(box.count())]

    assert "Windows 打印机" not in offered()
    shop.settings.change(shop.owner, {"printer.kind": "windows"})
    screen.form.show_values(shop.settings.current)
    assert "Windows 打印机" in offered()
    assert screen.form.changes() == {}
