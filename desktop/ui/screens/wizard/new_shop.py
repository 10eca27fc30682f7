"""What the wizard may do to a folder without a shop: make one, fill it, hand it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from desktop.domain.permissions import Actor

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.permissions import Person
    from desktop.domain.secret import Secret
    from desktop.services.backups import RestoreOutcome


@dataclass(frozen=True, slots=True)
class ShopDraft:
    """What the first page asks for."""

    shop_name: str
    owner_name: str
    owner_pin: Secret
    phrase_language: str
    passphrase: Secret | None


class FirstRun(Protocol):
    """The wizard's only way to the shop; every method but ``actor`` runs off its thread."""

    def create(self, draft: ShopDraft) -> tuple[str, ...]:
        """Make the shop and open it; returns the twelve words, which are kept nowhere else.

        Raises:
            ProfileError: ``no_key_place``: a passphrase is needed too. Nothing was made.
            BusinessRuleError: a name, PIN or passphrase that will not do. Nothing was made.
        """

    def restore(self, path: Path, phrase: str, passphrase: Secret | None) -> RestoreOutcome:
        """Make the shop from a backup; everything is checked before anything is touched.

        Raises:
            ProfileError: ``no_key_place``: a passphrase is needed too; the words or the file will
                not do. Nothing was restored.
            StorageError: nothing was restored.
        """

    def pick(self, count: int, limit: int) -> tuple[int, ...]:
        """Return so many different numbers below a limit, by chance, in order."""

    def note_phrase_checked(self) -> None:
        """Remember that the owner has the words."""

    def service(self, name: str) -> Any:
        """Return a service of the shop that was made."""

    def actor(self) -> Actor:
        """Return the owner who was made."""

    def close(self) -> None:
        """Let go of the shop, so that the window can open it."""


class FolderFirstRun:
    """Makes the shop in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shop: Any = None
        self._owner: Person | None = None

    def create(self, draft: ShopDraft) -> tuple[str, ...]:
        """Make and open; see ``FirstRun``."""
        from desktop.assembly import open_shop, system_world
        from desktop.services.profiles import NewProfile, create_profile

        world = system_world()
        wanted = NewProfile(
            draft.shop_name,
            draft.owner_name,
            draft.owner_pin,
            "en" if draft.phrase_language == "en" else "zh",
            draft.passphrase,
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        created = create_profile(self._folder, wanted, world)
        self._owner = created.owner
        self._shop = open_shop(self._folder, passphrase=draft.passphrase, world=world)
        return created.phrase

    def restore(self, path: Path, phrase: str, passphrase: Secret | None) -> RestoreOutcome:
        """Make the shop from a backup; see ``FirstRun``."""
        from desktop.assembly import system_world
        from desktop.services.backups import restore_shop

        self._folder.mkdir(parents=True, exist_ok=True)
        return restore_shop(
            path, self._folder, system_world(), phrase=phrase, passphrase=passphrase
        )

    def pick(self, count: int, limit: int) -> tuple[int, ...]:
        """Return different numbers by the shop's chance."""
        chance = self._shop.ground.randomness
        left = list(range(limit))
        picked = [left.pop(chance.below(len(left))) for _each in range(count)]
        return tuple(sorted(picked))

    def note_phrase_checked(self) -> None:
        """Remember that the owner has the words."""
        self._shop.profile.note_phrase_checked()

    def service(self, name: str) -> Any:
        """Return a service of the shop."""
        return getattr(self._shop, name)

    def actor(self) -> Actor:
        """Return the owner.

        Raises:
            LookupError: no shop was made yet.
        """
        if self._owner is None:
            message = "no shop was made yet"
            raise LookupError(message)
        return Actor(self._owner)

    def close(self) -> None:
        """Let go of the shop; without effect when none was made."""
        if self._shop is not None:
            self._shop.close()
            self._shop = None
