"""The close of a shift and a day, and the goal of a month."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.services.setting_declaration import Setting, SettingGroup, SettingKind

CLOSE: Final = (
    Setting(
        "close.blind",
        SettingKind.FLAG,
        True,
        SettingGroup.CLOSE,
        QT_TRANSLATE_NOOP("settings", "先点钱，再看应有"),
        QT_TRANSLATE_NOOP("settings", "点完之前不显示任何合计"),
    ),
    Setting(
        "close.difference_limit",
        SettingKind.MONEY,
        Money(10_00),
        SettingGroup.CLOSE,
        QT_TRANSLATE_NOOP("settings", "差多少要店主确认"),
        QT_TRANSLATE_NOOP("settings", "没到这个数写原因就行"),
        maximum=1_000_000,
    ),
    Setting(
        "owner.month_goal",
        SettingKind.MONEY,
        ZERO,
        SettingGroup.CLOSE,
        QT_TRANSLATE_NOOP("settings", "一个月想赚多少"),
        QT_TRANSLATE_NOOP("settings", "毛利目标，店主页对着它看；0 就不看"),
        maximum=100_000_000,
    ),
)
