"""A product: what it is, what it costs, where its account goes, when to restock."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.money import ZERO, Money
from desktop.domain.product import ProductKind
from desktop.domain.stock import ProductDraft, account_rule_for, earns_points_for
from desktop.ui import stock_texts
from desktop.ui.dialogs.writing_form import WritingForm
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import DigitsEdit, MoneyEdit
from desktop.ui.widgets.cards import column
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.sheet import LARGE
from desktop.ui.widgets.switches import Switch

if TYPE_CHECKING:
    from desktop.domain.product import CategorySnapshot, ProductSnapshot
    from desktop.services.catalog import ProductOutcome
    from desktop.ui.stock_desk import StockDesk


@dataclass(frozen=True, slots=True)
class _Switches:
    """What is not part of a draft."""

    is_favourite: bool
    is_selling: bool


class ProductFormSheet(WritingForm):
    """Adds or changes a product."""

    def __init__(
        self,
        desk: StockDesk,
        product: ProductSnapshot | None = None,
        draft: ProductDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.context, "", width=LARGE, icon="package", parent=parent)
        self.set_title(
            self.tr("新商品")
            if product is None
            else self.tr("改商品 · {name}").format(name=product.title)
        )
        self._desk = desk
        self._product = product
        self._draft = draft
        self._is_code_typed = product is not None
        self._asked_code = 0
        self._build_lines()
        self._build_choices()
        self._lay_out()
        self._fill()
        self._connect()

    # Building ----------------------------------------------------------------------------------

    def _build_lines(self) -> None:
        self.name = LineInput(self.tr("名称"), self.tr("云境传说点卡"), name="productName")
        self.face = LineInput(self.tr("面值"), self.tr("100 元"), name="productFace")
        self.code = LineInput(self.tr("编码"), self.tr("按名称自动取"), name="productCode")
        self.barcode = LineInput(self.tr("条码"), name="productBarcode")
        self.price = LineInput(
            self.tr("售价（元）"), editor=MoneyEdit("productPrice"), name="productPrice"
        )
        self.cost = LineInput(
            self.tr("进价（元）"), editor=MoneyEdit("productCost"), name="productCost"
        )
        self.cost.set_note(self.tr("卡密和货源都不知道进价时才用它"))
        self.list_price = LineInput(
            self.tr("官方价（元）"), editor=MoneyEdit("productListPrice"), name="productListPrice"
        )
        self.region = LineInput(self.tr("区域"), self.tr("全国"), name="productRegion")
        self.usage_limit = LineInput(
            self.tr("使用限制"), self.tr("每个账号限用一次，不支持国际服"), name="productUsageLimit"
        )
        self.low_stock = LineInput(
            self.tr("低库存提醒（张）"),
            editor=DigitsEdit("productLowStock", 6, ""),
            name="productLowStock",
        )
        self.arrival = LineInput(
            self.tr("答应几分钟到账"),
            editor=DigitsEdit("productArrival", 5, ""),
            name="productArrival",
        )
        self.guide = QPlainTextEdit()
        self.guide.setObjectName("productGuide")
        self.guide.setAccessibleName(self.tr("使用说明"))
        self.guide.setPlaceholderText(self.tr("怎么兑换，跟卡密一起给顾客"))
        self.guide.setTabChangesFocus(True)
        self.guide.setFixedHeight(theme().px(64))

    def _build_choices(self) -> None:
        self._kinds = stock_texts.kind_words()
        self._rules = stock_texts.account_rule_words()
        self.kind = ChoiceBox(
            self._kinds.values(), name="productKind", accessible_name=self.tr("类型")
        )
        self.rule = ChoiceBox(
            self._rules.values(), name="productRule", accessible_name=self.tr("充到什么账号")
        )
        self.category = ChoiceBox(name="productCategory", accessible_name=self.tr("分类"))
        self.category.setEditable(True)
        words = self.tr("放进常用"), self.tr("在卖"), self.tr("得积分")
        self.favourite = Switch(name="productFavourite", accessible_name=words[0])
        self.selling = Switch(name="productSelling", accessible_name=words[1])
        self.points = Switch(name="productPoints", accessible_name=words[2])

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for number in range(12):
            grid.setColumnStretch(number, 1)
        rows: tuple[tuple[tuple[QWidget, int], ...], ...] = (
            ((self.name, 6), (self.face, 3), (self.code, 3)),
            (
                (_labelled(self.tr("类型"), self.kind), 3),
                (self.price, 3),
                (self.cost, 3),
                (self.list_price, 3),
            ),
            (
                (_labelled(self.tr("分类"), self.category), 3),
                (_labelled(self.tr("充到什么账号"), self.rule), 3),
                (self.low_stock, 3),
                (self.arrival, 3),
            ),
            (
                (self.barcode, 6),
                (_labelled(self.tr("放进常用"), self.favourite), 2),
                (_labelled(self.tr("得积分"), self.points), 2),
                (_labelled(self.tr("在卖"), self.selling), 2),
            ),
            ((self.region, 3), (self.usage_limit, 9)),
            ((_labelled(self.tr("使用说明"), self.guide), 12),),
        )
        for number, parts in enumerate(rows):
            at = 0
            for widget, span in parts:
                grid.addWidget(widget, number, at, 1, span, Qt.AlignmentFlag.AlignTop)
                at += span
        holder = QVBoxLayout()
        holder.addLayout(grid)
        self.body.addLayout(holder)
        self.finish(self.tr("保存") if self._product is not None else self.tr("建好"))
        self.set_first_focus(self.name.editor)

    def _fill(self) -> None:
        low_stock = self._desk.settings.current.integer("stock.low")
        blank = ProductDraft("", "", ProductKind.CARD, ZERO, low_stock=low_stock)
        draft = self._draft or blank
        self.name.set_text(draft.name)
        self.face.set_text(draft.face_text)
        self.code.set_text(draft.code)
        self.barcode.set_text(draft.barcode)
        self.region.set_text(draft.region)
        self.usage_limit.set_text(draft.usage_limit)
        self.low_stock.set_text(str(draft.low_stock))
        self.arrival.set_text(str(draft.arrival_minutes))
        self.guide.setPlainText(draft.guide)
        self.kind.setCurrentText(self._kinds[draft.kind])
        self.rule.setCurrentText(self._rules[draft.account_rule])
        self.points.setChecked(draft.earns_points)
        _money_of(self.price).set_amount(draft.price if self._draft else None)
        _money_of(self.cost).set_amount(draft.typed_cost)
        _money_of(self.list_price).set_amount(draft.list_price)
        product = self._product
        self.favourite.setChecked(product is not None and product.is_favourite)
        self.selling.setChecked(product is None or product.is_selling)

    def _connect(self) -> None:
        self.name.edited.connect(self._follow_name)
        self.code.edited.connect(self._note_code)
        self.kind.activated.connect(self._follow_kind)
        self._desk.read(self, self._desk.catalog.list_categories, self._show_categories)

    # Helping -----------------------------------------------------------------------------------

    def _show_categories(self, categories: tuple[CategorySnapshot, ...]) -> None:
        chosen = self._draft.category if self._draft else ""
        self.category.clear()
        self.category.addItems(["", *(category.name for category in categories)])
        self.category.setCurrentText(chosen)

    @Slot()
    def _note_code(self) -> None:
        self._is_code_typed = bool(self.code.text())

    @Slot()
    def _follow_name(self) -> None:
        """Propose a code nobody uses, until one is typed."""
        self._propose_rules()
        if self._is_code_typed or not self.name.text():
            return
        self._asked_code += 1
        work = partial(self._desk.catalog.free_code, self.name.text())
        self._desk.read(self, work, partial(self._show_code, self._asked_code))

    def _show_code(self, number: int, code: str) -> None:
        if number == self._asked_code and not self._is_code_typed:
            self.code.set_text(code)

    @Slot()
    def _follow_kind(self) -> None:
        self._propose_rules()

    def _propose_rules(self) -> None:
        if self._product is not None:
            return
        rule = account_rule_for(self._chosen_kind(), self.name.text())
        self.rule.setCurrentText(self._rules[rule])
        self.points.setChecked(earns_points_for(self.name.text()))

    def _chosen_kind(self) -> ProductKind:
        return list(self._kinds)[self.kind.currentIndex()]

    # Writing -----------------------------------------------------------------------------------

    def fields_by_code(self) -> dict[str, LineInput]:
        """Return the lines that errors belong to."""
        return {
            "code_taken": self.code,
            "code_malformed": self.code,
            "barcode_taken": self.barcode,
            "name_missing": self.name,
            "price_out_of_range": self.price,
            "number_out_of_range": self.low_stock,
        }

    def submit(self) -> None:
        """Save when there is a price; the rest is judged by the catalogue."""
        price = _money_of(self.price).amount()
        if price is None:
            self.price.set_error(self.tr("填售价，例如 99.80"))
            self.price.editor.setFocus()
            return
        switches = _Switches(self.favourite.isChecked(), self.selling.isChecked())
        draft = self._typed(price)
        self.write(partial(_save, self._desk, self._product, draft, switches), self._saved)

    def _typed(self, price: Money) -> ProductDraft:
        return ProductDraft(
            code=self.code.text(),
            name=self.name.text(),
            kind=self._chosen_kind(),
            price=price,
            typed_cost=_money_of(self.cost).amount(),
            face_text=self.face.text(),
            list_price=_money_of(self.list_price).amount(),
            barcode=self.barcode.text(),
            category=self.category.currentText(),
            region=self.region.text(),
            usage_limit=self.usage_limit.text(),
            guide=self.guide.toPlainText(),
            account_rule=list(self._rules)[self.rule.currentIndex()],
            low_stock=int(self.low_stock.text() or "0"),
            arrival_minutes=int(self.arrival.text() or "0"),
            earns_points=self.points.isChecked(),
        )

    def _saved(self, outcome: ProductOutcome) -> None:
        self.close_sheet()
        words = self.tr("{name} 建好了") if self._product is None else self.tr("{name} 改好了")
        self._desk.toast(words.format(name=outcome.product.title))


def _labelled(label: str, widget: QWidget) -> QWidget:
    box = QWidget()
    layout = column(PlainLabel(label, "table", "2"), widget, spacing=4)
    if isinstance(widget, Switch):
        layout.setAlignment(widget, Qt.AlignmentFlag.AlignLeft)
    layout.addStretch(1)
    box.setLayout(layout)
    return box


def _money_of(field: LineInput) -> MoneyEdit:
    editor = field.editor
    if not isinstance(editor, MoneyEdit):
        message = "the field holds no amount"
        raise TypeError(message)
    return editor


def _save(
    desk: StockDesk, product: ProductSnapshot | None, draft: ProductDraft, switches: _Switches
) -> Any:
    """Write the product, then the two switches where they differ; off the window's thread."""
    catalog, actor = desk.catalog, desk.actor
    if product is None:
        outcome = catalog.add_product(actor, draft)
    else:
        outcome = catalog.change_product(actor, product.id, draft)
    stored = outcome.product
    if stored.is_favourite is not switches.is_favourite:
        catalog.set_favourite(actor, stored.id, switches.is_favourite)
    if stored.is_selling is not switches.is_selling:
        outcome = catalog.set_selling(actor, stored.id, switches.is_selling)
    return outcome
