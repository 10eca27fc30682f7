"""How the window looks and speaks; most of it is needed for the first paint."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.setting_declaration import Choice, Setting, SettingGroup, SettingKind

APPEARANCE: Final = (
    Setting(
        "appearance.theme",
        SettingKind.CHOICE,
        "light",
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "颜色"),
        choices=(
            Choice("light", QT_TRANSLATE_NOOP("settings", "浅色")),
            Choice("dark", QT_TRANSLATE_NOOP("settings", "深色")),
            Choice("system", QT_TRANSLATE_NOOP("settings", "跟随系统")),
        ),
        is_mirrored=True,
    ),
    Setting(
        "appearance.language",
        SettingKind.CHOICE,
        "zh",
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "语言"),
        choices=(Choice("zh", "中文"), Choice("en", "English")),
        is_mirrored=True,
    ),
    Setting(
        "appearance.scale",
        SettingKind.CHOICE,
        "1",
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "字号"),
        choices=(
            Choice("1", QT_TRANSLATE_NOOP("settings", "标准")),
            Choice("1.125", QT_TRANSLATE_NOOP("settings", "大")),
            Choice("1.25", QT_TRANSLATE_NOOP("settings", "特大")),
        ),
        is_mirrored=True,
    ),
    Setting(
        "appearance.reduce_motion",
        SettingKind.FLAG,
        False,
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "减少动效"),
        is_mirrored=True,
    ),
    Setting(
        "appearance.sounds",
        SettingKind.FLAG,
        True,
        SettingGroup.APPEARANCE,
        QT_TRANSLATE_NOOP("settings", "提示音"),
        is_mirrored=True,
    ),
)
