"""成批上架: many goods of an account become products, by category and one price rule."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.goods_offer_board import GoodsOfferBoard
from desktop.ui.loads import Loads
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import make_button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import LARGE

if TYPE_CHECKING:
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.goods_offer import AdoptionReport, OfferedGoods
    from desktop.ui.stock_desk import StockDesk

_HEIGHT: Final = 480
_MOST_PROBLEMS: Final = 3


class AdoptManySheet(WritingForm):
    """Offers what an account sells and the shop does not yet; what is refused stays named."""

    _told = Signal(int, int)

    def __init__(
        self, desk: StockDesk, account: AccountSnapshot, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.context, "", width=LARGE, icon="package-plus", parent=parent)
        self.set_title(self.tr("成批上架 {name} 的商品").format(name=account.name))
        self._desk = desk
        self._account = account
        self._loads = Loads(desk.context, self)
        self.board = GoodsOfferBoard()
        self.board.setFixedHeight(theme().px(_HEIGHT))
        self.summary = PlainLabel("", "caption", "2", wraps=True)
        self.at_face = make_button(
            "", self.tr("高于面值的改为面值"), name="sellAtFace", size="small"
        )
        self.body.addWidget(self.board)
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.at_face)
        self.body.addLayout(row)
        self.finish(self.tr("上架"), cancel=self.tr("关闭"))
        self.set_first_focus(self.board.table)
        self.board.categories_chosen.connect(self._read_goods)
        self.board.changed.connect(self._show)
        self.board.entered.connect(self._confirm)
        self.at_face.clicked.connect(self.board.sell_at_face)
        self._told.connect(self._tell)
        self._read()

    # Reading -----------------------------------------------------------------------------------

    def _read(self) -> None:
        work = partial(self._desk.stock_sync.offer.categories, self._account.id)
        self._loads.run("categories", work, self.board.show_categories)

    @Slot(object)
    def _read_goods(self, categories: tuple[str, ...]) -> None:
        work = partial(self._desk.stock_sync.offer.goods, self._account.id, categories)
        self._loads.run("goods", work, self._show_goods)

    def _show_goods(self, goods: tuple[OfferedGoods, ...]) -> None:
        self.board.show_goods(goods)
        self.board.focus_table()

    @Slot()
    def _show(self) -> None:
        count = len(self.board.picks())
        self.summary.setText(self.board.summary())
        self.at_face.setVisible(bool(self.board.above_face()))
        self.confirm_button.setText(self.tr("上架 {n} 个").format(n=count))
        self.confirm_button.setEnabled(bool(count))

    # Writing -----------------------------------------------------------------------------------

    @Slot()
    def _confirm(self) -> None:
        if not self.confirm_button.is_busy():
            self.submit()

    def submit(self) -> None:
        """Take over what is ticked."""
        picks = self.board.picks()
        if picks:
            take = partial(
                self._desk.stock_sync.offer.adopt, self._desk.actor, picks, self._told.emit
            )
            self.write(take, self._taken, busy=self.tr("正在上架"), lane=Lane.NETWORK)

    @Slot(int, int)
    def _tell(self, done: int, total: int) -> None:
        if self.confirm_button.is_busy():
            words = self.tr("正在上架 {done}/{total}")
            self.confirm_button.set_busy(words.format(done=done + 1, total=total))

    def _taken(self, report: AdoptionReport) -> None:
        self._desk.toast(self.tr("上架了 {n} 个商品").format(n=report.added))
        if not report.skipped:
            self.close_sheet()
            return
        lines = [f"{name}：{sentence_of(error)}" for name, error in report.skipped]
        head = self.tr("{n} 个没有上架：").format(n=len(lines))
        self.set_trouble("\n".join([head, *lines[:_MOST_PROBLEMS]]))
        self._read()
