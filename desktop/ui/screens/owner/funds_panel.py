"""资金: each part of the sum a line; choosing one opens the place it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.money import ZERO, Money
from desktop.ui.formatting import HIDDEN, money_text
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.painting import BadgeText

if TYPE_CHECKING:
    from desktop.domain.funds import Funds

_ROW: Final = 26


@dataclass(frozen=True, slots=True)
class FundsLine:
    """One part.

    Attributes:
        sign: how it goes into the sum.
        place: page and argument that show where it comes from; empty for none.
    """

    key: str
    name: str
    amount: Money
    sign: str = "+"
    place: tuple[Any, ...] = ()
    note: str = ""
    is_sum: bool = False


class FundsPanel(Card):
    """Both sides of the sum, and what is left between them.

    Signals:
        opened: the place of a part.
        capital_wanted: money put in or taken out is to be booked.
    """

    opened = Signal(object)
    capital_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, " ", parent=parent)
        self.set_flush()
        self._hides = False
        self._funds: Funds | None = None
        self.table: DataTable[FundsLine] = DataTable(
            (
                TableColumn("name", self.tr("项目"), _name_cell),
                TableColumn("amount", self.tr("金额"), self._amount_cell, 150, is_number=True),
            ),
            _key_of,
            name="fundsTable",
            accessible_name=self.tr("资金"),
            row_height=_ROW,
        )
        self.state = PlainLabel("", "bodyStrong", wraps=True)
        self.state.setObjectName("fundsState")
        self.capital_button = make_button("", self.tr("记本金、取走"), name="bookCapital")
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addWidget(self.capital_button)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(line())
        self.body.addWidget(foot)
        self.table.row_activated.connect(self._open)
        self.capital_button.clicked.connect(self.capital_wanted)

    def show_funds(self, funds: Funds, *, hides: bool) -> None:
        """Show the sum as of now."""
        self._funds, self._hides = funds, hides
        self.table.set_rows(self._lines(funds))
        gap = funds.gap
        if gap == ZERO:
            self.state.setText(self.tr("两边对得上"))
            self.state.set_tone("accent")
        else:
            words = self.tr("多出 {amount}") if gap > ZERO else self.tr("少了 {amount}")
            amount = HIDDEN if hides else money_text(Money(abs(gap.fen)))
            reason = self.tr("，还没有入账或还没有查清")
            self.state.setText(words.format(amount=amount) + reason)
            self.state.set_tone("danger" if gap < ZERO else "warn")

    def _lines(self, funds: Funds) -> tuple[FundsLine, ...]:
        stock, orders, till = ("stock",), ("orders", "undelivered"), ("till",)
        unknown = self.tr("{n} 张不知道进价").format(n=funds.cards_without_cost)
        return (
            FundsLine("capital", self.tr("本金"), funds.capital),
            FundsLine("profit", self.tr("净利"), funds.profit.total, place=till),
            FundsLine("taken_out", self.tr("取走"), funds.taken_out, "−"),
            FundsLine("left", self.tr("应该有"), funds.put_in_and_earned, "=", is_sum=True),
            FundsLine("accounts", self.tr("卡盟余额"), funds.accounts, place=stock),
            FundsLine(
                "cards",
                self.tr("卡密成本"),
                funds.cards,
                place=stock,
                note=unknown if funds.cards_without_cost else "",
            ),
            FundsLine("cash", self.tr("现金"), funds.cash, place=till),
            FundsLine("codes", self.tr("收款码"), funds.codes, place=till),
            FundsLine("receivable", self.tr("应收"), funds.receivable, place=("customers",)),
            FundsLine("stored", self.tr("储值"), funds.stored_value, "−", ("customers",)),
            FundsLine("points", self.tr("积分"), funds.points, "−", ("customers",)),
            FundsLine("undelivered", self.tr("待交付"), funds.undelivered, "−", orders),
            *self._commissions(funds),
            FundsLine("right", self.tr("现在有"), funds.there, "=", is_sum=True),
        )

    def _commissions(self, funds: Funds) -> tuple[FundsLine, ...]:
        """What is owed to agents; no line in a shop that never had one."""
        if not funds.commissions and not funds.profit.commissions:
            return ()
        place = ("promote", "agents")
        return (FundsLine("commissions", self.tr("佣金"), funds.commissions, "−", place),)

    def _amount_cell(self, row: FundsLine) -> TableCell:
        amount = HIDDEN if self._hides else money_text(row.amount)
        return TableCell(amount, is_strong=row.is_sum, token="text" if row.amount else "text3")

    @Slot(object)
    def _open(self, row: FundsLine) -> None:
        if row.place:
            self.opened.emit(row.place)


def _key_of(row: FundsLine) -> str:
    return row.key


def _name_cell(row: FundsLine) -> TableCell:
    badges = (BadgeText(row.note, Tone.WARN),) if row.note else ()
    return TableCell(f"{row.sign} {row.name}", badges=badges, is_strong=row.is_sum)
