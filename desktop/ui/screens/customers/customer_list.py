"""The left side of 会员: search as you type, the list, and a new customer from what was typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.customer import CustomerSnapshot, Segment
from desktop.ui.formatting import money_text
from desktop.ui.loads import Loads
from desktop.ui.screens.customers.customer_texts import contact_text, visit_text
from desktop.ui.theme import Tone, theme
from desktop.ui.widgets.buttons import DEFAULT, IconButton, make_button
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.chips import ChipBar, ChipText
from desktop.ui.widgets.labels import PlainLabel, line
from desktop.ui.widgets.list_rows import ListRow, RowList
from desktop.ui.widgets.painting import BadgeText
from desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from desktop.ui.customer_desk import CustomerDesk

_PAGE: Final = 50
_WIDTH: Final = 336
_TONES: Final = (Tone.ACCENT, Tone.INFO, Tone.WARN, Tone.VIOLET)

_Found = tuple[tuple[CustomerSnapshot, ...], int]


class CustomerList(QFrame):
    """Finds customers.

    Signals:
        chosen: the ``CustomerSnapshot`` the selection moved to, or None.
        new_wanted: what was typed when a new customer is wanted.
    """

    chosen = Signal(object)
    new_wanted = Signal(str)

    def __init__(self, desk: CustomerDesk, loads: Loads, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._loads = loads
        self._found: dict[int, CustomerSnapshot] = {}
        self._total = 0
        self._wanted_id: int | None = None
        self._part: Segment | None = None
        self.setFixedWidth(theme().px(_WIDTH))
        self.setObjectName("customerPanel")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.search = SearchBox(
            self.tr("手机尾号、姓名、QQ、卡号"),
            self._desk.context.registry.key_text("page.search"),
            name="customerSearch",
        )
        self.search.setProperty("measure", "")
        key = self._desk.context.registry.key_text("customers.new")
        self.plus = IconButton("user-round-plus", self.tr("新会员"), key)
        self.plus.setObjectName("plusCustomer")
        top = QHBoxLayout()
        top.setContentsMargins(14, 12, 14, 12)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.plus)
        self.rows = RowList(name="customerList", accessible_name=self.tr("会员"))
        self.empty = EmptyState("users", self.tr("还没有会员"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.rows)
        self._pages.addWidget(self.empty)
        self.note = PlainLabel("", "caption", "2", wraps=True)
        self.note.setContentsMargins(16, 8, 16, 8)
        self.new_button = make_button(
            DEFAULT, self.tr("新会员"), key, "user-round-plus", name="newCustomer"
        )
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 12, 14, 12)
        foot.addWidget(self.new_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._made_chips())
        layout.addWidget(line())
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.note)
        layout.addWidget(line())
        layout.addLayout(foot)

    def _made_chips(self) -> QVBoxLayout:
        """Two rows of parts of the members; each says how many are in it."""
        self.chips = ChipBar(
            (
                ChipText(None, self.tr("全部"), is_whole=True),
                ChipText(Segment.LAPSED, self.tr("30 天没来")),
                ChipText(Segment.BIRTHDAY, self.tr("本周生日")),
            )
        )
        self.more_chips = ChipBar(
            (
                ChipText(Segment.HIGH_VALUE, self.tr("买得多")),
                ChipText(Segment.FIRST_ORDER, self.tr("还没买过")),
            )
        )
        self.more_chips.choose_none()
        rows = QVBoxLayout()
        rows.setContentsMargins(14, 0, 14, 12)
        rows.setSpacing(8)
        for bar in (self.chips, self.more_chips):
            row = QHBoxLayout()
            row.addWidget(bar)
            row.addStretch(1)
            rows.addLayout(row)
        return rows

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose_part)
        self.more_chips.chosen.connect(self._choose_part)
        self.search.searched.connect(self._ask)
        self.search.entered.connect(self._enter_list)
        self.search.moved.connect(self.rows.move_selection)
        self.rows.chosen.connect(self._choose)
        self.rows.verticalScrollBar().valueChanged.connect(self._read_more)
        self.new_button.clicked.connect(self.want_new)
        self.plus.clicked.connect(self.want_new)

    # Reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again; the selected customer stays selected."""
        self._read(max(_PAGE, len(self._found)), selects_first=False)
        self._loads.run("parts", partial(_count, self._desk), self._show_counts)

    def show_customer(self, customer_id: int) -> None:
        """Show a customer wherever they stand in the list."""
        self._wanted_id = customer_id
        if self.search.text():
            self.search.clear()
        else:
            self.refresh()

    def look_for(self, text: str) -> None:
        """Look for a text, as if it had been typed."""
        self.search.setText(text)

    def current(self) -> CustomerSnapshot | None:
        """Return the selected customer."""
        row = self.rows.current_item()
        return self._found.get(row.key) if row is not None else None

    @Slot()
    def _ask(self) -> None:
        self._read(_PAGE, selects_first=True)

    def _read(self, limit: int, *, selects_first: bool) -> None:
        text = self.search.search_text().strip()
        work = partial(_find, self._desk, text, limit, self._part)
        self._loads.run("list", work, partial(self._show, text, selects_first))

    def _show(self, text: str, selects_first: bool, found: _Found) -> None:
        customers, self._total = found
        self._found = {customer.id: customer for customer in customers}
        self.rows.set_items(self._row_of(customer) for customer in customers)
        is_shown = self._wanted_id is not None and self.rows.select_key(self._wanted_id)
        self._wanted_id = None
        if not is_shown and (selects_first or self.rows.current_item() is None):
            self.rows.select_number(0)
        self._say(text, len(customers))
        self.chosen.emit(self.current())

    def _say(self, text: str, count: int) -> None:
        self._pages.setCurrentIndex(0 if count else 1)
        if text:
            words = self.tr("手机尾号、姓名、QQ 号都能搜。找到 {n} 位。")
            self.note.setText(words.format(n=count))
            self.new_button.setText(self.tr("用“{text}”新建会员").format(text=text[:12]))
            self.empty.set_words(self.tr("没有“{text}”").format(text=text), "", "search-x")
        else:
            words = self.tr("{n} 位") if self._part else self.tr("共 {n} 位会员")
            self.note.setText(words.format(n=f"{self._total:,}"))
            self.new_button.setText(self.tr("新会员"))
            self.empty.set_words(
                self.tr("还没有会员"), self.tr("姓名加一个联系方式，就能建一个"), "users"
            )

    def _show_counts(self, counts: dict[Segment | None, int]) -> None:
        self.chips.set_counts(counts)
        self.more_chips.set_counts(counts)

    @Slot(object)
    def _choose_part(self, part: Segment | None) -> None:
        """Only one chip of the two rows holds; what is typed looks through everybody."""
        self._part = part
        for bar in (self.chips, self.more_chips):
            bar.choose_only(part)
        if self.search.text():
            self.search.clear()
        else:
            self._ask()

    @Slot(int)
    def _read_more(self, value: int) -> None:
        bar = self.rows.verticalScrollBar()
        is_at_end = value >= bar.maximum() - theme().px(_WIDTH)
        is_whole = len(self._found) >= self._total or bool(self.search.text())
        if is_at_end and not is_whole and not self._loads.is_busy:
            self._read(len(self._found) + _PAGE, selects_first=False)

    def _row_of(self, customer: CustomerSnapshot) -> ListRow:
        contact = contact_text(customer, is_masked=self._desk.is_masked)
        visit = visit_text(customer.last_bought_at, self._desk.now(), self._desk.zone())
        first = BadgeText(self.tr("首单"), Tone.ACCENT)
        return ListRow(
            customer.id,
            customer.name,
            self.tr("{contact} · {visit}").format(contact=contact, visit=visit),
            badges=(first,) if customer.is_first_order else (),
            right=self.tr("{n} 分").format(n=f"{customer.points:,}"),
            right_second=money_text(customer.stored or customer.spent),
            initial=customer.name,
            tone=tone_of(customer),
        )

    # What a person does ------------------------------------------------------------------------

    @Slot()
    def want_new(self) -> None:
        """A new customer, from what is typed."""
        self.new_wanted.emit(self.search.search_text().strip())

    @Slot()
    def _enter_list(self) -> None:
        self._loads.when_settled(self._focus_rows)

    def _focus_rows(self) -> None:
        if self.rows.current_item() is not None:
            self.rows.setFocus()

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.current())


def _find(desk: CustomerDesk, text: str, limit: int, part: Segment | None) -> _Found:
    if text:
        found = desk.customers.find(text, limit)
        return found, len(found)
    if part is not None:
        return desk.customers.list_segment(part, limit), desk.customers.count_segments()[part]
    return desk.customers.list_recent(limit), desk.customers.count()


def _count(desk: CustomerDesk) -> dict[Segment | None, int]:
    everybody: dict[Segment | None, int] = {None: desk.customers.count()}
    parts: dict[Segment | None, int] = dict(desk.customers.count_segments().items())
    return everybody | parts


def tone_of(customer: CustomerSnapshot) -> Tone:
    """Return the colour of a customer's tile, the same everywhere."""
    return _TONES[customer.id % len(_TONES)]
