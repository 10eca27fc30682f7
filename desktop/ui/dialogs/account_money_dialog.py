"""加款、返点、对账: what the owner books on a wholesale account, and what was booked last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.account_money import EntryKind, MoneyAct
from desktop.domain.money import ZERO, Money
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import amount_text, moment_text, money_text
from desktop.ui.loads import Loads
from desktop.ui.wallet_texts import entry_kind_text
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import Segmented
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.services.account_money import EntryRow
    from desktop.services.accounts import AccountSnapshot
    from desktop.ui.stock_desk import StockDesk

_SHOWN: Final = 5
_KINDS: Final = (
    EntryKind.TOP_UP,
    EntryKind.REBATE,
    EntryKind.FEE,
    EntryKind.REFUND,
    EntryKind.ADJUSTMENT,
)
_SEEN: Final = len(_KINDS)
"""The act behind the kinds: the balance as it was seen at the supplier."""


class AccountMoneySheet(WritingForm):
    """Books one act; the newest entries stand below."""

    def __init__(
        self, desk: StockDesk, account: AccountSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, "", width=MEDIUM, icon="wallet", parent=parent)
        self._desk, self._account = desk, account
        self._loads = Loads(desk.context, self)
        self.set_title(self.tr("{name} 的钱").format(name=account.name))
        balance = "—" if account.balance is None else money_text(account.balance)
        self.add_text(
            self.tr("账上余额 {balance}。余额等于下面流水的合计。").format(balance=balance)
            if account.is_by_hand
            else self.tr("平台余额 {balance}，以平台为准。这里记的钱用来日结对账。").format(
                balance=balance
            )
        )
        self._build()
        self._loads.run(
            "entries",
            partial(desk.account_money.entries, desk.actor, account.id, _SHOWN),
            self._show_entries,
        )

    def _build(self) -> None:
        words = [
            self.tr("加款"),
            self.tr("返点到账"),
            self.tr("手续费"),
            self.tr("退款到账"),
            self.tr("调整"),
        ]
        if self._account.is_by_hand:
            words.append(self.tr("对账：看到的余额"))
        self.acts = ChoiceBox(words, name="moneyAct", accessible_name=self.tr("记什么"))
        self.amount_line = MoneyEdit("moneyAmount", accessible_name=self.tr("金额"))
        self.amount = LineInput(self.tr("金额"), editor=self.amount_line)
        self.fee_line = MoneyEdit("moneyFee", accessible_name=self.tr("其中手续费"))
        self.fee = LineInput(self.tr("其中手续费（没有就空着）"), editor=self.fee_line)
        self.direction = Segmented((self.tr("余额多了"), self.tr("余额少了")))
        self.direction.setAccessibleName(self.tr("多了还是少了"))
        self.reason = LineInput(self.tr("原因"), name="reasonText")
        self._entries = column(spacing=4)
        box = QWidget()
        box.setLayout(column(PlainLabel(self.tr("记什么"), "table", "2"), self.acts, spacing=4))
        for part in (box, self.direction, self.amount, self.fee, self.reason, line()):
            self.body.addWidget(part)
        self.body.addWidget(PlainLabel(self.tr("最近的流水"), "bodyStrong"))
        self.body.addLayout(self._entries)
        self.finish(self.tr("记下"), name="bookMoney")
        self.acts.activated.connect(self._choose)
        self.acts.currentIndexChanged.connect(self._choose)
        self._choose()
        self.set_first_focus(self.acts)

    @Slot()
    def _choose(self, _index: int = 0) -> None:
        chosen = self.acts.currentIndex()
        self.fee.setVisible(chosen == _KINDS.index(EntryKind.TOP_UP))
        self.direction.setVisible(chosen == _KINDS.index(EntryKind.ADJUSTMENT))
        labels = {0: self.tr("付了多少"), _SEEN: self.tr("在它那里看到的余额")}
        self.amount.set_label(labels.get(chosen, self.tr("金额")))
        self.set_trouble("")

    def _show_entries(self, entries: tuple[EntryRow, ...]) -> None:
        if not entries:
            self._entries.addWidget(PlainLabel(self.tr("还没有流水"), "caption", "2"))
        for entry in entries:
            self._entries.addWidget(PlainLabel(self._entry_words(entry), "table"))
        self.context.messages.sheets.place_again()

    def _entry_words(self, entry: EntryRow) -> str:
        at = moment_text(entry.booked_at, self._desk.now(), self._desk.zone())
        parts = (
            at,
            entry_kind_text(entry.kind),
            amount_text(entry.amount),
            entry.person_name,
            entry.reason or entry.purchase_number,
        )
        return " · ".join(part for part in parts if part)

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "amount_missing": self.amount,
            "fee_too_high": self.fee,
            "reason_missing": self.reason,
        }

    def submit(self) -> None:
        """Book it."""
        money, actor, account = self._desk.account_money, self._desk.actor, self._account
        amount, reason = self.amount_line.amount(), self.reason.text()
        if amount is None:
            self.amount.set_error(self.tr("写明多少钱"))
            self.amount_line.setFocus()
            return
        chosen = self.acts.currentIndex()
        if chosen == _SEEN:
            work = partial(money.type_balance, actor, account.id, amount, reason)
        else:
            work = partial(money.book, actor, account.id, self._act(_KINDS[chosen], amount, reason))
        self.write(work, self._booked)

    def _act(self, kind: EntryKind, amount: Money, reason: str) -> MoneyAct:
        is_less = kind is EntryKind.ADJUSTMENT and self.direction.current() == 1
        fee = self.fee_line.amount() if kind is EntryKind.TOP_UP else None
        return MoneyAct(kind, -amount if is_less else amount, reason, fee or ZERO)

    def _booked(self, _changes: Changes) -> None:
        self.close_sheet()
        self._desk.toast(self.tr("{name} 记好了").format(name=self._account.name))
