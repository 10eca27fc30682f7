"""The full sizes take longer than a test may."""

from __future__ import annotations

import pytest

_FULL_SECONDS = 3600


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--full"):
        for item in items:
            if item.path.parent.name == "bench":
                item.add_marker(pytest.mark.timeout(_FULL_SECONDS))
