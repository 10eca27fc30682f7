"""The tables of 校园代理: the agents with what they brought, and the ledger of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.agent import CommissionReason, CommissionRow, percent_text
from desktop.domain.money import ZERO, Money
from desktop.services.campus_agents import AgentView
from desktop.ui.formatting import amount_text, moment_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

NOTHING = "—"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgentTables", text)


class AgentTable(DataTable[AgentView]):
    """Every agent, those at work first."""

    def __init__(self) -> None:
        super().__init__(
            (
                TableColumn("name", _tr("代理"), _name_cell, sort_by=_name),
                TableColumn("code", _tr("代理码"), _code_cell, 120),
                TableColumn("share", _tr("毛利的"), _share_cell, 90, is_number=True),
                TableColumn("members", _tr("会员"), _members_cell, 80, is_number=True),
                TableColumn("orders", _tr("本月订单"), _orders_cell, 100, is_number=True),
                TableColumn("margin", _tr("本月毛利"), _margin_cell, 120, is_number=True),
                TableColumn("owed", _tr("欠佣金"), _owed_cell, 120, is_number=True, sort_by=_owed),
            ),
            _agent_key,
            name="agentTable",
            accessible_name=_tr("校园代理"),
        )
        self.drop_when_narrow(("members", "share"))


class CommissionTable(DataTable[CommissionRow]):
    """Every entry of an agent's ledger."""

    def __init__(self, now: Callable[[], datetime], zone: Callable[[], tzinfo]) -> None:
        self._now, self._zone = now, zone
        super().__init__(
            (
                TableColumn("at", _tr("时间"), self._at, 120),
                TableColumn("reason", _tr("事由"), _reason_cell),
                TableColumn("number", _tr("单号"), _number_cell, 140),
                TableColumn("amount", _tr("变动"), _amount_cell, 110, is_number=True),
                TableColumn("balance", _tr("一共欠"), _balance_cell, 110, is_number=True),
            ),
            _entry_key,
            name="commissionTable",
            accessible_name=_tr("佣金流水"),
        )

    def _at(self, row: CommissionRow) -> str:
        return moment_text(row.at, self._now(), self._zone())


def reason_text(row: CommissionRow) -> str:
    """Return why an entry stands there."""
    words = {
        CommissionReason.EARNED: _tr("{title} 到货"),
        CommissionReason.RETURNED: _tr("{title} 退货，扣回"),
        CommissionReason.CHANGED: _tr("{title} 进价或手续费变了"),
        CommissionReason.PAID: _tr("付佣金 · {person}"),
    }[row.reason]
    said = words.format(title=row.title, person=row.person_name)
    return _tr("{reason} · {note}").format(reason=said, note=row.note) if row.note else said


def _agent_key(view: AgentView) -> int:
    return view.id


def _name(view: AgentView) -> str:
    return view.profile.name


def _owed(view: AgentView) -> int:
    return view.owed.fen


def _name_cell(view: AgentView) -> TableCell:
    badges = (BadgeText(_tr("已停用"), Tone.NEUTRAL),) if view.is_stopped else ()
    return TableCell(view.profile.name, badges=badges, is_strong=True)


def _code_cell(view: AgentView) -> TableCell:
    return TableCell(view.profile.code, is_code=True)


def _share_cell(view: AgentView) -> str:
    return f"{percent_text(view.profile.share)}%"


def _members_cell(view: AgentView) -> TableCell:
    return TableCell(str(view.members) if view.members else NOTHING, token="text2")


def _orders_cell(view: AgentView) -> TableCell:
    orders = view.month.orders
    return TableCell(str(orders) if orders else NOTHING, token="text" if orders else "text2")


def _margin_cell(view: AgentView) -> TableCell:
    month = view.month
    if not month.orders:
        return TableCell(NOTHING, token="text2")
    aside = _tr("{n} 行进价未知").format(n=month.unknown) if month.unknown else ""
    return TableCell(amount_text(month.margin), aside=aside)


def _owed_cell(view: AgentView) -> TableCell:
    if not view.owed:
        return TableCell(NOTHING, token="text2")
    token = "danger" if view.owed < ZERO else "text"
    return TableCell(amount_text(view.owed), token=token, is_strong=True)


def _entry_key(row: CommissionRow) -> object:
    return row.at, row.reason, row.number, row.title, row.balance


def _reason_cell(row: CommissionRow) -> str:
    return reason_text(row)


def _number_cell(row: CommissionRow) -> TableCell:
    return TableCell(row.number or NOTHING, token="text2")


def _amount_cell(row: CommissionRow) -> TableCell:
    token = "accent-text" if row.amount > ZERO else "text"
    return TableCell(amount_text(row.amount, is_signed=True), token=token, is_strong=True)


def _balance_cell(row: CommissionRow) -> str:
    return amount_text(row.balance)


def total_owed(views: tuple[AgentView, ...]) -> Money:
    """Return what is owed to all together; who is below zero does not lower it."""
    return Money(sum(max(view.owed.fen, 0) for view in views))
