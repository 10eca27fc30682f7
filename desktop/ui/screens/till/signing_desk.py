"""签字: whose PINs a close needs, and which of them were right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.clock import zone_named
from desktop.domain.permissions import Role
from desktop.domain.sale import Approval
from desktop.domain.secret import Secret
from desktop.translating import sentence_of
from desktop.ui.background import Lane
from desktop.ui.formatting import clock_text
from desktop.ui.screens.till.side_column import Signature

if TYPE_CHECKING:
    from desktop.domain.day_close import Signing
    from desktop.domain.errors import KataiError
    from desktop.domain.permissions import Person
    from desktop.services.settings import Settings
    from desktop.services.staff import Staff
    from desktop.ui.screen import WindowContext
    from desktop.ui.screens.sale.typing_gate import TypingGate
    from desktop.ui.screens.till.step_fields import SignFields

CASHIER_PIN: Final = "cashierPin"
OWNER_PIN: Final = "ownerPin"


class SigningDesk(QObject):
    """Asks for PINs; an owner signs alone, anybody else with an owner.

    Signals:
        signed: one more PIN was right.
    """

    signed = Signal()

    def __init__(
        self,
        context: WindowContext,
        gate: TypingGate,
        fields: SignFields,
        staff: Staff,
        settings: Settings,
    ) -> None:
        super().__init__(fields)
        self._context, self._gate, self._fields = context, gate, fields
        self._staff, self._settings = staff, settings
        self.approval: Approval | None = None
        self.signed_by: Person | None = None
        fields.signed.connect(self._check)

    def begin(self) -> None:
        """Ask anew; what was signed before is forgotten."""
        self.forget()
        person = self._context.session.actor.person
        owner = (OWNER_PIN, self.tr("店主输 PIN 签字"))
        if person.role is Role.OWNER:
            self._fields.ask((owner,))
            return
        words = self.tr("收银员 {name} 输 PIN 签字").format(name=person.name)
        self._fields.ask(((CASHIER_PIN, words), owner))

    def forget(self) -> None:
        """Forget every signature."""
        self.approval, self.signed_by = None, None

    def is_complete(self) -> bool:
        """Whether everybody signed who must."""
        needs_own = self._context.session.actor.role is not Role.OWNER
        return self.approval is not None and (self.signed_by is not None or not needs_own)

    def signatures(self, signing: Signing | None = None) -> tuple[Signature, ...]:
        """Return who signs, and whether they did; of a signed day, who did and when."""
        if signing is not None:
            return self._done(signing)
        person = self._context.session.actor.person
        waiting, done = self.tr("第 6 步签字"), self.tr("已输 PIN 签字")
        is_approved, is_signed = self.approval is not None, self.signed_by is not None
        owner = Signature(self.tr("店主"), done if is_approved else waiting, is_approved)
        if person.role is Role.OWNER:
            return (owner,)
        words = self.tr("收银员 {name}").format(name=person.name)
        return (Signature(words, done if is_signed else waiting, is_signed), owner)

    def _done(self, signing: Signing) -> tuple[Signature, ...]:
        at = clock_text(signing.at, zone_named(self._settings.current.text("day.zone")))
        state = self.tr("已签字 {time}").format(time=at)
        owner = self.tr("店主 {name}").format(name=signing.approved_by)
        signed = [Signature(owner, state, is_signed=True)]
        if signing.closed_by != signing.approved_by:
            cashier = self.tr("收银员 {name}").format(name=signing.closed_by)
            signed.insert(0, Signature(cashier, state, is_signed=True))
        return tuple(signed)

    @Slot(str, str)
    def _check(self, key: str, pin: str) -> None:
        person = self._context.session.actor.person
        work = (
            partial(self._staff.check_pin, person.id, Secret(pin))
            if key == CASHIER_PIN
            else partial(self._staff.check_owner_pin, Secret(pin))
        )
        right, wrong = partial(self._right, key), partial(self._wrong, key)
        self._gate.run_query(work, right, refused=wrong, lane=Lane.WRITE)

    def _right(self, key: str, person: Person) -> None:
        if key == CASHIER_PIN:
            self.signed_by = person
        else:
            self.approval = Approval(person.id, self.tr("日结签字"))
        zone = zone_named(self._settings.current.text("day.zone"))
        at = clock_text(self._context.clock.now(), zone)
        words = self.tr("{name} 已输 PIN 签字 {time}").format(name=person.name, time=at)
        self._fields.show_right(key, words)
        self.signed.emit()

    def _wrong(self, key: str, error: KataiError) -> None:
        self._fields.show_wrong(key, sentence_of(error))
