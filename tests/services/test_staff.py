from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from desktop.domain.errors import BusinessRuleError
from desktop.domain.fail_points import NoFailPoints
from desktop.domain.permissions import Role
from desktop.domain.secret import Secret
from desktop.models.administration import person
from desktop.services.staff import Staff
from tests.factories import RIGHT_PIN, WRONG_PIN, TillShop, a_till

CASHIER_PIN = Secret("417305")


@pytest.fixture
def shop() -> TillShop:
    return a_till()


def failed_tries(shop: TillShop, person_id: int) -> int:
    with shop.ground.database.read() as connection:
        tries: int | None = connection.scalar(
            select(person.c.failed_tries).where(person.c.id == person_id)
        )
    assert tries is not None
    return tries


def fail_times(shop: TillShop, times: int) -> None:
    for _ in range(times):
        shop.staff.sign_in(shop.cashier.id, WRONG_PIN)


def refusal_of(call: Callable[[], object]) -> str:
    with pytest.raises(BusinessRuleError) as refused:
        call()
    return refused.value.code


def test_the_right_pin_signs_in_and_forgets_earlier_slips(shop: TillShop) -> None:
    fail_times(shop, 3)
    signed = shop.staff.sign_in(shop.cashier.id, CASHIER_PIN)
    assert (signed.ok, signed.person) == (True, shop.cashier.person)
    assert failed_tries(shop, shop.cashier.id) == 0


def test_a_wrong_pin_says_how_many_tries_are_left(shop: TillShop) -> None:
    answers = [shop.staff.sign_in(shop.cashier.id, WRONG_PIN) for _ in range(5)]
    assert [answer.tries_left for answer in answers] == [4, 3, 2, 1, 0]
    assert answers[4].locked_until == shop.clock.now() + timedelta(minutes=5)


def test_five_wrong_lock_even_the_right_pin_for_five_minutes(shop: TillShop) -> None:
    fail_times(shop, 5)
    assert not shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok
    shop.clock.pass_time(timedelta(minutes=4, seconds=59))
    assert not shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok
    shop.clock.pass_time(timedelta(seconds=1))
    assert shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok


def test_ten_wrong_lock_for_half_an_hour(shop: TillShop) -> None:
    fail_times(shop, 5)
    shop.clock.pass_time(timedelta(minutes=5))
    fail_times(shop, 5)
    shop.clock.pass_time(timedelta(minutes=29))
    assert not shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok
    shop.clock.pass_time(timedelta(minutes=1))
    assert shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok


def test_a_lock_of_one_person_leaves_the_others(shop: TillShop) -> None:
    fail_times(shop, 5)
    assert shop.staff.sign_in(shop.owner.id, RIGHT_PIN).ok


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs."""


class DiesAt:
    def __init__(self, name: str) -> None:
        self.name = name

    def reached(self, name: str) -> None:
        if name == self.name:
            raise Killed


def test_a_kill_between_counting_and_comparing_does_not_give_the_try_back(shop: TillShop) -> None:
    object.__setattr__(shop.ground, "fail_points", DiesAt("pin.counted"))
    for _ in range(5):
        with pytest.raises(Killed):
            Staff(shop.ground, shop.rights).sign_in(shop.cashier.id, WRONG_PIN)
    assert failed_tries(shop, shop.cashier.id) == 5
    object.__setattr__(shop.ground, "fail_points", NoFailPoints())
    answer = Staff(shop.ground, shop.rights).sign_in(shop.cashier.id, CASHIER_PIN)
    assert (answer.ok, answer.tries_left) == (False, 0)


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1)])
def test_turning_the_clock_does_not_shorten_a_lock(shop: TillShop, jump: timedelta) -> None:
    fail_times(shop, 5)
    shop.clock.instant += jump
    assert not shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok
    shop.clock.seconds += 299
    assert not shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok
    shop.clock.seconds += 1
    assert shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok


def test_after_a_restart_with_the_clock_turned_back_the_lock_still_holds(shop: TillShop) -> None:
    fail_times(shop, 5)
    shop.clock.instant -= timedelta(days=1)
    shop.clock.seconds = 0
    restarted = Staff(shop.ground, shop.rights)
    assert not restarted.sign_in(shop.cashier.id, CASHIER_PIN).ok
    shop.clock.seconds = 31 * 60
    assert restarted.sign_in(shop.cashier.id, CASHIER_PIN).ok


def test_an_owners_pin_names_the_owner_and_costs_the_other_owners_nothing(shop: TillShop) -> None:
    second = shop.another_owner("周启明", Secret("739461"))
    assert shop.staff.check_owner_pin(Secret("739461")) == second.person
    assert failed_tries(shop, shop.owner.id) == 0
    assert shop.staff.check_owner_pin(RIGHT_PIN) == shop.owner.person


def test_a_cashiers_pin_is_not_an_owners(shop: TillShop) -> None:
    assert refusal_of(lambda: shop.staff.check_owner_pin(CASHIER_PIN)) == "pin_wrong"
    assert failed_tries(shop, shop.owner.id) == 1


def test_guessing_the_owners_pin_locks_and_says_so(shop: TillShop) -> None:
    codes = [refusal_of(lambda: shop.staff.check_owner_pin(WRONG_PIN)) for _ in range(6)]
    assert codes == ["pin_wrong"] * 4 + ["pin_locked"] * 2
    assert refusal_of(lambda: shop.staff.check_owner_pin(RIGHT_PIN)) == "pin_locked"


def test_someone_who_left_cannot_sign_in(shop: TillShop) -> None:
    shop.staff.change_person(shop.owner, shop.cashier.id, is_active=False)
    assert not shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok
    assert shop.cashier.person.name not in [each.name for each in shop.staff.list_people()]


@pytest.mark.parametrize("pin", ["123456", "000000", "12345", "abcdef", "１２８４１７", "990618"])
def test_a_pin_that_others_guess_first_is_refused(shop: TillShop, pin: str) -> None:
    code = refusal_of(lambda: shop.staff.set_pin(shop.owner, shop.cashier.id, Secret(pin)))
    assert code in {"pin_weak", "pin_shape"}
    assert shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok


def test_people_are_added_changed_and_given_pins_by_the_owner_alone(shop: TillShop) -> None:
    new_pin = Secret("620951")
    for refused in (
        lambda: shop.staff.add_person(shop.cashier, "新人", Role.CASHIER, new_pin),
        lambda: shop.staff.change_person(shop.senior, shop.cashier.id, role=Role.OWNER),
        lambda: shop.staff.set_pin(shop.cashier, shop.owner.id, new_pin),
    ):
        assert refusal_of(refused) == "needs_owner"
    added = shop.staff.add_person(shop.owner, "新人", Role.CASHIER, new_pin).person
    assert shop.staff.sign_in(added.id, new_pin).ok
    assert shop.staff.find_person("新人") == added


def test_a_new_pin_ends_a_lock(shop: TillShop) -> None:
    fail_times(shop, 5)
    shop.staff.set_pin(shop.owner, shop.cashier.id, Secret("620951"))
    assert shop.staff.sign_in(shop.cashier.id, Secret("620951")).ok
    assert not shop.staff.sign_in(shop.cashier.id, CASHIER_PIN).ok


def test_the_last_owner_cannot_leave_or_step_down(shop: TillShop) -> None:
    change, owner = shop.staff.change_person, shop.owner
    assert refusal_of(lambda: change(owner, owner.id, is_active=False)) == "last_owner"
    assert refusal_of(lambda: change(owner, owner.id, role=Role.CASHIER)) == "last_owner"
    assert shop.staff.get_person(shop.owner.id).role is Role.OWNER


def test_two_people_cannot_have_one_name(shop: TillShop) -> None:
    add = shop.staff.add_person
    code = refusal_of(lambda: add(shop.owner, " 林小舟 ", Role.CASHIER, Secret("620951")))
    assert code == "name_taken"


def test_the_first_owner_is_added_once(shop: TillShop) -> None:
    with shop.ground.database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("DELETE FROM shift")
        connection.exec_driver_sql("DELETE FROM person")
    owner = shop.staff.add_first_owner("程禾", Secret("620951"))
    assert shop.staff.sign_in(owner.id, Secret("620951")).ok
    assert refusal_of(lambda: shop.staff.add_first_owner("乙", Secret("620951"))) == "denied"


def test_no_pin_stands_in_the_database_in_the_clear(shop: TillShop) -> None:
    shop.staff.set_pin(shop.owner, shop.cashier.id, Secret("620951"))
    shop.staff.sign_in(shop.cashier.id, Secret("620951"))
    with shop.ground.database.read() as connection:
        raw: Any = connection.connection.dbapi_connection
        assert b"620951" not in raw.serialize()
