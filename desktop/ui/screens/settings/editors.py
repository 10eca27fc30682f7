"""One editor for each kind of setting; what it shows is what would be saved."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.fees import Rates
from desktop.domain.money import Money
from desktop.services.setting_declaration import Setting, SettingKind
from desktop.services.settings_values import checked
from desktop.translating import translate
from desktop.ui.formatting import listed_text
from desktop.ui.sale_texts import channel_named, channel_text
from desktop.ui.screens.settings.rates_editor import RatesEditor
from desktop.ui.theme import set_style_property, theme
from desktop.ui.widgets.amount_inputs import DigitsEdit, MoneyEdit
from desktop.ui.widgets.buttons import Segmented
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.switches import Switch, TickBox
from desktop.ui.widgets.theme_tiles import ThemeTiles

if TYPE_CHECKING:
    from desktop.services.setting_declaration import Value

_MOST_SEGMENTS: Final = 3
_THEME: Final = "appearance.theme"
_HOUR: Final = 60
_BETWEEN: Final = re.compile("[,，、]")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])(?::([0-5]\d))?")
_TICK_COLUMNS: Final = 4
_DIGITS: Final = 7


def words_of(text: str) -> str:
    """Return words of the catalogue in the current language."""
    return translate("settings", text) if text else ""


def minutes_of(clock: str) -> object:
    """Return the minutes after midnight that a time says; the text itself when it says none."""
    found = _CLOCK.fullmatch(clock.replace("：", ":"))
    return clock if found is None else int(found[1]) * _HOUR + int(found[2] or 0)


def _changed_keys_text(text: str) -> str:
    count = len(json.loads(text or "{}"))
    if not count:
        return translate("settings", QT_TRANSLATE_NOOP("settings", "没有改过"))
    return translate("settings", QT_TRANSLATE_NOOP("settings", "改了 {n} 个")).format(n=count)


class SettingEditor(QWidget):
    """The control of one setting.

    Signals:
        edited: a person changed it.
    """

    edited = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._choices = setting.choices_on(sys.platform)
        self.setObjectName(f"setting_{setting.key}")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._line: QLineEdit | None = None
        self._money: MoneyEdit | None = None
        self._switch: Switch | None = None
        self._segments: Segmented | ThemeTiles | None = None
        self._keys: PlainLabel | None = None
        self._keys_text = ""
        self._box: ChoiceBox | None = None
        self._rates: RatesEditor | None = None
        self._ticks: dict[str, TickBox] = {}
        self._build()

    def typed(self) -> object:
        """Return what stands there now."""
        if self._switch is not None:
            return self._switch.isChecked()
        if self._money is not None:
            return self._money.amount()
        if self._rates is not None:
            return self._rates.typed()
        if self._keys is not None:
            return self._keys_text
        return self._chosen() if self._line is None else self._read(self._line.text().strip())

    def _read(self, text: str) -> object:
        if self.setting.is_clock:
            return minutes_of(text)
        if self.setting.kind is SettingKind.WORDS:
            parts = _BETWEEN.split(text)
            return tuple(channel_named(part.strip()) for part in parts if part.strip())
        return text

    def _chosen(self) -> object:
        if self._segments is not None:
            return self._choices[self._segments.current()].value
        if self._box is not None:
            return self._choices[self._box.currentIndex()].value
        return tuple(value for value, tick in self._ticks.items() if tick.isChecked())

    def set_keys_text(self, text: str) -> None:
        """Take other keys, as a person chose them on the card of shortcuts."""
        if self._keys is not None and text != self._keys_text:
            self._keys_text = text
            self._keys.setText(_changed_keys_text(text))
            self._tell()

    def find_value(self) -> Value | None:
        """Return the value that would be saved, or None when what is typed will not do."""
        try:
            return checked(self.setting.key, self.typed())
        except BusinessRuleError:
            return None

    def name_rates(self, channels: tuple[str, ...], value: Value) -> None:
        """Show a rate for each channel of the shop, and for one that is gone and still has one."""
        if self._rates is not None and isinstance(value, Rates):
            names = dict.fromkeys((*channels, *value.by_name()))
            self._rates.set_names((name, channel_text(name)) for name in names)

    def show_value(self, value: Value) -> None:
        """Show a stored value without telling."""
        blockers = [QSignalBlocker(each) for each in self._parts()]
        if self._switch is not None:
            self._switch.setChecked(bool(value))
        elif self._segments is not None:
            self._segments.set_current(self._place_of(value))
        elif self._box is not None:
            self._offer(value)
            self._box.setCurrentIndex(self._place_of(value))
        elif self._rates is not None:
            self._rates.show_rates(value if isinstance(value, Rates) else Rates())
        elif self._ticks:
            chosen = value if isinstance(value, tuple) else ()
            for word, tick in self._ticks.items():
                tick.setChecked(word in chosen)
        elif self._money is not None:
            self._money.set_amount(value if isinstance(value, Money) else None)
            self._money.deselect()
        elif self._line is not None:
            self._line.setText(self._text_of(value))
            self._line.setCursorPosition(0)
        elif self._keys is not None:
            self._keys_text = str(value)
            self._keys.setText(_changed_keys_text(self._keys_text))
        del blockers
        self.mark(is_invalid=False)

    def _text_of(self, value: Value) -> str:
        if isinstance(value, tuple):
            return listed_text(channel_text(word) for word in value)
        if self.setting.is_clock and isinstance(value, int):
            return f"{value // _HOUR:02d}:{value % _HOUR:02d}"
        return str(value)

    def mark(self, *, is_invalid: bool) -> None:
        """Show that what is typed will not do."""
        if self._rates is not None:
            self._rates.mark(is_invalid=is_invalid, highest=self.setting.maximum)
        line_edit = self._line or self._money
        if line_edit is not None:
            set_style_property(line_edit, "invalid", "true" if is_invalid else "false")

    def _parts(self) -> tuple[QWidget, ...]:
        found = (self._switch, self._segments, self._box, self._money, self._line, self._rates)
        return (*(each for each in found if each is not None), *self._ticks.values())

    def _offer(self, value: Value) -> None:
        """Keep what was chosen on another system among the choices, as after a restore."""
        elsewhere = [one for one in self.setting.choices if one.value == value]
        for choice in elsewhere:
            if choice not in self._choices and self._box is not None:
                self._choices = (*self._choices, choice)
                self._box.addItem(words_of(choice.label))

    def _place_of(self, value: Value) -> int:
        values = [choice.value for choice in self._choices]
        return values.index(str(value)) if str(value) in values else 0

    def _build(self) -> None:
        build = {
            SettingKind.FLAG: self._build_switch,
            SettingKind.CHOICE: self._build_choice,
            SettingKind.WORDS: self._build_words,
            SettingKind.MONEY: self._build_money,
            SettingKind.INTEGER: self._build_integer,
            SettingKind.RATES: self._build_rates,
            SettingKind.KEYS: self._build_keys,
        }.get(self.setting.kind, self._build_text)
        build()
        label = words_of(self.setting.label)
        for part in self._parts():
            if not part.accessibleName():
                part.setAccessibleName(label)

    def _build_switch(self) -> None:
        self._switch = Switch(accessible_name=words_of(self.setting.label))
        self._switch.toggled.connect(self._tell)
        self._row.addWidget(self._switch)

    def _build_choice(self) -> None:
        texts = [words_of(choice.label) for choice in self._choices]
        if len(texts) <= _MOST_SEGMENTS:
            is_theme = self.setting.key == _THEME
            self._segments = ThemeTiles(texts) if is_theme else Segmented(texts)
            self._segments.chosen.connect(self._tell)
            self._row.addWidget(self._segments)
            return
        self._box = ChoiceBox(texts, accessible_name=words_of(self.setting.label))
        self._box.setMinimumWidth(theme().px(180))
        self._box.currentIndexChanged.connect(self._tell)
        self._row.addWidget(self._box)

    def _build_words(self) -> None:
        if not self.setting.choices:
            self._build_text()
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(20))
        for number, choice in enumerate(self.setting.choices):
            tick = TickBox(words_of(choice.label))
            tick.toggled.connect(self._tell)
            self._ticks[choice.value] = tick
            grid.addWidget(tick, number // _TICK_COLUMNS, number % _TICK_COLUMNS)
        self._row.addLayout(grid)

    def _build_money(self) -> None:
        name = f"value_{self.setting.key}"
        label = words_of(self.setting.label)
        self._money = MoneyEdit(name, accessible_name=label, has_sign=True)
        self._money.setFixedWidth(theme().px(140))
        self._money.textEdited.connect(self._tell)
        self._row.addWidget(self._money)

    def _build_integer(self) -> None:
        name = f"value_{self.setting.key}"
        if self.setting.is_clock:
            self._build_text()
            return
        self._line = DigitsEdit(name, _DIGITS, words_of(self.setting.label))
        self._line.setFixedWidth(theme().px(120))
        self._line.textEdited.connect(self._tell)
        self._row.addWidget(self._line)

    def _build_rates(self) -> None:
        self._rates = RatesEditor(self.setting.key, words_of(self.setting.label))
        self._rates.set_names((each.value, words_of(each.label)) for each in self.setting.choices)
        self._rates.edited.connect(self._tell)
        self._row.addWidget(self._rates)

    def _build_text(self) -> None:
        self._line = QLineEdit()
        self._line.setObjectName(f"value_{self.setting.key}")
        is_list = self.setting.kind is SettingKind.WORDS or self.setting.is_long
        width = 120 if self.setting.is_clock else 400 if is_list else 280
        self._line.setFixedWidth(theme().px(width))
        self._line.textEdited.connect(self._tell)
        self._row.addWidget(self._line)

    def _build_keys(self) -> None:
        self._keys = PlainLabel("", "", "2")
        self._row.addWidget(self._keys)

    @Slot()
    def _tell(self, *_value: object) -> None:
        self.edited.emit()


__all__ = ["SettingEditor", "words_of"]
