"""取出卡密: the owner looks at cards that were not sold; after that they never are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.card_taking import MOST_A_DAY
from desktop.ui.desk import ApprovedAct
from desktop.ui.dialogs.order_form import OrderForm
from desktop.ui.dialogs.secrets_dialog import SecretList
from desktop.ui.formatting import cards_text
from desktop.ui.widgets.buttons import DANGER_FILL
from desktop.ui.widgets.keypads import Stepper
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.card import CardCountRow
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.card_taking import TakenCards
    from desktop.ui.stock_desk import StockDesk


class TakeCardsSheet(OrderForm):
    """Takes cards of one product out of the store and shows them."""

    desk: StockDesk

    def __init__(self, desk: StockDesk, row: CardCountRow, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", width=MEDIUM, parent=parent)
        self.set_title(self.tr("取出卡密 · {goods}").format(goods=row.name))
        self._row = row
        most = min(row.available, MOST_A_DAY)
        self.count = Stepper(min(1, most), 0, most, name="takeCount", follows_typing=True)
        self.secrets = SecretList(desk)
        line = QHBoxLayout()
        line.addWidget(PlainLabel(self.tr("取出几张（0 是再看 24 小时内取出的）"), "table", "2"), 1)
        line.addWidget(self.count)
        self.body.addLayout(line)
        words = self.tr("取出来就不再卖，日结会列出来。要店主 PIN 和原因，24 小时内最多 {n} 张。")
        self.add_text(words.format(n=MOST_A_DAY), "3", "caption")
        self.body.addWidget(self.secrets)
        self.finish(self.tr("取出"), DANGER_FILL, is_grave=True)
        self.set_first_focus(self.count.line())
        self.secrets.hidden.connect(self.place_anew)
        self.closed.connect(self.secrets.conceal)

    def submit(self) -> None:
        """Take them out, then show them."""
        count = self.count.value()
        words = self.tr("{name} 要再看 24 小时内取出的卡密：{goods}。")
        if count:
            words = self.tr("{name} 要看没卖的卡密：{goods} {cards}，取出后不再卖。")
        sentence = words.format(
            name=self.desk.actor.person.name, goods=self._row.name, cards=cards_text(count)
        )
        request = ApprovalRequest(sentence, self.tr("取出"), self.tr("取出的原因（必填）"))
        work = partial(_take_out, self.desk, self.desk.actor, self._row.product_id, count)
        self.run(ApprovedAct(work, self._show, request))

    @Slot()
    def place_anew(self) -> None:
        """The card's height changed."""
        self.desk.context.messages.sheets.place_again()

    def _show(self, taken: TakenCards) -> None:
        self.set_idle()
        self.count.set_value(0)
        self.secrets.show_cards(taken.cards)
        self.place_anew()


def _take_out(
    desk: StockDesk, actor: Actor, product_id: int, count: int, approval: Approval | None
) -> TakenCards:
    return desk.card_taking.take_out(actor, product_id, count, approval)
