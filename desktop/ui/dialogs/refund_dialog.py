"""退款: how many of which line, why, and what goes back which way; worked out before it is done."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.delivery import DeliveryState, Supply
from desktop.domain.money import ZERO
from desktop.domain.sale import ReturnReason
from desktop.domain.tender import TenderMethod
from desktop.services.returns import RefundRequest
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.order_form import OrderForm
from desktop.ui.formatting import amount_text, money_text
from desktop.ui.order_desk import new_request_id
from desktop.ui.order_texts import ledger_effects, method_text, money_back_text, reason_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DANGER_FILL
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.keypads import Stepper
from desktop.ui.widgets.labels import ElideLabel, PlainLabel, line
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval, SaleSnapshot, SoldLine
    from desktop.services.returns import ReturnOutcome, ReturnQuote
    from desktop.ui.order_desk import OrderDesk

_MOST_LINES_SHOWN: Final = 4
_LINE_HEIGHT: Final = 56
_OPEN_OUTCOMES: Final = frozenset({DeliveryState.UNKNOWN, DeliveryState.PROCESSING})
_NOT_BOUGHT: Final = frozenset({DeliveryState.FAILED, DeliveryState.NEEDS_DECISION})
_BACK_METHODS: Final = (
    TenderMethod.CASH,
    TenderMethod.WECHAT,
    TenderMethod.ALIPAY,
    TenderMethod.QQ,
)


class _ReturnRow(QWidget):
    """One sold line: how many of it come back, or why none can."""

    def __init__(self, sold: SoldLine) -> None:
        super().__init__()
        self.sold = sold
        left = sold.quantity - sold.returned_quantity
        name = f"returnQuantity{sold.position}"
        self.stepper = Stepper(0, 0, max(left, 0), name=name, follows_typing=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElideLabel(f"{sold.title} ×{sold.quantity}", "bodyStrong"))
        blocked = self._blocked(sold, left)
        caption = ElideLabel(blocked or self._after(sold), "caption", "warn" if blocked else "2")
        words.addWidget(caption)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(PlainLabel(amount_text(sold.net), "table"))
        row.addWidget(self.stepper)
        self.is_blocked = bool(blocked)
        self.stepper.setEnabled(not blocked)
        self.stepper.setToolTip(blocked)

    def _blocked(self, sold: SoldLine, left: int) -> str:
        if left <= 0:
            return self.tr("已经退完")
        if sold.delivery_state in _OPEN_OUTCOMES:
            return self.tr("还没有结果，有结果之前不能退，可能会充两次")
        return ""

    def _after(self, sold: SoldLine) -> str:
        """Say what becomes of the goods."""
        is_gone = sold.delivery_state is DeliveryState.HANDED_OVER
        if sold.supply is Supply.TOPUP and sold.delivery_state is DeliveryState.ARRIVED:
            return self.tr("已经到账，退了钱货也追不回")
        if sold.card_ids and is_gone:
            return self.tr("卡密给看过，退了也不回库存")
        if sold.card_ids:
            return self.tr("卡密没给看过，退了回库存")
        if is_gone:
            return self.tr("已经办好，退了钱货也追不回")
        return self.tr("货没买成，退了就不买了")


class RefundSheet(OrderForm):
    """Gives money back against one sale.

    Signals:
        refunded: the ``ReturnOutcome``.
    """

    desk: OrderDesk

    refunded = Signal(object)

    def __init__(
        self,
        desk: OrderDesk,
        sale: SaleSnapshot,
        only_line: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "", width=MEDIUM, parent=parent)
        self.set_title(self.tr("退款 · {number}").format(number=sale.number))
        self._sale = sale
        self._request_id = new_request_id()
        self._quote: ReturnQuote | None = None
        self._asked = 0
        self._rows = [_ReturnRow(sold) for sold in sale.lines]
        reasons = [reason_text(reason) for reason in ReturnReason]
        self.reason = ChoiceBox(reasons, name="returnReason", accessible_name=self.tr("退款原因"))
        ways = [self.tr("原路退回"), *(method_text(method) for method in _BACK_METHODS)]
        self.method = ChoiceBox(ways, name="returnMethod", accessible_name=self.tr("退到"))
        self.note = LineInput("", self.tr("再写一句（可不写）"), name="reasonText")
        self._money = PlainLabel("", "bodyStrong", wraps=True)
        self._effects = PlainLabel("", "caption", "2", wraps=True)
        self._build(only_line)

    def quantities(self) -> dict[int, int]:
        """Return the pieces to give back, by line."""
        return {
            row.sold.id: row.stepper.value()
            for row in self._rows
            if not row.is_blocked and row.stepper.value()
        }

    def submit(self) -> None:
        """Refund what is shown."""
        quote = self._quote
        if quote is None:
            self.set_trouble(self.tr("选一下要退哪几件"))
            return
        sentence = self.tr("{name} 要退款 {amount}，{what}。").format(
            name=self.desk.actor.person.name,
            amount=money_text(quote.amount),
            what=self.tr("、").join(part.title for part in quote.lines),
        )
        button = self.tr("退款 {amount}").format(amount=money_text(quote.amount))
        self.run(
            ApprovedAct(
                partial(_refund, self.desk, self.desk.actor, self._draft()),
                self._done,
                ApprovalRequest(sentence, button),
                reason=self.note.text() or self.reason.currentText(),
            )
        )

    def _draft(self) -> RefundRequest:
        """Return what is asked for; shift and approval join it off the window's thread."""
        return RefundRequest(
            self._request_id,
            self._sale.id,
            self.quantities(),
            list(ReturnReason)[max(0, self.reason.currentIndex())],
            shift_id=0,
            note=self.note.text(),
            method_back=self._method_back(),
        )

    def _build(self, only_line: int | None) -> None:
        self.body.addWidget(self._build_lines())
        self.body.addWidget(line())
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for label, box in ((self.tr("原因"), self.reason), (self.tr("退到"), self.method)):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(PlainLabel(label, "table", "2"))
            part.addWidget(box)
            choices.addLayout(part, 1)
        self.body.addLayout(choices)
        self.body.addWidget(self.note)
        self.body.addWidget(self._money)
        self.body.addWidget(self._effects)
        self.finish(self.tr("退款"), DANGER_FILL, is_grave=True)
        for row in self._rows:
            row.stepper.stepped.connect(self._ask)
        self.method.currentIndexChanged.connect(self._ask)
        self._preset(only_line)
        first = next((row for row in self._rows if not row.is_blocked), None)
        if first is not None:
            self.set_first_focus(first.stepper.line())
        self._ask()

    def _build_lines(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows:
            column.addWidget(row)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown = min(len(self._rows), _MOST_LINES_SHOWN)
        area.setFixedHeight(theme().px(_LINE_HEIGHT) * shown)
        return area

    def _preset(self, only_line: int | None) -> None:
        """Fill in what is meant beyond doubt: the one line, or the line asked about."""
        open_rows = [row for row in self._rows if not row.is_blocked]
        wanted = [row for row in open_rows if row.sold.id == only_line]
        if only_line is None and len(self._rows) == 1:
            wanted = open_rows
        for row in wanted:
            row.stepper.set_value(row.sold.quantity - row.sold.returned_quantity)
        was_not_bought = any(row.sold.delivery_state in _NOT_BOUGHT for row in wanted)
        usual = ReturnReason.NOT_DELIVERED if was_not_bought else ReturnReason.OTHER
        self.reason.setCurrentIndex(list(ReturnReason).index(usual))

    @Slot()
    def _ask(self) -> None:
        self._asked += 1
        self._quote = None
        self.set_trouble("")
        quantities = self.quantities()
        self._show_quote(None)
        if not quantities:
            return
        self.confirm_button.setEnabled(False)
        work = partial(self.desk.returns.quote, self._sale.id, quantities, self._method_back())
        self.desk.context.operations.run_query(
            self, work, partial(self._take, self._asked), refused=self._refuse_quote
        )

    def _take(self, number: int, quote: ReturnQuote) -> None:
        if number == self._asked:
            self._quote = quote
            self._show_quote(quote)

    def _refuse_quote(self, error: KataiError) -> None:
        self.show_refusal(error)

    def _show_quote(self, quote: ReturnQuote | None) -> None:
        self.confirm_button.setEnabled(quote is not None)
        if quote is None:
            self.confirm_button.setText(self.tr("退款"))
            self._money.setText(self.tr("选一下要退哪几件"))
            self._effects.setText("")
            return
        self.confirm_button.setText(
            self.tr("退款 {amount}").format(amount=money_text(quote.amount))
        )
        parts = money_back_text(quote.money_back)
        self._money.setText(
            self.tr("退 {amount}：{parts}").format(amount=money_text(_given(quote)), parts=parts)
            if parts
            else self.tr("不用退钱")
        )
        self._effects.setText("\n".join(self._effects_of(quote)))

    def _effects_of(self, quote: ReturnQuote) -> list[str]:
        effects = []
        if quote.points_back:
            effects.append(self.tr("收回 {n} 积分").format(n=quote.points_back))
        effects.extend(ledger_effects(quote.ledger_back))
        lost = sum((part.compensation for part in quote.lines), ZERO)
        if lost and self.desk.is_owner:
            effects.append(self.tr("货追不回，店里赔 {cost}").format(cost=money_text(lost)))
        return effects

    def _method_back(self) -> TenderMethod | None:
        chosen = self.method.currentIndex()
        return None if chosen <= 0 else _BACK_METHODS[chosen - 1]

    def _done(self, outcome: ReturnOutcome) -> None:
        self.close_sheet()
        self.refunded.emit(outcome)


def _given(quote: ReturnQuote) -> Money:
    """Return what really goes back: what was kept for spent points does not."""
    return quote.amount - quote.ledger_back.settled_money


def _refund(
    desk: OrderDesk, actor: Actor, draft: RefundRequest, approval: Approval | None
) -> ReturnOutcome:
    request = replace(draft, shift_id=desk.open_shift_id(), approval=approval)
    return desk.returns.refund(actor, request)
