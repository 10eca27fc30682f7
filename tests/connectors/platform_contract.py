"""What every platform must do, whoever plays the platform: subclass and give a ``shop``.

A platform that delivers later is bought from in the same words: the order is accepted, then asked
for until the goods are there. What only some platforms have (variants, a name of the shop) is
tested where the shop says it has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote_plus

import pytest

from desktop.connectors.http_call import HttpOutcome, Transport
from desktop.connectors.http_client import HttpClient
from desktop.connectors.platforms.base import (
    UNLIMITED_STOCK,
    AccountAccess,
    AccountFieldError,
    CardDelivery,
    FieldValue,
    GoodsKind,
    GoodsRow,
    GoodsStatus,
    OrderRequest,
    Platform,
    PlatformRefusedError,
    PlatformSilentError,
    QueryRequest,
    QuoteRequest,
    Repeat,
    StockTelling,
)
from desktop.domain.money import Money
from desktop.domain.purchase import AccountProblem, OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import (
    CardParts,
    DeliveryProgress,
    NextStep,
    OrderOutcome,
    OrderTerms,
    Settlement,
    Tries,
    plan_after_unknown,
    settle_order,
)
from desktop.domain.secret import Secret
from desktop.domain.sourcing import ACCOUNT_REFUSED, INPUT_REFUSED
from tests.connectors.fault_server import unused_port

NOON = datetime(2026, 1, 1, 4, tzinfo=UTC)
"""1767240000 by the clock of a platform: 2026-01-01 12:00 in Shanghai."""
POLLS = 5
ABOUT_INPUT = frozenset(
    {"bad_field", "no_account", "no account", "no account given", "bad account", "two labels"}
    | {"two pieces"}
)
"""Scenarios refused for what the buyer filled in, or in words that do not rule that out."""


FURTHER_FIELDS = {
    "acg_faka": ("server", "sku[颜色]"),
    "acg_faka_shared_stock": ("server", "sku[颜色]"),
    "acg_faka_v4": ("region", "role"),
    "dujiao_next": ("server", "role"),
    "kasushou": ("lblName1", "lblName2"),
    "kakayun": ("2", "14", "14.2"),
    "kayixin": ("区服", "角色"),
    "rainbow": ("input4", "input5"),
}
"""What a form may ask for beside the fields of the goods in the tests, under the platform's names."""
ONE_FIELD_ONLY = {"lansexiongdi"}


def noon() -> datetime:
    return NOON


def one_minute_past_noon() -> datetime:
    return NOON + timedelta(minutes=1)


def no_wait(seconds: float) -> None:
    """Keep to no pace: the platform of a test takes calls as fast as they come."""
    del seconds


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
        card: goods that are cards; without meaning where the platform sells none.
        numbers: own numbers by the name of the scenario.
        refusals: orders of known scenarios that the platform refuses in so many words.
        proofs: those of them whose refusal also proves that an earlier try did not happen.
        unknown_query: asks for an order that nobody made.
        race: goods with variants, where the platform has such.
        has_race_cost: the list tells what a variant costs; else only its own price does.
        bad_field_text: the goods' own words for a top-up account that does not fit.
        address_keys: the account's fields that hold addresses.
        has_name: the balance comes with the name of the shop.
        has_balance: the platform can be asked what the account holds.
        sells_cards: the platform sells cards.
    """

    platform: Platform
    access: AccountAccess
    card: Known
    topup: Known
    topup_fields: tuple[FieldValue, ...]
    numbers: Mapping[str, str]
    refusals: Mapping[str, OrderRequest]
    unknown_query: QueryRequest
    proofs: frozenset[str] = frozenset()
    race: Known | None = None
    race_maximum: int = 0
    bad_field_text: str = ""
    address_keys: tuple[str, ...] = ("base_url",)
    has_name: bool = False
    has_balance: bool = True
    has_race_cost: bool = False
    sells_cards: bool = True

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
            refusal_texts=(self.bad_field_text,) if self.bad_field_text else (),
            secrets=self.access.secrets,
        )

    def known(self, name: str) -> Known | None:
        """Return cards or goods with variants, where the platform has such."""
        if name == "card":
            return self.card if self.sells_cards else None
        return self.race

    def any_request(self) -> OrderRequest:
        """Return an order of one piece: of a card, where the platform sells cards."""
        if self.sells_cards:
            return self.request("one_card", self.card)
        return self.request("topup", self.topup, 1, GoodsKind.TOPUP, self.topup_fields)

    def kind_of(self, door: HttpClient, row: GoodsRow) -> GoodsKind | None:
        """Return what goods are, by the list or else by their own price."""
        if row.kind is not None:
            return row.kind
        return self.platform.fetch_price(door, self.access, row.upstream_id, row.variant).kind

    def send(self, door: HttpClient, request: OrderRequest) -> HttpOutcome:
        """Send an order and keep the answer as a purchase keeps it before reading."""
        answer = door.send(self.platform.prepare_order(self.access, request))
        return HttpOutcome.from_bytes(answer.to_bytes())

    def order(self, door: HttpClient, request: OrderRequest) -> OrderOutcome:
        return self.platform.read_order(request, self.send(door, request))

    def ask(self, door: HttpClient, request: QueryRequest) -> HttpOutcome:
        call = self.platform.prepare_query(self.access, request)
        assert call is not None
        return door.send(call)

    def query(self, door: HttpClient, request: QueryRequest) -> OrderOutcome:
        return self.platform.read_query(request, self.ask(door, request))

    def buy(self, door: HttpClient, request: OrderRequest) -> tuple[OrderOutcome, ...]:
        """Order and ask until the goods are there; return every answer, the order's own first."""
        outcomes = [self.order(door, request)]
        while outcomes[-1].outcome_class is OutcomeClass.ACCEPTED and len(outcomes) <= POLLS:
            if outcomes[-1].progress is not DeliveryProgress.PROCESSING:
                break
            outcomes.append(self.query(door, query_of(request, outcomes[0])))
        return tuple(outcomes)


def query_of(request: OrderRequest, ordered: OrderOutcome | None) -> QueryRequest:
    """Return the question for an order, knowing what its own answer said, or that it was lost."""
    return QueryRequest(
        own_number=request.own_number,
        upstream_number=None if ordered is None else ordered.upstream_number,
        quantity=request.quantity,
        kind=request.kind,
        ordered_at=NOON,
        waiting_text=None if request.kind is GoodsKind.CARD or ordered is None else ordered.text,
        secrets=request.secrets,
    )


def charge_in(outcomes: tuple[OrderOutcome, ...]) -> Money | None:
    """Return the last charge that any of the answers told."""
    told = [outcome.charged for outcome in outcomes if outcome.charged is not None]
    return told[-1] if told else None


def settled(
    platform: Platform,
    request: OrderRequest,
    outcome: OrderOutcome,
    *,
    is_repeat: bool = False,
    charged_before: Money | None = None,
) -> Settlement:
    terms = OrderTerms(
        quantity=request.quantity,
        ceiling_unit=request.ceiling_unit,
        needs_cards=request.kind is GoodsKind.CARD,
        can_find_by_own_number=platform.capabilities.can_query_by_own_number,
        charged_before=charged_before,
    )
    return settle_order(outcome, terms, is_repeat=is_repeat)


@pytest.fixture
def door() -> HttpClient:
    return HttpClient(wait=no_wait)


class PlatformContract:
    """The suite. ``shop`` comes from the subclass."""

    def test_the_rules_agree_with_the_capabilities(self, shop: ContractShop):
        can, rules = shop.platform.capabilities, shop.platform.rules
        assert rules.can_find_by_own_number is can.can_query_by_own_number
        assert can.has_own_number is (can.own_number_length > 0)
        assert can.own_number_length >= 19 or not can.has_own_number
        assert can.repeat is not Repeat.BUYS_AGAIN or not rules.is_repeat_harmless
        assert not (can.cannot_be_asked and can.can_query_by_own_number)

    def test_a_call_that_asks_for_an_order_is_made_unless_there_is_none(self, shop: ContractShop):
        asked = shop.platform.prepare_query(shop.access, shop.unknown_query)
        assert (asked is None) is shop.platform.capabilities.cannot_be_asked

    def test_the_balance_is_told(self, shop: ContractShop, door: HttpClient):
        balance = shop.platform.fetch_balance(door, shop.access)
        assert (balance.amount is not None and balance.amount > Money(0)) is shop.has_balance
        assert bool(balance.shop_name) is shop.has_name

    def test_a_wrong_secret_is_refused_in_the_platforms_words(
        self, shop: ContractShop, door: HttpClient
    ):
        secrets = {key: Secret("0000000000000000") for key in shop.access.secrets}
        wrong = replace(shop.access, secrets=secrets)
        with pytest.raises(PlatformRefusedError) as refused:
            shop.platform.fetch_balance(door, wrong)
        assert refused.value.values["text"]
        assert refused.value.problem is AccountProblem.KEY
        assert "核对商户号和密钥" in str(refused.value)
        with pytest.raises(PlatformRefusedError):
            list(shop.platform.fetch_goods(door, wrong))

    def test_an_order_with_a_wrong_secret_is_refused_for_the_account(
        self, shop: ContractShop, door: HttpClient
    ):
        if not shop.refusals:
            pytest.skip("no refusal of the platform is believed")
        length = max(16, *(len(one.reveal()) for one in shop.access.secrets.values()))
        secrets = {key: Secret("0" * length) for key in shop.access.secrets}
        wrong = replace(shop, access=replace(shop.access, secrets=secrets))
        request = next(iter(shop.refusals.values()))
        outcome = wrong.order(door, request)
        if outcome.outcome_class is OutcomeClass.UNKNOWN:
            pytest.skip("without the key it cannot be told who says so")
        assert (outcome.outcome_class, outcome.reason) == (OutcomeClass.REJECTED, ACCOUNT_REFUSED)
        assert outcome.account_problem is AccountProblem.KEY
        assert settled(shop.platform, request, outcome).state is PurchaseState.REJECTED

    def test_a_refusal_tells_the_buyer_s_input_from_the_source(
        self, shop: ContractShop, door: HttpClient
    ):
        for scenario, request in shop.refusals.items():
            outcome = shop.order(door, request)
            is_input = scenario in ABOUT_INPUT
            assert (outcome.reason == INPUT_REFUSED) is is_input, scenario
            assert outcome.account_problem is None, scenario

    @pytest.mark.parametrize("address", ["", "shop", "ftp://a", "https://u:p@a", "http://a:99999"])
    def test_an_address_that_cannot_be_right_sends_nothing(self, shop: ContractShop, address: str):
        for key in shop.address_keys:
            wrong = replace(shop.access, values={**shop.access.values, key: address})
            with pytest.raises(AccountFieldError):
                shop.platform.check_access(wrong)

    def test_a_platform_that_is_away_is_silent_and_an_order_was_not_sent(
        self, shop: ContractShop, door: HttpClient
    ):
        away = dict.fromkeys(shop.address_keys, f"http://127.0.0.1:{unused_port()}")
        access = replace(shop.access, values={**shop.access.values, **away})
        gone = replace(shop, access=access)
        with pytest.raises(PlatformSilentError):
            shop.platform.fetch_balance(door, access)
        with pytest.raises(PlatformSilentError):
            list(shop.platform.fetch_goods(door, access))
        outcome = gone.order(door, shop.any_request())
        assert outcome.outcome_class is OutcomeClass.NOT_SENT

    def test_every_goods_row_is_told_with_its_cost_or_none(
        self, shop: ContractShop, door: HttpClient
    ):
        rows = list(shop.platform.fetch_goods(door, shop.access))
        by_key = {(row.upstream_id, row.variant): row for row in rows}
        assert len(by_key) == len(rows)
        assert all(row.name for row in rows)
        kinds = [(shop.topup, GoodsKind.TOPUP)]
        kinds += [(shop.card, GoodsKind.CARD)] if shop.sells_cards else []
        for goods, kind in kinds:
            row = by_key[goods.upstream_id, None]
            assert (shop.kind_of(door, row), row.cost) == (kind, goods.unit)
            assert row.status is GoodsStatus.ON_SALE

    def test_every_variant_is_a_row_of_its_own(self, shop: ContractShop, door: HttpClient):
        race = shop.race
        if race is None:
            pytest.skip("the platform has no variants")
        rows = list(shop.platform.fetch_goods(door, shop.access))
        by_key = {(row.upstream_id, row.variant): row for row in rows}
        row = by_key[race.upstream_id, race.variant]
        assert row.cost == (race.unit if shop.has_race_cost else None)
        assert row.maximum == shop.race_maximum
        assert (race.upstream_id, race.other_variant) in by_key
        assert (race.upstream_id, None) not in by_key

    def test_what_the_buyer_must_fill_in_is_told_by_the_list_or_by_the_goods_own_price(
        self, shop: ContractShop, door: HttpClient
    ):
        topup = shop.topup.upstream_id
        rows = list(shop.platform.fetch_goods(door, shop.access))
        (fields,) = (one.fields for one in rows if one.upstream_id == topup)
        if fields is None:
            fields = shop.platform.fetch_price(door, shop.access, topup, None).fields
        assert fields is not None
        assert [one.name for one in fields] == [one.name for one in shop.topup_fields]
        assert all(one.label for one in fields)
        assert fields[0].error == shop.bad_field_text

    def test_sync_tells_its_progress_and_stops_when_told(
        self, shop: ContractShop, door: HttpClient
    ):
        seen: list[int] = []

        def keep(count: int) -> bool:
            seen.append(count)
            return True

        list(shop.platform.fetch_goods(door, shop.access, keep))
        assert seen
        assert seen == sorted(seen)
        with pytest.raises(PlatformSilentError) as stopped:
            list(shop.platform.fetch_goods(door, shop.access, lambda count: False))
        assert stopped.value.values["reason"] == "stopped"

    def test_goods_are_priced_by_themselves(self, shop: ContractShop, door: HttpClient):
        for goods in filter(None, (shop.card if shop.sells_cards else shop.topup, shop.race)):
            price = shop.platform.fetch_price(door, shop.access, goods.upstream_id, goods.variant)
            assert price.cost == goods.unit
            assert price.stock is not None

    def test_as_much_is_told_of_the_stock_as_the_capabilities_say(
        self, shop: ContractShop, door: HttpClient
    ):
        stocks = {row.stock for row in shop.platform.fetch_goods(door, shop.access)}
        for goods in filter(None, (shop.card if shop.sells_cards else shop.topup, shop.race)):
            price = shop.platform.fetch_price(door, shop.access, goods.upstream_id, goods.variant)
            stocks.add(price.stock)
        telling = shop.platform.capabilities.stock
        vague = {StockTelling.WHETHER: {0, UNLIMITED_STOCK, None}, StockTelling.NOTHING: {-1, None}}
        if telling is StockTelling.COUNT:
            assert stocks - vague[StockTelling.WHETHER]
        else:
            assert stocks <= vague[telling]

    @pytest.mark.parametrize(("goods", "quantity"), [("card", 3), ("race", 2)])
    def test_a_quote_is_the_exact_total(
        self, shop: ContractShop, door: HttpClient, goods: str, quantity: int
    ):
        known = shop.known(goods)
        if known is None:
            pytest.skip("the platform has no such goods")
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
        known = shop.known(goods)
        if known is None:
            pytest.skip("the platform has no such goods")
        request = shop.request(scenario, known, quantity)
        outcomes = shop.buy(door, request)
        tells_charge = shop.platform.rules.tells_charge
        assert charge_in(outcomes) == (known.unit * quantity if tells_charge else None)
        charged = known.unit * quantity  # as quoted right before, where the platform tells none
        is_inline = shop.platform.capabilities.delivery is CardDelivery.INLINE
        assert bool(outcomes[0].cards) is is_inline
        last = outcomes[-1]
        assert len(set(plain_cards(last))) == quantity
        settlement = settled(shop.platform, request, last, charged_before=charged)
        assert settlement == Settlement(PurchaseState.FULFILLED)
        assert last.text is not None
        assert all(card not in repr(last) for card in plain_cards(last))

    def test_an_accepted_order_waits_without_an_alarm(self, shop: ContractShop, door: HttpClient):
        request = shop.request("topup", shop.topup, 1, GoodsKind.TOPUP, shop.topup_fields)
        outcome = shop.order(door, request)
        assert outcome.upstream_number
        if shop.platform.capabilities.cannot_be_asked:
            assert settled(shop.platform, request, outcome).state is PurchaseState.HUMAN
            return
        assert settled(shop.platform, request, outcome) == Settlement(PurchaseState.ACCEPTED)
        asked = shop.query(door, query_of(request, outcome))
        assert asked.outcome_class is OutcomeClass.ACCEPTED
        assert asked.progress is DeliveryProgress.PROCESSING

    def test_a_bought_card_can_be_fetched_again_by_its_order(
        self, shop: ContractShop, door: HttpClient
    ):
        if not shop.sells_cards or shop.platform.capabilities.cannot_be_asked:
            pytest.skip("the platform sells no cards, or cannot be asked")
        request = shop.request("one_card", shop.card)
        outcomes = shop.buy(door, request)
        again = shop.query(door, query_of(request, outcomes[0]))
        assert again.cards
        assert again.cards == outcomes[-1].cards
        assert again.progress is DeliveryProgress.DELIVERED

    def test_an_order_whose_answer_was_lost_is_found_by_our_number(
        self, shop: ContractShop, door: HttpClient
    ):
        if not shop.platform.capabilities.can_query_by_own_number:
            pytest.skip("the platform cannot be asked by our number")
        request = shop.any_request()
        shop.send(door, request)
        found = shop.query(door, query_of(request, None))
        assert found.outcome_class is OutcomeClass.ACCEPTED
        assert found.upstream_number

    def test_a_repeat_buys_nothing_or_is_never_made(self, shop: ContractShop, door: HttpClient):
        platform = shop.platform
        if platform.capabilities.repeat is Repeat.BUYS_AGAIN:
            tries = [Tries(1, 0, asked, asked, age > 600, age) for asked, age in ((1, 1), (9, 999))]
            steps = {plan_after_unknown(platform.rules, one).step for one in tries}
            assert NextStep.RESEND not in steps
            return
        request = shop.any_request()
        shop.order(door, request)
        before = platform.fetch_balance(door, shop.access)
        repeat = shop.order(door, request)
        is_refused = platform.capabilities.repeat is Repeat.ERROR
        assert repeat.outcome_class is (
            OutcomeClass.DUPLICATE if is_refused else OutcomeClass.ACCEPTED
        )
        if is_refused:
            is_askable = platform.rules.can_find_by_own_number
            state = settled(platform, request, repeat, is_repeat=True).state
            assert state is (PurchaseState.UNKNOWN if is_askable else PurchaseState.HUMAN)
        assert platform.fetch_balance(door, shop.access) == before

    def test_a_crossed_reply_brings_no_goods_where_the_platform_echoes_our_number(
        self, shop: ContractShop, door: HttpClient
    ):
        if not shop.platform.capabilities.has_echoes:
            pytest.skip("the platform does not repeat our number")
        ours = shop.request("one_card", shop.card)
        theirs = shop.request("two_cards", shop.card, 1)
        ordered = shop.send(door, theirs)
        crossed = shop.platform.read_order(ours, ordered)
        assert crossed.outcome_class is OutcomeClass.UNKNOWN or not crossed.cards
        number = shop.platform.read_order(theirs, ordered)
        for _ in range(POLLS):
            answer = shop.ask(door, query_of(theirs, number))
            assert shop.platform.read_query(query_of(theirs, number), answer).upstream_number
            outcome = shop.platform.read_query(query_of(ours, None), answer)
            assert (outcome.outcome_class, outcome.cards) == (OutcomeClass.UNKNOWN, ())
            assert not outcome.is_not_found

    def test_the_same_request_is_the_same_bytes_and_holds_no_secret(self, shop: ContractShop):
        request = shop.any_request()
        first = shop.platform.prepare_order(shop.access, request)
        assert shop.platform.prepare_order(shop.access, request).to_bytes() == first.to_bytes()
        later = shop.platform.prepare_order(replace(shop.access, now=one_minute_past_noon), request)
        assert (later.to_bytes() != first.to_bytes()) is shop.platform.rules.is_call_dated
        sent = first.url.encode() + repr(first.headers).encode()
        sent += b"" if shop.platform.capabilities.sends_password else first.body
        for secret in shop.access.secrets.values():
            assert secret.reveal().encode() not in sent
            assert secret.reveal() not in repr(shop.access) + repr(first)
        assert request.own_number not in repr(first)

    def test_every_field_of_a_form_reaches_the_order(self, shop: ContractShop):
        known = [one.name for one in shop.topup_fields]
        names = [*known, *FURTHER_FIELDS.get(shop.platform.key, ())]
        fields = tuple(FieldValue(name, f"answer{at}x") for at, name in enumerate(names))
        assert len(fields) > 1 or shop.platform.key in ONE_FIELD_ONLY
        request = shop.request("topup", shop.topup, 1, GoodsKind.TOPUP, fields)
        call = shop.platform.prepare_order(shop.access, request)
        wire = unquote_plus(call.body.decode()) + unquote_plus(call.url)
        assert [one.value for one in fields if one.value not in wire] == []

    def test_no_address_of_ours_is_handed_out(self, shop: ContractShop):
        request = shop.request("topup", shop.topup, 1, GoodsKind.TOPUP, shop.topup_fields)
        body = shop.platform.prepare_order(shop.access, request).body
        assert b"http" not in body

    def test_an_own_number_that_would_be_cut_is_never_sent(self, shop: ContractShop):
        if not shop.platform.capabilities.has_own_number:
            pytest.skip("the platform takes no number of ours")
        long = "K" * (shop.platform.capabilities.own_number_length + 1)
        request = replace(shop.any_request(), own_number=long)
        with pytest.raises(ValueError, match="own number"):
            shop.platform.prepare_order(shop.access, request)

    def test_an_explicit_refusal_of_a_first_try_is_a_refusal(
        self, shop: ContractShop, door: HttpClient
    ):
        assert shop.refusals
        for scenario, request in shop.refusals.items():
            before = shop.platform.fetch_balance(door, shop.access)
            outcome = shop.order(door, request)
            assert outcome.outcome_class is OutcomeClass.REJECTED, scenario
            assert outcome.message, scenario
            assert settled(shop.platform, request, outcome).state is PurchaseState.REJECTED
            assert shop.platform.fetch_balance(door, shop.access) == before, scenario

    def test_a_refusal_of_a_repeat_proves_only_what_the_sheet_says(
        self, shop: ContractShop, door: HttpClient
    ):
        is_askable = shop.platform.rules.can_find_by_own_number
        open_state = PurchaseState.UNKNOWN if is_askable else PurchaseState.HUMAN
        for scenario, request in shop.refusals.items():
            outcome = shop.order(door, request)
            state = settled(shop.platform, request, outcome, is_repeat=True).state
            is_proof = scenario in shop.proofs
            assert state is (PurchaseState.NOT_PLACED if is_proof else open_state), scenario

    def test_an_order_the_platform_does_not_know_is_not_a_failure(
        self, shop: ContractShop, door: HttpClient
    ):
        if shop.platform.capabilities.cannot_be_asked:
            pytest.skip("the platform cannot be asked")
        outcome = shop.query(door, shop.unknown_query)
        assert (outcome.outcome_class, outcome.is_not_found) == (OutcomeClass.UNKNOWN, True)

    def test_a_call_that_did_not_leave_stays_so_through_storage(self, shop: ContractShop):
        request = shop.any_request()
        kept = HttpOutcome.from_bytes(HttpOutcome(Transport.NOT_SENT, "refused").to_bytes())
        outcome = shop.platform.read_order(request, kept)
        assert outcome.outcome_class is OutcomeClass.NOT_SENT
