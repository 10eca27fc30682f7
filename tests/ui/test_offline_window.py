"""The real window loses its only source and finds it again, over real sockets on this machine."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.connection import Connection, ConnectionState
from desktop.domain.delivery import DeliveryState
from desktop.domain.money import Money
from desktop.domain.secret import Secret
from desktop.services.accounts import AccountDraft
from desktop.storage import platform_queries
from tests.buying import APP_ID, APP_KEY, ScriptedShop
from tests.connectors.fault_server import FaultServer, response, unused_port
from tests.ui.real_window import CTRL_SHIFT_J, ENTER, F9, Till, a_till, letters


class Source:
    """The made-up shop behind a port that can be closed and opened again."""

    def __init__(self) -> None:
        self.shop = ScriptedShop()
        self.port = unused_port()
        self._server: FaultServer | None = None

    def open(self) -> None:
        self._server = FaultServer(self._answer, port=self.port)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _answer(self, connection: socket.socket) -> None:
        assert self._server is not None
        head, _, body = self._server.requests[-1].partition(b"\r\n\r\n")
        path = head.split()[1].decode().rpartition("/")[2]
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        answer = json.dumps(self.shop.answer(path, form), ensure_ascii=False, default=float)
        connection.sendall(response(answer.encode()))


@pytest.fixture
def source() -> Iterator[Source]:
    source = Source()
    source.open()
    yield source
    source.close()


@pytest.fixture
def till(
    source: Source,
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Till]:
    with a_till(qapp, qtbot, tmp_path, monkeypatch) as till:
        connect(till, source)
        till.open_shift()
        yield till


def connect(till: Till, source: Source) -> None:
    """Add the source as a real one, though it is on this machine: nothing else may be called."""
    shop = till.shop
    shop.connectivity._is_real = str
    fields = {"base_url": f"http://127.0.0.1:{source.port}", "app_id": APP_ID}
    draft = AccountDraft("acg_faka", "闪充云", fields, {"app_key": Secret(APP_KEY)})
    account = shop.accounts.add(till.owner, draft).account
    with shop.ground.database.write() as connection:
        platform_queries.change_account(connection, account.id, is_practice=False)
    shop.stock_sync.sync()
    goods = shop.stock_sync.find_goods(account.id, "YJ100", "")
    shop.stock_sync.adopt(till.owner, goods.id, "YJ100", Money(100_00))
    shop.stock_sync.refresh_prices(account.id)


def test_a_refused_port_takes_the_window_offline_and_one_key_brings_it_back(
    till: Till, source: Source
) -> None:
    source.close()
    till.shop.connectivity._connection = Connection()  # no answer of a moment ago proves anything
    till.post(*letters("YJ100"), ENTER)
    till.reads("banner", "离线中")
    till.reads("syncState", "离线")
    assert till.shop.connectivity.is_offline()

    till.post(F9, ENTER)
    till.wait_for("nextCustomer")
    till.reads("syncState", "离线 · 待提交 1 笔")
    till.reads("banner", "待提交 1 笔")
    (row,) = till.shop.delivery.list_undelivered()
    assert (row.state, row.is_promise) == (DeliveryState.QUEUED, True)
    till.post(ENTER)
    till.wait_for("searchBox")

    source.open()
    till.post(CTRL_SHIFT_J)
    till.until(lambda: till.shop.connectivity.state is ConnectionState.ONLINE)
    till.until(lambda: bool(source.shop.orders))
    till.until(lambda: "到货了" in till.toasts())
    assert "离线中" not in till.text("banner")
    (row,) = till.shop.delivery.list_undelivered()
    assert row.state is DeliveryState.ARRIVED
    assert len(source.shop.orders) == 1
