"""海报: what stands on it at the left, how it looks at the right; saved or copied as a picture."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.poster import (
    MOST_COUPONS,
    MOST_GOODS,
    MOST_TITLE,
    STOPPING,
    ContactCode,
    Poster,
    PosterCoupon,
    PosterSize,
    PosterStyle,
    poster_problems,
)
from desktop.services.table_writing import safe_file_name, save_file
from desktop.translating import sentence_of, translate
from desktop.ui.background import Lane
from desktop.ui.dialogs.save_file_dialog import SaveFileSheet
from desktop.ui.formatting import amount_text
from desktop.ui.loads import Loads
from desktop.ui.rendering.poster_painter import poster_image, poster_png
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import PRIMARY, ActionButton, Segmented, make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.data_table import DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.errors import KataiError
    from desktop.services.marketing import Marketing, Offered, PosterFacts, RunningCampaign
    from desktop.ui.screen import WindowContext

_TICK: Final = "tick"
_ROWS: Final = 5
_FORM: Final = 520
_PREVIEW_PIXELS: Final = 720
_SIZES: Final = (PosterSize.GROUP, PosterSize.STORY, PosterSize.PAPER)
_STYLES: Final = (PosterStyle.JADE, PosterStyle.INK, PosterStyle.PAPER)


class _GoodsTable(DataTable["Offered"]):
    """The goods; Space ticks.

    Signals:
        tick_wanted: of the current row.
    """

    tick_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; the rest is a table's."""
        if event.key() == Qt.Key.Key_Space:
            self.tick_wanted.emit()
        else:
            super().keyPressEvent(event)


class PosterTab(QWidget):
    """The form and the picture that comes of it."""

    def __init__(
        self, context: WindowContext, marketing: Marketing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._marketing = context, marketing
        self._loads = Loads(context, self)
        self._facts: PosterFacts | None = None
        self._goods: list[int] = []
        self._campaigns: list[int] = []
        self._chips: dict[int, ActionButton] = {}
        self._code_id: int | None = None
        self._image = QImage()
        self._build()
        self._connect()

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.style_choice = Segmented((self.tr("绿"), self.tr("黑"), self.tr("米")))
        self.size_choice = Segmented((self.tr("3:4 群发"), "9:16", "A4"))
        self.size_choice.setObjectName("posterSize")
        self.title = LineInput(self.tr("标题"), name="posterTitle")
        self.title.set_text(self.tr("当面充 马上到"))
        self.title.editor.setMaxLength(MOST_TITLE)
        self.subtitle = LineInput(self.tr("副标题"), name="posterSubtitle")
        self.call = LineInput(self.tr("二维码旁边的话"), name="posterCall")
        self.call.set_text(self.tr("扫码加群，报推荐码"))
        self.referral = LineInput(self.tr("推荐码"), self.tr("没有就空着"), name="posterReferral")
        self._campaign_row = QHBoxLayout()
        self._campaign_row.setSpacing(8)
        self._no_campaign = PlainLabel(self.tr("没有在进行的活动"), "caption", "2")
        self.goods_note = PlainLabel("", "caption", "2")
        self.table = _GoodsTable(
            (
                TableColumn(_TICK, "", self._tick_cell, 42),
                TableColumn("name", self.tr("商品"), _name_cell),
                TableColumn("before", self.tr("原价"), _before_cell, 84, is_number=True),
                TableColumn("now", self.tr("现价"), _now_cell, 84, is_number=True),
            ),
            _key_of,
            name="posterGoods",
            accessible_name=self.tr("放哪些商品"),
        )
        self.table.setFixedHeight(theme().px(36 + 44 * _ROWS))
        self.code_choice = ChoiceBox((), name="posterCode", accessible_name=self.tr("二维码"))
        self.add_code = make_button("", self.tr("加码…"), icon_name="plus", name="addContactCode")
        self.problems = PlainLabel("", "", "warn", wraps=True)
        self.problems.setObjectName("posterProblems")
        self.save = make_button(
            PRIMARY,
            self.tr("存图"),
            self._context.registry.key_text("promote.save"),
            "image-down",
            name="savePoster",
        )
        self.copy = make_button("", self.tr("复制图片"), icon_name="copy", name="copyPoster")
        self.picture = PlainLabel()
        self.picture.setObjectName("posterPicture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(QSize(1, 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._made_form())
        row.addWidget(line(is_vertical=True))
        row.addWidget(self.picture, 1)

    def _made_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        looks = QHBoxLayout()
        looks.addWidget(self.style_choice)
        looks.addStretch(1)
        looks.addWidget(self.size_choice)
        column.addLayout(looks)
        column.addWidget(self.title)
        column.addWidget(self.subtitle)
        column.addWidget(PlainLabel(self.tr("放哪些活动"), "table", "2"))
        column.addLayout(self._campaign_row)
        column.addWidget(self._no_campaign)
        column.addWidget(self.goods_note)
        card = Card()
        card.set_flush()
        card.body.addWidget(self.table)
        column.addWidget(card)
        codes = QHBoxLayout()
        codes.setSpacing(8)
        codes.addWidget(self.code_choice, 1)
        codes.addWidget(self.add_code)
        column.addWidget(PlainLabel(self.tr("二维码"), "table", "2"))
        column.addLayout(codes)
        column.addWidget(self.call)
        column.addWidget(self.referral)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(form)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.save, 2)
        foot.addWidget(self.copy, 1)
        holder = QWidget()
        holder.setFixedWidth(theme().px(_FORM))
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        self.problems.setContentsMargins(16, 6, 16, 0)
        whole.addWidget(self.problems)
        whole.addLayout(foot)
        return holder

    def _connect(self) -> None:
        for choice in (self.style_choice, self.size_choice):
            choice.chosen.connect(self._draw)
        for text in (self.title, self.subtitle, self.call, self.referral):
            text.edited.connect(self._draw)
        self.code_choice.activated.connect(self._choose_code)
        self.table.tick_wanted.connect(self._toggle_goods)
        self.table.clicked.connect(self._press_cell)
        self.add_code.clicked.connect(self._ask_code)
        self.save.clicked.connect(self.ask_where)
        self.copy.clicked.connect(self.copy_picture)

    # Reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read prices, campaigns and codes again; what was chosen stays chosen."""
        self._loads.run("facts", self._marketing.facts, self._show_facts)

    def carry_code(self, code: str) -> None:
        """Draw the poster for a campus agent: who comes by it names this code."""
        self.referral.set_text(code)
        self._draw()

    def focus_home(self) -> None:
        """To the headline."""
        self.title.editor.setFocus()

    def _show_facts(self, facts: PosterFacts) -> None:
        is_first = self._facts is None
        self._facts = facts
        if is_first:
            self.subtitle.set_text(facts.subtitle)
        known = {one.product_id for one in facts.goods}
        running = {one.campaign_id for one in facts.campaigns}
        self._goods = [one for one in self._goods if one in known]
        self._campaigns = [one for one in self._campaigns if one in running]
        if is_first:
            saving = [one.product_id for one in facts.goods if one.goods.struck is not None]
            self._goods = saving[: MOST_GOODS[PosterSize.GROUP]]
            self._campaigns = [one.campaign_id for one in facts.campaigns[:MOST_COUPONS]]
        self._show_campaigns(facts.campaigns)
        self._show_codes(facts.codes)
        self.table.set_rows(facts.goods)
        self._draw()

    def _show_campaigns(self, campaigns: tuple[RunningCampaign, ...]) -> None:
        while (item := self._campaign_row.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        self._chips = {}
        for one in campaigns:
            is_on = one.campaign_id in self._campaigns
            chip = make_button(
                "", one.coupon.offer, icon_name="check" if is_on else "", name="posterCampaign"
            )
            chip.setCheckable(True)
            chip.setChecked(is_on)
            chip.clicked.connect(partial(self._toggle_campaign, one.campaign_id))
            self._chips[one.campaign_id] = chip
            self._campaign_row.addWidget(chip)
        self._campaign_row.addStretch(1)
        self._no_campaign.setVisible(not campaigns)

    def _show_codes(self, codes: tuple[ContactCode, ...]) -> None:
        ids = [code.id for code in codes]
        if self._code_id not in ids:
            self._code_id = ids[0] if ids else None
        self.code_choice.clear()
        for code in codes:
            words = code.label
            if code.expires_on is not None:
                words = self.tr("{label} · {day} 到期").format(
                    label=code.label, day=f"{code.expires_on:%m-%d}"
                )
            self.code_choice.addItem(words, code.id)
        if self._code_id is not None:
            self.code_choice.setCurrentIndex(ids.index(self._code_id))
        self.code_choice.setEnabled(bool(codes))

    # The poster --------------------------------------------------------------------------------

    def poster(self) -> Poster | None:
        """Return the poster as it would be given out; None before anything was read."""
        facts = self._facts
        if facts is None:
            return None
        offered = {one.product_id: one.goods for one in facts.goods}
        chosen = [one for one in facts.campaigns if one.campaign_id in self._campaigns]
        size = _SIZES[self.size_choice.current()]
        return Poster(
            facts.shop,
            self.title.text(),
            self.subtitle.text(),
            tuple(map(_dated, chosen[:MOST_COUPONS])),
            tuple(offered[one] for one in self._goods[: MOST_GOODS[size]]),
            next((code for code in facts.codes if code.id == self._code_id), None),
            self.call.text(),
            (),
            self.referral.text(),
            min((one.until for one in chosen), default=None),
            size,
            _STYLES[self.style_choice.current()],
        )

    def product_ids(self) -> tuple[int, ...]:
        """Return the products whose lines stand on it, in their order."""
        return tuple(self._goods[: MOST_GOODS[_SIZES[self.size_choice.current()]]])

    @Slot()
    def _draw(self) -> None:
        poster, facts = self.poster(), self._facts
        if poster is None or facts is None:
            return
        most = MOST_GOODS[poster.size]
        words = self.tr("放哪些商品 · 已选 {n} 个，最多 {most} 个")
        self.goods_note.setText(words.format(n=len(poster.goods), most=most))
        found = [sentence_of(one) for one in poster_problems(poster, facts.today)]
        found += [
            self.tr("{title} 已经不赚钱了，海报上别再放").format(title=title)
            for title in facts.loses
        ]
        self.problems.setText("\n".join(found))
        self.problems.setVisible(bool(found))
        stops = any(one.code in STOPPING for one in poster_problems(poster, facts.today))
        self.problems.set_tone("danger" if stops else "warn")
        self.save.setEnabled(not stops)
        self.copy.setEnabled(not stops)
        self._loads.run("picture", partial(poster_image, poster, _PREVIEW_PIXELS), self._show)

    def _show(self, image: QImage) -> None:
        self._image = image
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture takes the room there is."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._image.isNull():
            return
        room = self.picture.size() - QSize(theme().px(48), theme().px(48))
        scaled = self._image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self.picture.setPixmap(QPixmap.fromImage(scaled))
        self.picture.setAccessibleName(self.tr("海报"))

    # What a person does ------------------------------------------------------------------------

    @Slot()
    def _toggle_campaign(self, campaign_id: int, *_checked: bool) -> None:
        if campaign_id in self._campaigns:
            self._campaigns.remove(campaign_id)
        else:
            self._campaigns = [*self._campaigns, campaign_id][-MOST_COUPONS:]
        if self._facts is not None:
            self._show_campaigns(self._facts.campaigns)
        self._draw()

    @Slot()
    def _toggle_goods(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        if row.product_id in self._goods:
            self._goods.remove(row.product_id)
        else:
            self._goods.append(row.product_id)
        self.table.set_rows(self.table.table_model().rows())
        self._draw()

    @Slot(QModelIndex)
    def _press_cell(self, index: QModelIndex) -> None:
        if self.table.table_model().columns[index.column()].key == _TICK:
            self._toggle_goods()

    @Slot(int)
    def _choose_code(self, index: int) -> None:
        code_id = self.code_choice.itemData(index)
        if isinstance(code_id, int):
            self._code_id = code_id
            self._draw()

    @Slot()
    def _ask_code(self) -> None:
        from desktop.ui.dialogs.contact_code_dialog import ContactCodeSheet

        sheet = ContactCodeSheet(self._context, self._marketing)
        sheet.saved.connect(self._take_code)
        self._context.messages.open_sheet(sheet)

    @Slot(object)
    def _take_code(self, code: ContactCode) -> None:
        self._code_id = code.id
        self.refresh()

    @Slot()
    def ask_where(self) -> None:
        """Ask where the picture goes."""
        poster = self.poster()
        if poster is None or not self.save.isEnabled():
            return
        name = safe_file_name(poster.title) or self.tr("海报")
        sheet = SaveFileSheet(self.tr("存海报"), name, ("png",))
        sheet.decided.connect(partial(self._save, sheet, poster, self.product_ids()))
        self._context.messages.open_sheet(sheet)

    def _save(
        self, sheet: SaveFileSheet, poster: Poster, product_ids: tuple[int, ...], path: Path
    ) -> None:
        self._context.operations.run_query(
            self,
            partial(self._write, poster, product_ids, path),
            partial(self._saved, sheet, path),
            refused=sheet.show_refusal,
            lane=Lane.READ,
        )

    def _write(self, poster: Poster, product_ids: tuple[int, ...], path: Path) -> None:
        """Off the window's thread: the prices are held against the live ones a last time."""
        self._marketing.refuse_unfit(poster, product_ids)
        save_file(path, poster_png(poster))

    def _saved(self, sheet: SaveFileSheet, path: Path, _nothing: None) -> None:
        sheet.close_sheet()
        words = self.tr("海报存到 {path}").format(path=path)
        self._context.messages.show_toast(words, icon="circle-check")

    @Slot()
    def copy_picture(self) -> None:
        """Put the picture where the next program pastes from, once it is sure to be live."""
        poster = self.poster()
        if poster is None or not self.copy.isEnabled():
            return
        self._context.operations.run_query(
            self,
            partial(self._whole, poster, self.product_ids()),
            self._copied,
            refused=self._refuse,
            lane=Lane.READ,
        )

    def _whole(self, poster: Poster, product_ids: tuple[int, ...]) -> QImage:
        self._marketing.refuse_unfit(poster, product_ids)
        return poster_image(poster)

    def _copied(self, image: QImage) -> None:
        self._context.clipboard.copy_picture(image)
        self._context.messages.show_toast(self.tr("海报复制好了，去群里粘贴"), icon="copy-check")

    def _refuse(self, error: KataiError) -> None:
        self._context.messages.show_refusal(sentence_of(error))
        self.refresh()

    def _tick_cell(self, one: Offered) -> TableCell:
        return TableCell(tick=one.product_id in self._goods)


def _key_of(one: Offered) -> int:
    return one.product_id


def _name_cell(one: Offered) -> TableCell:
    return TableCell(one.goods.title, is_strong=True)


def _before_cell(one: Offered) -> TableCell:
    struck = one.goods.struck
    return TableCell("—" if struck is None else amount_text(struck), token="text2")


def _now_cell(one: Offered) -> TableCell:
    return TableCell(amount_text(one.goods.now), is_strong=True)


def _dated(one: RunningCampaign) -> PosterCoupon:
    """Return a coupon that says below its tear until when it holds."""
    words = translate("broadcast", "到 {day} 为止").format(day=f"{one.until:%m-%d}")
    return replace(one.coupon, terms=one.coupon.terms or words)
