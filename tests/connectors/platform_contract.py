"""What every platform must do, whoever plays the platform: subclass and give a ``shop``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    AccountAccess,
    AccountFieldError,
    FieldValue,
    GoodsKind,
    OrderRequest,
    Platform,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
)
from desktop.domain.money import Money
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import (
    CardParts,
    DeliveryProgress,
    OrderOutcome,
    OrderTerms,
    Settlement,
    settle_order,
)
from desktop.domain.secret import Secret
from tests.connectors.fault_server import unused_port

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)
"""1767240000 by the clock of a platform: 2026-01-01 12:00 in Shanghai."""


def noon() -> datetime:
    return NOON


def plain_cards(outcome: OrderOutcome) -> list[str]:
    """Return the secrets of the delivered cards, however the platform words a card."""
    return [
        (card.secret if isinstance(card, CardParts) else card).reveal() for card in outcome.cards
    ]


@dataclass(frozen=True)
class Known:
    """Goods the shop is known to have, and what one costs this account."""

    upstream_id: str
    unit: Money
    variant: str | None = None
    other_variant: str | None = None


@dataclass(frozen=True)
class ContractShop:
    """A running platform and what is known about it.

    Attributes:
        numbers: own numbers by the name of the scenario.
    """

    platform: Platform
    access: AccountAccess
    card: Known
    race: Known
    topup: Known
    topup_field: FieldValue
    bad_field: FieldValue
    bad_field_text: str
    dear: Known
    stopped: str
    unknown: str
    race_maximum: int
    unknown_variant: str
    unknown_order: str
    numbers: dict[str, str]

    def request(
        self,
        scenario: str,
        goods: Known,
        quantity: int = 1,
        kind: GoodsKind = GoodsKind.CARD,
        fields: tuple[FieldValue, ...] = (),
    ) -> OrderRequest:
        return OrderRequest(
            own_number=self.numbers[scenario],
            upstream_id=goods.upstream_id,
            variant=goods.variant,
            quantity=quantity,
            kind=kind,
            ceiling_unit=goods.unit,
            fields=fields,
            refusal_texts=(self.bad_field_text,),
        )

    def order(self, door: HttpClient, request: OrderRequest) -> OrderOutcome:
        answer = door.send(self.platform.prepare_order(self.access, request))
        stored = HttpOutcome.from_bytes(answer.to_bytes())  # as a purchase keeps it before reading
        return self.platform.read_order(request, stored)

    def query(self, door: HttpClient, request: QueryRequest) -> OrderOutcome:
        call = self.platform.prepare_query(self.access, request)
        assert call is not None
        return self.platform.read_query(request, door.send(call))


def settled(
    platform: Platform, request: OrderRequest, outcome: OrderOutcome, *, is_repeat: bool = False
) -> Settlement:
    terms = OrderTerms(
        quantity=request.quantity,
        ceiling_unit=request.ceiling_unit,
        needs_cards=request.kind is GoodsKind.CARD,
        can_find_by_own_number=platform.capabilities.can_query_by_own_number,
    )
    return settle_order(outcome, terms, is_repeat=is_repeat)


@pytest.fixture
def door() -> HttpClient:
    return HttpClient()


class PlatformContract:
    """The suite. ``shop`` comes from the subclass."""

    def test_the_balance_is_told(self, shop: ContractShop, door: HttpClient):
        assert shop.platform.fetch_balance(door, shop.access).amount >= shop.dear.unit * 0
        assert shop.platform.fetch_balance(door, shop.access).shop_name

    def test_a_wrong_secret_is_refused_in_the_platforms_words(
        self, shop: ContractShop, door: HttpClient
    ):
        secrets = {key: Secret("0000000000000000") for key in shop.access.secrets}
        with pytest.raises(PlatformRefusedError) as refused:
            shop.platform.fetch_balance(door, replace(shop.access, secrets=secrets))
        assert refused.value.values["text"]
        with pytest.raises(PlatformRefusedError):
            shop.platform.fetch_goods(door, replace(shop.access, secrets=secrets))

    @pytest.mark.parametrize("address", ["", "shop", "ftp://a", "https://u:p@a", "http://a:99999"])
    def test_an_address_that_cannot_be_right_sends_nothing(self, shop: ContractShop, address: str):
        wrong = replace(shop.access, values={**shop.access.values, "base_url": address})
        with pytest.raises(AccountFieldError):
            shop.platform.check_access(wrong)

    def test_a_platform_that_is_away_is_silent_and_an_order_was_not_sent(
        self, shop: ContractShop, door: HttpClient
    ):
        away = f"http://127.0.0.1:{unused_port()}"
        access = replace(shop.access, values={**shop.access.values, "base_url": away})
        gone = replace(shop, access=access)
        with pytest.raises(PlatformSilentError):
            shop.platform.fetch_balance(door, access)
        with pytest.raises(PlatformSilentError):
            shop.platform.fetch_goods(door, access)
        outcome = gone.order(door, shop.request("one_card", shop.card))
        assert outcome.outcome_class is OutcomeClass.NOT_SENT

    def test_every_goods_row_is_told_with_its_cost_or_none(
        self, shop: ContractShop, door: HttpClient
    ):
        rows = list(shop.platform.fetch_goods(door, shop.access))
        by_key = {(row.upstream_id, row.variant): row for row in rows}
        assert len(by_key) == len(rows)
        card = by_key[shop.card.upstream_id, None]
        assert (card.kind, card.cost) == (GoodsKind.CARD, shop.card.unit)
        assert card.stock is not None
        race = by_key[shop.race.upstream_id, shop.race.variant]
        assert (race.cost, race.maximum) == (None, shop.race_maximum)
        assert (shop.race.upstream_id, shop.race.other_variant) in by_key
        topup = by_key[shop.topup.upstream_id, None]
        assert (topup.kind, topup.cost) == (GoodsKind.TOPUP, shop.topup.unit)
        assert [field.name for field in topup.fields] == [shop.topup_field.name]
        assert topup.fields[0].error == shop.bad_field_text

    def test_sync_tells_its_progress_and_stops_when_told(
        self, shop: ContractShop, door: HttpClient
    ):
        seen: list[int] = []

        def keep(count: int) -> bool:
            seen.append(count)
            return True

        list(shop.platform.fetch_goods(door, shop.access, keep))
        assert seen
        with pytest.raises(PlatformSilentError) as stopped:
            shop.platform.fetch_goods(door, shop.access, lambda count: False)
        assert stopped.value.values["reason"] == "stopped"

    def test_one_variant_is_priced_by_itself(self, shop: ContractShop, door: HttpClient):
        race = shop.race
        price = shop.platform.fetch_price(door, shop.access, race.upstream_id, race.variant)
        assert price.cost == race.unit
        assert price.stock is not None
        card = shop.platform.fetch_price(door, shop.access, shop.card.upstream_id, None)
        assert card.cost == shop.card.unit

    @pytest.mark.parametrize(("goods", "quantity"), [("card", 3), ("race", 2)])
    def test_a_quote_is_the_exact_total(
        self, shop: ContractShop, door: HttpClient, goods: str, quantity: int
    ):
        known: Known = getattr(shop, goods)
        request = QuoteRequest(known.upstream_id, known.variant, quantity)
        quote = shop.platform.fetch_quote(door, shop.access, request)
        assert (quote.total, quote.unit) == (known.unit * quantity, known.unit)

    @pytest.mark.parametrize(
        ("scenario", "goods", "quantity"),
        [("one_card", "card", 1), ("two_cards", "card", 2), ("race", "race", 1)],
    )
    def test_cards_are_bought(
        self, shop: ContractShop, door: HttpClient, scenario: str, goods: str, quantity: int
    ):
        request = shop.request(scenario, getattr(shop, goods), quantity)
        outcome = shop.order(door, request)
        assert outcome.charged == request.ceiling_unit * quantity if request.ceiling_unit else False
        assert len(set(plain_cards(outcome))) == quantity
        assert settled(shop.platform, request, outcome) == Settlement(PurchaseState.FULFILLED)
        assert all(card not in repr(outcome) for card in plain_cards(outcome))

    def test_a_bought_card_can_be_fetched_again_by_its_order(
        self, shop: ContractShop, door: HttpClient
    ):
        request = shop.request("one_card", shop.card)
        bought = shop.order(door, request)
        again = shop.query(
            door, QueryRequest(request.own_number, bought.upstream_number, 1, GoodsKind.CARD, NOON)
        )
        assert again.cards == bought.cards
        assert again.progress is DeliveryProgress.DELIVERED

    def test_a_repeat_buys_nothing_and_goes_to_a_person(self, shop: ContractShop, door: HttpClient):
        request = shop.request("one_card", shop.card)
        shop.order(door, request)
        before = shop.platform.fetch_balance(door, shop.access)
        repeat = shop.order(door, request)
        assert repeat.outcome_class is OutcomeClass.DUPLICATE
        settlement = settled(shop.platform, request, repeat, is_repeat=True)
        assert settlement.state is PurchaseState.HUMAN
        assert shop.platform.fetch_balance(door, shop.access) == before

    def test_the_same_request_is_the_same_bytes_and_holds_no_secret(self, shop: ContractShop):
        request = shop.request("one_card", shop.card)
        first = shop.platform.prepare_order(shop.access, request)
        assert shop.platform.prepare_order(shop.access, request).to_bytes() == first.to_bytes()
        for secret in shop.access.secrets.values():
            assert secret.reveal().encode() not in first.body + first.url.encode()
            assert secret.reveal() not in repr(shop.access)

    def test_an_own_number_that_would_be_cut_is_never_sent(self, shop: ContractShop):
        long = "K" * (shop.platform.capabilities.own_number_length + 1)
        request = replace(shop.request("one_card", shop.card), own_number=long)
        with pytest.raises(ValueError, match="own number"):
            shop.platform.prepare_order(shop.access, request)

    def test_a_topup_is_accepted_then_asked_for(self, shop: ContractShop, door: HttpClient):
        fields = (shop.topup_field,)
        request = shop.request("topup", shop.topup, 1, GoodsKind.TOPUP, fields)
        outcome = shop.order(door, request)
        assert settled(shop.platform, request, outcome) == Settlement(PurchaseState.ACCEPTED)
        asked = shop.query(
            door,
            QueryRequest(
                request.own_number, outcome.upstream_number, 1, GoodsKind.TOPUP, NOON, outcome.text
            ),
        )
        assert asked.outcome_class is OutcomeClass.ACCEPTED
        assert asked.progress is DeliveryProgress.PROCESSING

    @pytest.mark.parametrize(
        "scenario",
        ["race_missing", "race_unknown", "too_many", "bad_field", "stopped", "dear", "unknown"],
    )
    def test_an_explicit_refusal_of_a_first_try_is_a_refusal(
        self, shop: ContractShop, door: HttpClient, scenario: str
    ):
        race, nothing = shop.race, Money(1)
        requests = {
            "race_missing": shop.request(scenario, replace(race, variant=None)),
            "race_unknown": shop.request(scenario, replace(race, variant=shop.unknown_variant)),
            "too_many": shop.request(scenario, race, shop.race_maximum + 1),
            "bad_field": shop.request(scenario, shop.topup, 1, GoodsKind.TOPUP, (shop.bad_field,)),
            "stopped": shop.request(scenario, Known(shop.stopped, nothing)),
            "dear": shop.request(scenario, shop.dear),
            "unknown": shop.request(scenario, Known(shop.unknown, nothing)),
        }
        request = requests[scenario]
        before = shop.platform.fetch_balance(door, shop.access)
        outcome = shop.order(door, request)
        assert outcome.outcome_class is OutcomeClass.REJECTED
        assert settled(shop.platform, request, outcome).state is PurchaseState.REJECTED
        assert shop.platform.fetch_balance(door, shop.access) == before

    def test_only_the_balance_proves_anything_on_a_repeat(
        self, shop: ContractShop, door: HttpClient
    ):
        dear = shop.request("dear", shop.dear)
        stopped = shop.request("stopped", Known(shop.stopped, Money(1)))
        states = [
            settled(shop.platform, request, shop.order(door, request), is_repeat=True).state
            for request in (dear, stopped)
        ]
        assert states == [PurchaseState.NOT_PLACED, PurchaseState.HUMAN]

    def test_an_order_the_platform_does_not_know_is_not_a_failure(
        self, shop: ContractShop, door: HttpClient
    ):
        request = QueryRequest("KT1", shop.unknown_order, 1, GoodsKind.CARD, NOON)
        outcome = shop.query(door, request)
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, True)

    def test_a_call_that_did_not_leave_stays_so_through_storage(self, shop: ContractShop):
        request = shop.request("one_card", shop.card)
        kept = HttpOutcome.from_bytes(HttpOutcome(Transport.NOT_SENT, "refused").to_bytes())
        outcome = shop.platform.read_order(request, kept)
        assert outcome.outcome_class is OutcomeClass.NOT_SENT
