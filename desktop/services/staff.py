"""People: who works here, signing in by PIN, and an owner's consent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action, Actor, Person, Role
from desktop.security.pin_rules import check_new_pin
from desktop.security.pins import make_pin_verifier
from desktop.services.pin_checking import PinAnswer, PinChecking
from desktop.storage import staff_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.sale import Approval
    from desktop.domain.secret import Secret
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

MAXIMUM_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class SignIn:
    """What became of a PIN on the lock screen.

    Attributes:
        person: who signed in; None when the PIN was not theirs.
        tries_left: before the next lock.
        locked_until: for the sentence on the lock screen; the lock itself is measured elsewhere.
    """

    ok: bool
    person: Person | None
    tries_left: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class PersonOutcome:
    """A person as they are now."""

    person: Person
    changes: Changes = field(default_factory=Changes)


class Staff:
    """The people of the shop and their PINs."""

    def __init__(self, ground: Ground, rights: Rights) -> None:
        self._ground = ground
        self._rights = rights
        self._checking = PinChecking(ground)

    def list_people(self, *, with_inactive: bool = False) -> tuple[Person, ...]:
        """Return who works here, in the order of the lock screen."""
        with self._ground.database.read() as connection:
            return staff_queries.list_people(connection, with_inactive=with_inactive)

    def get_person(self, person_id: int) -> Person:
        """Return one person, active or not.

        Raises:
            KeyError: there is no such person.
        """
        with self._ground.database.read() as connection:
            return staff_queries.load_person(connection, person_id)

    def find_person(self, name: str) -> Person | None:
        """Return the person with this name, if they still work here."""
        with self._ground.database.read() as connection:
            found = staff_queries.find_person_by_name(connection, name.strip())
        return found if found is not None and found.is_active else None

    def sign_in(self, person_id: int, pin: Secret) -> SignIn:
        """Check a person's PIN; the try is counted before it is compared."""
        answer = self._checking.try_pin([person_id], pin)
        locked_until = None
        if answer.locked_seconds:
            locked_until = self._ground.now() + timedelta(seconds=answer.locked_seconds)
        if answer.person is not None:
            with self._ground.database.write() as connection:
                entry = LedgerEntry("signed_in", {"person": person_id})
                self._ground.record(connection, entry)
        is_right = answer.person is not None
        return SignIn(is_right, answer.person, answer.tries_left, locked_until)

    def check_owner_pin(self, pin: Secret) -> Person:
        """Return the owner whose PIN this is; their id and a reason make an ``Approval``.

        Raises:
            BusinessRuleError: code ``pin_wrong`` or ``pin_locked``; nothing was done.
        """
        with self._ground.database.read() as connection:
            owners = staff_queries.active_owner_ids(connection)
        return _person_of(self._checking.try_pin(owners, pin))

    def check_pin(self, person_id: int, pin: Secret) -> Person:
        """Return the person if the PIN is theirs: for a signature, or what asks for one's own.

        Raises:
            BusinessRuleError: code ``pin_wrong`` or ``pin_locked``; nothing was done.
        """
        return _person_of(self._checking.try_pin([person_id], pin))

    def add_first_owner(self, name: str, pin: Secret) -> Person:
        """Add the owner of a new shop; refused as soon as anyone works here.

        Raises:
            BusinessRuleError: ``denied``, ``name_malformed``, ``pin_shape``, ``pin_weak``.
        """
        with self._ground.database.write() as connection:
            if staff_queries.has_people(connection):
                raise BusinessRuleError("denied", QT_TRANSLATE_NOOP("errors", "店里已经有人了"))
            return self._insert(connection, name, Role.OWNER, pin, added_by=None)

    def add_person(
        self,
        actor: Actor,
        name: str,
        role: Role,
        pin: Secret,
        approval: Approval | None = None,
    ) -> PersonOutcome:
        """Add someone.

        Raises:
            BusinessRuleError: ``needs_owner``, ``name_malformed``, ``name_taken``, ``pin_shape``,
                ``pin_weak``.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        with self._ground.database.write() as connection:
            added = self._insert(connection, name, role, pin, added_by=actor.id)
        return PersonOutcome(added, Changes.of(Topic.STAFF))

    def change_person(
        self,
        actor: Actor,
        person_id: int,
        *,
        name: str | None = None,
        role: Role | None = None,
        is_active: bool | None = None,
        approval: Approval | None = None,
    ) -> PersonOutcome:
        """Change a name or role, or let someone go (their past stays).

        Raises:
            BusinessRuleError: ``needs_owner``, ``name_malformed``, ``name_taken``, ``last_owner``.
        """
        self._rights.require(actor, Action.ADMINISTER, approval=approval)
        typed = {"name": name, "role": role, "is_active": is_active}
        wanted: dict[str, Any] = {key: each for key, each in typed.items() if each is not None}
        with self._ground.database.write() as connection:
            if name is not None:
                wanted["name"] = _checked_name(connection, name, person_id)
            staff_queries.update_person(connection, person_id, **wanted)
            if not staff_queries.active_owner_ids(connection):
                raise BusinessRuleError(
                    "last_owner", QT_TRANSLATE_NOOP("errors", "至少要留一位店主，什么都没有改")
                )
            body = {"person": person_id, "changed": sorted(wanted), "by": actor.id}
            self._ground.record(connection, LedgerEntry("person_changed", body))
            changed = staff_queries.load_person(connection, person_id)
        return PersonOutcome(changed, Changes.of(Topic.STAFF))

    def set_pin(
        self, actor: Actor, person_id: int, pin: Secret, approval: Approval | None = None
    ) -> Changes:
        """Give someone a new PIN; a lock of theirs ends with it. One's own needs no owner.

        Raises:
            BusinessRuleError: ``needs_owner``, ``pin_shape``, ``pin_weak``.
        """
        if actor.id != person_id:
            self._rights.require(actor, Action.ADMINISTER, approval=approval)
        verifier = self._verifier_of(pin)
        with self._ground.database.write() as connection:
            staff_queries.update_person(connection, person_id, pin_verifier=verifier)
            staff_queries.update_person(connection, person_id, failed_tries=0, locked_until=None)
            body = {"person": person_id, "by": actor.id}
            self._ground.record(connection, LedgerEntry("pin_changed", body))
        return Changes.of(Topic.STAFF)

    def _insert(
        self, connection: Connection, name: str, role: Role, pin: Secret, added_by: int | None
    ) -> Person:
        new_id = self._ground.identifiers.next_id()
        name = _checked_name(connection, name, new_id)
        staff_queries.insert_person(
            connection,
            id=new_id,
            name=name,
            role=role,
            pin_verifier=self._verifier_of(pin),
            created_at=self._ground.now(),
        )
        body = {"person": new_id, "role": str(role), "by": added_by}
        self._ground.record(connection, LedgerEntry("person_added", body))
        return Person(new_id, name, role)

    def _verifier_of(self, pin: Secret) -> bytes:
        check_new_pin(pin.reveal())
        return make_pin_verifier(self._ground.vault, pin, self._ground.randomness)


def _person_of(answer: PinAnswer) -> Person:
    if answer.person is not None:
        return answer.person
    if answer.locked_seconds:
        raise BusinessRuleError(
            "pin_locked",
            QT_TRANSLATE_NOOP("errors", "PIN 错太多次，{minutes} 分钟后再试，什么都没有改"),
            minutes=ceil(answer.locked_seconds / 60),
        )
    raise BusinessRuleError(
        "pin_wrong",
        QT_TRANSLATE_NOOP("errors", "PIN 不对，还能试 {left} 次"),
        left=answer.tries_left,
    )


def _checked_name(connection: Connection, typed: str, person_id: int) -> str:
    name = typed.strip()
    if not name or len(name) > MAXIMUM_NAME or not name.isprintable():
        raise BusinessRuleError(
            "name_malformed",
            QT_TRANSLATE_NOOP("errors", "名字要有 1 到 {maximum} 个字，什么都没有改"),
            maximum=MAXIMUM_NAME,
        )
    found = staff_queries.find_person_by_name(connection, name)
    if found is not None and found.id != person_id:
        raise BusinessRuleError(
            "name_taken", QT_TRANSLATE_NOOP("errors", "已经有人叫 {name}"), name=name
        )
    return name
