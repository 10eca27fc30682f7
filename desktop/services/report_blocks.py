"""A day's report as titled tables of figures, in the order an owner reads it.

The A4 page and the workbook are both made from these, so that they cannot disagree. Figures stay
figures here; what is taken away stands below zero, so that a column or a block adds up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.services.carried_words import carried_title, outcome_title
from desktop.services.finding_words import finding_detail, finding_title
from desktop.services.report_block import ReportBlock, labelled, paper_word
from desktop.services.report_debts import (
    commissions_block,
    credit_block,
    points_block,
    stored_value_block,
)
from desktop.services.report_tenders import (
    cash_block,
    codes_block,
    gateways_block,
    tenders_block,
)

if TYPE_CHECKING:
    from desktop.domain.day_report import DayReport, PlatformFigures

EXCEPTION_WORDS: Final = {
    "void": QT_TRANSLATE_NOOP("paper", "整单作废"),
    "refund": QT_TRANSLATE_NOOP("paper", "退款"),
    "price_change": QT_TRANSLATE_NOOP("paper", "改价、打折"),
    "above_limit": QT_TRANSLATE_NOOP("paper", "店主同意的单"),
    "method_change": QT_TRANSLATE_NOOP("paper", "改付款方式"),
    "payment_never_seen": QT_TRANSLATE_NOOP("paper", "没等到钱的单"),
    "reprint": QT_TRANSLATE_NOOP("paper", "补打"),
    "recount": QT_TRANSLATE_NOOP("paper", "重新点钱"),
    "clock_back": QT_TRANSLATE_NOOP("paper", "系统时间往回拨"),
    "right_refused": QT_TRANSLATE_NOOP("paper", "没有权限被拒"),
    "sale_refused": QT_TRANSLATE_NOOP("paper", "不到底线被拒"),
    "standing_used": QT_TRANSLATE_NOOP("paper", "按长期同意亏卖"),
    "risk_accepted": QT_TRANSLATE_NOOP("paper", "接受有风险的货"),
    "drawer_opened": QT_TRANSLATE_NOOP("paper", "无销售开钱箱"),
    "points_by_hand": QT_TRANSLATE_NOOP("paper", "手工改积分"),
    "customer_attached": QT_TRANSLATE_NOOP("paper", "补登会员"),
    "cards_voided": QT_TRANSLATE_NOOP("paper", "作废卡密"),
    "compensation": QT_TRANSLATE_NOOP("paper", "售后补偿"),
    "pin_locked": QT_TRANSLATE_NOOP("paper", "PIN 输错被锁"),
    "rule_answered": QT_TRANSLATE_NOOP("paper", "按规定问过的单"),
    "rule_refused": QT_TRANSLATE_NOOP("paper", "法律不许卖的单"),
    "same_payer": QT_TRANSLATE_NOOP("paper", "同一付款账号多单"),
    "ledger_broken": QT_TRANSLATE_NOOP("paper", "账本核对没通过"),
    "reveal_again": QT_TRANSLATE_NOOP("paper", "再看卡密"),
    "sale_without_money": QT_TRANSLATE_NOOP("paper", "有单没钱"),
    "money_without_sale": QT_TRANSLATE_NOOP("paper", "有钱没单"),
    "money_ambiguous": QT_TRANSLATE_NOOP("paper", "账单配不准"),
}


def day_blocks(report: DayReport, *, sees_costs: bool = True) -> tuple[ReportBlock, ...]:
    """Return every block of a day; costs, profit and balances only for who may see them."""
    for_owner = (_profit(report), _costs(report), _promotions(report)) if sees_costs else ()
    return (
        _sales(report),
        *for_owner,
        tenders_block(report),
        codes_block(report),
        *((gateways_block(report),) if report.gateways else ()),
        cash_block(report),
        *((_platforms(report),) if sees_costs else ()),
        _delivery(report),
        points_block(report),
        stored_value_block(report),
        credit_block(report),
        *((commissions_block(report),) if sees_costs and report.has_commissions else ()),
        _after_sales(report),
        _exceptions(report),
        *((_findings(report),) if sees_costs else ()),
        *_carried(report, sees_costs=sees_costs),
        _best_sellers(report),
        _hours(report),
    )


def _sales(report: DayReport) -> ReportBlock:
    sales = report.sales
    return labelled(
        QT_TRANSLATE_NOOP("paper", "销售"),
        (QT_TRANSLATE_NOOP("paper", "订单"), sales.count),
        (QT_TRANSLATE_NOOP("paper", "件数"), sales.items),
        (QT_TRANSLATE_NOOP("paper", "原价合计"), sales.gross),
        (QT_TRANSLATE_NOOP("paper", "优惠"), -sales.discounts),
        (QT_TRANSLATE_NOOP("paper", "抹零"), -sales.rounding),
        (QT_TRANSLATE_NOOP("paper", "退款"), -sales.refunds),
        (QT_TRANSLATE_NOOP("paper", "净销售额"), sales.net),
        sums=frozenset({6}),
    )


def _profit(report: DayReport) -> ReportBlock:
    profit = report.profit
    return labelled(
        QT_TRANSLATE_NOOP("paper", "成本与毛利"),
        (QT_TRANSLATE_NOOP("paper", "进货成本"), profit.cost),
        (QT_TRANSLATE_NOOP("paper", "毛利"), profit.gross_profit),
        (QT_TRANSLATE_NOOP("paper", "成本未知的行"), profit.unknown_cost_lines),
        sums=frozenset({1}),
    )


def _costs(report: DayReport) -> ReportBlock:
    """From gross profit to net; the goods refunded without coming back are in its cost already."""
    costs = report.costs
    return labelled(
        QT_TRANSLATE_NOOP("paper", "其他成本与净利"),
        (QT_TRANSLATE_NOOP("paper", "赔付（退款的已算在进货成本里）"), costs.compensation),
        (QT_TRANSLATE_NOOP("paper", "其中售后另给的"), -report.after_sales.given),
        (QT_TRANSLATE_NOOP("paper", "赠品"), -costs.gifts),
        (QT_TRANSLATE_NOOP("paper", "手续费"), -costs.fees),
        (QT_TRANSLATE_NOOP("paper", "佣金"), -costs.commission),
        (QT_TRANSLATE_NOOP("paper", "积分抵扣"), -costs.points),
        (QT_TRANSLATE_NOOP("paper", "返点"), costs.rebate),
        (QT_TRANSLATE_NOOP("paper", "净利"), report.net_profit),
        sums=frozenset({7}),
        rare_rows=frozenset({0, 1, 2, 4, 5, 6}),
    )


def _promotions(report: DayReport) -> ReportBlock:
    """Where discounts and gifts came from: both stand in the figures above already."""
    headers = (
        QT_TRANSLATE_NOOP("paper", "活动"),
        QT_TRANSLATE_NOOP("paper", "订单"),
        QT_TRANSLATE_NOOP("paper", "优惠"),
        QT_TRANSLATE_NOOP("paper", "赠品成本"),
        QT_TRANSLATE_NOOP("paper", "送出的券和储值"),
    )
    rows = tuple(
        (each.title, each.orders, -each.off, -each.gifts, each.promised)
        for each in report.promotions
    )
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "活动"))
    return ReportBlock(heading, tuple(map(paper_word, headers)), rows, is_rare=True)


def _platforms(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "货源"),
        QT_TRANSLATE_NOOP("paper", "期初"),
        QT_TRANSLATE_NOOP("paper", "采购"),
        QT_TRANSLATE_NOOP("paper", "退回"),
        QT_TRANSLATE_NOOP("paper", "加款"),
        QT_TRANSLATE_NOOP("paper", "返点"),
        QT_TRANSLATE_NOOP("paper", "手续费"),
        QT_TRANSLATE_NOOP("paper", "调整"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "实查"),
        QT_TRANSLATE_NOOP("paper", "差额"),
    )
    rows = tuple(
        (
            _account_words(entry),
            entry.opening,
            -entry.purchased,
            entry.returned,
            entry.topped_up,
            entry.rebate,
            -entry.fees,
            entry.adjusted,
            entry.expected,
            entry.actual,
            entry.difference,
        )
        for entry in report.platforms
    )
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "货源余额"))
    said = tuple(map(paper_word, headers))
    return ReportBlock(heading, said, rows, rare=frozenset({4, 5, 6, 7}), is_rare=True)


def _account_words(entry: PlatformFigures) -> str:
    """Return the account's name; a balance that a person typed says so, and when."""
    if not entry.typed_at:
        return entry.account
    words = str(paper_word(QT_TRANSLATE_NOOP("paper", "{account}（实查手填 {at}）")))
    return words.format(account=entry.account, at=entry.typed_at)


def _delivery(report: DayReport) -> ReportBlock:
    delivery = report.delivery
    return labelled(
        QT_TRANSLATE_NOOP("paper", "发货"),
        (QT_TRANSLATE_NOOP("paper", "已交付"), delivery.done),
        (QT_TRANSLATE_NOOP("paper", "处理中"), delivery.processing),
        (QT_TRANSLATE_NOOP("paper", "待确认"), delivery.unknown),
        (QT_TRANSLATE_NOOP("paper", "失败"), delivery.failed),
        (QT_TRANSLATE_NOOP("paper", "待交付"), delivery.undelivered),
    )


def _after_sales(report: DayReport) -> ReportBlock:
    figures = report.after_sales
    return labelled(
        QT_TRANSLATE_NOOP("paper", "售后"),
        (QT_TRANSLATE_NOOP("paper", "新的售后单"), figures.opened),
        (QT_TRANSLATE_NOOP("paper", "首次回复了"), figures.answered),
        (QT_TRANSLATE_NOOP("paper", "其中按时回复"), figures.in_time),
        (QT_TRANSLATE_NOOP("paper", "首次回复中位数（秒）"), figures.answer_seconds),
        (QT_TRANSLATE_NOOP("paper", "处理完了"), figures.solved),
        (QT_TRANSLATE_NOOP("paper", "处理完中位数（秒）"), figures.solve_seconds),
        (QT_TRANSLATE_NOOP("paper", "还没结的"), figures.open),
        (QT_TRANSLATE_NOOP("paper", "已超时的"), figures.overdue),
        is_rare=True,
    )


def _exceptions(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "例外"),
        QT_TRANSLATE_NOOP("paper", "次数"),
        QT_TRANSLATE_NOOP("paper", "金额"),
    )
    named = [(EXCEPTION_WORDS.get(each.kind, each.kind), each) for each in report.exceptions]
    rows = tuple((paper_word(word), each.count, each.amount) for word, each in named)
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "例外"))
    return ReportBlock(heading, tuple(map(paper_word, headers)), rows, is_rare=True)


def _findings(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "要查的"),
        QT_TRANSLATE_NOOP("paper", "单号"),
        QT_TRANSLATE_NOOP("paper", "说明"),
        QT_TRANSLATE_NOOP("paper", "金额"),
    )
    rows = tuple(
        (finding_title(each.kind), each.order, finding_detail(each), each.amount)
        for each in report.findings
    )
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "要查的单"))
    return ReportBlock(heading, tuple(map(paper_word, headers)), rows, is_rare=True)


def _carried(report: DayReport, *, sees_costs: bool) -> tuple[ReportBlock, ReportBlock]:
    headers = (
        QT_TRANSLATE_NOOP("paper", "未结"),
        QT_TRANSLATE_NOOP("paper", "单号"),
        QT_TRANSLATE_NOOP("paper", "第几份 Z 带来"),
        QT_TRANSLATE_NOOP("paper", "结果"),
        QT_TRANSLATE_NOOP("paper", "金额"),
    )
    said = tuple(map(paper_word, headers))
    open_rows, settled_rows = (
        tuple(
            (
                carried_title(one.kind),
                one.order,
                one.from_z,
                outcome_title(one),
                one.amount if sees_costs or not one.is_purchase else None,
            )
            for one in items
        )
        for items in (report.carried, report.settled)
    )
    carried = paper_word(QT_TRANSLATE_NOOP("paper", "带到下一天"))
    settled = paper_word(QT_TRANSLATE_NOOP("paper", "以前带来、已经了结"))
    return (
        ReportBlock(carried, said, open_rows, is_rare=True),
        ReportBlock(settled, said, settled_rows, is_rare=True),
    )


def _best_sellers(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "商品"),
        QT_TRANSLATE_NOOP("paper", "编码"),
        QT_TRANSLATE_NOOP("paper", "件数"),
        QT_TRANSLATE_NOOP("paper", "净额"),
    )
    rows = tuple((each.name, each.product, each.count, each.net) for each in report.best_sellers)
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "卖得最多"))
    return ReportBlock(heading, tuple(map(paper_word, headers)), rows, is_rare=True)


def _hours(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "钟点"),
        QT_TRANSLATE_NOOP("paper", "订单"),
        QT_TRANSLATE_NOOP("paper", "销售额"),
    )
    rows = tuple((f"{each.hour:02d}:00", each.count, each.net) for each in report.hours)
    heading = paper_word(QT_TRANSLATE_NOOP("paper", "每小时"))
    return ReportBlock(heading, tuple(map(paper_word, headers)), rows, is_rare=True)
