"""Where a code can be shown: what is chosen stays chosen while the shop's gateways stay the same."""

from __future__ import annotations

from desktop.services.gateway_accounts import GatewaySnapshot
from desktop.ui.screens.sale.code_places import CodePlaces


def a_gateway(number: int, *channels: str) -> GatewaySnapshot:
    return GatewaySnapshot(
        id=number,
        name=f"易支付 {number}",
        dialect="epay",
        dialect_name="易支付",
        channels=channels,
        allows_plain_http=False,
        trouble_text="",
        fields={},
    )


def test_more_places_than_there_is_room_for_do_not_lose_the_choice_at_each_look() -> None:
    gateways = [a_gateway(number, "wxpay", "alipay") for number in (1, 2, 3)]
    places = CodePlaces()
    assert places.take(gateways)
    places.choose(2)
    assert not places.take(gateways)
    assert places.chosen is not None
    assert places.chosen.key == (2, "wxpay")


def test_other_gateways_are_chosen_from_anew() -> None:
    places = CodePlaces()
    places.take([a_gateway(1, "wxpay", "alipay")])
    places.choose(1)
    assert places.take([a_gateway(2, "wxpay")])
    assert places.chosen is not None
    assert places.chosen.key == (2, "wxpay")
