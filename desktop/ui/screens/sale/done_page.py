"""完成: change, cards to hand over, what still runs. It never leaves by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.changes import Changes
from desktop.domain.clock import zone_named
from desktop.domain.delivery import WAITING_STATES, DeliveryState, HandOver, Supply
from desktop.domain.errors import KataiError
from desktop.domain.printing import PrintJobKind
from desktop.domain.purchase import PurchaseState
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.formatting import cards_text, clock_text, money_text, second_text
from desktop.ui.rendering.qr_matrix import qr_matrix
from desktop.ui.screens.sale.customer_page import CustomerPage, CustomerView
from desktop.ui.screens.sale.delivery_rows import DeliveryCard, LiveLine
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
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.inputs import RoundMark
from desktop.ui.widgets.labels import ElideLabel, PlainLabel, TotalLabel, line

if TYPE_CHECKING:
    from desktop.domain.sale import Approval, SaleSnapshot, SoldLine
    from desktop.services.checkout import Checkout
    from desktop.services.delivery import Delivery, MaskedCard
    from desktop.services.printing import Printing, PrintOutcome
    from desktop.services.purchasing import PurchaseSnapshot, Purchasing
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext

_SECOND = 1000


@dataclass(frozen=True, slots=True)
class DoneFacts:
    """A finished sale with everything the page shows of it."""

    sale: SaleSnapshot
    cards: Mapping[int, tuple[MaskedCard, ...]] = field(default_factory=dict)
    accounts: Mapping[int, str] = field(default_factory=dict)
    purchases: Mapping[int, tuple[PurchaseSnapshot, ...]] = field(default_factory=dict)
    receipt_text: str = ""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What was not handed over when the next customer came: for the toast."""

    sale_id: int
    customer_name: str
    title: str
    cards: int
    waiting: int


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A chat message with cards in it, and what it changed."""

    text: Secret
    changes: Changes


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
    ) -> None:
        super().__init__()
        self.context = context
        self._checkout = checkout
        self._delivery = delivery
        self._purchasing = purchasing
        self._printing = printing
        self._settings = settings
        self._zone = zone_named(settings.current.text("day.zone"))
        self._facts: DoneFacts | None = None
        self._keeper = SecretKeeper(context, delivery, settings, self)
        self._title = PlainLabel("", "h1")
        self._caption = ElideLabel("", "", "2")
        self._claim = PlainLabel("", "bodyStrong")
        self._paid = PlainLabel("", "h1")
        self.change = TotalLabel("¥0.00", "change")
        self.change.setObjectName("changeDue")
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
        sale = self._checkout.get_sale(sale_id)
        cards, accounts, purchases = {}, {}, {}
        for each in sale.lines:
            if each.card_ids and each.delivery_state is not DeliveryState.REFUNDED:
                cards[each.id] = self._delivery.masked_cards(each.id)
            if each.supply is Supply.TOPUP:
                target = self._delivery.target_of(each.id)
                accounts[each.id] = target.grouped if target is not None else each.target_masked
            purchases[each.id] = tuple(self._purchasing.get(one) for one in each.purchase_ids)
        return DoneFacts(sale, cards, accounts, purchases, self._printing.receipt_text(sale_id))

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
        sale = facts.sale
        facts_text = self.tr("{number} · {whose} · {time}").format(
            number=sale.number,
            whose=sale.customer_name or self.tr("散客"),
            time=clock_text(sale.sold_at, self._zone),
        )
        self._title.setText(self.tr("收款成功"))
        self._caption.setText(facts_text)
        self._caption.setMaximumWidth(self._caption.sizeHint().width() + 2)
        self._claim.setText(self.tr("取货码 {code}").format(code=sale.claim_code))
        self._paid.setText(money_text(sale.received))
        self.change.show_amount(money_text(sale.change_due))
        self.change.updateGeometry()
        person = self.context.session.person
        self.side.show_sale(sale, person.name if person else "", has_cards=bool(facts.cards))
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
                Action("done.receipt", self._print_receipt, icon="printer"),
                Action("done.slip", self._print_slip, has_cards, icon="key-round"),
                Action("done.reveal", self._reveal_chosen, has_cards, icon="eye"),
                Action("done.copy", self._copy_chosen, has_cards, icon="copy"),
                Action("done.send", self._send, icon="send"),
                Action("done.ticket", self._open_order, icon="life-buoy"),
                Action("done.show", self._show_code, has_cards, icon="qr-code"),
                Action("done.row_up", partial(self._move, -1), is_listed=False),
                Action("done.row_down", partial(self._move, 1), is_listed=False),
                Action("page.print", self._print_receipt, is_listed=False),
                Action("page.back", self._keeper.hide_all, is_listed=False),
            ),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Hide every secret as soon as another window is in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._keeper.hide_all()

    # Building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._made_hero())
        column.addWidget(self.secrets)
        column.addWidget(self.deliveries, 1)
        column.addStretch(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(column, 1)
        layout.addWidget(self.side)

    def _made_hero(self) -> Card:
        hero = Card()
        hero.setFixedHeight(theme().px(96))
        hero.body.setContentsMargins(20, 0, 20, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self._caption, 1000)
        below.addWidget(self._claim)
        below.addStretch(1)
        words.addLayout(below)
        words.addStretch(1)
        paid, change = QVBoxLayout(), QVBoxLayout()
        for box, label, value in (
            (paid, self.tr("实收"), self._paid),
            (change, self.tr("找零"), self.change),
        ):
            box.setSpacing(0)
            box.addStretch(1)
            box.addWidget(PlainLabel(label, "caption", "2"), 0, Qt.AlignmentFlag.AlignRight)
            box.addWidget(value, 0, Qt.AlignmentFlag.AlignRight)
            box.addStretch(1)
        divider = line(is_vertical=True)
        divider.setFixedHeight(theme().px(44))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(RoundMark())
        row.addLayout(words, 1)
        row.addLayout(paid)
        row.addSpacing(8)
        row.addWidget(divider)
        row.addSpacing(8)
        row.addLayout(change)
        hero.body.addLayout(row, 1)
        return hero

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
            titles="、".join(dict.fromkeys(titles)), cards=cards_text(len(rows))
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
            )
            for each in facts.sale.lines
            if _is_live(each)
        ]
        self.deliveries.setVisible(bool(lines))
        self.deliveries.show_lines(lines, self.context.clock.now(), self._unknown_sentence(facts))
        if self.deliveries.has_running() and self.isVisible():
            self._clock.start()

    def _unknown_sentence(self, facts: DoneFacts) -> str:
        waits = [
            one.next_step_at
            for purchases in facts.purchases.values()
            for one in purchases
            if one.state is PurchaseState.UNKNOWN and one.next_step_at is not None
        ]
        if not waits:
            return ""
        at = second_text(min(waits), self._zone)
        return self.tr("待确认的订单会留在“订单 › 待确认”，下次自动查询 {time}。").format(time=at)

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
            "receipt": self._print_receipt,
            "slip": self._print_slip,
            "send": self._send,
            "ticket": self._open_order,
            "large": self._show_receipt_code,
        }
        acts[act]()

    def go_on(self) -> None:
        """The next customer; what was left behind is one key away."""
        facts = self._facts
        if facts is None:
            self.next_wanted.emit(None)
            return
        self._confirm_top_ups(facts)
        left = self._left_behind(facts)
        self.leave()
        self.next_wanted.emit(left)

    def _left_behind(self, facts: DoneFacts) -> LeftBehind | None:
        unseen = [
            (each, len([card for card in each.card_ids if card not in self._keeper.seen]))
            for each in facts.sale.lines
            if each.delivery_state is DeliveryState.ARRIVED and each.card_ids
        ]
        waiting = [each for each in facts.sale.lines if each.delivery_state in WAITING_STATES]
        count = sum(number for _, number in unseen)
        titles = [each.title for each, number in unseen if number]
        titles += [each.title for each in waiting]
        if not titles:
            return None
        name = facts.sale.customer_name
        return LeftBehind(facts.sale.id, name, titles[0], count, len(waiting))

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
        title = next(each.title for each in self._facts.sale.lines if each.id == card.key.line_id)
        try:
            rows = qr_matrix(card.text())
        except KataiError as error:
            self.context.messages.show_refusal(sentence_of(error))
            return
        hint = self.tr("用手机扫，把卡密存下来")
        self.customer_page.show_view(CustomerView(title=title, hint=hint, rows=rows))

    def _print_receipt(self) -> None:
        if self._facts is not None:
            self._print(PrintJobKind.RECEIPT, (), None)

    def _print_slip(self) -> None:
        if self._facts is not None:
            self._print(PrintJobKind.SECRET_SLIP, tuple(self._facts.cards), None)

    def _print(
        self, kind: PrintJobKind, line_ids: tuple[int, ...], approval: Approval | None
    ) -> None:
        assert self._facts is not None  # noqa: S101 - both callers have looked
        actor, sale_id = self.context.session.actor, self._facts.sale.id
        self.context.operations.run_change(
            self,
            partial(self._printing.enqueue, actor, kind, sale_id, line_ids, approval=approval),
            self._tell_printed,
            refused=partial(self._refuse_print, kind, line_ids),
        )

    def _refuse_print(
        self, kind: PrintJobKind, line_ids: tuple[int, ...], error: KataiError
    ) -> None:
        if error.code != "needs_owner":
            self.context.messages.show_refusal(sentence_of(error))
            return
        self._keeper.ask_owner(
            self.tr("这些卡密已经看过一次，补打要店主同意"),
            self.tr("补打卡密单"),
            partial(self._print, kind, line_ids),
        )

    def _tell_printed(self, outcome: PrintOutcome) -> None:
        if outcome.is_dropped:
            self.context.messages.show_toast(self.tr("没有打印机，什么都没打印"), icon="printer-x")
        else:
            self.context.messages.show_toast(self.tr("在打印了"), icon="printer")

    def _send(self) -> None:
        """Copy a message for the chat app: with cards where there are some, else how far it is."""
        if self._facts is None:
            return
        if not self._facts.cards:
            self._send_state(self._facts)
            return
        self._send_cards(tuple(self._facts.cards), None)

    def _send_cards(self, line_ids: tuple[int, ...], approval: Approval | None) -> None:
        self.context.operations.run_change(
            self,
            partial(self._chat_text, line_ids, approval),
            partial(self._copy_message, line_ids),
            refused=partial(self._refuse_send, line_ids),
        )

    def _chat_text(self, line_ids: tuple[int, ...], approval: Approval | None) -> SentMessage:
        actor, texts, changes = self.context.session.actor, [], Changes()
        for line_id in line_ids:
            text, changes = self._delivery.chat_text(actor, line_id, approval)
            texts.append(text.reveal())
        return SentMessage(Secret("\n\n".join(texts)), changes)

    def _copy_message(self, line_ids: tuple[int, ...], message: SentMessage) -> None:
        seconds = self._settings.current.integer("secret.clipboard_seconds")
        self.context.clipboard.copy(message.text, seconds)
        if self._facts is not None:
            for line_id in line_ids:
                cards = self._facts.cards.get(line_id, ())
                self._keeper.seen.update(card.card_id for card in cards)
        self.context.messages.show_toast(
            self.tr("带卡密的消息已复制，{n} 秒后清空").format(n=seconds), icon="send"
        )

    def _refuse_send(self, line_ids: tuple[int, ...], error: KataiError) -> None:
        if error.code != "needs_owner":
            self.context.messages.show_refusal(sentence_of(error))
            return
        self._keeper.ask_owner(
            self.tr("这些卡密已经看过一次，再发要店主同意"),
            self.tr("再发一次"),
            partial(self._send_cards, line_ids),
        )

    def _send_state(self, facts: DoneFacts) -> None:
        lines = [each.id for each in facts.sale.lines if _is_live(each)]
        if not lines:
            self.context.messages.show_toast(self.tr("这一单没有要发的"), icon="info")
            return
        self.context.operations.run_query(self, partial(self._messages, lines), self._copy_plain)

    def _messages(self, line_ids: list[int]) -> str:
        return "\n".join(self._delivery.message_for(line_id) for line_id in line_ids)

    def _copy_plain(self, text: str) -> None:
        self.context.clipboard.copy_plain(text)
        self.context.messages.show_toast(self.tr("消息已复制，里面没有卡密"), icon="send")

    def _open_order(self) -> None:
        if self._facts is not None:
            self.context.go_to("orders", ("sale", self._facts.sale.number))

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


def _is_live(each: SoldLine) -> bool:
    """Whether a line is bought now: its state is shown; cards that came are shown as cards too."""
    return each.supply in {Supply.TOPUP, Supply.PLATFORM}
