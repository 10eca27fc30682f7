"""Sources and stock: when to remind, when to synchronise, what may be promised offline."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.setting_declaration import Choice, Setting, SettingGroup, SettingKind

_STOCK_COLUMNS: Final = (
    Choice("kind", QT_TRANSLATE_NOOP("settings", "类型")),
    Choice("sources", QT_TRANSLATE_NOOP("settings", "取货来源")),
    Choice("cost", QT_TRANSLATE_NOOP("settings", "进价")),
    Choice("margin", QT_TRANSLATE_NOOP("settings", "毛利")),
    Choice("margin_percent", QT_TRANSLATE_NOOP("settings", "毛利率")),
    Choice("local", QT_TRANSLATE_NOOP("settings", "本地卡密")),
    Choice("platform", QT_TRANSLATE_NOOP("settings", "平台库存")),
    Choice("flags", QT_TRANSLATE_NOOP("settings", "提醒")),
)
STOCK: Final = (
    Setting(
        "stock.low",
        SettingKind.INTEGER,
        5,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "低库存提醒"),
        QT_TRANSLATE_NOOP("settings", "新商品的默认值，每个商品可以另设"),
        maximum=10_000,
    ),
    Setting(
        "stock.price_percent",
        SettingKind.INTEGER,
        3,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "进价变动提醒（%）"),
        QT_TRANSLATE_NOOP("settings", "比你知道的进价涨或跌到这么多，就提醒一次"),
        minimum=1,
        maximum=100,
    ),
    Setting(
        "stock.runway_days",
        SettingKind.INTEGER,
        2,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "余额不够几天时提醒"),
        QT_TRANSLATE_NOOP("settings", "按最近两周的采购算；0 就是不提醒"),
        maximum=30,
    ),
    Setting(
        "stock.columns",
        SettingKind.WORDS,
        tuple(choice.value for choice in _STOCK_COLUMNS),
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "货源表的列"),
        QT_TRANSLATE_NOOP("settings", "货源页筛选栏右边的按钮也能选；商品和售价一直在"),
        choices=_STOCK_COLUMNS,
    ),
    Setting(
        "sync.every_minutes",
        SettingKind.INTEGER,
        0,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "自动同步间隔（分钟）"),
        QT_TRANSLATE_NOOP("settings", "0 就是只手动同步"),
        maximum=1440,
    ),
    Setting(
        "sync.stale_minutes",
        SettingKind.INTEGER,
        60,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "多久算数据旧（分钟）"),
        minimum=1,
        maximum=10_080,
    ),
    Setting(
        "promise.cost_hours",
        SettingKind.INTEGER,
        24,
        SettingGroup.STOCK,
        QT_TRANSLATE_NOOP("settings", "离线时进价多旧还能先答应（小时）"),
        QT_TRANSLATE_NOOP("settings", "进价比这更旧的直充和平台货，离线时不卖"),
        minimum=1,
        maximum=720,
    ),
)
