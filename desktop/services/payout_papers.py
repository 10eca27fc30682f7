"""The facts of the slip of a paid commission, taken from its row and the ledger beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.agent import PayoutWay
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.payout_slip import PayoutSlipContent
from desktop.services.papers import shop_zone
from desktop.storage import agent_queries
from desktop.translating import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.services.settings_values import SettingsValues

WAY_WORDS: Final = {
    PayoutWay.CASH: QT_TRANSLATE_NOOP("paper", "现金"),
    PayoutWay.WECHAT: QT_TRANSLATE_NOOP("paper", "微信"),
    PayoutWay.ALIPAY: QT_TRANSLATE_NOOP("paper", "支付宝"),
    PayoutWay.QQ: QT_TRANSLATE_NOOP("paper", "QQ钱包"),
    PayoutWay.BANK: QT_TRANSLATE_NOOP("paper", "银行转账"),
}


def way_word(way: PayoutWay) -> str:
    """Return how a way to pay is called, in the current language."""
    return translate("paper", WAY_WORDS[way])


def payout_content(
    connection: Connection, payout_id: int, settings: SettingsValues, copy_number: int = 0
) -> PayoutSlipContent:
    """Return the facts of a payout slip.

    Raises:
        KeyError: there is no such payout.
    """
    found = agent_queries.load_payout(connection, payout_id)
    payout = found.payout
    return PayoutSlipContent(
        settings.text("shop.name"),
        payout.number,
        payout.paid_at.astimezone(shop_zone(settings)),
        found.agent,
        found.code,
        way_word(payout.way),
        payout.amount,
        found.left,
        found.paid_by,
        found.note,
        copy_number,
    )
