"""Secrets planted in a working day are found nowhere, by their bytes.

Six kinds of secret; profile, logs, backups, print jobs, crash files; and what goes out of the shop:
exports as CSV and XLSX, reports, the words of every command that reads.
"""

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
from desktop.services.backups import restore_shop
from desktop.services.profiles import NewProfile, OutsideWorld, create_profile
from desktop.services.table_columns import CardRow
from desktop.ui.crash_reports import CrashReports
from tests.cli.command_line import typed
from tests.kills.byte_scan import find_in, spellings
from tests.practice.practice_process import Practice, practice
from tests.shop import FrozenClock, SeededRandomness

SECRET, NUMBER = "KZ7K-CANARY-5521-XQMP", "NR618-CANARY-004471"
PASSPHRASE, PIN = "passphrase canary 门口的槐树", "604918"
TARGET, HELD_TARGET = "13911112046", "15977773360"
KINDS = ("card secret", "API key", "passphrase", "PIN", "top-up account", "stored answer")
PLACES = (
    "profile/katai.db",
    "profile/anchor",
    "profile/logs/katai.log",
    "profile/crashes/crash-*.txt",
    "out/shop.katai-backup",
    "out/restored/katai.db",
    "out/*.csv",
    "out/*.xlsx",
    "out/said/doctor.txt",
    "out/said/account list.txt",
)
"""Where nothing may be found; the print jobs lie in the database."""
READING_COMMANDS = (
    *(["doctor"], ["verify"], ["products"], ["goods", "--account", "练习卡盟"], ["cards"]),
    *(["purchases"], ["account", "list"], ["report", "day"], ["account", "platforms"]),
)


@dataclass
class Day:
    """A shop with planted secrets, and the folder outside it."""

    shop: Shop
    owner: Actor
    outside: Path
    secrets: dict[str, str]
    phrase: str
    world: OutsideWorld

    @property
    def folder(self) -> Path:
        return self.shop.folder

    @property
    def out(self) -> Path:
        """What leaves the shop and may be seen by others."""
        return self.outside.parent / "out"

    def found(self) -> list[str]:
        return find_in(self.folder, self.secrets) + find_in(self.out, self.secrets)

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
    (tmp_path / "out" / "said").mkdir(parents=True)
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
        day = Day(shop, Actor(owner), outside, secrets, " ".join(created.phrase), world)
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
    _seal(day, local.id)
    for kind in ("products", "customers", "sales", "purchases", "ledger"):
        shop.exporting.export(kind, day.out / f"{kind}.csv")
        shop.exporting.export(kind, day.out / f"{kind}.xlsx")
    backup = shop.backups.backup(owner, day.out / "shop.katai-backup").path
    restore_shop(
        backup, day.out / "restored", day.world, phrase=day.phrase, passphrase=Secret(PASSPHRASE)
    )
    _ask_everything(day)


def _ask_everything(day: Day) -> None:
    """Every command that reads beside an open window, for people and for scripts."""
    passphrase = day.outside / "passphrase"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    before = ["--data-dir", str(day.folder), "--passphrase-file", str(passphrase)]
    for words in READING_COMMANDS:
        said = []
        for style in ([], ["--json"]):
            ended = typed(*before, *words, *style)
            assert ended.code in {0, 3}, ended
            said += [ended.out, ended.err]
        (day.out / "said" / f"{' '.join(words)}.txt").write_text("\n".join(said), encoding="utf-8")


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
    printing.enqueue(day.owner, PrintJobKind.SECRET_SLIP, sale_id, [line_id], approval=approval)
    on_paper = find_in(day.outside, day.secrets)
    on_paper = [one for one in on_paper if "paper.bin" in one]
    assert {one.split(":")[0] for one in on_paper} == {"card secret", "card number"}


def _seal(day: Day, sale_id: int) -> None:
    """A file leaves the shop; its password leaves it another way."""
    approval = Approval(day.shop.staff.check_owner_pin(Secret(PIN)).id, "存成文件")
    path = day.out / "sealed" / "卡密.xlsx"
    path.parent.mkdir()
    sealed = day.shop.sealed_files.seal(day.owner, sale_id, path, approval)
    day.shop.sealed_files.write(sealed, path)
    day.shop.sealed_files.hand_over(day.owner, sealed)
    day.secrets["file password"] = sealed.password.reveal()
    assert path.read_bytes() == sealed.content


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
        assert set(KINDS) <= set(day.secrets)
        assert (day.folder / "katai.db-wal").stat().st_size > 0
        assert day.shop.printing.jobs()[0].state is PrintJobState.QUEUED
        assert day.found() == [], "while it is open"
        spoken = {name: way for name, text in day.secrets.items()
                  for way in spellings(text).values() if way in heard}  # fmt: skip
        assert not spoken, "a library or we wrote it to a log before it was masked"
        assert b"SELECT" in heard, "the libraries were not listened to"
    assert day.found() == [], "after it was closed"
    assert day.secrets["stored answer"] in json.dumps(_answers(day.outside / "practice.db"))
    _check_that_the_scan_sees_each_kind_in_each_place(tmp_path, day)


def _files_of(tmp_path: Path, place: str) -> list[Path]:
    return [path for path in tmp_path.glob(place) if path.stat().st_size]


def _check_that_the_scan_sees_each_kind_in_each_place(tmp_path: Path, day: Day) -> None:
    wanted = {kind: day.secrets[kind] for kind in KINDS}
    for place in PLACES:
        files = _files_of(tmp_path, place)
        assert files, f"{place} was not looked at"
        whole = files[0].read_bytes()
        _plant(files[0], wanted)
        seen = find_in(files[0].parent, wanted)
        assert {one.split(":")[0] for one in seen} == set(KINDS), f"not seen in {place}"
        files[0].write_bytes(whole)


def _plant(path: Path, secrets: dict[str, str]) -> None:
    """Write secrets into a file as a fault of ours would: into a row, a packed part, or at the end."""
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as connection, connection:
            rows = [(f"planted {kind}", text) for kind, text in secrets.items()]
            connection.executemany("INSERT INTO profile_fact VALUES (?, ?)", rows)
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("planted.xml", "".join(f"<c>{one}</c>" for one in secrets.values()))
    else:
        path.write_bytes(path.read_bytes() + "\n".join(secrets.values()).encode())


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
