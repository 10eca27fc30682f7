"""Who paid is kept as a keyed fingerprint alone: in no file, no log, and no longer than anything personal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.errors import BusinessRuleError
from desktop.domain.gateway_payment import GatewayState
from desktop.domain.money import Money
from desktop.domain.sale import Approval
from desktop.domain.secret import Secret
from desktop.security.phrase import new_phrase
from desktop.security.slots import make_phrase_slot
from desktop.services.erasing import Erasing
from desktop.services.gateway_standing import GatewayPayment
from desktop.services.member_merging import MemberMerging
from desktop.services.retention import Cleared
from desktop.storage import gateway_queries, profile_facts, upgrading, vault_slots
from desktop.storage.backup import restore_backup, write_backup
from desktop.storage.consistency import SUM_CHECKS
from desktop.storage.database import Database
from desktop.storage.integrity import check_profile
from tests.connectors.fakes.epay_server import EpayServer
from tests.connectors.fakes.wholesale_server import serving
from tests.payers import LISTED, PAYER, PayerTill
from tests.services.test_retention import YEAR, a_close, keep, keeper
from tests.shop import SeededRandomness
from tests.storage.test_canaries import _found


@pytest.fixture
def server() -> Iterator[EpayServer]:
    with serving(EpayServer()) as running:
        yield running


@pytest.fixture
def till(server: EpayServer) -> PayerTill:
    till = PayerTill()
    till.begin_with(server)
    return till


def a_till_in(folder: Path, server: EpayServer) -> tuple[PayerTill, str]:
    """Return a till with its database in a folder, and the phrase that opens its backups."""
    database = Database.open(folder / "katai.db")
    upgrading.make_current(database)
    till = PayerTill(database=database)
    randomness = SeededRandomness(9)
    phrase = " ".join(new_phrase(randomness))
    with database.write() as connection:
        profile_facts.set_fact(connection, profile_facts.PROFILE_ID, "p1")
        profile_facts.set_fact(connection, profile_facts.TILL, "1")
        slot = make_phrase_slot(till.ground.vault, phrase, randomness)
        vault_slots.save_slot(connection, slot, till.clock.now())
    till.begin_with(server)
    return till, phrase


def back_up(till: PayerTill, path: Path) -> Path:
    write_backup(
        till.ground.database,
        till.ground.vault,
        path,
        clock=till.clock,
        randomness=till.ground.randomness,
        app_version="0",
    )
    return path


def problems(till: PayerTill) -> tuple[Any, ...]:
    return check_profile(till.ground.database, till.ground.vault, None, SUM_CHECKS).problems


# Nowhere in the clear -----------------------------------------------------------------------


def test_who_paid_is_in_no_file_of_the_profile_and_in_no_log(
    server: EpayServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    folder = tmp_path / "shop"
    till, _phrase = a_till_in(folder, server)
    shown = [till.sold_to(PAYER, 6_000_00), till.sold_to(PAYER, 4_000_00)]
    assert till.payers_kept() == 2
    back_up(till, folder / "a.katai-backup")
    texts = [PAYER.encode(), f"wxpay\x1f{PAYER}".encode()]
    assert _found(folder, texts) == 0
    till.ground.database.checkpoint_when_idle()
    till.ground.database.close()
    assert _found(folder, texts) == 0
    assert _found(folder, ["代充".encode(), shown[0].sale_number.encode()]) == 2, "the scan sees"
    assert PAYER not in f"{shown!r}{caplog.text}"


# Forgotten with what is personal -------------------------------------------------------------


def test_who_paid_is_forgotten_with_a_member_and_the_money_stays(till: PayerTill) -> None:
    gone, other = till.a_member("13800000001"), till.a_member("13800000002")
    booked = [
        till.sold_to(PAYER, 6_000_00, customer=gone),
        till.sold_to(PAYER, 3_000_00, customer=other),
    ]
    stray = till.code_for(till.sale_of(500_00, customer=gone))
    till.gateway_payments.cancel(till.cashier, stray.id, "x")
    till.collect(stray)
    assert till.payers_kept() == 3
    Erasing(till.ground, till.rights).erase(till.owner, gone.id, approval=till.approval)
    assert till.payers_kept() == 1
    assert till.checkout.get_sale(booked[0].sale_id).total == Money(6_000_00)
    assert problems(till) == ()
    assert till.met_by(till.sold_to(PAYER, 4_000_00)) == []


def test_money_that_comes_after_a_member_is_forgotten_does_not_say_who_paid(
    till: PayerTill,
) -> None:
    gone = till.a_member()
    dropped = till.code_for(till.sale_of(500_00, customer=gone))
    till.gateway_payments.cancel(till.cashier, dropped.id, "x")
    vouched = till.code_for(till.sale_of(6_000_00, customer=gone))
    word = Approval(till.owner.id, "商户后台看到了")
    till.gateway_payments.confirm_by_hand(till.cashier, vouched.id, "看到了", word)
    Erasing(till.ground, till.rights).erase(till.owner, gone.id, approval=till.approval)
    assert till.collect(vouched).state is GatewayState.BOOKED
    assert till.collect(dropped).state is GatewayState.STRAY
    assert till.payers_kept() == 0
    assert till.met_by(till.sold_to(PAYER, 4_000_00)) == []
    assert sealed_answers(till, vouched) == 0
    assert sealed_answers(till, dropped) > 0, "somebody still has to deal with this money"
    assert problems(till) == ()


def test_a_walk_in_sale_is_not_given_to_a_member_who_was_forgotten_meanwhile(
    till: PayerTill,
) -> None:
    gone = till.a_member()
    walk_in = till.sold_to(PAYER, 6_000_00)
    Erasing(till.ground, till.rights).erase(till.owner, gone.id, approval=till.approval)
    with pytest.raises(BusinessRuleError) as refused:
        till.returns.attach_customer(till.cashier, walk_in.sale_id, gone.id)
    assert refused.value.code == "customer_erased"
    assert till.checkout.get_sale(walk_in.sale_id).customer_id is None
    assert problems(till) == ()


def sealed_answers(till: PayerTill, payment: GatewayPayment) -> int:
    counted = "SELECT count(answer_sealed) FROM gateway_answer WHERE payment_id = ?"
    with till.ground.database.read() as connection:
        return int(connection.exec_driver_sql(counted, (payment.id,)).scalar_one())


def test_what_was_met_stays_when_its_member_is_forgotten(till: PayerTill) -> None:
    member = till.a_member()
    till.sold_to(PAYER, 6_000_00)
    met = till.sold_to(PAYER, 4_000_00, customer=member)
    Erasing(till.ground, till.rights).erase(till.owner, member.id, approval=till.approval)
    assert till.met_by(met) == [("split-purchase", LISTED, Money(10_000_00))]


def test_who_paid_is_forgotten_when_the_answers_of_a_gateway_are(till: PayerTill) -> None:
    keep(till, months="6")
    till.sold_to(PAYER, 6_000_00)
    a_close(till)
    assert keeper(till).keep_up() == Cleared()
    assert till.payers_kept() == 1
    till.clock.pass_time(YEAR)
    a_close(till)
    assert keeper(till).keep_up() == Cleared(payments=1)
    assert till.payers_kept() == 0
    assert problems(till) == ()


def test_joining_two_members_leaves_who_paid_as_it_was(till: PayerTill) -> None:
    kept, gone = till.a_member("13800000001"), till.a_member("13800000002")
    till.sold_to(PAYER, 3_000_00, customer=kept)
    till.sold_to(PAYER, 3_000_00, customer=gone)
    MemberMerging(till.ground, till.settings, till.rights).merge(
        till.owner, kept.id, gone.id, "同一个人", till.approval
    )
    assert till.payers_kept() == 2
    assert till.met_by(till.sold_to(PAYER, 4_000_00)) == [
        ("split-purchase", LISTED, Money(10_000_00))
    ]


def test_a_backup_knows_the_account_again(server: EpayServer, tmp_path: Path) -> None:
    till, phrase = a_till_in(tmp_path / "shop", server)
    till.sold_to(PAYER, 6_000_00)
    restored = restore_backup(
        back_up(till, tmp_path / "a.katai-backup"),
        tmp_path / "new",
        clock=till.clock,
        randomness=till.ground.randomness,
        phrase=phrase,
    )
    till.ground.database.close()
    database = Database.open(tmp_path / "new" / "katai.db")
    with database.read() as connection:
        kept = connection.exec_driver_sql("SELECT payer_fingerprint FROM gateway_payment").scalar()
    database.close()
    ground = replace(till.ground, vault=restored.vault)
    assert kept == gateway_queries.payer_fingerprint(ground, "wxpay", Secret(PAYER))
