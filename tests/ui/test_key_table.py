"""Other keys for acts: no act of a page shares one, typing keeps its own, defaults come back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.key_bindings import KEY_BINDINGS, PRESETS, KeyTable

acts = st.sampled_from([row.action_id for row in KEY_BINDINGS])
keys = st.sampled_from(
    ["F3", "F6", "F9", "Ctrl+D", "Ctrl+B", "*", "+", "A", "X", "W", "7", "Ctrl+Shift+K", "Alt+B"]
)
presets = st.sampled_from(sorted(PRESETS))


@given(presets, st.lists(st.tuples(acts, keys), max_size=12))
def test_no_two_acts_of_a_page_ever_share_a_key(
    preset: str, changes: list[tuple[str, str]]
) -> None:
    base = KeyTable.made(preset)
    table = base
    for act, key in changes:
        if not table.refusal_of(act, key):
            table = table.with_key(act, key)
            assert table.keys_of(act)[0] == key
    assert table.list_conflicts() == ()
    assert KeyTable.made(preset, table.changes_from(base)) == table


def test_an_act_that_loses_its_key_keeps_its_others() -> None:
    table = KeyTable().with_key("sale.hold", "F9")
    assert table.keys_of("sale.hold") == ("F9",)
    assert table.keys_of("sale.pay") == ("Ctrl+Return",)
    assert table.with_key("sale.recall", "F9").keys_of("sale.hold") == ()


def test_what_means_the_same_everywhere_or_is_typing_cannot_be_taken() -> None:
    table = KeyTable()
    for act, key in (
        ("sale.pay", "Return"),
        ("sale.pay", "Esc"),
        ("sale.pay", "A"),
        ("sale.pay", "Ctrl+V"),
        ("sale.pay", "Del"),
        ("payment.confirm", "F5"),
        ("sale.line_up", "F5"),
        ("nothing.known", "F5"),
    ):
        assert table.refusal_of(act, key), (act, key)
    assert not table.refusal_of("payment.cash", "B")
    assert not table.refusal_of("sale.pay", "F4")
