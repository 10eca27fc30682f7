"""A day's report as titled tables of figures, in the order an owner reads it.

The A4 page and the workbook are both made from these, so that they cannot disagree. Figures stay
figures here; what is taken away stands below zero, so that a column or a block adds up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.domain.money import ZERO, Money
from desktop.reports.day_tenders import WITHOUT_CODE
from desktop.services.carried_words import carried_title, outcome_title
from desktop.services.finding_words import finding_detail, finding_title
from desktop.services.papers import tender_word
from desktop.translating import translate

if TYPE_CHECKING:
    from desktop.domain.day_report import DayReport, PlatformFigures

BlockCell = str | int | Money | None
"""A word, a count, an amount, or None where nothing is known."""

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


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """One titled table.

    Attributes:
        headers: the column names; empty for a table of labels and values.
        rows: the first cell of each names it.
        sums: indexes of rows that sum up.
        rare: columns that paper leaves out while nothing moved in them.
        rare_rows: rows that paper leaves out while their figures are zero.
        is_rare: paper leaves the whole block out while nothing moved in it.
    """

    heading: str
    headers: tuple[str, ...]
    rows: tuple[tuple[BlockCell, ...], ...]
    sums: frozenset[int] = frozenset()
    rare: frozenset[int] = frozenset()
    rare_rows: frozenset[int] = frozenset()
    is_rare: bool = False

    def has_moved(self, column: int) -> bool:
        """Whether some row has a figure other than zero in a column."""
        return any(bool(row[column]) for row in self.rows)

    @property
    def is_quiet(self) -> bool:
        """Whether no figure in it is other than zero."""
        width = max((len(row) for row in self.rows), default=1)
        return not any(self.has_moved(column) for column in range(1, width))


def day_blocks(report: DayReport, *, sees_costs: bool = True) -> tuple[ReportBlock, ...]:
    """Return every block of a day; costs, profit and balances only for who may see them."""
    for_owner = (_profit(report), _costs(report), _promotions(report)) if sees_costs else ()
    return (
        _sales(report),
        *for_owner,
        _tenders(report),
        _codes(report),
        *((_gateways(report),) if report.gateways else ()),
        _cash(report),
        *((_platforms(report),) if sees_costs else ()),
        _delivery(report),
        _points(report),
        _stored_value(report),
        _credit(report),
        *((_commissions(report),) if sees_costs and report.has_commissions else ()),
        _after_sales(report),
        _exceptions(report),
        *((_findings(report),) if sees_costs else ()),
        *_carried(report, sees_costs=sees_costs),
        _best_sellers(report),
        _hours(report),
    )


def _said(label: str) -> str:
    return translate("paper", label)


def _labelled(
    heading: str,
    *rows: tuple[str, BlockCell],
    sums: frozenset[int] = frozenset(),
    rare_rows: frozenset[int] = frozenset(),
    is_rare: bool = False,
) -> ReportBlock:
    said = tuple((_said(label), value) for label, value in rows)
    return ReportBlock(_said(heading), (), said, sums, rare_rows=rare_rows, is_rare=is_rare)


def _sales(report: DayReport) -> ReportBlock:
    sales = report.sales
    return _labelled(
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
    return _labelled(
        QT_TRANSLATE_NOOP("paper", "成本与毛利"),
        (QT_TRANSLATE_NOOP("paper", "进货成本"), profit.cost),
        (QT_TRANSLATE_NOOP("paper", "毛利"), profit.gross_profit),
        (QT_TRANSLATE_NOOP("paper", "成本未知的行"), profit.unknown_cost_lines),
        sums=frozenset({1}),
    )


def _costs(report: DayReport) -> ReportBlock:
    """From gross profit to net; the goods refunded without coming back are in its cost already."""
    costs = report.costs
    return _labelled(
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
    heading = _said(QT_TRANSLATE_NOOP("paper", "活动"))
    return ReportBlock(heading, tuple(map(_said, headers)), rows, is_rare=True)


def _tenders(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "付款方式"),
        QT_TRANSLATE_NOOP("paper", "笔数"),
        QT_TRANSLATE_NOOP("paper", "收款"),
        QT_TRANSLATE_NOOP("paper", "退款"),
        QT_TRANSLATE_NOOP("paper", "净额"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "实点"),
        QT_TRANSLATE_NOOP("paper", "差额"),
    )
    rows = tuple(
        (
            tender_word(entry.method),
            entry.count,
            entry.received,
            -entry.refunded,
            entry.net,
            entry.expected,
            entry.counted,
            entry.difference,
        )
        for entry in report.tenders
    )
    heading = _said(QT_TRANSLATE_NOOP("paper", "收款方式"))
    return ReportBlock(heading, tuple(map(_said, headers)), rows)


def _codes(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "收款码"),
        QT_TRANSLATE_NOOP("paper", "笔数"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "抄数"),
        QT_TRANSLATE_NOOP("paper", "差额"),
    )
    rows = tuple(
        (
            f"{tender_word(code.method)} · {code.label or translate('reports', WITHOUT_CODE)}",
            code.count,
            code.expected,
            code.counted,
            code.difference,
        )
        for code in report.codes
    )
    heading = _said(QT_TRANSLATE_NOOP("paper", "收款码"))
    return ReportBlock(heading, tuple(map(_said, headers)), rows, is_rare=True)


def _gateways(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "支付通道"),
        QT_TRANSLATE_NOOP("paper", "笔数"),
        QT_TRANSLATE_NOOP("paper", "收款"),
        QT_TRANSLATE_NOOP("paper", "退款"),
        QT_TRANSLATE_NOOP("paper", "应有"),
        QT_TRANSLATE_NOOP("paper", "通道说"),
        QT_TRANSLATE_NOOP("paper", "差额"),
        QT_TRANSLATE_NOOP("paper", "没单的笔数"),
        QT_TRANSLATE_NOOP("paper", "没单的钱"),
    )
    rows = tuple(
        (
            one.gateway,
            one.count,
            one.received,
            one.refunded,
            one.net,
            one.proved,
            one.difference,
            one.stray_count,
            one.strays,
        )
        for one in report.gateways
    )
    heading = _said(QT_TRANSLATE_NOOP("paper", "支付通道"))
    rare = frozenset({3, 6, 7, 8})
    return ReportBlock(heading, tuple(map(_said, headers)), rows, rare=rare, is_rare=True)


def _cash(report: DayReport) -> ReportBlock:
    cash = report.cash
    taken = next((entry for entry in report.tenders if entry.method == "cash"), None)
    return _labelled(
        QT_TRANSLATE_NOOP("paper", "现金"),
        (QT_TRANSLATE_NOOP("paper", "备用金"), cash.opening_float),
        (QT_TRANSLATE_NOOP("paper", "现金收款"), taken.received if taken else ZERO),
        (QT_TRANSLATE_NOOP("paper", "现金退款"), -taken.refunded if taken else ZERO),
        (QT_TRANSLATE_NOOP("paper", "存入"), cash.cash_in),
        (QT_TRANSLATE_NOOP("paper", "取出"), -cash.cash_out),
        (QT_TRANSLATE_NOOP("paper", "应有现金"), cash.expected),
        (QT_TRANSLATE_NOOP("paper", "实点现金"), cash.counted),
        (QT_TRANSLATE_NOOP("paper", "差额"), cash.difference),
        sums=frozenset({5, 6, 7}),
    )


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
    heading = _said(QT_TRANSLATE_NOOP("paper", "货源余额"))
    said = tuple(map(_said, headers))
    return ReportBlock(heading, said, rows, rare=frozenset({4, 5, 6, 7}), is_rare=True)


def _account_words(entry: PlatformFigures) -> str:
    """Return the account's name; a balance that a person typed says so, and when."""
    if not entry.typed_at:
        return entry.account
    words = str(_said(QT_TRANSLATE_NOOP("paper", "{account}（实查手填 {at}）")))
    return words.format(account=entry.account, at=entry.typed_at)


def _delivery(report: DayReport) -> ReportBlock:
    delivery = report.delivery
    return _labelled(
        QT_TRANSLATE_NOOP("paper", "发货"),
        (QT_TRANSLATE_NOOP("paper", "已交付"), delivery.done),
        (QT_TRANSLATE_NOOP("paper", "处理中"), delivery.processing),
        (QT_TRANSLATE_NOOP("paper", "待确认"), delivery.unknown),
        (QT_TRANSLATE_NOOP("paper", "失败"), delivery.failed),
        (QT_TRANSLATE_NOOP("paper", "待交付"), delivery.undelivered),
    )


def _points(report: DayReport) -> ReportBlock:
    points = report.points
    return _labelled(
        QT_TRANSLATE_NOOP("paper", "积分"),
        (QT_TRANSLATE_NOOP("paper", "发出"), points.earned),
        (QT_TRANSLATE_NOOP("paper", "用掉"), -points.spent),
        (QT_TRANSLATE_NOOP("paper", "过期"), -points.expired),
        (QT_TRANSLATE_NOOP("paper", "欠会员的积分"), points.liability),
        (QT_TRANSLATE_NOOP("paper", "最多抵多少钱"), points.liability_worth),
        rare_rows=frozenset({2, 4}),
        is_rare=True,
    )


def _stored_value(report: DayReport) -> ReportBlock:
    stored = report.stored_value
    return _labelled(
        QT_TRANSLATE_NOOP("paper", "储值"),
        (QT_TRANSLATE_NOOP("paper", "收进"), stored.paid_in),
        (QT_TRANSLATE_NOOP("paper", "赠送"), stored.bonus),
        (QT_TRANSLATE_NOOP("paper", "用掉"), -stored.spent),
        (QT_TRANSLATE_NOOP("paper", "退回本金"), -stored.paid_out),
        (QT_TRANSLATE_NOOP("paper", "欠会员的储值"), stored.liability),
        is_rare=True,
    )


def _credit(report: DayReport) -> ReportBlock:
    credit = report.credit
    return _labelled(
        QT_TRANSLATE_NOOP("paper", "挂账"),
        (QT_TRANSLATE_NOOP("paper", "新挂"), credit.given),
        (QT_TRANSLATE_NOOP("paper", "收回"), -credit.collected),
        (QT_TRANSLATE_NOOP("paper", "还没收回"), credit.open),
        is_rare=True,
    )


def _commissions(report: DayReport) -> ReportBlock:
    figures = report.commissions
    return _labelled(
        QT_TRANSLATE_NOOP("paper", "佣金"),
        (QT_TRANSLATE_NOOP("paper", "新得"), figures.earned),
        (QT_TRANSLATE_NOOP("paper", "退货扣回"), -figures.taken_back),
        (QT_TRANSLATE_NOOP("paper", "付给代理"), -figures.paid),
        (QT_TRANSLATE_NOOP("paper", "欠代理的佣金"), figures.liability),
        is_rare=True,
    )


def _after_sales(report: DayReport) -> ReportBlock:
    figures = report.after_sales
    return _labelled(
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
    rows = tuple((_said(word), each.count, each.amount) for word, each in named)
    heading = _said(QT_TRANSLATE_NOOP("paper", "例外"))
    return ReportBlock(heading, tuple(map(_said, headers)), rows, is_rare=True)


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
    heading = _said(QT_TRANSLATE_NOOP("paper", "要查的单"))
    return ReportBlock(heading, tuple(map(_said, headers)), rows, is_rare=True)


def _carried(report: DayReport, *, sees_costs: bool) -> tuple[ReportBlock, ReportBlock]:
    headers = (
        QT_TRANSLATE_NOOP("paper", "未结"),
        QT_TRANSLATE_NOOP("paper", "单号"),
        QT_TRANSLATE_NOOP("paper", "第几份 Z 带来"),
        QT_TRANSLATE_NOOP("paper", "结果"),
        QT_TRANSLATE_NOOP("paper", "金额"),
    )
    said = tuple(map(_said, headers))
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
    carried = _said(QT_TRANSLATE_NOOP("paper", "带到下一天"))
    settled = _said(QT_TRANSLATE_NOOP("paper", "以前带来、已经了结"))
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
    heading = _said(QT_TRANSLATE_NOOP("paper", "卖得最多"))
    return ReportBlock(heading, tuple(map(_said, headers)), rows, is_rare=True)


def _hours(report: DayReport) -> ReportBlock:
    headers = (
        QT_TRANSLATE_NOOP("paper", "钟点"),
        QT_TRANSLATE_NOOP("paper", "订单"),
        QT_TRANSLATE_NOOP("paper", "销售额"),
    )
    rows = tuple((f"{each.hour:02d}:00", each.count, each.net) for each in report.hours)
    heading = _said(QT_TRANSLATE_NOOP("paper", "每小时"))
    return ReportBlock(heading, tuple(map(_said, headers)), rows, is_rare=True)
