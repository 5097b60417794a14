"""What counts rule out: verdicts by hand, coverage by simulation, and a story retold."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import numpy as np
import pytest
from scipy import stats

import costavoid as ca
from costavoid.analysis.telling import month_after
from costavoid.tracking.actuals import Observed
from costavoid.tracking.periods import Period
from costavoid.tracking.register import Benefit
from costavoid.tracking.so_far import Verdict, so_far
from plan_cases import appraisal, monthly, plan

TODAY = "2040-01-01"


def row(made: ca.Plan, actuals: Any, **asked: Any) -> dict[str, Any]:
    frame = made.against(actuals, **{"today": TODAY, **asked}).to_frame()
    return dict(frame.to_dict("records")[-1])


def test_the_interval_of_a_count_is_garwoods() -> None:
    """Of 16: 9.15 to 25.98, from the chi-squared table."""
    found = row(plan(), {"2026-27": 16})
    by_hand = (stats.chi2.ppf(0.025, 32) / 2, stats.chi2.ppf(0.975, 34) / 2)
    assert (found["low"], found["high"]) == pytest.approx(by_hand)
    assert by_hand == pytest.approx((9.145, 25.983), abs=1e-3)
    assert (found["without"], found["planned"]) == pytest.approx((20, 16), abs=1e-4)


def test_the_ratio_is_clopper_pearsons_of_the_two_counts() -> None:
    """16 after 20 in as long a time: scipy's exact interval of 16 of 36."""
    found = row(plan(), {"2026-27": 16})
    test = stats.binomtest(16, 36).proportion_ci(0.95, method="exact")
    ends = (test.low / (1 - test.low), test.high / (1 - test.high))
    assert (found["ratio_low"], found["ratio_high"]) == pytest.approx(ends, rel=1e-5)
    assert found["verdict"] == "cannot tell yet"


def large() -> ca.Plan:
    """A baseline of 4,000 a year (ten years of it), a fifth fewer planned."""
    effect = ca.RatioOnBaseline(
        baseline=ca.local(4000, "count per year", id="own.many", source="Log"),
        ratio=ca.local(0.8, "ratio", id="own.ratio", source="Log"),
    )
    return ca.plan(appraisal(counterfactual=effect), baselines={"entries": [4000] * 10})


@pytest.mark.parametrize(
    ("count", "verdict"),
    [
        (4000, Verdict.NOT_MET),
        (3600, Verdict.SHORT),
        (3200, Verdict.AS_PLANNED),
        (2800, Verdict.BEYOND),
        (4400, Verdict.MORE),
    ],
)
def test_what_may_be_said_of_many(count: int, verdict: Verdict) -> None:
    found = row(large(), {"2026-27": count})
    assert found["verdict"] == verdict.value
    assert found["rules_out_no_change"] == (verdict is not Verdict.NOT_MET)
    assert found["rules_out_plan"] == (verdict is not Verdict.AS_PLANNED)


def test_before_a_fall_is_planned_there_is_none_to_miss() -> None:
    late = ca.plan(appraisal(phase_in=(0.0,)))
    assert row(late, {"2026-27": 20})["verdict"] == "no fall was planned yet"
    assert "No fall was planned yet" in str(late.against({"2026-27": 20}, today=TODAY))


def test_nothing_known_is_nothing_said() -> None:
    found = plan().against({"2026-27": "unknown"}, today=TODAY)
    assert found.to_frame()["verdict"].tolist() == ["no count is known"]
    assert "No count is known, so nothing can be said." in str(found)


def test_when_it_could_tell_is_said_with_what_holds_it_back() -> None:
    said = str(plan(baselines={"entries": [20] * 40}).against({"2026-27": 16}, today=TODAY))
    assert "Cannot tell yet" in said
    assert "rests on too little: 40 counts before" in said or "more of counts, and not" in said
    one = str(plan().against({"2026-27": 16}, today=TODAY))
    assert "rests on too little: one count of 20" in one
    assert "8 years and 3 months more of counts would" in one  # 37 quarters less the four counted


def test_a_comparison_moves_what_was_expected() -> None:
    """Neighbours fell by a tenth: 18 and not 20 were to be expected, and 14.4 planned."""
    found = row(plan(), {"2026-27": 16}, comparisons={"entries": (5000, 4500)})
    assert found["compared"] and found["without"] == pytest.approx(18, abs=1e-4)
    assert found["planned"] == pytest.approx(14.4, abs=1e-4)
    plain = row(plan(), {"2026-27": 16})
    wide = math.log(found["ratio_high"] / found["ratio_low"])
    assert wide > math.log(plain["ratio_high"] / plain["ratio_low"])
    rates = ca.Comparison(
        before=ca.local(0.010, "ratio", id="trend.before", source="Published"),
        after=ca.local(0.009, "ratio", id="trend.after", source="Published"),
    )
    assert row(plan(), {"2026-27": 16}, comparisons={"entries": rates})["without"] == pytest.approx(
        18, abs=1e-4
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"entries": 3}, "comparisons, entries: 3 given; give how many there were"),
        ({"entries": (0, 5)}, "comparisons, entries: .*0 given"),
        ({"births": (5, 5)}, "benefit: 'births' given"),
        ([1], "comparisons: .* given; give a mapping"),
    ],
)
def test_a_comparison_that_is_none(given: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        plan().against({"2026-27": 16}, comparisons=given, today=TODAY)


# Coverage


def benefit_of(a_year: float, events: float, ratio: float) -> Benefit:
    first = date(2026, 4, 1)
    return Benefit(
        id="entries",
        benefit="Entries",
        measure="Entries",
        starts=first,
        ends=month_after(first, 24),
        baseline_a_year=a_year,
        baseline_events=events,
        first_month=first,
        without=(a_year / 12,) * 24,
        planned=(a_year * ratio / 12,) * 24,
    )


@pytest.mark.parametrize("compared", [False, True])
@pytest.mark.parametrize(("mean", "ratio"), [(12, 1.0), (60, 0.8)])
def test_what_is_true_is_ruled_out_one_time_in_twenty_at_most(
    mean: float, ratio: float, compared: bool
) -> None:
    """2,000 plans, each with its own count before and two years after, and neighbours' counts."""
    rng, trials, held = np.random.default_rng(3), 2000, 0
    for _ in range(trials):
        before = max(1, int(rng.poisson(mean)))
        count = int(rng.poisson(2 * mean * ratio * (0.9 if compared else 1.0)))
        pair = None
        if compared:
            pair = ca.Comparison(before=float(rng.poisson(400)), after=float(rng.poisson(360)))
        period = (Period(date(2026, 4, 1), 12), Period(date(2027, 4, 1), 12))
        counts = Observed("entries", ((period[0], count // 2), (period[1], count - count // 2)))
        found = so_far(benefit_of(before, before, ratio), counts, pair)
        held += found.ratio_interval[0] <= ratio <= found.ratio_interval[1]
    assert held / trials >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / trials)


@pytest.mark.parametrize("mean", [6, 40])
def test_the_forecast_of_a_year_holds_what_comes(mean: float) -> None:
    """Half a year counted, the other half to come at the same rate."""
    rng, made, trials = np.random.default_rng(5), plan(), 20_000
    halves, rests = rng.poisson(mean, trials), rng.poisson(mean, trials)
    told = {
        half: row(made, {"2026-27 Q1": half // 2, "2026-27 Q2": half - half // 2})
        for half in map(int, np.unique(halves))
    }
    held = sum(
        told[half]["year_low"] <= half + rest <= told[half]["year_high"]
        for half, rest in zip(halves.tolist(), rests.tolist(), strict=True)
    )
    assert held / trials >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / trials)


def test_a_forecast_by_hand() -> None:
    """5 in the first of four quarters: 20 in the year; to come, 15 with the error of 5."""
    found = row(plan(), {"2026-27 Q1": 5})
    low = stats.nbinom(5, 1 / 4).ppf(0.025)
    high = stats.nbinom(6, 1 / 4)
    assert found["year"] == "2026-27" and found["year_forecast"] == pytest.approx(20, abs=1e-4)
    assert found["year_low"] == 5 + low
    assert high.sf(found["year_high"] - 5) <= 0.025 < high.sf(found["year_high"] - 6)


def test_a_year_that_is_whole_is_no_forecast() -> None:
    found = row(plan(), {"2026-27": 18})
    assert (found["year_low"], found["year_forecast"], found["year_high"]) == (18, 18, 18)
    assert "2026-27: 18 counted in the whole year, 16 planned, 20 expected" in str(
        plan().against({"2026-27": 18}, today=TODAY)
    )


def test_cash_of_the_fall_is_at_the_plans_own_pounds() -> None:
    """Each child fewer releases half of 26 weeks at £1,000, less what falls after the horizon."""
    (benefit,) = plan().benefits
    each = benefit.yearly(benefit.values[0].kind).sum() / 12
    assert each == pytest.approx(13_000 * (3 - 0.25) / 3, rel=1e-3)
    said = str(plan().against({"2026-27 Q1": 3}, today=TODAY))
    assert f"worth {ca.about(each * (20 - 12))} of the council's cash" in said


# East Riding


def east_riding() -> ca.Plan:
    """95 in 2012-13; what was then achieved in 2014-15 (45) as the plan, half of it in between."""
    centres = ca.ChildrensCentres(
        start="2013-04-01",
        proceedings_before=ca.default("east_riding.proceedings.before"),
        proceedings_after=ca.default("east_riding.proceedings.after"),
        before_year="2012-13",
        after_year="2014-15",
        phase_in=(0.5,),
    )
    answer = ca.appraise(centres, horizon=2, price_year="2014-15", first_year="2013-14")
    return ca.plan(answer, approved="2013-04-01")


def test_east_riding_at_the_end_of_2013_14() -> None:
    """No count of 2013-14 was ever published: nothing can be said of it."""
    found = east_riding().against({"2013-14": "unknown"}, today="2014-04-01")
    assert found.to_frame()["verdict"].tolist() == ["no count is known"]


def test_east_riding_at_the_end_of_2014_15() -> None:
    """45 after 95 is a ratio of 0.474, 0.325 to 0.682 by hand: no change is ruled out."""
    actuals = {"2013-14": "unknown", "2014-15": 45}
    found = row(east_riding(), actuals, today="2015-04-01")
    test = stats.binomtest(45, 140).proportion_ci(0.95, method="exact")
    ends = (test.low / (1 - test.low), test.high / (1 - test.high))
    assert (found["ratio_low"], found["ratio_high"]) == pytest.approx(ends, rel=1e-6)
    assert ends == pytest.approx((0.32, 0.68), abs=0.005)  # as docs/tracking.md has it
    assert (found["without"], found["planned"]) == pytest.approx((95, 45))
    assert found["rules_out_no_change"] and not found["rules_out_plan"]
    england = (
        ca.default("care_applications.england.2012_13"),
        ca.default("care_applications.england.2014_15"),
    )
    beside = row(east_riding(), actuals, today="2015-04-01", comparisons={"proceedings": england})
    assert beside["without"] == pytest.approx(95 * 11159 / 11110)
    assert beside["rules_out_no_change"]


def test_what_could_have_been_promised_in_east_riding() -> None:
    """After a year of half the fall, 44 chances in 100; after two years, nearly sure."""
    by_year = east_riding().targets().set_index("quarter")["chance"]
    by_hand = [chance(95, 95, 70), chance(95, 190, 115)]
    assert by_year[["2013-14 Q4", "2014-15 Q4"]].tolist() == pytest.approx(by_hand, abs=1e-6)
    assert by_hand[0] == pytest.approx(0.44, abs=0.005) and by_hand[1] > 0.99


def chance(before: int, expected: float, planned: float) -> float:
    times, found = expected / before, 0.0
    for count in range(int(expected)):
        high = stats.binomtest(count, count + before).proportion_ci(0.95, method="exact").high
        if high / (1 - high) / times < 1:
            found += float(stats.poisson.pmf(count, planned))
    return found


def test_monthly_and_yearly_counts_say_the_same_in_the_end() -> None:
    by_month = row(plan(), monthly([1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1]))
    by_year = row(plan(), {"2026-27": 16})
    same = ("observed", "ratio_low", "ratio_high", "verdict", "year_forecast")
    assert [by_month[name] for name in same] == pytest.approx([by_year[name] for name in same])
