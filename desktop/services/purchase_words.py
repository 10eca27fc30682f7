"""The sentences for what happened to a purchase, in the translation context ``purchasing``."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import QT_TRANSLATE_NOOP

_SENTENCES: Final = {
    "prepared": QT_TRANSLATE_NOOP("purchasing", "记下来了，还没有发出"),
    "order_by_hand": QT_TRANSLATE_NOOP("purchasing", "去手工下单"),
    "put_back": QT_TRANSLATE_NOOP("purchasing", "没有下单，放回待下单"),
    "typed_in": QT_TRANSLATE_NOOP("purchasing", "下好了，手工回填"),
    "no_number": QT_TRANSLATE_NOOP("purchasing", "下了单，没有拿到单号，不知道办没办"),
    "refused_by_hand": QT_TRANSLATE_NOOP("purchasing", "货源说不办，没有扣款"),
    "refunded_by_hand": QT_TRANSLATE_NOOP("purchasing", "货源没有办成，钱退回来了"),
    "order_sent": QT_TRANSLATE_NOOP("purchasing", "发给货源"),
    "order_sent_again": QT_TRANSLATE_NOOP("purchasing", "用同一个单号再问一次"),
    "price_above_ceiling": QT_TRANSLATE_NOOP("purchasing", "货源涨价，超过上限，没有下单"),
    "quote_refused": QT_TRANSLATE_NOOP("purchasing", "货源不卖，没有下单"),
    "balance_refused": QT_TRANSLATE_NOOP("purchasing", "货源不认这个账号，没有下单"),
    "account_field": QT_TRANSLATE_NOOP("purchasing", "账号填得不对，没有下单"),
    "account_refused": QT_TRANSLATE_NOOP("purchasing", "货源不认这个账号，没有扣款"),
    "account_frozen": QT_TRANSLATE_NOOP("purchasing", "账号停用着，没有下单"),
    "source_silent": QT_TRANSLATE_NOOP("purchasing", "货源连不上，什么都没有发出"),
    "source_switched": QT_TRANSLATE_NOOP("purchasing", "明确没买成，换下一个货源"),
    "account_removed": QT_TRANSLATE_NOOP("purchasing", "账号已经删掉，没有下单"),
    "line_returned": QT_TRANSLATE_NOOP("purchasing", "顾客退了，没有下单"),
    "listed_text": QT_TRANSLATE_NOOP("purchasing", "货源明确拒绝，没有扣款"),
    "input_refused": QT_TRANSLATE_NOOP("purchasing", "货源说填的内容不对，没有扣款"),
    "balance": QT_TRANSLATE_NOOP("purchasing", "货源余额不足，没有扣款"),
    "interrupted": QT_TRANSLATE_NOOP("purchasing", "发出后程序中断，不知道对方是否已处理"),
    "deadline": QT_TRANSLATE_NOOP("purchasing", "没回话，不知道对方是否已处理"),
    "html_page": QT_TRANSLATE_NOOP("purchasing", "回了一个网页，不知道对方是否已处理"),
    "not_json": QT_TRANSLATE_NOOP("purchasing", "回话看不懂，不知道对方是否已处理"),
    "unlisted_text": QT_TRANSLATE_NOOP("purchasing", "回话没见过，不知道对方是否已处理"),
    "redirect": QT_TRANSLATE_NOOP("purchasing", "货源让转到别处，没有跟去，不知道对方是否已处理"),
    "too_big": QT_TRANSLATE_NOOP("purchasing", "回话长得读不完，不知道对方是否已处理"),
    "accepted": QT_TRANSLATE_NOOP("purchasing", "货源收下了，还在处理"),
    "fulfilled": QT_TRANSLATE_NOOP("purchasing", "货到了"),
    "charged_above_ceiling": QT_TRANSLATE_NOOP("purchasing", "扣的钱超过上限，账号先停用"),
    "charge_unknown": QT_TRANSLATE_NOOP("purchasing", "没说扣了多少钱"),
    "cards_missing": QT_TRANSLATE_NOOP("purchasing", "卡密少了"),
    "cards_extra": QT_TRANSLATE_NOOP("purchasing", "卡密多了"),
    "cards_known": QT_TRANSLATE_NOOP("purchasing", "给的卡密以前见过，没有卖出去"),
    "nothing_delivered": QT_TRANSLATE_NOOP("purchasing", "扣了款，没有给货，找货源售后"),
    "read_text": QT_TRANSLATE_NOOP("purchasing", "货源写了回话，要人看"),
    "goods_overdue": QT_TRANSLATE_NOOP(
        "purchasing", "货源收了单，过了时间还没给货。找货源问，没问清楚不要重买或退款"
    ),
    "partly_refunded": QT_TRANSLATE_NOOP("purchasing", "货源退了一部分款"),
    "canceled": QT_TRANSLATE_NOOP("purchasing", "货源把订单取消了，没有扣款"),
    "payment_failed": QT_TRANSLATE_NOOP("purchasing", "货源余额付不了款，订单取消了，没有扣款"),
    "rate_limited": QT_TRANSLATE_NOOP("purchasing", "货源嫌问得太勤，没有受理，过一会儿再发"),
    "fetch_by_hand": QT_TRANSLATE_NOOP("purchasing", "买到了。到货源网站的购买记录里取卡，填进来"),
    "number_exists": QT_TRANSLATE_NOOP("purchasing", "货源已有这个单号，正在查"),
    "crossed": QT_TRANSLATE_NOOP("purchasing", "回话不是这一单的，不知道对方是否已处理"),
    "refunded": QT_TRANSLATE_NOOP("purchasing", "货源没有办成，钱退回来了"),
    "confirmed_refunded": QT_TRANSLATE_NOOP("purchasing", "店主确认钱退回来了"),
    "compare_balance": QT_TRANSLATE_NOOP("purchasing", "还是不清楚。核对货源余额和购买记录"),
    "balance_compared": QT_TRANSLATE_NOOP("purchasing", "货源余额"),
    "adopted": QT_TRANSLATE_NOOP("purchasing", "店主确认已买到"),
    "confirmed_not_placed": QT_TRANSLATE_NOOP("purchasing", "店主确认没有下单"),
    "written_off": QT_TRANSLATE_NOOP("purchasing", "店主核销"),
}
_BROKEN_OFF: Final = QT_TRANSLATE_NOOP("purchasing", "连接断了，不知道对方是否已处理")
_ERROR_PAGE: Final = QT_TRANSLATE_NOOP("purchasing", "货源自己出错了，不知道对方是否已处理")
_OTHER: Final = QT_TRANSLATE_NOOP("purchasing", "不知道对方是否已处理")


def sentences_of(code: str) -> tuple[str, ...]:
    """Return the Chinese sentences of a code, one for each alert in it; never empty."""
    return tuple(_sentence_of(one) for one in code.split("+"))


def _sentence_of(code: str) -> str:
    if code.startswith("status_"):
        return _ERROR_PAGE
    if code[:1].isupper():  # what the transport raised, by its name
        return _BROKEN_OFF
    return _SENTENCES.get(code, _OTHER)
