"""What every test stands on: no screen, no keyring of the person, no network but loopback.

Options: ``--full`` runs sizes that take long and new random examples;
``--update-pictures`` writes reference pictures anew.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for _name in [name for name in os.environ if name.startswith("KATAI_")]:
    del os.environ[_name]

_TWO_BUSY_CORES: Any = {
    "deadline": None,  # several stages share them: a slow example is no fault
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("gate", **_TWO_BUSY_CORES, derandomize=True)
"""One commit has one verdict: the same examples whenever it is checked."""
settings.register_profile("full", **_TWO_BUSY_CORES)
"""New examples each time: this is what searches."""


def pytest_configure(config: pytest.Config) -> None:
    """Choose the examples before any test is collected."""
    settings.load_profile("full" if config.getoption("--full") else "gate")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the sizes that take long")
    parser.addoption(
        "--update-pictures", action="store_true", help="write the reference pictures anew"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--full"):
        return
    skip = pytest.mark.skip(reason="only with --full")
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(skip)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests counted (``record_property("counted", …)``)."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    for report in reports:
        for name, value in report.user_properties:
            if name == "counted":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def sized(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """Give the small number, or the full one when --full asks for it."""
    is_full = bool(request.config.getoption("--full"))

    def choose(small: int, full: int) -> int:
        return full if is_full else small

    return choose


@pytest.fixture(scope="session")
def needs_new_pictures(request: pytest.FixtureRequest) -> bool:
    """Whether reference pictures are to be written anew instead of compared."""
    return bool(request.config.getoption("--update-pictures"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not _is_loopback(str(address[0])):
            raise AssertionError(f"a test reached for the network: {address[0]}")
        real_connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
