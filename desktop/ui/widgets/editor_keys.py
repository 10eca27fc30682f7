"""Which keys an editor keeps from its page: properties that the window's keys look at."""

from __future__ import annotations

from typing import Final

DIGITS_ONLY: Final = "digitsOnly"
"""Property of an editor that takes only figures: letters stay keys of the page."""
KEEPS_ENTER: Final = "keepsEnter"
"""Property of an editor whose Enter is its own while it holds text."""
KEEPS_ARROWS: Final = "keepsArrows"
"""Property of an editor whose ↑ ↓ are its own while it holds text."""
