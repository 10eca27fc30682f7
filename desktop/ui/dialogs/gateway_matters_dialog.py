"""易支付没对上的钱: money without a sale and money not paid back, each with what to do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot

from desktop.domain.clock import zone_named
from desktop.services.gateway_refunds import StrayMoney
from desktop.translating import sentence_of
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import clock_text, money_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DANGER, DEFAULT
from desktop.ui.widgets.inputs import LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.changes import Changes
    from desktop.domain.errors import KataiError
    from desktop.domain.sale import Approval
    from desktop.services.gateway_payments import GatewayPayments
    from desktop.services.gateway_refunds import GatewayMatters, GatewayRefund, GatewayRefunds
    from desktop.ui.screen import WindowContext

_ROW: Final = 60
_MOST_ROWS: Final = 4


class GatewayMattersSheet(WritingForm):
    """Lists them; the selected one says what happened and what can be done."""

    def __init__(
        self,
        context: WindowContext,
        payments: GatewayPayments,
        refunds: GatewayRefunds,
        zone_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", width=MEDIUM, icon="circle-help", parent=parent)
        self.set_title(self.tr("易支付没对上的钱"))
        self._payments, self._refunds = payments, refunds
        self._zone = zone_named(zone_name)
        self._act: Callable[[Approval | None], Changes] | None = None
        self._matters: dict[str, StrayMoney | GatewayRefund] = {}
        self.rows = RowList(
            name="gatewayMatters", accessible_name=self.tr("没对上的钱"), row_height=_ROW
        )
        self.rows.setFixedHeight(theme().px(_ROW) * _MOST_ROWS)
        self.rows.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.advice = PlainLabel("", "", "2", wraps=True)
        self.advice.setObjectName("matterAdvice")
        self.reason = LineInput(self.tr("怎么处理的（必填）"), name="matterReason")
        self.body.addWidget(self.rows)
        self.body.addWidget(self.advice)
        self.body.addWidget(self.reason)
        self.give_back = self.add_button(
            self.tr("原路退给顾客"), DANGER, is_left=True, name="giveBackStray"
        )
        self.finish(self.tr("已经处理好"), name="settleMatter", cancel=self.tr("关闭"))
        self.give_back.clicked.connect(self._give_back)
        self.rows.selectionModel().currentChanged.connect(self._select)
        self.set_first_focus(self.rows)
        self._read()

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the line that errors belong to."""
        return {"needs_reason": self.reason}

    def submit(self) -> None:
        """Close the selected one with the reason that was typed."""
        matter, reason = self._selected(), self.reason.text().strip()
        if matter is None:
            return
        if not reason:
            self.reason.set_error(self.tr("写下怎么处理的，比如“现金退了”“给了货”"))
            self.reason.editor.setFocus()
            return
        actor = self.context.session.actor
        if isinstance(matter, StrayMoney):
            work = partial(self._payments.resolve, actor, matter.payment_id, reason)
        else:
            work = partial(self._refunds.settle_by_hand, actor, matter.id, reason)
        self._run(work)

    @Slot()
    def _give_back(self) -> None:
        matter = self._selected()
        if isinstance(matter, StrayMoney):
            actor = self.context.session.actor
            self._run(partial(self._refunds.give_back_stray, actor, matter.payment_id))

    def show_refusal(self, error: KataiError) -> None:
        """Ask for the owner's PIN where it is needed; say anything else here."""
        act = self._act
        if error.code != "needs_owner" or act is None:
            super().show_refusal(error)
            return
        words = self.tr("照办")
        request = ApprovalRequest(sentence_of(error), words, self.tr("原因（必填）"), kind=DEFAULT)
        self.context.approvals.ask(request, partial(self._run_approved, act))

    def _run(self, act: Callable[[Approval | None], Changes]) -> None:
        self._act = act
        self.write(partial(act, None), self._written_matter)

    def _run_approved(self, act: Callable[[Approval | None], Changes], approval: Approval) -> None:
        self._act = None
        self.write(partial(act, approval), self._written_matter)

    def _written_matter(self, _changes: object) -> None:
        self.reason.set_text("")
        self._read()

    # Showing ----------------------------------------------------------------------------------

    def _read(self) -> None:
        self.context.operations.run_query(self, self._refunds.matters, self._show)

    def _show(self, matters: GatewayMatters) -> None:
        found: list[StrayMoney | GatewayRefund] = [
            *matters.strays,
            *matters.not_booked,
            *matters.to_pay_back,
            *matters.on_their_way,
        ]
        self._matters = {_key_of(one): one for one in found}
        self.rows.set_items(self._row_of(key, one) for key, one in self._matters.items())
        if found:
            self.rows.select_number(0)
        self._select()

    def _row_of(self, key: str, one: StrayMoney | GatewayRefund) -> ListRow:
        if isinstance(one, StrayMoney):
            at = clock_text(one.paid_at, self._zone) if one.paid_at is not None else ""
            title = self.tr("收了钱没有单") if one.is_stray else self.tr("收了钱还没记账")
            return ListRow(
                key,
                self.tr("{title} · 原单 {number}").format(title=title, number=one.sale_number),
                self.tr("{gateway} · {time} · 单号 {own}").format(
                    gateway=one.gateway_name, time=at, own=one.number
                ),
                right=money_text(one.amount),
            )
        return ListRow(
            key,
            self.tr("该退的款 · 原单 {number}").format(number=one.sale_number),
            self.tr("{gateway} · 单号 {own}").format(
                gateway=one.gateway_name, own=one.payment_number
            ),
            right=money_text(one.amount),
        )

    @Slot()
    def _select(self, *_indexes: object) -> None:
        matter = self._selected()
        self.advice.setText(self._advice_for(matter))
        is_stray = isinstance(matter, StrayMoney) and not matter.is_on_its_way_back
        key = self._selected_key()
        self.give_back.setVisible(is_stray and key.startswith("stray"))
        can_settle = key.startswith(("stray", "by_hand")) and (
            is_stray or not isinstance(matter, StrayMoney)
        )
        self.confirm_button.setEnabled(can_settle)
        self.reason.setVisible(can_settle)
        self.context.messages.sheets.place_again()

    def _advice_for(self, matter: StrayMoney | GatewayRefund | None) -> str:
        if isinstance(matter, StrayMoney):
            return self._advice_for_stray(matter)
        if matter is None:
            return self.tr("都对上了，没有要处理的。")
        if not matter.needs_person:
            return self.tr("退款发出去了，结果还没查到。不要再退一次，程序接着查。")
        said = self.tr("通道说：{text}。").format(text=matter.message) if matter.message else ""
        return said + self.tr(
            "支付通道没有退这笔（每张单只能退一次）。先到商户后台核对，没退就用现金或转账退给顾客。"
        )

    def _advice_for_stray(self, stray: StrayMoney) -> str:
        if stray.is_on_its_way_back:
            return self.tr("已经让支付通道原路退回，等它查到退款结果。不要再退一次。")
        if not stray.is_stray:
            return self.tr("钱到了，单子还没完成（多半没有开班）。开班以后自动完成，不用处理。")
        if stray.is_twice:
            return self.tr("这张单已经付过一次，这是第二次付的。原路退给顾客。")
        return self.tr(
            "取消以后顾客才付的，货已经放回去了。原路退给顾客；顾客还在，也可以重新开单给货。"
        )

    def _selected_key(self) -> str:
        row = self.rows.current_item()
        return str(row.key) if row is not None else ""

    def _selected(self) -> StrayMoney | GatewayRefund | None:
        return self._matters.get(self._selected_key())


def _key_of(one: StrayMoney | GatewayRefund) -> str:
    if isinstance(one, StrayMoney):
        return f"{'stray' if one.is_stray else 'unbooked'} {one.payment_id}"
    return f"{'by_hand' if one.needs_person else 'on_way'} {one.id}"
