"""Whether the shop is offline, learned from the calls it makes anyway.

Belongs here: listening to the door, and asking the sources when their silence leaves a doubt. It
asks only then: once all of them to be sure, afterwards one at a time until somebody answers.
Asking is imported with the first doubt: whether the shop is offline is asked at every start.
Does not belong here: what the calls amount to (``domain.connection``), what may be sold meanwhile
(``promises``), the banner.

The practice platform stays on this machine: it says nothing about the network.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from desktop.domain.changes import Changes, Topic
from desktop.domain.connection import Connection, ConnectionState, Reach
from desktop.domain.errors import KataiError
from desktop.storage.database import WritePriority

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.connectors.http_call import HttpOutcome, PreparedCall
    from desktop.connectors.http_client import HttpClient
    from desktop.services.sourcing import PlatformShelf
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow


def _leaves_the_machine(address: str) -> bool:
    from desktop.connectors.http_client import is_loopback

    return not is_loopback(address)


class _Heard(threading.local):
    """How this thread's last call ended: a platform that raises does not say how far it got."""

    reach: Reach | None = None

    def forget(self) -> None:
        """Begin anew: no call was made yet."""
        self.reach = None


class Connectivity:
    """Knows whether the shop is offline. Threads share it.

    Args:
        ground: the ground.
        door: the HTTP door, to ask the sources by.
        shelf: the platforms.
        is_real: whether a call to this address says anything about the network.
    """

    def __init__(
        self,
        ground: Ground,
        door: HttpClient,
        shelf: PlatformShelf | None = None,
        is_real: Callable[[str], bool] = _leaves_the_machine,
    ) -> None:
        self._ground = ground
        self._door = door
        self._shelf = shelf
        self._is_real = is_real
        self._lock = threading.Lock()
        self._connection = Connection()
        self._heard = _Heard()
        self._turn = 0

    @property
    def state(self) -> ConnectionState:
        """What is known now."""
        return self._connection.state

    def is_offline(self) -> bool:
        """Whether no real source can be reached."""
        return self.state is ConnectionState.OFFLINE

    def is_in_doubt(self) -> bool:
        """Whether a source's silence may be the network's: offline, or not yet known."""
        return self.state is not ConnectionState.ONLINE

    def note(self, call: PreparedCall, outcome: HttpOutcome) -> None:
        """Take in how a call ended; the door tells every one."""
        if not self._is_real(call.url):
            return
        self._heard.reach = outcome.reach
        with self._lock:
            self._connection = self._connection.after_call(outcome.reach, self._now())

    def is_check_due(self) -> bool:
        """Whether the sources should be asked now."""
        return self._connection.is_check_due(self._now())

    def check(self, *, is_asked_for: bool = False) -> Changes:
        """Ask the sources for their balance, to know whether they can be reached.

        In doubt, or when a person wants to know, all of them until one answers. Offline, only the
        next one in turn; when it answers, the others are asked too, so that what failed meanwhile
        no longer stands as their trouble.

        Args:
            is_asked_for: a person wants to know now.
        """
        before = self._connection.reached_at
        was_offline = self.is_offline()
        knocks_at_one = was_offline and not is_asked_for
        reaches: list[Reach] = []
        for account in self._accounts_in_turn():
            reach = self._ask(account)
            if reach is None:
                continue
            reaches.append(reach)
            is_reached = reach is Reach.REACHED
            if (knocks_at_one and not is_reached) or (is_reached and not was_offline):
                break
            knocks_at_one = False
        with self._lock:
            # Whoever was reached meanwhile, here or by another thread, outweighs who was not.
            if self._connection.reached_at == before:
                self._connection = self._connection.after_check(reaches, self._now())
        return Changes.of(Topic.ACCOUNTS, Topic.CONNECTION)

    def _accounts_in_turn(self) -> list[AccountRow]:
        """Return the real accounts, each time beginning with the next one."""
        from desktop.storage import platform_queries

        with self._ground.database.read() as connection:
            accounts = [
                one for one in platform_queries.load_accounts(connection) if not one.is_practice
            ]
        if not accounts:
            return []
        self._turn = (self._turn + 1) % len(accounts)
        return accounts[self._turn :] + accounts[: self._turn]

    def _ask(self, account: AccountRow) -> Reach | None:
        """Ask one source for its balance; the door tells meanwhile how far the call got.

        Returns None where no call was made: a source kept by hand, a form that cannot be right.
        """
        from desktop.services.sourcing import PlatformShelf, access_of
        from desktop.storage import platform_queries

        self._heard.forget()
        try:
            platform = (self._shelf or PlatformShelf()).get(account.platform)
            balance = platform.fetch_balance(self._door, access_of(self._ground, account))
        except KataiError:
            return self._heard.reach
        if self._heard.reach is Reach.REACHED:
            with self._ground.database.write(WritePriority.NORMAL) as connection:
                platform_queries.keep_balance(
                    connection, account.id, balance.amount, self._ground.now()
                )
        return self._heard.reach

    def _now(self) -> float:
        return self._ground.clock.monotonic_seconds()
