"""Verifying a shop: nothing was edited, nothing was cut off, and every sum agrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import QT_TRANSLATE_NOOP
from desktop.storage.consistency import SUM_CHECKS, closes_check
from desktop.storage.integrity import (
    IntegrityProblem,
    IntegrityReport,
    check_at_start,
    check_profile,
)
from desktop.translating import sentence, translate

if TYPE_CHECKING:
    from desktop.services.profiles import OpenProfile

__all__ = ["IntegrityProblem", "Verdict", "Verification", "problem_sentence"]

_LEDGER = QT_TRANSLATE_NOOP("verify", "账本第 {row} 条对不上（{place}）")
_SENTENCES = {
    "database": QT_TRANSLATE_NOOP("verify", "数据文件坏了：{place}"),
    "reference": QT_TRANSLATE_NOOP("verify", "{place} 第 {row} 行指向不存在的东西"),
    "sealed": QT_TRANSLATE_NOOP("verify", "{place} 第 {row} 行的加密内容打不开"),
    "entry_changed": _LEDGER,
    "entry_missing": _LEDGER,
    "chain_broken": _LEDGER,
    "tail_cut": QT_TRANSLATE_NOOP("verify", "账本末尾少了记录，应该有第 {row} 条（{place}）"),
    "anchor_differs": QT_TRANSLATE_NOOP("verify", "账本和锚点对不上，第 {row} 条（{place}）"),
    "anchor_damaged": QT_TRANSLATE_NOOP("verify", "锚点读不懂或被改过"),
    "sale_lines": QT_TRANSLATE_NOOP("verify", "{place} 的合计和明细对不上"),
    "receipt_entries": QT_TRANSLATE_NOOP("verify", "收据 {place} 和储值、挂账的流水对不上"),
    "ledger_payments": QT_TRANSLATE_NOOP("verify", "{place} 用储值或挂账付的，和流水对不上"),
    "commission_lines": QT_TRANSLATE_NOOP("verify", "{place} 的代理佣金和流水对不上"),
    "payout_entries": QT_TRANSLATE_NOOP("verify", "佣金单 {place} 和流水或钱箱对不上"),
    "commission_not_as_noted": QT_TRANSLATE_NOOP(
        "verify", "代理 {place} 的一笔佣金和账本记的不一样（{row}）"
    ),
    "account_entries": QT_TRANSLATE_NOOP("verify", "货源 {place} 的余额和流水对不上"),
    "sale_payments": QT_TRANSLATE_NOOP("verify", "{place} 的收款和应收对不上"),
    "return_payments": QT_TRANSLATE_NOOP("verify", "{place} 的退款和应退对不上"),
    "return_lines": QT_TRANSLATE_NOOP("verify", "{place} 的退货合计和明细对不上"),
    "returned_quantity": QT_TRANSLATE_NOOP("verify", "{place} 第 {row} 行的退货件数对不上"),
    "cards_of_line": QT_TRANSLATE_NOOP("verify", "{place} 第 {row} 行的卡密张数对不上"),
    "card_replaced": QT_TRANSLATE_NOOP("verify", "换过的卡和赔付对不上（{place} 第 {row} 行）"),
    "customer_spent": QT_TRANSLATE_NOOP("verify", "会员 {row} 的累计消费和订单对不上"),
    "sale_not_as_noted": QT_TRANSLATE_NOOP("verify", "{place} 和账本记的不一样"),
    "sale_missing": QT_TRANSLATE_NOOP("verify", "账本里有的一张销售单不见了（{row}）"),
    "return_not_as_noted": QT_TRANSLATE_NOOP("verify", "{place} 和账本记的不一样"),
    "return_missing": QT_TRANSLATE_NOOP("verify", "账本里有的一张退货单不见了（{row}）"),
    "close_changed": QT_TRANSLATE_NOOP("verify", "{place} 的日结单被改过或断了号（第 {row} 号）"),
    "day_total_uneven": QT_TRANSLATE_NOOP(
        "verify", "{place} 记着的合计和当天的单据对不上：总览的图可能不准，日结单不受影响"
    ),
    "shift_total_uneven": QT_TRANSLATE_NOOP(
        "verify", "{place} 有一班记着的收款和单据对不上：交班的应有可能不准，日结单不受影响"
    ),
    "close_missing": QT_TRANSLATE_NOOP("verify", "第 {row} 号日结单不见了"),
}
_OTHER = QT_TRANSLATE_NOOP("verify", "{place} 第 {row} 行有问题（{code}）")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying showed.

    Attributes:
        entries: how many ledger entries were checked.
        head: the 16 characters to compare with the last Z slip.
        has_anchor: whether there was a head kept elsewhere to compare with.
    """

    ok: bool
    entries: int
    head: str
    has_anchor: bool
    problems: tuple[IntegrityProblem, ...]


class Verification:
    """Checks the whole shop; reads only."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile

    def verify(self) -> Verdict:
        """Check file, references, ledger and anchor, sealed columns, sums, and the Zs."""
        ground = self._profile.ground
        checks = (*SUM_CHECKS, closes_check(ground.vault))
        return _verdict_of(
            check_profile(ground.database, ground.vault, self._profile.anchoring.store, checks)
        )

    def verify_start(self) -> Verdict:
        """Check the file, the end of the ledger and the anchor; quick enough for every start."""
        ground = self._profile.ground
        store = self._profile.anchoring.store
        return _verdict_of(check_at_start(ground.database, ground.vault, store))


def problem_sentence(problem: IntegrityProblem) -> str:
    """Return a problem in the current language."""
    template = _SENTENCES.get(problem.code, _OTHER)
    values = {"code": problem.code, "place": translate("verify", problem.place)}
    return sentence("verify", template, row=problem.row, **values)


def _verdict_of(report: IntegrityReport) -> Verdict:
    return Verdict(report.ok, report.entries, report.head, report.has_anchor, report.problems)
