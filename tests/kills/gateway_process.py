"""A made-up gateway as a process of its own: it keeps its books while the till beside it dies."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import Asked, Reply

ROOT = Path(__file__).parents[2]
ADDRESS_FILE = "gateway.url"


class GatewayProcess(EpayServer):
    """The gateway, with two doors that only the test knows: a customer pays, the books are shown."""

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/customer":
            self.pay(asked.query["number"])
            return Reply({})
        if asked.path == "/books":
            return Reply(self._books())
        return super().answer(asked)

    def _books(self) -> dict[str, Any]:
        sent = [one.form["out_trade_no"] for one in self.asked if one.query.get("act") == "refund"]
        statuses = {number: one.status for number, one in self.payments.items()}
        return {"statuses": statuses, "refunds_sent": sent, "refunds": self.refunds}


def tell(url: str, path: str) -> Any:
    """Use one of the hidden doors."""
    with urllib.request.urlopen(f"{url}{path}") as answer:
        return json.loads(answer.read())


@contextlib.contextmanager
def gateway(folder: Path) -> Iterator[str]:
    """Run it and leave its address where the till looks for it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kills.gateway_process"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout:
        try:
            url = process.stdout.readline().decode().strip()
            (folder / ADDRESS_FILE).write_text(url)
            yield url
        finally:
            process.kill()
            process.wait()


if __name__ == "__main__":
    server = GatewayProcess()
    print(server.url, flush=True)
    server.serve_forever()
