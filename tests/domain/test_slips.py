from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.delivery import DeliveryState
from desktop.domain.product import ProductKind
from desktop.domain.receipt import Columns, Framed, PaperWidth, Qr, Signature, Text
from desktop.domain.secret import Secret
from desktop.domain.slips import (
    day_report_slip,
    receipt_qr_text,
    sale_receipt,
    secret_slip,
    state_words,
)
from tests.devices.papers import CASH, DAY, SALE, SECRET

WIDTH = PaperWidth.MM_58


def texts_of(receipt):
    return [block.text for block in receipt.blocks if isinstance(block, Text)]


@pytest.mark.parametrize("kind", ProductKind)
@pytest.mark.parametrize("state", DeliveryState)
def test_every_state_of_every_kind_has_a_word(kind, state):
    assert state_words(kind, state)


def test_an_unknown_outcome_is_never_called_failed():
    words = {state_words(kind, DeliveryState.UNKNOWN) for kind in ProductKind}

    assert words == {"待确认"}


def test_a_card_not_yet_handed_over_is_not_called_delivered():
    assert state_words(ProductKind.CARD, DeliveryState.ARRIVED) == "待取"


def test_the_qr_text_names_the_sale_and_counts_what_does_not_fit():
    text = receipt_qr_text(SALE)

    assert text.startswith("禾光点卡 S0618-0042\n2026-06-18 14:34 实付363.00\n取货码H42")
    assert text.endswith("等4项")
    assert len(text.encode()) <= 120


@given(st.integers(0, 30), st.integers(0, 60))
def test_the_qr_text_never_exceeds_its_bytes(line_count, name_length):
    line = replace(SALE.lines[0], title="云" * name_length)

    text = receipt_qr_text(replace(SALE, shop="店" * name_length, lines=(line,) * line_count))

    assert len(text.encode()) <= 120
    assert "S0618-0042" in text


def test_a_longer_qr_text_is_drawn_larger():
    long_number = replace(SALE, number="S" + "0" * 130)

    (code,) = (b for b in sale_receipt(long_number, WIDTH).blocks if isinstance(b, Qr))

    assert code.dots == 264


def test_a_walk_in_without_claim_change_or_points_gets_a_shorter_receipt():
    plain = replace(
        SALE, customer_masked="", claim_code="", balances=(), change_due=SALE.rounding * 0
    )

    blocks = sale_receipt(plain, WIDTH).blocks

    labels = [block.left for block in blocks if isinstance(block, Columns)]
    assert "取货码" not in labels
    assert "找零" not in labels
    assert not any(
        "会员" in text or "取货码" in text for text in texts_of(sale_receipt(plain, WIDTH))
    )


def test_a_reprint_says_which_it_is():
    assert "补打 第 3 次" in texts_of(sale_receipt(replace(SALE, copy_number=3), WIDTH))
    assert "补打 第 1 次" in texts_of(secret_slip(replace(SECRET, copy_number=1), WIDTH))
    assert not any("第 0 次" in text for text in texts_of(sale_receipt(SALE, WIDTH)))


def test_the_hint_about_zero_is_there_when_the_secret_needs_it():
    assert "0 是零，O 是字母" in texts_of(secret_slip(SECRET, WIDTH))
    without = replace(SECRET, secret=Secret("ABCD2345EFGH6789"))
    assert "0 是零，O 是字母" not in texts_of(secret_slip(without, WIDTH))


def test_a_slip_holds_one_secret_in_a_frame_and_in_its_code():
    blocks = secret_slip(SECRET, WIDTH).blocks

    assert [b.lines for b in blocks if isinstance(b, Framed)] == [("YJ7K-2Q9M-", "X4TD-0PLR")]
    assert [(b.text, b.dots) for b in blocks if isinstance(b, Qr)] == [("YJ7K-2Q9M-X4TD-0PLR", 192)]


def test_a_drawer_with_too_much_is_called_over_and_one_with_too_little_short():
    def label_of(counted):
        cash = replace(CASH, counted=counted)
        blocks = day_report_slip(replace(DAY, cash=cash), WIDTH).blocks
        return {b.left: b.right for b in blocks if isinstance(b, Columns)}

    assert label_of(CASH.expected + SALE.rounding)["长款"] == "0.80"
    assert label_of(CASH.expected - SALE.rounding)["短款"] == "-0.80"
    assert label_of(CASH.expected)["现金一致"] == "0.00"


def test_only_a_z_is_signed():
    assert any(isinstance(b, Signature) for b in day_report_slip(DAY, WIDTH).blocks)
    x_report = day_report_slip(replace(DAY, z_number=None), WIDTH)
    assert not any(isinstance(b, Signature) for b in x_report.blocks)


def test_the_words_of_a_paper_come_in_the_language_asked_for():
    receipt = sale_receipt(SALE, WIDTH, lambda context, text: f"<{text}>")

    assert "<扫码存小票>" in texts_of(receipt)
    assert "<单号 S0618-0042>" in texts_of(receipt)
