"""The published figures of councils, against facts typed from the published tables."""

from __future__ import annotations

import math
from importlib.resources import files
from statistics import median

import pytest

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.evidence.catalogue import sources
from costavoid.localdata.councils import table

# Typed from the Local Authority Interactive Tool of April 2026, as it prints them.
MEASURES = (
    ("foster_week", "2024-25"),
    ("residential_week", "2024-25"),
    ("looked_after_week", "2016-17"),
    ("adoption_week", "2019-20"),
    ("social_work_week", "2023-24"),
    ("spend_looked_after", "2024-25"),
    ("looked_after", "2025"),
    ("looked_after_rate", "2016"),
    ("looked_after_started", "2022"),
    ("care_applications_rate", "2025"),
    ("in_need_rate", "2024"),
    ("protection_plans", "2023"),
    ("foster_share", "2020"),
    ("adopted", "2019"),
)
PRINTED = {
    "Hackney": "775 7570 1190 2740 240 45013809 352 54 164 7.4 439 181 75 12",
    "East Riding of Yorkshire": "720 14575 1215 1540 145 39933239 363 41 94 12.6 276.8 215 72 14",
    "Leeds": "270 8625 980 1580 165 148829653 1498 76 453 8.9 332.1 601 78 56",
    "Cornwall": "730 11325 1395 1095 135 76659097 638 41 224 10.3 288.6 405 76 29",
    "Durham": "690 8720 865 920 155 125385305 1183 68 388 21.1 411 532 69 48",
}
ENGLAND = "765 7385 1095 1285 165 8955421269 81770 60 31100 9.1 331.2 50780 71 3590"
CHILDREN = {  # of the Office for National Statistics, mid-2024
    "Hackney": 54191,
    "East Riding of Yorkshire": 63023,
    "Leeds": 176239,
    "Cornwall": 105786,
    "Durham": 100432,
}


@pytest.mark.parametrize("name", PRINTED)
def test_five_councils_to_the_printed_digit(name: str) -> None:
    frame = ca.council(name).figures().set_index(["measure", "year"])
    for at, printed, england in zip(MEASURES, PRINTED[name].split(), ENGLAND.split(), strict=True):
        assert frame.loc[at, "value"] == float(printed), at
        assert frame.loc[at, "england"] == float(england), at
        measure, year = at
        assert table.figures()[measure][year][ca.council(name).code] == printed
    assert frame.loc[("population", "2024"), "value"] == CHILDREN[name]


def test_englands_weekly_costs_again_from_spending_and_counts() -> None:
    """Section 251 outturn of 2023-24 over the counts first published of 31 March 2024."""
    spent, children = 8_139_343_017, 83_630
    fostering, foster_placements = 2_119_499_495, 56_390
    assert table.number(table.measure("spend_looked_after"), "2023-24", table.ENGLAND) == spent
    all_placements = spent / children / 365 * 7
    foster = fostering / foster_placements / 365 * 7
    assert f"{all_placements:,.1f}" == "1,866.5"
    assert f"{foster:.1f}" == "720.8"
    for measure, made in (("looked_after_week", all_placements), ("foster_week", foster)):
        printed = table.number(table.measure(measure), "2023-24", table.ENGLAND)
        assert printed is not None and abs(printed - made) < 2.5  # to the nearest 5


def test_what_is_suppressed_or_missing_stays_missing() -> None:
    hackney = ca.council("Hackney")
    frame = hackney.figures().set_index(["measure", "year"])
    assert math.isnan(frame.loc[("in_need_rate", "2021"), "value"])  # Hackney, after an attack
    assert frame["rank"].isna().equals(frame["value"].isna())
    with pytest.raises(InputError, match="missing or suppressed for Hackney"):
        hackney.figure("in_need_rate", year=2021)
    with pytest.raises(InputError, match="not published for Isles of Scilly"):
        ca.council("Isles of Scilly").figure("foster_week")
    assert not any(text in ("-", "c", "x", "") for text in table.figures()["adopted"]["2025"])


def test_rank_and_the_neighbours_median_by_hand() -> None:
    row = ca.council("Hackney").figures().set_index(["measure", "year"])
    row = row.loc[("care_applications_rate", "2025")]
    # Southwark ... Westminster, as the table prints them
    near = [table.figures()["care_applications_rate"]["2025"].get(c.code) for c in NEAR()]
    assert row["neighbours_median"] == median(float(text) for text in near if text)
    assert row["neighbours_median"] == pytest.approx(7.35)
    rates = table.figures()["care_applications_rate"]["2025"]
    councils = [float(t) for code, t in rates.items() if table.areas()[code].kind == "council"]
    assert row["of"] == len(councils) == 148
    assert row["rank"] == sum(rate > 7.4 for rate in councils) + 1


def NEAR() -> tuple[ca.Council, ...]:
    """Hackney's neighbours, as the model of 2025 lists them."""
    names = (
        "Southwark Islington Haringey Lambeth Tower_Hamlets Lewisham Camden Manchester "
        "Waltham_Forest Westminster"
    )
    return tuple(ca.council(name.replace("_", " ")) for name in names.split())


def test_neighbours_nearest_first() -> None:
    assert ca.council("Hackney").neighbours() == NEAR()
    assert all(len(near) == 10 for near in table.neighbours().values())
    assert ca.council("Cumbria").neighbours() == ()


def test_an_estimate_says_whose_what_and_how_far() -> None:
    own = ca.council("Hackney").figure("residential_week")
    assert (own.id, own.value, own.price_year) == (
        "placement.residential.any.week",
        7570,
        "2024-25",
    )
    assert (own.basis, own.payer, own.cash_releasing) == ("average", "council", 0.78)
    assert own.source.licence == "Open Government Licence v3.0"
    assert own.quality == "green"
    assert "not what one placement fewer saves" in own.caution
    assert "England's is £7,385" in own.caution
    # 4,240, 5,160, 7,215, 7,235 and 7,570 in pounds of 2024-25, by the deflator
    index = ca.price_index()
    printed = zip((2020, 2021, 2022, 2023, 2024), (4240, 5160, 7215, 7235, 7570), strict=True)
    logs = [
        math.log(cost * index.level("2024-25") / index.level(f"{year}-{year - 1999}"))
        for year, cost in printed
    ]
    mean = sum(logs) / 5
    deviation = math.sqrt(sum((each - mean) ** 2 for each in logs) / 4)
    assert own.low == pytest.approx(7570 / math.exp(1.959963984540054 * deviation), rel=1e-12)
    assert own.high == pytest.approx(7570 * math.exp(1.959963984540054 * deviation), rel=1e-12)
    assert own.range_kind == "between years"


def test_rates_shares_and_counts_are_in_their_units() -> None:
    hackney = ca.council("Hackney")
    assert hackney.figure("care_applications_rate").value == pytest.approx(7.4 / 10_000)
    assert hackney.figure("foster_share", year="2019-20").value == 0.75
    assert hackney.figure("looked_after", year=2025).unit == "count per year"
    assert hackney.figure("looked_after", year="2024-25") == hackney.figure("looked_after")
    baseline = ca.council("East Riding").figure("care_applications_rate", as_count=True)
    assert baseline.value == round(12.6 * 63023 / 10_000)
    assert baseline.unit == "count per year" and baseline.status == "derived"


def test_every_figure_of_every_council_can_be_had() -> None:
    made = 0
    for area in table.areas().values():
        if area.kind != "council":
            continue
        whose = ca.council(area.code)
        for measure in table.measures().values():
            if table.number(measure, max(table.figures()[measure.id]), area.code) is not None:
                estimate = whose.figure(measure.id)
                assert len(estimate.label) <= 90
                assert estimate.value >= 0
                made += 1
    assert made > 4000


def test_the_table_is_small_whole_and_sourced() -> None:
    data = files("costavoid.localdata.councils") / "data"
    assert sum(len((data / name.name).read_bytes()) for name in data.iterdir()) < 1_000_000
    for measure in table.measures().values():
        assert measure.source in sources()
        assert sources()[measure.source].licence.startswith("Open Government Licence")
        for year, values in table.figures()[measure.id].items():
            assert set(values) <= set(table.areas()), (measure.id, year)
    assert "dfe_neighbours_2025" in sources()


def test_a_year_is_asked_for_as_people_write_it() -> None:
    foster = table.measure("foster_week")
    for given in ("2023-24", "2023/24", "FY 2023-24"):
        assert table.year_of(foster, given) == "2023-24"
    with pytest.raises(InputError, match="could be either of two"):
        table.year_of(foster, 2024)
    with pytest.raises(InputError, match="published for 2016 to 2025"):
        ca.council("Hull").figure("looked_after", year="2012-13")
    with pytest.raises(InputError, match="Did you mean 'looked_after'"):
        ca.council("Hull").figure("looked_aftr")
