"""What a customer sees, drawn: always white, amount, goods, code, or one secret's code.

Belongs here: the values that cross over to the customer, and painting them. They hold nothing of
cost, margin or anybody else: what is not in them cannot be shown.
Does not belong here: where it is shown (``customer_page``, ``customer_display``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.ui.formatting import MINUS, amount_text, listed_text
from desktop.ui.goods_terms import terms_text
from desktop.ui.icons import logo, pixmap
from desktop.ui.promotion_texts import line_savings, order_deductions
from desktop.ui.sale_texts import TENDER_ICONS, discount_text, rounding_text, tender_text
from desktop.ui.theme import load_tokens, theme
from desktop.ui.widgets.painting import LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.money import Money
    from desktop.domain.pricing import PricedCart, PricedLine
    from desktop.domain.sale import SaleSnapshot
    from desktop.services.settings_values import SettingsValues
    from desktop.ui.screens.sale.payment_draft import PaymentDraft

_WHITE: Final = QColor(255, 255, 255)
_BLACK: Final = QColor(0, 0, 0)
_PANEL: Final = 520
_QR: Final = 348
_QUIET: Final = 24
_SECRET_QR: Final = 320
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_WRAPPED: Final = int(_CENTER) | Qt.TextFlag.TextWordWrap
_TERMS_LINE: Final = 22
QrRows = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One row of goods as the customer checks it; the account stands there in full."""

    title: str
    account: str
    badge: str
    quantity: int
    amount: str
    terms: str = ""


@dataclass(frozen=True, slots=True)
class CustomerView:
    """Everything the page shows; a secret's code never shows goods, goods never a secret.

    Attributes:
        pay_words: 微信扫一扫.
        pay_icon: the tender's.
        pay_amount: what the customer types.
        is_amount_fixed: the code holds the amount: nothing is typed.
        title, hint: what a single code is for; then only the code is shown.
        terms: where the card of that code holds, and what it cannot be used for.
        greeting, note: two lines in the middle while there is no order.
    """

    shop_name: str = ""
    place: str = ""
    lines: tuple[CustomerLine, ...] = ()
    deductions: tuple[tuple[str, str], ...] = ()
    item_count: int = 0
    total: str = ""
    pay_words: str = ""
    pay_icon: str = ""
    pay_amount: str = ""
    is_amount_fixed: bool = False
    title: str = ""
    terms: str = ""
    hint: str = ""
    greeting: str = ""
    note: str = ""
    rows: QrRows = field(default=(), repr=False)
    picture: QImage | None = field(default=None, repr=False)

    @property
    def has_code(self) -> bool:
        """Whether there is something to scan."""
        return bool(self.rows) or self.picture is not None


def _tr(text: str) -> str:
    return QCoreApplication.translate("CustomerPage", text)


def _lines_of(priced: PricedCart) -> tuple[CustomerLine, ...]:
    return tuple(
        CustomerLine(
            each.line.product.title,
            each.line.target.grouped if each.line.target else "",
            _saving_text(each),
            each.line.quantity,
            amount_text(each.amount),
            terms_text(each.line.product.region, each.line.product.usage_limit),
        )
        for each in priced.recorded_lines
    )


def _saving_text(priced: PricedLine) -> str:
    """Return why the line is cheaper: agreed by hand, or by promotions."""
    if priced.line.discount is not None:
        return discount_text(priced.line.discount, priced.discount)
    return listed_text(line_savings(priced))


def view_of(
    draft: PaymentDraft,
    settings: SettingsValues,
    rows: QrRows,
    picture: QImage | None,
    amount: Money,
) -> CustomerView:
    """Return a payment as its customer sees it."""
    priced = draft.priced
    deductions = order_deductions(priced, _tr("整单折扣"))
    if draft.rounding:
        deductions.append((rounding_text(draft.mode), f"{MINUS}{amount_text(draft.rounding)}"))
    if draft.received:
        deductions.append((_tr("已付"), amount_text(draft.received_total)))
    words = _tr("{tender}扫一扫").format(tender=tender_text(draft.method)) if amount else ""
    return CustomerView(
        shop_name=settings.text("shop.name"),
        place=settings.text("shop.place"),
        lines=_lines_of(priced),
        deductions=tuple(deductions),
        item_count=priced.cart.item_count,
        total=amount_text(draft.due),
        pay_words=words,
        pay_icon=TENDER_ICONS.get(draft.method, "") if amount else "",
        pay_amount=amount_text(amount) if amount else "",
        rows=rows,
        picture=picture,
    )


def cart_view_of(priced: PricedCart, settings: SettingsValues) -> CustomerView:
    """Return an order that is still being put together; without goods, a welcome."""
    if not priced.lines:
        return welcome_of(settings)
    return CustomerView(
        shop_name=settings.text("shop.name"),
        place=settings.text("shop.place"),
        lines=_lines_of(priced),
        deductions=tuple(order_deductions(priced, _tr("整单折扣"))),
        item_count=priced.cart.item_count,
        total=amount_text(priced.total),
    )


def welcome_of(settings: SettingsValues) -> CustomerView:
    """Return what stands there while nobody is served."""
    greeting = settings.text("shop.name") or _tr("欢迎光临")
    return CustomerView(greeting=greeting, note=settings.text("shop.place"))


def thanks_of(sale: SaleSnapshot) -> CustomerView:
    """Return what stands there after a sale: thanks, and the change there is."""
    change = _tr("找零 {amount}").format(amount=amount_text(sale.change_due))
    return CustomerView(greeting=_tr("谢谢光临"), note=change if sale.change_due else "")


class CustomerSheet(QWidget):
    """Draws one view in the colours of paper, whatever the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = CustomerView()
        self._colors = load_tokens("light")

    def view(self) -> CustomerView:
        """Return what is shown."""
        return self._view

    def take_view(self, view: CustomerView) -> None:
        """Show something else."""
        if view != self._view:
            self._view = view
            words = view.title or view.greeting or f"{view.total} {view.pay_words}".strip()
            self.setAccessibleName(words)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page in the colours of paper, whatever the theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _WHITE)
        if self._view.title:
            self._draw_single(painter)
            return
        if self._view.greeting:
            self._draw_greeting(painter)
            return
        has_panel = self._view.has_code or bool(self._view.pay_words)
        panel = theme().px(_PANEL) if has_panel else 0
        left = QRectF(56, 40, self.width() - panel - 104, self.height() - 80)
        self._draw_order(painter, left)
        if has_panel:
            area = QRectF(self.width() - panel, 0, panel, self.height())
            painter.fillRect(QRectF(area.left(), 0, 1, area.height()), self._color("line"))
            self._draw_code(painter, area)
        self.draw_keys(painter)

    def draw_keys(self, painter: QPainter) -> None:
        """Draw how to go back; nothing where there is no keyboard."""

    def _draw_greeting(self, painter: QPainter) -> None:
        middle = QRectF(0, self.height() / 2 - 70, self.width(), 60)
        at = QPointF(middle.center().x() - theme().px(28), middle.top() - theme().px(76))
        painter.drawPixmap(at, logo(56))
        self._text(painter, middle, self._view.greeting, 44, 700, align=_CENTER)
        note = middle.translated(0, 64)
        self._text(painter, note, self._view.note, 24, token="text2", align=_CENTER)

    def _draw_order(self, painter: QPainter, box: QRectF) -> None:
        view = self._view
        painter.drawPixmap(QPointF(box.left(), box.top() + 8), logo(40))
        beside = theme().px(40) + 12
        name = QRectF(box.left() + beside, box.top(), box.width() - beside, 30)
        self._text(painter, name, view.shop_name, 20, 600)
        place = QRectF(name.left(), box.top() + 30, name.width(), 22)
        self._text(painter, place, view.place, 14, token="text2")
        self._text(painter, name.adjusted(0, 12, 0, 12), _tr("请核对号码和金额"), 16,
                   token="text2", align=RIGHT)  # fmt: skip
        top = self._draw_lines(painter, box, box.top() + 72)
        for words, off in view.deductions:
            row = QRectF(box.left(), top + 8, box.width(), 26)
            self._text(painter, row, words, 18, token="text2")
            self._text(painter, row, off, 18, 600, token="accent-text", align=RIGHT)
            top += 30
        foot = QRectF(box.left(), box.bottom() - 100, box.width(), 100)
        words = _tr("{n} 件，应付").format(n=view.item_count)
        self._text(painter, foot.adjusted(0, 36, 0, 0), words, 24, token="text2")
        width = self._text(painter, foot, view.total, 80, 700, align=RIGHT)
        mark = foot.adjusted(0, 13, -width - 6, 13)
        self._text(painter, mark, "¥", 44, 600, align=RIGHT)

    def _draw_lines(self, painter: QPainter, box: QRectF, top: float) -> float:
        view, bottom = self._view, box.bottom() - 110 - 30 * len(self._view.deductions)
        for number, each in enumerate(view.lines):
            height = (80 if each.account else 68) + (_TERMS_LINE if each.terms else 0)
            if top + height > bottom:
                row = QRectF(box.left(), top + 6, box.width(), 28)
                words = _tr("还有 {n} 样").format(n=len(view.lines) - number)
                self._text(painter, row, words, 18, token="text2")
                return top + 34
            self._draw_line(painter, QRectF(box.left(), top, box.width(), height), each)
            top += height
        painter.fillRect(QRectF(box.left(), top, box.width(), 1), self._color("line"))
        return top + 8

    def _draw_line(self, painter: QPainter, box: QRectF, each: CustomerLine) -> None:
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), self._color("line"))
        self._text(painter, box, each.amount, 20, 600, align=RIGHT)
        count = box.adjusted(0, 0, -120, 0)
        self._text(painter, count, f"×{each.quantity}", 18, token="text2", align=RIGHT)
        words = box.adjusted(0, 0, -180, 0)
        if each.terms:
            terms = QRectF(words.left(), box.bottom() - 36, words.width(), 26)
            self._text(painter, terms, each.terms, 16, token="text2")
            words.setBottom(box.bottom() - _TERMS_LINE)
        if not each.account:
            used = self._text(painter, words, each.title, 20)
            self._badge(painter, words.left() + used + 8, words.center().y(), each.badge)
            return
        upper = QRectF(words.left(), words.top() + 10, words.width(), 30)
        used = self._text(painter, upper, each.title, 20)
        self._badge(painter, upper.left() + used + 8, upper.center().y(), each.badge)
        lower = upper.translated(0, 28)
        used = self._text(painter, lower, _tr("充到"), 18, token="text2")
        self._text(painter, lower.adjusted(used + 6, 0, 0, 0), each.account, 20, 600)

    def _draw_code(self, painter: QPainter, area: QRectF) -> None:
        view = self._view
        side = _QR + 2 * _QUIET
        plate = QRectF(area.center().x() - side / 2, area.height() * 0.18, side, side)
        if view.has_code:
            self._draw_plate(painter, plate, _QUIET)
        words = QRectF(area.left(), plate.bottom() + 22, area.width(), 36)
        self._draw_tender(painter, words)
        words_of_amount = _tr("扫了就付 {amount}，不用输金额")
        if not view.is_amount_fixed:
            words_of_amount = _tr("自己输金额 {amount}")
        sentence = words_of_amount.format(amount=view.pay_amount)
        before, _, after = sentence.partition(view.pay_amount)
        pieces = ((before, 400, "text2"), (view.pay_amount, 600, "text"), (after, 400, "text2"))
        row = words.translated(0, 36)
        row.setLeft(
            row.center().x()
            - sum(text_width_of(part, 20, weight) for part, weight, _ in pieces) / 2
        )
        for part, weight, token in pieces:
            row.setLeft(row.left() + self._text(painter, row, part, 20, weight, token=token))

    def _draw_tender(self, painter: QPainter, row: QRectF) -> None:
        """Draw icon and words of the tender in the middle of a row."""
        view, side = self._view, theme().px(24)
        width = text_width_of(view.pay_words, 24, 600) + (side + 12 if view.pay_icon else 0)
        left = row.center().x() - width / 2
        if view.pay_icon:
            at = QPointF(left, row.center().y() - side / 2)
            painter.drawPixmap(at, pixmap(view.pay_icon, px=24, color=self._colors["text"]))
            left += side + 12
        words = QRectF(left, row.top(), row.right() - left, row.height())
        self._text(painter, words, view.pay_words, 24, 600)

    def _badge(self, painter: QPainter, left: float, middle: float, text: str) -> None:
        """Draw 9 折 on jade."""
        if not text:
            return
        width, height = text_width_of(text, 16, 400) + 16, theme().px(26)
        box = QRectF(left, middle - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("accent-tint"))
        painter.drawRoundedRect(box, 6, 6)
        self._text(painter, box, text, 16, token="accent-text", align=_CENTER)

    def _draw_single(self, painter: QPainter) -> None:
        side = _SECRET_QR + 2 * _QUIET
        center = QRectF(self.rect()).center()
        terms = self._measured_terms()
        top = center.y() - side / 2 - 20 - terms.height() / 2
        plate = QRectF(center.x() - side / 2, top, side, side)
        self._draw_plate(painter, plate, _QUIET)
        words = QRectF(0, plate.bottom() + 20, self.width(), 34)
        self._text(painter, words, self._view.title, 20, 600, align=_CENTER)
        terms.moveTop(words.bottom())
        painter.setFont(theme().font(18, 400))
        painter.setPen(self._color("text"))
        painter.drawText(terms, _WRAPPED, self._view.terms)
        hint = words.translated(0, 34 + terms.height())
        self._text(painter, hint, self._view.hint, 16, token="text2", align=_CENTER)
        self.draw_keys(painter)

    def _measured_terms(self) -> QRectF:
        """Return the room of what must be read whole, in as many lines as it takes."""
        margin = self.width() / 8
        room = QRectF(margin, 0, self.width() - 2 * margin, self.height())
        if not self._view.terms:
            return QRectF(room.left(), 0, room.width(), 0)
        metrics = QFontMetricsF(theme().font(18, 400))
        taken = metrics.boundingRect(room, _WRAPPED, self._view.terms).height()
        return QRectF(room.left(), 0, room.width(), taken + 4)

    def _draw_plate(self, painter: QPainter, plate: QRectF, quiet: int) -> None:
        painter.setPen(self._color("line"))
        painter.setBrush(_WHITE)
        painter.drawRoundedRect(plate, 12, 12)
        inner = plate.adjusted(quiet, quiet, -quiet, -quiet)
        view = self._view
        if view.picture is not None:
            size = view.picture.size().scaled(
                inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(inner.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, view.picture)
            return
        draw_modules(painter, inner, view.rows)

    def _color(self, token: str) -> QColor:
        return QColor(self._colors[token])

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        pixels: float,
        weight: int = 400,
        *,
        token: str = "text",
        align: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """Draw one elided line; returns its width."""
        font = theme().font(pixels, weight)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(self._color(token))
        painter.drawText(box, int(align) | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)


def text_width_of(text: str, pixels: float, weight: int) -> float:
    """Return how wide a line is."""
    return QFontMetricsF(theme().font(pixels, weight)).horizontalAdvance(text)


def draw_modules(painter: QPainter, box: QRectF, rows: Sequence[Sequence[bool]]) -> None:
    """Draw a code's modules in whole pixels, centred."""
    if not rows:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    side = max(1, int(box.width() // len(rows)))
    left = int(box.center().x() - side * len(rows) / 2)
    top = int(box.center().y() - side * len(rows) / 2)
    for row, modules in enumerate(rows):
        for column, is_dark in enumerate(modules):
            if is_dark:
                painter.fillRect(left + column * side, top + row * side, side, side, _BLACK)
