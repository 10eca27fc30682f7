"""储值流水, 挂账 and 推荐: the further ledgers of the member who is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.credit import CreditReason, CreditRow
from desktop.domain.money import ZERO, Money
from desktop.domain.referral import BroughtFriend, RewardState
from desktop.domain.stored_value import StoredReason, StoredRow
from desktop.ui.formatting import MINUS, amount_text, moment_text
from desktop.ui.screens.customers.customer_texts import NOTHING
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.ui.customer_desk import CustomerDesk


def _tr(text: str) -> str:
    return QCoreApplication.translate("LedgerTables", text)


class StoredTable(DataTable[StoredRow]):
    """Every entry of stored value, its two parts apart."""

    def __init__(self, desk: CustomerDesk) -> None:
        self._desk = desk
        super().__init__(
            (
                TableColumn("at", _tr("时间"), self._at, 120),
                TableColumn("reason", _tr("事由"), _stored_reason),
                TableColumn("number", _tr("单号"), _number, 130),
                TableColumn("person", _tr("操作人"), _person, 90),
                TableColumn("principal", _tr("本金"), _principal, 90, is_number=True),
                TableColumn("bonus", _tr("赠送"), _bonus, 90, is_number=True),
                TableColumn("balance", _tr("余额"), _stored_balance, 90, is_number=True),
            ),
            _entry_key,
            name="storedTable",
            accessible_name=_tr("储值流水"),
        )

    def _at(self, row: StoredRow) -> str:
        return _moment(self._desk, row.at)


class CreditTable(DataTable[CreditRow]):
    """Every entry of credit."""

    def __init__(self, desk: CustomerDesk) -> None:
        self._desk = desk
        super().__init__(
            (
                TableColumn("at", _tr("时间"), self._at, 120),
                TableColumn("reason", _tr("事由"), _credit_reason),
                TableColumn("number", _tr("单号"), _number, 130),
                TableColumn("person", _tr("操作人"), _person, 90),
                TableColumn("amount", _tr("变动"), _credit_amount, 100, is_number=True),
                TableColumn("owed", _tr("一共欠"), _owed, 100, is_number=True),
            ),
            _entry_key,
            name="creditTable",
            accessible_name=_tr("挂账流水"),
        )

    def _at(self, row: CreditRow) -> str:
        return _moment(self._desk, row.at)


class FriendsTable(DataTable[BroughtFriend]):
    """Whom the member brought, and where each reward stands."""

    def __init__(self, desk: CustomerDesk) -> None:
        self._desk = desk
        super().__init__(
            (
                TableColumn("name", _tr("朋友"), _friend_name),
                TableColumn("at", _tr("入会"), self._at, 140),
                TableColumn("state", _tr("奖励"), _reward, 220),
            ),
            _friend_key,
            name="friendsTable",
            accessible_name=_tr("推荐"),
        )

    def _at(self, row: BroughtFriend) -> str:
        return _moment(self._desk, row.joined_at)


def stored_reason_text(reason: StoredReason) -> str:
    """Return why stored value moved."""
    return {
        StoredReason.TOP_UP: _tr("充值"),
        StoredReason.KEPT_CHANGE: _tr("存零"),
        StoredReason.SPENT: _tr("消费"),
        StoredReason.SPENT_BACK: _tr("退款退回"),
        StoredReason.PAID_OUT: _tr("退本金"),
        StoredReason.CLOSED: _tr("销户，赠送作废"),
        StoredReason.MERGED: _tr("会员合并"),
        StoredReason.MADE_GOOD: _tr("售后补偿"),
        StoredReason.GIFTED: _tr("满赠"),
        StoredReason.GIFT_BACK: _tr("退货收回满赠"),
    }[reason]


def credit_reason_text(reason: CreditReason) -> str:
    """Return why credit moved."""
    return {
        CreditReason.GIVEN: _tr("挂账"),
        CreditReason.GIVEN_BACK: _tr("退款，少欠"),
        CreditReason.COLLECTED: _tr("收账"),
        CreditReason.OVERPAID_OUT: _tr("多付退回"),
        CreditReason.MERGED: _tr("会员合并"),
    }[reason]


def _moment(desk: CustomerDesk, at: datetime) -> str:
    return moment_text(at, desk.now(), desk.zone())


def _signed(amount: Money) -> TableCell:
    if not amount:
        return TableCell(NOTHING, token="text2")
    sign = "+" if amount > ZERO else MINUS
    token = "accent-text" if amount > ZERO else "text"
    return TableCell(f"{sign}{amount_text(max(amount, -amount))}", token=token, is_strong=True)


def _stored_reason(row: StoredRow) -> str:
    return _with_note(stored_reason_text(row.reason), row.note)


def _credit_reason(row: CreditRow) -> str:
    return _with_note(credit_reason_text(row.reason), row.note)


def _with_note(words: str, note: str) -> str:
    return _tr("{reason} · {note}").format(reason=words, note=note) if note else words


def _number(row: StoredRow | CreditRow) -> TableCell:
    return TableCell(row.number or NOTHING, token="text2")


def _person(row: StoredRow | CreditRow) -> str:
    return row.person_name or NOTHING


def _principal(row: StoredRow) -> TableCell:
    return _signed(row.part.principal)


def _bonus(row: StoredRow) -> TableCell:
    return _signed(row.part.bonus)


def _stored_balance(row: StoredRow) -> str:
    return amount_text(row.balance.total)


def _credit_amount(row: CreditRow) -> TableCell:
    return _signed(row.amount)


def _owed(row: CreditRow) -> str:
    return amount_text(row.owed)


def _entry_key(row: StoredRow | CreditRow) -> object:
    return row.at, row.reason, row.number


def _friend_key(row: BroughtFriend) -> int:
    return row.customer_id


def _friend_name(row: BroughtFriend) -> TableCell:
    return TableCell(row.name, is_strong=True)


def _reward(row: BroughtFriend) -> str:
    if row.state is None:
        return _tr("还没买")
    return {
        RewardState.PENDING: _tr("首单交付、过几天就给"),
        RewardState.GRANTED: _tr("给过 {n} 积分"),
        RewardState.LAPSED: _tr("首单退了，没给"),
    }[row.state].format(n=row.points)
