"""Bad input: a clear sentence naming the field, what was given and the cure; nothing computed."""

from __future__ import annotations

import copy
import json
import math
import pickle
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

import costavoid as ca

WRONG = "placement.foster.an.week"
DURATION = "care_proceedings.duration"
RESIDENTIAL = "placement.residential.any.week"
PRICED = {"price_year": "2025-26", "source": "Ledger"}


def local(value: Any, unit: str | None = None, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, **{"source": "Ledger", **more})


def appraise(programme: Any = None, **options: Any) -> ca.Appraisal:
    return ca.appraise(
        programme or ca.Pause(women=20), **{"horizon": 5, "price_year": "2025-26", **options}
    )


def starting(day: str) -> ca.Appraisal:
    return appraise(ca.Pause(women=20, start=day), first_year="2025-26")


def steps(*shares: float, **more: Any) -> ca.StepStay:
    return ca.StepStay(times=(1, 2), shares=shares, **more)


@pytest.mark.parametrize(
    ("women", "said"),
    [
        (-3, "Pause.women: -3 given; must be 1 or more"),
        (0, "Pause.women: 0 given; must be 1 or more"),
        (20.5, "Pause.women: 20.5 given; a count must be a whole number"),
        ("20", "Pause.women: '20' given; a count must be a whole number"),
        (True, "Pause.women: True given; a count must be a whole number"),
        (math.nan, "Pause.women: nan given; a count must be a whole number"),
        (math.inf, "Pause.women: inf given; a count must be a whole number"),
    ],
)
def test_counts_of_people(women: Any, said: str) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.Pause(women=women)
    assert said in str(raised.value)


def test_counts_from_a_spreadsheet_are_counts() -> None:
    assert ca.Pause(women=np.int64(20)).women == ca.Pause(women=20.0).women == 20


@pytest.mark.parametrize(
    ("make", "said"),
    [
        # probabilities outside [0, 1]
        (lambda: ca.Pause(women=20, deadweight=1.4), ["deadweight", "1.4", "between 0 and 1"]),
        (lambda: ca.Pause(women=20, attribution=-0.1), ["attribution", "-0.1", "0 or more"]),
        (lambda: ca.Pause(women=20, persistence=(1.2,)), ["persistence", "1.2", "between 0 and 1"]),
        (
            lambda: ca.Pause(women=20, persistence=(0.2, 0.5)).outcomes(),
            ["persistence", "must fall"],
        ),
        # low > value > high
        (
            lambda: local(5, "weeks", low=6, high=7, range_kind="range"),
            ["low 6, value 5, high 7", "low <= value <= high"],
        ),
        (lambda: local(5, "weeks", low=4, high=6), ["range_kind"]),
        (lambda: local(5, "weeks", low=4), ["both or neither"]),
        # NaN and infinities
        (lambda: local(math.nan, "weeks"), ["value", "nan", "finite"]),
        (lambda: local(math.inf, "weeks"), ["value", "inf", "finite"]),
        (lambda: ca.Pause(women=20, lag=math.nan), ["nan", "finite"]),
        (lambda: local(-5, "weeks"), ["-5", "0 or more"]),
        # money without a price year, a rate without a period
        (lambda: local(5, "GBP per week"), ["5 GBP per week", "without a price year"]),
        (lambda: local(5, "GBP per", **PRICED), ["unit", "'GBP per'"]),
        (lambda: local(5, "events per person"), ["unit", "'events per person'"]),
        (lambda: ca.Pause(women=20, delivery_cost=18_000), ["delivery_cost", "18000"]),
        (lambda: ca.Placement(cost=765, weeks=26), ["cost", "765"]),
        (lambda: local(5, "weeks", price_year="2025-26"), ["only money"]),
        # years
        (lambda: appraise(price_year="2025"), ["'2025'", "write '2025-26'"]),
        (lambda: appraise(price_year="2025-27"), ["'2025-27'", "'2025-26'"]),
        (lambda: appraise(first_year="25-26"), ["'25-26'"]),
        (lambda: local(5, "GBP per week", price_year=2025), ["price_year", "2025"]),
        # a price year outside the index
        (lambda: appraise(price_year="1985-86"), ["1985-86", "from 1990-91 to 2030-31"]),
        (lambda: appraise(price_year="2040-41"), ["2040-41", "from 1990-91 to 2030-31"]),
        # a horizon of zero
        (lambda: appraise(horizon=0), ["horizon", "0 given", "1 or more"]),
        (lambda: appraise(horizon=2.5), ["horizon", "2.5", "whole number"]),
        (lambda: appraise(horizon=126), ["126", "125 years or fewer"]),
        # unknown fields and ids
        (lambda: ca.Pause(wemen=20), ["wemen", "'women'"]),
        (lambda: ca.default("placement.foster.week"), ["placement.foster.any.week"]),
        (
            lambda: appraise(overrides=[local(5, "GBP per week", id=WRONG, **PRICED)]),
            [WRONG, "placement.foster.any.week"],
        ),
        (
            lambda: appraise(
                overrides=[local(9, id=RESIDENTIAL, price_year="2024-25")]
            ),
            ["uses no such number"],
        ),
        (
            lambda: appraise(overrides=[local(820, id="placement.foster.any.week", **PRICED)] * 2),
            ["given twice"],
        ),
        (lambda: appraise().explain("removals.fostr"), ["removals.fostr", "Did you mean"]),
        (lambda: appraise().in_year("2040-41"), ["2040-41", "2025-26 to 2029-30"]),
        (lambda: appraise().financial_case("counsil"), ["counsil", "council"]),
        (lambda: appraise().cash_profile(prices="cash"), ["cash", "nominal"]),
        (lambda: appraise(schedule="health_rate"), ["health_rate", "health"]),
        (lambda: appraise(edition="2022"), ["2022", "2026"]),
        (lambda: appraise(timing="end of year"), ["timing", "end of year"]),
        (lambda: appraise(placement_inflation=math.nan), ["placement_inflation", "nan"]),
        # the programme's own
        (lambda: ca.Pause(), ["women=20", "councils=5"]),
        (lambda: ca.Pause(women=20, councils=5), ["not both"]),
        (lambda: ca.Pause(women=20, start="31/2/2026"), ["start", "31/2/2026", "2026-10-01"]),
        (lambda: starting("2024-10-01"), ["2024-10-01", "first_year"]),
        (lambda: starting("2040-10-01"), ["2040-10-01", "longer horizon"]),
        (
            lambda: ca.Pause(women=20, removal_rate=local(14, "events per council-year")),
            ["events per council-year", "events per person-year"],
        ),
        (lambda: ca.ChildrensCentres(), ["proceedings_before", "nothing given"]),
        (lambda: ca.ChildrensCentres(proceedings_before=60, proceedings_after=30), ["all three"]),
        (
            lambda: ca.ChildrensCentres(proceedings_before=60, against_national_trend=True),
            ["before-and-after only"],
        ),
        (
            lambda: ca.ChildrensCentres(
                proceedings_before=60,
                proceedings_after=40,
                before_year="2018-19",
                after_year="2020-21",
                against_national_trend=True,
            ),
            ["2020-21", "2009-10 to 2018-19"],
        ),
        (
            lambda: ca.ChildrensCentres(
                proceedings_before=60,
                proceedings_after=40,
                before_year="2014-15",
                after_year="2012-13",
            ),
            ["2014-15 and 2012-13", "come first"],
        ),
        (lambda: ca.ChildrensCentres(proceedings_before=60, weeks_sooner=8), ["both"]),
        (lambda: ca.Placement(), ["weeks=26"]),
        (
            lambda: ca.Placement(weeks=26, type="residential", provider="in_house"),
            ["give cost=..."],
        ),
        (lambda: steps(0.5, 0.6, tail="stays"), ["does not come back"]),
        (lambda: ca.Placement(stay=steps(0.5, 0.4, tail="stays")), ["Placement.until", "until=10"]),
        (lambda: steps(0.5, 0.4), ["tail", "nothing given"]),
        (
            lambda: appraise(
                ca.Pause(
                    women=20,
                    pathway=ca.InfantRemovedAtBirth(adoption_share=0.6, guardianship_share=0.5),
                )
            ),
            ["more than 1", "infant.exit.adoption 0.6"],
        ),
        (lambda: appraise("Pause"), ["costavoid.Pause(women=20)"]),
        (
            lambda: local(5, "GBP per week", price_year="2025-26", source=ca.Source(
                id="old", title="Old", publisher="P", year=2019)),
            ["2025-26", "dated 2019"],
        ),
    ],
)  # fmt: skip
def test_a_clear_sentence(make: Any, said: list[str]) -> None:
    with pytest.raises(ca.InputError) as raised:
        make()
    for words in said:
        assert words in str(raised.value)
    assert "pydantic" not in str(raised.value)
    assert "validation error" not in str(raised.value)


def custom(parts: tuple[ca.Outcome, ...]) -> ca.Custom:
    return ca.Custom(name="a test", changes=parts)


def outcome(**fields: Any) -> ca.Outcome:
    rate = fields.pop("rate", 0.2)
    expected = fields.pop("expected", None)
    unit = "events per person-year"
    made = {
        "id": "placements",
        "label": "Placements avoided",
        "counterfactual": ca.RateAvoided(
            rate=local(rate, unit, id="c.rate", design=fields.pop("design", None)),
            expected=local(expected, unit, id="c.expected") if expected else None,
            cohort=100,
        ),
        "pathway": ca.Placement(weeks=26),
        "children": "the same children",
        "months": 12,
    }
    return ca.Outcome(**{**made, **fields})


def test_overlapping_outcomes_are_refused() -> None:
    twice = (outcome(), outcome(id="others", pathway=ca.InfantRemovedAtBirth()))
    with pytest.raises(ca.InputError, match="placements and others: both save placement"):
        appraise(custom(twice))
    both = (outcome(), outcome(id="others", children="other children"))
    with pytest.raises(ca.InputError, match="for 200% of the cases; give each a share"):
        appraise(custom(both))
    apart = (outcome(share=0.5), outcome(id="others", children="other children", share=0.5))
    whole = appraise(custom((outcome(),))).annual()
    np.testing.assert_allclose(appraise(custom(apart)).annual(), whole)
    bundle = ca.PublishedCost(cost=ca.default("pause.cost_per_removal.projection"))
    inside = (outcome(pathway=bundle), outcome(id="others", pathway=ca.CareProceedings()))
    with pytest.raises(ca.InputError, match="both save care proceedings"):
        appraise(custom(inside))


@pytest.mark.parametrize("design", ["trial", "matched comparison"])
def test_deadweight_on_a_controlled_effect_is_refused(design: str) -> None:
    with pytest.raises(ca.InputError, match="0.3 given, but the effect rests on a " + design):
        appraise(custom((outcome(design=design, deadweight=0.3),)))
    assert appraise(custom((outcome(design="before and after", deadweight=0.3),)))


def test_no_more_can_be_avoided_than_expected() -> None:
    with pytest.raises(
        ca.InputError, match=r"0\.2 avoided a year given, but only 0\.1 are expected"
    ):
        appraise(custom((outcome(rate=0.2, expected=0.1),)))


def test_more_occurrences_than_people_only_where_the_event_recurs() -> None:
    # 264 removals among 100 women over 5 years is possible; 264 first entries among 100 is not
    many = {"rate": 0.528, "months": 60, "people": 100}
    assert appraise(custom((outcome(**many),))).annual().sum() > 0
    with pytest.raises(ca.InputError, match=r"264\.0 occurrences avoided among 100 people"):
        appraise(custom((outcome(**many, recurs=False),)))


def test_a_cost_over_several_payers_cannot_be_one_payers_line() -> None:
    total = ca.CareProceedings(council=ca.default("care_proceedings.total"))
    with pytest.raises(ca.InputError, match=r"care_proceedings\.total: no single payer"):
        appraise(custom((outcome(pathway=total),)))


def test_a_studys_total_over_several_payers_is_never_the_councils() -> None:
    bundle = ca.PublishedCost(cost=ca.default("care_proceedings.total"))
    by_payer = appraise(custom((outcome(pathway=bundle),))).by_payer()
    assert by_payer.loc["several", "avoided"] > 0
    assert by_payer.loc["several", "cash"] == 0
    assert by_payer.loc["council", "gross"] == 0


def test_the_effect_of_a_volume_must_be_what_is_counted() -> None:
    weeks = local(10, "weeks", id="weeks.saved", design="trial")
    volume = ca.Volume(cases=local(12, "count per year"), effect=weeks)
    sooner = appraise(custom((outcome(counterfactual=volume, pathway=ca.Placement(weeks=weeks)),)))
    assert sooner.annual().sum() > 0
    with pytest.raises(ca.InputError, match="effect weeks.saved is not part of the pathway"):
        outcome(counterfactual=volume, pathway=ca.Placement(weeks=40))


def test_figures_without_an_id_do_not_collide() -> None:
    one, other = local(5, "weeks"), local(6, "weeks")
    assert one.id != other.id
    assert local(5, "weeks") == one


def test_one_id_cannot_hold_two_numbers() -> None:
    other = outcome(rate=0.4, id="others", children="other children")
    with pytest.raises(ca.InputError, match=r"c\.rate: two different numbers under one id"):
        appraise(custom((outcome(), other)))


def test_several_wrong_fields_are_all_named() -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.Pause(women=-1, programme_months=0, colour="red")
    text = str(raised.value)
    assert "women" in text and "programme_months" in text and "colour" in text


def test_json_that_is_not_a_record() -> None:
    text = appraise().to_json()
    for wrong, said in (
        ("{", "line 1"),
        ("[]", "not an appraisal written by to_json()"),
        (text.replace('"Pause"', '"Paws"', 1), "'Paws' given. Did you mean 'Pause'?"),
        (text.replace('"women": 20', '"women": 21', 1), "does not give the pounds it holds"),
        (text.replace('"women": 20', '"women": -1', 1), "Pause.women: -1 given"),
        (text.replace('"overrides"', '"override"', 1), "'overrides' missing"),
    ):
        with pytest.raises(ca.InputError) as raised:
            ca.Appraisal.from_json(wrong)
        assert said in str(raised.value)


@pytest.mark.parametrize(
    "start", [0, 46296, True, "2026-02-30", "9999-12-31", pd.NaT, np.datetime64("2026-10-01")]
)
def test_what_is_not_a_day(start: Any) -> None:
    with pytest.raises(ca.InputError, match="it takes a day"):
        ca.Pause(women=20, start=start)


def test_days_from_a_spreadsheet_are_days() -> None:
    late = datetime(2026, 10, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))  # 2 October here
    with pytest.raises(ca.InputError, match="give it without a time zone"):
        ca.Pause(women=20, start=late)
    for start in (pd.Timestamp("2026-10-01 12:00"), datetime(2026, 10, 1), date(2026, 10, 1)):
        assert ca.Pause(women=20, start=start).start == date(2026, 10, 1)


@pytest.mark.parametrize(
    "number", [np.True_, 1 + 2j, np.complex128(1), [1], np.array([1.0]), pd.Series([1.0]), b"1"]
)
def test_what_is_not_a_number(number: Any) -> None:
    with pytest.raises(ca.InputError, match="number"):
        ca.Pause(women=20, deadweight=number)
    with pytest.raises(ca.InputError, match="whole number"):
        ca.Pause(women=number)
    with pytest.raises(ca.InputError, match="number"):
        local(number, "weeks")


def test_numbers_of_other_kinds_are_numbers() -> None:
    for number in (Decimal("0.25"), Fraction(1, 4), np.float32(0.25)):
        assert ca.Pause(women=20, deadweight=number).deadweight.value == 0.25


@pytest.mark.parametrize(
    ("override", "said"),
    [
        (local(0, "weeks", id=DURATION), "care_proceedings.duration: a stay of 0"),
        (local(1e9, "weeks", id=DURATION), "an hour and 200 years"),
        (local(1e308, "GBP per week", id="placement.foster.any.week", **PRICED), "too large"),
        (local(0.9, "share", id="infant.exit.adoption"), "add to more than 1"),
    ],
)  # fmt: skip
def test_an_override_is_checked_like_the_number_it_replaces(
    override: ca.Estimate, said: str
) -> None:
    with pytest.raises(ca.InputError, match=said):
        appraise(overrides=[override])


def test_one_override_alone_will_do_and_other_things_will_not() -> None:
    paid = local(912, id="placement.foster.any.week", **PRICED)
    assert appraise(overrides=paid).npv == appraise(overrides=[paid]).npv
    for wrong in ({"placement.foster.any.week": 912}, "placement.foster.any.week", None, 912):
        with pytest.raises(ca.InputError, match="give a list of Estimates"):
            appraise(overrides=wrong)
    with pytest.raises(ca.InputError, match="overrides: 912 given"):
        appraise(overrides=[912])


def test_units_that_mean_something_else_are_refused() -> None:
    per_woman = ca.default("delivery.pause.woman_year")
    with pytest.raises(ca.InputError, match="how many people is not known"):
        appraise(ca.Pause(councils=5, delivery_cost=per_woman))
    hourly = local(100, "GBP per hour", id="h", **PRICED)
    with pytest.raises(ca.InputError, match="delivery cost: h given in 'GBP per hour'"):
        appraise(ca.Pause(women=20, delivery_cost=hourly))
    lag = local(39, "weeks", id="lag.weeks")
    with pytest.raises(ca.InputError, match="lag: lag.weeks given in 'weeks'; .*'months'"):
        ca.Pause(women=20, lag=lag)
    ratio = {**local(0.5, "ratio", id="r").model_dump(mode="json")}
    with pytest.raises(ca.InputError, match="share: r given in 'ratio'"):
        ca.NeonatalStay(share=ratio)


def test_the_librarys_own_numbers_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        ca.defaults()["placement.foster.any.week"] = local(1, "weeks")
    with pytest.raises(TypeError):
        ca.price_index().index["2025-26"] = 1.0
    with pytest.raises(AttributeError):
        appraise().inputs.in_use = {}


def test_an_appraisal_can_be_copied_and_sent_to_another_process() -> None:
    appraisal = appraise()
    for twin in (pickle.loads(pickle.dumps(appraisal)), copy.deepcopy(appraisal)):
        assert twin.to_json() == appraisal.to_json()


def test_repeated_ids_are_refused() -> None:
    with pytest.raises(ca.InputError, match="outcome: placements stands twice"):
        appraise(custom((outcome(), outcome(children="others"))))
    same = (outcome(), outcome(id="others", children="  The SAME  children "))
    with pytest.raises(ca.InputError, match="both save placement"):
        appraise(custom(same))


def test_a_case_with_nothing_to_count_is_refused() -> None:
    nothing = dict.fromkeys(
        ("pre_proceedings", "application_fee", "council", "legal_aid", "court", "cafcass")
    )
    with pytest.raises(ca.InputError, match="no outcome has a cost to avoid"):
        appraise(custom((outcome(pathway=ca.CareProceedings(**nothing)),)))


def test_the_effect_may_go_the_other_way() -> None:
    unit = "events per person-year"
    unsure = local(0.086, unit, id="t", low=-0.01, high=0.18, range_kind="95% interval")
    appraisal = appraise(ca.Pause(women=20, removal_rate=unsure))
    assert any(f.id == "could_be_chance" for f in appraisal.review())


def test_before_and_after_counts() -> None:
    years = {"before_year": "2021-22", "after_year": "2023-24"}
    for wrong, said in (
        (
            {"proceedings_before": 60.5, "proceedings_after": 50},
            "60.5 given; a count must be whole",
        ),
        ({"proceedings_before": 0, "proceedings_after": 0}, "nothing to compare"),
        (
            {
                "proceedings_before": 60,
                "proceedings_after": 50,
                "trend_before": 0,
                "trend_after": 9,
            },
            "0",
        ),
    ):
        with pytest.raises(ca.InputError, match=said):
            appraise(ca.ChildrensCentres(**wrong, **years))


@pytest.mark.parametrize("count", [-5, 2.5, math.nan, 1e15])
def test_counts_of_an_interval(count: float) -> None:
    with pytest.raises(ca.InputError, match="count"):
        ca.poisson_interval(count)
    with pytest.raises(ca.InputError, match="count"):
        ca.rate_ratio_interval(3, count)
    with pytest.raises(ca.InputError, match="exposure"):
        ca.rate_ratio_interval(3, 3, exposure=0)


def test_a_first_year_before_the_price_index() -> None:
    with pytest.raises(ca.InputError, match="first_year: 1980-81 given; .* starts in 1990-91"):
        appraise(first_year="1980-81")


def test_a_cost_priced_outside_the_index_is_named() -> None:
    old = local(500, id="placement.foster.any.week", price_year="1985-86", source="Archive")
    with pytest.raises(ca.InputError, match="placement.foster.any.week: price year: 1985-86"):
        appraise(overrides=[old])


def test_a_programme_of_ones_own_class_cannot_be_kept_as_json() -> None:
    class Mine(ca.Pause):
        pass

    with pytest.raises(ca.InputError, match="put it together as a costavoid.Custom"):
        appraise(Mine(women=20)).to_json()
    with pytest.raises(TypeError, match="abstract"):
        ca.Intervention()


def test_an_edited_record_is_noticed() -> None:
    record = json.loads(appraise().to_json())
    for edit in (
        {"settings": {**record["settings"], "schedule": "health"}},
        {"settings": None},
        {"overrides": None},
        {"pounds": {}},
        {"programme": []},
        {"totals": {"real": 1}},
    ):
        with pytest.raises(ca.InputError, match="JSON|Settings"):
            ca.Appraisal.from_json(json.dumps({**record, **edit}))
    for text in (None, b"\xff", "[" * 100_000):
        with pytest.raises(ca.InputError, match="JSON"):
            ca.Appraisal.from_json(text)


def test_a_record_says_what_else_was_edited_in_it() -> None:
    record = json.loads(appraise().to_json())
    (line, *_) = record["quantities"]
    quantity = {**record["quantities"][line], "used": [9.0] * 5}
    for edit in (
        {"years": record["years"][1:]},
        {"quantities": {**record["quantities"], line: quantity}},
        {"quantities": {}},
    ):
        with pytest.raises(ca.InputError, match="does not give the pounds it holds"):
            ca.Appraisal.from_json(json.dumps({**record, **edit}))


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1e999", "NaN", "-Infinity", "1" * 5000])
def test_a_number_that_no_record_holds(number: str) -> None:
    text = appraise().to_json()
    for place in ('"women": 20', '"horizon": 5', '"value": 0.19708', '"placement_inflation": 0.0'):
        assert place in text
        name = place.partition(":")[0]
        with pytest.raises(ca.InputError, match="JSON|given"):
            ca.Appraisal.from_json(text.replace(place, f"{name}: {number}", 1))


def test_a_record_of_another_version_or_other_data_is_not_taken_in_silence() -> None:
    written = appraise()
    for name in ("costavoid", "data_sha256"):
        record = {**json.loads(written.to_json()), name: "another"}
        with pytest.warns(UserWarning, match="written by costavoid .*'another'.* this is "):
            again = ca.Appraisal.from_json(json.dumps(record))
        assert again.to_json() == written.to_json()
        record["totals"] = dict.fromkeys(record["totals"], 1.0)
        with pytest.raises(ca.InputError, match="'another'.* Use that version, or appraise anew"):
            ca.Appraisal.from_json(json.dumps(record))
        del record[name]
        with pytest.raises(ca.InputError, match=f"{name}' missing"):
            ca.Appraisal.from_json(json.dumps(record))


def test_a_record_that_asks_for_millions_of_draws_is_not_obeyed_unasked() -> None:
    text = appraise(draws=1_000).to_json()
    assert ca.Appraisal.from_json(text).uncertainty.draws == 1_000
    greedy = text.replace('"draws": 1000', '"draws": 50000000', 1)
    with pytest.raises(ca.InputError, match=r"50000000 given, .* most_draws=50000000\)"):
        ca.Appraisal.from_json(greedy)
    with pytest.raises(ca.InputError, match="draws: 1000 given, more than 999"):
        ca.Appraisal.from_json(text, most_draws=999)
    with pytest.raises(ca.InputError, match="most_draws: 'all' given"):
        ca.Appraisal.from_json(text, most_draws="all")


COUNTS = {"before_year": "2012-13", "after_year": "2014-15", "proceedings_before": 60}


def test_half_a_trend_of_ones_own_is_refused() -> None:
    after = {**COUNTS, "proceedings_after": 48}
    with pytest.raises(ca.InputError, match="one or the other"):
        ca.ChildrensCentres(**after, against_national_trend=True, trend_before=100)
    with pytest.raises(ca.InputError, match="only one of before and after"):
        ca.ChildrensCentres(**after, trend_before=100)
    with pytest.raises(ca.InputError, match="before-and-after only"):
        ca.ChildrensCentres(proceedings_before=60, trend_before=100, trend_after=90)


def test_a_copy_follows_its_changed_fields() -> None:
    plain = ca.ChildrensCentres(**COUNTS, proceedings_after=48)
    trended = plain.model_copy(update={"against_national_trend": True})
    assert trended == ca.ChildrensCentres(
        **COUNTS, proceedings_after=48, against_national_trend=True
    )
    later = trended.model_copy(update={"after_year": "2016-17"})
    assert later.trend_after == ca.default("care_applications.england.2016_17")
    residential = ca.Placement(weeks=26).model_copy(update={"type": "residential"})
    assert residential.cost == ca.default("placement.residential.any.week")


@pytest.mark.parametrize("inflation", [3, -3, 0.51])
def test_a_percentage_written_as_a_number(inflation: float) -> None:
    with pytest.raises(ca.InputError, match="write 0.03 for 3%"):
        appraise(placement_inflation=inflation)


def test_no_payer_is_not_every_payer() -> None:
    with pytest.raises(ca.InputError, match="payer: None given"):
        appraise().financial_case(None)


def test_a_step_table_without_shares() -> None:
    with pytest.raises(ca.InputError, match="1 times and 0 shares"):
        ca.StepStay(times=(6,), shares=(), tail="leaves")


def test_what_cannot_be_said_is_refused_before_it_is_computed() -> None:
    half = local(48.5, "count per year", id="proceedings.after")
    with pytest.raises(ca.InputError, match="48.5"):
        appraise(ca.ChildrensCentres(**COUNTS, proceedings_after=48), overrides=[half])


def test_a_payer_changed_in_a_record_is_noticed() -> None:
    text = appraise().to_json()
    with pytest.raises(ca.InputError, match="does not give the pounds"):
        ca.Appraisal.from_json(text.replace('"payer": "council"', '"payer": "nhs"', 1))


@pytest.mark.parametrize("cost", [1e200, 1e308])
def test_pounds_beyond_all_reason_are_refused(cost: float) -> None:
    week = ca.local(cost, id="placement.foster.any.week", price_year="2025-26", source="Ledger")
    with pytest.raises(ca.InputError, match="too large or too small to compute"):
        ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26", overrides=[week])


def test_a_delivery_cost_of_nothing_is_not_somebody_elses() -> None:
    free = ca.local(0, "GBP per year", id="own.cost", price_year="2025-26", source="Anytown")
    case = ca.appraise(ca.Pause(women=20, delivery_cost=free), horizon=5, price_year="2025-26")
    assert "The delivery cost given is nothing." in case.in_full()
    assert "Others pay" not in case.in_full()


def test_a_marginal_cost_never_takes_the_cash_share_of_an_average_one() -> None:
    own = {"id": "placement.foster.any.week", "price_year": "2025-26", "source": "Ledger"}
    with pytest.raises(ca.InputError, match="basis='marginal' given without cash_releasing"):
        ca.local(640, basis="marginal", **own)
    assert ca.local(640, basis="marginal", cash_releasing=1, **own).cash_releasing == 1
    assert ca.local(640, **own).cash_releasing == 0.8


def test_a_number_without_a_name_takes_that_of_its_field() -> None:
    judged = ca.local(0.3, "share", source="Panel, 2025")
    pause = ca.Pause(women=20, deadweight=judged)
    assert pause.deadweight.label.startswith("Deadweight")


def test_a_field_of_a_part_is_shown_where_it_goes() -> None:
    with pytest.raises(ca.InputError) as refused:
        ca.Custom(name="Ours", changes=(), months=12)
    assert "Custom.months: there is no such field, but changes and costs have one" in str(
        refused.value
    )
    with pytest.raises(ca.InputError, match="but delivery_cost has one: give it there"):
        ca.Pause(women=20, posts=())
    with pytest.raises(ca.InputError, match="wemen: there is no such field. Did you mean 'women'"):
        ca.Pause(wemen=20)
    with pytest.raises(ca.InputError, match="price_year: there is no such field. Known"):
        ca.Pause(women=20, price_year="2025-26")  # of every number, so of none


def test_what_was_not_given_is_not_blamed() -> None:
    with pytest.raises(ca.InputError) as neither:
        ca.Pause()
    assert "not both" not in str(neither.value)
    with pytest.raises(ca.InputError, match="not both"):
        ca.Pause(women=20, councils=2)


@pytest.mark.parametrize("text", ["null", "[]", "5", '{"format": null}'])
def test_what_is_no_record_is_told_without_python(text: str) -> None:
    with pytest.raises(ca.InputError) as refused:
        ca.Appraisal.from_json(text)
    assert not any(word in str(refused.value) for word in ("TypeError", "NoneType", "subscript"))
