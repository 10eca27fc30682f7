"""What members earn and may pay with: rates of categories, terms of a sale, points that lapse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.domain.tender import TenderMethod
from desktop.services.points_earning import points_earned
from desktop.services.points_expiry import expire_points
from desktop.storage import points_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.permissions import Actor
    from desktop.domain.pricing import PricedCart
    from desktop.domain.sale import Approval
    from desktop.domain.tender import Tender
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.services.settings_values import SettingsValues
    from desktop.storage.ground import Ground

MAXIMUM_PERCENT: Final = 1000
_FLAGS: Final = {
    TenderMethod.POINTS: "points.redeem",
    TenderMethod.STORED: "stored.enabled",
    TenderMethod.CREDIT: "credit.enabled",
}


class Loyalty:
    """Rates of points by category, what a cart would earn, and points that lapse."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def earned_by(self, priced: PricedCart, rounding: Money, tenders: Sequence[Tender] = ()) -> int:
        """Return the points a cart would earn its member; 0 for a walk-in."""
        return points_earned(priced, rounding, tenders, self._settings.current)

    def category_rates(self) -> tuple[tuple[int, str, int], ...]:
        """Return id, name and points rate in per cent of every category."""
        with self._ground.database.read() as connection:
            return points_queries.list_category_percents(connection)

    def set_category_rate(
        self, actor: Actor, category_id: int, percent: int, approval: Approval | None = None
    ) -> Changes:
        """Let a category earn another part of the shop's rate; 0 is no points.

        Raises:
            KeyError: there is no such category.
            BusinessRuleError: code ``points_rate_out_of_range``, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        if not 0 <= percent <= MAXIMUM_PERCENT:
            raise BusinessRuleError(
                "points_rate_out_of_range",
                QT_TRANSLATE_NOOP("errors", "积分倍率要在 0 到 {maximum}% 之间，什么都没有改"),
                maximum=MAXIMUM_PERCENT,
            )
        with self._ground.database.write() as connection:
            if not points_queries.set_category_percent(connection, category_id, percent):
                raise KeyError(category_id)
            entry = {"category": category_id, "percent": percent, "person": actor.id}
            self._ground.record(connection, LedgerEntry("category_points_set", entry))
        return Changes.of(Topic.PRODUCTS, Topic.SETTINGS)

    def expire_due(self) -> int:
        """Book the points of every member that lapsed; returns how many."""
        if not self._settings.current.integer("points.expire_months"):
            return 0
        with self._ground.database.write() as connection:
            points = expire_points(connection, self._ground, self._settings.current)
            if points:
                entry = LedgerEntry("points_expired", {"points": points})
                self._ground.record(connection, entry)
        return points


def refuse_ledger_tender(tender: Tender, settings: SettingsValues, *, is_seen: bool) -> None:
    """Refuse a tender out of a ledger that is off, or of a sale whose money was not seen.

    Raises:
        BusinessRuleError: code ``tender_not_enabled`` or ``ledger_tender_not_seen``.
    """
    if not is_seen:
        raise ledger_tender_not_seen()
    may_be_spent = tender.method is TenderMethod.STORED  # what was paid in is never locked up
    if not may_be_spent and not settings.flag(_FLAGS[tender.method]):
        raise BusinessRuleError(
            "tender_not_enabled",
            QT_TRANSLATE_NOOP("errors", "这种付款方式没有启用，去设置里打开"),
        )


def ledger_tender_not_seen() -> BusinessRuleError:
    """Return the refusal of a ledger tender beside money that nobody saw yet."""
    return BusinessRuleError(
        "ledger_tender_not_seen",
        QT_TRANSLATE_NOOP(
            "errors", "待付款的单不能带储值、积分或挂账：先去掉那一笔，钱到了再用。什么都没有扣"
        ),
    )
