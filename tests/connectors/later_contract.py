"""What every platform must do that delivers later and can be asked by our number.

The subclass gives ``shop`` and the ``site`` behind it.
"""

from __future__ import annotations

import pytest

from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import GoodsKind, OrderRequest
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import (
    NextStep,
    OrderOutcome,
    PurchaseAlert,
    Settlement,
    Tries,
    plan_after_unknown,
)
from tests.connectors.fakes.fake_site import FakeSite, Fate, Trouble
from tests.connectors.platform_contract import (
    POLLS,
    ContractShop,
    PlatformContract,
    query_of,
    settled,
)

AFTER = (Trouble.LOST_AFTER, Trouble.PAGE_AFTER, Trouble.FAULT_AFTER)


def asked_to_the_end(door: HttpClient, shop: ContractShop, request: OrderRequest) -> OrderOutcome:
    """Ask as often as it takes, knowing nothing but our own number."""
    outcomes = [shop.query(door, query_of(request, None)) for _ in range(POLLS)]
    return outcomes[-1]


class LaterContract(PlatformContract):
    """The contract, and what a broken line and a bad end must come to."""

    @pytest.mark.parametrize("trouble", AFTER)
    def test_what_was_bought_is_found_by_our_number(
        self, trouble: Trouble, site: FakeSite, shop: ContractShop, door: HttpClient
    ):
        site.troubles = [trouble]
        request = shop.request("one_card", shop.card)
        assert shop.order(door, request).outcome_class is OutcomeClass.UNKNOWN
        outcome = asked_to_the_end(door, shop, request)
        assert settled(shop.platform, request, outcome) == Settlement(PurchaseState.FULFILLED)
        assert len(site.orders_of(request.own_number)) == 1

    @pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.PAGE_BEFORE])
    def test_what_was_not_bought_is_not_found_and_no_failure(
        self, trouble: Trouble, site: FakeSite, shop: ContractShop, door: HttpClient
    ):
        site.troubles = [trouble]
        request = shop.request("one_card", shop.card)
        assert shop.order(door, request).outcome_class is OutcomeClass.UNKNOWN
        asked = shop.query(door, query_of(request, None))
        assert (asked.outcome_class, asked.is_not_found) == (OutcomeClass.UNKNOWN, True)
        assert site.orders == []

    def test_an_unknown_order_is_asked_for_and_never_sent_again(self, shop: ContractShop):
        steps = [
            plan_after_unknown(shop.platform.rules, Tries(1, 0, asked, asked, age > 600, age)).step
            for asked, age in ((0, 0), (1, 1), (3, 7), (8, 700))
        ]
        assert steps == [NextStep.QUERY, NextStep.QUERY, NextStep.QUERY, NextStep.ASK_PERSON]

    @pytest.mark.parametrize(
        ("fate", "expected"),
        [
            (Fate.REFUNDED, Settlement(PurchaseState.REFUNDED)),
            (
                Fate.PARTLY_REFUNDED,
                Settlement(PurchaseState.HUMAN, (PurchaseAlert.PARTLY_REFUNDED,)),
            ),
            (Fate.FAILED, Settlement(PurchaseState.HUMAN, (PurchaseAlert.NOTHING_DELIVERED,))),
            (Fate.SHORT, Settlement(PurchaseState.PARTIAL, (PurchaseAlert.CARDS_MISSING,))),
        ],
    )
    def test_an_order_that_ends_badly_ends_as_the_money_went(
        self,
        fate: Fate,
        expected: Settlement,
        site: FakeSite,
        shop: ContractShop,
        door: HttpClient,
    ):
        site.fate = fate
        request = shop.request("two_cards", shop.card, 2)
        shop.order(door, request)
        outcome = asked_to_the_end(door, shop, request)
        assert settled(shop.platform, request, outcome) == expected

    def test_a_topup_is_done_without_cards(
        self, site: FakeSite, shop: ContractShop, door: HttpClient
    ):
        request = shop.request("topup", shop.topup, 1, GoodsKind.TOPUP, shop.topup_fields)
        outcome = shop.buy(door, request)[-1]
        assert settled(shop.platform, request, outcome) == Settlement(PurchaseState.FULFILLED)
        assert outcome.cards == ()
        assert outcome.note is not None
        (order,) = site.orders_of(request.own_number)
        assert shop.topup_fields[0].value in str(order.filled_in)
