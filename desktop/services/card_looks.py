"""Who may see cards of a sale, asked in one way whether they are shown, printed or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.card import CardState
from desktop.domain.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.storage.delivery_queries import CardOfLine


def require_look(
    rights: Rights, actor: Actor, cards: Iterable[CardOfLine], approval: Approval | None
) -> bool:
    """Return whether nobody has seen any of these cards before, if the actor may see them now.

    Raises:
        BusinessRuleError: ``needs_owner`` where one of them was seen before.
    """
    is_first = all(card.state is CardState.SOLD for card in cards)
    action = Action.FIRST_REVEAL if is_first else Action.REVEAL_AGAIN
    rights.require(actor, action, approval=approval)
    return is_first
