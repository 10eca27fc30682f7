"""Who is signed in at this window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.permissions import Actor, Person, Role


class Session(QObject):
    """The person at the till; nobody while the window is locked."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None
        self._is_locked = True

    @property
    def actor(self) -> Actor:
        """Who acts now.

        Raises:
            LookupError: nobody has signed in yet.
        """
        if self._person is None:
            message = "nobody is signed in"
            raise LookupError(message)
        return Actor(self._person)

    @property
    def person(self) -> Person | None:
        """The last person who signed in; kept while the window is locked."""
        return self._person

    @property
    def is_locked(self) -> bool:
        """Whether the lock screen covers the window."""
        return self._is_locked

    @property
    def is_owner(self) -> bool:
        """Whether costs, balances and settings may be shown."""
        return self._person is not None and self._person.role is Role.OWNER

    def sign_in(self, person: Person) -> None:
        """Let a person in; the cart and the open page stay as they are."""
        self._person = person
        self._is_locked = False
        self.changed.emit()

    def lock(self) -> None:
        """Cover the window."""
        self._is_locked = True
        self.changed.emit()
