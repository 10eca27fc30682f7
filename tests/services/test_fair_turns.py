from __future__ import annotations

import sys

from desktop.services.fair_turns import short_turns
from tests.buying import BuyingShop


def test_turns_are_short_while_a_sync_runs_and_as_before_afterwards() -> None:
    shop = BuyingShop()
    shop.connect()
    usual = sys.getswitchinterval()
    during: list[float] = []
    shop.stock_sync.sync(progress=lambda _told: during.append(sys.getswitchinterval()))
    assert max(during) < 0.001 < usual
    assert sys.getswitchinterval() == usual


def test_overlapping_works_keep_turns_short_until_the_last_ends() -> None:
    usual = sys.getswitchinterval()
    first, second = short_turns(), short_turns()
    with first:
        second.__enter__()
    assert sys.getswitchinterval() < usual
    second.__exit__(None, None, None)
    assert sys.getswitchinterval() == usual
