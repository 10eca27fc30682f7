"""接龙: the lines of a chain; what is ticked is paid, and Ctrl+Enter sells each by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.chain_sale import ChainLineState
from desktop.domain.money import total_of
from desktop.domain.tender import TenderMethod
from desktop.services.chain_sales import CHAIN_METHODS
from desktop.translating import sentence_of
from desktop.ui.dialogs.chain_table import ChainTable
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import money_text
from desktop.ui.loads import Loads
from desktop.ui.sale_texts import TENDER_ICONS, tender_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import PRIMARY, Segmented
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.sheet import LARGE

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.domain.sale import Approval
    from desktop.services.chain_sales import (
        ChainDraft,
        ChainMessage,
        ChainSales,
        ChainSnapshot,
        SellingReport,
    )
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext

_HEIGHT: Final = 400


class ChainSheet(WritingForm):
    """Sells the lines of one chain.

    Signals:
        paste_wanted: another chain is to be pasted.
        next_wanted: another one with lines left is to be shown.
    """

    paste_wanted = Signal()
    next_wanted = Signal()

    def __init__(
        self,
        context: WindowContext,
        chains: ChainSales,
        settings: Settings,
        chain_id: int,
        shift_id: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", width=LARGE, parent=parent)
        self.set_title(self.tr("接龙"))
        self._chains = chains
        self._settings = settings
        self._chain_id = chain_id
        self._shift_id = shift_id
        self._snapshot: ChainSnapshot | None = None
        self._loads = Loads(context, self)
        self._ticks: set[int] = set()
        self._tails: dict[int, str] = {}
        self._troubles: dict[int, str] = {}
        self._warned: int | None = None
        self._warned_of_end = False
        enabled = settings.current.words("tender.enabled")
        self._methods = [one for one in CHAIN_METHODS if str(one) in enabled]
        self._methods = self._methods or [TenderMethod.CASH]
        self.table = ChainTable(self._ticks, self._tails, self._troubles)
        self.method = Segmented(
            [tender_text(one) for one in self._methods],
            [TENDER_ICONS[one] for one in self._methods],
        )
        self.counts = PlainLabel("", "caption", "2")
        self._told = PlainLabel("", "caption", "warn", wraps=True)
        self._told.setObjectName("chainNotTaken")
        self._told.hide()
        self._build()
        self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sells what is ticked; a plain Enter sells nothing."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            if not event.isAutoRepeat():
                self._sell()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self.table.setFixedHeight(theme().px(_HEIGHT))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.method)
        hint = self.tr("空格勾已付，数字记尾号，Y 复制消息，Del 划掉")
        row.addWidget(PlainLabel(hint, "caption", "2"))
        row.addStretch(1)
        row.addWidget(self.counts)
        self.body.addWidget(self._told)
        self.body.addWidget(self.table)
        self.body.addLayout(row)
        self.body.addWidget(self._trouble)
        paste = self.add_button(self.tr("贴一段新的"), name="pasteChain", is_left=True)
        message = self.add_button(self.tr("复制消息"), "", "Y", name="copyChain", is_left=True)
        self.cancel_button = self.add_cancel(self.tr("关闭"))
        self.confirm_button = self.add_button(
            self.tr("已付并出货"), PRIMARY, "Ctrl+Enter", name="sellChain"
        )
        self.other = self.add_button(self.tr("换一条"), "", name="nextChain", is_left=True)
        self.other.hide()
        self.other.clicked.connect(self._want_next)
        self.end = self.add_button(self.tr("结束接龙"), "", name="closeChain", is_left=True)
        self.end.clicked.connect(self._end)
        paste.clicked.connect(self._want_paste)
        message.clicked.connect(self._copy_current)
        self.confirm_button.clicked.connect(self._sell)
        self.set_first_focus(self.table)
        self.table.ticked.connect(self._tick)
        self.table.tail_typed.connect(self._take_tail)
        self.table.dropped.connect(self._drop)
        self.table.message_wanted.connect(self._copy)
        self.table.row_chosen.connect(self._show_line)

    def tell(self, sentence: str) -> None:
        """Keep saying which lines were not taken down, over the table."""
        self._told.setText(sentence)
        self._told.show()
        self.context.messages.sheets.place_again()

    # Showing -----------------------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Read the chain anew; ticks stay on lines that are still open."""
        self._loads.run("chain", partial(self._chains.load, self._chain_id), self._show)

    def _show(self, snapshot: ChainSnapshot) -> None:
        self._snapshot = snapshot
        still = {line.id for line in snapshot.lines if line.is_open}
        self._ticks &= still
        self.set_title(self.tr("接龙 · {title}").format(title=snapshot.product.title))
        self.table.set_rows(snapshot.lines)
        if self.table.current_row() is None:
            self.table.select_number(0)
        words = self.tr("{n} 行，还有 {left} 行没出")
        self.counts.setText(words.format(n=len(snapshot.lines), left=len(still)))
        self._show_sum()
        self._show_line(self.table.current_row())

    def _repaint(self) -> None:
        self.table.set_rows(self.table.table_model().rows())
        self._show_sum()

    def _show_sum(self) -> None:
        lines = [] if self._snapshot is None else self._snapshot.lines
        ticked = [line for line in lines if line.id in self._ticks]
        self.confirm_button.setEnabled(bool(ticked))
        words = self.tr("已付并出货")
        if ticked:
            words = self.tr("已付并出货 {n} 行 {total}").format(
                n=len(ticked), total=money_text(total_of(line.total for line in ticked))
            )
        self.confirm_button.setText(words)

    @Slot(object)
    def _show_line(self, line: ChainDraft | None) -> None:
        """Say why the selected line was not sold; a warning before Del holds for one line."""
        if line is None or line.id != self._warned:
            self._warned = None
        trouble = "" if line is None else self._troubles.get(line.id, "")
        self.set_trouble(trouble if line is not None and line.is_open else "")

    # Ticking -----------------------------------------------------------------------------------

    @Slot(object)
    def _tick(self, line: ChainDraft) -> None:
        if line.is_open and not self.confirm_button.is_busy():
            self._ticks.symmetric_difference_update({line.id})
            self._repaint()

    @Slot(object, str)
    def _take_tail(self, line: ChainDraft, tail: str) -> None:
        if line.is_open and not self.confirm_button.is_busy():
            self._tails[line.id] = tail
            self._repaint()

    @Slot(object)
    def _drop(self, line: ChainDraft) -> None:
        if not self.confirm_button.is_busy():
            is_repaid = self._warned == line.id
            self._warned = line.id if line.state is ChainLineState.PAID else None
            actor = self.context.session.actor
            work = partial(self._chains.drop, actor, line.id, is_repaid=is_repaid)
            self.write(work, self._dropped)

    def _dropped(self, _changes: object) -> None:
        self.reload()

    @Slot()
    def _end(self) -> None:
        """Give back what the chain keeps; the first press says what that means."""
        if self.confirm_button.is_busy() or self._snapshot is None:
            return
        left = sum(line.is_open for line in self._snapshot.lines)
        if not self._warned_of_end and left:
            self._warned_of_end = True
            words = self.tr("再按一次“结束接龙”：没出的 {n} 行全划掉，留着的货放回去卖")
            self.set_trouble(words.format(n=left))
            return
        work = partial(self._chains.close, self.context.session.actor, self._chain_id)
        self.write(work, self._ended)

    def _ended(self, _changes: object) -> None:
        self.close_sheet()
        self.context.messages.show_toast(self.tr("接龙结束了，留着的货放回去了"), icon="check")

    # Selling -----------------------------------------------------------------------------------

    @Slot()
    def _sell(self) -> None:
        if self.confirm_button.is_busy() or self._snapshot is None or not self._ticks:
            return
        asked = {one.id: one.total for one in self._snapshot.lines if one.id in self._ticks}
        method = self._methods[self.method.current()]
        work = partial(
            self._chains.sell,
            self.context.session.actor,
            tuple(asked),
            method,
            self._shift_id,
            dict(self._tails),
            asked,
        )
        self.write(work, self._sold, busy=self.tr("正在出货"))

    def _sold(self, report: SellingReport) -> None:
        for line_id in report.sold:
            self._troubles.pop(line_id, None)
        for line_id, error in report.refused.items():
            self._troubles[line_id] = sentence_of(error)
        words = self.tr("出货 {n} 行")
        if report.refused:
            words = self.tr("出货 {n} 行，{left} 行没有出，原因在行里")
            self.table.select_key(next(iter(report.refused)))
        words = words.format(n=len(report.sold), left=len(report.refused))
        icon = "info" if report.refused else "check"
        self.context.messages.show_toast(words, icon=icon)
        self.reload()

    # Messages ----------------------------------------------------------------------------------

    @Slot()
    def _copy_current(self) -> None:
        line = self.table.current_row()
        if line is not None:
            self._copy(line)

    @Slot(object)
    def _copy(self, line: ChainDraft, approval: Approval | None = None) -> None:
        self.context.operations.run_change(
            self,
            partial(self._chains.message_for, self.context.session.actor, line.id, approval),
            partial(self._copied, line),
            refused=partial(self._refuse_copy, line),
        )

    def _copied(self, line: ChainDraft, message: ChainMessage) -> None:
        words = self.tr("给 {name} 的消息已复制，里面没有卡密")
        if message.has_cards:
            seconds = self._settings.current.integer("secret.clipboard_seconds")
            self.context.clipboard.copy(message.text, seconds)
            words = self.tr("给 {name} 的消息已复制，带卡密，{n} 秒后清空")
            words = words.format(name=line.name or line.account, n=seconds)
        else:
            self.context.clipboard.copy_plain(message.text.reveal())
            words = words.format(name=line.name or line.account)
        self.context.messages.show_toast(words, icon="send")

    def _refuse_copy(self, line: ChainDraft, error: KataiError) -> None:
        if error.code != "needs_owner":
            self.set_trouble(sentence_of(error))
            return
        request = ApprovalRequest(
            self.tr("{name} 的卡密已经看过一次，再发要店主同意").format(name=line.name),
            self.tr("再发一次"),
            self.tr("原因（必填）"),
            kind=PRIMARY,
        )
        self.context.approvals.ask(request, partial(self._copy, line))

    def show_others(self, count: int) -> None:
        """Offer the other chains that have lines left; they keep goods as this one does."""
        self.other.setText(self.tr("换一条（还有 {n}）").format(n=count))
        self.other.setVisible(bool(count))

    @Slot()
    def _want_next(self) -> None:
        self.close_sheet()
        self.next_wanted.emit()

    @Slot()
    def _want_paste(self) -> None:
        self.close_sheet()
        self.paste_wanted.emit()
