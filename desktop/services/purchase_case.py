"""A purchase with everything a step needs, read in one go; and what its stored answers say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from desktop.connectors.http_call import HttpOutcome
from desktop.connectors.platforms.base import FieldValue, GoodsKind, OrderRequest, QueryRequest
from desktop.domain.purchase import OutcomeClass, PurchaseState, is_overdue, quiet_seconds
from desktop.domain.purchase_settling import (
    DeliveryProgress,
    OrderTerms,
    Plan,
    Tries,
    plan_after_unknown,
)
from desktop.storage import platform_queries, purchase_attempts, purchase_queries
from desktop.storage.purchase_requests import open_request

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from desktop.connectors.platforms.base import Platform
    from desktop.domain.purchase_settling import OrderOutcome
    from desktop.domain.secret import Secret
    from desktop.services.sourcing import PlatformShelf
    from desktop.storage.ground import Ground
    from desktop.storage.platform_queries import AccountRow
    from desktop.storage.purchase_attempts import AttemptRow
    from desktop.storage.purchase_queries import PurchaseRow
    from desktop.storage.purchase_requests import StoredRequest

ORDER: Final = "order"
QUERY: Final = "query"
QUOTE: Final = "quote"
BALANCE: Final = "balance"
NOT_FOUND: Final = "not_found"
SILENT: Final = "silent"
"""How the outcome of a call begins that changes nothing and got no usable answer."""


@dataclass(frozen=True, slots=True)
class PurchaseCase:
    """One purchase as a step sees it; read anew before the next step.

    Attributes:
        secrets: the account's: some platforms sign their answers and encrypt their cards.
        promised_minutes: what the product's customers are told about arrival.
    """

    row: PurchaseRow
    account: AccountRow
    platform: Platform
    request: StoredRequest
    attempts: tuple[AttemptRow, ...]
    secrets: Mapping[str, Secret] = field(repr=False)
    promised_minutes: int

    @property
    def order_request(self) -> OrderRequest:
        """What the connector prepares and reads an order by."""
        return OrderRequest(
            own_number=self.row.number,
            upstream_id=self.request.upstream_id,
            variant=self.request.variant or None,
            quantity=self.row.quantity,
            kind=GoodsKind(self.request.kind),
            ceiling_unit=self.row.ceiling_unit,
            fields=tuple(FieldValue(name, value) for name, value in self.request.fields),
            refusal_texts=self.request.refusal_texts,
            secrets=self.secrets,
        )

    @property
    def terms(self) -> OrderTerms:
        """What an answer is held against."""
        return OrderTerms(
            quantity=self.row.quantity,
            ceiling_unit=self.row.ceiling_unit,
            needs_cards=GoodsKind(self.request.kind) is GoodsKind.CARD,
            can_find_by_own_number=self.platform.rules.can_find_by_own_number,
            charged_before=self.row.charged,
        )

    def attempts_of(self, kind: str) -> list[AttemptRow]:
        """Return the calls of one kind, in order."""
        return [attempt for attempt in self.attempts if attempt.kind == kind]

    @property
    def unheard_count(self) -> int:
        """How many calls got no usable answer or never left, while nothing has been ordered."""
        unsent = str(OutcomeClass.NOT_SENT)
        return sum(
            one.outcome.partition(":")[0] == SILENT or one.outcome == unsent
            for one in self.attempts
        )

    def query_request(
        self, upstream_number: str | None, waiting_text: Secret | None = None
    ) -> QueryRequest:
        """What the connector asks for the order by."""
        return QueryRequest(
            own_number=self.row.number,
            upstream_number=upstream_number,
            quantity=self.row.quantity,
            kind=GoodsKind(self.request.kind),
            ordered_at=self.row.created_at,
            waiting_text=waiting_text,
            secrets=self.secrets,
        )

    def with_charge(self, outcome: OrderOutcome) -> OrderOutcome:
        """Fill in the charge where the platform never tells one: the quote of a moment before."""
        is_told = self.platform.rules.tells_charge or outcome.charged is not None
        is_there = outcome.outcome_class is OutcomeClass.ACCEPTED
        if is_told or not is_there or outcome.progress is DeliveryProgress.REFUNDED:
            return outcome
        return replace(outcome, charged=self.row.quoted_total)

    def is_overdue(self, now: datetime, outcome: OrderOutcome | None) -> bool:
        """Say whether an accepted order has waited too long, after this answer or without one."""
        if self.row.state is not PurchaseState.ACCEPTED:
            return False
        waited = int((now - self.row.changed_at).total_seconds())
        is_answered = outcome is not None and outcome.outcome_class is OutcomeClass.ACCEPTED
        return is_overdue(waited, self.promised_minutes, is_answered=is_answered)

    def quiet_left(self, now: datetime) -> int:
        """How many seconds longer an order that left may still be on its way."""
        sent = self._sent()
        if not sent:
            return 0
        return max(0, self._quiet_seconds() - int((now - sent[-1].started_at).total_seconds()))

    def plan(self, now: datetime, sends: int) -> Plan:
        """Return what to do while the outcome is unknown, after this many sends."""
        sent = self._sent()
        first_at = sent[0].started_at if sent else now
        last_at = sent[-1].started_at if sent else now
        quiet = self._quiet_seconds()
        missed = [one for one in self.attempts_of(QUERY) if one.outcome == NOT_FOUND]
        tries = Tries(
            sends=sends,
            unsent=len(self.attempts_of(ORDER)) - len(sent),
            queries=self.row.query_count,
            not_found=len(missed),
            has_looked_after_quiet=any(
                (one.started_at - last_at).total_seconds() >= quiet for one in missed
            ),
            seconds_since_first_send=int((now - first_at).total_seconds()),
            seconds_since_last_send=int((now - last_at).total_seconds()),
        )
        return plan_after_unknown(self.platform.rules, tries)

    def _sent(self) -> list[AttemptRow]:
        """The orders that left, or may have, oldest first."""
        unsent = str(OutcomeClass.NOT_SENT)
        return [one for one in self.attempts_of(ORDER) if one.outcome != unsent]

    def _quiet_seconds(self) -> int:
        rules = self.platform.rules
        return quiet_seconds(rules.deadline_seconds, rules.timestamp_tolerance_seconds)


def read_case(ground: Ground, shelf: PlatformShelf, purchase_id: int) -> PurchaseCase:
    """Read a purchase.

    Raises:
        KeyError: there is no such purchase.
    """
    with ground.database.read() as connection:
        row = purchase_queries.load_purchase(connection, purchase_id)
        account = platform_queries.load_account(connection, row.account_id)
        attempts = purchase_attempts.load_attempts(connection, purchase_id)
        promised = purchase_queries.promised_minutes(connection, row.product_id)
    request = open_request(ground.vault, row.id, row.request_sealed)
    platform = shelf.get(account.platform)
    secrets = platform_queries.open_account_secrets(ground.vault, account)
    return PurchaseCase(row, account, platform, request, attempts, secrets, promised)


def reread_answer(ground: Ground, case: PurchaseCase, attempt: AttemptRow) -> OrderOutcome | None:
    """Read a stored answer again; None where none was stored."""
    stored = purchase_attempts.open_answer(ground, attempt)
    if stored is None:
        return None
    answer = HttpOutcome.from_bytes(stored)
    if attempt.kind == ORDER:
        return case.with_charge(case.platform.read_order(case.order_request, answer))
    request = case.query_request(case.row.upstream_number or None)
    return case.with_charge(case.platform.read_query(request, answer))


def waiting_text_of(ground: Ground, case: PurchaseCase) -> Secret | None:
    """Return what the order's own answer delivered in place of the goods."""
    for attempt in reversed(case.attempts_of(ORDER)):
        outcome = reread_answer(ground, case, attempt)
        if outcome is not None and outcome.text is not None:
            return outcome.text
    return None
