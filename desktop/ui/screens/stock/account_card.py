"""One wholesale account as a card: balance, state, what to do next; progress while it syncs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.formatting import age_text, amount_text, duration_text, moment_text, money_text
from desktop.ui.theme import Tone, theme
from desktop.ui.wallet_texts import rebate_advice, runway_text, top_up_advice
from desktop.ui.widgets.buttons import GHOST, ActionButton, IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import Badge, ElideLabel, PlainLabel, StatusDot
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.progress import ProgressBar

if TYPE_CHECKING:
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.stock_sync import SyncProgress
    from desktop.services.wallets import Wallet
    from desktop.ui.stock_desk import StockDesk

HEIGHT: Final = 120
_REFUSED: Final = frozenset({"platform_refused", "account_field_invalid", "plain_http_refused"})
_REFUSED_ELSEWHERE: Final = frozenset({"address_not_listed", "clock_refused", "account_disabled"})
"""Nothing to fill in here helps."""
_MEGABYTE: Final = 1_000_000
_SENTENCE_END: Final = re.compile("。|\\. ")


class AccountCard(Card):
    """An account of the owner.

    Signals:
        menu_wanted, cancel_wanted: the account's id.
        step_wanted: the same, for what the card advises.
        detail_wanted: the same, when the card itself is clicked.
    """

    menu_wanted = Signal(object)
    cancel_wanted = Signal(object)
    step_wanted = Signal(object)
    detail_wanted = Signal(object)

    def __init__(
        self, desk: StockDesk, account: AccountSnapshot, wallet: Wallet | None = None
    ) -> None:
        super().__init__()
        self._desk = desk
        self.account = account
        self.wallet = wallet
        self._began: tuple[str, float] = ("", 0.0)
        self.setObjectName("accountCard")
        self.setFixedHeight(theme().px(HEIGHT))
        self.body.setContentsMargins(14, 9, 14, 10)
        self.body.setSpacing(5)
        self._build_head()
        self._build_balance()
        self._build_state()
        self.show_account(account)

    def _build_head(self) -> None:
        self._dot = StatusDot()
        self._name = ElideLabel("", "bodyStrong")
        self.badge = Badge()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 36, 0)
        row.setSpacing(8)
        row.addWidget(self._dot)
        row.addWidget(self._name, 1)
        row.addWidget(self.badge)
        self.body.addLayout(row)
        self.menu_button = IconButton("ellipsis", self.tr("这个账号的操作"), is_ghost=True)
        self.menu_button.setParent(self)
        self.menu_button.setObjectName("accountMenu")
        self.menu_button.clicked.connect(self._want_menu)
        self.cancel_button = IconButton("x", self.tr("停止同步"), is_ghost=True)
        self.cancel_button.setParent(self)
        self.cancel_button.setObjectName("cancelSync")
        self.cancel_button.clicked.connect(self._want_cancel)
        self.cancel_button.hide()

    def _build_balance(self) -> None:
        self.balance = PlainLabel("", "h1")
        self._balance_note = ElideLabel("", "caption")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.balance)
        row.addWidget(self._balance_note, 1)
        self.body.addLayout(row)

    def _build_state(self) -> None:
        self.state = ElideLabel("", "caption", "2")
        self.advice = ElideLabel("", "caption", "accent")
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.state)
        words.addWidget(self.advice)
        self._words = QWidget()
        self._words.setLayout(words)
        self.progress = ProgressBar("", Tone.INFO, name="syncProgress")
        self._lower = QStackedWidget()
        self._lower.addWidget(self._words)
        self._lower.addWidget(self.progress)
        self.body.addWidget(self._lower, 1)
        self.step_button = ActionButton("", GHOST)
        self.step_button.setProperty("measure", "small")
        self.step_button.setObjectName("accountStep")
        self.step_button.setParent(self)
        self.step_button.clicked.connect(self._want_step)

    # Showing -----------------------------------------------------------------------------------

    def show_account(self, account: AccountSnapshot) -> None:
        """Show the account as it stands now."""
        self.account = account
        self._name.setText(account.name)
        self.setAccessibleName(account.name)
        self._show_balance(account)
        if account.is_frozen:
            self._show_trouble(self.tr("已停买"), self.tr("多扣了钱，核对后再放开"))
            self._set_step(self.tr("放开"))
        elif account.trouble_code in _REFUSED:
            self._show_trouble(self.tr("被拒绝"), self.tr("密钥可能已更换"))
            self._set_step(self.tr("重新填写"))
        elif account.trouble_code in _REFUSED_ELSEWHERE:
            self._show_trouble(self.tr("被拒绝"), self._advice_elsewhere(account.trouble_code))
            self._set_step(self.tr("再同步"))
        elif account.trouble_code:
            self._show_trouble(self.tr("连不上"), self.tr("货照旧，稍后再同步"))
            self._set_step(self.tr("再同步"))
        else:
            self._show_healthy(account)
        self._place_buttons()

    def show_running(self, progress: SyncProgress | None) -> None:
        """Show how far its sync is; None before the first news."""
        self._lower.setCurrentIndex(1)
        self.cancel_button.show()
        self.menu_button.hide()
        self.step_button.hide()
        self.set_tone(Tone.INFO)
        self._dot.set_token("info")
        self.badge.set_badge(BadgeText(self.tr("同步中"), Tone.INFO))
        self.badge.show()
        if progress is None:
            self.progress.set_words(self.tr("正在连接"), Tone.INFO)
            self.progress.set_progress(0, 1)
        else:
            self._show_progress(progress)

    def show_resting(self) -> None:
        """Its sync is over: show the account again."""
        self._began = ("", 0.0)
        self._lower.setCurrentIndex(0)
        self.cancel_button.hide()
        self.menu_button.show()
        self.show_account(self.account)

    def _show_progress(self, progress: SyncProgress) -> None:
        now = self._desk.context.clock.monotonic_seconds()
        if self._began[0] != progress.phase:
            self._began = (progress.phase, now)
        self.progress.set_words(self._phase_words(progress), Tone.INFO)
        left = _seconds_left(progress, now - self._began[1])
        words = self.tr("还要约 {time}").format(time=duration_text(left)) if left else ""
        self.progress.set_progress(progress.done, max(progress.total, 1), words)

    def _phase_words(self, progress: SyncProgress) -> str:
        if progress.phase == "prices":
            words = self.tr("正在拉价格 {done} / {total}")
            return words.format(done=progress.done, total=progress.total)
        if progress.phase == "goods":
            return self.tr("正在比对 {n} 个商品").format(n=progress.done)
        if progress.phase == "download" and progress.done:
            size = f"{progress.done / _MEGABYTE:.1f}"
            return self.tr("正在拉商品 {size} MB").format(size=size)
        if progress.phase == "download":
            return self.tr("正在拉商品")
        return self.tr("正在查余额")

    def _show_balance(self, account: AccountSnapshot) -> None:
        if account.balance is None or account.balance_at is None:
            self.balance.setText("—")
            self.balance.set_tone("3")
            if account.is_by_hand:
                self._balance_note.setText(self.tr("余额没有记"))
                return
            is_new = account.synced_at is None
            self._balance_note.setText(
                self.tr("余额还没查过") if is_new else self.tr("这个平台查不到余额")
            )
            return
        stale = timedelta(minutes=self._desk.settings.current.integer("sync.stale_minutes"))
        is_old = self._desk.now() - account.balance_at > stale and not account.is_by_hand
        self.balance.setText(money_text(account.balance))
        self.balance.set_tone("3" if is_old else "warn" if self._is_low() else "")
        self._balance_note.setText(self.tr("余额 · 旧") if is_old else self._balance_words())

    def _balance_words(self) -> str:
        """Say what of the balance can be spent, where that is less, and for how long."""
        account, wallet = self.account, self.wallet
        words = self.tr("余额")
        if account.free_balance is not None and account.free_balance != account.balance:
            words = self.tr("可用 {amount}").format(amount=amount_text(account.free_balance))
        if wallet is None or wallet.runway is None or self._is_low():
            return words
        lasts = runway_text(wallet.runway)
        return self.tr("{balance} · {runway}").format(balance=words, runway=lasts)

    def _low_days(self) -> int:
        return self._desk.settings.current.integer("stock.runway_days")

    def _is_low(self) -> bool:
        runway = None if self.wallet is None else self.wallet.runway
        return runway is not None and runway.is_under(self._low_days())

    def _advice_elsewhere(self, code: str) -> str:
        return {
            "address_not_listed": self.tr("到平台加白名单后再同步"),
            "clock_refused": self.tr("校准电脑时间后再同步"),
            "account_disabled": self.tr("先找平台客服"),
        }[code]

    def _show_trouble(self, word: str, advice: str) -> None:
        self.set_tone(Tone.DANGER)
        self._dot.set_token("danger")
        self.badge.set_badge(BadgeText(word, Tone.DANGER))
        self.badge.show()
        self.state.setText(self._trouble_words())
        self.advice.setText(advice)
        self.advice.set_tone("danger")

    def _trouble_words(self) -> str:
        """Say what is wrong, and when all was well; what the whole sentence adds is a tooltip."""
        account = self.account
        if not account.trouble_text:
            return self._synced_words()
        what = _SENTENCE_END.split(account.trouble_text, maxsplit=1)[0]
        if account.synced_at is None:
            return what
        at = moment_text(account.synced_at, self._desk.now(), self._desk.zone())
        return self.tr("{what} · 最后成功 {time}").format(what=what, time=at)

    def _show_healthy(self, account: AccountSnapshot) -> None:
        is_new = account.synced_at is None
        self.set_tone(Tone.NEUTRAL)
        self._dot.set_token("warn-dot" if is_new else "accent")
        self.badge.set_badge(BadgeText(self.tr("练习"), Tone.OUTLINE, "flask-conical"))
        if account.is_by_hand:
            self.badge.set_badge(BadgeText(self.tr("手工"), Tone.OUTLINE, "pencil"))
        self.badge.setVisible(account.is_practice or account.is_by_hand)
        self.state.setText(self._synced_words())
        self.advice.set_tone("warn" if is_new else "2")
        if not is_new and self._advise_on_money():
            self._set_step("")
            return
        if account.is_by_hand:
            self._advise_by_hand(is_new=is_new)
            return
        self.advice.setText(
            self.tr("先同步，才能上架它的商品")
            if is_new
            else QCoreApplication.translate("connectors", account.platform_name)
        )
        self._set_step(self.tr("同步") if is_new else "")

    def _advise_on_money(self) -> bool:
        """Say that the account runs out, or how far the next step of its rebate is."""
        wallet = self.wallet
        if wallet is not None and wallet.runway is not None and self._is_low():
            self.set_tone(Tone.WARN)
            self._dot.set_token("warn-dot")
            self.badge.set_badge(BadgeText(self.tr("余额低"), Tone.WARN))
            self.badge.show()
            self.advice.setText(top_up_advice(wallet.runway, self._low_days()))
            self.advice.set_tone("warn")
            return True
        if wallet is None or wallet.rebate is None:
            return False
        self.advice.setText(rebate_advice(wallet.rebate))
        self.advice.set_tone("accent")
        return True

    def _advise_by_hand(self, *, is_new: bool) -> None:
        contact = self.account.fields.get("contact", "")
        self.advice.setText(self.tr("货单导进来，才能上架") if is_new else contact)
        self._set_step(self.tr("导入货单") if is_new else "")

    def _synced_words(self) -> str:
        account = self.account
        if account.is_by_hand:
            return self._imported_words()
        if account.synced_at is None:
            return self.tr("还没同步过")
        age = age_text(account.synced_at, self._desk.now(), self._desk.zone())
        words = self.tr("正常 · {age}同步 · {n} 个商品")
        return words.format(age=age, n=account.goods_count)

    def _imported_words(self) -> str:
        account = self.account
        if account.synced_at is None:
            return self.tr("还没有货单")
        age = age_text(account.synced_at, self._desk.now(), self._desk.zone())
        return self.tr("货单 {age}导入 · {n} 个商品").format(age=age, n=account.goods_count)

    def _set_step(self, text: str) -> None:
        self.step_button.setText(text)
        self.step_button.setVisible(bool(text))

    # Placing -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons in their corners."""
        super().resizeEvent(event)
        self._place_buttons()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens everything that is known of the account."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.detail_wanted.emit(self.account.id)

    def _place_buttons(self) -> None:
        for button in (self.menu_button, self.cancel_button):
            button.adjustSize()
            button.move(self.width() - button.width() - 4, 2)
            button.raise_()
        step = self.step_button
        step.adjustSize()
        step.move(self.width() - step.width() - 6, self.height() - step.height() - 3)
        step.raise_()
        room = step.width() if step.label() else 0
        layout = self._words.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, room, 0)

    @Slot()
    def _want_menu(self) -> None:
        self.menu_wanted.emit(self.account.id)

    @Slot()
    def _want_cancel(self) -> None:
        self.cancel_wanted.emit(self.account.id)

    @Slot()
    def _want_step(self) -> None:
        self.step_wanted.emit(self.account.id)


def _seconds_left(progress: SyncProgress, elapsed: float) -> float:
    """Guess from what this phase has taken so far; nothing to say in its first second."""
    if not progress.total or not progress.done or elapsed < 1:
        return 0
    return elapsed / progress.done * (progress.total - progress.done)
