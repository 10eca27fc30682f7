"""Card secrets in the clear, for a while: a list that hides itself, and a dialog around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.desk import ApprovedAct, Desk
from desktop.ui.dialogs.order_form import OrderForm
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.labels import PlainLabel, SecretLabel
from desktop.ui.widgets.owner_pin import ApprovalRequest
from desktop.ui.widgets.sheet import MEDIUM

if TYPE_CHECKING:
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval, SaleSnapshot, SoldLine
    from desktop.domain.secret import Secret
    from desktop.services.delivery import RevealedCards
    from desktop.services.order_lists import OpenedCard
    from desktop.ui.order_desk import OrderDesk

_SECOND: Final = 1_000


class SecretList(QWidget):
    """Shows cards for so many seconds, each with a button to copy it.

    Signals:
        hidden: the cards are out of sight again.
    """

    hidden = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("secretList")
        self._desk = desk
        self._left = 0
        self._rows: list[QWidget] = []
        self._countdown = PlainLabel("", "caption", "2")
        self._timer = QTimer(self, interval=_SECOND)
        self._timer.timeout.connect(self._tick)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._countdown)
        self.hide()

    def is_showing(self) -> bool:
        """Whether secrets can be seen now."""
        return bool(self._rows)

    def show_cards(self, cards: Sequence[OpenedCard]) -> None:
        """Show cards whose reveal has been recorded."""
        self.conceal()
        for card in cards:
            for name, secret in ((self.tr("卡号"), card.number), (self.tr("卡密"), card.secret)):
                if secret is not None:
                    self._add(name, secret)
        self._left = self._desk.settings.current.integer("secret.reveal_seconds")
        self._say_left()
        self._timer.start()
        self.show()

    def texts(self) -> tuple[str, ...]:
        """Return what can be read."""
        return tuple(label.text() for label in self.findChildren(SecretLabel))

    def conceal(self) -> None:
        """Take everything out of sight."""
        was_showing = self.is_showing()
        self._timer.stop()
        for row in self._rows:
            for label in row.findChildren(SecretLabel):
                label.setText("")
            self._column.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        self.hide()
        if was_showing:
            self.hidden.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever hides the list hides the secrets for good."""
        super().hideEvent(event)
        if self.is_showing():
            self.conceal()

    def _add(self, name: str, secret: Secret) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        label = SecretLabel()
        label.setWordWrap(True)
        label.show_secret(secret.reveal())
        copy = IconButton("copy", self.tr("复制{what}").format(what=name))
        copy.setObjectName("copySecret")
        copy.clicked.connect(partial(self._copy, secret))
        line.addWidget(PlainLabel(name, "caption", "2"))
        line.addWidget(label, 1)
        line.addWidget(copy)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)

    def _copy(self, secret: Secret) -> None:
        seconds = self._desk.settings.current.integer("secret.clipboard_seconds")
        self._desk.context.clipboard.copy(secret, seconds)
        words = self.tr("复制了，{n} 秒后从剪贴板清掉").format(n=seconds)
        self._desk.context.messages.show_toast(words, icon="copy-check")

    @Slot()
    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.conceal()
        else:
            self._say_left()

    def _say_left(self) -> None:
        self._countdown.setText(self.tr("{n} 秒后自动藏起来").format(n=self._left))


class SecretsSheet(OrderForm):
    """Cards of a recorded sale that were seen before: the owner must agree, and it is recorded."""

    desk: OrderDesk

    def __init__(
        self,
        desk: OrderDesk,
        sale: SaleSnapshot,
        lines: Sequence[SoldLine],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "", width=MEDIUM, parent=parent)
        self.set_title(self.tr("卡密 · {number}").format(number=sale.number))
        self._sale, self._lines = sale, tuple(lines)
        self.goods = ChoiceBox(
            [f"{sold.title} ×{sold.quantity}" for sold in self._lines],
            name="secretGoods",
            accessible_name=self.tr("哪一行"),
        )
        self.secrets = SecretList(desk)
        self.body.addWidget(self.goods)
        self.add_text(self.tr("这些卡密给看过了，再看要店主 PIN，会留记录。"), "3", "caption")
        self.body.addWidget(self.secrets)
        self.finish(self.tr("显示"))
        self.confirm_button.setObjectName("revealSecret")
        self.goods.currentIndexChanged.connect(self._conceal)
        self.secrets.hidden.connect(self.place_anew)
        self.closed.connect(self.secrets.conceal)

    def submit(self) -> None:
        """Record the reveal, then show."""
        sold = self._lines[max(0, self.goods.currentIndex())]
        sentence = self.tr("{name} 要再看一次 {number} 的卡密：{goods}。").format(
            name=self.desk.actor.person.name, number=self._sale.number, goods=sold.title
        )
        request = ApprovalRequest(sentence, self.tr("显示卡密"), self.tr("再看的原因（必填）"))
        work = partial(_reveal_again, self.desk, self.desk.actor, sold.id)
        self.run(ApprovedAct(work, self._show, request))

    @Slot()
    def place_anew(self) -> None:
        """The card's height changed."""
        self.desk.context.messages.sheets.place_again()

    def _show(self, revealed: RevealedCards) -> None:
        self.set_idle()
        self.secrets.show_cards(revealed.cards)
        self.place_anew()

    @Slot()
    def _conceal(self) -> None:
        self.secrets.conceal()


def _reveal_again(
    desk: OrderDesk, actor: Actor, line_id: int, approval: Approval | None
) -> RevealedCards:
    return desk.delivery.reveal(actor, line_id, approval=approval)
