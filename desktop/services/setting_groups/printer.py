"""The printer: how it is reached, its paper and its encoding."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.setting_declaration import Choice, Setting, SettingGroup, SettingKind

_LINUX: Final = ("linux",)
_WINDOWS: Final = ("win32",)
_WITH_QUEUES: Final = ("linux", "darwin")


def _words(*words: str) -> tuple[Choice, ...]:
    return tuple(Choice(word, word) for word in words)


PRINTER: Final = (
    Setting(
        "printer.kind",
        SettingKind.CHOICE,
        "none",
        SettingGroup.PRINTER,
        QT_TRANSLATE_NOOP("settings", "打印机"),
        QT_TRANSLATE_NOOP("settings", "没有打印机也能卖，什么都不会失败"),
        (
            Choice("none", QT_TRANSLATE_NOOP("settings", "没有")),
            Choice("tcp", QT_TRANSLATE_NOOP("settings", "网口")),
            Choice("device", QT_TRANSLATE_NOOP("settings", "USB 设备文件"), _LINUX),
            Choice("queue", QT_TRANSLATE_NOOP("settings", "系统打印队列"), _WITH_QUEUES),
            Choice("windows", QT_TRANSLATE_NOOP("settings", "Windows 打印机"), _WINDOWS),
            Choice("serial", QT_TRANSLATE_NOOP("settings", "串口")),
            Choice("file", QT_TRANSLATE_NOOP("settings", "存成文件")),
        ),
    ),
    Setting(
        "printer.target",
        SettingKind.TEXT,
        "",
        SettingGroup.PRINTER,
        QT_TRANSLATE_NOOP("settings", "打印机在哪"),
        QT_TRANSLATE_NOOP("settings", "网口填 地址:端口，串口填 端口名@速率，其余填名字或路径"),
    ),
    Setting(
        "printer.width",
        SettingKind.CHOICE,
        "58",
        SettingGroup.PRINTER,
        QT_TRANSLATE_NOOP("settings", "纸宽（毫米）"),
        choices=_words("58", "80"),
    ),
    Setting(
        "printer.encoding",
        SettingKind.CHOICE,
        "gb18030",
        SettingGroup.PRINTER,
        QT_TRANSLATE_NOOP("settings", "打印机编码"),
        QT_TRANSLATE_NOOP("settings", "印出来是乱码时换一种；没有汉字的打印机选图片"),
        (
            *_words("gb18030", "gbk", "utf-8"),
            Choice("picture", QT_TRANSLATE_NOOP("settings", "图片")),
        ),
    ),
)
