"""What the cashier reads of a gateway's payment: in place of a code, and of its last answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.gateway_payment import GatewayState
from desktop.ui.formatting import money_text

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.services.gateway_standing import GatewayPayment

UNDER_WAY: Final = frozenset({GatewayState.SENDING, GatewayState.WAITING, GatewayState.PAID})
"""A payment in one of these may still bring its money by itself."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("GatewayTexts", text)


def words_before(
    name: str, amount: Money, *, has_place: bool, waits_for_scan: bool
) -> tuple[str, str]:
    """Say what happens next while no payment is under way: a title and a sentence.

    Args:
        name: of the channel.
        amount: what the next payment would ask for.
        has_place: whether the shop has a gateway at all.
        waits_for_scan: whether the scanner begins.
    """
    if not has_place:
        return _tr("没有支付通道"), _tr("到“设置 › 付款方式”里加一个")
    if waits_for_scan:
        words = _tr("扫到就收 {amount}，货先锁着等到账。微信、支付宝的付款码自己认")
        return _tr("扫顾客的付款码"), words.format(amount=money_text(amount))
    text = _tr("出码以后这一单存为待付款，货锁着等到账。顾客用{channel}扫")
    return _tr("还没有出码"), text.format(channel=name)


def words_of_scan(name: str, *, is_sent: bool) -> tuple[str, str]:
    """Say what becomes of a scanned code, which left or could not: a title and a sentence."""
    if not is_sent:
        return _tr("付款码没有发出去"), _tr("连不上支付通道，没有收钱。请顾客刷新再扫")
    words = _tr("请顾客看手机，{channel}可能要输密码。同一个码不会再发第二次")
    return _tr("在收款"), words.format(channel=name)


def words_without_code(*, is_asking: bool, is_expired: bool) -> tuple[str, str]:
    """Say why there is no code to scan: a title and a sentence."""
    if is_asking:
        return _tr("正在要码"), _tr("货已经锁住，等支付通道给码")
    if is_expired:
        return _tr("码过期了"), _tr("换一个码。旧码要是付了，也会找到")
    return _tr("没有拿到码"), _tr("再要一次，或取消这笔换一种付款")


def answer_text(payment: GatewayPayment, said: str) -> str:
    """Say what the last answer means; of a scanned code the gateway's own words stay.

    Args:
        payment: where it stands.
        said: what the gateway said of it last, fit to be shown.
    """
    return _scan_answer(payment, said) if payment.is_scanned else _shown_answer(payment)


def _scan_answer(payment: GatewayPayment, said: str) -> str:
    if payment.state not in UNDER_WAY or payment.state is GatewayState.PAID:
        return _shown_answer(payment)
    if payment.reason in {"other_amount", "other_order", "other_merchant"}:
        return _tr("通道的回答和这一笔对不上，不算到账。接着查")
    if payment.state is GatewayState.SENDING:
        words = _tr("通道说：{text}。还不能算没扣到，接着查") if said else ""
        return words.format(text=said) if words else _tr("还没有结果，接着查")
    if payment.query_count and not payment.reason:
        words = _tr("查到还没扣款（通道说：{text}）。顾客没在输密码，就取消这笔或等一会儿再扫")
        plain = _tr("查到还没扣款，顾客可能在输密码。接着查")
        return words.format(text=said) if said else plain
    return _tr("还没有结果，接着查") if payment.reason else ""


def _shown_answer(payment: GatewayPayment) -> str:
    said = payment.message
    if payment.state is GatewayState.REFUSED:
        return _tr("支付通道不给码，说：{text}。没有收到钱").format(text=said)
    if payment.state is GatewayState.PAID:
        return said or _tr("钱到了，正在完成这张单")
    if payment.reason in {"other_amount", "other_order", "other_merchant"}:
        return _tr("通道的回答和这一笔对不上，不算到账。接着查")
    if payment.reason == "channel_trouble":
        return _tr("支付通道说：{text}。换一种付款，或再要一次码").format(text=said)
    if payment.state is GatewayState.PREPARED:
        return _tr("连不上支付通道，没有发出去。再要一次，或换一种付款")
    return _tr("还没有结果，接着查") if payment.reason else ""
