"""Gifts for points (周边商品): the catalogue, its stock at cost, and handing a gift out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.gifts import GiftMove, cost_of_pieces
from desktop.domain.loyalty import PointsReason
from desktop.domain.money import ZERO
from desktop.domain.paper_text import scrub
from desktop.domain.permissions import Action
from desktop.services.member_tenders import refuse_wrong_proof
from desktop.services.points_expiry import expire_points
from desktop.storage import (
    customer_queries,
    gift_queries,
    member_ledger_queries,
    shift_queries,
)
from desktop.storage.customer_queries import PointsIntent
from desktop.storage.gift_queries import GiftIntent
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from desktop.domain.gifts import GiftSnapshot
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

MAXIMUM_NAME: Final = 60
MAXIMUM_POINTS: Final = 10**7
MAXIMUM_PIECES: Final = 100_000


@dataclass(frozen=True, slots=True)
class GiftOutcome:
    """A gift as it stands after a change.

    Attributes:
        entry_id: the points entry of a gift that was handed out; it names the redemption.
    """

    gift: GiftSnapshot
    changes: Changes
    entry_id: int | None = None


class Gifts:
    """Everything the gift sheet asks for."""

    def __init__(self, ground: Ground, settings: Settings, rights: Rights) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights

    def list_gifts(self, *, offered_only: bool = False) -> tuple[GiftSnapshot, ...]:
        """Return the catalogue."""
        with self._ground.database.read() as connection:
            return gift_queries.list_gifts(connection, offered_only=offered_only)

    def add(
        self, actor: Actor, name: str, points: int, approval: Approval | None = None
    ) -> GiftOutcome:
        """Add a gift to the catalogue; its stock comes with :meth:`stock`.

        Raises:
            BusinessRuleError: code ``gift_name_missing``, ``gift_points_out_of_range``,
                ``gift_name_taken``, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        cleaned = scrub(name).strip()
        if not 0 < len(cleaned) <= MAXIMUM_NAME:
            raise BusinessRuleError(
                "gift_name_missing",
                QT_TRANSLATE_NOOP("errors", "礼品名要 1 到 {maximum} 个字"),
                maximum=MAXIMUM_NAME,
            )
        _refuse_odd_points(points)
        with self._ground.database.write() as connection:
            if gift_queries.find_gift_id(connection, cleaned) is not None:
                raise BusinessRuleError(
                    "gift_name_taken",
                    QT_TRANSLATE_NOOP("errors", "已经有礼品“{name}”了"),
                    name=cleaned,
                )
            gift_id = gift_queries.insert_gift(connection, self._ground, cleaned, points)
            body = {"gift": gift_id, "points": points, "person": actor.id}
            self._ground.record(connection, LedgerEntry("gift_added", body))
            added = gift_queries.load_gift(connection, gift_id)
        return GiftOutcome(added, Changes.of(Topic.CUSTOMERS))

    def change(
        self,
        actor: Actor,
        gift_id: int,
        *,
        points: int,
        is_offered: bool,
        approval: Approval | None = None,
    ) -> GiftOutcome:
        """Change what a gift asks for, or take it off the list.

        Raises:
            KeyError: there is no such gift.
            BusinessRuleError: code ``gift_points_out_of_range``, or a right is missing.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        _refuse_odd_points(points)
        with self._ground.database.write() as connection:
            gift_queries.load_gift(connection, gift_id)
            gift_queries.change_gift(connection, gift_id, points=points, is_offered=is_offered)
            body = {
                "gift": gift_id,
                "points": points,
                "is_offered": is_offered,
                "person": actor.id,
            }
            self._ground.record(connection, LedgerEntry("gift_changed", body))
            changed = gift_queries.load_gift(connection, gift_id)
        return GiftOutcome(changed, Changes.of(Topic.CUSTOMERS))

    def stock(
        self,
        actor: Actor,
        gift_id: int,
        pieces: int,
        unit_cost: Money,
        note: str = "",
        approval: Approval | None = None,
    ) -> GiftOutcome:
        """Put pieces into the shop at a cost, or write some off at what they cost.

        Args:
            actor: who does it.
            gift_id: which gift.
            pieces: how many; below zero they are written off and ``unit_cost`` does not matter.
            unit_cost: what one piece cost.
            note: why, as typed.
            approval: the owner's consent for who may not do it alone.

        Raises:
            KeyError: there is no such gift.
            BusinessRuleError: code ``gift_pieces_out_of_range``, ``gift_short``.
        """
        self._rights.require(actor, Action.IMPORT_AND_CATALOGUE, approval=approval)
        if not pieces or abs(pieces) > MAXIMUM_PIECES or unit_cost < ZERO:
            raise BusinessRuleError(
                "gift_pieces_out_of_range",
                QT_TRANSLATE_NOOP("errors", "件数要是整数、不能是 0，成本不能是负数，什么都没有改"),
            )
        with self._ground.database.write() as connection:
            before = gift_queries.load_gift(connection, gift_id)
            _refuse_short(before, -pieces)
            kind = GiftMove.STOCKED if pieces > 0 else GiftMove.WRITTEN_OFF
            cost = unit_cost * pieces
            if pieces < 0:
                cost = -cost_of_pieces(before.stock, before.stock_cost, -pieces)
            intent = GiftIntent(gift_id, kind, pieces, cost, actor.id, note=note.strip()[:200])
            gift_queries.add_movement(connection, self._ground, intent)
            body = {"gift": gift_id, "pieces": pieces, "cost": cost.fen, "person": actor.id}
            self._ground.record(connection, LedgerEntry("gift_stocked", body))
            after = gift_queries.load_gift(connection, gift_id)
        return GiftOutcome(after, Changes.of(Topic.CUSTOMERS))

    def redeem(
        self, actor: Actor, customer_id: int, gift_id: int, *, shift_id: int, proof: str
    ) -> GiftOutcome:
        """Hand one piece out for points; its cost stands on the day report.

        Raises:
            KeyError: there is no such gift or member.
            BusinessRuleError: no stock, too few points, a wrong proof, or no open shift.
        """
        self._rights.require(actor, Action.SELL)
        with self._ground.database.write() as connection:
            shift = shift_queries.get_open_shift(connection, shift_id)
            wanted = gift_queries.load_gift(connection, gift_id)
            member = member_ledger_queries.load_member(connection, customer_id)
            refuse_wrong_proof(member, proof)
            _refuse_short(wanted, 1)
            expire_points(connection, self._ground, self._settings.current, member.id)
            balance = customer_queries.points_balance(connection, member.id)
            if wanted.points > balance or not wanted.is_offered:
                raise BusinessRuleError(
                    "points_short_for_gift",
                    QT_TRANSLATE_NOOP(
                        "errors", "{gift} 要 {needed} 积分，{name} 有 {points}。积分和礼品都没有动"
                    ),
                    gift=wanted.name,
                    needed=wanted.points,
                    name=member.name,
                    points=balance,
                )
            spent = PointsIntent(
                member.id,
                PointsReason.GIFT,
                -wanted.points,
                person_id=actor.id,
                note=wanted.name,
            )
            (entry_id,) = customer_queries.add_points(connection, self._ground, [spent])
            cost = cost_of_pieces(wanted.stock, wanted.stock_cost, 1)
            move = GiftIntent(
                gift_id, GiftMove.REDEEMED, -1, -cost, actor.id, shift.business_date, entry_id
            )
            gift_queries.add_movement(connection, self._ground, move)
            body = {
                "gift": gift_id,
                "customer": member.id,
                "points": wanted.points,
                "cost": cost.fen,
                "person": actor.id,
            }
            self._ground.record(connection, LedgerEntry("gift_redeemed", body))
            after = gift_queries.load_gift(connection, gift_id)
        return GiftOutcome(after, Changes.of(Topic.CUSTOMERS), entry_id)

    def give_back(
        self,
        actor: Actor,
        entry_id: int,
        reason: str,
        *,
        shift_id: int,
        approval: Approval | None = None,
    ) -> GiftOutcome:
        """Take a gift back and give its points back; once.

        Raises:
            KeyError: no gift was handed out by that entry.
            BusinessRuleError: code ``gift_back_already``, or a right is missing.
        """
        self._rights.require(actor, Action.REFUND, approval=approval, reason=reason)
        with self._ground.database.write() as connection:
            shift = shift_queries.get_open_shift(connection, shift_id)
            redeemed = gift_queries.load_redeemed(connection, entry_id)
            if redeemed.left < 1:
                raise BusinessRuleError(
                    "gift_back_already",
                    QT_TRANSLATE_NOOP("errors", "{name} 已经退过了，积分没有再动"),
                    name=redeemed.name,
                )
            member = member_ledger_queries.load_member(connection, redeemed.customer_id)
            given = PointsIntent(
                member.id,
                PointsReason.GIFT_BACK,
                redeemed.points,
                person_id=actor.id,
                note=redeemed.name,
            )
            customer_queries.add_points(connection, self._ground, [given])
            move = GiftIntent(
                redeemed.gift_id,
                GiftMove.GIVEN_BACK,
                1,
                redeemed.cost_left,
                actor.id,
                shift.business_date,
                entry_id,
                reason.strip()[:200],
            )
            gift_queries.add_movement(connection, self._ground, move)
            body = {"entry": entry_id, "customer": member.id, "person": actor.id}
            self._ground.record(connection, LedgerEntry("gift_given_back", body))
            after = gift_queries.load_gift(connection, redeemed.gift_id)
        return GiftOutcome(after, Changes.of(Topic.CUSTOMERS))


def _refuse_odd_points(points: int) -> None:
    if not 0 < points <= MAXIMUM_POINTS:
        raise BusinessRuleError(
            "gift_points_out_of_range",
            QT_TRANSLATE_NOOP("errors", "礼品要的积分是 1 到 {maximum}，什么都没有改"),
            maximum=MAXIMUM_POINTS,
        )


def _refuse_short(wanted: GiftSnapshot, pieces: int) -> None:
    if pieces > wanted.stock:
        raise BusinessRuleError(
            "gift_short",
            QT_TRANSLATE_NOOP("errors", "{name} 只剩 {left} 件，积分和礼品都没有动"),
            name=wanted.name,
            left=wanted.stock,
        )
