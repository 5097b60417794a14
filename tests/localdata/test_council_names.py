"""Which council a name means: short forms, codes, near misses, districts, councils of before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.base.errors import InputError
from costavoid.localdata.councils import table
from costavoid.localdata.councils.names import found

COUNCILS = [area for area in table.areas().values() if area.kind == "council"]


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("London Borough of Hackney", "Hackney"),
        ("hackney council", "Hackney"),
        ("E09000012", "Hackney"),
        ("204", "Hackney"),
        ("Hull", "Kingston upon Hull"),
        ("Kingston-upon-Hull, City of", "Kingston upon Hull"),
        ("St. Helens", "St Helens"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("Durham County Council", "Durham"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("Newcastle", "Newcastle upon Tyne"),
        ("City of Bristol", "Bristol"),
        ("City of London", "City of London"),
        ("E10000002", "Buckinghamshire"),  # as the county was coded
        ("Dorset", "Dorset"),
    ],
)
def test_by_name_short_form_or_code(called: str, name: str) -> None:
    assert ca.council(called).name == name


@given(
    st.sampled_from(COUNCILS), st.sampled_from(["{}", " {} ", "{} Council", "{} County Council"])
)
def test_every_council_is_found_by_what_it_is_called(area: table.Area, form: str) -> None:
    for called in (area.name, area.name.upper(), area.name.lower()):
        assert found(form.format(called)) == area
    assert found(area.code) == area


def test_no_two_councils_are_called_the_same() -> None:
    current = [area for area in COUNCILS if not area.ended]
    called = [name.casefold() for area in current for name in (area.name, *area.short, area.code)]
    assert len(called) == len(set(called))
    assert len(current) == 153  # 151 with returns of their own, the City of London and Scilly


@pytest.mark.parametrize(
    ("given_", "offered"),
    [("Hakney", "Did you mean Hackney"), ("Sheffeild", "Sheffield"), ("Norwhich", "Norfolk")],
)
def test_the_nearest_is_offered(given_: str, offered: str) -> None:
    with pytest.raises(InputError, match=offered):
        ca.council(given_)


@pytest.mark.parametrize(
    ("district", "county"),
    [
        ("Norwich", "Norfolk"),
        ("Gloucester City Council", "Gloucestershire"),
        ("Newcastle-under-Lyme", "Staffordshire"),
        ("St Albans", "Hertfordshire"),
        ("King's Lynn and West Norfolk", "Norfolk"),
    ],
)
def test_a_district_is_refused_with_the_county_that_runs_services(
    district: str, county: str
) -> None:
    with pytest.raises(InputError, match=f"run by {county}"):
        ca.council(district)


def test_a_district_of_before_names_the_council_of_today() -> None:
    with pytest.raises(InputError, match="a district until 2023; .* run by North Yorkshire"):
        ca.council("Harrogate")


def test_regions_and_england_are_no_councils() -> None:
    for name in ("London", "England", "North East"):
        with pytest.raises(InputError, match="is no council"):
            ca.council(name)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Cumbria", ("Cumberland", "Westmorland and Furness")),
        ("Northamptonshire", ("North Northamptonshire", "West Northamptonshire")),
        ("Dorset (before 2019)", ("Dorset", "Bournemouth, Christchurch and Poole")),
        ("Poole", ("Bournemouth, Christchurch and Poole",)),
    ],
)
def test_the_abolished_and_the_new_know_each_other(before: str, after: tuple[str, ...]) -> None:
    old = ca.council(before)
    assert old.is_abolished and "Abolished on 1 April" in old.note
    for name in after:
        new = ca.council(name)
        assert name.split(",")[0] in old.note
        assert not new.is_abolished and "Began on 1 April" in new.note
        assert before.split(" (")[0] in new.note
    with pytest.raises(InputError, match="Abolished"):
        ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26", council=before)


def test_a_council_that_took_over_from_its_districts_keeps_its_figures() -> None:
    somerset = ca.council("Somerset")
    assert "so its figures go on" in somerset.note
    assert somerset.figure("looked_after", year=2016).value > 0


@pytest.mark.parametrize("wrong", [None, 3, "", "   ", b"Hackney", ["Hackney"], "x" * 10_000])
def test_what_is_no_name_is_a_sentence(wrong: object) -> None:
    with pytest.raises(InputError, match="council: "):
        ca.council(wrong)
