"""What a user sees: printing, overrides, inputs, review, payback, frozen objects."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import costavoid as ca
from costavoid.cashflow import metrics

OWN_FOSTER = ca.local(
    912, id="placement.foster.any.week", price_year="2025-26", source="Anytown ledger, period 6"
)


def appraise(programme: Any = None, **options: Any) -> ca.Appraisal:
    return ca.appraise(
        programme or ca.Pause(women=20), **{"horizon": 5, "price_year": "2025-26", **options}
    )


def words(appraisal: ca.Appraisal) -> str:
    """What is printed, without its line breaks."""
    return " ".join(appraisal.in_full().split())


def test_pause_with_women_alone_is_valid_and_cautious() -> None:
    appraisal = appraise()
    assert appraisal.years[0] == "2025-26"
    rate = appraisal.inputs.in_use["pause.removals_avoided.round1"]
    assert rate.value == pytest.approx(27 / 137, abs=1e-6)
    # 20 women x 1.5 years x 0.19708 = 5.91 removals, in time order after the lag of 9 months
    line = appraisal.line("removals.assessment")
    assert line.cases.total(appraisal.inputs) == pytest.approx(5.9124, abs=1e-4)
    # the lag leaves three months of cases in the first year, so no saving to speak of
    assert appraisal.in_year("2025-26").loc["council", "net_cash"] < 0


def test_first_year_follows_the_start_else_the_price_year() -> None:
    assert appraise(ca.Pause(women=20, start="2027-02-01")).years[0] == "2026-27"
    assert appraise(ca.Pause(women=20), price_year="2024-25").years[0] == "2024-25"
    assert appraise(ca.Pause(women=20), first_year="2028-29").years[0] == "2028-29"
    assert appraise(ca.Pause(women=20, start="2026-10-01"), horizon=3).years == (
        "2026-27",
        "2027-28",
        "2028-29",
    )


def test_the_headline_leads_with_the_councils_own_cash() -> None:
    lines = appraise().in_full().splitlines()
    assert lines[0] == "Pause: 20 women, 18 months"
    council = next(i for i, line in enumerate(lines) if line.startswith("The council's own cash"))
    others = next(i for i, line in enumerate(lines) if line.startswith("Avoided by others"))
    assert council < others
    text = words(appraise())
    assert "How we know: before and after" in text
    assert "Weakness: There is no comparison group" in text
    assert "95% interval 0.13 to 0.287" in text
    assert "Not counted:" in text
    assert "does not pay back" in text


def test_results_are_gross_and_net_of_delivery() -> None:
    frame = appraise().by_payer()
    council = frame.loc["council"]
    assert council["net"] == pytest.approx(council["gross"] + council["delivery"])
    assert council["delivery"] < 0


def test_an_override_replaces_by_id_and_both_stay_visible() -> None:
    base, own = appraise(), appraise(overrides=[OWN_FOSTER])
    used = own.inputs_used().loc["placement.foster.any.week"]
    assert (used["value"], used["library_value"]) == (912, 765)
    assert (used["price_year"], used["library_price_year"]) == ("2025-26", "2024-25")
    assert used["status"] == "local" and "Anytown" in used["source"]
    assert used["cash_releasing"] == 0.8  # taken from the number it replaces
    factor = 912 / (765 * 103.2388 / 100)
    before, after = (a.to_frame().groupby("line")["pounds"].sum() for a in (base, own))
    fostering = [line for line in before.index if ".foster_" in line]
    assert len(fostering) == 4
    for line in before.index:
        expected = before[line] * (factor if line in fostering else 1)
        assert after[line] == pytest.approx(expected)


def test_inputs_used_lists_every_number_and_setting() -> None:
    frame = appraise(overrides=[OWN_FOSTER]).inputs_used()
    assert frame.index.is_unique
    settings = frame[frame["status"] == "setting"]["setting"]
    assert settings["Pause.women"] == "20"
    assert settings["Pause.programme_months"] == "18"
    assert settings["settings.schedule"] == "standard"
    estimates = frame[frame["status"] != "setting"]
    for column in ("label", "value", "unit", "source", "quality"):
        assert estimates[column].notna().all()
    assert frame.loc["care_proceedings.legal_aid", "value_in_price_year"] == pytest.approx(
        15_000 * 103.2388 / 61.3576
    )


def test_the_charitys_rate_is_called_an_upper_claim() -> None:
    claimed = ca.Pause(women=20, removal_rate=ca.default("pause.removals.projection"))
    sentences = " ".join(f.sentence for f in appraise(claimed).review())
    assert "upper claim" in sentences
    assert "upper claim" not in " ".join(f.sentence for f in appraise().review())


def found(appraisal: ca.Appraisal) -> set[str]:
    return {finding.id for finding in appraisal.review()}


def test_each_review_rule_trips_and_stays_quiet() -> None:
    base = found(appraise())
    assert {"no_comparison", "caution", "stale_cost", "average_as_cash", "assumed"} <= base
    assert not {"no_delivery", "no_source", "beyond_forecast", "more_not_fewer"} & base
    seen = ca.local(0.3, "share", id="deadweight", source="Neighbouring council, 2022 to 2025")
    graded = ((None, "serious"), (0, "serious"), (0.3, "serious"), (seen, "warning"))
    for deadweight, severity in graded:
        reviewed = appraise(ca.Pause(women=20, deadweight=deadweight)).review()
        assert {f.severity for f in reviewed if f.id == "no_comparison"} == {severity}
    assert "no_comparison" not in found(appraise(ca.Pause(councils=1, neonatal=None)))
    assert "no_delivery" in found(appraise(ca.Pause(women=20, delivery_cost=None)))
    assert "no_source" in found(appraise(ca.Pause(women=20, lag=6)))
    assert "beyond_forecast" in found(appraise(horizon=8))
    worse = ca.ChildrensCentres(
        proceedings_before=40, proceedings_after=50, before_year="2012-13", after_year="2014-15"
    )
    assert "more_not_fewer" in found(appraise(worse))
    assert "phased_in" in found(appraise(ca.ChildrensCentres(proceedings_before=40)))
    assert "phased_in" not in found(appraise(worse))
    assert {"counted_before", "could_be_chance"} <= found(appraise(worse))
    recent = {"before_year": "2023-24", "after_year": "2025-26"}
    better = ca.ChildrensCentres(proceedings_before=95, proceedings_after=45, **recent)
    assert not {"counted_before", "could_be_chance", "trend"} & found(appraise(better))
    trended = {"trend_before": 100, "trend_after": 110}
    assert "trend" in found(appraise(better.model_copy(update=trended)))
    many = ca.local(8.6, "events per person-year", id="many", source="A slip of the pen")
    assert "more_than_one_each" in found(appraise(ca.Pause(women=20, removal_rate=many)))
    assert "more_than_one_each" not in base
    assert "beyond_horizon" in found(appraise(horizon=1))
    assert "beyond_horizon" not in base
    assert "pathway_assumption" in base
    averaged = ca.Placement(cost=ca.default("placement.average.week"), weeks=26)
    assert "average_of_all_care" in found(appraise(ca.Pause(women=20, pathway=averaged)))
    recent = ca.Placement(weeks=26)
    quiet = found(appraise(ca.Pause(women=20, pathway=recent, neonatal=None, delivery_cost=None)))
    assert "stale_cost" not in quiet and "average_of_all_care" not in quiet
    bought = ca.Placement(provider="agency", weeks=26)
    priced = found(appraise(ca.Pause(women=20, pathway=bought, neonatal=None)))
    assert "average_as_cash" not in priced


def entries(**fields: Any) -> ca.Outcome:
    """Entries to care avoided: 5 a year, 20 weeks of fostering each."""
    rate = ca.local(0.1, "events per person-year", id="r", source="T")
    made = {
        "id": "entries",
        "label": "Entries avoided",
        "counterfactual": ca.RateAvoided(rate=rate, cohort=50),
        "pathway": ca.Placement(weeks=20),
        "children": "children",
        "months": 12,
    }
    return ca.Outcome(**{**made, **fields})


def test_inputs_used_reaches_into_parts_and_pathways() -> None:
    table = ca.StepStay(times=(3, 9), shares=(0.6, 0.2), tail="leaves")
    outcome = entries(pathway=ca.Placement(stay=table), phase_in=(0.5,))
    frame = appraise(ca.Custom(name="team", changes=(outcome,))).inputs_used()
    settings = frame[frame["status"] == "setting"]["setting"]
    assert settings["Custom.changes.entries.counterfactual.cohort"] == "50"
    assert settings["Custom.changes.entries.phase_in"] == "(0.5,)"
    assert settings["Custom.changes.entries.pathway.stay.shares"] == "(0.6, 0.2)"
    assert settings.str.len().max() < 40


def test_no_sentence_is_made_false_by_an_override() -> None:
    kept = ca.local(0.2, id="infant.exit.long_term_care", source="Ledger")
    text = words(appraise(overrides=[kept]))
    assert "the share set to stay to 18 (none unless set)" in text
    assert "none stay to 18" not in text


def test_shares_are_added_up_after_overrides() -> None:
    one, other = (ca.local(0.5, "share", id=id, source="T") for id in ("share.one", "share.other"))
    both = (entries(share=one), entries(id="others", children="others", share=other))
    team = ca.Custom(name="team", changes=both)
    assert appraise(team).annual().sum() > 0
    with pytest.raises(ca.InputError, match="for 140% of the cases"):
        appraise(team, overrides=[ca.local(0.9, "share", id="share.one", source="T")])


def test_cases_counted_for_longer_than_they_are_paid_for() -> None:
    def team(months: int | None) -> ca.Custom:
        cost = ca.local(9_000, "GBP per year", id="team", price_year="2025-26", source="T")
        paid = ca.Delivery(cost=cost, months=24)
        return ca.Custom(name="team", changes=(entries(months=months),), costs=(paid,))

    assert "unpaid_benefits" in found(appraise(team(None)))
    assert "unpaid_benefits" not in found(appraise(team(24)))


def test_a_result_too_close_to_call_says_so() -> None:
    cost = ca.local(19_500, "GBP per person-year", id="c", price_year="2025-26", source="T")
    close = appraise(ca.Pause(women=20, delivery_cost=cost), horizon=6)
    assert 0.95 < close.bcr < 1.05
    assert "about break-even" in words(close)
    assert "about break-even" not in words(appraise())


def test_what_falls_after_the_horizon_is_told_in_pounds() -> None:
    # 12 months of removals, all spread over the 38 weeks of proceedings after them
    pause = ca.Pause(
        women=20,
        programme_months=12,
        lag=None,
        neonatal=None,
        delivery_cost=None,
        pathway=ca.CareProceedings(pre_proceedings=None, application_fee=None),
    )
    short, long = appraise(pause, horizon=1), appraise(pause, horizon=3)
    missing = long.annual().sum() - short.annual().sum()
    (finding,) = (f for f in short.review() if f.id == "beyond_horizon")
    assert ca.about(missing) in finding.sentence
    assert "beyond_horizon" not in found(long)


def test_a_programmes_start_is_its_parts_start() -> None:
    team = ca.Custom(name="team", start="2026-10-01", changes=(entries(),))
    line = appraise(team).line("entries.placement")
    assert (line.cases.start, line.cases.end) == (0.5, 1.5)
    assert appraise(team).years[0] == "2026-27"


def test_delivery_paid_by_others_is_told() -> None:
    cost = ca.local(500_000, "GBP", id="c", payer="nhs", price_year="2025-26", source="T")
    text = words(appraise(ca.Pause(women=20, delivery_cost=cost)))
    assert "Delivery costs NHS £500,000." in text
    assert "Others pay for delivery, so the council's figure is gross of it." in text


def test_what_infants_do_is_said_to_be_assumed() -> None:
    assert "Assumed: Fostering before special guardianship" in words(appraise())
    plain = ca.Pause(women=20, pathway=ca.Placement(weeks=26), neonatal=None)
    assert "Assumed:" not in words(appraise(plain))


def test_a_local_cost_without_a_cash_share_is_never_cash() -> None:
    own = ca.local(900, "GBP per week", id="own", payer="council", price_year="2025-26", source="T")
    appraisal = appraise(ca.Pause(women=20, pathway=ca.Placement(cost=own, weeks=26)))
    assert "no_cash_share" in found(appraisal)
    assert appraisal.by_payer().loc["council", "avoided"] > 0
    assert appraisal.by_payer().loc["council", "cash"] == 0


def test_years_after_the_last_forecast_say_how_they_grow() -> None:
    # 113.6416 / 111.3959 = 1.02016
    said = "Nominal figures after 2030-31 grow at the index's last rate, 2.0% a year."
    assert said in words(appraise(horizon=8))
    assert said not in words(appraise(horizon=5))


def test_a_programme_of_ones_own_from_parts() -> None:
    team = ca.Custom(
        name="Edge-of-care team",
        changes=(
            ca.Outcome(
                id="entries",
                label="Entries to care avoided",
                counterfactual=ca.RateAvoided(
                    rate=ca.local(
                        0.086,
                        "events per person-year",
                        id="own.effect",
                        design="trial",
                        source="A trial elsewhere",
                    ),
                    cohort=100,
                ),
                pathway=ca.Placement(type="residential", weeks=40),
                children="children at the edge of care",
                months=12,
            ),
        ),
        costs=(
            ca.Delivery(
                cost=ca.local(
                    400_000, "GBP per year", id="own.team", price_year="2025-26", source="Ledger"
                ),
                months=12,
            ),
        ),
    )
    appraisal = appraise(team, price_year="2024-25")
    # 8.6 entries x 40 weeks x £7,385
    assert appraisal.annual(kind="benefit").sum() == pytest.approx(8.6 * 40 * 7385)
    assert "no_comparison" not in found(appraisal)
    again = ca.Appraisal.from_json(appraisal.to_json())
    assert again.npv == appraisal.npv


def test_a_copy_is_checked_like_a_new_one() -> None:
    with pytest.raises(ca.InputError, match="women: -5 given"):
        ca.Pause(women=20).model_copy(update={"women": -5})
    with pytest.raises(ca.InputError, match="no such field"):
        ca.Pause(women=20).model_copy(update={"wemen": 5})
    assert ca.Pause(women=20).model_copy(update={"women": 5}).women == 5


def test_review_is_gravest_first() -> None:
    order = [f.severity for f in appraise().review()]
    assert order == sorted(order, key=["serious", "warning", "note"].index)


YEARS = ("2025-26", "2026-27", "2027-28", "2028-29")


@pytest.mark.parametrize(
    ("benefits", "costs", "answer"),
    [
        ([0, 60, 60, 0], [100, 0, 0, 0], "2027-28"),
        ([100, 0, 0, 0], [100, 0, 0, 0], "2025-26"),
        ([0, 60, 30, 0], [100, 0, 0, 0], "It does not pay back within the 4 years from 2025-26 to"),
        # ahead in the first year, behind again in the third, for good only in the fourth
        ([50, 0, 0, 60], [10, 0, 80, 0], "2028-29"),
        ([50, 0, 0, 0], [0, 0, 0, 0], "No delivery cost"),
        # nothing to pay back before the programme starts
        ([0, 0, 50, 0], [0, 0, 10, 0], "2027-28"),
    ],
)
def test_payback(benefits: list[float], costs: list[float], answer: str) -> None:
    got = metrics.payback(np.array(benefits, float), np.array(costs, float), YEARS)
    assert got.startswith(answer)


def test_a_programme_that_pays_back_names_the_year() -> None:
    cheap = ca.Pause(
        women=20,
        removal_rate=ca.default("pause.removals.projection"),
        delivery_cost=ca.local(
            1_000, "GBP per person-year", id="cheap", price_year="2025-26", source="Test"
        ),
    )
    appraisal = appraise(cheap)
    assert appraisal.payback == "2026-27"
    assert "Its cash pays back in 2026-27." in words(appraisal)
    assert appraisal.roi > 0 and appraisal.bcr > 1 and appraisal.npv > 0
    assert set(appraisal.why) == {"irr"}  # never out of pocket, so no rate of return


def test_undefined_measures_are_nan_with_a_reason() -> None:
    gross = appraise(ca.Pause(women=20, delivery_cost=None))
    assert math.isnan(gross.bcr) and math.isnan(gross.roi) and math.isnan(gross.irr)
    assert set(gross.why) == {"bcr", "roi", "irr"}
    assert "no year has costs above its savings" in gross.why["irr"]
    assert gross.payback.startswith("No delivery cost")


def test_irr_against_a_case_with_a_known_rate() -> None:
    assert metrics.internal_rate_of_return(np.array([-100.0, 60, 60])).value == pytest.approx(
        (6 + math.sqrt(36 + 240)) / 20 - 1
    )
    twice = metrics.internal_rate_of_return(np.array([-100.0, 250, -155]))
    assert math.isnan(twice.value) and "changes sign 2 times" in twice.reason


def test_frozen_arrays_included() -> None:
    appraisal = appraise()
    before = appraisal.to_json()
    for array in (
        appraisal.flows.amounts,
        appraisal.discount_factors,
        appraisal.inflation_factors,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    with pytest.raises((AttributeError, TypeError, ValueError)):
        appraisal.intervention.women = 40
    with pytest.raises((AttributeError, TypeError, ValueError)):
        appraisal.settings.horizon = 40
    with pytest.raises(AttributeError):
        appraisal.flows = None
    with pytest.raises(TypeError):
        appraisal.inputs.in_use["x"] = None
    appraisal.annual()[:] = 0  # a copy: nothing is lost
    profile = appraisal.cash_profile()
    profile["cash"] = 0
    assert appraisal.to_json() == before


def test_placement_prices_may_outrun_the_deflator() -> None:
    pause = ca.Pause(women=20, pathway=ca.Placement(weeks=30), neonatal=None)
    plain, dearer = appraise(pause), appraise(pause, placement_inflation=0.05)
    for t in range(5):
        before, after = (a.annual(kind="benefit")[t] for a in (plain, dearer))
        # a cost of 2024-25 has grown once by 2025-26
        assert after == pytest.approx(before * 1.05 ** (t + 1))
    np.testing.assert_array_equal(plain.annual(kind="delivery"), dearer.annual(kind="delivery"))


def test_a_lag_postpones_and_deadweight_reduces() -> None:
    plain = appraise(ca.Pause(women=20, lag=None), horizon=10).annual(kind="benefit")
    late = appraise(ca.Pause(women=20, lag=12), horizon=10).annual(kind="benefit")
    np.testing.assert_allclose(late[1:], plain[:-1], rtol=1e-9, atol=1e-6)
    less = appraise(ca.Pause(women=20, lag=None, deadweight=0.25), horizon=10)
    np.testing.assert_allclose(less.annual(kind="benefit"), 0.75 * plain, rtol=1e-12)
    for step in ("not deadweight: 0.75", "avoided at full effect"):
        assert step in less.explain("removals.foster_adoption")


def test_a_total_delivery_cost_is_spread_over_the_programme() -> None:
    total = ca.local(
        470_587, id="delivery.pause.practice_18_months", price_year="2025-26", source="T"
    )
    flows = appraise(ca.Pause(women=20, delivery_cost=total)).annual(kind="delivery")
    np.testing.assert_allclose(flows, [-470_587 * 2 / 3, -470_587 / 3, 0, 0, 0])
    each = ca.local(3_000, "GBP per person", id="fee", price_year="2025-26", source="T")
    flows = appraise(ca.Pause(women=20, delivery_cost=each)).annual(kind="delivery")
    assert flows.sum() == pytest.approx(-60_000)


def test_timing_and_schedule_are_named_options() -> None:
    plain, middle = appraise(), appraise(timing="mid-year")
    np.testing.assert_allclose(middle.discount_factors, plain.discount_factors / math.sqrt(1.035))
    assert appraise(schedule="lower").discount_factors[1] == pytest.approx(1 / 1.03)
    assert "Green Book 2026" in words(plain)


def test_ca_pause_with_councils_uses_round_2() -> None:
    appraisal = appraise(ca.Pause(councils=2))
    line = appraisal.line("removals.assessment")
    assert line.cases.total(appraisal.inputs) == pytest.approx(14.4 * 2 * 1.5)
    assert "matched comparison" in words(appraisal)
    assert appraisal.payback.startswith("No delivery cost")
