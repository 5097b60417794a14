"""No result changes silently: every example's totals, as they were when they were written down.

`frozen_totals.json` holds, for each example, its years and what each payer is spared in real,
nominal and discounted pounds, to a hundredth of a penny. It was written by the state before the
rooms, so the rebuilt code is held to it. Whoever changes a number here says so in the changelog
under "Changes to results".
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from costavoid.base.vocabulary import Prices
from example_cases import CASES

FROZEN = json.loads(Path(__file__).with_name("frozen_totals.json").read_text(encoding="utf-8"))


def test_no_frozen_example_is_gone() -> None:
    assert set(FROZEN) <= set(CASES)


@pytest.mark.parametrize("name", FROZEN)
def test_its_totals_are_what_they_were(name: str) -> None:
    case = CASES[name]
    totals = {
        f"{payer.value}, {prices.value}": case.annual(payer=payer, prices=prices).sum()
        for payer in dict.fromkeys(case.flows.payers)
        for prices in Prices
    }
    assert list(case.years) == FROZEN[name]["years"]
    assert totals == pytest.approx(FROZEN[name]["totals"], rel=1e-9, abs=1e-3)
