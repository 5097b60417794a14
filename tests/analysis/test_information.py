"""Which figure to measure: against closed forms for normal nets, and in words."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

import costavoid as ca
from costavoid.base.vocabulary import Resource

OWN = {"price_year": "2025-26", "source": "Anytown (invented)"}
SPREAD = 0.1  # standard deviation of each rate; one of 0.19 may be below 0, so it is a normal
HALF = 1.959963984540054 * SPREAD


def outcome(id: str, rate: float, cost: float, resource: Resource, label: str) -> ca.Outcome:
    """A hundred people, for a year; each case a sum of the council's cash."""
    return ca.Outcome(
        id=id,
        label=id,
        counterfactual=ca.RateAvoided(
            rate=ca.local(
                rate,
                "events per person-year",
                id=f"own.{id}",
                label=label,
                low=rate - HALF,
                high=rate + HALF,
                range_kind="95% interval",
                source="Anytown (invented)",
            ),
            cohort=100,
        ),
        months=12,
        children="the same hundred",
        pathway=ca.PublishedCost(
            cost=ca.local(
                cost,
                "GBP per event",
                id=f"own.{id}_cost",
                payer="council",
                cash_releasing=0.5,
                **OWN,
            ),
            covers=(resource,),
        ),
    )


def case(
    mean: float,
    *,
    crime: float = 20_000,
    draws: int | None = 10_000,
    labels: tuple[str, str] = ("Evictions avoided", "Arrests avoided"),
    **more: object,
) -> ca.Appraisal:
    """Net = 100 x £10,000 x (a normal of mean 0.19) + 100 x `crime` x (one of 0.19) - delivery,
    which is such that the mean is `mean`; one year, so nothing is discounted."""
    delivery = 190_000 + 19 * crime - mean
    programme = ca.Custom(
        name="Two rates",
        changes=(
            outcome("homes", 0.19, 10_000, Resource.HOUSING, labels[0]),
            outcome("crime", 0.19, crime, Resource.JUSTICE, labels[1]),
        ),
        costs=(ca.Delivery(cost=ca.local(delivery, "GBP", id="own.delivery", **OWN)),),
    )
    return ca.appraise(programme, horizon=1, price_year="2025-26", draws=draws, **more)


def closed(mean: float, spread: float) -> float:
    """E[max(N, 0)] - max(mean, 0) of a normal N."""
    u = mean / spread
    return float(spread * (norm.pdf(u) + u * norm.cdf(u)) - max(mean, 0))


def near(frame: object, expected: dict[str, float], errors: float = 3.5) -> None:
    for id, value in expected.items():
        got, error = frame.loc[id, ["evppi", "standard_error"]]
        assert 0 < error < 0.2 * value, id
        assert abs(got - value) < errors * error, id


@pytest.mark.parametrize("mean", [0, 30_000, -150_000, 250_000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_normal_rates(mean: float, seed: int) -> None:
    # standard deviations: 100 x 0.1 x £10,000 = £100,000, and £200,000; together £223,607
    frame = case(mean, draws=20_000, seed=seed).value_of_information()
    near(
        frame,
        {
            "everything": closed(mean, math.hypot(1e5, 2e5)),
            "own.crime": closed(mean, 2e5),
            **({} if abs(mean) == 250_000 else {"own.homes": closed(mean, 1e5)}),
        },
    )
    assert list(frame.index) == ["everything", "own.crime", "own.homes"]
    assert (frame["evppi"] >= 0).all() and (frame["evppi"] <= frame["evppi"].iloc[0]).all()
    shares = frame["evppi"] / frame["evppi"].iloc[0]
    np.testing.assert_allclose(frame["share_of_evpi"], shares)


@pytest.mark.parametrize("draws", [1_000, 16_385, 40_000])
def test_the_error_is_how_far_seeds_differ(draws: int) -> None:
    frames = [case(30_000, draws=draws, seed=s).value_of_information() for s in range(1, 25)]
    for id in ("everything", "own.crime", "own.homes"):
        values = np.array([frame.loc[id, "evppi"] for frame in frames])
        said = np.mean([frame.loc[id, "standard_error"] for frame in frames])
        assert 0.6 < values.std(ddof=1) / said < 1.6, id


def test_inputs_that_move_together_tell_of_each_other() -> None:
    pair = [("own.homes", "own.crime", 0.6)]
    frame = case(30_000, draws=40_000, correlations=pair).value_of_information()
    rho = 2 * math.sin(math.pi * 0.6 / 6)
    both = math.sqrt(1e10 + 4e10 + 2 * rho * 2e10)
    near(
        frame,
        {
            "everything": closed(30_000, both),
            "own.homes": closed(30_000, 1e5 + rho * 2e5),
            "own.crime": closed(30_000, 2e5 + rho * 1e5),
        },
    )


def test_councils_cash() -> None:
    # half of each saving is cash, so mean and spreads of it are known; nominal and real agree here
    appraisal = case(335_000)
    frame = appraisal.value_of_information(measured="council cash")
    mean = 0.5 * 570_000 - 235_000
    near(frame, {"own.crime": closed(mean, 1e5), "own.homes": closed(mean, 5e4)})
    assert frame.attrs["measured"] == "council cash"
    assert frame.attrs["mean_net"] == pytest.approx(mean, abs=4_000)
    assert "the programme saves the council £50,000 in cash on average" in frame["words"].iloc[0]


def test_an_input_that_bends_the_net_and_two_that_are_multiplied() -> None:
    """Stays that outlast the horizon add nothing; weeks' price x cases is a product.

    Checked with the mean net in each of 200 bins of 5,000 draws each, from another seed.
    """
    interval = {"range_kind": "95% interval"}
    weeks = ca.local(60, "weeks", id="own.weeks", low=30, high=130, source="Panel", **interval)
    cases = ca.local(4, "count per year", id="own.cases", low=1, high=9, source="Panel", **interval)
    price = ca.local(
        1_000, "GBP per week", id="own.price", low=500, high=1_800, payer="council",
        **interval, **OWN,
    )  # fmt: skip
    programme = ca.Custom(
        name="Placements",
        start="2025-04-01",
        changes=(
            ca.Outcome(
                id="entries",
                label="Entries",
                counterfactual=ca.RateAvoided(rate=cases),
                months=24,
                children="entrants",
                pathway=ca.Placement(cost=price, stay=ca.FixedStay(length=weeks)),
            ),
        ),
        costs=(ca.Delivery(months=24, cost=ca.local(300_000, "GBP", id="own.delivery", **OWN)),),
    )

    def appraised(draws: int, seed: int) -> ca.Appraisal:
        return ca.appraise(programme, horizon=2, price_year="2025-26", draws=draws, seed=seed)

    frame = appraised(20_000, 1).value_of_information()
    drawn = appraised(1_000_000, 2).uncertainty
    net = drawn.headlines["net present value, all payers"]
    starts = range(0, net.size, 16_384)
    parts = [
        drawn.simulation.draws.chunk(n, min(16_384, net.size - first))
        for n, first in enumerate(starts)
    ]
    for id in drawn.varying:
        order = np.argsort(np.concatenate([part[id] for part in parts]))
        bins = net[order].reshape(200, -1).mean(axis=1)
        near(frame, {id: float(np.maximum(bins, 0).mean() - max(net.mean(), 0))})


def test_an_input_that_does_not_matter_is_worth_nothing() -> None:
    for seed in range(1, 21):  # at a mean of nothing, where chance would show most
        frame = case(0, crime=0, draws=2_000, seed=seed).value_of_information()
        nothing = frame.loc["own.crime", ["evppi", "standard_error", "share_of_evpi"]]
        assert nothing.tolist() == [0, 0, 0]
        # the other is then all there is to know
        assert frame.loc["own.homes", "share_of_evpi"] == pytest.approx(1)
    assert frame.loc["own.crime", "words"].startswith(
        "Knowing 'Arrests avoided' exactly would not change the decision"
    )


def test_a_certain_decision_needs_no_study() -> None:
    never = case(-20e6).value_of_information()
    assert (never[["evppi", "standard_error", "share_of_evpi"]] == 0).all(axis=None)
    assert never["words"].iloc[0] == (
        "Knowing every varying input exactly would not change the decision, as far as the draws "
        "tell; with what is known, the programme costs £20 million on average."
    )
    always = case(569_999).value_of_information()  # delivery of £1: 2.5 standard deviations away
    assert always["evppi"].max() < 1_000
    assert always["words"].iloc[0].endswith("the programme saves £570,000 on average.")


def test_draws_too_large_to_add_up_are_refused() -> None:
    wild = ca.local(
        1.0, "ratio", id="own.ratio", low=1e-300, high=1e300, range_kind="95% interval", source="?"
    )
    schools = ca.SocialWorkersInSchools(
        schools=10,
        days_per_week=1,
        section_47_per_school=10,
        section_47_ratio=wild,
        social_worker=ca.local(62_000, "GBP per person-year", id="own.post", **OWN),
        months=12,
    )
    appraisal = ca.appraise(schools, horizon=1, price_year="2025-26", draws=2_000)
    with pytest.raises(ca.InputError, match=r"too large to add up; narrow the widest interval"):
        appraisal.value_of_information()


def test_words_say_nothing_finer_than_the_error() -> None:
    known = "with what is known, the programme saves £30,000 on average."
    many = case(30_000, draws=200_000).value_of_information()["words"]
    assert closed(30_000, 2e5) == pytest.approx(65_684, abs=1)
    assert many["own.crime"] == (
        f"Knowing 'Arrests avoided' exactly would be worth about £66,000 to this decision; {known}"
    )
    few = case(-30_000, draws=2_000).value_of_information()["words"]
    assert "worth about £70,000 to this decision; " in few["own.crime"]
    assert few["own.crime"].endswith("the programme costs £30,000 on average.")
    rare = case(-300_000, draws=1_000).value_of_information().loc["own.homes"]
    assert rare["evppi"] < 2 * rare["standard_error"]
    assert "exactly would be worth less than £" in rare["words"]
    assert "to this decision, and perhaps nothing; " in rare["words"]
    even = case(0).value_of_information()["words"].iloc[0]
    assert "neither saves nor costs on average, as far as the draws tell." in even


def test_two_inputs_with_one_label_are_told_apart() -> None:
    words = case(0, labels=("Rate", "Rate")).value_of_information()["words"]
    assert words["own.homes"].startswith("Knowing 'Rate' (own.homes) exactly")


def test_the_same_question_has_the_same_answer_and_more_draws_than_are_used() -> None:
    appraisal = case(30_000, draws=300_000)
    one, other = appraisal.value_of_information(), ca.value_of_information(appraisal)
    assert one.equals(other)
    assert one.attrs["draws"] == 262_144
    assert list(one.columns) == ["label", "evppi", "standard_error", "share_of_evpi", "words"]


def test_refusals() -> None:
    with pytest.raises(ca.InputError, match=r"no draws were made; .*draws=10_000"):
        case(0, draws=None).value_of_information()
    with pytest.raises(ca.InputError, match=r"999 draws given; .*use 1,000 or more"):
        case(0, draws=999).value_of_information()
    with pytest.raises(ca.InputError, match=r"measured: 'profit' given; use 'net present value'"):
        case(0).value_of_information(measured="profit")
    with pytest.raises(ca.InputError, match=r"NoneType given; give what costavoid.appraise"):
        ca.value_of_information(None)
    still = ca.SystemicPractice(
        entries_avoided=3, delivery_cost=ca.local(1e5, "GBP per year", **OWN)
    )
    held = ca.default("placement.foster.any.week").at(765)  # not as it varies between councils
    fixed = ca.appraise(still, horizon=2, price_year="2025-26", draws=1_000, overrides=[held])
    with pytest.raises(ca.InputError, match=r"no input of this appraisal varies.*range_as="):
        fixed.value_of_information()


def test_without_a_delivery_cost_no_decision_is_said_to_be_certain() -> None:
    centres = ca.ChildrensCentres(
        proceedings_before=60,
        proceedings_after=45,
        before_year="2023-24",
        after_year="2025-26",
    )
    gross = ca.appraise(centres, horizon=3, price_year="2025-26", draws=2_000)
    for words in gross.value_of_information()["words"]:
        assert words.endswith(
            "no delivery cost was given: with one, the decision may hang on this."
        )
