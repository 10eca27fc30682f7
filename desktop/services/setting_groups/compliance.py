"""What the law asks for, and how long things are kept."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import Money
from desktop.services.setting_declaration import Choice, Setting, SettingGroup, SettingKind

COMPLIANCE: Final = (
    Setting(
        "compliance.real_name_from",
        SettingKind.MONEY,
        Money(10_000_00),
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "满多少要看身份证"),
        QT_TRANSLATE_NOOP("settings", "一次或 24 小时内加起来；法律的上限是 10,000 元，只能调低"),
        minimum=1_00,
        maximum=10_000_00,
    ),
    Setting(
        "compliance.ask_minors",
        SettingKind.FLAG,
        True,
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "大额游戏充值问是不是成年人"),
        QT_TRANSLATE_NOOP("settings", "只记下回答，不记年龄"),
    ),
    Setting(
        "compliance.minors_from",
        SettingKind.MONEY,
        Money(1_000_00),
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "游戏满多少要问年龄"),
        minimum=1_00,
        maximum=1_000_00,
    ),
    Setting(
        "compliance.ask_fraud",
        SettingKind.FLAG,
        True,
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "新顾客买大额卡密问反诈问题"),
    ),
    Setting(
        "compliance.fraud_from",
        SettingKind.MONEY,
        Money(2_000_00),
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "卡密满多少要问反诈问题"),
        minimum=1_00,
        maximum=2_000_00,
    ),
    Setting(
        "compliance.watch_velocity",
        SettingKind.FLAG,
        True,
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "同一个人一天里反复大额要店主同意"),
    ),
    Setting(
        "compliance.aml_mode",
        SettingKind.FLAG,
        False,
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "按反洗钱法留记录"),
        QT_TRANSLATE_NOOP(
            "settings",
            "大额和可疑的单列成报表，可以导出交给主管机关；会员和充过的账号至少留十年，反复大额一定要店主同意",
        ),
    ),
    Setting(
        "compliance.large_from",
        SettingKind.MONEY,
        Money(50_000_00),
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "一单满多少算大额"),
        QT_TRANSLATE_NOOP("settings", "只在按反洗钱法留记录时用；最高 50,000 元，只能调低"),
        minimum=1_00,
        maximum=50_000_00,
    ),
    Setting(
        "retention.months",
        SettingKind.CHOICE,
        "0",
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "用完的资料留多久"),
        QT_TRANSLATE_NOOP(
            "settings",
            "货源和网关的原始回话、没人用的常用账号、充过的完整账号。卖的单、钱、积分和账本一直留",
        ),
        (
            Choice("0", QT_TRANSLATE_NOOP("settings", "一直留着")),
            Choice("6", QT_TRANSLATE_NOOP("settings", "半年")),
            Choice("12", QT_TRANSLATE_NOOP("settings", "一年")),
            Choice("24", QT_TRANSLATE_NOOP("settings", "两年")),
            Choice("36", QT_TRANSLATE_NOOP("settings", "三年")),
            Choice("60", QT_TRANSLATE_NOOP("settings", "五年")),
        ),
    ),
    Setting(
        "retention.members",
        SettingKind.CHOICE,
        "0",
        SettingGroup.COMPLIANCE,
        QT_TRANSLATE_NOOP("settings", "多久没买过的会员，自动删资料"),
        QT_TRANSLATE_NOOP(
            "settings", "还有储值、欠款、积分、没交付或没办完的不删。法律要留三年，所以最短三年"
        ),
        (
            Choice("0", QT_TRANSLATE_NOOP("settings", "不删")),
            Choice("36", QT_TRANSLATE_NOOP("settings", "三年")),
            Choice("60", QT_TRANSLATE_NOOP("settings", "五年")),
            Choice("120", QT_TRANSLATE_NOOP("settings", "十年")),
        ),
    ),
)
