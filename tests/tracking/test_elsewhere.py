"""A plan set against neighbours, region and England as published, by hand from the tables."""

from __future__ import annotations

from typing import Any

import pytest
from scipy.special import betaincinv

import costavoid as ca
from plan_cases import entries

# Started to be looked after in the years to March 2019, 2024 and 2025 (LAIT, April 2026), of East
# Riding's neighbours; Westmorland and Furness began in 2023 and has no 2019.
STARTED = {
    "Staffordshire": (401, 366, 416),
    "Shropshire": (153, 209, 207),
    "North Yorkshire": (146, 222, 242),
    "Warrington": (114, 143, 101),
    "Leicestershire": (207, 311, 299),
    "Somerset": (194, 247, 291),
    "Herefordshire": (95, 96, 68),
    "Warwickshire": (303, 329, 269),
    "Derbyshire": (369, 485, 405),
}
BEFORE, *AFTER = (sum(column) for column in zip(*STARTED.values(), strict=True))
ENGLAND = {2018: 32_190, 2019: 31_780, 2024: 33_130, 2025: 32_270}
STANDS = {"entries": ("looked_after_started", "2018-19")}
COUNTS = {"2023-24": 18, "2024-25": 15, "2025-26": 14}
TODAY = "2026-05-01"


def early(published: Any = STANDS) -> ca.Plan:
    """20 a year, a fifth fewer planned, from April 2023."""
    team = ca.Custom(
        name="edge-of-care team", start="2023-04-01", changes=entries(start="2023-04-01")
    )
    case = ca.appraise(team, horizon=3, price_year="2026-27", first_year="2023-24")
    return ca.plan(case, approved="2023-03-01", published=published)


def compared(actuals: Any = COUNTS, made: ca.Plan | None = None, **asked: Any) -> dict[str, Any]:
    asked = {"council": "East Riding", "today": TODAY, **asked}
    frame = (made or early()).against(actuals, **asked).to_frame()
    (found,) = frame[frame["compared"]].to_dict("records")
    return {str(name): value for name, value in found.items()}


def told(actuals: Any = COUNTS, made: ca.Plan | None = None, **asked: Any) -> str:
    asked = {"council": "East Riding", "today": TODAY, **asked}
    return str((made or early()).against(actuals, **asked))


def test_ten_neighbours_by_hand() -> None:
    """1,982 then, 2,408 and 2,298 since: two years of 20 would have been 47.5."""
    assert (BEFORE, AFTER) == (1982, [2408, 2298])
    found = compared()
    growth = 2353 / 1982
    assert found["observed"] == 33  # of the two years that are published
    assert found["without"] == pytest.approx(40 * growth, rel=1e-5)
    assert found["planned"] == pytest.approx(32 * growth, rel=1e-5)
    # Clopper-Pearson of 33 beside a baseline of as many events as have all three counts' error
    events, mean = 1 / (1 / 20 + 1 / 1982 + 1 / 2353), 40 * growth
    shares = betaincinv(33, events + 1, 0.025), betaincinv(34, events, 0.975)
    ends = [share / (1 - share) * events / mean for share in shares]
    assert [found["ratio_low"], found["ratio_high"]] == pytest.approx(ends, rel=1e-4)


def test_which_measure_stands_for_which_is_said() -> None:
    said = told()
    assert (
        "Set against East Riding of Yorkshire's ten statistical neighbours by Started to be looked "
        "after (looked_after_started), which the plan says stands for Entries to care, its "
        "baseline of 2018-19: 1,982 a year there then, 2,353 in 2023-24 and 2024-25 (+18.7%)."
    ) in said
    assert "Westmorland and Furness left out" in said
    assert "Not yet published, and left out of that comparison: 2025-26." in said
    assert "Open Government Licence" in said
    assert "2023-24 to 2024-25, against the comparison: " in said


def test_england_and_the_mean_of_two_years_before() -> None:
    found = compared(against="england")
    after = (ENGLAND[2024] + ENGLAND[2025]) / 2
    assert found["without"] == pytest.approx(40 * after / ENGLAND[2019], rel=1e-6)
    both = early({"entries": ("looked_after_started", "2017-18", "2018-19")})
    before = (ENGLAND[2018] + ENGLAND[2019]) / 2
    found = compared(made=both, against="England")
    assert found["without"] == pytest.approx(40 * after / before, rel=1e-6)
    assert "the rest of Yorkshire and The Humber by Started" in told(against="region")


def test_a_forecast_rests_on_a_comparison_of_all_that_was_counted() -> None:
    """7 in the first half of 2024-25; the rest of the year at the rate of all 25 so far."""
    whole = {"2023-24": 18, "2024-25 Q1": 4, "2024-25 Q2": 3}
    growth = 2353 / 1982
    assert compared(whole)["year_forecast"] == pytest.approx(7 + 25 / (30 * growth) * 10 * growth)
    # a year that nobody counted takes nothing from it
    gap = {"2023-24": "unknown", "2024-25 Q1": 5}
    assert compared(gap)["year_forecast"] == pytest.approx(20)
    plain = early().against(COUNTS, today=TODAY).counted[0]
    beside = early().against(COUNTS, today=TODAY, council="Hull").counted[0]
    assert (plain.forecast, plain.ahead) == (beside.forecast, beside.ahead)


def test_a_plan_that_does_not_say_is_not_compared() -> None:
    made = early(None)
    found = made.against(COUNTS, council="Hackney", today=TODAY)
    assert found.to_frame()["compared"].tolist() == [False]
    assert "Not set against Hackney's ten statistical neighbours: the plan does not say" in str(
        found
    )


@pytest.mark.parametrize(
    ("actuals", "stands", "said"),
    [
        (
            {"2023-24": "unknown"},
            ("looked_after_started", "2018-19"),
            "of no known count is not in",
        ),
        (
            {"2023-24": 18},
            ("looked_after_started", "2012-13"),
            "of 2012-13 is not in the published tables",
        ),
        (
            {"2023-24": "unknown", "2024-25": "unknown", "2025-26": 14},
            ("looked_after_started", "2018-19"),
            "Started to be looked after of 2025-26 is not in the published tables",
        ),
    ],
)
def test_what_is_not_published_is_not_compared(actuals: Any, stands: Any, said: str) -> None:
    found = early({"entries": stands}).against(actuals, council="Leeds", today=TODAY)
    assert found.to_frame()["compared"].tolist() == [False]
    assert said in str(found)


def test_it_is_in_the_register_and_sealed(tmp_path: Any) -> None:
    made = early()
    file = made.save(tmp_path / "c.plan.toml")
    assert ca.Plan.load(file) == made
    assert "which the plan says stands for Entries to care" in made.to_markdown()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"looked_after_started"', '"adopted"'), encoding="utf-8")
    with pytest.raises(ca.InputError, match=r"published: 'looked_after_started' when approved"):
        ca.Plan.load(file)


@pytest.mark.parametrize(
    ("stands", "said"),
    [
        ({"births": ("adopted", "2018-19")}, "benefit: 'births' given"),
        ({"entries": "adopted"}, "published, entries: 'adopted' given; give a measure and the"),
        ({"entries": ("adopted",)}, "give a measure and the year of the baseline"),
        ({"entries": ("adoptd", "2018-19")}, "published, entries: measure: 'adoptd' given"),
        ({"entries": ("foster_week", "2018-19")}, "counts no cases"),
        ({"entries": ("adopted", "then")}, "published, entries: .*'then' given"),
        ({"entries": ("adopted", "2019-20", "2018-19")}, "the first year comes first"),
        ({"entries": ("adopted", "2023-24")}, "2023-24 given, but the plan counts from 2023-24"),
        (["adopted"], "published: .* given; give a mapping"),
    ],
)
def test_a_measure_that_cannot_stand_for_it(stands: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        early(stands)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"council": None, "against": "region"}, "against: 'region' given without council"),
        ({"against": "everybody"}, "against: 'everybody' given"),
        ({"council": "Cumbria"}, "Abolished on 1 April 2023"),
        ({"council": "Norwich"}, "run by Norfolk"),
        ({"comparisons": {"entries": (10, 11)}}, "comparisons, entries: given, and council too"),
    ],
)
def test_whom_it_cannot_be_set_against(asked: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        told(**asked)
