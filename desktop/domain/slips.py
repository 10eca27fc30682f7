"""What the papers of the shop say: sale receipt, secret slip, shift slip, X and Z slip.

Each builder turns frozen facts into a ``Receipt``. Times are handed in already in the shop's zone,
names already masked. ``say`` fills a sentence in the language of the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.domain.paper_contents import (
    CashPaper,
    DayReportSlipContent,
    PaperAmount,
    PaperBalance,
    ReceiptLine,
    SaleReceiptContent,
    SecretSlipContent,
    ShiftSlipContent,
)
from desktop.domain.paper_text import grouped_secret, paper_amount, scrub
from desktop.domain.product import ProductKind
from desktop.domain.receipt import (
    LARGE_QR_DOTS,
    QR_BYTES,
    RECEIPT_QR_DOTS,
    SECRET_QR_DOTS,
    Align,
    Block,
    Columns,
    Cut,
    Framed,
    PaperWidth,
    Qr,
    Receipt,
    Rule,
    Signature,
    Text,
    TextSize,
    Title,
)

__all__ = [
    "CashPaper",
    "DayReportSlipContent",
    "PaperAmount",
    "PaperBalance",
    "ReceiptLine",
    "SaleReceiptContent",
    "Say",
    "SecretSlipContent",
    "ShiftSlipContent",
    "copy_mark",
    "day_report_slip",
    "receipt_qr_text",
    "said_as_written",
    "sale_receipt",
    "secret_slip",
    "shift_slip",
    "state_words",
]

Say = Callable[[str, str], str]
"""Takes the context ``"paper"`` and a Chinese template, returns it in the language of the paper."""

_FRAME_PADDING_CELLS: Final = 4
_WEEKDAYS: Final = (
    QT_TRANSLATE_NOOP("paper", "周一"),
    QT_TRANSLATE_NOOP("paper", "周二"),
    QT_TRANSLATE_NOOP("paper", "周三"),
    QT_TRANSLATE_NOOP("paper", "周四"),
    QT_TRANSLATE_NOOP("paper", "周五"),
    QT_TRANSLATE_NOOP("paper", "周六"),
    QT_TRANSLATE_NOOP("paper", "周日"),
)
_STATE_WORDS: Final = {
    DeliveryState.AWAITING_PAYMENT: QT_TRANSLATE_NOOP("paper", "待付款"),
    DeliveryState.QUEUED: QT_TRANSLATE_NOOP("paper", "排队中"),
    DeliveryState.PROCESSING: QT_TRANSLATE_NOOP("paper", "充值中"),
    DeliveryState.UNKNOWN: QT_TRANSLATE_NOOP("paper", "待确认"),
    DeliveryState.NEEDS_DECISION: QT_TRANSLATE_NOOP("paper", "待处理"),
    DeliveryState.FAILED: QT_TRANSLATE_NOOP("paper", "失败"),
    DeliveryState.REFUNDED: QT_TRANSLATE_NOOP("paper", "已退款"),
}
_CARD_STATE_WORDS: Final = {
    DeliveryState.PROCESSING: QT_TRANSLATE_NOOP("paper", "取卡中"),
    DeliveryState.ARRIVED: QT_TRANSLATE_NOOP("paper", "待取"),
    DeliveryState.HANDED_OVER: QT_TRANSLATE_NOOP("paper", "已出卡"),
}
_TOPUP_STATE_WORDS: Final = {
    DeliveryState.ARRIVED: QT_TRANSLATE_NOOP("paper", "已到账"),
    DeliveryState.HANDED_OVER: QT_TRANSLATE_NOOP("paper", "已到账"),
}
_OTHER_STATE_WORDS: Final = {
    DeliveryState.ARRIVED: QT_TRANSLATE_NOOP("paper", "待取"),
    DeliveryState.HANDED_OVER: QT_TRANSLATE_NOOP("paper", "已交付"),
}


def said_as_written(context: str, template: str) -> str:
    """Return the Chinese sentence unchanged: the paper of a Chinese shop."""
    del context
    return template


def state_words(kind: ProductKind, state: DeliveryState, say: Say = said_as_written) -> str:
    """Return the word for how far a line's goods are, as it stands at the line's right end."""
    own = {ProductKind.CARD: _CARD_STATE_WORDS, ProductKind.TOPUP: _TOPUP_STATE_WORDS}
    words = {**_STATE_WORDS, **own.get(kind, _OTHER_STATE_WORDS)}
    return say("paper", words[state])


def sale_receipt(
    content: SaleReceiptContent, width: PaperWidth, say: Say = said_as_written
) -> Receipt:
    """Lay out a sale receipt."""
    blocks = [
        *_receipt_head(content, say),
        *(block for line in content.lines for block in _receipt_line(line, say)),
        Rule(),
        *_receipt_sums(content, say),
        *_balance_blocks(content, say),
        _receipt_qr(content, say),
        Text(say("paper", QT_TRANSLATE_NOOP("paper", "扫码存小票")), Align.CENTRE),
        Rule(),
        *_receipt_foot(content, say),
        Cut(),
    ]
    return Receipt(width, tuple(blocks))


def _receipt_head(content: SaleReceiptContent, say: Say) -> Iterable[Block]:
    yield Title(content.shop)
    if content.place:
        yield Text(content.place, Align.CENTRE)
    if content.is_void:
        yield _centred_bold(say("paper", QT_TRANSLATE_NOOP("paper", "已作废")))
    if content.copy_number:
        yield copy_mark(content.copy_number, say)
    yield Rule()
    number = say("paper", QT_TRANSLATE_NOOP("paper", "单号 {number}"))
    yield Text(number.format(number=content.number))
    yield Text(f"{content.sold_at:%Y-%m-%d %H:%M} {content.cashier}")
    if content.customer_masked:
        customer = say("paper", QT_TRANSLATE_NOOP("paper", "会员 {name}"))
        yield Text(customer.format(name=content.customer_masked))
    if content.claim_code:
        label = say("paper", QT_TRANSLATE_NOOP("paper", "取货码"))
        yield Columns(label, content.claim_code, is_bold=True, size=TextSize.LARGE)
    yield Rule()


def _receipt_line(line: ReceiptLine, say: Say) -> Iterable[Block]:
    yield Columns(line.title, state_words(line.kind, line.state, say))
    if line.target_masked:
        target = say("paper", QT_TRANSLATE_NOOP("paper", "充到 {account}"))
        yield Text(target.format(account=line.target_masked), indent=2)
    if line.region:
        yield Text(line.region, indent=2)
    if line.usage_limit:
        yield Text(_limit_words(line.usage_limit, say), indent=2)
    price = f"{paper_amount(line.unit_price)} x{line.quantity} {line.rate_text}".rstrip()
    yield Columns(price, paper_amount(line.net), indent=2)


def _limit_words(usage_limit: str, say: Say) -> str:
    words = say("paper", QT_TRANSLATE_NOOP("paper", "使用限制：{limit}"))
    return words.format(limit=usage_limit)


def _receipt_sums(content: SaleReceiptContent, say: Say) -> Iterable[Block]:
    subtotal = say("paper", QT_TRANSLATE_NOOP("paper", "小计 {count}件"))
    pieces = sum(line.quantity for line in content.lines)
    yield Columns(subtotal.format(count=pieces), paper_amount(content.subtotal))
    for discount in content.discounts:
        yield Columns(discount.label, paper_amount(discount.amount))
    if content.rounding:
        rounding = say("paper", QT_TRANSLATE_NOOP("paper", "抹零"))
        yield Columns(rounding, paper_amount(-content.rounding))
    paid = say("paper", QT_TRANSLATE_NOOP("paper", "实付"))
    yield Columns(paid, paper_amount(content.total), is_bold=True, size=TextSize.DOUBLE)
    for tender in content.tenders:
        yield Columns(_tender_label(tender, say), paper_amount(tender.amount))
    if content.change_due:
        change = say("paper", QT_TRANSLATE_NOOP("paper", "找零"))
        yield Columns(change, paper_amount(content.change_due), is_bold=True)
    yield Rule()
    for words in content.promotions:
        yield Text(words)
    if content.promotions:
        yield Rule()


def _tender_label(tender: PaperAmount, say: Say) -> str:
    if tender.handed_over is None or tender.handed_over == tender.amount:
        return tender.label
    template = say("paper", QT_TRANSLATE_NOOP("paper", "{tender} 收{amount}"))
    return template.format(tender=tender.label, amount=paper_amount(tender.handed_over))


def _balance_blocks(content: SaleReceiptContent, say: Say) -> Iterable[Block]:
    template = say("paper", QT_TRANSLATE_NOOP("paper", "余{balance}"))
    for entry in content.balances:
        yield Columns(f"{entry.label} {entry.change}", template.format(balance=entry.balance))
    if content.balances:
        yield Rule()


def _receipt_qr(content: SaleReceiptContent, say: Say) -> Qr:
    text = receipt_qr_text(content, say)
    dots = RECEIPT_QR_DOTS if len(text.encode()) <= QR_BYTES else LARGE_QR_DOTS
    return Qr(text, dots)


def _receipt_foot(content: SaleReceiptContent, say: Say) -> Iterable[Block]:
    yield from (Text(say("paper", words)) for words in content.words if words)
    if content.claim_code:
        yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "没到的，凭取货码来问")))
    if content.contact:
        yield Text(content.contact)


def receipt_qr_text(content: SaleReceiptContent, say: Say = said_as_written) -> str:
    """Return the receipt as plain text for its QR code, at most ``QR_BYTES`` bytes of UTF-8.

    It needs no server. The lines that identify the sale come first; items fill the room that is
    left, and what does not fit is counted.
    """
    paid = say("paper", QT_TRANSLATE_NOOP("paper", "实付{amount}"))
    claim = say("paper", QT_TRANSLATE_NOOP("paper", "取货码{code}"))
    head = [
        f"{_within(scrub(content.shop), 36)} {scrub(content.number)}",
        f"{content.sold_at:%Y-%m-%d %H:%M} {paid.format(amount=content.total)}",
    ]
    if content.claim_code:
        head.append(claim.format(code=scrub(content.claim_code)))
    items = [f"{scrub(line.title)}x{line.quantity}" for line in content.lines]
    return "\n".join([*head, *_fitting_items(items, QR_BYTES - len("\n".join(head).encode()), say)])


def _fitting_items(items: list[str], room: int, say: Say) -> list[str]:
    more = say("paper", QT_TRANSLATE_NOOP("paper", "等{count}项"))
    for shown in range(len(items), -1, -1):
        rest = [more.format(count=len(items))] if shown < len(items) else []
        lines = [*items[:shown], *rest]
        if sum(1 + len(line.encode()) for line in lines) <= room:
            return lines
    return []


def _within(text: str, byte_count: int) -> str:
    """Return the beginning of a text that fits in so many bytes of UTF-8."""
    return text.encode()[:byte_count].decode(errors="ignore")


def secret_slip(
    content: SecretSlipContent, width: PaperWidth, say: Say = said_as_written
) -> Receipt:
    """Lay out the slip of one card secret."""
    blocks = [
        *_secret_head(content, say),
        *_secret_body(content, width, say),
        Rule(),
        *_secret_advice(content, say),
        Rule(),
        *_secret_foot(content, say),
        Cut(),
    ]
    return Receipt(width, tuple(blocks))


def _secret_head(content: SecretSlipContent, say: Say) -> Iterable[Block]:
    yield Title(say("paper", QT_TRANSLATE_NOOP("paper", "卡密")))
    head = say("paper", QT_TRANSLATE_NOOP("paper", "单号 {number} 第 {position}/{count} 张"))
    text = head.format(number=content.number, position=content.position, count=content.count)
    yield Text(text, Align.CENTRE)
    if content.copy_number:
        yield copy_mark(content.copy_number, say)
    yield Rule()
    yield Text(content.title, Align.CENTRE)
    facts = [content.region] if content.region else []
    if content.expires_on:
        expiry = say("paper", QT_TRANSLATE_NOOP("paper", "有效期 {day}"))
        facts.append(expiry.format(day=content.expires_on.isoformat()))
    if facts:
        yield Text(" · ".join(facts), Align.CENTRE)


def _secret_body(content: SecretSlipContent, width: PaperWidth, say: Say) -> Iterable[Block]:
    if content.card_number is not None and content.card_number.reveal():
        yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "卡号")))
        for line in _number_lines(content.card_number.reveal(), width.columns):
            yield Text(line, Align.CENTRE, is_bold=True)
    yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "密码")))
    secret = content.secret.reveal()
    yield Framed(grouped_secret(secret, width.columns - _FRAME_PADDING_CELLS))
    yield Qr(secret, SECRET_QR_DOTS if len(secret.encode()) <= QR_BYTES else LARGE_QR_DOTS)
    yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "扫码得到密码文字")), Align.CENTRE)


def _number_lines(number: str, columns: int) -> tuple[str, ...]:
    lines = grouped_secret(number, columns)
    one_line = (" " if "-" not in number else "").join(lines)
    return (one_line,) if len(lines) == 2 and len(one_line) <= columns else lines


def _secret_advice(content: SecretSlipContent, say: Say) -> Iterable[Block]:
    secret = content.secret.reveal()
    if "0" in secret or "O" in secret:
        yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "0 是零，O 是字母")))
    if content.usage_limit:
        yield Text(_limit_words(content.usage_limit, say))
    if content.guide:
        yield Text(content.guide)
    yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "请当面核对，尽快使用")))
    yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "别把密码发给别人")))


def _secret_foot(content: SecretSlipContent, say: Say) -> Iterable[Block]:
    issued = say("paper", QT_TRANSLATE_NOOP("paper", "出卡人 {name}"))
    yield Text(issued.format(name=content.issued_by))
    yield Text(f"{content.issued_at:%Y-%m-%d %H:%M}")
    if content.contact:
        yield Text(content.contact)
    yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "补打要店主 PIN，会标“补打”")))


def day_report_slip(
    content: DayReportSlipContent, width: PaperWidth, say: Say = said_as_written
) -> Receipt:
    """Lay out a Z slip, or an X slip where there is no number yet."""
    signatures = () if content.z_number is None else _signatures(say)
    blocks = [*_day_head(content, say), *_day_body(content, say), *signatures, Cut()]
    return Receipt(width, tuple(blocks))


def shift_slip(content: ShiftSlipContent, width: PaperWidth, say: Say = said_as_written) -> Receipt:
    """Lay out the slip of a shift handed over."""
    cashier = say("paper", QT_TRANSLATE_NOOP("paper", "收银员 {name}"))
    span = say("paper", QT_TRANSLATE_NOOP("paper", "{opened} 到 {closed}"))
    opened, closed = (f"{at:%m-%d %H:%M}" for at in (content.opened_at, content.closed_at))
    blocks = [
        Title(say("paper", QT_TRANSLATE_NOOP("paper", "交班单"))),
        Text(content.day.shop, Align.CENTRE),
        *([copy_mark(content.day.copy_number, say)] if content.day.copy_number else []),
        Rule(),
        Text(cashier.format(name=content.cashier)),
        Text(span.format(opened=opened, closed=closed)),
        *_day_dates(content.day, say),
        *_day_body(content.day, say),
        *_open_item_rows(content, say),
        *_signatures(say),
        Cut(),
    ]
    return Receipt(width, tuple(blocks))


def _open_item_rows(content: ShiftSlipContent, say: Say) -> Iterable[Block]:
    """What the next person takes over; nothing at all when nothing is open."""
    if content.open_items:
        yield Rule()
        yield Text(say("paper", QT_TRANSLATE_NOOP("paper", "交给下一位")), is_bold=True)
        for name, count in content.open_items:
            yield Columns(name, str(count))


def _day_head(content: DayReportSlipContent, say: Say) -> Iterable[Block]:
    if content.z_number is None:
        yield Title(say("paper", QT_TRANSLATE_NOOP("paper", "中间报表 X")))
        below = say("paper", QT_TRANSLATE_NOOP("paper", "{shop} · 不清零"))
    else:
        yield Title(say("paper", QT_TRANSLATE_NOOP("paper", "日结单 Z")))
        below = say("paper", QT_TRANSLATE_NOOP("paper", "{shop} · 第 {number} 号"))
    yield Text(below.format(shop=content.shop, number=content.z_number), Align.CENTRE)
    if content.copy_number:
        yield copy_mark(content.copy_number, say)
    yield Rule()
    yield from _day_dates(content, say)


def _day_dates(content: DayReportSlipContent, say: Say) -> Iterable[Block]:
    day = say("paper", QT_TRANSLATE_NOOP("paper", "营业日 {day} {weekday}"))
    weekday = say("paper", _WEEKDAYS[content.business_on.weekday()])
    yield Text(day.format(day=content.business_on.isoformat(), weekday=weekday))
    printed = say("paper", QT_TRANSLATE_NOOP("paper", "打印 {time}"))
    yield Text(printed.format(time=f"{content.printed_at:%Y-%m-%d %H:%M}"))
    yield Rule()


def _day_body(content: DayReportSlipContent, say: Say) -> Iterable[Block]:
    yield from _sales_block(content, say)
    if content.tenders:
        yield from (Columns(entry.label, paper_amount(entry.amount)) for entry in content.tenders)
        yield Rule()
    if content.cash is not None:
        yield from _cash_block(content.cash, say)
    yield from _difference_block(content, say)
    yield from _count_block(content, say)
    yield from (Text(note) for note in content.notes)
    if content.head:
        head = say("paper", QT_TRANSLATE_NOOP("paper", "校验码 {head}"))
        yield Text(head.format(head=content.head))


def _signatures(say: Say) -> Iterable[Block]:
    yield Signature(say("paper", QT_TRANSLATE_NOOP("paper", "收银员签字")))
    yield Signature(say("paper", QT_TRANSLATE_NOOP("paper", "店主签字")))


def _sales_block(content: DayReportSlipContent, say: Say) -> Iterable[Block]:
    yield Columns(say("paper", QT_TRANSLATE_NOOP("paper", "订单")), str(content.sale_count))
    yield from _amount_rows(
        (QT_TRANSLATE_NOOP("paper", "收款"), content.received, False),
        (QT_TRANSLATE_NOOP("paper", "退款"), _below_zero(content.refunded), False),
        (QT_TRANSLATE_NOOP("paper", "净销售额"), content.net, True),
        say=say,
    )
    yield Rule()


def _cash_block(cash: CashPaper, say: Say) -> Iterable[Block]:
    yield from _amount_rows(
        (QT_TRANSLATE_NOOP("paper", "备用金"), cash.opening_float, False),
        (QT_TRANSLATE_NOOP("paper", "现金净收"), cash.net_received, False),
        say=say,
    )
    yield from (Columns(entry.label, paper_amount(entry.amount)) for entry in cash.movements)
    difference = None if cash.counted is None else cash.counted - cash.expected
    yield from _amount_rows(
        (QT_TRANSLATE_NOOP("paper", "应有现金"), cash.expected, True),
        (QT_TRANSLATE_NOOP("paper", "实点现金"), cash.counted, True),
        (_difference_word(difference), difference, True),
        say=say,
    )
    if cash.reason:
        reason = say("paper", QT_TRANSLATE_NOOP("paper", "原因 {reason}"))
        yield Text(reason.format(reason=cash.reason))
    yield Rule()


def _difference_word(difference: Money | None) -> str:
    if difference is None or not difference:
        return QT_TRANSLATE_NOOP("paper", "现金一致")
    if difference < ZERO:
        return QT_TRANSLATE_NOOP("paper", "短款")
    return QT_TRANSLATE_NOOP("paper", "长款")


def _difference_block(content: DayReportSlipContent, say: Say) -> Iterable[Block]:
    rows = tuple(
        _amount_rows(
            (QT_TRANSLATE_NOOP("paper", "收款码差额"), content.code_difference, False),
            (QT_TRANSLATE_NOOP("paper", "货源余额差额"), content.platform_difference, False),
            say=say,
        )
    )
    yield from rows
    if rows:
        yield Rule()


def _count_block(content: DayReportSlipContent, say: Say) -> Iterable[Block]:
    yield from _amount_rows(
        (QT_TRANSLATE_NOOP("paper", "优惠合计"), content.discounts, False),
        (QT_TRANSLATE_NOOP("paper", "手续费"), content.fees, False),
        say=say,
    )
    counts = f"{content.unknown_count} / {content.undelivered_count}"
    yield Columns(say("paper", QT_TRANSLATE_NOOP("paper", "待确认 / 待交付")), counts)
    yield Rule()


def _amount_rows(*rows: tuple[str, Money | None, bool], say: Say) -> Iterable[Columns]:
    for label, amount, is_bold in rows:
        if amount is not None:
            yield Columns(say("paper", label), paper_amount(amount), is_bold=is_bold)


def _below_zero(amount: Money | None) -> Money | None:
    """Refunds are handed in positive and stand on paper as what they took away."""
    return None if amount is None else -amount


def copy_mark(copy_number: int, say: Say) -> Text:
    """Return the line that says which reprint a paper is."""
    template = say("paper", QT_TRANSLATE_NOOP("paper", "补打 第 {count} 次"))
    return _centred_bold(template.format(count=copy_number))


def _centred_bold(text: str) -> Text:
    return Text(text, Align.CENTRE, is_bold=True)
