"""How neighbours, a region and England moved, by hand from the published tables."""

from __future__ import annotations

import pytest

import costavoid as ca
from costavoid.base.errors import InputError

EAST_RIDING = ca.council("East Riding")
# Care applications for each 10,000 in the years to March 2019 and 2025 (LAIT), and children in
# the middle of 2018 and 2024 (ONS), of its neighbours; Westmorland and Furness has none.
NEIGHBOURS = {
    "Staffordshire": (11.3, 166976, 10.5, 174804),
    "Shropshire": (12.3, 58931, 16.8, 60153),
    "North Yorkshire": (6.2, 114922, 10.3, 115721),
    "Warrington": (9.6, 44037, 9.3, 44799),
    "Leicestershire": (6.2, 138152, 6.6, 147439),
    "Somerset": (10.6, 109613, 11.4, 113024),
    "Herefordshire": (16.4, 34534, 5.9, 34439),
    "Warwickshire": (10.9, 115696, 6.8, 129392),
    "Derbyshire": (12.8, 151120, 10.5, 156155),
}
BEFORE = sum(rate * children / 10_000 for rate, children, _, _ in NEIGHBOURS.values())
AFTER = sum(rate * children / 10_000 for _, _, rate, children in NEIGHBOURS.values())
YEARS = ("care_applications_rate", "2018-19", "2024-25")
COUNTS = {
    "before": 90,
    "after": 79,
    "before_year": "2018-19",
    "after_year": "2024-25",
}


def test_the_neighbours_trend_by_hand() -> None:
    trend = EAST_RIDING.trend(*YEARS, against="neighbours")
    assert set(trend) == {"trend_before", "trend_after"}
    assert trend["trend_before"].value == pytest.approx(BEFORE, abs=0.05)
    assert trend["trend_after"].value == pytest.approx(AFTER, abs=0.05)
    note = trend["trend_after"].note
    assert "Westmorland and Furness left out" in note
    assert all(name in note for name in NEIGHBOURS)
    assert trend["trend_after"].source.id == "dfe_lait_cafcass_2026"


def test_it_is_what_a_before_and_after_takes() -> None:
    effect = ca.BeforeAfter(**COUNTS, **EAST_RIDING.trend(*YEARS))
    expected = 90 * round(AFTER, 1) / round(BEFORE, 1)
    assert effect.rate_ratio()[0] == pytest.approx(79 / expected, rel=1e-12)
    england = ca.BeforeAfter(**COUNTS, **EAST_RIDING.trend(*YEARS, against="England"))
    # 11.3 and 9.1 for each 10,000 of 11,755,555 (mid-2018) and 12,183,016 (mid-2024)
    assert england.rate_ratio()[0] != effect.rate_ratio()[0]
    centres = ca.ChildrensCentres(
        proceedings_before=90,
        proceedings_after=79,
        before_year="2018-19",
        after_year="2024-25",
        **EAST_RIDING.trend(*YEARS),
    )
    assert centres.counterfactual().rate_ratio() == effect.rate_ratio()


def test_counts_are_summed_as_printed() -> None:
    """Looked-after children of Hackney's region but Hackney, and of England, as published."""
    england = ca.council("Hackney").trend("looked_after", "2015-16", "2024-25", "England")
    assert (england["trend_before"].value, england["trend_after"].value) == (70410, 81770)
    assert england["trend_after"].status == "published"
    shares = ca.council("Hackney").trend(
        "looked_after", "2021-22", "2024-25", "England", per_child=True
    )
    assert shares["trend_before"].unit == "share"
    assert shares["trend_before"].value == pytest.approx(82090 / 11762878)  # mid-2021


def test_manchesters_neighbours_as_the_article_is_checked() -> None:
    """7,878 looked after among 889,999 children in March 2022: typed for another page."""
    trend = ca.council("Manchester").trend("looked_after", "2021-22", "2024-25", per_child=True)
    assert trend["trend_before"].value == pytest.approx(
        ca.default("series.neighbours.looked_after_share.2022").value, rel=1e-6
    )


def test_the_region_is_the_rest_of_it() -> None:
    trend = ca.council("Hull").trend("looked_after", "2021-22", "2024-25", "region")
    assert "East Riding" in trend["trend_after"].note
    assert "Kingston upon Hull" not in trend["trend_after"].note
    assert trend["trend_after"].label.startswith("Children looked after, the rest of Yorkshire")


def test_the_mean_of_several_years_before() -> None:
    one = EAST_RIDING.trend("looked_after_started", "2021-22", "2024-25", "England", earlier=1)
    assert one["trend_before"].value == (28470 + 31100) / 2  # typed from the table
    assert one["trend_after"].value == 32270


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("foster_week", "2018-19", "2024-25"), "counts no cases"),
        (("population", "2018", "2024"), "counts no cases"),
        (("looked_after", "2024-25", "2018-19"), "it comes first"),
        (("looked_after", "2012-13", "2018-19"), "published for 2016 to 2025"),
        (("looked_after", "2018-19", "2024-25", "everybody"), "against: 'everybody'"),
        (("lookd_after", "2018-19", "2024-25"), "Did you mean 'looked_after'"),
    ],
)
def test_what_cannot_be_a_trend_is_a_sentence(given: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        EAST_RIDING.trend(*given)


def test_a_council_without_neighbours_says_so() -> None:
    with pytest.raises(InputError, match="none in the model of 2025"):
        ca.council("Cumbria").trend("looked_after", "2018-19", "2021-22")
