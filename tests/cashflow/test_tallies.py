"""Draws that are not kept, and runs that are stopped: nothing finished is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.cashflow.simulation import BLOCK, Simulation, tally, together

POUNDS = st.floats(-1e9, 1e9)


def case(**more: Any) -> ca.Appraisal:
    share = ca.local(
        0.3, "share", id="own.deadweight", source="Anytown (invented)",
        low=0.2, high=0.4, range_kind="95% interval",
    )  # fmt: skip
    pause = ca.Pause(women=20, deadweight=share)
    return ca.appraise(pause, horizon=8, price_year="2025-26", **more)


@given(st.lists(st.lists(POUNDS, min_size=1, max_size=8), min_size=1, max_size=6))
def test_parts_tallied_are_the_whole_tallied(parts: list[list[float]]) -> None:
    values = np.array([value for part in parts for value in part])
    whole = together([tally(np.array(part)) for part in parts])
    assert whole.draws == values.size
    assert whole.mean == pytest.approx(values.mean(), abs=1e-6)
    lost = values[values < -1e-9]  # less is what floating point leaves of nothing
    assert whole.chance_below_zero == lost.size / values.size
    assert whole.chance_not_below_zero == (values.size - lost.size) / values.size
    assert whole.loss_if_below == pytest.approx(-lost.mean() if lost.size else 0.0)
    if values.size > 1:
        error = values.std(ddof=1) / values.size**0.5
        assert whole.standard_error == pytest.approx(error, rel=1e-6, abs=1e-4)


def test_means_and_chances_are_of_all_draws_and_percentiles_of_those_kept() -> None:
    draws = 2 * BLOCK + 100
    all_kept, some = case(draws=draws).uncertainty, case(draws=draws, keep=1_000).uncertainty
    first = case(draws=1_000).uncertainty
    assert (some.draws, some.kept, all_kept.kept) == (draws, 1_000, draws)
    assert some.sums.tobytes() == first.sums.tobytes()
    exact = ["mean", "standard_error", "chance_below_zero", "loss_if_below"]
    assert some.summary()[exact].equals(all_kept.summary()[exact])
    percentiles = ["median", "low_95", "high_95"]
    assert some.summary()[percentiles].equals(first.summary()[percentiles])
    assert some.chance_council_pays_back == all_kept.chance_council_pays_back
    assert some.tallies == all_kept.tallies


def test_what_is_kept_is_in_the_record() -> None:
    drawn = case(draws=5_000, keep=1_500)
    again = ca.Appraisal.from_json(drawn.to_json())
    assert again.uncertainty.tallies == drawn.uncertainty.tallies
    assert again.uncertainty.kept == 1_500


class Stop:
    """Progress that is interrupted once so many draws are finished."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self, done: int, total: int) -> None:
        if done >= self.at:
            raise KeyboardInterrupt


@pytest.mark.parametrize("workers", [None, 2])
def test_an_interrupted_run_gives_the_draws_it_finished(workers: int | None) -> None:
    threads = ThreadPoolExecutor(workers) if workers else None
    with pytest.raises(
        ca.Interrupted, match=rf"stopped after [\d,]+ of {10 * BLOCK:,} draws"
    ) as stopped:
        case(draws=10 * BLOCK, executor=threads, progress=Stop(4 * BLOCK))
    finished = stopped.value.finished
    draws = finished.uncertainty.draws
    assert BLOCK <= draws <= 5 * BLOCK and draws % BLOCK == 0
    assert finished.settings.drawing.draws == draws  # its record says what was done
    asked = case(draws=draws)
    assert finished.uncertainty.sums.tobytes() == asked.uncertainty.sums.tobytes()
    assert finished.uncertainty.tallies == asked.uncertainty.tallies


def test_a_run_interrupted_when_all_is_drawn_still_says_so() -> None:
    with pytest.raises(ca.Interrupted, match="stopped after 100 of 100 draws") as stopped:
        case(draws=100, progress=Stop(100))
    finished = stopped.value.finished
    assert finished.uncertainty.sums.tobytes() == case(draws=100).uncertainty.sums.tobytes()


def test_an_interruption_of_the_cash_by_year_gives_no_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = case(draws=2 * BLOCK).uncertainty
    part, called = Simulation.part, []

    def second(simulation: Simulation, number: int, size: int) -> np.ndarray:
        called.append(number)
        if len(called) == 2:
            raise KeyboardInterrupt
        return part(simulation, number, size)

    monkeypatch.setattr(Simulation, "part", second)
    with pytest.raises(KeyboardInterrupt):
        drawn.council_cash_by_year()


def test_nothing_finished_is_a_plain_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("costavoid.cashflow.simulation.Simulation.part", stopped)
    with pytest.raises(KeyboardInterrupt) as error:
        case(draws=100)
    assert not isinstance(error.value, ca.Interrupted)


def test_many_cases_interrupted_give_those_finished() -> None:
    cases = {
        str(women): (ca.Pause(women=women), {"horizon": 3, "price_year": "2025-26"})
        for women in (5, 10, 20, 40)
    }
    with pytest.raises(ca.Interrupted, match="stopped after 2 of 4 cases") as stopped:
        ca.appraise_many(cases, progress=Stop(2))
    assert list(stopped.value.finished) == ["5", "10"]
    alone = ca.appraise(ca.Pause(women=10), horizon=3, price_year="2025-26")
    assert stopped.value.finished["10"].to_json() == alone.to_json()


def test_more_than_memory_holds_is_refused_with_the_cure() -> None:
    with pytest.raises(ca.InputError, match=r"more than memory holds; add keep=1_000_000"):
        case(draws=200_000_000)
    with pytest.raises(
        ca.InputError, match="keep: 999 given; percentiles come from the draws kept: use 1,000"
    ):
        case(draws=5_000, keep=999)


def test_how_to_draw_is_refused_without_draws() -> None:
    given = {
        "seed": 7,
        "range_as": "PERT",
        "correlations": [("own.deadweight", "pause.removals_avoided.round1", 0.4)],
        "keep": 1_000,
    }
    for name, value in given.items():
        with pytest.raises(ca.InputError) as refused:
            case(**{name: value})
        assert str(refused.value) == f"{name}: given without draws; add draws=10_000."
    with pytest.raises(ca.InputError, match="^seed, keep: given without draws"):
        case(seed=7, keep=1_000)
    held = ca.Case(ca.Pause(women=20), horizon=3, price_year="2025-26", seed=7)
    with pytest.raises(ca.InputError, match="^seed: given without draws"):
        held.appraise()
    assert held.appraise(draws=100).settings.drawing.seed == 7
