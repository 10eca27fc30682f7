"""换卡: which card is bad, why, and what is there to give for it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.card_replacement import ReplacementOffer, ReplacementRequest
from desktop.services.ticket_journal import LONGEST_TEXT
from desktop.ui.background import Lane
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.order_form import OrderForm
from desktop.ui.order_desk import new_request_id
from desktop.ui.widgets.amount_inputs import MoneyEdit
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.after_sales import Ticket
    from desktop.domain.errors import KataiError
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.card_replacements import Replaced
    from desktop.services.purchasing import PurchaseSnapshot
    from desktop.ui.order_desk import OrderDesk


class ReplaceCardSheet(OrderForm):
    """Exchanges one card of a ticket's line.

    Signals:
        replaced: the line's new card waits to be handed over.
        offer_wanted: what is in stock may have changed: read it again.
    """

    desk: OrderDesk

    replaced = Signal(object)
    offer_wanted = Signal()

    def __init__(
        self,
        desk: OrderDesk,
        ticket: Ticket,
        offer: ReplacementOffer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "", width=MEDIUM, parent=parent)
        self.set_title(self.tr("换卡 · {number}").format(number=ticket.number))
        self._ticket = ticket
        self._request_id = new_request_id()
        self._offer = offer
        self._goods = ticket.line.title if ticket.line is not None else ""
        self.body.addWidget(PlainLabel(self._goods, "bodyStrong", wraps=True))
        self.cards = ChoiceBox(
            [
                self.tr("第 {n} 张 · {masked}").format(n=card.position, masked=card.masked)
                for card in offer.cards
            ],
            name="badCard",
            accessible_name=self.tr("哪张卡用不了"),
        )
        self._which = PlainLabel(self.tr("哪张卡用不了"), "table", "2")
        self.note = LineInput(self.tr("为什么"), name="reasonText")
        self.note.editor.setMaxLength(LONGEST_TEXT // 2)
        self.cost = MoneyEdit("replacementCost", accessible_name=self.tr("按多少钱记赔付"))
        self._cost_line = LineInput(
            self.tr("新卡没记进价，按多少钱记赔付"), editor=self.cost, name="replacementCost"
        )
        self._stock = PlainLabel("", "caption", "2", wraps=True)
        self._stock.setObjectName("replacementStock")
        for widget in (self._which, self.cards, self.note, self._cost_line, self._stock):
            self.body.addWidget(widget)
        self.buy = self.add_button(self.tr("买一张进库"), name="buyOneCard", is_left=True)
        self.finish(self.tr("换一张，旧卡作废"))
        self.set_first_focus(self.note.editor)
        self.buy.clicked.connect(self._buy)
        self.show_offer(offer)

    def show_offer(self, offer: ReplacementOffer) -> None:
        """Say what there is to give; without any, only buying is left to do."""
        self._offer = offer
        has_card, can_replace = bool(offer.in_stock), bool(offer.cards)
        if not can_replace:
            words = self.tr("这一行的卡密还没给人看过，没有要换的。先到待交付给顾客看。")
        elif has_card:
            words = self.tr(
                "店里还有 {n} 张。旧卡作废，新卡进待交付，给看、打印、复制都和刚买一样；"
                "进价记作今天的赔付。"
            ).format(n=offer.in_stock)
        else:
            words = self.tr("店里没有这种卡了。先买一张进库，到了再换。")
        self._stock.setText(words)
        self._stock.set_tone("2" if has_card and can_replace else "warn")
        self._cost_line.setVisible(has_card and can_replace and not offer.is_cost_known)
        for widget in (self._which, self.cards):
            widget.setVisible(can_replace)
        self.cards.setEnabled(len(offer.cards) > 1)
        self.note.setVisible(can_replace)
        self.buy.setVisible(can_replace and not has_card)
        self.confirm_button.setEnabled(has_card and can_replace)
        self.desk.context.messages.sheets.place_again()

    def submit(self) -> None:
        """Exchange it."""
        if not self.note.text():
            self.note.set_error(self.tr("写一句为什么，店主要看"))
            self.note.editor.setFocus()
            return
        bad = self._offer.cards[max(self.cards.currentIndex(), 0)]
        wanted = ReplacementRequest(
            self._request_id,
            self._ticket.id,
            bad.card_id,
            self.note.text(),
            shift_id=0,
            typed_cost=self.cost.amount() or None,
        )
        sentence = self.tr("{name} 要给 {number} 换一张 {goods}，旧卡作废：{why}").format(
            name=self.desk.actor.person.name,
            number=self._ticket.number,
            goods=self._goods,
            why=self.note.text(),
        )
        self.run(
            ApprovedAct(
                partial(_replace, self.desk, self.desk.actor, wanted),
                self._done,
                ApprovalRequest(sentence, self.tr("换一张卡")),
                reason=self.note.text(),
            )
        )

    def show_refusal(self, error: KataiError) -> None:
        """Say why; ask for the cost where nobody knows it."""
        super().show_refusal(error)
        if error.code == "card_cost_unknown":
            self._cost_line.show()
            self.cost.setFocus()
        if error.code in {"no_card_to_give", "card_not_seen"}:
            self.offer_wanted.emit()

    def _done(self, done: Replaced) -> None:
        self.close_sheet()
        self.replaced.emit(done)

    @Slot()
    def _buy(self) -> None:
        if self.confirm_button.is_busy():
            return
        sentence = self.tr("{name} 要向货源买 1 张 {goods} 进库，用来换卡。").format(
            name=self.desk.actor.person.name, goods=self._goods
        )
        work = partial(
            self.desk.replacement_buying.buy_one, self.desk.actor, self._offer.product_id
        )
        self.run(
            ApprovedAct(
                work,
                self._bought,
                ApprovalRequest(sentence, self.tr("买一张进库")),
                reason=self.note.text() or self.tr("换卡"),
                lane=Lane.NETWORK,
            )
        )

    def _bought(self, bought: PurchaseSnapshot) -> None:
        self.set_idle()
        if not bought.cards:
            words = self.tr("采购单 {number} 还没有结果，到了再来换。没有换，也不会再买一张。")
            self.set_trouble(words.format(number=bought.number))
        self.offer_wanted.emit()


def _replace(
    desk: OrderDesk, actor: Actor, wanted: ReplacementRequest, approval: Approval | None
) -> Replaced:
    request = replace(wanted, shift_id=desk.open_shift_id(), approval=approval)
    return desk.card_replacements.replace(actor, request)
