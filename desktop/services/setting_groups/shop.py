"""The shop itself: what its papers say of it, and when its day begins."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.setting_declaration import Setting, SettingGroup, SettingKind

SHOP: Final = (
    Setting(
        "shop.name",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "店名"),
        QT_TRANSLATE_NOOP("settings", "印在小票和日结单上"),
        is_mirrored=True,
    ),
    Setting(
        "shop.contact",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "联系方式"),
        QT_TRANSLATE_NOOP("settings", "顾客有事找谁，印在小票最下面"),
    ),
    Setting(
        "shop.place",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "地点"),
        QT_TRANSLATE_NOOP("settings", "印在店名下面"),
    ),
    Setting(
        "shop.hours",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "营业时间"),
    ),
    Setting(
        "shop.after_sales_words",
        SettingKind.TEXT,
        "",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "售后说明"),
        QT_TRANSLATE_NOOP("settings", "空着就印“看过不退不换”和“充错追不回”"),
    ),
    Setting(
        "day.zone",
        SettingKind.TEXT,
        "Asia/Shanghai",
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "时区"),
    ),
    Setting(
        "day.starts_at_minutes",
        SettingKind.INTEGER,
        0,
        SettingGroup.SHOP,
        QT_TRANSLATE_NOOP("settings", "营业日从几点开始"),
        QT_TRANSLATE_NOOP("settings", "过了零点还营业的店填 04:00"),
        maximum=1439,
        is_clock=True,
    ),
)
