"""出摊备货: what to take along to an event, typed over by the owner, bought line by line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.booth_pack import shares_of
from desktop.domain.errors import BusinessRuleError, KataiError
from desktop.domain.money import ZERO, total_of
from desktop.domain.purchase import OPEN_STATES, PurchaseState
from desktop.services.booth_packs import look_back_days
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.dialogs.booth_plan_fields import BoothPlanFields
from desktop.ui.dialogs.booth_table import BoothTable
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.formatting import age_text, cards_text, money_text
from desktop.ui.loads import Loads
from desktop.ui.order_texts import purchase_badge, waited_text
from desktop.ui.shortcuts import Action
from desktop.ui.theme import Tone
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import Card, EmptyState, NoticeStrip
from desktop.ui.widgets.keypads import Stepper
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.rounded_pages import RoundedPages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.booth_pack import AccountShare, PackedLine
    from desktop.services.booth_packs import BoothLine, BoothPack
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.stock_desk import StockDesk

_WIDTH: Final = 1080
_ROWS: Final = 7
_SETTLE_MS: Final = 150
"""Arrow keys through a list of days are one question, not ten."""
_NOT_AGAIN: Final = OPEN_STATES | {PurchaseState.FULFILLED, PurchaseState.PARTIAL}


class BoothPackSheet(WritingForm):
    """A pack of cards for a booth.

    Signals:
        sync_wanted: prices and stock are to be fetched anew first.
        export_wanted: the ``BoothLine`` and quantity pairs that are to be written to a file.
    """

    sync_wanted = Signal()
    export_wanted = Signal(object)

    def __init__(self, desk: StockDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk.context, "", width=_WIDTH, icon="store", parent=parent)
        self.set_title(self.tr("出摊备货"))
        self._desk = desk
        self._loads = Loads(desk.context, self)
        self._pack: BoothPack | None = None
        self._quantities: dict[int, int] = {}
        self._typed: set[int] = set()
        self._states: dict[int, BadgeText] = {}
        self._queue: list[tuple[BoothLine, int]] = []
        self._bought = self._coming = 0
        self._timer = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self._take_plan)
        self.plan = BoothPlanFields(desk.booth_packs.today())
        self.plan.changed.connect(self._timer.start)
        self.body.addWidget(self.plan)
        self._build_reminder()
        self._build_table()
        self._build_lower()
        self._build_buttons()
        self.reload()

    # Building ----------------------------------------------------------------------------------

    def _build_reminder(self) -> None:
        self.reminder = NoticeStrip(Tone.WARN, self.tr("数据旧。"), "", "clock")
        self.reminder.hide()
        self._fresh_note = PlainLabel("", "table", "2")
        self.sync_button = make_button(
            DEFAULT,
            self.tr("先同步"),
            self.context.registry.key_text("sources.sync"),
            "refresh-cw",
            name="boothSync",
        )
        self.sync_button.clicked.connect(self.sync)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reminder, 1)
        row.addWidget(self._fresh_note, 1)
        row.addWidget(self.sync_button)
        self.body.addLayout(row)

    def _build_table(self) -> None:
        self.table = BoothTable(self._quantities, self._states)
        self.table.drop_when_narrow(("margin", "account"), 200)
        self.table.quantity_typed.connect(self._take_quantity)
        self.table.row_chosen.connect(self._show_chosen)
        self._pages = RoundedPages(is_last=True, wanted_height=36 + 44 * _ROWS)
        self._pages.addWidget(self.table)
        self._pages.addWidget(
            EmptyState(
                "package", self.tr("没有在卖的卡密商品"), self.tr("先上架卡密商品，再来备货")
            )
        )
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages)
        self.body.addWidget(card)

    def _build_lower(self) -> None:
        self._ground_note = PlainLabel("", "caption", "2")
        self._shares = PlainLabel("", "table", "2", wraps=True)
        self._shares.setObjectName("boothShares")
        self.stepper = Stepper(0, 0, name="boothQuantity")
        self.stepper.stepped.connect(self._take_step)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.stepper)
        hint = self.tr("↑↓ 选商品，直接打数字改要买几张，Del 归零")
        row.addWidget(PlainLabel(hint, "caption", "2"))
        row.addStretch(1)
        row.addWidget(self._ground_note)
        self.body.addLayout(row)
        self.body.addWidget(self._shares)

    def _build_buttons(self) -> None:
        export = self.add_button(self.tr("导出…"), name="exportPack", is_left=True)
        export.clicked.connect(self._want_export)
        self.finish(self.tr("买"), name="buyPack", cancel=self.tr("关闭"))
        self.table.row_activated.connect(self.accept)
        self.set_first_focus(self.plan.first)

    def sheet_actions(self) -> tuple[Action, ...]:
        """F5 syncs first, as it does everywhere."""
        return (Action("sources.sync", self.sync),)

    # Reading -----------------------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Put the pack together anew; what was typed stays."""
        desk = self._desk
        work = partial(desk.booth_packs.suggest, desk.actor, self.plan.plan())
        self._loads.run("pack", partial(_answered, work), self._show)

    @Slot()
    def _take_plan(self) -> None:
        self.set_trouble("")
        self.reload()

    @Slot()
    def sync(self) -> None:
        """Fetch prices and stock first."""
        if not self.sync_button.is_busy():
            self.sync_button.set_busy(self.tr("同步中"))
            self.sync_wanted.emit()

    @Slot()
    def take_synced(self) -> None:
        """The accounts were synced: the pack is another one now."""
        self.sync_button.set_busy("")
        self.reload()

    def _show(self, answer: BoothPack | KataiError) -> None:
        if isinstance(answer, KataiError):
            self.set_trouble(sentence_of(answer))
            return
        self._pack = answer
        known = {line.product_id for line in answer.lines}
        for line in answer.lines:
            if line.product_id not in self._typed:
                self._quantities[line.product_id] = line.suggested
        for gone in set(self._quantities) - known:
            del self._quantities[gone]
        self.table.set_rows(answer.lines)
        if self.table.current_row() is None:
            self.table.select_number(0)
        self._pages.setCurrentIndex(0 if answer.lines else 1)
        self._show_reminder(answer)
        self._show_ground(answer)
        self._show_chosen(self.table.current_row())
        self._show_sums()

    def _show_reminder(self, pack: BoothPack) -> None:
        self.sync_button.setVisible(pack.told_at is not None)
        self.reminder.setVisible(pack.is_stale)
        self._fresh_note.setVisible(not pack.is_stale)
        if pack.told_at is None:
            return
        if pack.is_stale:
            waited = waited_text((self._desk.now() - pack.told_at).total_seconds())
            words = self.tr("价格和库存最旧的是 {time} 以前的，出门前先同步，才作数")
            self.reminder.set_words(self.tr("数据旧。"), words.format(time=waited))
        else:
            age = age_text(pack.told_at, self._desk.now(), self._desk.zone())
            words = self.tr("价格和库存都是新的（{age}）；出门前再同步一次")
            self._fresh_note.setText(words.format(age=age))

    def _show_ground(self, pack: BoothPack) -> None:
        if pack.open_days:
            words = self.tr("按最近 {days} 天里有生意的 {n} 天算，同星期几的优先")
            self._ground_note.setText(words.format(days=look_back_days(), n=pack.open_days))
        else:
            self._ground_note.setText(self.tr("最近没有卖过卡密，没法估：自己打数字"))

    # Quantities --------------------------------------------------------------------------------

    @Slot(object, int)
    def _take_quantity(self, line: BoothLine, quantity: int) -> None:
        if self._queue or not line.can_buy:
            return
        self._quantities[line.product_id] = quantity
        self._typed.add(line.product_id)
        self._states.pop(line.product_id, None)
        self._repaint()

    @Slot(int)
    def _take_step(self, quantity: int) -> None:
        line = self.table.current_row()
        if line is not None:
            self._take_quantity(line, quantity)

    @Slot(object)
    def _show_chosen(self, line: BoothLine | None) -> None:
        self.stepper.setEnabled(line is not None and line.can_buy)
        self.stepper.set_value(0 if line is None else self._quantities.get(line.product_id, 0))

    def _repaint(self) -> None:
        self.table.set_rows(self.table.table_model().rows())
        self._show_chosen(self.table.current_row())
        self._show_sums()

    def _chosen(self) -> list[BoothLine]:
        lines = () if self._pack is None else self._pack.lines
        return [line for line in lines if line.can_buy and self._quantities.get(line.product_id)]

    def _packed(self) -> list[PackedLine]:
        packed = [line.packed(self._quantities[line.product_id]) for line in self._chosen()]
        return [one for one in packed if one is not None]

    def _show_sums(self) -> None:
        packed = self._packed()
        pack = self._pack
        shares = () if pack is None else shares_of(packed, pack.free, pack.promised)
        self._shares.setText("\n".join(self._share_text(share) for share in shares))
        is_short = any(share.missing for share in shares)
        lacks = any(share.to_add for share in shares)
        self._shares.set_tone("danger" if is_short else "warn" if lacks else "2")
        total = total_of(one.total for one in packed)
        count = sum(one.quantity for one in packed)
        words = self.tr("买 {cards} {amount}") if count else self.tr("没有要买的")
        self.confirm_button.setText(words.format(cards=cards_text(count), amount=money_text(total)))
        self.confirm_button.setEnabled(total > ZERO and not is_short)

    def _share_text(self, share: AccountShare) -> str:
        """Say what an account has to pay, what it has, and what has to be added first."""
        pack = self._pack
        name = "" if pack is None else pack.account_names.get(share.account_id, "")
        parts = [self.tr("{name} 要 {total}").format(name=name, total=money_text(share.total))]
        if share.promised:
            words = self.tr("离线答应的直充约 {amount}")
            parts.append(words.format(amount=money_text(share.promised)))
        if share.free is None:
            parts.append(self.tr("余额没查过，不知道够不够"))
        else:
            parts.append(self.tr("可用 {free}").format(free=money_text(share.free)))
        if share.to_add:
            parts.append(self.tr("还差 {amount}").format(amount=money_text(share.to_add)))
        return " · ".join(parts)

    # Buying ------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Order line by line, so that one that fails holds up no other."""
        if not self.confirm_button.isEnabled():
            return  # Enter on a line reaches here too, also while an account is short
        self._queue = [(line, self._quantities[line.product_id]) for line in self._chosen()]
        self._bought = self._coming = 0
        self.plan.setEnabled(False)
        for line, _quantity in self._queue:
            badge = BadgeText(self.tr("排队中"), Tone.NEUTRAL, "hourglass")
            self._states[line.product_id] = badge
        self._repaint()
        self._order_next()

    def _order_next(self) -> None:
        if not self._queue:
            self._tell_done()
            return
        (line, quantity), desk = self._queue[0], self._desk
        self.confirm_button.set_busy(self.tr("正在买 {name}").format(name=line.title))
        self._states[line.product_id] = BadgeText(self.tr("提交中"), Tone.INFO, "loader")
        self.table.set_rows(self.table.table_model().rows())
        self.context.operations.run_change(
            self.context.messages,
            partial(desk.booth_packs.order, desk.actor, line, quantity),
            partial(_call_if_here, self, partial(self._ordered, line)),
            refused=partial(_call_if_here, self, partial(self._not_ordered, line)),
            lane=Lane.NETWORK,
        )

    def _ordered(self, line: BoothLine, bought: PurchaseSnapshot) -> None:
        """What arrived or may arrive is not bought again; what surely failed can be."""
        self._states[line.product_id] = purchase_badge(bought)
        if bought.state in OPEN_STATES:
            self._coming += bought.quantity
        if bought.state in _NOT_AGAIN:
            self._want_no_more(line)
        self._bought += bought.cards
        self._go_on()

    def _not_ordered(self, line: BoothLine, error: KataiError) -> None:
        """Where a rule said no nothing was sent; after any other trouble the order may be out."""
        if isinstance(error, BusinessRuleError):
            badge = BadgeText(self.tr("没下单"), Tone.DANGER, "x")
        else:
            badge = BadgeText(self.tr("可能下了单"), Tone.WARN, "circle-help")
            self._coming += self._quantities[line.product_id]
            self._want_no_more(line)
        self._states[line.product_id] = badge
        self.set_trouble(sentence_of(error))
        self._go_on()

    def _want_no_more(self, line: BoothLine) -> None:
        self._quantities[line.product_id] = 0
        self._typed.add(line.product_id)

    def _go_on(self) -> None:
        self._queue.pop(0)
        self._order_next()

    def _tell_done(self) -> None:
        self.plan.setEnabled(True)
        self.confirm_button.set_busy("")
        self._repaint()
        words = self.tr("备好了 {cards}，已经在卡密库里")
        if self._coming:
            words = self.tr("备好了 {cards}；还有 {coming} 没有结果，在订单里看")
        coming = cards_text(self._coming)
        self._desk.toast(words.format(cards=cards_text(self._bought), coming=coming))
        self.reload()

    @Slot()
    def reject(self) -> None:
        """Closing stops after the line that is being ordered; nothing of the rest has left."""
        if self._queue:
            left = len(self._queue) - 1
            self._queue = self._queue[:1]
            words = self.tr("备货停下了：还有 {n} 种没有下单，在路上的在订单里看")
            if not left:
                words = self.tr("最后一种已经下单，结果在订单里看")
            self._desk.toast(words.format(n=left))
        super().reject()

    @Slot()
    def _want_export(self) -> None:
        if self._pack is None:
            return
        lines = [(line, self._quantities.get(line.product_id, 0)) for line in self._pack.lines]
        self.close_sheet()
        self.export_wanted.emit(lines)


def _answered(work: partial[BoothPack]) -> BoothPack | KataiError:
    """Return the pack, or why there is none: it is said in the sheet."""
    try:
        return work()
    except KataiError as error:
        return error


def _call_if_here(sheet: BoothPackSheet, call: partial[None], answer: object) -> None:
    if shiboken6.isValid(sheet):
        call(answer)
