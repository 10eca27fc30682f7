"""What the parts of every page ask again and again: who acts, what time it is, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.clock import zone_named

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from desktop.domain.permissions import Actor
    from desktop.services.settings import Settings
    from desktop.ui.screen import WindowContext


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
