"""Everything the counter asks before a top-up enters the order: form, known accounts, repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.top_up import TopUpTarget, checked_target
from desktop.domain.top_up_form import TopUpForm
from desktop.storage import saved_account_queries, source_queries, top_up_queries
from desktop.storage.ledger import LedgerEntry
from desktop.storage.top_up_targets import fingerprint_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.cart import Cart
    from desktop.domain.customer import CustomerSnapshot
    from desktop.domain.earlier_top_up import EarlierTopUp
    from desktop.domain.permissions import Actor
    from desktop.domain.product import ProductSnapshot
    from desktop.services.settings import Settings
    from desktop.storage.ground import Ground

MAXIMUM_OFFERED: Final = 6


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account the customer may mean.

    Attributes:
        label: what it is called; empty without a name.
        is_own: the customer's own phone or QQ number (本人).
    """

    target: TopUpTarget
    label: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class TopUpQuestion:
    """What the counter asks about one product."""

    form: TopUpForm
    known: tuple[KnownAccount, ...] = ()


class TopUps:
    """Asked by the sale page; writes nothing but that a repeat was wanted."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings

    def question_about(
        self, product: ProductSnapshot, customer: CustomerSnapshot | None, quantity: int = 1
    ) -> TopUpQuestion:
        """Return the form of the source that is asked first, and the customer's accounts.

        Raises:
            BusinessRuleError: code ``goods_fields_unfilled``: the form asks for something that
                cannot be filled in here.
        """
        with self._ground.database.read() as connection:
            form = self._form_of(connection, product, quantity)
            known = self._known_of(connection, product, customer)
        obstacle = form.obstacle
        if obstacle is not None:
            raise BusinessRuleError(
                "goods_fields_unfilled",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "{name} 要填“{label}”，卡台里填不了：到货源页换一个货源，"
                    "或到货源网站下单。没有加进来，单子没动",
                ),
                name=product.title,
                label=obstacle.label,
            )
        return TopUpQuestion(form, known)

    def find_earlier(self, product: ProductSnapshot, target: TopUpTarget) -> EarlierTopUp | None:
        """Return what was topped up minutes ago, or has not ended yet, or None."""
        minutes = self._settings.current.integer("sale.repeat_minutes")
        since = self._ground.now() - timedelta(minutes=minutes)
        with self._ground.database.read() as connection:
            return top_up_queries.find_earlier(
                connection, product.id, fingerprint_of(self._ground, target), since
            )

    def note_repeat(self, actor: Actor, earlier: EarlierTopUp) -> Changes:
        """Record that somebody read the warning and wants it all the same."""
        body = {
            "line": earlier.line_id,
            "state": str(earlier.state),
            "person": actor.id,
        }
        with self._ground.database.write() as connection:
            self._ground.record(connection, LedgerEntry("repeat_wanted", body))
        return Changes()

    def unfit_lines(self, cart: Cart) -> tuple[int, ...]:
        """Return the keys of lines whose source asks for something else by now."""
        asked = [line for line in cart.lines if line.product.kind is ProductKind.TOPUP]
        if not asked:
            return ()
        with self._ground.database.read() as connection:
            return tuple(
                line.key
                for line in asked
                if not _fits(self._form_of(connection, line.product, line.quantity), line.target)
            )

    def _form_of(
        self, connection: Connection, product: ProductSnapshot, quantity: int
    ) -> TopUpForm:
        now = self._ground.now()
        found = source_queries.load_sources(connection, product.id, quantity, now)
        first = next((one for one in found.in_order() if one.is_usable), None)
        if first is None:
            return TopUpForm()
        return TopUpForm(found.sources[first.goods_id].goods.fields)

    def _known_of(
        self, connection: Connection, product: ProductSnapshot, customer: CustomerSnapshot | None
    ) -> tuple[KnownAccount, ...]:
        if customer is None:
            return ()
        rule = product.account_rule
        family = saved_account_queries.family_of(rule, product.name)
        rows = saved_account_queries.list_accounts(connection, customer.id)
        own = {AccountRule.PHONE: customer.phone, AccountRule.QQ: customer.qq}.get(rule, "")
        known = [
            KnownAccount(
                saved_account_queries.open_account(self._ground, row),
                row.label,
                is_own=False,
            )
            for row in rows
            if (row.rule, row.family) == (rule, family)
        ]
        return _with_own(known, rule, own)[:MAXIMUM_OFFERED]


def _with_own(known: list[KnownAccount], rule: AccountRule, own: str) -> tuple[KnownAccount, ...]:
    """Put the customer's own number first, once."""
    try:
        target = checked_target(rule, own) if own else None
    except BusinessRuleError:
        target = None
    if target is None:
        return tuple(known)
    others = [one for one in known if one.target.sameness != target.sameness]
    return (KnownAccount(target, is_own=True), *others)


def _fits(form: TopUpForm, target: TopUpTarget | None) -> bool:
    """A form that nobody has told yet is no reason to ask again."""
    if not form.fields:
        return True
    return form.obstacle is None and target is not None and form.fits(target)
