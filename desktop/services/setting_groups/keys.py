"""The keys of the window, and what counts as a scan rather than as typing."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.setting_declaration import Choice, Setting, SettingGroup, SettingKind

KEYS: Final = (
    Setting(
        "keys.preset",
        SettingKind.CHOICE,
        "default",
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "按键方案"),
        choices=(
            Choice("default", QT_TRANSLATE_NOOP("settings", "卡台")),
            Choice("guanjiapo", QT_TRANSLATE_NOOP("settings", "管家婆")),
            Choice("supermarket", QT_TRANSLATE_NOOP("settings", "超市")),
        ),
    ),
    Setting(
        "keys.overrides",
        SettingKind.KEYS,
        "{}",
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "改过的键"),
    ),
    Setting(
        "keys.has_fn_row",
        SettingKind.FLAG,
        False,
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "F 键要按着 Fn"),
        QT_TRANSLATE_NOOP("settings", "提示改写 Alt+1…9、Alt+0，两样按着都行"),
    ),
    Setting(
        "scan.least_characters",
        SettingKind.INTEGER,
        6,
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "扫码枪一次至少几个字"),
        QT_TRANSLATE_NOOP("settings", "比这短的当手打的"),
        minimum=3,
        maximum=30,
    ),
    Setting(
        "scan.gap_milliseconds",
        SettingKind.INTEGER,
        35,
        SettingGroup.KEYS,
        QT_TRANSLATE_NOOP("settings", "扫码枪两个字最多隔多久（毫秒）"),
        QT_TRANSLATE_NOOP("settings", "比这慢的当手打的；扫了没反应就调大"),
        minimum=10,
        maximum=200,
    ),
)
