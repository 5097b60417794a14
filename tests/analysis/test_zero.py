"""The search for a zero, on nets made by hand: each root is solved on paper, beside its net."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pytest

import costavoid as ca
from costavoid.analysis.zero import zero, zeros
from costavoid.base.errors import InputError

Net = Callable[[float], float]


def number(value: float, unit: str = "ratio") -> ca.Estimate:
    money = {"price_year": "2025-26"} if unit.startswith("GBP") else {}
    return ca.local(value, unit, id="own.number", source="Anytown (invented)", **money)


def refusing(net: Net, refused: Callable[[float], bool]) -> Net:
    """The net, where the number can be that."""

    def found(value: float) -> float:
        if refused(value):
            raise InputError(f"{value:g} given; it cannot be.")
        return net(value)

    return found


def not_whole(value: float) -> bool:
    return value != int(value)


def at(net: Net, value: float, unit: str = "ratio") -> float:
    """The zero, where there is one."""
    found, reason = zero(net, number(value, unit))
    assert reason == ""
    return found


def why(net: Net, value: float, unit: str = "ratio") -> str:
    """The reason, where there is none."""
    found, reason = zero(net, number(value, unit))
    assert math.isnan(found)
    return reason


class Counted:
    """A net that remembers what it was asked."""

    def __init__(self, net: Net) -> None:
        self.net, self.asked = net, list[float]()

    def __call__(self, value: float) -> float:
        self.asked.append(value)
        return self.net(value)


# ---- a straight line


def test_a_straight_line_takes_four_nets_and_no_search() -> None:
    net = Counted(lambda x: 3 * x - 7.5)
    assert at(net, 10) == 2.5
    assert sorted(net.asked) == [0.0, 2.0, 2.5, 10.0]  # 2 is the whole number beside it


def test_a_straight_line_to_an_end_has_no_search_either() -> None:
    """To nothing, which has been asked for; and to all of a share."""
    to_none, to_all = Counted(lambda x: 3 * x), Counted(lambda x: 1 - x)
    assert at(to_none, 10) == 0 and sorted(to_none.asked) == [0, 10]
    assert at(to_all, 0.5, "share") == 1 and sorted(to_all.asked) == [0, 0.5, 1]


def test_a_straight_line_from_nothing() -> None:
    """From 0, where the other end is the most: 2 of a working week of 5 days."""
    assert at(lambda x: 300 * x - 600, 0, "days per week") == 2
    assert at(lambda x: 300 - 600 * x, 0, "share") == 0.5


def test_a_straight_line_through_the_other_end_where_nothing_is_refused() -> None:
    """0 cannot be: the line goes through the most, 52 weeks a year, and is zero at 13."""
    net = Counted(refusing(lambda x: 100 * x - 1300, lambda x: x <= 0))
    assert at(net, 26, "weeks per year") == 13
    assert len(net.asked) == 4


def test_a_whole_root_that_the_line_misses_by_a_rounding() -> None:
    """2.3 lots of (x - 7): divided and multiplied again, no double gives 7; it is tried too."""
    for lots in (2.3, 1 / 3, 0.7, 1e-3, 7.7):
        net = refusing(lambda x, lots=lots: lots * (x - 7), not_whole)
        assert at(net, 22, "count per year") == 7


def test_a_line_is_not_believed_where_the_net_is_not_zero() -> None:
    """From 10 and 0 a line of slope 10 would end at 4; x² = 40 is at 6.3246."""
    assert at(lambda x: x**2 - 40, 10) == pytest.approx(math.sqrt(40), rel=1e-11)


def test_the_value_in_use_may_be_the_zero() -> None:
    assert at(lambda x: 4 * x - 20, 5) == 5
    assert at(lambda x: x**2 - 25, 5) == 5
    assert at(lambda x: x * (x - 4), 4) == 4  # and so is 0, further off
    assert at(lambda x: x**3, 0, "events per person-year") == 0


# ---- where it crosses


def test_a_crossing_between_the_value_and_either_end() -> None:
    """A cube is no line: (x/30)³ = 1 at 30, above 10 and below 100."""
    for present in (10, 100):
        assert at(lambda x: (x / 30) ** 3 - 1, present) == pytest.approx(30, rel=1e-11)


def test_the_zero_is_a_thousandth_of_a_billionth_from_the_root() -> None:
    found = at(lambda x: 1e6 * (math.exp(x) - 1.5), 0.9, "share")
    assert abs(found - math.log(1.5)) < 2e-12


def test_of_two_crossings_it_is_the_nearest_to_the_value_in_use() -> None:
    """(x - 2)(x - 50) is above zero at 0, below at the value in use and above at the end."""
    net = lambda x: (x - 2) * (x - 50)  # noqa: E731
    assert at(net, 20) == pytest.approx(2)
    assert at(net, 30) == pytest.approx(50)
    both = lambda x: (x + 3) * (x - 5)  # noqa: E731
    assert at(both, 0.5, "QALYs") == pytest.approx(-3)
    assert at(both, 2.5, "QALYs") == pytest.approx(5)


def test_a_hump_between_two_losses_is_found_on_either_side() -> None:
    """Below zero at both ends and at the value in use, above only in between: the steps find it.

    From 10 to 10,000 they stand at 10 + 9,990 (k/8)²: 166, 634, ..., 5,629, 7,659; from 0.9 down to
    0 at 0.9 (1 - (k/8)²): 0.886, ..., 0.394, 0.211.
    """
    hump = lambda low, high: lambda x: (x - low) * (high - x)  # noqa: E731
    assert at(hump(100, 1000), 10) == pytest.approx(100)
    assert at(hump(100, 200), 10) == pytest.approx(100)  # holds the first step only
    assert at(hump(6000, 9000), 10) == pytest.approx(6000)  # and the last
    assert at(hump(0.2, 0.4), 0.9, "share") == pytest.approx(0.4)
    assert at(hump(0.87, 0.89), 0.9, "share") == pytest.approx(0.89)
    assert at(hump(-900, -100), 3, "events per person-year") == pytest.approx(-100)


def test_a_hollow_between_two_savings_is_found_too() -> None:
    assert at(lambda x: (x - 100) * (x - 1000), 10) == pytest.approx(100)


@pytest.mark.parametrize("peak", [0.123, 0.18, 0.25, 0.27, 0.3, 0.333, 0.5, 0.61, 0.71])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_peak_between_two_steps_is_found(peak: float, sign: int) -> None:
    """Above zero for 0.001 on either side of its peak, or below it, like a parabola.

    Eighths of the two gaps beside the nearest, four times over, are less than 0.002 apart: 0.4 / 8,
    then a quarter of that each time, 0.0008.
    """
    found = at(lambda x: sign * (1 - 1e6 * (x - peak) ** 2), 0.9, "share")
    assert min(abs(found - peak - 0.001), abs(found - peak + 0.001)) < 1e-9


def test_nothing_is_looked_at_where_zero_is_a_crossing() -> None:
    """0 lies between an end below it and the value: below at the ends, above at 0 alone.

    1 - 4 x² is zero at ±0.5; from 30 it is nearer at 0.5.
    """
    net = Counted(lambda x: 1 - 4 * x**2)
    assert at(net, 30, "QALYs") == pytest.approx(0.5)
    # the value, 0, where the line ends (twice), both ends, and what the root takes
    assert set(net.asked) >= {0.0, 30.0, -30_000.0, 30_000.0}


def test_zero_is_looked_at_where_the_number_can_only_be_little_more() -> None:
    """1 - 1,000,000 x² is above zero for a thousandth on either side of 0; past 0.5 is refused."""
    net = refusing(lambda x: 1 - 1e6 * x**2, lambda x: x > 0.5)
    assert at(net, 0.3, "QALYs") == pytest.approx(0.001)


def test_where_nothing_is_refused_the_others_are_crossed() -> None:
    net = refusing(lambda x: x**3 + 8, lambda x: x == 0)
    assert at(net, 0.2, "events per person-year") == pytest.approx(-2)


# ---- how far it is looked for


def test_a_thousand_times_the_value_is_as_far_as_it_is_looked_for() -> None:
    square = lambda root: lambda x: x**2 - root**2  # noqa: E731
    assert at(square(1999), 2) == pytest.approx(1999)
    assert why(square(2001), 2).startswith(
        "nothing would: at 2,000, the best of all, it still costs £"
    )
    assert at(square(999), 0.2) == pytest.approx(999)  # a value below 1 counts as 1
    assert why(square(1001), 0.2).startswith(
        "nothing would: at 1,000, the best of all, it still costs £"
    )
    cube = lambda root: lambda x: x**3 - root**3  # noqa: E731
    assert at(cube(-1999), -2, "QALYs") == pytest.approx(-1999)
    assert "nothing would" in why(cube(-2001), -2, "QALYs")


def test_a_part_is_no_more_than_its_whole_and_nothing_is_less_than_none() -> None:
    assert why(lambda x: 1000 * x - 1500, 0.5, "share") == (
        "nothing would: at 100%, the best of all, it still costs £500."
    )
    assert why(lambda x: 10 * x - 60, 1, "days per week") == (
        "nothing would: at 5 days per week, the best of all, it still costs £10."
    )
    assert why(lambda x: -x - 30, 2, "GBP per week") == (
        "nothing would: at £0 per week, the best of all, it still costs £30."
    )


def test_the_last_value_that_can_be_is_found_by_halving() -> None:
    """Refused above 7: x² = 36 is found below it, and x² = 64 is not; 7² - 64 = -15."""
    assert at(refusing(lambda x: x**2 - 36, lambda x: x > 7), 5) == pytest.approx(6)
    assert why(refusing(lambda x: x**2 - 64, lambda x: x > 7), 5) == (
        "nothing would: at 7, the best of all, it still costs £15."
    )
    # refused below 2, where x² = 4.0401 is at 2.01, a hundredth from the last that can be
    assert at(refusing(lambda x: x**2 - 4.0401, lambda x: x < 2), 5) == pytest.approx(2.01)
    assert why(refusing(lambda x: 3 - x**2, lambda x: x < 2), 5) == (
        "nothing would: at 2, the best of all, it still costs £1."
    )


def test_where_neither_end_can_be_there_is_no_line_and_the_nearest_is_found() -> None:
    """2 (x - 4.5)(7 - x) is £2 at 5: £1 for each one more or less would end at 7, or at 3."""
    net = refusing(lambda x: 2 * (x - 4.5) * (7 - x), lambda x: x < 1 or x > 8)
    assert at(net, 5) == pytest.approx(4.5)
    net = refusing(lambda x: 2 * (x - 3) * (5.5 - x), lambda x: x < 1 or x > 8)  # £2 at 5 too
    assert at(net, 5) == pytest.approx(5.5)


def test_a_crossing_on_the_way_to_the_last_value_is_kept() -> None:
    """Refused above 8,000, by halving from 10: 5,005 is the only value above zero, by fractions.

    Above zero from 4,990 to 5,020: neither the last value, 8,000, nor a step on the way to it
    (10 + 7,990 (k/8)²: 4,504 and 6,127) is in there.
    """
    for pounds in (1.0, 1e-6):
        net = refusing(lambda x, p=pounds: p * (x - 4990) * (5020 - x), lambda x: x > 8000)
        assert at(net, 10) == pytest.approx(4990)


def test_the_last_value_is_found_to_a_millionth() -> None:
    """A steep end: 1e6 (x - 7) is -£7 or less at a millionth below 7, so it is said as that."""
    asked = Counted(refusing(lambda x: 1e6 * (x - 7) - 1 + (x - 7) ** 2, lambda x: x > 7))
    reason = why(asked, 5)
    cost = float(reason.rpartition("£")[2].rstrip("."))
    assert reason.startswith("nothing would: at 7, the best") and 1 <= cost <= 8.1


def test_where_only_the_value_in_use_can_be_it_does_not_move() -> None:
    assert why(refusing(lambda x: -20.0, lambda x: x != 5), 5) == "it does not move this result."


def test_where_the_value_in_use_cannot_be_it_is_refused() -> None:
    with pytest.raises(InputError, match="5 given; it cannot be"):
        zero(refusing(lambda x: x - 2, lambda x: x == 5), number(5))


def test_an_end_that_is_refused_only_once_it_is_worked_out() -> None:
    """Too large to compute, which only its net says: x² = 36 is found on this side of it."""

    def nets(asked: Sequence[tuple[str, float]]) -> list[float | InputError]:
        return [InputError("too large") if x > 4000 else x**2 - 36 for _, x in asked]

    found = zeros({"a": number(5)}, nets, lambda asked: [None for _ in asked])["a"]
    assert found == (pytest.approx(6), "")


# ---- none


def test_no_movement_and_a_millionth_of_a_pound() -> None:
    assert why(lambda x: -300.0, 5) == "it does not move this result."
    assert why(lambda x: 0.0, 5) == "it does not move this result."
    assert why(lambda x: 1 + 9e-7 * x, 0.5, "share") == "it does not move this result."
    assert why(lambda x: 1 + 2e-6 * x, 0.5, "share") == (
        "nothing would: it saves £1 or more whatever the value."
    )


def test_it_saves_whatever_the_value_and_says_the_least() -> None:
    """x² + 100 is £100 at least, at 0; the top of a share is not asked for more than it is."""
    assert why(lambda x: x**2 + 100, 5) == (
        "nothing would: it saves £100 or more whatever the value."
    )
    assert why(lambda x: 500 - 200 * x**2, 0.5, "share") == (
        "nothing would: it saves £300 or more whatever the value."
    )


def test_it_costs_whatever_the_value_and_says_the_best() -> None:
    """The best is an end, or the value in use, also where another is as good."""
    assert why(lambda x: -1000 + 300 * x**2, 0.5, "share") == (
        "nothing would: at 100%, the best of all, it still costs £700."
    )
    assert why(lambda x: -300 - 100 * (x - 0.5) ** 2, 0.5, "share") == (
        "nothing would: no other value is better, and it costs £300."
    )
    assert why(lambda x: -300 - 100 * max(0.0, x - 0.5), 0.5, "share") == (
        "nothing would: no other value is better, and it costs £300."
    )
    # at a step inside: 0.9 (1 - (6/8)²) = 0.39375, where -200 - 1600 (x - 0.39375)² is the most
    assert why(lambda x: -200 - 1600 * (x - 0.39375) ** 2, 0.9, "share") == (
        "nothing would: at 39.4%, the best of all, it still costs £200."
    )


def step(height: float, slope: float = 1.0) -> Net:
    """A line to 5 and from 5, which steps over zero there by as much on either side."""
    return lambda x: slope * (x - 5) + math.copysign(height, x - 5)


def test_a_step_over_zero_is_none_and_pence_are_no_step() -> None:
    """A penny is none, or one part in 1e9 of the larger end of where it crosses, 5e8: 50p."""
    assert why(step(0.02), 10) == "the result steps over zero at 5, and is zero nowhere."
    assert at(step(0.009), 10) == pytest.approx(5)
    assert at(step(0.3, slope=1e8), 10) == pytest.approx(5)
    assert why(step(0.7, slope=1e8), 10) == "the result steps over zero at 5, and is zero nowhere."


# ---- whole counts


def test_a_whole_count_crosses_between_two_and_the_words_say_which_pays() -> None:
    """x² = 50 is between 7 and 8; more are better, or fewer."""
    more, fewer = (refusing(lambda x, s=s: s * (x**2 - 50), not_whole) for s in (1, -1))
    assert why(more, 5, "count per year") == "it must be whole: it pays at 8, and not at 7."
    assert why(fewer, 5, "count per year") == "it must be whole: it pays at 7, and not at 8."
    assert why(more, 12, "count") == "it must be whole: it pays at 8, and not at 7."
    assert why(fewer, 12, "count") == "it must be whole: it pays at 7, and not at 8."


def test_a_whole_count_between_none_and_one() -> None:
    """-1 with none, 0.75 with one: they are neighbours from the start."""
    net = refusing(lambda x: 1.75 * math.sqrt(x) - 1, not_whole)
    assert why(net, 1, "count") == "it must be whole: it pays at 1, and not at 0."


def test_a_count_that_only_some_whole_numbers_can_be_is_not_found() -> None:
    net = refusing(lambda x: x**2 - 50, lambda x: x not in (0, 5, 5000))
    reason = why(net, 5, "count per year")
    assert reason.startswith("not found: ") and reason.endswith(" given; it cannot be.")


# ---- side by side

NETS: dict[str, tuple[Net, ca.Estimate]] = {
    "line": (lambda x: 3 * x - 7.5, number(10)),
    "square": (lambda x: x**2 - 40, number(10)),
    "whole": (refusing(lambda x: x**2 - 50, not_whole), number(5, "count per year")),
    "still": (lambda x: -300.0, number(5)),
    "capped": (refusing(lambda x: x**2 - 64, lambda x: x > 7), number(5)),
    "hump": (lambda x: (x - 100) * (1000 - x), number(10)),
}
EXPECTED = {
    "line": (2.5, ""),
    "square": (math.sqrt(40), ""),
    "whole": (math.nan, "it must be whole: it pays at 8, and not at 7."),
    "still": (math.nan, "it does not move this result."),
    "capped": (math.nan, "nothing would: at 7, the best of all, it still costs £15."),
    "hump": (100.0, ""),
}


@pytest.mark.parametrize("names", [list(NETS), list(reversed(NETS)), ["whole", "square"]])
def test_searches_side_by_side_find_what_each_finds_alone(names: list[str]) -> None:
    """One of them refused, one still, in any order; each reply goes to the search that asked."""
    rounds = 0

    def one(name: str, value: float) -> float | InputError:
        try:
            return NETS[name][0](value)
        except InputError as refused:
            return refused

    def nets(asked: Sequence[tuple[str, float]]) -> list[float | InputError]:
        nonlocal rounds
        rounds += 1
        assert asked, "nothing is asked for"
        assert len(set(asked)) == len(asked), "one net is asked for twice"
        return [one(*pair) for pair in asked]

    def refusals(asked: Sequence[tuple[str, float]]) -> list[InputError | None]:
        assert asked, "nothing is asked for"
        return [found if isinstance(found := one(*p), InputError) else None for p in asked]

    found = zeros({name: NETS[name][1] for name in names}, nets, refusals)
    assert list(found) == names
    for name in names:
        value, reason = EXPECTED[name]
        assert found[name] == (pytest.approx(value, rel=1e-11, nan_ok=True), reason)
    if len(names) == len(NETS):
        alone = 0
        for name in names:
            before, rounds = rounds, 0
            zeros({name: NETS[name][1]}, nets, refusals)
            alone, rounds = alone + rounds, before
        assert rounds < alone  # what they ask is worked out together


def test_no_searches_find_nothing() -> None:
    assert zeros({}, lambda asked: [], lambda asked: []) == {}


def test_a_peak_beside_an_end_is_found() -> None:
    # 1 - 1,000,000 (x - 0.1) squared is zero at 0.099 and 0.101; at 0 it is -9,999
    share = ca.local(0.9, "share", id="own.share", source="By hand")
    root, why = zero(lambda value: 1 - 1e6 * (value - 0.1) ** 2, share)
    assert (root, why) == (pytest.approx(0.101, abs=1e-9), "")


def test_a_whole_count_at_which_a_bent_net_is_zero_is_found() -> None:
    # x squared less 49, of whole numbers only, is zero at 7
    def net(value: float) -> float:
        if value != int(value):
            raise InputError("a count must be whole")
        return value * value - 49

    count = ca.local(5, "count per year", id="own.count", source="By hand")
    assert zero(net, count) == (7.0, "")
