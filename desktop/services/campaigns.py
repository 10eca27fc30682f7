"""Campaigns: setting them up, looking ahead, starting and stopping, and what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, update

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import zone_named
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.paper_text import scrub
from desktop.domain.permissions import Action
from desktop.domain.promotion import (
    Campaign,
    CampaignState,
    Facts,
    Parameter,
    ParameterKind,
    Stacking,
    Value,
)
from desktop.models.promotions import campaign, coupon
from desktop.promotions import RULE_BY_NAME, RULES
from desktop.promotions.base import money, several
from desktop.promotions.best import best_for
from desktop.services.promotion_recording import coupon_code
from desktop.storage import campaign_history, catalog_queries, promotion_queries
from desktop.storage.ledger import LedgerEntry
from desktop.translating import translate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.product import ProductSnapshot
    from desktop.domain.sale import Approval
    from desktop.promotions.base import Rule
    from desktop.services.promotions import Promotions
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.campaign_history import CampaignResults, PastSale
    from desktop.storage.ground import Ground
    from desktop.storage.promotion_queries import CampaignRow

MAXIMUM_TITLE: Final = 40
MAXIMUM_COUPONS: Final = 2000
PREVIEW_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A rule as the editor shows it."""

    name: str
    title: str
    icon: str
    stacking: Stacking
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign as typed.

    Attributes:
        budget: None for no limit.
        per_person: 0 for no limit.
    """

    title: str
    rule: str
    values: Mapping[str, Value]
    starts_at: datetime
    ends_at: datetime
    budget: Money | None = None
    per_person: int = 0


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign as the list shows it.

    Attributes:
        phase: ``draft``, ``waiting``, ``running``, ``over``, ``spent`` or ``stopped``.
    """

    row: CampaignRow
    phase: str
    rule_title: str
    icon: str
    results: CampaignResults


@dataclass(frozen=True, slots=True)
class CampaignPreview:
    """What the last days would have been with the campaign, at the prices and costs of then.

    Attributes:
        margin_before: what the looked-at sales earned; lines of unknown cost are left out.
        cost: what the campaign would have taken off and given away.
        below_floor: orders that would have earned less than the floor.
        unknown: orders with lines of unknown cost.
        is_foreseeable: whether past orders say anything about such a campaign.
    """

    days: int
    sales: int
    used: int
    margin_before: Money
    cost: Money
    below_floor: int
    unknown: int = 0
    is_foreseeable: bool = True

    @property
    def margin_after(self) -> Money:
        """Margin after discounts and gifts."""
        return self.margin_before - self.cost


class Campaigns:
    """Everything the page 推广 asks for."""

    def __init__(
        self, ground: Ground, settings: Settings, rights: Rights, promotions: Promotions
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._rights = rights
        self._promotions = promotions

    # Looking ----------------------------------------------------------------------------------

    def list_rules(self) -> tuple[RuleForm, ...]:
        """Return the kinds of campaigns with what each asks for."""
        return tuple(
            RuleForm(rule.name, rule.title, rule.icon, rule.stacking, rule.all_parameters)
            for rule in RULES
        )

    def list_campaigns(self) -> tuple[CampaignView, ...]:
        """Return every campaign, those that run first, then the newest."""
        with self._ground.database.read() as connection:
            rows = promotion_queries.load_campaigns(connection)
            results = campaign_history.results_of(connection)
        now = self._ground.now()
        views = [
            CampaignView(
                row,
                _phase_of(row, now),
                RULE_BY_NAME[row.rule].title,
                RULE_BY_NAME[row.rule].icon,
                results.get(row.id, campaign_history.NO_RESULTS),
            )
            for row in rows
            if row.rule in RULE_BY_NAME
        ]
        return tuple(sorted(views, key=_by_phase))

    def preview(self, draft: CampaignDraft, days: int = PREVIEW_DAYS) -> CampaignPreview:
        """Work out what the sales of the last days would have earned with the campaign.

        Raises:
            BusinessRuleError: the draft lacks something.
        """
        self._refuse_faults(draft)
        since = self._ground.now() - timedelta(days=days)
        trial = Campaign(0, draft.rule, draft.title, draft.values, draft.budget)
        floor = self._settings.current.money("sale.floor")
        with self._ground.database.read() as connection:
            gifts = catalog_queries.load_products(
                connection,
                [one for one in several(draft.values, "gifts") if isinstance(one, int)],
                stale_before=self._ground.now(),
            )
            zone = zone_named(self._settings.current.text("day.zone"))
            sales = campaign_history.load_past_sales(connection, since, zone)
        outcomes = [_replayed(sale, trial, gifts) for sale in sales]
        used = [(sale, cost) for sale, cost in zip(sales, outcomes, strict=True) if cost]
        return CampaignPreview(
            days,
            len(sales),
            len(used),
            total_of(sale.margin for sale in sales),
            total_of(outcomes),
            sum(sale.is_known and sale.margin - cost < floor for sale, cost in used),
            sum(not sale.is_known for sale in sales),
            RULE_BY_NAME[draft.rule].applies_by_itself,
        )

    # Changing ---------------------------------------------------------------------------------

    def save(
        self,
        actor: Actor,
        draft: CampaignDraft,
        campaign_id: int | None = None,
        approval: Approval | None = None,
    ) -> int:
        """Write a new campaign, or change one that never ran; return its id.

        Raises:
            BusinessRuleError: a right is missing, something is out of range, or it ran before.
        """
        self._rights.require(actor, Action.RUN_CAMPAIGNS, approval=approval)
        self._refuse_faults(draft)
        values = {
            "title": scrub(draft.title).strip(),
            "rule": draft.rule,
            "parameters": promotion_queries.packed_values(draft.values),
            "starts_at": draft.starts_at,
            "ends_at": draft.ends_at,
            "budget": draft.budget,
            "per_person": draft.per_person,
        }
        with self._ground.database.write() as connection:
            if campaign_id is None:
                campaign_id = self._ground.identifiers.next_id()
                row = {
                    "id": campaign_id,
                    "state": CampaignState.DRAFT,
                    "created_by": actor.id,
                    "created_at": self._ground.now(),
                }
                connection.execute(insert(campaign), {**row, **values})
            else:
                _require_state(connection, campaign_id, CampaignState.DRAFT)
                connection.execute(
                    update(campaign).where(campaign.c.id == campaign_id).values(**values)
                )
            self._note(connection, actor, "campaign_saved", campaign_id, approval)
        return campaign_id

    def start(self, actor: Actor, campaign_id: int, approval: Approval | None = None) -> Changes:
        """Let a campaign run, at once or from its start on.

        Raises:
            BusinessRuleError: a right is missing, its end is past, its budget is spent, or it
                would sell goods below the floor by itself.
        """
        self._rights.require(actor, Action.RUN_CAMPAIGNS, approval=approval)
        with self._ground.database.write() as connection:
            row = _row_of(connection, campaign_id)
            if row.ends_at <= self._ground.now():
                raise BusinessRuleError(
                    "campaign_over",
                    QT_TRANSLATE_NOOP("errors", "{title} 的结束时间已经过了，没有开始"),
                    title=row.title,
                )
            if row.budget_left is not None and row.budget_left <= ZERO:
                raise BusinessRuleError(
                    "budget_spent",
                    QT_TRANSLATE_NOOP("errors", "{title} 的预算用完了，没有开始"),
                    title=row.title,
                )
            self._refuse_below_floor(connection, row)
            connection.execute(
                update(campaign)
                .where(campaign.c.id == campaign_id)
                .values(state=CampaignState.RUNNING, started_at=self._ground.now())
            )
            self._note(connection, actor, "campaign_started", campaign_id, approval)
        self._promotions.forget()
        return Changes.of(Topic.PROMOTIONS)

    def stop(self, actor: Actor, campaign_id: int, approval: Approval | None = None) -> Changes:
        """End a campaign now; the next cart is priced without it.

        Raises:
            BusinessRuleError: a right is missing, or it does not run.
        """
        self._rights.require(actor, Action.RUN_CAMPAIGNS, approval=approval)
        with self._ground.database.write() as connection:
            _require_state(connection, campaign_id, CampaignState.RUNNING)
            connection.execute(
                update(campaign)
                .where(campaign.c.id == campaign_id)
                .values(state=CampaignState.STOPPED, stopped_at=self._ground.now())
            )
            self._note(connection, actor, "campaign_stopped", campaign_id, approval)
        self._promotions.forget()
        return Changes.of(Topic.PROMOTIONS)

    def make_coupons(
        self, actor: Actor, campaign_id: int, count: int, approval: Approval | None = None
    ) -> tuple[str, ...]:
        """Make codes of a coupon campaign, each good once; return them.

        Raises:
            BusinessRuleError: a right is missing, the count is out of range, or the campaign is
                of another kind.
        """
        self._rights.require(actor, Action.RUN_CAMPAIGNS, approval=approval)
        if not 1 <= count <= MAXIMUM_COUPONS:
            raise BusinessRuleError(
                "coupon_count",
                QT_TRANSLATE_NOOP("errors", "一次做 1 到 {maximum} 张券"),
                maximum=MAXIMUM_COUPONS,
            )
        codes = {coupon_code(self._ground) for _one in range(count)}
        with self._ground.database.write() as connection:
            row = _row_of(connection, campaign_id)
            if RULE_BY_NAME[row.rule].stacking is not Stacking.COUPON:
                raise BusinessRuleError(
                    "not_a_coupon", QT_TRANSLATE_NOOP("errors", "只有优惠券活动能做券")
                )
            common = {
                "campaign_id": campaign_id,
                "off": money(row.values, "off"),
                "threshold": money(row.values, "threshold"),
                "expires_at": row.ends_at,
                "created_at": self._ground.now(),
            }
            rows = [
                {"id": self._ground.identifiers.next_id(), "code": code, **common}
                for code in sorted(codes)
            ]
            connection.execute(insert(coupon), rows)
            self._note(connection, actor, "coupons_made", campaign_id, approval, len(rows))
        return tuple(sorted(codes))

    # Refusing ---------------------------------------------------------------------------------

    def _refuse_faults(self, draft: CampaignDraft) -> None:
        rule = RULE_BY_NAME.get(draft.rule)
        if rule is None:
            raise BusinessRuleError(
                "rule_unknown", QT_TRANSLATE_NOOP("errors", "没有这种活动，没有保存")
            )
        if not 0 < len(scrub(draft.title).strip()) <= MAXIMUM_TITLE:
            raise BusinessRuleError(
                "campaign_title",
                QT_TRANSLATE_NOOP("errors", "活动名要 1 到 {maximum} 个字"),
                maximum=MAXIMUM_TITLE,
            )
        if draft.ends_at <= draft.starts_at:
            raise BusinessRuleError(
                "campaign_window", QT_TRANSLATE_NOOP("errors", "结束时间要晚于开始时间，没有保存")
            )
        if (draft.budget is not None and draft.budget <= ZERO) or draft.per_person < 0:
            raise BusinessRuleError(
                "campaign_limits",
                QT_TRANSLATE_NOOP("errors", "预算要大于 0，每人次数不能是负数；不限就留空"),
            )
        for parameter in rule.all_parameters:
            _refuse_odd_value(parameter, draft.values.get(parameter.name))
        fault = rule.find_faults(draft.values) if rule.find_faults else ""
        if fault:
            raise BusinessRuleError("campaign_incomplete", fault)

    def _refuse_below_floor(self, connection: Connection, row: CampaignRow) -> None:
        """Refuse prices below the floor: goods sold alone, at what the next piece costs."""
        rule = RULE_BY_NAME[row.rule]
        if rule.stacking is not Stacking.PRICE:
            return
        floor = self._settings.current.money("sale.floor")
        loser = campaign_history.find_below_floor(
            connection, _trial_of(row), _facts_for(rule, row), floor, self._ground.now()
        )
        if loser is not None:
            raise BusinessRuleError(
                "campaign_below_floor",
                QT_TRANSLATE_NOOP("errors", "{name} 按这个活动价卖就不到底线，活动没有开始"),
                name=loser,
            )

    def _note(
        self,
        connection: Connection,
        actor: Actor,
        kind: str,
        subject: int,
        approval: Approval | None,
        count: int = 0,
    ) -> None:
        body = {
            "subject": subject,
            "person": actor.id,
            "approved_by": approval.person_id if approval else None,
            **({"count": count} if count else {}),
        }
        self._ground.record(connection, LedgerEntry(kind, body))


def _phase_of(row: CampaignRow, now: datetime) -> str:
    if row.state is not CampaignState.RUNNING:
        return str(row.state)
    if row.ends_at <= now:
        return "over"
    if row.budget_left is not None and row.budget_left <= ZERO:
        return "spent"
    return "waiting" if row.starts_at > now else "running"


def _by_phase(view: CampaignView) -> tuple[int, int]:
    order = ("running", "waiting", "draft", "spent", "over", "stopped")
    return order.index(view.phase), -view.row.id


def _refuse_odd_value(parameter: Parameter, value: Value | None) -> None:
    size = _size_of(value)
    if parameter.kind is ParameterKind.PRICES and isinstance(value, tuple):
        negative = any(isinstance(one, tuple) and one[1] < ZERO for one in value)
        size = -1 if negative else size
    is_missing = value is None or (isinstance(value, str | tuple) and not value)
    if is_missing and not parameter.is_required:
        return
    if is_missing or not parameter.minimum <= size <= parameter.maximum:
        raise BusinessRuleError(
            "parameter_out_of_range",
            QT_TRANSLATE_NOOP("errors", "{label} 要在 {minimum} 到 {maximum} 之间，没有保存"),
            label=translate("promotions", parameter.label),
            minimum=_bound(parameter, parameter.minimum),
            maximum=_bound(parameter, parameter.maximum),
        )


def _size_of(value: Value | None) -> int:
    if isinstance(value, Money):
        return value.fen
    return len(value) if isinstance(value, str | tuple) else value or 0


def _bound(parameter: Parameter, bound: int) -> object:
    return Money(bound) if parameter.kind is ParameterKind.MONEY else bound


def _trial_of(row: CampaignRow) -> Campaign:
    return Campaign(row.id, row.rule, row.title, row.values)


def _facts_for(rule: Rule, row: CampaignRow) -> Facts:
    """Return facts under which the rule applies, whoever it is limited to."""
    tiers = [one for one in several(row.values, "tiers") if isinstance(one, int)]
    tags = [one for one in several(row.values, "tags") if isinstance(one, str)]
    channels = [str(one) for one in several(row.values, "channels")]
    hours = row.values.get("from_hour")
    return Facts(
        hour=hours if isinstance(hours, int) else 0,
        tier_id=tiers[0] if tiers else None,
        tags=frozenset(tags),
        channel=channels[0] if channels else "",
        is_first_order=not rule.is_counted,
    )


def _row_of(connection: Connection, campaign_id: int) -> CampaignRow:
    for row in promotion_queries.load_campaigns(connection):
        if row.id == campaign_id:
            return row
    raise KeyError(campaign_id)


def _require_state(connection: Connection, campaign_id: int, state: CampaignState) -> None:
    row = _row_of(connection, campaign_id)
    if row.state is not state:
        raise BusinessRuleError(
            "campaign_moved",
            QT_TRANSLATE_NOOP("errors", "{title} 不是这个状态了，没有动。刷新看看"),
            title=row.title,
        )


def _replayed(sale: PastSale, trial: Campaign, gifts: Mapping[int, ProductSnapshot]) -> Money:
    """Return what the campaign would have cost in a past order."""
    applied = best_for(sale.cart, [trial], sale.facts, gifts)
    return total_of(one.spent for one in applied)
