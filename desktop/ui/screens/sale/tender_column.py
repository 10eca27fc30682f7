"""The ways to pay, one under the other; choosing one never books anything."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop.domain.tender import TenderMethod
from desktop.ui.sale_texts import TENDER_ICONS, tender_text
from desktop.ui.shortcuts import ActionRegistry
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import TENDER, ActionButton
from desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 212


class TenderColumn(QWidget):
    """One button per way to pay that the shop uses.

    Signals:
        chosen: the ``TenderMethod``.
    """

    chosen = Signal(object)

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tenderList")
        self.setAccessibleName(self.tr("付款方式"))
        self.setFixedWidth(theme().px(WIDTH))
        self._registry = registry
        self._group = QButtonGroup(self)
        self._buttons: dict[TenderMethod, ActionButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 14, 10, 16)
        self._layout.setSpacing(8)
        self._layout.addWidget(PlainLabel(self.tr("付款方式"), "caption"))
        hint = self.tr("先改金额再选方式，就是组合付款。")
        self._hint = PlainLabel(hint, "caption", wraps=True)
        self._layout.addWidget(self._hint)
        self._layout.addStretch(1)

    def set_methods(self, methods: tuple[TenderMethod, ...]) -> None:
        """Offer these."""
        if tuple(self._buttons) == methods:
            return
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for place, method in enumerate(methods):
            key = self._registry.key_text(f"payment.{method}")
            button = ActionButton(
                tender_text(method), TENDER, key, TENDER_ICONS.get(method, "wallet")
            )
            button.setObjectName(f"tender_{method}")
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, method))
            self._group.addButton(button)
            self._layout.insertWidget(place + 1, button)
            self._buttons[method] = button

    def methods(self) -> tuple[TenderMethod, ...]:
        """Return what is offered."""
        return tuple(self._buttons)

    def show_refused(self, reasons: Mapping[TenderMethod, str]) -> None:
        """Say of ways to pay why they cannot be taken now; an empty reason lets them be taken."""
        for method, reason in reasons.items():
            button = self._buttons.get(method)
            if button is not None:
                button.set_caption(reason)
                button.setEnabled(not reason)

    def can_take(self, method: TenderMethod) -> bool:
        """Whether this way to pay is offered and not refused."""
        return method in self._buttons and self._buttons[method].isEnabled()

    def show_chosen(self, method: TenderMethod) -> None:
        """Mark the chosen one."""
        if method in self._buttons:
            self._buttons[method].setChecked(True)

    @Slot()
    def _choose(self, method: TenderMethod, *_checked: bool) -> None:
        self.chosen.emit(method)
