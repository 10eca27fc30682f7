"""What 货源 says about accounts: how long their money lasts, what a platform can do. Words only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.account_money import EntryKind
from desktop.ui.formatting import key_figure_text, short_money_text

if TYPE_CHECKING:
    from desktop.domain.rebate import RebateStanding
    from desktop.domain.runway import Runway
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.platform_sheets import CapabilitySheet

_A_DAY: Final = 24


def _tr(text: str) -> str:
    return QCoreApplication.translate("WalletTexts", text)


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that a platform can or cannot do.

    Attributes:
        is_good: False where a person has to take care because of it; None where it only is so.
    """

    text: str
    is_good: bool | None = True


def runway_text(runway: Runway) -> str:
    """Return 约够 2 小时, 还够 8 天, or that it lasts longer than can be said."""
    if runway.is_longest:
        return _tr("还够 {n} 天以上").format(n=runway.days)
    if runway.hours >= 2 * _A_DAY:
        return _tr("还够 {n} 天").format(n=runway.days)
    if runway.hours:
        return _tr("约够 {n} 小时").format(n=runway.hours)
    return _tr("不够 1 小时")


def top_up_advice(runway: Runway, days: int) -> str:
    """Return what an account that is low asks for."""
    words = _tr("{runway}，建议补到 ¥{amount} 以上")
    amount = short_money_text(runway.sum_for(max(days, 1)))
    return words.format(runway=runway_text(runway), amount=amount)


def rate_text(basis_points: int) -> str:
    """Return ``0.8%``, ``0.85%``: a rate without needless noughts."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def rebate_advice(rebate: RebateStanding) -> str:
    """Return how much the month holds, and how far the next step is."""
    volume = key_figure_text(rebate.volume)
    if rebate.next_step is None:
        words = _tr("本月采购 ¥{volume}，已是最高一档，返点约 ¥{accrued}")
        return words.format(volume=volume, accrued=key_figure_text(rebate.accrued))
    words = _tr("本月采购 ¥{volume}，差 ¥{missing} 到下一档返点")
    return words.format(volume=volume, missing=key_figure_text(rebate.missing))


def entry_kind_text(kind: EntryKind) -> str:
    """Return why an entry stands in the ledger of an account."""
    return {
        EntryKind.OPENING: _tr("期初"),
        EntryKind.TOP_UP: _tr("加款"),
        EntryKind.FEE: _tr("手续费"),
        EntryKind.PURCHASE: _tr("采购"),
        EntryKind.REFUND: _tr("退款到账"),
        EntryKind.REBATE: _tr("返点到账"),
        EntryKind.ADJUSTMENT: _tr("调整"),
    }[kind]


def traits_of(account: AccountSnapshot) -> tuple[Trait, ...]:
    """Return what an account's platform can do, in the order in which it matters for money."""
    if account.is_by_hand:
        return (
            Trait(_tr("没有接口：由人下单、由人回填，程序什么都不发"), is_good=False),
            Trait(_tr("余额和流水由你记，加款、退款、返点都在这里")),
            Trait(_tr("货单导入一次更新一次，进价和库存以货单为准")),
        )
    can = account.capabilities
    return (
        _repeat_trait(account),
        _query_trait(can),
        _guard_trait(can.price_guard),
        Trait(_tr("会说钱退没退"))
        if can.refund
        else Trait(_tr("不说钱退没退，要到它的网站上看"), is_good=False),
        _stock_trait(can.stock),
        Trait(_tr("能单独问一个商品的进价"))
        if can.single_goods
        else Trait(_tr("问一个商品的进价也要拉整张货单"), is_good=False),
        Trait(_tr("直充要填什么由它说"))
        if can.form
        else Trait(_tr("不说直充要填什么，程序只能按名字猜"), is_good=False),
        Trait(_tr("能只报变动；现在每次同步仍拉整张货单"))
        if can.changes_only
        else Trait(_tr("每次同步都拉整张货单"), is_good=None),
    )


def tried_text(account: AccountSnapshot) -> str:
    """Return what the connection to its platform was tried on."""
    if account.is_by_hand:
        return _tr("手工货源")
    if account.tried == "live":
        return _tr("对着真的店试过")
    return _tr("只按它的文档写，还没对着真的店试过")


def _repeat_trait(account: AccountSnapshot) -> Trait:
    can = account.capabilities
    if not can.own_number:
        return Trait(_tr("不认我们的单号：重发会再买一次，只能由人核对"), is_good=False)
    if not can.order_query:
        return Trait(_tr("重发会再买一次：程序只发一次，从不重发"), is_good=False)
    if can.repeat == "same_order":
        return Trait(_tr("认我们的单号，同号重发不会买两次"))
    if can.repeat == "error":
        return Trait(_tr("认我们的单号，同号重发会被挡下，不会买两次"))
    return Trait(_tr("认我们的单号，但没说重发会怎样：程序只查，从不重发"), is_good=False)


def _query_trait(can: CapabilitySheet) -> Trait:
    if not can.order_query:
        return Trait(_tr("没有查单的办法：没回话的，要人到它的网站上核对"), is_good=False)
    if can.query_by_own_number:
        return Trait(_tr("能按我们的单号查结果"))
    return Trait(_tr("不能按我们的单号查结果，要有货源的单号才查得到"), is_good=False)


def _guard_trait(guard: str) -> Trait:
    if guard == "unit":
        return Trait(_tr("下单能带最高单价，涨了就不成交"))
    if guard == "total":
        return Trait(_tr("下单能带最高总价，涨了就不成交"))
    return Trait(_tr("下单不能带最高价，靠下单前问一次价"), is_good=False)


def _stock_trait(stock: str) -> Trait:
    if stock == "count":
        return Trait(_tr("说得出库存有多少"))
    if stock == "whether":
        return Trait(_tr("库存只说有没有，没有数"))
    return Trait(_tr("不说库存，下单才知道有没有"), is_good=False)
