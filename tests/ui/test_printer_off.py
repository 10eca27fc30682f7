"""A printer that is off, under the real window: the sale stands, and the card is still to be given."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.connectors.fault_server import unused_port
from tests.ui.real_window import ENTER, F9, Till, a_till, letters

SECRET = "YJ7K-2M9P-4QXT-8VRC"


@contextmanager
def a_network_printer(port: int) -> Iterator[list[bytes]]:
    """Keep what one connection brings."""
    received: list[bytes] = []

    def receive() -> None:
        wire, _ = listener.accept()
        with closing(wire):
            while part := wire.recv(4096):
                received.append(part)

    with closing(socket.create_server(("127.0.0.1", port))) as listener:
        thread = Thread(target=receive)
        thread.start()
        yield received
        thread.join()


@pytest.fixture
def till(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Till]:
    with a_till(qapp, qtbot, tmp_path, monkeypatch) as till:
        till.stock("YJ100", SECRET)
        till.open_shift()
        yield till


def test_a_slip_that_did_not_come_out_is_said_and_the_same_key_prints_it_later(till: Till) -> None:
    port = unused_port()
    printer = {"printer.kind": "tcp", "printer.target": f"127.0.0.1:{port}"}
    till.shop.settings.change(till.owner, printer)
    till.post(*letters("YJ100"), ENTER, F9, ENTER)
    till.wait_for("nextCustomer")
    till.settle()
    till.post(*letters("K"))
    till.until(lambda: "没打出来" in till.toasts())
    till.reads("undeliveredCount", "待交付 1")
    assert "这一单已经记好" in till.toasts()
    assert till.shop.reporting.day_report(None).sales.count == 1
    with a_network_printer(port) as received:
        till.post(*letters("K"))
        till.until(lambda: SECRET.encode() in b"".join(received))
    till.until(lambda: till.find("undeliveredCount") is None)
