"""A till with every service of members, for tests of their ledgers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from desktop.domain.cart import Cart
from desktop.domain.customer import AgentTag, CustomerDraft, CustomerSnapshot
from desktop.domain.money import Money
from desktop.domain.product import ProductSnapshot
from desktop.domain.sale import ReturnReason, SaleSnapshot
from desktop.domain.tender import Tender, TenderMethod, cash_tender
from desktop.services.credit_ledger import CreditLedger
from desktop.services.customer_receipts import MoneyRequest
from desktop.services.customers import Customers
from desktop.services.gifts import Gifts
from desktop.services.member_merging import MemberMerging
from desktop.services.referrals import Referrals
from desktop.services.returns import RefundRequest, ReturnOutcome
from desktop.services.stored_value import StoredValue
from tests.factories import TillShop

PHONE = "13800002046"
TAIL = PHONE[-4:]


@dataclass
class MemberShop(TillShop):
    """A shop where stored value and credit are on, with an open shift."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.customers = Customers(self.ground, self.rights)
        self.stored = StoredValue(self.ground, self.settings, self.rights, self.promotions)
        self.credit = CreditLedger(self.ground, self.settings, self.rights)
        self.gifts = Gifts(self.ground, self.settings, self.rights)
        self.merging = MemberMerging(self.ground, self.settings, self.rights)
        self.referrals = Referrals(self.ground, self.settings, self.rights)
        self.settings.change(self.owner, {"stored.enabled": True, "credit.enabled": True})
        self.open_shift(Money(100_00))
        self._numbers = count(1)

    def a_member(  # type: ignore[override]
        self, name: str = "苗小禾", phone: str = PHONE
    ) -> CustomerSnapshot:
        """Add a member."""
        return self.customers.add_draft(self.cashier, CustomerDraft(name, phone)).customer

    def money(
        self,
        member: CustomerSnapshot,
        fen: int,
        method: TenderMethod = TenderMethod.CASH,
        **changes: object,
    ) -> MoneyRequest:
        """Return a request to pay in or take out so much."""
        named = {"request_id": f"m{next(self._numbers)}", "proof": member.phone[-4:]} | changes
        return MoneyRequest(
            customer_id=member.id,
            amount=Money(fen),
            shift_id=self.shift.id,
            method=method,
            **named,  # type: ignore[arg-type]
        )

    def top_up(self, member: CustomerSnapshot, fen: int, bonus: int = 0) -> None:
        """Pay stored value in, with the owner's consent to the bonus."""
        request = self.money(member, fen, approval=self.approval)
        self.stored.top_up(self.cashier, request, Money(bonus))

    def sell_to(
        self,
        member: CustomerSnapshot,
        product: ProductSnapshot,
        *tenders: Tender,
        pieces: int = 1,
        agent: AgentTag | None = None,
    ) -> SaleSnapshot:
        """Sell to a member; what the tenders leave is paid in cash."""
        cart = Cart().with_product(product, pieces).with_customer(member).with_agent(agent)
        total = self.checkout.price(cart).total
        rest = Money(total.fen - sum(one.amount.fen for one in tenders))
        parts = (*tenders, cash_tender(rest, rest)) if rest else tenders
        request_id = f"s{next(self._numbers)}"
        return self.sell(cart, *parts, request_id=request_id, approval=self.approval).sale

    def take_back(
        self, sold: SaleSnapshot, pieces: int = 1, method_back: TenderMethod | None = None
    ) -> ReturnOutcome:
        """Return pieces of a sale's first line, its money by another way if one is named."""
        request = RefundRequest(
            f"b{next(self._numbers)}",
            sold.id,
            {sold.lines[0].id: pieces},
            ReturnReason.GOODWILL,
            self.shift.id,
            method_back=method_back,
            approval=self.approval,
        )
        return self.returns.refund(self.cashier, request)


def by_stored(fen: int, proof: str = TAIL) -> Tender:
    """Return a payment out of stored value."""
    return Tender(TenderMethod.STORED, Money(fen), proof=proof)


def by_points(fen: int, proof: str = TAIL) -> Tender:
    """Return a payment with points."""
    return Tender(TenderMethod.POINTS, Money(fen), proof=proof)


def on_credit(fen: int) -> Tender:
    """Return a part that is taken along unpaid."""
    return Tender(TenderMethod.CREDIT, Money(fen))
