"""The page of units says what the fields take: each unit it names is taken, each other refused."""

from __future__ import annotations

import re

import pytest
from generate.units import MEANS, taken, units_page
from pydantic import BaseModel

import costavoid as ca
from costavoid.base.vocabulary import PERIODS_PER_YEAR, YEARS_PER_UNIT, Unit

# One class of each way to ask for an estimate, with what else it must have.
ASKED: dict[type[BaseModel], dict[str, object]] = {
    ca.Placement: {"weeks": 10},
    ca.PublishedCost: {},
    ca.CostDifference: {},
    ca.AgencyPost: {},
    ca.FixedStay: {},
    ca.CareProceedings: {},
    ca.RateAvoided: {},
    ca.NeonatalStay: {},
    ca.Delivery: {"cohort": 3},
    ca.HealthGain: {"qalys": 0.1},
    ca.Pause: {"women": 20},
}
FIELDS = [(cls, name) for cls in ASKED for name in taken(cls)]


def given(unit: Unit) -> ca.Estimate:
    money = {"price_year": "2025-26"} if unit.is_money else {}
    return ca.local(0.5, unit, id="own.number", source="Ours", **money)


@pytest.mark.parametrize(("cls", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_field_refuses_the_units_that_its_page_does_not_name(
    cls: type[BaseModel], name: str
) -> None:
    for unit in Unit:
        try:
            cls(**{**ASKED[cls], name: given(unit)})
        except ca.InputError as error:
            refused = f"given in {unit.value!r}" in str(error) and "this takes" in str(error)
        else:
            refused = False
        women = cls is ca.Pause and unit is Unit.EVENTS_PER_COUNCIL_YEAR  # asked with women alone
        assert refused is (unit not in taken(cls)[name] or women), (unit, name)


def test_every_unit_has_a_meaning_and_is_on_the_page() -> None:
    assert set(MEANS) == set(Unit)
    page = units_page()
    for unit in Unit:
        assert len(re.findall(rf"^\| `{re.escape(unit.value)}` \|", page, flags=re.M)) == 2


def test_the_page_says_how_many_make_a_year() -> None:
    page = units_page()
    for unit, many in {**PERIODS_PER_YEAR, **YEARS_PER_UNIT}.items():
        row = re.search(rf"^\| `{unit.value}` \|.*$", page, flags=re.M)
        assert row and (many == 1 or f"{many} to a year" in row[0])
    assert "| `GBP per hour` | no field | no field |" in page


def test_every_programmes_own_fields_are_said_once() -> None:
    assert units_page().count("every programme lag") == 1
    for name in ("weeks_replaced", "weeks_sooner"):  # from a base of its class, and its own
        assert name in units_page()
