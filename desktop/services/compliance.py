"""Asking the rules of the law before money is taken, and again when the sale is written.

The second time is within the sale's own transaction: of two desks that sell to one buyer at the
same moment, the later one sees what the earlier one sold. A sale that a gateway collected is judged
once more by the account that paid, which nobody knows before the money is there.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.compliance import (
    OPTIONAL,
    AnswerWord,
    Bounds,
    RuleAction,
    RuleKind,
    findings_of,
    findings_over_time,
    longest_look_back,
    months_to_keep,
    needs_history,
)
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.product import AccountRule
from desktop.domain.top_up import TopUpTarget
from desktop.services.rule_book import load_rules
from desktop.services.rule_refusals import needs_owner_error
from desktop.storage import compliance_queries, open_shift_queries
from desktop.storage.compliance_queries import Buyer, Payer
from desktop.storage.ledger import LedgerEntry
from desktop.storage.top_up_targets import fingerprint_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.domain.compliance import Earlier, Finding
    from desktop.domain.money import Money
    from desktop.domain.permissions import Actor
    from desktop.domain.pricing import PricedCart
    from desktop.domain.sale import SaleRequest
    from desktop.services.rule_book import RulesInForce
    from desktop.services.settings import Settings, SettingsValues
    from desktop.storage.ground import Ground

_LIMIT_KEYS: Final = {
    RuleKind.REAL_NAME: "compliance.real_name_from",
    RuleKind.SPLIT: "compliance.real_name_from",
    RuleKind.MINORS: "compliance.minors_from",
    RuleKind.FRAUD: "compliance.fraud_from",
    RuleKind.LARGE: "compliance.large_from",
}
_FLAG_KEYS: Final = {
    RuleKind.MINORS: "compliance.ask_minors",
    RuleKind.FRAUD: "compliance.ask_fraud",
    RuleKind.VELOCITY: "compliance.watch_velocity",
    RuleKind.LARGE: "compliance.aml_mode",
}


class Compliance:
    """Judges carts by the rules in force; a small cart costs no query."""

    def __init__(self, ground: Ground, settings: Settings, folder: Path | None = None) -> None:
        self._ground = ground
        self._settings = settings
        self._folder = folder
        self._kept_bounds: tuple[SettingsValues, Bounds] | None = None

    @cached_property
    def in_force(self) -> RulesInForce:
        """The rules in force since the program started, and what is wrong with newer ones."""
        return load_rules(self._folder)

    def ask(self, priced: PricedCart) -> tuple[Finding, ...]:
        """Return what must be answered before money is taken.

        Raises:
            BusinessRuleError: code ``goods_blocked``: no answer helps.
        """
        if not self._hours(priced):
            found = self._findings(priced, None)
        else:
            with self._ground.database.read() as connection:
                shift = open_shift_queries.find_open_shift(connection)
                date_ = shift.business_date if shift else None
                found = self._findings(priced, self._earlier(connection, priced, date_))
        try:
            _refuse_blocked(found)
        except BusinessRuleError as refusal:
            self._note_blocked(refusal, found)
            raise
        return tuple(each for each in found if each.rule.action is not RuleAction.LIST)

    def months_to_keep(self) -> int:
        """Return how many months the law wants people and accounts kept; 0 where it wants none."""
        return months_to_keep(self.in_force.rules, self._bounds())

    def judge(
        self, connection: Connection, priced: PricedCart, request: SaleRequest, on: date
    ) -> tuple[Finding, ...]:
        """Judge a sale within its transaction; returns what it met and what was answered to.

        Raises:
            BusinessRuleError: ``goods_blocked``, ``rules_ask`` or ``rules_need_owner``.
        """
        earlier = self._earlier(connection, priced, on) if self._hours(priced) else None
        found = self._findings(priced, earlier)
        _refuse_blocked(found)
        has_customer = priced.cart.customer is not None
        for finding in found:
            if finding.rule.action is RuleAction.LIST:
                continue
            if finding.rule.action is RuleAction.OWNER:
                if request.approval is None or not request.approval.reason.strip():
                    raise needs_owner_error(finding)
            elif not finding.is_answered(request.answers, has_customer=has_customer):
                raise BusinessRuleError(
                    "rules_ask",
                    QT_TRANSLATE_NOOP("errors", "这一单还有按规定要问的没有回答，没有记成收款"),
                )
        return found

    def write(
        self,
        connection: Connection,
        actor: Actor,
        sale_id: int,
        found: tuple[Finding, ...],
        request: SaleRequest,
    ) -> None:
        """Keep what a sale met and what was answered, in its own transaction."""
        given = {answer.rule_id: str(answer.word) for answer in request.answers}
        by_action = {RuleAction.OWNER: AnswerWord.OWNER, RuleAction.LIST: AnswerWord.LISTED}
        rows = []
        for finding in found:
            is_owners = finding.rule.action is RuleAction.OWNER
            approval = request.approval if is_owners else None
            answer = by_action.get(finding.rule.action) or given[finding.rule.id]
            approved_by = approval.person_id if approval else None
            rows.append(self._decision(sale_id, actor.id, finding, answer, approved_by))
        compliance_queries.INSERT_DECISION.run(connection, rows)
        entries = [LedgerEntry("rule_answered", _noted(row)) for row in rows]
        self._ground.record(connection, *entries)

    def judge_payer(
        self, connection: Connection, sale_id: int, payer: bytes, on: date | None
    ) -> tuple[Finding, ...]:
        """Judge a sale by the account that paid it, and keep what it met for the owner.

        A gateway names the account only together with its money. The sale is the customer's then:
        it cannot be refused any more, and there is nobody left to ask. So nothing is stopped by
        what is found, neither this sale nor the account's next one, of which nobody knows that it
        is theirs until it is paid as well. It is judged where it is booked, in the same
        transaction, so that of two desks the later one sees what the earlier one sold.

        Args:
            connection: the transaction that books it.
            sale_id: the sale.
            payer: the keyed fingerprint of the account.
            on: the open business date.

        Returns:
            What nobody was asked about before: a rule that stands with the sale already is not met
            a second time.
        """
        sold = compliance_queries.read_sold(connection, sale_id)
        found = self._met_by(connection, Payer(payer, sale_id), sold.lines, on)
        rows = [
            self._decision(sale_id, sold.cashier_id, one, AnswerWord.LISTED, None) for one in found
        ]
        if rows:
            compliance_queries.INSERT_DECISION.run(connection, rows)
            told = [{"rule_kind": str(one.rule.kind), "sales": one.sales} for one in found]
            entries = [
                LedgerEntry("same_payer", _noted(row) | more)
                for row, more in zip(rows, told, strict=True)
            ]
            self._ground.record(connection, *entries)
        return found

    def _met_by(
        self,
        connection: Connection,
        payer: Payer,
        sold: tuple[tuple[str, Money], ...],
        on: date | None,
    ) -> tuple[Finding, ...]:
        """Return what a payer's sale meets and nobody was asked about when it was made."""
        rules, now = self.in_force.rules, self._ground.now()
        since = now - timedelta(hours=longest_look_back(rules))
        earlier = compliance_queries.read_earlier(connection, payer, since, on)
        known = {row[0] for row in compliance_queries.list_decisions(connection, payer.sale_id)}
        if any(one.id in known for one in rules.rules if one.kind is RuleKind.REAL_NAME):
            known |= {one.id for one in rules.rules if one.kind is RuleKind.SPLIT}
        met = findings_over_time(rules, sold, now, earlier, self._bounds())
        return tuple(one for one in met if one.rule.id not in known)

    def _decision(
        self,
        sale_id: int,
        person_id: int,
        finding: Finding,
        answer: str,
        approved_by: int | None,
    ) -> dict[str, Any]:
        return {
            "id": self._ground.identifiers.next_id(),
            "sale_id": sale_id,
            "rule_id": finding.rule.id,
            "rule_version": finding.rule.version,
            "set_version": self.in_force.rules.version,
            "amount": finding.amount,
            "limit_amount": finding.limit,
            "answer": answer,
            "approved_by": approved_by,
            "person_id": person_id,
            "decided_at": self._ground.now(),
        }

    def _note_blocked(self, refusal: BusinessRuleError, found: tuple[Finding, ...]) -> None:
        body = {"code": refusal.code, "rules": [finding.rule.id for finding in found]}
        with self._ground.database.write() as connection:
            self._ground.record(connection, LedgerEntry("rule_refused", body))

    def _hours(self, priced: PricedCart) -> int:
        hours = needs_history(self.in_force.rules, priced, self._bounds())
        return hours if hours and self._has_trace(priced) else 0

    def _has_trace(self, priced: PricedCart) -> bool:
        cart = priced.cart
        return cart.customer is not None or any(line.target for line in cart.lines)

    def _earlier(self, connection: Connection, priced: PricedCart, on: date | None) -> Earlier:
        hours = needs_history(self.in_force.rules, priced, self._bounds())
        since = self._ground.now() - timedelta(hours=hours)
        return compliance_queries.read_earlier(connection, self._buyer(priced), since, on)

    def _buyer(self, priced: PricedCart) -> Buyer:
        cart = priced.cart
        targets = {line.target.sameness: line.target for line in cart.lines if line.target}
        customer = cart.customer
        if customer is not None and customer.phone:
            own = TopUpTarget(AccountRule.PHONE, customer.phone)
            targets.setdefault(own.sameness, own)
        prints = tuple(fingerprint_of(self._ground, target) for target in targets.values())
        return Buyer(customer.id if customer else None, prints)

    def _findings(self, priced: PricedCart, earlier: Earlier | None) -> tuple[Finding, ...]:
        now = self._ground.now()
        return findings_of(self.in_force.rules, priced, now, earlier, self._bounds())

    def _bounds(self) -> Bounds:
        """Return what the owner set, worked out anew when a setting has changed."""
        values = self._settings.current
        kept = self._kept_bounds
        if kept is None or kept[0] is not values:
            self._kept_bounds = kept = (values, _bounds_of(values))
        return kept[1]


def _bounds_of(values: SettingsValues) -> Bounds:
    limits = {kind: values.money(key) for kind, key in _LIMIT_KEYS.items()}
    off = {kind for kind in OPTIONAL if not values.flag(_FLAG_KEYS[kind])}
    if RuleKind.LARGE not in off:
        off.discard(RuleKind.VELOCITY)  # what comes often is what an authority asks for
    return Bounds(limits, frozenset(off))


def _noted(row: dict[str, Any]) -> dict[str, Any]:
    """Return of a decision what the ledger tells."""
    keys = ("rule_id", "rule_version", "set_version", "amount", "answer", "approved_by")
    return {"sale": row["sale_id"], "person": row["person_id"], **{key: row[key] for key in keys}}


def _refuse_blocked(found: tuple[Finding, ...]) -> None:
    for finding in found:
        if finding.rule.action is RuleAction.BLOCK:
            raise BusinessRuleError(
                "goods_blocked",
                QT_TRANSLATE_NOOP("errors", "{goods} 不能卖：法律禁止经营这类商品。没有收款"),
                goods=finding.goods,
            )
