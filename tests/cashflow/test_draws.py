"""The draws: each distribution, each stream, and the answers they add up to."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import costavoid as ca
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.base.years import year_edges
from costavoid.cashflow.draws import CHUNK, Drawing, DrawPlan, plan
from costavoid.cashflow.flows import price, resource_use
from costavoid.cashflow.simulation import Simulation, simulate
from costavoid.cashflow.sums import Weighted
from costavoid.evidence.distributions import counted, distribution
from costavoid.evidence.kinds import Distribution
from strategies import appraisals

INTERVAL = {"range_kind": "95% interval", "source": "Anytown (invented)"}
SEEDS = (1, 2, 3)


def own(id: str, value: float, low: float, high: float, unit: str, **more: object) -> ca.Estimate:
    return ca.local(value, unit, id=id, low=low, high=high, **{**INTERVAL, **more})


def spread(id: str, width: float = 0.25) -> ca.Estimate:
    """One of the library's own numbers, so much either way."""
    known = ca.default(id)
    ends = {"low": known.value * (1 - width), "high": known.value * (1 + width)}
    return known.model_copy(update={**ends, "range_kind": "95% interval"})


def rate(value: float = 0.2, low: float = 0.1, high: float = 0.3) -> ca.Estimate:
    return own("own.rate", value, low, high, "events per person-year")


def pause(**more: object) -> ca.Pause:
    return ca.Pause(
        women=20,
        start="2025-04-01",
        removal_rate=rate(),
        persistence=(0.5, 0.3),
        deadweight=own("deadweight", 0.1, 0.05, 0.17, "share"),
        **more,
    )


STAYS = ("care_proceedings.duration", "infant.months_to_adoptive_placement")


def appraised(draws: int = 2 * CHUNK + 100, **more: object) -> ca.Appraisal:
    case = {"horizon": 10, "price_year": "2025-26", "overrides": [spread(id) for id in STAYS]}
    return ca.appraise(more.pop("case", pause()), draws=draws, **{**case, **more})


# ---- what is drawn equals what is computed


def by_kind(appraisal: ca.Appraisal) -> tuple[Weighted, ...]:
    years = np.ones(len(appraisal.years))
    return tuple(
        Weighted(f"{kind}, {cash}", tuple(weights), frozenset(Payer), cash, kind)
        for kind in (None, *Kind)
        for cash in (None, *Cash)
        for weights in (years, appraisal.discount_factors, appraisal.inflation_factors)
    )


@given(appraisals())
def test_without_intervals_every_draw_is_the_point_answer(appraisal: ca.Appraisal) -> None:
    measures = by_kind(appraisal)
    nothing = DrawPlan(1, {})
    sums, _ = simulate(
        Simulation(appraisal.flows, appraisal.inputs, appraisal.pricing, nothing, measures), 3
    )
    scale = float(np.abs(appraisal.flows.amounts).sum())
    for measure, row in zip(measures, sums, strict=True):
        flows = appraisal.annual(cash=measure.cash, kind=measure.kind)
        expected = float(flows @ np.array(measure.weights))
        # the point answer drops cases below 1e-11 a year as rounding: pounds to a tenth of a penny
        np.testing.assert_allclose(row, expected, rtol=1e-9, atol=1e-3 + 1e-9 * scale)


@given(appraisals(), st.integers(0, 2**32))
def test_each_draw_is_a_point_answer_of_its_own_numbers(appraisal: ca.Appraisal, seed: int) -> None:
    """Some inputs are moved at random: each draw against the year table made from that draw."""
    random, size = np.random.default_rng(seed), 4
    moved = {
        id: estimate.value * random.uniform(0.6, 1.0, size)
        for id, estimate in appraisal.inputs.in_use.items()
        if random.uniform() < 0.7
    }

    class Given(DrawPlan):
        def chunks(self, first: int, size: int) -> dict[str, np.ndarray]:
            return moved

    measures = by_kind(appraisal)[:3]
    simulation = Simulation(
        appraisal.flows, appraisal.inputs, appraisal.pricing, Given(1, {}), measures
    )
    sums = simulation.part(0, size)
    edges = year_edges(len(appraisal.years))
    for draw in range(size):
        inputs = appraisal.inputs.drawn({id: row[[draw]] for id, row in moved.items()})
        table = [
            (
                resource_use(line, edges, inputs)
                * price(line, inputs, appraisal.pricing)
                * appraisal.pricing.relative_price(line, len(edges) - 1, inputs)
            )[:, 0]
            for line in appraisal.flows.lines
        ]
        expected = np.array([m.weights for m in measures]) @ np.sum(table, axis=0)
        scale = float(np.abs(table).sum())
        np.testing.assert_allclose(sums[:, draw], expected, rtol=1e-9, atol=1e-3 + 1e-9 * scale)


@pytest.mark.parametrize("seed", SEEDS)
@settings(max_examples=20)
@given(data=st.data())
def test_the_mean_of_a_linear_case_is_the_closed_form(seed: int, data: st.DataObject) -> None:
    """Pounds are a rate x a cost, independent: their mean is that of one mean x the other."""
    value = data.draw(st.floats(0.05, 2))
    pounds = data.draw(st.floats(100, 50_000))
    half = data.draw(st.floats(0.05, 0.9))
    cost = own(
        "own.cost", pounds, pounds * (1 - half), pounds * (1 + half), "GBP per event",
        price_year="2025-26", payer="council", cash_releasing=1,
    )  # fmt: skip
    case = ca.Pause(
        women=7,
        removal_rate=rate(value, value * (1 - half), value * (1 + half)),
        programme_months=data.draw(st.integers(1, 30)),
        lag=None,
        neonatal=None,
        delivery_cost=None,
        pathway=ca.InfantRemovedAtBirth(
            assessment=cost, proceedings=None, placement=spread("placement.foster.any.week")
        ),
    )
    drawn = ca.appraise(
        case, horizon=6, price_year="2025-26", first_year="2025-26", draws=20_000, seed=seed
    )
    values = drawn.uncertainty.headlines["net present value, council"]
    error = float(values.std(ddof=1)) / math.sqrt(values.size)
    means = [
        estimate.at(made.mean)
        for estimate in drawn.inputs.in_use.values()
        if (made := distribution(estimate)) is not None
    ]
    there = ca.appraise(
        case, horizon=6, price_year="2025-26", first_year="2025-26", overrides=means
    )
    assert abs(float(values.mean()) - there.npv) <= 3 * error + 1e-9


# ---- streams


def test_one_input_more_leaves_the_others_draws_bit_identical() -> None:
    fewer = appraised().uncertainty.simulation.draws
    wider = [*(spread(id) for id in STAYS), spread("assessment.core"), spread("neonatal.days")]
    more = appraised(overrides=wider).uncertainty.simulation.draws
    assert set(more.varying) - set(fewer.varying) == {"assessment.core", "neonatal.days"}
    for number in (0, 1, 5):
        before, after = fewer.chunk(number, CHUNK), more.chunk(number, CHUNK)
        for id in fewer.varying:
            assert (before[id] == after[id]).all()


def test_a_line_or_an_outcome_less_leaves_the_others_draws_bit_identical() -> None:
    whole = appraised().uncertainty.simulation.draws.chunk(3, 1000)
    without = appraised(case=pause(neonatal=None, delivery_cost=None))
    part = without.uncertainty.simulation.draws.chunk(3, 1000)
    assert set(part) <= set(whole)
    assert all((part[id] == whole[id]).all() for id in part)


def test_a_programme_more_leaves_the_others_draws_bit_identical() -> None:
    alone = appraised().uncertainty.simulation.draws.chunk(2, 1000)
    other = ca.Outcome(
        id="other",
        label="Enquiries avoided",
        counterfactual=ca.RateAvoided(rate=own("own.other", 3, 1, 6, "count per year")),
        pathway=ca.SocialWork(first="section 47"),
        children="children at school",
    )
    two = ca.Custom(name="Both", changes=(*pause().outcomes(), other), costs=pause().delivery())
    both = appraised(case=two).uncertainty.simulation.draws.chunk(2, 1000)
    assert set(both) - set(alone) == {"own.other"}
    assert all((both[id] == alone[id]).all() for id in alone)


def test_no_two_inputs_chunks_or_seeds_share_a_stream() -> None:
    draws = replace(
        appraised().uncertainty.simulation.draws,
        alone={id: Distribution(id, "normal", 0.0, 1.0) for id in "abc"},
        wholes=(),
        together=(),
    )
    rows = [
        replace(draws, seed=seed).chunk(number, 500)[id]
        for seed in (1, 2)
        for number in (0, 1)
        for id in "abc"
    ]
    assert len({row.tobytes() for row in rows}) == len(rows)
    off = np.corrcoef(rows) - np.eye(len(rows))
    assert np.abs(off).max() < 0.25


def test_chunks_together_are_the_chunks_one_by_one() -> None:
    draws = appraised().uncertainty.simulation.draws
    together = draws.chunks(2, CHUNK + 50)
    for id, values in together.items():
        one, other = draws.chunk(2, CHUNK)[id], draws.chunk(3, 50)[id]
        assert (values == np.concatenate([one, other])).all()


def test_more_draws_begin_with_the_same_ones() -> None:
    few, many = appraised(draws=1000).uncertainty.sums, appraised(draws=90_000).uncertainty.sums
    np.testing.assert_allclose(many[:, :1000], few, rtol=1e-9, atol=1e-6)


# ---- distributions

PUBLISHED = [
    own("x.share", 0.1, 0.05, 0.17, "share"),
    own("x.certain", 0.97, 0.93, 0.99, "share"),
    own("x.ratio", 0.8, 0.5, 1.28, "ratio"),
    own("x.money", 900.0, 500.0, 1400.0, "GBP per week", price_year="2025-26"),
    own("x.weeks", 38.0, 20.0, 60.0, "weeks"),
    own("x.rate", 0.1, -0.2, 0.4, "events per person-year"),
    own("x.days", 2.0, 1.0, 3.2, "days per week"),
]
FROZEN = {
    "beta": lambda d: stats.beta(d.first, d.second),
    "gamma": lambda d: stats.gamma(d.first, scale=d.second),
    "normal": lambda d: stats.norm(d.first, d.second),
    "log-normal": lambda d: stats.lognorm(d.second, scale=math.exp(d.first)),
    "triangular": lambda d: stats.triang(
        (d.first - d.low) / (d.high - d.low), d.low, d.high - d.low
    ),
    "PERT": lambda d: stats.beta(d.first, d.second, d.low, d.high - d.low),
}


@pytest.mark.parametrize("estimate", PUBLISHED, ids=lambda e: e.id)
def test_both_ends_of_the_interval_come_back(estimate: ca.Estimate) -> None:
    made = distribution(estimate)
    assert made is not None
    exact = FROZEN[made.kind](made)
    ends = exact.ppf([0.025, 0.975])
    if made.kind == "normal":  # whose mean and width are kept
        assert exact.mean() == pytest.approx(estimate.value)
        assert np.diff(ends)[0] == pytest.approx(estimate.high - estimate.low)
    else:
        assert ends == pytest.approx([estimate.low, estimate.high])
    assert made.mean == pytest.approx(exact.mean())


@pytest.mark.parametrize(("percent", "below"), [(80, 0.1), (90, 0.05), (99, 0.005)])
@pytest.mark.parametrize("estimate", PUBLISHED[:6], ids=lambda e: e.id)
def test_an_interval_has_the_width_its_source_says(
    estimate: ca.Estimate, percent: int, below: float
) -> None:
    made = distribution(estimate.model_copy(update={"range_kind": f"{percent}% interval"}))
    assert made is not None
    low, high = FROZEN[made.kind](made).ppf([below, 1 - below])
    if made.kind == "log-normal":
        assert high / low == pytest.approx(estimate.high / estimate.low)
    else:
        assert high - low == pytest.approx(estimate.high - estimate.low)


KINDS = {
    **{e.id: distribution(e) for e in PUBLISHED},
    "triangular": Distribution("x", "triangular", 3.0, 0.0, 1.0, 8.0),
    "PERT": Distribution("x", "PERT", 1.8, 4.2, 2.0, 5.0),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_drawn_has_the_distribution(name: str) -> None:
    made = KINDS[name]
    exact = FROZEN[made.kind](made)
    values = made.draw(np.random.default_rng(11), 40_000)
    assert stats.kstest(values, exact.cdf).pvalue > 0.001
    shares = np.linspace(0.001, 0.999, 97)
    np.testing.assert_allclose(made.quantile(shares), exact.ppf(shares), rtol=1e-9)


def test_a_published_range_varies_only_when_told_how() -> None:
    range_ = own("x.range", 30.0, 20.0, 60.0, "weeks", range_kind="range")
    assert distribution(range_) is None
    kinds = [distribution(range_, how).kind for how in ("95% interval", "triangular", "PERT")]
    assert kinds == ["gamma", "triangular", "PERT"]
    for how in ("triangular", "PERT"):
        values = distribution(range_, how).draw(np.random.default_rng(1), 10_000)
        assert values.min() >= 20 and values.max() <= 60


HOSTILE = [
    own("hostile.share", 0.001, 0.0005, 0.9, "share"),
    own("hostile.none", 0.0, 0.0, 0.5, "share"),
    own("hostile.all", 1.0, 0.2, 1.0, "share"),
    own("hostile.free", 0.0, 0.0, 100.0, "GBP per week", price_year="2025-26"),
    own("hostile.money", 1.0, 0.9, 1e6, "GBP per week", price_year="2025-26"),
    own("hostile.ratio", 0.5, 0.0, 2.0, "ratio"),
    own("hostile.end", 10.0, 10.0, 20.0, "weeks"),
]


@pytest.mark.parametrize("estimate", HOSTILE, ids=lambda e: e.id)
def test_an_interval_that_no_distribution_has_is_refused_by_id(estimate: ca.Estimate) -> None:
    with pytest.raises(ca.InputError, match=rf"{estimate.id}: .* cannot be drawn: .*; give"):
        distribution(estimate)


def test_a_stay_that_is_almost_unknown_still_gives_an_answer() -> None:
    week = own("care_proceedings.duration", 38.0, 0.5, 160.0, "weeks")
    drawn = appraised(draws=100_000, overrides=[week]).uncertainty
    assert drawn.simulation.draws.chunk(0, CHUNK)["care_proceedings.duration"].min() < 0.05
    assert np.isfinite(drawn.sums).all()


# ---- correlation, wholes, counts

PAIR = ("own.rate", "deadweight")


@pytest.mark.parametrize("rank", [-0.7, 0.0, 0.5, 0.95])
def test_the_rank_correlation_asked_for_comes_out(rank: float) -> None:
    drawn = appraised(correlations=[(*PAIR, rank), ("own.rate", STAYS[0], 0.2)])
    values = [drawn.uncertainty.simulation.draws.chunk(0, CHUNK)[id] for id in (*PAIR, STAYS[0])]
    found = stats.spearmanr(np.stack(values), axis=1).statistic
    assert found[0, 1] == pytest.approx(rank, abs=0.03)
    assert found[0, 2] == pytest.approx(0.2, abs=0.03)
    alone = appraised().uncertainty.simulation.draws
    for id, row in zip(PAIR, values, strict=False):  # each on its own is as it was
        exact = FROZEN[alone.alone[id].kind](alone.alone[id])
        assert stats.kstest(row, exact.cdf).pvalue > 0.001


def test_a_correlation_that_cannot_hold_is_refused() -> None:
    three = [(*PAIR, 0.9), ("own.rate", STAYS[0], 0.9), ("deadweight", STAYS[0], -0.9)]
    least = r"change one alone: the least is own\.rate with deadweight, from 0\.9 to (-0\.\d+)\."
    with pytest.raises(ca.InputError, match=f"together they cannot hold; .* {least}") as refused:
        appraised(correlations=three)
    nearest = float(re.search(least, str(refused.value)).group(1))
    # two that follow a third at s and -s follow each other at no more than 1 - 2 s^2
    score = 2 * math.sin(math.pi * 0.9 / 6)
    most = 6 / math.pi * math.asin((1 - 2 * score**2) / 2)
    assert nearest == math.floor(100 * most) / 100
    appraised(draws=10, correlations=[(*PAIR, nearest), *three[1:]])


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("own.rat", "deadweight", 0.5), "correlations: 'own.rat' given. Did you mean 'own.rate'"),
        (("own.rate", "pause.lag", 0.5), "'pause.lag' given, but it does not vary"),
        (("own.rate", "own.rate", 0.5), "a rank correlation of two inputs lies between -1 and 1"),
        (("own.rate", "deadweight", 1.0), "1 given; a rank correlation"),
        (("own.rate", "deadweight", math.nan), "finite"),
    ],
)
def test_the_names_and_numbers_of_correlations_are_checked(pair: tuple, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        appraised(correlations=[pair])


def shares(third: float = 0.15) -> ca.Pause:
    return pause(
        pathway=ca.InfantRemovedAtBirth(
            adoption_share=own("exit.adoption", 0.4, 0.33, 0.47, "share"),
            guardianship_share=own("exit.guardian", 0.25, 0.19, 0.31, "share"),
            long_term_share=own("exit.care", third, 0.8 * third, 1.2 * third, "share"),
        )
    )


@pytest.mark.parametrize("third", [0.15, 0.35])
def test_shares_of_one_whole_sum_below_one_with_their_means(third: float) -> None:
    draws = appraised(case=shares(third)).uncertainty.simulation.draws
    drawn = draws.chunk(0, CHUNK)
    values = np.stack([drawn[f"exit.{name}"] for name in ("adoption", "guardian", "care")])
    assert (values.sum(axis=0) <= 1 + 1e-12).all() and (values > 0).all()
    error = values.std(axis=1) / math.sqrt(CHUNK)
    assert (np.abs(values.mean(axis=1) - [0.4, 0.25, third]) < 4 * error).all()
    assert (np.corrcoef(values)[~np.eye(3, dtype=bool)] < 0).all()  # more of one is less of another


def ways(**given: ca.Estimate) -> dict[str, np.ndarray]:
    pathway = ca.InfantRemovedAtBirth(**given)
    return appraised(case=pause(pathway=pathway)).uncertainty.simulation.draws.chunk(0, CHUNK)


def test_shares_that_vary_are_parts_of_what_the_fixed_ones_leave() -> None:
    """Special guardianship is fixed at 0.218, so adoption has 0.782 at most."""
    alone = ways(adoption_share=own("exit.adoption", 0.7, 0.55, 0.78, "share"))["exit.adoption"]
    assert 0.77 < alone.max() <= 0.782
    assert np.quantile(alone, [0.025, 0.975]) == pytest.approx([0.55, 0.78], rel=0.01)
    two = ways(
        adoption_share=own("exit.adoption", 0.6, 0.5, 0.7, "share"),
        long_term_share=own("exit.care", 0.15, 0.1, 0.22, "share"),
    )
    both = two["exit.adoption"] + two["exit.care"]
    assert 0.77 < both.max() <= 0.782 + 1e-12
    assert two["exit.adoption"].mean() == pytest.approx(0.6, rel=0.005)
    assert two["exit.care"].mean() == pytest.approx(0.15, rel=0.02)


def test_a_share_that_the_fixed_ones_leave_no_room_is_refused() -> None:
    full = own("exit.adoption", 0.782, 0.6, 0.85, "share")
    with pytest.raises(ca.InputError, match=r"exit\.adoption: .*leave only 0\.782: they need one"):
        ways(adoption_share=full)


def test_a_share_among_fixed_ones_changes_no_other_draw() -> None:
    before = appraised().uncertainty.simulation.draws.chunk(0, CHUNK)
    after = ways(adoption_share=own("exit.adoption", 0.4, 0.3, 0.5, "share"))
    assert all((before[id] == after[id]).all() for id in before)


def entries(id: str, share: ca.Estimate, **fields: object) -> ca.Outcome:
    return ca.Outcome(
        id=id,
        label="Entries avoided",
        counterfactual=ca.RateAvoided(rate=rate(0.2, 0.15, 0.25), cohort=10),
        pathway=ca.Placement(weeks=20),
        children=id,
        months=12,
        share=share,
        **fields,
    )


def test_outcomes_that_share_their_cases_never_share_more_than_all() -> None:
    first = own("own.first", 0.6, 0.45, 0.75, "share")
    second = own("own.second", 0.35, 0.2, 0.5, "share")
    both = ca.Custom(name="Team", changes=(entries("a", first), entries("b", second)))
    drawn = appraised(case=both, overrides=(), horizon=3).uncertainty.simulation.draws
    values = drawn.chunk(0, CHUNK)
    total = values["own.first"] + values["own.second"]
    assert total.max() <= 1 + 1e-12
    assert values["own.first"].mean() == pytest.approx(0.6, rel=0.01)
    # one alone is as wide as it says: it is a part of nothing
    single = ca.Custom(name="Team", changes=(entries("a", first),))
    alone = appraised(case=single, overrides=(), horizon=3).uncertainty.simulation.draws
    assert alone.alone["own.first"].kind == "beta"


HELD = (ca.default("placement.foster.any.week").at(765),)  # not as it varies between councils


def test_each_of_some_people_has_one_case_at_most_in_every_draw() -> None:
    every = ca.local(1, "share", id="own.all", source="Anytown (invented)")
    changes = (entries("a", every, people=2, recurs=False),)  # all of whom the point avoids
    case = ca.Custom(name="Team", changes=changes)
    drawn = appraised(case=case, overrides=HELD, horizon=3)
    rates = drawn.uncertainty.simulation.draws.chunk(0, CHUNK)["own.rate"]
    pounds = drawn.uncertainty.headlines["net present value, council"][:CHUNK]
    assert 0.4 < (10 * rates > 2).mean() < 0.6
    np.testing.assert_allclose(pounds, drawn.npv * np.minimum(10 * rates, 2) / 2, rtol=1e-9)
    free = ca.Custom(name="Team", changes=(entries("a", every),))
    assert ca.appraise(free, horizon=3, price_year="2025-26", first_year="2025-26").npv == drawn.npv


def test_counts_before_and_after_are_drawn_with_their_own_variance() -> None:
    centres = ca.ChildrensCentres(
        start="2025-04-01",
        proceedings_before=95,
        proceedings_after=45,
        before_year="2012-13",
        after_year="2014-15",
        children_placed_sooner=12,
        weeks_sooner=8,
    )
    drawn = ca.appraise(centres, horizon=3, price_year="2025-26", draws=50_000).uncertainty
    counts = {
        spread.first: drawn.simulation.draws.chunk(0, CHUNK)[id]
        for id, spread in drawn.simulation.draws.alone.items()
    }
    for count in (95, 45):
        assert counts[count].mean() == pytest.approx(count, rel=0.005)
        assert counts[count].var() == pytest.approx(count, rel=0.05)
    none = ca.local(0, "count per year", id="none", source="Anytown (invented)")
    assert counted(none, 0) is None


def test_what_was_expected_caps_a_draw() -> None:
    avoided = ca.RateAvoided(
        rate=rate(0.25, 0.05, 0.45),
        expected=own("own.expected", 0.3, 0.2, 0.4, "events per person-year"),
        cohort=10,
    )
    point = appraised()
    drawn = {
        "own.rate": np.array([0.1, 0.29, 0.6]),
        "own.expected": np.array([0.3, 0.28, 0.31]),
    }
    inputs = type(point.inputs)(avoided.estimates).drawn(drawn)
    np.testing.assert_allclose(avoided.avoided(inputs), [1.0, 2.8, 3.1])


# ---- what is asked for


@pytest.mark.parametrize("seed", [-1, 1.5, "1", True, None])
def test_a_wrong_seed_is_refused(seed: object) -> None:
    with pytest.raises(ca.InputError, match="a seed is a whole number, 0 or more"):
        appraised(seed=seed)


@pytest.mark.parametrize("draws", [0, 1, -5, 2.5, "1000", True, 200_000_000, 1e12])
def test_a_wrong_number_of_draws_is_refused(draws: object) -> None:
    with pytest.raises(ca.InputError, match="draws"):
        appraised(draws=draws)


def test_a_seed_may_be_any_whole_number() -> None:
    big = appraised(draws=100, seed=2**70).uncertainty.sums
    assert (big == appraised(draws=100, seed=2**70).uncertainty.sums).all()
    assert (big != appraised(draws=100, seed=np.int64(3)).uncertainty.sums).any()


def test_a_plan_draws_nothing_that_has_no_interval() -> None:
    point = appraised()
    bare = [
        e.model_copy(update={"low": None, "high": None, "range_kind": None})
        for e in point.inputs.in_use.values()
    ]
    drawing = Drawing(draws=100)
    inputs = type(point.inputs)(bare)
    assert plan(point.flows.lines, inputs, drawing).varying == ()
    assert set(plan(point.flows.lines, point.inputs, drawing).varying) == {
        *PAIR,
        *STAYS,
        "placement.foster.any.week",  # between councils
    }
