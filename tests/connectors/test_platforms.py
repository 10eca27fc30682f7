from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.connectors.platforms import all_platforms, platform_named
from desktop.connectors.platforms.base import Platform


@pytest.mark.parametrize("platform", all_platforms(), ids=lambda platform: platform.key)
def test_a_platform_says_what_its_account_needs(platform: Platform):
    assert platform_named(platform.key) is platform
    keys = [field.key for field in platform.fields]
    assert len(set(keys)) == len(keys)
    assert any(field.is_secret for field in platform.fields)
    assert platform.name
    assert 0 <= platform.capabilities.own_number_length <= 64


def test_a_key_nobody_has_finds_nothing():
    assert platform_named("nobody") is None


def test_knowing_the_platforms_costs_neither_requests_nor_msgspec():
    code = (
        "import sys, desktop.connectors.http_client, desktop.connectors.platforms as shelf;"
        "shelf.all_platforms();"
        "print({'requests', 'msgspec', 'urllib3', 'truststore'} & set(sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "set()"
