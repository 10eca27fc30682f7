"""The facts of each paper, taken from recorded sales, shifts and reports.

Belongs here: which facts stand on a paper, masked as they must be.
Does not belong here: how it is laid out (``domain.slips``), printing it (``printing``).
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Final

from desktop.domain.clock import zone_named
from desktop.domain.day_report import DayReport, DayState
from desktop.domain.delivery import UNDELIVERED_STATES
from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.member_receipt import MemberReceiptContent
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.promotion import UseKind
from desktop.domain.sale import PaymentReason, PaymentState, SaleState
from desktop.domain.slips import (
    CashPaper,
    DayReportSlipContent,
    PaperAmount,
    PaperBalance,
    ReceiptLine,
    SaleReceiptContent,
    SecretSlipContent,
    ShiftSlipContent,
)
from desktop.domain.tender import TenderMethod
from desktop.translating import translate

if TYPE_CHECKING:
    from desktop.domain.day_close import OpenItems
    from desktop.domain.member_receipt import ReceiptFacts
    from desktop.domain.sale import RecordedPayment, SaleSnapshot
    from desktop.domain.shift import CashFigures, ShiftSnapshot
    from desktop.services.settings_values import SettingsValues
    from desktop.storage.delivery_queries import OpenedCard
    from desktop.storage.shift_queries import ShiftTotals

TENDER_WORDS: Final = {
    TenderMethod.CASH: QT_TRANSLATE_NOOP("paper", "现金"),
    TenderMethod.WECHAT: QT_TRANSLATE_NOOP("paper", "微信"),
    TenderMethod.ALIPAY: QT_TRANSLATE_NOOP("paper", "支付宝"),
    TenderMethod.QQ: QT_TRANSLATE_NOOP("paper", "QQ钱包"),
    TenderMethod.EPAY: QT_TRANSLATE_NOOP("paper", "易支付"),
    TenderMethod.STORED: QT_TRANSLATE_NOOP("paper", "储值"),
    TenderMethod.POINTS: QT_TRANSLATE_NOOP("paper", "积分"),
    TenderMethod.CREDIT: QT_TRANSLATE_NOOP("paper", "挂账"),
}
_VISIBLE_DIGITS: Final = 4


def tender_word(method: str) -> str:
    """Return how a tender is called on paper, in the current language."""
    return translate("paper", TENDER_WORDS[TenderMethod(method)])


def masked_customer(name: str, phone: str) -> str:
    """Return what a paper says of a customer: a phone without its middle, else the first letter."""
    if len(phone) >= 2 * _VISIBLE_DIGITS:
        return f"{phone[:3]}****{phone[-_VISIBLE_DIGITS:]}"
    return f"{name[:1]}**" if name else ""


def shop_zone(settings: SettingsValues) -> tzinfo:
    """Return the zone papers are dated in."""
    return zone_named(settings.text("day.zone"))


def contact_of(settings: SettingsValues) -> str:
    """Return how and when a customer finds the shop, in one line."""
    said = settings.text("shop.contact"), settings.text("shop.hours")
    return " · ".join(filter(None, said))


def sale_content(
    sale: SaleSnapshot, settings: SettingsValues, copy_number: int = 0
) -> SaleReceiptContent:
    """Return the facts of a sale receipt."""
    is_waiting = any(line.delivery_state in UNDELIVERED_STATES for line in sale.lines)
    words = settings.text("shop.after_sales_words")
    own_words = {"words": tuple(words.splitlines())} if words else {}
    return SaleReceiptContent(
        shop=settings.text("shop.name"),
        place=settings.text("shop.place"),
        number=sale.number,
        sold_at=sale.sold_at.astimezone(shop_zone(settings)),
        cashier=sale.cashier_name,
        customer_masked=masked_customer(sale.customer_name, sale.customer_phone),
        claim_code=sale.claim_code if is_waiting else "",
        lines=_receipt_lines(sale),
        subtotal=sale.gross - sale.line_discounts,
        discounts=_order_discounts(sale),
        promotions=_promotion_words(sale),
        rounding=sale.rounding,
        total=sale.total,
        tenders=_tenders_of(sale.payments),
        change_due=sale.change_due,
        balances=_points_of(sale),
        contact=contact_of(settings),
        copy_number=copy_number,
        is_void=sale.state is SaleState.VOIDED,
        **own_words,
    )


def member_content(
    facts: ReceiptFacts, settings: SettingsValues, copy_number: int = 0
) -> MemberReceiptContent:
    """Return the facts of a receipt for a member's money."""
    return MemberReceiptContent(
        shop=settings.text("shop.name"),
        place=settings.text("shop.place"),
        kind=facts.kind,
        number=facts.number,
        issued_at=facts.issued_at.astimezone(shop_zone(settings)),
        cashier=facts.cashier_name,
        customer_masked=masked_customer(facts.customer_name, facts.customer_phone),
        tender=tender_word(facts.method),
        amount=facts.amount,
        part=facts.part,
        purse_after=facts.purse_after,
        owed_after=facts.owed_after,
        note=facts.note,
        contact=contact_of(settings),
        copy_number=copy_number,
    )


def secret_content(
    sale: SaleSnapshot,
    title: str,
    card: OpenedCard,
    place: tuple[int, int],
    issued: tuple[str, datetime],
    settings: SettingsValues,
    copy_number: int,
) -> SecretSlipContent:
    """Return the facts of a slip; to be called only after the reveal was committed.

    Args:
        sale: the sale it belongs to.
        title: what was sold.
        card: the opened card.
        place: which card of the line this is, from 1, and how many there are.
        issued: who hands it out, and when.
        settings: the shop's words.
        copy_number: 0 for the first print.
    """
    line = next(each for each in sale.lines if card.id in each.card_ids)
    return SecretSlipContent(
        number=sale.number,
        position=place[0],
        count=place[1],
        title=title,
        secret=card.secret,
        card_number=card.number,
        region=line.region,
        usage_limit=line.usage_limit,
        expires_on=card.expires_on,
        guide=line.guide,
        issued_by=issued[0],
        issued_at=issued[1].astimezone(shop_zone(settings)),
        contact=contact_of(settings),
        copy_number=copy_number,
    )


def day_content(
    report: DayReport,
    settings: SettingsValues,
    printed_at: datetime,
    *,
    shows_sums: bool,
    cash_reason: str = "",
    copy_number: int = 0,
) -> DayReportSlipContent:
    """Return the facts of an X or Z slip; blind, amounts are left out and counts stay.

    Args:
        report: the day.
        settings: the shop's words.
        printed_at: when.
        shows_sums: whether who asked may see them.
        cash_reason: what was written where the cash did not agree.
        copy_number: 0 for the first print.
    """
    common = DayReportSlipContent(
        shop=settings.text("shop.name"),
        business_on=report.date,
        printed_at=printed_at.astimezone(shop_zone(settings)),
        sale_count=report.sales.count,
        z_number=report.z_number if report.state is DayState.CLOSED else None,
        unknown_count=report.delivery.unknown,
        undelivered_count=report.delivery.undelivered,
        head=report.head,
        copy_number=copy_number,
    )
    if not shows_sums:
        return common
    sales = report.sales
    return DayReportSlipContent(
        shop=common.shop,
        business_on=common.business_on,
        printed_at=common.printed_at,
        sale_count=common.sale_count,
        z_number=common.z_number,
        received=sales.gross - sales.discounts - sales.rounding,
        refunded=sales.refunds,
        net=sales.net,
        tenders=tuple(
            PaperAmount(tender_word(entry.method), entry.net) for entry in report.tenders
        ),
        cash=_day_cash(report, cash_reason),
        code_difference=_sum_known([code.difference for code in report.codes]),
        platform_difference=_sum_known([entry.difference for entry in report.platforms]),
        discounts=sales.discounts + sales.rounding,
        fees=report.costs.fees or None,
        unknown_count=common.unknown_count,
        undelivered_count=common.undelivered_count,
        head=common.head,
        copy_number=copy_number,
    )


def shift_content(
    held: ShiftSnapshot,
    figures: CashFigures,
    totals: ShiftTotals,
    counted: Money | None,
    settings: SettingsValues,
    printed_at: datetime,
    open_items: OpenItems,
    copy_number: int = 0,
) -> ShiftSlipContent:
    """Return the facts of a 交班 slip."""
    zone = shop_zone(settings)
    received = total_of(row[1] for row in totals.tenders)
    refunded = total_of(row[2] for row in totals.tenders)
    day = DayReportSlipContent(
        shop=settings.text("shop.name"),
        business_on=held.business_date,
        printed_at=printed_at.astimezone(zone),
        sale_count=totals.sale_count,
        received=received,
        refunded=refunded,
        net=received - refunded,
        tenders=tuple(
            PaperAmount(tender_word(method), taken - back) for method, taken, back in totals.tenders
        ),
        cash=CashPaper(
            opening_float=figures.opening_float,
            net_received=figures.received - figures.refunded,
            expected=figures.expected,
            movements=_movements(figures.put_in, figures.taken_out),
            counted=counted,
        ),
        copy_number=copy_number,
    )
    closed_at = (held.closed_at or printed_at).astimezone(zone)
    named = (
        (QT_TRANSLATE_NOOP("paper", "待确认"), open_items.unknown),
        (QT_TRANSLATE_NOOP("paper", "待交付"), open_items.undelivered),
        (QT_TRANSLATE_NOOP("paper", "待付款"), open_items.awaiting_payment),
        (QT_TRANSLATE_NOOP("paper", "挂单"), open_items.held),
        (QT_TRANSLATE_NOOP("paper", "没结的售后单"), open_items.tickets),
        (QT_TRANSLATE_NOOP("paper", "其中超时的"), open_items.overdue_tickets),
    )
    return ShiftSlipContent(
        held.opened_by_name,
        held.opened_at.astimezone(zone),
        closed_at,
        day,
        tuple((translate("paper", name), count) for name, count in named if count),
    )


def _receipt_lines(sale: SaleSnapshot) -> tuple[ReceiptLine, ...]:
    return tuple(
        ReceiptLine(
            line.title,
            line.kind,
            line.delivery_state,
            line.unit_price,
            line.quantity,
            line.gross - line.discount,
            target_masked=line.target_masked,
            region=line.region,
            usage_limit=line.usage_limit,
        )
        for line in sale.lines
    )


def _order_discounts(sale: SaleSnapshot) -> tuple[PaperAmount, ...]:
    """Name what each promotion took off the order; the rest was given by hand."""
    named = tuple(
        PaperAmount(one.title, -one.amount)
        for one in sale.promotions
        if one.kind in {UseKind.ORDER, UseKind.REDEEMED} and one.amount
    )
    by_hand = sale.order_discount + total_of(one.amount for one in named)
    if not by_hand:
        return named
    label = translate("paper", QT_TRANSLATE_NOOP("paper", "整单优惠"))
    return (*named, PaperAmount(label, -by_hand))


def _promotion_words(sale: SaleSnapshot) -> tuple[str, ...]:
    """Say why: what the goods were cheaper by stands in their lines already."""
    saved = translate("paper", QT_TRANSLATE_NOOP("paper", "{title}：{reason}，省 {amount}"))
    plain = translate("paper", QT_TRANSLATE_NOOP("paper", "{title}：{reason}"))
    return tuple(
        (saved if one.kind is UseKind.PRICE else plain).format(
            title=one.title, reason=one.reason, amount=one.amount
        )
        for one in sale.promotions
    )


def _tenders_of(payments: tuple[RecordedPayment, ...]) -> tuple[PaperAmount, ...]:
    """Return how the sale is paid now: after a change of method, only what it changed to."""
    taken = {PaymentReason.SALE, PaymentReason.METHOD_CHANGE}
    kept = [
        entry
        for entry in payments
        if entry.reason in taken and entry.state is PaymentState.CONFIRMED
    ]
    undone = [(entry.method, -entry.amount) for entry in kept if entry.amount < ZERO]
    shown = []
    for entry in kept:
        if entry.amount < ZERO:
            continue
        if (entry.method, entry.amount) in undone:
            undone.remove((entry.method, entry.amount))
            continue
        shown.append(PaperAmount(tender_word(entry.method), entry.amount, entry.handed_over))
    return tuple(shown)


def _points_of(sale: SaleSnapshot) -> tuple[PaperBalance, ...]:
    if sale.points_balance is None:
        return ()
    label = translate("paper", QT_TRANSLATE_NOOP("paper", "本单积分"))
    return (PaperBalance(label, f"+{sale.points_earned}", str(sale.points_balance)),)


def _day_cash(report: DayReport, reason: str) -> CashPaper:
    cash = report.cash
    net = next((entry.net for entry in report.tenders if entry.method == TenderMethod.CASH), ZERO)
    return CashPaper(
        opening_float=cash.opening_float,
        net_received=net,
        expected=cash.expected,
        movements=_movements(cash.cash_in, cash.cash_out),
        counted=cash.counted,
        reason=reason,
    )


def _movements(put_in: Money, taken_out: Money) -> tuple[PaperAmount, ...]:
    named = (
        (QT_TRANSLATE_NOOP("paper", "存入"), put_in),
        (QT_TRANSLATE_NOOP("paper", "取出"), -taken_out),
    )
    return tuple(
        PaperAmount(translate("paper", label), amount) for label, amount in named if amount
    )


def _sum_known(differences: list[Money | None]) -> Money | None:
    known = [each for each in differences if each is not None]
    return total_of(known) if known else None


def date_subject(on: date) -> int:
    """Return the number by which a print job names a business date."""
    return on.toordinal()
