"""What an account sells and the shop does not yet, to be taken over many at a time.

Belongs here: what is offered, what speaks against each, taking them over one after the other.
Does not belong here: making one product of goods (``adoption``), fetching them (``stock_sync``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import BusinessRuleError, KataiError, OutsideError
from desktop.domain.red_flags import face_value_of, is_held
from desktop.services.pinyin import pinyin_of
from desktop.storage import product_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.services.adoption import Adoption
    from desktop.services.goods_terms import GoodsTerms
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import GoodsState

_CHANGES: Final = Changes.of(Topic.PRODUCTS, Topic.STOCK)
MOST_OFFERED: Final = 2_000
"""More are not looked through by anybody; a narrower choice of categories brings the rest."""


@dataclass(frozen=True, slots=True)
class OfferedGoods:
    """Goods that supply no product yet.

    Attributes:
        face: the face value that the name tells.
        initials: what the product would be found by.
    """

    goods: GoodsState
    face: Money | None
    initials: str

    @property
    def needs_owner(self) -> bool:
        """Whether a red flag wants goods adopted one by one, with a written reason, or never."""
        return is_held(self.goods.red_flags, self.goods.accepted_flags)

    @property
    def can_be_taken(self) -> bool:
        """Whether a rule can price it and nothing speaks against it."""
        return self.goods.cost is not None and not self.needs_owner

    def is_above_face(self, price: Money) -> bool:
        """Say whether a price asks more than the face value: hardly anybody buys at that."""
        return self.face is not None and price > self.face


@dataclass(frozen=True, slots=True)
class GoodsPick:
    """Goods to take over, and what they will sell for."""

    goods_id: int
    price: Money
    name: str = ""


@dataclass(frozen=True, slots=True)
class AdoptionReport:
    """What became of many picks.

    Attributes:
        skipped: name and reason of what was not taken over.
        left: how many were not looked at, because it was stopped.
    """

    added: int
    skipped: tuple[tuple[str, KataiError], ...] = ()
    left: int = 0
    changes: Changes = field(default=_CHANGES)


class GoodsOffer:
    """Shows and takes over. Used through ``StockSync``."""

    def __init__(self, ground: Ground, terms: GoodsTerms, adoption: Adoption) -> None:
        self._ground = ground
        self._terms = terms
        self._adoption = adoption

    def categories(self, account_id: int) -> tuple[tuple[str, int], ...]:
        """Return the categories with how many goods each offers, the largest first."""
        with self._ground.database.read() as connection:
            return product_sources.count_not_adopted(connection, account_id)

    def goods(self, account_id: int, categories: Sequence[str]) -> tuple[OfferedGoods, ...]:
        """Return the goods of some categories, at most ``MOST_OFFERED``."""
        with self._ground.database.read() as connection:
            found = product_sources.list_not_adopted(
                connection, account_id, categories, MOST_OFFERED
            )
        return tuple(
            OfferedGoods(
                one, face_value_of(one.name, one.variant), pinyin_of(one.name).initials.upper()
            )
            for one in found
        )

    def adopt(
        self,
        actor: Actor,
        picks: Sequence[GoodsPick],
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> AdoptionReport:
        """Make a product of each; one that is refused, or whose form is not told, is skipped.

        Each is a transaction of its own: what was taken over before a stop or a crash stays.

        Raises:
            BusinessRuleError: the actor may not; nothing was taken over.
        """
        added = 0
        skipped: list[tuple[str, KataiError]] = []
        for number, pick in enumerate(picks):
            if cancelled is not None and cancelled():
                return AdoptionReport(added, tuple(skipped), len(picks) - number)
            if progress is not None:
                progress(number, len(picks))
            try:
                self._terms.ask_if_form_unknown(pick.goods_id)
                self._adoption.adopt(actor, pick.goods_id, None, pick.price, is_first=True)
            except (BusinessRuleError, OutsideError) as error:
                if error.code in _OF_THE_PERSON:
                    raise
                skipped.append((pick.name, error))
            else:
                added += 1
        return AdoptionReport(added, tuple(skipped))


_OF_THE_PERSON: Final = frozenset({"denied", "needs_owner", "needs_reason"})
"""Refused for one, refused for all."""
