"""Units as people write them: taken where the number is the same, and advised where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import costavoid as ca
from costavoid.base.errors import nearest
from costavoid.base.unit_words import unit_advice
from costavoid.base.vocabulary import Unit

PRICED = {"price_year": "2025-26", "source": "Ledger"}
KNOWN = [unit.value for unit in Unit]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("£ per week", Unit.GBP_PER_WEEK),
        ("£/week", Unit.GBP_PER_WEEK),
        ("GBP weekly", Unit.GBP_PER_WEEK),
        ("gbp Per Week", Unit.GBP_PER_WEEK),
        ("pounds a year", Unit.GBP_PER_YEAR),
        ("£ p.a.", Unit.GBP_PER_YEAR),
        ("£ per annum", Unit.GBP_PER_YEAR),
        ("£pcm", Unit.GBP_PER_MONTH),
        ("£", Unit.GBP),
        ("pounds", Unit.GBP),
        ("£ per person per year", Unit.GBP_PER_PERSON_YEAR),
        ("£ per FTE per year", Unit.GBP_PER_PERSON_YEAR),
        ("people", Unit.COUNT),
        ("posts", Unit.COUNT),
        ("FTE", Unit.COUNT),
        ("number of children", Unit.COUNT),
        ("cases a year", Unit.COUNT_PER_YEAR),
        ("families per annum", Unit.COUNT_PER_YEAR),
        ("events per school per year", Unit.EVENTS_PER_SCHOOL_YEAR),
        ("weeks per child", Unit.WEEKS),
        ("week", Unit.WEEKS),
        ("days a week", Unit.DAYS_PER_WEEK),
        ("weeks a year", Unit.WEEKS_PER_YEAR),
        ("proportion", Unit.SHARE),
    ],
)
def test_what_plainly_means_a_unit_is_that_unit(written: str, meant: Unit) -> None:
    more = PRICED if meant.is_money else {"source": "Ours"}
    assert ca.local(0.5, written, **more).unit is meant


def test_a_unit_is_its_own_meaning() -> None:
    for unit in Unit:
        assert Unit(unit.value) is Unit(unit.value.upper()) is unit


def test_the_way_it_is_written_changes_nothing() -> None:
    one, other = (ca.local(912, unit, **PRICED) for unit in ("£ per week", "GBP per week"))
    assert one == other
    week = "placement.foster.any.week"
    assert ca.local(9, "£ a week", id=week, **PRICED) == ca.local(9, id=week, **PRICED)
    with pytest.raises(ca.InputError, match="this number is in 'GBP per week'"):
        ca.local(9, "£ a year", id=week, **PRICED)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("GBP per case", "'GBP per event' for so much each time it happens, or 'GBP per person'"),
        ("£ per child", "'GBP per event'"),
        ("per cent", "as a 'share': 0.3 for 30%"),
        ("%", "as a 'share': 0.3 for 30%"),
        ("£k", "250000 for 250 thousand"),
        ("£000", "250000 for 250 thousand"),
        ("per 10,000 children", "0.0086 for 86 in 10,000"),
        ("pence", "0.5 for 50 pence"),
        ("GBP per yaer", "Did you mean 'GBP per year'?"),
        ("£ per moon", "The units of money are 'GBP', "),
        ("moons", "The units are 'GBP', "),
    ],
)
def test_what_would_change_the_number_is_refused_with_what_to_write(
    written: str, said: str
) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.local(0.5, written, source="Ours")
    assert f"unit: {written!r} given. " in str(raised.value) and said in str(raised.value)


@pytest.mark.parametrize("written", ["GBP per case", "GBP per post", "GBP per dog", "moths per"])
def test_no_unit_is_offered_for_its_letters(written: str) -> None:
    assert "Did you mean" not in unit_advice(written, KNOWN)


def test_no_name_is_offered_that_shares_half_its_letters() -> None:
    assert "Did you mean" not in nearest("posts", ["months", "share"])


def test_a_wrong_unit_lists_those_that_the_field_takes(tmp_path: Path) -> None:
    def said(field: str, unit: str) -> str:
        file = tmp_path / "a.toml"
        money = ', price_year = "2025-26"' if "GBP" in unit else ""
        file.write_text(
            f'programme = "Pause"\nwomen = 2\n'
            f'{field} = {{ value = 1, unit = "{unit}", source = "Us"{money} }}',
            encoding="utf-8",
        )
        with pytest.raises(ca.InputError) as raised:
            ca.load(file)
        return str(raised.value)

    assert "lag.unit: 'moons' given. The units are 'months'." in said("lag", "moons")
    assert "this takes a number in 'months'" in said("lag", "weeks")
    with pytest.raises(ca.InputError, match="this takes money: 'GBP', 'GBP per event'"):
        ca.Pause(women=2, delivery_cost=ca.local(3, "months", source="Us"))
