"""What the program says to the person: toast, banner, sheet, owner's PIN, through one door.

Screens get a ``Messages`` and never build overlays by themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop.ui.theme import Tone
from desktop.ui.widgets.banner import Banner, Condition
from desktop.ui.widgets.buttons import DANGER, PRIMARY
from desktop.ui.widgets.sheet import Sheet, SheetHost
from desktop.ui.widgets.toast import Toast, ToastHost, ToastText

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.widgets.owner_pin import ApprovalRequest, OwnerPinSheet


class Messages(QObject):
    """The door to everything that is shown over or beside a screen."""

    def __init__(self, sheets: SheetHost, toasts: ToastHost, banner: Banner) -> None:
        super().__init__(sheets)
        self.sheets = sheets
        self.toasts = toasts
        self.banner = banner

    def show_toast(
        self,
        text: str,
        *,
        strong: str = "",
        icon: str = "circle-check",
        action: str = "",
        act: Callable[[], None] | None = None,
        key_cap: str = "",
        icon_token: str = "on-toast",
    ) -> Toast:
        """Say something that needs no decision: 4 s, with a button 8 s."""
        return self.toasts.show(ToastText(text, strong, icon, action, key_cap, icon_token), act)

    def show_refusal(self, sentence: str) -> Toast:
        """Say why a rule of the shop said no; nothing was recorded."""
        return self.toasts.show(ToastText(sentence, icon="info"))

    def begin_condition(self, condition: Condition) -> None:
        """Show the banner of a condition that lasts."""
        self.banner.begin(condition)

    def end_condition(self, key: str) -> None:
        """Take that banner away."""
        self.banner.end(key)

    def open_sheet(self, sheet: Sheet) -> None:
        """Show a dialog."""
        self.sheets.open(sheet)

    def ask_destructive(
        self,
        title: str,
        text: str,
        *,
        keep: str,
        destroy: str,
        act: Callable[[], None],
        kind: str = DANGER,
    ) -> Sheet:
        """Ask before something irreversible: the focus is on the safe button, Enter keeps."""
        sheet = Sheet(title)
        sheet.add_text(text)
        safe = sheet.add_cancel(keep)
        safe.set_key_cap("")
        sheet.add_confirm(destroy, kind, is_default=False)
        sheet.set_default(safe)
        sheet.set_first_focus(safe)
        sheet.accepted.connect(sheet.close_sheet)
        sheet.accepted.connect(act)
        self.open_sheet(sheet)
        return sheet

    def tell(
        self,
        title: str,
        text: str,
        *,
        tone: Tone = Tone.NEUTRAL,
        icon: str = "",
        button: str = "",
        strong: str = "",
    ) -> Sheet:
        """Tell something that must be read; there is no 重试 here, on purpose."""
        sheet = Sheet(title, tone=tone, icon=icon)
        sheet.add_text(text)
        if strong:
            sheet.add_text(strong, "", "bodyStrong")
        word = button or QCoreApplication.translate("Messages", "知道了")
        sheet.add_confirm(word, PRIMARY)
        sheet.accepted.connect(sheet.close_sheet)
        self.open_sheet(sheet)
        return sheet

    def ask_owner(self, request: ApprovalRequest) -> OwnerPinSheet:
        """Ask for the owner's PIN; connect ``submitted`` and answer with the sheet's methods."""
        from desktop.ui.widgets.owner_pin import OwnerPinSheet

        sheet = OwnerPinSheet(request)
        self.open_sheet(sheet)
        return sheet
