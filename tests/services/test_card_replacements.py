"""Another card for a bad one: once, from stock, at its cost, and shown like any other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from desktop.domain.after_sales import TicketAct, TicketKind, TicketState
from desktop.domain.card import CardState
from desktop.domain.card_replacement import ReplacementRequest
from desktop.domain.cart import Cart
from desktop.domain.delivery import DeliveryState, HandOver
from desktop.domain.errors import BusinessRuleError
from desktop.domain.money import Money
from desktop.domain.printing import PrintJobKind
from desktop.domain.sale import ReturnReason, SoldLine
from desktop.models.after_sales import card_replacement
from desktop.models.card_secrets import card_secret
from desktop.models.ledger import ledger
from desktop.models.sales import sale_line
from desktop.services.after_sales import TicketRequest
from desktop.services.card_replacements import CardReplacements
from desktop.services.returns import RefundRequest
from desktop.storage.consistency import SUM_CHECKS
from tests.after_sales import AfterSalesShop
from tests.services.test_after_sales_watch import DiesAt, Killed
from tests.services.test_printing import PrintingShop

COST = Money(91_00)


class SwapShop(AfterSalesShop):
    """A till that sold cards one of which turned out to be bad."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.replacements = CardReplacements(self.ground, self.settings, self.rights)
        self.card = self.a_product("KM100", cards=5)

    def sold(self, pieces: int = 1) -> SoldLine:
        """Sell cards and show them."""
        self.sales_made += 1
        cart = Cart().with_product(self.card, pieces)
        sale = self.sell(cart, request_id=f"swap-{self.sales_made}").sale
        self.delivery.reveal(self.cashier, sale.lines[0].id)
        return self.checkout.get_sale(sale.id).lines[0]

    def a_ticket(self, line: SoldLine) -> int:
        """Open a ticket about a card that is used up, and answer it."""
        asked = TicketRequest(f"t-{line.id}", TicketKind.CARD_USED, line.id, text="用不了")
        ticket_id = self.after_sales.open_ticket(self.cashier, asked).ticket_id
        self.after_sales.reply(self.cashier, ticket_id, "马上看")
        return ticket_id

    def wanted(self, ticket_id: int, card_id: int, **changes: object) -> ReplacementRequest:
        """Return a request with the owner's consent."""
        request = ReplacementRequest(
            "r1", ticket_id, card_id, "提示已被使用", self.shift.id, approval=self.approval
        )
        return replace(request, **changes)  # type: ignore[arg-type]

    def sale_of(self, line: SoldLine) -> int:
        """Return whose line it is."""
        query = select(sale_line.c.sale_id).where(sale_line.c.id == line.id)
        with self.ground.database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def line(self, line: SoldLine) -> SoldLine:
        """Return a line as it is now."""
        found = self.checkout.get_sale(self.sale_of(line)).lines
        return next(each for each in found if each.id == line.id)

    def states(self) -> dict[int, CardState]:
        """Return the state of every card."""
        with self.ground.database.read() as connection:
            rows = connection.execute(card_secret.select()).all()
        return {row.id: row.state for row in rows}

    def problems(self) -> list[str]:
        """Return what a check of the books finds."""
        with self.ground.database.read() as connection:
            return [one.code for check in SUM_CHECKS for one in check(connection)]


@pytest.fixture
def shop() -> SwapShop:
    return SwapShop()


def refused(code: str):
    return pytest.raises(BusinessRuleError, check=lambda error: error.code == code)


def test_a_bad_card_is_exchanged_once_and_costs_the_day_what_the_new_one_cost(
    shop: SwapShop,
) -> None:
    line = shop.sold()
    ticket_id, (old,) = shop.a_ticket(line), line.card_ids
    before = shop.reporting.day_report()
    done = shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, old))
    again = shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, old))
    assert (again.new_card_id, again.is_repeat) == (done.new_card_id, True)
    states = shop.states()
    assert (states[old], states[done.new_card_id]) == (CardState.VOID, CardState.SOLD)
    assert sum(state is CardState.AVAILABLE for state in states.values()) == 3
    now = shop.line(line)
    assert (now.card_ids, now.seen_count, now.replaced_count) == ((done.new_card_id,), 0, 1)
    assert now.delivery_state is DeliveryState.ARRIVED
    report = shop.reporting.day_report()
    assert report.after_sales.given - before.after_sales.given == COST
    assert report.costs.compensation - before.costs.compensation == COST
    assert before.net_profit - report.net_profit == COST
    assert ("compensation", 1) in [(one.kind, one.count) for one in report.exceptions]
    case = shop.case(ticket_id)
    assert case.ticket.state is TicketState.DECIDED
    assert (case.ticket.replaced_count, case.ticket.compensated) == (1, None)
    entry = case.entries[-1]
    assert (entry.text, entry.value) == ("card_replaced", "提示已被使用")
    assert shop.problems() == []


def test_the_new_card_is_shown_copied_and_printed_like_any_other(shop: SwapShop) -> None:
    line = shop.sold()
    ticket_id = shop.a_ticket(line)
    done = shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, line.card_ids[0]))
    assert [row.line_id for row in shop.delivery.list_undelivered()] == [line.id]
    shown = shop.delivery.reveal(shop.cashier, line.id, how=HandOver.SENT)
    assert shown.is_first
    assert [card.id for card in shown.cards] == [done.new_card_id]
    assert [card.card_id for card in shop.delivery.masked_cards(line.id)] == [done.new_card_id]
    assert shop.delivery.list_undelivered() == ()
    with refused("needs_owner"):
        shop.delivery.reveal(shop.cashier, line.id)


class PaperSwapShop(SwapShop, PrintingShop):
    """The same till with a printer made of code."""


def test_a_slip_holds_the_new_card_and_not_the_bad_one_and_needs_no_owner() -> None:
    shop = PaperSwapShop()
    shop.set_up()
    line = shop.sold()
    ticket_id, sale_id = shop.a_ticket(line), shop.sale_of(line)
    shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, line.card_ids[0]))
    shop.ask(PrintJobKind.SECRET_SLIP, sale_id, line.id)
    shop.printing.run_queued()
    paper = shop.paper()
    assert "KM100-CARD-0001" in paper
    assert "KM100-CARD-0000" not in paper
    assert shop.line(line).delivery_state is DeliveryState.HANDED_OVER
    assert shop.problems() == []


def test_one_of_several_is_exchanged_and_the_others_stay(shop: SwapShop) -> None:
    line = shop.sold(3)
    ticket_id, bad = shop.a_ticket(line), line.card_ids[1]
    offer = shop.replacements.offer(ticket_id)
    assert [card.card_id for card in offer.cards] == list(line.card_ids)
    assert (offer.in_stock, offer.is_cost_known) == (2, True)
    done = shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, bad))
    kept = (line.card_ids[0], line.card_ids[2])
    assert shop.line(line).card_ids == (*kept, done.new_card_id)
    assert [card.card_id for card in shop.replacements.offer(ticket_id).cards] == list(kept)
    first = shop.delivery.reveal(shop.cashier, line.id, card_ids=[done.new_card_id])
    assert first.is_first
    assert shop.line(line).delivery_state is DeliveryState.HANDED_OVER
    assert shop.problems() == []


def test_the_new_card_may_be_bad_too_once_somebody_saw_it(shop: SwapShop) -> None:
    line = shop.sold()
    ticket_id = shop.a_ticket(line)
    first = shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, line.card_ids[0]))
    second = shop.wanted(ticket_id, first.new_card_id, request_id="r2")
    with refused("card_not_seen"):
        shop.replacements.replace(shop.cashier, second)
    shop.delivery.reveal(shop.cashier, line.id)
    shop.replacements.replace(shop.cashier, second)
    assert shop.line(line).replaced_count == 2
    assert shop.problems() == []


def test_who_may(shop: SwapShop) -> None:
    shop.settings.change(shop.owner, {"after_sales.limit": Money(95_00)})
    line = shop.sold(2)
    ticket_id = shop.a_ticket(line)
    one, two = line.card_ids
    with refused("needs_owner"):
        shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, one, approval=None))
    shop.replacements.replace(shop.senior, shop.wanted(ticket_id, one, approval=None))
    another = shop.wanted(ticket_id, two, request_id="r2", approval=None)
    with refused("needs_owner"):
        shop.replacements.replace(shop.senior, another)
    shop.replacements.replace(shop.owner, another)
    with refused("ticket_text"):
        shop.replacements.replace(shop.owner, replace(another, request_id="r3", note=" "))
    assert shop.problems() == []


def test_without_a_card_to_give_nothing_is_taken_off(shop: SwapShop) -> None:
    line = shop.sold(5)
    ticket_id = shop.a_ticket(line)
    assert shop.replacements.offer(ticket_id).in_stock == 0
    with refused("no_card_to_give"):
        shop.replacements.replace(shop.owner, shop.wanted(ticket_id, line.card_ids[0]))
    assert set(shop.states().values()) == {CardState.REVEALED}
    assert shop.case(ticket_id).ticket.replaced_count == 0


def test_a_card_of_unknown_cost_needs_one_typed(shop: SwapShop) -> None:
    line = shop.sold(5)
    shop.stock(shop.card, ["KM100-LATER-0001-SECRET"], None)
    ticket_id = shop.a_ticket(line)
    assert not shop.replacements.offer(ticket_id).is_cost_known
    asked = shop.wanted(ticket_id, line.card_ids[0])
    with refused("card_cost_unknown"):
        shop.replacements.replace(shop.owner, asked)
    shop.replacements.replace(shop.owner, replace(asked, typed_cost=Money(93_00)))
    assert shop.reporting.day_report().after_sales.given == Money(93_00)


def test_it_waits_for_an_open_outcome_and_is_not_there_without_cards(shop: SwapShop) -> None:
    ticket_id = shop.a_late_ticket()
    with refused("outcome_open"):
        shop.replacements.offer(ticket_id)
    assert shop.case(ticket_id).locks[TicketAct.REPLACE_CARD] is not None


def test_the_card_of_another_line_is_not_taken(shop: SwapShop) -> None:
    one, other = shop.sold(), shop.sold()
    ticket_id = shop.a_ticket(one)
    with refused("card_not_seen"):
        shop.replacements.replace(shop.owner, shop.wanted(ticket_id, other.card_ids[0]))
    assert shop.states()[other.card_ids[0]] is CardState.REVEALED


def test_a_new_card_nobody_saw_goes_back_with_its_line_and_the_books_agree(
    shop: SwapShop,
) -> None:
    line = shop.sold()
    ticket_id = shop.a_ticket(line)
    done = shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, line.card_ids[0]))
    request = RefundRequest(
        "b1",
        shop.sale_of(line),
        {line.id: 1},
        ReturnReason.GOODWILL,
        shop.shift.id,
        approval=shop.approval,
    )
    shop.returns.refund(shop.cashier, request)
    assert shop.states()[done.new_card_id] is CardState.AVAILABLE
    assert shop.problems() == []
    shop.sell(Cart().with_product(shop.card), request_id="later")
    assert shop.problems() == []


@pytest.mark.parametrize("step", ["replacement.before_commit", "replacement.committed"])
def test_a_kill_gives_one_card_or_none_and_asking_again_gives_one(
    shop: SwapShop, step: str
) -> None:
    line = shop.sold()
    ticket_id = shop.a_ticket(line)
    wanted = shop.wanted(ticket_id, line.card_ids[0])
    calm = shop.ground.fail_points
    object.__setattr__(shop.ground, "fail_points", DiesAt(step))
    with pytest.raises(Killed):
        shop.replacements.replace(shop.cashier, wanted)
    object.__setattr__(shop.ground, "fail_points", calm)
    assert shop.problems() == []
    given = shop.line(line).replaced_count
    assert given == (step == "replacement.committed")
    assert shop.reporting.day_report().after_sales.given == (COST if given else Money(0))
    shop.replacements.replace(shop.cashier, wanted)
    assert shop.line(line).replaced_count == 1
    assert shop.reporting.day_report().after_sales.given == COST
    assert shop.problems() == []


@pytest.mark.parametrize("damage", ["card", "note", "pair"])
def test_the_check_of_the_books_finds_what_was_changed_behind_it(
    shop: SwapShop, damage: str
) -> None:
    line = shop.sold()
    ticket_id, old = shop.a_ticket(line), line.card_ids[0]
    shop.replacements.replace(shop.cashier, shop.wanted(ticket_id, old))
    triggers = "ledger", "card_replacement"
    with shop.ground.database.write() as connection:
        for table in triggers:
            for kind in ("updated", "deleted"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_never_{kind}")
        if damage == "card":
            connection.execute(
                card_secret.update()
                .where(card_secret.c.id == old)
                .values(state=CardState.AVAILABLE, sale_line_id=None)
            )
        elif damage == "note":
            connection.execute(ledger.delete().where(ledger.c.kind == "card_replaced"))
        else:
            connection.execute(card_replacement.delete())
    assert "card_replaced" in shop.problems()
