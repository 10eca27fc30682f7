"""锁屏: who is at the till, and six digits; the sixth signs in.

Keys typed while a PIN is being checked are kept and handed on in order: to the dots when it was
wrong, to the page below when it was right.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.changes import Topic
from desktop.domain.clock import zone_named
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.formatting import clock_text, weekday_text
from desktop.ui.key_copies import plain_copy
from desktop.ui.screen import Screen, WindowContext
from desktop.ui.screens.lock.dark_side import DarkSide
from desktop.ui.screens.lock.people_view import GAP, SLACK, PeopleView
from desktop.ui.theme import theme
from desktop.ui.widgets.keypads import BACKSPACE, PadKey, PinPad
from desktop.ui.widgets.labels import KeyCap, PlainLabel
from desktop.ui.widgets.pin_dots import PinDots

if TYPE_CHECKING:
    from desktop.domain.errors import KataiError
    from desktop.domain.permissions import Person
    from desktop.services.settings import Settings
    from desktop.services.staff import SignIn, Staff

_FORGOTTEN = "forgotten"
_TICK_MS = 1_000
_MINUTE = 60
_TWO_ROWS = 730
_HINTS = 640


class LockScreen(Screen):
    """Covers the whole window until somebody's PIN is right."""

    topics = frozenset({Topic.STAFF, Topic.SETTINGS})

    def __init__(self, context: WindowContext, staff: Staff, settings: Settings) -> None:
        super().__init__(context)
        self._staff, self._settings = staff, settings
        self._is_checking = False
        self._kept: deque[QKeyEvent] = deque()
        self.setObjectName("lockScreen")
        self.setAccessibleName(self.tr("锁屏"))
        self.side = DarkSide()
        self.people = PeopleView()
        self.dots = PinDots("lockPin", px=14)
        self.note = PlainLabel(self.tr("输入 6 位 PIN"), "", "2")
        self.pad = PinPad(PadKey(_FORGOTTEN, self.tr("忘了 PIN"), is_function=True))
        self._build()
        self.setFocusProxy(self.dots)
        self.dots.installEventFilter(self)
        self.dots.completed.connect(self._check)
        self.dots.changed.connect(self._quieten)
        self.people.chosen.connect(self._start_again)
        self.pad.pressed.connect(self._press)
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start()

    def refresh(self) -> None:
        """Read who works here."""
        self._tick()
        self._show_shop()
        self.context.operations.run_query(self, self._staff.list_people, self._show_people)

    def focus_home(self) -> None:
        """The first PIN dot."""
        self.dots.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← → change the person, Esc forgets what was typed."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.people.choose_beside(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.dots.clear()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is typed while a PIN is being checked."""
        if watched is not self.dots or event.type() != QEvent.Type.KeyPress:
            return False
        is_full = self._is_checking or self.dots.is_complete()
        if not is_full or not isinstance(event, QKeyEvent):
            return False
        if not event.isAutoRepeat():
            self._kept.append(plain_copy(event))
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover what lies below."""
        QPainter(self).fillRect(QRectF(self.rect()), theme().color("bg"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has lower tiles for people, a lower one no hints."""
        super().resizeEvent(event)
        look = theme()
        self.people.set_low(is_low=self.height() < look.px(_TWO_ROWS))
        self.hints.setVisible(self.height() >= look.px(_HINTS))

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        center = Qt.AlignmentFlag.AlignHCenter
        look = theme()
        panel = QWidget()
        panel.setFixedWidth(look.px(520))
        column = QVBoxLayout(panel)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(PlainLabel(self.tr("谁在收银？"), "h1"), 0, center)
        column.addSpacing(look.px(16))
        people = QHBoxLayout()
        people.setSpacing(0)
        people.addStretch(1)
        people.addSpacing(look.px(GAP) + SLACK)  # as wide as what follows the last tile
        people.addWidget(self.people)
        people.addStretch(1)
        column.addLayout(people)
        column.addSpacing(look.px(10))
        column.addWidget(self.note, 0, center)
        self.dots.setFixedHeight(look.px(40))
        column.addWidget(self.dots, 0, center)
        column.addSpacing(look.px(6))
        column.addWidget(self.pad, 0, center)
        column.addSpacing(look.px(16))
        self.hints = self._build_hints()
        column.addWidget(self.hints)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side, 1)
        row.addWidget(panel)

    def _build_hints(self) -> QWidget:
        hints_row = QWidget()
        row = QHBoxLayout(hints_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        hints = (("← →", self.tr("换人")), ("0–9", self.tr("输入")), ("Esc", self.tr("清空")))
        for key, words in hints:
            row.addWidget(KeyCap(key))
            row.addWidget(PlainLabel(words, "caption"))
            row.addSpacing(10)
        row.addWidget(PlainLabel(self.tr("错 5 次锁 5 分钟，10 次锁 30 分钟"), "caption"))
        row.addStretch(1)
        return hints_row

    # Showing ------------------------------------------------------------------------------------

    def _show_shop(self) -> None:
        values = self._settings.current
        name, place = values.text("shop.name"), values.text("shop.place")
        self.side.set_shop(
            self.tr("{name} · {place}").format(name=name, place=place) if place else name
        )
        self.side.set_lines(
            (
                ("archive", self.tr("正在收的单和挂单，解锁后还在")),
                ("loader", self.tr("已提交的直充在后台继续，到账会提醒")),
            )
        )

    def _show_people(self, people: tuple[Person, ...]) -> None:
        known = self.people.person() or self.context.session.person
        self.people.set_people(people, known.id if known is not None else None)
        if self.dots.is_complete():
            self._check(self.dots.digits())

    @Slot()
    def _tick(self) -> None:
        now = self.context.clock.now()
        zone = zone_named(self._settings.current.text("day.zone"))
        local = now.astimezone(zone)
        day = self.tr("{year} 年 {month} 月 {day} 日 {weekday}").format(
            year=local.year, month=local.month, day=local.day, weekday=weekday_text(local.date())
        )
        self.side.set_clock(clock_text(now, zone), day)

    def _say(self, words: str, tone: str = "2") -> None:
        self.note.set_tone(tone)
        self.note.setText(words)
        self.dots.setAccessibleDescription(words)

    @Slot(int)
    def _quieten(self, count: int) -> None:
        if count:
            self._say(self.tr("输入 6 位 PIN"))

    @Slot()
    def _start_again(self) -> None:
        """Another person is meant: what was typed was for the one before."""
        if not self._is_checking and not self.dots.is_complete():
            self.dots.clear()
            self._say(self.tr("输入 6 位 PIN"))

    @Slot(str)
    def _press(self, value: str) -> None:
        self.focus_home()
        if value == _FORGOTTEN:
            self._say(self.tr("请店主在 设置 · 员工与权限 里给你换一个 PIN"), "warn")
        elif self._is_checking:
            return
        elif value == BACKSPACE:
            self.dots.erase()
        else:
            self.dots.type_digit(value)

    # Signing in ---------------------------------------------------------------------------------

    @Slot(str)
    def _check(self, pin: str) -> None:
        person = self.people.person()
        if self._is_checking or person is None:
            return
        self._is_checking = True
        self.context.operations.run_query(
            self,
            partial(self._staff.sign_in, person.id, Secret(pin)),
            self._answer,
            refused=self._refuse,
            lane=Lane.WRITE,
        )

    def _answer(self, answer: SignIn) -> None:
        if answer.ok and answer.person is not None:
            self.context.session.sign_in(answer.person)
            self.dots.clear()
            self._hand_on()
            return
        self.dots.show_wrong()
        self._say(self._words_of(answer), "danger")
        self._is_checking = False
        self._type_kept()

    def _words_of(self, answer: SignIn) -> str:
        if answer.locked_until is None:
            return self.tr("PIN 不对，还能试 {n} 次").format(n=answer.tries_left)
        seconds = (answer.locked_until - self.context.clock.now()).total_seconds()
        minutes = max(1, ceil(seconds / _MINUTE))
        return self.tr("PIN 错太多次，{n} 分钟后再试").format(n=minutes)

    def _refuse(self, error: KataiError) -> None:
        self._kept.clear()
        self._is_checking = False
        self.dots.show_wrong()
        self._say(sentence_of(error), "danger")

    def _type_kept(self) -> None:
        """Hand what was typed meanwhile to the dots, until they are full again."""
        while self._kept and not self._is_checking:
            QApplication.sendEvent(self.dots, self._kept.popleft())

    def _hand_on(self) -> None:
        """Hand what was typed meanwhile to the page below; an Enter of habit is no act there."""
        self._is_checking = False
        if self._kept and self._kept[0].key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._kept.popleft()
        while self._kept:
            target = QApplication.focusWidget() or self.window()
            if target is self.dots:
                self._kept.clear()
                return
            QApplication.sendEvent(target, self._kept.popleft())
