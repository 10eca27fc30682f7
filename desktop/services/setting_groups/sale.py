"""The counter: rounding, limits of a sale, where orders come from, how cards are shown."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.fees import Rates
from desktop.domain.money import ZERO, Money
from desktop.domain.tender import RoundingMode
from desktop.services.setting_declaration import (
    HIGHEST_RATE,
    Choice,
    Setting,
    SettingGroup,
    SettingKind,
)

_CHANNELS: Final = ("counter", "wechat", "qq_group", "xianyu", "taobao", "moments", "douyin")
SALE: Final = (
    Setting(
        "sale.rounding",
        SettingKind.CHOICE,
        str(RoundingMode.NONE),
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "自动抹零"),
        QT_TRANSLATE_NOOP("settings", "默认不抹。只在有现金时生效，计入“优惠合计”"),
        (
            Choice(str(RoundingMode.NONE), QT_TRANSLATE_NOOP("settings", "不抹")),
            Choice(str(RoundingMode.TO_JIAO), QT_TRANSLATE_NOOP("settings", "抹到角")),
            Choice(str(RoundingMode.TO_YUAN), QT_TRANSLATE_NOOP("settings", "抹到元")),
        ),
    ),
    Setting(
        "display.customer",
        SettingKind.CHOICE,
        "off",
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "顾客屏"),
        QT_TRANSLATE_NOOP("settings", "第二块屏幕上只有顾客自己的单、金额和付款码"),
        (
            Choice("off", QT_TRANSLATE_NOOP("settings", "不用")),
            Choice("second", QT_TRANSLATE_NOOP("settings", "第二块屏幕")),
        ),
    ),
    Setting(
        "sale.rounding_maximum",
        SettingKind.MONEY,
        Money(100),
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "最多抹"),
        QT_TRANSLATE_NOOP("settings", "零头比这多就不抹"),
        maximum=10_000,
    ),
    Setting(
        "sale.floor",
        SettingKind.MONEY,
        ZERO,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "每单最少赚"),
        QT_TRANSLATE_NOOP("settings", "整单算下来少于这个数要店主 PIN"),
    ),
    Setting(
        "sale.verify_account",
        SettingKind.FLAG,
        True,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "加入前要核对账号"),
        QT_TRANSLATE_NOOP("settings", "输入两遍，或顾客当面确认"),
    ),
    Setting(
        "sale.repeat_minutes",
        SettingKind.INTEGER,
        30,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "同号同商品多少分钟内再买要提醒"),
        QT_TRANSLATE_NOOP("settings", "前一笔还没结果的，不管多久都提醒"),
        maximum=1440,
    ),
    Setting(
        "sale.channels",
        SettingKind.WORDS,
        _CHANNELS,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "订单来源"),
    ),
    Setting(
        "sale.channel_fees",
        SettingKind.RATES,
        Rates(),
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "来源手续费"),
        QT_TRANSLATE_NOOP("settings", "那边平台抽的，万分之几，记作成本：60 就是 0.6%"),
        names_from="sale.channels",
        maximum=HIGHEST_RATE,
    ),
    Setting(
        "secret.reveal_seconds",
        SettingKind.INTEGER,
        30,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "显示后自动隐藏（秒）"),
        QT_TRANSLATE_NOOP("settings", "柜台屏幕可能被旁人看到"),
        minimum=5,
        maximum=300,
    ),
    Setting(
        "secret.clipboard_seconds",
        SettingKind.INTEGER,
        60,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "复制后清空剪贴板（秒）"),
        minimum=15,
        maximum=60,
    ),
    Setting(
        "secret.print_after_payment",
        SettingKind.FLAG,
        False,
        SettingGroup.SALE,
        QT_TRANSLATE_NOOP("settings", "付款后自动打印卡密单"),
    ),
)
