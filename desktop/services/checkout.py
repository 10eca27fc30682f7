"""The counter: finding goods, pricing a cart, and recording a sale in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING, Final

from desktop.domain.cart import Cart
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError
from desktop.domain.identifiers import sale_number_of
from desktop.domain.loyalty import worth_of
from desktop.domain.margin import MarginEater, MarginVerdict, judge_margin
from desktop.domain.money import ZERO, Money, total_of
from desktop.domain.permissions import Action, Actor, discount_limit_percent
from desktop.domain.pricing import price_cart
from desktop.domain.sale import CompletedSale, SaleRequest, SaleSnapshot
from desktop.domain.tender import (
    LEDGER_METHODS,
    STATIC_CODE_METHODS,
    Settlement,
    refuse_unproved,
    rounding_of,
    settle,
)
from desktop.services.agent_sales import expected_commission, find_tag, get_tag, with_agents
from desktop.services.compliance import Compliance
from desktop.services.fee_rates import fee_rates
from desktop.services.goods_on_sale import GoodsOnSale
from desktop.services.loyalty import refuse_ledger_tender
from desktop.services.points_earning import points_earned
from desktop.services.promises import Promises
from desktop.services.promotions import Promotions
from desktop.services.sale_recording import SaleRecorder, bought_ceilings
from desktop.services.standing_approvals import StandingGuard
from desktop.storage import (
    customer_queries,
    open_shift_queries,
    sale_queries,
    shift_queries,
)
from desktop.storage.catalog_queries import COUNTED_CARDS
from desktop.storage.chain_reservations import kept_pieces
from desktop.storage.database import WritePriority
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from desktop.domain.compliance import Finding
    from desktop.domain.connection import ConnectionWatch
    from desktop.domain.customer import AgentTag
    from desktop.domain.pricing import PricedCart, PricedLine
    from desktop.domain.promotion import Coupon
    from desktop.domain.sale import Approval
    from desktop.domain.standing import StandingUse
    from desktop.domain.tender import RoundingMode, Tender
    from desktop.services.rights import Rights
    from desktop.services.sale_drafts import LineDraft, SaleDraft
    from desktop.services.settings import Settings
    from desktop.services.stock_moment import StockMoment
    from desktop.storage.ground import Ground
    from desktop.storage.sale_queries import SaleRow, SalesFilter, SalesSums

SALE_TOPICS: Final = (
    Topic.SALES,
    Topic.STOCK,
    Topic.DELIVERY,
    Topic.PURCHASES,
    Topic.CUSTOMERS,
    Topic.SHIFT,
)
_EATER_SENTENCES: Final = {
    MarginEater.PRICE: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为 {name} 的售价。改价，或让店主输 PIN"
    ),
    MarginEater.LINE_DISCOUNT: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为单品折扣。减一点折扣，或让店主输 PIN"
    ),
    MarginEater.ORDER_DISCOUNT: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为整单折扣。减一点折扣，或让店主输 PIN"
    ),
    MarginEater.PROMOTION: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为活动优惠。去推广停掉活动，或让店主输 PIN"
    ),
    MarginEater.GIFT: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为活动的赠品。去推广停掉活动，或让店主输 PIN"
    ),
    MarginEater.ROUNDING: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为抹零。不抹零，或让店主输 PIN"
    ),
    MarginEater.POINTS: QT_TRANSLATE_NOOP("errors", "这一单不到底线，主要因为积分。让店主输 PIN"),
    MarginEater.FEES: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为收款手续费。换现金，或让店主输 PIN"
    ),
    MarginEater.CHANNEL: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为订单来源平台的手续费。改价，或让店主输 PIN"
    ),
    MarginEater.COMMISSION: QT_TRANSLATE_NOOP(
        "errors", "这一单不到底线，主要因为校园代理的佣金。不记代理，或让店主输 PIN"
    ),
    MarginEater.UNKNOWN_COST: QT_TRANSLATE_NOOP(
        "errors", "{name} 还不知道进价。等询价回来，或让店主输 PIN"
    ),
}


@dataclass(frozen=True, slots=True)
class ReadyToPay:
    """What F9 found: the cart at today's prices, and whether the owner must agree.

    Attributes:
        has_new_total: prices moved since the lines were added; the cashier is told old and new.
        refusal: the sentence-bearing error when only the owner may let it pass; None when it
            may be sold.
        findings: what the rules of the law ask about it.
    """

    priced: PricedCart
    has_new_total: bool
    refusal: BusinessRuleError | None
    findings: tuple[Finding, ...] = ()


class Checkout(GoodsOnSale):
    """Everything the sale and payment pages ask for."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        rights: Rights,
        watch: ConnectionWatch | None = None,
        promotions: Promotions | None = None,
        compliance: Compliance | None = None,
    ) -> None:
        super().__init__(ground, settings)
        self._rights = rights
        self._promises = Promises(ground, settings, watch)
        self._promotions = promotions or Promotions(ground, settings)
        self._recorder = SaleRecorder(ground, self._promises, self._promotions)
        self._standing = StandingGuard(ground)
        self._compliance = compliance or Compliance(ground, settings)

    def is_offline(self) -> bool:
        """Whether goods that must be bought are promised now, to be bought later."""
        return self._promises.is_offline()

    # Sales already made -----------------------------------------------------------------------

    def get_sale(self, sale_id: int) -> SaleSnapshot:
        """Return a recorded sale.

        Raises:
            KeyError: there is none.
        """
        with self._ground.database.read() as connection:
            return sale_queries.load_sale(connection, sale_id)

    def find_sale(self, number: str) -> SaleSnapshot | None:
        """Return the sale with this number."""
        with self._ground.database.read() as connection:
            sale_id = sale_queries.find_sale_by_number(connection, number.strip().upper())
            return None if sale_id is None else sale_queries.load_sale(connection, sale_id)

    def list_sales(self, wanted: SalesFilter) -> tuple[SaleRow, ...]:
        """Return the first sales of a list."""
        with self._ground.database.read() as connection:
            return sale_queries.list_sales(connection, wanted)

    def list_sale_ids(self, wanted: SalesFilter) -> array[int]:
        """Return which sales the whole list has, in its order."""
        with self._ground.database.read() as connection:
            return sale_queries.list_sale_ids(connection, wanted)

    def sale_rows(self, sale_ids: Sequence[int]) -> tuple[SaleRow, ...]:
        """Return sales as rows of a list, in the order of the ids; unknown ids are left out."""
        with self._ground.database.read() as connection:
            return sale_queries.load_sale_rows(connection, sale_ids)

    def sales_sums(self, wanted: SalesFilter) -> SalesSums:
        """Return what the sales of a whole list come to."""
        with self._ground.database.read() as connection:
            return sale_queries.load_sales_sums(connection, wanted)

    def next_number_preview(self) -> str:
        """Return the number the next sale will most likely get; only for the head of a page."""
        with self._ground.database.read() as connection:
            shift = open_shift_queries.find_open_shift(connection)
            if shift is None:
                return ""
            sequence = sale_queries.next_sale_sequence(connection, shift.business_date)
            return sale_number_of(shift.business_date, sequence)

    def repeat_cart(self, sale_id: int) -> Cart:
        """Return a cart with a sale's products at today's prices; accounts are asked anew."""
        with self._ground.database.read() as connection:
            lines = sale_queries.load_lines(connection, sale_id)
            ids = [line.product_id for line in lines]
            kept = kept_pieces(connection)
            products = self._load_products(connection, ids, self._moment(), kept)
        cart = Cart()
        for line in lines:
            product = products.get(line.product_id)
            was_given = not line.gross and product is not None and bool(product.price)
            if product is not None and product.can_sell and not was_given:
                cart = cart.with_product(product, line.quantity)
        return cart

    # Pricing ------------------------------------------------------------------------------------

    def price(self, cart: Cart) -> PricedCart:
        """Price a cart with what promotions do; fast enough for every keystroke."""
        return self._promotions.price(cart)

    def find_coupon(self, code: str) -> Coupon:
        """Return the coupon a customer brought; raises as ``Promotions.find_coupon``."""
        return self._promotions.find_coupon(code)

    def find_agent(self, code: str) -> AgentTag | None:
        """Return the campus agent with exactly this code; None also while the shop has none."""
        return find_tag(self._ground, self._settings.current, code)

    def get_agent(self, code: str) -> AgentTag:
        """Return the campus agent with this code; raises as ``agent_sales.get_tag``."""
        return get_tag(self._ground, self._settings.current, code)

    def refreshed(self, cart: Cart) -> Cart:
        """Return the cart with today's price and stock of each product."""
        with self._ground.database.read() as connection:
            return self._refreshed(connection, cart, self._moment(), kept_pieces(connection))

    def ready_to_pay(self, cart: Cart) -> ReadyToPay:
        """Price the cart anew and judge it, before any money is taken.

        Raises:
            BusinessRuleError: goods must not be promised while the shop is offline, not be bought
                on a full disk, or not be sold at all (``goods_blocked``).
        """
        refreshed = self.refreshed(cart)
        self._promises.refuse_unsafe_cart(refreshed)
        priced = self.price(refreshed)
        verdict = self.judge(priced, ZERO, ())
        refusal = None if self._may_pass(priced, verdict) else _below_floor(verdict)
        found = self._compliance.ask(priced)
        return ReadyToPay(priced, priced.total != self.price(cart).total, refusal, found)

    def _may_pass(self, priced: PricedCart, verdict: MarginVerdict) -> bool:
        if verdict.is_above_floor:
            return True
        floor = self._settings.current.money("sale.floor")
        with self._ground.database.read() as connection:
            return bool(self._standing.uses_for(connection, priced, verdict, floor))

    def rounding(self, total: Money, mode: RoundingMode) -> Money:
        """Return what rounding takes off, within what the shop allows."""
        return rounding_of(total, mode, self._settings.current.money("sale.rounding_maximum"))

    def judge(
        self, priced: PricedCart, rounding: Money, tenders: Sequence[Tender]
    ) -> MarginVerdict:
        """Judge the margin of the whole order, with the fees as far as the tenders are known."""
        points = points_earned(priced, rounding, tenders, self._settings.current)
        return self._judged(priced, rounding, tenders, points)

    def _judged(
        self, priced: PricedCart, rounding: Money, tenders: Sequence[Tender], points: int
    ) -> MarginVerdict:
        settings = self._settings.current
        rates, due = fee_rates(settings), priced.total - rounding
        points_cost = worth_of(points, settings.integer("points.per_yuan"))
        paid = [tender.amount for tender in tenders]
        fees = total_of(rates.tender_fee(tender.amount, tender.method) for tender in tenders)
        channel_fees = rates.channel_fees(due, paid, priced.cart.channel)
        return judge_margin(
            priced,
            floor=settings.money("sale.floor"),
            rounding=rounding,
            points_cost=points_cost,
            fees=fees,
            channel_fees=channel_fees,
            commission=expected_commission(priced, rounding, fees + channel_fees + points_cost),
        )

    # Recording ----------------------------------------------------------------------------------

    def complete_sale(self, actor: Actor, request: SaleRequest) -> CompletedSale:
        """Record a sale, or one whose money was not seen yet, in one transaction.

        The same ``request_id`` twice returns the first result and writes nothing.

        Raises:
            BusinessRuleError: prices moved, goods ran out, the payment does not cover the sale,
                a right is
                missing (``needs_owner``, ``below_floor``). Nothing was written.
        """
        self._require_discount_rights(actor, request.cart, request.approval)
        settlement = self._settled(request)
        self._ground.fail_points.reached("sale.begun")
        try:
            completed = self._recorded(actor, request, settlement)
        except BusinessRuleError as refusal:
            self._note_refusal(actor, refusal, request.cart)
            raise
        self._ground.fail_points.reached("sale.committed")
        return completed

    def _recorded(
        self, actor: Actor, request: SaleRequest, settlement: Settlement
    ) -> CompletedSale:
        with self._ground.database.write(WritePriority.SALE) as connection:
            earlier = sale_queries.find_sale_by_request(connection, request.request_id)
            if earlier is not None:
                return CompletedSale(sale_queries.load_sale(connection, earlier), is_repeat=True)
            business_date = shift_queries.open_business_date(connection, request.shift_id)
            moment, enough = self._moment(), request.cart.item_count
            kept = kept_pieces(connection, request.request_id)
            fresh = self._refreshed(connection, request.cart, moment, kept, enough)
            _refuse_forgotten(request.cart, fresh)
            priced = self._promotions.price_now(connection, fresh)
            _refuse_moved_prices(priced, request.shown_total)
            found = self._compliance.judge(connection, priced, request, business_date)
            draft = self._recorder.draft(
                connection,
                priced,
                request,
                self._settings.current,
                business_date,
                moment.today,
                kept,
            )
            spare, uses = self._spare_margin(connection, draft, settlement, request)
            written = self._recorder.write(
                connection,
                actor,
                request,
                draft,
                bought_ceilings(draft, spare),
                self._settings.current,
            )
            if found:
                self._compliance.write(connection, actor, draft.sale_id, found, request)
            if uses:
                self._standing.book(connection, actor, draft.sale_id, uses)
            if request.cart.held_id is not None:
                sale_queries.end_held_sale(connection, request.cart.held_id)
            self._ground.fail_points.reached("sale.before_commit")
        if priced.applied:
            self._promotions.forget()
        changes = Changes.of(*SALE_TOPICS)
        return CompletedSale(written.snapshot, False, written.purchase_ids, changes)

    def _settled(self, request: SaleRequest) -> Settlement:
        for tender in request.tenders:
            self._refuse_odd_tender(tender, is_seen=not request.is_awaiting_payment)
        refuse_unproved(request.tenders, has_proof=request.is_awaiting_payment)
        settlement = settle(request.shown_total, request.rounding, request.tenders)
        if not settlement.is_complete:
            raise BusinessRuleError(
                "payment_incomplete",
                QT_TRANSLATE_NOOP("errors", "还差 {missing} 元没收"),
                missing=settlement.missing,
            )
        return settlement

    def _refuse_odd_tender(self, tender: Tender, *, is_seen: bool) -> None:
        self._promises.refuse_network_tender(tender)
        settings = self._settings.current
        if tender.method in LEDGER_METHODS:
            refuse_ledger_tender(tender, settings, is_seen=is_seen)
        elif str(tender.method) not in settings.words("tender.enabled"):
            raise BusinessRuleError(
                "tender_not_enabled",
                QT_TRANSLATE_NOOP("errors", "这种付款方式没有启用，去设置里打开"),
            )
        if tender.bill_tail and (len(tender.bill_tail) != 4 or not tender.bill_tail.isdigit()):
            raise BusinessRuleError(
                "bill_tail_malformed", QT_TRANSLATE_NOOP("errors", "尾号是账单单号的后 4 位数字")
            )
        needs_tail = is_seen and tender.amount >= settings.money("tender.bill_tail_from")
        if tender.method in STATIC_CODE_METHODS and needs_tail and not tender.bill_tail:
            raise BusinessRuleError(
                "bill_tail_missing",
                QT_TRANSLATE_NOOP("errors", "满 {limit} 元要填尾号，还没有记成收款"),
                limit=settings.money("tender.bill_tail_from"),
            )

    def _spare_margin(
        self,
        connection: Connection,
        draft: SaleDraft,
        settlement: Settlement,
        request: SaleRequest,
    ) -> tuple[Money, tuple[StandingUse, ...]]:
        """Return what the order earns above the floor with the cards actually claimed.

        With it come the standing approvals by which an order below the floor passes.

        Raises:
            BusinessRuleError: code ``below_floor`` when it earns less and no owner agreed.
        """
        floor = self._settings.current.money("sale.floor")
        priced = _with_actual_costs(draft)
        verdict = self._judged(priced, settlement.rounding, request.tenders, draft.points)
        uses: tuple[StandingUse, ...] = ()
        if not verdict.is_above_floor and request.approval is None:
            uses = self._standing.uses_for(connection, priced, verdict, floor)
            if not uses:
                raise _below_floor(verdict)
        elif request.approval is not None and request.approval.is_lasting:
            self._standing.give_at_counter(connection, priced, verdict, floor, request.approval)
        return verdict.margin - floor, uses

    def _require_discount_rights(self, actor: Actor, cart: Cart, approval: Approval | None) -> None:
        is_above = cart.has_discount and _is_discounted_above(
            price_cart(cart), discount_limit_percent(actor.role)
        )
        action = Action.DISCOUNT_ABOVE_LIMIT if is_above else Action.DISCOUNT_WITHIN_LIMIT
        self._rights.require(actor, action, approval=approval)

    def _note_refusal(self, actor: Actor, refusal: BusinessRuleError, cart: Cart) -> None:
        """Note a sale that the guard stopped, and end what its prices have outgrown."""
        if refusal.code == "goods_blocked":
            with self._ground.database.write() as connection:
                body = {"person": actor.id, "code": refusal.code}
                self._ground.record(connection, LedgerEntry("rule_refused", body))
        if refusal.code != "below_floor":
            return
        with self._ground.database.write() as connection:
            entry = LedgerEntry("sale_refused", {"person": actor.id, "code": refusal.code})
            self._ground.record(connection, entry)
            now = self._refreshed(connection, cart, self._moment(), kept_pieces(connection))
            self._standing.end_outgrown(connection, price_cart(now))

    def _refreshed(
        self,
        connection: Connection,
        cart: Cart,
        moment: StockMoment,
        kept: Mapping[int, int],
        counted: int = COUNTED_CARDS,
    ) -> Cart:
        ids = [line.product.id for line in cart.lines]
        cart = _with_survivor(connection, cart)
        cart = with_agents(connection, cart, self._settings.current)
        products = self._load_products(connection, ids, moment, kept, counted)
        return cart.with_products_refreshed(products)


def _is_discounted_above(priced: PricedCart, limit: int) -> bool:
    """Whether a line's own discount or that of the order takes more than so many per cent."""
    order_discount = priced.cart.order_discount
    after = priced.before_order_discount
    if order_discount is not None and order_discount.percent_off(after) > limit:
        return True
    return any(
        line.discount
        and line.line.discount is not None
        and line.line.discount.percent_off(line.gross, line.line.quantity) > limit
        for line in priced.lines
    )


def _with_survivor(connection: Connection, cart: Cart) -> Cart:
    """Sell to whom a member is now, when they were merged or deleted while the cart lay there."""
    member = cart.customer
    if member is None:
        return cart
    survivor, is_erased = customer_queries.survivor_of(connection, member.id)
    if is_erased:
        return cart.with_customer(None)
    if survivor == member.id:
        return cart
    return cart.with_customer(customer_queries.load_customer(connection, survivor))


def _refuse_forgotten(shown: Cart, fresh: Cart) -> None:
    if shown.customer is not None and fresh.customer is None:
        raise BusinessRuleError(
            "customer_erased",
            QT_TRANSLATE_NOOP(
                "errors", "这位会员的资料已经删除，先从单里拿掉这位会员。这单没有记下"
            ),
        )


def _refuse_moved_prices(priced: PricedCart, shown_total: Money) -> None:
    if priced.total != shown_total:
        raise BusinessRuleError(
            "price_changed",
            QT_TRANSLATE_NOOP(
                "errors", "价格刚变了：原来 {old}，现在 {new}。还没有记成收款，请重新确认"
            ),
            old=shown_total,
            new=priced.total,
        )


def _with_actual_costs(draft: SaleDraft) -> PricedCart:
    """Return the priced cart at the cost of the cards claimed, not of the next one."""
    priced = draft.priced
    lines = tuple(map(_at_actual_cost, draft.lines))
    if all(map(is_, lines, priced.recorded_lines)):
        return priced
    sold = len(priced.lines)
    return replace(priced, lines=lines[:sold], gifts=lines[sold:])


def _at_actual_cost(drafted: LineDraft) -> PricedLine:
    priced = drafted.figures.priced
    if drafted.cost is None or drafted.cost == priced.cost:
        return priced
    unit = Money(-(-drafted.cost.fen // priced.line.quantity))
    product = replace(priced.line.product, cost=unit)
    return replace(priced, line=replace(priced.line, product=product))


def _below_floor(verdict: MarginVerdict) -> BusinessRuleError:
    name = verdict.unknown_lines[0] if verdict.unknown_lines else verdict.worst_line
    eater = verdict.biggest_eater
    return BusinessRuleError("below_floor", _EATER_SENTENCES[eater], name=name, eater=str(eater))
