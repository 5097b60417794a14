"""The cookbook: each script is short, public, and comes to what the sum in the test comes to."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import Any

import pytest

import costavoid as ca

PAGE = (Path(__file__).parents[2] / "docs" / "cookbook.md").read_text(encoding="utf-8")
SCRIPTS = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.S | re.M)
FEWER_THAN = 25  # lines
NONE = "user.none"  # the source of a number that has none


@cache
def ran(number: int) -> tuple[str, dict[str, Any]]:
    """What the script of a recipe prints, run alone, and the names it leaves."""
    names: dict[str, Any] = {"__name__": "page"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(SCRIPTS[number - 1], f"recipe {number}", "exec"), names)
    return printed.getvalue(), names


def answer(number: int) -> ca.Appraisal:
    return ran(number)[1]["answer"]


def says(*words: str) -> None:
    """The page has the figure in its words."""
    flat = " ".join(PAGE.split())
    for each in words:
        assert each in flat, each


def test_there_are_ten_and_each_has_what_it_may_say_and_may_not() -> None:
    assert re.findall(r"^## (\d+)\.", PAGE, flags=re.M) == [str(n) for n in range(1, 11)]
    assert len(SCRIPTS) == 10
    for recipe in re.split(r"^## ", PAGE, flags=re.M)[1:]:
        assert recipe.count("*It may say*") == 1
        assert len(re.findall(r"\*It\s+may\s+not\s+say\*", recipe)) == 1
        assert re.search(r"^(Published:|Nobody published|Nothing is published)", recipe, flags=re.M)


@pytest.mark.parametrize("number", range(1, 11))
def test_a_script_is_short_and_uses_public_names_alone(number: int) -> None:
    script = SCRIPTS[number - 1]
    assert len(script.splitlines()) < FEWER_THAN
    tree = ast.parse(script)
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(n) for n in imports] == ["import costavoid as ca"]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_")
            if ast.unparse(node.value) == "ca":
                assert node.attr in ca.__all__
    bare = {id for id, used in answer(number).inputs.in_use.items() if used.source.id == NONE}
    assert not bare


def test_support_after_care() -> None:
    found = ran(1)[1]["answer"].break_even("hope")
    # a return costs 105,804, and support 7,857 for each who goes home: 7.426 returns in 100
    assert found.value == pytest.approx(0.2 - 7_857 / 105_804)
    assert round(105_804 / 7_857, 1) == 13.5
    home = 67e6 / 7_857
    assert round(0.2 * home * 105_804, -6) == 180e6
    assert round(0.35 * home * 105_804, -6) == 316e6
    says("7.4 in a hundred", "support for 13.5", "£180m", "£316m")


def test_family_drug_and_alcohol_court() -> None:
    # 28,020 a case, a tenth of it in the year of the case, a fifth in the next four, then a tenth
    discounted = sum(part / 1.035**year for year, part in enumerate((0.1, 0.2, 0.2, 0.2, 0.2, 0.1)))
    assert answer(2).bcr == pytest.approx(28_020 * discounted / 12_170)
    everyone = answer(2).by_payer().loc["all payers"]
    assert everyone["gross"] == pytest.approx(46 * 28_020)
    assert everyone["delivery"] == pytest.approx(-46 * 12_170)
    assert "£2.30 for each £1" in ran(2)[0] and "£2.12 for each £1" in ran(2)[0]
    says("£2.30 not discounted, and £2.12 discounted")


def test_step_down() -> None:
    # 14 stay 52 weeks and 5 stay 14: 798 weeks at 59,000 / 52
    weeks = 14 * 52 + 5 * 14
    released = weeks * (150_000 - 91_000) / 52
    assert answer(3).by_payer().loc["council", "cash"] == pytest.approx(released)
    assert round(released, -3) == 905_000
    says("£905,000 for 19 young people")


def test_agency_workers() -> None:
    assert answer(4).by_payer().loc["council", "cash"] == pytest.approx(44 * 37 * (1_800 - 1_280))
    assert 44 * 37 * 520 == 846_560
    assert round(44 * 52 * 520 / 1e6, 2) == 1.19
    says("£846,560", "£1.19m")


def test_a_trials_cost_difference() -> None:
    assert answer(5).npv == pytest.approx(-100 * 1_812)
    # a normal as wide as the interval: how often it is below nothing
    error = (5_744 + 2_700) / 2 / NormalDist().inv_cdf(0.975)
    chance = NormalDist(1_812, error).cdf(0)
    assert answer(5).uncertainty.chance_public_purse_pays_back == pytest.approx(chance, abs=0.004)
    assert round(chance, 2) == 0.2
    says("£181,200 for 100 mothers", "one chance in five")


def test_before_and_after_with_the_years_before() -> None:
    levels = dict(ca.price_index().levels)
    each = 25_000 * levels["2018-19"] / levels["2005-06"]
    peak, usual = 14_597 - 13_556, (11_159 + 12_792 + 14_597) / 3 - 13_556
    assert peak == 1_041 and round(usual) == -707
    assert answer(6).npv == pytest.approx(usual * each)
    assert f"£{peak * each:,.0f}" in ran(6)[0]
    says("1,041 fewer", f"£{peak * each / 1e6:.0f}m", "707 more", "230 times")


def test_payers_who_share_a_saving() -> None:
    table = answer(7).by_payer()
    for payer, saved in {"council": 2_600_000, "police": 107_000, "nhs": 200_000}.items():
        assert table.loc[payer, "gross"] == pytest.approx(saved)
    assert table.loc["all payers", "net"] == pytest.approx(2_907_000 - 4_800_000)
    says("£4.8m is more than the £2.9m")


def test_a_present_value_is_not_discounted_again() -> None:
    # the last of the two is the wrong one: half a twelfth, eleven twelfths, half a twelfth
    parts = (1 / 24, *(1 / 12,) * 11, 1 / 24)
    twice = sum(part / 1.035**year for year, part in enumerate(parts))
    assert answer(8).npv == pytest.approx(10 * (320_000 * twice - 270_000))
    assert ran(8)[0].startswith(f"£{10 * (320_000 - 270_000):,.0f}, £1.19 for each £1")
    says("£500,000 more than they cost", f"lost £{10 * (270_000 - 320_000 * twice):,.0f}")


def test_families_supported() -> None:
    assert answer(9).bcr == pytest.approx(12_000 / 5_493)
    assert round(12_000 / 5_493, 2) == 2.18
    assert answer(9).by_payer().loc["all payers", "gross"] == pytest.approx(105_671 * 12_000)
    assert round(105_671 * 11_200 / 1e9, 2) == 1.18 and round(11_200 / 5_214, 2) == 2.15
    says("£1.27bn and £2.18", "£1.18bn and £2.15")


def test_two_councils_with_one_service() -> None:
    saved = 3 * 2 * (77_346 + 2 * 66_560)
    spent = 3 * (77_346 + 3 * 66_560) + 60_000
    assert answer(10).by_payer().loc["council", "net_cash"] == pytest.approx(saved - spent)
    larger = saved / 2 - spent * 3 / 4
    assert larger == pytest.approx(-36_910.5)
    assert re.search(r"^Larger +-36910", ran(10)[0], flags=re.M)
    says("the larger council does")
