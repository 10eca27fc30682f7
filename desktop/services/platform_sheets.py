"""What each platform asks of an account and can do, in words: known before there is an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.services.account_forms import FormField, form_field
from desktop.services.sourcing import PlatformShelf, warnings_about

if TYPE_CHECKING:
    from desktop.connectors.platforms.base import Platform


@dataclass(frozen=True, slots=True)
class CapabilitySheet:
    """What a platform can do, in the words of the command line."""

    own_number: bool
    query_by_own_number: bool
    price_guard: str
    delivery: str
    repeat: str
    echoes: bool
    stock: str
    single_goods: bool
    changes_only: bool
    refund: bool
    form: bool
    order_query: bool


@dataclass(frozen=True, slots=True)
class PlatformSheet:
    """A platform to choose for a new account.

    Attributes:
        tried: ``live`` or ``documents``: what its connector was tried on.
        warnings: what the owner must know first, in the translation context ``purchasing``.
    """

    key: str
    name: str
    fields: tuple[FormField, ...]
    capabilities: CapabilitySheet
    tried: str
    warnings: tuple[str, ...] = ()
    is_by_hand: bool = False


def platform_sheets(shelf: PlatformShelf | None = None) -> tuple[PlatformSheet, ...]:
    """Return the platforms an account can be on; needs no profile."""
    return tuple(
        PlatformSheet(
            key=platform.key,
            name=platform.name,
            fields=tuple(form_field(one) for one in platform.fields),
            capabilities=capabilities_of(platform),
            tried=str(platform.tried),
            warnings=warnings_about(platform),
            is_by_hand=platform.capabilities.is_by_hand,
        )
        for platform in (shelf or PlatformShelf()).platforms
    )


def capabilities_of(platform: Platform) -> CapabilitySheet:
    """Return what a platform can do."""
    can = platform.capabilities
    return CapabilitySheet(
        own_number=can.has_own_number,
        query_by_own_number=can.can_query_by_own_number,
        price_guard=str(can.price_guard),
        delivery=str(can.delivery),
        repeat=str(can.repeat),
        echoes=can.has_echoes,
        stock=str(can.stock),
        single_goods=can.can_ask_single_goods,
        changes_only=can.can_list_changes,
        refund=can.tells_refund,
        form=can.tells_form,
        order_query=not can.cannot_be_asked,
    )
