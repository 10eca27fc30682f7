"""海报: what stands on it at the left, how it looks at the right; saved or copied as a picture."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
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
from desktop.translating import sentence_of, translate
from desktop.ui.loads import Loads
from desktop.ui.rendering.poster_painter import poster_image
from desktop.ui.screens.promotions.poster_campaigns import PosterCampaigns
from desktop.ui.screens.promotions.poster_giving import PosterGiving
from desktop.ui.screens.promotions.poster_goods import PosterGoods
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import PRIMARY, Segmented, make_button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel, line

if TYPE_CHECKING:
    from desktop.services.marketing import Marketing, PosterFacts, RunningCampaign
    from desktop.ui.screen import WindowContext

_FORM: Final = 520
_PREVIEW_PIXELS: Final = 720
_SIZES: Final = (PosterSize.GROUP, PosterSize.STORY, PosterSize.PAPER)
_STYLES: Final = (PosterStyle.JADE, PosterStyle.INK, PosterStyle.PAPER)


class PosterTab(QWidget):
    """The form and the picture that comes of it."""

    def __init__(
        self, context: WindowContext, marketing: Marketing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._marketing = context, marketing
        self._loads = Loads(context, self)
        self._facts: PosterFacts | None = None
        self._code_id: int | None = None
        self._image = QImage()
        self._giving = PosterGiving(context, marketing, self)
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
        self.campaigns = PosterCampaigns()
        self.goods_note = PlainLabel("", "caption", "2")
        self.table = PosterGoods()
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
        row.addWidget(self._made_left())
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
        column.addWidget(self.campaigns)
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
        return form

    def _made_left(self) -> QWidget:
        """The form, scrolling, above what is wrong and what can be done."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._made_form())
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
        self.campaigns.ticked.connect(self._draw)
        self.table.ticked.connect(self._draw)
        self.add_code.clicked.connect(self._ask_code)
        self.save.clicked.connect(self.ask_where)
        self.copy.clicked.connect(self.copy_picture)
        self._giving.refused.connect(self.refresh)

    # Reading -----------------------------------------------------------------------------------

    @Slot()
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
            saving = [one.product_id for one in facts.goods if one.goods.struck is not None]
            self.subtitle.set_text(facts.subtitle)
            self.table.choose(saving[: MOST_GOODS[PosterSize.GROUP]])
            self.campaigns.choose_first(facts.campaigns)
        self.campaigns.show_campaigns(facts.campaigns)
        self._show_codes(facts.codes)
        self.table.show_goods(facts.goods)
        self._draw()

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
        chosen = self.campaigns.chosen()
        size = _SIZES[self.size_choice.current()]
        return Poster(
            facts.shop,
            self.title.text(),
            self.subtitle.text(),
            tuple(map(_dated, chosen[:MOST_COUPONS])),
            tuple(offered[one] for one in self.table.chosen()[: MOST_GOODS[size]]),
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
        return self.table.chosen()[: MOST_GOODS[_SIZES[self.size_choice.current()]]]

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
        if poster is not None and self.save.isEnabled():
            self._giving.ask_where(poster, self.product_ids())

    @Slot()
    def copy_picture(self) -> None:
        """Put the picture where the next program pastes from, once it is sure to be live."""
        poster = self.poster()
        if poster is not None and self.copy.isEnabled():
            self._giving.copy(poster, self.product_ids())


def _dated(one: RunningCampaign) -> PosterCoupon:
    """Return a coupon that says below its tear until when it holds."""
    words = translate("broadcast", "到 {day} 为止").format(day=f"{one.until:%m-%d}")
    return replace(one.coupon, terms=one.coupon.terms or words)
