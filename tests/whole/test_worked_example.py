"""One case worked by hand, cell by cell. The expected numbers were calculated without the code.

20 women from 1 October 2026 for 18 months; 0.2 removals avoided a year each, so 4 a year; a lag
of 6 months, so on the clock (years from 1 April 2026) they fall evenly over [1.0, 2.5]: none in
2026-27, 4 in 2027-28, 2 in 2028-29, none in 2029-30.

Each would have been fostered 52 weeks at £800, half of it cash. Caseload avoided rises from 0 at
1.0 to 4 at 2.0, stays 4 to 2.5, falls to 2 at 3.0 and 0 at 3.5. Person-years: 0; 2; 2 + 1.5 =
3.5; 0.5. At £41,600 a year: 0; 83,200; 145,600; 20,800.

Half the births would have had 10 days of neonatal care at £600: £3,000 a birth: 0; 12,000;
6,000; 0. Delivery is £10,000 a woman-year over [0.5, 2.0]: 100,000; 200,000; 0; 0.
"""

import numpy as np
import pytest

import costavoid as ca

YEARS = ["2026-27", "2027-28", "2028-29", "2029-30"]
PLACEMENT = [0, 83_200, 145_600, 20_800]
PLACEMENT_CASH = [0, 41_600, 72_800, 10_400]
NEONATAL = [0, 12_000, 6_000, 0]
DELIVERY = [-100_000, -200_000, 0, 0]
# Green Book 3.5%: 1, 1/1.035, 1/1.071225, 1/1.108717875
FACTORS = [1, 0.9661835749, 0.9335107004, 0.9019427057]
# Index of each year over 103.2388: 105.3095, 107.3546, 109.3571, 111.3959
INFLATION = [1.0200573815, 1.0398667942, 1.0592635714, 1.0790119606]


@pytest.fixture(scope="module")
def appraisal() -> ca.Appraisal:
    prices = {"price_year": "2025-26", "source": "Worked example"}
    pause = ca.Pause(
        women=20,
        start="2026-10-01",
        programme_months=18,
        removal_rate=ca.local(
            0.2, "events per person-year", id="example.rate", source="Worked example"
        ),
        lag=6,
        pathway=ca.Placement(
            weeks=52,
            cost=ca.local(
                800,
                "GBP per week",
                id="example.foster",
                payer="council",
                cash_releasing=0.5,
                **prices,
            ),
        ),
        neonatal=ca.NeonatalStay(
            share=0.5,
            days=10,
            cost=ca.local(
                600, "GBP per day", id="example.day", payer="nhs", cash_releasing=0, **prices
            ),
        ),
        delivery_cost=ca.local(10_000, "GBP per person-year", id="example.delivery", **prices),
    )
    return ca.appraise(pause, horizon=4, price_year="2025-26")


def test_every_cell(appraisal: ca.Appraisal) -> None:
    table = appraisal.to_frame().pivot_table(
        index="line", columns=["financial_year", "cash"], values="pounds"
    )
    halves = [amount / 2 for amount in PLACEMENT]
    for t, year in enumerate(YEARS):
        cells = table[year]
        assert cells.loc["removals.placement", "cash"] == pytest.approx(halves[t], abs=1e-6)
        assert cells.loc["removals.placement", "avoided"] == pytest.approx(halves[t], abs=1e-6)
        assert cells.loc["births.neonatal", "avoided"] == pytest.approx(NEONATAL[t], abs=1e-6)
        assert cells.loc["births.neonatal", "cash"] == 0
        assert cells.loc["delivery", "cash"] == pytest.approx(DELIVERY[t], abs=1e-6)
        assert cells.loc["delivery", "avoided"] == 0


def test_by_payer(appraisal: ca.Appraisal) -> None:
    frame = appraisal.by_payer()
    council = frame.loc["council"]
    assert council["cash"] == pytest.approx(124_800)
    assert council["avoided"] == pytest.approx(124_800)
    assert council["delivery"] == pytest.approx(-300_000)
    assert council["net_cash"] == pytest.approx(-175_200)
    assert council["net"] == pytest.approx(-50_400)
    assert frame.loc["nhs", "net"] == pytest.approx(18_000)
    assert frame.loc["all payers", "net"] == pytest.approx(-32_400)


def test_cash_profile(appraisal: ca.Appraisal) -> None:
    council = appraisal.cash_profile().xs("council", level="payer")
    assert list(council.index) == YEARS
    np.testing.assert_allclose(council["cash"], PLACEMENT_CASH, atol=1e-6)
    np.testing.assert_allclose(council["delivery"], DELIVERY, atol=1e-6)
    np.testing.assert_allclose(council["net_cash"], [-100_000, -158_400, 72_800, 10_400])
    np.testing.assert_allclose(
        council["cumulative_net_cash"], [-100_000, -258_400, -185_600, -175_200], atol=1e-6
    )
    np.testing.assert_allclose(council["avoided"], PLACEMENT_CASH, atol=1e-6)
    nominal = appraisal.cash_profile(prices="nominal").xs("council", level="payer")
    np.testing.assert_allclose(nominal["net_cash"], council["net_cash"] * INFLATION, rtol=1e-9)


def test_economic_case(appraisal: ca.Appraisal) -> None:
    case = appraisal.economic_case()
    # benefits 0; 95,200; 151,600; 20,800, less delivery
    np.testing.assert_allclose(case["net"], [-100_000, -104_800, 151_600, 20_800], atol=1e-6)
    np.testing.assert_allclose(case["discount_factor"], FACTORS, atol=1e-9)
    # 95,200 x 0.9661835749 + 151,600 x 0.9335107004 + 20,800 x 0.9019427057 = 252,261.307
    # 100,000 + 200,000 x 0.9661835749 = 293,236.715
    assert appraisal.npv == pytest.approx(252_261.307 - 293_236.715, abs=0.01)
    assert appraisal.bcr == pytest.approx(252_261.307 / 293_236.715, abs=1e-6)


def test_financial_case(appraisal: ca.Appraisal) -> None:
    case = appraisal.financial_case("council")
    # 41,600 x 1.0398667942 = 43,258.459; 72,800 x 1.0592635714 = 77,114.388;
    # 10,400 x 1.0790119606 = 11,221.724
    np.testing.assert_allclose(
        case["cash_released"], [0, 43_258.459, 77_114.388, 11_221.724], atol=0.01
    )
    # 100,000 x 1.0200573815; 200,000 x 1.0398667942
    np.testing.assert_allclose(case["delivery"], [-102_005.738, -207_973.359, 0, 0], atol=0.01)
    assert case["cumulative_net"].iloc[-1] == pytest.approx(131_594.571 - 309_979.097, abs=0.02)
    assert appraisal.roi == pytest.approx(131_594.571 / 309_979.097 - 1, abs=1e-6)
    assert appraisal.payback.startswith("It does not pay back within the 4 years")
    assert (appraisal.financial_case("nhs") == 0).all().all()


def test_in_year_and_full_year_effect_differ(appraisal: ca.Appraisal) -> None:
    # 2027-28: £83,200 of placements fall in the year, and £200,000 of delivery
    in_year = appraisal.in_year("2027-28").loc["council"]
    assert (in_year["gross"], in_year["net"]) == pytest.approx((83_200, -116_800))
    assert (in_year["cash"], in_year["net_cash"]) == pytest.approx((41_600, -158_400))
    # at 31 March 2028 there are 4 children fewer, worth £41,600 a year each
    effect = appraisal.full_year_effect("2027-28")
    assert effect.loc["council", "gross"] == pytest.approx(166_400)
    assert effect.loc["council", "cash"] == pytest.approx(83_200)
    assert effect.loc["nhs", "gross"] == 0  # a neonatal stay is a lump
    assert appraisal.full_year_effect("2028-29").loc["council", "gross"] == pytest.approx(83_200)


def test_explain_shows_every_step(appraisal: ca.Appraisal) -> None:
    text = appraisal.explain("removals.placement")
    for part in (
        "4 a year",
        "lag: 6 months",
        "£800.00 per week in 2025-26 prices",
        "52 periods a year",
        "2027-28: 2.0000 person-years = £83,200, of which cash £41,600",
        "2028-29: 3.5000 person-years = £145,600, of which cash £72,800",
        "total: £249,600",
    ):
        assert part in text


def test_the_infant_pathway_by_hand() -> None:
    """One removal a year for one year, followed until nothing is left.

    Person-years fostered: adoption 0.379 x 17/12; guardianship 0.218 x 38/52; home (the rest,
    0.403) x 38/52; £765 a week in 2024-25 prices. Exit: 0.379 x £27,000 of 2025-26.
    """
    pause = ca.Pause(
        women=5,
        programme_months=12,
        removal_rate=ca.local(0.2, "events per person-year", id="x.rate", source="By hand"),
        lag=None,
        neonatal=None,
        delivery_cost=None,
    )
    appraisal = ca.appraise(pause, horizon=4, price_year="2024-25")
    totals = appraisal.to_frame().groupby("line")["pounds"].sum()
    year = 52 * 765
    assert totals["removals.foster_adoption"] == pytest.approx(0.379 * 17 / 12 * year)
    assert totals["removals.foster_guardianship"] == pytest.approx(0.218 * 38 / 52 * year)
    assert totals["removals.foster_return"] == pytest.approx(0.403 * 38 / 52 * year)
    assert totals["removals.foster_care"] == 0
    # 27,000 x 100 / 103.2388 = 26,152.958
    assert totals["removals.adoptive_placement"] == pytest.approx(0.379 * 26_152.958, rel=1e-6)
    # three parts of proceedings add to £23,750 of 2005-06: x 100 / 61.3576 = 38,707.511; the
    # court service's is £4,180 of 2017-18: x 100 / 77.0388 = 5,425.837
    parts = totals[[i for i in totals.index if ".proceedings_" in i]].sum()
    assert parts == pytest.approx(44_133.348, rel=1e-6)
    # the fee is the council's cash and the court's income: nothing over all payers
    assert totals["removals.application_fee"] == pytest.approx(2515 * 100 / 103.2388)
    assert totals["removals.application_fee"] + totals["removals.application_fee_income"] == 0
