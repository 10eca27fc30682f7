"""After-sales: how long each step may take, and the replies at hand."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import Money
from desktop.services.setting_declaration import Setting, SettingGroup, SettingKind

_REPLY_WHY: Final = QT_TRANSLATE_NOOP(
    "settings", "可以写 {商品} {账号} {单号} {时间} {店名} {联系}，用的时候填上。空着就不显示"
)
AFTER_SALES: Final = (
    Setting(
        "after_sales.opens_by_itself",
        SettingKind.FLAG,
        True,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "过了到账承诺自动建售后单"),
        QT_TRANSLATE_NOOP("settings", "承诺几分钟到账在每个商品里设"),
    ),
    Setting(
        "after_sales.answer_minutes",
        SettingKind.INTEGER,
        10,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "几分钟内要先回复"),
        minimum=1,
        maximum=1440,
    ),
    Setting(
        "after_sales.escalate_minutes",
        SettingKind.INTEGER,
        30,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "几分钟还没到要催货源"),
        minimum=1,
        maximum=1440,
    ),
    Setting(
        "after_sales.source_minutes",
        SettingKind.INTEGER,
        60,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "催过货源，几分钟内要有回音"),
        minimum=1,
        maximum=10_080,
    ),
    Setting(
        "after_sales.customer_hours",
        SettingKind.INTEGER,
        24,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "等顾客补材料最多几小时"),
        minimum=1,
        maximum=720,
    ),
    Setting(
        "after_sales.decide_hours",
        SettingKind.INTEGER,
        24,
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "几小时内要有处理结果"),
        minimum=1,
        maximum=720,
    ),
    Setting(
        "after_sales.limit",
        SettingKind.MONEY,
        Money(10_00),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "一张售后单补偿超过多少要店主同意"),
        QT_TRANSLATE_NOOP("settings", "几次加起来算，拆开给也一样"),
        maximum=1_000_000,
    ),
    Setting(
        "after_sales.reply_late",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "settings",
            "你好，{商品}（{账号}），{时间} 下的单，货源那边有点慢，我在盯着，到账马上告诉你。"
            "要是没充上，给你重充或退款，不会让你白等。",
        ),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "到账延迟安抚"),
        _REPLY_WHY,
        is_long=True,
    ),
    Setting(
        "after_sales.reply_picture",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "settings", "麻烦把充值页面的截图发一张，要看得到账号和时间，我拿去跟货源核对 {单号}。"
        ),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "要截图"),
        _REPLY_WHY,
        is_long=True,
    ),
    Setting(
        "after_sales.reply_done",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "settings", "{商品}（{账号}）到账了，你看一下。让你久等了，有事随时找我：{联系}。"
        ),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "已到账"),
        _REPLY_WHY,
        is_long=True,
    ),
    Setting(
        "after_sales.reply_failed",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "settings", "{商品}（{账号}）货源确认没有充上，钱没有花出去。你要重充还是退款？"
        ),
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "没充上"),
        _REPLY_WHY,
        is_long=True,
    ),
    Setting(
        "after_sales.reply_own",
        SettingKind.TEXT,
        "",
        SettingGroup.AFTER_SALES,
        QT_TRANSLATE_NOOP("settings", "自己的话"),
        _REPLY_WHY,
        is_long=True,
    ),
)
