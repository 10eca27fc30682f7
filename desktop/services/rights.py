"""Who may do what, enforced where the act happens and never only in a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action, Actor, Grant, Role, grant_for
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from desktop.domain.sale import Approval
    from desktop.storage.ground import Ground

_REFUSALS: Final = {
    Grant.DENIED: ("denied", QT_TRANSLATE_NOOP("errors", "{name} 没有这个权限，什么都没有改")),
    Grant.WITH_OWNER: ("needs_owner", QT_TRANSLATE_NOOP("errors", "这一步要店主 PIN 和原因")),
    Grant.WITH_OWN_PIN: ("needs_owner", QT_TRANSLATE_NOOP("errors", "这一步要 PIN 和原因")),
    Grant.WITH_REASON: ("needs_reason", QT_TRANSLATE_NOOP("errors", "这一步要写原因")),
}


class Rights:
    """Judges an act by the table of roles; every refusal and every consent stands in the ledger."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def require(
        self, actor: Actor, action: Action, *, approval: Approval | None = None, reason: str = ""
    ) -> None:
        """Return if the actor may do it now.

        Args:
            actor: who wants it.
            action: what.
            approval: the consent of an owner (or, for a senior's own PIN, of the senior) if given.
            reason: why, as typed.

        Raises:
            BusinessRuleError: code ``denied``, ``needs_owner`` or ``needs_reason``.
        """
        grant = grant_for(actor.role, action)
        if _is_satisfied(grant, approval, reason):
            if approval is not None and grant is not Grant.ALLOWED:
                self._note(actor, action, "right_approved", approved_by=approval.person_id)
            return
        self._note(actor, action, "right_refused", grant=str(grant))
        code, sentence = _REFUSALS[grant]
        raise BusinessRuleError(code, sentence, name=actor.person.name)

    def _note(self, actor: Actor, action: Action, kind: str, **more: str | int) -> None:
        """Note a verdict by itself: it stands whatever becomes of the act."""
        if self._ground.database.is_read_only:
            return  # a command beside the window, which alone writes
        body = {"person": actor.id, "action": str(action), "channel": actor.channel, **more}
        with self._ground.database.write() as connection:
            self._ground.record(connection, LedgerEntry(kind, body))


def is_owner(actor: Actor) -> bool:
    """Whether the actor is an owner."""
    return actor.role is Role.OWNER


def _is_satisfied(grant: Grant, approval: Approval | None, reason: str) -> bool:
    if grant is Grant.ALLOWED:
        return True
    if grant is Grant.WITH_REASON:
        return bool(reason.strip()) or approval is not None
    if grant in {Grant.WITH_OWNER, Grant.WITH_OWN_PIN}:
        return approval is not None and bool(approval.reason.strip())
    return False
