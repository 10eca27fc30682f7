"""Promotion rules, one file each: pure functions over an immutable cart, listed in ``RULES``."""

from __future__ import annotations

from typing import Final

from desktop.promotions import (
    bundle,
    coupon,
    first_order,
    member_price,
    nth_piece,
    percent_off,
    spend_and_save,
    spend_gift,
    stored_value_gift,
)
from desktop.promotions.base import Rule

RULES: Final[tuple[Rule, ...]] = (
    first_order.RULE,
    spend_and_save.RULE,
    spend_gift.RULE,
    percent_off.RULE,
    nth_piece.RULE,
    bundle.RULE,
    member_price.RULE,
    coupon.RULE,
    stored_value_gift.RULE,
)
"""In the order in which a new campaign offers them."""

RULE_BY_NAME: Final = {rule.name: rule for rule in RULES}
