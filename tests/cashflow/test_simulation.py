"""A whole pathway against children simulated one by one, with delays, mixtures and fading."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

import costavoid as ca

CHILDREN = 400_000
HORIZON = 12
WEEK = 765 * 52  # a year of fostering, 2024-25 prices
ALLOWANCE = 100 * 52
FEE, ORDER = 27_000, 2_000


def _own(value: float, unit: str, id: str, **more: object) -> ca.Estimate:
    money = {"price_year": "2024-25", "payer": "council"} if unit.startswith("GBP") else {}
    return ca.local(value, unit, id=id, source="Simulation", **{**money, **more})


@pytest.fixture(scope="module")
def appraisal() -> ca.Appraisal:
    pathway = ca.InfantRemovedAtBirth(
        assessment=None,
        proceedings=None,
        placement=_own(765, "GBP per week", "s.week"),
        adoption_share=0.4,
        guardianship_share=0.25,
        long_term_share=0.1,
        stay_before_guardianship=ca.ExponentialStay(mean=_own(60, "weeks", "s.guardian")),
        stay_before_return=ca.StepStay(
            times=(3, 9, 30), shares=(0.6, 0.3, 0.1), unit="months", tail="stays"
        ),
        adoption_cost=_own(FEE, "GBP per event", "s.fee"),
        guardianship_cost=_own(ORDER, "GBP per event", "s.order"),
        guardianship_allowance=_own(100, "GBP per week", "s.allowance"),
        end_of_childhood=_own(8, "years", "s.age"),
    )
    pause = ca.Pause(
        women=10,
        start="2024-07-01",
        programme_months=18,
        removal_rate=_own(0.3, "events per person-year", "s.rate"),
        lag=9,
        deadweight=0.2,
        attribution=0.9,
        persistence=(0.6, 0.3),
        pathway=pathway,
        neonatal=None,
        delivery_cost=None,
    )
    return ca.appraise(pause, horizon=HORIZON, price_year="2024-25")


@pytest.fixture(scope="module")
def simulated() -> dict[str, np.ndarray]:
    """Each child: when removed, by which exit, how long fostered, what it costs in each year."""
    random = np.random.default_rng(20)
    per_year = 10 * 0.3 * (1 - 0.2) * 0.9
    # 1 July to 31 December of the next year is [0.25, 1.75], 9 months later [1.0, 2.5]; then a
    # year at 60% and a year at 30%
    blocks = [(1.0, 2.5, 1.0), (2.5, 3.5, 0.6), (3.5, 4.5, 0.3)]
    cases = np.array([(b - a) * share * per_year for a, b, share in blocks])
    block = random.choice(3, p=cases / cases.sum(), size=CHILDREN)
    starts, ends = (np.array([x[i] for x in blocks]) for i in (0, 1))
    born = random.uniform(starts[block], ends[block])
    way = random.choice(
        ["adoption", "guardianship", "care", "return"], p=[0.4, 0.25, 0.1, 0.25], size=CHILDREN
    )
    stay = np.full(CHILDREN, 8.0)
    stay[way == "adoption"] = 17 / 12
    is_guardian = way == "guardianship"
    stay[is_guardian] = random.exponential(60 / 52, is_guardian.sum())
    home = way == "return"
    stay[home] = random.choice([0.25, 0.75, 2.5, 8.0], p=[0.4, 0.3, 0.2, 0.1], size=home.sum())
    stay = np.minimum(stay, 8.0)
    left = born + stay
    weight = cases.sum() / CHILDREN
    edges = np.arange(HORIZON + 1.0)

    def time(chosen: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
        return np.array(
            [
                np.clip(np.minimum(end, t) - np.maximum(begin, s), 0, None)[chosen].sum() * weight
                for s, t in pairwise(edges)
            ]
        )

    def count(chosen: np.ndarray, when: np.ndarray) -> np.ndarray:
        return np.histogram(when[chosen], bins=edges)[0] * weight

    fostered = {f"foster_{w}": time(way == w, born, left) * WEEK for w in np.unique(way)}
    present, guarded = (born < 5) & (left >= 5), is_guardian & (left < 5)
    a_year = present.sum() * WEEK + guarded.sum() * ALLOWANCE
    return fostered | {
        "caseload_2028_29": np.array([a_year * weight]),
        "adoptive_placement": count(way == "adoption", left) * FEE,
        "guardianship_order": count(is_guardian & (stay < 8), left) * ORDER,
        "guardianship_allowance": time(is_guardian, left, born + 8) * ALLOWANCE,
    }


def test_every_line_and_year(appraisal: ca.Appraisal, simulated: dict[str, np.ndarray]) -> None:
    table = appraisal.to_frame().groupby(["line", "financial_year"])["pounds"].sum()
    assert {line.use.id for line in appraisal.flows.lines} == set(simulated) - {"caseload_2028_29"}
    for name in {line.use.id for line in appraisal.flows.lines}:
        expected = simulated[name]
        got = table[f"removals.{name}"].to_numpy()
        # the smallest line has 10% of 400,000 children: four standard errors are under 2%
        scale = 0.02 * max(expected.max(), 1.0)
        np.testing.assert_allclose(got, expected, atol=scale, err_msg=name)


def test_caseload_at_the_end_of_a_year(
    appraisal: ca.Appraisal, simulated: dict[str, np.ndarray]
) -> None:
    effect = appraisal.full_year_effect("2028-29").loc["council", "gross"]
    assert effect == pytest.approx(float(simulated["caseload_2028_29"][0]), rel=0.01)
