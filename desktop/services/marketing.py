"""推广: what goes on posters and into messages, and what came after a message was sent.

Belongs here: live prices and campaigns as a poster shows them, contact codes, the calendar of
pushes. Nothing is sent from here: people copy a message into their own groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import business_date_at, zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.paper_text import scrub
from desktop.domain.permissions import Action
from desktop.domain.poster import (
    STOPPING,
    ContactCode,
    Poster,
    PosterCoupon,
    PosterGoods,
    poster_problems,
)
from desktop.domain.product import goods_title
from desktop.domain.red_flags import face_value_of
from desktop.services.campaign_drafts import CampaignDraft
from desktop.storage import marketing_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.broadcast import BroadcastKind
    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.campaigns import Campaigns, CampaignView
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground
    from desktop.storage.marketing_queries import PushRow, SoldWithin

MOST_OFFERED: Final = 500
MAXIMUM_LABEL: Final = 20
MAXIMUM_PAYLOAD: Final = 500
MAXIMUM_WORDS: Final = 4_000
MAXIMUM_AUDIENCE: Final = 40
_SUBTITLE_CATEGORIES: Final = 4
_RUNNING: Final = "running"
_AFTER: Final = timedelta(hours=48)
"""What a message brings, it brings within two days."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A product that may stand on a poster, with its live price."""

    product_id: int
    goods: PosterGoods
    category: str


@dataclass(frozen=True, slots=True)
class RunningCampaign:
    """A campaign that runs, as a coupon on a poster."""

    campaign_id: int
    coupon: PosterCoupon
    until: date


@dataclass(frozen=True, slots=True)
class PosterFacts:
    """Everything that a poster is made of.

    Attributes:
        loses: titles of running campaigns that would have given more in the last two weeks than
            the sales of that time earned: they no longer pay.
    """

    shop: str
    subtitle: str
    goods: tuple[Offered, ...]
    campaigns: tuple[RunningCampaign, ...]
    codes: tuple[ContactCode, ...]
    today: date
    loses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PushResult:
    """What two days after a message sold, beside the two days before it.

    It is no proof: the days differ in more than the message.
    """

    push: PushRow
    after: SoldWithin
    before: SoldWithin
    is_over: bool


class Marketing:
    """The desk of posters, messages and their calendar."""

    def __init__(
        self, ground: Ground, settings: Settings, rights: Rights, campaigns: Campaigns
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._campaigns = campaigns

    # Posters -----------------------------------------------------------------------------------

    def facts(self) -> PosterFacts:
        """Return what may stand on a poster now; goods above their face value are left out."""
        with self._ground.database.read() as connection:
            goods = marketing_queries.list_goods(connection, MOST_OFFERED)
            codes = marketing_queries.list_codes(connection)
            categories = marketing_queries.list_category_names(connection, _SUBTITLE_CATEGORIES)
        views = [one for one in self._campaigns.list_campaigns() if one.phase == _RUNNING]
        offered = []
        for one in goods:
            before = one.list_price or face_value_of(one.name, one.face_text)
            shown = PosterGoods(goods_title(one.name, one.face_text), one.price, before)
            if not shown.is_above_face:
                offered.append(Offered(one.id, shown, one.category))
        return PosterFacts(
            self._settings.current.text("shop.name"),
            " · ".join(categories),
            tuple(offered),
            tuple(self._coupon_of(view) for view in views),
            codes,
            self.today(),
            tuple(view.row.title for view in views if self._loses(view)),
        )

    def check(self, poster: Poster, product_ids: tuple[int, ...]) -> tuple[BusinessRuleError, ...]:
        """Return what is wrong with a poster now; its prices are held against the live ones.

        Args:
            poster: as it would be given out.
            product_ids: of its goods, in their order.
        """
        live = {one.product_id: one.goods for one in self.facts().goods}
        other = [
            goods.title
            for product_id, goods in zip(product_ids, poster.goods, strict=True)
            if live.get(product_id) != goods
        ]
        problems = poster_problems(poster, self.today())
        if not other:
            return problems
        moved = BusinessRuleError(
            "poster_price_moved",
            QT_TRANSLATE_NOOP("errors", "{name} 的价和现在卖的不一样了，重新选一次"),
            name="、".join(other),
        )
        return (moved, *problems)

    def refuse_unfit(self, poster: Poster, product_ids: tuple[int, ...]) -> None:
        """Refuse to give a poster out.

        Raises:
            BusinessRuleError: the first problem that must be put right before.
        """
        for problem in self.check(poster, product_ids):
            if problem.code in STOPPING | {"poster_price_moved"}:
                raise problem

    def today(self) -> date:
        """Return the business date."""
        values = self._settings.current
        return business_date_at(
            self._ground.now(),
            zone_named(values.text("day.zone")),
            values.integer("day.starts_at_minutes"),
        )

    def _loses(self, view: CampaignView) -> bool:
        row = view.row
        draft = CampaignDraft(
            row.title, row.rule, row.values, row.starts_at, row.ends_at, row.budget, row.per_person
        )
        try:
            preview = self._campaigns.preview(draft)
        except BusinessRuleError:
            return False  # what it gives is out of range by now: it gives nothing
        return bool(preview.used) and preview.margin_after.fen < 0

    def _coupon_of(self, view: CampaignView) -> RunningCampaign:
        zone = zone_named(self._settings.current.text("day.zone"))
        until = view.row.ends_at.astimezone(zone).date()
        coupon = PosterCoupon(view.rule_title, view.row.title, "")
        return RunningCampaign(view.row.id, coupon, until)

    # Contact codes -----------------------------------------------------------------------------

    def add_code(
        self,
        actor: Actor,
        label: str,
        payload: str,
        expires_on: date | None,
        approval: Approval | None = None,
    ) -> ContactCode:
        """Keep a group or contact code.

        Raises:
            BusinessRuleError: a right is missing; ``contact_code_malformed``;
                ``contact_code_expired``: it is over already.
        """
        self._rights.require(actor, Action.RUN_CAMPAIGNS, approval=approval)
        name, text = scrub(label).strip(), payload.strip()
        if not name or len(name) > MAXIMUM_LABEL or not text or len(text) > MAXIMUM_PAYLOAD:
            raise BusinessRuleError(
                "contact_code_malformed",
                QT_TRANSLATE_NOOP("errors", "码要有名字（最多 {most} 个字），图里要认得出二维码"),
                most=MAXIMUM_LABEL,
            )
        code = ContactCode(self._ground.identifiers.next_id(), name, text, expires_on)
        if not code.is_good_on(self.today()):
            raise BusinessRuleError(
                "contact_code_expired",
                QT_TRANSLATE_NOOP("errors", "{label} {day} 就过期了，换一张新的码"),
                label=name,
                day="" if expires_on is None else expires_on.isoformat(),
            )
        with self._ground.database.write() as connection:
            marketing_queries.insert_code(
                connection,
                id=code.id,
                label=name,
                payload=text,
                expires_on=expires_on,
                created_at=self._ground.now(),
            )
            body = {"code": code.id, "label": name, "person": actor.id}
            self._ground.record(connection, LedgerEntry("contact_code_added", body))
        return code

    def remove_code(self, actor: Actor, code_id: int, approval: Approval | None = None) -> None:
        """Take a code out of use; one that is gone already stays gone."""
        self._rights.require(actor, Action.RUN_CAMPAIGNS, approval=approval)
        with self._ground.database.write() as connection:
            if marketing_queries.remove_code(connection, code_id, self._ground.now()):
                body = {"code": code_id, "person": actor.id}
                self._ground.record(connection, LedgerEntry("contact_code_removed", body))

    # Pushes ------------------------------------------------------------------------------------

    def note_push(
        self,
        actor: Actor,
        kind: BroadcastKind,
        audience: str,
        words: str,
        *,
        reached: int = 0,
        planned_on: date | None = None,
    ) -> Changes:
        """Keep a message that was copied just now, or plan one for a day.

        Raises:
            BusinessRuleError: a right is missing; ``push_malformed``; ``push_in_the_past``.
        """
        self._rights.require(actor, Action.RUN_CAMPAIGNS)
        group = scrub(audience).strip()
        if not words.strip() or len(words) > MAXIMUM_WORDS or len(group) > MAXIMUM_AUDIENCE:
            raise BusinessRuleError(
                "push_malformed",
                QT_TRANSLATE_NOOP("errors", "群发的话是空的，或者太长，没有记下"),
            )
        if planned_on is not None and planned_on < self.today():
            raise BusinessRuleError(
                "push_in_the_past",
                QT_TRANSLATE_NOOP("errors", "{day} 已经过去了，选今天或以后的日子"),
                day=planned_on.isoformat(),
            )
        now = self._ground.now()
        with self._ground.database.write() as connection:
            marketing_queries.insert_push(
                connection,
                id=self._ground.identifiers.next_id(),
                kind=kind,
                audience=group,
                words=words,
                planned_on=planned_on or self.today(),
                sent_at=now if planned_on is None else None,
                reached=max(reached, 0),
                person_id=actor.id,
                created_at=now,
            )
        return Changes.of(Topic.PROMOTIONS)

    def mark_sent(self, actor: Actor, push_id: int) -> Changes:
        """Say that a planned message went out now.

        Raises:
            BusinessRuleError: a right is missing; ``push_not_planned``.
        """
        return self._settle(actor, push_id, "sent_at")

    def drop_push(self, actor: Actor, push_id: int) -> Changes:
        """Take a planned message off the calendar. Raises as ``mark_sent``."""
        return self._settle(actor, push_id, "dropped_at")

    def pushes(self, limit: int = 60) -> tuple[PushResult, ...]:
        """Return the calendar, the planned ones first, with what sent ones were followed by."""
        now = self._ground.now()
        with self._ground.database.read() as connection:
            rows = marketing_queries.list_pushes(connection, limit)
            found = []
            for row in rows:
                at = row.sent_at or now
                after = marketing_queries.sold_within(connection, at, at + _AFTER)
                before = marketing_queries.sold_within(connection, at - _AFTER, at)
                found.append(PushResult(row, after, before, now >= at + _AFTER))
        return tuple(found)

    def _settle(self, actor: Actor, push_id: int, column: str) -> Changes:
        self._rights.require(actor, Action.RUN_CAMPAIGNS)
        with self._ground.database.write() as connection:
            if not marketing_queries.change_push(
                connection, push_id, **{column: self._ground.now()}
            ):
                raise BusinessRuleError(
                    "push_not_planned",
                    QT_TRANSLATE_NOOP("errors", "这一条已经发过或删掉了，没有再改"),
                )
        return Changes.of(Topic.PROMOTIONS)
