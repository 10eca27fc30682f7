"""手工下单: take the order on, do it at the supplier's, type in what came of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.secret import Secret
from desktop.services.hand_orders import HandResult, HandTask
from desktop.translating import sentence_of
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.order_form import OrderForm
from desktop.ui.formatting import clock_text, group_account
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.errors import KataiError
    from desktop.domain.sale import Approval
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.order_desk import OrderDesk

_CARDS_HEIGHT: Final = 84
_TIME: Final = re.compile(r"(\d{1,2})[:：](\d{2})")
_DONE, _ON_THE_WAY, _NO_NUMBER, _REFUSED, _WRONG_ACCOUNT, _PUT_BACK = range(6)
_WITH_NUMBER: Final = frozenset({_DONE, _ON_THE_WAY})
_WITH_COST: Final = frozenset({_DONE, _ON_THE_WAY, _NO_NUMBER})
_WITH_REASON: Final = frozenset({_NO_NUMBER, _REFUSED, _WRONG_ACCOUNT})


class HandOrderSheet(OrderForm):
    """One to-do at a source without an interface.

    Signals:
        typed_in: the ``PurchaseSnapshot`` as it is now.
    """

    desk: OrderDesk

    typed_in = Signal(object)

    def __init__(
        self, desk: OrderDesk, purchase: PurchaseSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "", width=MEDIUM, parent=parent)
        self.set_title(self.tr("手工下单 · {number}").format(number=purchase.number))
        self._purchase = purchase
        self._is_card = not purchase.target_masked
        self.add_text(
            self.tr("{account} 没有接口：{goods} ×{n}，去它那里下单，再填回来。").format(
                account=purchase.account, goods=purchase.product_title, n=purchase.quantity
            )
        )
        self._build_task()
        self._build_result()
        self.finish(self.tr("记下"))
        self.set_first_focus(self.take if not self.take.isHidden() else self.number.editor)
        self.results.currentIndexChanged.connect(self._choose)
        self._choose()

    def _build_task(self) -> None:
        words = self.tr("去下单") if self._is_card else self.tr("去下单，复制充值账号")
        self.take = make_button("", words, "", "copy", name="takeOrder")
        self.task = PlainLabel("", "bodyStrong", wraps=True)
        self.task.setObjectName("handTask")
        self.task.hide()
        self.take.clicked.connect(self._take)
        self.body.addWidget(self.take)
        self.body.addWidget(self.task)

    def _build_result(self) -> None:
        words = [
            self.tr("办好了"),
            self.tr("下好了，货还没到"),
            self.tr("下了单，没有单号（待确认）"),
            self.tr("对方不办，没有扣款"),
            self.tr("充值账号不对，对方不办"),
            self.tr("没下单，放回去"),
        ]
        self.results = ChoiceBox(words, name="handResult", accessible_name=self.tr("结果"))
        self.number = LineInput(self.tr("货源单号"), name="upstreamNumber")
        self.number.set_text(self._purchase.upstream_number)
        self.cost_line = MoneyEdit("chargedAmount", accessible_name=self.tr("一共花了多少"))
        self.cost_line.set_amount(self._purchase.charged)
        self.cost = LineInput(self.tr("一共花了多少（元）"), editor=self.cost_line)
        now = clock_text(self.desk.now(), self.desk.zone())
        self.at = LineInput(self.tr("到账时间（时:分）"), now, name="arrivedAt")
        self.at.set_text(now)
        self._opened_with = now
        self.cards = QPlainTextEdit()
        self.cards.setObjectName("pastedCards")
        self.cards.setAccessibleName(self.tr("卡密，一行一张"))
        self.cards.setPlaceholderText(self.tr("卡密，一行一张"))
        self.cards.setFixedHeight(theme().px(_CARDS_HEIGHT))
        self.cards.setTabChangesFocus(True)
        self.reason = LineInput(self.tr("说明"), name="reasonText")
        box = QWidget()
        box.setLayout(column(PlainLabel(self.tr("结果"), "table", "2"), self.results, spacing=4))
        for part in (box, self.number, self.cards, self.cost, self.at, self.reason):
            self.body.addWidget(part)

    @Slot()
    def _choose(self, _index: int = 0) -> None:
        chosen = self.results.currentIndex()
        self.number.setVisible(chosen in _WITH_NUMBER)
        self.cost.setVisible(chosen in _WITH_COST)
        self.at.setVisible(chosen == _DONE)
        self.cards.setVisible(chosen == _DONE and self._is_card)
        self.reason.setVisible(chosen in _WITH_REASON)
        self.set_trouble("")
        self.desk.context.messages.sheets.place_again()

    # Taking it on ------------------------------------------------------------------------------

    @Slot()
    def _take(self) -> None:
        work = partial(self.desk.hand_orders.begin, self.desk.actor, self._purchase.id)
        self.take.set_busy(self.tr("正在记下"))
        self.desk.context.operations.run_query(
            self, work, self._show_task, refused=self._refuse_task
        )

    def _show_task(self, task: HandTask) -> None:
        self.take.set_busy("")
        lines = [f"{name}：{group_account(value)}" for name, value in task.fields]
        lines.append(self.tr("编码 {code} ×{n}").format(code=task.upstream_id, n=task.quantity))
        self.task.setText("    ".join(lines))
        self.task.show()
        if task.fields:
            self.desk.context.clipboard.copy_plain(task.fields[0][1])
        self.desk.context.notifier.notify(self._purchase.changes, self)
        self.desk.context.messages.sheets.place_again()
        self.number.editor.setFocus()

    def _refuse_task(self, error: KataiError) -> None:
        self.take.set_busy("")
        self.set_trouble(sentence_of(error))

    # Typing it in ------------------------------------------------------------------------------

    def submit(self) -> None:
        """Write what came of it."""
        work = self._work()
        if work is None:
            return
        sentence = self.tr("{name} 要回填 {number}（{goods}）。").format(
            name=self.desk.actor.person.name,
            number=self._purchase.number,
            goods=self._purchase.product_title,
        )
        request = ApprovalRequest(sentence, self.tr("回填"))
        self.run(ApprovedAct(partial(_without_approval, work), self._done, request))

    def _work(self) -> Callable[[], PurchaseSnapshot] | None:
        orders, actor, purchase_id = self.desk.hand_orders, self.desk.actor, self._purchase.id
        chosen = self.results.currentIndex()
        reason = self.reason.text()
        if chosen == _PUT_BACK:
            return partial(orders.put_back, actor, purchase_id)
        if chosen == _NO_NUMBER:
            return partial(
                orders.leave_unknown, actor, purchase_id, reason, self.cost_line.amount()
            )
        if chosen in (_REFUSED, _WRONG_ACCOUNT):
            is_wrong = chosen == _WRONG_ACCOUNT
            return partial(orders.refuse, actor, purchase_id, reason, is_account_wrong=is_wrong)
        done_at = None
        if chosen == _DONE:
            done_at = self._done_at()
            if done_at is None:
                self.at.set_error(self.tr("写成 时:分，例如 14:05"))
                self.at.editor.setFocus()
                return None
        cards = tuple(
            Secret(text.strip()) for text in self.cards.toPlainText().splitlines() if text.strip()
        )
        result = HandResult(self.number.text(), self.cost_line.amount(), done_at, cards)
        return partial(orders.finish, actor, purchase_id, result)

    def _done_at(self) -> datetime | None:
        now = self.desk.now()
        text = self.at.text()
        if text == self._opened_with:
            return now
        match = _TIME.fullmatch(text)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            return None
        local = now.astimezone(self.desk.zone())
        at = local.replace(hour=int(match[1]), minute=int(match[2]), second=0, microsecond=0)
        return (at if at <= local else at - timedelta(days=1)).astimezone(now.tzinfo)

    def show_refusal(self, error: KataiError) -> None:
        """Say why beside the field it is about."""
        field = {
            "upstream_number_missing": self.number,
            "charge_missing": self.cost,
            "time_wrong": self.at,
            "reason_missing": self.reason,
        }.get(error.code)
        if field is None:
            super().show_refusal(error)
            return
        field.set_error(sentence_of(error))
        field.editor.setFocus()
        self.desk.context.messages.sheets.place_again()

    def _done(self, snapshot: PurchaseSnapshot) -> None:
        self.close_sheet()
        self.typed_in.emit(snapshot)


def _without_approval(
    work: Callable[[], PurchaseSnapshot], _approval: Approval | None
) -> PurchaseSnapshot:
    return work()
