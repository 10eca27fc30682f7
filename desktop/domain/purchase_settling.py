"""What one answer of a platform makes of a purchase, and what to do when it stays unknown.

Belongs here: the rules that hold for every platform. A connector has already said, by its closed
lists, which class an answer is of; here that becomes a state and things a person must be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from desktop.domain.purchase import (
    MAXIMUM_RESENDS,
    ORDER_SECONDS,
    QUERY_EVERY_SECONDS,
    RESEND_WAIT_SECONDS,
    OutcomeClass,
    PurchaseState,
    UpstreamKind,
    next_query_delay,
    quiet_seconds,
)

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.purchase import AccountProblem
    from desktop.domain.secret import Secret


class DeliveryProgress(StrEnum):
    """How far the goods of an existing order are."""

    PROCESSING = "processing"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    """Charged, and the platform itself says that nothing comes."""
    ANSWERED = "answered"
    """The platform wrote a text that only a person can judge."""
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"


class PurchaseAlert(StrEnum):
    """What a person must be told beside the state."""

    CHARGED_ABOVE_CEILING = "charged_above_ceiling"
    CHARGE_UNKNOWN = "charge_unknown"
    CARDS_MISSING = "cards_missing"
    CARDS_EXTRA = "cards_extra"
    NOTHING_DELIVERED = "nothing_delivered"
    READ_TEXT = "read_text"
    PARTLY_REFUNDED = "partly_refunded"
    FETCH_BY_HAND = "fetch_by_hand"
    """Bought, but the goods are only to be had on the platform's website."""
    GOODS_OVERDUE = "goods_overdue"
    """Accepted long ago, and the goods have not come."""
    COMPARE_BALANCE = "compare_balance"
    """The repeat's refusal says nothing about the first try."""


@dataclass(frozen=True, slots=True)
class CardParts:
    """A delivered card whose parts the platform itself names."""

    secret: Secret
    number: Secret | None = None
    expires_on: date | None = None


DeliveredCard: TypeAlias = "Secret | CardParts"
"""A ``Secret`` is a line of text that still has to be split as an import would split it."""


@dataclass(frozen=True, slots=True)
class OrderOutcome:
    """What a connector read out of one answer to an order or a query.

    Attributes:
        reason: a word for logs and the event list, such as ``deadline`` or ``html_page``.
        message: the platform's own refusal text; never a secret.
        account_problem: the refusal is about the account, not about this order.
        holds_on_repeat: the refusal also proves that an earlier try did not happen.
        is_not_found: a query was answered, and the order is not known there.
        cards: a line of text as it came, or the parts where the platform names them.
        text: everything the platform delivered, as it came.
        note: the shop's instructions to the buyer.
    """

    outcome_class: OutcomeClass
    reason: str = ""
    message: str = ""
    account_problem: AccountProblem | None = None
    holds_on_repeat: bool = False
    is_not_found: bool = False
    upstream_number: str | None = None
    charged: Money | None = None
    progress: DeliveryProgress = DeliveryProgress.PROCESSING
    cards: tuple[DeliveredCard, ...] = ()
    text: Secret | None = None
    note: Secret | None = None
    stock_left: int | None = None


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """What was agreed before sending, against which an answer is held.

    Attributes:
        charged_before: what an earlier answer said was charged; queries often do not repeat it.
    """

    quantity: int
    ceiling_unit: Money | None
    needs_cards: bool
    can_find_by_own_number: bool
    charged_before: Money | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The state that follows, and what to tell a person."""

    state: PurchaseState
    alerts: tuple[PurchaseAlert, ...] = ()


def settle_order(outcome: OrderOutcome, terms: OrderTerms, *, is_repeat: bool) -> Settlement:
    """Return what an answer makes of a purchase.

    Args:
        outcome: what the connector read.
        terms: what was agreed.
        is_repeat: an earlier call with the same number may have left. A refusal, and a repeat that
            did not leave, then say nothing about that earlier call.
    """
    match outcome.outcome_class:
        case OutcomeClass.NOT_SENT:
            return Settlement(PurchaseState.UNKNOWN if is_repeat else PurchaseState.PREPARED)
        case OutcomeClass.UNKNOWN:
            return Settlement(PurchaseState.UNKNOWN)
        case OutcomeClass.DUPLICATE:
            return _person_unless_askable(terms, PurchaseAlert.FETCH_BY_HAND)
        case OutcomeClass.REJECTED:
            return _settle_refusal(outcome, terms, is_repeat=is_repeat)
        case OutcomeClass.ACCEPTED:  # pragma: no branch - mypy proves the match complete
            return _settle_accepted(outcome, terms)


def _settle_refusal(outcome: OrderOutcome, terms: OrderTerms, *, is_repeat: bool) -> Settlement:
    if not is_repeat:
        return Settlement(PurchaseState.REJECTED)
    if outcome.holds_on_repeat:
        return Settlement(PurchaseState.NOT_PLACED)
    return _person_unless_askable(terms, PurchaseAlert.COMPARE_BALANCE)


def _person_unless_askable(terms: OrderTerms, alert: PurchaseAlert) -> Settlement:
    if terms.can_find_by_own_number:
        return Settlement(PurchaseState.UNKNOWN)
    return Settlement(PurchaseState.HUMAN, (alert,))


def _settle_accepted(outcome: OrderOutcome, terms: OrderTerms) -> Settlement:
    alerts = _money_alerts(outcome, terms)
    match outcome.progress:
        case DeliveryProgress.PROCESSING:
            # Many platforms tell the charge only when the order is asked for; there is time.
            told = tuple(one for one in alerts if one is not PurchaseAlert.CHARGE_UNKNOWN)
            return Settlement(PurchaseState.ACCEPTED, told)
        case DeliveryProgress.DELIVERED:
            return _settle_delivered(outcome, terms, alerts)
        case DeliveryProgress.UNDELIVERED:
            return Settlement(PurchaseState.HUMAN, (*alerts, PurchaseAlert.NOTHING_DELIVERED))
        case DeliveryProgress.ANSWERED:
            return Settlement(PurchaseState.HUMAN, (*alerts, PurchaseAlert.READ_TEXT))
        case DeliveryProgress.REFUNDED:
            return Settlement(PurchaseState.REFUNDED)
        case DeliveryProgress.PARTLY_REFUNDED:  # pragma: no branch - the same
            return Settlement(PurchaseState.HUMAN, (*alerts, PurchaseAlert.PARTLY_REFUNDED))


def _settle_delivered(
    outcome: OrderOutcome, terms: OrderTerms, alerts: tuple[PurchaseAlert, ...]
) -> Settlement:
    count = len(outcome.cards) if terms.needs_cards else terms.quantity
    if count == 0:
        return Settlement(PurchaseState.HUMAN, (*alerts, PurchaseAlert.NOTHING_DELIVERED))
    if count > terms.quantity:
        return Settlement(PurchaseState.HUMAN, (*alerts, PurchaseAlert.CARDS_EXTRA))
    if alerts:
        short = (PurchaseAlert.CARDS_MISSING,) if count < terms.quantity else ()
        return Settlement(PurchaseState.HUMAN, alerts + short)
    if count < terms.quantity:
        return Settlement(PurchaseState.PARTIAL, (PurchaseAlert.CARDS_MISSING,))
    return Settlement(PurchaseState.FULFILLED)


def _money_alerts(outcome: OrderOutcome, terms: OrderTerms) -> tuple[PurchaseAlert, ...]:
    charged = outcome.charged if outcome.charged is not None else terms.charged_before
    if charged is None:
        return (PurchaseAlert.CHARGE_UNKNOWN,)
    if terms.ceiling_unit is not None and charged > terms.ceiling_unit * terms.quantity:
        return (PurchaseAlert.CHARGED_ABOVE_CEILING,)
    return ()


class NextStep(StrEnum):
    """What the machine does next with an unknown order."""

    QUERY = "query"
    RESEND = "resend"
    """The same number and the same bytes. Not a button for people."""
    COMPARE = "compare"
    """List the platform's orders since then, and its balance; a person decides."""
    ASK_PERSON = "ask_person"


@dataclass(frozen=True, slots=True)
class Plan:
    """A step and the seconds to wait before it."""

    step: NextStep
    wait_seconds: int = 0


@dataclass(frozen=True, slots=True)
class UpstreamRules:
    """What the plan must know of a platform.

    Attributes:
        is_repeat_harmless: proved on the real server that a repeat of a number never buys twice.
        repeat_window_seconds: how long after the first sending a repeat makes sense and is safe.
        repeat_wait_seconds: how long to let an earlier try finish before it is repeated.
        is_call_dated: the signature carries the time, so that a repeat is signed anew.
        tells_charge: some answer says what was charged; else it is what was quoted right before.
    """

    kind: UpstreamKind
    can_find_by_own_number: bool
    is_repeat_harmless: bool
    repeat_window_seconds: int
    deadline_seconds: int = ORDER_SECONDS
    timestamp_tolerance_seconds: int = 0
    repeat_wait_seconds: int = RESEND_WAIT_SECONDS
    is_call_dated: bool = False
    tells_charge: bool = True


@dataclass(frozen=True, slots=True)
class Tries:
    """What was already done about an unknown order.

    Attributes:
        sends: order calls that may have left.
        unsent: repeats that provably did not leave; each makes the next wait longer.
        queries: queries made, answered or not.
        not_found: queries answered with "no such order".
        has_looked_after_quiet: one of those answers came when even the last send had been quiet.
        seconds_since_first_send: by the clock of the till.
        seconds_since_last_send: what left last may still be on its way.
    """

    sends: int
    unsent: int = 0
    queries: int = 0
    not_found: int = 0
    has_looked_after_quiet: bool = False
    seconds_since_first_send: int = 0
    seconds_since_last_send: int = 0


def plan_after_unknown(rules: UpstreamRules, tries: Tries) -> Plan:
    """Return what to do with an order whose outcome is unknown. Never a new number."""
    quiet = quiet_seconds(rules.deadline_seconds, rules.timestamp_tolerance_seconds)
    quiet_left = max(0, quiet - tries.seconds_since_last_send)
    if rules.kind is UpstreamKind.NO_NUMBER:
        return Plan(NextStep.COMPARE, quiet_left)
    if rules.can_find_by_own_number:
        return _plan_of_askable(rules, tries, quiet_left)
    # Where a repeat returns the same order, repeating is how to ask; elsewhere once is enough.
    is_asking = rules.kind is UpstreamKind.SAME_ORDER
    if (is_asking or tries.sends == 1) and _may_repeat(rules, tries):
        return _resend(rules, tries)
    return Plan(NextStep.ASK_PERSON)


def _plan_of_askable(rules: UpstreamRules, tries: Tries, quiet_left: int) -> Plan:
    """Repeat what is not found before a person is asked: a late order then meets its own number."""
    delay = next_query_delay(tries.queries)
    if delay is None:
        return Plan(NextStep.ASK_PERSON)
    if tries.not_found >= tries.sends and _may_repeat(rules, tries):
        return _resend(rules, tries)
    if tries.has_looked_after_quiet:
        return Plan(NextStep.ASK_PERSON)
    if tries.not_found >= tries.sends:
        return Plan(NextStep.QUERY, max(delay, quiet_left))
    return Plan(NextStep.QUERY, delay)


def _resend(rules: UpstreamRules, tries: Tries) -> Plan:
    failed = tries.unsent + max(0, tries.sends - 1)
    delay = next_query_delay(failed) or QUERY_EVERY_SECONDS
    return Plan(NextStep.RESEND, max(rules.repeat_wait_seconds, delay))


def _may_repeat(rules: UpstreamRules, tries: Tries) -> bool:
    return (
        rules.is_repeat_harmless
        and tries.sends <= MAXIMUM_RESENDS
        and tries.seconds_since_first_send <= rules.repeat_window_seconds
    )
