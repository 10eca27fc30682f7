"""The right side of 会员: who it is, what they spent, their points ledger and purchases."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.customer import CustomerSnapshot, PointsRow
from desktop.domain.money import ZERO, Money
from desktop.services.order_lists import SaleRow
from desktop.ui.formatting import day_text
from desktop.ui.screens.customers.accounts_table import AccountsTable
from desktop.ui.screens.customers.customer_figures import CustomerFigures
from desktop.ui.screens.customers.customer_list import tone_of
from desktop.ui.screens.customers.customer_texts import contact_text
from desktop.ui.screens.customers.history_tables import PointsTable, PurchasesTable
from desktop.ui.screens.customers.ledger_tables import CreditTable, FriendsTable, StoredTable
from desktop.ui.screens.customers.member_acts import MemberAct
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.action_menu import ActionMenu, MenuItem
from desktop.ui.widgets.buttons import DEFAULT, GHOST, PRIMARY, IconButton, make_button
from desktop.ui.widgets.cards import Card, EmptyState
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.labels import Avatar, Badge, ElideLabel, PlainLabel, line, plain_tip
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.tab_bar import TabBar, TabText

if TYPE_CHECKING:
    from desktop.domain.credit import CreditRow
    from desktop.domain.stored_value import StoredRow
    from desktop.services.saved_accounts import SavedAccount
    from desktop.services.tiers import TierProgress
    from desktop.ui.customer_desk import CustomerDesk
    from desktop.ui.loads import Loads

_SHOWN: Final = 100
_NAME_ROOM: Final = 320
_TAGS_SHOWN: Final = 3
_POINTS, _SALES, _STORED, _CREDIT, _ACCOUNTS, _FRIENDS, _NOTE = range(7)


class CustomerDetail(QWidget):
    """One customer.

    Signals:
        sale_wanted: take them to the sale.
        points_wanted, change_wanted: adjust points, change the form.
        sale_opened: a ``SaleRow`` that Enter was meant for.
        act_wanted: the ``MemberAct`` that was chosen.
    """

    sale_wanted = Signal()
    points_wanted = Signal()
    change_wanted = Signal()
    sale_opened = Signal(object)
    act_wanted = Signal(object)

    def __init__(self, desk: CustomerDesk, loads: Loads, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._loads = loads
        self._customer: CustomerSnapshot | None = None
        self._build_head()
        self.figures = CustomerFigures(desk)
        self._build_tabs()
        self._lay_out()
        self.tabs.chosen.connect(self._show_tab)

    # Building ----------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._avatar = Avatar("", Tone.ACCENT, px=56)
        self.name = PlainLabel("", "h1")
        self._badge = Badge(self.tr("首单"), Tone.ACCENT, "sparkles")
        self._tier = Badge("", Tone.OUTLINE)
        self._tier.hide()
        self._channel = Badge("", Tone.OUTLINE)
        self._tags = [Badge("", Tone.NEUTRAL) for _ in range(_TAGS_SHOWN)]
        self.contact = ElideLabel("", "", "2")
        self.change_button = IconButton("pencil", self.tr("修改资料"))
        self.change_button.setObjectName("changeCustomer")
        self.change_button.clicked.connect(self.change_wanted)
        self.more_button = IconButton("ellipsis", self.tr("更多"))
        self.more_button.setObjectName("moreActs")
        self.more_button.clicked.connect(self._open_menu)
        self.top_up_button = make_button(
            DEFAULT, self.tr("储值充值"), icon_name="wallet", name="topUpStored"
        )
        self.top_up_button.clicked.connect(partial(self._want, MemberAct.TOP_UP))
        key = self._desk.context.registry.key_text("customers.take")
        self.take_button = make_button(
            PRIMARY, self.tr("带入收银"), key, "shopping-cart", name="takeToSale"
        )
        self.take_button.clicked.connect(self.sale_wanted)

    def _build_tabs(self) -> None:
        self._shown = self._pages_shown()
        self.tabs = TabBar(self._tab_texts(0))
        self.adjust_button = make_button(
            GHOST, self.tr("调积分"), icon_name="sliders-horizontal", name="adjustPoints"
        )
        self.adjust_button.clicked.connect(self.points_wanted)
        self.points_table = PointsTable(self._desk)
        self.sales_table = PurchasesTable(self._desk)
        self.sales_table.row_activated.connect(self.sale_opened)
        self.accounts_table = AccountsTable(self._desk)
        self.stored_table = StoredTable(self._desk)
        self.credit_table = CreditTable(self._desk)
        for ledger in (self.stored_table, self.credit_table):
            ledger.row_activated.connect(self._open_receipt)
        self.friends_table = FriendsTable(self._desk)
        self._no_stored = EmptyState("wallet", self.tr("还没有储值"))
        self._no_credit = EmptyState("credit-card", self.tr("没有挂过账"))
        self._no_friends = EmptyState("share-2", self.tr("还没有推荐过朋友"))
        self._no_accounts = EmptyState(
            "zap", self.tr("还没有常用账号"), self.tr("直充到账后自动记下")
        )
        self._no_points = EmptyState("coins", self.tr("还没有积分"), self.tr("买了东西就有"))
        self._no_sales = EmptyState("receipt-text", self.tr("还没买过"))
        self.note = PlainLabel("", wraps=True)
        self.note.setObjectName("customerNote")

    def _tab_texts(self, sale_count: int) -> tuple[TabText, ...]:
        words = {
            _POINTS: TabText(self.tr("积分流水")),
            _SALES: TabText(self.tr("购买记录"), sale_count),
            _STORED: TabText(self.tr("储值流水")),
            _CREDIT: TabText(self.tr("挂账")),
            _ACCOUNTS: TabText(self.tr("常用账号")),
            _FRIENDS: TabText(self.tr("推荐")),
            _NOTE: TabText(self.tr("备注")),
        }
        return tuple(words[page] for page in self._shown)

    def _pages_shown(self) -> tuple[int, ...]:
        """Return the tabs there are; one of a ledger that is off only while it holds something."""
        settings = self._desk.settings.current
        is_there = {
            _STORED: settings.flag("stored.enabled") or bool(self._stored()),
            _CREDIT: settings.flag("credit.enabled"),
            _FRIENDS: settings.flag("referral.enabled"),
        }
        return tuple(page for page in range(_NOTE + 1) if is_there.get(page, True))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(self._head_row())
        layout.addWidget(self.figures)
        layout.addWidget(self._tab_card(), 1)

    def _head_row(self) -> QHBoxLayout:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self.name)
        title.addWidget(self._badge)
        title.addWidget(self._tier)
        title.addWidget(self._channel)
        for tag in self._tags:
            title.addWidget(tag)
        title.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(title)
        words.addWidget(self.contact)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self.more_button)
        row.addWidget(self.change_button)
        row.addWidget(self.top_up_button)
        row.addWidget(self.take_button)
        return row

    def _tab_card(self) -> Card:
        card = Card()
        card.set_flush()
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 2, 12, 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        bar.addWidget(self.adjust_button)
        self._pages = QStackedWidget()
        note_page = QWidget()
        note_layout = QVBoxLayout(note_page)
        note_layout.setContentsMargins(16, 16, 16, 16)
        note_layout.addWidget(self.note)
        note_layout.addStretch(1)
        self._tables: tuple[tuple[DataTable[Any], EmptyState], ...] = (
            (self.points_table, self._no_points),
            (self.sales_table, self._no_sales),
            (self.stored_table, self._no_stored),
            (self.credit_table, self._no_credit),
            (self.accounts_table, self._no_accounts),
            (self.friends_table, self._no_friends),
        )
        for table, nothing in self._tables:
            self._pages.addWidget(table)
            self._pages.addWidget(nothing)
        self._pages.addWidget(note_page)
        card.body.addLayout(bar)
        card.body.addWidget(line())
        card.body.addWidget(self._pages, 1)
        card.body.setContentsMargins(0, 0, 0, 8)
        return card

    # Showing -----------------------------------------------------------------------------------

    def customer(self) -> CustomerSnapshot | None:
        """Return who is shown."""
        return self._customer

    def receipt_in_hand(self) -> int | None:
        """Return the receipt of the row that is chosen, else the one just written here."""
        page = self._shown[self.tabs.currentIndex()]
        if page in {_STORED, _CREDIT}:
            table = self.stored_table if page == _STORED else self.credit_table
            row = table.current_row()
            if row is not None and table.hasFocus():
                return row.receipt_id
        if self._customer is None or self._desk.receipts is None:
            return None
        return self._desk.receipts.latest_of(self._customer.id)

    def show_tier(self, progress: TierProgress) -> None:
        """Show which tier spending has led to, and how far it is to the next."""
        self._tier.set_badge(BadgeText(progress.current, Tone.OUTLINE))
        self._tier.setVisible(bool(progress.current))
        self.figures.show_tier(progress)

    def show_customer(self, customer: CustomerSnapshot) -> None:
        """Show a customer at once, and their ledger and sales when they were read."""
        is_other = self._customer is None or self._customer.id != customer.id
        self._customer = customer
        if is_other:
            self.figures.forget_tier()
            self._tier.hide()
            for table, _ in self._tables:
                table.set_rows(())
        self._show_tabs()
        self._show_head(customer)
        self.figures.show_customer(customer)
        self.top_up_button.setVisible(self._desk.settings.current.flag("stored.enabled"))
        self.note.setText(self._about(customer))
        self._loads.run(
            "points",
            partial(self._desk.customers.points_entries, customer.id),
            self._show_points,
        )
        self._loads.run(
            "sales", partial(self._desk.customers.sales_of, customer.id, _SHOWN), self._show_sales
        )
        ledgers = self._desk.ledgers
        for name, read, table in (
            ("stored", ledgers.stored_value.entries, self.stored_table),
            ("credit", ledgers.credit.entries, self.credit_table),
            ("friends", ledgers.referrals.friends_of, self.friends_table),
        ):
            show = partial(self._show_rows, table)
            self._loads.run(name, partial(read, customer.id), show)
        self._loads.run(
            "purse", partial(ledgers.stored_value.purse_of, customer.id), self.figures.show_purse
        )
        self._loads.run(
            "accounts",
            partial(self._desk.saved_accounts.list_of, customer.id),
            self._show_accounts,
        )

    def _show_tabs(self) -> None:
        """Tabs of ledgers come and go with the settings; the one that was open stays open."""
        shown = self._pages_shown()
        if shown == self._shown:
            return
        page = self._shown[self.tabs.currentIndex()]
        self._shown = shown
        self.tabs.set_tabs(self._tab_texts(self.sales_table.table_model().rowCount()))
        self.tabs.setCurrentIndex(shown.index(page) if page in shown else 0)

    @Slot(int)
    def _show_tab(self, number: int) -> None:
        page = self._shown[min(max(number, 0), len(self._shown) - 1)]
        is_empty = page != _NOTE and not self._tables[page][0].table_model().rowCount()
        self._pages.setCurrentIndex(2 * page + is_empty)
        self.adjust_button.setVisible(number == 0)

    def _show_head(self, customer: CustomerSnapshot) -> None:
        self._avatar.set_person(customer.name, tone_of(customer))
        metrics = QFontMetrics(theme().font(20, 600))
        room = theme().px(_NAME_ROOM)
        elided = metrics.elidedText(customer.name, Qt.TextElideMode.ElideRight, room)
        self.name.setText(elided)
        self.name.setToolTip(plain_tip(customer.name) if elided != customer.name else "")
        self._badge.setVisible(customer.is_first_order)
        self._channel.set_badge(BadgeText(customer.channel, Tone.OUTLINE))
        self._channel.setVisible(bool(customer.channel))
        for place, badge in enumerate(self._tags):
            tag = customer.tags[place] if place < len(customer.tags) else ""
            badge.set_badge(BadgeText(tag, Tone.NEUTRAL))
            badge.setVisible(bool(tag))
        words = contact_text(customer, is_masked=self._desk.is_masked)
        if customer.created_at is not None:
            day = customer.created_at.astimezone(self._desk.zone()).date()
            joined = self.tr("{contact} · {day} 入会")
            words = joined.format(contact=words, day=day_text(day))
        self.contact.setText(words)

    def _show_rows(self, table: DataTable[Any], rows: tuple[Any, ...]) -> None:
        table.set_rows(rows)
        self._show_tab(self.tabs.currentIndex())

    @Slot(object)
    def _open_receipt(self, row: StoredRow | CreditRow) -> None:
        """Enter on an entry shows its receipt; one that came from a sale has none of its own."""
        if self._desk.receipts is not None and row.receipt_id is not None:
            self._desk.receipts.open(row.receipt_id)

    @Slot()
    def _open_menu(self) -> None:
        """The rarer acts, the grave ones below a line."""
        settings = self._desk.settings.current
        has_stored = settings.flag("stored.enabled") or bool(self._stored())
        items = [
            MenuItem(self.tr("换礼品"), partial(self._want, MemberAct.GIFT), "gift"),
            MenuItem(self.tr("谁推荐来的"), partial(self._want, MemberAct.REFERRER), "share-2"),
            MenuItem(self.tr("收挂账"), partial(self._want, MemberAct.COLLECT), "banknote"),
            MenuItem(
                self.tr("挂账额度"), partial(self._want, MemberAct.CREDIT_LIMIT), "credit-card"
            ),
            MenuItem(self.tr("添加礼品"), partial(self._want, MemberAct.NEW_GIFT), "plus"),
            MenuItem(self.tr("每类送多少积分"), partial(self._want, MemberAct.RATES), "percent"),
        ]
        if has_stored:
            pay_out = partial(self._want, MemberAct.PAY_OUT)
            items.append(MenuItem(self.tr("退本金"), pay_out, "undo-2", is_grave=True))
            close = partial(self._want, MemberAct.CLOSE)
            items.append(MenuItem(self.tr("储值销户"), close, "x", is_grave=True))
        merge = partial(self._want, MemberAct.MERGE)
        items.append(MenuItem(self.tr("合并到这一位"), merge, "users", is_grave=True))
        if self._desk.context.session.is_owner and settings.flag("agents.enabled"):
            agent = partial(self._want, MemberAct.AGENT)
            items.insert(2, MenuItem(self.tr("哪位代理带来的"), agent, "school"))
        if self._desk.context.session.is_owner:
            erase = partial(self._want, MemberAct.ERASE)
            items.append(MenuItem(self.tr("删除资料…"), erase, "trash-2", is_grave=True))
        menu = ActionMenu(items, self)
        below = self.more_button.rect().bottomLeft()
        menu.popup(self.more_button.mapToGlobal(below))

    def _stored(self) -> Money:
        return self._customer.stored if self._customer is not None else ZERO

    @Slot()
    def _want(self, act: MemberAct, *_checked: bool) -> None:
        self.act_wanted.emit(act)

    def _about(self, customer: CustomerSnapshot) -> str:
        masked = self._desk.is_masked
        parts = [customer.note or self.tr("没有备注。点铅笔可以写。")]
        if customer.agent is not None:
            parts.append(self.tr("代理 {name} 带来的").format(name=customer.agent.name))
        if customer.birthday:
            parts.append(self.tr("生日：{day}").format(day=customer.birthday))
        if customer.card_no:
            parts.append(self.tr("会员卡号：{number}").format(number=customer.card_no))
        if customer.qq and not masked:
            parts.append(self.tr("QQ：{number}").format(number=customer.qq))
        if customer.wechat and not masked:
            parts.append(self.tr("微信：{name}").format(name=customer.wechat))
        return "\n\n".join(parts)

    def _show_points(self, rows: tuple[PointsRow, ...]) -> None:
        self.points_table.set_rows(rows)
        self._show_tab(self.tabs.currentIndex())

    def _show_accounts(self, rows: tuple[SavedAccount, ...]) -> None:
        self.accounts_table.set_rows(rows)
        self._show_tab(self.tabs.currentIndex())

    def _show_sales(self, rows: tuple[SaleRow, ...]) -> None:
        self.sales_table.set_rows(rows)
        self.tabs.set_tabs(self._tab_texts(len(rows)))
        self._show_tab(self.tabs.currentIndex())
