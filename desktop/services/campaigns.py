"""Campaigns: setting them up, looking ahead, starting and stopping, and what they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, update

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.money import ZERO
from desktop.domain.paper_text import scrub
from desktop.domain.permissions import Action
from desktop.domain.promotion import CampaignState, Parameter, Stacking
from desktop.models.promotions import campaign, coupon
from desktop.promotions import RULE_BY_NAME, RULES
from desktop.promotions.base import money
from desktop.services.campaign_drafts import refuse_faults
from desktop.services.campaign_trials import PREVIEW_DAYS, foreseen, refuse_below_floor
from desktop.services.promotion_recording import coupon_code
from desktop.storage import campaign_history, promotion_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.domain.permissions import Actor
    from desktop.domain.sale import Approval
    from desktop.services.campaign_drafts import CampaignDraft
    from desktop.services.campaign_trials import CampaignPreview
    from desktop.services.promotions import Promotions
    from desktop.services.rights import Rights
    from desktop.services.settings import Settings
    from desktop.storage.campaign_history import CampaignResults
    from desktop.storage.ground import Ground
    from desktop.storage.promotion_queries import CampaignRow

MAXIMUM_COUPONS: Final = 2000


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A rule as the editor shows it."""

    name: str
    title: str
    icon: str
    stacking: Stacking
    parameters: tuple[Parameter, ...]


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
        refuse_faults(draft)
        return foreseen(self._ground, self._settings, draft, days)

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
        refuse_faults(draft)
        values = _columns_of(draft)
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
            floor = self._settings.current.money("sale.floor")
            refuse_below_floor(connection, row, floor, self._ground.now())
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


def _columns_of(draft: CampaignDraft) -> dict[str, Any]:
    return {
        "title": scrub(draft.title).strip(),
        "rule": draft.rule,
        "parameters": promotion_queries.packed_values(draft.values),
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "budget": draft.budget,
        "per_person": draft.per_person,
    }


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
