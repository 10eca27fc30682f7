"""完成: change, cards to hand over, what still runs. It never leaves by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.clock import zone_named
from desktop.domain.delivery import DeliveryState, HandOver, Supply
from desktop.domain.errors import KataiError
from desktop.domain.purchase import PurchaseState
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.formatting import cards_text, listed_text, second_text
from desktop.ui.goods_terms import terms_text
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.screens.sale.customer_page import CustomerPage
from desktop.ui.screens.sale.customer_sheet import CustomerView
from desktop.ui.screens.sale.delivery_rows import DeliveryCard, LiveLine
from desktop.ui.screens.sale.done_facts import (
    DoneFacts,
    DoneReader,
    find_left_behind,
    is_live,
)
from desktop.ui.screens.sale.done_hero import DoneHero
from desktop.ui.screens.sale.done_papers import DonePapers
from desktop.ui.screens.sale.done_side import DoneSide
from desktop.ui.screens.sale.secret_cards import (
    CODE,
    COPY,
    SecretCard,
    SecretRow,
    badge_copied,
    badge_hiding,
    hidden_word,
)
from desktop.ui.screens.sale.secret_keeper import CardKey, ClearCard, SecretKeeper
from desktop.ui.shortcuts import Action, PageKeys
from desktop.ui.theme import theme
from desktop.ui.widgets.labels import TotalLabel

if TYPE_CHECKING:
    from desktop.domain.sale import SaleSnapshot, SoldLine
    from desktop.services.checkout import Checkout
    from desktop.services.delivery import Delivery, MaskedCard
    from desktop.services.printing import Printing
    from desktop.services.purchasing import PurchaseSnapshot, Purchasing
    from desktop.services.sealed_files import SealedFiles
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext

_SECOND = 1000
_LOW_PAGE = 620


class DonePage(QWidget):
    """Shows one finished sale.

    Signals:
        next_wanted: what was left behind, a ``LeftBehind``, or None.
    """

    next_wanted = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        checkout: Checkout,
        delivery: Delivery,
        purchasing: Purchasing,
        printing: Printing,
        settings: Settings,
        sealed_files: SealedFiles,
    ) -> None:
        super().__init__()
        self.context = context
        self._checkout = checkout
        self._delivery = delivery
        self._purchasing = purchasing
        self._reader = DoneReader(checkout, delivery, purchasing, printing)
        self._settings = settings
        self._zone = zone_named(settings.current.text("day.zone"))
        self._facts: DoneFacts | None = None
        self._keeper = SecretKeeper(context, delivery, settings, self)
        self._papers = DonePapers(context, delivery, printing, settings, self._keeper, sealed_files)
        self.hero = DoneHero(self._zone)
        keys = context.registry
        self.secrets = SecretCard(keys.key_text("done.reveal"), keys.key_text("done.copy"))
        self.deliveries = DeliveryCard()
        self.side = DoneSide(keys)
        self.customer_page = CustomerPage(context)
        self._clock = QTimer(self, interval=_SECOND)
        self._clock.timeout.connect(self._tick)
        self._build()
        self._connect()

    # What the screen asks and tells -----------------------------------------------------------

    def read(self, sale_id: int) -> DoneFacts:
        """Read everything about a sale; runs off the window's thread."""
        return self._reader.read(sale_id)

    @property
    def change(self) -> TotalLabel:
        """The amount to give back."""
        return self.hero.change

    @property
    def sale_id(self) -> int | None:
        """The sale that is shown."""
        return self._facts.sale.id if self._facts is not None else None

    def begin(self, sale: SaleSnapshot) -> None:
        """Show a sale that was just recorded; the rest is read meanwhile."""
        if self.sale_id != sale.id:
            self._keeper.forget_all()
            self.secrets.list.setCurrentIndex(self.secrets.list.rootIndex())
            self.secrets.list.clearSelection()
        self.show_facts(DoneFacts(sale))

    def show_facts(self, facts: DoneFacts) -> None:
        """Show what was read."""
        self._facts = facts
        for masked in facts.cards.values():
            self._keeper.seen.update(card.card_id for card in masked if card.is_revealed)
        self._papers.take(facts)
        self.hero.let_keep(may_keep=self._settings.current.flag("stored.enabled"))
        self.hero.show_sale(facts.sale)
        person = self.context.session.person
        self.side.show_sale(facts.sale, person.name if person else "", cards=facts.card_count())
        self.side.show_receipt(facts.receipt_text)
        self._show_secrets()
        self._show_deliveries()

    def refresh(self) -> None:
        """Read the shown sale again: goods arrived, results came."""
        if self._facts is not None:
            self.context.operations.run_query(
                self, partial(self.read, self._facts.sale.id), self._show_again
            )

    def leave(self) -> None:
        """Hide everything; the page is no longer in front."""
        self._keeper.hide_all()
        self.customer_page.close_page()
        self._clock.stop()

    def focus_home(self) -> None:
        """下一位 is what Enter presses."""
        self.side.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def page_keys(self) -> PageKeys:
        """Return the acts of the page."""
        has_cards = self._has_cards
        return PageKeys(
            "done",
            (
                Action("done.next", self.go_on, icon="users"),
                Action("done.receipt", self._papers.print_receipt, icon="printer"),
                Action("done.save_receipt", self._papers.save_receipt, icon="download"),
                Action("done.slip", self._papers.print_slip, has_cards, icon="key-round"),
                Action("done.seal", self._papers.seal, self._papers.may_seal, icon="lock"),
                Action("done.reveal", self._reveal_chosen, has_cards, icon="eye"),
                Action("done.copy", self._copy_chosen, has_cards, icon="copy"),
                Action("done.send", self._papers.send, icon="send"),
                Action("done.ticket", self._open_order, icon="life-buoy"),
                Action("done.show", self._show_code, has_cards, icon="qr-code"),
                Action("done.row_up", partial(self._move, -1), is_listed=False),
                Action("done.row_down", partial(self._move, 1), is_listed=False),
                Action("page.print", self._papers.print_receipt, is_listed=False),
                Action("page.back", self._keeper.hide_all, is_listed=False),
            ),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window gives the goods what the head and the margins do not need."""
        super().resizeEvent(event)
        is_low = self.height() / theme().scale < _LOW_PAGE
        self.hero.set_low(is_low=is_low)
        margin = 10 if is_low else 16
        self._column.setContentsMargins(16, margin, 16, margin)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is in front: nothing stays open behind it."""
        super().hideEvent(event)
        self._keeper.hide_all()

    def changeEvent(self, event: QEvent) -> None:
        """Hide every secret as soon as another window is in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._keeper.hide_all()

    # Building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self._column = column = QVBoxLayout()
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.hero)
        column.addWidget(self.secrets)
        column.addWidget(self.deliveries, 1)
        column.addStretch(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(column, 1)
        layout.addWidget(self.side)

    def _connect(self) -> None:
        self.side.wanted.connect(self._want)
        self.secrets.reveal_wanted.connect(self._reveal_chosen)
        self.secrets.copy_wanted.connect(self._copy_chosen)
        self.secrets.list.pressed_act.connect(self._act_on_row)
        self.secrets.list.chosen.connect(self._note_row)
        self.deliveries.check_wanted.connect(self._check)
        self._keeper.changed.connect(self._show_secrets)
        self.context.session.changed.connect(self._keeper.hide_all)

    # Showing ----------------------------------------------------------------------------------

    def _show_again(self, facts: DoneFacts) -> None:
        if facts.sale.id == self.sale_id:
            self.show_facts(facts)

    @Slot()
    def _show_secrets(self) -> None:
        if self._facts is None:
            return
        rows = self._secret_rows(self._facts)
        self.secrets.setVisible(bool(rows))
        titles = [each.title for each in self._facts.sale.lines if each.id in self._facts.cards]
        note = self.tr("{titles} · {cards}").format(
            titles=listed_text(dict.fromkeys(titles)), cards=cards_text(len(rows))
        )
        self.secrets.show_rows(rows, note)

    @Slot(object)
    def _note_row(self, _row: SecretRow | None) -> None:
        QTimer.singleShot(0, self, self._show_secrets)

    def _secret_rows(self, facts: DoneFacts) -> tuple[SecretRow, ...]:
        rows: list[SecretRow] = []
        for each in facts.sale.lines:
            for card in facts.cards.get(each.id, ()):
                rows.append(self._secret_row(len(rows) + 1, each, card))
        return tuple(rows)

    def _secret_row(self, number: int, each: SoldLine, card: MaskedCard) -> SecretRow:
        keeper = self._keeper
        clear = keeper.find_open(card.card_id)
        caption = each.title
        if clear is not None and clear.number:
            caption = self.tr("卡号 {number}").format(number=clear.number)
        seconds = keeper.seconds_left(card.card_id)
        is_copied = keeper.is_copied(card.card_id)
        left = self.context.clipboard.seconds_left
        return SecretRow(
            card.card_id,
            each.id,
            number,
            caption,
            clear.secret.reveal() if clear is not None else card.masked,
            is_open=clear is not None,
            is_copied=is_copied,
            was_seen=card.card_id in keeper.seen,
            notes=(badge_hiding(seconds),) if clear is not None else (),
            right=(badge_copied(left),) if is_copied and left else (),
            hidden_word=hidden_word(),
            terms=terms_text(each.region, each.usage_limit),
        )

    def _show_deliveries(self) -> None:
        facts = self._facts
        if facts is None:
            return
        lines = [
            LiveLine(
                each,
                facts.accounts.get(each.id, each.target_masked),
                facts.sale.sold_at,
                tuple(one.id for one in facts.purchases.get(each.id, ())),
                self._checkout.is_offline(),
            )
            for each in facts.sale.lines
            if is_live(each)
        ]
        self.deliveries.setVisible(bool(lines))
        self.deliveries.show_lines(lines, self.context.clock.now(), self._unknown_words(facts))
        if self.deliveries.has_running() and self.isVisible():
            self._clock.start()

    def _unknown_words(self, facts: DoneFacts) -> str:
        at = facts.next_query_at()
        if at is None:
            return ""
        return self.tr("待确认的订单会留在“订单 › 待确认”，下次自动查询 {time}。").format(
            time=second_text(at, self._zone)
        )

    @Slot()
    def _tick(self) -> None:
        if not self.deliveries.has_running() or not self.isVisible():
            self._clock.stop()
            return
        self.deliveries.tick(self.context.clock.now())

    # Acts -------------------------------------------------------------------------------------

    @Slot(str)
    def _want(self, act: str) -> None:
        acts = {
            "next": self.go_on,
            "receipt": self._papers.print_receipt,
            "save_receipt": self._papers.save_receipt,
            "slip": self._papers.print_slip,
            "seal": self._papers.seal,
            "send": self._papers.send,
            "ticket": self._open_order,
            "large": self._show_receipt_code,
        }
        acts[act]()

    def has_left_behind(self) -> bool:
        """Whether something of this sale is not in the customer's hands yet."""
        facts = self._facts
        return facts is not None and find_left_behind(facts, self._keeper.seen) is not None

    def go_on(self) -> None:
        """The next customer; what was left behind is one key away."""
        facts = self._facts
        if facts is None:
            self.next_wanted.emit(None)
            return
        self._confirm_top_ups(facts)
        left = find_left_behind(facts, self._keeper.seen)
        self.leave()
        self.next_wanted.emit(left)

    def _confirm_top_ups(self, facts: DoneFacts) -> None:
        """A top-up that arrived before the customer's eyes needs no further telling."""
        arrived = [
            each.id
            for each in facts.sale.lines
            if each.supply is Supply.TOPUP and each.delivery_state is DeliveryState.ARRIVED
        ]
        if arrived:
            actor = self.context.session.actor
            self.context.operations.run_change(
                self,
                partial(self._delivery.mark_handed_over, actor, arrived, HandOver.CONFIRMED),
            )

    def _has_cards(self) -> bool:
        return self._facts is not None and bool(self._facts.cards)

    def _move(self, step: int) -> None:
        self.secrets.list.move_selection(step)

    def _chosen(self) -> list[CardKey]:
        """Return the selected card, or all of them while none is selected."""
        current = self.secrets.list.current_item()
        rows = [current] if current is not None else list(self.secrets.list.item_model().items())
        return [CardKey(row.card_id, row.line_id) for row in rows]

    @Slot()
    def _reveal_chosen(self) -> None:
        self._reveal(self._chosen())

    def _reveal(self, keys: list[CardKey]) -> None:
        if keys and all(self._keeper.find_open(key.card_id) for key in keys):
            self._keeper.hide_cards(keys)
            return
        closed = [key for key in keys if self._keeper.find_open(key.card_id) is None]
        unseen = [key for key in closed if key.card_id not in self._keeper.seen]
        self._keeper.show_cards(unseen or closed)

    @Slot()
    def _copy_chosen(self) -> None:
        self._keeper.copy_cards(self._chosen())

    @Slot(str, object)
    def _act_on_row(self, act: str, row: SecretRow) -> None:
        keys = [CardKey(row.card_id, row.line_id)]
        if act == COPY:
            self._keeper.copy_cards(keys)
        elif act == CODE:
            self._keeper.use_cards(keys, self._show_card_code)
        else:
            self._reveal(keys)

    def _show_code(self) -> None:
        """Show one card's code to the customer: the selected one, else the first."""
        self._keeper.use_cards(self._chosen()[:1], self._show_card_code)

    def _show_receipt_code(self) -> None:
        """Show the receipt's code large enough for any phone."""
        if self._facts is None or not self._facts.receipt_text:
            return
        rows = qr_matrix(self._facts.receipt_text)
        words = self.tr("扫码存小票")
        hint = self.tr("订单、商品和金额都在里面，没有卡密")
        self.customer_page.show_view(CustomerView(title=words, hint=hint, rows=rows))

    def _show_card_code(self, cards: tuple[ClearCard, ...]) -> None:
        if not cards or self._facts is None:
            return
        card = cards[0]
        line = next(each for each in self._facts.sale.lines if each.id == card.key.line_id)
        try:
            rows = qr_matrix(card.text())
        except KataiError as error:
            self.context.messages.show_refusal(sentence_of(error))
            return
        hint = self.tr("用手机扫，把卡密存下来")
        terms = terms_text(line.region, line.usage_limit)
        self.customer_page.show_view(
            CustomerView(title=line.title, terms=terms, hint=hint, rows=rows)
        )

    def _open_order(self) -> None:
        if self._facts is not None:
            self.context.go_to("orders", ("sales", self._facts.sale.id))

    @Slot(object)
    def _check(self, purchase_ids: tuple[int, ...]) -> None:
        """Ask the source now; it never repeats an order."""
        self.context.operations.run_change(
            self, partial(self._recheck, purchase_ids), self._tell_checked, lane=Lane.NETWORK
        )

    def _recheck(self, purchase_ids: tuple[int, ...]) -> PurchaseSnapshot:
        return self._purchasing.recheck(purchase_ids)[-1]

    def _tell_checked(self, purchase: PurchaseSnapshot) -> None:
        if purchase.state is PurchaseState.UNKNOWN:
            words = self.tr("货源还是没有结果，先别重复下单")
            self.context.messages.show_toast(words, icon="circle-help")
        self.refresh()
