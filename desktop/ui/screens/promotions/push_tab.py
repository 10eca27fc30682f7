"""群发: ready words to copy, a price list as a picture, the calendar and what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.broadcast import Broadcast, BroadcastKind, PriceGroup, broadcast_text
from desktop.domain.poster import MOST_COUPONS, forbidden_in
from desktop.services.marketing import PushResult
from desktop.translating import sentence_of, translate
from desktop.ui.background import Lane
from desktop.ui.formatting import money_text
from desktop.ui.loads import Loads
from desktop.ui.rendering.price_list_painter import price_list_image
from desktop.ui.theme import theme
from desktop.ui.widgets.amount_inputs import DigitsEdit
from desktop.ui.widgets.buttons import PRIMARY, make_button
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import TWO_LINES, DataTable, TableCell, TableColumn
from desktop.ui.widgets.inputs import ChoiceBox, LineInput
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.rounded_pages import RoundedPages

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.errors import KataiError
    from desktop.domain.poster import PosterGoods
    from desktop.services.marketing import Marketing, PosterFacts
    from desktop.ui.screen import WindowContext

_FORM: Final = 520
_GOODS: Final = 12
_KINDS: Final = (
    BroadcastKind.SALE,
    BroadcastKind.NEW_GOODS,
    BroadcastKind.COME_BACK,
    BroadcastKind.PRICE_LIST,
    BroadcastKind.LISTING,
)


class PushTab(QWidget):
    """The words at the left; the calendar at the right.

    Signals:
        changed: a message was kept, sent or dropped.
    """

    changed = Signal()

    def __init__(
        self, context: WindowContext, marketing: Marketing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._marketing = context, marketing
        self._loads = Loads(context, self)
        self._facts: PosterFacts | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        kinds = (
            self.tr("限时折扣"),
            self.tr("上新提醒"),
            self.tr("老顾客回来"),
            self.tr("今天的价"),
            self.tr("闲鱼、朋友圈"),
        )
        self.kind = ChoiceBox(kinds, name="pushKind", accessible_name=self.tr("发什么"))
        self.audience = LineInput(self.tr("发到哪个群"), self.tr("如：东门群"), name="pushAudience")
        self.reached = DigitsEdit("pushReached", 6, self.tr("大约多少人"))
        self.reached.setPlaceholderText(self.tr("人数"))
        self.contact = LineInput(self.tr("怎么找到你"), name="pushContact")
        self.words = QPlainTextEdit()
        self.words.setObjectName("pushWords")
        self.words.setAccessibleName(self.tr("要发的话"))
        self.warning = PlainLabel("", "", "danger", wraps=True)
        self.warning.setObjectName("pushWarning")
        self.copy = make_button(PRIMARY, self.tr("复制，记一次"), icon_name="copy", name="copyPush")
        self.plan = make_button("", self.tr("排到明天"), icon_name="timer", name="planPush")
        self.picture = make_button(
            "", self.tr("复制价目图"), icon_name="image-down", name="copyPriceList"
        )
        self.table: DataTable[PushResult] = DataTable(
            (
                TableColumn("what", self.tr("发了什么"), self._what_cell),
                TableColumn("when", self.tr("哪天"), self._when_cell, 120),
                TableColumn("after", self.tr("之后两天"), self._after_cell, 150, is_number=True),
            ),
            _key_of,
            name="pushTable",
            accessible_name=self.tr("群发记录"),
            row_height=TWO_LINES,
        )
        self.sent = make_button("", self.tr("已发出去"), name="markPush", size="small")
        self.drop = make_button("", self.tr("不发了"), name="dropPush", size="small")
        self.empty = EmptyState(
            "megaphone", self.tr("还没有群发过"), self.tr("复制一条发出去，这里看它带来多少")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._made_form())
        row.addWidget(line(is_vertical=True))
        row.addLayout(self._made_calendar(), 1)

    def _made_form(self) -> QWidget:
        form = QWidget()
        form.setFixedWidth(theme().px(_FORM))
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.kind)
        group = QHBoxLayout()
        group.setSpacing(8)
        group.addWidget(self.audience, 3)
        self.audience.set_beside(self.reached)
        column.addLayout(group)
        column.addWidget(self.contact)
        column.addWidget(self.words, 1)
        column.addWidget(self.warning)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.copy, 2)
        acts.addWidget(self.plan, 1)
        column.addLayout(acts)
        column.addWidget(self.picture)
        return form

    def _made_calendar(self) -> QVBoxLayout:
        self._pages = RoundedPages(is_last=True)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card = Card()
        card.set_flush()
        card.body.addWidget(self._pages, 1)
        note = PlainLabel(
            self.tr(
                "之后两天 = 发出后 48 小时全店的成交，括号里是之前 48 小时。只是对照，不算功劳。"
            ),
            "caption",
            "2",
            wraps=True,
        )
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(note, 1)
        acts.addWidget(self.sent)
        acts.addWidget(self.drop)
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(card, 1)
        column.addLayout(acts)
        return column

    def _connect(self) -> None:
        self.kind.activated.connect(self._write_words)
        self.contact.edited.connect(self._write_words)
        self.words.textChanged.connect(self._judge)
        self.copy.clicked.connect(self._copy)
        self.plan.clicked.connect(self._plan)
        self.picture.clicked.connect(self._draw_list)
        self.table.row_chosen.connect(self._show_acts)
        self.sent.clicked.connect(self._mark_sent)
        self.drop.clicked.connect(self._drop)

    # Reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read prices and the calendar again; words that were typed are kept."""
        self._loads.run("facts", self._marketing.facts, self._show_facts)
        self._loads.run("pushes", self._marketing.pushes, self._show_pushes)

    def focus_home(self) -> None:
        """To what is sent."""
        self.kind.setFocus()

    def _show_facts(self, facts: PosterFacts) -> None:
        is_first = self._facts is None
        self._facts = facts
        if is_first:
            self._write_words()

    @Slot()
    def _write_words(self, _index: object = None) -> None:
        facts = self._facts
        if facts is None:
            return
        kind = _KINDS[self.kind.currentIndex()]
        goods = [one.goods for one in facts.goods]
        saving = [one for one in goods if one.struck is not None]
        chosen = saving if kind is BroadcastKind.SALE and saving else goods
        running = facts.campaigns[:MOST_COUPONS]
        told = Broadcast(
            kind,
            facts.shop,
            tuple(chosen[:_GOODS]),
            tuple(one.coupon for one in running),
            min((one.until for one in running), default=None),
            self.contact.text(),
        )
        self.words.setPlainText(broadcast_text(told, translate))

    @Slot()
    def _judge(self) -> None:
        found = forbidden_in([self.words.toPlainText()])
        words = self.tr("广告法不许说“{words}”，换个说法再发")
        self.warning.setText(words.format(words="、".join(found)) if found else "")
        self.warning.setVisible(bool(found))
        has_words = bool(self.words.toPlainText().strip())
        for button in (self.copy, self.plan):
            button.setEnabled(has_words and not found)

    def _show_pushes(self, results: tuple[PushResult, ...]) -> None:
        self.table.set_rows(results)
        if self.table.current_row() is None:
            self.table.select_number(0)
        self._pages.setCurrentIndex(0 if results else 1)
        self._show_acts(self.table.current_row())

    @Slot(object)
    def _show_acts(self, result: PushResult | None) -> None:
        is_planned = result is not None and result.push.sent_at is None
        self.sent.setEnabled(is_planned)
        self.drop.setEnabled(is_planned)

    # What a person does ------------------------------------------------------------------------

    @Slot()
    def _copy(self) -> None:
        self._context.clipboard.copy_plain(self.words.toPlainText())
        self._note(None, self.tr("复制好了，去群里粘贴"))

    @Slot()
    def _plan(self) -> None:
        facts = self._facts
        if facts is not None:
            tomorrow = facts.today.fromordinal(facts.today.toordinal() + 1)
            self._note(tomorrow, self.tr("排到 {day}").format(day=f"{tomorrow:%m-%d}"))

    def _note(self, planned_on: date | None, said: str) -> None:
        note = partial(
            self._marketing.note_push,
            self._context.session.actor,
            _KINDS[self.kind.currentIndex()],
            self.audience.text(),
            self.words.toPlainText(),
            reached=self.reached.number(),
            planned_on=planned_on,
        )
        self._context.operations.run_change(
            self, note, partial(self._done, said), refused=self._refuse
        )

    @Slot()
    def _mark_sent(self) -> None:
        row = self.table.current_row()
        if row is not None:
            act = partial(self._marketing.mark_sent, self._context.session.actor, row.push.id)
            self._context.operations.run_change(
                self, act, partial(self._done, self.tr("记下了")), refused=self._refuse
            )

    @Slot()
    def _drop(self) -> None:
        row = self.table.current_row()
        if row is not None:
            act = partial(self._marketing.drop_push, self._context.session.actor, row.push.id)
            self._context.operations.run_change(
                self, act, partial(self._done, self.tr("不发了")), refused=self._refuse
            )

    def _done(self, said: str, _changes: object) -> None:
        self._context.messages.show_toast(said, icon="circle-check")
        self.refresh()
        self.changed.emit()

    @Slot()
    def _draw_list(self) -> None:
        facts = self._facts
        if facts is None:
            return
        groups: dict[str, list[PosterGoods]] = {}
        for one in facts.goods:
            groups.setdefault(one.category or self.tr("其他"), []).append(one.goods)
        stamp = self.tr("{day} 的价，以当面报价为准").format(day=facts.today.isoformat())
        draw = partial(
            price_list_image,
            facts.shop,
            [PriceGroup(name, tuple(goods)) for name, goods in groups.items()],
            stamp,
            self.contact.text(),
        )
        self._context.operations.run_query(
            self, draw, self._list_drawn, refused=self._refuse, lane=Lane.READ
        )

    def _list_drawn(self, image: QImage) -> None:
        self._context.clipboard.copy_picture(image)
        self._context.messages.show_toast(self.tr("价目图复制好了，去群里粘贴"), icon="copy-check")

    def _refuse(self, error: KataiError) -> None:
        self._context.messages.show_refusal(sentence_of(error))

    # Cells -------------------------------------------------------------------------------------

    def _what_cell(self, result: PushResult) -> TableCell:
        first = result.push.words.strip().splitlines()[0]
        people = self.tr("{n} 人").format(n=result.push.reached) if result.push.reached else ""
        second = " · ".join(part for part in (result.push.audience, people) if part)
        return TableCell(first, is_strong=True, second=second)

    def _when_cell(self, result: PushResult) -> TableCell:
        is_planned = result.push.sent_at is None
        return TableCell(
            f"{result.push.planned_on:%m-%d}",
            second=self.tr("还没发") if is_planned else "",
            token="warn" if is_planned else "text",
        )

    def _after_cell(self, result: PushResult) -> TableCell:
        if result.push.sent_at is None:
            return TableCell("—", token="text2")
        after, before = money_text(result.after.total), money_text(result.before.total)
        words = self.tr("{n} 单").format(n=result.after.sales)
        more = "" if result.is_over else self.tr("还没满两天")
        return TableCell(f"{after}（{before}）", second=" · ".join(p for p in (words, more) if p))


def _key_of(result: PushResult) -> int:
    return result.push.id
