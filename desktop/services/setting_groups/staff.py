"""The staff: the lock, and what a senior may do alone."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import Money
from desktop.services.setting_declaration import Setting, SettingGroup, SettingKind

STAFF: Final = (
    Setting(
        "lock.pin_at_start",
        SettingKind.FLAG,
        True,
        SettingGroup.STAFF,
        QT_TRANSLATE_NOOP("settings", "打开时要 PIN"),
    ),
    Setting(
        "lock.idle_minutes",
        SettingKind.INTEGER,
        5,
        SettingGroup.STAFF,
        QT_TRANSLATE_NOOP("settings", "没人用多久锁屏（分钟）"),
        QT_TRANSLATE_NOOP("settings", "摆摊建议 2 分钟，充值不受影响"),
        minimum=1,
        maximum=120,
    ),
    Setting(
        "staff.senior_refund_limit",
        SettingKind.MONEY,
        Money(500_00),
        SettingGroup.STAFF,
        QT_TRANSLATE_NOOP("settings", "资深店员自己最多退多少"),
        QT_TRANSLATE_NOOP("settings", "同一张单几次加起来算，超过要店主同意"),
        maximum=1_000_000_00,
    ),
)
