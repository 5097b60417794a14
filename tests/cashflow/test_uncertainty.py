"""What the draws say: against closed forms, and in the words that are printed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

import costavoid as ca
from costavoid.analysis.replication.studies.east_riding import east_riding
from costavoid.cashflow.metrics import paid_back, payback
from costavoid.cashflow.simulation import tally
from costavoid.evidence.distributions import distribution
from costavoid.evidence.figures import percent

OWN = {"price_year": "2025-26", "source": "Anytown (invented)"}


def schools(enquiry: float, draws: int | None = 40_000, **more: object) -> ca.Appraisal:
    """Twenty schools for a year; each enquiry costs so much, so that break-even can be reached."""
    cost = ca.local(enquiry, id="child_in_need.section_47", **OWN)
    post = ca.local(62_000, "GBP per person-year", id="own.post", **OWN)
    programme = ca.SocialWorkersInSchools(
        schools=20, days_per_week=1, section_47_per_school=10, social_worker=post, months=12
    )
    return ca.appraise(
        programme, horizon=1, price_year="2025-26", overrides=[cost], draws=draws, **more
    )


def said(appraisal: ca.Appraisal) -> str:
    return " ".join(appraisal.in_full().split())


@pytest.mark.parametrize("enquiry", [5_000, 12_000, 40_000])
def test_the_chance_is_what_the_trials_interval_implies(enquiry: float) -> None:
    appraisal = schools(enquiry)
    # 200 enquiries a year; posts of 20 x 1/5 x £62,000 = £248,000
    needed = 1 - 248_000 / (200 * enquiry)
    spread = math.log(1.166 / 0.955) / (2 * 1.959964)
    implied = norm.cdf((math.log(needed) - math.log(1.055)) / spread)
    chance = appraisal.uncertainty.chance_public_purse_pays_back
    assert chance == pytest.approx(implied, abs=3 * math.sqrt(0.25 / 40_000))
    assert f"(discounted): {percent(chance)}" in said(appraisal)


def test_at_the_librarys_own_costs_no_effect_of_the_trials_would_pay() -> None:
    """An enquiry costs less than the posts, were every one avoided: no ratio breaks even."""
    own = schools(800).intervention
    default = ca.appraise(own, horizon=1, price_year="2025-26", draws=10_000)
    assert not default.break_even("swis.section_47_ratio").reached
    assert default.uncertainty.chance_public_purse_pays_back == 0
    assert "No chance is given" in said(default)  # the post moves it more than the enquiries
    assert default.uncertainty.varying == ("swis.section_47_ratio",)


def test_the_default_case_has_no_chance_worth_the_name() -> None:
    assert "No chance is given: what varies in the simulations is less than half" in said(
        schools(800)
    )
    text = said(schools(12_000))
    assert "Chance that the council's own cash pays back by the end of 2025-26: 0%." in text
    assert "1 input varies and 4 are held fixed" in text


def test_east_ridings_counts_carry_their_poisson_error_into_pounds() -> None:
    case = east_riding("2014-15").intervention
    drawn = ca.appraise(case, horizon=3, price_year="2014-15", draws=200_000)
    values = drawn.uncertainty.headlines["net present value, all payers"]
    # half of the difference in the second year and all of it in the third, at £25,000 of 2005-06
    each = 25_000 * 74.0662 / 61.3576 * (0.5 / 1.035 + 1 / 1.035**2)
    assert values.mean() == pytest.approx(50 * each, rel=0.005)
    assert values.std() == pytest.approx(math.sqrt(95 + 45) * each, rel=0.01)
    assert drawn.uncertainty.varying == (
        "east_riding.proceedings.after",
        "east_riding.proceedings.before",
    )


def test_a_summary_of_draws_is_of_those_draws() -> None:
    uncertainty = schools(12_000).uncertainty
    table = uncertainty.summary()
    for name, values in uncertainty.headlines.items():
        row = table.loc[name]
        assert row["mean"] == pytest.approx(values.mean())
        assert row["median"] == pytest.approx(np.median(values))
        assert row["standard_error"] == pytest.approx(values.std(ddof=1) / 200)
        assert (row["low_95"], row["high_95"]) == uncertainty.interval(name)
        assert row["low_95"] <= row["low_80"] <= row["low_50"] <= row["median"]
        assert row["median"] <= row["high_50"] <= row["high_80"] <= row["high_95"]
        lost = values[values < 0]
        assert row["chance_below_zero"] == lost.size / values.size
        assert row["loss_if_below"] == pytest.approx(-lost.mean() if lost.size else 0)


def test_the_councils_cash_by_year_adds_up_and_pays_back_when_it_does() -> None:
    rate = ca.local(
        0.5,
        "events per person-year",
        id="own.rate",
        low=0.2,
        high=0.8,
        range_kind="95% interval",
        source="Anytown (invented)",
    )
    pause = ca.Pause(women=20, removal_rate=rate, neonatal=None)
    drawn = ca.appraise(pause, horizon=6, price_year="2025-26", draws=5_000)
    uncertainty, by_year = drawn.uncertainty, drawn.uncertainty.council_cash_by_year()
    total = uncertainty.headlines["council net cash, nominal"]
    assert by_year["mean"].sum() == pytest.approx(total.mean())
    assert by_year["chance_paid_back"].is_monotonic_increasing
    assert by_year["chance_paid_back"].iloc[-1] == uncertainty.chance_council_pays_back


def test_the_year_it_pays_back_is_read_off_the_chances() -> None:
    rate = spread(0.9, "events per person-year", 0.3, 1.5)
    pause = ca.Pause(women=20, removal_rate=rate, neonatal=None)
    appraisal = drawn(pause, horizon=6)
    paid = appraisal.uncertainty.council_cash_by_year()["chance_paid_back"]
    years = appraisal.uncertainty.council_payback_year()
    assert list(years.index)[:3] == ["median", "low_95", "high_95"]
    for name, share in {"median": 0.5, "low_80": 0.1, "high_80": 0.9, "high_95": 0.975}.items():
        by = [year for year in paid.index if paid[year] >= share]
        assert years[name] == (by[0] if by else f"not by {appraisal.years[-1]}")
    assert years["low_95"] < years["median"] and years["high_95"].startswith("not by ")
    gross = drawn(pause.model_copy(update={"delivery_cost": None}))
    with pytest.raises(ca.InputError, match="no delivery cost falls on the council"):
        gross.uncertainty.council_payback_year()


def test_nothing_is_paid_back_before_it_starts() -> None:
    pause = ca.Pause(
        women=20,
        start="2027-04-01",
        removal_rate=spread(20, "events per person-year", 18, 22),  # never behind
        neonatal=None,
    )
    appraisal = drawn(pause, first_year="2025-26", horizon=8)
    paid = appraisal.uncertainty.council_cash_by_year()["chance_paid_back"]
    assert list(paid[["2025-26", "2026-27"]]) == [0, 0] and paid.iloc[-1] > 0
    years = appraisal.uncertainty.council_payback_year()
    assert appraisal.payback == "2027-28" and set(years) == {"2027-28"}


def test_a_service_that_costs_nothing_has_nothing_to_pay_back() -> None:
    free = drawn(placed(), overrides=[ca.local(0, "GBP per year", id="own.team", **OWN)])
    assert free.payback.startswith("No delivery cost falls here")
    with pytest.raises(ca.InputError, match="no delivery cost falls on the council"):
        free.uncertainty.council_payback_year()


def test_draws_that_come_to_nothing_pay_back_as_the_point_does() -> None:
    """What floating point leaves of a sum of nothing is not a loss: one tolerance for all."""
    net = np.array([[-3.0, -3.0, -3.0], [3 - 1e-10, 3.0, 2.9]])
    costs = np.array([3.0, 0.0])
    assert paid_back(net, costs).tolist() == [[False] * 3, [True, True, False]]
    assert payback(np.array([0.0, 3 - 1e-10]), costs, ("2025-26", "2026-27")) == "2026-27"
    assert tally(net.sum(axis=0)).chance_not_below_zero == pytest.approx(2 / 3)


def test_every_table_says_how_many_inputs_it_rests_on() -> None:
    uncertainty = schools(12_000).uncertainty
    for table in (uncertainty.summary(), uncertainty.council_cash_by_year()):
        assert set(table["inputs_varying"]) == {1} and set(table["inputs_fixed"]) == {4}


def test_individuals_gains_are_not_the_public_purses() -> None:
    ratio = ca.default("sure_start.return.public").model_copy(
        update={"low": 0.7, "high": 1.1, "range_kind": "95% interval"}
    )
    case = ca.SureStart(public_return=ratio, months=12)
    drawn = ca.appraise(case, horizon=1, price_year="2023-24", draws=20_000).uncertainty
    everybody = drawn.headlines["net present value, all payers"]
    public = drawn.headlines["net present value, public purse"]
    assert (everybody - public) == pytest.approx(np.full(20_000, 3.1e9), rel=1e-5)
    assert 0 < drawn.chance_public_purse_pays_back < 0.2


def test_too_few_draws_are_said_to_be() -> None:
    assert "Too few simulations for these chances" in said(schools(40_000, draws=200))
    assert "Too few simulations for these chances" in said(schools(12_000, draws=20))
    assert "Too few simulations" not in said(schools(40_000))
    assert schools(12_000, draws=200).uncertainty.digits("net present value, all payers") <= 2


def test_without_draws_nothing_is_said_and_asking_is_refused() -> None:
    point = schools(12_000, draws=None)
    assert "Chance" not in said(point)
    with pytest.raises(ca.InputError, match=r"no draws were made; .*draws=10_000"):
        _ = point.uncertainty


def test_a_chance_is_never_surer_than_it_is() -> None:
    assert percent(0.0) == "0%" and percent(1.0) == "100%"
    assert percent(0.001) == "less than 1%" and percent(0.999) == "more than 99%"
    assert percent(0.0399) == "4%"


def test_an_interval_that_is_not_there_is_refused() -> None:
    with pytest.raises(ca.InputError, match="interval, name: 'net'"):
        schools(12_000).uncertainty.interval("net")


def test_draws_are_in_the_record_and_come_back_the_same() -> None:
    drawn = schools(12_000, draws=3_000, seed=7)
    again = ca.Appraisal.from_json(drawn.to_json())
    for name, values in drawn.uncertainty.headlines.items():
        assert (again.uncertainty.headlines[name] == values).all()
    other = schools(12_000, draws=3_000, seed=8)
    assert other.uncertainty.summary().iloc[0, 0] != drawn.uncertainty.summary().iloc[0, 0]


def placed(weeks: ca.Estimate | float = 52, **fields: object) -> ca.Custom:
    """Entries to care avoided, each so many weeks of foster care at £900."""
    week = ca.local(900, "GBP per week", id="own.week", cash_releasing=1, **OWN)
    rate = ca.local(5, "count per year", id="own.rate", source="Anytown (invented)")
    made = {
        "id": "entries",
        "label": "Entries avoided",
        "counterfactual": ca.RateAvoided(rate=rate),
        "pathway": ca.Placement(cost=week, weeks=weeks),
        "children": "children referred",
        "months": 12,
        **fields,
    }
    team = ca.local(100_000, "GBP per year", id="own.team", **OWN)
    return ca.Custom(name="team", changes=(ca.Outcome(**made),), costs=(ca.Delivery(cost=team),))


def spread(value: float, unit: str, low: float, high: float) -> ca.Estimate:
    return ca.local(
        value,
        unit,
        id="own.spread",
        low=low,
        high=high,
        range_kind="95% interval",
        source="Anytown (invented)",
    )


def drawn(programme: ca.Intervention, **more: object) -> ca.Appraisal:
    return ca.appraise(
        programme, **{"horizon": 4, "price_year": "2025-26", "draws": 20_000, **more}
    )


def test_a_draw_of_a_very_short_stay_is_a_very_short_stay() -> None:
    weeks = spread(10, "weeks", 1, 35)
    made = distribution(weeks)
    assert made is not None
    uncertain = drawn(placed(weeks=weeks)).uncertainty
    point = drawn(placed(weeks=weeks.at(made.mean))).npv
    values = uncertain.headlines["net present value, all payers"]
    assert values.mean() == pytest.approx(point, rel=0.02)


def test_a_trend_that_is_a_rate_is_not_a_count() -> None:
    def rate(value: float, id: str) -> ca.Estimate:
        return ca.local(value, "share", id=id, source="Anytown (invented)")

    compared = ca.BeforeAfter(
        before=60,
        after=40,
        before_year="2023-24",
        after_year="2024-25",
        trend_before=rate(0.006, "own.before"),
        trend_after=rate(0.0055, "own.after"),
    )
    assert drawn(placed(counterfactual=compared)).uncertainty.varying == ("after", "before")


@pytest.mark.parametrize(
    ("value", "unit", "low", "high"),
    [
        (10, "weeks", 10, 100),
        (0.95, "share", 0.5, 0.951),
        (0.9, "ratio", 0.1, 0.91),
        (0.1, "events per person-year", 0.09, 1),
    ],
)
def test_a_value_at_the_end_of_its_interval_is_refused(
    value: float, unit: str, low: float, high: float
) -> None:
    from costavoid.evidence.distributions import distribution

    with pytest.raises(ca.InputError, match=r"own\.spread: .* at the end of its own interval"):
        distribution(spread(value, unit, low, high))


def test_days_of_a_week_stay_within_it() -> None:
    days = spread(4, "days per week", 3, 4.9)
    post = ca.local(62_000, "GBP per person-year", id="own.post", **OWN)
    case = ca.SocialWorkersInSchools(
        schools=1, days_per_week=days, section_47_per_school=1, social_worker=post, months=12
    )
    made = distribution(days)
    assert made is not None
    values = made.draw(np.random.default_rng(1), 50_000)
    assert values.max() <= 5
    assert np.quantile(values, [0.025, 0.975]) == pytest.approx([3, 4.9], rel=0.01)
    assert "own.spread" in drawn(case).uncertainty.varying


def test_no_chance_is_printed_where_there_is_none() -> None:
    assert "No input here has a published interval" in said(drawn(placed()))
    gross = placed(weeks=spread(40, "weeks", 20, 70)).model_copy(update={"costs": ()})
    text = said(drawn(gross))
    assert "No delivery cost was given, so there is no chance to give that it pays back." in text
    assert "1 input varies and 2 are held fixed" in text  # an interval is printed all the same
    assert "Chance that" not in text


def test_settings_of_draws_without_draws_are_refused() -> None:
    with pytest.raises(ca.InputError, match="given without draws; add draws=10_000"):
        drawn(placed(), draws=None, range_as="PERT")
    with pytest.raises(ca.InputError, match="correlations: 5 given; give a list"):
        drawn(placed(), correlations=5)
    with pytest.raises(ca.InputError, match="own.a with own.b given twice|own.b with own.a given"):
        drawn(placed(), correlations=[("own.a", "own.b", 0.9), ("own.b", "own.a", -0.9)])
    with pytest.raises(ca.InputError, match="seed"):
        drawn(placed(), seed=1.5)
    with pytest.raises(ca.InputError, match="draws: 1 given"):
        drawn(placed(), draws=1)
