"""接龙 at the counter: the chain that is not over yet, or a field to paste one into."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.ui.dialogs.chain_dialog import ChainSheet
from desktop.ui.dialogs.chain_paste_dialog import ChainPasteSheet, unread_text

if TYPE_CHECKING:
    from desktop.services.chain_sales import ChainHead, ChainMade, ChainSales
    from desktop.services.checkout import Checkout
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext


class ChainDesk(QObject):
    """Opens the sheets of chains."""

    def __init__(
        self,
        context: WindowContext,
        chains: ChainSales,
        checkout: Checkout,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._chains = chains
        self._checkout = checkout
        self._settings = settings
        self._shift_id = 0

    def open(self, shift_id: int) -> None:
        """Go on with the newest chain that has lines left, else ask for one."""
        self._shift_id = shift_id
        self._context.operations.run_query(self, self._chains.list_chains, self._choose)

    def _choose(self, heads: tuple[ChainHead, ...]) -> None:
        unfinished = [one.id for one in heads if one.open_lines]
        if not unfinished:
            self._ask()
        else:
            self._show(unfinished[0], others=len(unfinished) - 1)

    def _turn(self, chain_id: int) -> None:
        """Show the chain that comes after one among those with lines left."""
        query = self._context.operations.run_query
        query(self, self._chains.list_chains, partial(self._show_after, chain_id))

    def _show_after(self, chain_id: int, heads: tuple[ChainHead, ...]) -> None:
        unfinished = [one.id for one in heads if one.open_lines]
        older = [one for one in unfinished if one < chain_id]
        if unfinished:
            self._show((older or unfinished)[0], others=len(unfinished) - 1)

    @Slot()
    def _ask(self) -> None:
        sheet = ChainPasteSheet(self._context, self._chains, self._checkout)
        sheet.made.connect(self._made)
        self._context.messages.open_sheet(sheet)

    @Slot(object)
    def _made(self, made: ChainMade) -> None:
        self._show(made.chain_id, unread_text(made.refused))

    def _show(self, chain_id: int, trouble: str = "", others: int = 0) -> None:
        sheet = ChainSheet(self._context, self._chains, self._settings, chain_id, self._shift_id)
        sheet.paste_wanted.connect(self._ask)
        sheet.next_wanted.connect(partial(self._turn, chain_id))
        sheet.show_others(others)
        self._context.messages.open_sheet(sheet)
        if trouble:
            sheet.tell(trouble)
