"""A return's counts by year as actuals: what rounding and hiding leave, by hand."""

from __future__ import annotations

from typing import Any

import pytest
from scipy import stats
from test_so_far import large

import costavoid as ca
from plan_cases import appraisal, plan

TODAY = "2030-01-01"


def counts(**years: tuple[int, int] | None) -> ca.YearlyCounts:
    """Ranges by year, y2027=(18, 22); None where hidden."""
    found = {int(name[1:]): between for name, between in years.items()}
    return ca.YearlyCounts(
        "children whose first care-type order falls in the year",
        {year: None if pair is None else sum(pair) // 2 for year, pair in found.items()},
        {year: pair for year, pair in found.items() if pair is not None},
        ("Rounded.",),
    )


def test_intervals_reach_from_the_least_to_the_most() -> None:
    """20 shown, 18 to 22: Garwood's from that of 18 to that of 22, and so the ratio's."""
    found = plan().against({"entries": counts(y2027=(18, 22))}, today=TODAY)
    (row,) = found.to_frame().to_dict("records")
    assert (row["observed_least"], row["observed_most"]) == (18, 22)
    garwood = (stats.chi2.ppf(0.025, 36) / 2, stats.chi2.ppf(0.975, 46) / 2)
    assert (row["low"], row["high"]) == pytest.approx(garwood)
    low = stats.binomtest(18, 38).proportion_ci(0.95, method="exact").low
    high = stats.binomtest(22, 42).proportion_ci(0.95, method="exact").high
    ends = (low / (1 - low), high / (1 - high))
    assert (row["ratio_low"], row["ratio_high"]) == pytest.approx(ends, rel=1e-5)
    assert "18 to 22 counted (95% interval 10.7 to 33.3); 16 planned; 20 expected" in str(found)
    assert "Fewer than without the programme: -2 to 2 (95%" in str(found)


@pytest.mark.parametrize(
    ("between", "verdict"),
    [
        ((3200, 3200), "fewer, and the plan is not ruled out"),
        ((4000, 4000), "the planned fall is ruled out, and no fall is seen"),
        ((3200, 4000), "cannot tell yet"),  # one end is as planned, the other is no fall
        ((3550, 3650), "fewer, but not as many fewer as planned"),
    ],
)
def test_only_what_all_of_them_rule_out_is_ruled_out(
    between: tuple[int, int], verdict: str
) -> None:
    found = large().against({"entries": counts(y2027=between)}, today=TODAY).to_frame()
    assert found["verdict"].tolist() == [verdict]


def test_a_hidden_year_is_not_known() -> None:
    found = plan().against({"entries": counts(y2027=(18, 22), y2028=None)}, today=TODAY)
    assert "Not known, and left out of all of these: 2027-28" in str(found)
    hidden = plan().against({"entries": counts(y2027=None)}, today=TODAY)
    assert hidden.to_frame()["verdict"].tolist() == ["no count is known"]
    assert "| 2026-27 | unknown | \\- | \\- | \\- |" in hidden.to_markdown()


def test_years_before_the_first_and_a_start_in_september_are_not_known() -> None:
    late = plan().against({"entries": counts(y2028=(13, 17))}, today=TODAY)
    assert "Not known, and left out of all of these: 2026-27." in str(late)
    autumn = ca.plan(appraisal(start="2026-09-01"), approved="2026-03-02")
    said = str(autumn.against({"entries": counts(y2027=(8, 12), y2028=(13, 17))}, today=TODAY))
    months = "2026-09, 2026-10, 2026-11, 2026-12, 2027-01, 2027-02, 2027-03."
    assert f"Not known, and left out of all of these: {months}" in said
    assert "13 to 17 counted" in said


def test_no_forecast_is_made_from_ranges_and_the_document_has_them() -> None:
    found = plan().against({"entries": counts(y2027=(18, 22), y2028=(13, 17))}, today=TODAY)
    assert found.counted[0].forecast is None
    text = found.to_markdown()
    assert "| 2027-28 | 13 to 17 | 16 | 31 to 39 |" in text
    assert "the council's own SSDA903 return, children whose first care-type order" in text
    assert "Given for Entries to care: children whose first care-type order" in text


@pytest.mark.parametrize(
    ("actuals", "said"),
    [
        ({"births": counts(y2027=(8, 12))}, "benefit: 'births' given"),
        ({"entries": counts(y2026=(8, 12))}, "years that end in 2026, none of them a whole year"),
        ({"entries": counts(y2030=(8, 12))}, "that has ended on 2030-01-01"),
        ({"entries": counts(y2027=(8, 12)), "2026-27": 9}, "benefit: '2026-27' given"),
    ],
)
def test_what_of_a_return_cannot_be_used(actuals: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        plan().against(actuals, today=TODAY)


def test_a_reading_by_itself_does_not_say_which_count_it_is(tmp_path: Any) -> None:
    ours = ca.read_903(ca.invent_903(tmp_path / "r", starts=30, years=2, end=2028, seed=1))
    with pytest.raises(ca.InputError, match="a 903 reading given; give which of its counts"):
        plan().against(ours, today=TODAY)
    found = plan().against({"entries": ours.yearly("proceedings")}, today=TODAY)
    assert found.counted[0].observed.source.endswith("rounded")
