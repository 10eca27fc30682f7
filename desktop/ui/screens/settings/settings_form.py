"""All settings as cards in one scrolling column; groups and search only hide and show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.services.setting_declaration import Setting, SettingGroup
from desktop.ui.screens.settings.editors import SettingEditor, words_of
from desktop.ui.theme import theme
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.settings_card import FormRow, SettingsCard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.services.setting_declaration import Value
    from desktop.services.settings_values import SettingsValues

_WIDTH = 720


class SettingsForm(QScrollArea):
    """Editors of every setting.

    Signals:
        edited: something differs from what is stored, or no longer does.
    """

    edited = Signal()

    def __init__(
        self,
        groups: Iterable[tuple[SettingGroup, str, tuple[Setting, ...]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(14)
        self.editors: dict[str, SettingEditor] = {}
        self.cards: dict[str, SettingsCard] = {}
        self._rows: dict[str, FormRow] = {}
        self._lines: dict[str, QWidget | None] = {}
        self._extras: dict[str, list[QWidget]] = {}
        for group, label, settings in groups:
            self._add_group(group, label, settings)
        self._nothing = EmptyState("search-x", self.tr("没有这样的设置"), self.tr("换个词再找"))
        self._nothing.hide()
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.setWidget(holder)
        self._stored: SettingsValues | None = None

    def add_extra(self, group: str, widget: QWidget) -> None:
        """Put a card of another kind below a group's settings."""
        widget.setMaximumWidth(theme().px(_WIDTH))
        self._extras.setdefault(group, []).append(widget)
        self._column.insertWidget(self._column.count() - 2, widget)

    def take_card(self, group: str) -> SettingsCard:
        """Give a card away, to stand somewhere else."""
        card = self.cards[group]
        self._column.removeWidget(card)
        return card

    def put_back(self, group: str) -> None:
        """Take a card back that was given away."""
        self._column.insertWidget(0, self.cards[group])

    def show_values(self, values: SettingsValues) -> None:
        """Show what is stored; what was typed is forgotten."""
        self._stored = values
        for key, editor in self.editors.items():
            value = values.by_key[key]
            if editor.setting.names_from:
                editor.name_rates(values.words(editor.setting.names_from), value)
            editor.show_value(value)
        self.edited.emit()

    def changes(self) -> dict[str, Value]:
        """Return what would be saved, by key."""
        if self._stored is None:
            return {}
        found: dict[str, Value] = {}
        for key, editor in self.editors.items():
            value = editor.find_value()
            if value is not None and value != self._stored.by_key[key]:
                found[key] = value
        return found

    def list_wrong(self) -> tuple[SettingEditor, ...]:
        """Return editors that hold what will not do, and mark them."""
        wrong = []
        for editor in self.editors.values():
            is_wrong = editor.find_value() is None
            editor.mark(is_invalid=is_wrong)
            if is_wrong:
                wrong.append(editor)
        return tuple(wrong)

    def show_group(self, group: str) -> None:
        """Show one group."""
        self._nothing.hide()
        for name, card in self.cards.items():
            if card.parent() is self.widget():
                card.setVisible(name == group and bool(self._rows_of(name)))
        for key in self._rows:
            self._show_row(key, is_shown=True)
        for name, widgets in self._extras.items():
            for widget in widgets:
                widget.setVisible(name == group)
        self.verticalScrollBar().setValue(0)

    def search(self, text: str) -> int:
        """Show the settings whose words hold a text, of all groups; returns how many."""
        wanted = text.strip().casefold()
        count = 0
        for name, card in self.cards.items():
            found = [key for key in self._rows_of(name) if wanted in self._words_of(key)]
            count += len(found)
            if card.parent() is self.widget():
                card.setVisible(bool(found))
                for key in self._rows_of(name):
                    self._show_row(key, is_shown=key in found)
        for widgets in self._extras.values():
            for widget in widgets:
                widget.hide()
        self._nothing.setVisible(not count)
        return count

    def _show_row(self, key: str, *, is_shown: bool) -> None:
        self._rows[key].setVisible(is_shown)
        above = self._lines[key]
        if above is not None:
            above.setVisible(is_shown)

    def _rows_of(self, group: str) -> tuple[str, ...]:
        return tuple(key for key in self._rows if self.editors[key].setting.group == group)

    def _words_of(self, key: str) -> str:
        setting = self.editors[key].setting
        return f"{words_of(setting.label)} {words_of(setting.why)} {key}".casefold()

    def _add_group(self, group: str, label: str, settings: tuple[Setting, ...]) -> None:
        card = SettingsCard(words_of(label))
        for setting in settings:
            editor = SettingEditor(setting)
            editor.edited.connect(self._note)
            self.editors[setting.key] = editor
            label_text, why = words_of(setting.label), words_of(setting.why)
            self._rows[setting.key] = card.add_row(label_text, why, editor)
            above = card.body.itemAt(card.body.count() - 2)
            self._lines[setting.key] = above.widget() if above is not None else None
        self.cards[str(group)] = card
        self._column.addWidget(card)

    @Slot()
    def _note(self) -> None:
        self.edited.emit()
