from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import pytest

from tests.cli.command_line import CommandLine, Ended, typed
from tests.connectors.fakes.wholesale_server import Asked, Reply, WholesaleServer, serving
from tests.connectors.fault_server import fault_server, response
from tests.practice.practice_process import Practice, practice

NAME = "练习卡盟"
WORDS_OF_A_PLATFORM = {"key", "name", "fields", "capabilities", "tried"}
WORDS_OF_A_FIELD = {"key", "label", "kind", "required", "secret", "default", "choices"}
WORDS_OF_GOODS = {
    "upstream_id", "variant", "name", "kind", "cost", "stock", "min", "max", "status", "fields",
    "synced_at",
}  # fmt: skip
WORDS_OF_A_PURCHASE = {
    "id", "number", "upstream_number", "state", "account", "product", "quantity", "charged",
    "cards", "events",
}  # fmt: skip


@dataclass(frozen=True)
class Wholesale:
    """A shop on the command line beside a running practice platform."""

    line: CommandLine
    running: Practice

    def add(self, name: str = NAME, key: str = "", base_url: str = "", *more: str) -> Ended:
        first = self.running.first_line
        secret = self.line.secret_file("app-key", key or first["app_key"])
        return self.line.type(
            "account", "add", "--platform", "acg_faka", "--name", name,
            "--field", f"base_url={base_url or first['base_url']}",
            "--field", f"app_id={first['app_id']}",
            "--secret-field", "app_key", "--secret-file", secret, "--json", *more,
        )  # fmt: skip

    def adopt(self, code: str = "YJ10", price: str = "11.00") -> dict[str, Any]:
        adopted: dict[str, Any] = self.line.ask(
            "adopt", "--account", NAME, "--goods", code, "--code", code, "--price", price
        )
        return adopted

    def orders(self) -> int:
        with closing(sqlite3.connect(self.line.desk / "practice.db")) as connection:
            count: int = connection.execute("SELECT count(*) FROM orders").fetchone()[0]
            return count

    def stop(self) -> None:
        self.running.process.kill()
        self.running.process.wait()


@contextmanager
def a_wholesale(line: CommandLine, *faults: str) -> Iterator[Wholesale]:
    with practice("--state", line.desk / "practice.db", "--seed", "5", *faults) as running:
        yield Wholesale(line, running)


@pytest.fixture
def trade(line: CommandLine) -> Iterator[Wholesale]:
    with a_wholesale(line) as wholesale:
        yield wholesale


@pytest.fixture
def synced(trade: Wholesale) -> Wholesale:
    assert trade.add().code == 0
    trade.line.ask("sync")
    return trade


# --- accounts ---


def test_the_platforms_are_told_without_a_profile() -> None:
    ended = typed("--data-dir", "/nowhere", "account", "platforms", "--json")
    assert ended.code == 0
    (sheet,) = (one for one in ended.document if one["key"] == "acg_faka")
    assert set(sheet) == WORDS_OF_A_PLATFORM
    assert [field["key"] for field in sheet["fields"]] == ["base_url", "app_id", "app_key"]
    assert all(set(field) == WORDS_OF_A_FIELD for field in sheet["fields"])
    assert [field["secret"] for field in sheet["fields"]] == [False, False, True]
    assert sheet["capabilities"]["repeat"] == "error"
    assert sheet["tried"] in {"live", "documents"}


def test_an_account_is_added_listed_tested_and_removed_without_its_key_being_told(
    trade: Wholesale,
) -> None:
    line, key = trade.line, trade.running.first_line["app_key"]
    added = trade.add()
    assert added.code == 0
    tested = line.type("account", "test", NAME, "--json")
    assert tested.code == 0
    assert tested.document["ok"] is True
    assert tested.document["balance"] == "5000.00"
    listed = line.type("account", "list", "--json")
    (account,) = listed.document
    assert (account["name"], account["platform"]) == (NAME, "acg_faka")
    assert account["secrets"] == {"app_key": f"…{key[-4:]}"}
    for ended in (added, tested, listed):
        assert key not in ended.out + ended.err
    assert line.ask("account", "remove", NAME) == {"removed": NAME}
    assert line.ask("account", "list") == []


def test_a_refused_test_exits_1_and_no_answer_exits_4(trade: Wholesale) -> None:
    trade.add("错的", key="0123456789abcdef")
    refused = trade.line.type("account", "test", "错的", "--json")
    assert (refused.code, refused.document["ok"]) == (1, False)
    assert refused.document["error"]["code"] == "platform_refused"
    trade.add()
    trade.stop()
    silent = trade.line.type("account", "test", NAME, "--json")
    assert (silent.code, silent.error_code) == (4, "platform_silent")
    assert silent.err.strip()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--platform", "acg_faka", "--secret-field", "app_key"), (2, "usage")),
        (("--platform", "acg_faka", "--field", "base_url"), (2, "usage")),
        (
            ("--platform", "acg_faka", "--secret-field", "app_key", "--secret-file", "/nowhere"),
            (2, "secret_file_unreadable"),
        ),
        (("--platform", "nobody"), (1, "platform_unknown")),
        (
            ("--platform", "acg_faka", "--field", "base_url=https://a.example"),
            (1, "account_field_invalid"),
        ),
    ],
)
def test_a_form_that_is_wrong_adds_nothing(
    line: CommandLine, words: tuple[str, ...], expected: tuple[int, str]
) -> None:
    assert line.refused("account", "add", "--name", NAME, *words) == expected
    assert line.ask("account", "list") == []


def test_a_platform_that_takes_the_password_warns_on_the_error_stream(line: CommandLine) -> None:
    added = line.type(
        "account", "add", "--platform", "rainbow", "--name", NAME, "--json",
        "--field", "base_url=https://a.example", "--field", "user=qinghe",
        "--secret-field", "password", "--secret-file", line.secret_file("password", "p@ss"),
    )  # fmt: skip
    assert added.code == 0
    assert added.document["balance"] is None
    assert "绝不自动重发" in added.err
    assert "登录密码原样发过去" in added.err


def test_plain_http_beyond_this_machine_needs_to_be_allowed(trade: Wholesale) -> None:
    far = "http://shop.example"
    refused = trade.add(base_url=far)
    assert (refused.code, refused.error_code) == (1, "plain_http_refused")
    assert trade.line.ask("account", "list") == []
    assert trade.add(NAME, "", far, "--allow-http").code == 0


def test_a_name_is_given_once(trade: Wholesale) -> None:
    assert trade.add().code == 0
    again = trade.add()
    assert (again.code, again.error_code) == (1, "account_name_taken")


@pytest.mark.parametrize(
    "words",
    [
        ("account", "test", "没有"),
        ("account", "remove", "没有"),
        ("sync", "没有"),
        ("goods", "--account", "没有"),
        ("adopt", "--account", "没有", "--goods", "a", "--price", "1"),
    ],
)
def test_an_account_that_is_not_there_is_named(line: CommandLine, words: tuple[str, ...]) -> None:
    assert line.refused(*words) == (1, "account_unknown")


# --- goods ---


def test_goods_are_synced_listed_adopted_and_seen_as_products(trade: Wholesale) -> None:
    line = trade.line
    trade.add()
    (report,) = line.ask("sync", NAME)
    assert report["account"] == NAME
    assert (report["error"], report["balance"]) == (None, "5000.00")
    assert report["goods"] == report["added"] > 20
    (again,) = line.ask("sync")
    assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
    goods = line.ask("goods", "--account", NAME)
    assert len(goods) == report["goods"]
    assert all(set(one) == WORDS_OF_GOODS for one in goods)
    (one,) = line.ask("goods", "--account", NAME, "--search", "云境传说点卡 10 元")
    assert (one["upstream_id"], one["variant"], one["kind"]) == ("YJ10", None, "card")
    assert one["synced_at"].endswith("+08:00")
    assert {one["variant"] for one in goods if one["upstream_id"] == "XMVIP"} >= {"月卡", "季卡"}
    assert trade.adopt() == {
        "code": "YJ10",
        "name": "云境传说点卡 10 元",
        "kind": "card",
        "price": "11.00",
    }
    (product,) = line.ask("products")
    assert (product["code"], product["cost"], product["upstream_stock"]) == ("YJ10", "9.55", 300)
    assert product["sources"][0]["account"] == NAME


def test_an_account_that_is_named_twice_is_synced_once(trade: Wholesale) -> None:
    trade.add()
    (report,) = trade.line.ask("sync", NAME, NAME)
    assert (report["error"], report["added"]) == (None, report["goods"])


def test_goods_may_be_a_further_source_of_a_product(synced: Wholesale) -> None:
    line = synced.line
    synced.adopt()
    line.ask("adopt", "--account", NAME, "--goods", "YJ30", "--product", "YJ10")
    assert len(line.ask("products")[0]["sources"]) == 2
    both = ("adopt", "--account", NAME, "--goods", "YJ50", "--product", "YJ10", "--price", "1")
    assert line.refused(*both) == (2, "usage")
    several = line.type("adopt", "--account", NAME, "--goods", "XMVIP", "--price", "20", "--json")
    assert (several.code, several.error_code) == (1, "variant_unknown")
    assert "月卡" in several.err
    unknown = ("adopt", "--account", NAME, "--goods", "NONE", "--price", "1")
    assert line.refused(*unknown) == (1, "goods_unknown")
    assert line.refused("adopt", "--account", NAME, "--goods", "YJ50", "--price", "1.234") == (
        2,
        "not_an_amount",
    )


def test_a_sync_that_fails_stops_no_other_and_exits_4(trade: Wholesale) -> None:
    trade.add("坏的", base_url="http://127.0.0.1:9")
    trade.add()
    ended = trade.line.type("sync", "--json")
    assert ended.code == 4
    by_name = {one["account"]: one for one in ended.document}
    assert by_name["坏的"]["error"]["code"] == "platform_silent"
    assert by_name[NAME]["error"] is None
    assert by_name[NAME]["goods"] > 20
    assert "坏的" in ended.err


# --- buying ---


def test_cards_are_bought_into_stock_and_the_purchase_is_told(synced: Wholesale) -> None:
    line = synced.line
    synced.adopt()
    bought = line.ask("buy", "--product", "YJ10", "--quantity", "3", "--ceiling", "9.60")
    assert set(bought) == WORDS_OF_A_PURCHASE
    assert (bought["state"], bought["charged"], bought["cards"]) == ("fulfilled", "28.65", 3)
    assert len(bought["number"]) == 19
    assert [event["state"] for event in bought["events"]] == ["prepared", "sending", "fulfilled"]
    assert all(event["at"].endswith("+08:00") for event in bought["events"])
    assert line.ask("cards")[0]["available"] == 3
    assert line.ask("purchases") == [bought]
    assert line.ask("purchases", "--open") == []
    assert line.ask("purchases", "recheck") == []
    assert synced.orders() == 1
    assert line.ask("verify")["ok"]


def test_above_the_ceiling_nothing_is_sent_and_it_exits_1(synced: Wholesale) -> None:
    synced.adopt()
    ended = synced.line.type(
        "buy", "--product", "YJ10", "--quantity", "1", "--ceiling", "9.54", "--json"
    )
    assert (ended.code, ended.error_code) == (1, "price_above_ceiling")
    assert (ended.document["state"], ended.document["charged"]) == ("cancelled", None)
    assert synced.orders() == 0


def test_a_lost_answer_exits_4_keeps_the_purchase_and_buys_nothing_twice(
    line: CommandLine,
) -> None:
    with a_wholesale(line, "--faults", "lost_after") as trade:
        trade.add()
        line.ask("sync")
        trade.adopt()
        ended = line.type(
            "buy", "--product", "YJ10", "--quantity", "1", "--ceiling", "10", "--json"
        )
        assert (ended.code, ended.error_code) == (4, "purchase_unknown")
        assert ended.document["state"] == "unknown"
        assert ended.document["number"] in ended.err
        assert "连接断了" in ended.err
        assert "不要再买" in ended.err
        (kept,) = line.ask("purchases", "--open")
        assert kept["number"] == ended.document["number"]
        again = line.type("purchases", "recheck", str(kept["id"]), "--json")
        assert again.code == 4
        (asked,) = again.document
        assert asked["state"] in {"unknown", "human"}
        assert asked["error"]["code"] == f"purchase_{asked['state']}"
        assert again.err.strip() == asked["error"]["message"]
        assert trade.orders() == 1
        assert line.refused("account", "remove", NAME) == (1, "purchases_open")


def test_a_shop_that_is_gone_exits_4_and_nothing_was_sent(synced: Wholesale) -> None:
    synced.adopt()
    synced.stop()
    ended = synced.line.type(
        "buy", "--product", "YJ10", "--quantity", "1", "--ceiling", "10", "--json"
    )
    assert (ended.code, ended.document["state"]) == (4, "prepared")
    assert ended.error_code == "purchase_prepared"
    assert NAME in ended.err
    assert "没有扣款" in ended.err
    assert synced.orders() == 0


def test_a_refusal_says_what_the_platform_wrote(line: CommandLine) -> None:
    with a_wholesale(line, "--faults", "sold_out") as trade:
        trade.add()
        line.ask("sync")
        trade.adopt()
        ended = line.type(
            "buy", "--product", "YJ10", "--quantity", "1", "--ceiling", "10", "--json"
        )
        assert (ended.code, ended.document["state"]) == (1, "rejected")
        assert "库存不足" in ended.err
        assert "没有扣款" in ended.err
        assert ended.document["error"]["message"] == ended.err.strip()


@pytest.mark.parametrize("number", ["1", str(2**63 - 1)])
def test_a_purchase_that_is_not_there_is_said(line: CommandLine, number: str) -> None:
    assert line.refused("purchases", "recheck", number) == (1, "purchase_unknown")
    assert line.refused("purchases", "recheck", str(2**63)) == (2, "usage")


def test_a_shop_that_sends_elsewhere_or_answers_garbage_is_said_and_changes_nothing(
    synced: Wholesale,
) -> None:
    line = synced.line
    before = line.ask("goods", "--account", NAME)
    garbage = b"\xff\x00{["
    answers = {
        "redirect": response(b"", "307 Temporary Redirect", extra="Location: http://a.example\r\n"),
        "not_json": response(garbage),
    }
    for reason, answer in answers.items():
        with fault_server(answer) as server:
            assert synced.add(reason, "", server.url).code == 0
            tested = line.type("account", "test", reason, "--json")
            assert (tested.code, tested.error_code) == (4, "platform_silent")
            assert len(tested.err.strip().splitlines()) == 1
            ended = line.type("sync", reason, "--json")
        assert ended.code == 4
        assert ended.document[0]["error"]["details"] == {"reason": reason}
        assert ended.document[0]["added"] == 0
    assert line.ask("goods", "--account", NAME) == before
    assert line.ask("verify")["ok"]


class AnswersTwoAtOnce(WholesaleServer):
    """Answers a balance only while another is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.both = Barrier(2, timeout=20)
        self.is_shut = False

    def converse(self, asked: Asked) -> Reply:
        if asked.path.endswith("/items"):
            return Reply({"code": 200, "msg": "ok", "data": []})
        if self.is_shut:
            self.both.wait()
        return Reply({"code": 200, "msg": "ok", "data": {"username": "a", "balance": "1.00"}})


def test_accounts_are_synced_side_by_side(trade: Wholesale) -> None:
    with serving(AnswersTwoAtOnce()) as server:
        for name in ("甲", "乙"):
            assert trade.add(name, "", server.url).code == 0
        server.is_shut = True
        ended = trade.line.type("sync", "甲", "乙", "--json")
    assert [one["account"] for one in ended.document] == ["甲", "乙"]
    assert [one["error"] for one in ended.document] == [None, None]
    assert not server.both.broken


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--product", "NONE", "--quantity", "1", "--ceiling", "1"), (1, "product_unknown")),
        (("--product", "YJ10", "--quantity", "0", "--ceiling", "10"), (1, "quantity_out_of_range")),
        (
            ("--product", "YJ10", "--quantity", "9" * 30, "--ceiling", "10"),
            (1, "quantity_out_of_range"),
        ),
        (("--product", "YJ10", "--quantity", "", "--ceiling", "10"), (2, "usage")),
        (("--product", "YJ10", "--quantity", "1", "--ceiling", "a"), (2, "not_an_amount")),
        (
            ("--product", "YJ10", "--quantity", "1", "--ceiling", "1", "--account", "没有"),
            (1, "account_unknown"),
        ),
    ],
)
def test_an_order_that_cannot_be_is_refused_before_anything(
    synced: Wholesale, words: tuple[str, ...], expected: tuple[int, str]
) -> None:
    synced.adopt()
    assert synced.line.refused("buy", *words) == expected
    assert synced.line.ask("purchases") == []
    assert synced.orders() == 0


def test_a_source_without_an_interface_is_imported_and_has_nothing_to_sync(
    line: CommandLine,
) -> None:
    line.type("account", "add", "--platform", "by_hand", "--name", "老王", "--field", "note=微信")
    listing = line.desk / "list.csv"
    listing.write_text(
        "编码,名称,类型,进价\nHF50,话费 50 元,直充,48.5\n,坏,坏,1\n", encoding="gb18030"
    )
    refused = line.type("import", "goods", str(listing), "--account", "老王", "--json")
    assert refused.code == 1
    assert [one["line"] for one in refused.document["errors"]] == [3]
    listing.write_text("编码,名称,类型,进价\nHF50,话费 50 元,直充,48.5\n", encoding="gb18030")
    done = line.ask("import", "goods", str(listing), "--account", "老王")
    assert (done["read"], done["added"], done["removed"]) == (1, 1, 0)
    synced = line.type("sync", "老王", "--json")
    assert synced.code == 0
    (report,) = synced.document
    assert (report["goods"], report["added"], report["error"]) == (1, 0, None)
    assert "没有接口，不用同步" in synced.err
    assert line.type("account", "test", "老王").code == 0
    (goods,) = line.ask("goods", "--account", "老王")
    assert (goods["cost"], goods["fields"]) == (
        "48.50",
        [{"name": "充值账号", "label": "充值账号"}],
    )
