"""What every page's parts ask again and again: who acts, what time it is, acts for the owner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from desktop.domain.clock import zone_named
from desktop.domain.sale import Approval
from desktop.translating import sentence_of
from desktop.ui.background import Lane

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from PySide6.QtCore import QObject

    from desktop.domain.errors import KataiError
    from desktop.domain.permissions import Actor
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext
    from desktop.ui.widgets.owner_pin import ApprovalRequest

_NEEDS_OWNER: Final = "needs_owner"


@dataclass(frozen=True)
class ApprovedAct:
    """An act that the cashier may do alone or only with the owner, as ``Rights`` judges.

    Attributes:
        work: does it off the window's thread; gets the approval, or None at the first try.
        then: gets the outcome.
        request: what the owner is asked, when they must be.
        reason: stands in the approval when the owner's sheet asks for none of its own.
        refused: gets every other refusal; None shows it as a toast.
        idle: called whenever the act is not under way any more without having been done.
        lane: where it runs.
    """

    work: Callable[[Approval | None], object]
    then: Callable[..., None]
    request: ApprovalRequest
    reason: str = ""
    refused: Callable[[KataiError], None] | None = None
    idle: Callable[[], None] | None = None
    lane: Lane = Lane.WRITE


class Desk:
    """The ground of a page's desk; its services stand in the page's own."""

    __slots__ = ()

    context: WindowContext
    settings: Settings

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.context.session.actor

    @property
    def is_owner(self) -> bool:
        """Whether costs, sources and sums may be seen."""
        return self.context.session.is_owner

    def now(self) -> datetime:
        """Return the time."""
        return self.context.clock.now()

    def zone(self) -> tzinfo:
        """Return the shop's zone."""
        return zone_named(self.settings.current.text("day.zone"))

    def run_approved(
        self, owner: QObject, act: ApprovedAct, approval: Approval | None = None
    ) -> None:
        """Do it; when a right is missing ask the owner and do it again with their approval."""
        self.context.operations.run_change(
            owner,
            partial(act.work, approval),
            act.then,
            refused=partial(self._take_refusal, owner, act, approval),
            lane=act.lane,
        )

    def _take_refusal(
        self, owner: QObject, act: ApprovedAct, approval: Approval | None, error: KataiError
    ) -> None:
        if act.idle is not None:
            act.idle()
        if error.code == _NEEDS_OWNER and approval is None:
            self.context.approvals.ask(act.request, partial(self._repeat, owner, act))
        elif act.refused is not None:
            act.refused(error)
        else:
            self.context.messages.show_refusal(sentence_of(error))

    def _repeat(self, owner: QObject, act: ApprovedAct, approval: Approval) -> None:
        reason = approval.reason.strip() or act.reason
        self.run_approved(owner, act, replace(approval, reason=reason))
