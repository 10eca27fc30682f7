"""Secrets planted in a working day are found nowhere: database, WAL, logs, backups, crash files."""

from __future__ import annotations

import base64
import json
import logging
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop import logs
from desktop.assembly import Shop, open_shop
from desktop.domain.cart import Cart
from desktop.domain.delivery import HandOver
from desktop.domain.money import Money
from desktop.domain.permissions import Actor, Role
from desktop.domain.printing import PrintJobKind, PrintJobState
from desktop.domain.product import AccountRule, ProductKind
from desktop.domain.sale import Approval, CompletedSale, SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import cash_tender
from desktop.domain.top_up import TopUpTarget
from desktop.services.accounts import AccountDraft
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile
from desktop.services.table_columns import CardRow
from desktop.ui.crash_reports import CrashReports
from tests.kills.byte_scan import find_in, spellings
from tests.practice.practice_process import Practice, practice
from tests.shop import FrozenClock, SeededRandomness

SECRET, NUMBER = "KZ7K-CANARY-5521-XQMP", "NR618-CANARY-004471"
PASSPHRASE, PIN = "passphrase canary 门口的槐树", "604918"
TARGET, HELD_TARGET = "13911112046", "15977773360"


@dataclass
class Day:
    """A shop with planted secrets, and the folder outside it."""

    shop: Shop
    owner: Actor
    outside: Path
    secrets: dict[str, str]

    @property
    def folder(self) -> Path:
        return self.shop.folder

    def found(self) -> list[str]:
        return find_in(self.folder, self.secrets)

    def sell(self, cart: Cart, request: str) -> CompletedSale:
        current = self.shop.shifts.current()
        assert current is not None
        total = self.shop.checkout.price(cart).total
        wanted = SaleRequest(
            request, cart, total, (cash_tender(total, total),), current.id, self.owner.id
        )
        sold = self.shop.checkout.complete_sale(self.owner, wanted)
        for purchase_id in sold.purchases_to_start:
            self.shop.purchasing.advance(purchase_id)
        return sold

    def cart(self, code: str, target: str = "") -> Cart:
        product = self.shop.checkout.find_exact(code)
        assert product is not None
        account = TopUpTarget(AccountRule.PHONE, target, is_read_back=True) if target else None
        return Cart().with_product(product, 1, account)


@contextmanager
def a_planted_shop(tmp_path: Path) -> Iterator[Day]:
    folder, outside = tmp_path / "profile", tmp_path / "outside"
    outside.mkdir()
    clock = FrozenClock()
    world = OutsideWorld(clock, SeededRandomness(11))
    wanted = NewProfile("禾光点卡", "程禾", Secret(PIN), "zh", Secret(PASSPHRASE))
    created = create_profile(folder, wanted, world)
    with practice("--state", outside / "practice.db") as running:
        shop = open_shop(folder, passphrase=Secret(PASSPHRASE), world=world)
        owner = next(one for one in shop.staff.list_people() if one.role is Role.OWNER)
        secrets = {
            "card secret": SECRET,
            "card number": NUMBER,
            "API key": running.first_line["app_key"],
            "passphrase": PASSPHRASE,
            "PIN": PIN,
            "top-up account": TARGET,
            "held top-up account": HELD_TARGET,
            "recovery phrase": " ".join(created.phrase),
            "recovery phrase joined": "".join(created.phrase),
            "three words": " ".join(created.phrase[4:7]),
            "data key": shop.ground.vault.data_key.reveal().hex(),
        }
        day = Day(shop, Actor(owner), outside, secrets)
        try:
            _fill(day, running)
            yield day
        finally:
            shop.close()


def _fill(day: Day, running: Practice) -> None:
    shop, owner = day.shop, day.owner
    shop.settings.change(
        owner, {"printer.kind": "file", "printer.target": str(day.outside / "paper.bin")}
    )
    draft = ProductDraft("DK10", "点卡", ProductKind.CARD, Money(10_00))
    product = shop.catalog.add_product(owner, draft).product
    row = CardRow(2, Secret(NUMBER), Secret(SECRET), None, Money(9_00))
    shop.card_store.import_cards(owner, product.id, [row], "卡.csv")
    access = running.access
    fields = AccountDraft("acg_faka", "练习卡盟", access.values, access.secrets)
    account = shop.accounts.add(owner, fields).account
    shop.stock_sync.sync()
    for code, price in (("YJ10", 11_00), ("HF30", 33_00)):
        goods = shop.stock_sync.find_goods(account.id, code, "")
        assert goods is not None
        shop.stock_sync.adopt(owner, goods.id, code, Money(price))
    shop.stock_sync.refresh_prices(account.id)
    shop.shifts.open_shift(owner, Money(100_00))


def _work_through_a_day(day: Day) -> None:
    """Everything that touches a secret: wrong and right PIN, sales, reveals, papers, messages."""
    shop, owner = day.shop, day.owner
    assert not shop.staff.sign_in(owner.id, Secret("113377")).ok
    assert shop.staff.sign_in(owner.id, Secret(PIN)).ok
    local = day.sell(day.cart("DK10"), "local").sale
    bought = day.sell(day.cart("YJ10"), "bought").sale
    day.sell(day.cart("HF30", TARGET), "top-up")
    shop.held_sales.hold(owner, day.cart("HF30", HELD_TARGET), "等他回来")
    day.secrets |= _answers(day.outside / "practice.db")
    line = local.lines[0].id
    seen = shop.delivery.reveal(owner, line, how=HandOver.SHOWN)
    assert seen.cards[0].secret.reveal() == SECRET
    shop.delivery.note_copied(owner, line, [card.id for card in seen.cards])
    bought_line = shop.checkout.get_sale(bought.id).lines[0].id
    text, _ = shop.delivery.chat_text(owner, bought_line)
    assert day.secrets["stored answer"].split("----")[-1] in text.reveal()
    shop.delivery.message_for(line)
    _print(day, local.id, line)
    for kind in ("products", "customers", "sales", "purchases", "ledger"):
        shop.exporting.export(kind, day.folder / f"{kind}.csv")
        shop.exporting.export(kind, day.folder / f"{kind}.xlsx")
    shop.backups.backup(owner, day.folder / "shop.katai-backup")


def _answers(state: Path) -> dict[str, str]:
    with closing(sqlite3.connect(f"file:{state}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT secret FROM orders WHERE code = 'YJ10'").fetchall()
        targets = connection.execute("SELECT widget FROM orders WHERE code = 'HF30'").fetchall()
    ((text,),) = rows
    assert TARGET in targets[0][0], "the account did not reach the platform"
    return {"stored answer": text}


def _print(day: Day, sale_id: int, line_id: int) -> None:
    approval = Approval(day.shop.staff.check_owner_pin(Secret(PIN)).id, "再打一张")
    printing = day.shop.printing
    printing.enqueue(day.owner, PrintJobKind.RECEIPT, sale_id)
    printing.enqueue(day.owner, PrintJobKind.SECRET_SLIP, sale_id, [line_id], approval=approval)
    assert [job.state for job in printing.run_queued()] == [PrintJobState.PRINTED] * 2
    assert SECRET.encode() in (day.outside / "paper.bin").read_bytes()


def _crash(day: Day) -> None:
    """An error of ours whose text quotes everything it should not."""
    crashes = CrashReports(day.folder / "crashes")
    crashes.install()
    try:
        raise ValueError(f"cannot read {json.dumps(day.secrets)}")
    except ValueError as error:
        crashes.note(error)
        logging.getLogger("desktop.canary").exception("unexpected")
    finally:
        crashes.uninstall()
    assert list((day.folder / "crashes").glob("crash-*.txt"))


@pytest.fixture
def everything_is_logged(tmp_path: Path) -> Iterator[Path]:
    """Keep what we and every library say at their most talkative, before anything is masked."""
    path = tmp_path / "unmasked.log"
    target = logging.FileHandler(path, encoding="utf-8")
    loggers = [logging.getLogger(name) for name in ("", "desktop", "sqlalchemy.engine")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(target)
        logger.setLevel(logging.DEBUG)
    yield path
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.removeHandler(target)
    target.close()


def test_after_a_whole_day_no_secret_is_anywhere_in_the_profile(
    tmp_path: Path, everything_is_logged: Path
) -> None:
    with a_planted_shop(tmp_path) as day:
        stop = logs.start_logging(day.folder, is_verbose=True)
        try:
            _work_through_a_day(day)
            heard = everything_is_logged.read_bytes()
            _crash(day)
        finally:
            stop()
        assert {"stored answer", "API key"} <= set(day.secrets)
        assert (day.folder / "katai.db-wal").stat().st_size > 0
        assert day.found() == [], "while it is open"
        spoken = {name: way for name, text in day.secrets.items()
                  for way in spellings(text).values() if way in heard}  # fmt: skip
        assert not spoken, "a library or we wrote it to a log before it was masked"
        assert b"SELECT" in heard, "the libraries were not listened to"
    assert day.found() == [], "after it was closed"
    assert (day.folder / "logs" / "katai.log").stat().st_size > 0
    assert day.secrets["stored answer"] in json.dumps(_answers(day.outside / "practice.db"))


def test_what_is_written_in_the_clear_is_found(tmp_path: Path) -> None:
    with a_planted_shop(tmp_path) as day:
        day.shop.held_sales.hold(day.owner, day.cart("DK10"), f"note {SECRET}")
        day.shop.customers.add(day.owner, "苗小禾", TARGET)
        found = day.found()
    assert any("card secret: katai.db" in one for one in found)
    assert any("top-up account: katai.db" in one for one in found)


@pytest.mark.parametrize("way", sorted(spellings(SECRET)))
def test_the_scan_sees_a_secret_however_it_is_spelled(tmp_path: Path, way: str) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x80before" + spellings(SECRET)[way] + b"after")
    assert find_in(tmp_path, {"card": SECRET})


@pytest.mark.parametrize("before", range(3))
def test_the_scan_sees_base64_at_any_place_of_a_text(tmp_path: Path, before: int) -> None:
    whole = b"x" * before + f"{SECRET} and more 卡密".encode()
    (tmp_path / "a.txt").write_bytes(base64.b64encode(whole))
    assert find_in(tmp_path, {"card": SECRET})


def test_the_scan_looks_into_packed_files_and_at_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("sheet1.xml", f"<c>{SECRET}</c>" * 50)
    assert find_in(tmp_path, {"card": SECRET})
    (tmp_path / "a.xlsx").unlink()
    (tmp_path / f"{SECRET}.txt").touch()
    assert find_in(tmp_path, {"card": SECRET})


def test_the_scan_is_silent_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KZ7K-••••-••••-••••", encoding="utf-8")
    assert find_in(tmp_path, {"card": SECRET}) == []
