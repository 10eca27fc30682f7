"""What only a person may decide: unknown purchases, and lines whose goods became too dear.

Every decision says who, what was seen and why; it is a move of its own, never a correction of an
earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from desktop.domain.account_money import BY_HAND
from desktop.domain.delivery import DeliveryState
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.permissions import Action
from desktop.domain.purchase import PurchaseState
from desktop.domain.purchase_settling import DeliveryProgress, PurchaseAlert
from desktop.models.sales import sale_line
from desktop.services.purchase_arrivals import keep_cards
from desktop.services.purchase_failover import PurchaseFailover
from desktop.storage import account_entries, platform_queries, purchase_queries
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry
from desktop.storage.purchase_lines import refresh_line
from desktop.storage.purchase_requests import open_request

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.purchase_settling import DeliveredCard
    from desktop.domain.sale import Approval
    from desktop.domain.secret import Secret
    from desktop.services.purchase_machine import PurchaseMachine
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground
    from desktop.storage.purchase_queries import PurchaseRow

_DECIDABLE_LINES: Final = frozenset({DeliveryState.NEEDS_DECISION, DeliveryState.FAILED})


class Verdict(StrEnum):
    """What a person found out about a purchase."""

    ADOPT = "adopt"
    """It was bought: the cards, or that the top-up arrived."""
    NOT_PLACED = "not_placed"
    WRITTEN_OFF = "written_off"
    """The money is gone and no goods will come."""
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides about an unknown purchase.

    Attributes:
        cards: as copied from the platform's website; empty takes what its answers delivered.
        upstream_number: the platform's number, to ask for the goods by.
        charged: what the website says it cost, where no answer said it.
    """

    verdict: Verdict
    cards: tuple[Secret, ...] = ()
    upstream_number: str = ""
    charged: Money | None = None


class LineVerdict(StrEnum):
    """What becomes of a line that cannot be bought as it was sold."""

    ACCEPT_PRICE = "accept_price"
    """Buy again, for at most the new ceiling."""
    REFUND = "refund"
    """Give up buying; the sale's refund is made at the sale."""


@dataclass(frozen=True, slots=True)
class LineDecision:
    """What a person decides about a line.

    Attributes:
        ceiling_unit: the most one piece may cost now; compulsory with ``ACCEPT_PRICE``.
        goods_id: the source that it is to be bought from; None leaves that to the product's rule.
    """

    verdict: LineVerdict
    ceiling_unit: Money | None = None
    goods_id: int | None = None


class PurchaseDecisions:
    """Carries out decisions. Used through ``Purchasing``."""

    def __init__(self, ground: Ground, rights: Rights, machine: PurchaseMachine) -> None:
        self._ground = ground
        self._rights = rights
        self._machine = machine
        self._failover = PurchaseFailover(ground)

    def decide(
        self,
        actor: Actor,
        purchase_id: int,
        decision: Decision,
        evidence: str,
        approval: Approval | None,
    ) -> None:
        """Settle a purchase that waits for a person.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``evidence_missing``,
                ``nothing_to_decide``, ``order_may_arrive``, ``goods_not_found``, ``cards_known``.
        """
        reason = evidence.strip() or (approval.reason if approval is not None else "")
        self._rights.require(actor, Action.RESOLVE_UNKNOWN, approval=approval, reason=reason)
        if not evidence.strip():
            raise BusinessRuleError(
                "evidence_missing", QT_TRANSLATE_NOOP("errors", "写下看到了什么，才能决定")
            )
        row = self._take_unasked(self._read(purchase_id))
        if row.state is not PurchaseState.HUMAN:
            raise BusinessRuleError(
                "nothing_to_decide",
                QT_TRANSLATE_NOOP("errors", "{number} 现在不用决定，等它自己出结果"),
                number=row.number,
            )
        if decision.verdict is Verdict.ADOPT:
            self._adopt(actor, row, decision, evidence)
        else:
            if decision.verdict is Verdict.NOT_PLACED:
                self._refuse_too_early(row)
            self._close(actor, row, decision, evidence)

    def _refuse_too_early(self, row: PurchaseRow) -> None:
        """What is not there yet may still arrive, and would be paid for."""
        seconds = self._machine.quiet_left(row.id)
        if seconds:
            raise BusinessRuleError(
                "order_may_arrive",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "{number} 的订单可能还在路上，{minutes} 分钟后再看一次，才能定为没有买成。"
                    "什么都没有改",
                ),
                number=row.number,
                minutes=-(-seconds // 60),
            )

    def _take_unasked(self, row: PurchaseRow) -> PurchaseRow:
        """Where nobody can be asked, what is unknown is a person's business at once."""
        with self._ground.database.read() as connection:
            account = platform_queries.load_account(connection, row.account_id)
        if account.platform != BY_HAND or row.state is not PurchaseState.UNKNOWN:
            return row
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            code = str(PurchaseAlert.COMPARE_BALANCE)
            purchase_queries.move_purchase(connection, self._ground, row, PurchaseState.HUMAN, code)
        return self._read(row.id)

    def _close(self, actor: Actor, row: PurchaseRow, decision: Decision, evidence: str) -> None:
        state, code = {
            Verdict.NOT_PLACED: (PurchaseState.NOT_PLACED, "confirmed_not_placed"),
            Verdict.WRITTEN_OFF: (PurchaseState.WRITTEN_OFF, "written_off"),
            Verdict.REFUNDED: (PurchaseState.REFUNDED, "confirmed_refunded"),
        }[decision.verdict]
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            purchase_queries.move_purchase(
                connection, self._ground, row, state, code, note=evidence, person_id=actor.id
            )
            account_entries.settle_purchase(connection, self._ground, row.id, actor.id)
            self._refresh(connection, row)

    def _adopt(self, actor: Actor, row: PurchaseRow, decision: Decision, evidence: str) -> None:
        cards: tuple[DeliveredCard, ...] = decision.cards
        charged = decision.charged
        number = decision.upstream_number or row.upstream_number
        if not cards and self._needs_cards(row):
            cards = self._cards_at_platform(row, number)
        charged = charged if charged is not None else row.charged
        if charged is None:
            charged = row.quoted_total
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            if cards:
                self._keep(connection, row, cards, charged)
            purchase_queries.move_purchase(
                connection,
                self._ground,
                row,
                PurchaseState.ADOPTED,
                "adopted",
                note=evidence,
                person_id=actor.id,
                upstream_number=number,
                charged=charged,
            )
            account_entries.settle_purchase(connection, self._ground, row.id, actor.id)
            self._refresh(connection, row)

    def _keep(
        self,
        connection: Connection,
        row: PurchaseRow,
        cards: tuple[DeliveredCard, ...],
        charged: Money | None,
    ) -> None:
        had = purchase_queries.count_cards_of(connection, row.id)
        kept = keep_cards(connection, self._ground, row, cards, charged)
        if not had and not kept.card_ids:
            raise BusinessRuleError(
                "cards_known",
                QT_TRANSLATE_NOOP("errors", "这些卡密库里都有了，没有收进来。核对是不是填错"),
            )

    def _needs_cards(self, row: PurchaseRow) -> bool:
        return open_request(self._ground.vault, row.id, row.request_sealed).kind == "card"

    def _cards_at_platform(
        self, row: PurchaseRow, upstream_number: str
    ) -> tuple[DeliveredCard, ...]:
        stored = self._machine.stored_delivery(row.id)
        if stored is not None and stored.progress is DeliveryProgress.DELIVERED and stored.cards:
            return stored.cards
        asked = None
        if upstream_number:
            asked = self._machine.ask_by_upstream_number(row.id, upstream_number)
        if asked is None or asked.progress is not DeliveryProgress.DELIVERED or not asked.cards:
            raise BusinessRuleError(
                "goods_not_found",
                QT_TRANSLATE_NOOP("errors", "货源那里没有取到卡密。到网站上复制卡密填进来"),
            )
        return asked.cards

    def decide_line(
        self,
        actor: Actor,
        sale_line_id: int,
        decision: LineDecision,
        approval: Approval | None,
        reason: str,
    ) -> int | None:
        """Decide about a line that was not bought; return the new purchase's id if there is one.

        Raises:
            BusinessRuleError: codes of ``Rights.require``, ``line_not_waiting``,
                ``ceiling_missing``, ``source_unusable``.
        """
        self._rights.require(actor, Action.RESOLVE_UNKNOWN, approval=approval, reason=reason)
        with self._ground.database.write(WritePriority.NORMAL) as connection:
            state = connection.scalar(
                select(sale_line.c.delivery_state).where(sale_line.c.id == sale_line_id)
            )
            purchases = purchase_queries.load_purchases_of_line(connection, sale_line_id)
            if state not in _DECIDABLE_LINES or not purchases:
                raise BusinessRuleError(
                    "line_not_waiting", QT_TRANSLATE_NOOP("errors", "这一行现在不用决定")
                )
            self._ground.record(
                connection,
                LedgerEntry(
                    "line_decided",
                    {
                        "sale_line": sale_line_id,
                        "verdict": str(decision.verdict),
                        "goods": decision.goods_id,
                        "person": actor.id,
                        "channel": actor.channel,
                        "reason": reason,
                    },
                ),
            )
            if decision.verdict is LineVerdict.REFUND:
                self._give_up_line(connection, sale_line_id)
                return None
            return self._buy_again(connection, actor, purchases[-1], decision)

    def _give_up_line(self, connection: Connection, sale_line_id: int) -> None:
        connection.execute(
            update(sale_line)
            .where(sale_line.c.id == sale_line_id)
            .values(delivery_state=DeliveryState.FAILED)
        )

    def _buy_again(
        self, connection: Connection, actor: Actor, last: PurchaseRow, decision: LineDecision
    ) -> int:
        """Prepare a new purchase with a new number: the last one is final and bought nothing."""
        if decision.ceiling_unit is None:
            raise BusinessRuleError(
                "ceiling_missing", QT_TRANSLATE_NOOP("errors", "要填最多花多少钱买一件")
            )
        if last.state not in purchase_queries.NOTHING_BOUGHT:
            raise BusinessRuleError(
                "line_not_waiting", QT_TRANSLATE_NOOP("errors", "这一行现在不用决定")
            )
        wanted = replace(last, ceiling_unit=decision.ceiling_unit, person_id=actor.id)
        if decision.goods_id is None:
            new_id = self._failover.prepare_again(connection, wanted)
        else:
            new_id = self._failover.prepare_from(connection, wanted, decision.goods_id)
        self._refresh(connection, last)
        return new_id

    def _read(self, purchase_id: int) -> PurchaseRow:
        with self._ground.database.read() as connection:
            return purchase_queries.load_purchase(connection, purchase_id)

    def _refresh(self, connection: Connection, row: PurchaseRow) -> None:
        if row.sale_line_id is not None:
            refresh_line(connection, self._ground, row.sale_line_id)
