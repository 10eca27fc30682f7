from __future__ import annotations

from desktop.domain.permissions import Action, Grant, Role, discount_limit_percent, grant_for


def test_every_action_has_a_grant_for_every_role() -> None:
    for action in Action:
        for role in Role:
            assert isinstance(grant_for(role, action), Grant)


def test_a_higher_role_is_never_granted_less() -> None:
    order = [Grant.DENIED, Grant.WITH_OWNER, Grant.WITH_OWN_PIN, Grant.WITH_REASON, Grant.ALLOWED]
    for action in Action:
        ranks = [
            order.index(grant_for(role, action)) for role in (Role.CASHIER, Role.SENIOR, Role.OWNER)
        ]
        assert ranks == sorted(ranks), action


def test_discount_limits_are_those_of_the_table() -> None:
    assert [discount_limit_percent(role) for role in Role] == [5, 10, 100]
