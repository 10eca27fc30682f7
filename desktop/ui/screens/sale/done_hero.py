"""The head of the done page: paid, the change, whose order, the claim code."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import ZERO
from desktop.ui.formatting import clock_text, money_text
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import DEFAULT, make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import ElideLabel, PlainLabel, TotalLabel, line
from desktop.ui.widgets.marked_label import Mark, MarkedLabel
from desktop.ui.widgets.round_mark import RoundMark

if TYPE_CHECKING:
    from desktop.domain.sale import SaleSnapshot


class DoneHero(Card):
    """What the cashier needs first: how much to give back.

    Signals:
        keep_wanted: 存零: the ``SaleSnapshot`` whose change its member leaves here.
    """

    keep_wanted = Signal(object)

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self._title = PlainLabel(self.tr("收款成功"), "h1")
        self._caption = ElideLabel("", "", "2")
        self._claim = MarkedLabel()
        self._paid = PlainLabel("", "h1")
        self.change = TotalLabel("¥0.00", "change")
        self.change.setObjectName("changeDue")
        self.keep = make_button(DEFAULT, self.tr("存零"), icon_name="wallet", name="keepChange")
        self.keep.clicked.connect(self._want_keep)
        self._sale: SaleSnapshot | None = None
        self._kept: set[int] = set()
        self._may_keep = False
        self._build()

    def let_keep(self, *, may_keep: bool) -> None:
        """Offer to keep the change of members, while the shop keeps stored value."""
        self._may_keep = may_keep

    def show_kept(self, sale_id: int) -> None:
        """The change of a sale lies in its member's stored value: none is handed over."""
        self._kept.add(sale_id)
        if self._sale is not None and self._sale.id == sale_id:
            self.show_sale(self._sale)

    @Slot()
    def _want_keep(self) -> None:
        if self._sale is not None:
            self.keep.setEnabled(False)
            self.keep_wanted.emit(self._sale)

    def show_sale(self, sale: SaleSnapshot) -> None:
        """Show a recorded sale."""
        facts = self.tr("{number} · {whose} · {time}").format(
            number=sale.number,
            whose=sale.customer_name or self.tr("散客"),
            time=clock_text(sale.sold_at, self._zone),
        )
        self._caption.setText(facts)
        self._caption.setMaximumWidth(self._caption.sizeHint().width() + 2)
        claim = self.tr("取货码 {code}").format(code=sale.claim_code)
        self._claim.show_marked(claim, Mark(sale.claim_code))
        self._paid.setText(money_text(sale.received))
        self._sale = sale
        was_kept = sale.id in self._kept
        self.keep.setVisible(
            self._may_keep
            and not was_kept
            and sale.customer_id is not None
            and bool(sale.change_due)
        )
        self.keep.setEnabled(True)
        self.change.show_amount(money_text(ZERO if was_kept else sale.change_due))
        self.change.updateGeometry()

    def set_low(self, *, is_low: bool) -> None:
        """Stand closer in a low window."""
        self.setFixedHeight(theme().px(76 if is_low else 96))

    def _build(self) -> None:
        self.set_low(is_low=False)
        self.body.setContentsMargins(20, 0, 20, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self._caption, 1000)
        below.addWidget(self._claim)
        below.addStretch(1)
        words.addLayout(below)
        words.addStretch(1)
        divider = line(is_vertical=True)
        divider.setFixedHeight(theme().px(44))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(RoundMark())
        row.addLayout(words, 1)
        row.addWidget(self.keep)
        row.addLayout(_figure(self.tr("实收"), self._paid))
        row.addSpacing(8)
        row.addWidget(divider)
        row.addSpacing(8)
        row.addLayout(_figure(self.tr("找零"), self.change))
        self.body.addLayout(row, 1)


def _figure(label: str, value: PlainLabel) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(0)
    box.addStretch(1)
    box.addWidget(PlainLabel(label, "caption", "2"), 0, Qt.AlignmentFlag.AlignRight)
    box.addWidget(value, 0, Qt.AlignmentFlag.AlignRight)
    box.addStretch(1)
    return box
