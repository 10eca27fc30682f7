"""How customers pay, and what each way costs."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.fees import Rates
from desktop.domain.money import Money
from desktop.domain.tender import TenderMethod
from desktop.services.setting_declaration import (
    HIGHEST_RATE,
    Choice,
    Setting,
    SettingGroup,
    SettingKind,
)

_METHOD_LABELS: Final = {
    TenderMethod.CASH: QT_TRANSLATE_NOOP("settings", "现金"),
    TenderMethod.WECHAT: QT_TRANSLATE_NOOP("settings", "微信"),
    TenderMethod.ALIPAY: QT_TRANSLATE_NOOP("settings", "支付宝"),
    TenderMethod.QQ: QT_TRANSLATE_NOOP("settings", "QQ 钱包"),
    TenderMethod.EPAY: QT_TRANSLATE_NOOP("settings", "易支付"),
}
_AT_FIRST: Final = tuple(each for each in _METHOD_LABELS if each is not TenderMethod.EPAY)
"""What a new shop takes; 易支付 joins with the first gateway account."""
_METHODS: Final = tuple(Choice(str(method), label) for method, label in _METHOD_LABELS.items())
_WITH_FEE: Final = tuple(each for each in _METHODS if each.value != TenderMethod.CASH)
TENDER: Final = (
    Setting(
        "tender.default",
        SettingKind.CHOICE,
        str(TenderMethod.CASH),
        SettingGroup.TENDER,
        QT_TRANSLATE_NOOP("settings", "默认付款方式"),
        choices=_METHODS,
    ),
    Setting(
        "tender.enabled",
        SettingKind.WORDS,
        tuple(str(method) for method in _AT_FIRST),
        SettingGroup.TENDER,
        QT_TRANSLATE_NOOP("settings", "启用的付款方式"),
        choices=_METHODS,
    ),
    Setting(
        "tender.bill_tail_from",
        SettingKind.MONEY,
        Money(200_00),
        SettingGroup.TENDER,
        QT_TRANSLATE_NOOP("settings", "满多少要填尾号"),
        QT_TRANSLATE_NOOP("settings", "收款码收大额时，抄下账单单号后四位"),
        maximum=10_000_000,
    ),
    Setting(
        "tender.fees",
        SettingKind.RATES,
        Rates(),
        SettingGroup.TENDER,
        QT_TRANSLATE_NOOP("settings", "收款手续费"),
        QT_TRANSLATE_NOOP("settings", "万分之几，记作成本：38 就是 0.38%。退款不退手续费"),
        _WITH_FEE,
        maximum=HIGHEST_RATE,
    ),
)
