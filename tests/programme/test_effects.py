"""What each counterfactual avoids, and whether that could be chance: each worked by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.evidence.inputs import Inputs

Effect = ca.RateAvoided | ca.RatioOnBaseline | ca.SharesCompared | ca.Volume | ca.BeforeAfter
PERSON, YEARLY = "events per person-year", "count per year"


def own(
    id: str, value: float, unit: str, ends: tuple[float, float] | None = None, **more: Any
) -> ca.Estimate:
    if ends:
        more |= {"low": ends[0], "high": ends[1], "range_kind": "95% interval"}
    return ca.local(value, unit, id=f"own.{id}", source="Anytown", **more)


def chance(effect: Effect) -> bool:
    return effect.could_be_chance(Inputs(effect.estimates))


def avoided(effect: Effect, **drawn: list[float]) -> list[float]:
    inputs = Inputs(effect.estimates)
    return effect.avoided(
        inputs.drawn({f"own.{id}": np.array(values) for id, values in drawn.items()})
    ).tolist()


# ---- could it be chance: does the interval hold no effect?


@pytest.mark.parametrize(
    ("value", "ends", "holds"),
    [
        (0.8, (0.5, 1.28), True),
        (0.8, (0.5, 1.0), True),  # 1 is in it at either end
        (1.2, (1.0, 1.5), True),
        (0.8, (0.5, 0.999), False),
        (1.2, (1.001, 1.5), False),  # harm, surely
        (0.8, None, False),  # no interval to judge by
    ],
)
def test_a_ratio_could_be_chance_where_its_interval_holds_1(
    value: float, ends: tuple[float, float] | None, holds: bool
) -> None:
    baseline = own("base", 40, YEARLY)
    assert chance(ca.RatioOnBaseline(baseline=baseline, ratio=own("r", value, "ratio", ends))) is (
        holds
    )


@pytest.mark.parametrize(
    ("value", "ends", "holds"),
    [
        (0.1, (-0.2, 0.4), True),
        (0.1, (0.0, 0.4), True),
        (-0.1, (-0.2, 0.0), True),
        (0.1, (0.001, 0.4), False),
        (-0.1, (-0.2, -0.001), False),
        (0.1, None, False),
    ],
)
def test_a_rate_could_be_chance_where_its_interval_holds_0(
    value: float, ends: tuple[float, float] | None, holds: bool
) -> None:
    assert chance(ca.RateAvoided(rate=own("r", value, PERSON, ends))) is holds


def test_a_volume_could_be_chance_where_what_each_gains_may_be_none() -> None:
    for ends, holds in (((-1, 3), True), ((0, 3), True), ((0.1, 3), False), (None, False)):
        gain = own("gain", 1, "QALYs", ends)
        assert chance(ca.Volume(cases=own("cases", 10, YEARLY), effect=gain)) is holds


@pytest.mark.parametrize(
    ("with_programme", "half", "holds"),
    [
        # half of 0.44 to 0.56 is 0.06: with 0.08 beside it a right triangle's third side, 0.1
        (0.41, 0.08, True),
        (0.39, 0.08, False),
        (0.41, None, False),  # 0.09 is more than 0.06 alone
        (0.45, None, True),
        (0.55, None, True),  # more with the programme, as surely
        (0.57, None, False),
    ],
)
def test_shares_could_be_chance_where_they_differ_by_no_more_than_both_halves(
    with_programme: float, half: float | None, holds: bool
) -> None:
    ends = (with_programme - half, with_programme + half) if half else None
    assert (
        chance(
            ca.SharesCompared(
                without=own("without", 0.5, "share", (0.44, 0.56)),
                with_programme=own("with", with_programme, "share", ends),
                cohort=own("cohort", 100, YEARLY),
            )
        )
        is holds
    )


def test_shares_without_intervals_are_not_said_to_be_chance() -> None:
    same = {"without": own("a", 0.5, "share"), "with_programme": own("b", 0.5, "share")}
    assert chance(ca.SharesCompared(**same, cohort=own("cohort", 100, YEARLY))) is False


def counted(before: int, after: int, **more: Any) -> ca.BeforeAfter:
    return ca.BeforeAfter(
        before=own("before", before, YEARLY),
        after=own("after", after, YEARLY),
        before_year="2019-20",
        after_year="2022-23",
        **more,
    )


def test_counts_could_be_chance_where_the_interval_of_their_ratio_holds_1() -> None:
    """One count of many: 2 √n is 20 of 100, so 100 and 95 may be alike, and 100 and 30 are not."""
    assert chance(counted(100, 95)) is True
    assert chance(counted(95, 100)) is True
    assert chance(counted(100, 30)) is False
    assert chance(counted(30, 100)) is False


# ---- what is avoided


def test_a_rate_is_for_each_of_a_cohort_and_no_more_than_is_expected() -> None:
    rate = own("rate", 0.2, PERSON)
    assert avoided(ca.RateAvoided(rate=rate, cohort=30)) == pytest.approx([6])
    held = ca.RateAvoided(rate=rate, cohort=30, expected=own("most", 0.25, PERSON))
    assert avoided(held) == pytest.approx([6])
    # a draw above what is expected is held there: min(0.1, 0.25), min(0.3, 0.25) of 30
    assert avoided(held, rate=[0.1, 0.3]) == pytest.approx([3, 7.5])
    same = ca.RateAvoided(rate=rate, expected=own("most", 0.2, PERSON))
    assert avoided(same) == pytest.approx([0.2])
    more = ca.RateAvoided(rate=rate, expected=own("most", 0.1999, PERSON))
    with pytest.raises(InputError, match=r"only 0\.1999 are expected"):
        avoided(more)


def test_a_ratio_leaves_its_share_of_the_baseline_of_each() -> None:
    """12 for each of 5 schools, of which a ratio of 0.7 leaves 42: 18 fewer; 1.1 is 6 more."""
    base = own("base", 12, "events per school-year")
    effect = ca.RatioOnBaseline(baseline=base, ratio=own("ratio", 0.7, "ratio"), cohort=5)
    assert avoided(effect) == pytest.approx([18])
    assert avoided(effect, ratio=[1.1, 0]) == pytest.approx([-6, 60])
    assert effect.nothing(Inputs(effect.estimates)) == 1
    none = ca.RatioOnBaseline(baseline=own("base", 0, YEARLY), ratio=own("ratio", 0.7, "ratio"))
    assert avoided(none) == [0]  # a baseline of nothing is one
    with pytest.raises(InputError, match=r"-0\.5 given; a baseline counts what happens"):
        ca.RatioOnBaseline(baseline=own("base", -0.5, PERSON), ratio=own("ratio", 0.7, "ratio"))


def test_shares_compared_are_of_their_cohort() -> None:
    effect = ca.SharesCompared(
        without=own("without", 0.5, "share"),
        with_programme=own("with", 0.3, "share"),
        cohort=own("cohort", 40, YEARLY),
    )
    assert avoided(effect) == pytest.approx([8])
    assert avoided(effect, cohort=[10, 20]) == pytest.approx([2, 4])
    assert effect.nothing(Inputs(effect.estimates)) == 0.5
    assert not effect.standing and not effect.outlasts
    posts = effect.model_copy(update={"cohort": own("cohort", 40, "count")})
    assert posts.standing and posts.outlasts


def test_a_volume_is_its_cases_or_so_many_that_stand() -> None:
    gain = own("gain", 2, "weeks", (1, 3))
    assert avoided(ca.Volume(cases=own("cases", 12, YEARLY), effect=gain)) == [12]
    standing = ca.Volume(number=7, effect=gain)
    assert standing.standing and avoided(standing) == [7]
    assert avoided(standing, gain=[1.5, 2.5, 3.5]) == [7, 7, 7]  # one for each draw
    assert not ca.Volume(cases=own("cases", 12, YEARLY), effect=gain).standing


def test_before_and_after_moves_what_is_expected_as_the_comparison_moved() -> None:
    """50 before where the comparison went from 400 to 480: 60 expected, 42 found, 18 fewer."""
    plain = counted(50, 42)
    assert avoided(plain) == pytest.approx([8])
    assert avoided(counted(5, 5)) == [0]  # no change is one
    assert plain.outlasts and not plain.standing  # it may last when the programme has ended
    trend = {"trend_before": own("then", 400, YEARLY), "trend_after": own("now", 480, YEARLY)}
    moved = counted(50, 42, **trend)
    assert avoided(moved) == pytest.approx([18])
    ratio, low, high = moved.rate_ratio(Inputs(moved.estimates))
    assert ratio == pytest.approx(42 / 60) and low < ratio < high
    assert avoided(moved, after=[60.0, 70.0]) == pytest.approx([0, -10])
    assert plain.design(Inputs(plain.estimates)) is Design.BEFORE_AFTER
    assert moved.design(Inputs(moved.estimates)) is Design.BEFORE_AFTER_TREND
    assert moved.nothing(Inputs(moved.estimates)) is None


def test_before_and_after_by_the_exact_interval() -> None:
    """10 after 30: of all 40, Clopper and Pearson's interval, whose odds are the ratio's."""
    from scipy import stats

    low, high = (stats.beta(10 + end, 30 + 1 - end).ppf(at) for end, at in ((0, 0.025), (1, 0.975)))
    effect = counted(30, 10)
    found = effect.rate_ratio(Inputs(effect.estimates))
    assert found == pytest.approx((1 / 3, low / (1 - low), high / (1 - high)))
    assert counted(0, 3).rate_ratio(Inputs(counted(0, 3).estimates))[0] == math.inf


@pytest.mark.parametrize(("before", "after", "fits"), [(0, 0, False), (0, 1, True), (1, 0, True)])
def test_two_counts_of_nothing_cannot_be_compared(before: int, after: int, fits: bool) -> None:
    if fits:
        counted(before, after)
    else:
        with pytest.raises(InputError, match="both counts are 0"):
            counted(before, after)


def test_counts_are_whole_years_rise_and_a_trend_has_two_counts_above_0() -> None:
    with pytest.raises(InputError, match=r"2\.5 given; a count must be whole"):
        ca.BeforeAfter(
            before=own("before", 2.5, YEARLY), after=own("after", 2, YEARLY),
            before_year="2019-20", after_year="2022-23",
        )  # fmt: skip
    for years in (("2019-20", "2019-20"), ("2020-21", "2019-20")):
        with pytest.raises(InputError, match="the year before must come first"):
            ca.BeforeAfter(
                before=own("before", 3, YEARLY), after=own("after", 2, YEARLY),
                before_year=years[0], after_year=years[1],
            )  # fmt: skip
    for one in ("trend_before", "trend_after"):
        with pytest.raises(InputError, match="only one of before and after"):
            counted(3, 2, **{one: own("t", 3, YEARLY)})
    for pair in ((0, 3), (3, 0)):
        trend = dict(
            zip(
                ("trend_before", "trend_after"),
                (own(f"t{i}", n, YEARLY) for i, n in enumerate(pair)),
                strict=True,
            )
        )
        with pytest.raises(InputError, match="a comparison needs numbers above 0"):
            avoided(counted(3, 2, **trend))


# ---- what is known of it


def test_a_design_is_the_weaker_of_two_shares_and_opinion_where_none_is_said() -> None:
    stronger, _, _, weaker, *_ = Design
    cohort = own("cohort", 100, YEARLY)

    def designed(**designs: Design | None) -> Design:
        shares = {name: own(name, 0.5, "share", design=design) for name, design in designs.items()}
        effect = ca.SharesCompared(**shares, cohort=cohort)
        return effect.design(Inputs(effect.estimates))

    assert designed(without=weaker, with_programme=stronger) is weaker
    assert designed(without=stronger, with_programme=weaker) is weaker
    assert designed(without=stronger, with_programme=None) is Design.OPINION
    for effect in (
        ca.RateAvoided(rate=own("r", 0.2, PERSON)),
        ca.RatioOnBaseline(baseline=own("b", 3, YEARLY), ratio=own("r", 0.7, "ratio")),
        ca.Volume(effect=own("gain", 2, "weeks")),
    ):
        assert effect.design(Inputs(effect.estimates)) is Design.OPINION


@pytest.mark.parametrize("unit", ["count", YEARLY])
def test_a_count_in_all_is_for_one_cohort(unit: str) -> None:
    with pytest.raises(InputError, match="a count a year given for 2"):
        ca.RateAvoided(rate=own("r", 3, unit), cohort=2)
    effect = ca.RateAvoided(rate=own("r", 3, unit))
    assert effect.standing is (unit == "count") and avoided(effect) == [3]


# ---- what it says


def said(effect: Effect) -> str:
    return effect.statement(Inputs(effect.estimates))


def test_a_rate_and_a_ratio_in_words() -> None:
    each = ca.RateAvoided(rate=own("r", 0.25, PERSON, (0.1, 0.4)), cohort=30)
    assert said(each) == (
        "0.25 avoided a year for each of 30 (95% interval 0.1 to 0.4); source: Anytown (given for "
        "this case)."
    )
    posts = ca.RateAvoided(rate=own("r", 3, "count", note="A note"))
    assert said(posts) == "3 avoided; source: Anytown (given for this case). A note."
    ratio = ca.RatioOnBaseline(
        baseline=own("b", 12, "events per school-year"), ratio=own("r", 0.7, "ratio"), cohort=5
    )
    assert said(ratio) == (
        "Rate ratio 0.700, applied to a local baseline of 60 a year; source: Anytown (given for "
        "this case)."
    )


def test_a_volume_in_words() -> None:
    gain = own("gain", 2.5, "weeks")
    end = "; source: Anytown (given for this case)."
    assert said(ca.Volume(effect=gain)) == f"2.5 weeks{end}"
    assert said(ca.Volume(effect=gain, number=2)) == f"2.5 weeks for each of 2{end}"
    cases = own("cases", 12, YEARLY)
    assert (
        said(ca.Volume(effect=gain, cases=cases)) == f"2.5 weeks for each of 12 cases a year{end}"
    )


def test_shares_in_words() -> None:
    shares = {
        "without": own("without", 0.5, "share"),
        "with_programme": own("with", 0.375, "share"),
    }
    effect = ca.SharesCompared(**shares, cohort=own("cohort", 40, YEARLY))
    assert said(effect) == (
        "0.375 with the programme, 0.5 without, of 40 a year; source: Anytown (given for this "
        "case)."
    )
    posts = ca.SharesCompared(**shares, cohort=own("cohort", 40, "count"))
    assert "of 40; source" in said(posts)
    other = ca.local(0.375, "share", id="own.with", source="Elsewhere")
    two = effect.model_copy(update={"with_programme": other})
    assert said(two).endswith(
        "sources: with, Elsewhere (given for this case); without, Anytown (given for this case)."
    )


def test_before_and_after_in_words() -> None:
    """480 over 400 is a fifth more: 60 expected; 42 of 60 is 0.7."""
    trend = {"trend_before": own("then", 400, YEARLY), "trend_after": own("now", 480, YEARLY)}
    effect = counted(50, 42, **trend)
    _, low, high = effect.rate_ratio(Inputs(effect.estimates))
    assert said(effect).startswith(
        "50 in 2019-20, 42 in 2022-23; 60.0 expected (moved with the comparison trend, +20.0%): "
        f"rate ratio 0.700, 95% interval {low:.3f} to {high:.3f}, "
    )
    assert "50.0 expected: rate ratio 0.840" in said(counted(50, 42))
