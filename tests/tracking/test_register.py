"""The register: every benefit of the case, by month, that adds up to the case itself."""

from __future__ import annotations

import importlib.util
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import costavoid as ca
from plan_cases import OWN, appraisal, entries, plan

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))


@cache
def example(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HOLDING = [path for path in EXAMPLES if "def appraisal(" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", HOLDING, ids=lambda path: path.stem)
def test_the_register_adds_up_to_the_case(path: Path) -> None:
    answer = example(path).appraisal()
    made = ca.plan(answer, approved="2026-03-02")
    worth = sum(benefit.worth() for benefit in made.benefits)
    assert worth == pytest.approx(float(answer.annual(kind="benefit").sum()), abs=0.05)
    for kind, of, cash, sign in (
        ("spent", "delivery", None, -1),
        ("released", "benefit", "cash", 1),
        ("avoided", "benefit", "avoided", 1),
    ):
        by_year = np.asarray(getattr(made.money, kind)).reshape(-1, 12).sum(axis=1)
        told = sign * answer.annual(payer="council", kind=of, cash=cash, prices="nominal")
        assert by_year == pytest.approx(told, abs=0.01)


def test_five_a_quarter_and_four_are_planned() -> None:
    made = plan()
    (benefit,) = made.benefits
    assert (benefit.id, benefit.measure, benefit.of_class) == ("entries", "Entries to care", "cash")
    assert benefit.first_month == date(2026, 4, 1) and len(benefit.without) == 36
    assert benefit.without == pytest.approx([20 / 12] * 36, abs=1e-6)
    assert benefit.planned == pytest.approx([16 / 12] * 36, abs=1e-6)
    assert (benefit.baseline_a_year, benefit.baseline_events) == (20, 20)
    # four children a year, half a year each at £1,000 a week, of which half is cash
    assert benefit.yearly()[2] == pytest.approx(4 * 26 * 1000)
    assert [value.kind.value for value in benefit.values] == ["cash", "avoided"]
    assert benefit.values[0].pounds == benefit.values[1].pounds
    assert made.money.spent == pytest.approx([2000] * 12 + [2000 * f for f in inflated()], rel=1e-3)


def inflated() -> list[float]:
    """Pounds of each later month for one of the price year, by the answer's own deflator."""
    return [float(f) for f in appraisal().inflation_factors[1:] for _ in range(12)]


def test_targets_by_quarter_and_the_chance_of_telling_them() -> None:
    """The issue's own numbers: 13% after four quarters, 32% after twelve, were it known."""
    targets = plan().targets()
    assert list(targets["quarter"][:5]) == [
        "2026-27 Q1",
        "2026-27 Q2",
        "2026-27 Q3",
        "2026-27 Q4",
        "2027-28 Q1",
    ]
    assert targets["without_so_far"].iloc[[3, 11]].tolist() == pytest.approx([20, 60], abs=1e-3)
    assert targets["planned_so_far"].iloc[[3, 11]].tolist() == pytest.approx([16, 48], abs=1e-3)
    known = targets["chance_if_known"]
    assert known.iloc[3] == pytest.approx(0.13, abs=0.005)
    assert known.iloc[11] == pytest.approx(0.32, abs=0.01)
    assert (targets["chance"] <= known + 1e-12).all() and targets["chance"].iloc[11] < 0.05


def test_who_promises_to_prove_in_a_year_is_told_what_it_takes() -> None:
    said = str(plan())
    assert "No number of years of counts tells the planned fall from none" in said
    assert "one count of 20" in said and "by the end of 2035-36 Q1 (quarter 37)" in said
    assert first_quarter_above(0.8) - 1 == 36


def first_quarter_above(wanted: float) -> int:
    return next(q for q in range(1, 99) if ca.chance_of_telling(5 * q, 0.2) >= wanted)


def test_more_years_before_bring_it_nearer() -> None:
    one = plan().targets()["chance"].iloc[-1]
    many = plan(baselines={"entries": [20] * 10}).targets()["chance"].iloc[-1]
    known = plan().targets()["chance_if_known"].iloc[-1]
    assert one < many < known


def test_years_that_spread_widely_are_fewer_independent_cases() -> None:
    """10, 20, 30: a variance of 100 over a mean of 20 is a dispersion of 5, so 60 are as 12."""
    (benefit,) = plan(baselines={"entries": (10, 20, 30)}).benefits
    assert (benefit.dispersion, benefit.baseline_events) == (5, 12)
    assert benefit.baseline_source == "3 counts before: 10, 20, 30"


def test_a_baseline_with_an_interval_rests_on_as_many_events() -> None:
    """80 to 120 about 100: a standard error of 10.2, that of a count of 96."""
    wide = ca.local(
        100, "count per year", id="own.entries", low=80, high=120, range_kind="95% interval", **OWN
    )
    effect = ca.RatioOnBaseline(baseline=wide, ratio=ca.local(0.8, "ratio", id="own.ratio", **OWN))
    (benefit,) = ca.plan(appraisal(counterfactual=effect)).benefits
    assert benefit.baseline_events == pytest.approx((100 / (20 / 1.96)) ** 2, rel=1e-4)


def test_what_would_have_happened_anyway_is_no_part_of_the_comparison() -> None:
    """Of the four fewer a year, a quarter is deadweight: 16 planned, against 19, not 20."""
    made = ca.plan(appraisal(deadweight=0.25))
    (benefit,) = made.benefits
    assert sum(benefit.planned[:12]) == pytest.approx(16, abs=1e-4)
    assert sum(benefit.without[:12]) == pytest.approx(19, abs=1e-4)


def test_ramp_lag_and_a_start_in_the_middle_of_a_month() -> None:
    """From 16 September, half the effect in the first year, all of it three months late."""
    made = ca.plan(appraisal(start="2026-09-16", phase_in=(0.5,), lag=3, months=24))
    (benefit,) = made.benefits
    fewer = np.asarray(benefit.without) - np.asarray(benefit.planned)
    assert benefit.first_month == date(2026, 9, 1)
    a_month = 4 / 12
    assert fewer[:3] == pytest.approx([0, 0, 0], abs=1e-6)  # September to November
    assert fewer[3] == pytest.approx(a_month / 2 * 0.5, abs=1e-6)  # from the middle of December
    assert fewer[4] == pytest.approx(a_month * 0.5, abs=1e-6)
    assert fewer[16] == pytest.approx(a_month, abs=1e-6)
    assert fewer.sum() == pytest.approx(0.5 * 4 + 4, abs=1e-3)
    assert benefit.starts == date(2026, 9, 16)


def test_outcomes_that_share_a_count_are_one_benefit() -> None:
    kept = entries(
        id="kept",
        label="Placements avoided",
        share=0.4,
        pathway=ca.CareProceedings(),
    )
    made = ca.plan(appraisal(more=(kept,)), owners="Head of service")
    (benefit,) = made.benefits
    assert (benefit.id, benefit.owner) == ("entries", "Head of service")
    assert benefit.benefit == "Entries to care avoided; Placements avoided"
    assert sum(benefit.planned[:12]) == pytest.approx(16, abs=1e-4)


def test_what_no_count_shows_says_why() -> None:
    pause = ca.plan(ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26"))
    assert "nothing says how many there would be" in str(pause) and not pause.counted
    told = ca.plan(
        ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26"),
        baselines={"removals": (9, 11, 10)},
    )
    assert [benefit.id for benefit in told.counted] == ["removals"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"owners": {"entrys": "A"}}, "owners: 'entrys' given. Did you mean 'entries'"),
        ({"baselines": {"births": (3, 4)}}, "baselines: births given; no count of that name"),
        ({"baselines": {"entries": (3, 2.5)}}, "baselines, entries: 2.5 given; give the counts"),
        ({"baselines": {"entries": (0, 0)}}, "no events given"),
        ({"baselines": {"entries": (3, 2)}}, "2.5 a year given for entries, but the case avoids 4"),
        ({"baselines": {"entries": 20}}, "baselines, entries: 20 given; give the counts"),
        ({"baselines": [20]}, "baselines: .* given; give a mapping"),
        ({"approved": "soon"}, "approved: 'soon' given; it takes a day"),
        ({"measures": {"entries": 3}}, "measures, entries: 3 given; write text"),
    ],
)
def test_what_cannot_be_planned_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        plan(**given)


def test_a_horizon_that_ends_before_the_effect_does() -> None:
    (benefit,) = ca.plan(appraisal(horizon=1, months=24, persistence=(0.5,))).benefits
    assert benefit.ends == date(2027, 3, 31) and len(benefit.without) == 12
