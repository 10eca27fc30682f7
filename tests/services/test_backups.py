from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.assembly import Shop, open_shop
from desktop.domain.card import CardState
from desktop.domain.cart import Cart
from desktop.domain.errors import KataiError
from desktop.domain.money import Money
from desktop.domain.permissions import Actor, Role
from desktop.domain.product import ProductKind
from desktop.domain.purchase import PurchaseState
from desktop.domain.sale import SaleRequest
from desktop.domain.secret import Secret
from desktop.domain.stock import ProductDraft
from desktop.domain.tender import cash_tender
from desktop.models.card_secrets import card_secret
from desktop.models.platform_accounts import platform_goods
from desktop.models.purchases import purchase, purchase_event
from desktop.services import backups
from desktop.services.profiles import CreatedProfile, NewProfile, OutsideWorld, create_profile
from desktop.services.table_columns import CardRow
from desktop.services.verification import problem_sentence
from tests.security.memory_keyring import MemoryKeyring
from tests.shop import FrozenClock, SeededRandomness

PASSPHRASE = Secret("correct horse battery")
CANARY = "YJ-CANARY-7781-SECRET"


class Machine:
    """A computer with a clock, chance and perhaps a keyring, and a shop in a folder."""

    def __init__(self, folder: Path, *, keyring: bool = True, seed: int = 1) -> None:
        self.folder = folder
        self.clock = FrozenClock()
        self.world = OutsideWorld(
            self.clock, SeededRandomness(seed), MemoryKeyring() if keyring else None
        )

    def create(self) -> CreatedProfile:
        wanted = NewProfile("禾光点卡", "程禾", Secret("280417"), passphrase=PASSPHRASE)
        return create_profile(self.folder, wanted, self.world)

    def open(self) -> Shop:
        return open_shop(self.folder, world=self.world, passphrase=PASSPHRASE)


def owner_of(shop: Shop) -> Actor:
    return Actor(shop.staff.list_people()[0])


def sell_something(shop: Shop, request_id: str = "r1") -> None:
    owner = owner_of(shop)
    if shop.shifts.current() is None:
        shop.shifts.open_shift(owner, Money(100_00))
    product = shop.checkout.find_exact("YJ100")
    if product is None:
        draft = ProductDraft("YJ100", "云境传说点卡", ProductKind.CARD, Money(100_00))
        added = shop.catalog.add_product(owner, draft).product
        rows = [
            CardRow(number, None, Secret(f"{CANARY}-{number}"), None, Money(91_00))
            for number in range(5)
        ]
        shop.card_store.import_cards(owner, added.id, rows)
        product = shop.checkout.get_product(added.id)
    cart = Cart().with_product(product)
    total = shop.checkout.price(cart).total
    shift = shop.shifts.current()
    assert shift is not None
    shop.checkout.complete_sale(
        owner,
        SaleRequest(request_id, cart, total, (cash_tender(total, total),), shift.id, owner.id),
    )


def card_states(shop: Shop) -> dict[CardState, int]:
    with shop.ground.database.read() as connection:
        states = connection.scalars(select(card_secret.c.state)).all()
    return {state: states.count(state) for state in set(states)}


def refusal_of(call: Callable[[], object]) -> str:
    with pytest.raises(KataiError) as refused:
        call()
    return refused.value.code


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "shop")


def test_a_dead_laptop_comes_back_by_its_phrase_on_a_machine_without_a_keyring(
    machine: Machine, tmp_path: Path
) -> None:
    words = machine.create().phrase
    shop = machine.open()
    sell_something(shop)
    outcome = shop.backups.backup(owner_of(shop), tmp_path / "shop.katai")
    shop.close()
    other = Machine(tmp_path / "other", keyring=False, seed=2)
    restored = backups.restore_shop(
        outcome.path, other.folder, other.world, phrase=" ".join(words), passphrase=PASSPHRASE
    )
    assert (restored.cards_to_check, restored.former) == (4, None)
    again = other.open()
    verdict = again.verification.verify()
    assert verdict.problems == ()
    assert again.settings.current.text("shop.name") == "禾光点卡"
    sale = again.checkout.find_sale("S260618-0001")
    assert sale is not None
    seen = again.delivery.reveal(owner_of(again), sale.lines[0].id)
    assert seen.cards[0].secret.reveal() == f"{CANARY}-0"
    again.close()


def test_cards_of_the_gap_wait_until_the_owner_looked(machine: Machine, tmp_path: Path) -> None:
    words = machine.create().phrase
    shop = machine.open()
    sell_something(shop)
    file = shop.backups.backup(owner_of(shop), tmp_path / "b.katai").path
    shop.close()
    other = Machine(tmp_path / "other", seed=2)
    backups.restore_shop(file, other.folder, other.world, phrase="".join(words))
    again = other.open()
    assert card_states(again) == {CardState.SOLD: 1, CardState.TO_CHECK: 4}
    assert refusal_of(lambda: sell_something(again, "r2")) == "out_of_stock"
    hired = again.staff.add_person(owner_of(again), "林小舟", Role.CASHIER, Secret("417305"))
    cashier = Actor(hired.person)
    release = again.backups.release_checked_cards
    assert refusal_of(lambda: release(cashier)) == "needs_owner"
    release(owner_of(again))
    assert all(row.to_check == 0 for row in again.card_store.counts())
    sell_something(again, "r2")
    assert again.verification.verify().ok
    again.close()


def test_a_purchase_that_may_have_left_since_is_unknown_after_a_restore(
    machine: Machine, tmp_path: Path
) -> None:
    words = machine.create().phrase
    shop = machine.open()
    sell_something(shop)
    owner, now = owner_of(shop), machine.clock.now()
    product = shop.checkout.find_exact("YJ100")
    assert product is not None
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO platform_account (id, name, platform, fields, secrets_sealed, position,"
            " created_at) VALUES (1, '星桥卡盟', 'acg_faka', '{}', ?, 1, 0)",
            (shop.ground.vault.seal("account", "platform_account", "secrets_sealed", 1, b"{}"),),
        )
        connection.execute(
            platform_goods.insert().values(
                id=2, account_id=1, upstream_id="9", name="货", kind="card", status="on",
                row_hash=b"", synced_at=now,
            )
        )  # fmt: skip
        for number, state in enumerate((PurchaseState.PREPARED, PurchaseState.SENDING), 3):
            connection.execute(
                purchase.insert().values(
                    id=number, number=f"KT{number}", account_id=1, goods_id=2,
                    product_id=product.id, quantity=1, ceiling_unit=Money(95_00), state=state,
                    person_id=owner.id, created_at=now, changed_at=now,
                )
            )  # fmt: skip
    file = shop.backups.backup(owner, tmp_path / "b.katai").path
    shop.close()
    other = Machine(tmp_path / "other", seed=2)
    restored = backups.restore_shop(file, other.folder, other.world, phrase=" ".join(words))
    assert restored.purchases_unknown == 2
    again = other.open()
    with again.ground.database.read() as connection:
        states = connection.scalars(select(purchase.c.state)).all()
        events = connection.scalars(select(purchase_event.c.to_state)).all()
    assert set(states) == {PurchaseState.UNKNOWN}
    assert PurchaseState.SENDING in events
    again.close()


def test_only_the_owner_makes_backups(machine: Machine, tmp_path: Path) -> None:
    machine.create()
    shop = machine.open()
    hired = shop.staff.add_person(owner_of(shop), "林小舟", Role.CASHIER, Secret("417305"))
    backup = shop.backups.backup
    target = tmp_path / "b.katai"
    assert refusal_of(lambda: backup(Actor(hired.person), target)) == "needs_owner"
    assert not target.exists()
    shop.close()


def test_a_wrong_phrase_and_a_full_folder_change_nothing(machine: Machine, tmp_path: Path) -> None:
    words = machine.create().phrase
    shop = machine.open()
    sell_something(shop)
    file = shop.backups.backup(owner_of(shop), tmp_path / "b.katai").path
    other = Machine(tmp_path / "other", seed=2)
    restore = backups.restore_shop
    wrong = " ".join([*words[1:], words[0]])
    code = refusal_of(lambda: restore(file, other.folder, other.world, phrase=wrong))
    assert code == "phrase_wrong"
    assert not (other.folder / "katai.db").exists()
    code = refusal_of(lambda: restore(file, machine.folder, other.world, phrase=" ".join(words)))
    assert code == "profile_locked"
    shop.close()
    code = refusal_of(lambda: restore(file, machine.folder, other.world, phrase=" ".join(words)))
    assert code == "profile_exists"
    assert machine.open().verification.verify().ok


def test_without_a_place_for_the_key_nothing_is_restored(machine: Machine, tmp_path: Path) -> None:
    words = machine.create().phrase
    shop = machine.open()
    file = shop.backups.backup(owner_of(shop), tmp_path / "b.katai").path
    shop.close()
    bare = Machine(tmp_path / "bare", keyring=False, seed=2)
    restore = backups.restore_shop
    code = refusal_of(lambda: restore(file, bare.folder, bare.world, phrase=" ".join(words)))
    assert code == "no_key_place"
    assert not bare.folder.exists()


def test_no_secret_lies_in_a_backup(machine: Machine, tmp_path: Path) -> None:
    machine.create()
    shop = machine.open()
    sell_something(shop)
    file = shop.backups.backup(owner_of(shop), tmp_path / "b.katai").path
    shop.close()
    stored = file.read_bytes()
    assert CANARY.encode() not in stored
    assert "云境传说点卡".encode() not in stored


# Verifying


def break_shop(machine: Machine, *statements: str) -> list[str]:
    """Open the file past every rule, run the statements, and say what verifying finds."""
    shop = machine.open()
    sell_something(shop)
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for statement in statements:
            connection.exec_driver_sql(statement)
    verdict = shop.verification.verify()
    shop.close()
    assert all(problem_sentence(problem) for problem in verdict.problems)
    return [problem.code for problem in verdict.problems]


def test_a_whole_day_verifies(machine: Machine) -> None:
    machine.create()
    assert break_shop(machine) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE sale SET gross = gross + 1, total = total + 1", "sale_lines"),
        ("UPDATE sale SET gross = gross + 1, total = total + 1", "sale_not_as_noted"),
        ("UPDATE sale_line SET gross = gross - 1, net = net - 1", "sale_lines"),
        ("UPDATE payment SET amount = amount - 1", "sale_payments"),
        ("UPDATE payment SET state = 'dropped'", "sale_payments"),
        ("UPDATE sale_line SET returned_quantity = 1", "returned_quantity"),
        (
            "UPDATE card_secret SET state = 'available', sale_line_id = NULL WHERE state = 'sold'",
            "cards_of_line",
        ),
        ("UPDATE sale SET id = id + 1", "sale_missing"),
    ],
)
def test_a_row_that_was_touched_shows(machine: Machine, statement: str, code: str) -> None:
    machine.create()
    statements = [statement]
    if "SET id" in statement:
        statements += [
            "UPDATE sale_line SET sale_id = sale_id + 1",
            "UPDATE payment SET sale_id = sale_id + 1",
        ]
    assert code in break_shop(machine, *statements)


def test_a_ledger_whose_tail_was_cut_shows_by_the_anchor(machine: Machine) -> None:
    machine.create()
    shop = machine.open()
    sell_something(shop)
    shop.profile.anchoring.keep_up()
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER ledger_never_deleted")
        connection.exec_driver_sql("DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)")
    codes = [problem.code for problem in shop.verification.verify().problems]
    start = [problem.code for problem in shop.verification.verify_start().problems]
    shop.close()
    assert "tail_cut" in codes
    assert "tail_cut" in start


# Diagnosis


def test_the_diagnosis_says_enough_and_nothing_personal(machine: Machine) -> None:
    machine.create()
    shop = machine.open()
    sell_something(shop)
    shop.settings.change(owner_of(shop), {"printer.kind": "tcp", "printer.target": "10.9.8.7"})
    text = "\n".join(f"{line.key}: {line.text}" for line in shop.diagnosis.lines())
    shop.close()
    for key in ("katai", "sqlite", "keyring", "anchor", "printer", "fonts", "disk", "clock"):
        assert f"{key}: " in text
    for private in ("禾光点卡", "程禾", CANARY, "10.9.8.7", str(machine.folder), "280417"):
        assert private not in text


def test_a_clock_behind_the_ledger_is_a_worry(machine: Machine) -> None:
    machine.create()
    shop = machine.open()
    machine.clock.instant -= timedelta(hours=1)
    worries = [line.key for line in shop.diagnosis.lines() if line.is_worry]
    shop.close()
    assert "clock" in worries
    assert "phrase" in worries
