"""Every figure beside its raw floor: small in a check, at the size of the goal with ``--full``.

One figure alone: ``python -m pytest tests/bench -n 0 -p no:randomly -s --full -k [G4]``.

A benchmark that breaks, finds nothing or finds wrong rows is red. A goal that is missed is told in
the table and not asserted, because a ratio of timings says nothing about a machine that is busy
with something else; facts, such as which libraries are loaded, are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest

from tests.bench import (
    day_figures,
    goods_figures,
    ledger_figures,
    member_figures,
    promotion_figures,
    sale_figures,
    sync_figures,
    window_figures,
)
from tests.bench.measuring import CannotMeasureError, Finding
from tests.bench.table import table_of

Measure = Callable[..., list[Finding]]

FIGURES: dict[str, Measure] = {
    "G1": goods_figures.search,
    "G2": member_figures.search,
    "G17": window_figures.scrolling,
    "G3": window_figures.keystroke,
    "G4": sale_figures.durable_sale,
    "G5": sale_figures.sale_tail,
    "G9": day_figures.shift_close,
    "G10": day_figures.year_chart,
    "G11": sync_figures.sync,
    "G12": sync_figures.sale_beside_sync,
    "loop": sync_figures.window_beside_sync,
    "G13": goods_figures.card_import,
    "G14": sale_figures.sealed_sale,
    "G15": window_figures.cold_start,
    "G16": window_figures.packaged_start,
    "G18": window_figures.references,
    "G19": window_figures.memory,
    "L1": ledger_figures.verifying,
    "P1": promotion_figures.pricing,
}


@pytest.fixture(scope="module")
def is_full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--full"))


@pytest.fixture(scope="module")
def told(is_full: bool) -> Iterator[list[Finding]]:
    findings: list[Finding] = []
    yield findings
    print(f"\n{table_of(findings, is_full=is_full)}")


@pytest.mark.parametrize("figure", [pytest.param(name, id=name) for name in FIGURES])
def test_measures(figure: str, is_full: bool, told: list[Finding]) -> None:
    try:
        findings = FIGURES[figure](is_full=is_full)
    except CannotMeasureError as lack:
        pytest.skip(str(lack))
    told += findings
    assert findings
    for finding in findings:
        assert math.isfinite(finding.measured), finding
        assert finding.measured > 0 or finding.is_fact, finding
        assert finding.is_reached or not finding.is_fact, finding
