"""Ways to pay through an outside system. A new one: a module and its line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop.connectors.payments.base import PaymentGateway

GATEWAYS: Final[tuple[str, ...]] = ("epay:EPAY", "epay_rsa:EPAY_RSA")
"""``module:name`` of each, in the order in which the owner is offered them."""


@cache
def all_gateways() -> tuple[PaymentGateway, ...]:
    """Return every gateway in its order; imported when first asked for."""
    return tuple(_gateway_at(place) for place in GATEWAYS)


def gateway_named(key: str) -> PaymentGateway | None:
    """Return the gateway with this key, or None."""
    return next((gateway for gateway in all_gateways() if gateway.key == key), None)


def _gateway_at(place: str) -> PaymentGateway:
    module_name, name = place.split(":")
    gateway: PaymentGateway = getattr(import_module(f"{__name__}.{module_name}"), name)
    return gateway
