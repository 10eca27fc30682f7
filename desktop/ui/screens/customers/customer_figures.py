"""The figures of a customer: spent, points, stored value, orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.customer import CustomerSnapshot
from desktop.domain.loyalty import worth_of
from desktop.domain.money import ZERO, Money
from desktop.ui.formatting import amount_text, key_figure_text, money_text
from desktop.ui.screens.customers.customer_texts import visit_text
from desktop.ui.theme import theme
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import ElideLabel, PlainLabel

if TYPE_CHECKING:
    from desktop.domain.stored_value import Purse
    from desktop.services.tiers import TierProgress
    from desktop.ui.customer_desk import CustomerDesk

_CARD: Final = 124


class _FigureCard(Card):
    """A figure with its name above and two captions below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(_CARD))
        self._title = title
        self.value = PlainLabel("", "kpi")
        self._first = ElideLabel("", "caption", "2")
        self._second = ElideLabel("", "caption", "2")
        self.body.setSpacing(2)
        self.body.addWidget(PlainLabel(title, "", "2"))
        self.body.addWidget(self.value)
        self.body.addStretch(1)
        self.body.addWidget(self._first)
        self.body.addWidget(self._second)

    def show_figure(self, value: str, first: str, second: str) -> None:
        """Show another figure."""
        self.value.setText(value)
        self.value.setAccessibleName(f"{self._title} {value}")
        self._first.setText(first)
        self._second.setText(second)

    def show_second(self, words: str) -> None:
        """Show another second caption."""
        self._second.setText(words)


class CustomerFigures(QWidget):
    """Four cards in a row; stored value only where there is any."""

    def __init__(self, desk: CustomerDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tier_words = ""
        self.spent = _FigureCard(self.tr("累计消费"))
        self.points = _FigureCard(self.tr("积分"))
        self.stored = _FigureCard(self.tr("储值余额"))
        self.sales = _FigureCard(self.tr("订单"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for card in (self.spent, self.points, self.stored, self.sales):
            row.addWidget(card, 1)

    def forget_tier(self) -> None:
        """Another customer is shown, whose tier is not read yet."""
        self._tier_words = ""

    def show_tier(self, progress: TierProgress) -> None:
        """Show how far it is to the next tier."""
        words = self.tr("{percent}% · 差 {missing} 升{tier}").format(
            percent=progress.percent,
            missing=money_text(progress.missing),
            tier=progress.following,
        )
        self._tier_words = words if progress.following else ""
        self.spent.show_second(self._tier_words)

    def show_customer(self, customer: CustomerSnapshot) -> None:
        """Show what a customer spent, holds and ordered."""
        now, zone = self._desk.now(), self._desk.zone()
        average = Money(customer.spent.fen // customer.sale_count) if customer.sale_count else ZERO
        self.spent.show_figure(
            f"¥{key_figure_text(customer.spent)}", self.tr("付过的钱，减去退的"), self._tier_words
        )
        settings = self._desk.settings.current
        per_yuan = settings.integer("points.per_yuan")
        worth = self.tr("约抵 {worth} · {rate} 分 = ¥1").format(
            worth=money_text(worth_of(customer.points, per_yuan)), rate=per_yuan
        )
        self.points.show_figure(f"{customer.points:,}", worth, self._expiry_words())
        self.stored.setVisible(settings.flag("stored.enabled") or bool(customer.stored))
        visit = visit_text(customer.last_bought_at, now, zone)
        words = self.tr("客单 ¥{average} · {visit}")
        self.sales.show_figure(
            self.tr("{n} 单").format(n=f"{customer.sale_count:,}"),
            words.format(average=amount_text(average), visit=visit)
            if customer.sale_count
            else visit,
            "",
        )

    def _expiry_words(self) -> str:
        months = self._desk.settings.current.integer("points.expire_months")
        return self.tr("{n} 个月没用就过期").format(n=months) if months else ""

    def show_purse(self, purse: Purse) -> None:
        """Show the two parts of the stored value."""
        first = {
            "principal_first": self.tr("消费先扣本金"),
            "bonus_first": self.tr("消费先扣赠送"),
        }[self._desk.settings.current.text("stored.order")]
        words = self.tr("本金 {principal} · 赠送 {bonus}")
        self.stored.show_figure(
            f"¥{amount_text(purse.total)}",
            words.format(principal=amount_text(purse.principal), bonus=amount_text(purse.bonus)),
            first,
        )
